/** Chance, as a history sees it: all of it follows from one number, so that fast-check can repeat what failed. */
import type { Moment, Sealable, Sealed } from '../../deciding/decider.ts'

export interface Dice {
  /** Whether this attempt need not be plausible. */
  readonly isWild: boolean
  readonly now: Moment
  /** How many events there are: what whoever decides now has before them. */
  readonly revision: number
  /** One of these. */
  pick<Option>(options: readonly [Option, ...Option[]]): Option
  /** A plausible target; a wild attempt may aim at anything there is, and at nothing. */
  target(plausible: readonly string[], anything: readonly string[]): string | undefined
  /** Some of these; of a plausible attempt at least one, if there is one. */
  some<Option>(options: readonly Option[]): readonly Option[]
  /** Once in so many times. */
  chance(oneIn: number): boolean
  /** An id that is new; or, as should never happen, one that is known. */
  fresh(kind: string, known: readonly string[]): string
  /** A value nobody can read. */
  sealed<Value extends Sealable = string>(): Sealed<Value>
  /** Present half the time. */
  perhaps<Facts extends object>(facts: Facts): Partial<Facts>
}

/** A number below `sides`, the next each time. */
export type Roll = (sides: number) => number

// Taken once: in a context of their own, as under Jest, globals are slow to find.
const { imul } = Math

/** All rolls that follow from one number: SplitMix32, which is enough to play with. */
export function rollsFrom(seed: number): Roll {
  let state = seed
  return (sides) => {
    state = (state + 0x9e37_79b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = imul(mixed, 0x21f0_aaad)
    mixed ^= mixed >>> 15
    mixed = imul(mixed, 0x735a_2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) % sides
  }
}

interface Circumstances {
  readonly isWild: boolean
  readonly now: Moment
  readonly revision: number
  /** Which attempt it is: what is new in it is called after that. */
  readonly number: number
}

export function diceOf(roll: Roll, { isWild, now, revision, number }: Circumstances): Dice {
  const dice: Dice = {
    isWild,
    now,
    revision,
    pick: (options) => options[roll(options.length)] ?? options[0],
    target: (plausible, anything) => {
      const options = isWild ? [...anything, 'nothing-0'] : plausible
      return options[roll(Math.max(options.length, 1))]
    },
    some: (options) => {
      const chosen = options.filter(() => roll(2) === 0)
      return chosen.length > 0 || isWild ? chosen : options.slice(0, 1)
    },
    chance: (oneIn) => roll(oneIn) === 0,
    fresh: (kind, known) => {
      const taken = roll(isWild ? 2 : 8) === 0 ? known[roll(Math.max(known.length, 1))] : undefined
      return taken ?? `${kind}-${String(number)}`
    },
    sealed: () => {
      const which = `${String(number)}x${String(roll(1_000))}`
      return { sealed: `ciphertext-${which}`, sha256: `digest-${which}` }
    },
    perhaps: (facts) => (roll(2) === 0 ? facts : {}),
  }
  return dice
}
