/** A relay holds the deliveries against the events before it tells anybody anything: it never goes on to where nothing has happened. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfiguration } from '../../libs/installation/configuration.ts'
import { openSystem } from '../../libs/installation/system.ts'
import { UnreadableEvents } from '../../libs/installation/unreadable-events.ts'
import { openRelaying } from './open.ts'

const root = mkdtempSync(join(tmpdir(), 'samenspel-relay-'))
const [now, backup, other] = ['now', 'backup', 'other'].map((name) => join(root, name)) as [string, string, string]

const configured = (dataDir: string, restored = '') =>
  readConfiguration({
    ...{ SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_RESTORED: restored },
    ...{ SAMENSPEL_ACCESS_ROOM_MIB: '0', SAMENSPEL_PUBLIC_URL: 'http://127.0.0.1:1' },
  })

/** Something happens, and a topic is told of it. */
async function happensIn(dataDir: string): Promise<void> {
  const system = await openSystem(configured(dataDir))
  const body = JSON.stringify({ data: {}, recordedAt: '2026-11-22T09:00:00.000Z' })
  const event = { id: randomUUID(), type: 'SomethingElse', body }
  const { position } = await system.store.append(`plan-${randomUUID()}`, 'no-stream', [event])
  await system.webhooks.begin('partner', 'run', undefined)
  await system.webhooks.take('partner', 'run', position, [], 0)
  await system.close()
}

const starts = (dataDir: string): Promise<string> =>
  openRelaying(configured(dataDir), new UnreadableEvents()).then(
    async (relaying) => {
      await relaying.close()
      return 'starts'
    },
    (fault: unknown) => String(fault),
  )

const withEventsOf = (source: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(now, `events.db${end}`), { force: true })
  cpSync(join(source, 'events.db'), join(now, 'events.db'))
}

beforeAll(async () => {
  await happensIn(now)
  cpSync(now, backup, { recursive: true })
  await happensIn(now)
  await happensIn(other)
}, 60_000)
afterAll(() => {
  rmSync(root, { recursive: true })
})

it('starts on the events that it knows, and on no others before the API was let start on them', async () => {
  expect(await starts(now)).toBe('starts')

  withEventsOf(other)
  expect(await starts(now)).toMatch(
    /^StoresApart: [^]*not those of: the webhook deliveries \(.*put back the newest: test -f BACKUP\/events\.db[^]*start the API/,
  )
  withEventsOf(backup)
  const refusal = await starts(now)
  expect(refusal).toMatch(
    /^StoresApart: [^]*end or part behind .* more was known to: the webhook deliveries[^]*start the API/,
  )
  expect(refusal).not.toContain('SAMENSPEL_RESTORED')
  // Refused is refused.
  expect(await starts(now)).toBe(refusal)

  const [, code = ''] = await openSystem(configured(now)).then(
    () => [],
    (fault: unknown) => /SAMENSPEL_RESTORED=([0-9a-f]{12})/.exec(String(fault)) ?? [],
  )
  await (await openSystem(configured(now, code))).close()
  expect(await starts(now)).toBe('starts')
}, 60_000)
