/** Positions of the store in the hands of its readers: a token that says nothing but "as far as this", to be given back. How much is written elsewhere, it does not tell. */
import type { KeyObject } from 'node:crypto'
import { OPAQUE_BYTES, openedBlock, sealedBlock, type HistoryMark } from './opaque.ts'

/** Of the block: 8 bytes of the position, 4 for the mark of its history, 4 that are zero, so that a guess hits once in 2^32; a hit would have a list waited for. */
const POSITION_BYTES = 8
const MARK_BYTES = 4

export interface PositionTokens {
  /** @param position digits that a number of 64 bits holds */
  token(position: string, mark: HistoryMark): string
  /** The position again, of `digits` digits, and its mark; undefined for what was never ours. */
  placeIn(token: string): { readonly position: string; readonly mark: HistoryMark } | undefined
}

/** @param key a secret key of 32 bytes, used for nothing else @param digits how wide a position is written */
export function positionTokens(key: KeyObject, digits: number): PositionTokens {
  return {
    token(position, mark) {
      const block = Buffer.alloc(OPAQUE_BYTES)
      block.writeBigUInt64BE(BigInt(position))
      block.writeUInt32BE(mark, POSITION_BYTES)
      return sealedBlock(key, block)
    },

    placeIn(token) {
      const block = openedBlock(key, token)
      if (block?.readUInt32BE(POSITION_BYTES + MARK_BYTES) !== 0) return undefined
      const position = String(block.readBigUInt64BE()).padStart(digits, '0')
      return { position, mark: block.readUInt32BE(POSITION_BYTES) }
    },
  }
}
