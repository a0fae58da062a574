/** Where the contracts of the read store run: on a SQLite file, or in a schema of PostgreSQL. Said so that another process can open the same. */
import { rmSync } from 'node:fs'
import type { PostgresPlace } from '../postgres/place.ts'
import { openPostgresReadStore } from './postgres-read-store.ts'
import type { ReadStore } from './read-store.ts'
import { openSqliteReadStore } from './sqlite-read-store.ts'

export type Place = { readonly file: string } | { readonly place: PostgresPlace; readonly schema: string }

/** A place that nobody has used, anew at each call. */
export type FreshPlace = () => Place

export const openAt = (place: Place): Promise<ReadStore> =>
  'file' in place
    ? Promise.resolve(openSqliteReadStore({ file: place.file }))
    : openPostgresReadStore({ place: place.place, schema: place.schema })

/** SQLite's files; PostgreSQL's schemas go with the server. */
export function leave(place: Place): void {
  if ('file' in place) for (const end of ['', '-wal', '-shm']) rmSync(`${place.file}${end}`, { force: true })
}
