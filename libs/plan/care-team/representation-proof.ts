/**
 * What shows that someone may speak for another. Who was appointed with nothing to show for it is unverified: what they say is kept and marked, and counts
 * for nothing. Who was appointed before this was asked keeps what they had.
 */
import { Refusal, type Concerns, type Sealed } from '../../deciding/decider.ts'
import type { RepresentationKind } from './representation.ts'

/** An extract from the register of persons or of authority over children; a decision of a court; the word of the represented. */
export const PROOF_KINDS = ['brp', 'court', 'mandate'] as const
export type ProofKind = (typeof PROOF_KINDS)[number]

/** The parts of a proof. All are there whatever its kind, so that from outside nobody sees which it is. */
export const PROOF_PARTS = ['date', 'number', 'reference'] as const
export type ProofPart = (typeof PROOF_PARTS)[number]

export type ProofShown = Readonly<Record<ProofPart, Sealed>> & { readonly kind: Sealed<ProofKind> }

export interface Proof {
  readonly kind: ProofKind
  readonly shown: ProofShown
}

/** What each kind of proof must name. */
export const PROOF_NAMES: Readonly<Record<ProofKind, readonly ProofPart[]>> = {
  brp: ['date'],
  court: ['date', 'number'],
  mandate: ['reference'],
}

/** Whose word makes someone's representative: only there does a mandate show anything. All others are so by law or by a court. */
const BY_MANDATE: readonly RepresentationKind[] = ['mandated', 'informal']

export type ProofEvent = Concerns &
  (
    | { readonly type: 'RepresentationProven'; readonly representation: string }
    // What it was shown by, for fewer eyes than that it was shown.
    | { readonly type: 'RepresentationProofShown'; readonly representation: string; readonly proof: ProofShown }
    // Apart from the appointment: who it is about need not read it.
    | {
        readonly type: 'ConflictOfInterestDeclared'
        readonly representation: string
        readonly representative: string
        readonly conflictOfInterest: Sealed
        /** Whom it is about reads it only where its author tells them. */
        readonly told?: true
      }
  )

export interface ProveRepresentation {
  readonly type: 'ProveRepresentation'
  readonly representation: string
  readonly proof: Proof
  readonly proofLacks: readonly string[]
}

export type ProofRefusal = 'PROOF_DOES_NOT_SHOW_IT' | 'REPRESENTATION_IS_PROVEN'

/** @throws Refusal naming all that a proof lacks. @param lacks what was found missing or wrong in it before it was sealed */
export function mustShow(kind: RepresentationKind, proof: Proof, proofLacks: readonly string[]): ProofShown {
  const fits = proof.kind !== 'mandate' || BY_MANDATE.includes(kind)
  const lacks = [...(fits ? [] : ['proof/kind']), ...proofLacks]
  if (lacks.length > 0) throw new Refusal<ProofRefusal>('PROOF_DOES_NOT_SHOW_IT', { lacks })
  const { date, number, reference, kind: shown } = proof.shown
  return { kind: shown, date, number, reference }
}
