import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { inMemoryEventStore } from '../event-store/testing/in-memory.ts'
import { hung, lamps, lampsModel, onceReady, rowsOf, switched, writerOf } from './lamps.contract.ts'
import { openSqliteReadStore } from './sqlite-read-store.ts'
import { runProjections } from './run-projections.ts'

let directory: string
let file: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'read-store-file-'))
  file = join(directory, 'reads.db')
})
afterEach(() => {
  chmodSync(directory, 0o700)
  rmSync(directory, { recursive: true })
})

const REBUILT = /the rows follow from the events|its rows follow from the events/

function opening(options: { lockTimeoutMs?: number } = {}): unknown {
  try {
    void openSqliteReadStore({ file, ...options }).close()
    return undefined
  } catch (fault) {
    return fault
  }
}

/** A read store with rows, closed. */
async function filled(): Promise<void> {
  const store = inMemoryEventStore()
  const readStore = openSqliteReadStore({ file })
  const write = writerOf(store, 'house-1')
  let last = await write(hung('hall'))
  for (let hundred = 0; hundred < 3_000; hundred += 100)
    last = await write(...Array.from({ length: 100 }, (_, one) => switched('hall', hundred + one)))
  const controller = new AbortController()
  const running = runProjections(store, readStore, [lamps], { signal: controller.signal, onFault: () => undefined })
  expect(await onceReady(() => readStore.caughtUpTo(lampsModel, last, 10_000))).toBe(true)
  controller.abort()
  await running
  await readStore.close()
}

describe('a read store that cannot be opened', () => {
  it('is left as it was where it is of a newer format, and says that its rows can be made anew', async () => {
    await filled()
    const db = new DatabaseSync(file)
    db.exec('PRAGMA user_version = 99')
    db.close()
    const before = readFileSync(file)
    expect(opening()).toMatchObject({ reason: 'newer-format', message: expect.stringMatching(REBUILT) })
    expect(readFileSync(file)).toEqual(before)
  })

  it('is left as it was where it is another’s file', () => {
    const db = new DatabaseSync(file)
    db.exec('CREATE TABLE somebody_elses (thing TEXT)')
    db.close()
    const before = readFileSync(file)
    expect(opening()).toMatchObject({ reason: 'not-a-store' })
    expect(readFileSync(file)).toEqual(before)
    writeFileSync(file, 'minutes of a meeting, no database at all'.repeat(50))
    expect(opening()).toMatchObject({ reason: 'not-a-store', message: expect.stringMatching(REBUILT) })
  })

  it('says so where another process keeps it locked', () => {
    expect(opening()).toBeUndefined()
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    expect(opening({ lockTimeoutMs: 50 })).toMatchObject({ reason: 'locked' })
    other.exec('ROLLBACK')
    other.close()
    expect(opening()).toBeUndefined()
  })

  it('says so where its directory is not there', () => {
    file = join(directory, 'nowhere', 'reads.db')
    expect(opening()).toMatchObject({ reason: 'io-error' })
  })
})

describe('a read store that is damaged', () => {
  it('says so when the damage is met, and that it can be removed and made anew', async () => {
    await filled()
    const { size } = statSync(file)
    const handle = openSync(file, 'r+')
    // All but the first pages, which hold the schema and the store's own tables.
    const noise = Buffer.alloc(4096, 0xa5)
    for (let at = 16 * 4096; at + noise.length <= size; at += noise.length)
      writeSync(handle, noise, 0, noise.length, at)
    closeSync(handle)
    const readStore = openSqliteReadStore({ file })
    await expect(rowsOf(readStore)).rejects.toMatchObject({
      reason: 'corrupt',
      message: expect.stringContaining('remove the file and start again'),
    })
    await readStore.close()
  })
})

describe('a read store that is closed', () => {
  it('answers nobody any more', async () => {
    const readStore = openSqliteReadStore({ file })
    const waiting = readStore.caughtUpTo(lampsModel, '0000000000000001', 10_000)
    await readStore.close()
    await expect(waiting).rejects.toMatchObject({ reason: 'closed' })
    await expect(rowsOf(readStore)).rejects.toMatchObject({ reason: 'closed' })
    await expect(readStore.checkpoint('one').read()).rejects.toMatchObject({ reason: 'closed' })
  })
})
