/** A start on a disk that is full, after a stop in order: who reads is served, and on record; who writes is told why not, and served once there is room. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { start, type Running } from '../apps/api/start.ts'
import { ballastFile } from '../libs/installation/ballast.ts'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { needs } from './support/needs.ts'
import { until } from './support/partners.ts'
import { peopleAt, type Asking } from './support/story.ts'

const directory = mkdtempSync(join(tmpdir(), 'full-disk-'))
const missing = mounted()
const onASmallDisk = needs('a file system of its own', missing)

let running: Running
let noor: Asking
let planId: string

const configuration = () =>
  readConfiguration({
    SAMENSPEL_DATA_DIR: join(directory, 'data'),
    SAMENSPEL_PORT: '0',
    SAMENSPEL_ACCESS_ROOM_MIB: '4',
  })

/** @returns why not */
function mounted(): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', directory], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'this user may not mount a small file system'
  }
}

const ofOthers = join(directory, 'of-others')
/** Until not even a little fits any more. */
function fillUp(): void {
  for (const size of [65_536, 4_096])
    try {
      for (;;) appendFileSync(ofOthers, new Uint8Array(size))
    } catch (fault) {
      expect(fault).toMatchObject({ code: 'ENOSPC' })
    }
}

async function asNoor(): Promise<Asking> {
  const people = await peopleAt(`${running.url}/v1`, running.system.configuration)
  return people.as(await people.person('coordinator', 'Noor'))
}

beforeAll(async () => {
  if (missing !== undefined) return
  running = await start(configuration())
  noor = await asNoor()
  ;({ planId } = await noor.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' }))
  await running.stop()
}, 60_000)
afterAll(async () => {
  if (missing === undefined) {
    await running.stop()
    execFileSync('umount', ['--lazy', directory])
  }
  rmSync(directory, { recursive: true, force: true })
})

onASmallDisk.describe('a start on a full disk', () => {
  onASmallDisk.it(
    'gives up the space that was kept for it, and serves who reads; who writes is served once there is room',
    async () => {
      expect(existsSync(ballastFile(join(directory, 'data')))).toBe(true)
      fillUp()
      running = await start(configuration())
      noor = await asNoor()
      await noor.get(`/plans/${planId}`)
      fillUp()
      await until(async () => {
        const { status, body } = await noor.asks('POST', `/plans/${planId}/members`, {
          body: { name: 'Kim de Vries', birthDate: '2012-06-15' },
        })
        return status === 503 && /^(STORE|VAULT)_IS_UNAVAILABLE$/.test(String(body['code']))
      })
      for (let looks = 0; looks < 50; looks += 1) await noor.get(`/plans/${planId}`)
      const ready = async () => {
        const answer = await fetch(`${running.url}/health/ready`)
        return { status: answer.status, body: JSON.stringify(await answer.json()) }
      }
      await until(async () => (await ready()).status === 503)
      expect((await ready()).body).toContain('event store')

      rmSync(ofOthers)
      await until(async () => (await ready()).status === 200, 20_000)
      await noor.post(`/plans/${planId}/members`, { name: 'Sam Jansen', birthDate: '2012-06-15' })
      await running.stop()
      expect(existsSync(ballastFile(join(directory, 'data')))).toBe(true)
      running = await start(configuration())
    },
    60_000,
  )
})
