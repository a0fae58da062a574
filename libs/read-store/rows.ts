/** The rows of one generation: its tables made and dropped, and changes carried out by queries compiled once for each shape of change. */
import { PostgresAdapter, sql, type CompiledQuery, type Kysely } from 'kysely'
import type { RowChange, Table, Tables } from '../deciding/read-model.ts'
import { inOneGo } from '../postgres/in-one-go.ts'
import { sumOver, wholeOver } from './row-sums.ts'

/** Tables whose names are known only when the program runs. */
export type AnyRows = Record<string, Record<string, string | number>>

/** Statements in one message to PostgreSQL, at most. */
const SENT_TOGETHER = 500

type Change = RowChange<Tables>
type Values = Readonly<Record<string, string | number | undefined>>

type Asked = Pick<Kysely<unknown>, 'getExecutor'>

const isPostgres = (db: Asked): boolean => db.getExecutor().adapter instanceof PostgresAdapter

/** Text is ordered by its bytes on every engine, whatever language its database was made for. */
export const text = (db: Asked) => (isPostgres(db) ? sql`text collate "C"` : ('text' as const))

/** Safe integers: PostgreSQL's own `integer` ends at 2³¹. */
const integer = (db: Asked) => (isPostgres(db) ? ('bigint' as const) : ('integer' as const))

export const tableOf = (name: string, generation: number): string => `${name}_g${String(generation)}`

export async function createTables(db: Kysely<AnyRows>, tables: Tables, generation: number): Promise<void> {
  for (const [name, { columns, key, lookups = [] }] of Object.entries(tables)) {
    const table = tableOf(name, generation)
    let creation = db.schema.createTable(table)
    for (const [column, type] of Object.entries(columns))
      creation = creation.addColumn(column, type === 'text' ? text(db) : integer(db), (its) => its.notNull())
    if (!isPostgres(db)) {
      const [sum, whole] = [sumOver(Object.keys(columns)), wholeOver(Object.keys(columns))]
      creation = creation
        .addColumn(sum.name, 'integer', (its) => its.generatedAlwaysAs(sql.raw(sum.expression)).stored())
        // Of no type that has to be held: a check of the file then asks it of no row, which would keep them all in memory.
        .addColumn(whole.name, 'blob', (its) => its.generatedAlwaysAs(sql.raw(whole.expression)))
    }
    await creation.addPrimaryKeyConstraint(`${table}_key`, [...key] as never[]).execute()
    for (const [place, lookup] of lookups.entries())
      await db.schema
        .createIndex(`${table}_by${String(place)}`)
        .on(table)
        .columns([...lookup])
        .execute()
  }
}

/**
 * Until the transaction ends, nobody begins to read, and those who read have ended. On PostgreSQL a reader would otherwise find by the
 * plain name what was put there after the moment it reads as of: other tables, with rows it does not see. SQLite's readers see none of it.
 */
async function withoutReaders(db: Kysely<AnyRows>): Promise<void> {
  if (isPostgres(db)) await sql`lock table generations in access exclusive mode`.execute(db)
}

export async function dropTables(db: Kysely<AnyRows>, names: readonly string[], generation: number): Promise<void> {
  for (const name of names) await db.schema.dropTable(tableOf(name, generation)).ifExists().execute()
}

/** Readers ask by the plain name; it leads to the active generation's rows. */
export async function pointViews(db: Kysely<AnyRows>, names: readonly string[], generation: number): Promise<void> {
  await dropViews(db, names)
  for (const name of names) {
    const table = tableOf(name, generation)
    const rows = isPostgres(db) ? db.selectFrom(table).selectAll() : await wholeRows(db, table)
    await db.schema.createView(name).as(rows).execute()
  }
}

/** Of a table in a file: its own columns, of rows that are what was written. */
async function wholeRows(db: Kysely<AnyRows>, table: string) {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(db)
  const columns = rows.map(({ name }) => name)
  return db.selectFrom(table).select(columns).where(wholeOver(columns).name, '=', 1)
}

export async function dropViews(db: Kysely<AnyRows>, names: readonly string[]): Promise<void> {
  await withoutReaders(db)
  for (const name of names) await db.schema.dropView(name).ifExists().execute()
}

/** In order. */
export async function carryOut(transaction: Kysely<AnyRows>, queries: readonly CompiledQuery[]): Promise<void> {
  if (isPostgres(transaction))
    for (let sent = 0; sent < queries.length; sent += SENT_TOGETHER)
      await transaction.executeQuery(inOneGo(queries.slice(sent, sent + SENT_TOGETHER)))
  else for (const query of queries) await transaction.executeQuery(query)
}

/** Changes as queries. */
export class RowChanges {
  readonly #tables: Tables
  readonly #generation: number
  readonly #compiled = new Map<string, CompiledQuery>()

  constructor(tables: Tables, generation: number) {
    this.#tables = tables
    this.#generation = generation
  }

  queriesFor(db: Kysely<AnyRows>, changes: readonly Change[]): readonly CompiledQuery[] {
    return changes.map((change) => {
      const { shape, parameters } = this.#shapeOf(change)
      return { ...(this.#compiled.get(shape) ?? this.#compile(db, shape, change)), parameters }
    })
  }

  /** What a change has in common with others that the same query carries out, and this one's values in that query's order. */
  #shapeOf(change: Change): { readonly shape: string; readonly parameters: readonly (string | number)[] } {
    if ('put' in change) {
      const row: Values = change.row
      const columns = Object.keys(this.#table(change.put).columns)
      return { shape: `put ${change.put}`, parameters: columns.map((column) => valueOf(row, column)) }
    }
    const where: Values = change.where
    const conditions = Object.keys(where)
    // A change of everything is never meant.
    if (conditions.length === 0) throw new TypeError('a change or removal names the rows it is for')
    const found = conditions.map((column) => valueOf(where, column))
    if ('remove' in change) return { shape: `remove ${change.remove} ${conditions.join(' ')}`, parameters: found }
    const set: Values = change.set
    const columns = Object.keys(set)
    return {
      shape: `change ${change.change} ${columns.join(' ')} where ${conditions.join(' ')}`,
      parameters: [...columns.map((column) => valueOf(set, column)), ...found],
    }
  }

  #compile(db: Kysely<AnyRows>, shape: string, change: Change): CompiledQuery {
    const query = this.#queryFor(db, change).compile()
    this.#compiled.set(shape, query)
    return query
  }

  #queryFor(db: Kysely<AnyRows>, change: Change) {
    if ('put' in change) {
      const { columns, key } = this.#table(change.put)
      const others = Object.keys(columns).filter((column) => !key.includes(column))
      const row = Object.fromEntries(Object.keys(columns).map((column) => [column, '']))
      return db
        .insertInto(tableOf(change.put, this.#generation))
        .values(row)
        .onConflict((conflict) => {
          const same = conflict.columns([...key])
          return others.length === 0
            ? same.doNothing()
            : same.doUpdateSet((now) => Object.fromEntries(others.map((one) => [one, now.ref(`excluded.${one}`)])))
        })
    }
    if ('remove' in change)
      return Object.keys(change.where).reduce(
        (query, column) => query.where(column, '=', ''),
        db.deleteFrom(tableOf(change.remove, this.#generation)),
      )
    const set = Object.fromEntries(Object.keys(change.set).map((column) => [column, '']))
    return Object.keys(change.where).reduce(
      (query, column) => query.where(column, '=', ''),
      db.updateTable(tableOf(change.change, this.#generation)).set(set),
    )
  }

  #table(name: string): Table {
    const table = this.#tables[name]
    if (table === undefined) throw new TypeError(`the read model has no table ${name}`)
    return table
  }
}

function valueOf(values: Values, column: string): string | number {
  const value = values[column]
  if (value === undefined) throw new TypeError(`a row or condition leaves out ${column}`)
  // PostgreSQL has no text with a zero byte in it; rows are the same on every engine.
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
}
