import { describe, expect, it } from '@jest/globals'
import { inMemoryEventStore } from '../event-store/testing/in-memory.ts'
import { event } from '../event-store/testing/events.ts'
import type { EventStore } from '../event-store/port.ts'
import {
  APART_AT_MOST_MS,
  ClockCannotBeRight,
  ClockJumped,
  MachineClock,
  mustBeLaterThanEvents,
  SILENT_AT_MOST_MS,
  writtenInTime,
} from './machine-clock.ts'

const NOW = Date.parse('2026-11-30T12:00:00.000Z')

/** Whoever records it, at this distance from NOW. */
async function recorded(store: EventStore, ...fromNowMs: readonly number[]): Promise<void> {
  for (const ms of fromNowMs) {
    const stream = `plan-${crypto.randomUUID()}`
    const body = JSON.stringify({ recordedAt: new Date(NOW + ms).toISOString() })
    await store.append(stream, 'no-stream', [event(crypto.randomUUID(), body)])
  }
}

async function storeWith(...fromNowMs: readonly number[]): Promise<EventStore> {
  const store = inMemoryEventStore()
  await recorded(store, ...fromNowMs)
  return store
}

const at = (fromNowMs: number) => ({ wallMs: () => NOW + fromNowMs, monotonicMs: () => 0 })

describe('a start', () => {
  it.each<[string, readonly number[]]>([
    ['nothing has happened yet', []],
    ['the newest event is of now', [0]],
    ['it is of five minutes from now, by the clock of another machine', [APART_AT_MOST_MS]],
    ['it is of 400 days ago', [-SILENT_AT_MOST_MS]],
    ['the last that was written is of years ago, and another of yesterday', [-86_400_000, -3 * SILENT_AT_MOST_MS]],
    ['an event of long ago says that it is of years from now', [9 * SILENT_AT_MOST_MS, -1_000]],
  ])('goes on where %s', async (_, events) => {
    await mustBeLaterThanEvents(await storeWith(...events), at(0))
  })

  it.each<[string, number]>([
    ['more than five minutes before the newest event', APART_AT_MOST_MS + 1],
    ['more than 400 days after it', -SILENT_AT_MOST_MS - 1],
  ])('is refused where the clock is %s, with both times and what to do', async (_, fromNowMs) => {
    const refused = mustBeLaterThanEvents(await storeWith(fromNowMs), at(0))
    await expect(refused).rejects.toBeInstanceOf(ClockCannotBeRight)
    await expect(refused).rejects.toThrow(new Date(NOW).toISOString())
    await expect(refused).rejects.toThrow(new Date(NOW + fromNowMs).toISOString())
    await expect(refused).rejects.toThrow('SAMENSPEL_START_AT_ANY_TIME=yes')
  })

  it('says nothing of an event that cannot be read', async () => {
    const store = inMemoryEventStore()
    await store.append('plan-1', 'no-stream', [event(crypto.randomUUID(), 'damaged')])
    await mustBeLaterThanEvents(store, at(0))
  })
})

describe('a clock that runs', () => {
  async function running() {
    const store = await storeWith(-1_000)
    const time = { wall: NOW, monotonic: 500 }
    const said: (number | 'goes on')[] = []
    const clock = new MachineClock(store, (stopped) => said.push(stopped?.byMs ?? 'goes on'), {
      wallMs: () => time.wall,
      monotonicMs: () => time.monotonic,
    })
    const pass = (wallMs: number, monotonicMs = wallMs) => {
      time.wall += wallMs
      time.monotonic += monotonicMs
    }
    const written = writtenInTime(store, clock.mustBeSure)
    const write = () => recorded(written, time.wall - NOW)
    return { store, clock, pass, write, said }
  }

  it('is believed while it goes as the monotonic clock does, five minutes more or less, for years', async () => {
    const { clock, pass, write, said } = await running()
    await write()
    pass(APART_AT_MOST_MS, 0)
    await write()
    pass(-2 * APART_AT_MOST_MS, 0)
    await write()
    pass(5 * 365 * 86_400_000)
    await write()
    expect(clock.now()).toBe(new Date(NOW - APART_AT_MOST_MS + 5 * 365 * 86_400_000).toISOString())
    expect(said).toEqual([])
  })

  it.each([APART_AT_MOST_MS + 1, -APART_AT_MOST_MS - 1, 64 * SILENT_AT_MOST_MS])(
    'stops writes where it jumped by %d ms, says so once, and lets them go on where it is set back',
    async (jumpMs) => {
      const { store, pass, write, said } = await running()
      const before = await store.head()
      pass(jumpMs, 0)
      await expect(write()).rejects.toBeInstanceOf(ClockJumped)
      pass(2_000)
      await expect(write()).rejects.toMatchObject({ byMs: jumpMs })
      expect(await store.head()).toBe(before)
      pass(-jumpMs, 0)
      await write()
      await write()
      expect(said).toEqual([jumpMs, 'goes on'])
    },
  )

  it('lets a machine that slept go on once others have recorded what is of a moment ago by its clock, and believes that from then on', async () => {
    const { store, pass, write, said } = await running()
    const asleepMs = 8 * 3_600_000
    pass(asleepMs, 0)
    await expect(write()).rejects.toBeInstanceOf(ClockJumped)
    pass(2_000)
    // By a machine whose clock is behind by a quarter of an hour, and by one that is ahead.
    await recorded(store, asleepMs - 900_000)
    await expect(write()).rejects.toBeInstanceOf(ClockJumped)
    pass(2_000)
    await recorded(store, asleepMs + 60_000)
    await expect(write()).rejects.toBeInstanceOf(ClockJumped)
    pass(2_000)
    await recorded(store, asleepMs)
    await write()
    pass(86_400_000)
    await write()
    expect(said).toEqual([asleepMs, 'goes on'])
  })

  it('looks at the store once a second at most while it is stopped, however many wish to write', async () => {
    const { store, pass, write } = await running()
    pass(2 * APART_AT_MOST_MS, 0)
    await expect(write()).rejects.toBeInstanceOf(ClockJumped)
    await recorded(store, 2 * APART_AT_MOST_MS)
    await expect(write()).rejects.toBeInstanceOf(ClockJumped)
    pass(1_000)
    await write()
  })
})
