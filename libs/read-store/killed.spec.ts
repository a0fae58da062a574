import { describe, expect, it } from '@jest/globals'
import { killedCatchingUp, killedRebuilding } from './testing/killing.ts'

/** Enough to see that it is right; `npm run prove -- projection` kills two hundred. */
const KILLS = 5

describe('projectors that are killed', () => {
  it('while they have much to catch up with, and more comes, leave the rows that a rebuild from the first event makes', async () => {
    const { left, rows, asFromZero } = await killedCatchingUp({ kills: KILLS })
    expect(rows).toEqual(asFromZero)
    // They did much before they died, or their deaths show nothing.
    expect(Number(left?.position)).toBeGreaterThan(10 * KILLS)
  }, 120_000)

  it('while they build rows anew and put them in place, leave the same', async () => {
    const { left, rows, asFromZero } = await killedRebuilding({ kills: KILLS })
    expect(rows).toEqual(asFromZero)
    expect(left?.generation).toBeGreaterThan(1)
  }, 120_000)
})
