/**
 * What the stand-in remembers: one log of events, in memory, appended to by the rules of EventStoreDB's own writer
 * (`IndexWriter.CheckCommit` of its public source), for concrete expected revisions only, and shown to who reads a stream as far as the stream's
 * metadata let it, as measured on 23.10.6. Nothing is scavenged, and nothing outlives the process.
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
  readonly revision: bigint
  /** Where the record begins in the log, in bytes: positions have gaps, as those of a server have. */
  readonly position: number
  readonly createdAtMs: number
}

export type ExpectedRevision = 'no-stream' | number

export type Verdict =
  /** `told` is the revision that is answered: behind what was expected, also where a stream that was deleted softly goes on elsewhere. */
  | { readonly is: 'written' | 'retry'; readonly last: Logged; readonly told: number }
  | { readonly is: 'conflict'; readonly current: number | undefined }
  | { readonly is: 'deleted' }

/** What the metadata of a stream say of who may read it, and how much of it. */
export interface StreamMetadata {
  readonly $tb?: number
  readonly $maxCount?: number
  /** Seconds. */
  readonly $maxAge?: number
  readonly $acl?: Readonly<Record<string, string | readonly string[]>>
}

/** What a record costs in the log beside its contents. */
const RECORD_BYTES = 120

/** The revision of a tombstone, and what `$tb` says of a stream that was deleted softly. */
export const DELETED = 2n ** 63n - 1n

export class StandInLog {
  readonly #all: Logged[] = []
  readonly #streams = new Map<string, Logged[]>()
  readonly #tombstoned = new Set<string>()
  readonly #listeners = new Set<() => void>()
  #end = 0

  /** @param from records of another log, the first of them, as a backup holds them */
  constructor(from: readonly Logged[] = []) {
    for (const logged of from) {
      this.#keep(logged)
      const written = this.#streams.get(logged.stream) ?? []
      if (logged.revision === DELETED) this.#tombstoned.add(logged.stream)
      else written.push(logged)
      if (written.length > 0) this.#streams.set(logged.stream, written)
    }
    if (from.length > 0) return
    // A server's log never begins with its user's first event.
    this.append('$users', 'no-stream', [asJson('$UserCreated', '{}')])
    this.append('$settings', 'no-stream', [asJson('$settings', '{}')])
  }

  /** A log as it was when it had so many events, as a backup keeps it: goes on by itself, at the same positions. */
  asItWas(count: number): StandInLog {
    const log = new StandInLog()
    log.#all.length = 0
    log.#streams.clear()
    for (const event of this.#all.slice(0, count)) {
      log.#all.push(event)
      if (event.revision === DELETED) log.#tombstoned.add(event.stream)
      else log.#streams.set(event.stream, [...(log.#streams.get(event.stream) ?? []), event])
    }
    log.#end = this.#all[count]?.position ?? this.#end
    return log
  }

  get all(): readonly Logged[] {
    return this.#all
  }

  /** All that was ever written there. */
  stream(name: string): readonly Logged[] | undefined {
    return this.#streams.get(name)
  }

  /** What who reads the stream is shown. */
  shown(name: string): readonly Logged[] | 'not-found' | 'deleted' {
    if (this.#tombstoned.has(name)) return 'deleted'
    const written = this.#streams.get(name)
    const { $tb = 0, $maxCount = Infinity, $maxAge = Infinity } = this.metadata(name)
    if (written === undefined || $tb >= Number(DELETED)) return 'not-found'
    const since = Date.now() - $maxAge * 1000
    return written.filter(
      ({ createdAtMs }, revision) => revision >= $tb && revision >= written.length - $maxCount && createdAtMs >= since,
    )
  }

  metadata(name: string): StreamMetadata {
    const last = this.#streams.get(`$$${name}`)?.at(-1)
    return last === undefined ? {} : (JSON.parse(Buffer.from(last.data).toString()) as StreamMetadata)
  }

  setMetadata(name: string, metadata: StreamMetadata): void {
    this.#write(`$$${name}`, [asJson('$metadata', JSON.stringify(metadata))])
  }

  /** The lists that hold where a stream has none of its own. */
  setSettings(settings: Readonly<Record<string, unknown>>): void {
    this.#write('$settings', [asJson('update-default-acl', JSON.stringify(settings))])
  }

  /** Deletes a stream softly: nobody is shown it any more, and it goes on behind where it was. */
  deleteSoftly(name: string): void {
    this.setMetadata(name, { ...this.metadata(name), $tb: Number(DELETED) })
  }

  /** Deletes a stream for ever. */
  tombstone(name: string): void {
    this.#tombstoned.add(name)
    const nothing = new Uint8Array()
    const tombstone = { id: crypto.randomUUID(), type: '$streamDeleted', contentType: 'application/octet-stream' }
    this.#record(name, { ...tombstone, data: nothing, metadata: nothing }, DELETED)
    this.#told()
  }

  /** Calls back after each append, until the function it gives back is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  append(name: string, expected: ExpectedRevision, proposed: readonly Proposed[]): Verdict {
    if (this.#tombstoned.has(name)) return { is: 'deleted' }
    const written = this.#streams.get(name) ?? []
    const current = written.length - 1
    const behind = expected === 'no-stream' ? -1 : expected
    const told = behind + proposed.length
    const isDeletedSoftly = this.shown(name) === 'not-found' && written.length > 0
    const conflict: Verdict = { is: 'conflict', current: current < 0 ? undefined : current }
    if (behind > current || proposed.length === 0) return conflict
    if (behind < current && !(isDeletedSoftly && expected === 'no-stream')) {
      // Idempotent only if each id stands at exactly the revision it claims; a part of them is a conflict like any other.
      const last = written[told]
      const same = proposed.every(({ id }, index) => written[behind + 1 + index]?.id === id)
      return same && last !== undefined ? { is: 'retry', last, told } : conflict
    }
    if (isDeletedSoftly) this.setMetadata(name, { ...this.metadata(name), $tb: current + 1 })
    return { is: 'written', last: this.#write(name, proposed), told }
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

  #write(name: string, proposed: readonly Proposed[]): Logged {
    const written = this.#streams.get(name) ?? []
    for (const event of proposed) written.push(this.#record(name, event, BigInt(written.length)))
    this.#streams.set(name, written)
    this.#told()
    const last = written.at(-1)
    if (last === undefined) throw new Error('an append left nothing behind')
    return last
  }

  #record(stream: string, event: Proposed, revision: bigint): Logged {
    const logged = { ...event, stream, revision, position: this.#end, createdAtMs: Date.now() }
    this.#keep(logged)
    return logged
  }

  #keep(logged: Logged): void {
    this.#end = logged.position + RECORD_BYTES + logged.stream.length + sizeOnDisk(logged)
    this.#all.push(logged)
  }

  #told(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** What a server counts an event as when it judges an append's size (`Event.SizeOnDisk` of its public source). */
export const sizeOnDisk = ({ type, data, metadata }: Proposed): number =>
  data.length + metadata.length + 2 * type.length

const asJson = (type: string, json: string): Proposed => ({
  id: crypto.randomUUID(),
  type,
  contentType: 'application/json',
  data: new TextEncoder().encode(json),
  metadata: new Uint8Array(),
})
