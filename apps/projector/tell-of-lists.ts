/** What a log is told of the lists that are kept here: which fell behind and why, once as long as it lasts, and what cannot be read. */
import { ACCESS_PROJECTIONS, PROJECTIONS } from '../../libs/installation/projections.ts'
import type { UnreadableEvents } from '../../libs/installation/unreadable-events.ts'
import { HeldUp, type HeldUpLog } from '../../libs/telemetry/held-up.ts'
import { ALL_LISTS, type Told } from './in-a-thread.ts'

const EVERY_LIST = [...PROJECTIONS, ...ACCESS_PROJECTIONS].map(({ name }) => name)

export function tellOfLists(log: HeldUpLog, unreadable: Pick<UnreadableEvents, 'tell'>): (told: Told) => void {
  const behind = new HeldUp(log, { heldUp: 'a list fell behind', over: 'what kept lists behind is over' })
  return (told) => {
    if ('unreadable' in told) unreadable.tell(told.unreadable)
    else if ('going' in told) behind.goesOn(told.going)
    else {
      const { fault, projection, retryInMs } = told
      behind.by(fault, projection === ALL_LISTS ? EVERY_LIST : [projection], { projection, retryInMs })
    }
  }
}
