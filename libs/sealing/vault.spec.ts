import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createSecretKey, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteVault } from './sqlite-vault.ts'
import { anna, keyOf, plan, rootKey, vaultContract } from './vault.contract.ts'
import { VaultUnavailable, type Vault } from './vault.ts'

let directory: string
let file: string
let opened: Vault[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vault-'))
  file = join(directory, 'vault.db')
  opened = []
})
afterEach(async () => {
  await Promise.allSettled(opened.map((vault) => vault.close()))
  rmSync(directory, { recursive: true })
})

function open(key = rootKey): Vault {
  const vault = openSqliteVault({ file, rootKey: key, lockTimeoutMs: 50 })
  opened.push(vault)
  return vault
}

/** What somebody does to the file with a tool of their own. */
function behindItsBack(sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}

function refusal(key = rootKey): string {
  try {
    open(key)
  } catch (fault) {
    if (fault instanceof VaultUnavailable) return fault.reason
    throw fault
  }
  return 'opened'
}

const HARMS = [
  'UPDATE key_encryption_key SET wrapped = zeroblob(length(wrapped))',
  "UPDATE secret SET wrapped = substr(wrapped, 2) WHERE name = 'bsn-index'",
  "DELETE FROM secret WHERE name = 'derivation'",
  'DELETE FROM vault',
]
let places = 0

vaultContract('SQLite', () => {
  places += 1
  const at = join(directory, `${String(places)}.db`)
  return Promise.resolve({
    open: (key) =>
      new Promise((resolve) => {
        resolve(openSqliteVault({ file: at, rootKey: key, lockTimeoutMs: 50 }))
      }),
    behindItsBack(statement) {
      const database = new DatabaseSync(at)
      const rows = database
        .prepare(statement)
        .all()
        .map((row) => ({ ...row }))
      database.close()
      return Promise.resolve(rows)
    },
    harms: HARMS,
    newerFormat: 'PRAGMA user_version = 3',
  })
})

describe('the file of a vault', () => {
  it('holds no key and no BSN in clear, and only its owner may read it', async () => {
    const vault = open()
    const keys = await vault.keysFor([anna, plan])
    await vault.personFor('111222333', 'p1')
    const names = ['vault.db', 'vault.db-wal', 'vault.db-shm'].filter((name) => existsSync(join(directory, name)))
    expect(names).toContain('vault.db-wal')
    for (const name of names) {
      const bytes = readFileSync(join(directory, name))
      for (const { key } of keys) expect(bytes.includes(key.export())).toBe(false)
      expect(bytes.includes('111222333') || bytes.includes(rootKey.export())).toBe(false)
      expect(statSync(join(directory, name)).mode & 0o077).toBe(0)
    }
  })

  it('opens with its own root key only, and is none the worse for a wrong one', async () => {
    const vault = open()
    const { id } = await keyOf(vault, anna)
    await vault.close()
    const before = readFileSync(file)
    expect(refusal(createSecretKey(randomBytes(32)))).toBe('wrong-root-key')
    expect(readFileSync(file)).toEqual(before)
    expect((await keyOf(open(), anna)).id).toBe(id)
  })

  it('of a newer format is refused and left as it is', async () => {
    await open().close()
    behindItsBack('PRAGMA user_version = 3')
    const before = readFileSync(file)
    expect(refusal()).toBe('newer-format')
    expect(readFileSync(file)).toEqual(before)
  })

  it('is no other database and no other file, and those are left as they are', () => {
    behindItsBack('CREATE TABLE events (id TEXT)')
    const database = readFileSync(file)
    expect(refusal()).toBe('not-a-vault')
    expect(readFileSync(file)).toEqual(database)
    file = join(directory, 'letter.txt')
    writeFileSync(file, 'Dear Anna, '.repeat(500))
    expect(refusal()).toBe('not-a-vault')
    expect(readFileSync(file, 'utf8')).toBe('Dear Anna, '.repeat(500))
  })

  it('that is damaged is refused', async () => {
    const vault = open()
    await vault.keysFor(Array.from({ length: 200 }, (_, number) => ({ owner: `p${String(number)}`, domain: 'youth' })))
    await vault.close()
    const broken = readFileSync(file)
    broken.fill(0xaa, Math.floor(broken.length / 2), Math.floor(broken.length / 2) + 2048)
    writeFileSync(file, broken)
    expect(refusal()).toBe('corrupt')
  })

  it('that cannot be opened says so', () => {
    file = join(directory, 'nowhere', 'vault.db')
    expect(refusal()).toBe('io-error')
    mkdirSync(join(directory, 'nowhere', 'vault.db'), { recursive: true })
    expect(refusal()).toBe('io-error')
  })

  it('held by a writer still gives the keys it has; what needs writing is refused and can be asked again', async () => {
    const vault = open()
    const { id } = await keyOf(vault, anna)
    const writer = new DatabaseSync(file)
    writer.exec('BEGIN IMMEDIATE')
    expect((await keyOf(vault, anna)).id).toBe(id)
    await expect(keyOf(vault, plan)).rejects.toMatchObject({ reason: 'locked' })
    await expect(vault.personFor('111222333', 'p1')).rejects.toMatchObject({ reason: 'locked' })
    writer.exec('ROLLBACK')
    writer.close()
    expect(await vault.personFor('111222333', 'p1')).toEqual({ personId: 'p1', isNew: true })
    expect(await keyOf(vault, plan)).toBeDefined()
  })
})

const BSN = '999990019'
const OTHER_BSN = '999990020'

describe('a row of the index of BSNs', () => {
  it('names nobody once it was made to name another, and keeps a vault that is damaged from being opened', async () => {
    const vault = open()
    await vault.personFor(BSN, 'p-anna')
    await vault.personFor(OTHER_BSN, 'p-bram')
    behindItsBack("UPDATE bsn SET person = 'p-anne' WHERE person = 'p-anna'")
    await expect(vault.findPerson(BSN)).rejects.toMatchObject({ reason: 'corrupt' })
    await expect(vault.personFor(BSN, 'p-new')).rejects.toMatchObject({ reason: 'corrupt' })
    expect(await vault.findPerson(OTHER_BSN)).toBe('p-bram')
    expect(refusal()).toBe('corrupt')
    behindItsBack("UPDATE bsn SET person = 'p-anna' WHERE person = 'p-anne'")
    behindItsBack("UPDATE bsn SET hmac = zeroblob(32) WHERE person = 'p-anna'")
    expect(refusal()).toBe('corrupt')
  })

  it('of the first format is taken as it stands, and bound from then on', async () => {
    const vault = open()
    await vault.personFor(BSN, 'p-anna')
    await vault.close()
    behindItsBack(`
      CREATE TABLE before (epoch INTEGER NOT NULL, hmac BLOB NOT NULL, person TEXT NOT NULL,
        PRIMARY KEY (epoch, hmac), UNIQUE (epoch, person)) STRICT, WITHOUT ROWID;
      INSERT INTO before SELECT epoch, hmac, person FROM bsn; DROP TABLE bsn; ALTER TABLE before RENAME TO bsn;
      PRAGMA user_version = 1`)
    expect(await open().findPerson(BSN)).toBe('p-anna')
    behindItsBack("UPDATE bsn SET person = 'p-anne'")
    expect(refusal()).toBe('corrupt')
  })

  it('is served right or not at all, whichever bit of the file is turned', async () => {
    const vault = open()
    const people = [BSN, OTHER_BSN]
    for (const [at, bsn] of people.entries()) await vault.personFor(bsn, `person-${String(at)}`)
    const key = await vault.keysFor([{ owner: 'person-0', domain: 'youth' }])
    const right = key[0]?.key.export().toString('hex')
    await vault.close()
    const whole = readFileSync(file)
    let [served, refused] = [0, 0]
    // A step that is prime to the pages meets all kinds of places.
    for (let at = 100; at < whole.length; at += 211) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8))
      for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
      writeFileSync(file, damaged)
      let one: Vault | undefined
      try {
        const anew = open()
        one = anew
        const found = await Promise.all(people.map((bsn) => anew.findPerson(bsn)))
        const keys = await anew.keysFor([{ owner: 'person-0', domain: 'youth' }])
        expect([at, found, keys[0]?.key.export().toString('hex')]).toEqual([at, ['person-0', 'person-1'], right])
        served += 1
      } catch (fault) {
        if (!(fault instanceof VaultUnavailable)) throw fault
        refused += 1
      } finally {
        await one?.close().catch(() => undefined)
      }
    }
    expect(served).toBeGreaterThan(20)
    expect(refused).toBeGreaterThan(5)
  }, 60_000)
})
