/** A program: an event store in a process of its own, driven by messages. Its other side is other-process.ts. */
import { randomUUID } from 'node:crypto'
import { RevisionConflict, StoreUnavailable, type EventStore, type Expected, type NewEvent } from '../port.ts'
import { openSqliteEventStore } from '../sqlite.ts'
import { idAt } from './events.ts'

export type Request =
  | {
      readonly do: 'append'
      readonly stream: string
      readonly expected: Expected
      readonly events: readonly NewEvent[]
    }
  /** So many writers append to one stream until it is `length` long; answers what each of them won. */
  | { readonly do: 'contend'; readonly stream: string; readonly writers: number; readonly length: number }
  /** So many writers append two events at a time, each to a stream of its own, until the process is killed; each append is told. */
  | { readonly do: 'load'; readonly run: string; readonly writers: number; readonly bytes?: number }
  | { readonly do: 'lose-the-writing-thread' }

/** An append that was acknowledged. */
export interface Win {
  /** Where it was to stand: right behind the revision it expected. */
  readonly due: number
  readonly revision: number
  readonly id: string
}

export type Answer =
  | { readonly is: 'opened' }
  | { readonly is: 'unavailable'; readonly reason: string; readonly message: string }
  | { readonly is: 'appended'; readonly revision: number; readonly position: string; readonly at: number }
  | { readonly is: 'conflict'; readonly actual: Expected }
  | { readonly is: 'won'; readonly wins: readonly Win[] }
  | { readonly is: 'done' }

export type Told =
  { readonly call: number; readonly answer: Answer } | { readonly acknowledged: string; readonly revision: number }

const tell = (told: Told): void => {
  process.send?.(told)
}

async function append(store: EventStore, request: Extract<Request, { do: 'append' }>): Promise<Answer> {
  const { stream, expected, events } = request
  const { revision, position } = await store.append(stream, expected, events)
  return { is: 'appended', revision, position, at: performance.timeOrigin + performance.now() }
}

async function contend(
  store: EventStore,
  { stream, writers, length }: Extract<Request, { do: 'contend' }>,
): Promise<Answer> {
  const wins: Win[] = []
  const writer = async (): Promise<void> => {
    let expected: Expected = 'no-stream'
    while (expected === 'no-stream' || expected < length - 1) {
      const id = randomUUID()
      try {
        const { revision }: { revision: number } = await store.append(stream, expected, [
          { id, type: 'Won', body: '{}' },
        ])
        wins.push({ due: expected === 'no-stream' ? 0 : expected + 1, revision, id })
        expected = revision
      } catch (fault) {
        if (!(fault instanceof RevisionConflict)) throw fault
        expected = fault.actual
      }
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
  return { is: 'won', wins }
}

async function load(store: EventStore, { run, writers, bytes = 2 }: Extract<Request, { do: 'load' }>): Promise<Answer> {
  const body = `{${' '.repeat(bytes - 2)}}`
  const writer = async (_: unknown, index: number): Promise<void> => {
    const stream = `${run}-${String(index)}`
    for (let expected: Expected = 'no-stream', next = 0; ; next += 2) {
      const events = [next, next + 1].map((revision) => ({ id: idAt(stream, revision), type: 'Loaded', body }))
      const { revision }: { revision: number } = await store.append(stream, expected, events)
      tell({ acknowledged: stream, revision })
      expected = revision
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
  return { is: 'done' }
}

async function answerTo(store: EventStore, request: Request): Promise<Answer> {
  switch (request.do) {
    case 'append':
      return append(store, request)
    case 'contend':
      return contend(store, request)
    case 'load':
      return load(store, request)
    case 'lose-the-writing-thread':
      await endWritingThread()
      return { is: 'done' }
  }
}

function toldOf(fault: unknown): Answer {
  if (fault instanceof RevisionConflict) return { is: 'conflict', actual: fault.actual }
  if (fault instanceof StoreUnavailable) return { is: 'unavailable', reason: fault.reason, message: fault.message }
  throw fault
}

let endWritingThread = (): Promise<unknown> => Promise.resolve()
process.on('worker', (worker) => {
  endWritingThread = () => worker.terminate()
})

/** A file of SQLite's, or a connection string of EventStoreDB's. */
const [place] = process.argv.slice(2)
if (place === undefined) throw new Error('which store?')

async function open(place: string): Promise<EventStore> {
  if (!place.startsWith('esdb:')) return openSqliteEventStore({ file: place, lockTimeoutMs: 20_000 })
  // Only here: loading the client would slow down every process that does without it.
  const { openEventStoreDb } = await import('../eventstoredb.ts')
  const { openSqliteSealedValues } = await import('../sqlite-sealed-values.ts')
  return openEventStoreDb({
    connection: place,
    sealedValues: openSqliteSealedValues(':memory:'),
    patienceMs: 30_000,
  })
}

function endBadly(fault: unknown): never {
  process.stderr.write(`${String(fault)}\n`)
  process.exit(1)
}

try {
  const store = await open(place)
  process.on('message', ({ call, request }: { readonly call: number; readonly request: Request }) => {
    answerTo(store, request)
      .catch(toldOf)
      .then((answer) => {
        tell({ call, answer })
      }, endBadly)
  })
  process.on('disconnect', () => {
    store.close().catch(endBadly)
  })
  tell({ call: 0, answer: { is: 'opened' } })
} catch (fault) {
  tell({ call: 0, answer: toldOf(fault) })
}
