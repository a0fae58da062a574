/** What is written of a correction: whose name, age or words it mends, and what it keeps of the event that was wrong. */
import type { Concerns, Due, Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { KnownAge } from '../members/members.ts'
import type { ItemRef } from '../visibility/visibility.ts'

export const NAMED_KINDS = ['member', 'professional', 'representative', 'coordinator', 'deputy', 'handover'] as const
export type NamedKind = (typeof NAMED_KINDS)[number]
/** `event`: what was said in it. */
export const CORRECTED_KINDS = [...NAMED_KINDS, 'event'] as const
export type CorrectedKind = (typeof CORRECTED_KINDS)[number]

/** Whose name or age it is: a member, a joining, a representation, who coordinates or deputises; whom a handover was proposed to, by that handover. Or the event itself. */
export interface Corrected {
  readonly kind: CorrectedKind
  readonly id: string
}

export interface CorrectedWords extends KnownAge {
  readonly name?: Sealed
  /** What it should have said. */
  readonly words?: Sealed
}

/** What something becomes, and no more: what is told of an age goes with a birth date. */
export const becomingOf = ({ name, birthDate, ageBand, ageEstablishedBy, words }: CorrectedWords): CorrectedWords => ({
  ...(name && { name }),
  ...(birthDate && { birthDate, ...(ageBand && { ageBand }), ...(ageEstablishedBy && { ageEstablishedBy }) }),
  ...(words && { words }),
})

/** What is corrected, by what of it stands in clear: a correction is for whom that is for, and nobody else. */
export interface Corrects extends Concerns {
  readonly type: string
  readonly by: string
  readonly at: Moment
  /** The item that it is of, where it is of one. */
  readonly item?: ItemRef
  /** What else of it stands in clear, as JSON: each type its own. */
  readonly outline: string
}

export interface OfAnEvent {
  /** The id of the event that was wrong. */
  readonly event: string
  readonly of: Corrected
}

export type OfRequest = OfAnEvent & {
  readonly correctionRequest: string
  readonly corrects: Corrects
  /** Of the family: who asks, or for whom it is asked. */
  readonly person?: PersonId
}

export type CorrectionEvent = Concerns &
  (
    | ({
        readonly type: 'CorrectionRecorded'
        readonly correction: string
        readonly reason: Sealed
        /** Absent where it is a name or an age, which everyone reads who reads who is who. */
        readonly corrects?: Corrects
      } & OfAnEvent &
        CorrectedWords)
    | ({ readonly type: 'CorrectionAsked'; readonly reason: Sealed; readonly due: Due } & OfRequest & CorrectedWords)
    | ({ readonly type: 'CorrectionGranted'; readonly correction: string } & OfRequest)
    | ({ readonly type: 'CorrectionRefused'; readonly reason: Sealed } & OfRequest)
  )
