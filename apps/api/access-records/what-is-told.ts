/** Which events of a plan an answer about a part of it tells: by the part's name in its address, and the item's id where one was asked for. */
import { hangsOn } from '../../../libs/plan/challenges/challenge.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'
import type { PublicItem } from '../../../libs/plan/public-event.ts'

type Event = PlanEvent & Readonly<Record<string, unknown>>

const MEMBERS: readonly PlanEvent['type'][] = [
  'MembershipRequested',
  'BsnRecorded',
  'MemberJoined',
  'MembershipRefused',
  'MemberLeft',
  'MemberDied',
  'AddressSecrecySet',
  'ChildExpected',
  'ChildBorn',
]
const COORDINATOR: readonly PlanEvent['type'][] = [
  'CoordinatorAppointed',
  'CoordinatorReplaced',
  'DeputyAppointed',
  'DeputyEnded',
  'HandoverProposed',
  'HandoverAccepted',
  'OtherCoordinatorRequested',
  'OtherCoordinatorAnswered',
]
const CARE_TEAM: readonly PlanEvent['type'][] = [
  'ProfessionalJoined',
  'ProfessionalLeft',
  'RepresentativeAppointed',
  'RepresentativeEnded',
  'CapacityJudged',
]

/** Who looks at these looks at nothing else: to whoever sees none of them, it is a look at nothing. */
const WITHHOLDING: Readonly<Record<string, readonly PlanEvent['type'][]>> = {
  withholdings: [
    'ContentWithheld',
    'SightLimited',
    'WithholdingCompleted',
    'WithholdingConfirmed',
    'WithholdingDenied',
    'WithholdingReviewed',
    'ContentReleased',
    'SightLimitLifted',
  ],
  'withholding-requests': ['WithheldAskedFor', 'WithheldAnswered'],
}

/** Only who reviews it reads it. */
const USES: readonly PlanEvent['type'][] = [
  'BreakGlassAsked',
  'BreakGlassUsed',
  'BreakGlassRefused',
  'BreakGlassReviewed',
]

/** What an event calls the item it is of. */
const ITEMS: Readonly<Record<string, string>> = {
  goals: 'goal',
  actions: 'action',
  priorities: 'priority',
  deviations: 'deviation',
  dossier: 'deviation',
  referrals: 'referral',
  handovers: 'handover',
  permissions: 'permission',
  sharings: 'sharing',
  'break-glass-uses': 'break-glass-use',
}

/** What one item of a part is called: `goal`, as events call it, for `goals`. */
export const itemIn = (part: string): string => ITEMS[part] ?? part.replace(/s$/, '')

/** The part of the plan that a partner's item stands in; a plan is told by its event alone. */
export const PART_OF: Readonly<Record<PublicItem, string | undefined>> = {
  plan: undefined,
  member: 'members',
  sharing: 'sharings',
  coordinator: 'coordinator',
  professional: 'care-team',
  referral: 'referrals',
  goal: 'goals',
  action: 'actions',
  priority: 'priorities',
  correction: 'corrections',
}

/** @returns undefined where the answer is not of a part: then it tells all that its maker says it does */
export function toldBy(part: string | undefined, id: string | undefined): ((event: PlanEvent) => boolean) | undefined {
  if (part === 'members')
    return (event) =>
      MEMBERS.includes(event.type)
        ? id === undefined || personIn(event) === id
        : viewed(event)?.kind === 'departure' && (id === undefined || viewed(event)?.id === id)
  if (part === 'break-glass-uses')
    return (event) => USES.includes(event.type) && (id === undefined || ('use' in event && event.use === id))
  if (part === 'corrections') return (event) => CORRECTIONS.includes(event.type) && isOfCorrection(event, id)
  if (part === 'challenges') return (event) => 'challenge' in event && (id === undefined || event.challenge === id)
  if (part === 'care-team')
    return (event) =>
      CARE_TEAM.includes(event.type) || ['representation', 'capacity-judgement'].includes(viewed(event)?.kind ?? '')
  if (part === 'coordinator')
    return (event) => COORDINATOR.includes(event.type) || viewed(event)?.kind === 'coordinator'
  const ofWithholding = WITHHOLDING[part ?? '']
  if (ofWithholding !== undefined)
    return (event) =>
      ofWithholding.includes(event.type) && (id === undefined || ('withholding' in event && event.withholding === id))
  const item = ITEMS[part ?? '']
  if (item === undefined) return undefined
  return (event) => {
    const its = ofItem(event as Event, item)
    return its !== undefined && (id === undefined || its === id)
  }
}

const CORRECTIONS: readonly PlanEvent['type'][] = [
  'CorrectionRecorded',
  'CorrectionAsked',
  'CorrectionGranted',
  'CorrectionRefused',
]

const isOfCorrection = (event: PlanEvent, id: string | undefined): boolean =>
  id === undefined ||
  ('correctionRequest' in event && event.correctionRequest === id) ||
  ('correction' in event && event.correction === id)

function ofItem(event: Event, item: string): unknown {
  const on = viewed(event)
  if (on !== undefined) return on.kind === item ? on.id : undefined
  // An action serves a goal, and is not told with it.
  return item === 'goal' && 'action' in event ? undefined : event[item]
}

const viewed = (event: PlanEvent) => ('on' in event ? hangsOn(event.on) : undefined)
const personIn = (event: PlanEvent) => ('person' in event ? event.person : undefined)
