import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { EventStore } from './port.ts'
import { openSqliteEventStore } from './sqlite.ts'
import { eventNamed } from './testing/events.ts'

const MIB = 1024 * 1024

let directory: string
let file: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sqlite-room-'))
  file = join(directory, 'events.db')
})
afterEach(() => {
  rmSync(directory, { recursive: true })
})

/** How many events of a kilobyte are taken before one is refused, and why that was. */
async function takenBy(store: EventStore, atMost: number) {
  const body = JSON.stringify('x'.repeat(1_000))
  for (let revision = 0; revision < atMost; revision += 1)
    try {
      await store.append('looks-1', revision === 0 ? 'no-stream' : revision - 1, [
        { ...eventNamed('look'), id: randomUUID(), body },
      ])
    } catch (fault) {
      return { taken: revision, why: (fault as { readonly reason?: string }).reason }
    }
  return { taken: atMost, why: undefined }
}

/** The file may not grow any more, as on a full disk. */
const onAFullDisk = () => openSqliteEventStore({ file, maxFileBytes: statSync(file).size })

describe('room that is set aside', () => {
  it('is there when the disk is full: appends go on, until it is used', async () => {
    await (await openSqliteEventStore({ file, roomBytes: 2 * MIB })).close()
    const full = await onAFullDisk()
    const { taken, why } = await takenBy(full, 5_000)
    await full.close()
    expect(taken).toBeGreaterThan(1_000)
    expect(why).toBe('disk-full')
  })

  it('is none where none was asked for', async () => {
    await (await openSqliteEventStore({ file })).close()
    const full = await onAFullDisk()
    const { taken, why } = await takenBy(full, 100)
    await full.close()
    expect(taken).toBeLessThan(20)
    expect(why).toBe('disk-full')
  })
})
