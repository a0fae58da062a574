/** What a proof that someone speaks for another lacks, as it was sent. */
import { dayOf } from '../../../../libs/deciding/days.ts'
import type { Moment } from '../../../../libs/deciding/decider.ts'
import { PROOF_NAMES, PROOF_PARTS, type Proof } from '../../../../libs/plan/care-team/representation-proof.ts'
import type { Unsealed } from '../../../../libs/sealing/plain.ts'

/** What a proof must name and does not, and what is dated ahead: seen before it is sealed. */
export function lacking(proof: Unsealed<Proof> | undefined, now: Moment): { readonly proofLacks: readonly string[] } {
  if (proof === undefined) return { proofLacks: [] }
  const isAhead = (proof.shown.date.value ?? '') > dayOf(now)
  const wrong = PROOF_PARTS.filter(
    (part) =>
      (PROOF_NAMES[proof.kind].includes(part) && proof.shown[part].value === undefined) || (part === 'date' && isAhead),
  )
  return { proofLacks: wrong.map((part) => `proof/${part}`) }
}
