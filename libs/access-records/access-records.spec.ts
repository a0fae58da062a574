import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openSqliteEventStore } from '../event-store/sqlite.ts'
import type { EventStore } from '../event-store/port.ts'
import { AGES_BY_LAW } from '../municipality/ages-by-law.ts'
import { AccessRecords } from './access-records.ts'

let directory: string
let file: string
let store: EventStore

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'samenspel-access-'))
  file = join(directory, 'access.db')
  store = await openSqliteEventStore({ file })
})
afterEach(async () => {
  await store.close()
  rmSync(directory, { recursive: true })
})

const looked = (person: string) => ({
  deed: {
    by: { kind: 'person', id: person, role: 'professional' },
    activity: 'youth-support',
    legalBasis: 'Jeugdwet 7.3.8',
  } as const,
  kind: 'plan' as const,
  looks: [{ plan: 'plan-1', grounds: ['care-team'] as const, domains: ['youth'] as const, persons: ['kim'] }],
  correlationId: '4bf92f3577b34da6a3ce929d0e0e4736',
})

/** How often the file was made durable: a frame of its log that ends a transaction says how large the file then is (https://sqlite.org/fileformat2.html#walformat). */
function commitsIn(log: string): number {
  const bytes = readFileSync(log)
  const frame = 24 + bytes.readUInt32BE(8)
  const salt = bytes.subarray(16, 24)
  let commits = 0
  for (let at = 32; at + frame <= bytes.length && bytes.subarray(at + 8, at + 16).equals(salt); at += frame)
    if (bytes.readUInt32BE(at + 4) > 0) commits += 1
  return commits
}

describe('access records', () => {
  it('of 64 who look at once are made durable in one go', async () => {
    const records = new AccessRecords({
      store,
      node: 'one',
      municipality: '0518',
      clock: () => '2026-03-02T09:00:00.000Z',
      ages: () => Promise.resolve(AGES_BY_LAW),
    })
    await records.record(looked('first'))
    const before = commitsIn(`${file}-wal`)
    expect(before).toBeGreaterThan(0)
    await Promise.all(Array.from({ length: 64 }, (_, place) => records.record(looked(`person-${String(place)}`))))
    expect(commitsIn(`${file}-wal`) - before).toBe(1)
    expect(await store.read('access-one-2026-03-02')).toHaveLength(65)
    // One after the other each has its own.
    await records.record(looked('last'))
    await records.record(looked('last'))
    expect(commitsIn(`${file}-wal`) - before).toBe(3)
  })
})
