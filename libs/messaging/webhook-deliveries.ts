/** What is to be delivered by webhook: taken in, due, done, failed or given up, and what a partner sees and asks of it. Sending is not here. */
import type { Kysely } from 'kysely'
import type { Position } from '../event-store/port.ts'
import type { Fence } from '../lease/port.ts'
import { NotesBy } from '../postgres/notes.ts'
import { SetAsides } from './set-asides.ts'
import { goneBack } from './webhooks-gone-back.ts'
import {
  deadLetterFrom,
  dueFrom,
  firstOfTheirSubject,
  firstTriedOfAll,
  heldIn,
  OF_ALL,
  type DeadLetter,
  type Due,
  type EndpointState,
  type ToDeliver,
} from './webhook-rows.ts'
import { UNTRIED, type WebhookTables } from './webhook-tables.ts'

const ERROR_LENGTH_AT_MOST = 200
const INSERTED_AT_ONCE = 100

/** Where it is kept. */
export interface WebhookEngine {
  readonly db: Kysely<WebhookTables>
  /** What the engine said, as the StoreUnavailable that it is to who asks; anything else as it is. */
  inWords(fault: unknown): unknown
}

/** On any SQL engine that Kysely speaks to. Positions compare as text, by their bytes. Every method throws StoreUnavailable where the engine does not serve. */
export class WebhookDeliveries {
  readonly setAsides: SetAsides
  readonly notes: NotesBy
  readonly #engine: WebhookEngine
  readonly #fence: Fence | undefined

  constructor(engine: WebhookEngine, fence?: Fence) {
    this.#engine = engine
    this.#fence = fence
    this.notes = new NotesBy((statement) => this.#asked(statement))
    this.setAsides = new SetAsides({
      read: (statement) => this.#asked(statement),
      write: (statement) => this.#written(statement),
    })
  }

  /** The same, written by whoever sends, and only while they hold the lease for it; what partners ask for needs none. */
  under(fence: Fence): WebhookDeliveries {
    return new WebhookDeliveries(this.#engine, fence)
  }

  close(): Promise<void> {
    return this.#engine.db.destroy()
  }

  /**
   * Begins a run behind `after`; the same run again goes on where it was, and another one drops all events that the last one held.
   * @returns how far the run has come
   */
  begin(endpoint: string, run: string, after: Position | undefined): Promise<Position | undefined> {
    return this.#together(async (transaction) => {
      const found = await transaction
        .selectFrom('webhook_endpoint')
        .selectAll()
        .where('endpoint', '=', endpoint)
        .executeTakeFirst()
      if (found?.run === run) return found.position === '' ? undefined : found.position
      await transaction
        .deleteFrom('webhook_delivery')
        .where('endpoint', '=', endpoint)
        .where('subject', '!=', OF_ALL)
        .execute()
      const begun = { run, position: after ?? '', held: '', last_error: null, last_error_at_ms: null }
      await transaction
        .insertInto('webhook_endpoint')
        .values({ endpoint, ...begun })
        .onConflict((same) => same.column('endpoint').doUpdateSet(begun))
        .execute()
      return after
    })
  }

  /** Where what was held back on the way begins. */
  async heldBack(endpoint: string): Promise<readonly Position[]> {
    const found = await this.#asked((db) =>
      db.selectFrom('webhook_endpoint').select('held').where('endpoint', '=', endpoint).executeTakeFirst(),
    )
    return heldIn(found?.held)
  }

  /**
   * Takes in what was read, how far, and what was held back, together.
   * @param held undefined: as it was
   * @returns false where the run is over, and nothing was taken in
   */
  take(
    endpoint: string,
    run: string,
    reached: Position,
    added: readonly ToDeliver[],
    nowMs: number,
    held?: readonly Position[],
  ): Promise<boolean> {
    return this.#together(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('webhook_endpoint')
        .set({ position: reached, ...(held && { held: held.join(' ') }) })
        .where('endpoint', '=', endpoint)
        .where('run', '=', run)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      const rows = added.map((one) => ({ ...one, ...UNTRIED, endpoint, taken_at_ms: nowMs, next_attempt_at_ms: nowMs }))
      for (let from = 0; from < rows.length; from += INSERTED_AT_ONCE)
        await transaction
          .insertInto('webhook_delivery')
          .values(rows.slice(from, from + INSERTED_AT_ONCE))
          .onConflict((same) =>
            same
              .columns(['endpoint', 'position'])
              // Another event at the same place: the store was put back from a backup, and what stood there never happened.
              .doUpdateSet((its) => ({
                ...UNTRIED,
                subject: its.ref('excluded.subject'),
                event: its.ref('excluded.event'),
                taken_at_ms: nowMs,
                next_attempt_at_ms: nowMs,
              }))
              .whereRef('webhook_delivery.event', '!=', 'excluded.event'),
          )
          .execute()
      return true
    })
  }

  /** What may be sent now: of each subject only its first, and nothing behind a dead letter. */
  async due(
    endpoint: string,
    nowMs: number,
    exceptSubjects: readonly string[],
    limit: number,
  ): Promise<readonly Due[]> {
    const rows = await this.#asked((db) => {
      let query = firstOfTheirSubject(db, endpoint)
        .where('one.dead_at_ms', 'is', null)
        .where('one.next_attempt_at_ms', '<=', nowMs)
        .where(firstTriedOfAll)
      if (exceptSubjects.length > 0) query = query.where('one.subject', 'not in', exceptSubjects)
      return query.selectAll().orderBy('one.position').limit(limit).execute()
    })
    return rows.map(dueFrom)
  }

  /** How many could be under way: what is held behind a dead letter is not counted, so that one plan cannot stop the reading for all. */
  async underWay(endpoint: string): Promise<number> {
    const { count } = await this.#asked((db) =>
      db
        .selectFrom('webhook_delivery as one')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('one.endpoint', '=', endpoint)
        .where('one.subject', 'not in', (dead) =>
          dead
            .selectFrom('webhook_delivery')
            .select('subject')
            .where('endpoint', '=', endpoint)
            .where('dead_at_ms', 'is not', null),
        )
        .executeTakeFirstOrThrow(),
    )
    return Number(count)
  }

  /** It was acknowledged, or is no longer to be delivered. */
  async done(endpoint: string, position: Position): Promise<void> {
    await this.#written((db) =>
      db.deleteFrom('webhook_delivery').where('endpoint', '=', endpoint).where('position', '=', position).execute(),
    )
  }

  /** @param nextAttemptAtMs undefined makes it a dead letter */
  async failed(
    endpoint: string,
    { position, attempts, firstAttemptAtMs = 0 }: Omit<Due, 'subject' | 'event'>,
    { said, nowMs, nextAttemptAtMs }: { said: string; nowMs: number; nextAttemptAtMs: number | undefined },
  ): Promise<void> {
    const error = said.slice(0, ERROR_LENGTH_AT_MOST)
    await this.#together(async (transaction) => {
      await transaction
        .updateTable('webhook_delivery')
        .set({
          attempts,
          first_attempt_at_ms: firstAttemptAtMs,
          last_error: error,
          ...(nextAttemptAtMs === undefined ? { dead_at_ms: nowMs } : { next_attempt_at_ms: nextAttemptAtMs }),
        })
        .where('endpoint', '=', endpoint)
        .where('position', '=', position)
        .execute()
      await transaction
        .updateTable('webhook_endpoint')
        .set({ last_error: error, last_error_at_ms: nowMs })
        .where('endpoint', '=', endpoint)
        .execute()
    })
  }

  /** Nothing could be handed over, for a reason that is of no one message. */
  async faulted(endpoint: string, said: string, nowMs: number): Promise<void> {
    await this.#written((db) =>
      db
        .updateTable('webhook_endpoint')
        .set({ last_error: said.slice(0, ERROR_LENGTH_AT_MOST), last_error_at_ms: nowMs })
        .where('endpoint', '=', endpoint)
        .execute(),
    )
  }

  /** All that anything is kept for. */
  async endpointIds(): Promise<readonly string[]> {
    const rows = await this.#asked((db) => db.selectFrom('webhook_endpoint').select('endpoint').execute())
    return rows.map(({ endpoint }) => endpoint)
  }

  /** The dead letters, the oldest first. */
  async deadLetters(endpoint: string, limit: number): Promise<readonly DeadLetter[]> {
    const rows = await this.#asked((db) =>
      db
        .selectFrom('webhook_delivery')
        .selectAll()
        .where('endpoint', '=', endpoint)
        .where('dead_at_ms', 'is not', null)
        .orderBy('position')
        .limit(limit)
        .execute(),
    )
    return rows.map(deadLetterFrom)
  }

  /** A dead letter is tried anew, for as long as the first time. @returns whether there was one */
  async replay(endpoint: string, event: string, nowMs: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#asked((db) =>
      db
        .updateTable('webhook_delivery')
        .set({ ...UNTRIED, next_attempt_at_ms: nowMs })
        .where('endpoint', '=', endpoint)
        .where('event', '=', event)
        .where('dead_at_ms', 'is not', null)
        .executeTakeFirst(),
    )
    return numUpdatedRows > 0n
  }

  /** The partner does without a dead letter: what it held back goes on. @returns whether there was one */
  async skip(endpoint: string, event: string): Promise<boolean> {
    const { numDeletedRows } = await this.#asked((db) =>
      db
        .deleteFrom('webhook_delivery')
        .where('endpoint', '=', endpoint)
        .where('event', '=', event)
        .where('dead_at_ms', 'is not', null)
        .executeTakeFirst(),
    )
    return numDeletedRows > 0n
  }

  /** @returns undefined where nothing was ever read for it */
  async stateOf(endpoint: string): Promise<EndpointState | undefined> {
    const found = await this.#asked((db) =>
      db.selectFrom('webhook_endpoint').selectAll().where('endpoint', '=', endpoint).executeTakeFirst(),
    )
    if (found === undefined) return undefined
    const { all, dead, since } = await this.#asked((db) =>
      db
        .selectFrom('webhook_delivery')
        .select(({ fn }) => [
          fn.countAll<number | string>().as('all'),
          fn.count<number | string>('dead_at_ms').as('dead'),
          fn.min<number | null>('taken_at_ms').filterWhere('dead_at_ms', 'is', null).as('since'),
        ])
        .where('endpoint', '=', endpoint)
        .executeTakeFirstOrThrow(),
    )
    const { position, last_error, last_error_at_ms } = found
    return {
      held: heldIn(found.held),
      reached: position === '' ? undefined : position,
      waiting: Number(all) - Number(dead),
      waitingSinceMs: since ?? undefined,
      deadLetters: Number(dead),
      lastError: last_error === null ? undefined : { said: last_error, atMs: last_error_at_ms ?? 0 },
    }
  }

  /** Up to where the events were read for any endpoint; '' where for none. */
  async furthest(): Promise<Position | ''> {
    const { furthest } = await this.#asked((db) =>
      db
        .selectFrom('webhook_endpoint')
        .select(({ fn }) => fn.max<Position | null>('position').as('furthest'))
        .executeTakeFirstOrThrow(),
    )
    return furthest ?? ''
  }

  /**
   * What lies behind a position never happened (the events were put back): nothing of it waits any more, and all is read again from there.
   * @param told the id of the event by which each endpoint that was read for further is told, before anything else
   */
  goBack(behind: Position | '', told: string, nowMs: number): Promise<void> {
    return this.#together((transaction) => goneBack(transaction, behind, { told, nowMs }))
  }

  /** The partner unsubscribed: nothing of it stays. */
  forget(endpoint: string): Promise<void> {
    return this.#together(async (transaction) => {
      await transaction.deleteFrom('webhook_delivery').where('endpoint', '=', endpoint).execute()
      await transaction.deleteFrom('webhook_endpoint').where('endpoint', '=', endpoint).execute()
      await transaction.deleteFrom('set_aside').where('subscription', '=', endpoint).execute()
    })
  }

  #together<Result>(work: (transaction: Kysely<WebhookTables>) => Promise<Result>): Promise<Result> {
    return this.#asked((db) =>
      db.transaction().execute(async (transaction) => {
        await this.#fence?.(transaction)
        return work(transaction)
      }),
    )
  }

  /** One statement is a transaction by itself, unless something is asked in it first. */
  #written<Result>(statement: (db: Kysely<WebhookTables>) => Promise<Result>): Promise<Result> {
    return this.#fence === undefined ? this.#asked(statement) : this.#together(statement)
  }

  async #asked<Result>(work: (db: Kysely<WebhookTables>) => Promise<Result>): Promise<Result> {
    try {
      return await work(this.#engine.db)
    } catch (fault) {
      throw this.#engine.inWords(fault)
    }
  }
}
