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
    SAMENSPEL_READS_PER_SECOND: '10000',
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

const ready = async () => {
  const answer = await fetch(`${running.url}/health/ready`)
  return { status: answer.status, body: JSON.stringify(await answer.json()) }
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

  onASmallDisk.it(
    'refuses reads with the reason once the space for their records is used, and answers them again once there is room',
    async () => {
      noor = await asNoor()
      fillUp()
      const look = () => noor.asks('GET', `/plans/${planId}`)
      const looked: Awaited<ReturnType<typeof look>>[] = []
      while (looked.length < LOOKS_AT_MOST && looked.slice(-AT_ONCE).every(({ status }) => status === 200))
        looked.push(...(await Promise.all(Array.from({ length: AT_ONCE }, look))))
      const refused = looked.filter(({ status }) => status !== 200)
      expect(looked.length - refused.length).toBeGreaterThan(1_000)
      expect(refused.length).toBeGreaterThan(0)
      for (const { status, headers, body } of [...refused, await look()]) {
        expect({ status, code: body['code'] }).toEqual({ status: 503, code: 'LOOK_CANNOT_BE_PUT_ON_RECORD' })
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
        expect(body).not.toHaveProperty('planId')
      }
      await until(async () => (await ready()).body.includes('access records'))
      expect((await ready()).body).toContain('disk-full')
      // Nothing personal, and so nothing to put on record.
      expect((await fetch(`${running.url}/v1/processing-activities`)).status).toBe(200)

      rmSync(ofOthers)
      await until(async () => (await look()).status === 200, 20_000)
      await until(async () => (await ready()).status === 200, 20_000)
      await noor.post(`/plans/${planId}/members`, { name: 'Bo Jansen', birthDate: '2014-06-15' })
    },
    120_000,
  )
})

const LOOKS_AT_MOST = 30_000
const AT_ONCE = 32
