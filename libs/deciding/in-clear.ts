/** What an envelope holds in clear, and why: whoever makes an event says it of each field. What is not said is sealed before any rule sees it. */
import type { Concerns, Sealable, Sealed } from './decider.ts'

/** Why something stands in clear, as a part of a sentence. */
export type Why = string

/** An id says nothing of itself, and rules, grounds and lists follow it. */
export const ID: Why = 'what is about what, and who is who to the plan: rules and grounds of access follow it'
/** In what was written by version 1 of its type; version 2 has it under seal. */
export const ONCE: Why = 'only in events of version 1; sealed since version 2'

/** By the name of the field; of a field with parts, by their names. */
export type Fields = Readonly<Record<string, Why | Readonly<Record<string, Why>>>>

/** What is not sealed in every form of an event. */
type NotSealed<Event> = {
  [Key in keyof Event]-?: [Exclude<NonNullable<Event[Key]>, Sealed<Sealable>>] extends [never] ? never : Key
}[keyof Event]

/** A field that comes to stand in clear does not compile without its row. */
export type InClear<Event> = Readonly<
  Record<Extract<Exclude<NotSealed<Event>, keyof Concerns | 'type'>, string>, Fields[string]>
>
