/** Signatures by Standard Webhooks 1.0: HMAC-SHA256 (`v1`) and Ed25519 (`v1a`), several keys at once so that one can replace another. How a message travels is not here. */
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  sign,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto'

/** The three headers of a message (Standard Webhooks 1.0, “Webhook headers”). */
export interface SignatureHeaders {
  readonly 'webhook-id': string
  /** When this attempt was made, in seconds since 1970. */
  readonly 'webhook-timestamp': string
  /** A signature for each key, a space between them. */
  readonly 'webhook-signature': string
}

/** Signs what is sent now, with every key that counts now. */
export type Signer = (message: {
  readonly id: string
  readonly atMs: number
  readonly body: string
}) => SignatureHeaders

/** Why a message does not count as sent by who holds the key. */
export type NotGenuine = 'headers-missing' | 'timestamp-too-old' | 'timestamp-too-new' | 'signature-does-not-match'

/** A key that is none, or one of a kind that cannot do what is asked. Says no letter of the key. */
export class NotAKey extends Error {}

/** Messages from longer ago may be replays; the same for clocks that run ahead. */
export const TOLERANCE_SECONDS = 5 * 60

/** Enough for a replacement in the middle of a replacement; a receiver tries them all. */
export const KEYS_AT_MOST = 4

const SYMMETRIC = 'whsec_'
const PRIVATE = 'whsk_'
const PUBLIC = 'whpk_'

/** In “Signature scheme”: at least 24 bytes, at most 64. */
const SYMMETRIC_BYTES = { least: 24, most: 64 }
const ED25519_BYTES = 32

/** DER before the raw key: RFC 8410 §7 and §4. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

/** No full stop, which is what keeps the parts of the signed text apart. */
const MESSAGE_ID = /^[A-Za-z0-9_-]{1,128}$/

/** A private key for `v1a` that follows from a seed. @param seed 32 bytes that nobody can guess (RFC 8032 §5.1.5) */
export const privateKeyFrom = (seed: Uint8Array): string => PRIVATE + Buffer.from(seed).toString('base64')

/** What verifies what a private key signs. @param privateKey `whsk_…`. @returns `whpk_…`. @throws NotAKey */
export function publicKeyOf(privateKey: string): string {
  const publicKey = createPublicKey(ed25519Private(privateKey))
  return PUBLIC + publicKey.export({ format: 'der', type: 'spki' }).subarray(-ED25519_BYTES).toString('base64')
}

/** @param keys 1..4 of `whsec_…` and `whsk_…`, the newest first. @throws NotAKey */
export function signerWith(keys: readonly string[]): Signer {
  if (keys.length === 0 || keys.length > KEYS_AT_MOST)
    throw new NotAKey(`a message is signed with 1 to ${String(KEYS_AT_MOST)} keys`)
  const signing = keys.map(signingWith)
  return ({ id, atMs, body }) => {
    if (!MESSAGE_ID.test(id)) throw new RangeError('a message id is 1 to 128 letters, digits, - and _')
    const timestamp = String(Math.floor(atMs / 1000))
    const signed = Buffer.from(`${id}.${timestamp}.${body}`)
    return {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signing.map((signature) => signature(signed)).join(' '),
    }
  }
}

/**
 * For receivers: whether a message comes from who holds the key, and is no older or newer than the tolerance.
 * The bytes of the body must be those that were received: parsed and written again they may differ.
 * @param keys `whsec_…` or `whpk_…`; one that matches is enough
 * @returns undefined for a genuine message. @throws NotAKey
 */
export function whyNotGenuine(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: string | Uint8Array,
  keys: readonly string[],
  { atMs, toleranceSeconds = TOLERANCE_SECONDS }: { readonly atMs: number; readonly toleranceSeconds?: number },
): NotGenuine | undefined {
  const verifying = keys.map(verifyingWith)
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    return 'headers-missing'
  if (!/^\d{1,12}$/.test(timestamp)) return 'headers-missing'
  const agoSeconds = Math.floor(atMs / 1000) - Number(timestamp)
  if (agoSeconds > toleranceSeconds) return 'timestamp-too-old'
  if (agoSeconds < -toleranceSeconds) return 'timestamp-too-new'
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body)])
  const given = signatures.split(' ').map((one) => one.split(','))
  const matches = given.some(([scheme, signature]) =>
    verifying.some((one) => one.scheme === scheme && one.matches(signed, Buffer.from(signature ?? '', 'base64'))),
  )
  return matches ? undefined : 'signature-does-not-match'
}

function signingWith(key: string): (signed: Buffer) => string {
  if (key.startsWith(SYMMETRIC)) {
    const secret = symmetric(key)
    return (signed) => `v1,${hmac(secret, signed).toString('base64')}`
  }
  if (!key.startsWith(PRIVATE)) throw new NotAKey('a message is signed with whsec_… or whsk_…')
  const privateKey = ed25519Private(key)
  return (signed) => `v1a,${sign(null, signed, privateKey).toString('base64')}`
}

const ed25519Private = (key: string): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, ed25519(key, PRIVATE)]), format: 'der', type: 'pkcs8' })

interface Verifying {
  readonly scheme: 'v1' | 'v1a'
  matches(signed: Buffer, signature: Buffer): boolean
}

function verifyingWith(key: string): Verifying {
  if (key.startsWith(SYMMETRIC)) {
    const secret = symmetric(key)
    return {
      scheme: 'v1',
      matches(signed, signature) {
        const right = hmac(secret, signed)
        return right.length === signature.length && timingSafeEqual(right, signature)
      },
    }
  }
  if (!key.startsWith(PUBLIC)) throw new NotAKey('a message is verified with whsec_… or whpk_…')
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_ED25519, ed25519(key, PUBLIC)]),
    format: 'der',
    type: 'spki',
  })
  return { scheme: 'v1a', matches: (signed, signature) => verify(null, signed, publicKey, signature) }
}

const hmac = (secret: KeyObject, signed: Buffer) => createHmac('sha256', secret).update(signed).digest()

function symmetric(key: string): KeyObject {
  const bytes = decoded(key, SYMMETRIC)
  const { least, most } = SYMMETRIC_BYTES
  if (bytes.length < least || bytes.length > most)
    throw new NotAKey(`a ${SYMMETRIC} key is ${String(least)} to ${String(most)} bytes`)
  return createSecretKey(bytes)
}

function ed25519(key: string, prefix: string): Buffer {
  const bytes = decoded(key, prefix)
  if (bytes.length !== ED25519_BYTES) throw new NotAKey(`a ${prefix} key is ${String(ED25519_BYTES)} bytes`)
  return bytes
}

/** Node's decoder skips what is no base64; a key with a typing error in it must not become another key. */
function decoded(key: string, prefix: string): Buffer {
  const text = key.slice(prefix.length)
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, ''))
    throw new NotAKey(`what follows ${prefix} is not base64`)
  return bytes
}
