/** Whether an invitation met what whoever is invited needs: in its maker's words, or not at all, and then marked. */
import type { Sealed } from '../../deciding/decider.ts'

export interface HeedsNeeds {
  /** How it met what they need. */
  readonly needsMet?: Sealed
  /** It passed over what they need: nobody who does not answer it chose silence. */
  readonly ignoresNeeds?: true
}

/** @param hasNeeds whether who invites could read that they have any */
export const heeding = (hasNeeds: boolean, needsMet: Sealed | undefined): HeedsNeeds => {
  if (needsMet !== undefined) return { needsMet }
  return hasNeeds ? { ignoresNeeds: true } : {}
}
