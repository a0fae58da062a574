/** Walking the store for one organisation: nothing is passed over because the rows that say where it is are behind, and the head is met once. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { toStored } from '../event-store/recorded.ts'
import { family, goalProposed, referralAnswered, referralMade, type Past } from '../plan/testing/past.ts'
import { DE_BRUG } from '../plan/testing/people.ts'
import { joinedFor } from '../access/testing/standing.ts'
import { runProjections } from '../read-store/run-projections.ts'
import { readConfiguration } from '../installation/configuration.ts'
import { openSystem, type System } from '../installation/system.ts'
import { PROJECTIONS } from '../installation/projections.ts'
import { pagesToHead, stepsFor, type Step, relayingOn } from './for-organisation.ts'
import { PLAN_FORMS } from '../plan/plan-forms.ts'

/** Yara's employer, in `joinedFor`. */
const DE_HAVEN = '00000001234567890000'
const NOON = '2026-03-03T12:00:00.000Z'

let folder: string
let system: System
let stopping: AbortController
let following: Promise<void>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'for-organisation-'))
  system = await openSystem(readConfiguration({ SAMENSPEL_DATA_DIR: folder }), () => NOON)
  stopping = new AbortController()
  following = Promise.resolve()
})

afterEach(async () => {
  stopping.abort()
  await following
  await system.close()
  await rm(folder, { recursive: true })
})

function follow(): void {
  const { signal } = stopping
  following = runProjections(system.store, system.readStore, PROJECTIONS, { signal, onFault: () => undefined })
}

async function happened(plan: string, past: readonly Past[]): Promise<void> {
  const stream = `plan-${plan}`
  const events = past.map(([deed, event], revision) =>
    toStored(
      event,
      deed,
      {
        municipality: '0363',
        stream,
        revision,
        sequence: revision,
        recordedAt: deed.at,
        commandId: '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11',
        correlationId: 'c',
        causationId: 'd',
      },
      PLAN_FORMS,
      anyCiphertext,
    ),
  )
  await system.store.append(stream, 'no-stream', events)
}

/** Nothing is opened here. */
const anyCiphertext = new Proxy<Record<string, unknown>>({}, { get: () => ({}) })

async function taken(organisation: string, options = {}): Promise<readonly Step[]> {
  const steps: Step[] = []
  const pages = pagesToHead(system.store, undefined, options)
  for await (const step of stepsFor(relayingOn(system), organisation, {}, pages, stopping.signal)) steps.push(step)
  return steps
}
const kindsOf = (steps: readonly Step[]) => steps.map(({ event }) => event?.data?.item.kind ?? '-')

const worked = [...family, joinedFor('yara', 'youth', 'youth-support'), goalProposed()]

describe('the steps for an organisation', () => {
  it('wait for the rows that say where it is, rather than pass anything over', async () => {
    await happened('9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a01', worked)
    let isDone = false
    const steps = taken(DE_HAVEN).finally(() => (isDone = true))
    // Nobody makes the rows: whatever the store could say in this time, nothing was said.
    for (let asked = 0; asked < 100; asked += 1) await system.store.readAll(undefined, 100)
    expect(isDone).toBe(false)
    follow()
    expect(kindsOf(await steps)).toEqual([
      'plan',
      'coordinator',
      ...['member', 'member', 'member'],
      'professional',
      'goal',
      '-',
    ])
  })

  it('end where the store ends, each event once, however small the pages are', async () => {
    follow()
    await happened('9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a01', worked)
    const all = (await taken(DE_HAVEN)).flatMap(({ event }) => event?.id ?? [])
    for (const pageSize of [1, 2, 3, 7]) {
      const steps = await taken(DE_HAVEN, { pageSize })
      expect(steps.flatMap(({ event }) => event?.id ?? [])).toEqual(all)
      const positions = steps.map(({ position }) => position)
      expect([...positions].sort()).toEqual(positions)
      expect(positions.at(-1)).toBe(await system.store.head())
    }
    // The first event marks the history.
    const bounded = await taken(DE_HAVEN, { pageSize: 2, eventsAtMost: 5 })
    expect(kindsOf(bounded)).toEqual(['-', 'plan', 'coordinator', '-', 'member', 'member', '-'])
  })

  it('are of plans in which it has a ground now, and of no other', async () => {
    follow()
    await happened('9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a01', worked)
    await happened('9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a02', [...family, referralMade(), goalProposed()])
    const named = referralMade({ opens: [{ kind: 'goal', id: 'goal-1' }] })
    const helped = [...family, named, referralAnswered('accepted'), goalProposed()]
    await happened('9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a03', helped)
    const plans = (await taken(DE_BRUG)).flatMap(({ event }) => event?.data?.plan.at(-1) ?? [])
    // The referral; of the other who coordinates, Kim, the referral, its answer and the goal that it names.
    expect(plans).toEqual(['2', ...Array.from({ length: 5 }, () => '3')])
    expect(await taken('00000099000000000009')).toHaveLength(1)
  })
})
