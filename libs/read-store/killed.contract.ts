/** What projectors that are killed leave, on every engine of the read store, as one suite. */
import { describe, expect, it } from '@jest/globals'
import type { FreshPlace } from './places.contract.ts'
import { killedCatchingUp, killedRebuilding } from './testing/killing.ts'

/** @param kills of projectors that catch up; enough to see that it is right: `npm run prove -- projection` kills two hundred. */
export function killedContract(fresh: FreshPlace, kills: number): void {
  describe('projectors that are killed', () => {
    it('while they have much to catch up with, and more comes, leave the rows that a rebuild from the first event makes', async () => {
      const { left, rows, asFromZero } = await killedCatchingUp({ fresh, kills })
      expect(rows).toEqual(asFromZero)
      // They did something before they died, or their deaths show nothing.
      expect(Number(left?.position)).toBeGreaterThan(kills)
    }, 120_000)

    it('while they build rows anew and put them in place, leave the same', async () => {
      const { lastBegun, rows, asFromZero } = await killedRebuilding({ fresh, kills })
      expect(rows).toEqual(asFromZero)
      expect(lastBegun).toBeGreaterThan(1)
    }, 120_000)
  })
}
