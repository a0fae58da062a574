/** What a departure leaves to whom, said in sentences over what was written and asked: who left reads on until then, and of who fled nobody else is told. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { appointedFor, dayIn, fact, isIn, saidWith, type Happened } from './sight-told.ts'
import { workingDaysAfter } from './working-days.ts'

interface Departure {
  readonly person: string
  readonly from: string
  readonly until?: string
  readonly isSilent: boolean
}

/** Each time that someone left, until they came back or died. */
function departures(happened: Happened): readonly Departure[] {
  const { past } = happened
  return past.flatMap((event, place) => {
    if (event.type !== 'MemberLeft') return []
    const person = fact(event, 'person') ?? ''
    const back = past
      .slice(place + 1)
      .find((one) => /^(MemberJoined|MemberDied|DepartureUndone)$/.test(one.type) && fact(one, 'person') === person)
    const isSilent = saidWith(happened, event)['kind'] === 'fled'
    return [{ person, from: event.recordedAt, ...(back && { until: back.recordedAt }), isSilent }]
  })
}

/** Who left knows it, and so does who left in the same breath. */
const knows = (happened: Happened, who: string, { person, from }: Departure): boolean =>
  who === person || departures(happened).some((one) => one.person === who && one.from === from)

const isOfTheFamily = ({ actor }: Envelope): boolean =>
  actor.kind === 'person' && ['family-member', 'representative'].includes(actor.role)

/** Whether something done about who left, since they did, is for who asks all the same. */
function isDoneSince(happened: Happened, who: string, gone: Departure, recordedAt: string): boolean {
  if (recordedAt <= gone.from || (gone.until !== undefined && recordedAt >= gone.until)) return false
  return happened.past.some((event) => {
    if (event.recordedAt !== recordedAt || !event.about.includes(gone.person)) return false
    const isDecision = event.type === 'DepartureUpheld'
    if (!isDecision && !isOfTheFamily(event)) return false
    // What they and who speaks for them did, and what was decided of their contest; where they fled, of those only who knows as much as they.
    const by = event.actor.kind === 'system' ? '' : event.actor.id
    if (!gone.isSilent || by === who) return true
    if (knows(happened, who, gone)) return isDecision || knows(happened, by, gone)
    return !isDecision && isIn(happened, by) && !knows(happened, by, gone)
  })
}

/** Whether something recorded of a person is for who asks, as far as that hangs on their having left. */
export const asFarAsTheyKnow =
  (happened: Happened, who: string, person: string) =>
  ({ about, recordedAt }: Envelope): boolean =>
    departures(happened)
      .filter((one) => one.person === person)
      .every((gone) => {
        if (isDoneSince(happened, who, gone, recordedAt)) return true
        if (!gone.isSilent || knows(happened, who, gone)) return gone.until !== undefined || recordedAt <= gone.from
        // Of what is about all of them, nothing is missing.
        return about.length === 0 || recordedAt < gone.from || (gone.until !== undefined && recordedAt > gone.until)
      })

/** Whether someone was away at a moment without who asks knowing, in the breath in which they left too. */
const isAwayUnknownTo =
  (happened: Happened, who: string, at: string) =>
  (gone: Departure): boolean =>
    gone.isSilent && !knows(happened, who, gone) && gone.from <= at && (gone.until === undefined || at < gone.until)

/** Done of those alone who were away without who asks knowing; who came to help and was not said to come for anyone, may have come for them. */
function deedsApart(happened: Happened, who: string): readonly Envelope[] {
  const silent = departures(happened).filter(({ isSilent }) => isSilent)
  if (silent.length === 0) return []
  return happened.past.filter((event) => {
    const { type, about, recordedAt: at, actor } = event
    if (type === 'MemberLeft' || (about.length === 0 && type !== 'ProfessionalJoined')) return false
    const away = silent.filter(({ from, until }) => from <= at && (until === undefined || at < until))
    if (!about.every((person) => away.some((one) => one.person === person))) return false
    const by = actor.kind === 'system' ? '' : actor.id
    return away.some(
      (gone) =>
        (about.length === 0 || about.includes(gone.person)) &&
        !knows(happened, who, gone) &&
        by !== who &&
        (!isIn(happened, by) || knows(happened, by, gone)),
    )
  })
}

/** What an event begins, by the name of its id. */
const BEGUN: Readonly<Record<string, string>> = {
  GoalProposed: 'goal',
  ActionPlanned: 'action',
  PrioritySet: 'priority',
  DeviationReported: 'deviation',
  ReferralMade: 'referral',
  ProfessionalJoined: 'joining',
  RepresentativeAppointed: 'representation',
  ContentWithheld: 'withholding',
  SightLimited: 'withholding',
  ViewGiven: 'view',
  CapacityJudged: 'judgement',
  OwnPlanSubmitted: 'part',
  OtherCoordinatorRequested: 'request',
  WithheldAskedFor: 'request',
  PermissionGiven: 'permission',
  SharingGranted: 'sharing',
  SharingRefused: 'sharing',
  SharingAsked: 'sharing',
}

/** What is said for someone by who speaks for them then in no other way than by some representations. */
export function isSaidAsOneOf(some: ReadonlySet<string>, event: Envelope, happened: Happened): boolean {
  const { type, actor, domain, data, recordedAt: at } = event
  if (!/^(ViewGiven|FamilyEvaluated)$/.test(type) || data['voice'] !== 'representative' || actor.kind === 'system')
    return false
  const then = { ...happened, past: happened.past.slice(0, happened.past.indexOf(event)), at }
  const ways = appointedFor(then, actor.id).filter(
    ({ represents, kind }) =>
      represents === data['person'] && (kind !== 'administrator-of-assets' || domain === 'participation'),
  )
  return ways.length > 0 && ways.every(({ appointed }) => some.has(fact(appointed, 'representation') ?? ''))
}

/**
 * What was begun apart stays apart for who may not know, also once those are back whom it is for, with all that names it, what is begun on that, and what
 * is said by who came to speak for them then; and so does what was written of nobody in one breath with it.
 */
export function isApartFor(happened: Happened, who: string): (event: Envelope) => boolean {
  const apart = deedsApart(happened, who)
  if (apart.length === 0) return () => false
  const moments = new Set(apart.map(({ recordedAt }) => recordedAt))
  const begun = new Set(apart.flatMap((event) => fact(event, BEGUN[event.type] ?? '') ?? []))
  // What one coordinator left the next is for nobody of the family.
  const names = ({ data: { document: _document, ...data } }: Envelope) => [...idsIn(data)].some((id) => begun.has(id))
  for (const event of happened.past) {
    const id = fact(event, BEGUN[event.type] ?? '')
    if (id !== undefined && (names(event) || isSaidAsOneOf(begun, event, happened))) begun.add(id)
  }
  return (event) => (event.about.length === 0 && moments.has(event.recordedAt)) || names(event)
}

function* idsIn(part: unknown): Generator<string> {
  if (typeof part === 'string') yield part
  else if (typeof part === 'object' && part !== null) for (const inside of Object.values(part)) yield* idsIn(inside)
}

/** Since when a limit of what someone reads of a person holds: at once, or from their return, where they were away without that someone knowing. */
export function limitHoldsSince(happened: Happened, from: string, made: Envelope, about: string): string | undefined {
  const away = departures(happened).find(
    (gone) => gone.person === about && isAwayUnknownTo(happened, from, made.recordedAt)(gone),
  )
  return away === undefined ? '' : away.until
}

/** A privacy officer has a contest that no lead decided within so many working days. */
const CONTEST_WORKING_DAYS = 5

/** Who left and contests it, where nobody decided in time. */
export const contestedTooLong = (happened: Happened): readonly string[] =>
  departures(happened).flatMap(({ person, from, until }) => {
    const since = happened.past.filter((event) => event.recordedAt >= from && fact(event, 'person') === person)
    const contested = since.find(({ type }) => type === 'DepartureContested')
    const isOpen = until === undefined && !since.some(({ type }) => type === 'DepartureUpheld')
    if (contested === undefined || !isOpen) return []
    const lastDay = workingDaysAfter(dayIn(contested.recordedAt), CONTEST_WORKING_DAYS)
    return lastDay < dayIn(happened.at) ? [person] : []
  })
