/**
 * What a process stands on may be put back from a backup while it runs. Then it lets go of all that it knows, everyone in it who follows goes back to
 * where the histories part, the history that goes on is marked, and all begin again. A process goes back by itself to an earlier state of what it knew,
 * and never to nothing, or to what is another's: that is for whoever runs it to say, at a start.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { isUnreachable } from '../event-store/away.ts'
import { historyOf, type MarkedStore } from '../event-store/marking.ts'
import type { OneHistory } from '../event-store/one-history.ts'
import { StoreUnavailable } from '../event-store/port.ts'
import { nameOfFault } from '../telemetry/name-of-fault.ts'
import {
  KeptNoted,
  mustBelongTogether,
  StoresApart,
  UNDER_A_PROCESS,
  type Beside,
  type Needed,
  type Parted,
  type Partings,
  type Together,
} from './hold-together.ts'

/** A store of events, or of access records, and what knows of it. */
export interface KeptStore {
  readonly of: Together & { readonly store: MarkedStore }
  /** Absent where it is a file, which is held where it is (`libs/sqlite/in-place.ts`). */
  readonly one: OneHistory | undefined
}

/** A parting as the log tells it. */
export interface PartingTold {
  readonly of: string
  readonly by: string
  readonly behind: string
}

const toldOf = (partings: Partings): readonly PartingTold[] =>
  [...partings].flatMap(([of, parted]) =>
    parted.map(({ beside, parting }) => ({ of: of.name, by: beside.name, behind: parting.behind })),
  )

export interface Keeping {
  /** The events first. */
  readonly stores: readonly KeptStore[]
  /** Absent in a process that has neither vault nor sealed values. */
  readonly needed?: Needed
  /** Drops what is in memory of what is kept beside the events: keys, say. */
  readonly forget?: () => void
}

export class Kept {
  /** Of the start. */
  readonly partings: readonly PartingTold[]
  readonly #keeping: Keeping
  #noted: KeptNoted
  readonly #counted = new Map<string, number>()

  private constructor(keeping: Keeping, partings: Partings, marksAtOnce: boolean) {
    this.#keeping = keeping
    this.partings = toldOf(partings)
    this.#noted = new KeptNoted(partings, marksAtOnce)
  }

  /**
   * Holds all against each other, at the start.
   * @param restored the code that says that they were put back
   * @throws StoresApart; StoreUnavailable, VaultUnavailable
   */
  static async of(keeping: Keeping, restored: string | undefined): Promise<Kept> {
    const { stores, needed } = keeping
    const partings = await mustBelongTogether(
      stores.map(({ of }) => of),
      needed,
      restored,
    )
    for (const { of } of stores) of.store.says(partings.get(of)?.map(({ parting }) => parting) ?? [])
    return new Kept(keeping, partings, needed !== undefined)
  }

  get noted(): KeptNoted {
    return this.#noted
  }

  /**
   * Does the work until `signal` aborts, or it ends by itself. Where a store is put back meanwhile, the work is ended, all goes back, and it is done again.
   * @param work ends soon when its own signal aborts, and writes nothing more
   */
  async during(work: (signal: AbortSignal) => Promise<unknown>, log: Log, signal: AbortSignal): Promise<void> {
    const ones = this.#keeping.stores.flatMap(({ one }) => one ?? [])
    while (!signal.aborted) {
      const over = AbortSignal.any(ones.map((one) => one.over))
      const ended = new AbortController()
      const working = AbortSignal.any([signal, over, ended.signal])
      const worked = work(working).finally(() => {
        ended.abort()
      })
      await Promise.all([worked, this.#watch(ones, working)])
      if (!over.aborted) return
      await this.#goBack(log, signal)
    }
  }

  /** What cannot be asked now is asked at the next turn: who holds the connection tells of it. */
  async #watch(ones: readonly OneHistory[], signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
      await this.#look(ones).catch(() => undefined)
    }
  }

  /** Nothing is noted beside a store that was put back: it would then say that it has what it never had. */
  async #look(ones: readonly OneHistory[]): Promise<void> {
    for (const one of ones) await one.look()
    if (ones.length > 0 && !(await this.#countsOn())) for (const one of ones) one.letGo()
    else await this.#noted.note()
  }

  /** Whether each store of keys or ciphertexts on a server is further than it was when this process counted on last: one that was put back is not. */
  async #countsOn(): Promise<boolean> {
    const { needed } = this.#keeping
    let isFurther = true
    for (const { name, notes } of needed === undefined
      ? []
      : [needed.vault, ...(needed.sealedValues ? [needed.sealedValues] : [])]) {
      const count = await notes.counted?.(TURNS)
      if (count === undefined) continue
      const before = this.#counted.get(name)
      if (before !== undefined && count <= before) isFurther = false
      this.#counted.set(name, count)
    }
    return isFurther
  }

  async #goBack(log: Log, signal: AbortSignal): Promise<void> {
    const { stores, forget } = this.#keeping
    const ones = stores.flatMap(({ one }) => one ?? [])
    log.warn(
      {},
      'a store was put back from a backup under this process: nothing is read or taken until it has gone back',
    )
    await Promise.all(ones.map((one) => one.settled()))
    forget?.()
    const partings = await untilDone(() => this.#partings(), log, signal)
    if (partings === undefined) return
    for (const [{ store }, parted] of partings)
      if (parted.length > 0) store.saysAnew(parted.map(({ parting }) => parting))
    const noted = new KeptNoted(partings, false)
    await untilDone(() => noted.note(), log, signal)
    const goOn = async () => {
      for (const one of ones) if (one.isLetGo) one.goOn(await historyOf(one.bare))
    }
    await untilDone(goOn, log, signal)
    this.#noted = new KeptNoted(new Map(stores.map(({ of }) => [of, []])), false)
    for (const parting of toldOf(partings)) log.warn(parting, GONE_BACK)
  }

  /** What others kept and what this process itself knew, each as it parts from what is there now. @throws StoresApart; StoreUnavailable, VaultUnavailable */
  async #partings(): Promise<Partings> {
    const { stores, needed } = this.#keeping
    const bare = stores.map(({ of, one }) => ({ of: onBare(of, one), one }))
    const partings = new Map(
      await mustBelongTogether(
        bare.map(({ of }) => of),
        needed,
        UNDER_A_PROCESS,
      ),
    )
    for (const { of, one } of bare) {
      if (one?.parting === undefined) continue
      if (one.parting.sharesNothing || (await one.bare.head()) === undefined)
        throw new StoresApart(`${of.name} (${of.at}) are missing, empty or not those that this process knew.`)
      const own: Parted = { beside: ofThisProcess(of), parting: one.parting }
      partings.set(of, [...(partings.get(of) ?? []), own])
    }
    return partings
  }
}

type Log = Pick<Logger, 'warn' | 'error'>

export const GONE_BACK =
  'put back from a backup: what was known behind there never happened, and who follows goes back to it'

const AGAIN_AFTER_MS = 1_000
const LOOK_EVERY_MS = 1_000
/** A count that each turn of each process adds one to. */
const TURNS = 'turns'

/** @returns undefined where `signal` aborts first. What is in the way is told once. */
async function untilDone<Done>(work: () => Promise<Done>, log: Log, signal: AbortSignal): Promise<Done | undefined> {
  let told: string | undefined
  while (!signal.aborted) {
    try {
      return await work()
    } catch (fault) {
      const because =
        fault instanceof StoresApart || fault instanceof StoreUnavailable ? fault.message : nameOfFault(fault)
      if (because !== told && !isUnreachable(fault)) log.error({ because }, 'this process cannot go back yet')
      told = because
      await pause(AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined)
    }
  }
  return undefined
}

/** While nobody else may read or write. */
const onBare = (of: KeptStore['of'], one: OneHistory | undefined): Together => {
  if (one === undefined) return of
  const { bare } = one
  const { store } = of
  return {
    ...of,
    store: {
      read: (...asked) => bare.read(...asked),
      readAll: (...asked) => bare.readAll(...asked),
      head: () => bare.head(),
      mark: () => store.mark(),
      saysAnew: (partings) => {
        store.saysAnew(partings)
      },
    },
  }
}

/** What this process wrote of what it followed goes back too, whoever has noted the parting already: it may have written meanwhile. */
const ofThisProcess = ({ beside, at, putBack }: Together): Beside => ({
  name: 'this process',
  ...{ at, putBack },
  notes: { noted: () => Promise.resolve(undefined), note: () => Promise.resolve() },
  async goBack(behind, goneOn) {
    for (const one of beside) await one.goBack?.(behind, goneOn)
  },
})
