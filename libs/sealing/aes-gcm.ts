/** AES-256-GCM as everything here uses it (NIST SP 800-38D): a fresh 96-bit random IV and a 128-bit tag, in one run of bytes, IV ‖ ciphertext ‖ tag. */
import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

// Random bytes are drawn for many values at once: a draw of 12 bytes costs as much as a draw of 4,096. Each byte is used once.
const drawn = Buffer.alloc(4096)
let used = drawn.length

/** Random bytes that nobody was given before; at most 4,096 of them. */
export function randomBytesOf(count: number): Buffer {
  if (used + count > drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  const bytes = Buffer.from(drawn.subarray(used, used + count))
  drawn.fill(0, used, used + count)
  used += count
  return bytes
}

/** IV ‖ ciphertext ‖ tag of `clear`, bound to `boundTo`: it opens with the same key and the same text only. */
export function encrypted(key: KeyObject, clear: Buffer, boundTo: Buffer): Buffer {
  const iv = randomBytesOf(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, iv)
  cipher.setAAD(boundTo)
  const middle = cipher.update(clear)
  cipher.final()
  return Buffer.concat([iv, middle, cipher.getAuthTag()])
}

/** What was encrypted; undefined when key, bytes or what it is bound to are not those it was made with. */
export function decrypted(key: KeyObject, bytes: Buffer, boundTo: Buffer): Buffer | undefined {
  if (bytes.length < IV_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(boundTo)
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
  const clear = decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  return clear
}
