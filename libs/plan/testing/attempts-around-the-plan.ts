/** What people may plausibly try with the plan as it is: its opening, its members, its coordinator, its care team. */
import { inDays } from '../../deciding/days.ts'
import { LEGAL_DOMAINS, type LegalDomain } from '../../deciding/domains.ts'
import type { CommunicationCommand } from '../communication/communication.ts'
import type { Contest } from '../members/absences.ts'
import { type CareTeamCommand } from '../care-team/care-team.ts'
import type { RequestAnswer } from '../coordinator/coordination.ts'
import type { CoordinatorCommand } from '../coordinator/coordinator.ts'
import { CONTEST_OUTCOMES, type DepartureCommand } from '../members/departure.ts'
import { LIFE_AREAS } from '../opening/life-areas.ts'
import { isMember, presentMembers, type DepartureKind, type MemberCommand } from '../members/members.ts'
import type { Delivery, OpeningCommand, SaidHow } from '../opening/opening.ts'
import { openMatters, type Plan, type PlanCommand } from '../plan.ts'
import { PROOF_KINDS, type Proof, type ProofKind } from '../care-team/representation-proof.ts'
import type { Dice } from './dice.ts'
import { TERMS } from './people.ts'
import { REPRESENTATION_KINDS, type RepresentationKind } from '../care-team/representation.ts'

/** Who acts, and what they ask; undefined where nothing of the kind would be plausible now. */
export type Attempts<Type extends PlanCommand['type']> = {
  readonly [Each in Type]: (dice: Dice, plan: Plan) => Attempt<Extract<PlanCommand, { type: Each }>> | undefined
}
export interface Attempt<Command = PlanCommand> {
  readonly by: string
  readonly onBehalfOf?: string
  readonly command: Command
}

export const PERSONS = ['person-1', 'person-2', 'person-3', 'person-4'] as const
export const WORKERS = ['worker-1', 'worker-2', 'worker-3', 'worker-4'] as const
export const READERS = ['reader-1', 'reader-2', 'reader-3'] as const
/** OINs, as short as the ids of the rest. */
export const ORGANISATIONS = ['oin-1', 'oin-2', 'oin-3'] as const
const KIN = ['kin-1', 'kin-2'] as const
export const LEAD = 'lead-1'
export const EVERYONE = [...PERSONS, ...WORKERS, ...READERS, ...KIN, LEAD] as const

/** Whoever coordinates; the first worker until someone does. */
export const coordinatorOf = ({ coordination }: Plan): string =>
  coordination.is === 'vacant' ? 'worker-1' : coordination.by

const ownPlanOf = ({ opening }: Plan) => (opening.is === 'open' ? opening.ownPlan.is : 'not-opened')
const undelivered = ({ opening }: Plan) =>
  opening.is === 'open' && 'undelivered' in opening.ownPlan ? Object.keys(opening.ownPlan.undelivered) : []
const deputiesOf = ({ coordination }: Plan) => (coordination.is === 'vacant' ? [] : coordination.deputies)
const openHandover = ({ coordination }: Plan) => (coordination.is === 'passing' ? [coordination.handover] : [])
const openRequests = ({ coordination }: Plan) =>
  coordination.is === 'vacant' ? [] : Object.keys(coordination.requests)
const documentOf = (dice: Dice, plan: Plan) => ({
  ...(dice.chance(6) ? {} : { safety: dice.sealed() }),
  ...(dice.chance(12) ? {} : { sensitivities: dice.sealed() }),
  ...(dice.chance(6) ? { actions: [], deviations: [] } : openMatters(plan)),
})
const asksToJoin = (dice: Dice, plan: Plan, person: string) => ({
  membership: dice.fresh('membership', Object.keys(plan.members.requested)),
  person,
  name: dice.sealed(),
  ...dice.perhaps({
    birthDate: dice.sealed(),
    ageBand: dice.sealed<'adult'>(),
    ageEstablishedBy: dice.sealed(),
    bsn: dice.sealed(),
  }),
  terms: TERMS,
  ...(dice.chance(4) && {
    inAnotherPlanBecause: dice.sealed(),
    leads: dice.pick(['this-plan', 'the-other-plan'] as const),
  }),
})

const contestable = ({ absences }: Plan, is: Contest['is']) =>
  absences.filter(({ until, contest }) => until === undefined && contest.is === is).map(({ person }) => person)

type AroundThePlan = (
  OpeningCommand | CommunicationCommand | MemberCommand | DepartureCommand | CoordinatorCommand | CareTeamCommand
)['type']

export const AROUND_THE_PLAN: Attempts<AroundThePlan> = {
  OpenPlan: (dice, { opening }) => {
    if (opening.is === 'open' && !dice.isWild) return undefined
    const coordinator = { name: dice.sealed(), team: 'team-1' }
    const lifeAreas = dice.some(LIFE_AREAS)
    return {
      by: 'worker-1',
      command: { type: 'OpenPlan', plan: 'plan-1', lifeAreas, reportedBy: dice.sealed(), coordinator },
    }
  },
  InviteOwnPlan: (dice, plan) => {
    if (ownPlanOf(plan) !== 'not-invited' && !dice.isWild) return undefined
    const invitation = dice.fresh('invitation', undelivered(plan))
    return {
      by: coordinatorOf(plan),
      command: { type: 'InviteOwnPlan', invitation, ...dice.perhaps({ needsMet: dice.sealed() }) },
    }
  },
  DeliverOwnPlanInvitation: (dice, plan) => {
    const invitation = dice.target(undelivered(plan), ['invitation-1'])
    if (invitation === undefined) return undefined
    const command = { type: 'DeliverOwnPlanInvitation', invitation, how: dice.sealed<Delivery>() } as const
    return { by: coordinatorOf(plan), command: { ...command, deliveredAt: dice.now, terms: TERMS } }
  },
  SubmitOwnPlan: (dice, plan) => {
    if (ownPlanOf(plan) !== 'invited' && !dice.isWild) return undefined
    const parts = dice
      .some(LEGAL_DOMAINS)
      .map((domain) => ({ domain, part: dice.fresh(`part-${domain}`, []), words: dice.sealed() }))
    const saidBy = dice.target(dice.chance(2) ? presentMembers(plan.members) : [], PERSONS)
    if (saidBy === undefined) return { by: dice.pick(PERSONS), command: { type: 'SubmitOwnPlan', parts } }
    const word = { saidBy, saidHow: dice.sealed<SaidHow>() }
    return { by: coordinatorOf(plan), command: { type: 'SubmitOwnPlan', parts, ...word } }
  },
  WaiveOwnPlan: (dice, plan) => {
    if (ownPlanOf(plan) !== 'invited' && !dice.isWild) return undefined
    const command = { type: 'WaiveOwnPlan', ...dice.perhaps({ reason: dice.sealed() }) } as const
    const saidBy = dice.target(dice.chance(2) ? presentMembers(plan.members) : [], PERSONS)
    if (saidBy === undefined) return { by: dice.pick(PERSONS), command }
    return { by: coordinatorOf(plan), command: { ...command, saidBy, saidHow: dice.sealed<SaidHow>() } }
  },
  OfferClientSupport: (dice, plan) =>
    dice.chance(10)
      ? { by: coordinatorOf(plan), command: { type: 'OfferClientSupport', accepted: dice.sealed() } }
      : undefined,

  StateCommunicationNeeds: (dice, plan) => {
    const person = dice.target(dice.chance(8) ? presentMembers(plan.members) : [], PERSONS)
    if (person === undefined) return undefined
    const statement = dice.fresh('statement', [])
    const how = { language: dice.sealed(), interpreter: dice.sealed<boolean>(), easyLanguage: dice.sealed<boolean>() }
    const command = { type: 'StateCommunicationNeeds', statement, person, ...how } as const
    return {
      by: dice.pick([person, coordinatorOf(plan)]),
      command: { ...command, hearing: dice.sealed(), sight: dice.sealed() },
    }
  },

  RequestMembership: (dice, plan) => {
    const strangers = PERSONS.filter((person) => !isMember(plan.members, person))
    const person = dice.target(strangers, PERSONS)
    if (person === undefined) return undefined
    return { by: coordinatorOf(plan), command: { type: 'RequestMembership', ...asksToJoin(dice, plan, person) } }
  },
  SettleMembership: (dice, { members }) => {
    const membership = dice.target(Object.keys(members.requested), ['membership-1'])
    if (membership === undefined) return undefined
    const refused = dice.chance(6) ? { refused: 'PERSON_IS_IN_ANOTHER_PLAN' } : {}
    return { by: 'system-1', command: { type: 'SettleMembership', membership, ...refused } }
  },
  RecordMemberLeft: (dice, plan) => {
    const person = dice.target(dice.chance(4) ? presentMembers(plan.members) : [], PERSONS)
    if (person === undefined) return undefined
    const others = presentMembers(plan.members).filter((one) => one !== person)
    const together = dice.chance(4) ? dice.some(others) : []
    const how = {
      kind: dice.sealed<DepartureKind>(),
      silent: dice.chance(2),
      leftOn: dice.sealed(),
      reason: dice.sealed(),
    }
    const command = { type: 'RecordMemberLeft', person, together, ...how, terms: TERMS } as const
    return { by: coordinatorOf(plan), command }
  },
  ContestDeparture: (dice, plan) => {
    const person = dice.target(contestable(plan, 'possible'), PERSONS)
    if (person === undefined) return undefined
    const words = dice.perhaps({ words: dice.sealed() })
    return { by: person, command: { type: 'ContestDeparture', person, ...words, terms: TERMS } }
  },
  DecideContest: (dice, plan) => {
    const person = dice.target(contestable(plan, 'open'), PERSONS)
    if (person === undefined) return undefined
    const outcome = dice.pick(CONTEST_OUTCOMES)
    return { by: LEAD, command: { type: 'DecideContest', person, outcome, reason: dice.sealed(), terms: TERMS } }
  },
  ExpectChild: (dice, plan) => {
    if (!dice.chance(10)) return undefined
    const expectation = dice.fresh('expectation', plan.members.expected)
    const expectedOn = dice.perhaps({ expectedOn: dice.sealed() })
    return { by: coordinatorOf(plan), command: { type: 'ExpectChild', expectation, ...expectedOn } }
  },
  RecordBirth: (dice, plan) => {
    const expectation = dice.target(plan.members.expected, plan.members.expected)
    const strangers = PERSONS.filter((person) => !isMember(plan.members, person))
    const person = dice.target(strangers, PERSONS)
    if (expectation === undefined || person === undefined) return undefined
    const command = { type: 'RecordBirth', expectation, ...asksToJoin(dice, plan, person) } as const
    return { by: coordinatorOf(plan), command }
  },
  RecordDeath: (dice, plan) => {
    const person = dice.target(dice.chance(8) ? presentMembers(plan.members) : [], PERSONS)
    return person === undefined ? undefined : { by: coordinatorOf(plan), command: { type: 'RecordDeath', person } }
  },
  SetAddressSecrecy: (dice, plan) => {
    const person = dice.target(presentMembers(plan.members), PERSONS)
    if (person === undefined) return undefined
    return { by: coordinatorOf(plan), command: { type: 'SetAddressSecrecy', person, secret: dice.chance(2) } }
  },

  AppointCoordinator: (dice) => {
    const coordinator = dice.pick(WORKERS)
    const command = { type: 'AppointCoordinator', coordinator, name: dice.sealed(), team: 'team-2' } as const
    return dice.isWild ? { by: coordinator, command } : undefined
  },
  AppointDeputy: (dice, plan) => {
    if (deputiesOf(plan).length > 1 && !dice.isWild) return undefined
    const deputy = dice.chance(3) ? dice.pick(READERS) : dice.pick(WORKERS)
    return { by: coordinatorOf(plan), command: { type: 'AppointDeputy', deputy, name: dice.sealed() } }
  },
  EndDeputy: (dice, plan) => {
    const deputy = dice.target(deputiesOf(plan), WORKERS)
    return deputy === undefined ? undefined : { by: coordinatorOf(plan), command: { type: 'EndDeputy', deputy } }
  },
  ProposeHandover: (dice, plan) => {
    if (plan.coordination.is !== 'held' && !dice.isWild) return undefined
    const handover = dice.fresh('handover', openHandover(plan))
    const to = { to: dice.pick(WORKERS), name: dice.sealed(), team: 'team-3' }
    const document = documentOf(dice, plan)
    return { by: coordinatorOf(plan), command: { type: 'ProposeHandover', handover, ...to, document } }
  },
  SupplementHandover: (dice, plan) => {
    const handover = dice.target(openHandover(plan), ['handover-1'])
    if (handover === undefined) return undefined
    const document = documentOf(dice, plan)
    return { by: coordinatorOf(plan), command: { type: 'SupplementHandover', handover, document } }
  },
  RecordHandoverConversation: (dice, plan) => {
    const handover = dice.target(openHandover(plan), ['handover-1'])
    if (handover === undefined) return undefined
    const preference = dice.perhaps({ preference: dice.sealed() })
    return { by: coordinatorOf(plan), command: { type: 'RecordHandoverConversation', handover, ...preference } }
  },
  AcceptHandover: (dice, plan) => {
    const handover = dice.target(openHandover(plan), ['handover-1'])
    if (handover === undefined) return undefined
    const because = dice.perhaps({ notTalkedThroughBecause: dice.sealed() })
    const command = {
      type: 'AcceptHandover',
      handover,
      name: dice.sealed(),
      team: 'team-3',
      ...because,
      basedOn: dice.revision,
    } as const
    return { by: plan.coordination.is === 'passing' ? plan.coordination.to : 'worker-2', command }
  },
  DeclineHandover: (dice, plan) => {
    const handover = dice.target(openHandover(plan), ['handover-1'])
    if (handover === undefined) return undefined
    const by = plan.coordination.is === 'passing' ? plan.coordination.to : 'worker-2'
    return { by, command: { type: 'DeclineHandover', handover, reason: dice.sealed() } }
  },
  WithdrawHandover: (dice, plan) => {
    const handover = dice.target(dice.chance(2) ? openHandover(plan) : [], ['handover-1'])
    if (handover === undefined) return undefined
    const reason = dice.perhaps({ reason: dice.sealed() })
    return { by: coordinatorOf(plan), command: { type: 'WithdrawHandover', handover, ...reason } }
  },
  ReplaceCoordinator: (dice) => {
    if (!dice.chance(10)) return undefined
    const facts = { coordinator: dice.pick(WORKERS), name: dice.sealed(), team: 'team-4', reason: dice.sealed() }
    return { by: LEAD, command: { type: 'ReplaceCoordinator', ...facts } }
  },
  RequestOtherCoordinator: (dice, plan) => {
    if (!dice.chance(10)) return undefined
    const request = dice.fresh('request', openRequests(plan))
    const person = dice.target(presentMembers(plan.members), PERSONS)
    if (person === undefined) return undefined
    const by = dice.chance(3) ? dice.pick(PERSONS) : person
    const reason = dice.perhaps({ reason: dice.sealed() })
    const spokenFor = person === by ? {} : { onBehalfOf: person }
    return { by, ...spokenFor, command: { type: 'RequestOtherCoordinator', request, person, ...reason, terms: TERMS } }
  },
  AnswerOtherCoordinatorRequest: (dice, plan) => {
    const request = dice.target(openRequests(plan), ['request-1'])
    if (request === undefined) return undefined
    const [answer, reason] = [dice.sealed<RequestAnswer>(), dice.sealed()]
    return { by: LEAD, command: { type: 'AnswerOtherCoordinatorRequest', request, answer, reason } }
  },

  JoinProfessional: (dice, plan) => {
    if (Object.keys(plan.careTeam.joined).length > 2 && !dice.isWild) return undefined
    const professional = dice.chance(2) ? dice.pick(READERS) : dice.pick(WORKERS)
    const joining = dice.fresh('joining', Object.keys(plan.careTeam.joined))
    const domain = dice.pick(LEGAL_DOMAINS)
    const until = inDays(dice.now, dice.pick([5, 90, 700]))
    const rest = { name: dice.sealed(), organisation: dice.pick(ORGANISATIONS), activity: 'activity-1' }
    const scope = dice.chance(2) ? 'domain' : { goals: goalsFor(dice, plan, domain) }
    const command = { type: 'JoinProfessional', joining, professional, domain, until, scope, ...rest } as const
    return { by: coordinatorOf(plan), command }
  },
  NarrowJoining: (dice, plan) => {
    const known = Object.keys(plan.careTeam.joined)
    const joining = dice.target(dice.chance(4) ? known : [], known)
    if (joining === undefined) return undefined
    const domain = plan.careTeam.joined[joining]?.domain ?? 'wmo'
    const scope = { goals: goalsFor(dice, plan, domain) }
    return { by: coordinatorOf(plan), command: { type: 'NarrowJoining', joining, scope } }
  },
  EndJoining: (dice, plan) => {
    const known = Object.keys(plan.careTeam.joined)
    const joining = dice.target(dice.chance(3) ? known : [], known)
    if (joining === undefined) return undefined
    const reason = dice.perhaps({ reason: dice.sealed() })
    return { by: coordinatorOf(plan), command: { type: 'EndJoining', joining, ...reason } }
  },
  AppointRepresentative: (dice, plan) => {
    const represents = dice.target(presentMembers(plan.members), PERSONS)
    if (represents === undefined) return undefined
    const representation = dice.fresh('representation', Object.keys(plan.careTeam.representations))
    const representative = dice.pick([...KIN, ...PERSONS])
    const dates = { from: '2026-03-01T00:00:00.000Z', ...dice.perhaps({ until: '2026-05-01T00:00:00.000Z' }) }
    const rest = { kind: dice.pick(REPRESENTATION_KINDS), name: dice.sealed(), ...dates }
    const conflict = dice.chance(4) ? { conflictOfInterest: dice.sealed(), conflictIsTold: dice.chance(3) } : {}
    const proof = dice.chance(2) ? {} : { proof: proofFrom(dice, rest.kind) }
    const facts = { representation, representative, represents, ...rest, ...conflict, ...proof }
    return { by: coordinatorOf(plan), command: { type: 'AppointRepresentative', ...facts, ...SHOWS_IT } }
  },
  ProveRepresentation: (dice, plan) => {
    const known = Object.values(plan.careTeam.representations)
    const unverified = known
      .filter(({ isVerified }) => isVerified === false)
      .map(({ representation }) => representation)
    const representation = dice.target(unverified, Object.keys(plan.careTeam.representations))
    if (representation === undefined) return undefined
    const proof = proofFrom(dice, plan.careTeam.representations[representation]?.kind ?? 'informal')
    return { by: coordinatorOf(plan), command: { type: 'ProveRepresentation', representation, proof, proofLacks: [] } }
  },
  EndRepresentation: (dice, plan) => {
    const known = Object.keys(plan.careTeam.representations)
    const representation = dice.target(known, known)
    if (representation === undefined) return undefined
    const ended = plan.careTeam.representations[representation]
    const by = dice.pick([ended?.representative ?? 'kin-1', ended?.represents ?? 'person-1', LEAD, coordinatorOf(plan)])
    return { by, command: { type: 'EndRepresentation', representation } }
  },
  JudgeCapacity: (dice, plan) => {
    const person = dice.target(presentMembers(plan.members), PERSONS)
    if (person === undefined) return undefined
    const judgement = dice.fresh('judgement', [])
    const judged = {
      judgement,
      told: dice.chance(4),
      domain: dice.pick(LEGAL_DOMAINS),
      canSpeak: dice.chance(3),
      reason: dice.sealed(),
      terms: TERMS,
    }
    return { by: dice.pick(WORKERS), command: { type: 'JudgeCapacity', person, ...judged } }
  },
}

/** Of that law, most often; those that there are. */
function goalsFor(dice: Dice, { goals }: Plan, domain: LegalDomain): readonly string[] {
  const known = Object.keys(goals)
  const theirs = dice.isWild ? known : known.filter((goal) => goals[goal]?.domain === domain)
  return theirs.length === 0 ? [] : dice.some(theirs)
}

const SHOWS_IT = { proofLacks: [], terms: TERMS } as const

/** One that fits its kind; a wild one may not. */
function proofFrom(dice: Dice, of: RepresentationKind): Proof {
  const fitting = of === 'mandated' || of === 'informal' ? 'mandate' : dice.pick(['brp', 'court'] as const)
  const kind = dice.isWild ? dice.pick(PROOF_KINDS) : fitting
  const shown = { kind: dice.sealed<ProofKind>(), date: dice.sealed(), number: dice.sealed(), reference: dice.sealed() }
  return { kind, shown }
}
