/** One history, lived: what happens is written down as events, subscriptions are handed what the real steps yield, and the oracle is asked what they were owed. */
import { randomUUID } from 'node:crypto'
import { handedOver, pagesToHead, stepsFor, type Relaying } from '../../libs/relaying/for-organisation.ts'
import { wantedBy } from '../../libs/relaying/subscribers.ts'
import type { Actor } from '../../libs/deciding/decider.ts'
import type { Position, StoredEvent } from '../../libs/event-store/port.ts'
import { toStored } from '../../libs/event-store/recorded.ts'
import { subscription, type Registered, type SubscriptionCommand } from '../../libs/partner/subscription.ts'
import type { PlanEvent } from '../../libs/plan/plan.ts'
import { PLAN_FORMS } from '../../libs/plan/plan-forms.ts'
import { begun } from '../../libs/plan/testing/past.ts'
import { deedOf, sealed } from '../../libs/plan/testing/people.ts'
import { sealedIn } from '../../libs/sealing/sealing.ts'
import type { Law, Move } from './grounds-histories.ts'
import { isOwed, type Asks, type Happening } from './grounds-oracle.ts'

const DAY_MS = 86_400_000
const ACTIVITIES: Readonly<Record<Law, string>> = {
  youth: 'youth-support',
  wmo: 'social-support',
  participation: 'participation-support',
}

export interface Compared {
  delivered: number
  /** Looked at, and not owed. */
  refused: number
  tooMany: number
  tooFew: number
  outOfOrder: number
}

interface Subscribed {
  state: Registered
  readonly asks: Asks
  /** Of the run that was last delivered, and where that has come. */
  run: string
  reached: Position | undefined
  /** The same, as the oracle counts. */
  passed: number
  start: number
  /** Not taken at the last delivery: judged again at the next. */
  held: readonly { readonly stored: StoredEvent; readonly happening: Happening }[]
}

export class Life {
  readonly #relaying: Relaying
  readonly #now: { at: string }
  readonly #happened: Happening[] = []
  readonly #byId = new Map<string, Happening>()
  readonly #plans = [randomUUID(), randomUUID()]
  readonly #revisions = new Map<string, number>()
  readonly #joinings: { readonly plan: string; readonly joining: string; readonly domain: Law }[] = []
  readonly #referrals: {
    readonly plan: string
    readonly referral: string
    readonly domain: Law
    readonly to: string
  }[] = []
  readonly #goals: { readonly plan: string; readonly goal: string; readonly domain: Law }[] = []
  readonly #subscriptions: Subscribed[] = []
  readonly #compared: Compared = { delivered: 0, refused: 0, tooMany: 0, tooFew: 0, outOfOrder: 0 }
  #beginning: Position = ''

  constructor(relaying: Relaying, now: { at: string }) {
    this.#relaying = relaying
    this.#now = now
  }

  async lived(moves: readonly Move[]): Promise<Compared> {
    this.#beginning = (await this.#relaying.store.head()) ?? ''
    for (const plan of this.#plans) for (const [, event] of begun) await this.#happens(plan, event)
    for (const move of moves) await this.#moved(move)
    for (const isTaken of [true, true]) await this.#deliver(isTaken)
    return this.#compared
  }

  async #moved(move: Move): Promise<void> {
    switch (move.does) {
      case 'join':
        return this.#join(move)
      case 'refer':
        return this.#refer(move)
      case 'leave': {
        const joined = picked(this.#joinings, move.which)
        if (joined === undefined) return
        const { plan, joining, domain } = joined
        return this.#happens(plan, { domain, about: [], type: 'ProfessionalLeft', joining })
      }
      case 'ask':
      case 'answer':
      case 'end':
        return this.#referred(move)
      case 'goal':
        return this.#propose(move)
      case 'member': {
        const [membership, person] = [randomUUID(), move.isKim ? 'kim' : randomUUID()]
        const joined = { domain: 'general', about: [person], type: 'MemberJoined', membership, person } as const
        return this.#happens(this.#plan(move.plan), joined)
      }
      case 'view': {
        const on = { kind: 'goal', id: 'goal-1' } as const
        const said = { view: randomUUID(), on, person: 'kim', voice: 'own', stance: 'agrees' } as const
        return this.#happens(this.#plan(move.plan), { domain: move.law, about: ['kim'], type: 'ViewGiven', ...said })
      }
      case 'pass':
        this.#now.at = later(this.#now.at, move.days)
        return
      case 'subscribe':
        return this.#subscribe(move)
      case 'pause':
      case 'resume':
      case 'replay':
        this.#changed(move)
        return
      case 'deliver':
        return this.#deliver(move.isTaken)
    }
  }

  async #join({ plan, organisation, law, activity, lastsDays }: Extract<Move, { does: 'join' }>): Promise<void> {
    const joining = randomUUID()
    await this.#happens(this.#plan(plan), {
      domain: law,
      about: [],
      type: 'ProfessionalJoined',
      joining,
      professional: randomUUID(),
      name: sealed('Yara'),
      organisation,
      activity: activity === 'as-the-law-says' ? ACTIVITIES[law] : activity,
      until: later(this.#now.at, lastsDays),
    })
    this.#joinings.push({ plan: this.#plan(plan), joining, domain: law })
  }

  async #propose({ plan, law: domain, by, isToEnforce }: Extract<Move, { does: 'goal' }>): Promise<void> {
    const goal = randomUUID()
    const writer = { kind: 'person', id: randomUUID(), role: 'professional', ...(by && { organisation: by }) } as const
    const proposed = { domain, about: ['kim'], goal, lifeArea: 'housing', words: sealed('a room') } as const
    await this.#happens(
      this.#plan(plan),
      { type: 'GoalProposed', ...proposed },
      writer,
      isToEnforce ? 'benefits-enforcement' : ACTIVITIES[domain],
    )
    this.#goals.push({ plan: this.#plan(plan), goal, domain })
  }

  async #refer({ plan, organisation: to, law, lastsDays, opens }: Extract<Move, { does: 'refer' }>): Promise<void> {
    const referral = randomUUID()
    const its = this.#goals.filter((one) => one.plan === this.#plan(plan) && one.domain === law)
    const goals = [...new Set(opens?.flatMap((which) => picked(its, which)?.goal ?? []))]
    await this.#happens(this.#plan(plan), {
      domain: law,
      about: ['kim'],
      type: 'ReferralMade',
      referral,
      to,
      words: sealed('someone to talk to'),
      ...(opens && { opens: goals.map((id) => ({ kind: 'goal', id }) as const) }),
      until: later(this.#now.at, lastsDays),
      due: { what: 'referral', at: later(this.#now.at, 5), terms: 1 },
    })
    this.#referrals.push({ plan: this.#plan(plan), referral, domain: law, to })
  }

  async #referred(move: Extract<Move, { does: 'ask' | 'answer' | 'end' }>): Promise<void> {
    const referred = picked(this.#referrals, move.which)
    if (referred === undefined) return
    const { plan, referral, domain } = referred
    const concerns = { domain, about: ['kim'], referral } as const
    const before = this.#happened.map(({ event }) => event)
    const isOver = before.some(
      (one) =>
        (one.type === 'ReferralEnded' || one.type === 'ReferralAnswered') &&
        'referral' in one &&
        one.referral === referral,
    )
    const isEnded = before.some((one) => one.type === 'ReferralEnded' && one.referral === referral)
    if (move.does === 'ask' && !isOver)
      await this.#happens(plan, { ...concerns, type: 'ReferralQuestionAsked', words: sealed('since when?') })
    if (move.does === 'answer' && !isOver)
      await this.#happens(plan, { ...concerns, type: 'ReferralAnswered', answer: move.answer })
    if (move.does === 'end' && !isEnded) await this.#happens(plan, { ...concerns, type: 'ReferralEnded' })
  }

  async #subscribe(move: Extract<Move, { does: 'subscribe' }>): Promise<void> {
    const id = randomUUID()
    const types = (move.types ?? []).map((name) => `nl.samenspel.plan.${name}.v1`)
    const domains = move.domains ?? []
    const plans = move.plan === null ? [] : [this.#plan(move.plan)]
    const isFromNow = move.from === 'now'
    const position = isFromNow ? ((await this.#relaying.store.head()) ?? '') : this.#beginning
    const since = move.from === 'moment' ? this.#now.at : undefined
    const state = ordered(
      {
        type: 'RegisterSubscription',
        subscription: id,
        channel: 'kafka',
        isProved: false,
        wanted: { types, domains, plans },
        start: { position, ...(since && { since }) },
      },
      subscription.initial,
      move.organisation,
      this.#now.at,
    )
    const start = isFromNow ? this.#happened.length : 0
    this.#subscriptions.push({
      state,
      asks: { organisation: move.organisation, types, domains, plans, since },
      run: '',
      reached: undefined,
      passed: start,
      start,
      held: [],
    })
  }

  #changed({ does, which }: Extract<Move, { does: 'pause' | 'resume' | 'replay' }>): void {
    const one = picked(this.#subscriptions, which)
    if (one === undefined) return
    const { organisation } = one.asks
    const { start } = one.state
    const command = {
      pause: { type: 'PauseSubscription' },
      resume: { type: 'ResumeSubscription' },
      replay: { type: 'RequestReplay', replay: randomUUID(), start },
    } as const
    one.state = ordered(command[does], one.state, organisation, this.#now.at)
    if (does === 'replay') one.passed = one.start
  }

  async #deliver(isTaken: boolean): Promise<void> {
    for (const one of this.#subscriptions) if (one.state.delivering === 'active') await this.#deliverTo(one, isTaken)
  }

  /** @param isTaken otherwise all of it is tried again at the next delivery */
  async #deliverTo(one: Subscribed, isTaken: boolean): Promise<void> {
    const { state, asks } = one
    const { store } = this.#relaying
    if (one.run !== state.run) {
      one.run = state.run
      one.reached = state.start.position === '' ? undefined : state.start.position
      one.held = []
    }
    const handed: { stored: StoredEvent; id: string }[] = []
    for (const { stored } of one.held) {
      const event = await handedOver(this.#relaying, asks.organisation, stored, wantedBy(state))
      if (event !== undefined) handed.push({ stored, id: event.id })
    }
    const pages = pagesToHead(store, one.reached)
    const { signal } = new AbortController()
    for await (const step of stepsFor(this.#relaying, asks.organisation, wantedBy(state), pages, signal)) {
      one.reached = step.position
      if (step.event !== undefined && step.stored !== undefined) handed.push({ stored: step.stored, id: step.event.id })
    }
    const passing = [...one.held.map(({ happening }) => happening), ...this.#happened.slice(one.passed)]
    one.passed = this.#happened.length
    const owed = passing.filter((happening) => isOwed(asks, happening, this.#happened, this.#now.at))
    this.#compare(
      handed.map(({ id }) => id),
      owed.map(({ id }) => id),
      passing.length,
    )
    one.held = isTaken
      ? []
      : handed.flatMap(({ stored, id }) => {
          const happening = this.#byId.get(id)
          return happening === undefined ? [] : [{ stored, happening }]
        })
  }

  #compare(handed: readonly string[], owed: readonly string[], looked: number): void {
    const [these, those] = [new Set(handed), new Set(owed)]
    const [tooMany, tooFew] = [those.size === 0 ? these : these.difference(those), those.difference(these)]
    const all = this.#compared
    all.delivered += handed.length
    all.refused += looked - owed.length
    all.tooMany += tooMany.size + handed.length - these.size
    all.tooFew += tooFew.size
    if (tooMany.size === 0 && tooFew.size === 0 && handed.join() !== owed.join()) all.outOfOrder += 1
  }

  async #happens(
    plan: string,
    event: PlanEvent,
    by: Actor = { kind: 'system', id: 'prove' },
    activity = 'plan-coordination',
  ): Promise<void> {
    const stream = `plan-${plan}`
    const revision = this.#revisions.get(plan) ?? 0
    const [commandId, at] = [randomUUID(), this.#now.at]
    const circumstances = {
      municipality: '0363',
      stream,
      revision,
      sequence: revision,
      recordedAt: at,
      commandId,
      commandDigest: commandId,
      correlationId: commandId,
      causationId: commandId,
    }
    const ciphertexts = Object.fromEntries(sealedIn(event).map((ref) => [ref, {}]))
    const deed = { ...deedOf(by, at), activity }
    const stored = toStored(event, deed, circumstances, PLAN_FORMS, ciphertexts)
    await this.#relaying.store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [stored])
    this.#revisions.set(plan, revision + 1)
    const writtenBy = 'organisation' in by ? by.organisation : undefined
    const happening = { id: stored.id, plan, event, at, activity, ...(writtenBy !== undefined && { writtenBy }) }
    this.#happened.push(happening)
    this.#byId.set(stored.id, happening)
  }

  #plan(number: number): string {
    return this.#plans[number] ?? ''
  }
}

function ordered(
  command: SubscriptionCommand,
  now: typeof subscription.initial,
  organisation: string,
  at: string,
): Registered {
  const by = { kind: 'organisation', id: `system-of-${organisation}`, role: 'partner', organisation } as const
  const deed = deedOf(by, at)
  const state = subscription
    .decide(command, now, deed)
    .reduce((was, event) => subscription.evolve(was, event, deed), now)
  if (state.is !== 'registered') throw new Error('a subscription is not there')
  return state
}

const picked = <Item>(items: readonly Item[], which: number): Item | undefined =>
  items[which % Math.max(1, items.length)]

const later = (at: string, days: number): string => new Date(Date.parse(at) + days * DAY_MS).toISOString()
