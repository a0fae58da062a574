/** What every adapter's reads have in common; where the events come from is the adapter's affair. */

import type { Amount } from '../deciding/shares.ts'
import { BYTES_AT_ONCE, MAX_APPEND_BYTES, type EventsToRead, type Position, type StoredEvent } from './port.ts'

/** How many events a read may return, as an integer that every store understands. */
export const atMost = (limit: number): number => Math.max(0, Math.min(Math.floor(limit), Number.MAX_SAFE_INTEGER))

/** The size of an event, envelope and sealed values together, in UTF-8 bytes. */
export const bytesOf = ({ body, sealed }: Pick<StoredEvent, 'body' | 'sealed'>): number =>
  Buffer.byteLength(body) + (sealed === undefined ? 0 : Buffer.byteLength(sealed))

export const amountOf = (events: readonly Pick<StoredEvent, 'body' | 'sealed'>[]): Amount => ({
  events: events.length,
  bytes: events.reduce((sum, event) => sum + bytesOf(event), 0),
})

/** As many of the first events as fit, and one at least: none is taken from `events` behind the one that did not. */
export function thatFit(events: Iterable<StoredEvent>, bytesAtMost: number): readonly StoredEvent[] {
  const fit: StoredEvent[] = []
  let bytes = 0
  for (const event of events) {
    if (bytesAtMost < Infinity) bytes += bytesOf(event)
    if (fit.length > 0 && bytes > bytesAtMost) break
    fit.push(event)
  }
  return fit
}

/** Whether a page that was read within these bounds may have ended before the end: with no room for the largest event there is. */
export const maybeMore = (page: readonly StoredEvent[], limit: number, bytesAtMost: number): boolean =>
  page.length >= limit || amountOf(page).bytes + MAX_APPEND_BYTES > bytesAtMost

/** A page of the store behind a position (undefined: the beginning), of BYTES_AT_ONCE at most: reads are inclusive, and the event there is left out. */
export async function pageBehind(
  store: Pick<EventsToRead, 'readAll'>,
  after: Position | undefined,
  limit: number,
): Promise<readonly StoredEvent[]> {
  if (after === undefined) return store.readAll(undefined, limit, BYTES_AT_ONCE)
  const events = await store.readAll(after, limit + 1, BYTES_AT_ONCE + MAX_APPEND_BYTES)
  return events[0]?.position === after ? events.slice(1) : events.slice(0, limit)
}

/** The answer of a store that need not wait for it, as the promise that the port gives; what it throws becomes the rejection. */
export function promised<Answer>(answer: () => Answer): Promise<Answer> {
  return new Promise((resolve) => {
    resolve(answer())
  })
}
