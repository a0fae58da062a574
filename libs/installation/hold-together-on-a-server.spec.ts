/** The drills of stores that do not belong together where the events are on a server (a stand-in for EventStoreDB), and their ciphertexts beside it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StandInLog } from '../../test/support/eventstoredb-stand-in/log.ts'
import { EventStoreDbStandIn } from '../../test/support/eventstoredb-stand-in/stand-in.ts'
import type { Sealed } from '../deciding/decider.ts'
import { Plain } from '../sealing/plain.ts'
import { readConfiguration } from './configuration.ts'
import { openSystem, type System } from './system.ts'

const root = mkdtempSync(join(tmpdir(), 'samenspel-on-a-server-'))
const directory = (name: string) => join(root, name)
let standIn: EventStoreDbStandIn
/** What the server had: in the backup, now, and another installation's. */
const logs: Record<string, StandInLog> = {}

const opened = (dataDir: string, restored = '') =>
  openSystem(
    readConfiguration({
      SAMENSPEL_DATA_DIR: dataDir,
      SAMENSPEL_EVENT_STORE: standIn.url,
      SAMENSPEL_RESTORED: restored,
    }),
  )

/** Something said of somebody new, with lists that follow it. */
async function saysSomething({ sealing, store, readStore }: System): Promise<void> {
  const [id, stream] = [randomUUID(), `plan-${randomUUID()}`]
  const context = { tenant: '0363', stream, commandId: id, domain: 'general', contentOwner: `plan:${stream}` }
  const { command, values } = await sealing.seal<{ readonly name: Sealed }>(
    { name: new Plain('somebody new') },
    { ...context, subjects: [randomUUID()] },
  )
  const body = JSON.stringify({ data: command, recordedAt: '2026-11-22T09:00:00.000Z' })
  const event = { id, type: 'SomethingElse', body, sealed: JSON.stringify(values) }
  const { position } = await store.append(stream, 'no-stream', [event])
  await readStore.checkpoint('another').write(position)
}

async function said(dataDir: string): Promise<void> {
  const system = await opened(dataDir)
  for (let times = 0; times < 3; times += 1) await saysSomething(system)
  await system.close()
}

const asItIs = () => standIn.log.asItWas(standIn.log.all.length)

beforeAll(async () => {
  standIn = await EventStoreDbStandIn.start()
  logs['none'] = asItIs()
  await said(directory('now'))
  cpSync(directory('now'), directory('backup'), { recursive: true })
  logs['backup'] = asItIs()
  await said(directory('now'))
  logs['now'] = asItIs()
  standIn = await standIn.putBack(logs['none'].asItWas(Infinity))
  await said(directory('other'))
  logs['other'] = asItIs()
}, 60_000)
afterAll(() => {
  standIn.stop()
  rmSync(root, { recursive: true })
})

let drills = 0
/** What keeps it from starting; 'opens' where nothing does. */
async function outcome(log: string, change: (dataDir: string) => void, restored?: (said: string) => string) {
  const dataDir = directory(`drill-${String((drills += 1))}`)
  cpSync(directory('now'), dataDir, { recursive: true })
  change(dataDir)
  const kept = logs[log]
  if (kept === undefined) throw new Error('there is no such log')
  standIn = await standIn.putBack(kept.asItWas(Infinity))
  const opens = (code?: string) =>
    opened(dataDir, code).then(
      async (system) => {
        await system.close()
        return 'opens'
      },
      (fault: unknown) => String(fault),
    )
  const first = await opens()
  return restored === undefined ? first : opens(restored(first))
}

const asItIsThere = () => undefined
const withFilesOf =
  (source: string, ...files: readonly string[]) =>
  (dataDir: string) => {
    for (const file of files) cpSync(join(directory(source), file), join(dataDir, file))
  }
const without = (file: string) => (dataDir: string) => {
  rmSync(join(dataDir, file))
}
const cutShort = (file: string) => (dataDir: string) => {
  truncateSync(join(dataDir, file), 8192 + 100)
}
const codeIn = (refusal: string) => /SAMENSPEL_RESTORED=([0-9a-f]{12})$/.exec(refusal)?.[1] ?? ''

describe('events on a server', () => {
  it.each<[string, string, (dataDir: string) => void, string]>([
    ['as they were left', 'now', asItIsThere, '^opens$'],
    ['older ones', 'backup', asItIsThere, 'the events \\(esdb:.*end or part behind'],
    ['none', 'none', asItIsThere, 'the events \\(esdb:.*are missing or empty'],
    ['another’s', 'other', asItIsThere, 'the events \\(esdb:.*not those of: the key vault'],
    ['beside older lists', 'now', withFilesOf('backup', 'reads.db'), '^opens$'],
    ['beside an older vault', 'now', withFilesOf('backup', 'vault.db'), 'the key vault .*is older than the events'],
    ['beside another’s vault', 'now', withFilesOf('other', 'vault.db', 'root.key'), 'the key vault'],
    ['beside no vault', 'now', without('vault.db'), 'no vault'],
    ['beside a vault cut short', 'now', cutShort('vault.db'), 'vault is damaged'],
    [
      'beside older sealed values',
      'now',
      withFilesOf('backup', 'sealed-values.db'),
      'the sealed values .*is older than the events',
    ],
    ['beside another’s sealed values', 'now', withFilesOf('other', 'sealed-values.db'), 'the sealed values'],
    ['beside no sealed values', 'now', without('sealed-values.db'), 'the sealed values .*is older than the events'],
    ['beside sealed values cut short', 'now', cutShort('sealed-values.db'), 'damaged|malformed|corrupt'],
  ])('%s', async (_, log, change, expected) => {
    const refusal = await outcome(log, change)
    expect(refusal).toMatch(new RegExp(expected))
    if (refusal === 'opens') return
    expect(refusal).toMatch(/[Pp]ut (them )?back[^\n]*: (test -f BACKUP|rm -rf DB && cp -a BACKUP)/)
    // Of a server its own way, and of no file that is not there.
    expect(refusal).not.toMatch(/BACKUP\/(events|access)\.db/)
    if (refusal.includes('the events (esdb:')) expect(refusal).toMatch(/: rm -rf DB && [^\n]* on each node/)
  })

  it('are let start with the code of that refusal where they are older, and not where the vault is another’s', async () => {
    expect(await outcome('backup', asItIsThere, codeIn)).toBe('opens')
    expect(await outcome('now', withFilesOf('other', 'vault.db', 'root.key'), codeIn)).toMatch(/the key vault/)
  })
})
