/** A store of very many events, replayed in global order as an auditor does. Setting: `events`. Tasks: `replay` and `parse` (the next part, and `JSON.parse` of the same text), `whole` (all of it, once). */
import { randomUUID } from 'node:crypto'
import type { EventStore, Position } from '../../../libs/event-store/port.ts'
import { fromStored } from '../../../libs/event-store/recorded.ts'
import { openSqliteEventStore } from '../../../libs/event-store/sqlite.ts'
import type { MakeContender, Worked } from '../contender.ts'
import { ownDirectory } from '../work/directories.ts'
import { Appends } from '../work/same-bytes.ts'
import { EVERY_FORM } from '../../../libs/installation/projections.ts'

const PAGE = 1_000
const PART = 20_000
const APPEND_EVENTS = 100
const APPENDS_AT_ONCE = 32

export const contender: MakeContender = async ({ events }) => {
  const directory = ownDirectory()
  const store = await openSqliteEventStore({ file: directory.file('events.db') })
  await fill(store, Number(events))
  let at: Position | undefined
  let text: readonly string[] = []

  /** Reads on from where the last part ended, and begins again at the end. */
  async function replay(): Promise<Worked> {
    const read: string[] = []
    const began = performance.now()
    while (read.length < PART) {
      const page = await store.readAll(at, PAGE + 1)
      // A read takes in the position it begins at, which the last page ended with.
      for (const stored of page.slice(at === undefined ? 0 : 1)) {
        fromStored(stored, EVERY_FORM)
        read.push(stored.body)
      }
      at = page.length <= PAGE ? undefined : page.at(-1)?.position
    }
    text = read
    return { units: read.length, ms: performance.now() - began }
  }

  function parse(): Worked {
    const began = performance.now()
    for (const body of text) JSON.parse(body)
    return { units: text.length, ms: performance.now() - began }
  }

  /** Every event once, nothing kept; the most memory that was resident meanwhile. */
  async function whole(): Promise<Worked> {
    const began = performance.now()
    text = []
    let [units, residentBytes] = [0, 0]
    let from: Position | undefined
    for (;;) {
      const page = await store.readAll(from, PAGE + 1)
      const fresh = page.slice(from === undefined ? 0 : 1)
      for (const stored of fresh) fromStored(stored, EVERY_FORM)
      units += fresh.length
      residentBytes = Math.max(residentBytes, process.memoryUsage.rss())
      if (page.length <= PAGE) return { units, ms: performance.now() - began, residentBytes }
      from = page.at(-1)?.position
    }
  }

  return {
    work: (task) => (task === 'parse' ? Promise.resolve(parse()) : task === 'whole' ? whole() : replay()),
    close: async () => {
      await store.close()
      directory.remove()
    },
  }
}

async function fill(store: EventStore, events: number): Promise<void> {
  const appends = new Appends(1_000)
  let left = Math.ceil(events / APPEND_EVENTS)
  const write = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      const stream = `plan-${randomUUID()}`
      const batch = Array.from({ length: APPEND_EVENTS / 2 }, (_, place) => appends.nextFor(stream, 2 * place)).flat()
      await store.append(stream, 'no-stream', batch)
    }
  }
  await Promise.all(Array.from({ length: APPENDS_AT_ONCE }, write))
}
