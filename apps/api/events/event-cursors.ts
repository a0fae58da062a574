/** Cursors of the feed: a place in the store that only its own organisation can go on from, and that tells nothing of the store. */
import { Refusal } from '../../../libs/deciding/decider.ts'
import { START, type Behind } from '../../../libs/event-store/history.ts'
import type { Position } from '../../../libs/event-store/port.ts'
import { numberOf, positionOf } from '../../../libs/event-store/positions.ts'
import { decodeMarkedCursor, encodeCursor } from '../../../libs/http/cursor.ts'
import type { WhereToGoOn } from '../../../libs/relaying/held-back.ts'
import type { ListRefusal } from '../lists/pages.ts'
import type { System } from '../../../libs/installation/system.ts'

export type CursorRefusal = 'CURSOR_IS_OF_ANOTHER_HISTORY'

const keyOf = ({ vault }: System) => vault.deriveKey('event cursors')
const feedOf = (organisation: string) => `events of ${organisation}`

export async function eventCursor(
  system: System,
  organisation: string,
  { after = START, held, isGoneBackTo = false }: WhereToGoOn & Partial<Place>,
): Promise<string> {
  const mark = await system.histories.events.markOf(after)
  // Numbers are shorter: a cursor has its length.
  const more = [...held.map(numberOf), ...(isGoneBackTo ? [GONE_BACK] : [])]
  const value = more.length === 0 ? after : [after, ...more]
  return encodeCursor(keyOf(system), value, feedOf(organisation), mark)
}

/** Its reader was further, in a history that is no more: before anything else they are told so. */
const GONE_BACK = 'gone-back'

export interface Place extends WhereToGoOn {
  readonly isGoneBackTo: boolean
}

/**
 * @returns where to go on; or, of a history that is no more, the cursor of where it parted from this one
 * @throws Refusal CURSOR_IS_NOT_OF_THIS_LIST
 */
export async function placeAt(
  system: System,
  organisation: string,
  cursor: string,
): Promise<Place | { readonly goBackTo: string }> {
  const { value, mark } = decodeMarkedCursor(keyOf(system), cursor, feedOf(organisation)) ?? {}
  const [position, ...behind] = Array.isArray(value) ? (value as readonly unknown[]) : [value]
  const held = behind.filter((one) => one !== GONE_BACK).map((one) => positionOf(Number(one)))
  if (typeof position !== 'string' || mark === undefined) throw new Refusal<ListRefusal>('CURSOR_IS_NOT_OF_THIS_LIST')
  const parting = await system.histories.events.held({ mark, position })
  if (parting === 'holds') return { after: orStart(position), held, isGoneBackTo: behind.includes(GONE_BACK) }
  const still = held.filter((one) => one <= parting)
  const place = { after: orStart(parting), held: still, isGoneBackTo: true }
  return { goBackTo: await eventCursor(system, organisation, place) }
}

const orStart = (position: Behind): Position | undefined => (position === START ? undefined : position)

/** @throws Refusal CURSOR_IS_NOT_OF_THIS_LIST, CURSOR_IS_OF_ANOTHER_HISTORY with the cursor to go on from */
export async function positionAt(system: System, organisation: string, cursor: string): Promise<Place> {
  const place = await placeAt(system, organisation, cursor)
  if ('after' in place) return place
  throw new Refusal<CursorRefusal>('CURSOR_IS_OF_ANOTHER_HISTORY', { cursor: place.goBackTo })
}
