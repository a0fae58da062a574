/** Who coordinates the plan as rules know it, and what happens to that. Until the next one accepts, the old one stays responsible. What is decided is in `coordinator.ts` and `handover.ts`. */
import type { Concerns, OnceInClear, PersonId, Sealed } from '../../deciding/decider.ts'
import { supplemented, type HandoverDocument, type OpenMatters } from '../handover/handover-document.ts'

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

/** A union, so that no rule can read a handover where there is none. */
export type Coordination = { readonly is: 'vacant' } | Held | Passing

export interface Held extends Holder {
  readonly is: 'held'
}

export interface Passing extends Holder {
  readonly is: 'passing'
  readonly to: string
  readonly toTeam: string
  readonly handover: string
  readonly document: HandoverDocument
  readonly talkedThrough: boolean
}

interface Holder {
  readonly by: string
  readonly team: string
  readonly deputies: readonly string[]
  /** Requests for another coordinator that a team lead has not answered, and who of the family made each. */
  readonly requests: Readonly<Record<string, readonly PersonId[]>>
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
      // To who did not see it proposed, who accepted it coordinates all the same.
      return heldBy(now.is === 'passing' ? now.to : event.coordinator, event.team, now)
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
