/** The family's own plan, as a reader sees it. */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import type { Mark, ViewAsRead } from '../seen.ts'
import type { Delivery, SaidHow, UntilByLaw, WhoseWord } from './opening.ts'

export interface OwnPlanAsRead {
  readonly state: 'not-invited' | 'invited' | 'handed-in' | 'waived'
  /** The first of `until`. Absent until an invitation was delivered. */
  readonly dueAt?: Moment
  /** Until when goals under each law wait for it. */
  readonly until?: UntilByLaw
  readonly invitations: readonly OwnPlanInvitationAsRead[]
  readonly parts: readonly OwnPlanPartAsRead[]
  readonly waivedBecause?: Sealed
  /** Who waived it; where another recorded their word, whose and how. */
  readonly waived?: Mark & WordAsRead
  readonly views: readonly ViewAsRead[]
}

/** Where another wrote it down, whose word it is and how they gave it. */
export interface WordAsRead {
  readonly saidBy?: PersonId
  readonly how?: Sealed<SaidHow>
}

export interface OwnPlanPartAsRead extends WordAsRead {
  readonly domain: Domain
  readonly words: Sealed
  readonly at: Moment
}

export interface OwnPlanInvitationAsRead {
  readonly id: string
  readonly at: Moment
  /** It passed over how to reach somebody it was for. */
  readonly ignoresNeeds?: true
  /** Absent while it is not delivered: no term runs. */
  readonly delivered?: { readonly at: Moment; readonly how: Sealed<Delivery> }
}

export const wordIn = ({ saidBy, saidHow: how }: WhoseWord): WordAsRead => ({
  ...(saidBy !== undefined && { saidBy }),
  ...(how && { how }),
})
