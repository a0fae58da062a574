/** The pages as a client of the API like any other: whoever is signed in asks, with their own token and for the purpose of the page they are on. */
import createClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './api-types.ts'
import type { Language } from './language.ts'

export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]

export type Api = Client<paths>

export interface Asker {
  readonly token: string
  readonly purpose: string
  readonly language: Language
}

const WITHIN_MS = 15_000

export const apiAs = (api: string, { token, purpose, language }: Asker): Api =>
  createClient<paths>({
    baseUrl: api,
    headers: { authorization: `Bearer ${token}`, 'processing-activity': purpose, 'accept-language': language },
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(WITHIN_MS) }),
  })

/** RFC 9457, as the API has it. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail?: string
  readonly errors?: readonly Fault[]
  readonly [more: string]: unknown
}

/** One thing that is wrong with what was sent: where, as a JSON Pointer into the body, and what. */
export interface Fault {
  readonly pointer: string
  readonly detail: string
}

/** The API said no. */
export class Refused extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** Nobody answered, or not in time, or not as the API does. */
export class ApiAway extends Error {}

/**
 * What the API answered.
 * @throws Refused with its problem, or ApiAway
 */
export async function told<Data>(asked: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  const answer = await asked.catch((cause: unknown) => {
    throw new ApiAway('the API cannot be reached', { cause })
  })
  if (answer.response.ok && answer.data !== undefined) return answer.data
  throw isProblem(answer.error)
    ? new Refused(answer.error)
    : new ApiAway(`the API answered ${String(answer.response.status)}`)
}

const isProblem = (said: unknown): said is Problem =>
  typeof said === 'object' && said !== null && 'code' in said && 'status' in said && 'title' in said
