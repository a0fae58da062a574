/** Who may do what: for each command the grounds it can be done on, and the item it is done to must be one its doer sees. */
import { Refusal } from '../deciding/decider.ts'
import { coordinates } from '../plan/coordinator/coordination.ts'
import type { Item, Plan, PlanCommand } from '../plan/plan.ts'
import { keyOf } from '../plan/visibility/visibility.ts'
import { concernsOf, itemDoneTo, namedIn, type Concerned, type DoneTo } from './done-to.ts'
import { isOpenedBy } from './break-glass.ts'
import { challengesWhatIsTold, whatIsTold } from './challenges-what-is-told.ts'
import { isDoneToEnforce, reachesToEnforce } from './enforcing.ts'
import type { Ground } from './grounds.ts'
import { isDoneInScope, reachesInScope } from './scoped.ts'
import { DONE_BY_WHO_RAISED, isReached } from './is-reached.ts'
import { DONE_TO_A_REQUEST, reachesRequest, reachesUse } from './reached-by-few.ts'
import type { Sight } from './sight.ts'
import { isDoneBySupporter, reachesSupporting, type SupportGround } from './supporting.ts'
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
const EVERYONE_INVOLVED: Grounds = ['coordinating', 'care-team', 'family']
const ADDRESSEE: Grounds = ['in-challenges']
const WHO_RAISED: Grounds = [...EVERYONE_INVOLVED, 'supporting', 'in-challenges']
const PARTNER: Grounds = ['partner']
/** Whoever leaves a step answers for it: who has most power no less than others. */
const WHO_LEAVES: Grounds = ['care-team', 'coordinating', 'leading-team']
/** Whoever writes in the plan mends what they wrote. */
const WHO_WRITES: Grounds = [
  ...EVERYONE_INVOLVED,
  'leading-team',
  'acted-in',
  'settling',
  'second-reader',
  'in-challenges',
]
const WHO_ANSWERS: Grounds = ['care-team', 'acted-in']
const READER: Grounds = ['second-reader']
const SHARING_READER: Grounds = ['sharing-reader']
const THE_SYSTEM_ITSELF: Grounds = []

export interface MayBeDone {
  readonly by: Grounds
  /** What it is done to, or what it will make. */
  readonly on: DoneTo
}

export const WHO_MAY: Readonly<Record<PlanCommand['type'], MayBeDone>> = {
  OpenPlan: { by: THE_SYSTEM_ITSELF, on: 'family' },
  InviteOwnPlan: { by: COORDINATOR, on: 'family' },
  DeliverOwnPlanInvitation: { by: COORDINATOR, on: 'family' },
  SubmitOwnPlan: { by: ['family', 'coordinating', 'supporting'], on: 'family' },
  WaiveOwnPlan: { by: ['family', 'coordinating'], on: 'family' },
  OfferClientSupport: { by: COORDINATOR, on: 'family' },

  ClosePlan: { by: COORDINATOR, on: 'family' },
  ReopenPlan: { by: ['family', 'coordinating', 'leading-team'], on: 'family' },
  EndHelp: { by: FAMILY, on: 'family' },
  ResumeHelp: { by: FAMILY, on: 'family' },
  AnswerEnding: { by: LEAD, on: 'family' },

  RequestMembership: { by: COORDINATOR, on: 'family' },
  SettleMembership: { by: THE_SYSTEM_ITSELF, on: 'family' },
  RecordMemberLeft: { by: COORDINATOR, on: 'leaving' },
  ContestDeparture: { by: FAMILY, on: 'family' },
  DecideContest: { by: ['leading-team', 'privacy-officer'], on: 'family' },
  ExpectChild: { by: COORDINATOR, on: 'family' },
  RecordBirth: { by: COORDINATOR, on: 'family' },
  RecordDeath: { by: COORDINATOR, on: 'family' },
  SetAddressSecrecy: { by: COORDINATOR, on: 'family' },
  StateCommunicationNeeds: { by: EVERYONE_INVOLVED, on: 'family' },
  RecordCorrection: { by: WHO_WRITES, on: 'corrected' },
  AnswerCorrectionRequest: { by: WHO_WRITES, on: 'corrected' },

  AppointCoordinator: { by: THE_SYSTEM_ITSELF, on: 'family' },
  AppointDeputy: { by: COORDINATOR_OR_LEAD, on: 'family' },
  EndDeputy: { by: COORDINATOR_OR_LEAD, on: 'family' },
  ProposeHandover: { by: COORDINATOR, on: 'family' },
  SupplementHandover: { by: COORDINATOR, on: 'family' },
  RecordHandoverConversation: { by: COORDINATOR, on: 'family' },
  AcceptHandover: { by: NEXT_COORDINATOR, on: 'family' },
  DeclineHandover: { by: NEXT_COORDINATOR, on: 'family' },
  WithdrawHandover: { by: COORDINATOR, on: 'family' },
  ReplaceCoordinator: { by: LEAD, on: 'family' },
  RequestOtherCoordinator: { by: FAMILY, on: 'family' },
  AnswerOtherCoordinatorRequest: { by: LEAD, on: 'family' },

  JoinProfessional: { by: COORDINATOR_OR_LEAD, on: 'part' },
  NarrowJoining: { by: COORDINATOR, on: 'joining' },
  EndJoining: { by: TEAM, on: 'joining' },
  AppointRepresentative: { by: COORDINATOR, on: 'family' },
  ProveRepresentation: { by: COORDINATOR, on: 'representation' },
  EndRepresentation: { by: ['family', 'leading-team'], on: 'representation' },
  JudgeCapacity: { by: CARE_TEAM, on: 'judged' },

  AskSupporter: { by: FAMILY, on: 'judged' },
  AcceptSupport: { by: ['supporting'], on: 'support' },
  EndSupport: { by: ['family', 'supporting'], on: 'support' },

  MakeReferral: { by: COORDINATOR, on: 'made' },
  AskAboutReferral: { by: PARTNER, on: 'referral' },
  AnswerReferralQuestion: { by: COORDINATOR, on: 'referral' },
  AcceptReferral: { by: PARTNER, on: 'referral' },
  DeclineReferral: { by: PARTNER, on: 'referral' },
  EndReferral: { by: COORDINATOR, on: 'referral' },

  GivePermission: { by: EVERYONE_INVOLVED, on: 'permitted' },
  WithdrawPermission: { by: EVERYONE_INVOLVED, on: 'permission' },

  ShareItems: { by: TEAM, on: 'items' },
  EndSharing: { by: TEAM, on: 'sharing' },
  WithdrawSharing: { by: ['asked-to-share', 'coordinating'], on: 'asked-sharing' },
  ReadSharing: { by: SHARING_READER, on: 'asked-sharing' },
  RecuseSharingReader: { by: SHARING_READER, on: 'asked-sharing' },

  InviteView: { by: TEAM, on: 'viewed' },
  ConfirmView: { by: ['family', 'supporting'], on: 'said-view' },
  GiveView: { by: [...EVERYONE_INVOLVED, 'unverified'], on: 'viewed' },
  EvaluateAsFamily: { by: FAMILY, on: 'viewed' },

  RaiseChallenge: { by: [...EVERYONE_INVOLVED, 'supporting'], on: 'challenged' },
  AnswerChallenge: { by: ADDRESSEE, on: 'challenge' },
  ForwardChallenge: { by: ADDRESSEE, on: 'challenge' },
  OpenChallenge: { by: WHO_RAISED, on: 'challenge' },
  AcceptChallengeAnswer: { by: WHO_RAISED, on: 'challenge' },
  RejectChallengeAnswer: { by: WHO_RAISED, on: 'challenge' },
  WithdrawChallenge: { by: WHO_RAISED, on: 'challenge' },
  EscalateChallenge: { by: THE_SYSTEM_ITSELF, on: 'challenge' },

  ProposeGoal: { by: EVERYONE_INVOLVED, on: 'made' },
  ReviseGoal: { by: EVERYONE_INVOLVED, on: 'goal' },
  ReasonAdoptionException: { by: TEAM, on: 'goal' },
  ReadAdoptionException: { by: READER, on: 'goal' },
  RecuseExceptionReader: { by: READER, on: 'goal' },
  AdoptGoal: { by: TEAM, on: 'goal' },
  EvaluateGoal: { by: TEAM, on: 'goal' },
  DropGoal: { by: TEAM, on: 'goal' },

  PlanAction: { by: EVERYONE_INVOLVED, on: 'goal' },
  AcceptAction: { by: EVERYONE_INVOLVED, on: 'action' },
  FinishAction: { by: EVERYONE_INVOLVED, on: 'action' },
  ReportActionStalled: { by: EVERYONE_INVOLVED, on: 'action' },
  DropAction: { by: TEAM, on: 'action' },

  SetPriority: { by: COORDINATOR, on: 'goes-first' },
  LiftPriority: { by: COORDINATOR, on: 'priority' },

  ReportDeviation: { by: WHO_LEAVES, on: 'made' },
  AccountForDeviation: { by: WHO_ANSWERS, on: 'deviation' },
  DrawReader: { by: [...TEAM, 'acted-in'], on: 'deviation' },
  RecuseReader: { by: READER, on: 'deviation' },
  GiveSecondReading: { by: READER, on: 'deviation' },
  AnswerReader: { by: WHO_ANSWERS, on: 'deviation' },
  PassReading: { by: THE_SYSTEM_ITSELF, on: 'deviation' },
  InviteToEvaluate: { by: THE_SYSTEM_ITSELF, on: 'deviation' },
  AnswerObjection: { by: WHO_ANSWERS, on: 'deviation' },
  MeetCondition: { by: WHO_ANSWERS, on: 'deviation' },
  SettleObjection: { by: ['settling'], on: 'deviation' },
  EndDeviation: { by: WHO_ANSWERS, on: 'deviation' },
  EvaluateDeviation: { by: WHO_ANSWERS, on: 'deviation' },
  ClearLesson: { by: TEAM, on: 'deviation' },

  Withhold: { by: EVERYONE_INVOLVED, on: 'items' },
  LimitSight: { by: TEAM, on: 'person-in-sight' },
  CompleteWithholding: { by: TEAM, on: 'withholding' },
  ConfirmWithholding: { by: ['safety-officer', 'privacy-officer'], on: 'withholding' },
  DenyWithholding: { by: ['coordinating', 'care-team', 'consulted', 'safety-officer'], on: 'withholding' },
  ReviewWithholding: { by: TEAM, on: 'withholding' },
  ReleaseContent: { by: ['coordinating', 'care-team', 'family', 'privacy-officer'], on: 'withholding' },
  LiftSightLimit: { by: ['coordinating', 'care-team', 'privacy-officer'], on: 'withholding' },
  StepUp: { by: THE_SYSTEM_ITSELF, on: 'family' },
  ExtendDue: { by: ['coordinating', 'leading-team', 'addressed'], on: 'due' },

  AskBreakGlass: { by: THE_SYSTEM_ITSELF, on: 'family' },
  SettleBreakGlass: { by: THE_SYSTEM_ITSELF, on: 'family' },
  ReviewBreakGlass: { by: ['coordinating', 'reviewing'], on: 'break-glass-use' },

  AskWhatIsWithheld: { by: FAMILY, on: 'family' },
  AnswerWhatIsWithheld: { by: ['privacy-officer'], on: 'request' },
}

/**
 * Whether the command may be done on one of the grounds.
 * @returns the domain it is done in and whom it is about: what its personal values are sealed under
 * @throws Refusal NOT_FOUND where the doer sees no plan or no such item; NOT_ALLOWED_ON_THIS_GROUND where they do, but may not do this
 */
export function mayDo({ grounds, withheld }: Sight, command: Concerned, plan: Plan): Item {
  if (grounds.length === 0 || namesWhatIsWithheld(withheld, command)) throw new Refusal<AccessRefusal>('NOT_FOUND')
  const told = challengesWhatIsTold(command)
  if (told !== undefined) return whatIsTold({ grounds, withheld }, WHO_MAY[command.type].by, told, plan)
  const item = itemDoneTo(WHO_MAY[command.type].on, command, plan)
  const each = concernsOf(command, item, plan)
  if (item === undefined || !each.every((one) => grounds.some((ground) => reachesItem(ground, one, command, plan))))
    throw new Refusal<AccessRefusal>('NOT_FOUND')
  const allowed = grounds.some(
    (ground) =>
      WHO_MAY[command.type].by.includes(ground.is) &&
      each.every((one) => reachesItem(ground, one, command, plan)) &&
      (ground.is !== 'care-team' ||
        isOfWhatTheySee(command) ||
        each.every((one) => isDoneByWhoJoined(ground, one, command, plan))) &&
      (ground.is !== 'supporting' || isDoneBySupporter(ground, item, command, plan)) &&
      (ground.is !== 'leading-team' || command.type !== 'JoinProfessional' || joinsWhoCoordinates(command, plan)) &&
      (ground.is !== 'family' || item.about.length > 0 || speaksForTheWhole(ground, command)),
  )
  if (!allowed) throw new Refusal<AccessRefusal>('NOT_ALLOWED_ON_THIS_GROUND')
  return item
}

/** Whether it is something to do for what they joined for. */
function isDoneByWhoJoined(ground: Ground & { is: 'care-team' }, item: Item, command: Concerned, plan: Plan): boolean {
  const isInScope = ground.scopes?.some(
    (scope) => reachesInScope(scope, item, command, plan) && isDoneInScope(scope, command),
  )
  if (isInScope === true) return true
  return ground.domains.length > 0 && (ground.enforces === undefined || isDoneToEnforce(command))
}

const isOfWhatTheySee = ({ type }: Concerned): boolean =>
  type === 'RecordCorrection' || type === 'AnswerCorrectionRequest'

/** Nobody lets themselves in: who coordinates alone is let in by the lead, who lets in nobody else. */
const joinsWhoCoordinates = ({ professional }: Concerned, { coordination }: Plan): boolean =>
  professional !== undefined && coordinates(coordination, professional)

/** What is withheld from someone is not there for them: whatever they ask about it is answered as about nothing. */
function namesWhatIsWithheld({ items }: Withheld, command: Concerned): boolean {
  if (items.size === 0) return false
  const { from } = command
  const left = typeof from === 'object' ? from.priority : undefined
  const keys = [...namedIn(command), ...(left === undefined ? [] : [{ kind: 'priority', id: left }])].map(keyOf)
  return keys.some((key) => items.has(key))
}

const HEARS_WHO_ASKED: Grounds = ['privacy-officer', 'family', 'verifying']

/** To who works with the family what was done with in an earlier episode is not there, unless they are shown it, and then it is for reading. */
const isOfEarlier = (ground: Ground, command: Concerned, { closing: { earlier = [] } }: Plan): boolean =>
  'episode' in ground && namedIn(command).some((one) => earlier.includes(keyOf(one)))

function reachesItem(ground: Ground, item: Item, command: Concerned, plan: Plan): boolean {
  if (isOfEarlier(ground, command, plan)) return false
  if (ground.is === 'supporting') return reachesSupporting(ground, item, command, plan)
  // The door has looked whether they see the event; who left does not mend what they left.
  return isOfWhatTheySee(command) && ground.is !== 'family' && ground.is !== 'unverified'
    ? command.corrects !== undefined
    : reachesAsSuch(ground, item, command, plan)
}

function reachesAsSuch(ground: Exclude<Ground, SupportGround>, item: Item, command: Concerned, plan: Plan): boolean {
  const { domain, about } = item
  if (command.use !== undefined) return reachesUse(ground, command.use)
  // That somebody asked what is withheld from them is told to who answers, and to nobody who works here.
  if (command.type === 'AnswerWhatIsWithheld' && !HEARS_WHO_ASKED.includes(ground.is)) return false
  if (DONE_TO_A_REQUEST.includes(command.type)) return reachesRequest(ground, command.sharing ?? '')
  // What is withheld, or would be, under no law is between the family and who coordinates: not there for a lead or for who works under one.
  const isBeyondThem = command.withholding !== undefined
  if (ground.is === 'addressed') return command.found !== undefined && ground.items.has(keyOf(command.found.item))
  switch (ground.is) {
    case 'coordinating':
    case 'next-coordinator':
      return true
    case 'leading-team':
      return (domain === 'general' && !isBeyondThem) || command.type === 'JoinProfessional' || leavesAStep(command)
    case 'acted-in':
    case 'settling':
      return command.deviation !== undefined && ground.deviations.includes(command.deviation)
    case 'care-team':
      if (ground.scopes?.some((scope) => reachesInScope(scope, item, command, plan)) === true) return true
      if (ground.enforces !== undefined && !reachesToEnforce(ground.enforces, item, command, plan)) return false
      return domain === 'general' ? !isBeyondThem && ground.domains.length > 0 : ground.domains.includes(domain)
    case 'family':
      return about.length === 0 ? domain === 'general' : isReached(ground.persons, { domain, about }, command)
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
    case 'break-glass':
      return domain === 'general' ? !isBeyondThem : isOpenedBy(ground, domain)
    case 'corrected':
    case 'reviewing':
    case 'asked-to-share':
    case 'sharing-reader':
      return false
    case 'in-challenges':
      return isTheirsInChallenges(ground, command)
    case 'shared':
      return namedIn(command).some((one) => ground.items.has(keyOf(one)))
    case 'partner':
      return command.referral !== undefined && ground.referrals.includes(command.referral)
    case 'verifying':
      return true
    case 'inspecting':
      // Whether an item lies within the inspection is not told by its state, so to who inspects all of them are alike.
      return domain === 'general' && about.length === 0
  }
}

/** A challenge that is raised by an id that is there makes nothing, and opens nothing that it would be of. What someone raised themselves is theirs to settle. */
const isTheirsInChallenges = (
  { answering, of }: Ground & { is: 'in-challenges' },
  { type, challenge }: Concerned,
): boolean =>
  challenge !== undefined &&
  ((type !== 'RaiseChallenge' && answering.includes(challenge)) ||
    (DONE_BY_WHO_RAISED.includes(type) && of[challenge] === 'raised'))

/** A priority of the plan is not there for who reads none of its laws. */
const leavesAStep = ({ type, from }: Concerned): boolean =>
  type === 'ReportDeviation' && typeof from === 'object' && from.priority === undefined

/** For the family as a whole: not who left it, nor, beyond the parts in their domains, who reads or speaks under some laws only. */
const speaksForTheWhole = ({ persons }: Ground & { is: 'family' }, { type, parts }: Concerned): boolean =>
  Object.values(persons).some(({ domains, until }) => {
    if (until !== undefined) return false
    // Whoever is heard says for themselves that it does not end.
    if (domains === 'all' || type === 'ReopenPlan') return true
    return parts === undefined ? domains.includes('general') : parts.every(({ domain }) => domains.includes(domain))
  })
