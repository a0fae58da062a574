/** An event that cannot be read sets aside the plan it is of, is named by its place, and nobody else waits for it: not who has other plans, not the lists, not what a crash left to be finished. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { finishWhatWasBegun } from '../apps/api/plans/finish-what-was-begun.ts'
import { positionOf } from '../libs/event-store/positions.ts'
import type { Position } from '../libs/event-store/port.ts'
import { aRestartableTown, type RestartableTown } from './support/restartable-town.ts'
import { until } from './support/partners.ts'
import type { Asking } from './support/story.ts'
import type { System } from '../libs/installation/system.ts'

let town: RestartableTown & { readonly system: System }
let noor: Asking
/** A plan by what becomes of it. */
const plans: Record<'whole' | 'damaged' | 'newer' | 'member', string> = {
  whole: '',
  damaged: '',
  newer: '',
  member: '',
}
const unreadable: Position[] = []

/** Changes the first event of this type in a plan's stream. @returns its position */
function change(file: DatabaseSync, planId: string, type: string, body: (body: string) => string): Position {
  const row = file
    .prepare('SELECT position, body FROM events JOIN streams ON key = stream WHERE name = ? AND type = ? LIMIT 1')
    .get(`plan-${planId}`, type)
  file
    .prepare('UPDATE events SET body = ? WHERE position = ?')
    .run(body(String(row?.['body'])), Number(row?.['position']))
  return positionOf(Number(row?.['position']))
}

beforeAll(async () => {
  town = (await aRestartableTown(() => Promise.resolve())) as typeof town
  noor = town.as(await town.person('coordinator', 'Noor'))
  for (const which of ['damaged', 'newer', 'member', 'whole'] as const) {
    const { planId } = await noor.post('/plans', { lifeAreas: ['domestic-relations'], reportedBy: 'family' })
    await noor.post(`/plans/${planId}/members`, { name: 'Kim de Vries', birthDate: '2012-06-15' })
    plans[which] = planId
  }
  await town.restart(() => {
    const file = new DatabaseSync(join(town.dataDir, 'events.db'))
    unreadable.push(
      change(file, plans.damaged, 'PlanOpened', (body) => body.slice(0, -9)),
      change(file, plans.newer, 'PlanOpened', (body) => body.replace(/"schema":\d+/, '"schema":99')),
      change(file, plans.member, 'MembershipRequested', (body) => body.replace('"revision":', '"revisiom":')),
    )
    file.close()
    // The lists are made anew, and come by all of them.
    for (const end of ['', '-wal', '-shm']) rmSync(join(town.dataDir, `reads.db${end}`), { force: true })
  })
}, 60_000)
afterAll(() => town.close())

describe('an event that cannot be read', () => {
  it('leaves who has other plans their lists, which say that something may be missing', async () => {
    for (const list of ['caseload', 'mine/plans', 'due', 'deviations'].filter((one) => one !== 'mine/plans')) {
      const { body, status } = await (async () => {
        let answer = await noor.asks('GET', `/${list}`)
        await until(async () => (answer = await noor.asks('GET', `/${list}`)).status !== 503)
        return answer
      })()
      expect({ list, status }).toEqual({ list, status: 200 })
      if (list === 'caseload') expect(body).toMatchObject({ items: [{ planId: plans.whole }], incomplete: true })
    }
  })

  it('is what is said of its own plan, and of no other', async () => {
    for (const planId of [plans.damaged, plans.newer, plans.member]) {
      const { status, body, headers } = await noor.asks('GET', `/plans/${planId}`)
      expect([status, body['code'], headers.get('retry-after')]).toEqual([503, 'RECORD_CANNOT_BE_READ', '60'])
    }
    await noor.get(`/plans/${plans.whole}`)
    await noor.post(`/plans/${plans.whole}/members`, { name: 'Wim', birthDate: '1985-01-31' })
  })

  it('is named by its place where is asked whether all is well, and that is no reason to serve nobody', async () => {
    const ready = async () => {
      const answer = await fetch(town.api.replace('/v1', '/health/ready'))
      return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) }
    }
    await until(async () => (await ready()).status === 200)
    expect(await ready()).toMatchObject({
      notReady: [],
      degraded: [{ part: 'events', count: 3, positions: [...unreadable].sort() }],
    })
  })

  it('is passed by where joinings are finished, and the place stays before it until it can be read', async () => {
    const stopping = new AbortController()
    const told: unknown[] = []
    const written: Position[] = []
    const system: System = Object.create(town.system, {
      unreadable: { value: { tell: (event: { position: Position }) => told.push(event.position) } },
    }) as System
    const checkpoint = {
      read: () => Promise.resolve(undefined),
      write: (position: Position) => Promise.resolve(void written.push(position)),
    }
    const following = finishWhatWasBegun(
      system,
      checkpoint,
      { error: (fault: unknown) => told.push(fault), info: (what: unknown) => told.push(what) },
      stopping.signal,
    )
    await until(() => Promise.resolve(told.length >= 3))
    stopping.abort()
    await following
    // Each plan's first one that is wanted and cannot be had: no fault besides, none again and again.
    expect(new Set(told)).toEqual(new Set(unreadable))
    expect(written).toEqual([])
  })

  it('is no longer named once it can be read again, by itself, and its plan is there', async () => {
    const positions = async () => {
      const answer = await fetch(town.api.replace('/v1', '/health/ready'))
      const { degraded } = (await answer.json()) as { degraded: { part: string; positions?: string[] }[] }
      return degraded.find(({ part }) => part === 'events')?.positions ?? []
    }
    await until(async () => (await positions()).length === 3)
    // As another process would: that of the store's own tools.
    const mend = `UPDATE events SET body = replace(body, '"revisiom":', '"revision":')`
    execFileSync(process.execPath, [
      ...['--disable-warning=ExperimentalWarning', '-e'],
      `const db = new (require('node:sqlite').DatabaseSync)(process.argv[1], { timeout: 5000 }); db.exec(process.argv[2])`,
      ...[join(town.dataDir, 'events.db'), mend],
    ])
    await until(async () => (await positions()).length === 2, 60_000)
    expect(await positions()).toEqual(unreadable.slice(0, 2).sort())
    await noor.get(`/plans/${plans.member}`)
  }, 90_000)

  it('is taken up where it can be read again', async () => {
    await town.restart(() => {
      const file = new DatabaseSync(join(town.dataDir, 'events.db'))
      change(file, plans.newer, 'PlanOpened', (body) => body.replace('"schema":99', '"schema":1'))
      file.close()
    })
    await until(async () => {
      const { status, body } = await noor.asks('GET', '/caseload')
      return status === 200 && (body['items'] as unknown[]).length === 3
    })
  })
})
