/** What the partner has had, in a file, so that a restart forgets nothing: the ids, and of each plan and domain how far its events have come. What they said is not kept. */
import { DatabaseSync } from 'node:sqlite'

export interface Taken {
  readonly source: string
  readonly id: string
  readonly plan: string
  readonly domain: string
  /** Ten digits: text sorts as the numbers do. */
  readonly sequence: string
}

export interface Memory {
  has(one: Pick<Taken, 'source' | 'id'>): boolean
  /** Of the last event in order; undefined where there was none. */
  lastSequence(one: Pick<Taken, 'plan' | 'domain'>): string | undefined
  /** Before its place in the topic is let go of: what was taken in is never taken in again. */
  keep(one: Taken): void
  close(): void
}

/** @param file made if it is not there */
export function memoryIn(file: string): Memory {
  const db = new DatabaseSync(file)
  db.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS had (source TEXT, id TEXT, PRIMARY KEY (source, id)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS last (plan TEXT, domain TEXT, sequence TEXT NOT NULL, PRIMARY KEY (plan, domain)) STRICT, WITHOUT ROWID`)
  const has = db.prepare('SELECT 1 FROM had WHERE source = ? AND id = ?')
  const last = db.prepare('SELECT sequence FROM last WHERE plan = ? AND domain = ?')
  const keepId = db.prepare('INSERT OR IGNORE INTO had VALUES (?, ?)')
  const keepLast = db.prepare(
    'INSERT INTO last VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sequence = max(sequence, excluded.sequence)',
  )
  return {
    has: ({ source, id }) => has.get(source, id) !== undefined,
    lastSequence(one) {
      const sequence = last.get(one.plan, one.domain)?.['sequence']
      return typeof sequence === 'string' ? sequence : undefined
    },
    keep({ source, id, plan, domain, sequence }) {
      db.exec('BEGIN IMMEDIATE')
      keepId.run(source, id)
      keepLast.run(plan, domain, sequence)
      db.exec('COMMIT')
    },
    close() {
      db.close()
    },
  }
}
