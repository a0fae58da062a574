/** A schema of ours in a PostgreSQL database: its connections, its form brought up to date behind a lock, and what a session is set to. Knows no table. */
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  sql,
  type DatabaseConnection,
  type PostgresPool,
} from 'kysely'
import type { PostgresPlace } from './place.ts'
import { openPool } from './pool.ts'
import { PostgresFault } from './trouble.ts'

export interface SessionOptions {
  /** Lower-case letters, digits and underscores. */
  readonly schema: string
  /** Connections at most. */
  readonly connections: number
  /** How long a statement waits for a lock. */
  readonly lockTimeoutMs?: number
  /** False: a crash of the server may take the last commits, which can be made again. True, as it is unless told: durable when it returns. */
  readonly durable?: boolean
  /** What begins a transaction, in one go; statements parted by semicolons. */
  readonly begin?: string
}

/** Connections are made when they are needed: nothing is reached here yet. @throws Error for a URL or certificate that cannot be used */
export function openSchema<Tables>(place: PostgresPlace, options: SessionOptions): Kysely<Tables> {
  const { schema, connections, lockTimeoutMs = 5_000, durable = true, begin } = options
  if (!/^[a-z][a-z0-9_]{0,50}$/.test(schema)) throw new RangeError('a schema has a name of lower-case letters')
  const pool = openPool(place, {
    max: connections,
    lock_timeout: lockTimeoutMs,
    application_name: `samenspel ${schema}`,
    options: `-c search_path=${schema} -c synchronous_commit=${durable ? 'on' : 'off'}`,
  })
  return new Kysely<Tables>({ dialect: new Dialect(pool, begin) })
}

class Dialect extends PostgresDialect {
  readonly #pool: PostgresPool
  readonly #begin: string | undefined

  constructor(pool: PostgresPool, begin: string | undefined) {
    super({ pool })
    this.#pool = pool
    this.#begin = begin
  }

  override createDriver(): PostgresDriver {
    return this.#begin === undefined
      ? new PostgresDriver({ pool: this.#pool })
      : new BeginningDriver(this.#pool, this.#begin)
  }
}

class BeginningDriver extends PostgresDriver {
  readonly #begin: string

  constructor(pool: PostgresPool, begin: string) {
    super({ pool })
    this.#begin = begin
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw(this.#begin))
    } catch (fault) {
      // What failed behind `begin` leaves a transaction open, which Kysely does not know of.
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined)
      throw fault
    }
  }
}

type AnyTables = Record<string, Record<string, string | number>>

/** One step in the form of a schema. Those that were released never change; a later form is one more step. */
export type Migration = (db: Kysely<AnyTables>) => Promise<void>

const WAIT_FOR_MIGRATIONS_MS = 60_000

/**
 * Brings the schema to the form this version knows, made where it is not there; of several processes one does it, the others wait.
 * Nothing is changed in a schema of a newer form. (Kysely's own Migrator looks at all tables of the database first, and fails where
 * another process drops one meanwhile, as a rebuild does.)
 * @throws PostgresFault (`newer-format`), or the driver's own error
 */
export async function bringUpToDate(
  place: PostgresPlace,
  schema: string,
  migrations: readonly Migration[],
): Promise<void> {
  const db = openSchema<AnyTables>(place, { schema, connections: 1, lockTimeoutMs: WAIT_FOR_MIGRATIONS_MS })
  try {
    await db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtext('samenspel migrations'), hashtext(${schema}))`.execute(
        transaction,
      )
      // Looked for first: who may not make schemas may still have been given this one.
      const found = await sql`select 1 where to_regnamespace(${schema}) is not null`.execute(transaction)
      if (found.rows.length === 0) await transaction.schema.createSchema(schema).execute()
      await sql`create table if not exists migration (number integer primary key, applied_at timestamptz not null)`.execute(
        transaction,
      )
      const { rows } = await sql<{ done: number }>`select count(*) as done from migration`.execute(transaction)
      const done = rows[0]?.done ?? 0
      if (done > migrations.length)
        throw new PostgresFault('newer-format', `the schema ${schema} was written by a newer version of this software`)
      for (const [number, migrate] of migrations.entries()) {
        if (number < done) continue
        await migrate(transaction)
        await sql`insert into migration values (${number + 1}, now())`.execute(transaction)
      }
    })
  } finally {
    await db.destroy()
  }
}
