/** The shape of every decision here. Pure: no clock, no randomness, no I/O; time and ids come in with the command. */
import type { Domain } from './domains.ts'

/** A random id of a person (a UUID); says nothing about who it is. */
export type PersonId = string

/** A moment in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export type Moment = string

/** What someone was signed in as. The closed list of roles a token may carry. */
export const ROLES = [
  'coordinator',
  'professional',
  'second-reader',
  'team-lead',
  'family-member',
  'representative',
  'supporter',
  'auditor',
  'safety-officer',
  'privacy-officer',
  'escalation-officer',
  'protocol-steward',
  'administrator',
  'partner',
] as const
export type Role = (typeof ROLES)[number]

export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value)

/** Who acts: a person by random id, the system of a partner organisation by the id of its client, or a named process of our own. */
export type Actor =
  | { readonly kind: 'person'; readonly id: string; readonly role: Role; readonly organisation?: string }
  | { readonly kind: 'organisation'; readonly id: string; readonly role: 'partner'; readonly organisation: string }
  | { readonly kind: 'system'; readonly id: string }

/** Whether they act as one of the family, or for one of it; everyone else is at work. */
export const isOfTheFamily = (by: Actor): boolean =>
  by.kind === 'person' && (by.role === 'family-member' || by.role === 'representative')

/** Who did it, when, for whom and on what ground: one for all events of a command, so that no event repeats it. */
export interface Deed {
  readonly by: Actor
  /** When it is recorded; never before the stream's last event. */
  readonly at: Moment
  readonly onBehalfOf?: PersonId
  /** The processing activity named by the caller, from the published register. */
  readonly activity: string
  /** The article of law that activity rests on. */
  readonly legalBasis: string
}

/** A term that an event starts: what must follow, when it is due, and the version of the terms it came from, so that later terms never change it. */
export interface Due {
  readonly what: string
  readonly at: Moment
  readonly terms: number
}

/** What every event says besides its own facts. The envelope holds these next to the facts, so that access never has to open them. */
export interface Concerns {
  readonly domain: Domain
  /** Whom it is about: the ground of who in the family may read it. Empty: the plan as a whole. */
  readonly about: readonly PersonId[]
  /** When it happened, if that is not when it was recorded. */
  readonly happenedAt?: Moment
  readonly due?: Due
  /** The revision of the stream that its maker had before them when deciding. */
  readonly basedOn?: number
}

export interface Decider<Command, State, Event> {
  readonly initial: State
  /** What follows from the command; `[]` when it is already so. Throws a Refusal when a rule says no. */
  readonly decide: (command: Command, state: State, deed: Deed) => readonly Event[]
  /** The state after an event. Never refuses: what was recorded happened. */
  readonly evolve: (state: State, event: Event, deed: Deed) => State
}

/** How one command of several is decided. */
export type DecideOne<Command extends { readonly type: string }, Type extends Command['type'], State, Event> = Decider<
  Extract<Command, { readonly type: Type }>,
  State,
  Event
>['decide']

/** What can be sealed. What is not text (a yes or no) comes back as what it was. */
export type Sealable = string | boolean

/** A personal value that rules may pass on and miss, but never read: a reference to a ciphertext kept beside the event, and its SHA-256. */
export interface Sealed<Value extends Sealable = string> {
  readonly sealed: string
  readonly sha256: string
  /** For the compiler alone, and never there: what a reader gets who may open it. */
  readonly opensAs?: Value
}

/** Sealed in what is written now; in clear in what was written before no rule turned out to read it. */
export type OnceInClear<Value extends Sealable> = Sealed<Value> | Value

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && 'sealed' in value && 'sha256' in value

/** A rule says no: a sentence about the state, with what the caller needs to act on it. */
export class Refusal<Code extends string = string> extends Error {
  readonly code: Code
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: Code, details: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}
