/** Personal text from a body, marked as such before anything else touches it. */
import type { Sealable } from '../../../../libs/deciding/decider.ts'
import type { KnownAge } from '../../../../libs/plan/members/members.ts'
import { Plain, plain, type Unsealed, type Whose } from '../../../../libs/sealing/plain.ts'

export const said = (text: string, whose?: Whose): Plain => new Plain(text.trim(), whose)

/** What no rule reads and is no text of their own: a word from a closed list, a yes or no, a day. */
export const chosen = <Value extends Sealable>(value: Value): Plain<Value> => new Plain<Value>(value)

/** What was said, without what was left blank. */
export function ifSaid<Key extends string>(
  texts: Readonly<Record<Key, string | undefined>>,
): Partial<Record<Key, Plain>> {
  const spoken = Object.entries<string | undefined>(texts).map(([key, text]) => [key, plain(text)] as const)
  return Object.fromEntries(spoken.filter(([, text]) => text !== undefined)) as Partial<Record<Key, Plain>>
}

/** How old someone is, in whichever way it is known: all three, or none. Of an adult by statement the birth date is there, and says nothing. */
export function ageIn(
  {
    birthDate,
    ageBand,
    ageEstablishedBy,
  }: {
    readonly birthDate?: string | undefined
    readonly ageBand?: 'adult' | undefined
    readonly ageEstablishedBy?: string | undefined
  },
  whose?: Whose,
): Unsealed<KnownAge> {
  if (birthDate === undefined && ageBand === undefined && ageEstablishedBy === undefined) return {}
  const sealing = <Value extends string>(value: Value | undefined) => new Plain<Value>(value, whose)
  return {
    birthDate: sealing(birthDate),
    ageBand: sealing(ageBand),
    ageEstablishedBy: sealing(ageEstablishedBy?.trim()),
  }
}
