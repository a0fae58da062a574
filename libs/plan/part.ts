/** What a part of the plan says of itself, once: what is asked of it, what happens in it, how it begins, decides and goes on. `parts.ts` names the parts. */
import type { Deed } from '../deciding/decider.ts'
import type { InClear } from '../deciding/in-clear.ts'
import type { ForPartner } from './public-event.ts'
import type { ItemKind, ItemRef } from './visibility/visibility.ts'

/** A text in Dutch and English (ISO 639-1). */
export interface InWords {
  readonly nl: string
  readonly en: string
}

export const of = (nl: string, en: string): InWords => ({ nl, en })

/** The item that an event makes or adds to, and that can be withheld from someone; undefined for one that is of no such item. */
export interface OfItem<Event> {
  readonly of: (event: Event) => ItemRef | undefined
  /** In its place a reader is told that it is withheld. */
  readonly begins?: true
  /** It stands nowhere else in the plan's state. */
  readonly isSaid?: true
}

export const addsTo = <Event>(kind: ItemKind, id: (event: Event) => string | undefined): OfItem<Event> => ({
  of: (event) => {
    const its = id(event)
    return its === undefined ? undefined : { kind, id: its }
  },
})

export const begins = <Event>(kind: ItemKind, id: (event: Event) => string | undefined): OfItem<Event> => ({
  ...addsTo(kind, id),
  begins: true,
})

/** What an event says in plain words, with nothing personal in it; what partners are told of it; of which item it is, and what of it stands in clear. */
export interface Kind<Event> {
  readonly says: InWords
  readonly partner: ForPartner<Event>
  readonly item: OfItem<Event> | 'none'
  readonly inClear: InClear<Event>
}

interface Typed {
  readonly type: string
}

/** What a command makes, or adds to, may be withheld from someone in the same breath (`withhold`). */
export const MAKES_CONTENT = { makesContent: true } as const

/** It takes no `withhold`, and why. */
export const noContent = (because: string) => ({ makesContent: false, because }) as const

export const NO_WORDS = noContent('says nothing that its item does not say; it goes with the item')
export const JUDGES = noContent('a reading judges who left a step, and nobody withholds what judges themselves')

/**
 * What a command is: whether it makes content; where it names a person, whether whoever of the family does it speaks for them; and that it is judged by
 * the terms and the pool of readers, where it is.
 */
export type CommandRow<Command> = Command extends unknown
  ? (typeof MAKES_CONTENT | ReturnType<typeof noContent>) &
      ('person' extends keyof Command ? { readonly saidFor: 'person' | 'nobody' } : { readonly saidFor?: never }) &
      (Command extends { readonly judgedBy: unknown } ? { readonly isJudged: true } : { readonly isJudged?: never })
  : never

export type CommandRows<Command extends Typed> = {
  readonly [Type in Command['type']]: CommandRow<Extract<Command, { readonly type: Type }>>
}

/**
 * `Needs` is what its decisions read of the plan beside its own state, `Knows` what its fold reads, `Rows` what it says of its commands. Each table
 * names every command or event of the part: one that is missing, or of another part, does not compile.
 */
export interface PlanPart<
  Command extends Typed,
  Event extends Typed,
  State,
  Needs,
  Rows extends CommandRows<Command>,
  Knows = unknown,
> {
  readonly initial: State
  readonly commands: Rows
  readonly events: { readonly [Type in Event['type']]: Kind<Extract<Event, { readonly type: Type }>> }
  readonly decide: (command: Command, plan: Needs, deed: Deed) => readonly Event[]
  /** @param plan as it was before the event */
  readonly evolve: (now: State, event: Event, deed: Deed, plan: Knows) => State
}

/** Of a part of whose events no rule reads anything by itself. */
export type NothingKept = Readonly<Record<string, never>>

export const NOTHING_KEPT: NothingKept = {}

type Named = Readonly<Record<'commands' | 'events', Readonly<Record<string, unknown>>>>

/** Which part a command, or an event, belongs to. @throws Error where two parts name the same */
export function partsBy<Name extends string>(
  parts: Readonly<Record<Name, Named>>,
  what: keyof Named,
): ReadonlyMap<string, Name> {
  const found = new Map<string, Name>()
  for (const name of Object.keys(parts) as Name[])
    for (const type of Object.keys(parts[name][what])) {
      const other = found.get(type)
      if (other !== undefined) throw new Error(`${type} is of two parts of the plan: ${other} and ${name}`)
      found.set(type, name)
    }
  return found
}

/**
 * A table that holds each row to its own part, as whoever looks up by type reads it: that the row so found is the one for what it was looked up with, the
 * type says and the compiler cannot follow. The plan asserts nothing anywhere else.
 */
export const byName = <Row>(table: object): ReadonlyMap<string, Row> =>
  new Map(Object.entries(table) as [string, Row][])

/** @throws RangeError for a type that no part names: one that is stored is never skipped in silence */
export function named<What>(all: ReadonlyMap<string, What>, type: string): What {
  const what = all.get(type)
  if (what === undefined) throw new RangeError(`no part of the plan has ${type}`)
  return what
}
