/** The largest plans that the bounds allow are read, and written to, by a process of 512 MiB: again after a restart, and two at the same time. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { openSystem } from '../libs/installation/system.ts'
import type { Actor, Role } from '../libs/deciding/decider.ts'
import { fill, largeDeviations, manyGoals, manyViews } from './support/a-full-plan.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { startApi, type ApiProcess } from './support/api-process.ts'
import { peopleAt, whoCoordinatesReadsAll, type Asking, type People, type Person } from './support/story.ts'
import type { Configuration } from '../libs/installation/settings.ts'

const MIB = 1024 * 1024
const PROCESS_BYTES = 512 * MIB
/** As docs/operations.md has it for a process of that size. */
const HEAP = { NODE_OPTIONS: '--max-old-space-size=192 --max-semi-space-size=4' }
/** So that as many events as may be take as many bytes as may be. */
const TEXT_OF_MANY = 225
const TEXT_OF_A_VIEW = 600

const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-full-'))
const configuration: Configuration = readConfiguration({ SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: '0' })
let many: HelpedFamily
let large: HelpedFamily
let goal: string

const someone = (role: Exclude<Role, 'partner'>, id: string): Actor => ({ kind: 'person', id, role })
const aPartner = (id: string): Actor => ({
  kind: 'organisation',
  id,
  role: 'partner',
  organisation: '00000099000000000003',
})
/** Whoever coordinated and helped, until one more is stopped by the plan. */
const allWho = ({ coordinator }: HelpedFamily): readonly Actor[] => [
  ...Array.from({ length: 8 }, (_, one) => aPartner(`system-${String(one)}`)),
  ...Array.from({ length: 12 }, (_, one) => someone('professional', `professional-${String(one)}`)),
  someone('coordinator', coordinator.id),
]

beforeAll(async () => {
  {
    await using api = await startApi(dataDir)
    const people = await peopleAt(`${api.url}/v1`, configuration)
    await whoCoordinatesReadsAll(people)
    many = await aHelpedFamily(people)
    const { planId } = await people
      .as(many.coordinator)
      .post('/plans', { lifeAreas: ['housing'], reportedBy: 'family' })
    const kim = await people
      .as(many.coordinator)
      .post(`/plans/${planId}/members`, { name: 'Kim', birthDate: '2012-06-15' })
    large = { ...many, planId, child: { ...many.child, id: kim.id } }
    await people.as(many.coordinator).post(`/plans/${planId}/care-team/professionals`, {
      professional: many.youthWorker.id,
      name: many.youthWorker.name,
      scope: 'domain',
      organisation: '00000099000000000002',
      domain: 'youth',
      activity: many.youthWorker.activity,
      until: '2031-01-01T00:00:00Z',
    })
    const body = { domain: 'youth', about: [many.child.id], lifeArea: 'housing', words: 'Een eigen kamer' }
    goal = (await people.as(many.youthWorker).post(`/plans/${many.planId}/goals`, body)).id
    api.signal('SIGTERM')
    await api.ended
  }
  const system = await openSystem(configuration)
  try {
    const of = ({ planId, child }: HelpedFamily) => ({ planId, person: child.id, domain: 'youth' as const })
    const child = many.child.id
    await fill(system, { ...of(many), authors: allWho(many), eventAt: manyGoals(child, TEXT_OF_MANY) })
    const family = [someone('family-member', many.parent.id), someone('family-member', child)]
    await fill(system, { ...of(many), authors: family, eventAt: manyViews(child, goal, TEXT_OF_A_VIEW) })
    await fill(system, { ...of(large), authors: allWho(large), eventAt: largeDeviations(large.child.id) })
    const { bytes, usage } = await system.folds.plans.at(`plan-${many.planId}`)
    expect(bytes).toBeGreaterThan(36 * MIB)
    expect(Object.values(usage.roles).reduce((sum, { events }) => sum + events, 0)).toBeGreaterThan(23_000)
    expect((await system.folds.plans.at(`plan-${large.planId}`)).bytes).toBeGreaterThan(31 * MIB)
  } finally {
    await system.close()
  }
}, 240_000)

afterAll(() => {
  rmSync(dataDir, { recursive: true })
})

interface Running extends AsyncDisposable {
  readonly as: (person: Person) => Asking
  /** The most memory that the process ever had, in bytes. */
  readonly peak: () => number
}

async function anApiOf512MiB(): Promise<Running> {
  const api: ApiProcess = await startApi(dataDir, HEAP)
  const people: People = await peopleAt(`${api.url}/v1`, configuration)
  return {
    as: (person) => people.as(person),
    peak: () => {
      expect({ ended: api.hasEnded(), said: api.hasEnded() ? api.stderr() : '' }).toEqual({ ended: false, said: '' })
      return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(api.pid)}/status`, 'utf8'))?.[1])
    },
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  }
}

const list = (told: unknown, name: string): readonly Readonly<Record<string, unknown>>[] =>
  (told as Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>)[name] ?? []

describe('the largest plan', () => {
  it.each(['at first', 'again after a restart'])(
    'is read as it stands, as it stood and page by page, %s',
    async () => {
      await using api = await anApiOf512MiB()
      const noor = api.as(many.coordinator)
      const { plan, revision } = await noor.get(`/plans/${many.planId}`)
      expect(Number(revision)).toBeGreaterThan(23_000)
      expect(list(plan, 'goals').length).toBeGreaterThan(13_000)
      expect(list(plan, 'goals').every(({ words }) => typeof words === 'string')).toBe(true)
      const spoken = list(plan, 'goals').find(({ id }) => id === goal)
      expect(list(spoken, 'views').length).toBeGreaterThan(3_000)
      expect(list(spoken, 'views').at(-1)?.['words']).toContain('Ik weet het niet.')

      const then = await noor.get(`/plans/${many.planId}?revision=12000`)
      expect(list(then['plan'], 'goals').length).toBeGreaterThan(7_000)
      expect((await noor.get(`/plans/${many.planId}/goals/${goal}`))['views']).toEqual(spoken?.['views'])
      const page = await noor.get(`/plans/${many.planId}/history?from=19000&limit=500`)
      expect(list(page, 'events')).toHaveLength(500)
      const changes = await noor.get(`/plans/${many.planId}/history/changes?from=100&to=20000`)
      expect(list(changes, 'data').length).toBeGreaterThan(12_000)
      for (const path of ['/plans', '/caseload', '/due', '/deviations']) await noor.get(path)
      expect(api.peak()).toBeLessThan(PROCESS_BYTES)
    },
    180_000,
  )

  it('opens the dossiers of the largest deviations, and the register of them', async () => {
    await using api = await anApiOf512MiB()
    const yara = api.as(large.youthWorker)
    const { plan } = await yara.get(`/plans/${large.planId}`)
    expect(list(plan, 'deviations').length).toBeGreaterThan(50)
    expect(list(plan, 'deviations')[40]).toMatchObject({
      account: { consulted: expect.stringContaining('gaat het niet') as unknown },
    })
    const dossier = await yara.get(
      `/plans/${large.planId}/deviations/${String(list(plan, 'deviations')[40]?.['id'])}/dossier`,
    )
    expect(list(dossier, 'events')).toHaveLength(3)
    const page = await yara.get(`/plans/${large.planId}/history?limit=500`)
    expect(list(page, 'events').length).toBeGreaterThan(200)
    await yara.get('/deviations')
    expect(api.peak()).toBeLessThan(PROCESS_BYTES)
  }, 180_000)

  it('is read by several at a time, beside another as large', async () => {
    await using api = await anApiOf512MiB()
    const yara = api.as(many.youthWorker)
    const read = await Promise.all(
      [many, large, many, large, many, large].map(({ planId }) => yara.get(`/plans/${planId}`)),
    )
    expect(read.map(({ planId }) => planId)).toEqual(
      [many, large, many, large, many, large].map(({ planId }) => planId),
    )
    expect(api.peak()).toBeLessThan(PROCESS_BYTES)
  }, 180_000)
})
