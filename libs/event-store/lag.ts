/** How far someone who follows the events is behind, in time. */
import type { EventStore, Position } from './port.ts'

/**
 * How far behind `position` is, also while nobody moves it: the age of the oldest event behind it; 0 where there is none.
 * @param now UTC with milliseconds
 * @throws StoreUnavailable
 */
export async function lagMsOf(
  store: Pick<EventStore, 'readAll'>,
  position: Position | undefined,
  now: string,
): Promise<number> {
  const next = (await store.readAll(position, 2)).find((event) => event.position !== position)
  if (next === undefined) return 0
  const { recordedAt } = JSON.parse(next.body) as { readonly recordedAt: string }
  return Math.max(0, Date.parse(now) - Date.parse(recordedAt))
}
