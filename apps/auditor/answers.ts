/** The answers the auditor's tool reads, and whether what came is one: what a newer API adds is let through, what is missing is named. */
import type { Role } from '../../libs/deciding/decider.ts'
import type { Domain } from '../../libs/deciding/domains.ts'
import type { ReaderPool } from '../../libs/municipality/second-readers.ts'
import type { Change } from '../../libs/plan/changes.ts'
import type { ChallengeAsRead } from '../../libs/plan/challenges/challenges-as-read.ts'
import type { DeviationAsRead } from '../../libs/plan/deviations/deviations-as-read.ts'
import type { PriorityAsRead } from '../../libs/plan/priorities/priorities-as-read.ts'
import { NOTHING_READ, type PlanAsRead } from '../../libs/plan/plan-as-read.ts'
import type { Step } from '../../libs/protocol/protocol.ts'
import { NoAnswer } from './api.ts'
import type { InWords } from '../../libs/plan/part.ts'

/** One event of a history. */
export interface Entry {
  readonly id: string
  readonly revision: number
  readonly type: string
  readonly domain: Domain
  readonly about: readonly string[]
  readonly recordedAt: string
  readonly happenedAt?: string
  readonly by: string
  readonly role: Role | 'system'
  readonly organisation?: string
  readonly onBehalfOf?: string
  readonly processingActivity: string
  readonly legalBasis: string
  readonly due?: { readonly what: string; readonly at: string; readonly terms: number }
  readonly basedOn?: number
  readonly words: InWords
  readonly data: Readonly<Record<string, unknown>>
}

export interface HistoryPage {
  readonly events: readonly Entry[]
  readonly nextFrom?: number
}

/** The plan at a point, as it is answered: sealed values where they stay sealed, else their text. */
export interface PlanThen {
  readonly planId: string
  readonly revision: number
  readonly at: string
  readonly plan: PlanAsRead
}

export interface ChangesThen {
  readonly from: number
  readonly to: number
  readonly words: readonly (InWords & { readonly revision: number; readonly at: string; readonly type: string })[]
  readonly data: readonly Change[]
}

export interface Dossier {
  readonly planId: string
  readonly protocolThen?: {
    readonly protocol: string
    readonly title: string
    readonly owner: string
    readonly domain: Domain
    readonly version?: number
    readonly inForceFrom?: string
    readonly steps?: readonly Step[]
    readonly stepLeft: string
  }
  readonly priorities: readonly PriorityAsRead[]
  readonly deviation: DeviationAsRead
  readonly challenges: readonly ChallengeAsRead[]
  readonly basedOn: readonly {
    readonly decision: string
    readonly by: string
    readonly at: string
    readonly revision: number
    readonly lastEvent: string
    readonly lastEventAt: string
  }[]
  readonly events: readonly Entry[]
}

type Shape = Readonly<Record<string, 'string' | 'number' | 'object' | 'list'>>

const ENTRY: Shape = {
  id: 'string',
  revision: 'number',
  type: 'string',
  domain: 'string',
  about: 'list',
  recordedAt: 'string',
  by: 'string',
  role: 'string',
  processingActivity: 'string',
  legalBasis: 'string',
  words: 'object',
  data: 'object',
}

/** @throws NoAnswer where it is none, naming what it lacks; so do all below */
export function historyPage(answer: unknown): HistoryPage {
  mustHave(answer, { events: 'list' }, 'history')
  const page = answer as HistoryPage
  for (const event of page.events) mustHave(event, ENTRY, 'event')
  return page
}

export interface EnvelopesPage {
  readonly envelopes: readonly { readonly body: string }[]
  readonly nextFrom?: number
}

export function envelopesPage(answer: unknown): EnvelopesPage {
  mustHave(answer, { envelopes: 'list' }, 'envelopes')
  const page = answer as EnvelopesPage
  for (const envelope of page.envelopes) mustHave(envelope, { body: 'string' }, 'envelope')
  return page
}

export function planThen(answer: unknown): PlanThen {
  mustHave(answer, { planId: 'string', revision: 'number', at: 'string', plan: 'object' }, 'plan')
  const then = answer as PlanThen
  // An older API may not know every part.
  const plan = { ...NOTHING_READ, ...then.plan }
  mustHave(plan, shapeOf(NOTHING_READ), 'plan')
  return { ...then, plan }
}

export function changesThen(answer: unknown): ChangesThen {
  mustHave(answer, { from: 'number', to: 'number', words: 'list', data: 'list' }, 'changes')
  const changes = answer as ChangesThen
  for (const said of changes.words) mustHave(said, { revision: 'number', at: 'string', nl: 'string' }, 'words')
  for (const change of changes.data) mustHave(change, { path: 'string' }, 'change')
  return changes
}

export function dossier(answer: unknown): Dossier {
  const parts = {
    planId: 'string',
    priorities: 'list',
    deviation: 'object',
    challenges: 'list',
    basedOn: 'list',
    events: 'list',
  } as const
  mustHave(answer, parts, 'dossier')
  const whole = answer as Dossier
  const lists = { readings: 'list', recused: 'list', views: 'list', answers: 'list', about: 'list' } as const
  mustHave(whole.deviation, { id: 'string', from: 'object', reported: 'object', ...lists }, 'deviation')
  for (const event of whole.events) mustHave(event, ENTRY, 'event')
  return whole
}

export function readerPool(answer: unknown): ReaderPool {
  mustHave(answer, { version: 'number', readers: 'list' }, 'second-readers')
  const pool = answer as ReaderPool
  for (const reader of pool.readers) mustHave(reader, { reader: 'string', domains: 'list' }, 'second-readers')
  return pool
}

function mustHave(answer: unknown, shape: Shape, name: string): void {
  const fields = typeof answer === 'object' && answer !== null ? (answer as Readonly<Record<string, unknown>>) : {}
  const wrong = Object.keys(shape).filter((field) => kindOf(fields[field]) !== shape[field])
  if (wrong.length > 0) throw new NoAnswer(`${name}: ${wrong.join(', ')}`)
}

type Kind = Shape[string]

const shapeOf = (example: object): Shape =>
  Object.fromEntries(Object.entries(example).map(([field, value]) => [field, kindOf(value) as Kind]))

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'nothing' : typeof value)
