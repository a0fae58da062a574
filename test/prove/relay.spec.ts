/** The proof of the relay finds the fault that is planted for it. That the relay holds is said by the-relay-loses-nothing.spec.ts, and with many kills by `npm run prove -- relay`. */
import { expect } from '@jest/globals'
import { findKafka } from '../support/kafka-broker.ts'
import { needs } from '../support/needs.ts'
import { proveRelay } from './relay.ts'

const { missingOurOwn } = await findKafka()
const ours = needs('a Kafka broker of our own', missingOurOwn)

ours.describe('the proof of relay', () => {
  ours.it(
    'fails on its planted fault',
    async () => {
      const { failures } = await proveRelay({ trials: 20, planted: true, say: () => undefined })
      expect(failures).toBeGreaterThan(0)
    },
    120_000,
  )
})
