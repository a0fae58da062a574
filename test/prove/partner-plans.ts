/** Plans in whose care teams a partner has someone, and events of theirs that it is to be told of: written straight into the store, beside an API that follows it. What became of the telling is counted here too. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { EventStore } from '../../libs/event-store/port.ts'
import { toStored } from '../../libs/event-store/recorded.ts'
import { openSqliteEventStore } from '../../libs/event-store/sqlite.ts'
import type { PlanEvent } from '../../libs/plan/plan.ts'
import { PLAN_FORMS } from '../../libs/plan/plan-forms.ts'
import { begun } from '../../libs/plan/testing/past.ts'
import { deedOf, DE_BRUG, sealed } from '../../libs/plan/testing/people.ts'
import { sealedIn } from '../../libs/sealing/sealing.ts'
import type { ApiProcess, Asker } from './api-process.ts'

export const GOAL = 'nl.samenspel.plan.goal-proposed.v1'

/** A partner's own system. @param organisation its OIN */
export const systemOf = (organisation: string): Asker => ({
  token: ['--role', 'partner', '--name', `System of ${organisation}`, '--organisation', organisation],
  activity: 'partner-information',
})

export const DE_BRUGS_SYSTEM = systemOf(DE_BRUG)

/** Its subscription. @returns its id */
export const subscribed = async (api: Asking, subscription: object): Promise<string> =>
  String((await asked(api, '/subscriptions', subscription))['id'])

type Asking = Pick<ApiProcess, 'url' | 'headers'>

/** In peace: anything but what is made is a fault. */
export async function asked(
  { url, headers }: Asking,
  path: string,
  body: object,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  })
  const told = (await answer.json()) as Readonly<Record<string, unknown>>
  if (answer.status !== 201) throw new Error(`${path} was answered ${String(answer.status)}: ${JSON.stringify(told)}`)
  return told
}

const MUNICIPALITY = '0363'
const WRITERS = 4

interface GrowingPlan {
  readonly id: string
  readonly member: string
  /** In each domain. */
  readonly sequences: Map<string, number>
  revision: number
}

/** An event as it came: whole, so that a repeat that says something else is found out. */
export interface Came {
  readonly id: string
  readonly type: string
  readonly plan: string
  readonly text: string
}

/** Different ones. */
export const goalsIn = (came: readonly Came[]): number =>
  new Set(came.filter(({ type }) => type === GOAL).map(({ id }) => id)).size

export interface Judgement {
  readonly missing: number
  /** Plans of which something came before what happened before it. */
  readonly plansOutOfOrder: number
  /** Came, and had never been written, or came again otherwise. */
  readonly strange: number
  readonly repeats: number
}

export class PartnerPlans {
  /** Ids of the goals of each plan, in their order. */
  readonly told = new Map<string, string[]>()
  readonly #store: EventStore
  readonly #plans: readonly GrowingPlan[]
  #turn = 0

  private constructor(store: EventStore, plans: readonly GrowingPlan[]) {
    this.#store = store
    this.#plans = plans
  }

  /** @param plans a multiple of the writers, so that a plan has one */
  static async open(dataDir: string, plans: number): Promise<PartnerPlans> {
    const store = await openSqliteEventStore({ file: join(dataDir, 'events.db') })
    const growing = Array.from({ length: plans }, () => ({
      id: randomUUID(),
      member: randomUUID(),
      sequences: new Map<string, number>(),
      revision: 0,
    }))
    const all = new PartnerPlans(store, growing)
    const until = '2051-12-31T22:59:59.999Z'
    for (const plan of growing) {
      all.told.set(plan.id, [])
      await all.#happened(plan, ...begun.map(([, event]) => event), {
        domain: 'youth',
        about: [],
        type: 'ProfessionalJoined',
        joining: randomUUID(),
        professional: randomUUID(),
        name: sealed('Yara'),
        organisation: DE_BRUG,
        activity: 'youth-support',
        until,
      })
    }
    return all
  }

  /** So many goals, one after another in the plans in turn, each in an append of its own. @param onWritten told after each */
  async goOn(goals: number, onWritten: (count: number) => void = () => undefined): Promise<void> {
    let begun = 0
    let written = 0
    const writer = async (first: number): Promise<void> => {
      for (let turn = first; begun < goals; turn += WRITERS) {
        const plan = this.#plans[turn % this.#plans.length]
        if (plan === undefined) return
        begun += 1
        await this.#aGoal(plan)
        written += 1
        onWritten(written)
      }
    }
    const from = this.#turn
    await Promise.all(Array.from({ length: Math.min(WRITERS, this.#plans.length) }, (_, lane) => writer(from + lane)))
    this.#turn = (this.#turn + goals) % this.#plans.length
  }

  /** What the partner is told besides the goals: that each plan is open, who coordinates it, and whom it has in the care team. */
  get opened(): number {
    return 3 * this.#plans.length
  }

  get goals(): number {
    return [...this.told.values()].reduce((sum, { length }) => sum + length, 0)
  }

  /** @param came in the order in which it came */
  judged(came: readonly Came[]): Judgement {
    const texts = new Map<string, string>()
    const firsts = new Map<string, string[]>()
    const known = new Set([...this.told.values()].flat())
    let strange = 0
    let repeats = 0
    for (const { id, type, plan, text } of came) {
      const before = texts.get(id)
      texts.set(id, before ?? text)
      if (before !== undefined) repeats += 1
      if ((type === GOAL && !known.has(id)) || (before !== undefined && before !== text)) strange += 1
      if (before !== undefined || type !== GOAL) continue
      firsts.set(plan, [...(firsts.get(plan) ?? []), id])
    }
    return {
      missing: [...known].filter((id) => !texts.has(id)).length,
      plansOutOfOrder: [...this.told].filter(([plan, ids]) => !isInOrder(firsts.get(plan) ?? [], ids)).length,
      strange,
      repeats,
    }
  }

  close(): Promise<void> {
    return this.#store.close()
  }

  async #aGoal(plan: GrowingPlan): Promise<void> {
    const [id] = await this.#happened(plan, {
      domain: 'youth',
      about: [plan.member],
      type: 'GoalProposed',
      goal: randomUUID(),
      lifeArea: 'work-and-education',
      words: sealed('Weer naar school'),
    })
    if (id !== undefined) this.told.get(plan.id)?.push(id)
  }

  async #happened(plan: GrowingPlan, ...events: readonly PlanEvent[]): Promise<readonly string[]> {
    const stream = `plan-${plan.id}`
    const recordedAt = new Date().toISOString()
    const deed = deedOf({ kind: 'system', id: 'prove' }, recordedAt)
    const stored = events.map((event, place) => {
      const commandId = randomUUID()
      const sequence = plan.sequences.get(event.domain) ?? 0
      plan.sequences.set(event.domain, sequence + 1)
      const circumstances = {
        municipality: MUNICIPALITY,
        stream,
        revision: plan.revision + place,
        sequence,
        recordedAt,
        commandId,
        commandDigest: 'qJ2sY0QHqk4lq9m3mGmQ5V1tq5hVZ5sM8m3k4yUe0Yw',
        correlationId: commandId.replaceAll('-', ''),
        causationId: commandId,
        traceparent: `00-${commandId.replaceAll('-', '')}-00f067aa0ba902b7-01`,
      }
      return toStored(event, deed, circumstances, PLAN_FORMS, ciphertextsOf(event))
    })
    await this.#store.append(stream, plan.revision === 0 ? 'no-stream' : plan.revision - 1, stored)
    plan.revision += events.length
    return stored.map(({ id }) => id)
  }
}

/** Nobody opens them. */
const ciphertextsOf = (event: PlanEvent) => Object.fromEntries(sealedIn(event).map((ref) => [ref, { bytes: '' }]))

/** Those of `ids` that came, came in their order. */
function isInOrder(came: readonly string[], ids: readonly string[]): boolean {
  const places = new Map(ids.map((id, place) => [id, place]))
  return came.every((id, at) => at === 0 || (places.get(id) ?? 0) > (places.get(came[at - 1] ?? '') ?? 0))
}
