/** docs/integrators.md, run as who connects a system would, with the answers it shows: something withheld, a departure, who looked, what is closed, what is shared, and an emergency. */
import { describe, expect, it } from '@jest/globals'
import { toured } from './support/tours.ts'

describe('the tour for who connects a system of coordinators', () => {
  it('gives the answers that it shows', async () => {
    const answers = await toured('docs/integrators.md')
    expect(answers).toHaveLength(17)
    for (const { shown, got } of answers) expect(got).toEqual(shown)
  }, 120_000)
})
