/** What partners are told of the coordination: who coordinates now, however that came about. */
import type { CoordinatorAsRead } from './coordinator-as-read.ts'
import type { CoordinatorEvent } from './coordinator.ts'
import { told, type ForPartner } from '../public-event.ts'

const isAnother = ({ coordinator }: { readonly coordinator: string }) => coordinator

export const coordinatorForPartner: ForPartner<CoordinatorEvent> = {
  CoordinatorAppointed: told('coordinator-appointed', 'coordinator', isAnother),
  DeputyAppointed: 'never',
  DeputyEnded: 'never',
  HandoverProposed: 'never',
  HandoverSupplemented: 'never',
  HandoverConversationHeld: 'never',
  HandoverAccepted: told('coordinator-appointed', 'coordinator', isAnother),
  HandoverDeclined: 'never',
  HandoverWithdrawn: 'never',
  CoordinatorReplaced: told('coordinator-appointed', 'coordinator', isAnother),
  OtherCoordinatorRequested: 'never',
  OtherCoordinatorAnswered: 'never',
}

/** Whom to call. */
export const coordinatorInFull = ({ id, name, since }: CoordinatorAsRead) => ({ id, name, since })
