/** Moments from a body, as all of them are kept. */
import type { Moment } from '../../libs/deciding/decider.ts'
import { momentIn } from '../../libs/deciding/moments.ts'

/** A moment as UTC with milliseconds, whatever offset it came with. Only what the rule of bodies let in comes here. */
export function inUtc(text: string): Moment {
  const moment = momentIn(text)
  if (moment === undefined) throw new Error('No moment that is taken in')
  return moment
}
