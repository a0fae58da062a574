/** What others ask a file to keep for them, a text by a name, so that it goes where the file's backup goes. */
import type { DatabaseSync } from 'node:sqlite'

/** What a SQL engine is told; PostgreSQL takes the same. */
export const NOTE_TABLE = 'create table if not exists note (name text not null primary key, text text not null)'

/** A file of before may have no notes. */
export function notedIn(db: DatabaseSync, name: string): string | undefined {
  const there = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'note'").get()
  if (there === undefined) return undefined
  const found = db.prepare('SELECT text FROM note WHERE name = ?').get(name)
  return found === undefined ? undefined : String(found['text'])
}

/** Inside a transaction that writes. */
export function noteIn(db: DatabaseSync, name: string, text: string): void {
  db.exec(NOTE_TABLE)
  db.prepare('INSERT INTO note (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text').run(
    name,
    text,
  )
}
