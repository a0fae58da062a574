/** Cursors of the feed: a place in the store that only its own organisation can go on from, and that tells nothing of the store. */
import { Refusal } from '../../../libs/deciding/decider.ts'
import { START, type Behind } from '../../../libs/event-store/history.ts'
import type { Position } from '../../../libs/event-store/port.ts'
import { decodeMarkedCursor, encodeCursor } from '../../../libs/http/cursor.ts'
import type { ListRefusal } from '../lists/pages.ts'
import type { System } from '../../../libs/installation/system.ts'

export type CursorRefusal = 'CURSOR_IS_OF_ANOTHER_HISTORY'

const keyOf = ({ vault }: System) => vault.deriveKey('event cursors')
const feedOf = (organisation: string) => `events of ${organisation}`

/** @param position undefined: the start */
export async function eventCursor(
  system: System,
  organisation: string,
  position: Position | undefined,
): Promise<string> {
  const mark = await system.histories.events.markOf(position ?? START)
  return encodeCursor(keyOf(system), position ?? START, feedOf(organisation), mark)
}

/**
 * @returns where to go on behind, undefined for the start; or, of a history that is no more, the cursor of where it parted from this one
 * @throws Refusal CURSOR_IS_NOT_OF_THIS_LIST
 */
export async function placeAt(
  system: System,
  organisation: string,
  cursor: string,
): Promise<{ readonly after: Position | undefined } | { readonly goBackTo: string }> {
  const { value: position, mark } = decodeMarkedCursor(keyOf(system), cursor, feedOf(organisation)) ?? {}
  if (typeof position !== 'string' || mark === undefined) throw new Refusal<ListRefusal>('CURSOR_IS_NOT_OF_THIS_LIST')
  const held = await system.histories.events.held({ mark, position })
  if (held === 'holds') return { after: orStart(position) }
  return { goBackTo: await eventCursor(system, organisation, orStart(held)) }
}

const orStart = (position: Behind): Position | undefined => (position === START ? undefined : position)

/** @returns undefined for the start; @throws Refusal CURSOR_IS_NOT_OF_THIS_LIST, CURSOR_IS_OF_ANOTHER_HISTORY with the cursor to go on from */
export async function positionAt(system: System, organisation: string, cursor: string): Promise<Position | undefined> {
  const place = await placeAt(system, organisation, cursor)
  if ('after' in place) return place.after
  throw new Refusal<CursorRefusal>('CURSOR_IS_OF_ANOTHER_HISTORY', { cursor: place.goBackTo })
}
