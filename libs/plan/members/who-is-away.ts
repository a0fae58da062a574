/** What each event of the plan does to what is known of who left; and the plan as the family's own commands are decided on, where not all of it knows. */
import { inDays } from '../../deciding/days.ts'
import { isOfTheFamily, type Actor, type Moment, type PersonId } from '../../deciding/decider.ts'
import { STATUTORY_TERMS } from '../../municipality/terms.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import type { PlanEvent } from '../parts.ts'
import { absenceOf, joiningsUnknownTo, knowsOf, type Absence, type Absences, type Since } from './absences.ts'
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
  if (event.type === 'ProfessionalJoined') return event.about.length > 0 ? now : withJoining(now, event.joining)
  return isOfTheFamily(by) && event.about.length > 0 ? said(now, event.about, deed) : now
}

type Left = Extract<PlanEvent, { type: 'MemberLeft' }>

function leaving({ person, silent = false, kind, due }: Left, { by, at }: Since): Absence {
  // What was recorded before there were terms for it may be contested within those that came then.
  const until = due?.at ?? inDays(at, STATUTORY_TERMS.contestWithinDays)
  const contest = { is: 'possible', until } as const
  return { person, from: at, by, isSilent: silent, isOfOld: kind === undefined, contest, since: [], joinings: [] }
}

const withJoining = (now: Absences, joining: string): Absences =>
  now.map((one) => (one.isSilent && one.until === undefined ? { ...one, joinings: [...one.joinings, joining] } : one))

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

/** What the family's own commands are decided on: to who may not know that someone left, they did not. */
export function asTheFamilyKnows<Now extends { members: Members; absences: Absences; careTeam: CareTeam }>(
  now: Now,
  by: Actor,
): Now {
  if (now.absences.length === 0 || !isOfTheFamily(by)) return now
  const away = now.absences.filter(
    (one) => one.isSilent && one.until === undefined && !knowsOf(now.absences, by.id, one),
  )
  if (away.length === 0) return now
  const unknown = joiningsUnknownTo(now.absences, by.id)
  const here = Object.fromEntries(away.map(({ person }) => [person, 'in'] as const))
  const joined = Object.entries(now.careTeam.joined).filter(([joining]) => !unknown.includes(joining))
  return {
    ...now,
    members: { ...now.members, persons: { ...now.members.persons, ...here } },
    absences: now.absences.filter((one) => !away.includes(one)),
    careTeam: { ...now.careTeam, joined: Object.fromEntries(joined) },
  }
}
