/** A clock that is wrong writes nothing, where that can be seen; and what one wrote that was ahead once stands in nobody's way afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from '@jest/globals'
import { start, type Running } from '../apps/api/start.ts'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { ClockCannotBeRight, ClockJumped, mustBeLaterThanEvents } from '../libs/installation/machine-clock.ts'
import { peopleAt } from './support/story.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-clock-'))
let running: Running | undefined

afterEach(async () => {
  await running?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const settings = (atAnyTime: 'yes' | 'no') =>
  readConfiguration({
    SAMENSPEL_DATA_DIR: dataDir,
    SAMENSPEL_PORT: '0',
    SAMENSPEL_LOG_LEVEL: 'silent',
    SAMENSPEL_START_AT_ANY_TIME: atAnyTime,
  })

async function open(atAnyTime: 'yes' | 'no', clock?: () => string) {
  running = await start(settings(atAnyTime), clock)
  const people = await peopleAt(`${running.url}/v1`, running.system.configuration)
  return { running, people }
}

const inAYear = (): string => new Date(Date.now() + 365 * 86_400_000).toISOString()
const basesUntil = (until?: string) => ({
  bases: [{ domain: 'youth', article: 'Jeugdwet art. 7.3.11', from: '2026-01-01', ...(until && { until }) }],
})

it('refuses the start, and starts when told to; then what is to end before the wrong moment can, in a plan and of the municipality, and is seen', async () => {
  const AHEAD = '2090-01-01T09:00:00.000Z'
  const then = await open('no', () => AHEAD)
  const noor = await then.people.person('coordinator', 'Noor')
  const ans = await then.people.person('administrator', 'Ans')
  const { planId } = await then.people
    .as(noor)
    .post('/plans', { lifeAreas: ['domestic-relations'], reportedBy: 'family' })
  await then.people.as(ans).put('/coordination-bases', basesUntil())
  await then.running.stop()

  await expect(open('no')).rejects.toBeInstanceOf(ClockCannotBeRight)

  const now = await open('yes')
  const yara = await now.people.person('professional', 'Yara', { organisation: '00000099000000000002' })
  await now.people.as(noor).post(`/plans/${planId}/care-team/professionals`, {
    ...{ professional: yara.id, name: 'Yara', organisation: '00000099000000000002', domain: 'youth' },
    ...{ activity: 'youth-support', until: inAYear() },
  })
  expect(JSON.stringify(await now.people.as(yara).get(`/plans/${planId}`))).toContain(yara.id)
  await now.people.as(ans).put('/coordination-bases', basesUntil(inAYear().slice(0, 10)))
  // What was written last is of now: the next start need not be told.
  await mustBeLaterThanEvents(now.running.system.store)
}, 120_000)

it('says at readiness and in a problem that nothing is written, and serves reads', async () => {
  const { running: its, people } = await open('no')
  const noor = await people.person('coordinator', 'Noor')
  const plan = { lifeAreas: ['domestic-relations'], reportedBy: 'family' }
  const { planId } = await people.as(noor).post('/plans', plan)
  const { now } = Date
  Date.now = () => now() + 1_800_000
  try {
    const refused = await people.as(noor).asks('POST', '/plans', { body: plan })
    expect([refused.status, refused.body['code']]).toEqual([503, 'NOBODY_KNOWS_THE_TIME'])
    expect(refused.headers.get('retry-after')).toBe('60')
    await expect(its.system.mustKnowTheTime()).rejects.toBeInstanceOf(ClockJumped)
    const ready = await fetch(new URL('/health/ready', its.url))
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({
      notReady: [{ part: 'clock', because: expect.stringContaining('1800 s') }],
    })
    expect((await people.as(noor).get(`/plans/${planId}`)).etag).toBeDefined()
  } finally {
    Date.now = now
  }
  await people.as(noor).post('/plans', plan)
}, 60_000)
