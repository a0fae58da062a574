/** How far someone who follows the events is behind, in time. */
import type { EventStore, Position, StoredEvent } from './port.ts'

/** Events that cannot be read are as old as the first behind them that can. */
const LOOKED_AT = 16

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
  const [next] = (await store.readAll(position, 2)).filter((event) => event.position !== position)
  if (next === undefined) return 0
  const recordedAtMs = recordedAtMsIn(next) ?? (await firstReadable(store, next.position)) ?? Date.parse(now)
  return Math.max(0, Date.parse(now) - recordedAtMs)
}

const firstReadable = async (store: Pick<EventStore, 'readAll'>, from: Position): Promise<number | undefined> =>
  (await store.readAll(from, LOOKED_AT)).map(recordedAtMsIn).find((atMs) => atMs !== undefined)

function recordedAtMsIn({ body }: Pick<StoredEvent, 'body'>): number | undefined {
  try {
    const { recordedAt } = JSON.parse(body) as { readonly recordedAt: string }
    const atMs = Date.parse(recordedAt)
    return Number.isNaN(atMs) ? undefined : atMs
  } catch {
    return undefined
  }
}
