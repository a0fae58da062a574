/**
 * Finds out which connections go unanswered because nobody is at their other end any more. A fresh connection asks the server what it works on: who waits
 * for something that it works on goes on waiting, however long that takes; any other connection is cut, so that whoever waits there hears of it and the
 * next one is not made to wait there again. A way that is only slow answers before a fresh connection over it does.
 */
import type { Socket } from 'node:net'
import pg from 'pg'
import { Engine } from '../telemetry/engines.ts'
import { namedPlace, reaching, type PostgresPlace } from './place.ts'
import { hasNoConnectionLeft, troubleOf, wordsOf } from './trouble.ts'

/** What the driver's types do not say of its clients. */
export interface Client extends pg.PoolClient {
  readonly processID?: number | null
}

const NO_ANSWER = 'it does not answer'
const LOOK_EVERY_MS = 250
/** Silence from which a question is one to ask about. */
const SUSPECT_AFTER_MS = 1_000
const FRESH_EVERY_MS = 1_500
const FRESH_TAKES_AT_MOST_MS = 10_000
/** A server that says nothing for so long to who comes to it is missing; and for so long to anybody, not waited for. */
const MISSING_AFTER_MS = 2_500
const GIVE_UP_AFTER_MS = 5_000
/** Who has a connection is answered also where no other is to be had: that is over when nobody was refused for so long. */
const REFUSES_NO_MORE_AFTER_MS = 2 * FRESH_EVERY_MS
/** Whatever the server works on. */
const ANSWER_WITHIN_MS = 30_000

interface Asking {
  readonly client: Client
  readonly beganMs: number
  heardMs: number
  bytes: number
}

interface Fresh {
  readonly client: pg.Client
  readonly beganMs: number
  readonly suspects: readonly Asking[]
}

export class Server {
  readonly #place: PostgresPlace
  readonly #engine: Engine
  /** Connections that nobody uses just now. */
  readonly #idle = new Set<Client>()
  readonly #asking = new Set<Asking>()
  readonly #fresh = new Set<Fresh>()
  #freshAtMs = -Infinity
  #freshAnsweredMs = -Infinity
  /** When it answered anybody last. */
  #answeredMs = -Infinity
  /** When it had no connection left for somebody last. */
  #refusedMs = -Infinity
  /** Pools that may ask it. */
  #pools = 0
  #looking: NodeJS.Timeout | undefined

  private constructor(place: PostgresPlace) {
    this.#place = place
    this.#engine = new Engine(`PostgreSQL ${namedPlace(place)}`)
  }

  static readonly #all = new Map<string, Server>()

  /** One for each place, whoever asks it. */
  static at(place: PostgresPlace): Server {
    const key = JSON.stringify([place.url, place.passwordFile])
    const known = Server.#all.get(key)
    if (known !== undefined) return known
    const server = new Server(place)
    Server.#all.set(key, server)
    return server
  }

  opened(): void {
    this.#pools += 1
  }

  closed(): void {
    this.#pools -= 1
    this.#restWhereNobodyWaits()
  }

  /** Nobody asks anything over it until it is taken. */
  rests(client: Client): void {
    this.#idle.add(client)
  }

  taken(client: Client): void {
    this.#idle.delete(client)
  }

  reached(): void {
    const nowMs = performance.now()
    this.#answeredMs = nowMs
    if (nowMs - this.#refusedMs > REFUSES_NO_MORE_AFTER_MS) this.#engine.answers()
  }

  /** Whoever began to wait before it answered another only waited in the wrong place. */
  #missingSince(beganMs: number, because: string): void {
    if (this.#answeredMs < beganMs) this.#missing(because)
  }

  #missing(because: string): void {
    this.#engine.missing(because)
    // Whoever asked may ask no more: that it is back is found out all the same, as long as anybody may ask at all.
    if (this.#pools > 0) this.#keepLooking()
  }

  /** @param fault of who wanted a connection and got none: of the way there, or only because all that there may be were in use */
  notReached(fault: unknown, beganMs: number): void {
    const said = wordsOf(fault)
    if (hasNoConnectionLeft(fault)) {
      this.#refusedMs = performance.now()
      this.#missing(said)
    } else if (troubleOf(fault) !== 'closed' && !said.includes('timeout exceeded when trying'))
      this.#missingSince(beganMs, said)
  }

  /** What is asked over a connection, watched until it is answered. */
  async during<Answer>(client: Client, ask: () => Promise<Answer>): Promise<Answer> {
    const nowMs = performance.now()
    const asking = { client, beganMs: nowMs, heardMs: nowMs, bytes: bytesHeard(client) }
    this.#asking.add(asking)
    this.#keepLooking()
    try {
      const answer = await ask()
      this.reached()
      return answer
    } finally {
      this.#asking.delete(asking)
      this.#restWhereNobodyWaits()
    }
  }

  #keepLooking(): void {
    this.#looking ??= setInterval(() => {
      this.#look()
    }, LOOK_EVERY_MS).unref()
  }

  #restWhereNobodyWaits(): void {
    if (this.#asking.size > 0 || (this.#engine.isMissing && this.#pools > 0)) return
    clearInterval(this.#looking)
    this.#looking = undefined
    for (const fresh of this.#fresh) this.#end(fresh)
  }

  #look(): void {
    const nowMs = performance.now()
    for (const asking of this.#asking) {
      const bytes = bytesHeard(asking.client)
      if (bytes !== asking.bytes) Object.assign(asking, { bytes, heardMs: nowMs })
      if (nowMs - asking.beganMs > ANSWER_WITHIN_MS) cut(asking.client)
      else if (nowMs - asking.heardMs > GIVE_UP_AFTER_MS && this.#nobodyAnswers(nowMs)) {
        this.#missingSince(asking.beganMs, NO_ANSWER)
        cut(asking.client)
      }
    }
    for (const fresh of this.#fresh) {
      const itsMs = nowMs - fresh.beganMs
      if (itsMs > MISSING_AFTER_MS && bytesHeard(fresh.client) === 0) this.#missingSince(fresh.beganMs, NO_ANSWER)
      if (itsMs > FRESH_TAKES_AT_MOST_MS) this.#end(fresh)
    }
    const suspects = [...this.#asking].filter(({ heardMs }) => nowMs - heardMs > SUSPECT_AFTER_MS)
    if (suspects.length === 0 && !this.#engine.isMissing) {
      this.#restWhereNobodyWaits()
      return
    }
    if (nowMs - this.#freshAtMs < FRESH_EVERY_MS) return
    this.#freshAtMs = nowMs
    void this.#askAfresh(suspects, nowMs).catch(() => undefined)
  }

  /** Of those that were begun long enough ago, and not of late, none was told anything. */
  #nobodyAnswers(nowMs: number): boolean {
    if (nowMs - this.#freshAnsweredMs < GIVE_UP_AFTER_MS) return false
    const tried = [...this.#fresh].filter(({ beganMs }) => nowMs - beganMs > GIVE_UP_AFTER_MS / 2)
    return tried.every(({ client }) => bytesHeard(client) === 0)
  }

  async #askAfresh(suspects: readonly Asking[], beganMs: number): Promise<void> {
    const client = new pg.Client({ ...reaching(this.#place), application_name: 'samenspel looks' })
    client.on('error', () => undefined)
    const fresh = { client, beganMs, suspects }
    this.#fresh.add(fresh)
    try {
      await client.connect()
      const pids = suspects.flatMap(({ client: { processID } }) => processID ?? [])
      const { rows } = await client.query<{ pid: number }>(WORKS_ON, [pids])
      this.#freshAnsweredMs = performance.now()
      this.reached()
      this.#restWhereNobodyWaits()
      const working = new Set(rows.map(({ pid }) => pid))
      const dead = suspects.filter(
        (one) => this.#asking.has(one) && one.heardMs < beganMs && !working.has(one.client.processID ?? 0),
      )
      if (dead.length === 0) return
      for (const one of [...dead.map((asking) => asking.client), ...this.#idle]) cut(one)
      // What they hold at the server, locks above all, would be held until it noticed by itself.
      await client.query(END, [dead.flatMap((asking) => asking.client.processID ?? [])])
    } catch (fault) {
      if (this.#fresh.has(fresh)) this.notReached(fault, beganMs)
      throw fault
    } finally {
      this.#end(fresh)
    }
  }

  #end(fresh: Fresh): void {
    this.#fresh.delete(fresh)
    cut(fresh.client)
  }
}

/** A server that waits for us to take what it sends is done with its work. */
const WORKS_ON = `select pid from pg_stat_activity
  where pid = any($1::int[]) and state in ('active', 'fastpath function call', 'disabled') and wait_event_type is distinct from 'Client'`
const END = `select pg_terminate_backend(pid) from pg_stat_activity
  where pid = any($1::int[]) and usename = current_user and application_name like 'samenspel %'`

export const bytesHeard = ({ connection }: Pick<pg.Client, 'connection'>): number =>
  (connection.stream as Socket).bytesRead

/** Whoever waits there hears that it broke. */
export const cut = ({ connection }: Pick<pg.Client, 'connection'>): void => {
  connection.stream.destroy()
}
