import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteVault } from './sqlite-vault.ts'
import {
  KeyDestroyed,
  PersonHasAnotherBsn,
  VaultUnavailable,
  type DataKey,
  type KeyScope,
  type Vault,
} from './vault.ts'

const rootKey = createSecretKey(randomBytes(32))
const anna = { owner: 'anna', domain: 'youth' }
const plan = { owner: 'plan:1', domain: 'youth' }
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

async function keyOf(vault: Vault, scope: KeyScope): Promise<DataKey> {
  const [key] = await vault.keysFor([scope])
  if (key === undefined) throw new Error('no key came')
  return key
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

const destroy = ({ owner, domain }: KeyScope) => {
  behindItsBack(
    `UPDATE data_key SET wrapped = NULL, destroyed_at = '2026-11-22' WHERE owner = '${owner}' AND domain = '${domain}'`,
  )
}

describe('a data key', () => {
  it('is one for each owner and domain, and stays so when the vault is opened again', async () => {
    const first = open()
    const scopes = [anna, { owner: 'anna', domain: 'wmo' }, { owner: 'bram', domain: 'youth' }, plan]
    const keys = await first.keysFor([...scopes, anna])
    expect(new Set(keys.map(({ id }) => id)).size).toBe(4)
    expect(keys[4]?.key.equals(keys[0]?.key ?? rootKey)).toBe(true)
    await first.close()
    const again = await open().keysFor(scopes)
    expect(again.map(({ id, key }) => [id, key.export()])).toEqual(
      keys.slice(0, 4).map(({ id, key }) => [id, key.export()]),
    )
  })

  it('is the same for two who ask in the same moment', async () => {
    const vault = open()
    const [one, other] = await Promise.all([keyOf(vault, anna), keyOf(vault, anna)])
    expect(one.id).toBe(other.id)
  })

  it('is found by its id, and is simply not there when nobody has it', async () => {
    const vault = open()
    const { id, key } = await keyOf(vault, anna)
    const found = await vault.keysById([id, 'never-made'])
    expect([...found.keys()]).toEqual([id])
    expect(found.get(id)?.equals(key)).toBe(true)
  })

  it('that was destroyed is not begun anew, is gone for who reads, and fails nobody beside it', async () => {
    const vault = open()
    const { id } = await keyOf(vault, anna)
    destroy(anna)
    expect((await vault.keysById([id])).size).toBe(0)
    const [refused, neighbour, person] = await Promise.allSettled([
      vault.keysFor([plan, anna]),
      vault.keysFor([{ owner: 'bram', domain: 'youth' }]),
      vault.personFor('111222333', 'p1'),
    ])
    expect(refused).toMatchObject({ status: 'rejected', reason: { scope: anna } })
    expect(refused.status === 'rejected' && refused.reason instanceof KeyDestroyed).toBe(true)
    expect([neighbour.status, person.status]).toEqual(['fulfilled', 'fulfilled'])
  })

  it('leaves a fingerprint that its destroyed row keeps', async () => {
    const { key } = await keyOf(open(), anna)
    destroy(anna)
    const database = new DatabaseSync(file)
    const row = database.prepare('SELECT wrapped, fingerprint FROM data_key').get()
    database.close()
    const fingerprint = createHmac('sha256', key).update('samenspel data key fingerprint').digest('base64url')
    expect({ ...row }).toEqual({ wrapped: null, fingerprint })
  })

  it('does not open in another row than its own', async () => {
    const vault = open()
    await vault.keysFor([anna, plan])
    behindItsBack(
      `UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE owner = 'plan:1') WHERE owner = 'anna'`,
    )
    await expect(keyOf(vault, anna)).rejects.toMatchObject({ reason: 'corrupt' })
    await expect(keyOf(vault, plan)).resolves.toBeDefined()
  })
})

describe('a person', () => {
  it('is known by their BSN from the first time on, however it is written', async () => {
    const vault = open()
    expect(await vault.findPerson('10000008')).toBeUndefined()
    expect(await vault.personFor('10000008', 'p1')).toEqual({ personId: 'p1', isNew: true })
    expect(await vault.personFor('010000008', 'p2')).toEqual({ personId: 'p1', isNew: false })
    expect(await vault.personFor('111222333', 'p3')).toEqual({ personId: 'p3', isNew: true })
    await vault.close()
    expect(await open().findPerson(' 010000008 ')).toBe('p1')
  })

  it('has one BSN; whoever gives them another is refused, and nobody who asked in the same moment', async () => {
    const vault = open()
    const [first, refused, key] = await Promise.allSettled([
      vault.personFor('111222333', 'p1'),
      vault.personFor('123456782', 'p1'),
      keyOf(vault, anna),
    ])
    expect([first.status, key.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(refused.status === 'rejected' && refused.reason instanceof PersonHasAnotherBsn).toBe(true)
    expect(await vault.findPerson('123456782')).toBeUndefined()
  })

  it('is not looked for by what is no BSN, and the error does not repeat it', async () => {
    const vault = open()
    const fault = await vault.personFor('987654321', 'p1').catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(TypeError)
    expect(String(fault)).not.toContain('987654321')
    await expect(vault.findPerson('987654321')).rejects.toBeInstanceOf(TypeError)
  })
})

describe('a derived key', () => {
  it('is the same at every start, one for each label, and another in another vault', async () => {
    const vault = open()
    const digest = vault.deriveKey('command-digest')
    expect(digest.symmetricKeySize).toBe(32)
    expect(digest.equals(vault.deriveKey('other'))).toBe(false)
    await vault.close()
    const again = open()
    expect(again.deriveKey('command-digest').equals(digest)).toBe(true)
    await again.close()
    file = join(directory, 'another.db')
    expect(open().deriveKey('command-digest').equals(digest)).toBe(false)
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

  it('that is damaged is refused: a page, a key of keys, a secret, its own row', async () => {
    const vault = open()
    await vault.keysFor(Array.from({ length: 200 }, (_, number) => ({ owner: `p${String(number)}`, domain: 'youth' })))
    await vault.close()
    const whole = readFileSync(file)
    const broken = Buffer.from(whole)
    broken.fill(0xaa, Math.floor(broken.length / 2), Math.floor(broken.length / 2) + 2048)
    writeFileSync(file, broken)
    expect(refusal()).toBe('corrupt')
    const harms = [
      'UPDATE key_encryption_key SET wrapped = zeroblob(length(wrapped))',
      "UPDATE secret SET wrapped = substr(wrapped, 2) WHERE name = 'bsn-index'",
      "DELETE FROM secret WHERE name = 'derivation'",
      'DELETE FROM vault',
    ]
    for (const harm of harms) {
      writeFileSync(file, whole)
      behindItsBack(harm)
      expect([harm, refusal()]).toEqual([harm, 'corrupt'])
    }
    writeFileSync(file, whole)
    expect(refusal()).toBe('opened')
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

  it('that was closed finished what was asked before, and takes nothing after', async () => {
    const vault = open()
    const before = vault.personFor('111222333', 'p1')
    await vault.close()
    expect(await before).toEqual({ personId: 'p1', isNew: true })
    await expect(keyOf(vault, anna)).rejects.toMatchObject({ reason: 'closed' })
    await expect(vault.personFor('111222333', 'p1')).rejects.toMatchObject({ reason: 'closed' })
  })
})
