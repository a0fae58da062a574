/** Streams folded to their head, kept between requests. What is kept is never trusted: each use first reads what came after it. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Decider } from '../deciding/decider.ts'
import type { Domain } from '../deciding/domains.ts'
import { inOneFold, withOneMore } from '../deciding/growing.ts'
import { NOTHING_WRITTEN, usageAfter, type Usage } from '../deciding/shares.ts'
import type { Upcasters } from '../deciding/upcasters.ts'
import { BYTES_AT_ONCE, type EventStore, type Position, type Revision, type StoredEvent } from './port.ts'
import { maybeMore } from './reading.ts'
import { changedNothing, deedOf, EventUnreadable, fromStored, type Recorded, type Typed } from './recorded.ts'

/** A command that the stream has seen: the revisions of the events it wrote. */
export interface SeenCommand {
  readonly from: Revision
  readonly to: Revision
}

export interface Fold<State> {
  readonly state: State
  /** Revision of the last event folded; -1 where the stream has none. */
  readonly revision: Revision
  readonly position: Position | undefined
  readonly recordedAt: string | undefined
  readonly sequences: Readonly<Partial<Record<Domain, number>>>
  readonly commands: ReadonlyMap<string, SeenCommand>
  /** Who has written how much. */
  readonly usage: Usage
  /** The size of the stream, envelopes and sealed values. */
  readonly bytes: number
}

export interface Folding<State, Event extends Typed> {
  /** A fresh state: of a stream without events. */
  readonly initial: () => State
  readonly step: (state: State, recorded: Recorded<Event>) => State
  readonly upcasters: Upcasters<Event['type']>
  /** About how many bytes of memory its last event takes in a state; as one item of a plan does, where it does not say. */
  readonly weigh?: (state: State, last: Recorded<Event>) => number
}

/** The fold that a decider's rules read. */
export const foldingOf = <Command, State, Event extends Typed>(
  { initial, evolve }: Decider<Command, State, Event>,
  upcasters: Upcasters<Event['type']>,
): Folding<State, Event> => ({
  initial: () => initial,
  step: (state, { event, envelope }) => evolve(state, event, deedOf(envelope)),
  upcasters,
})

/** Of events that are at hand already. */
export const foldedFrom = <State, Event extends Typed>(
  { initial, step }: Folding<State, Event>,
  events: readonly Recorded<Event>[],
): State => inOneFold(() => events.reduce(step, initial()))

export type History<Event> = readonly Recorded<Event>[]

/**
 * The events themselves, in order: what history, replay and every reader's own fold begin with. Of a stream that has much sealed, the
 * ciphertexts behind the first half megabyte are left in the store, to be read when they are wanted, but for those to be always at hand.
 */
export function historyOf<Event extends Typed>(
  upcasters: Upcasters<Event['type']>,
  isAlwaysAtHand: (recorded: Recorded<Event>) => boolean = () => false,
): Folding<History<Event>, Event> {
  const sealedIn = new WeakMap<History<Event>, number>()
  return {
    initial: () => [],
    step(events, recorded) {
      const { sealed, ...without } = recorded
      const already = sealedIn.get(events) ?? 0
      const all = already + (sealed?.length ?? 0)
      const leaves = sealed !== undefined && all > SEALED_IN_MEMORY && !isAlwaysAtHand(recorded)
      const more = withOneMore<Recorded<Event>>(events, leaves ? { ...without, leftSealed: true } : recorded)
      sealedIn.set(more, leaves ? already : all)
      return more
    },
    upcasters,
    weigh(events, { bytes, sealed = '' }) {
      const body = bytes - sealed.length
      return DECODED_BYTE * body + (events.at(-1)?.sealed?.length ?? 0)
    },
  }
}

const READ_AT_ONCE = 1_000
const MIB = 1024 * 1024
const SEALED_IN_MEMORY = MIB / 2
/** Measured on plans of 20,000 events: what a command and an item leave in a state, and what a byte of an envelope becomes. */
const COMMAND_IN_MEMORY = 256
const ITEM_IN_MEMORY = 512
const DECODED_BYTE = 2

interface Kept<State> extends Fold<State> {
  readonly commands: Map<string, SeenCommand>
  readonly weight: number
}

export interface Keeping<Event extends Typed> {
  /** About how many bytes of memory may be kept over all streams; the streams not used for longest go first, and one that is larger at once. */
  readonly maxBytes?: number
  /** Folds of the same streams that take in the same writes. */
  readonly alongside?: Pick<Folds<unknown, Event>, 'add'>
}

export class Folds<State, Event extends Typed> {
  readonly store: EventStore
  readonly folding: Folding<State, Event>
  readonly #maxBytes: number
  readonly #alongside: Pick<Folds<unknown, Event>, 'add'> | undefined
  readonly #kept = new Map<string, Kept<State>>()
  #weight = 0
  /** Of the store, when what is kept was read. */
  #era = 0

  constructor(
    store: EventStore,
    folding: Folding<State, Event>,
    { maxBytes = 32 * MIB, alongside }: Keeping<Event> = {},
  ) {
    this.store = store
    this.folding = folding
    this.#maxBytes = maxBytes
    this.#alongside = alongside
  }

  /** The stream as it is now, read to its head in this call. @throws EventUnreadable */
  async at(stream: string): Promise<Fold<State>> {
    let era = this.eraNow()
    for (let own = this.#empty(); ;) {
      const before = this.#later(stream, own)
      const events = await this.store.read(stream, before.revision + 1, READ_AT_ONCE, BYTES_AT_ONCE)
      if (era !== this.eraNow()) {
        era = this.eraNow()
        own = this.#empty()
        continue
      }
      // Another request may have folded the same events while this one was reading.
      const latest = this.#later(stream, before)
      own = latest
      try {
        inOneFold(() => {
          for (const stored of events) own = this.#withNext(own, stored)
        })
      } finally {
        // Also where one cannot be read: what stands before it is not read again by everybody who asks.
        this.#keep(stream, own)
      }
      if (!maybeMore(events, READ_AT_ONCE, BYTES_AT_ONCE)) return own
      // A store in this process answers at once: who asked for less would wait for all of this.
      await nextTurn()
    }
  }

  /** Which history of the store is folded: where it was put back from a backup, what was kept of the one before is dropped. */
  eraNow(): number {
    const era = this.store.era?.() ?? 0
    if (era !== this.#era) {
      this.#kept.clear()
      this.#weight = 0
      this.#era = era
    }
    return era
  }

  /** Takes in what was just written behind `revision`, so that nobody reads it back; not where others were first, or nothing is kept. */
  add(stream: string, revision: Revision, written: readonly Recorded<Event>[]): void {
    this.#alongside?.add(stream, revision, written)
    const fold = revision < 0 ? this.#empty() : this.#kept.get(stream)
    if (fold?.revision !== revision || (revision < 0 && this.#kept.has(stream))) return
    this.#keep(
      stream,
      inOneFold(() => written.reduce((now, recorded) => this.#folded(now, recorded), fold)),
    )
  }

  /** What is kept of a stream, where that is further than what one request has made of it. */
  #later(stream: string, own: Kept<State>): Kept<State> {
    const kept = this.#kept.get(stream)
    return kept === undefined || kept.revision < own.revision ? own : kept
  }

  #empty(): Kept<State> {
    return {
      state: this.folding.initial(),
      revision: -1,
      position: undefined,
      recordedAt: undefined,
      sequences: {},
      commands: new Map(),
      usage: NOTHING_WRITTEN,
      bytes: 0,
      weight: 0,
    }
  }

  #withNext(now: Kept<State>, stored: StoredEvent): Kept<State> {
    if (stored.revision <= now.revision) return now
    // Where one is missing, what comes behind it says nothing.
    if (stored.revision !== now.revision + 1) throw new EventUnreadable(stored, 'damaged')
    const recorded = fromStored<Event>(stored, this.folding.upcasters)
    let next: Kept<State>
    try {
      next = this.#folded(now, recorded)
    } catch (fault) {
      throw new EventUnreadable(stored, 'damaged', fault)
    }
    // Of a type that this version does not know.
    if (next.state === undefined) throw new EventUnreadable(stored, 'newer-version')
    return next
  }

  #folded(now: Kept<State>, recorded: Recorded<Event>): Kept<State> {
    const { envelope, position, bytes } = recorded
    const { commandId, revision, domain, sequence, recordedAt, actor } = envelope
    const state = changedNothing(recorded) ? now.state : this.folding.step(now.state, recorded)
    now.commands.set(commandId, { from: now.commands.get(commandId)?.from ?? revision, to: revision })
    return {
      state,
      revision,
      position,
      recordedAt,
      sequences: { ...now.sequences, [domain]: sequence },
      commands: now.commands,
      usage: usageAfter(now.usage, actor, recordedAt, bytes),
      bytes: now.bytes + bytes,
      weight: now.weight + COMMAND_IN_MEMORY + (this.folding.weigh?.(state, recorded) ?? ITEM_IN_MEMORY),
    }
  }

  #keep(stream: string, fold: Kept<State>): void {
    if (fold.revision < 0) return
    this.#forget(stream)
    if (fold.weight > this.#maxBytes) return
    this.#kept.set(stream, fold)
    this.#weight += fold.weight
    for (const oldest of this.#kept.keys()) {
      if (this.#weight <= this.#maxBytes) return
      this.#forget(oldest)
    }
  }

  #forget(stream: string): void {
    this.#weight -= this.#kept.get(stream)?.weight ?? 0
    this.#kept.delete(stream)
  }
}
