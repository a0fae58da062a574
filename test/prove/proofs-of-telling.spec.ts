/** The proofs of what is told to partners: a few trials of each keep the promise, and the fault that each is there to find is found. They wait more than they work. */
import { findKafka } from '../support/kafka-broker.ts'
import { needs } from '../support/needs.ts'
import { PROOFS_OF_TELLING, proofsHoldAndFail } from './proofs-hold-and-fail.ts'

const { missingOurOwn } = await findKafka()

proofsHoldAndFail(PROOFS_OF_TELLING.overHttp)
needs('a Kafka broker of our own', missingOurOwn).describe('over Kafka', () => {
  proofsHoldAndFail(PROOFS_OF_TELLING.overKafka)
})
