/** The family's own plan, as a reader sees it. */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import type { Mark, ViewAsRead } from '../seen.ts'
import type { Delivery, SaidHow, UntilByLaw } from './opening.ts'

export interface OwnPlanAsRead {
  readonly state: 'not-invited' | 'invited' | 'handed-in' | 'waived'
  /** The first of `until`. Absent until an invitation was delivered. */
  readonly dueAt?: Moment
  /** Until when goals under each law wait for it. */
  readonly until?: UntilByLaw
  readonly invitations: readonly OwnPlanInvitationAsRead[]
  readonly parts: readonly { readonly domain: Domain; readonly words: Sealed; readonly at: Moment }[]
  readonly waivedBecause?: Sealed
  /** Who waived it; where another recorded their word, whose and how. */
  readonly waived?: Mark & { readonly saidBy?: PersonId; readonly how?: Sealed<SaidHow> }
  readonly views: readonly ViewAsRead[]
}

export interface OwnPlanInvitationAsRead {
  readonly id: string
  readonly at: Moment
  /** It passed over how to reach somebody it was for. */
  readonly ignoresNeeds?: true
  /** Absent while it is not delivered: no term runs. */
  readonly delivered?: { readonly at: Moment; readonly how: Sealed<Delivery> }
}
