/** A file of lists in which a byte is not what was written: no answer that is not right, and it is made anew by itself. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Position, StoreUnavailable } from '../event-store/port.ts'
import { inMemoryEventStore } from '../event-store/testing/in-memory.ts'
import { until } from '../event-store/testing/events.ts'
import { hung, lamps, lampsModel, onceReady, rowsOf, switched, writerOf } from './lamps.contract.ts'
import { fileLease } from '../lease/file-lease.ts'
import { asReadStoreFault } from './faults.ts'
import { whatIsFound } from './read-all.ts'
import { allMustBeWhole } from './read-store-file.ts'
import { knowRowSums } from './row-sums.ts'
import { openSqliteReadStore, SET_ASIDE } from './sqlite-read-store.ts'
import type { ReadStore } from './read-store.ts'
import { runProjections } from './run-projections.ts'

const FLIPS = 120

const directory = mkdtempSync(join(tmpdir(), 'damaged-lists-'))
const whole = join(directory, 'whole.db')
const file = join(directory, 'reads.db')
const store = inMemoryEventStore()
let head: Position
let rows: unknown

beforeAll(async () => {
  const write = writerOf(store, 'house-1')
  for (let room = 0; room < 60; room += 1)
    head = await write(hung(`room ${String(room)}`), switched(`room ${String(room)}`, room))
  const readStore = openSqliteReadStore({ file: whole })
  await caughtUp(readStore)
  rows = await rowsOf(readStore)
  await readStore.close()
})
afterAll(() => {
  rmSync(directory, { recursive: true })
})

async function caughtUp(readStore: ReadStore): Promise<void> {
  const stopping = new AbortController()
  const running = runProjections(store, readStore, [lamps], { signal: stopping.signal, onFault: () => undefined })
  expect(await onceReady(() => readStore.caughtUpTo(lampsModel, head, 10_000))).toBe(true)
  stopping.abort()
  await running
}

/** @param at of the byte that is another */
function damaged(at: number): void {
  for (const end of ['-wal', '-shm', SET_ASIDE]) rmSync(`${file}${end}`, { force: true })
  const bytes = readFileSync(whole)
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x41, at)
  writeFileSync(file, bytes)
}

/** As all of it says. */
function isDamagedSomewhere(): boolean {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    knowRowSums(db)
    allMustBeWhole(db, file, () => undefined)
    return false
  } catch (fault) {
    return (asReadStoreFault(fault, file) as StoreUnavailable).reason === 'corrupt'
  } finally {
    db.close()
  }
}

/** A place in the index by which lamps are found by their house. */
function inAnIndex(): number {
  const db = new DatabaseSync(whole, { readOnly: true })
  const { rootpage } = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'lamp_g1_by0'").get() ?? {}
  const { page_size: size } = db.prepare('PRAGMA page_size').get() ?? {}
  db.close()
  const begins = (Number(rootpage) - 1) * Number(size)
  return readFileSync(whole).indexOf('house-1', begins) + 'house-'.length
}

/** In the file as it lies there, whoever has it open. */
function damageNow(at: number): void {
  const handle = openSync(file, 'r+')
  const byte = Buffer.alloc(1)
  readSync(handle, byte, 0, 1, at)
  byte.writeUInt8(byte.readUInt8(0) ^ 0x41, 0)
  writeSync(handle, byte, 0, 1, at)
  closeSync(handle)
}

const never = new AbortController().signal
/** As long as a test lasts. */
const NOT_NOW_MS = 600_000

const places = (): readonly number[] => {
  const { length } = readFileSync(whole)
  return Array.from({ length: FLIPS }, (_, count) => Math.floor((count * length) / FLIPS) + (count % 7))
}

describe('a file of lists with one byte that is another', () => {
  it('is whole once all of it was read, or another is made in its place', async () => {
    let setAside = 0
    for (const at of places()) {
      damaged(at)
      const before = setAside
      const isDamaged = isDamagedSomewhere()
      let readStore: ReadStore
      try {
        readStore = openSqliteReadStore({
          ...{ file, isChecked: true, onSetAside: () => (setAside += 1) },
          reading: { firstAfterMs: isDamaged ? 0 : NOT_NOW_MS },
        })
      } catch (fault) {
        // Of the header: of another format, as far as anybody can know.
        expect(fault).toMatchObject({ reason: 'newer-format' })
        continue
      }
      if (isDamaged) await until('it is set aside', () => setAside > before)
      const answer = await rowsOf(readStore).catch((fault: unknown) => fault)
      if (!(answer instanceof Error)) expect({ at, answer }).toEqual({ at, answer: rows })
      await caughtUp(readStore)
      expect({ at, answer: await rowsOf(readStore) }).toEqual({ at, answer: rows })
      await readStore.close()
    }
    expect(setAside).toBeGreaterThan(FLIPS / 10)
  }, 60_000)

  it('is set aside by who meets a value in it, while others have it open, and all go on with another', async () => {
    copyFileSync(whole, file)
    const one = openSqliteReadStore({ file })
    const other = openSqliteReadStore({ file })
    const behindTheirBack = new DatabaseSync(file)
    for (const name of ['row_sum', 'row_is_whole'])
      behindTheirBack.function(name, { varargs: true, deterministic: true }, () => 1)
    behindTheirBack.exec("UPDATE lamp_g1 SET light = 'blue' WHERE lamp = 'room 7'")
    behindTheirBack.close()

    await expect(rowsOf(one)).rejects.toMatchObject({ reason: 'corrupt' })
    expect(existsSync(`${file}${SET_ASIDE}`)).toBe(true)
    await expect(rowsOf(other)).rejects.toThrow('are not there yet')
    await caughtUp(other)
    expect(await rowsOf(one)).toEqual(rows)
    expect(await rowsOf(other)).toEqual(rows)
    await one.close()
    await other.close()
  })

  it('is found while it is in use, and made anew though nothing happens, where an index is damaged that no answer could show', async () => {
    damaged(inAnIndex())
    const setAside: string[] = []
    const reading = { firstAfterMs: 0, againAfterMs: 20, lookAgainAfterMs: 20 }
    const told = { isChecked: true, reading, onSetAside: (where: string) => setAside.push(where) }
    // A start does not read all of it.
    const opened = openSqliteReadStore({ file, ...told, reading: { firstAfterMs: NOT_NOW_MS } })
    expect(await rowsOf(opened)).toEqual(rows)
    expect(setAside).toEqual([])
    await opened.close()

    copyFileSync(whole, file)
    const serving = openSqliteReadStore({ file, ...told })
    const following = openSqliteReadStore({ file })
    expect(await rowsOf(serving)).toEqual(rows)
    const stopping = new AbortController()
    const faults: unknown[] = []
    const onFault = (_: string, fault: unknown) => faults.push(fault)
    const running = runProjections(store, following, [lamps], { signal: stopping.signal, onFault })
    expect(await following.caughtUpTo(lampsModel, head, 10_000)).toBe(true)
    damageNow(inAnIndex())
    await until('it is set aside', () => setAside.length === 1)
    expect(await onceReady(() => rowsOf(serving))).toEqual(rows)
    expect(await rowsOf(following)).toEqual(rows)
    expect({ setAside, faults }).toEqual({ setAside: [`${file}${SET_ASIDE}`], faults: [] })
    stopping.abort()
    await running
    await serving.close()
    await following.close()
  }, 20_000)

  it('is read by one who has it open, and by another once that one is gone', async () => {
    damaged(inAnIndex())
    const ofAnother = await fileLease(`${file}.lease`)(never)
    const setAside: string[] = []
    const readStore = openSqliteReadStore({
      ...{ file, isChecked: true, onSetAside: (where: string) => setAside.push(where) },
      reading: { firstAfterMs: 0, lookAgainAfterMs: 20 },
    })
    // As long as it takes to find it.
    expect(await whatIsFound(file, never)).toBe('damaged')
    expect(setAside).toEqual([])
    await ofAnother?.release()
    await until('it is set aside', () => setAside.length === 1)
    await readStore.close()
  })

  it('is let go of at once by who reads all of it', async () => {
    copyFileSync(whole, file)
    const readStore = openSqliteReadStore({ file, isChecked: true, reading: { firstAfterMs: 0, againAfterMs: 0 } })
    await rowsOf(readStore)
    await readStore.close()
    const lease = await fileLease(`${file}.lease`)(AbortSignal.timeout(5_000))
    expect(lease).toBeDefined()
    await lease?.release()
  })

  it('is nothing that a query finds by what it asks: a row is held against its own values', async () => {
    copyFileSync(whole, file)
    const readStore = openSqliteReadStore({ file })
    const found = await readStore.read([lampsModel], (lamp) =>
      lamp
        .selectFrom('lamp')
        .select('lamp')
        .where('lamp', '=', 'room 7')
        .where('light', '=', 'of another colour')
        .execute(),
    )
    expect(found).toEqual([])
    await readStore.close()
  })

  it('is made anew where a check of it would ask for every sum', async () => {
    damaged(0)
    copyFileSync(whole, file)
    const before = new DatabaseSync(file)
    before.exec('PRAGMA user_version = 2')
    before.close()
    const readStore = openSqliteReadStore({ file, isChecked: true })
    await expect(rowsOf(readStore)).rejects.toThrow('are not there yet')
    await caughtUp(readStore)
    expect(await rowsOf(readStore)).toEqual(rows)
    await readStore.close()
  })

  it('is made anew with its notes where it is of before there were sums', async () => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
    const before = new DatabaseSync(file)
    before.exec(`
      CREATE TABLE generations (projection TEXT, generation INTEGER, version INTEGER, state TEXT, tables TEXT, position TEXT);
      CREATE TABLE checkpoints (name TEXT NOT NULL PRIMARY KEY, position TEXT NOT NULL);
      CREATE TABLE note (name text not null primary key, text text not null);
      CREATE TABLE lamps_g1 (lamp TEXT); CREATE VIEW lamps AS SELECT lamp FROM lamps_g1;
      INSERT INTO generations VALUES ('lamps', 1, 1, 'active', '["lamps"]', '0000000000000001');
      INSERT INTO checkpoints VALUES ('joinings', '0000000000000001');
      INSERT INTO note VALUES ('marks', 'one');
      PRAGMA application_id = ${String(0x534d5244)}; PRAGMA user_version = 1`)
    before.close()
    const readStore = openSqliteReadStore({ file, isChecked: true })
    expect(await readStore.checkpoint('joinings').read()).toBe('0000000000000001')
    expect(await readStore.notes.noted('marks')).toBe('one')
    await caughtUp(readStore)
    expect(await rowsOf(readStore)).toEqual(rows)
    await readStore.close()
  })
})
