import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Sealed } from '../deciding/decider.ts'
import { HISTORY_STREAM } from '../event-store/marking.ts'
import type { Position } from '../event-store/port.ts'
import { Plain } from '../sealing/plain.ts'
import { SealBroken } from '../sealing/sealed-value.ts'
import { readConfiguration } from './configuration.ts'
import { openSystem, type System } from './system.ts'

const root = mkdtempSync(join(tmpdir(), 'samenspel-together-'))
const ROOT_KEY = 'root.key'
const EVERY_FILE = ['events.db', 'vault.db', 'reads.db', 'webhooks.db', 'access.db', 'access-reads.db'] as const

/** An installation as it was backed up, as it is now, as it is while it runs, and another one. */
const [backup, now, running, other] = ['backup', 'now', 'running', 'other'].map((name) => join(root, name)) as [
  string,
  string,
  string,
  string,
]

const opened = (dataDir: string, restored = '') =>
  openSystem(
    readConfiguration({ SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_RESTORED: restored, SAMENSPEL_ACCESS_ROOM_MIB: '0' }),
  )

/** Something said of somebody new, with lists, webhooks and access records that follow it. */
async function saysSomething(system: System): Promise<void> {
  const [id, stream] = [randomUUID(), `plan-${randomUUID()}`]
  const context = { tenant: '0363', stream, commandId: id, domain: 'general', contentOwner: `plan:${stream}` }
  const { command, values } = await system.sealing.seal<{ readonly name: Sealed }>(
    { name: new Plain('somebody new') },
    { ...context, subjects: [randomUUID()] },
  )
  const recordedAt = '2026-11-22T09:00:00.000Z'
  const event = {
    id,
    type: 'SomethingElse',
    body: JSON.stringify({ data: command, recordedAt }),
    sealed: JSON.stringify(values),
  }
  const { position } = await system.store.append(stream, 'no-stream', [event])
  await follow(system, position)
  const look = { id: randomUUID(), type: 'SomethingElse', body: JSON.stringify({ recordedAt }) }
  const looked = await system.access.store.append(`access-${stream}`, 'no-stream', [look])
  await system.access.readStore.checkpoint('processing-log').write(looked.position)
}

async function follow({ readStore, webhooks }: System, position: Position): Promise<void> {
  for (const name of ['memberships', 'another']) await readStore.checkpoint(name).write(position)
  await webhooks.begin('partner', 'run', undefined)
  await webhooks.take('partner', 'run', position, [], 0)
}

beforeAll(async () => {
  const first = await opened(now)
  for (let times = 0; times < 3; times += 1) await saysSomething(first)
  await first.close()
  cpSync(now, backup, { recursive: true })
  const second = await opened(now)
  for (let times = 0; times < 3; times += 1) await saysSomething(second)
  await second.histories.kept.noted.note()
  cpSync(now, running, { recursive: true })
  await second.close()
  const elsewhere = await opened(other)
  for (let times = 0; times < 6; times += 1) await saysSomething(elsewhere)
  await elsewhere.close()
}, 120_000)
afterAll(() => {
  rmSync(root, { recursive: true })
})

let drills = 0
/** What is now, or another, with something done to it. */
function aCopy(of: string, change: (dataDir: string) => void): string {
  const dataDir = join(root, `drill-${String((drills += 1))}`)
  cpSync(of, dataDir, { recursive: true })
  change(dataDir)
  return dataDir
}

function withFilesOf(source: string, ...files: readonly string[]): (dataDir: string) => void {
  return (dataDir) => {
    for (const file of files) {
      without(file, `${file}-wal`, `${file}-shm`)(dataDir)
      cpSync(join(source, file), join(dataDir, file))
    }
  }
}

const without =
  (...files: readonly string[]) =>
  (dataDir: string): void => {
    for (const file of files) rmSync(join(dataDir, file), { force: true })
  }

const cutShort =
  (file: string, bytes = 8192 + 100) =>
  (dataDir: string): void => {
    truncateSync(join(dataDir, file), bytes)
  }

/** What keeps it from starting; 'opens' where nothing does, and then every event opens with its words. */
async function outcome(dataDir: string, restored = ''): Promise<string> {
  let system: System
  try {
    system = await opened(dataDir, restored)
  } catch (fault) {
    return String(fault)
  }
  try {
    for (const { sealed, body } of await system.store.readAll(undefined, 1_000)) {
      if (sealed === undefined) continue
      const { data } = JSON.parse(body) as { data: object }
      await system.sealing.unsealAll(data, JSON.parse(sealed) as never)
    }
    return 'opens'
  } finally {
    await system.close()
  }
}

const codeIn = (said: string) => /SAMENSPEL_RESTORED=([0-9a-f]{12})$/.exec(said)?.[1] ?? ''

describe('stores that belong together', () => {
  it.each<[string, string, (dataDir: string) => void]>([
    ['as they were stopped', now, () => undefined],
    ['as they were when the process was killed', running, () => undefined],
    ['a backup of all of them', backup, () => undefined],
    ['without lists, which are made anew', now, without('reads.db', 'access-reads.db')],
    ['without webhooks, which send all again', now, without('webhooks.db')],
    ['with lists of before', now, withFilesOf(backup, 'reads.db', 'access-reads.db')],
    ['with webhooks of before', now, withFilesOf(backup, 'webhooks.db')],
    ['with lists and webhooks of before', now, withFilesOf(backup, 'reads.db', 'webhooks.db', 'access-reads.db')],
    [
      'with lists and webhooks that lost their -wal',
      running,
      without('reads.db-wal', 'reads.db-shm', 'webhooks.db-wal', 'webhooks.db-shm'),
    ],
  ])('start: %s', async (_, of, change) => {
    expect(await outcome(aCopy(of, change))).toBe('opens')
  })
})

describe('a vault that events are not of', () => {
  it.each<[string, string, (dataDir: string) => void]>([
    ['an older one', now, withFilesOf(backup, 'vault.db')],
    ['one without its -wal', running, without('vault.db-wal', 'vault.db-shm')],
    [
      'an older one, lists and webhooks gone',
      now,
      (dataDir) => {
        withFilesOf(backup, 'vault.db')(dataDir)
        without('reads.db', 'webhooks.db')(dataDir)
      },
    ],
  ])('is refused with what mends it: %s', async (_, of, change) => {
    const said = await outcome(aCopy(of, change))
    expect(said).toMatch(/^StoresApart: .*nothing was started/)
    expect(said).toMatch(
      /the key vault \(.*vault\.db\) is older than the events.*\n.*in use at 2026-11-22T09:00:00\.000Z or later: test -f BACKUP\/vault\.db/,
    )
    expect(said).toMatch(/put back events that are as old as it: test -f BACKUP\/events\.db/)
    expect(codeIn(said)).toBe('')
  })

  it('is refused with what mends it where the events that it lacks keys of are damaged too', async () => {
    const dataDir = aCopy(now, withFilesOf(backup, 'vault.db'))
    const file = new DatabaseSync(join(dataDir, 'events.db'))
    file.exec("UPDATE events SET body = substr(body, 1, 20) WHERE type = 'SomethingElse'")
    file.close()
    expect(await outcome(dataDir)).toMatch(
      /^StoresApart: .*\n.*the key vault .*\n.*in use when that event was written or later/,
    )
  })

  it('is refused where it is another’s, also with the code', async () => {
    const dataDir = aCopy(now, withFilesOf(other, 'vault.db', ROOT_KEY))
    const said = await outcome(dataDir)
    expect(said).toMatch(/the events \(.*\) are older than, or not those of: the key vault/)
    expect(await outcome(dataDir, codeIn(said))).toMatch(/the key vault \(.*\) is older than the events, or of another/)
  })

  it('is told from one that is gone, and whose root key is gone', async () => {
    const putBack = /To put back the key vault [^\n]*: test -f BACKUP\/vault\.db && rm -f/
    const gone = await outcome(aCopy(now, without('vault.db')))
    expect(gone).toMatch(/there are events, but no vault/)
    expect(gone).toMatch(putBack)
    const wrong = await outcome(aCopy(now, withFilesOf(other, ROOT_KEY)))
    expect(wrong).toMatch(
      /the root key is not the one[^\n]*\n[^\n]*cp BACKUP\/root\.key '[^']*root\.key'[^\n]*cp BACKUP\/vault\.db/,
    )
    const keyGone = await outcome(aCopy(now, without(ROOT_KEY)))
    expect(keyGone).toMatch(/there is no root key at [^\n]*\nPut it back: \(umask 077 && cp BACKUP\/root\.key '/)
    const keyCut = await outcome(aCopy(now, cutShort(ROOT_KEY, 31)))
    expect(keyCut).toMatch(/is 31 bytes, not 32\nPut it back: /)
    const damaged = await outcome(aCopy(now, cutShort('vault.db')))
    expect(damaged).toMatch(/vault is damaged/)
    expect(damaged).toMatch(putBack)
  })

  it('does not make forgotten what it never had a key of, where it stands beside running processes', async () => {
    const system = await opened(aCopy(now, () => undefined))
    const foreign = await opened(aCopy(other, () => undefined))
    const [told] = (await foreign.store.readAll(undefined, 10)).filter(({ sealed }) => sealed !== undefined)
    const { data } = JSON.parse(told?.body ?? '') as { data: object }
    await expect(system.sealing.unsealAll(data, JSON.parse(told?.sealed ?? '') as never)).rejects.toThrow(SealBroken)
    await system.close()
    await foreign.close()
  })

  it('is not missed a key that an append which never came to be had made', async () => {
    const dataDir = aCopy(now, () => undefined)
    const system = await opened(dataDir)
    await system.vault.keysFor([{ owner: randomUUID(), domain: 'youth' }])
    await system.close()
    expect(await outcome(dataDir)).toBe('opens')
  })
})

describe('events that others know more of', () => {
  it.each<[string, string, (dataDir: string) => void, string]>([
    ['older ones', now, withFilesOf(backup, 'events.db'), 'end or part behind'],
    ['ones without their -wal', running, without('events.db-wal', 'events.db-shm'), 'end or part behind'],
    ['none', now, without('events.db'), 'are missing or empty'],
    ['another’s', now, withFilesOf(other, 'events.db'), 'are older than, or not those of'],
    ['older access records', now, withFilesOf(backup, 'access.db'), 'the access records .*end or part behind'],
    ['no access records', now, without('access.db'), 'the access records .*are missing or empty'],
    ['another’s access records', now, withFilesOf(other, 'access.db'), 'the access records .*not those of'],
    [
      'access records without their -wal',
      running,
      without('access.db-wal', 'access.db-shm'),
      'the access records .*end or part',
    ],
    [
      'older access records, and their list',
      now,
      withFilesOf(backup, 'access.db', 'access-reads.db'),
      'the access records .*end or part behind .*the key vault',
    ],
    [
      'another’s access records, and their list',
      now,
      withFilesOf(other, 'access.db', 'access-reads.db'),
      'the access records .*not those of: the key vault',
    ],
    [
      'another’s list of who looked',
      now,
      withFilesOf(other, 'access-reads.db'),
      'not those of: the list of who looked',
    ],
    [
      'older ones and their lists',
      now,
      withFilesOf(backup, 'events.db', 'reads.db'),
      'the events .*the webhook deliveries',
    ],
    ['older ones and their webhooks', now, withFilesOf(backup, 'events.db', 'webhooks.db'), 'the events .*the lists'],
    [
      'older ones and older access records',
      now,
      withFilesOf(backup, 'events.db', 'access.db'),
      'the access records .*the key vault',
    ],
    [
      'another’s, with their vault and root key',
      now,
      withFilesOf(other, 'events.db', 'vault.db', ROOT_KEY),
      'the events .*not those of: the lists',
    ],
    [
      'another’s, with all but the access records',
      now,
      withFilesOf(other, 'events.db', 'vault.db', ROOT_KEY, 'reads.db', 'webhooks.db'),
      'the access records .*not those of: the key vault',
    ],
    ['none, and no vault', now, without('events.db', 'vault.db'), 'are missing or empty, and of them know: the lists'],
    ['older ones and their vault, with lists of now', now, withFilesOf(backup, 'events.db', 'vault.db'), 'the lists'],
    ['all older but webhooks', backup, withFilesOf(now, 'webhooks.db'), 'the webhook deliveries'],
    ['all older but who looked', backup, withFilesOf(now, 'access-reads.db'), 'the list of who looked'],
    ['with another’s lists', now, withFilesOf(other, 'reads.db'), 'the lists'],
    ['with another’s webhooks', now, withFilesOf(other, 'webhooks.db'), 'the webhook deliveries'],
  ])('are refused: %s', async (_, of, change, said) => {
    const dataDir = aCopy(of, change)
    const refusal = await outcome(dataDir)
    expect(refusal).toMatch(/^StoresApart: .*nothing was started or changed/)
    expect(refusal).toMatch(new RegExp(said))
    expect(refusal).toMatch(/: test -f BACKUP\/\w+\.db && .*cp BACKUP\/\w+\.db\* '/)
    // Refused is refused: nothing of it makes the next start another one.
    expect(await outcome(dataDir)).toBe(refusal)
  })

  it.each(EVERY_FILE)('are never taken for whole where a file was cut short: %s', async (file) => {
    const said = await outcome(aCopy(now, cutShort(file)))
    // Lists are made anew.
    if (file === 'reads.db' || file === 'access-reads.db') expect(said).toBe('opens')
    else {
      expect(said).toMatch(/damaged|no room|could not be|malformed|not to be had|no .*store/i)
      expect(said).toMatch(new RegExp(`To put back the [^\n]*cp BACKUP/${file.replace('.', '\\.')}\\*`))
    }
  })

  it('are let start with the code of this very refusal, once, and said in the mark', async () => {
    const dataDir = aCopy(now, withFilesOf(backup, 'events.db', 'vault.db'))
    const code = codeIn(await outcome(dataDir))
    expect(code).not.toBe('')
    expect(await outcome(dataDir, '0123456789ab')).toMatch(/StoresApart/)
    expect(await outcome(dataDir, code)).toBe('opens')
    const system = await opened(dataDir)
    // Who follows went back to what both histories tell, and no further.
    const head = (await system.store.head()) ?? ''
    for (const furthest of [await system.readStore.furthest(), await system.webhooks.furthest()])
      expect(furthest !== '' && furthest < head).toBe(true)
    // But for who finishes what was begun: what a leaving led to may have stood behind the parting.
    expect(await system.readStore.checkpoint('memberships').read()).toBeUndefined()
    const marks = await system.store.read(HISTORY_STREAM)
    expect(marks.map(({ body }) => (JSON.parse(body) as { data: { gone: object[] } }).data.gone.length)).toEqual([
      0, 1, 0,
    ])
    await system.close()
    // Again put back: another refusal, which that code does not lift.
    withFilesOf(backup, 'events.db')(dataDir)
    expect(await outcome(dataDir, code)).toMatch(/StoresApart/)
  })

  it('are not those of a new installation that stands for itself', async () => {
    const dataDir = join(root, 'new')
    expect(await outcome(dataDir)).toBe('opens')
    expect(existsSync(join(dataDir, 'events.db'))).toBe(true)
  })
})
