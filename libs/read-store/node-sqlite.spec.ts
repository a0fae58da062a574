import { expect, it } from '@jest/globals'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { NodeSqliteDialect } from './node-sqlite.ts'

const SQLITE_FULL = 13

it('tells why a transaction ended that SQLite ended by itself, and not that there is none to end', async () => {
  const database = new DatabaseSync(':memory:')
  const db = new Kysely<unknown>({ dialect: new NodeSqliteDialect(database, { begin: 'immediate', lockTimeoutMs: 0 }) })
  database.exec('CREATE TABLE said (text); PRAGMA max_page_count = 4')
  const tooMuch = () =>
    db.transaction().execute((inIt) => sql`INSERT INTO said VALUES (zeroblob(100000))`.execute(inIt))
  await expect(tooMuch()).rejects.toMatchObject({ errcode: SQLITE_FULL })
  // And one that SQLite leaves open is ended.
  const faulty = () =>
    db.transaction().execute(async (inIt) => {
      await sql`INSERT INTO said VALUES ('once')`.execute(inIt)
      throw new Error('of ours')
    })
  await expect(faulty()).rejects.toThrow('of ours')
  expect((await sql`SELECT * FROM said`.execute(db)).rows).toEqual([])
  await db.destroy()
})
