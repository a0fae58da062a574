import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { saidToPartner } from './said-to-partner.ts'

/** As they are noted: by Node, by OpenSSL, by its parser of HTTP, by kafkajs and by us. */
const NOTED = [
  ...[
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ECONNRESET',
    'TIMEOUT',
    'CLOSED',
    'UNKNOWN',
    'HPE_INVALID_CONSTANT',
  ],
  ...['address-not-allowed', 'name-not-found', 'port-not-allowed', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED'],
  ...[
    'NOT_LEADER_OR_FOLLOWER',
    'KafkaJSConnectionError',
    'KafkaJSNumberOfRetriesExceeded',
    'StoreUnavailable',
    'Error',
  ],
]
const anything = fc.oneof(fc.constantFrom(...NOTED), fc.string())

describe('what an organisation is told of why something did not come', () => {
  it('is a status of its own endpoint, or that there was no answer', () => {
    fc.assert(
      fc.property(anything, (said) => {
        expect(saidToPartner('webhook', said)).toBe('no-answer')
      }),
    )
    for (const status of ['HTTP 301', 'HTTP 404', 'HTTP 503']) expect(saidToPartner('webhook', status)).toBe(status)
  })

  it('is how its own topic stands, or that it is held up', () => {
    fc.assert(
      fc.property(anything, (said) => {
        expect(saidToPartner('kafka', said)).toBe('held-up')
      }),
    )
    expect(saidToPartner('kafka', 'UNKNOWN_TOPIC_OR_PARTITION')).toBe('UNKNOWN_TOPIC_OR_PARTITION')
  })
})
