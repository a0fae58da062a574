/** The restore in docs/operations.md, run as who operates it would, with the answers it shows. */
import { describe, expect, it } from '@jest/globals'
import { toured } from './support/tours.ts'

describe('the tour of a restore', () => {
  it('gives the answers that it shows', async () => {
    const answers = await toured('docs/operations.md')
    expect(answers).toHaveLength(2)
    for (const { shown, got } of answers) expect(got).toEqual(shown)
  }, 120_000)
})
