/** Which subscriptions are set aside: not sent to, for a reason that is their own, until that is mended. Kept for all processes; who sets aside is not said here. */
import type { Kysely } from 'kysely'
import type { WebhookTables } from './webhook-tables.ts'

export interface SetAside {
  readonly subscription: string
  /** For machines. */
  readonly because: string
  /** Since when without a pause, whatever the reason was meanwhile. */
  readonly sinceMs: number
}

/** Asks something of the tables, in a transaction of whoever may write them. */
export interface AsksTables {
  read<Result>(statement: (db: Kysely<WebhookTables>) => Promise<Result>): Promise<Result>
  write<Result>(statement: (db: Kysely<WebhookTables>) => Promise<Result>): Promise<Result>
}

/** Every method throws StoreUnavailable where the engine does not serve. */
export class SetAsides {
  readonly #tables: AsksTables

  constructor(tables: AsksTables) {
    this.#tables = tables
  }

  async put(subscription: string, because: string, nowMs: number): Promise<void> {
    await this.#tables.write((db) =>
      db
        .insertInto('set_aside')
        .values({ subscription, because, since_ms: nowMs })
        .onConflict((same) => same.column('subscription').doUpdateSet({ because }))
        .execute(),
    )
  }

  async lift(subscription: string): Promise<void> {
    await this.#tables.write((db) => db.deleteFrom('set_aside').where('subscription', '=', subscription).execute())
  }

  /** Those set aside longest first. @param among these only; all without it */
  async all(limit: number, among?: readonly string[]): Promise<readonly SetAside[]> {
    if (among?.length === 0) return []
    const rows = await this.#tables.read((db) => {
      const query = db.selectFrom('set_aside').selectAll().orderBy('since_ms').orderBy('subscription').limit(limit)
      return (among === undefined ? query : query.where('subscription', 'in', among)).execute()
    })
    return rows.map(({ subscription, because, since_ms }) => ({ subscription, because, sinceMs: since_ms }))
  }

  async count(): Promise<number> {
    const { count } = await this.#tables.read((db) =>
      db
        .selectFrom('set_aside')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .executeTakeFirstOrThrow(),
    )
    return Number(count)
  }

  /** Endpoints that did not take what was sent when it was tried last: not set aside, since what is of other plans still goes there. */
  async notTaking(limit: number): Promise<{ readonly count: number; readonly endpoints: readonly string[] }> {
    const rows = await this.#tables.read((db) =>
      db
        .selectFrom('webhook_delivery')
        .select('endpoint')
        .distinct()
        .where((row) => row.or([row('attempts', '>', 0), row('dead_at_ms', 'is not', null)]))
        .orderBy('endpoint')
        .execute(),
    )
    return { count: rows.length, endpoints: rows.slice(0, limit).map(({ endpoint }) => endpoint) }
  }
}
