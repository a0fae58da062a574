/** docs/partners.md, run as a partner's engineer would, with the answers it shows: with curl, and over Kafka with the sample partner. */
import { describe, expect, it } from '@jest/globals'
import { findKafka } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'
import { toured } from './support/tours.ts'

const kafka = await findKafka()
const real = needs('Kafka', kafka.missing)

describe('the tour for partners', () => {
  it('gives the answers that it shows', async () => {
    const answers = await toured('docs/partners.md')
    expect(answers).toHaveLength(7)
    for (const { shown, got } of answers) expect(got).toEqual(shown)
  }, 220_000)
})

real.describe('the tour for partners, over Kafka', () => {
  real.it(
    'gives the answers that it shows',
    async () => {
      await using broker = await kafka.start()
      const answers = await toured('docs/partners.md', {
        parts: [
          ['tour', 'kafka begins here'],
          ['kafka tour', 'end of kafka tour'],
        ],
        variables: { BROKERS: broker.brokers.join(',') },
      })
      expect(answers).toHaveLength(7)
      for (const { shown, got } of answers) expect(got).toEqual(shown)
    },
    300_000,
  )
})
