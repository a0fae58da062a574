/** A write to an engine over a connection of its own: the first that is answered says that the engine is back. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { openEventStoreDb } from '../../libs/event-store/eventstoredb.ts'
import { NOTHING_IS_SEALED } from '../../libs/event-store/sealed-values.ts'
import { openKafkaPublisher } from '../../libs/messaging/kafkajs.ts'
import { openSchema } from '../../libs/postgres/database.ts'
import type { PostgresPlace } from '../../libs/postgres/place.ts'
import { connectionTo } from './partner-topic.ts'

export type EngineName = 'eventStore' | 'reads' | 'keys' | 'kafka'

export interface ToProbe {
  /** Connection string, with an option. */
  readonly eventStore: string
  readonly brokers: readonly string[]
  readonly places: Readonly<Record<'reads' | 'keys', PostgresPlace>>
}

const ANOTHER_EACH_MS = 1_000
/** Of one probe on a machine that other work keeps busy. */
const ANSWERED_WITHIN_MS = 5_000

/** A topic of one partition, and a namespace. */
export const PROBE = 'probe'

/** @param number another each time: what has the same shares a connection */
export async function probe(name: EngineName, { eventStore, brokers, places }: ToProbe, number: number): Promise<void> {
  if (name === 'kafka') {
    const publisher = await openKafkaPublisher(connectionTo(brokers))
    await publisher.publish(PROBE, [{ key: '', headers: {}, value: '' }])
    await publisher.close()
    return
  }
  if (name === 'eventStore') {
    const store = await openEventStoreDb({
      connection: `${eventStore}&keepAliveInterval=${String(50_000 + number)}`,
      namespace: PROBE,
      sealedValues: NOTHING_IS_SEALED,
      callTimeoutMs: ANSWERED_WITHIN_MS,
      patienceMs: ANSWERED_WITHIN_MS,
    })
    await store.append(`at-${String(number)}`, 'no-stream', [{ id: randomUUID(), type: 'Probed', body: '{}' }])
    await store.close()
    return
  }
  const db = openSchema<unknown>(places[name], { schema: 'public', connections: 1 })
  try {
    await sql`create table if not exists probe (at timestamptz)`.execute(db)
    await sql`insert into probe values (now())`.execute(db)
  } finally {
    await db.destroy()
  }
}

/** Of probes, one more each second: none waits for one before it, and the first that is answered counts. @throws Error where none is in time */
export async function untilAnswered(name: EngineName, withinMs: number, ask: () => Promise<void>): Promise<void> {
  const answered = Promise.withResolvers<true>()
  for (const end = performance.now() + withinMs; performance.now() < end;) {
    ask().then(
      () => {
        answered.resolve(true)
      },
      () => undefined,
    )
    if (await Promise.race([answered.promise, pause(ANOTHER_EACH_MS, false)])) return
  }
  throw new Error(`${name} did not come back`)
}
