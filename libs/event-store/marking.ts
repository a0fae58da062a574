/** The marks of a store's history: read from a stream of ours, and appended by each writing process before its first event. What they mean is in `history.ts`. */
import { createHash, randomUUID } from 'node:crypto'
import type { Deed } from '../deciding/decider.ts'
import {
  heldAgainst,
  markAt,
  nameOf,
  START,
  type Behind,
  type KnownHistory,
  type Mark,
  type MarkName,
  type Parting,
  type Place,
  type ToldHistory,
} from './history.ts'
import { RevisionConflict, type EventStore, type EventsToRead, type Position } from './port.ts'
import { fromStored, toStored, type Typed } from './recorded.ts'
import { withAppend } from './with-append.ts'

export const HISTORY_STREAM = 'history'

/** Of a process: its mark is the event's id. */
export interface HistoryMarked extends Typed {
  readonly type: 'HistoryMarked'
  readonly domain: 'general'
  readonly about: readonly []
  /** Where the store ended; START as it is. */
  readonly behind: Behind
  /** Marks that others kept and that the store does not have (it was put back), with the last position that it still has of what they marked. */
  readonly gone: readonly { readonly mark: string; readonly behind: Behind }[]
}

const FORMS = { HistoryMarked: [] }
const AT_ONCE = 1_000
const RACES_AT_MOST = 50

/** What a store tells of its history. */
export interface HistoryNow extends ToldHistory, KnownHistory {}

/**
 * All marks of a store and its head, the head read first: no mark up to it is missed.
 * @param before what was read of the same store, to go on from
 * @throws StoreUnavailable
 */
export async function historyOf(store: Pick<EventsToRead, 'read' | 'head'>, before?: HistoryNow): Promise<HistoryNow> {
  const reached = (await store.head()) ?? START
  return reached === before?.reached ? before : historyUpTo(store, reached, before)
}

/** The same of a store that may have been put back from a backup since: where its last mark then is not there any more, all is read anew. */
export async function historyAgain(
  store: Pick<EventsToRead, 'read' | 'head'>,
  before: HistoryNow | undefined,
): Promise<HistoryNow> {
  const reached = (await store.head()) ?? START
  const last = before?.marks.at(-1)
  if (last === undefined) return historyUpTo(store, reached)
  const [there] = await store.read(HISTORY_STREAM, (before?.marks.length ?? 0) - 1, 1)
  const goesOn = there?.id === last.id && there.position === last.position
  return historyUpTo(store, reached, goesOn ? before : undefined)
}

async function historyUpTo(
  store: Pick<EventsToRead, 'read'>,
  reached: Behind,
  before?: HistoryNow,
): Promise<HistoryNow> {
  const marks: Mark[] = [...(before?.marks ?? [])]
  const gone = new Map<MarkName, Behind>(before?.gone)
  let mayBeMore = true
  while (mayBeMore) {
    const page = await store.read(HISTORY_STREAM, marks.length, AT_ONCE)
    for (const stored of page) {
      const { event } = fromStored<HistoryMarked>(stored, FORMS)
      marks.push({ id: stored.id, position: stored.position, behind: event.behind })
      for (const { mark, behind } of event.gone) gone.set(nameOf(mark), behind)
    }
    mayBeMore = page.length === AT_ONCE
  }
  return { marks, gone, reached }
}

const LOOKED_AT = 64

/** The position of the last event of a store, undefined where nothing happened yet: processes that only began there are nothing that happened. */
export async function headButMarks(store: Pick<EventsToRead, 'readAll' | 'head'>): Promise<Position | undefined> {
  const first = await store.readAll(undefined, LOOKED_AT)
  const isNothing = first.length < LOOKED_AT && first.every(({ stream }) => stream === HISTORY_STREAM)
  return isNothing ? undefined : store.head()
}

export interface Marking {
  readonly municipality: string
  readonly clock: () => string
  readonly deed: Pick<Deed, 'activity' | 'legalBasis'>
}

/**
 * Appends a mark behind all that is there.
 * @param partings what others know that the store does not tell any more
 * @returns its history with the mark
 * @throws StoreUnavailable, StoreBusy
 */
export async function appendMark(
  store: Pick<EventStore, 'append' | 'read' | 'head'>,
  { municipality, clock, deed }: Marking,
  partings: readonly Parting[],
): Promise<HistoryNow> {
  const gone = new Map<string, Behind>()
  for (const { gone: marks, behind } of partings)
    for (const mark of marks) gone.set(mark, minimum(gone.get(mark) ?? behind, behind))
  for (let race = 1; ; race += 1) {
    const before = await historyOf(store)
    const { marks, reached } = before
    const event: HistoryMarked = {
      ...({ type: 'HistoryMarked', domain: 'general', about: [] } as const),
      behind: reached,
      gone: [...gone].map(([mark, behind]) => ({ mark, behind })),
    }
    const commandId = randomUUID()
    const marked = toStored<HistoryMarked>(
      event,
      { by: { kind: 'system', id: 'history' }, ...deed },
      {
        municipality,
        stream: HISTORY_STREAM,
        revision: marks.length,
        sequence: marks.length,
        // Also behind a mark of a clock that was ahead: otherwise none would be of its own time again.
        recordedAt: clock(),
        commandId,
        commandDigest: createHash('sha256').update(commandId).digest('base64url'),
        correlationId: commandId.replaceAll('-', ''),
        causationId: commandId,
      },
      FORMS,
      {},
    )
    try {
      await store.append(HISTORY_STREAM, marks.length === 0 ? 'no-stream' : marks.length - 1, [marked])
      return await historyOf(store, before)
    } catch (fault) {
      if (!(fault instanceof RevisionConflict) || race === RACES_AT_MOST) throw fault
    }
  }
}

const minimum = (one: Behind, other: Behind): Behind => (one < other ? one : other)

/** A store whose first append from here waits for this process's mark. */
export interface MarkedStore extends EventStore {
  /** Appends the mark now, where it is not there yet. @returns the history with it */
  mark(): Promise<HistoryNow>
  /** What the mark is to say, where it was not appended yet. */
  says(partings: readonly Parting[]): void
  /** The store was put back under this process: the next mark is another, and says this. */
  saysAnew(partings: readonly Parting[]): void
}

/** @param bare the same store where a mark is appended also while nothing else may be */
export function markedStore(store: EventStore, marking: Marking, bare: EventStore = store): MarkedStore {
  let partings: readonly Parting[] = []
  let marked: Promise<HistoryNow> | undefined
  const mark = (): Promise<HistoryNow> => {
    // One that could not be appended is tried again before the next append.
    marked ??= appendMark(bare, marking, partings).catch((fault: unknown) => {
      marked = undefined
      throw fault
    })
    return marked
  }
  return {
    mark,
    says(of) {
      partings = of
    },
    saysAnew(of) {
      partings = of
      marked = undefined
    },
    ...withAppend(store, async (...asked) => {
      await mark()
      return store.append(...asked)
    }),
  }
}

/** The history of a store as it is read again whenever somebody's place is newer than that. */
export class HistoryRead {
  readonly #store: Pick<EventsToRead, 'read' | 'head' | 'era'>
  #era = 0
  #now: HistoryNow | undefined
  #looking: Promise<HistoryNow> | undefined
  #next: Promise<HistoryNow> | undefined

  constructor(store: Pick<EventsToRead, 'read' | 'head' | 'era'>) {
    this.#store = store
  }

  /** What a place at this position, which stands in the store, is to carry. @throws StoreUnavailable */
  async markOf(position: Behind): Promise<MarkName> {
    const now = this.#inThisEra()
    const { marks } = now !== undefined && position <= now.reached ? now : await this.#lookFromNow()
    return markAt(marks, position)
  }

  /** As `heldAgainst`, with all marks there are. @throws StoreUnavailable */
  async held(place: Place): Promise<'holds' | Behind> {
    const now = this.#inThisEra()
    if (now !== undefined && place.position <= now.reached && heldAgainst(place, now) === 'holds') return 'holds'
    return heldAgainst(place, await this.#lookFromNow())
  }

  /** What was read of a store that was put back since says nothing. */
  #inThisEra(): HistoryNow | undefined {
    const era = this.#store.era?.() ?? 0
    if (era !== this.#era) this.#now = undefined
    this.#era = era
    return this.#now
  }

  /** A look that began before who asks may have missed the mark that they need; all who come meanwhile share the next. */
  #lookFromNow(): Promise<HistoryNow> {
    if (this.#looking === undefined) return this.#look()
    this.#next ??= this.#looking.then(
      () => this.#look(),
      () => this.#look(),
    )
    return this.#next
  }

  #look(): Promise<HistoryNow> {
    this.#next = undefined
    const before = this.#inThisEra()
    const era = this.#era
    this.#looking = historyOf(this.#store, before)
      .then((now) => {
        if (era === this.#era) this.#now = now
        return now
      })
      .finally(() => {
        this.#looking = undefined
      })
    return this.#looking
  }
}
