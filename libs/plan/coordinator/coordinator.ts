/** Who coordinates the plan, and how that passes on. Until the next one accepts, the old one stays responsible. */
import {
  Refusal,
  type Actor,
  type Concerns,
  type Decider,
  type OnceInClear,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import { type CareTeam } from '../care-team/care-team.ts'
import {
  documentAlone,
  missingFrom,
  supplemented,
  type HandoverDocument,
  type OpenMatters,
} from '../handover/handover-document.ts'
import { mustBeMembers, type Members } from '../members/members.ts'
import { WHOLE_PLAN } from '../opening/opening.ts'
import { mustRepresentNobody, mustSpeakFor } from '../care-team/representation.ts'

/** What a team lead says to the wish for another coordinator; no rule reads it, since appointing one is a step of its own. */
export type RequestAnswer = 'granted' | 'refused'

export type CoordinatorEvent = Concerns &
  (
    | {
        readonly type: 'CoordinatorAppointed'
        readonly coordinator: string
        readonly name: Sealed
        readonly team: string
      }
    | { readonly type: 'DeputyAppointed'; readonly deputy: string; readonly name: Sealed }
    | { readonly type: 'DeputyEnded'; readonly deputy: string }
    | {
        readonly type: 'HandoverProposed'
        readonly handover: string
        readonly to: string
        readonly name: Sealed
        readonly team: string
        readonly document: HandoverDocument
      }
    | { readonly type: 'HandoverSupplemented'; readonly handover: string; readonly document: HandoverDocument }
    | { readonly type: 'HandoverConversationHeld'; readonly handover: string; readonly preference?: Sealed }
    | {
        readonly type: 'HandoverAccepted'
        readonly handover: string
        readonly coordinator: string
        readonly name: Sealed
        readonly team: string
        readonly notTalkedThroughBecause?: Sealed
      }
    | { readonly type: 'HandoverDeclined'; readonly handover: string; readonly reason: Sealed }
    | { readonly type: 'HandoverWithdrawn'; readonly handover: string; readonly reason?: Sealed }
    | {
        readonly type: 'CoordinatorReplaced'
        readonly replaced: string
        readonly coordinator: string
        readonly name: Sealed
        readonly team: string
        readonly reason: Sealed
        /** Made by the system from what is open; nobody talked it through. Absent for readers who do not go on with it. */
        readonly document?: OpenMatters
        readonly handedOverInPerson: false
      }
    | { readonly type: 'OtherCoordinatorRequested'; readonly request: string; readonly reason?: Sealed }
    | {
        readonly type: 'OtherCoordinatorAnswered'
        readonly request: string
        readonly answer: OnceInClear<RequestAnswer>
        readonly reason: Sealed
      }
  )

export type CoordinatorCommand =
  | { readonly type: 'AppointCoordinator'; readonly coordinator: string; readonly name: Sealed; readonly team: string }
  | { readonly type: 'AppointDeputy'; readonly deputy: string; readonly name: Sealed }
  | { readonly type: 'EndDeputy'; readonly deputy: string }
  | {
      readonly type: 'ProposeHandover'
      readonly handover: string
      readonly to: string
      readonly name: Sealed
      readonly team: string
      readonly document: HandoverDocument
    }
  | { readonly type: 'SupplementHandover'; readonly handover: string; readonly document: HandoverDocument }
  | { readonly type: 'RecordHandoverConversation'; readonly handover: string; readonly preference?: Sealed }
  | {
      readonly type: 'AcceptHandover'
      readonly handover: string
      readonly name: Sealed
      /** Of who accepts, as their token has it: who proposed may have named one that no lead has. */
      readonly team: string
      readonly notTalkedThroughBecause?: Sealed
      readonly basedOn: number
    }
  | { readonly type: 'DeclineHandover'; readonly handover: string; readonly reason: Sealed }
  | { readonly type: 'WithdrawHandover'; readonly handover: string; readonly reason?: Sealed }
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
    }
  | {
      readonly type: 'AnswerOtherCoordinatorRequest'
      readonly request: string
      readonly answer: Sealed<RequestAnswer>
      readonly reason: Sealed
    }

export type CoordinatorRefusal =
  | 'PLAN_HAS_A_COORDINATOR'
  | 'PLAN_HAS_NO_COORDINATOR'
  | 'ONLY_THE_COORDINATOR_HANDS_OVER'
  | 'NOBODY_DEPUTISES_FOR_THEMSELVES'
  | 'ONLY_THE_COORDINATOR_OR_A_TEAM_LEAD_CHOOSES_DEPUTIES'
  | 'NOBODY_HANDS_OVER_TO_THEMSELVES'
  | 'HANDOVER_IS_OPEN'
  | 'HANDOVER_DOCUMENT_IS_INCOMPLETE'
  | 'HANDOVER_IS_NOT_OPEN'
  | 'HANDOVER_WAS_NOT_TALKED_THROUGH'
  | 'ONLY_THE_NEXT_COORDINATOR_ANSWERS'
  | 'ONLY_A_TEAM_LEAD_REPLACES_THE_COORDINATOR'
  | 'REQUEST_IS_NOT_OPEN'

/** A union, so that no rule can read a handover where there is none. */
export type Coordination =
  | { readonly is: 'vacant' }
  | ({ readonly is: 'held' } & Holder)
  | ({
      readonly is: 'passing'
      readonly to: string
      readonly toTeam: string
      readonly handover: string
      readonly document: HandoverDocument
      readonly talkedThrough: boolean
    } & Holder)

interface Holder {
  readonly by: string
  readonly team: string
  readonly deputies: readonly string[]
  /** Requests for another coordinator that a team lead has not answered, and who of the family made each. */
  readonly requests: Readonly<Record<string, readonly PersonId[]>>
}

export interface CoordinatorNeeds {
  readonly coordination: Coordination
  readonly members: Members
  readonly careTeam: CareTeam
  readonly open: OpenMatters
}

/** Coordinator or deputy: who may do what the coordinator does, but not hand the plan over. */
export const coordinates = (now: Coordination, person: string): boolean =>
  now.is !== 'vacant' && (now.by === person || now.deputies.includes(person))

export function evolveCoordination(now: Coordination, event: CoordinatorEvent): Coordination {
  if (event.type === 'CoordinatorAppointed')
    return { is: 'held', by: event.coordinator, team: event.team, deputies: [], requests: {} }
  if (now.is === 'vacant') return now
  const { by, team, deputies, requests } = now
  switch (event.type) {
    case 'DeputyAppointed':
      return { ...now, deputies: [...deputies, event.deputy] }
    case 'DeputyEnded':
      return { ...now, deputies: deputies.filter((deputy) => deputy !== event.deputy) }
    case 'HandoverProposed': {
      const { to, team: toTeam, handover, document } = event
      return { ...now, is: 'passing', to, toTeam, handover, document, talkedThrough: false }
    }
    case 'HandoverSupplemented':
      return now.is === 'passing' ? { ...now, document: supplemented(now.document, event.document) } : now
    case 'HandoverConversationHeld':
      return now.is === 'passing' ? { ...now, talkedThrough: true } : now
    case 'HandoverAccepted':
      return now.is === 'passing' ? heldBy(now.to, event.team, now) : now
    case 'HandoverDeclined':
    case 'HandoverWithdrawn':
      return { is: 'held', by, team, deputies, requests }
    case 'CoordinatorReplaced':
      // Who can no longer be reached leaves nobody behind that would let them in again.
      return heldBy(event.coordinator, event.team, { deputies: [], requests })
    case 'OtherCoordinatorRequested':
      return { ...now, requests: { ...requests, [event.request]: event.about } }
    case 'OtherCoordinatorAnswered': {
      const { [event.request]: _answered, ...open } = requests
      return { ...now, requests: open }
    }
  }
}

/** A deputy who becomes the coordinator deputises no longer. */
const heldBy = (
  by: string,
  team: string,
  { deputies, requests }: Pick<Holder, 'deputies' | 'requests'>,
): Coordination => ({
  is: 'held',
  by,
  team,
  deputies: deputies.filter((deputy) => deputy !== by),
  requests,
})

export const decideCoordination: Decider<CoordinatorCommand, CoordinatorNeeds, CoordinatorEvent>['decide'] = (
  command,
  { coordination: now, members, careTeam, open },
  { by, at },
) => {
  if (command.type === 'AppointCoordinator') {
    const { coordinator, name, team } = command
    if (now.is === 'vacant') return [{ ...WHOLE_PLAN, type: 'CoordinatorAppointed', coordinator, name, team }]
    if (now.by === coordinator) return []
    throw refusal('PLAN_HAS_A_COORDINATOR', { coordinator: now.by })
  }
  if (now.is === 'vacant') throw refusal('PLAN_HAS_NO_COORDINATOR')

  switch (command.type) {
    case 'AppointDeputy': {
      const { deputy, name } = command
      mustChooseDeputies(now, by)
      if (deputy === now.by) throw refusal('NOBODY_DEPUTISES_FOR_THEMSELVES')
      if (now.deputies.includes(deputy)) return []
      mustRepresentNobody(careTeam, members, deputy, at)
      return [{ ...WHOLE_PLAN, type: 'DeputyAppointed', deputy, name }]
    }

    case 'EndDeputy':
      if (command.deputy !== by.id) mustChooseDeputies(now, by)
      return now.deputies.includes(command.deputy)
        ? [{ ...WHOLE_PLAN, type: 'DeputyEnded', deputy: command.deputy }]
        : []

    case 'ProposeHandover': {
      const { handover, to, name, team, document } = command
      if (now.by !== by.id) throw refusal('ONLY_THE_COORDINATOR_HANDS_OVER', { coordinator: now.by })
      if (to === by.id) throw refusal('NOBODY_HANDS_OVER_TO_THEMSELVES')
      if (now.is === 'passing') throw refusal('HANDOVER_IS_OPEN', { handover: now.handover })
      mustRepresentNobody(careTeam, members, to, at)
      const missing = missingFrom(document, open)
      if (missing.length > 0) throw refusal('HANDOVER_DOCUMENT_IS_INCOMPLETE', { missing })
      const said = documentAlone(document, open)
      return [{ ...WHOLE_PLAN, type: 'HandoverProposed', handover, to, name, team, document: said }]
    }

    case 'SupplementHandover':
    case 'RecordHandoverConversation':
    case 'WithdrawHandover': {
      const { handover } = command
      if (now.is !== 'passing' || now.handover !== handover) throw refusal('HANDOVER_IS_NOT_OPEN')
      if (now.by !== by.id) throw refusal('ONLY_THE_COORDINATOR_HANDS_OVER', { coordinator: now.by })
      return [aboutTheOpenHandover(command, open)]
    }

    case 'AcceptHandover': {
      const { handover, name, team, notTalkedThroughBecause, basedOn } = command
      if (now.is !== 'passing' || now.handover !== handover) throw refusal('HANDOVER_IS_NOT_OPEN')
      if (now.to !== by.id) throw refusal('ONLY_THE_NEXT_COORDINATOR_ANSWERS', { to: now.to })
      mustRepresentNobody(careTeam, members, by.id, at)
      // Judged again: the plan went on since the handover was proposed.
      const missing = missingFrom(now.document, open)
      if (missing.length > 0) throw refusal('HANDOVER_DOCUMENT_IS_INCOMPLETE', { missing })
      if (!now.talkedThrough && notTalkedThroughBecause === undefined) throw refusal('HANDOVER_WAS_NOT_TALKED_THROUGH')
      return [
        {
          ...WHOLE_PLAN,
          basedOn,
          type: 'HandoverAccepted',
          handover,
          coordinator: now.to,
          name,
          team,
          ...(notTalkedThroughBecause && { notTalkedThroughBecause }),
        },
      ]
    }

    case 'DeclineHandover': {
      const { handover, reason } = command
      if (now.is !== 'passing' || now.handover !== handover) throw refusal('HANDOVER_IS_NOT_OPEN')
      if (now.to !== by.id) throw refusal('ONLY_THE_NEXT_COORDINATOR_ANSWERS', { to: now.to })
      return [{ ...WHOLE_PLAN, type: 'HandoverDeclined', handover, reason }]
    }

    case 'ReplaceCoordinator': {
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
          document: { actions: open.actions, deviations: open.deviations },
          handedOverInPerson: false,
        },
      ]
    }

    case 'RequestOtherCoordinator': {
      const { request, person, reason } = command
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
        },
      ]
    }

    case 'AnswerOtherCoordinatorRequest': {
      const { request, answer, reason } = command
      const about = now.requests[request]
      if (about === undefined) throw refusal('REQUEST_IS_NOT_OPEN')
      return [{ domain: 'general', about, type: 'OtherCoordinatorAnswered', request, answer, reason }]
    }
  }
}

/** A deputy stands in, and lets nobody stand in beside them: else whom the coordinator dismissed would come back through another. */
function mustChooseDeputies(now: Holder, by: Actor): void {
  const leads = by.kind === 'person' && by.role === 'team-lead'
  if (now.by !== by.id && !leads) throw refusal('ONLY_THE_COORDINATOR_OR_A_TEAM_LEAD_CHOOSES_DEPUTIES')
}

type OnOpenHandover = Extract<
  CoordinatorCommand,
  { type: 'SupplementHandover' | 'RecordHandoverConversation' | 'WithdrawHandover' }
>

function aboutTheOpenHandover(command: OnOpenHandover, open: OpenMatters): CoordinatorEvent {
  const { handover } = command
  switch (command.type) {
    case 'SupplementHandover':
      return { ...WHOLE_PLAN, type: 'HandoverSupplemented', handover, document: documentAlone(command.document, open) }
    case 'RecordHandoverConversation': {
      const { preference } = command
      return { ...WHOLE_PLAN, type: 'HandoverConversationHeld', handover, ...(preference && { preference }) }
    }
    case 'WithdrawHandover': {
      const { reason } = command
      return { ...WHOLE_PLAN, type: 'HandoverWithdrawn', handover, ...(reason && { reason }) }
    }
  }
}

const refusal = (code: CoordinatorRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
