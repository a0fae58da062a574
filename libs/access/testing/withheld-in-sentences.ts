/** What is withheld from someone, said from the words of the design and from the events alone: a second opinion that knows no fold of the plan. */
import { dayOf } from '../../deciding/days.ts'
import type { Moment } from '../../deciding/decider.ts'
import type { PlanEvent } from '../../plan/plan.ts'
import type { Asker } from '../grounds.ts'
import { whatItMends } from './corrections-in-sentences.ts'
import { isFirstToOthers, isRaisedBy } from './challenges-in-sentences.ts'
import { supportsUnknownTo } from './supports-in-sentences.ts'
import { holdsSince, type Sees, type Told } from './departures-in-sentences.ts'

type Made = Extract<PlanEvent, { type: 'ContentWithheld' | 'SightLimited' }>

/** A withholding as it stands: what became of it, by the last word on it. */
export interface Stands {
  readonly id: string
  readonly made: Made
  readonly items: readonly string[]
  /** As it was when it was made. */
  readonly whole: Pick<Stands, 'made' | 'items'>
  readonly mode: string
  readonly consulted: string | undefined
  readonly lapsesAt: string | undefined
  readonly is: 'asked' | 'made' | 'confirmed' | 'denied' | 'ended'
  readonly reviewDate: string | undefined
}

export function withholdings({ past }: Told): readonly Stands[] {
  const all = past.map(([, event]) => event)
  const begun = all.filter((event) => event.type === 'ContentWithheld' || event.type === 'SightLimited')
  return begun.map((made) => {
    const its = all.filter((event) => 'withholding' in event && event.withholding === made.withholding)
    const completed = its.find((event) => event.type === 'WithholdingCompleted')
    const released = its.flatMap((event) => (event.type === 'ContentReleased' ? event.items.map(named) : []))
    const items = made.type === 'ContentWithheld' ? made.items.map(named).filter((one) => !released.includes(one)) : []
    const last = its.findLast(({ type }) => /^Withholding(Confirmed|Denied|Completed)$/.test(type))
    const isOver =
      its.some(({ type }) => type === 'SightLimitLifted') || (made.type === 'ContentWithheld' && items.length === 0)
    const { mode, consulted, lapsesAt, reviewDate } = { ...made, ...completed }
    const said = its.findLast((event) => event.type === 'WithholdingConfirmed')
    const reviewed = its.findLast((event) => event.type === 'WithholdingReviewed')
    return {
      whole: { made, items: made.type === 'ContentWithheld' ? made.items.map(named) : [] },
      ...{ id: made.withholding, made, items, consulted, lapsesAt, mode: said?.mode ?? mode },
      reviewDate: reviewed?.reviewDate ?? reviewDate,
      is: isOver
        ? 'ended'
        : last?.type === 'WithholdingConfirmed'
          ? 'confirmed'
          : last?.type === 'WithholdingDenied'
            ? 'denied'
            : made.reason === undefined && completed === undefined
              ? 'asked'
              : 'made',
    }
  })
}

const named = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind} ${id}`

/** All that an event is part of: its own item, and what that hangs on. */
export function partOf(event: PlanEvent, told: Told): readonly string[] {
  const own = [
    'goal',
    'action',
    'priority',
    'deviation',
    'referral',
    'permission',
    'sharing',
    'challenge',
    'support',
  ] as const
  const fields = event as unknown as Readonly<Record<string, unknown>>
  const named = own.flatMap((kind) => (typeof fields[kind] === 'string' ? [`${kind} ${fields[kind]}`] : []))
  // A reading is of what was read.
  if ('on' in event) named.push(`${event.on.kind === 'reading' ? 'deviation' : event.on.kind} ${event.on.id}`)
  if ('item' in event) named.push(`${event.item.kind} ${event.item.id}`)
  // First what it is itself: that two views are on the same does not make them one.
  if (event.type === 'ViewInvited' && event.representation !== undefined)
    named.push(`representation ${event.representation}`)
  if (event.type === 'ViewGiven' || event.type === 'ViewConfirmed' || event.type === 'FamilyEvaluated')
    named.unshift(`view ${event.view}`)
  if (event.type === 'OwnPlanSubmitted') named.push(`own-plan-part ${String(event.part)}`)
  if (event.type === 'CommunicationNeedsStated') named.push(`communication-needs ${event.statement}`)
  if (event.type === 'CapacityJudged') named.push(`capacity-judgement ${String(event.judgement)}`)
  if (event.type.startsWith('OtherCoordinator') && 'request' in event)
    named.push(`coordinator-request ${event.request}`)
  if ('correctionRequest' in event) named.unshift(`correction-request ${event.correctionRequest}`)
  const mended = whatItMends(event)
  if (mended !== undefined) named.push(...partOf(mended, told))
  const further = told.past.flatMap(([, one]) => {
    if (
      one.type === 'CorrectionAsked' &&
      one !== event &&
      named.includes(`correction-request ${one.correctionRequest}`)
    )
      return partOf(one, told).slice(1)
    if (one.type === 'ActionPlanned' && named.includes(`action ${one.action}`)) return [`goal ${one.goal}`]
    // What a supporter raises tells that they support someone.
    if (one.type === 'ChallengeRaised' && one.support !== undefined && named.includes(`challenge ${one.challenge}`))
      return [`support ${one.support}`]
    // Whom one is referred to tells of what that opens to them, and that hangs on what it hangs on.
    if (one.type === 'ReferralMade' && named.includes(`referral ${one.referral}`))
      return (one.opens ?? []).flatMap(({ kind, id }) => [`${kind} ${id}`, ...goalOf(kind, id, told)])
    if (one.type === 'PermissionGiven' && named.includes(`permission ${one.permission}`))
      return [...(one.items ?? []).flatMap(({ kind, id }) => [`${kind} ${id}`, ...goalOf(kind, id, told)])]
    const shares = one.type === 'SharingGranted' || one.type === 'SharingRefused' || one.type === 'SharingAsked'
    if (shares && named.includes(`sharing ${one.sharing}`))
      return one.items.flatMap(({ kind, id }) => [`${kind} ${id}`, ...goalOf(kind, id, told)])
    const leaves = one.type === 'DeviationReported' && one.from.kind === 'priority' ? one.from.priority : undefined
    return leaves !== undefined && 'deviation' in one && named.includes(`deviation ${one.deviation}`)
      ? [`priority ${leaves}`]
      : []
  })
  return [...named, ...further]
}

const goalOf = (kind: string, id: string, { past }: Told): readonly string[] =>
  past.flatMap(([, one]) =>
    kind === 'action' && one.type === 'ActionPlanned' && one.action === id ? [`goal ${one.goal}`] : [],
  )

const BEGINS =
  /^(GoalProposed|ActionPlanned|PrioritySet|DeviationReported|ReferralMade|ViewGiven|OwnPlanSubmitted|CapacityJudged|OtherCoordinatorRequested|ChallengeRaised|CorrectionAsked|PermissionGiven|SharingGranted|SharingRefused|SharingAsked|SupporterAsked)$/

/** What an event begins, by its own name. */
const itself = (event: PlanEvent, told: Told): string =>
  event.type === 'ActionPlanned' ? `action ${event.action}` : (partOf(event, told)[0] ?? 'nothing')

/** Whether an event is of an item that is withheld by this, or hangs on one. */
export function isOf(
  { made, items }: Pick<Stands, 'made' | 'items'>,
  event: PlanEvent,
  told: Told,
  since: Moment = '',
  isTheirs: (event: PlanEvent) => boolean = () => false,
): boolean {
  const parts = partOf(event, told)
  if (made.type === 'ContentWithheld') return parts.some((one) => items.includes(one))
  const isAbout = (one: PlanEvent) =>
    one.about.includes(made.limits.person) && (made.limits.domain === undefined || made.limits.domain === one.domain)
  if (since === '' && isAboutIts(made, event) && !isTheirs(event)) return true
  return told.past.some(
    ([{ at }, one]) =>
      at >= since &&
      BEGINS.test(one.type) &&
      isAbout(one) &&
      !isTheirs(one) &&
      parts.includes(partOf(one, told)[0] ?? 'nothing'),
  )
}

/** Whether an event is about whom a limit is, and does not only say who is who. */
const isAboutIts = (made: Made, event: PlanEvent): boolean =>
  made.type === 'SightLimited' &&
  event.about.includes(made.limits.person) &&
  (made.limits.domain === undefined || made.limits.domain === event.domain) &&
  !/^(MembershipRequested|MemberJoined|ChildBorn)$/.test(event.type)

/** Whether an event is of their own working here, speaking for another or being spoken for, or of what they permitted or is permitted for them. */
const isTheirOwn =
  (id: string, { past }: Told) =>
  (event: PlanEvent): boolean => {
    if (!/^(Professional|Representati|Permission|ConflictOfInterest|Support)/.test(event.type)) return false
    return past.some(([, one]) => {
      if (one.type === 'ProfessionalJoined')
        return one.professional === id && 'joining' in event && event.joining === one.joining
      if (one.type === 'RepresentativeAppointed')
        return (
          [one.representative, one.represents].includes(id) &&
          'representation' in event &&
          event.representation === one.representation
        )
      if (one.type === 'SupporterAsked')
        return (
          [one.supporter, one.person, one.askedBy].includes(id) && 'support' in event && event.support === one.support
        )
      if (one.type !== 'PermissionGiven' || !('permission' in event)) return false
      return [one.by, one.person].includes(id) && event.permission === one.permission
    })
  }

/** Whether what an event begins is kept from who coordinates. */
export const isKeptFrom = (id: string, event: PlanEvent, told: Told): boolean =>
  isWithheldFrom({ id, role: 'coordinator', activity: 'plan-coordination' }, told)(event, '')

/** Whether an event is withheld from a human, on whatever ground they ask. */
export function isWithheldFrom(asker: Asker, told: Told): Sees {
  const { id } = asker
  const all = withholdings(told)
  const held = all.filter(
    ({ made, is, mode, reviewDate }) =>
      made.from === id &&
      is !== 'ended' &&
      (mode === 'silent' || reviewDate === undefined || dayOf(told.at) <= reviewDate),
  )
  const children = told.past.flatMap(([, one]) =>
    one.type === 'RepresentativeAppointed' &&
    one.representative === id &&
    /^(parental-authority|guardian|guardian-institution)$/.test(one.kind) &&
    one.from <= told.at &&
    (one.until === undefined || told.at <= one.until) &&
    !told.past.some(([, end]) => end.type === 'RepresentativeEnded' && end.representation === one.representation)
      ? [one.represents]
      : [],
  )
  const unsafe = new Set(
    told.past.flatMap(([, one]) =>
      one.type === 'DeviationAccountedFor' &&
      one.safety === true &&
      one.about.some((person) => children.includes(person))
        ? [`deviation ${one.deviation}`]
        : [],
    ),
  )
  const isTheirs = isTheirOwn(id, told)
  const since = new Map(held.map((one) => [one.id, holdsSince(told, id, one.id)]))
  const isOfThat = (one: Stands, event: PlanEvent, recordedAt: Moment): boolean => {
    const from = since.get(one.id) ?? 'at once'
    if (from === 'at once') return isOf(one, event, told, '', isTheirs)
    if (from === 'not yet') return false
    const isSince = recordedAt >= from && isAboutIts(one.made, event) && !isTheirs(event)
    return isSince || isOf(one, event, told, from, isTheirs)
  }
  const isNotYetTheirs = isFirstToOthers(asker, told, (who, event) => isKeptFrom(who, event, told))
  const unknown = supportsUnknownTo(id, told)
  const hidden: Sees = (event, recordedAt) =>
    isNotYetTheirs(event) ||
    [...unknown].some((one) => partOf(event, told).includes(`support ${one}`)) ||
    held.some((one) => isOfThat(one, event, recordedAt)) ||
    partOf(event, told).some((one) => unsafe.has(one))
  const judges = (event: PlanEvent): boolean =>
    (event.type === 'CapacityJudged' && event.person === id && event.told !== true) ||
    (event.type === 'ConflictOfInterestDeclared' && event.representative === id && event.told !== true)
  const isRaised = isRaisedBy(id, told)
  return (event, recordedAt) => {
    if (isRaised(event)) return false
    if (judges(whatItMends(event) ?? event)) return true
    if (!('withholding' in event)) return hidden(event, recordedAt)
    const its = all.find((one) => one.id === event.withholding)
    if (its === undefined) return false
    // That it is withheld from another is told to nobody for whom what is withheld is not there; a standing limit names no item, and is told of to
    // whoever has none about the same person.
    const limited = its.made.type === 'SightLimited' ? its.made.limits.person : undefined
    const tellsOf =
      limited === undefined
        ? told.past.some(
            ([{ at }, one]) => BEGINS.test(one.type) && its.whole.items.includes(itself(one, told)) && hidden(one, at),
          )
        : held.some((one) => {
            const from = since.get(one.id) ?? 'at once'
            const holdsThen = from === 'at once' || (from !== 'not yet' && recordedAt >= from)
            return one.made.type === 'SightLimited' && one.made.limits.person === limited && holdsThen
          })
    return its.made.from === id || tellsOf || hidden(event, recordedAt)
  }
}
