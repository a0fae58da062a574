/** The README's tour, run as its reader would, with the answers it shows. */
import { describe, expect, it } from '@jest/globals'
import { toured } from './support/tours.ts'

describe('the tour of the README', () => {
  it('gives the answers that it shows', async () => {
    const answers = await toured('README.md')
    expect(answers).toHaveLength(4)
    for (const { shown, got } of answers) expect(got).toEqual(shown)
  }, 120_000)
})
