/** How far a ground of the family goes. */
import type { Moment } from '../deciding/decider.ts'
import type { Domain } from '../deciding/domains.ts'
import type { Limits } from '../plan/members/absences.ts'

/**
 * What a family ground opens of one person: all domains, or those that an age or a representative's kind is limited to; until when, for who left.
 * Who reaches `general` reads all of it; who does not, who is who.
 */
export interface Reach {
  readonly domains: 'all' | readonly Domain[]
  readonly until?: Moment
  /** What is kept from them because someone left without their knowing, and what they see of it all the same. */
  readonly without?: NonNullable<Limits['without']>
  readonly also?: NonNullable<Limits['also']>
}
