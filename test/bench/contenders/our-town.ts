/**
 * The API in a process of its own, with the rates that it comes with, and people who ask much or little of it. Settings: `turns`, for how many turns
 * there are people who asked nothing yet; and `told`, a file in which it says where it is and what they ask.
 */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { MakeContender } from '../contender.ts'
import { built } from '../work/built.ts'
import { ownDirectory } from '../work/directories.ts'

const PLANS_EACH = 10
const WORDS_LENGTH = 8_000

export interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** One of each for every turn. */
export interface Town {
  readonly url: string
  /** The list of a coordinator with a few plans. */
  readonly lists: readonly Asked[]
  /** A goal of many words, by a child of the family. */
  readonly goals: readonly Asked[]
}

interface Start {
  readonly start: (configuration: unknown) => Promise<{ readonly url: string; stop(): Promise<void> }>
}
interface Configurations {
  readonly readConfiguration: (environment: Readonly<Record<string, string>>) => unknown
}
interface Issuers {
  readonly developmentIssuer: (configuration: unknown) => Promise<{ issue(who: object): Promise<string> }>
}

export const contender: MakeContender = async ({ turns, told }) => {
  const directory = ownDirectory()
  const { readConfiguration } = await built<Configurations>('libs/installation/configuration.js')
  const configuration = readConfiguration({ SAMENSPEL_DATA_DIR: directory.file('data'), SAMENSPEL_PORT: '0' })
  const { start } = await built<Start>('apps/api/start.js')
  const running = await start(configuration)
  const { developmentIssuer } = await built<Issuers>('apps/api/sign-in/development-issuer.js')
  const issuer = await developmentIssuer(configuration)
  const issue = (who: object) => issuer.issue({ lifetimeSeconds: 36_000, subject: randomUUID(), ...who })
  const [lists, goals]: [Asked[], Asked[]] = [[], []]
  for (let turn = 0; turn < Number(turns); turn += 1) {
    lists.push(await listOfSome(running.url, issue))
    goals.push(await goalOfAChild(running.url, issue))
  }
  writeFileSync(String(told), JSON.stringify({ url: running.url, lists, goals } satisfies Town))
  return {
    work: () => Promise.reject(new Error('work is asked of it over HTTP')),
    close: async () => {
      await running.stop()
      directory.remove()
    },
  }
}

type Issue = (who: object) => Promise<string>

const headersOf = (token: string, activity: string) => ({
  authorization: `Bearer ${token}`,
  'processing-activity': activity,
})
const JSON_TYPE = { 'content-type': 'application/json' }
const OPENED = { lifeAreas: ['finances'], reportedBy: 'family' }

async function post(url: string, path: string, headers: Asked['headers'], body?: object) {
  const sent = body === undefined ? { headers } : { headers: { ...headers, ...JSON_TYPE }, body: JSON.stringify(body) }
  const answer = await fetch(`${url}/v1${path}`, { method: 'POST', ...sent })
  if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`)
  return (await answer.json()) as Readonly<Record<string, string>>
}

async function listOfSome(url: string, issue: Issue): Promise<Asked> {
  const headers = headersOf(await issue({ role: 'coordinator', name: 'Piet', team: randomUUID() }), 'plan-coordination')
  for (let plan = 0; plan < PLANS_EACH; plan += 1) await post(url, '/plans', headers, OPENED)
  return { method: 'GET', path: '/v1/plans', headers }
}

async function goalOfAChild(url: string, issue: Issue): Promise<Asked> {
  const noor = headersOf(await issue({ role: 'coordinator', name: 'Noor', team: 'noord' }), 'plan-coordination')
  const { planId = '' } = await post(url, '/plans', noor, OPENED)
  const plan = `/plans/${planId}`
  const { id: child = '' } = await post(url, `${plan}/members`, noor, { name: 'Kim', birthDate: '2012-06-15' })
  const { id: parent = '' } = await post(url, `${plan}/members`, noor, { name: 'Mirjam', birthDate: '1985-04-01' })
  await post(url, `${plan}/own-plan-invitations`, noor)
  const mirjam = headersOf(await issue({ role: 'family-member', name: 'Mirjam', subject: parent }), 'own-file')
  await post(url, `${plan}/own-plan-waivers`, mirjam, { reason: 'Wij praten liever' })
  const kim = headersOf(await issue({ role: 'family-member', name: 'Kim', subject: child }), 'own-file')
  const words = 'Weer naar school. '.repeat(WORDS_LENGTH).slice(0, WORDS_LENGTH).trim()
  const goal = { domain: 'youth', about: [child], lifeArea: 'finances', words }
  return { method: 'POST', path: `/v1${plan}/goals`, headers: { ...kim, ...JSON_TYPE }, body: JSON.stringify(goal) }
}
