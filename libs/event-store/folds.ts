/** Streams folded to their head, kept between requests. What is kept is never trusted: each use first reads what came after it. */
import type { Decider } from '../deciding/decider.ts'
import type { Domain } from '../deciding/domains.ts'
import type { Upcasters } from '../deciding/upcasters.ts'
import type { EventStore, Position, Revision } from './port.ts'
import { changedNothing, deedOf, fromStored, type Recorded, type Typed } from './recorded.ts'

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
}

export interface Folding<State, Event extends Typed> {
  /** A fresh state: of a stream without events. */
  readonly initial: () => State
  readonly step: (state: State, recorded: Recorded<Event>) => State
  readonly upcasters: Upcasters<Event['type']>
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

/** The events themselves, in order: what history, replay and every reader's own fold begin with. */
export const historyOf = <Event extends Typed>(
  upcasters: Upcasters<Event['type']>,
): Folding<Recorded<Event>[], Event> => ({
  initial: () => [],
  step: (events, recorded) => {
    events.push(recorded)
    return events
  },
  upcasters,
})

const READ_AT_ONCE = 1_000

interface Kept<State> extends Fold<State> {
  readonly commands: Map<string, SeenCommand>
}

export interface Keeping<Event extends Typed> {
  /** How many folded events may be kept over all streams; the streams not used for longest go first. */
  readonly maxEvents?: number
  /** Folds of the same streams that take in the same writes. */
  readonly alongside?: Pick<Folds<unknown, Event>, 'add'>
}

export class Folds<State, Event extends Typed> {
  readonly store: EventStore
  readonly folding: Folding<State, Event>
  readonly #maxEvents: number
  readonly #alongside: Pick<Folds<unknown, Event>, 'add'> | undefined
  readonly #kept = new Map<string, Kept<State>>()
  #events = 0

  constructor(
    store: EventStore,
    folding: Folding<State, Event>,
    { maxEvents = 200_000, alongside }: Keeping<Event> = {},
  ) {
    this.store = store
    this.folding = folding
    this.#maxEvents = maxEvents
    this.#alongside = alongside
  }

  /** The stream as it is now, read to its head in this call. */
  async at(stream: string): Promise<Fold<State>> {
    for (;;) {
      const before = this.#kept.get(stream) ?? this.#empty()
      const events = await this.store.read(stream, before.revision + 1, READ_AT_ONCE)
      // Another request may have folded the same events while this one was reading.
      const latest = this.#kept.get(stream) ?? before
      const now = events.reduce(
        (fold, stored) =>
          stored.revision === fold.revision + 1 ? this.#folded(fold, fromStored(stored, this.folding.upcasters)) : fold,
        latest,
      )
      this.#keep(stream, now)
      if (events.length < READ_AT_ONCE) return now
    }
  }

  /** Takes in what was just written behind `revision`, so that nobody reads it back; not where others were first, or nothing is kept. */
  add(stream: string, revision: Revision, written: readonly Recorded<Event>[]): void {
    this.#alongside?.add(stream, revision, written)
    const fold = revision < 0 ? this.#empty() : this.#kept.get(stream)
    if (fold?.revision !== revision || (revision < 0 && this.#kept.has(stream))) return
    this.#keep(
      stream,
      written.reduce((now, recorded) => this.#folded(now, recorded), fold),
    )
  }

  #empty(): Kept<State> {
    return {
      state: this.folding.initial(),
      revision: -1,
      position: undefined,
      recordedAt: undefined,
      sequences: {},
      commands: new Map(),
    }
  }

  #folded(now: Kept<State>, recorded: Recorded<Event>): Kept<State> {
    const { envelope, position } = recorded
    const { commandId, revision, domain, sequence, recordedAt } = envelope
    now.commands.set(commandId, { from: now.commands.get(commandId)?.from ?? revision, to: revision })
    return {
      state: changedNothing(recorded) ? now.state : this.folding.step(now.state, recorded),
      revision,
      position,
      recordedAt,
      sequences: { ...now.sequences, [domain]: sequence },
      commands: now.commands,
    }
  }

  #keep(stream: string, fold: Kept<State>): void {
    if (fold.revision < 0) return
    this.#events += fold.revision - (this.#kept.get(stream)?.revision ?? -1)
    this.#kept.delete(stream)
    this.#kept.set(stream, fold)
    for (const [oldest, { revision }] of this.#kept) {
      if (this.#events <= this.#maxEvents || oldest === stream) return
      this.#kept.delete(oldest)
      this.#events -= revision + 1
    }
  }
}
