/** The one plan of a family: the parts, side by side. Each part knows its own rules; this file only brings them together. */
import type { Decider, Deed, Moment } from '../deciding/decider.ts'
import { decideActions, evolveActions, openActions, type ActionCommand } from './actions/actions.ts'
import {
  decideCareTeam,
  evolveCareTeam,
  NO_CARE_TEAM,
  professionalsAt,
  professionalsOf,
  representationsEndedByDeath,
} from './care-team/care-team.ts'
import { decideCoordination, evolveCoordination } from './coordinator/coordinator.ts'
import { decideDeparture } from './members/departure.ts'
import { decideDeviations, evolveDeviations, openDeviations } from './deviations/deviations.ts'
import { decideGoals, evolveGoals, type GoalCommand } from './goals/goals.ts'
import { decideCorrections } from './corrections/corrections.ts'
import type { OpenMatters } from './handover/handover-document.ts'
import { involvementAfter } from './care-team/involvement.ts'
import {
  decideMembers,
  evolveMembers,
  isBack,
  isFromWhoLeft,
  NO_MEMBERS,
  presentMembers,
  withKnownAge,
} from './members/members.ts'
import { decideOpening, evolveOpening, mustBeOpen, WHOLE_PLAN } from './opening/opening.ts'
import { decidePriorities, evolvePriorities } from './priorities/priorities.ts'
import { decideReferrals, evolveReferrals } from './referrals/referrals.ts'
import { evolveVisibility, NOTHING_WITHHELD, withSaid } from './visibility/visibility.ts'
import { decideViews, type Item, type Viewed, type ViewEvent } from './views/views.ts'
import { allWithheldFrom, mattersBut, withheldFromWhom } from './visibility/withheld-items.ts'
import { contentOf, saidBy } from './visibility/withheld-along.ts'
import { decideWithholding, withheldAlong } from './visibility/withholding.ts'

import type { Plan, PlanCommand, PlanEvent } from './parts.ts'
import { absencesAfter, asTheFamilyKnows } from './members/who-is-away.ts'
import { countsForNothing, withoutSpeakers, speaksAsParent } from './care-team/representation.ts'

export type { Plan, PlanCommand, PlanEvent, PlanRefusal } from './parts.ts'

const parts: Decider<PlanCommand, Plan, PlanEvent> = {
  initial: {
    opening: { is: 'not-opened' },
    members: NO_MEMBERS,
    absences: [],
    coordination: { is: 'vacant' },
    careTeam: NO_CARE_TEAM,
    referrals: {},
    goals: {},
    actions: {},
    priorities: {},
    deviations: {},
    involvement: [],
    visibility: NOTHING_WITHHELD,
  },

  decide(command, plan, deed) {
    const now = asTheFamilyKnows(plan, deed.by)
    if (command.type !== 'OpenPlan') mustBeOpen(now.opening)
    switch (command.type) {
      case 'OpenPlan': {
        const { name, team } = command.coordinator
        const appoint = { type: 'AppointCoordinator', coordinator: deed.by.id, name, team } as const
        const opened = decideOpening(command, now, deed)
        return [...opened, ...decideCoordination(appoint, { ...now, open: openMatters(now) }, deed)]
      }
      case 'InviteOwnPlan':
      case 'SubmitOwnPlan':
      case 'WaiveOwnPlan':
      case 'OfferClientSupport':
        return decideOpening(command, now, deed)
      case 'RecordDeath': {
        const died = decideMembers(command, now, deed)
        return died.length === 0 ? [] : [...died, ...representationsEndedByDeath(now.careTeam, command.person)]
      }
      case 'RequestMembership':
      case 'SettleMembership':
      case 'ExpectChild':
      case 'RecordBirth':
      case 'SetAddressSecrecy':
        return decideMembers(command, now, deed)
      case 'RecordMemberLeft':
        // Whoever it is recorded by: nobody leaves twice because someone does not know that they left.
        return decideDeparture(command, speaking(plan, deed.at), deed)
      case 'ContestDeparture':
      case 'DecideContest':
        return decideDeparture(command, speaking(now, deed.at), deed)
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
      case 'AnswerOtherCoordinatorRequest':
        return decideCoordination(command, { ...now, open: openMattersFor(now, command, deed) }, deed)
      case 'RequestOtherCoordinator':
        return decideCoordination(command, { ...speaking(now, deed.at), open: openMatters(now) }, deed)
      case 'JoinProfessional':
      case 'EndJoining':
      case 'AppointRepresentative':
      case 'ProveRepresentation':
      case 'EndRepresentation':
      case 'JudgeCapacity':
        return decideCareTeam(
          command,
          { ...now, coordinators: coordinatorsOf(now), working: workingIn(now, deed.at) },
          deed,
        )
      case 'MakeReferral':
      case 'AskAboutReferral':
      case 'AnswerReferralQuestion':
      case 'AcceptReferral':
      case 'DeclineReferral':
      case 'EndReferral':
        return decideReferrals(command, now, deed)
      case 'ProposeGoal':
      case 'ReviseGoal':
      case 'ReasonAdoptionException':
      case 'ReadAdoptionException':
      case 'RecuseExceptionReader':
      case 'AdoptGoal':
      case 'EvaluateGoal':
      case 'DropGoal':
        return decideGoals(command, withoutThose(now, command, deed.at), deed)
      case 'InviteView':
      case 'GiveView':
        return decideViews(
          command,
          { ...speaking(now, deed.at), item: itemOf(now, command.on), barred: fromWhom(now, command, deed.at) },
          deed,
        )
      case 'PlanAction':
      case 'AcceptAction':
      case 'FinishAction':
      case 'ReportActionStalled':
      case 'DropAction':
        return decideActions(
          command,
          { ...now, participants: participantsIn(now, command, deed), coordinators: coordinatorsOf(now) },
          deed,
        )
      case 'RecordCorrection':
        return decideCorrections(command, now, deed)
      case 'SetPriority':
      case 'LiftPriority':
        return decidePriorities(command, now, deed)
      case 'ReportDeviation':
      case 'AccountForDeviation':
      case 'DrawReader':
      case 'RecuseReader':
      case 'GiveSecondReading':
      case 'AnswerReader':
      case 'EvaluateDeviation':
        return decideDeviations(
          command,
          { ...now, involved: [...involvedIn(now), ...fromWhom(now, command, deed.at)] },
          deed,
        )
      case 'Withhold':
      case 'LimitSight':
      case 'CompleteWithholding':
      case 'ConfirmWithholding':
      case 'DenyWithholding':
      case 'ReviewWithholding':
      case 'ReleaseContent':
      case 'LiftSightLimit':
      case 'AskWhatIsWithheld':
      case 'AnswerWhatIsWithheld':
        return decideWithholding(command, { ...now, coordinators: coordinatorsOf(now) }, deed)
    }
  },

  evolve(before, event, { by, at }) {
    const absences = absencesAfter(before.absences, event, { by, at })
    const now = absences === before.absences ? before : { ...before, absences }
    switch (event.type) {
      case 'NeedReported':
      case 'PlanOpened':
      case 'OwnPlanInvited':
      case 'OwnPlanSubmitted':
      case 'OwnPlanWaived':
      case 'ClientSupportOffered':
        return { ...now, opening: evolveOpening(now.opening, event) }
      case 'MembershipRequested':
      case 'BsnRecorded':
      case 'MemberJoined':
      case 'MembershipRefused':
      case 'MemberLeft':
      case 'ChildExpected':
      case 'ChildBorn':
      case 'MemberDied':
      case 'AddressSecrecySet':
        return { ...now, members: evolveMembers(now.members, event, at) }
      case 'CorrectionRecorded':
        // Of all that is corrected, rules read only whether it is known how old someone is.
        return event.of.kind === 'member' && event.birthDate
          ? { ...now, members: withKnownAge(now.members, event.of.id) }
          : now
      case 'DepartureUndone':
        return { ...now, members: isBack(now.members, event.person) }
      case 'SightLimitOffered':
      case 'DepartureContested':
      case 'DepartureUpheld':
        return now
      case 'CoordinatorAppointed':
      case 'DeputyAppointed':
      case 'DeputyEnded':
      case 'HandoverProposed':
      case 'HandoverSupplemented':
      case 'HandoverConversationHeld':
      case 'HandoverAccepted':
      case 'HandoverDeclined':
      case 'HandoverWithdrawn':
      case 'CoordinatorReplaced':
      case 'OtherCoordinatorRequested':
      case 'OtherCoordinatorAnswered':
        return withInvolvement({ ...now, coordination: evolveCoordination(now.coordination, event) }, at)
      case 'ProfessionalJoined':
      case 'ProfessionalLeft':
      case 'RepresentativeAppointed':
      case 'RepresentationProven':
      case 'RepresentationProofShown':
      case 'ConflictOfInterestDeclared':
      case 'RepresentativeEnded':
      case 'CapacityJudged':
        return withInvolvement({ ...now, careTeam: evolveCareTeam(now.careTeam, event) }, at)
      case 'ReferralMade':
      case 'ReferralQuestionAsked':
      case 'ReferralQuestionAnswered':
      case 'ReferralAnswered':
      case 'ReferralEnded':
        return { ...now, referrals: evolveReferrals(now.referrals, event) }
      case 'ViewInvited':
      case 'ViewGiven':
        if (event.type === 'ViewGiven' && event.voice === 'representative' && !speaksNow(now, event, by.id, at))
          return now
        // Who left keeps their voice, and nobody adopts by it, or is kept from it.
        if (event.type === 'ViewGiven' && isFromWhoLeft(now.members, event.person)) return now
        // Of all views only those on a goal are read by a rule: whether it may be adopted.
        return event.on.kind === 'goal'
          ? {
              ...now,
              goals: evolveGoals(
                now.goals,
                event,
                { by: by.id, at },
                involvedIn(now),
                isAsParent(now, event, by.id, at),
              ),
            }
          : now
      case 'GoalProposed':
      case 'GoalRevised':
      case 'AdoptionExceptionReasoned':
      case 'AdoptionExceptionRead':
      case 'ExceptionReaderDrawn':
      case 'ExceptionReaderRecused':
      case 'GoalAdopted':
      case 'GoalEvaluated':
      case 'GoalDropped':
        return { ...now, goals: evolveGoals(now.goals, event, { by: by.id, at }, involvedIn(now)) }
      case 'ActionPlanned':
      case 'ActionAccepted':
      case 'ActionDone':
      case 'ActionStalled':
      case 'ActionDropped':
        return { ...now, actions: evolveActions(now.actions, event, by.id) }
      case 'PrioritySet':
      case 'DomainBoundByPriority':
      case 'PriorityLifted':
      case 'DomainReleasedFromPriority':
        return { ...now, priorities: evolvePriorities(now.priorities, event) }
      case 'DeviationReported':
      case 'DeviationAccountedFor':
      case 'DeviationReasoned':
      case 'ReaderDrawn':
      case 'ReaderRecused':
      case 'SecondReadingGiven':
      case 'SecondReadingWorded':
      case 'ReaderAnswered':
      case 'ReaderAnswerWorded':
      case 'DeviationEvaluated':
        return { ...now, deviations: evolveDeviations(now.deviations, event, { by: by.id, at }, now.involvement) }
      case 'ContentWithheld':
      case 'SightLimited':
      case 'WithholdingCompleted':
      case 'WithholdingConfirmed':
      case 'WithholdingDenied':
      case 'WithholdingReviewed':
      case 'ContentReleased':
      case 'SightLimitLifted':
      case 'WithheldAskedFor':
      case 'WithheldAnswered':
        return { ...now, visibility: evolveVisibility(now.visibility, event, by.id) }
    }
  },
}

/** What is said and done, and what is withheld of it in the same breath. */
export const plan: Decider<PlanCommand, Plan, PlanEvent> = {
  initial: parts.initial,

  decide(command, now, deed) {
    const events = parts.decide(command, now, deed)
    if (!('withhold' in command) || events.length === 0) return events
    const { withhold, judgedBy } = command
    if (judgedBy === undefined) return events
    const then = events.reduce((before, event) => plan.evolve(before, event, deed), now)
    const sees = { ...then, coordinators: coordinatorsOf(then) }
    return [...events, ...withheldAlong(withhold, contentOf(events), judgedBy, sees, deed)]
  },

  evolve(now, event, deed) {
    const then = parts.evolve(now, event, deed)
    const said = saidBy(event, deed.by.id)
    return said === undefined ? then : { ...then, visibility: withSaid(then.visibility, said) }
  },
}

/** Who accepts what is handed over is refused neither for what is withheld from them, nor for what who hands it over cannot name; what the system leaves to the next is whole. */
function openMattersFor(now: Plan, { type }: PlanCommand, { by, at }: Deed): OpenMatters {
  if (type === 'ReplaceCoordinator') return openMatters(now)
  const left = type === 'AcceptHandover' && now.coordination.is === 'passing' ? [now.coordination.by] : []
  return [by.id, ...left].reduce((open, who) => mattersBut(allWithheldFrom(who, now, at), open), openMatters(now))
}

/** What a next coordinator must be told of. */
export const openMatters = (now: Plan): OpenMatters => ({
  actions: openActions(now.actions),
  deviations: openDeviations(now.deviations),
})

const coordinatorsOf = ({ coordination }: Plan): readonly string[] =>
  coordination.is === 'vacant' ? [] : [coordination.by, ...coordination.deputies]

const withInvolvement = (now: Plan, at: Moment): Plan => ({
  ...now,
  involvement: involvementAfter(now.involvement, involvedIn(now), at),
})

/** Everyone who works with this family: none of them reads it as an outsider. */
export const involvedIn = (now: Plan): readonly string[] => [...coordinatorsOf(now), ...professionalsOf(now.careTeam)]

/** Everyone who works with this family at a moment, or is asked to: none of them speaks for a member of it. */
const workingIn = (now: Plan, at: Moment): readonly string[] => {
  const next = now.coordination.is === 'passing' ? [now.coordination.to] : []
  return [...coordinatorsOf(now), ...next, ...professionalsAt(now.careTeam, at)]
}

/** Whether what a representative says of an item is said for the person, and not kept only. */
const speaksNow = (now: Plan, { person, domain }: ViewEvent, by: string, at: Moment): boolean =>
  !workingIn(now, at).includes(by) && !countsForNothing(now.careTeam, person, by, at, domain)

const isAsParent = (now: Plan, event: ViewEvent, by: string, at: Moment): boolean =>
  event.type === 'ViewGiven' &&
  event.voice === 'representative' &&
  speaksAsParent(now.careTeam, event.person, by, at, event.domain)

/** The plan with those who may speak for its members at a moment. */
export const speaking = (now: Plan, at: Moment): Plan => {
  const careTeam = withoutSpeakers(now.careTeam, workingIn(now, at))
  return careTeam === now.careTeam ? now : { ...now, careTeam }
}

/** From whom what a command is done to is withheld. */
function fromWhom(now: Plan, command: PlanCommand, at: Moment): readonly string[] {
  if ('on' in command) return withheldFromWhom(command.on, now, at)
  if ('deviation' in command) return withheldFromWhom({ kind: 'deviation', id: command.deviation }, now, at)
  return 'goal' in command ? withheldFromWhom({ kind: 'goal', id: command.goal }, now, at) : []
}

/** A goal as it is decided on: through whom it is withheld from it is neither heard nor read. */
function withoutThose(now: Plan, command: GoalCommand, at: Moment) {
  const barred = fromWhom(now, command, at)
  const speaks = speaking(now, at)
  const careTeam = withoutSpeakers(speaks.careTeam, barred)
  return { ...speaks, careTeam, barred, involved: [...involvedIn(now), ...barred] }
}

const participantsIn = (now: Plan, command: ActionCommand, { by, at }: Deed): readonly string[] => {
  const barred = fromWhom(now, command, at)
  return participantsKnownTo(now, by.id, command).filter((one) => !barred.includes(one))
}

/**
 * Those an action can be given to, as far as who plans it knows of them: who coordinates knows all, a professional the family and the
 * colleagues under the goal's law, the family those the goal is about and who helps with it. Of anybody else it is not told that they are here.
 */
function participantsKnownTo(now: Plan, planner: string, command: ActionCommand): readonly string[] {
  const goal = command.type === 'PlanAction' ? now.goals[command.goal] : undefined
  const members = presentMembers(now.members)
  if (coordinatorsOf(now).includes(planner)) return [...members, ...involvedIn(now)]
  const joined = Object.values(now.careTeam.joined)
  const colleagues = joined.filter(({ domain }) => domain === goal?.domain).map(({ professional }) => professional)
  const helps = joined.some(({ professional }) => professional === planner)
  const known = helps ? members : members.filter((one) => one === planner || goal?.about.includes(one) === true)
  return [...known, ...coordinatorsOf(now), ...colleagues]
}

export type { Item }

/** The item something is said or done about; undefined where the plan has none of that id. */
export function itemOf(now: Plan, { kind, id }: Viewed): Item | undefined {
  switch (kind) {
    case 'goal':
      return now.goals[id]
    case 'action':
      return now.actions[id]
    case 'deviation':
      return now.deviations[id]
    case 'priority':
      return now.priorities[id]
    case 'coordinator':
    case 'own-plan':
      return WHOLE_PLAN
  }
}
