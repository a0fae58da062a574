/** An event store in the memory of this process, for tests and demonstrations: it forgets everything when the process ends. */
import { bytesClaimed, expectedOf, firstClaimed, judge } from '../claims.ts'
import { Doorbell, follow } from '../following.ts'
import { numberOf, positionOf } from '../positions.ts'
import {
  BYTES_AT_ONCE,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type EventStore,
  type Expected,
  type NewEvent,
  type Position,
  type Revision,
  type StoredEvent,
} from '../port.ts'
import { atMost, promised, thatFit } from '../reading.ts'

export const inMemoryEventStore = (): EventStore => new InMemoryEventStore()

class InMemoryEventStore implements EventStore {
  readonly #all: StoredEvent[] = []
  readonly #streams = new Map<string, StoredEvent[]>()
  readonly #doorbell = new Doorbell()
  #closed = false

  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    return promised(() => this.#append(stream, expected, events))
  }

  read(
    stream: string,
    from: Revision = 0,
    limit = Number.MAX_SAFE_INTEGER,
    bytesAtMost = Infinity,
  ): Promise<readonly StoredEvent[]> {
    return promised(() => {
      this.#checkOpen()
      const start = Math.max(from, 0)
      return thatFit((this.#streams.get(stream) ?? []).slice(start, start + atMost(limit)), bytesAtMost)
    })
  }

  readAll(from: Position | undefined, limit: number, bytesAtMost = Infinity): Promise<readonly StoredEvent[]> {
    return promised(() => this.#readFrom(from === undefined ? 1 : numberOf(from), limit, bytesAtMost))
  }

  subscribe(
    after: Position | undefined,
    options: Parameters<EventStore['subscribe']>[1],
  ): AsyncIterable<readonly StoredEvent[]> {
    const readAfter = (last: Position | undefined, limit: number): readonly StoredEvent[] =>
      this.#readFrom(last === undefined ? 1 : numberOf(last) + 1, limit, BYTES_AT_ONCE)
    return follow(readAfter, this.#doorbell, after, options)
  }

  head(): Promise<Position | undefined> {
    return promised(() => {
      this.#checkOpen()
      return this.#all.at(-1)?.position
    })
  }

  close(): Promise<void> {
    this.#closed = true
    this.#doorbell.ring()
    return Promise.resolve()
  }

  #append(stream: string, expected: Expected, events: readonly NewEvent[]): Appended {
    this.#checkOpen()
    const first = firstClaimed(expected)
    bytesClaimed(events)
    const written = this.#streams.get(stream) ?? []
    const sameIds = (): boolean => events.every(({ id }, index) => written[first + index]?.id === id)
    const verdict = judge(first, events.length, written.length, sameIds)

    switch (verdict) {
      case 'conflict':
        throw new RevisionConflict(stream, expected, expectedOf(written.length))
      case 'retry':
        break
      case 'write':
        for (const event of events) {
          const stored = storedEvent(event, stream, written.length, positionOf(this.#all.length + 1))
          written.push(stored)
          this.#all.push(stored)
        }
        this.#streams.set(stream, written)
        this.#doorbell.ring()
        break
    }
    const revision = first + events.length - 1
    const last = written[revision]
    if (last === undefined) throw new Error('an append left no event behind')
    const own = verdict === 'write' ? written.slice(first).map(({ position }) => position) : []
    return { revision, position: last.position, written: own }
  }

  #readFrom(number: number, limit: number, bytesAtMost: number): readonly StoredEvent[] {
    this.#checkOpen()
    const start = Math.max(number, 1) - 1
    return thatFit(this.#all.slice(start, start + atMost(limit)), bytesAtMost)
  }

  #checkOpen(): void {
    if (this.#closed) throw new StoreUnavailable('closed', 'the event store is closed')
  }
}

/** Field by field, so that the store keeps nothing else and no later change of the caller's object reaches it. */
function storedEvent(event: NewEvent, stream: string, revision: Revision, position: Position): StoredEvent {
  const { id, type, body, sealed } = event
  return { id, type, body, ...(sealed === undefined ? {} : { sealed }), stream, revision, position }
}
