/** Numbers of ours in the hands of others: sixteen bytes enciphered as one block, which only we can make and read, the same for the same numbers. */
import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'

/** One AES block is a permutation of 16 bytes: nothing of one can be told from another. */
const ALGORITHM = 'aes-256-ecb'
export const OPAQUE_BYTES = 16
const OPAQUE = /^[A-Za-z0-9_-]{22}$/

/** @param key a secret key of 32 bytes, used for nothing else @param block 16 bytes, some of them fixed or a hash: by those a guess is known */
export function sealedBlock(key: KeyObject, block: Buffer): string {
  const cipher = createCipheriv(ALGORITHM, key, null).setAutoPadding(false)
  return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')
}

/** The 16 bytes again; undefined for text that no block is written as. */
export function openedBlock(key: KeyObject, text: string): Buffer | undefined {
  if (!OPAQUE.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64url')
  // The last of 22 letters has bits to spare: one block has one text.
  if (bytes.toString('base64url') !== text) return undefined
  const decipher = createDecipheriv(ALGORITHM, key, null).setAutoPadding(false)
  return Buffer.concat([decipher.update(bytes), decipher.final()])
}

/**
 * The mark of the history that a place belongs to: 32 bits that change when a store is put back from a backup, so that a place in what is gone can be
 * told from one in what came instead.
 */
export type HistoryMark = number
export const UNMARKED: HistoryMark = 0
