/** What the partner has had, in a file, so that a restart forgets nothing: the ids, and of each plan and domain how far its events have come. What they said is not kept. */
import { DatabaseSync } from 'node:sqlite'

export interface Taken {
  readonly source: string
  readonly id: string
  readonly plan: string
  readonly domain: string
  /** Ten digits: text sorts as the numbers do. */
  readonly sequence: string
  /** Where it is fetched. */
  readonly dataref: string
}

export interface Memory {
  has(one: Pick<Taken, 'source' | 'id'>): boolean
  /** Of the last event in order; undefined where there was none. */
  lastSequence(one: Pick<Taken, 'plan' | 'domain'>): string | undefined
  /** Before its place in the topic is let go of: what was taken in is never taken in again. */
  keep(one: Taken): void
  /** What was recorded at a moment or later, in milliseconds since 1970, in the order it was recorded. */
  since(source: string, ms: number): readonly Pick<Taken, 'source' | 'id' | 'dataref'>[]
  /** It never was: should it come after all, it is taken in anew. */
  forget(one: Pick<Taken, 'source' | 'id'>): void
  close(): void
}

/** `sequence` begins with the millisecond it was recorded in. */
const PLACES_IN_A_MOMENT = 1_000

/** @param file made if it is not there */
export function memoryIn(file: string): Memory {
  const db = new DatabaseSync(file)
  db.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS had (source TEXT, id TEXT, PRIMARY KEY (source, id)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS where_it_is (source TEXT, id TEXT, dataref TEXT NOT NULL, ordered INTEGER NOT NULL, PRIMARY KEY (source, id)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS last (plan TEXT, domain TEXT, sequence TEXT NOT NULL, PRIMARY KEY (plan, domain)) STRICT, WITHOUT ROWID`)
  const has = db.prepare('SELECT 1 FROM had WHERE source = ? AND id = ?')
  const last = db.prepare('SELECT sequence FROM last WHERE plan = ? AND domain = ?')
  const keepId = db.prepare('INSERT OR IGNORE INTO had VALUES (?, ?)')
  const keepWhere = db.prepare('INSERT OR IGNORE INTO where_it_is VALUES (?, ?, ?, ?)')
  const since = db.prepare('SELECT id, dataref FROM where_it_is WHERE source = ? AND ordered >= ? ORDER BY ordered')
  const keepLast = db.prepare(
    'INSERT INTO last VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sequence = max(sequence, excluded.sequence)',
  )
  return {
    has: ({ source, id }) => has.get(source, id) !== undefined,
    lastSequence(one) {
      const sequence = last.get(one.plan, one.domain)?.['sequence']
      return typeof sequence === 'string' ? sequence : undefined
    },
    keep({ source, id, plan, domain, sequence, dataref }) {
      db.exec('BEGIN IMMEDIATE')
      keepId.run(source, id)
      keepWhere.run(source, id, dataref, Number(sequence))
      keepLast.run(plan, domain, sequence)
      db.exec('COMMIT')
    },
    since: (source, ms) =>
      since
        .all(source, ms * PLACES_IN_A_MOMENT)
        .map(({ id, dataref }) => ({ source, id: String(id), dataref: String(dataref) })),
    forget({ source, id }) {
      db.exec('BEGIN IMMEDIATE')
      for (const table of ['had', 'where_it_is'])
        db.prepare(`DELETE FROM ${table} WHERE source = ? AND id = ?`).run(source, id)
      db.exec('COMMIT')
    },
    close() {
      db.close()
    },
  }
}
