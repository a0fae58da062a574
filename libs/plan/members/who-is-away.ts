/** What each event of the plan does to what is known of who left; and the plan as the family's own commands are decided on, where not all of it knows. */
import { inDays } from '../../deciding/days.ts'
import { isOfTheFamily, type Actor, type Moment, type PersonId } from '../../deciding/decider.ts'
import { withEntry, withOneMore } from '../../deciding/growing.ts'
import { STATUTORY_TERMS } from '../../municipality/terms.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import type { PlanEvent } from '../parts.ts'
import { absenceOf, apartFrom, isSilentlyAway, isUnknown, type Absence, type Absences, type Since } from './absences.ts'
import type { Members } from './members.ts'
import { begunBy, namedBy } from '../visibility/hanging.ts'
import { keyOf } from '../visibility/visibility.ts'
import { spokenThrough } from '../visibility/withheld-along.ts'
import type { Items } from '../visibility/withheld-items.ts'

export function absencesAfter(
  now: Absences,
  event: PlanEvent,
  { by, at }: { readonly by: Actor; readonly at: Moment },
  before: Items,
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
  const then = withApart(now, event, deed, before)
  return isOfTheFamily(by) && event.about.length > 0 ? said(then, event.about, deed) : then
}

type Left = Extract<PlanEvent, { type: 'MemberLeft' }>

function leaving({ person, silent = false, kind, due }: Left, { by, at }: Since): Absence {
  // What was recorded before there were terms for it may be contested within those that came then.
  const until = due?.at ?? inDays(at, STATUTORY_TERMS.contestWithinDays)
  const contest = { is: 'possible', until } as const
  return {
    person,
    from: at,
    by,
    isSilent: silent,
    isOfOld: kind === undefined,
    contest,
    since: [],
    apart: [],
    begun: {},
  }
}

/** Whoever is only asked for, or was refused, has nothing yet that anything follows from. */
const IS_ONLY_ASKED: readonly PlanEvent['type'][] = ['MembershipRequested', 'BsnRecorded', 'MembershipRefused']

/** Of who else it is about it is told to the others; a joining for all of them may be for who left. */
function withApart(now: Absences, event: PlanEvent, deed: Since, before: Items): Absences {
  const isOnlyTheirs = isOfThoseAway(now, event)
  const theirs = (one: Absence) =>
    isOnlyTheirs &&
    one.isSilent &&
    one.until === undefined &&
    (event.about.length === 0 || event.about.includes(one.person))
  const named = namedBy(event).map(keyOf)
  const spoken = spokenThrough(event, deed.by, deed.at, before.careTeam)
  const begun = begunBy(event, before)
  const next = now.map((one): Absence => {
    const isApart = theirs(one)
    const hangsOn = spoken.every((key) => one.begun[key] !== undefined) ? [...named, ...spoken] : named
    const through = hangsOn.flatMap((key) => one.begun[key] ?? [])
    if (!isApart && (through.length === 0 || begun.length === 0)) return one
    const by = isApart ? [deed, ...through] : through
    return {
      ...one,
      // The same deed again, in the same moment, is no other one.
      ...(isApart && one.apart.at(-1)?.at !== deed.at && { apart: withOneMore(one.apart, deed) }),
      begun: begun.reduce((all, key) => withEntry(all, key, by), one.begun),
    }
  })
  return next.some((one, place) => one !== now[place]) ? next : now
}

const isOfThoseAway = (now: Absences, { type, about }: PlanEvent): boolean =>
  !IS_ONLY_ASKED.includes(type) &&
  (about.length > 0 || type === 'ProfessionalJoined') &&
  about.every((one) => isSilentlyAway(now, one))

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
  const joined = Object.entries(now.careTeam.joined).filter(
    ([joining]) => unknown?.has(keyOf({ kind: 'joining', id: joining })) !== true,
  )
  return {
    ...now,
    members: { ...now.members, persons: { ...now.members.persons, ...here } },
    absences: now.absences.filter((one) => !away.includes(one)),
    careTeam: { ...now.careTeam, joined: Object.fromEntries(joined) },
  }
}
