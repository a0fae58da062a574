/** Cursors of the feed: a place in the store that only its own organisation can go on from, and that tells nothing of the store. */
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Position } from '../../../libs/event-store/port.ts'
import { decodeCursor, encodeCursor } from '../../../libs/http/cursor.ts'
import type { ListRefusal } from '../lists/pages.ts'
import type { System } from '../../../libs/installation/system.ts'

/** Before the first event of all. */
const START = ''

const keyOf = ({ vault }: System) => vault.deriveKey('event cursors')
const feedOf = (organisation: string) => `events of ${organisation}`

/** @param position undefined: the start */
export const eventCursor = (system: System, organisation: string, position: Position | undefined): string =>
  encodeCursor(keyOf(system), position ?? START, feedOf(organisation))

/** @returns undefined for the start; @throws Refusal CURSOR_IS_NOT_OF_THIS_LIST */
export function positionAt(system: System, organisation: string, cursor: string): Position | undefined {
  const position = decodeCursor(keyOf(system), cursor, feedOf(organisation))
  if (typeof position !== 'string') throw new Refusal<ListRefusal>('CURSOR_IS_NOT_OF_THIS_LIST')
  return position === START ? undefined : position
}
