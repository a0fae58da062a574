/** A schema of PostgreSQL as it was, kept beside it, and put back in its place in one transaction while everybody stays connected: what `pg_restore --clean` comes to. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { openSchema } from '../../libs/postgres/database.ts'
import type { PostgresPlace } from '../../libs/postgres/place.ts'

/** What is noted there by a name. */
export async function notedIn(place: PostgresPlace, schema: string, name: string): Promise<string | undefined> {
  const db = openSchema<unknown>(place, { schema, connections: 1 })
  const asked = sql<{ text: string }>`select text from note where name = ${name}`.execute(db)
  const { rows } = await asked.finally(() => db.destroy())
  return rows[0]?.text
}

export async function backupOf(place: PostgresPlace, schema: string): Promise<{ putBack(): Promise<void> }> {
  const kept = `kept_${randomBytes(4).toString('hex')}`
  const run = async (statements: readonly string[]): Promise<void> => {
    const db = openSchema<unknown>(place, { schema, connections: 1 })
    try {
      await db.transaction().execute(async (transaction) => {
        for (const statement of statements) await sql.raw(statement).execute(transaction)
      })
    } finally {
      await db.destroy()
    }
  }
  const db = openSchema<unknown>(place, { schema, connections: 1 })
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = ${schema}`
    .execute(db)
    .finally(() => db.destroy())
  const tables = rows.map(({ name }) => name)
  await run([
    `create schema ${kept}`,
    ...tables.map((name) => `create table ${kept}.${name} as table ${schema}.${name}`),
  ])
  return {
    putBack: () =>
      run([
        `truncate ${tables.map((name) => `${schema}.${name}`).join(', ')} cascade`,
        ...tables.map((name) => `insert into ${schema}.${name} select * from ${kept}.${name}`),
      ]),
  }
}
