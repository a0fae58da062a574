/** A read model of its own for the tests: lamps in houses. Switching is a toggle, so that an event applied twice, or passed over, shows in the rows. */
import { randomUUID } from 'node:crypto'
import type { Concerns } from '../deciding/decider.ts'
import type { ReadModel } from '../deciding/read-model.ts'
import type { EventStore, Position } from '../event-store/port.ts'
import { toStored } from '../event-store/recorded.ts'
import { projectionOf, type Projection } from './projection.ts'
import { RowsNotReady, type ReadStore } from './read-store.ts'

export type LampEvent = Concerns &
  (
    | { readonly type: 'LampHung'; readonly lamp: string; readonly house: string }
    | { readonly type: 'LampSwitched'; readonly lamp: string; readonly times: number }
    | { readonly type: 'LampTakenDown'; readonly lamp: string }
    | { readonly type: 'HouseSwept' }
  )

const tables = {
  lamp: { columns: { lamp: 'text', house: 'text', light: 'text' }, key: ['lamp'], lookups: [['house']] },
  switching: { columns: { lamp: 'text', time: 'integer' }, key: ['lamp', 'time'] },
} as const

export const lampsOfVersion = (version: number) =>
  ({
    name: 'lamps',
    version,
    tables,
    after: {
      LampHung: ({ event: { lamp, house } }) => [{ put: 'lamp', row: { lamp, house, light: 'off' } }],
      LampSwitched: ({ event: { lamp, times } }) => [
        { change: 'lamp', where: { lamp, light: 'off' }, set: { light: 'turning on' } },
        { change: 'lamp', where: { lamp, light: 'on' }, set: { light: 'off' } },
        { change: 'lamp', where: { lamp, light: 'turning on' }, set: { light: 'on' } },
        { put: 'switching', row: { lamp, time: times } },
      ],
      LampTakenDown: ({ event: { lamp } }) => [
        { remove: 'lamp', where: { lamp } },
        { remove: 'switching', where: { lamp } },
      ],
    },
  }) as const satisfies ReadModel<LampEvent, typeof tables>

export const lampsModel = lampsOfVersion(1)
export const lamps: Projection = projectionOf<LampEvent, typeof tables>(lampsModel, {})

/** The same lamps in rows of another form, as a later version of the software might keep them. */
const laterTables = {
  lamp: { columns: { house: 'text', lamp: 'text', light: 'text', hungAt: 'text' }, key: ['house', 'lamp'] },
} as const
export const laterModel = {
  name: 'lamps',
  version: 2,
  tables: laterTables,
  after: {
    LampHung: ({ event: { lamp, house }, envelope }) => [
      { put: 'lamp', row: { lamp, house, light: 'off', hungAt: envelope.recordedAt } },
    ],
  },
} as const satisfies ReadModel<LampEvent, typeof laterTables>
export const laterLamps: Projection = projectionOf<LampEvent, typeof laterTables>(laterModel, {})

const general = { domain: 'general', about: [] } as const
export const hung = (lamp: string, house = 'house-1'): LampEvent => ({ ...general, type: 'LampHung', lamp, house })
export const switched = (lamp: string, times: number): LampEvent => ({ ...general, type: 'LampSwitched', lamp, times })
export const takenDown = (lamp: string): LampEvent => ({ ...general, type: 'LampTakenDown', lamp })
export const swept: LampEvent = { ...general, type: 'HouseSwept' }

/** Appends to one stream, whose revisions its writer knows. */
export function writerOf(store: EventStore, stream: string) {
  let next = 0
  return async (...events: readonly LampEvent[]): Promise<Position> => {
    const expected = next === 0 ? 'no-stream' : next - 1
    const commandId = randomUUID()
    const stored = events.map((event, place) =>
      toStored(
        event,
        { by: { kind: 'system', id: 'tests' }, activity: 'testing', legalBasis: 'none' },
        {
          municipality: '0363',
          stream,
          revision: next + place,
          sequence: next + place,
          recordedAt: '2026-03-02T09:00:00.000Z',
          commandId,
          correlationId: commandId,
          causationId: commandId,
        },
        {},
        {},
      ),
    )
    const { position } = await store.append(stream, expected, stored)
    next += events.length
    return position
  }
}

/** A lamp's life, event by event: hung, then switched; seldom taken down and hung again, since that hides what was lost before. */
export function* lifeOf(lamp: string, random: () => number): Generator<LampEvent, never, undefined> {
  for (let times = 0; ;) {
    yield hung(lamp, `house-${String(Math.floor(random() * 3))}`)
    do {
      times += 1
      yield random() < 0.1 ? swept : switched(lamp, times)
    } while (random() > 0.001)
    yield takenDown(lamp)
  }
}

/** Every row there is, in order, and how far they know. */
export const rowsOf = (readStore: ReadStore) =>
  readStore.read([lampsModel], async (rows) => ({
    lamps: await rows.selectFrom('lamp').selectAll().orderBy('lamp').execute(),
    switchings: await rows.selectFrom('switching').selectAll().orderBy('lamp').orderBy('time').execute(),
  }))

/** An answer once the rows are there in the form it needs. */
export async function onceReady<Answer>(
  ask: () => Promise<Answer>,
  untilMs = performance.now() + 10_000,
): Promise<Answer> {
  for (;;) {
    try {
      return await ask()
    } catch (fault) {
      if (!(fault instanceof RowsNotReady) || performance.now() > untilMs) throw fault
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}
