/** Who coordinates and how that passed on, as a reader sees it. */
import type { Moment, OnceInClear, Sealed } from '../../deciding/decider.ts'
import { withChanged, withOneMore } from '../../deciding/growing.ts'
import type { CoordinatorEvent, RequestAnswer } from './coordination.ts'
import { supplemented, type HandoverDocument, type OpenMatters } from '../handover/handover-document.ts'
import type { Corrected } from '../corrections/correction-events.ts'
import { mark, type Mark, type Seen, type ViewAsRead } from '../seen.ts'

export interface CoordinatorAsRead {
  readonly id: string
  readonly name: Sealed
  readonly team: string
  readonly since: Moment
  /** When the name was last corrected, and by whom. */
  readonly corrected?: Mark
  readonly deputies: readonly { readonly id: string; readonly name: Sealed; readonly corrected?: Mark }[]
  /** Present where a team lead replaced the one before: what that one left open, told by nobody in person. */
  readonly notHandedOverInPerson?: { readonly because: Sealed; readonly leftOpen?: OpenMatters }
  readonly views: readonly ViewAsRead[]
}

export interface HandoverAsRead {
  readonly id: string
  readonly to: string
  readonly name: Sealed
  readonly team: string
  readonly state: 'open' | 'accepted' | 'declined' | 'withdrawn'
  readonly corrected?: Mark
  readonly document: HandoverDocument
  readonly proposed: Mark
  readonly talkedThrough?: Mark
  /** Whom the family would rather have, in its own words. */
  readonly preference?: Sealed
  readonly notTalkedThroughBecause?: Sealed
  readonly ended?: Mark
  readonly reason?: Sealed
}

export interface CoordinatorRequestAsRead {
  readonly id: string
  readonly made: Mark
  readonly reason?: Sealed
  readonly answer?: { readonly answer: OnceInClear<RequestAnswer>; readonly reason: Sealed; readonly given: Mark }
}

export interface CoordinationAsRead {
  readonly coordinator?: CoordinatorAsRead
  readonly handovers: readonly HandoverAsRead[]
  readonly coordinatorRequests: readonly CoordinatorRequestAsRead[]
}

export function coordinationAfter(
  now: CoordinationAsRead,
  event: CoordinatorEvent,
  seen: Seen<unknown>,
): CoordinationAsRead {
  const { coordinator } = now
  switch (event.type) {
    case 'CoordinatorAppointed': {
      const { coordinator: id, name, team } = event
      return { ...now, coordinator: { id, name, team, since: seen.at, deputies: [], views: [] } }
    }
    case 'CoordinatorReplaced': {
      const { coordinator: id, name, team, reason, document } = event
      const notHandedOverInPerson = { because: reason, ...(document && { leftOpen: document }) }
      return { ...now, coordinator: { id, name, team, since: seen.at, deputies: [], notHandedOverInPerson, views: [] } }
    }
    case 'DeputyAppointed': {
      if (coordinator === undefined) return now
      const deputies = withOneMore(coordinator.deputies, { id: event.deputy, name: event.name })
      return { ...now, coordinator: { ...coordinator, deputies } }
    }
    case 'DeputyEnded': {
      if (coordinator === undefined) return now
      const deputies = coordinator.deputies.filter(({ id }) => id !== event.deputy)
      return { ...now, coordinator: { ...coordinator, deputies } }
    }
    case 'HandoverAccepted':
      return accepted(now, event, seen)
    case 'HandoverProposed': {
      const { handover: id, to, name, team, document } = event
      const proposed = { id, to, name, team, state: 'open', document, proposed: mark(seen) } as const
      return { ...now, handovers: withOneMore(now.handovers, proposed) }
    }
    case 'HandoverSupplemented':
    case 'HandoverConversationHeld':
    case 'HandoverDeclined':
    case 'HandoverWithdrawn':
      return { ...now, handovers: withChanged(now.handovers, event.handover, (one) => changeOf(one, event, seen)) }
    case 'OtherCoordinatorRequested': {
      const request = { id: event.request, made: mark(seen), ...(event.reason && { reason: event.reason }) }
      return { ...now, coordinatorRequests: withOneMore(now.coordinatorRequests, request) }
    }
    case 'OtherCoordinatorAnswered': {
      const answer = { answer: event.answer, reason: event.reason, given: mark(seen) }
      return { ...now, coordinatorRequests: withChanged(now.coordinatorRequests, event.request, () => ({ answer })) }
    }
  }
}

interface Mended {
  readonly name?: Sealed
  readonly corrected: Mark
}

/** What a correction mends of who coordinates now, of their deputies, or of whom a handover was proposed to; who coordinated before stands in history only. */
export function coordinationMended(
  now: CoordinationAsRead,
  { kind, id }: Corrected,
  mended: Mended,
): CoordinationAsRead {
  const { coordinator } = now
  if (kind === 'handover') return { ...now, handovers: withChanged(now.handovers, id, () => mended) }
  if (coordinator === undefined) return now
  if (kind === 'deputy')
    return { ...now, coordinator: { ...coordinator, deputies: withChanged(coordinator.deputies, id, () => mended) } }
  return kind === 'coordinator' && coordinator.id === id ? { ...now, coordinator: { ...coordinator, ...mended } } : now
}

type OnHandover = Extract<
  CoordinatorEvent,
  { type: 'HandoverSupplemented' | 'HandoverConversationHeld' | 'HandoverDeclined' | 'HandoverWithdrawn' }
>

function changeOf(now: HandoverAsRead, event: OnHandover, seen: Seen<unknown>): Partial<HandoverAsRead> {
  switch (event.type) {
    case 'HandoverSupplemented':
      return { document: supplemented(now.document, event.document) }
    case 'HandoverConversationHeld':
      return { talkedThrough: mark(seen), ...(event.preference && { preference: event.preference }) }
    case 'HandoverDeclined':
      return { state: 'declined', ended: mark(seen), reason: event.reason }
    case 'HandoverWithdrawn':
      return { state: 'withdrawn', ended: mark(seen), ...(event.reason && { reason: event.reason }) }
  }
}

/** A deputy who becomes the coordinator deputises no longer. */
const deputiesBeside = (id: string, coordinator: CoordinatorAsRead | undefined): CoordinatorAsRead['deputies'] =>
  (coordinator?.deputies ?? []).filter((deputy) => deputy.id !== id)

/** Read by everyone, also by who did not see the handover proposed. */
function accepted(
  now: CoordinationAsRead,
  event: Extract<CoordinatorEvent, { type: 'HandoverAccepted' }>,
  seen: Seen<unknown>,
): CoordinationAsRead {
  const { handover: id, coordinator: to, name, team, notTalkedThroughBecause } = event
  const deputies = deputiesBeside(to, now.coordinator)
  const coordinator = { id: to, name, team, since: seen.at, deputies, views: [] }
  const ended = { state: 'accepted', ended: mark(seen) } as const
  const change = { ...ended, ...(notTalkedThroughBecause && { notTalkedThroughBecause }) }
  return { ...now, coordinator, handovers: withChanged(now.handovers, id, () => change) }
}
