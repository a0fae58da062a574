/** Entity tags that name an event of a stream to us and to nobody else (RFC 9110 §8.8.3), and the strict reading of `If-Match`. Comparing them with the stream is the caller's. */
import { createHash, type KeyObject } from 'node:crypto'
import { OPAQUE_BYTES, openedBlock, sealedBlock, type HistoryMark } from './opaque.ts'

/** Of the block: 5 bytes of the revision, 4 for the mark of its history, 7 of the stream's hash, so that a guess hits once in 2^56. */
const REVISION_BYTES = 5
const MARK_BYTES = 4
const STREAM_BYTES = OPAQUE_BYTES - REVISION_BYTES - MARK_BYTES
const TAG = /^"(.{22})"$/

export interface RevisionTags {
  /** A strong tag with its quotes; -1 is before the first event. The same revision of the same stream and history always has the same; two of them tell nothing about how far they are apart. */
  tag(stream: string, revision: number, mark: HistoryMark): string
  /** The revision (from -1) that a tag with its quotes names, and its mark; undefined when it is another stream's, or never ours. */
  placeOf(stream: string, tag: string): { readonly revision: number; readonly mark: HistoryMark } | undefined
}

/** @param key a secret key of 32 bytes, used for nothing else */
export function revisionTags(key: KeyObject): RevisionTags {
  return {
    tag(stream, revision, mark) {
      const block = Buffer.alloc(OPAQUE_BYTES)
      block.writeUIntBE(revision + 1, 0, REVISION_BYTES)
      block.writeUInt32BE(mark, REVISION_BYTES)
      hashOf(stream).copy(block, REVISION_BYTES + MARK_BYTES)
      return `"${sealedBlock(key, block)}"`
    },

    placeOf(stream, tag) {
      const block = openedBlock(key, TAG.exec(tag)?.[1] ?? '')
      if (block?.subarray(REVISION_BYTES + MARK_BYTES).equals(hashOf(stream)) !== true) return undefined
      return { revision: block.readUIntBE(0, REVISION_BYTES) - 1, mark: block.readUInt32BE(REVISION_BYTES) }
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
