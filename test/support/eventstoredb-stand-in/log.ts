/**
 * What the stand-in remembers: one log of events, in memory, appended to by the rules of EventStoreDB's own writer
 * (`IndexWriter.CheckCommit` of its public source), for concrete expected revisions only. Nothing outlives the process.
 */

export interface Proposed {
  readonly id: string
  readonly type: string
  readonly contentType: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

export interface Logged extends Proposed {
  readonly stream: string
  readonly revision: number
  /** Where the record begins in the log, in bytes: positions have gaps, as those of a server have. */
  readonly position: number
  readonly createdAtMs: number
}

export type ExpectedRevision = 'no-stream' | number

export type Verdict =
  | { readonly is: 'written' | 'retry'; readonly last: Logged }
  | { readonly is: 'conflict'; readonly current: number | undefined }

/** What a record costs in the log beside its contents. */
const RECORD_BYTES = 120

export class StandInLog {
  readonly #all: Logged[] = []
  readonly #streams = new Map<string, Logged[]>()
  readonly #listeners = new Set<() => void>()
  #end = 0

  constructor() {
    // A server's log never begins with its user's first event.
    this.append('$users', 'no-stream', [systemEvent('$UserCreated')])
    this.append('$settings', 'no-stream', [systemEvent('$settings')])
  }

  get all(): readonly Logged[] {
    return this.#all
  }

  stream(name: string): readonly Logged[] | undefined {
    return this.#streams.get(name)
  }

  /** Calls back after each append, until the function it gives back is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  append(name: string, expected: ExpectedRevision, proposed: readonly Proposed[]): Verdict {
    const written = this.#streams.get(name) ?? []
    const current = written.length - 1
    const behind = expected === 'no-stream' ? -1 : expected
    const conflict: Verdict = { is: 'conflict', current: current < 0 ? undefined : current }
    if (behind > current || proposed.length === 0) return conflict
    if (behind < current) {
      // Idempotent only if each id stands at exactly the revision it claims; a part of them is a conflict like any other.
      const last = written[behind + proposed.length]
      const same = proposed.every(({ id }, index) => written[behind + 1 + index]?.id === id)
      return same && last !== undefined ? { is: 'retry', last } : conflict
    }
    for (const event of proposed) {
      const logged = {
        ...event,
        stream: name,
        revision: written.length,
        position: this.#end,
        createdAtMs: Date.now(),
      }
      this.#end += RECORD_BYTES + name.length + sizeOnDisk(event)
      written.push(logged)
      this.#all.push(logged)
    }
    this.#streams.set(name, written)
    for (const listener of this.#listeners) listener()
    const last = written.at(-1)
    if (last === undefined) throw new Error('an append left nothing behind')
    return { is: 'written', last }
  }

  /** The place in `all` of the first event at or behind this position. */
  placeOf(position: number): number {
    let low = 0
    let high = this.#all.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#all[middle]?.position ?? 0) < position) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** What a server counts an event as when it judges an append's size (`Event.SizeOnDisk` of its public source). */
export const sizeOnDisk = ({ type, data, metadata }: Proposed): number =>
  data.length + metadata.length + 2 * type.length

const systemEvent = (type: string): Proposed => ({
  id: crypto.randomUUID(),
  type,
  contentType: 'application/json',
  data: new TextEncoder().encode('{}'),
  metadata: new Uint8Array(),
})
