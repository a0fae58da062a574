/**
 * A lease as a row of PostgreSQL: renewed while its holder lives, free once it has not been renewed for its time. Each holder has a token that
 * grows, so that what an old holder still writes can be told from what the new one writes (Kleppmann, "How to do distributed locking", 2016).
 */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { sql, type Kysely, type QueryExecutorProvider } from 'kysely'
import { LeaseLost, type Lease, type TakeLease } from '../lease/port.ts'
import { bringUpToDate, openSchema, type Migration } from './database.ts'
import type { PostgresPlace } from './place.ts'
import { troubleOf } from './trouble.ts'

export interface PostgresLeaseOptions {
  readonly place: PostgresPlace
  /** What the lease is for. */
  readonly name: string
  /** Lower-case letters, digits and underscores; made if it is not there. In the database of what is written under the lease. */
  readonly schema?: string
  /** How long a lease lasts that is not renewed: at most so long after a holder's death another begins. */
  readonly lastsMs?: number
  /** Told of what goes wrong and is tried again. */
  readonly onFault?: ((fault: unknown) => void) | undefined
}

const LASTS_MS = 15_000
/** So many attempts to renew go wrong before it is lost. */
const RENEWALS_IN_ITS_TIME = 5
/** What could not be asked is asked again sooner: who comes back is not waited for longer than that. */
const AFTER_A_FAULT_MS = 1_000

interface LeaseTables {
  lease: { name: string; token: number; holder: string; expires_at: Date }
}

const MIGRATIONS: readonly Migration[] = [
  async (db) => {
    await db.schema
      .createTable('lease')
      .addColumn('name', 'text', (its) => its.primaryKey())
      .addColumn('token', 'bigint', (its) => its.notNull())
      .addColumn('holder', 'text', (its) => its.notNull())
      .addColumn('expires_at', 'timestamptz', (its) => its.notNull())
      // As part of a key, the token is what `for key share` keeps as it is; renewing the lease goes on beside that.
      .addUniqueConstraint('lease_token', ['name', 'token'])
      .execute()
  },
]

/** @throws Error for a place that cannot be used; PostgresFault (`newer-format`). What may pass is waited for, and told. */
export function postgresLease(options: PostgresLeaseOptions): TakeLease {
  const { place, name, schema = 'samenspel_leases', lastsMs = LASTS_MS, onFault } = options
  const lookAgainAfterMs = lastsMs / RENEWALS_IN_ITS_TIME
  const afterAFaultMs = Math.min(AFTER_A_FAULT_MS, lookAgainAfterMs)
  const us = `${hostname()} ${String(process.pid)} ${randomUUID()}`
  let held: HeldLease | undefined
  let waiting = 0
  const takenNow = async (db: Kysely<LeaseTables>) => {
    waiting += 1
    try {
      const mayBeOurs = waiting === 1 && held?.lost.aborted !== false
      return await taken(db, { name, lastsMs, holder: us, mayBeOurs })
    } finally {
      waiting -= 1
    }
  }
  return async (signal) => {
    const db = openSchema<LeaseTables>(place, { schema, connections: 1 })
    let isThere = false
    while (!signal.aborted) {
      let pauseMs = lookAgainAfterMs
      try {
        if (!isThere) await bringUpToDate(place, schema, MIGRATIONS)
        isThere = true
        const sentMs = performance.now()
        const token = await takenNow(db)
        if (token !== undefined) {
          held = new HeldLease({ db, name, schema, token, lastsMs, onFault }, sentMs)
          return held
        }
      } catch (fault) {
        const trouble = troubleOf(fault)
        if (trouble === undefined || trouble === 'newer-format') {
          await db.destroy()
          throw fault
        }
        onFault?.(fault)
        pauseMs = afterAFaultMs
      }
      await pause(pauseMs, undefined, { signal }).catch(() => undefined)
    }
    await db.destroy()
    return undefined
  }
}

const fromNow = (ms: number) => sql<Date>`clock_timestamp() + ${ms} * interval '1 millisecond'`

interface Taking {
  readonly name: string
  readonly lastsMs: number
  readonly holder: string
  /** What stands in our name is of a question whose answer we never heard, or of what we lost since: a server that stood still answers it when it goes on. */
  readonly mayBeOurs: boolean
}

/** By the server's clock alone. @returns the token; undefined while another holds it */
async function taken(db: Kysely<LeaseTables>, asked: Taking): Promise<number | undefined> {
  const { name, lastsMs, holder, mayBeOurs } = asked
  const isFree = sql<boolean>`(expires_at <= clock_timestamp() or (${mayBeOurs} and holder = ${holder}))`
  const found = await db
    .selectFrom('lease')
    .select(['token', isFree.as('isFree')])
    .where('name', '=', name)
    .executeTakeFirst()
  const ours = { holder, expires_at: fromNow(lastsMs) }
  if (found === undefined) {
    const first = db.insertInto('lease').values({ name, token: 1, ...ours })
    return (
      await first
        .onConflict((there) => there.doNothing())
        .returning('token')
        .executeTakeFirst()
    )?.token
  }
  if (!found.isFree) return undefined
  // Of the token that was seen: what is answered late takes nothing from what was taken since.
  const next = await db
    .updateTable('lease')
    .set({ token: found.token + 1, ...ours })
    .where('name', '=', name)
    .where('token', '=', found.token)
    .where(isFree)
    .returning('token')
    .executeTakeFirst()
  return next?.token
}

interface Held extends Pick<PostgresLeaseOptions, 'onFault'> {
  readonly db: Kysely<LeaseTables>
  readonly name: string
  readonly schema: string
  readonly token: number
  readonly lastsMs: number
}

class HeldLease implements Lease {
  readonly #held: Held
  readonly #losing = new AbortController()
  readonly #ending = new AbortController()
  readonly #renewing: Promise<void>
  #outAtMs = 0
  #outTimer: NodeJS.Timeout | undefined

  /** @param sentMs when the lease was asked for, by the clock that only goes forward: at the server it lasts from then or later */
  constructor(held: Held, sentMs: number) {
    this.#held = held
    this.#lastsFrom(sentMs)
    this.#renewing = this.#renew()
  }

  get lost(): AbortSignal {
    return this.#losing.signal
  }

  readonly mustHold = async (transaction: QueryExecutorProvider): Promise<void> => {
    const { schema, name, token } = this.#held
    // A timer that is due may not have had its turn yet.
    if (performance.now() >= this.#outAtMs) this.#lose()
    if (this.lost.aborted) throw new LeaseLost(name)
    const table = sql.table(`${schema}.lease`)
    const { rows } = await sql`select 1 from ${table} where name = ${name} and token = ${token} for key share`.execute(
      transaction,
    )
    if (rows.length > 0) return
    this.#lose()
    throw new LeaseLost(name)
  }

  async release(): Promise<void> {
    const { db, name, token, onFault } = this.#held
    this.#lose()
    await this.#renewing
    try {
      await db
        .updateTable('lease')
        .set({ expires_at: sql<Date>`clock_timestamp()` })
        .where('name', '=', name)
        .where('token', '=', token)
        .execute()
    } catch (fault) {
      // It runs out by itself.
      onFault?.(fault)
    } finally {
      await db.destroy()
    }
  }

  async #renew(): Promise<void> {
    const { lastsMs, onFault } = this.#held
    const { signal } = this.#ending
    const everyMs = lastsMs / RENEWALS_IN_ITS_TIME
    for (let pauseMs = everyMs; ;) {
      await pause(pauseMs, undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return
      pauseMs = everyMs
      try {
        const sentMs = performance.now()
        if (!(await this.#isRenewed())) this.#lose()
        else if (!this.lost.aborted) this.#lastsFrom(sentMs)
      } catch (fault) {
        onFault?.(fault)
        pauseMs = Math.min(AFTER_A_FAULT_MS, everyMs)
      }
    }
  }

  async #isRenewed(): Promise<boolean> {
    const { db, name, token, lastsMs } = this.#held
    const { numUpdatedRows } = await db
      .updateTable('lease')
      .set({ expires_at: fromNow(lastsMs) })
      .where('name', '=', name)
      .where('token', '=', token)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  /** Out a while before others may come: for clocks that do not go alike, and for what is under way to end. */
  #lastsFrom(sentMs: number): void {
    const { lastsMs } = this.#held
    this.#outAtMs = sentMs + lastsMs - lastsMs / RENEWALS_IN_ITS_TIME
    clearTimeout(this.#outTimer)
    this.#outTimer = setTimeout(
      () => {
        this.#lose()
      },
      Math.max(0, this.#outAtMs - performance.now()),
    )
  }

  #lose(): void {
    clearTimeout(this.#outTimer)
    this.#ending.abort()
    this.#losing.abort()
  }
}
