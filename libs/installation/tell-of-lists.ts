/** What a log is told of the lists that are kept here: which fell behind and why, once as long as it lasts, and what cannot be read. */
import type { EventUnreadable } from '../event-store/recorded.ts'
import { HeldUp, type HeldUpLog } from '../telemetry/held-up.ts'
import { ACCESS_PROJECTIONS, PROJECTIONS } from './projections.ts'
import type { UnreadableEvents } from './unreadable-events.ts'

/** A read model that met a fault, and tries again by itself. */
export interface FallenBehind {
  readonly projection: string
  /** The fault's name: its message may hold what it stumbled on. */
  readonly fault: string
  readonly retryInMs: number
}

/** An event that cannot be read: the read models go on without it. */
export interface Unreadable {
  readonly unreadable: Pick<EventUnreadable, 'position' | 'because' | 'stream'>
}

/** A read model that follows: for the first time, or again after a fault. */
export interface Going {
  readonly going: string
}

export type Told = FallenBehind | Unreadable | Going

/** What a thread that died held up. */
export const ALL_LISTS = 'all'

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
