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
  /** What was done since then of who left alone, and what was begun by it; so too by the joinings that do not say for whom they are. */
  readonly apart: readonly Apart[]
}

export interface Apart extends Since {
  readonly begun?: string
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

/** What was done for who left without someone's knowing: the moments, and by the ids that later events call it what was begun. */
export interface Apartness {
  readonly moments: ReadonlySet<Moment>
  /** All that hangs on these stays unknown to them, also once those it is for are back. */
  readonly begun: ReadonlySet<string>
}

/** @returns undefined to whom nothing is unknown */
export function apartFrom(absences: Absences, members: Members, who: string): Apartness | undefined {
  const all = absences.flatMap((absence) =>
    isUnknown(absences, who, absence)
      ? absence.apart.filter((one) => !isTheirs(absences, members, who, absence, one))
      : [],
  )
  if (all.length === 0) return undefined
  return {
    moments: new Set(all.map(({ at }) => at)),
    begun: new Set(all.flatMap(({ begun }) => (begun === undefined ? [] : [begun]))),
  }
}

/** Of what was begun while who it is for was away without someone's knowing: until when they were. */
export function begunApart(absences: Absences, who: string, id: string): Pick<Absence, 'until'> | undefined {
  return absences.find((one) => isUnknown(absences, who, one) && one.apart.some(({ begun }) => begun === id))
}

/** Whether what is about someone was recorded while they were away unknown to the reader, and not by who knows as little. */
export const isKeptFromThem = ({ without = [], also = [] }: Limits = {}, recordedAt: Moment): boolean =>
  !also.includes(recordedAt) &&
  without.some(({ from, until }) => from <= recordedAt && (until === undefined || recordedAt <= until))
