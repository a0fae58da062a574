/** What each event of the plan does to what is known of who left; and the plan as the family's own commands are decided on, where not all of it knows. */
import { inDays } from '../../deciding/days.ts'
import { isOfTheFamily, type Actor, type Moment, type PersonId } from '../../deciding/decider.ts'
import { withOneMore } from '../../deciding/growing.ts'
import { STATUTORY_TERMS } from '../../municipality/terms.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import type { PlanEvent } from '../parts.ts'
import { absenceOf, apartFrom, isSilentlyAway, isUnknown, type Absence, type Absences, type Since } from './absences.ts'
import type { Members } from './members.ts'

export function absencesAfter(
  now: Absences,
  event: PlanEvent,
  { by, at }: { readonly by: Actor; readonly at: Moment },
): Absences {
  const deed = { by: by.id, at }
  if (event.type === 'MemberLeft') return [...now, leaving(event, deed)]
  if (now.length === 0) return now
  if (event.type === 'MemberJoined' || event.type === 'MemberDied')
    return withAbsence(now, event.person, () => ({ until: at }))
  if (event.type === 'DepartureUndone') return withAbsence(now, event.person, () => ({ contest: DECIDED, until: at }))
  if (event.type === 'DepartureContested') {
    const contest = { is: 'open', due: event.due.at } as const
    return withAbsence(now, event.person, ({ since }) => ({ contest, since: [...since, deed] }))
  }
  if (event.type === 'DepartureUpheld') {
    const decided = { ...deed, decided: true }
    return withAbsence(now, event.person, ({ since }) => ({ contest: DECIDED, since: [...since, decided] }))
  }
  const then = withApart(now, event, deed)
  return isOfTheFamily(by) && event.about.length > 0 ? said(then, event.about, deed) : then
}

type Left = Extract<PlanEvent, { type: 'MemberLeft' }>

function leaving({ person, silent = false, kind, due }: Left, { by, at }: Since): Absence {
  // What was recorded before there were terms for it may be contested within those that came then.
  const until = due?.at ?? inDays(at, STATUTORY_TERMS.contestWithinDays)
  const contest = { is: 'possible', until } as const
  return { person, from: at, by, isSilent: silent, isOfOld: kind === undefined, contest, since: [], apart: [] }
}

/** What an event begins that others come to name, by the name they have for it. */
const BEGINS = {
  GoalProposed: 'goal',
  ActionPlanned: 'action',
  PrioritySet: 'priority',
  DeviationReported: 'deviation',
  ReferralMade: 'referral',
  ProfessionalJoined: 'joining',
  RepresentativeAppointed: 'representation',
  ContentWithheld: 'withholding',
  SightLimited: 'withholding',
} as const satisfies Partial<Record<PlanEvent['type'], string>>

const begins = (type: PlanEvent['type']): type is keyof typeof BEGINS => type in BEGINS

const begunBy = (event: PlanEvent): string | undefined =>
  begins(event.type) ? (event as unknown as Readonly<Record<string, string>>)[BEGINS[event.type]] : undefined

/** Whoever is only asked for, or was refused, has nothing yet that anything follows from. */
const IS_ONLY_ASKED: readonly PlanEvent['type'][] = ['MembershipRequested', 'BsnRecorded', 'MembershipRefused']

/** Of who else it is about it is told to the others; a joining for all of them may be for who left. */
function withApart(now: Absences, event: PlanEvent, deed: Since): Absences {
  if (IS_ONLY_ASKED.includes(event.type)) return now
  const isForAll = event.about.length === 0
  if ((isForAll && event.type !== 'ProfessionalJoined') || !event.about.every((one) => isSilentlyAway(now, one)))
    return now
  const begun = begunBy(event)
  // The same deed again, in the same moment, is no other one.
  const isKnown = ({ apart }: Absence) =>
    apart.findLast((one) => one.at !== deed.at || one.begun === begun)?.at === deed.at
  const isOf = (one: Absence) =>
    one.isSilent && one.until === undefined && (isForAll || event.about.includes(one.person)) && !isKnown(one)
  return now.map((one) =>
    isOf(one) ? { ...one, apart: withOneMore(one.apart, { ...deed, ...(begun !== undefined && { begun }) }) } : one,
  )
}

const DECIDED = { is: 'decided' } as const

const withAbsence = (now: Absences, person: PersonId, changed: (absence: Absence) => Partial<Absence>): Absences =>
  absenceOf(now, person) === undefined
    ? now
    : now.map((one) => (one.person === person && one.until === undefined ? { ...one, ...changed(one) } : one))

function said(now: Absences, about: readonly PersonId[], deed: Since): Absences {
  const isOf = ({ person, until, since }: Absence) =>
    until === undefined && about.includes(person) && since.at(-1)?.at !== deed.at
  return now.some(isOf) ? now.map((one) => (isOf(one) ? { ...one, since: [...one.since, deed] } : one)) : now
}

/** What the family's own commands are decided on where no more is at hand than the state: to who may not know that someone left, they did not. */
export function asTheFamilyKnows<Now extends { members: Members; absences: Absences; careTeam: CareTeam }>(
  now: Now,
  by: Actor,
): Now {
  if (now.absences.length === 0 || !isOfTheFamily(by)) return now
  const away = now.absences.filter((one) => one.until === undefined && isUnknown(now.absences, by.id, one))
  if (away.length === 0) return now
  const unknown = apartFrom(now.absences, now.members, by.id)?.begun
  const here = Object.fromEntries(away.map(({ person }) => [person, 'in'] as const))
  const joined = Object.entries(now.careTeam.joined).filter(([joining]) => unknown?.has(joining) !== true)
  return {
    ...now,
    members: { ...now.members, persons: { ...now.members.persons, ...here } },
    absences: now.absences.filter((one) => !away.includes(one)),
    careTeam: { ...now.careTeam, joined: Object.fromEntries(joined) },
  }
}
