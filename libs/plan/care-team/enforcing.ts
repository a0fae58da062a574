/** Checking a benefit is another task than helping with work and income, inside the same law: whoever does the one does not do the other in the same plan. */

/** As the register of processing activities names them (`libs/access/processing-activities.ts`). */
export const ENFORCES = 'benefits-enforcement'
const HELPS = 'participation-support'

export const excludeEachOther = (one: string, other: string): boolean =>
  (one === ENFORCES && other === HELPS) || (one === HELPS && other === ENFORCES)
