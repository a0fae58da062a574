/** Who left the family, since when, and whether the rest of it may know: what a departure leaves behind for the rules and for sight. Leaving itself is in `departure.ts`. */
import type { Moment, PersonId } from '../../deciding/decider.ts'
import type { Members } from './members.ts'

/** Who left may say that it is not so, once, and a team lead decides it. */
export type Contest =
  | { readonly is: 'possible'; readonly until: Moment }
  | { readonly is: 'open'; readonly due: Moment }
  | { readonly is: 'decided' }

export interface Since {
  readonly by: string
  readonly at: Moment
  /** By a team lead, of the contest. */
  readonly decided?: boolean
}

export interface Absence {
  readonly person: PersonId
  /** Of who left with one command this is the same moment. */
  readonly from: Moment
  /** When the departure was undone, or they came back. */
  readonly until?: Moment
  /** Who recorded it. */
  readonly by: string
  /** The rest of the family knows nothing of it, then or later. */
  readonly isSilent: boolean
  /** Recorded before a departure had a kind: then nobody read on for who left. */
  readonly isOfOld: boolean
  readonly contest: Contest
  /** What family members and their representatives did about them since, and what was decided of their contest. */
  readonly since: readonly Since[]
  /** The joinings since then that do not say for whom they are. */
  readonly joinings: readonly string[]
}

/** One for each time that someone left, in their order. */
export type Absences = readonly Absence[]

export const absenceOf = (absences: Absences, person: PersonId): Absence | undefined =>
  absences.findLast((one) => one.person === person && one.until === undefined)

/** Whether someone left without the rest of the family knowing. */
export const isSilentlyAway = (absences: Absences, person: PersonId): boolean =>
  absenceOf(absences, person)?.isSilent === true

/** Who left knows that they did, and so does who left in the same breath. */
export const knowsOf = (absences: Absences, who: string, { person, from }: Absence): boolean =>
  who === person || absences.some((one) => one.person === who && one.from === from)

/** What of someone a reader is kept from because they left, or because nobody else may know that they did. */
export interface Limits {
  /** Nothing after this moment. */
  readonly until?: Moment
  /** Nothing recorded within these. */
  readonly without?: readonly { readonly from: Moment; readonly until?: Moment }[]
  /** But what was recorded at these all the same: their own deeds, and those of who knows no more than they. */
  readonly also?: readonly Moment[]
}

/** @returns undefined where the departure left them nothing to read */
export function limitsOn(absences: Absences, { persons }: Members, who: string, person: PersonId): Limits | undefined {
  const own = absences.filter((one) => one.person === person)
  if (own.length === 0) return {}
  const left = absenceOf(own, person)
  if (left !== undefined && left.isOfOld && who !== person) return undefined
  const unknown = own.filter((one) => one.isSilent && !knowsOf(absences, who, one))
  const ends = left !== undefined && !unknown.includes(left)
  const without = unknown.map(({ from, until }) => ({ from, ...(until !== undefined && { until }) }))
  const also = [...unknown, ...(ends ? [left] : [])].flatMap((absence) => {
    const isUnknown = unknown.includes(absence)
    // Each sees what those do who know as much as they: of outsiders who speak for someone it is not known what they know.
    const isTheirs = ({ by, decided = false }: Since) => {
      if (!absence.isSilent || by === who) return true
      const knows = knowsOf(absences, by, absence)
      return isUnknown ? !decided && !knows && persons[by] === 'in' : decided || knows
    }
    return absence.since.filter(isTheirs).map(({ at }) => at)
  })
  return {
    ...(ends && { until: left.from }),
    ...(without.length > 0 && { without }),
    ...(also.length > 0 && { also }),
  }
}

/** The joinings that someone of the family is not told of: they may be for who left without their knowing. */
export const joiningsUnknownTo = (absences: Absences, who: string): readonly string[] =>
  absences.flatMap((one) => (one.isSilent && !knowsOf(absences, who, one) ? one.joinings : []))
