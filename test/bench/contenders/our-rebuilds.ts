/** Read models made anew from a store of many plans; and, beside that, what the disk and SQLite take for the same rows alone. Tasks: `rebuild NAME` (as the command does it) and `upsert NAME` (the changes made already, by statements prepared already). */
import { randomUUID } from 'node:crypto'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { PROJECTIONS } from '../../../libs/installation/projections.ts'
import type { RowChange, Tables } from '../../../libs/deciding/read-model.ts'
import { expectedOf } from '../../../libs/event-store/claims.ts'
import type { EventStore } from '../../../libs/event-store/port.ts'
import { openSqliteEventStore } from '../../../libs/event-store/sqlite.ts'
import { rebuild } from '../../../libs/read-store/build.ts'
import type { Projection } from '../../../libs/read-store/projection.ts'
import { openSqliteReadStore } from '../../../libs/read-store/sqlite-read-store.ts'
import type { MakeContender } from '../contender.ts'
import { ownDirectory } from '../work/directories.ts'
import { lifeOf, storedIn } from '../work/lives.ts'

/** As many events a transaction as a rebuild takes. */
const PAGE = 500
const AN_APPEND = 200

type Change = RowChange<Tables>

export const contender: MakeContender = async ({ plans, eventsEach }) => {
  const directory = ownDirectory()
  const store = await openSqliteEventStore({ file: directory.file('events.db') })
  const readStore = openSqliteReadStore({ file: directory.file('reads.db') })
  const units = Number(plans) * Number(eventsEach)
  await fill(store, Number(plans), Number(eventsEach))
  const pages = new Map<string, readonly (readonly Change[])[]>()

  const projectionNamed = (name: string): Projection => {
    const found = PROJECTIONS.find((projection) => projection.name === name)
    if (found === undefined) throw new RangeError(`there is no read model ${name}`)
    return found
  }

  return {
    async work(task) {
      const [what, name = ''] = task.split(' ')
      const projection = projectionNamed(name)
      if (what === 'rebuild') {
        const began = performance.now()
        await rebuild(store, readStore, projection)
        return { units, ms: performance.now() - began }
      }
      const made = pages.get(name) ?? (await changesOf(store, projection))
      pages.set(name, made)
      return { units, ms: upserted(directory.file(`${randomUUID()}.db`), projection, made) }
    },
    async close() {
      await readStore.close()
      await store.close()
      directory.remove()
    },
  }
}

async function fill(store: EventStore, plans: number, eventsEach: number): Promise<void> {
  const life = lifeOf(eventsEach)
  const streams = Array.from({ length: plans }, () => `plan-${randomUUID()}`)
  await Promise.all(
    streams.map(async (stream) => {
      const events = storedIn(stream, life)
      for (let at = 0; at < events.length; at += AN_APPEND)
        await store.append(stream, expectedOf(at), events.slice(at, at + AN_APPEND))
    }),
  )
}

/** The changes of each page of events, as the projection makes them. */
async function changesOf(store: EventStore, projection: Projection): Promise<readonly (readonly Change[])[]> {
  const all = (await store.readAll(undefined, Number.MAX_SAFE_INTEGER)).map((event) => projection.changesAfter(event))
  return Array.from({ length: Math.ceil(all.length / PAGE) }, (_, page) =>
    all.slice(page * PAGE, (page + 1) * PAGE).flat(),
  )
}

/** @returns how long it took, in milliseconds; the file is new and empty */
function upserted(file: string, { tables }: Projection, pages: readonly (readonly Change[])[]): number {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384')
  for (const [name, { columns, key, lookups = [] }] of Object.entries(tables)) {
    const described = Object.entries(columns).map(([column, type]) => `"${column}" ${type} NOT NULL`)
    db.exec(`CREATE TABLE "${name}" (${described.join(', ')}, PRIMARY KEY (${listOf(key)}))`)
    for (const [place, lookup] of lookups.entries())
      db.exec(`CREATE INDEX "${name}_${String(place)}" ON "${name}" (${listOf(lookup)})`)
  }
  const prepared = new Map<string, StatementSync>()
  const began = performance.now()
  for (const page of pages) {
    db.exec('BEGIN IMMEDIATE')
    for (const change of page) {
      const { sql, values } = asSql(change, tables)
      const statement = prepared.get(sql) ?? db.prepare(sql)
      prepared.set(sql, statement)
      statement.run(...values)
    }
    db.exec('COMMIT')
  }
  const ms = performance.now() - began
  db.close()
  return ms
}

function asSql(
  change: Change,
  tables: Tables,
): { readonly sql: string; readonly values: readonly (string | number)[] } {
  if ('put' in change) {
    const columns = Object.keys(change.row)
    const key = tables[change.put]?.key ?? []
    const others = columns.filter((column) => !key.includes(column))
    const set = others.map((column) => `"${column}" = excluded."${column}"`).join(', ')
    const conflict = `ON CONFLICT (${listOf(key)}) DO ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`
    const marks = columns.map(() => '?').join(', ')
    return {
      sql: `INSERT INTO "${change.put}" (${listOf(columns)}) VALUES (${marks}) ${conflict}`,
      values: Object.values(change.row),
    }
  }
  const where = Object.keys(change.where)
    .map((column) => `"${column}" = ?`)
    .join(' AND ')
  const found = Object.values(change.where) as (string | number)[]
  if ('remove' in change) return { sql: `DELETE FROM "${change.remove}" WHERE ${where}`, values: found }
  const set = Object.keys(change.set)
    .map((column) => `"${column}" = ?`)
    .join(', ')
  const values = [...(Object.values(change.set) as (string | number)[]), ...found]
  return { sql: `UPDATE "${change.change}" SET ${set} WHERE ${where}`, values }
}

const listOf = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ')
