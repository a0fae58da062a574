/**
 * The stores of an installation held against each other before anything is written: each keeps which history of the events it knows, so that one
 * that is older, newer, another's or empty is refused with what mends it, and does not make people forgotten or events undone.
 */
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { canonical } from '../canonical/canonical-json.ts'
import {
  MARKS_KEPT,
  nameOf,
  partingOf,
  START,
  type Behind,
  type KnownHistory,
  type Parting,
} from '../event-store/history.ts'
import { historyOf, type HistoryNow, type MarkedStore } from '../event-store/marking.ts'
import type { StoredEvent } from '../event-store/port.ts'
import { pageBehind } from '../event-store/reading.ts'
import { sealedIn, sealedValuesIn } from '../sealing/sealing.ts'
import type { Vault } from '../sealing/vault.ts'
import { orHowToPutItBack, type PlaceOfStore } from './put-back.ts'
import { apartInWords, StoresApart, tooOld } from './stores-apart.ts'

export { StoresApart }

/** A text by a name, kept in a store. */
export interface Notes {
  noted(name: string): Promise<string | undefined>
  note(name: string, text: string): Promise<void>
  /** One more than the last time, whoever asked; absent where a file is held where it is. */
  counted?(name: string): Promise<number>
}

/** A store beside the events, which keeps what it knows of them. */
export interface Beside extends PlaceOfStore {
  readonly notes: Notes
  /** Up to where its own rows know the events; absent where only what is noted says so. */
  readonly furthest?: () => Promise<Behind>
  /** Has its own places go back to where histories parted. @param goneOn the id of the mark with which it went on from there */
  readonly goBack?: (behind: Behind, goneOn: string) => Promise<void>
}

/** Events, or access records, with all that knows of them. */
export interface Together extends PlaceOfStore {
  readonly store: Pick<MarkedStore, 'read' | 'readAll' | 'head' | 'mark' | 'saysAnew'>
  readonly beside: readonly Beside[]
}

/** Where the keys and ciphertexts are that events need. */
export interface Needed {
  readonly vault: Beside & { readonly keys: Pick<Vault, 'neverKnown'> }
  /** Absent where ciphertexts stand beside their events. */
  readonly sealedValues?: Beside
}

const noteOf = ({ name }: Pick<Together, 'name'>): string => `history of ${name}`

/** What a store beside the events knows of them; undefined where it was never told, and has no rows. */
async function knownBy({ notes, furthest }: Beside, of: Together): Promise<KnownHistory | undefined> {
  const [text, reached] = [await notes.noted(noteOf(of)), (await furthest?.()) ?? START]
  const noted = text === undefined ? undefined : (JSON.parse(text) as KnownHistory)
  if (noted === undefined && reached === START) return undefined
  return { marks: noted?.marks ?? [], reached: furthest === undefined ? (noted?.reached ?? START) : reached }
}

/** From now on it knows of this history. */
export const noteHistory = (
  { notes }: Pick<Beside, 'notes'>,
  of: Pick<Together, 'name'>,
  { marks, reached }: KnownHistory,
) => notes.note(noteOf(of), JSON.stringify({ marks: marks.slice(-MARKS_KEPT), reached } satisfies KnownHistory))

export interface Apart {
  readonly of: Together
  readonly beside: Beside
  readonly known: KnownHistory
  readonly now: HistoryNow
  readonly parting: Parting
}

interface HeldAgainst {
  readonly now: HistoryNow
  readonly apart: readonly Apart[]
}

/**
 * What others know and these events, or access records, do not tell. What they know is asked first: others may be writing meanwhile.
 * @throws StoreUnavailable, VaultUnavailable
 */
async function heldAgainstAll(of: Together): Promise<HeldAgainst> {
  for (const untilMs = performance.now() + NOTED_WITHIN_MS; ;) {
    const held = await heldAgainstNow(of)
    if (!held.apart.some(mayBeNotedSoon) || performance.now() > untilMs) return held
    await pause(LOOKED_AT_AGAIN_MS)
  }
}

/** Who starts beside this one has marked the history, rows were read past that, and it is not noted beside them yet: that is no parting. */
const NOTED_WITHIN_MS = 2_000
const LOOKED_AT_AGAIN_MS = 50
const mayBeNotedSoon = ({ parting, known, now }: Apart): boolean =>
  parting.gone.length === 0 && known.reached <= now.reached

async function heldAgainstNow(of: Together): Promise<HeldAgainst> {
  const theirs: { readonly beside: Beside; readonly known: KnownHistory }[] = []
  for (const beside of of.beside) {
    const known = await orHowToPutItBack(beside, knownBy(beside, of))
    if (known !== undefined) theirs.push({ beside, known })
  }
  const now = await orHowToPutItBack(of, historyOf(of.store))
  const apart = theirs.flatMap(({ beside, known }) => {
    const parting = partingOf(known, now)
    return parting === undefined ? [] : [{ of, beside, known, now, parting }]
  })
  return { now, apart }
}

/** A process that was let start on it has appended a mark behind the parting, which says so. */
const isSaid = ({ parting, now, known }: Apart): boolean =>
  parting.gone.length > 0
    ? parting.gone.every((mark) => now.gone.has(nameOf(mark)))
    : now.marks.at(-1)?.id !== known.marks.at(-1)?.id

/** A store beside that knew more than is told now. */
export type Parted = Pick<Apart, 'beside' | 'parting'>
/** Of each, to be said by the mark that is appended next. */
export type Partings = ReadonlyMap<Together, readonly Parted[]>

/**
 * @param restored the code that says that these events, and no others, were put back; or that they were while this process ran on
 * @param all the events first
 * @param needed absent in a process that has neither vault nor sealed values: it leaves it to the API to say what mends a refusal
 * @returns the partings, of which the log tells
 * @throws StoresApart
 */
export async function mustBelongTogether(
  all: readonly Together[],
  needed: Needed | undefined,
  restored: string | typeof UNDER_A_PROCESS | undefined,
): Promise<Partings> {
  const nows = new Map<Together, HistoryNow>()
  const apart: Apart[] = []
  for (const of of all) {
    const held = await heldAgainstAll(of)
    nows.set(of, held.now)
    apart.push(...held.apart)
  }
  const unsaid = apart.filter((one) => !isSaid(one))
  if (unsaid.length > 0) {
    const code = codeOf(unsaid)
    const isMeant = restored === UNDER_A_PROCESS ? unsaid.every(isOfItself) : restored === code
    if (!isMeant) throw new StoresApart(apartInWords(unsaid, needed === undefined ? undefined : code))
  }
  const [events] = all
  if (needed !== undefined && events !== undefined) await mustHaveWhatEventsNeed(events, needed, nows.get(events))
  return new Map(all.map((of) => [of, apart.filter((one) => one.of === of)]))
}

/** A process that ran on goes back by itself to an earlier state of what it knew, and never to nothing or to what is another's. */
export const UNDER_A_PROCESS = Symbol('put back under a process')
const isOfItself = ({ parting, now }: Apart): boolean => !parting.sharesNothing && now.reached !== START

/** Of what is known and of what is there: a setting that was left behind lifts no other refusal than the one it was given for. */
const codeOf = (unsaid: readonly Apart[]): string =>
  createHash('sha256')
    .update(canonical([...new Set(unsaid.map((one) => canonical(endsOf(one))))].sort()))
    .digest('hex')
    .slice(0, 12)

const endsOf = ({ of, known, now }: Apart): readonly string[] => [
  of.name,
  known.marks.at(-1)?.id ?? '',
  now.marks.at(-1)?.id ?? '',
  now.reached,
]

const PAGE = 500

/**
 * Every event behind what vault and sealed values are known to have has its keys and ciphertexts; with neither ever told of the events, every event there is.
 * Keys of events that a crash never let be are nobody's fault.
 */
async function mustHaveWhatEventsNeed(events: Together, { vault, sealedValues }: Needed, now: HistoryNow | undefined) {
  if (now === undefined || now.reached === START) return
  const heldBy = async (beside: Beside): Promise<Behind> => {
    const known = await knownBy(beside, events)
    if (known === undefined) return START
    return partingOf(known, now)?.behind ?? known.reached
  }
  const [keysUpTo, valuesUpTo] = [
    await heldBy(vault),
    sealedValues === undefined ? now.reached : await heldBy(sealedValues),
  ]
  const known = new Set<string>()
  for (let last: Behind = keysUpTo < valuesUpTo ? keysUpTo : valuesUpTo; last < now.reached;) {
    const reading = pageBehind(events.store, last === START ? undefined : last, PAGE)
    const page: readonly StoredEvent[] = await orHowToPutItBack(events, reading)
    if (page.length === 0) return
    if (sealedValues !== undefined)
      for (const event of page) if (event.position > valuesUpTo) mustHaveItsValues(event, sealedValues, events)
    const withKeys = page.filter(({ position }) => position > keysUpTo)
    await mustHaveTheirKeys(withKeys, { vault, events, known })
    last = page.at(-1)?.position ?? now.reached
  }
}

async function mustHaveTheirKeys(
  page: readonly StoredEvent[],
  { vault, events, known }: { readonly vault: Needed['vault']; readonly events: Together; readonly known: Set<string> },
) {
  const firstWith = new Map<string, StoredEvent>()
  for (const event of page)
    for (const key of keysIn(event)) if (!known.has(key) && !firstWith.has(key)) firstWith.set(key, event)
  if (firstWith.size === 0) return
  const [missing] = await vault.keys.neverKnown([...firstWith.keys()])
  if (missing !== undefined) throw inItNever(vault, 'a key', firstWith.get(missing), events)
  for (const key of firstWith.keys()) known.add(key)
}

/** What cannot be read is damage, which is told where it is read: here it asks for nothing. */
function orDamaged<Read>(read: () => Read): Read | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

const keysIn = ({ sealed }: StoredEvent): readonly string[] =>
  orDamaged(() =>
    Object.values(sealedValuesIn(sealed)).flatMap(({ key }: { readonly key?: unknown }) =>
      typeof key === 'string' ? [key] : [],
    ),
  ) ?? []

const inBody = ({ body }: StoredEvent) =>
  orDamaged(() => JSON.parse(body) as { readonly data?: unknown; readonly recordedAt?: string })

function mustHaveItsValues(event: StoredEvent, sealedValues: Beside, events: Together): void {
  const there = orDamaged(() => sealedValuesIn(event.sealed))
  const refs = orDamaged(() => sealedIn(inBody(event)?.data)) ?? []
  if (there !== undefined && refs.some((ref) => !Object.hasOwn(there, ref)))
    throw inItNever(sealedValues, 'a sealed value', event, events)
}

const inItNever = (beside: Beside, what: string, event: StoredEvent | undefined, events: Together): StoresApart =>
  tooOld(beside, { what, position: event?.position ?? '', recordedAt: event && inBody(event)?.recordedAt, events })

/** Has the stores that cannot tell by their own rows know how far the events have come. */
export class KeptNoted {
  readonly #partings: Partings
  readonly #marksAtOnce: boolean
  readonly #settled = new Set<Together>()
  readonly #noted = new Map<Together, HistoryNow>()

  /**
   * @param partings of this start: nothing is noted of any before its mark says them and who follows went back to them
   * @param marksAtOnce of a process that writes events: not only where there is a parting to be said
   */
  constructor(partings: Partings, marksAtOnce = true) {
    this.#partings = partings
    this.#marksAtOnce = marksAtOnce
  }

  /** @throws StoreUnavailable, VaultUnavailable */
  async note(): Promise<void> {
    for (const [of, parted] of this.#partings) {
      if (!this.#settled.has(of) && (parted.length > 0 || this.#marksAtOnce)) {
        const { marks } = await of.store.mark()
        for (const { beside, parting } of parted)
          await beside.goBack?.(parting.behind, marks.find(({ position }) => position > parting.behind)?.id ?? '')
        this.#settled.add(of)
      }
      const noted = this.#noted.get(of)
      const now = await historyOf(of.store, noted)
      if (now.reached === noted?.reached) continue
      const isMarkedAnew = now.marks.length !== noted?.marks.length
      for (const beside of of.beside)
        if (isMarkedAnew || beside.furthest === undefined) await noteHistory(beside, of, now)
      this.#noted.set(of, now)
    }
  }
}
