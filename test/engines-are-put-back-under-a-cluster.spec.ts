/** A cluster runs on while its engines are put back from a backup: EventStoreDB (a stand-in for it), and the vault and the sealed values in PostgreSQL. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { start, type Running } from '../apps/api/start.ts'
import { readConfiguration } from '../libs/installation/configuration.ts'
import type { PostgresPlace } from '../libs/postgres/place.ts'
import { closeAll } from './support/closing.ts'
import { aCluster, type Cluster } from './support/cluster.ts'
import type { EventStoreDbStandIn } from './support/eventstoredb-stand-in/stand-in.ts'
import { needs } from './support/needs.ts'
import { until } from './support/partners.ts'
import { backupOf, notedIn } from './support/postgres-backup.ts'
import { startProjector, type ProjectorProcess } from './support/projector-process.ts'
import { peopleAt, whoCoordinatesReadsAll, type Answer, type Asking } from './support/story.ts'

const BSN = '111222333'
const WITHIN_MS = 30_000
const cluster = await aCluster()
const nodes: Running[] = []
/** The coordinator, through each of the nodes. */
const noor: Asking[] = []
let standIn: EventStoreDbStandIn
let projector: ProjectorProcess

const settingsOf = ({ settings }: Cluster, more: Readonly<Record<string, string>> = {}) => ({
  ...settings,
  SAMENSPEL_LOG_LEVEL: 'fatal',
  ...more,
})

async function startNode(on: Cluster, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const configuration = readConfiguration(settingsOf(on, more))
  const running = await start(configuration)
  const people = await peopleAt(`${running.url}/v1`, configuration, { heldAgainstTheDocument: false })
  nodes.push(running)
  noor.push(people.as(await people.person('coordinator', 'Noor', { team: 'noord' })))
  if (nodes.length === 1 && Object.keys(more).length === 0) await whoCoordinatesReadsAll(people)
}

const startTheProjector = (on: Cluster) =>
  startProjector(on.settings['SAMENSPEL_DATA_DIR'] ?? '', settingsOf(on, { SAMENSPEL_LOG_LEVEL: 'info' }))

beforeAll(async () => {
  if (typeof cluster === 'string') return
  ;({ standIn } = cluster)
  await startNode(cluster)
  await startNode(cluster)
  projector = startTheProjector(cluster)
  await projector.says('projecting')
}, 120_000)
afterAll(async () => {
  if (typeof cluster === 'string') return
  await closeAll(
    {
      projector: () => projector[Symbol.asyncDispose](),
      nodes: () => Promise.all(nodes.map((node) => node.stop())),
      cluster: () => cluster[Symbol.asyncDispose](),
    },
    { atMostMs: 50_000 },
  )
  standIn.stop()
}, 60_000)

const placeOf = (on: Cluster, purpose: 'VAULT' | 'SEALED_VALUES'): PostgresPlace => ({
  url: on.settings[`SAMENSPEL_${purpose}_POSTGRES`] ?? '',
  passwordFile: on.settings[`SAMENSPEL_${purpose}_POSTGRES_PASSWORD_FILE`],
})

const asked = (node: number, method: string, path: string, request: Parameters<Asking['asks']>[2] = {}) =>
  noor[node]?.asks(method, path, request) ?? Promise.reject(new Error('there is no such node'))

const opens = (node: number): Promise<Answer> =>
  asked(node, 'POST', '/plans', { body: { lifeAreas: ['finances'], reportedBy: 'family' } })

const joins = (node: number, plan: string, name: string, bsn?: string): Promise<Answer> =>
  asked(node, 'POST', `/plans/${plan}/members`, {
    body: { name, birthDate: '2014-01-01', ...(bsn !== undefined && { bsn }) },
  })

const positionIn = ({ headers }: Answer) => headers.get('position') ?? ''
const caseload = async (node: number, behind: Answer) =>
  asked(node, 'GET', '/caseload?limit=100', { headers: { 'consistent-after': positionIn(behind) } })

/** By each node, however long it takes it to go back. */
async function untilBothTake(): Promise<readonly Answer[]> {
  const taken: Answer[] = []
  for (const node of [0, 1])
    await until(async () => {
      const answer = await opens(node)
      if (answer.status === 201) taken.push(answer)
      else expect(answer.status).toBe(503)
      return answer.status === 201
    }, WITHIN_MS)
  return taken
}

/** Every process has been at the vault since, as it is every second: a backup is older than that. */
async function aWhileLater(on: Cluster): Promise<void> {
  const turns = async () => Number(await notedIn(placeOf(on, 'VAULT'), 'samenspel_vault', 'turns'))
  const before = await turns()
  await until(async () => (await turns()) >= before + 5)
}

const readiness = async (node: number) => (await fetch(`${nodes[node]?.url ?? ''}/health/ready`)).status

needs('PostgreSQL', typeof cluster === 'string' ? cluster : undefined).describe('a cluster that runs on', () => {
  if (typeof cluster === 'string') return

  it('goes back where events, vault and sealed values are put back, in all of its processes', async () => {
    const kept = (await opens(0)).body.planId
    expect((await joins(1, kept, 'Kim de Vries')).status).toBe(201)
    const [vault, values] = await Promise.all([
      backupOf(placeOf(cluster, 'VAULT'), 'samenspel_vault'),
      backupOf(placeOf(cluster, 'SEALED_VALUES'), 'samenspel_sealed_values'),
    ])
    const backup = standIn.log.asItWas(standIn.log.all.length)

    await aWhileLater(cluster)
    const lost = await opens(1)
    expect((await joins(0, lost.body.planId, 'Sam', BSN)).status).toBe(201)
    expect(JSON.stringify((await caseload(0, lost)).body)).toContain(lost.body.planId)

    await vault.putBack()
    await values.putBack()
    // Keys of what is still there are gone: nothing is taken on top of that.
    await until(async () => (await opens(0)).status === 503 && (await opens(1)).status === 503, WITHIN_MS)
    expect(await Promise.all([readiness(0), readiness(1)])).toEqual([503, 503])
    standIn = await standIn.putBack(backup)

    const [one, other] = await untilBothTake()
    if (one === undefined || other === undefined) throw new Error('they did not take it')
    await until(async () => (await caseload(0, other)).status === 200, WITHIN_MS)
    const list = JSON.stringify((await caseload(1, other)).body)
    for (const plan of [kept, one.body.planId, other.body.planId]) expect(list).toContain(plan)
    expect(list).not.toContain(lost.body.planId)
    expect((await asked(0, 'GET', `/plans/${lost.body.planId}`)).status).toBe(404)
    await projector.says(
      'put back from a backup: what was known behind there never happened, and who follows goes back to it',
    )

    // Who joined in what is gone joins where they like, once, and their words are sealed with a key that is there.
    expect((await joins(0, one.body.planId, 'Sam', BSN)).status).toBe(201)
    expect((await joins(1, other.body.planId, 'Sam', BSN)).body['code']).toBe('PERSON_IS_IN_ANOTHER_PLAN')
    expect((await joins(1, kept, 'Kees')).status).toBe(201)
    expect(JSON.stringify((await asked(0, 'GET', `/plans/${kept}`)).body)).toContain('Kees')
  }, 150_000)

  it('takes nothing while the vault is older than its events, and goes on with the one that is not', async () => {
    const before = await backupOf(placeOf(cluster, 'VAULT'), 'samenspel_vault')
    await aWhileLater(cluster)
    const plan = await opens(0)
    expect((await joins(0, plan.body.planId, 'Mia')).status).toBe(201)
    const newest = await backupOf(placeOf(cluster, 'VAULT'), 'samenspel_vault')
    await before.putBack()
    // Nothing is written meanwhile: its keys would be in the vault that is put away again.
    await until(async () => (await readiness(0)) === 503 && (await readiness(1)) === 503, WITHIN_MS)
    expect([(await opens(0)).status, (await opens(1)).status]).toEqual([503, 503])
    await newest.putBack()
    await untilBothTake()
    expect(JSON.stringify((await asked(1, 'GET', `/plans/${plan.body.planId}`)).body)).toContain('Mia')
  }, 120_000)

  it('does not start a projector on events that lists know more of, before the API was let start on them', async () => {
    const backup = standIn.log.asItWas(standIn.log.all.length)
    const lost = await opens(0)
    await until(async () => (await caseload(0, lost)).status === 200, WITHIN_MS)
    await projector.end('SIGTERM')
    await Promise.all(nodes.map((node) => node.stop()))
    nodes.length = noor.length = 0
    standIn = await standIn.putBack(backup)

    const early = startTheProjector(cluster)
    await until(() => early.hasEnded(), WITHIN_MS)
    expect(early.stderr()).toMatch(
      /the events \(esdb:.*\) end or part behind .* more was known to: the lists [\s\S]*start the API/,
    )
    const refused = await startNode(cluster).then(() => 'it started', String)
    const code = /SAMENSPEL_RESTORED=([0-9a-f]{12})/.exec(refused)?.[1] ?? refused
    await startNode(cluster, { SAMENSPEL_RESTORED: code })
    projector = startTheProjector(cluster)
    await projector.says('projecting')
    const since = await opens(0)
    await until(async () => (await caseload(0, since)).status === 200, WITHIN_MS)
    const list = JSON.stringify((await caseload(0, since)).body)
    expect([list.includes(since.body.planId), list.includes(lost.body.planId)]).toEqual([true, false])
  }, 120_000)
})
