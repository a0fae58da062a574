/** docs/coordinators.md, run as who coordinates would: she leaves “onderzoek in zes weken”, accounts for it, the reader objects, she changes it, and it is settled. */
import { expect, it } from '@jest/globals'
import { toured } from './support/tours.ts'

it('gives the answers that it shows', async () => {
  const answers = await toured('docs/coordinators.md')
  expect(answers).toHaveLength(5)
  for (const { shown, got } of answers) expect(got).toEqual(shown)
}, 120_000)
