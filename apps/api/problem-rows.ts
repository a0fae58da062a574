/** The kinds of rows in the tables of how the API says no: one status each. */
import type { ProblemRow } from '../../libs/http/problem.ts'

export const row =
  (status: number) =>
  (nl: string, en: string): ProblemRow => ({ status, title: { nl, en } })

/** What was sent is wrong in itself. */
export const invalid = row(400)
/** Signed in and with a part in it, but not for this. */
export const forbidden = row(403)
export const notFound = row(404)
/** Not what its sender insists on. */
export const changed = row(412)
/** The state of things says no. */
export const conflict = row(409)
