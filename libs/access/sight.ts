/**
 * What a ground lets someone see. Every read follows from this one judgement on events: a reader's plan is the fold of the events they may
 * see, their history is those events, their search finds in them. So what may not be seen is absent everywhere alike.
 */
import type { Moment } from '../deciding/decider.ts'
import { isKeptFromThem } from '../plan/members/absences.ts'
import { isApart } from '../plan/members/done-apart.ts'
import { hangsOn } from '../plan/challenges/challenge.ts'
import type { PlanEvent } from '../plan/plan.ts'
import { coversAddressed, openToAddressee } from './addressed.ts'
import { audienceOf, isOfATerm } from './audiences.ts'
import { closedOf, isClosedBy, type ClosedLaws } from './closed.ts'
import { coversInEmergency } from './break-glass.ts'
import { judgedOn } from './as-what-it-corrects.ts'
import { isOfEpisode } from './episodes.ts'
import { coversToEnforce } from './enforcing.ts'
import { coversInChallenges, isAnsweredWith } from './in-challenges.ts'
import { knownByGround } from './known-challenges.ts'
import { groundsOf, type Asker, type Facts, type Ground } from './grounds.ts'
import type { Reach } from './reach.ts'
import { heardThroughUnknown, withoutUnknownVoices, type HeardUnknown } from './heard-through.ts'
import { coversForPartner } from './partner.ts'
import { isWithinReach } from './reader-reach.ts'
import { coversToReadSharing, openToReadSharing } from './reads-sharing.ts'
import { coversShared, openOfShared } from './shared.ts'
import { coversInScope } from './scoped.ts'
import { coversSupporting, keptFromWhomTheySupport, type SupportGround } from './supporting.ts'
import { asShownTo, isWithheld, liesIn, withheldFrom, withheldThen, type Withheld } from './withheld.ts'
import type { WithheldInPlace } from '../plan/seen.ts'
import type { Written } from './written.ts'

/** What someone stands on, and what is withheld from them whatever they stand on. */
export interface Sight {
  readonly grounds: readonly Ground[]
  readonly withheld: Withheld
  /** Where someone was heard through who is unknown to them. */
  readonly heardUnknown?: HeardUnknown
}

/** What an asker has, for the activity they name. */
export function sightOf(asker: Asker, facts: Facts): Sight {
  const grounds = groundsOf(asker, facts)
  const withheld = withheldFrom(asker.id, facts.plan, facts.at, knownByGround(grounds))
  const apart = grounds.find((ground) => ground.is === 'family')?.apart?.begun
  const unknown = apart === undefined ? withheld.items : withheld.items.union(apart)
  const kept = grounds.flatMap((ground) => (ground.is === 'supporting' ? [keptFromWhomTheySupport(ground)] : []))
  const hidden = kept.reduce((all, one) => all.union(one), unknown)
  const heardUnknown = heardThroughUnknown(asker.id, facts.plan, hidden)
  return { grounds, withheld, ...(heardUnknown && { heardUnknown }) }
}

/** Whether any of the grounds covers the event, and it is not withheld. */
export const sees = ({ grounds, withheld }: Sight, written: Written): boolean =>
  isCovered(grounds, written) && !isWithheld(withheldThen(withheld, written.envelope.recordedAt), written.event)

/** The event as its reader gets it, whole or closed, or that it is withheld, where they are told; undefined where there is nothing for them. */
export function shown(
  { grounds, withheld, heardUnknown }: Sight,
  written: Written,
): PlanEvent | WithheldInPlace | undefined {
  const on = grounds.filter((ground) => covers(ground, written))
  if (on.length === 0) return undefined
  const {
    event,
    envelope: { recordedAt },
  } = written
  const one = asShownTo(withheldThen(withheld, recordedAt), withoutUnknownVoices(heardUnknown, event, recordedAt))
  if (one === undefined || one.type === 'ItemWithheld' || on.some((ground) => opens(ground, written))) return one
  return closedOf(
    one,
    on.flatMap((ground) => openFields(ground, written)),
  )
}

/** Of what they see, whether they read its words. */
export const readsWords = ({ grounds }: Pick<Sight, 'grounds'>, written: Written): boolean =>
  grounds.some((ground) => covers(ground, written) && opens(ground, written))

const opens = (ground: Ground, written: Written): boolean =>
  (openOnly(ground, written) ?? 'all') === 'all' && !isClosedBy(closedOn(ground), written) && !isOfThem(ground, written)

/** Why someone would have another coordinator is not read by who coordinates, nor by who is asked to: only that they would. */
const isOfThem = ({ is }: Ground, { event }: Written): boolean =>
  (is === 'coordinating' || is === 'next-coordinator') && event.type === 'OtherCoordinatorRequested'

/** Of an event that is closed on a ground, what of it is open all the same. */
function openFields(ground: Ground, written: Written): readonly string[] {
  const open = openOnly(ground, written) ?? []
  return open === 'all' ? [] : open
}

/** What of an event stands open on a ground that opens items and nothing else; undefined on all others. */
function openOnly(ground: Ground, written: Written): 'all' | readonly string[] | undefined {
  if (ground.is === 'addressed') return openToAddressee(ground, written)
  if (ground.is === 'shared') return openOfShared(ground, written)
  return ground.is === 'sharing-reader' ? openToReadSharing(ground, written) : undefined
}

const closedOn = (ground: Ground): ClosedLaws | undefined => ('closed' in ground ? ground.closed : undefined)

const OPENS_AN_ITEM: readonly Ground['is'][] = ['acted-in', 'in-challenges', 'settling']

/** What is closed to them on whatever they stand on; undefined where nothing is, on one of their grounds. What they answer for themselves opens that and no law. */
export const closedOnAll = ({ grounds }: Pick<Sight, 'grounds'>): ClosedLaws | undefined => {
  // What is open to answer a challenge, or to settle an objection, is open for nothing else.
  const [first, ...others] = grounds.filter(({ is }) => !OPENS_AN_ITEM.includes(is)).map(closedOn)
  return others.includes(undefined) ? undefined : first
}

const isCovered = (grounds: readonly Ground[], written: Written): boolean =>
  grounds.some((ground) => covers(ground, written))

/** Whether sealed values may be opened: an auditor who verifies works on envelopes and sealed values alone. */
export const opensSealedValues = (grounds: readonly Ground[]): boolean => grounds.some(({ is }) => is !== 'verifying')

/** Whether they are shown by id what of every law was open when a coordinator was replaced: who must go on with it, and who verifies. */
export const readsWhatWasLeftOpen = (grounds: readonly Ground[]): boolean =>
  grounds.some(({ is }) => ['coordinating', 'next-coordinator', 'leading-team', 'verifying'].includes(is))

/** Whether the reader is shown no names, no authors and no person ids: a second reader judges the deviation, and who is asked from outside the withholding, not the people. */
export const readsWithoutNames = (grounds: readonly Ground[]): boolean =>
  grounds.every(({ is }) => ['second-reader', 'sharing-reader', 'consulted'].includes(is))

/** Whether there may be items that began where they do not see: after they left, after someone left without their knowing, or in an earlier episode. */
export const mayHaveMissed = (grounds: readonly Ground[]): boolean =>
  grounds.some(
    (ground) =>
      'episode' in ground ||
      ground.is === 'supporting' ||
      ((ground.is === 'family' || ground.is === 'unverified') &&
        Object.values(ground.persons).some(({ until, without }) => until !== undefined || without !== undefined)),
  )

/** Whether someone reads the plan at all: the system of a partner is told of public events and fetches what they refer to, and no more; who is unverified reads nothing. */
export const readsThePlan = (grounds: readonly Ground[]): boolean =>
  grounds.some(({ is }) => is !== 'partner' && is !== 'unverified')

/** Whether rows of lists are for them too: who opened a plan in an emergency opened that plan, and no list of what there is. */
export const readsLists = (grounds: readonly Ground[]): boolean =>
  readsThePlan(grounds) && grounds.some(({ is }) => is !== 'break-glass')

/** What is theirs is the item, and not how long others took with it. */
const NOT_TOLD_OF_TERMS: readonly Ground['is'][] = ['safety-officer', 'consulted', 'acted-in', 'in-challenges']

function covers(ground: Ground, written: Written): boolean {
  return (
    (ground.is === 'in-challenges' && isAnsweredWith(ground, written)) ||
    judgedOn(written).every((one) => coversOne(ground, one))
  )
}

function coversOne(ground: Ground, written: Written): boolean {
  if (ground.is === 'supporting') return coversSupporting(ground, written)
  return !('episode' in ground && !isOfEpisode(ground.episode, written)) && coversAsSuch(ground, written)
}

function coversAsSuch(ground: Exclude<Ground, SupportGround>, written: Written): boolean {
  const { event } = written
  const { recordedAt } = written.envelope
  const audience = audienceOf(event)
  if (ground.is === 'unverified' || (isOfATerm(event) && NOT_TOLD_OF_TERMS.includes(ground.is))) return false
  if (ground.is === 'addressed') return coversAddressed(ground, written)
  if (ground.is === 'acted-in' || ground.is === 'settling') return isOfOne(ground.deviations, event)
  switch (ground.is) {
    case 'verifying':
      return true
    case 'coordinating':
      return audience !== 'confidence'
    case 'next-coordinator':
      return ['team', 'coordination', 'coordinators'].includes(audience)
    case 'leading-team':
      return event.domain === 'general' && (audience === 'team' || audience === 'coordination')
    case 'care-team':
      if (ground.scopes?.some((scope) => coversInScope(scope, written)) === true) return true
      if (ground.enforces !== undefined) return coversToEnforce(ground.enforces, written)
      return event.domain === 'general'
        ? audience === 'team' && ground.domains.length > 0
        : (audience === 'team' || audience === 'confidence') && ground.domains.includes(event.domain)
    case 'family':
      if (!isTheirsToKnow(ground, written)) return false
      return event.about.length === 0
        ? audience === 'team' && Object.values(ground.persons).some((reach) => reaches(reach, event, recordedAt))
        : event.about.some((person) => reaches(ground.persons[person], event, recordedAt))
    case 'break-glass':
      return coversInEmergency(ground, event)
    case 'reviewing':
      return 'use' in event && ground.uses.includes(event.use)
    case 'in-challenges':
      return coversInChallenges(ground, event)
    case 'shared':
    case 'asked-to-share':
      return coversShared(ground, written)
    case 'sharing-reader':
      return coversToReadSharing(ground, written)
    case 'second-reader':
      return isForReader(ground, event, recordedAt)
    case 'corrected':
      return (
        event.type === 'CorrectionRecorded' &&
        event.about.some((person) => ground.persons[person]?.includes(recordedAt) === true)
      )
    case 'safety-officer':
    case 'consulted':
      return liesIn(ground.scope, event)
    case 'privacy-officer':
      return isToOversee(ground, event)
    case 'partner':
      return coversForPartner(ground, written)
    case 'inspecting': {
      const { law, recordedFrom, recordedUntil } = ground.inspection
      const inPeriod = recordedFrom <= recordedAt && recordedAt < recordedUntil
      return inPeriod && (event.domain === 'general' ? audience === 'team' : event.domain === law)
    }
  }
}

/** The deviation itself, what it was weighed on and what was said of it. */
const isOfOne = (deviations: readonly string[], event: PlanEvent): boolean =>
  'deviation' in event
    ? deviations.includes(event.deviation)
    : 'on' in event && hangsOn(event.on).kind === 'deviation' && deviations.includes(event.on.id)

/** Of the family nobody is told who ended help, or was answered that they did, but they themselves, and whose help it is. */
function isTheirsToKnow({ reader, apart }: Ground & { is: 'family' }, { event, envelope }: Written): boolean {
  if (apart !== undefined && isApart(apart, event, envelope.recordedAt)) return false
  if (event.type === 'EndingAnswered') return event.person === reader || event.to === reader
  const isOfEnding = event.type === 'HelpEnded' || event.type === 'HelpResumed'
  return !isOfEnding || event.person === reader || envelope.actor.id === reader
}

const isToOversee = (
  { withholdings, requests, contests }: Extract<Ground, { readonly is: 'privacy-officer' }>,
  event: PlanEvent,
): boolean =>
  ('withholding' in event && withholdings.includes(event.withholding)) ||
  ((event.type === 'WithheldAskedFor' || event.type === 'WithheldAnswered') && requests.includes(event.request)) ||
  (TELLS_OF_A_CONTEST.includes(event.type) && event.about.some((person) => contests.includes(person)))

/** Who contests what, that was said how: no more is read of who left to decide it. */
const TELLS_OF_A_CONTEST: readonly PlanEvent['type'][] = [
  'MembershipRequested',
  'MemberJoined',
  'MemberLeft',
  'DepartureContested',
]

/** Who is who is read by everyone who reads anything of someone; what else stands in `general` is beyond who speaks of money only. */
function reaches(reach: Reach | undefined, event: PlanEvent, recordedAt: Moment): boolean {
  if (reach === undefined || !isTheirsThen(reach, event, recordedAt)) return false
  if (reach.domains === 'all') return true
  return reach.domains.includes(event.domain) || (event.domain === 'general' && audienceOf(event) === 'team')
}

/** What is about the family as a whole tells nobody that someone left it. */
function isTheirsThen(reach: Reach, { about }: PlanEvent, recordedAt: Moment): boolean {
  const { until, also = [] } = reach
  if (also.includes(recordedAt)) return true
  if (until !== undefined && recordedAt > until) return false
  return about.length === 0 || !isKeptFromThem(reach, recordedAt)
}

/** The one deviation, or the one goal with its exception, and what the family said of it; until it was read, and nothing of what came after. */
function isForReader({ deviations, goals }: Ground & { is: 'second-reader' }, event: PlanEvent, at: Moment): boolean {
  if (event.type === 'ViewInvited') return false
  // Who read it reads what is said of that reading, which comes after it.
  if ('on' in event && event.on.kind === 'reading') return typeof deviations[event.on.id] === 'object'
  if ('on' in event)
    return event.on.kind === 'deviation'
      ? isWithinReach(deviations[event.on.id], event, at)
      : event.on.kind === 'goal' && isWithinReach(goals[event.on.id], event, at)
  // An action serves a goal, but is not what the reader was asked to judge.
  if ('goal' in event) return event.type !== 'ActionPlanned' && isWithinReach(goals[event.goal], event, at)
  return 'deviation' in event && isWithinReach(deviations[event.deviation], event, at)
}
