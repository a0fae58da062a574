/**
 * The API in a process of its own, with a plan of 200 events that its coordinator reads: each read with its access record, or, with `records` no, the
 * same without. Settings: `records`, and `told`, a file in which it says where it is and what to ask. A task is a question: what it has used so far.
 */
import { writeFileSync } from 'node:fs'
import { UNHURRIED } from '../../support/unhurried.ts'
import type { MakeContender } from '../contender.ts'
import { built } from '../work/built.ts'
import { ownDirectory } from '../work/directories.ts'
import { sized } from '../work/size.ts'
import type { Asked } from './our-town.ts'

const EVENTS = sized(200, 12)
const SCHOOL = '00000099000000000003'

export interface Looked {
  readonly url: string
  readonly plan: Asked
  /** Who would read what is written under a law in it. */
  readonly preview: Asked
  /** Whether one of its goals may be shared, and what its recipient would get. */
  readonly sharing: Asked
}

interface Append {
  append(...given: unknown[]): Promise<unknown>
}
interface Start {
  readonly start: (configuration: unknown) => Promise<{
    readonly url: string
    readonly system: {
      readonly access: { readonly store: Append; readonly records: { record(looked: unknown): Promise<void> } }
    }
    stop(): Promise<void>
  }>
}
interface Configurations {
  readonly readConfiguration: (environment: Readonly<Record<string, string>>) => unknown
}
interface Issuers {
  readonly developmentIssuer: (configuration: unknown) => Promise<{ issue(who: object): Promise<string> }>
}

export const contender: MakeContender = async ({ records, told }) => {
  const directory = ownDirectory()
  const { readConfiguration } = await built<Configurations>('libs/installation/configuration.js')
  const configuration = readConfiguration({
    ...UNHURRIED,
    SAMENSPEL_DATA_DIR: directory.file('data'),
    SAMENSPEL_PORT: '0',
    SAMENSPEL_REQUESTS_AT_ONCE: '64',
  })
  const { start } = await built<Start>('apps/api/start.js')
  const running = await start(configuration)
  const { developmentIssuer } = await built<Issuers>('apps/api/sign-in/development-issuer.js')
  const issuer = await developmentIssuer(configuration)
  const issue = (who: object) => issuer.issue({ lifetimeSeconds: 36_000, ...who })
  const { store, records: kept } = running.system.access
  let commits = 0
  const append = store.append.bind(store)
  store.append = (...given) => {
    commits += 1
    return append(...given)
  }
  if (records === 'no') kept.record = () => Promise.resolve()
  writeFileSync(
    String(told),
    JSON.stringify({ url: running.url, ...(await aLongPlan(running.url, issue)) } satisfies Looked),
  )
  return {
    work(task) {
      const { user, system } = process.cpuUsage()
      return Promise.resolve({ units: task === 'commits' ? commits : user + system, ms: 1_000 })
    },
    close: async () => {
      await running.stop()
      directory.remove()
    },
  }
}

const headersOf = (token: string, activity: string) => ({
  authorization: `Bearer ${token}`,
  'processing-activity': activity,
})

async function aLongPlan(url: string, issue: (who: object) => Promise<string>): Promise<Omit<Looked, 'url'>> {
  const post = async (path: string, headers: Asked['headers'], body?: object) => {
    const sent =
      body === undefined
        ? { headers }
        : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const answer = await fetch(`${url}/v1${path}`, { method: 'POST', ...sent })
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`)
    return (await answer.json()) as Readonly<Record<string, string>>
  }
  const noor = headersOf(await issue({ role: 'coordinator', name: 'Noor', team: 'noord' }), 'plan-coordination')
  const { planId = '' } = await post('/plans', noor, { lifeAreas: ['finances'], reportedBy: 'family' })
  const plan = `/plans/${planId}`
  const { id: child = '' } = await post(`${plan}/members`, noor, { name: 'Kim', birthDate: '2012-06-15' })
  const { id: parent = '' } = await post(`${plan}/members`, noor, { name: 'Mirjam', birthDate: '1985-04-01' })
  await post(`${plan}/own-plan-invitations`, noor)
  const mirjam = headersOf(await issue({ role: 'family-member', name: 'Mirjam', subject: parent }), 'own-file')
  await post(`${plan}/own-plan-waivers`, mirjam, { reason: 'Wij praten liever' })
  const goal = { domain: 'youth', about: [child], lifeArea: 'finances', words: 'Kim gaat weer elke dag naar school' }
  let shared = ''
  for (let revision = 0; revision < EVENTS - 1;) {
    shared = (await post(`${plan}/goals`, noor, goal))['id'] ?? ''
    const read = await fetch(`${url}/v1${plan}`, { headers: noor })
    revision = ((await read.json()) as { readonly revision: number }).revision
  }
  const asking = (path: string, asks: object): Asked => {
    const body = JSON.stringify(asks)
    const headers = { ...noor, 'content-type': 'application/json', 'content-length': String(body.length) }
    return { method: 'POST', path: `/v1${plan}/${path}`, headers, body }
  }
  const to = { kind: 'organisation', id: SCHOOL }
  return {
    plan: { method: 'GET', path: `/v1${plan}`, headers: noor },
    preview: asking('readers-previews', { domain: 'youth', about: [child] }),
    sharing: asking('sharing-previews', { items: [{ kind: 'goal', id: shared }], to }),
  }
}
