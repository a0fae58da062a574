/** Two API processes and a projector, on one EventStoreDB (the stand-in for it) and PostgreSQL: whichever is asked, it is one system. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { ApiProcess, type Answer } from './prove/api-process.ts'
import { closeAll } from './support/closing.ts'
import { aCluster, type Cluster } from './support/cluster.ts'
import { needs } from './support/needs.ts'
import { startProjector, type ProjectorProcess } from './support/projector-process.ts'

const cluster = await aCluster()
const nodes: ApiProcess[] = []
let projector: ProjectorProcess | undefined

beforeAll(async () => {
  if (typeof cluster === 'string') return
  for (const _node of [1, 2]) nodes.push(nodeOf(cluster))
  await Promise.all(nodes.map((node) => node.start()))
  projector = startProjector(dataDirOf(cluster), { ...cluster.settings, SAMENSPEL_LOG_LEVEL: 'info' })
  await projector.says('projecting')
}, 60_000)
afterAll(async () => {
  if (typeof cluster === 'string') return
  await closeAll(
    {
      nodes: () => Promise.all(nodes.map((node) => node.kill())),
      projector: () => projector?.[Symbol.asyncDispose](),
      cluster: () => cluster[Symbol.asyncDispose](),
    },
    { atMostMs: 50_000 },
  )
}, 60_000)

const dataDirOf = ({ settings }: Cluster) => settings['SAMENSPEL_DATA_DIR'] ?? ''
const nodeOf = (on: Cluster) => new ApiProcess(dataDirOf(on), { settings: on.settings })

const OPENING = { lifeAreas: ['finances'], reportedBy: 'family' }

/** @param turn which of the two is asked */
async function post(turn: number, path: string, body: unknown, key: string = randomUUID()): Promise<Answer> {
  const answer = await nodes[turn % 2]?.post({ path, body, key, traceId: randomUUID().replaceAll('-', '') })
  if (answer === undefined) throw new Error(`no answer to POST ${path}`)
  return answer
}

async function get(turn: number, path: string, headers: Readonly<Record<string, string>> = {}) {
  const node = nodes[turn % 2]
  const answer = await fetch(`${node?.url ?? ''}${path}`, { headers: { ...node?.headers, ...headers } })
  return { status: answer.status, text: await answer.text() }
}

const idOf = ({ body }: Answer, member = 'planId') => String(body[member])
const opened = async (turn: number) => idOf(await post(turn, '/plans', OPENING))

needs('PostgreSQL', typeof cluster === 'string' ? cluster : undefined).describe('two nodes', () => {
  it('know in a list of one what was just written through the other', async () => {
    for (let turn = 0; turn < 20; turn++) {
      const answer = await post(turn, '/plans', OPENING)
      expect(answer.status).toBe(201)
      const list = await get(turn + 1, '/caseload?limit=100', { 'consistent-after': String(answer.body['position']) })
      expect(list.status).toBe(200)
      expect(list.text).toContain(idOf(answer))
    }
  }, 60_000)

  it('open what the other sealed, and write on in the plan that it began', async () => {
    for (let turn = 0; turn < 6; turn++) {
      const planId = await opened(turn)
      const kim = { name: `Kim de Vries ${String(turn)}`, birthDate: '2012-06-15' }
      expect((await post(turn + 1, `/plans/${planId}/members`, kim)).status).toBe(201)
      const seen = await Promise.all([get(turn, `/plans/${planId}`), get(turn + 1, `/plans/${planId}`)])
      for (const { text } of seen) expect(text).toContain(kim.name)
    }
  }, 60_000)

  it('do once what is asked of both at once with one Idempotency-Key, and answer the same', async () => {
    for (let turn = 0; turn < 20; turn++) {
      const key = randomUUID()
      const [one, other] = await Promise.all([0, 1].map((node) => post(node, '/plans', OPENING, key)))
      expect([one?.status, other?.status]).toEqual([201, 201])
      expect(one?.body).toEqual(other?.body)
      const again = await post(turn, '/plans', OPENING, key)
      expect(again.body).toEqual(one?.body)
      if (typeof cluster === 'string' || one === undefined) throw new Error('there is no cluster')
      const events = cluster.standIn.log.all.filter(({ stream }) => stream.endsWith(`plan-${idOf(one)}`))
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
      expect(events.filter(({ type }) => type === 'PlanOpened')).toHaveLength(1)
    }
  }, 60_000)

  it('let one of two decide on what both saw, and refuse the other', async () => {
    for (let turn = 0; turn < 10; turn++) {
      const planId = await opened(turn)
      const seen = (JSON.parse((await get(turn, `/plans/${planId}`)).text) as { readonly etag: string }).etag
      const members = [0, 1].map(async (node) => {
        const { url = '', headers } = nodes[node] ?? {}
        const answer = await fetch(`${url}/plans/${planId}/members`, {
          method: 'POST',
          headers: {
            ...headers,
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
            'if-match': seen,
          },
          body: JSON.stringify({ name: `Kim ${String(node)}`, birthDate: '2012-06-15' }),
        })
        return answer.status
      })
      expect((await Promise.all(members)).sort()).toEqual([201, 412])
    }
  }, 60_000)

  it('go on without each other, and with who was started again', async () => {
    const planId = await opened(0)
    await nodes[0]?.kill()
    const kim = { name: 'Kim Jansen', birthDate: '2012-06-15' }
    expect((await post(1, `/plans/${planId}/members`, kim)).status).toBe(201)
    await nodes[0]?.start()
    expect((await get(0, `/plans/${planId}`)).text).toContain(kim.name)
  }, 60_000)
})
