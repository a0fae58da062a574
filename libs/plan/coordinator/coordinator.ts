/** Who is to coordinate the plan: appointed, stood in for, replaced, asked to be another. How it is handed over is in `handover.ts`. */
import { Refusal, type Actor, type DecideOne, type PersonId, type Sealed } from '../../deciding/decider.ts'
import { inWorkingDays } from '../../deciding/days.ts'
import type { Terms } from '../../municipality/terms.ts'
import { mustRepresentNobody, mustSpeakFor } from '../care-team/representation.ts'
import { decideHandover, type HandoverCommand, type HandoverNeeds, type HandoverRefusal } from '../handover/handover.ts'
import { orNone } from '../handover/handover-document.ts'
import { mustBeMembers } from '../members/members.ts'
import { WHOLE_PLAN } from '../opening/opening.ts'
import type { Coordination, CoordinatorEvent, Held, Passing, RequestAnswer } from './coordination.ts'

export type CoordinatorCommand =
  | HandoverCommand
  | { readonly type: 'AppointCoordinator'; readonly coordinator: string; readonly name: Sealed; readonly team: string }
  | { readonly type: 'AppointDeputy'; readonly deputy: string; readonly name: Sealed }
  | { readonly type: 'EndDeputy'; readonly deputy: string }
  | {
      readonly type: 'ReplaceCoordinator'
      readonly coordinator: string
      readonly name: Sealed
      readonly team: string
      readonly reason: Sealed
    }
  | {
      readonly type: 'RequestOtherCoordinator'
      readonly request: string
      /** Whose wish it is: who asks, or whom they speak for. */
      readonly person: PersonId
      readonly reason?: Sealed
      readonly terms: Terms
    }
  | {
      readonly type: 'AnswerOtherCoordinatorRequest'
      readonly request: string
      readonly answer: Sealed<RequestAnswer>
      readonly reason: Sealed
    }

export type CoordinatorRefusal =
  | HandoverRefusal
  | 'PLAN_HAS_A_COORDINATOR'
  | 'PLAN_HAS_NO_COORDINATOR'
  | 'NOBODY_DEPUTISES_FOR_THEMSELVES'
  | 'ONLY_THE_COORDINATOR_OR_A_TEAM_LEAD_CHOOSES_DEPUTIES'
  | 'ONLY_A_TEAM_LEAD_REPLACES_THE_COORDINATOR'
  | 'REQUEST_IS_NOT_OPEN'

export interface CoordinatorNeeds extends HandoverNeeds {
  readonly coordination: Coordination
}

type Decide<Type extends CoordinatorCommand['type'], Needs = Now> = DecideOne<
  CoordinatorCommand,
  Type,
  Needs,
  CoordinatorEvent
>

/** As it is held, or passing on. */
type Now = HandoverNeeds & { readonly now: Held | Passing }

export const decideCoordination: Decide<CoordinatorCommand['type'], CoordinatorNeeds> = (command, plan, deed) => {
  const { coordination: now } = plan
  if (command.type === 'AppointCoordinator') return appoint(command, plan, deed)
  if (now.is === 'vacant') throw refusal('PLAN_HAS_NO_COORDINATOR')
  const then = { ...plan, now }
  switch (command.type) {
    case 'AppointDeputy':
      return appointDeputy(command, then, deed)
    case 'EndDeputy':
      return endDeputy(command, then, deed)
    case 'ReplaceCoordinator':
      return replace(command, then, deed)
    case 'RequestOtherCoordinator':
      return requestOther(command, then, deed)
    case 'AnswerOtherCoordinatorRequest':
      return answerRequest(command, then, deed)
    case 'ProposeHandover':
    case 'SupplementHandover':
    case 'RecordHandoverConversation':
    case 'AcceptHandover':
    case 'DeclineHandover':
    case 'WithdrawHandover':
      return decideHandover(command, then, deed)
  }
}

const appoint: Decide<'AppointCoordinator', CoordinatorNeeds> = (command, { coordination: now }) => {
  const { coordinator, name, team } = command
  if (now.is === 'vacant') return [{ ...WHOLE_PLAN, type: 'CoordinatorAppointed', coordinator, name, team }]
  if (now.by === coordinator) return []
  throw refusal('PLAN_HAS_A_COORDINATOR', { coordinator: now.by })
}

const appointDeputy: Decide<'AppointDeputy'> = (command, { now, members, careTeam }, { by, at }) => {
  const { deputy, name } = command
  mustChooseDeputies(now, by)
  if (deputy === now.by) throw refusal('NOBODY_DEPUTISES_FOR_THEMSELVES')
  if (now.deputies.includes(deputy)) return []
  mustRepresentNobody(careTeam, members, deputy, at)
  return [{ ...WHOLE_PLAN, type: 'DeputyAppointed', deputy, name }]
}

const endDeputy: Decide<'EndDeputy'> = ({ deputy }, { now }, { by }) => {
  if (deputy !== by.id) mustChooseDeputies(now, by)
  return now.deputies.includes(deputy) ? [{ ...WHOLE_PLAN, type: 'DeputyEnded', deputy }] : []
}

const replace: Decide<'ReplaceCoordinator'> = (command, { now, members, careTeam, open }, { by, at }) => {
  const { coordinator, name, team, reason } = command
  if (by.kind !== 'person' || by.role !== 'team-lead') throw refusal('ONLY_A_TEAM_LEAD_REPLACES_THE_COORDINATOR')
  if (coordinator === now.by) return []
  mustRepresentNobody(careTeam, members, coordinator, at)
  return [
    {
      ...WHOLE_PLAN,
      type: 'CoordinatorReplaced',
      replaced: now.by,
      coordinator,
      name,
      team,
      reason,
      document: { actions: open.actions, deviations: open.deviations, ...orNone(open.challenges) },
      handedOverInPerson: false,
    },
  ]
}

const requestOther: Decide<'RequestOtherCoordinator'> = (command, { now, members, careTeam }, { by, at }) => {
  const { request, person, reason, terms } = command
  if (now.requests[request] !== undefined) return []
  mustBeMembers(members, [person])
  mustSpeakFor(careTeam, person, by.id, at, 'general')
  return [
    {
      domain: 'general',
      // So that whose wish it is, and not the whole family, reads it and its answer.
      about: [person],
      type: 'OtherCoordinatorRequested',
      request,
      ...(reason && { reason }),
      due: {
        what: 'other-coordinator',
        at: inWorkingDays(at, terms.otherCoordinatorWorkingDays),
        terms: terms.version,
      },
    },
  ]
}

const answerRequest: Decide<'AnswerOtherCoordinatorRequest'> = (command, { now }) => {
  const { request, answer, reason } = command
  const about = now.requests[request]
  if (about === undefined) throw refusal('REQUEST_IS_NOT_OPEN')
  return [{ domain: 'general', about, type: 'OtherCoordinatorAnswered', request, answer, reason }]
}

/** A deputy stands in, and lets nobody stand in beside them: else whom the coordinator dismissed would come back through another. */
function mustChooseDeputies(now: Held | Passing, by: Actor): void {
  const leads = by.kind === 'person' && by.role === 'team-lead'
  if (now.by !== by.id && !leads) throw refusal('ONLY_THE_COORDINATOR_OR_A_TEAM_LEAD_CHOOSES_DEPUTIES')
}

const refusal = (code: CoordinatorRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
