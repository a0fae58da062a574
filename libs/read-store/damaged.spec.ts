/** A file of lists in which a byte is not what was written: no answer that is not right, and it is made anew by itself. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Position } from '../event-store/port.ts'
import { inMemoryEventStore } from '../event-store/testing/in-memory.ts'
import { hung, lamps, lampsModel, onceReady, rowsOf, switched, writerOf } from './lamps.contract.ts'
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

const places = (): readonly number[] => {
  const { length } = readFileSync(whole)
  return Array.from({ length: FLIPS }, (_, count) => Math.floor((count * length) / FLIPS) + (count % 7))
}

describe('a file of lists with one byte that is another', () => {
  it('is whole where it is opened, or another is made in its place', async () => {
    let setAside = 0
    for (const at of places()) {
      damaged(at)
      let readStore: ReadStore
      try {
        readStore = openSqliteReadStore({ file, isChecked: true, onSetAside: () => (setAside += 1) })
      } catch (fault) {
        // Of the header: of another format, as far as anybody can know.
        expect(fault).toMatchObject({ reason: 'newer-format' })
        continue
      }
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
