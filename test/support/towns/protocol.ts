/** What a test asks of the process that keeps towns for its Jest worker, and what it is answered. Cloned as they are: no function, and of a class only what it holds. */
import type { Identity } from '../../../apps/api/sign-in/identity-asked.ts'
import type { Untold } from '../told-by-the-document.ts'

/** A town is known by its home: a directory with its files in `data`, and what time it is there in `clock`. */
export type Asked = { readonly home: string } & (
  | { readonly what: 'open'; readonly settings?: NodeJS.ProcessEnv }
  | { readonly what: 'close' }
  | { readonly what: 'token'; readonly identity: Identity }
  /** Every route of its API, as the router prints them. */
  | { readonly what: 'routes' }
  /** A function of what the town stands on, such as `['store', 'read']`. */
  | { readonly what: 'call'; readonly path: readonly string[]; readonly args: readonly unknown[] }
)

export interface Fault {
  readonly message: string
  readonly stack?: string | undefined
  readonly [detail: string]: unknown
}

export type Answered = { readonly number: number } & ({ readonly value: unknown } | { readonly fault: Fault })
export type Numbered = Asked & { readonly number: number }

/** What Jest's environment gives every test of its worker. */
export interface Towns {
  /** @throws Fault */
  ask(asked: Asked): Promise<unknown>
  /** What the document of an API says, as it was compiled once for all suites of the worker. */
  untold(api: string): Promise<Untold>
}

/** Where a test finds them. */
export const TOWNS = Symbol.for('samenspel.towns')
export const clockOf = (home: string): string => `${home}/clock`
export const dataDirOf = (home: string): string => `${home}/data`
