/** How far someone who follows the events is behind, in time. */
import type { EventStore, Position, StoredEvent } from './port.ts'
import { pageBehind } from './reading.ts'

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

/** When the last event of the store was recorded, milliseconds since 1970; undefined where there is none, or it cannot be read. @throws StoreUnavailable */
export async function lastRecordedMs(store: Pick<EventStore, 'head' | 'readAll'>): Promise<number | undefined> {
  const head = await store.head()
  const [newest] = head === undefined ? [] : await store.readAll(head, 1)
  return newest && recordedAtMsIn(newest)
}

/** The latest moment at which any was recorded: it reads all of them. @throws StoreUnavailable */
export async function newestRecordedMs(store: Pick<EventStore, 'readAll'>): Promise<number | undefined> {
  let newestMs: number | undefined
  let page = await pageBehind(store, undefined, PAGE)
  while (page.length > 0) {
    for (const atMs of page.map(recordedAtMsIn)) newestMs = Math.max(newestMs ?? -Infinity, atMs ?? -Infinity)
    page = await pageBehind(store, page.at(-1)?.position, PAGE)
  }
  return newestMs
}

const PAGE = 1_000

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
