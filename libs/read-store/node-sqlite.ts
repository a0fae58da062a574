/** Kysely on Node's own SQLite: the few calls Kysely makes, statements kept prepared, and a transaction that waits for other processes without blocking this one. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { CompiledQuery, SqliteDialect, SqliteDriver, type DatabaseConnection, type SqliteDatabase } from 'kysely'
import { isBusy } from '../sqlite/result-codes.ts'

/** More than all shapes of query there are; a list's conditions make a few each. */
const STATEMENTS_KEPT = 500
const RETRY_MS = 3

export interface Beginning {
  /** `immediate` takes the write lock at once, so that no transaction fails halfway; `deferred` only reads. */
  readonly begin: 'immediate' | 'deferred'
  /** How long a transaction waits for its lock. */
  readonly lockTimeoutMs: number
}

export class NodeSqliteDialect extends SqliteDialect {
  readonly #handle: DatabaseSync
  readonly #database: SqliteDatabase
  readonly #beginning: Beginning

  constructor(db: DatabaseSync, beginning: Beginning) {
    const database = forKysely(db)
    super({ database })
    this.#handle = db
    this.#database = database
    this.#beginning = beginning
  }

  override createDriver(): SqliteDriver {
    return new WaitingDriver(this.#database, this.#beginning, this.#handle)
  }
}

class WaitingDriver extends SqliteDriver {
  readonly #handle: DatabaseSync
  readonly #beginning: Beginning

  constructor(database: SqliteDatabase, beginning: Beginning, handle: DatabaseSync) {
    super({ database })
    this.#handle = handle
    this.#beginning = beginning
  }

  /** A full disk and its like end a transaction in SQLite itself: to end it again would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#handle.isTransaction) await super.rollbackTransaction(connection)
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const { begin, lockTimeoutMs } = this.#beginning
    const until = performance.now() + lockTimeoutMs
    for (;;) {
      try {
        await connection.executeQuery(CompiledQuery.raw(`begin ${begin}`))
        return
      } catch (fault) {
        if (!isBusy(fault) || performance.now() >= until) throw fault
        await pause(RETRY_MS * (0.5 + Math.random()))
      }
    }
  }
}

/** Kysely asks of each statement whether it answers rows: on a bare handle every query would answer none. */
function forKysely(db: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, ReturnType<typeof statementFor>>()
  return {
    close() {
      kept.clear()
      db.close()
    },
    prepare(sql) {
      const known = kept.get(sql)
      if (known !== undefined) return known
      if (kept.size >= STATEMENTS_KEPT) kept.clear()
      const statement = statementFor(db.prepare(sql))
      kept.set(sql, statement)
      return statement
    },
  }
}

const statementFor = (statement: StatementSync) => ({
  reader: statement.columns().length > 0,
  all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
  run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
  iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
})

const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[]
