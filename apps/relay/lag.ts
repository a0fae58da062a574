/** How far behind handing over is. */
import type { EventStore, Position } from '../../libs/event-store/port.ts'

/**
 * Also while it stands still: the age of the oldest event behind `position`, whoever it is for, in milliseconds; 0 where there is none.
 * @param now UTC with milliseconds
 */
export async function lagMsOf(store: EventStore, position: Position | undefined, now: string): Promise<number> {
  const next = (await store.readAll(position, 2)).find((event) => event.position !== position)
  if (next === undefined) return 0
  const { recordedAt } = JSON.parse(next.body) as { readonly recordedAt: string }
  return Math.max(0, Date.parse(now) - Date.parse(recordedAt))
}
