/** One history, lived: what happens is written down as events, subscriptions are handed what the real steps yield, and the oracle is asked what they were owed. */
import { randomUUID } from 'node:crypto'
import { handedOver, pagesToHead, stepsFor, type Relaying } from '../../libs/relaying/for-organisation.ts'
import { wantedBy } from '../../libs/relaying/subscribers.ts'
import type { Position, StoredEvent } from '../../libs/event-store/port.ts'
import { toStored } from '../../libs/event-store/recorded.ts'
import { subscription, type Registered, type SubscriptionCommand } from '../../libs/partner/subscription.ts'
import { PLAN_FORMS } from '../../libs/plan/plan-forms.ts'
import { begun } from '../../libs/plan/testing/past.ts'
import { deedOf } from '../../libs/plan/testing/people.ts'
import { sealedIn } from '../../libs/sealing/sealing.ts'
import { doneBy, KIM_JOINED, later, nothingIn, picked, type Done, type There } from './grounds-deeds.ts'
import type { Move } from './grounds-histories.ts'
import { owedTo, type Asks, type Happening } from './grounds-oracle.ts'

export interface Compared {
  delivered: number
  /** Looked at, and not owed. */
  refused: number
  /** Handed over, that something was shared. */
  shared: number
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
  readonly #there: There = nothingIn(this.#plans)
  readonly #subscriptions: Subscribed[] = []
  readonly #compared: Compared = { delivered: 0, refused: 0, shared: 0, tooMany: 0, tooFew: 0, outOfOrder: 0 }
  #beginning: Position = ''

  constructor(relaying: Relaying, now: { at: string }) {
    this.#relaying = relaying
    this.#now = now
  }

  async lived(moves: readonly Move[]): Promise<Compared> {
    this.#beginning = (await this.#relaying.store.head()) ?? ''
    for (const plan of this.#plans) for (const [, event] of begun) await this.#happens({ plan, event })
    // In one of them somebody is there who may permit something.
    await this.#happens({ plan: this.#plan(0), event: KIM_JOINED })
    for (const move of moves) await this.#moved(move)
    for (const isTaken of [true, true]) await this.#deliver(isTaken)
    return this.#compared
  }

  async #moved(move: Move): Promise<void> {
    switch (move.does) {
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
      default: {
        const done = doneBy(move, this.#there, this.#now.at)
        if (done !== undefined) await this.#happens(done)
      }
    }
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
    const owed = passing.filter(owedTo(asks, this.#happened, this.#now.at))
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
    all.shared += handed.filter((id) => this.#byId.get(id)?.event.type === 'SharingGranted').length
    all.refused += looked - owed.length
    all.tooMany += tooMany.size + handed.length - these.size
    all.tooFew += tooFew.size
    if (tooMany.size === 0 && tooFew.size === 0 && handed.join() !== owed.join()) all.outOfOrder += 1
  }

  async #happens({
    plan,
    event,
    by = { kind: 'system', id: 'prove' },
    activity = 'plan-coordination',
  }: Done): Promise<void> {
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
    const happening = { id: stored.id, plan, event, at, activity, by }
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
