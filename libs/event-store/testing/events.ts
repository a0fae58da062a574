/** The small change of the event store's specs: events without a story, and subscriptions read to their end. */
import { v5 as uuidFrom } from 'uuid'
import type { EventStore, NewEvent, StoredEvent } from '../port.ts'

export const event = (id: string, body = '{}'): NewEvent => ({ id, type: 'NeedReported', body })

const NAMES = 'c1a7c2d6-6f0c-4d57-9d0b-5b7c8a3c2f11'
const named = new Map<string, string>()

/** An event that a test calls by a name; its id is a UUID made from it, as every store may insist. */
export function eventNamed(name: string, body = '{}'): NewEvent {
  const id = uuidFrom(name, NAMES)
  named.set(id, name)
  return { id, type: 'NeedReported', body }
}

export const namesOf = (events: readonly NewEvent[]): readonly string[] => events.map(({ id }) => named.get(id) ?? id)

export const namesIn = async (store: EventStore, stream: string): Promise<readonly string[]> =>
  namesOf(await store.read(stream))

/** The id that another process under load gives the event at this place, so that whoever looks later knows what to find. */
export const idAt = (stream: string, revision: number): string => uuidFrom(`${stream}/${String(revision)}`, NAMES)

export const idsIn = async (store: EventStore, stream: string): Promise<readonly string[]> =>
  (await store.read(stream)).map(({ id }) => id)

/** Takes batches until there is `enough`, then aborts and waits for the end. */
export async function collect(
  subscription: AsyncIterable<readonly StoredEvent[]>,
  stop: AbortController,
  enough: (all: readonly StoredEvent[]) => boolean,
): Promise<readonly (readonly StoredEvent[])[]> {
  const batches: (readonly StoredEvent[])[] = []
  for await (const batch of subscription) {
    batches.push(batch)
    if (enough(batches.flat())) stop.abort()
  }
  return batches
}

/** How many events came before the subscription ended. */
export async function drained(subscription: AsyncIterable<readonly StoredEvent[]>): Promise<number> {
  let count = 0
  for await (const batch of subscription) count += batch.length
  return count
}

/** Waits for a condition that something outside this process brings about. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
  const deadline = performance.now() + limitMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${String(limitMs)} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
