/** Several statements sent together and answered once: between two of them lies no way to the server and back. */
import { CompiledQuery } from 'kysely'
import pg from 'pg'

/** As one, in the simple protocol, which takes several statements and no parameters. @throws TypeError for a value that is neither text nor a safe integer */
export const inOneGo = (queries: readonly CompiledQuery[]): CompiledQuery =>
  CompiledQuery.raw(queries.map(({ sql, parameters }) => withValues(sql, parameters)).join(';\n'))

/** Kysely writes every value as `$n`, and names in double quotes without a dollar. */
const withValues = (sql: string, parameters: readonly unknown[]): string =>
  sql.replace(/\$(\d+)/g, (_, place: string) => literal(parameters[Number(place) - 1]))

function literal(value: unknown): string {
  if (typeof value === 'string') return pg.escapeLiteral(value)
  if (Number.isSafeInteger(value)) return String(value)
  throw new TypeError('a row holds text and whole numbers')
}
