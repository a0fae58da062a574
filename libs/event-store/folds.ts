/** Streams folded to their head, kept between requests. What is kept is not trusted: each use first reads what came after it, or is what an append is held against. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Decider } from '../deciding/decider.ts'
import type { Domain } from '../deciding/domains.ts'
import { inOneFold, withOneMore } from '../deciding/growing.ts'
import { NOTHING_WRITTEN, usageAfter, type Usage } from '../deciding/shares.ts'
import type { Upcasters } from '../deciding/upcasters.ts'
import { KeptFolds } from './kept-folds.ts'
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
  /** Folds of the same streams that take in the same events. */
  readonly alongside?: readonly Pick<Folds<unknown, Event>, 'add'>[]
  /** Whether what others read of a stream from its beginning begins a fold here: not where few of those who read it need this one. */
  readonly isBegunAlongside?: boolean
}

export class Folds<State, Event extends Typed> {
  readonly store: EventStore
  readonly folding: Folding<State, Event>
  readonly #alongside: readonly Pick<Folds<unknown, Event>, 'add'>[]
  readonly #isBegunAlongside: boolean
  #kept: KeptFolds<Kept<State>>
  /** Up to where a stream is known without being read. */
  #known: { readonly stream: string; readonly revision: Revision } | undefined

  constructor(
    store: EventStore,
    folding: Folding<State, Event>,
    { maxBytes = 32 * MIB, alongside = [], isBegunAlongside = true }: Keeping<Event> = {},
  ) {
    this.store = store
    this.folding = folding
    this.#alongside = alongside
    this.#isBegunAlongside = isBegunAlongside
    this.#kept = new KeptFolds(maxBytes)
  }

  /**
   * The same folds, for one who read a stream up to a revision just now, or holds an append against that: what is at hand of it from there on is
   * enough for them, and is not read on.
   */
  knowing(stream: string, revision: Revision): Folds<State, Event> {
    const theirs = new Folds(this.store, this.folding, { alongside: this.#alongside })
    theirs.#kept = this.#kept
    theirs.#known = { stream, revision }
    return theirs
  }

  /** What is kept of a stream, which others may have written to since. Nobody is refused or answered by it before it was read to its head. */
  atHand(stream: string): Fold<State> | undefined {
    this.eraNow()
    this.#kept.use(stream)
    return this.#kept.get(stream)
  }

  /** The stream as it is now, read to its head in this call. @throws EventUnreadable */
  async at(stream: string): Promise<Fold<State>> {
    const known = this.#enough(stream)
    if (known !== undefined) return known
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
      const taken: Recorded<Event>[] = []
      try {
        inOneFold(() => {
          for (const stored of events) own = this.#withNext(own, stored, taken)
        })
      } finally {
        // Also where one cannot be read: what stands before it is not read again by everybody who asks.
        this.#kept.keep(stream, own)
        this.#handOn(stream, latest.revision, taken)
      }
      if (!maybeMore(events, READ_AT_ONCE, BYTES_AT_ONCE)) return own
      // A store in this process answers at once: who asked for less would wait for all of this.
      await nextTurn()
    }
  }

  /** Which history of the store is folded: where it was put back from a backup, what was kept of the one before is dropped. */
  eraNow(): number {
    const era = this.store.era?.() ?? 0
    this.#kept.onlyOf(era)
    return era
  }

  /** Takes in what stands behind `revision`, so that nobody reads it again; not where it is not known up to there, or nothing is kept. */
  add(stream: string, revision: Revision, recorded: readonly Recorded<Event>[]): void {
    for (const folds of this.#alongside) folds.add(stream, revision, recorded)
    const kept = this.#kept.get(stream)
    const fold = kept ?? (revision < 0 && this.#isBegunAlongside ? this.#empty() : undefined)
    if (fold === undefined || fold.revision < revision) return
    const more = recorded.filter(({ envelope }) => envelope.revision > fold.revision)
    if (more.length === 0) return
    this.#kept.keep(
      stream,
      inOneFold(() => more.reduce((now, one) => this.#folded(now, one), fold)),
    )
  }

  /** To the folds alongside. Who reads there what cannot be folded meets that, and nobody here. */
  #handOn(stream: string, revision: Revision, taken: readonly Recorded<Event>[]): void {
    if (taken.length === 0) return
    for (const folds of this.#alongside)
      try {
        folds.add(stream, revision, taken)
      } catch {
        continue
      }
  }

  #enough(stream: string): Fold<State> | undefined {
    if (this.#known?.stream !== stream) return undefined
    const { revision } = this.#known
    const kept = this.atHand(stream) ?? (revision < 0 ? this.#empty() : undefined)
    return kept === undefined || kept.revision < revision ? undefined : kept
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

  /** @param taken gets what was folded */
  #withNext(now: Kept<State>, stored: StoredEvent, taken: Recorded<Event>[]): Kept<State> {
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
    taken.push(recorded)
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
}
