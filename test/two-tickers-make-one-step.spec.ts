/** Two that tick make each step once; one that stood still makes up for it in order; and one that dies in the middle leaves nothing twice and nothing out. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { CommandBus } from '@nestjs/cqrs'
import { StepUp, StepUpHandler } from '../apps/api/plans/terms/step-up.ts'
import { start, type Running } from '../apps/api/start.ts'
import { tick, type Ticking } from '../apps/api/ticking/ticker.ts'
import { StoreUnavailable } from '../libs/event-store/port.ts'
import type { Envelope } from '../libs/deciding/envelope.ts'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { openSystem, planStream, type System } from '../libs/installation/system.ts'
import { whatIsDue } from '../libs/plan/lists/what-is-due.ts'
import { aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll, PART_OF_A_TOWN } from './support/closing.ts'
import { running as aProcess } from './support/cluster-processes.ts'
import { peopleAt, whoCoordinatesReadsAll } from './support/story.ts'
import { UNHURRIED } from './support/unhurried.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-tickers-'))
const configuration = readConfiguration({ ...UNHURRIED, SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: '0' })
let now = '2026-03-02T09:00:00.000Z'
const clock = () => now

let running: Running
/** Of the second ticker: a process of its own has its own folds, and the same files. */
let beside: System
let family: HelpedFamily
const actions: string[] = []
let deviation: string

beforeAll(async () => {
  running = await start(configuration, clock)
  beside = await openSystem(configuration, clock)
  const people = await peopleAt(`${running.url}/v1`, configuration)
  await whoCoordinatesReadsAll(people)
  family = await aHelpedFamily(people)
  const officer = await people.person('escalation-officer', 'Otto')
  const officers = [{ team: 'noord', officer: officer.id }]
  await people.as(family.administrator).put('/teams', { teams: [{ team: 'noord' }], fallback: 'noord', officers })
  const { planId, youthWorker, child } = family
  const yara = people.as(youthWorker)
  const left = { protocol: PROTOCOL, step: STEP, insteadDone: 'Eerst gepraat', situation: 'Kim vertrouwt iemand' }
  deviation = (await yara.post(`/plans/${planId}/deviations`, { domain: 'youth', about: [child.id], ...left })).id
  const goal = { domain: 'youth', about: [child.id], lifeArea: 'domestic-relations', words: 'Kim slaapt weer door' }
  const { id } = await yara.post(`/plans/${planId}/goals`, goal)
  // The last comes first, so that an order that was not made would show.
  for (const doneByDate of ['2026-03-12', '2026-03-10', '2026-03-06', '2026-03-04']) {
    const planned = { goal: id, owner: youthWorker.id, words: 'Voorlezen', doneByDate }
    actions.push((await yara.post(`/plans/${planId}/actions`, planned)).id)
  }
}, 60_000)
afterAll(() =>
  closeAll(
    {
      beside: () => beside.close(),
      api: () => running.stop(),
      files: () => {
        rmSync(dataDir, { recursive: true })
      },
    },
    PART_OF_A_TOWN,
  ),
)

const log = { error: () => undefined }
const first = (): Ticking => ({ system: running.system, commands: running.app.get(CommandBus), log })
const second = (system = beside): Ticking => ({ system, commands: ownDoor(system), log })
/** The handler itself, on the parts of its own process. */
function ownDoor(system: System): Ticking['commands'] {
  const door = new StepUpHandler(system)
  return { execute: (command: object) => door.execute(command as StepUp) as Promise<never> }
}
const never = new AbortController().signal

/** The rows know all that was written: what is due is due in them too. */
async function caughtUp(): Promise<void> {
  const { store, readStore } = running.system
  expect(await readStore.caughtUpTo(whatIsDue, (await store.head()) ?? '', 30_000)).toBe(true)
}

interface Step extends Pick<Envelope, 'type' | 'revision'> {
  readonly data: { readonly item: { readonly id: string }; readonly step: number }
}

/** In the order in which they were written. */
async function stepsMade(): Promise<readonly Step[]> {
  const stored = await running.system.store.read(planStream(family.planId))
  const all = stored.map(({ body }) => JSON.parse(body) as Step)
  return all.filter(({ type }) => type === 'DueWentUp' || type === 'DueLeftUnanswered')
}
const named = (steps: readonly Step[]): readonly string[] =>
  steps.map(({ data: { item, step } }) => `${item.id} ${String(step)}`)
const allAt = (step: number): readonly string[] => [deviation, ...actions].map((id) => `${id} ${String(step)}`)

it('two that tick at once have one effect', async () => {
  now = '2026-04-20T09:00:00.000Z'
  await caughtUp()
  const made = await Promise.all([tick(first(), never), tick(second(), never)])
  const steps = await stepsMade()
  expect(made[0] + made[1]).toBe(steps.length)
  expect([...named(steps)].sort()).toEqual([...allAt(1)].sort())
})

it('one that stood still makes up for it in the order of the moments, each step once', async () => {
  // Both read the moments in the same order: whoever was first, the steps are in it.
  const [, ...late] = allAt(1)
  expect(named(await stepsMade())).toEqual([`${deviation} 1`, ...late.reverse()])
})

it('a step that is sent again is the same command, and is written no second time', async () => {
  const before = await stepsMade()
  const of = before[0]
  const row = { plan: family.planId, what: 'account', kind: 'deviation', item: deviation, person: '' }
  const again = new StepUp({ ...row, step: 1, until: '2026-03-09T22:59:59.999Z' })
  const answers = [
    await new StepUpHandler(running.system).execute(again),
    await new StepUpHandler(beside).execute(again),
  ]
  const [stored] = await running.system.store.read(planStream(family.planId), of?.revision, 1)
  expect(answers.map(({ position }) => position)).toEqual([stored?.position, stored?.position])
  expect(answers.map(({ isNew }) => isNew)).toEqual([false, false])
  expect(await stepsMade()).toEqual(before)
})

it.each([
  ['before it writes', false, '2026-05-20T09:00:00.000Z', 2],
  ['between writing and hearing of it', true, '2026-06-22T09:00:00.000Z', 3],
] as const)('one that dies in the middle, %s, leaves nothing twice and nothing out', async (_, isWritten, at, step) => {
  now = at
  await caughtUp()
  const dying = await openSystem(configuration, clock)
  diesAt(dying, 3, isWritten)
  await expect(tick(second(dying), never)).rejects.toThrow(StoreUnavailable)
  await dying.close()
  const left = (await stepsMade()).filter((one) => one.data.step === step)
  expect(left).toHaveLength(isWritten ? 3 : 2)
  // The rows may be behind what was written before it died, or not: either way.
  await Promise.all([tick(first(), never), tick(second(), never)])
  expect([...named((await stepsMade()).filter((one) => one.data.step === step))].sort()).toEqual(
    [...allAt(step)].sort(),
  )
})

it('one that is told never to look ends with a status and the reason', async () => {
  const env = { SAMENSPEL_DATA_DIR: join(dataDir, 'of-its-own'), SAMENSPEL_TICK_SECONDS: '0' }
  const { status, said } = await aProcess({ program: ['dist/apps/api/ticker.js'], env }).ended
  expect([status, said]).toEqual([1, expect.stringContaining('SAMENSPEL_TICK_SECONDS is 0')])
}, 60_000)

/** At its so many-th write the process is gone, and nobody hears what became of that. */
function diesAt({ store }: System, write: number, isWritten: boolean): void {
  const append = store.append.bind(store)
  let left = write
  store.append = async (...args) => {
    left -= 1
    if (left > 0) return append(...args)
    if (isWritten && left === 0) await append(...args)
    throw new StoreUnavailable('io-error', 'the process is gone')
  }
}
