/** Handing the plan over to a next coordinator: proposed, talked through, accepted, declined, withdrawn. */
import { Refusal, type DecideOne, type Sealed } from '../../deciding/decider.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import { mustRepresentNobody } from '../care-team/representation.ts'
import type { CoordinatorEvent, Held, Passing } from '../coordinator/coordination.ts'
import type { Members } from '../members/members.ts'
import { WHOLE_PLAN } from '../opening/opening.ts'
import { documentAlone, missingFrom, type HandoverDocument, type OpenMatters } from './handover-document.ts'

export type HandoverCommand =
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

export type HandoverRefusal =
  | 'ONLY_THE_COORDINATOR_HANDS_OVER'
  | 'NOBODY_HANDS_OVER_TO_THEMSELVES'
  | 'HANDOVER_IS_OPEN'
  | 'HANDOVER_DOCUMENT_IS_INCOMPLETE'
  | 'HANDOVER_IS_NOT_OPEN'
  | 'HANDOVER_WAS_NOT_TALKED_THROUGH'
  | 'ONLY_THE_NEXT_COORDINATOR_ANSWERS'

export interface HandoverNeeds {
  readonly members: Members
  readonly careTeam: CareTeam
  readonly open: OpenMatters
}

/** As it is held, or passing on. */
type Now = HandoverNeeds & { readonly now: Held | Passing }

type Decide<Type extends HandoverCommand['type']> = DecideOne<HandoverCommand, Type, Now, CoordinatorEvent>

export const decideHandover: Decide<HandoverCommand['type']> = (command, plan, deed) => {
  switch (command.type) {
    case 'ProposeHandover':
      return propose(command, plan, deed)
    case 'SupplementHandover':
    case 'RecordHandoverConversation':
    case 'WithdrawHandover':
      return goOnWith(command, plan, deed)
    case 'AcceptHandover':
      return accept(command, plan, deed)
    case 'DeclineHandover':
      return decline(command, plan, deed)
  }
}

const propose: Decide<'ProposeHandover'> = (command, { now, members, careTeam, open }, { by, at }) => {
  const { handover, to, name, team, document } = command
  if (now.by !== by.id) throw refusal('ONLY_THE_COORDINATOR_HANDS_OVER', { coordinator: now.by })
  if (to === by.id) throw refusal('NOBODY_HANDS_OVER_TO_THEMSELVES')
  if (now.is === 'passing') throw refusal('HANDOVER_IS_OPEN', { handover: now.handover })
  mustRepresentNobody(careTeam, members, to, at)
  const missing = missingFrom(document, open)
  if (missing.length > 0) throw refusal('HANDOVER_DOCUMENT_IS_INCOMPLETE', { missing })
  return [
    { ...WHOLE_PLAN, type: 'HandoverProposed', handover, to, name, team, document: documentAlone(document, open) },
  ]
}

type OnOpenHandover = 'SupplementHandover' | 'RecordHandoverConversation' | 'WithdrawHandover'

/** What its coordinator does to a handover that is open. */
const goOnWith: Decide<OnOpenHandover> = (command, { now, open }, { by }) => {
  const { handover } = command
  mustBePassing(now, handover)
  if (now.by !== by.id) throw refusal('ONLY_THE_COORDINATOR_HANDS_OVER', { coordinator: now.by })
  switch (command.type) {
    case 'SupplementHandover': {
      const document = documentAlone(command.document, open)
      return [{ ...WHOLE_PLAN, type: 'HandoverSupplemented', handover, document }]
    }
    case 'RecordHandoverConversation': {
      const { preference } = command
      return [{ ...WHOLE_PLAN, type: 'HandoverConversationHeld', handover, ...(preference && { preference }) }]
    }
    case 'WithdrawHandover': {
      const { reason } = command
      return [{ ...WHOLE_PLAN, type: 'HandoverWithdrawn', handover, ...(reason && { reason }) }]
    }
  }
}

const accept: Decide<'AcceptHandover'> = (command, { now, members, careTeam, open }, { by, at }) => {
  const { handover, name, team, notTalkedThroughBecause, basedOn } = command
  mustBePassing(now, handover)
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

const decline: Decide<'DeclineHandover'> = ({ handover, reason }, { now }, { by }) => {
  mustBePassing(now, handover)
  if (now.to !== by.id) throw refusal('ONLY_THE_NEXT_COORDINATOR_ANSWERS', { to: now.to })
  return [{ ...WHOLE_PLAN, type: 'HandoverDeclined', handover, reason }]
}

function mustBePassing(now: Held | Passing, handover: string): asserts now is Passing {
  if (now.is !== 'passing' || now.handover !== handover) throw refusal('HANDOVER_IS_NOT_OPEN')
}

const refusal = (code: HandoverRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
