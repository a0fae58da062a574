import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { claim, numberFrom, whose } from './claim.ts'
import { isBusy } from './result-codes.ts'

const LAMPS = { applicationId: 0x4c414d50, format: 2, tables: 'CREATE TABLE lamp (name TEXT) STRICT' }

let directory: string
let opened: DatabaseSync[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'claim-'))
  opened = []
})
afterEach(() => {
  for (const db of opened) db.close()
  rmSync(directory, { recursive: true })
})

function open(): DatabaseSync {
  const db = new DatabaseSync(join(directory, 'lamps.db'))
  opened.push(db)
  return db
}

const claimed = (db: DatabaseSync, mark = LAMPS) => claim(db, mark, performance.now() + 1_000)
const journalOf = (db: DatabaseSync) => Object.values(db.prepare('PRAGMA journal_mode').get() ?? {})[0]

describe('a file', () => {
  it('that is empty becomes ours, with its tables, and is known again', () => {
    const db = open()
    expect(whose(db, LAMPS)).toBe('empty')
    expect(claimed(db)).toBe('ours')
    expect([journalOf(db), numberFrom(db, 'SELECT count(*) FROM lamp')]).toEqual(['wal', 0])
    expect(claimed(open())).toBe('ours')
  })

  it('of an older format is ours, of a newer one is said to be', () => {
    claimed(open(), { ...LAMPS, format: 1 })
    expect(claimed(open())).toBe('ours')
    open().exec('PRAGMA user_version = 3')
    expect(claimed(open())).toBe('newer-format')
  })

  it.each([
    ['without marks', 'CREATE TABLE other (x)'],
    ['of another kind', 'PRAGMA application_id = 7; PRAGMA user_version = 1; CREATE TABLE other (x)'],
    ['of no format', `PRAGMA application_id = ${String(LAMPS.applicationId)}; CREATE TABLE other (x)`],
  ])('%s is somebody else’s, and left as it was', (_what, made) => {
    open().exec(made)
    const db = open()
    expect(claimed(db)).toBe('not-a-store')
    expect([journalOf(db), numberFrom(db, 'SELECT count(*) FROM sqlite_schema')]).toEqual(['delete', 1])
  })
})

describe('a file that another process claims', () => {
  /** A connection that is overtaken just before it counts the tables. */
  function overtaken(by: () => void): DatabaseSync {
    return new Proxy(open(), {
      get(db, name) {
        const member: unknown = Reflect.get(db, name)
        if (typeof member !== 'function') return member
        return (...args: readonly unknown[]): unknown => {
          if (name === 'prepare' && String(args[0]).includes('sqlite_schema')) by()
          return Reflect.apply(member, db, args)
        }
      },
    })
  }

  it('while we look is empty or ours, and never somebody else’s', () => {
    const other = open()
    let tries = 0
    const db = overtaken(() => {
      tries += 1
      try {
        claim(other, LAMPS, 0)
      } catch (fault) {
        if (!isBusy(fault)) throw fault
      }
    })
    expect(['empty', 'ours']).toContain(whose(db, LAMPS))
    expect(tries).toBe(1)
    expect(claimed(other)).toBe('ours')
    expect(whose(db, LAMPS)).toBe('ours')
  })

  it('is waited for, as long as was asked', () => {
    const other = open()
    other.exec('BEGIN EXCLUSIVE')
    expect(() => claim(open(), LAMPS, performance.now() + 50)).toThrow(expect.objectContaining({ errcode: 5 }))
    other.exec('ROLLBACK')
    expect(claimed(open())).toBe('ours')
  })
})
