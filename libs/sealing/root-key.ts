/** The root key in a file: 32 random bytes that open the vault and stand nowhere else. No rotation and no KMS yet. */
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { hasCode, makeWhole, posix } from './made-whole.ts'

export const ROOT_KEY_BYTES = 32

export type RootKeyFault = 'missing' | 'not-a-file' | 'readable-by-others' | 'wrong-size' | 'unreadable'

/** The root key cannot be used; `reason` is for machines, the message for operators and never holds key bytes. */
export class RootKeyUnusable extends Error {
  readonly reason: RootKeyFault

  constructor(reason: RootKeyFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/**
 * The key in `file`, which holds exactly 32 bytes and which only its owner may read or write (mode 0600 or 0400).
 * For a vault that exists: a new key would open nothing.
 * @throws RootKeyUnusable
 */
export function readRootKey(file: string): KeyObject {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (cause) {
    if (hasCode(cause) && cause.code === 'ENOENT')
      throw new RootKeyUnusable('missing', `there is no root key at ${file}`, { cause })
    throw new RootKeyUnusable('unreadable', `the root key at ${file} cannot be opened`, { cause })
  }
  try {
    // Of what was opened, not of the name: nobody can put another file there in between.
    const { mode, size } = fstatSync(descriptor)
    if ((mode & 0o170000) !== 0o100000) throw new RootKeyUnusable('not-a-file', `the root key at ${file} is not a file`)
    if (posix && (mode & 0o077) !== 0) {
      throw new RootKeyUnusable('readable-by-others', `the root key at ${file} is open to others: chmod 600 it`)
    }
    if (size !== ROOT_KEY_BYTES) {
      throw new RootKeyUnusable(
        'wrong-size',
        `the root key at ${file} is ${String(size)} bytes, not ${String(ROOT_KEY_BYTES)}`,
      )
    }
    return createSecretKey(readFileSync(descriptor))
  } finally {
    closeSync(descriptor)
  }
}

/** The key in `file`; where there is no file, a new key, durable before it is returned. Of several processes at once all get the same. */
export function readOrCreateRootKey(file: string): KeyObject {
  try {
    return readRootKey(file)
  } catch (fault) {
    if (!(fault instanceof RootKeyUnusable) || fault.reason !== 'missing') throw fault
  }
  makeWhole(file, (draft) => {
    writeFileSync(draft, randomBytes(ROOT_KEY_BYTES), { flush: true })
  })
  return readRootKey(file)
}
