/** Positions as text: an event's number in its store, padded so that text sorts as the numbers do. What makes the numbers is the adapter's affair. */
import type { Position } from './port.ts'

/** As many digits as the largest integer that a JavaScript number holds exactly. */
export const POSITION_DIGITS = 16
const POSITION = new RegExp(`^\\d{${String(POSITION_DIGITS)}}$`)

export const positionOf = (number: number): Position => String(number).padStart(POSITION_DIGITS, '0')

/** @throws RangeError for text that no store here ever gave out: a lost checkpoint must not read as "from the beginning". */
export function numberOf(position: Position): number {
  if (!POSITION.test(position)) throw new RangeError('this is not a position of this store')
  return Number(position)
}
