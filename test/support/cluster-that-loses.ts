/** A cluster as operators run it, written to all the while, whose engines can be taken away one at a time; and what became of it meanwhile. */
import { NOTHING_IS_SEALED } from '../../libs/event-store/sealed-values.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openEventStoreDb } from '../../libs/event-store/eventstoredb.ts'
import { openKafkaTopics } from '../../libs/messaging/kafkajs.ts'
import { receiver, type Receiver } from '../../libs/messaging/testing/receiver.ts'
import type { PostgresPlace } from '../../libs/postgres/place.ts'
import { ACTIVITIES, askingAt, subjectOf, tokenOf, type Asking } from './asking.ts'
import { closeAll } from './closing.ts'
import { ClusterProcesses, type ClusterPlace } from './cluster-processes.ts'
import {
  eventStoreThatGoesAway,
  kafkaThatGoesAway,
  postgresThatGoesAway,
  type Away,
  type EngineThatGoesAway,
  type EventStoreThatGoesAway,
} from './engine-that-goes-away.ts'
import { BACK_AT_MOST_MS, statusOf, untilOk } from './asked-until-answered.ts'
import { PROBE, probe, untilAnswered, type EngineName } from './engine-probe.ts'
import { countsIn, unevenIn } from './engines-in-log.ts'
import { readyWithout } from './ready-without.ts'
import { findKafka } from './kafka-broker.ts'
import { LateActions } from './late-actions.ts'
import { aTopicReader, connectionTo, topicsFor, type TopicReader } from './partner-topic.ts'
import { DE_BRUG, until } from './partners.ts'
import { UNHURRIED } from './unhurried.ts'

export interface Lost {
  /** From the moment that a fresh connection was answered a write until everything went on, beyond what the same took just before the outage. */
  readonly backMs: number
  /** What went on last. */
  readonly lastBack: string
  readonly faults: readonly string[]
}

interface Engines {
  readonly eventStore: EventStoreThatGoesAway
  readonly reads: EngineThatGoesAway
  readonly keys: EngineThatGoesAway
  readonly kafka: Awaited<ReturnType<typeof kafkaThatGoesAway>>
}

const WRITERS = 2
/** Also what comes behind something that did not go on at all is tried. */
const AT_LEAST_MS = 3_000
const PAUSE_BETWEEN_WRITES_MS = 400
const GOALS_A_PLAN = 150
const GOAL = { domain: 'youth', lifeArea: 'work-and-education' }

export class ClusterThatLoses implements AsyncDisposable {
  readonly counted = { acknowledged: 0, sentAgain: 0, refusedMeanwhile: 0 }
  readonly engines: Engines
  readonly processes: ClusterProcesses
  /** The same for every process. */
  readonly settings: Readonly<Record<string, string>>
  readonly #places: Readonly<Record<'reads' | 'keys', PostgresPlace>>
  readonly #endpoint: Receiver
  readonly #readsAnew: () => TopicReader
  readonly #topics: TopicReader[]
  readonly #directory: string
  readonly #goals = new Set<string>()
  readonly #stopping = new AbortController()
  #writing: Promise<unknown> = Promise.resolve()
  #people: { readonly noor: readonly Asking[]; readonly yara: readonly Asking[]; readonly yaraIs: string } | undefined
  /** A plan that nobody else writes to: what is told of a plan waits for what was written there before. */
  #quiet = { planId: '', kim: '', goal: '' }
  readonly #late = new LateActions()
  #probes = 0

  private constructor(
    engines: Engines,
    processes: ClusterProcesses,
    settings: Readonly<Record<string, string>>,
    places: Readonly<Record<'reads' | 'keys', PostgresPlace>>,
    heard: { readonly endpoint: Receiver; readonly readsAnew: () => TopicReader; readonly directory: string },
  ) {
    this.engines = engines
    this.processes = processes
    this.settings = settings
    this.#places = places
    this.#endpoint = heard.endpoint
    this.#readsAnew = heard.readsAnew
    this.#topics = [heard.readsAnew()]
    this.#directory = heard.directory
  }

  /** @throws Error where an engine cannot be had */
  static async start(
    preload: { readonly api?: readonly URL[]; readonly projector?: readonly URL[] } = {},
  ): Promise<ClusterThatLoses> {
    const kafkas = await findKafka()
    if (kafkas.missingOurOwn !== undefined) throw new Error(`no Kafka to take away: ${kafkas.missingOurOwn}`)
    const [eventStore, reads, keys, kafka] = await Promise.all([
      eventStoreThatGoesAway(),
      postgresThatGoesAway('PostgreSQL for reads'),
      postgresThatGoesAway('PostgreSQL for vault and sealed values'),
      kafkaThatGoesAway(kafkas),
    ])
    const directory = mkdtempSync(join(tmpdir(), 'samenspel-loses-'))
    const rootKey = join(directory, 'root.key')
    writeFileSync(rootKey, randomBytes(32), { mode: 0o600 })
    const places = { reads: await reads.database('reads'), keys: await keys.database('vault') }
    const sealed = await keys.database('sealed_values')
    const settings: Record<string, string> = {
      SAMENSPEL_PROFILE: 'cluster',
      ...UNHURRIED,
      SAMENSPEL_DATA_DIR: join(directory, 'data'),
      SAMENSPEL_LOG_LEVEL: 'info',
      SAMENSPEL_EVENT_STORE: eventStore.url,
      SAMENSPEL_ROOT_KEY_FILE: rootKey,
    }
    for (const [name, { url, passwordFile = '' }] of [
      ['READS', places.reads],
      ['VAULT', places.keys],
      ['SEALED_VALUES', sealed],
    ] as const) {
      settings[`SAMENSPEL_${name}_POSTGRES`] = url
      settings[`SAMENSPEL_${name}_POSTGRES_PASSWORD_FILE`] = passwordFile
    }
    const processes = await ClusterProcesses.start(settings, kafka.brokers, preload)
    const connection = connectionTo(kafka.brokers)
    await topicsFor(connection, [DE_BRUG])
    const topics = await openKafkaTopics(connection)
    // It is made, also where its leader is not known yet when that is asked.
    await topics.make([{ topic: PROBE, partitions: 1, replicas: 1, settings: {} }]).catch(() => undefined)
    await topics.close()
    await processes.mustStart('the relay')
    const endpoint = await receiver({
      answer({ headers, body }, response) {
        if (String(headers['webhook-id']).startsWith('challenge-')) response.end(body)
        else response.writeHead(204).end()
      },
    })
    const cluster = new ClusterThatLoses({ eventStore, reads, keys, kafka }, processes, settings, places, {
      endpoint,
      readsAnew: () => aTopicReader(connection, DE_BRUG),
      directory,
    })
    await cluster.#begin()
    return cluster
  }

  get named(): readonly string[] {
    return Object.values(this.engines).map(({ named }: EngineThatGoesAway) => named)
  }

  #as(role: keyof typeof ACTIVITIES, name: string, more: readonly string[] = []): readonly Asking[] {
    return this.#at(tokenOf(this.#dataDir, role, name, more), ACTIVITIES[role])
  }

  #at(token: string, activity: string): readonly Asking[] {
    return this.processes.urls.map((url) => askingAt(`${url}/v1`, token, activity))
  }

  /** Nobody but who asks writes to it. */
  get quiet(): { readonly planId: string; readonly kim: string } {
    return this.#quiet
  }

  auditorsToken(): string {
    return tokenOf(this.#dataDir, 'auditor', 'Odile Toezicht')
  }

  /** Until everything was answered, and so acknowledged. */
  async stopsWriting(): Promise<readonly string[]> {
    this.#stopping.abort()
    return this.#writing.then(
      () => [],
      (fault: unknown) => [String(fault)],
    )
  }

  get #dataDir(): string {
    return this.settings['SAMENSPEL_DATA_DIR'] ?? ''
  }

  async #begin(): Promise<void> {
    const yara = tokenOf(this.#dataDir, 'professional', 'Yara')
    this.#people = {
      noor: this.#as('coordinator', 'Noor'),
      yara: this.#at(yara, 'youth-support'),
      yaraIs: subjectOf(yara),
    }
    const brug = this.#as('partner', 'Systeem van De Brug', ['--organisation', DE_BRUG])
    const since = '2020-01-01T00:00:00Z'
    await this.#sent(brug, 0, '/subscriptions', { channel: 'kafka', since })
    await this.#sent(brug, 0, '/subscriptions', { channel: 'webhook', endpoint: this.#endpoint.url, since })
    const { planId, kim } = await this.#aPlan(0)
    this.#quiet = { planId, kim, goal: (await this.proposes(planId, kim, 0)).id }
    this.#writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => this.#write(writer)))
    this.#writing.catch(() => undefined)
    await Promise.race([until(() => this.#goals.size > 0, 60_000), this.#writing])
    await Promise.all(this.heard([...this.#goals][0] ?? ''))
  }

  /** Until it is stopped: goals in plan after plan, each sent again under the same key until it is answered. */
  async #write(writer: number): Promise<void> {
    const isOver = () => this.#stopping.signal.aborted
    while (!isOver()) {
      const { planId, kim } = await this.#aPlan(writer)
      for (let goals = 0; goals < GOALS_A_PLAN && !isOver(); goals += 1) {
        await this.proposes(planId, kim, writer + goals)
        await pause(PAUSE_BETWEEN_WRITES_MS)
      }
    }
  }

  async #aPlan(turn: number): Promise<{ readonly planId: string; readonly kim: string }> {
    const { noor, yaraIs } = this.#known
    const { planId } = await this.#sent(noor, turn, '/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
    const [kim, mirjam] = [
      await this.#sent(noor, turn, `/plans/${planId}/members`, { name: 'Kim', birthDate: '2012-06-15' }),
      await this.#sent(noor, turn, `/plans/${planId}/members`, { name: 'Mirjam', birthDate: '1985-04-01' }),
    ]
    await this.#sent(noor, turn, `/plans/${planId}/own-plan-invitations`, undefined)
    await this.#sent(
      this.#as('family-member', 'Mirjam', ['--id', mirjam.id]),
      turn,
      `/plans/${planId}/own-plan-waivers`,
      {
        reason: 'Wij praten liever',
      },
    )
    await this.#sent(noor, turn, `/plans/${planId}/care-team/professionals`, {
      ...{
        professional: yaraIs,
        name: 'Yara',
        scope: 'domain',
        organisation: DE_BRUG,
        domain: 'youth',
        activity: 'youth-support',
      },
      until: '2031-01-01T00:00:00Z',
    })
    return { planId, kim: kim.id }
  }

  /** @param isLost where it is put back to before that */
  async proposes(planId: string, kim: string, turn: number, isLost = false) {
    const goal = { ...GOAL, about: [kim], words: randomUUID() }
    const told = await this.#sent(this.#known.yara, turn, `/plans/${planId}/goals`, goal)
    if (!isLost) this.#goals.add(told.id)
    this.counted.acknowledged += 1
    return told
  }

  async #sent(as: readonly Asking[], turn: number, path: string, body: unknown) {
    const key = { 'idempotency-key': randomUUID() }
    for (let attempt = 0; ; attempt += 1) {
      const one = as[(turn + attempt) % as.length]
      const asked = one?.asks('POST', path, { body, headers: key }).catch(() => undefined)
      const answer = await Promise.race([asked, pause(20_000, undefined, { ref: false })])
      if (answer !== undefined && answer.status < 300) return answer.body
      if (answer !== undefined && answer.status !== 503 && answer.status !== 429)
        throw new Error(`POST ${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`)
      if (answer === undefined) this.counted.sentAgain += 1
      else this.counted.refusedMeanwhile += 1
      await pause(100)
    }
  }

  get #known() {
    if (this.#people === undefined) throw new Error('nobody lives here yet')
    return this.#people
  }

  /** One engine, for so long; resolves when everything goes on again. */
  async loses(name: EngineName, how: Away, forMs: number): Promise<Lost> {
    const engine: EngineThatGoesAway = this.engines[name]
    const usually = new Map(await this.everythingGoesOn(performance.now()))
    const logged = this.#saidSoFar()
    const faults: string[] = []
    const isNoticed = how !== 'slow' && forMs > 0
    const ticking = this.processes.holding('ticking')
    // Who hands over to Kafka waits seven seconds for an answer; who waits to tick asks every three.
    const mustTell = (place: ClusterPlace) =>
      isNoticed &&
      (name === 'kafka' ? forMs >= 10_000 && place === 'the relay' : place.startsWith('API') || ticking.includes(place))
    const beganMs = performance.now()
    await engine.goes(how)
    if (isNoticed && name !== 'kafka') faults.push(...(await readyWithout(name, this.processes.urls, forMs)))
    await pause(Math.max(0, beganMs + forMs - performance.now()))
    await engine.comesBack(how)
    await this.answersAProbe(name)
    const backAtMs = performance.now()
    // Who hands over is asked about, and not a reader that waits where nobody answers.
    if (name === 'kafka') this.#topics.push(this.#readsAnew())
    const back = await this.everythingGoesOn(backAtMs)
    const [lastBack, backMs] = back
      .map(([what, tookMs]) => [what, tookMs - (usually.get(what) ?? 0)] as const)
      .reduce((last, one) => (one[1] > last[1] ? one : last))
    const whoTicks = this.processes.holding('ticking')
    if (whoTicks.length !== 1) faults.push(`${String(whoTicks.length)} tickers tick`)
    faults.push(...this.ended(), ...(await this.#toldOnce(logged, mustTell)))
    return { backMs: Math.round(backMs), lastBack, faults }
  }

  get #toProbe() {
    const { eventStore, kafka } = this.engines
    return { eventStore: eventStore.url, brokers: kafka.brokers, places: this.#places }
  }

  async answersAProbe(name: EngineName): Promise<void> {
    await untilAnswered(name, BACK_AT_MOST_MS, () => probe(name, this.#toProbe, (this.#probes += 1)))
  }

  /** Writes, reads and lists at each API; what was written then, heard over webhook and Kafka; what was late then, gone up. @returns how long each took */
  async everythingGoesOn(sinceMs: number): Promise<readonly (readonly [string, number])[]> {
    const took = async (what: string, work: Promise<unknown>): Promise<readonly [string, number]> => {
      // What does not go on at all is told by how long it was waited for.
      await work.catch(() => undefined)
      return [what, performance.now() - sinceMs]
    }
    const inTime = (ask: () => Promise<number>) =>
      untilOk(ask, Math.max(AT_LEAST_MS, sinceMs + BACK_AT_MOST_MS - performance.now()))
    const each = this.processes.urls.map(async (url, at) => {
      const [noor, yara] = [this.#known.noor[at], this.#known.yara[at]]
      if (noor === undefined || yara === undefined) throw new Error('nobody asks there')
      let planId = ''
      let position = ''
      const opened = await took(
        `a write at ${String(at)}`,
        inTime(async () => {
          const headers = { 'idempotency-key': randomUUID() }
          const answer = await noor.asks('POST', '/plans', { body: OPENING, headers })
          planId = answer.body.planId
          position = answer.body.position
          return answer.status
        }),
      )
      const list = async () =>
        (await noor.asks('GET', '/caseload?limit=1', { headers: { 'consistent-after': position } })).status
      return [
        opened,
        await took(
          `a read at ${String(at)}`,
          inTime(async () => (await noor.asks('GET', `/plans/${planId}`)).status),
        ),
        await took(`a list at ${String(at)}`, inTime(list)),
        await took(
          `readiness at ${String(at)}`,
          inTime(() => statusOf(`${url}/health/ready`)),
        ),
      ]
    })
    const told = (async () => {
      const { planId, kim } = this.#quiet
      const { id } = await this.proposes(planId, kim, 1)
      const [webhook, kafka] = this.heard(id)
      return Promise.all([took('a webhook', webhook), took('Kafka', kafka)])
    })()
    const wentUp = (async () => {
      const late = await this.#late.plan(this.#quiet.goal, this.#known.yaraIs, (action) =>
        this.#sent(this.#known.yara, 0, `/plans/${this.#quiet.planId}/actions`, action),
      )
      return took(
        'a ticker',
        inTime(() => this.#late.wentUp(late, this.#known.noor)),
      )
    })()
    return [...(await Promise.all(each)).flat(), ...(await told), await wentUp]
  }

  heard(goal: string, atMostMs = BACK_AT_MOST_MS): readonly [Promise<void>, Promise<void>] {
    return [
      until(() => this.#endpoint.received.some(({ body }) => body.includes(goal)), atMostMs),
      until(() => this.#topics.some(({ taken }) => taken.some(({ value }) => value.includes(goal))), atMostMs),
    ]
  }

  /** All that a webhook and a topic were told, as it came. */
  get told(): readonly [webhook: readonly string[], kafka: readonly string[]] {
    return [
      this.#endpoint.received.map(({ body }) => body),
      this.#topics.flatMap(({ taken }) => taken).map(({ headers, value }) => `${headers['ce_type'] ?? ''} ${value}`),
    ]
  }

  ended(): readonly string[] {
    return this.processes.places.filter((place) => this.processes.hasEnded(place)).map((place) => `${place} ended`)
  }

  #saidSoFar(): ReadonlyMap<ClusterPlace, string> {
    return new Map(this.processes.places.map((place) => [place, this.processes.said(place)] as const))
  }

  /** Of each engine once that it is missing, and as often that it is back. @param mustTell who asks it all the while */
  async #toldOnce(
    before: ReadonlyMap<ClusterPlace, string>,
    mustTell: (place: ClusterPlace) => boolean,
  ): Promise<readonly string[]> {
    const since = () =>
      [...this.#saidSoFar()].map(([name, said]) => [name, countsIn(said.slice(before.get(name)?.length ?? 0))] as const)
    const isEven = () =>
      since().every(([, counts]) => [...counts.values()].every(({ missing, back }) => missing === back))
    await until(isEven, 5_000).catch(() => undefined)
    return since().flatMap(([name, counts]) =>
      mustTell(name) && counts.size === 0 ? [`${name} said nothing of it`] : unevenIn(name, counts),
    )
  }

  /** Ends the writing, and holds what there is against what was acknowledged. */
  async judged(): Promise<readonly string[]> {
    const faults = [...(await this.stopsWriting())]
    const store = await openEventStoreDb({
      connection: this.engines.eventStore.url,
      sealedValues: NOTHING_IS_SEALED,
    })
    const events = await store.readAll(undefined, Number.MAX_SAFE_INTEGER)
    await store.close()
    const proposed = events.filter(({ type }) => type === 'GoalProposed').map(({ body }) => body)
    const times = (goal: string) => proposed.filter((body) => body.includes(goal)).length
    for (const goal of this.#goals)
      if (times(goal) !== 1) faults.push(`goal ${goal} is there ${String(times(goal))} times`)
    if (proposed.length !== this.#goals.size)
      faults.push(`${String(proposed.length)} goals are there, ${String(this.#goals.size)} were acknowledged`)
    faults.push(...this.#late.notOnce(events.filter(({ type }) => type === 'DueWentUp').map(({ body }) => body)))
    const unheard = await Promise.all(
      [...this.#goals].map((goal) => Promise.all(this.heard(goal)).then(ok, () => `goal ${goal} was not heard`)),
    )
    faults.push(...unheard.flatMap((one) => one ?? []))
    return faults
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort()
    await closeAll(
      {
        processes: () => this.processes[Symbol.asyncDispose](),
        topics: () => Promise.all(this.#topics.map((one) => one[Symbol.asyncDispose]())),
        endpoint: () => this.#endpoint.close(),
        ...Object.fromEntries(
          Object.entries(this.engines).map(([name, one]) => [
            name,
            () => (one as AsyncDisposable)[Symbol.asyncDispose](),
          ]),
        ),
      },
      { atMostMs: 15_000 },
    )
    rmSync(this.#directory, { recursive: true, force: true })
  }
}

const OPENING = { lifeAreas: ['finances'], reportedBy: 'family' }
const ok = (): undefined => undefined
