import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { StoreUnavailable, type Unavailability } from './port.ts'
import { openSqliteEventStore } from './sqlite.ts'
import { APPLICATION_ID, FORMAT, PAGE_BYTES } from './sqlite-schema.ts'
import { needs } from '../../test/support/needs.ts'
import { event, idsIn } from './testing/events.ts'
import { OtherProcess } from './testing/other-process.ts'

let directory: string
let file: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'event-store-'))
  file = join(directory, 'events.db')
})
afterEach(() => rm(directory, { recursive: true }))

async function fill(count = 3): Promise<void> {
  const store = await openSqliteEventStore({ file })
  for (let index = 0; index < count; index += 1) {
    await store.append(`plan-${String(index)}`, 'no-stream', [event(`e-${String(index)}`, 'x'.repeat(2000))])
  }
  await store.close()
}

function inFile(sql: string): void {
  const db = new DatabaseSync(file)
  db.exec(sql)
  db.close()
}

async function overwrite(at: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(bytes, 0, bytes.length, at)
  await handle.close()
}

async function expectRefused(reason: Unavailability): Promise<void> {
  const opening = openSqliteEventStore({ file, lockTimeoutMs: 100 })
  await expect(opening).rejects.toBeInstanceOf(StoreUnavailable)
  await expect(opening).rejects.toMatchObject({ reason, message: expect.stringContaining(file) })
}

async function expectRefusedUntouched(reason: Unavailability): Promise<void> {
  const before = await readFile(file)
  await expectRefused(reason)
  expect((await readFile(file)).equals(before)).toBe(true)
}

describe('opening', () => {
  it('an empty file makes a store of it', async () => {
    await writeFile(file, '')
    await fill()
    inFile('PRAGMA integrity_check')
    expect((await stat(file)).size).toBeGreaterThan(0)
  })

  it('a file of a newer format is refused and changes nothing in it', async () => {
    await fill()
    inFile(`PRAGMA user_version = ${String(FORMAT + 1)}`)
    await expectRefusedUntouched('newer-format')
  })

  it.each<[string, string]>([
    ['another program’s database', 'CREATE TABLE notes (text); INSERT INTO notes VALUES (1)'],
    ['another program’s empty database', 'PRAGMA application_id = 7; CREATE TABLE notes (text); DROP TABLE notes'],
    [
      'a database with our mark and no format',
      `PRAGMA application_id = ${String(APPLICATION_ID)}; CREATE TABLE streams (key)`,
    ],
  ])('%s is refused and changes nothing in it', async (_, sql) => {
    inFile(sql)
    await expectRefusedUntouched('not-a-store')
  })

  it.each<[string, string | Uint8Array]>([
    ['a short text', 'not a database'],
    ['a long text', 'not a database\n'.repeat(10_000)],
    ['zeros', new Uint8Array(20_000)],
  ])('%s is refused and changes nothing in it', async (_, content) => {
    await writeFile(file, content)
    await expectRefusedUntouched('not-a-store')
  })

  it('a directory, and a file in a directory that is not there, is refused', async () => {
    await mkdir(file)
    await expectRefused('io-error')
    file = join(directory, 'nowhere', 'events.db')
    await expectRefused('io-error')
    expect(existsSync(dirname(file))).toBe(false)
  })

  it('a file that another program keeps locked is refused, and opens once it is free', async () => {
    await fill()
    const other = new DatabaseSync(file)
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    await expectRefused('locked')
    other.exec('ROLLBACK')
    other.close()
    await fill(4)
  })

  it('at the same moment as others makes one store', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => openSqliteEventStore({ file })))
    await Promise.all(stores.map((store, index) => store.append(`plan-${String(index)}`, 'no-stream', [event('a')])))
    for (const store of stores) expect(await store.readAll(undefined, 10)).toHaveLength(4)
    await Promise.all(stores.map((store) => store.close()))
  })

  it('leaves one file behind when it was closed in peace', async () => {
    await fill()
    expect([`${file}-wal`, `${file}-shm`].filter((path) => existsSync(path))).toEqual([])
  })
})

describe('a damaged file', () => {
  it.each<[string, (size: number) => Promise<void>]>([
    ['the end is missing', (size) => truncate(file, Math.floor(size / 2))],
    ['the list of tables is overwritten', () => overwrite(100, randomBytes(4000))],
    ['the last events are overwritten', (size) => overwrite(size - 30 * PAGE_BYTES, randomBytes(30 * PAGE_BYTES))],
  ])('is refused as corrupt: %s', async (_, damage) => {
    await fill(100)
    await damage((await stat(file)).size)
    await expectRefused('corrupt')
  })

  it('in the middle is told by the read that meets it, while other reads and appends go on', async () => {
    await fill(200)
    const middle = (await readFile(file)).indexOf('e-100NeedReported')
    await overwrite(middle - (middle % PAGE_BYTES), randomBytes(PAGE_BYTES))

    const store = await openSqliteEventStore({ file })
    await expect(store.read('plan-100')).rejects.toMatchObject({ reason: 'corrupt' })
    await expect(store.readAll(undefined, 1000)).rejects.toMatchObject({ reason: 'corrupt' })
    expect(await idsIn(store, 'plan-199')).toEqual(['e-199'])
    await store.append('plan-199', 0, [event('new')])
    expect(await idsIn(store, 'plan-199')).toEqual(['e-199', 'new'])
    await store.close()
  })
})

/** Root writes everywhere, so the store is opened by somebody who may not. */
const NOBODY = 65_534
const somebodyElse = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

function whyNobodyCanRun(): string | undefined {
  if (process.platform === 'win32') return 'this system has permissions of another kind'
  if (process.getuid?.() !== 0) return undefined
  const closed = [process.execPath, import.meta.filename, join(tmpdir(), 'x')]
    .flatMap((path) => directoriesAbove(path))
    .find((path) => (statSync(path).mode & 0o001) === 0)
  return closed === undefined ? undefined : `${closed} is closed to everybody but root`
}

const directoriesAbove = (path: string): readonly string[] =>
  path === dirname(path) ? [] : [dirname(path), ...directoriesAbove(dirname(path))]

const asSomebodyElse = needs('a user who may not write everywhere', whyNobodyCanRun())

describe('what may only be read', () => {
  async function openElsewhere(): Promise<unknown> {
    const other = new OtherProcess(file, somebodyElse)
    const opened = await other.opened
    await other.close()
    return opened
  }

  asSomebodyElse.it('is refused as read-only, a file as well as a directory, and nothing is lost', async () => {
    chmodSync(directory, 0o777)
    await fill()
    chmodSync(file, 0o444)
    expect(await openElsewhere()).toMatchObject({ is: 'unavailable', reason: 'read-only' })

    chmodSync(file, 0o666)
    chmodSync(directory, 0o555)
    expect(await openElsewhere()).toMatchObject({ is: 'unavailable', reason: 'read-only' })

    file = join(directory, 'new.db')
    expect(await openElsewhere()).toMatchObject({ is: 'unavailable', reason: 'read-only' })
    chmodSync(directory, 0o777)
    file = join(directory, 'events.db')
    chmodSync(file, 0o666)
    expect(await openElsewhere()).toEqual({ is: 'opened' })
  })
})
