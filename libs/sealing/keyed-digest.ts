/** Digests that only this installation can make: to know a text again without keeping it, where a plain hash could be guessed. */
import { createHmac, type KeyObject } from 'node:crypto'
import { canonical } from '../canonical/canonical-json.ts'
import type { Sealable } from '../deciding/decider.ts'
import { Plain } from './plain.ts'
import { rebuilt } from './plain-data.ts'

/** HMAC-SHA-256 of a text, base64url. The key is one of `Vault.deriveKey`, one label a use. */
export function digestWith(key: KeyObject): (text: string) => string {
  return (text) => createHmac('sha256', key).update(text).digest('base64url')
}

/**
 * A command that is not sealed yet as canonical JSON (RFC 8785) *with* its personal texts, for a digest and nothing else: `JSON.stringify` would hide
 * them, and two commands that say different things would pass for one.
 * @throws TypeError when it is not plain data.
 */
export function canonicalPlaintext(command: unknown): string {
  const clear = rebuilt(command, (node) => (node instanceof Plain ? said(node as Plain<Sealable>) : node))
  return canonical({ asked: clear })
}

/** Nothing is the same as nothing asked. */
const said = ({ value, whose }: Plain<Sealable>) =>
  value === undefined ? undefined : { text: value, subjects: whose?.subjects }
