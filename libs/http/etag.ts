/** Entity tags that name a revision of a stream to us and to nobody else (RFC 9110 §8.8.3), and the strict reading of `If-Match`. Comparing them with the stream is the caller's. */
import { createCipheriv, createDecipheriv, createHash, type KeyObject } from 'node:crypto'

/** One AES block is a permutation of 16 bytes: 6 of the revision, 10 of the stream's hash, so a guess hits once in 2^80. */
const ALGORITHM = 'aes-256-ecb'
const REVISION_BYTES = 6
const STREAM_BYTES = 10
const TAG = /^"([A-Za-z0-9_-]{22})"$/

export interface RevisionTags {
  /** A strong tag with its quotes; -1 is before the first event. The same revision of the same stream always has the same; two of them tell nothing about how far they are apart. */
  tag(stream: string, revision: number): string
  /** The revision (from -1) that a tag with its quotes names; undefined when it is another stream's, or never ours. */
  revisionOf(stream: string, tag: string): number | undefined
}

/** @param key a secret key of 32 bytes, used for nothing else */
export function revisionTags(key: KeyObject): RevisionTags {
  return {
    tag(stream, revision) {
      const block = Buffer.alloc(REVISION_BYTES + STREAM_BYTES)
      block.writeUIntBE(revision + 1, 0, REVISION_BYTES)
      hashOf(stream).copy(block, REVISION_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, null).setAutoPadding(false)
      return `"${Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')}"`
    },

    revisionOf(stream, tag) {
      const text = TAG.exec(tag)?.[1]
      if (text === undefined) return undefined
      const bytes = Buffer.from(text, 'base64url')
      // The last of 22 letters has bits to spare: one revision has one tag.
      if (bytes.toString('base64url') !== text) return undefined
      const decipher = createDecipheriv(ALGORITHM, key, null).setAutoPadding(false)
      const block = Buffer.concat([decipher.update(bytes), decipher.final()])
      if (!block.subarray(REVISION_BYTES).equals(hashOf(stream))) return undefined
      return block.readUIntBE(0, REVISION_BYTES) - 1
    },
  }
}

const hashOf = (stream: string) => createHash('sha256').update(stream).digest().subarray(0, STREAM_BYTES)

/** What a request's `If-Match` asks; `because` says what is wrong with it, for a 400. */
export type IfMatch =
  | { readonly is: 'absent' }
  | { readonly is: 'tag'; readonly tag: string }
  | { readonly is: 'malformed'; readonly because: 'any' | 'weak' | 'several' | 'unreadable' }

const STRONG = /^"[\x21\x23-\x7e]*"$/
const ENTITY_TAG = /^(?:W\/)?"[\x21\x23-\x7e]*"$/

/** Exactly one strong tag (RFC 9110 §13.1.1). `*` insists on nothing, a weak tag never matches, and of several only one can be true: refused, not guessed at. */
export function ifMatchOf(header: string | undefined): IfMatch {
  if (header === undefined) return { is: 'absent' }
  const asked = header.trim()
  if (STRONG.test(asked)) return { is: 'tag', tag: asked }
  if (asked === '*') return { is: 'malformed', because: 'any' }
  const listed = asked.split(',').map((one) => one.trim())
  if (!listed.every((one) => ENTITY_TAG.test(one))) return { is: 'malformed', because: 'unreadable' }
  return { is: 'malformed', because: listed.length > 1 ? 'several' : 'weak' }
}
