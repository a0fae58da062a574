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
    newerFormat: 'PRAGMA user_version = 2',
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
    behindItsBack('PRAGMA user_version = 2')
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
