import { describe, expect, it } from '@jest/globals'
import { Webhook } from 'standardwebhooks'
import { NotAKey, signerWith, whyNotGenuine } from './standard-webhooks.ts'
import { newKeyPair, newSymmetricKey } from './testing/keys.ts'

/** What the reference libraries of Standard Webhooks test themselves with (libraries/go: webhook_symmetric_test.go, webhook_asymmetric_test.go). */
const PUBLISHED = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  atMs: 1_614_265_330_000,
  body: '{"test": 2432232314}',
}
const PUBLISHED_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const PUBLISHED_PRIVATE_KEY = 'whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk='

const body = '{"type":"nl.samenspel.plan.goal-adopted.v1","data":{}}'
const atMs = Date.parse('2026-03-02T09:00:00.900Z')
const message = { id: '0195a1f0-7e3a-7c3b-8f00-1d2f3a4b5c6d', atMs, body }

describe('signing by Standard Webhooks', () => {
  it('makes the signatures that the reference libraries publish', () => {
    expect(signerWith([PUBLISHED_SECRET])(PUBLISHED)).toEqual({
      'webhook-id': PUBLISHED.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
    expect(signerWith([PUBLISHED_PRIVATE_KEY])(PUBLISHED)['webhook-signature']).toBe(
      'v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==',
    )
  })

  it('is verified by the reference library of receivers, for the old key and for the new one', () => {
    const [before, after] = [newSymmetricKey(), newSymmetricKey()]
    const now = { ...message, atMs: Date.now() }
    const headers = { ...signerWith([after, newKeyPair().privateKey, before])(now) }
    for (const key of [before, after])
      expect(new Webhook(key).verify(body, headers)).toMatchObject({ type: 'nl.samenspel.plan.goal-adopted.v1' })
    expect(() => new Webhook(newSymmetricKey()).verify(body, headers)).toThrow('No matching signature found')
  })

  it('refuses keys that are none, and says no letter of them', () => {
    const keys = [
      ['', 'whsec_', 'whpk_AAAA'],
      ['whsec_dG9vIHNob3J0'],
      [`whsec_${Buffer.alloc(65).toString('base64')}`],
      [`${newSymmetricKey().slice(0, -4)}!*==`],
      ['whsk_dG9vIHNob3J0'],
      [newKeyPair().publicKey],
      [],
      Array.from({ length: 5 }, newSymmetricKey),
    ]
    for (const some of keys) expect(() => signerWith(some)).toThrow(NotAKey)
    expect(() => signerWith(['whsec_dG9vIHNob3J0'])).not.toThrow('dG9v')
  })

  it('refuses ids that could shift what is signed', () => {
    const signed = signerWith([newSymmetricKey()])
    for (const id of ['', 'a.1', 'a b', 'é', 'a'.repeat(129)])
      expect(() => signed({ ...message, id })).toThrow(RangeError)
  })
})

describe('verifying by Standard Webhooks', () => {
  const secret = newSymmetricKey()
  const pair = newKeyPair()
  const headers = { ...signerWith([secret, pair.privateKey])(message) }

  it('takes what was signed, by either scheme, as text or as bytes', () => {
    expect(whyNotGenuine(headers, body, [secret], { atMs })).toBeUndefined()
    expect(whyNotGenuine(headers, Buffer.from(body), [pair.publicKey], { atMs })).toBeUndefined()
    expect(whyNotGenuine(headers, body, [newSymmetricKey(), pair.publicKey], { atMs })).toBeUndefined()
  })

  it('takes nothing else', () => {
    const wrong = 'signature-does-not-match'
    for (const key of [secret, pair.publicKey]) {
      const judged = (changed: Partial<typeof headers>, text = body) =>
        whyNotGenuine({ ...headers, ...changed }, text, [key], { atMs })
      expect(judged({}, `${body} `)).toBe(wrong)
      expect(judged({ 'webhook-id': 'another' })).toBe(wrong)
      expect(judged({ 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) })).toBe(wrong)
      expect(judged({ 'webhook-signature': headers['webhook-signature'].replaceAll(/v1a?,/g, 'v2,') })).toBe(wrong)
      // The signature of one scheme must not pass for one of the other.
      const exchanged = headers['webhook-signature']
        .split(' ')
        .map((one) => one.replace(/^(v1a?),/, (_, scheme) => (scheme === 'v1' ? 'v1a,' : 'v1,')))
      expect(judged({ 'webhook-signature': exchanged.join(' ') })).toBe(wrong)
      for (const empty of ['', 'v1', 'v1,', 'v1a,', 'v1,AAAA v1a,AAAA', ',', 'v1,,'])
        expect(judged({ 'webhook-signature': empty })).toBe(wrong)
    }
    expect(whyNotGenuine(headers, body, [newSymmetricKey(), newKeyPair().publicKey], { atMs })).toBe(wrong)
    expect(whyNotGenuine(headers, body, [], { atMs })).toBe(wrong)
  })

  it('takes no message from more than five minutes ago or ahead', () => {
    const judged = (seconds: number) => whyNotGenuine(headers, body, [secret], { atMs: atMs + seconds * 1000 })
    expect([-301, -300, 300, 301].map(judged)).toEqual(['timestamp-too-new', undefined, undefined, 'timestamp-too-old'])
  })

  it('asks for all three headers, and a moment that is one', () => {
    for (const name of Object.keys(headers))
      expect(whyNotGenuine({ ...headers, [name]: undefined }, body, [secret], { atMs })).toBe('headers-missing')
    for (const moment of ['', 'now', '1e9', '-1', '1772442000.9', '9'.repeat(13)])
      expect(whyNotGenuine({ ...headers, 'webhook-timestamp': moment }, body, [secret], { atMs })).toBe(
        'headers-missing',
      )
  })
})
