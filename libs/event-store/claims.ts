/** An append as a claim on revisions: what is asked of it before it may wait in line, and the one rule that answers it. Writes nothing. */
import { MAX_APPEND_BYTES, TooLarge, type Expected, type NewEvent, type Revision } from './port.ts'
import { amountOf } from './reading.ts'

/**
 * The revision that the first event of an append claims.
 * @throws RangeError when `expected` is no revision.
 */
export function firstClaimed(expected: Expected): Revision {
  if (expected === 'no-stream') return 0
  if (!Number.isSafeInteger(expected) || expected < 0) throw new RangeError('the expected revision is not a revision')
  return expected + 1
}

/** What a stream of `length` events is to be expected at. */
export const expectedOf = (length: number): Expected => (length === 0 ? 'no-stream' : length - 1)

/**
 * The size of an append in UTF-8 bytes, envelopes and sealed values together.
 * @throws RangeError for an append of nothing; TooLarge over MAX_APPEND_BYTES.
 */
export function bytesClaimed(events: readonly NewEvent[]): number {
  if (events.length === 0) throw new RangeError('an append has at least one event')
  const { bytes } = amountOf(events)
  if (bytes > MAX_APPEND_BYTES) throw new TooLarge(bytes)
  return bytes
}

/**
 * The answer to a claim of `count` revisions from `first` on, on a stream of `length` events.
 * `sameIds` is asked only when all claimed revisions are taken, and says whether they hold the claim's own ids: then it is a retry.
 */
export function judge(
  first: Revision,
  count: number,
  length: number,
  sameIds: () => boolean,
): 'write' | 'retry' | 'conflict' {
  if (first === length) return 'write'
  return first + count <= length && sameIds() ? 'retry' : 'conflict'
}
