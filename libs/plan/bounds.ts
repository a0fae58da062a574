/** How much may be written to one plan, and by whom: enough for any family, and never so much that nobody can open it. */
import type { Bounds } from '../deciding/shares.ts'

const MIB = 1024 * 1024

/**
 * The bound of the whole stops who works with the family. Of the family itself, of who reads as an outsider and of who answers for the
 * coordinator, nobody loses their say by what others wrote.
 */
export const PLAN_BOUNDS: Bounds = {
  share: { events: 2_000, bytes: 4 * MIB },
  whole: {
    events: 20_000,
    bytes: 32 * MIB,
    stops: ['coordinator', 'professional', 'partner'],
    partners: 3 / 4,
    refusal: 'PLAN_IS_FULL',
  },
}
