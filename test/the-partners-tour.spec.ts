/** docs/partners.md, run as a partner's engineer would, with the answers it shows. */
import { describe, expect, it } from '@jest/globals'
import { toured } from './support/tours.ts'

describe('the tour for partners', () => {
  it('gives the answers that it shows', async () => {
    const answers = await toured('docs/partners.md')
    expect(answers).toHaveLength(7)
    for (const { shown, got } of answers) expect(got).toEqual(shown)
  }, 120_000)
})
