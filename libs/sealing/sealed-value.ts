/** One sealed value: the record kept beside the event, what it is bound to, and how it closes and opens with a key at hand. */
import { hash, type KeyObject } from 'node:crypto'
import { decrypted, encrypted } from './aes-gcm.ts'
import type { Sealable } from '../deciding/decider.ts'
import { padded } from './padding.ts'
import type { DataKey } from './vault.ts'

/** All that a ciphertext is bound to, kept with it so that its record alone and its key open it. */
export interface Binding {
  /** Id of the command it came in with. */
  readonly command: string
  readonly domain: string
  /** Version of this record's own form: 1 is the text itself; 2 the value as JSON, padded so that its length tells little. */
  readonly form: 1 | 2
  /** Id of the data key. */
  readonly key: string
  /** Where it stood in the command: a JSON Pointer (RFC 6901). */
  readonly path: string
  readonly stream: string
  /** Whom it speaks of, sorted. One: sealed with that person's key. Several or none: with the plan's. */
  readonly subjects: readonly string[]
  /** CBS code of the municipality. */
  readonly tenant: string
}

export interface SealedValue extends Binding {
  /** IV (12 bytes) ‖ ciphertext ‖ tag (16 bytes), base64url. */
  readonly bytes: string
}

/** The key of a value was destroyed: what it said is gone, and that is as it should be. */
export const GONE: unique symbol = Symbol('gone')

/** What was destroyed leaves a row in the vault: a key that it never had is no erasure, but another vault, or an older one. */
export type BrokenBy = 'missing' | 'altered' | 'of a key that the vault never had'

/** A ciphertext is not what its event recorded: a fault to look into, never an absence. Names the reference, never content. */
export class SealBroken extends Error {
  readonly reason: BrokenBy
  readonly ref: string | undefined

  constructor(reason: BrokenBy, ref?: string) {
    super(`a sealed value is ${reason}${ref === undefined ? '' : `: ${ref}`}`)
    this.name = 'SealBroken'
    this.reason = reason
    this.ref = ref
  }
}

/** A value closed with a key, and the hash its event keeps of it. @param says undefined: nothing, in no way other than something from outside */
export function closed(
  says: Sealable | undefined,
  { id, key }: DataKey,
  { command, domain, path, stream, subjects, tenant }: Omit<Binding, 'key' | 'form'>,
): { readonly value: SealedValue; readonly sha256: string } {
  const binding: Binding = { command, domain, form: 2, key: id, path, stream, subjects, tenant }
  const boundTo = bytesOf(binding)
  const bytes = encrypted(key, padded(JSON.stringify(says ?? null)), boundTo)
  return { value: { bytes: bytes.toString('base64url'), ...binding }, sha256: sha256Of(boundTo, bytes) }
}

/**
 * What a value says (undefined: nothing), with the key its record names (undefined where the vault has none).
 * The hash is judged before the key is missed, so that nobody makes a value look erased by pointing it at another key.
 * @throws SealBroken (`altered`)
 */
export function opened(
  value: SealedValue,
  key: KeyObject | undefined,
  sha256: string,
  ref?: string,
): Sealable | undefined | typeof GONE {
  const boundTo = bytesOf(value)
  const bytes = Buffer.from(value.bytes, 'base64url')
  if (sha256Of(boundTo, bytes) !== sha256) throw new SealBroken('altered', ref)
  if (key === undefined) return GONE
  const text = decrypted(key, bytes, boundTo)
  if (text === undefined) throw new SealBroken('altered', ref)
  return value.form === 1 ? text.toString() : ((JSON.parse(text.toString()) as Sealable | null) ?? undefined)
}

/** The hash an event keeps of this record, for whoever verifies without a key: SHA-256, base64url, over binding ‖ IV ‖ ciphertext ‖ tag. */
export function hashOf(value: SealedValue): string {
  return sha256Of(bytesOf(value), Buffer.from(value.bytes, 'base64url'))
}

/** The binding as canonical JSON (RFC 8785): of strings under names in order, `JSON.stringify` makes just that, three times as fast. */
function bytesOf({ command, domain, form, key, path, stream, subjects, tenant }: Binding): Buffer {
  return Buffer.from(JSON.stringify({ command, domain, form, key, path, stream, subjects, tenant }))
}

/** Over the binding too: while a value stands, not even whom it speaks of can be rewritten, with or without its key. */
function sha256Of(boundTo: Buffer, bytes: Buffer): string {
  return hash('sha256', Buffer.concat([boundTo, bytes]), 'base64url')
}
