/** Who may do what: for each command the grounds it can be done on, and the item it is done to must be one its doer sees. */
import { Refusal, type PersonId } from '../deciding/decider.ts'
import type { Domain } from '../deciding/domains.ts'
import { itemOf, type Item, type Plan, type PlanCommand } from '../plan/plan.ts'
import type { Viewed } from '../plan/views/views.ts'
import { keyOf, type AboutWhom, type ItemRef } from '../plan/visibility/visibility.ts'
import { itemByRef } from '../plan/visibility/withheld-items.ts'
import type { Ground, Reach } from './grounds.ts'
import type { Sight } from './sight.ts'
import type { Withheld } from './withheld.ts'

export type AccessRefusal = 'NOT_FOUND' | 'NOT_ALLOWED_ON_THIS_GROUND'

type Grounds = readonly Ground['is'][]

const COORDINATOR: Grounds = ['coordinating']
const COORDINATOR_OR_LEAD: Grounds = ['coordinating', 'leading-team']
const NEXT_COORDINATOR: Grounds = ['next-coordinator']
const LEAD: Grounds = ['leading-team']
const CARE_TEAM: Grounds = ['care-team']
const TEAM: Grounds = ['coordinating', 'care-team']
const FAMILY: Grounds = ['family']
const FAMILY_OR_COORDINATOR: Grounds = ['family', 'coordinating']
const EVERYONE_INVOLVED: Grounds = ['coordinating', 'care-team', 'family']
const PARTNER: Grounds = ['partner']
const READER: Grounds = ['second-reader']
const THE_SYSTEM_ITSELF: Grounds = []

export const WHO_MAY: Readonly<Record<PlanCommand['type'], Grounds>> = {
  OpenPlan: THE_SYSTEM_ITSELF,
  InviteOwnPlan: COORDINATOR,
  SubmitOwnPlan: FAMILY_OR_COORDINATOR,
  WaiveOwnPlan: FAMILY_OR_COORDINATOR,
  OfferClientSupport: COORDINATOR,

  RequestMembership: COORDINATOR,
  SettleMembership: THE_SYSTEM_ITSELF,
  RecordMemberLeft: COORDINATOR,
  ContestDeparture: FAMILY,
  DecideContest: ['leading-team', 'privacy-officer'],
  ExpectChild: COORDINATOR,
  RecordBirth: COORDINATOR,
  RecordDeath: COORDINATOR,
  SetAddressSecrecy: COORDINATOR,
  RecordCorrection: COORDINATOR,

  AppointCoordinator: THE_SYSTEM_ITSELF,
  AppointDeputy: COORDINATOR_OR_LEAD,
  EndDeputy: COORDINATOR_OR_LEAD,
  ProposeHandover: COORDINATOR,
  SupplementHandover: COORDINATOR,
  RecordHandoverConversation: COORDINATOR,
  AcceptHandover: NEXT_COORDINATOR,
  DeclineHandover: NEXT_COORDINATOR,
  WithdrawHandover: COORDINATOR,
  ReplaceCoordinator: LEAD,
  RequestOtherCoordinator: FAMILY,
  AnswerOtherCoordinatorRequest: LEAD,

  JoinProfessional: COORDINATOR,
  EndJoining: TEAM,
  AppointRepresentative: COORDINATOR,
  ProveRepresentation: COORDINATOR,
  EndRepresentation: ['family', 'leading-team'],
  JudgeCapacity: CARE_TEAM,

  MakeReferral: COORDINATOR,
  AskAboutReferral: PARTNER,
  AnswerReferralQuestion: COORDINATOR,
  AcceptReferral: PARTNER,
  DeclineReferral: PARTNER,
  EndReferral: COORDINATOR,

  InviteView: TEAM,
  GiveView: [...EVERYONE_INVOLVED, 'unverified'],

  ProposeGoal: EVERYONE_INVOLVED,
  ReviseGoal: EVERYONE_INVOLVED,
  ReasonAdoptionException: TEAM,
  ReadAdoptionException: READER,
  RecuseExceptionReader: READER,
  AdoptGoal: TEAM,
  EvaluateGoal: TEAM,
  DropGoal: TEAM,

  PlanAction: EVERYONE_INVOLVED,
  AcceptAction: EVERYONE_INVOLVED,
  FinishAction: EVERYONE_INVOLVED,
  ReportActionStalled: EVERYONE_INVOLVED,
  DropAction: TEAM,

  SetPriority: COORDINATOR,
  LiftPriority: COORDINATOR,

  ReportDeviation: CARE_TEAM,
  AccountForDeviation: CARE_TEAM,
  DrawReader: TEAM,
  RecuseReader: READER,
  GiveSecondReading: READER,
  AnswerReader: CARE_TEAM,
  EvaluateDeviation: CARE_TEAM,

  Withhold: EVERYONE_INVOLVED,
  LimitSight: TEAM,
  CompleteWithholding: TEAM,
  ConfirmWithholding: ['safety-officer', 'privacy-officer'],
  DenyWithholding: ['coordinating', 'care-team', 'consulted', 'safety-officer'],
  ReviewWithholding: TEAM,
  ReleaseContent: ['coordinating', 'care-team', 'family', 'privacy-officer'],
  LiftSightLimit: ['coordinating', 'care-team', 'privacy-officer'],
  AskWhatIsWithheld: FAMILY,
  AnswerWhatIsWithheld: ['privacy-officer'],
}

/**
 * Whether the command may be done on one of the grounds.
 * @returns the domain it is done in and whom it is about: what its personal values are sealed under
 * @throws Refusal NOT_FOUND where the doer sees no plan or no such item; NOT_ALLOWED_ON_THIS_GROUND where they do, but may not do this
 */
export function mayDo({ grounds, withheld }: Sight, command: Concerned, plan: Plan): Item {
  if (grounds.length === 0 || namesWhatIsWithheld(withheld, command)) throw new Refusal<AccessRefusal>('NOT_FOUND')
  const item = concernOf(command, plan)
  const each = concernsOf(command, item, plan)
  if (item === undefined || !each.every((one) => grounds.some((ground) => reachesItem(ground, one, command))))
    throw new Refusal<AccessRefusal>('NOT_FOUND')
  const allowed = grounds.some(
    (ground) =>
      WHO_MAY[command.type].includes(ground.is) &&
      each.every((one) => reachesItem(ground, one, command)) &&
      // What is withheld under no law is between the family and who coordinates.
      !(ground.is === 'care-team' && item.domain === 'general' && WITHHOLDS.includes(command.type)) &&
      (ground.is !== 'family' || item.about.length > 0 || speaksForTheWhole(ground, command)),
  )
  if (!allowed) throw new Refusal<AccessRefusal>('NOT_ALLOWED_ON_THIS_GROUND')
  return item
}

const WITHHOLDS: readonly PlanCommand['type'][] = [
  'Withhold',
  'LimitSight',
  'CompleteWithholding',
  'DenyWithholding',
  'ReviewWithholding',
  'ReleaseContent',
  'LiftSightLimit',
]

/** What is withheld from someone is not there for them: whatever they ask about it is answered as about nothing. */
function namesWhatIsWithheld({ items }: Withheld, command: Concerned): boolean {
  if (items.size === 0) return false
  const { goal, action, deviation, priority, referral, joining, representation, withholding } = command
  const { on, from, items: named = [] } = command
  const ofKind = Object.entries({ goal, action, deviation, priority, referral, joining, representation, withholding })
  const left = typeof from === 'object' ? from.priority : undefined
  const keys = [
    ...ofKind.flatMap(([kind, id]) => (id === undefined ? [] : [keyOf({ kind, id })])),
    ...(on ? [keyOf(on)] : []),
    ...(left === undefined ? [] : [keyOf({ kind: 'priority', id: left })]),
    ...named.map(keyOf),
  ]
  return keys.some((key) => items.has(key))
}

/** All that access reads of a command: what it does, and to what. Words are not sealed yet when this is asked. */
export interface Concerned {
  readonly type: PlanCommand['type']
  readonly domain?: Domain
  readonly about?: readonly PersonId[]
  readonly person?: PersonId
  readonly represents?: PersonId
  readonly together?: readonly PersonId[]
  readonly concern?: { readonly domain: Domain }
  readonly parts?: readonly { readonly domain: Domain }[]
  readonly on?: Viewed
  readonly goal?: string
  readonly action?: string
  readonly deviation?: string
  readonly joining?: string
  readonly representation?: string
  readonly referral?: string
  readonly priority?: string
  /** The event to correct; absent where its doer sees none of that id. */
  readonly corrects?: Item
  readonly withholding?: string
  readonly request?: string
  readonly items?: readonly ItemRef[]
  readonly limits?: AboutWhom
  /** What a deviation leaves; from whom something is withheld. */
  readonly from?: string | { readonly kind: string; readonly priority?: string }
}

/** What is done to several items at once, is done to each: beside one that they see, another is not there for them all the same. */
const concernsOf = ({ type, items = [] }: Concerned, item: Item | undefined, plan: Plan): readonly Item[] =>
  [...(type === 'Withhold' ? items.map((one) => itemByRef(plan, one)) : []), item].filter((one) => one !== undefined)

/** The item a command is done to, or what it will make; undefined where the plan has no such item. */
function concernOf(command: Concerned, plan: Plan): Item | undefined {
  const { person, represents } = command
  const aboutOne = person ?? represents
  const onPerson = { domain: 'general', about: aboutOne === undefined ? [] : [aboutOne] } as const
  switch (command.type) {
    case 'ProposeGoal':
    case 'ReportDeviation':
    case 'MakeReferral':
      return { domain: command.domain ?? 'general', about: command.about ?? [] }
    case 'JudgeCapacity':
      return { domain: command.domain ?? 'general', about: onPerson.about }
    case 'RecordCorrection':
      return command.corrects && { domain: command.corrects.domain, about: command.corrects.about }
    case 'RecordMemberLeft':
      return { domain: 'general', about: [...new Set([...onPerson.about, ...(command.together ?? [])])] }
    case 'JoinProfessional':
      return { domain: command.domain ?? 'general', about: [] }
    case 'SetPriority':
      return { domain: command.concern?.domain ?? 'general', about: command.about ?? [] }
    case 'LiftPriority':
      return itemOf(plan, { kind: 'priority', id: command.priority ?? '' })
    case 'EndJoining': {
      const joining = plan.careTeam.joined[command.joining ?? '']
      return joining && { domain: joining.domain, about: [] }
    }
    case 'AskAboutReferral':
    case 'AnswerReferralQuestion':
    case 'AcceptReferral':
    case 'DeclineReferral':
    case 'EndReferral':
      return plan.referrals[command.referral ?? '']
    case 'ProveRepresentation':
    case 'EndRepresentation': {
      const representation = plan.careTeam.representations[command.representation ?? '']
      return representation && { domain: 'general', about: [representation.represents] }
    }
    case 'InviteView':
    case 'GiveView': {
      const item = command.on && itemOf(plan, command.on)
      // One's own name does not open what is about someone else.
      const isTheirs = item?.about.length === 0 || item?.about.includes(person ?? '') === true
      return item && { domain: item.domain, about: isTheirs ? onPerson.about : item.about }
    }
    case 'ReviseGoal':
    case 'ReasonAdoptionException':
    case 'ReadAdoptionException':
    case 'RecuseExceptionReader':
    case 'AdoptGoal':
    case 'EvaluateGoal':
    case 'DropGoal':
    case 'PlanAction':
      return itemOf(plan, { kind: 'goal', id: command.goal ?? '' })
    case 'AcceptAction':
    case 'FinishAction':
    case 'ReportActionStalled':
    case 'DropAction':
      return itemOf(plan, { kind: 'action', id: command.action ?? '' })
    case 'AccountForDeviation':
    case 'DrawReader':
    case 'RecuseReader':
    case 'GiveSecondReading':
    case 'AnswerReader':
    case 'EvaluateDeviation':
      return itemOf(plan, { kind: 'deviation', id: command.deviation ?? '' })
    case 'Withhold': {
      const items = (command.items ?? []).map((one) => itemByRef(plan, one))
      const [first] = items
      if (first === undefined || items.includes(undefined)) return undefined
      return { domain: first.domain, about: [...new Set(items.flatMap((one) => one?.about ?? []))] }
    }
    case 'LimitSight':
      return command.limits && { domain: command.limits.domain ?? 'general', about: [command.limits.person] }
    case 'CompleteWithholding':
    case 'ConfirmWithholding':
    case 'DenyWithholding':
    case 'ReviewWithholding':
    case 'ReleaseContent':
    case 'LiftSightLimit':
      return plan.visibility.withholdings[command.withholding ?? '']
    case 'AnswerWhatIsWithheld': {
      const asked = plan.visibility.requests[command.request ?? '']
      return asked && { domain: 'general', about: [asked.person] }
    }
    case 'AskWhatIsWithheld':
    case 'OpenPlan':
    case 'InviteOwnPlan':
    case 'SubmitOwnPlan':
    case 'WaiveOwnPlan':
    case 'OfferClientSupport':
    case 'RequestMembership':
    case 'SettleMembership':
    case 'ContestDeparture':
    case 'DecideContest':
    case 'ExpectChild':
    case 'RecordBirth':
    case 'RecordDeath':
    case 'SetAddressSecrecy':
    case 'AppointCoordinator':
    case 'AppointDeputy':
    case 'EndDeputy':
    case 'ProposeHandover':
    case 'SupplementHandover':
    case 'RecordHandoverConversation':
    case 'AcceptHandover':
    case 'DeclineHandover':
    case 'WithdrawHandover':
    case 'ReplaceCoordinator':
    case 'RequestOtherCoordinator':
    case 'AnswerOtherCoordinatorRequest':
    case 'AppointRepresentative':
      return onPerson
  }
}

/** Who left keeps their voice. */
const WHO_LEFT_MAY: readonly PlanCommand['type'][] = ['GiveView', 'ContestDeparture']

function reachesItem(ground: Ground, { domain, about }: Item, command: Concerned): boolean {
  switch (ground.is) {
    case 'coordinating':
    case 'next-coordinator':
      return true
    case 'leading-team':
      return domain === 'general'
    case 'care-team':
      return domain === 'general' || ground.domains.includes(domain)
    case 'family':
      return about.length === 0 ? domain === 'general' : isReached(ground.persons, { domain, about }, command)
    case 'corrected':
      return false
    case 'unverified':
      // They read nothing, and so hear of nothing but what they say something of.
      return command.type === 'GiveView' && isReached(ground.persons, { domain, about }, command)
    case 'second-reader':
      return (
        (command.deviation !== undefined && ground.deviations[command.deviation] !== undefined) ||
        (command.goal !== undefined && ground.goals[command.goal] !== undefined)
      )
    case 'safety-officer':
    case 'consulted':
      return (
        command.withholding !== undefined &&
        ground.scope.items.has(keyOf({ kind: 'withholding', id: command.withholding }))
      )
    case 'privacy-officer':
      return (
        (command.withholding !== undefined && ground.withholdings.includes(command.withholding)) ||
        (command.request !== undefined && ground.requests.includes(command.request)) ||
        (command.type === 'DecideContest' && ground.contests.includes(command.person ?? ''))
      )
    case 'partner':
      return command.referral !== undefined && ground.referrals.includes(command.referral)
    case 'verifying':
      return true
    case 'inspecting':
      // Whether an item lies within the inspection is not told by its state, so to who inspects all of them are alike.
      return domain === 'general' && about.length === 0
  }
}

const isReached = (
  persons: Readonly<Record<PersonId, Reach>>,
  { domain, about }: Item,
  { type }: Pick<Concerned, 'type'>,
): boolean =>
  about.some((person) => {
    const reach = persons[person]
    if (reach === undefined || (reach.until !== undefined && !WHO_LEFT_MAY.includes(type))) return false
    return domain === 'general' || reach.domains === 'all' || reach.domains.includes(domain)
  })

/** For the family as a whole: not who left it, nor, beyond the parts in their domains, who reads or speaks under some laws only. */
const speaksForTheWhole = ({ persons }: Ground & { is: 'family' }, { parts }: Concerned): boolean =>
  Object.values(persons).some(({ domains, until }) => {
    if (until !== undefined) return false
    if (domains === 'all') return true
    return parts === undefined ? domains.includes('general') : parts.every(({ domain }) => domains.includes(domain))
  })
