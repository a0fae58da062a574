/** Who left the family, since when, and whether the rest of it may know: what a departure leaves behind for the rules and for sight. Leaving itself is in `departure.ts`. */
import type { Moment, PersonId } from '../../deciding/decider.ts'
import type { ItemKey } from '../visibility/visibility.ts'
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
  /** What was done since then of who left alone; so too by the joinings that do not say for whom they are. */
  readonly apart: readonly Since[]
  /** What was begun by that, and what was begun on it since: each by whose deeds it came to be. */
  readonly begun: Readonly<Record<ItemKey, readonly Since[]>>
}

/** One for each time that someone left, in their order. */
export type Absences = readonly Absence[]

export const absenceOf = (absences: Absences, person: PersonId): Absence | undefined =>
  absences.findLast((one) => one.person === person && one.until === undefined)

/** Whether no team lead decided a contest in time: there may be none who did not record the departure. */
export const isLeftUndecided = ({ contest, until }: Absence, at: Moment): boolean =>
  until === undefined && contest.is === 'open' && contest.due < at

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
export function limitsOn(absences: Absences, members: Members, who: string, person: PersonId): Limits | undefined {
  const own = absences.filter((one) => one.person === person)
  if (own.length === 0) return {}
  const left = absenceOf(own, person)
  if (left !== undefined && left.isOfOld && who !== person) return undefined
  const unknown = own.filter((one) => isUnknown(absences, who, one))
  const ends = left !== undefined && !unknown.includes(left)
  const without = unknown.map(({ from, until }) => ({ from, ...(until !== undefined && { until }) }))
  const also = [...unknown, ...(ends ? [left] : [])].flatMap((absence) =>
    absence.since.filter((deed) => isTheirs(absences, members, who, absence, deed)).map(({ at }) => at),
  )
  return {
    ...(ends && { until: left.from }),
    ...(without.length > 0 && { without }),
    ...(also.length > 0 && { also }),
  }
}

export const isUnknown = (absences: Absences, who: string, absence: Absence): boolean =>
  absence.isSilent && !knowsOf(absences, who, absence)

/** Each sees what those do who know as much as they: of outsiders who speak for someone it is not known what they know. */
function isTheirs(
  absences: Absences,
  { persons }: Members,
  who: string,
  absence: Absence,
  { by, decided = false }: Pick<Since, 'by' | 'decided'>,
): boolean {
  if (!absence.isSilent || by === who) return true
  const knows = knowsOf(absences, by, absence)
  return isUnknown(absences, who, absence) ? !decided && !knows && persons[by] === 'in' : decided || knows
}

/** What was done for who left without someone's knowing: the moments, and what was begun. */
export interface Apartness {
  readonly moments: ReadonlySet<Moment>
  /** All that hangs on these stays unknown to them, also once those it is for are back. */
  readonly begun: ReadonlySet<ItemKey>
}

/** @returns undefined to whom nothing is unknown */
export function apartFrom(absences: Absences, members: Members, who: string): Apartness | undefined {
  const unknown = absences.filter((one) => isUnknown(absences, who, one) && one.apart.length > 0)
  if (unknown.length === 0) return undefined
  const moments = new Set<Moment>()
  const begun = new Set<ItemKey>()
  for (const absence of unknown) {
    const isApart = (deed: Since) => !isTheirs(absences, members, who, absence, deed)
    for (const deed of absence.apart) if (isApart(deed)) moments.add(deed.at)
    for (const [key, deeds] of Object.entries(absence.begun)) if (deeds.some(isApart)) begun.add(key as ItemKey)
  }
  return moments.size === 0 && begun.size === 0 ? undefined : { moments, begun }
}

/** Whether what is about someone was recorded while they were away unknown to the reader, and not by who knows as little. */
export const isKeptFromThem = ({ without = [], also = [] }: Limits = {}, recordedAt: Moment): boolean =>
  !also.includes(recordedAt) &&
  without.some(({ from, until }) => from <= recordedAt && (until === undefined || recordedAt <= until))
