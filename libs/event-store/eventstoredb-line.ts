/**
 * The line to EventStoreDB: one client, shared by all who ask the same server, and another in its place where it goes unanswered. gRPC notices late that
 * nobody is at the other end, waits long before it tries again, and shares both with every client that is made alike; so clients that differ are tried
 * beside the one in use, and the first that is answered takes its place, unless the one in use was answered meanwhile: then it was only slow.
 */
import type { Engine } from '../telemetry/engines.ts'
import { Silence, Unanswered, within } from './eventstoredb-faults.ts'

/** What a client is, as far as the line knows. */
export interface Clients<Client> {
  /** Makes one that shares no connection with any of another number. Reaches nobody yet. */
  make(number: number): Client
  /** Something cheap. @throws Unanswered where no answer came; any other fault is an answer */
  ask(client: Client): Promise<unknown>
  /** Ends all that it has under way, and its connection. */
  drop(client: Client): void
}

const LOOK_EVERY_MS = 250
/** Silence after which a client that is used is asked something. */
const QUIET_MS = 1_000
/** Silence upon that, from which others are tried. */
const SUSPECT_AFTER_MS = 750
const FRESH_EVERY_MS = 1_500
const FRESH_TAKES_AT_MOST_MS = 10_000
/** A server that answers no client for so long is missing. */
const MISSING_AFTER_MS = 2_000

export class Line<Client> {
  readonly #clients: Clients<Client>
  readonly #engine: Engine
  #client: Client
  /** Of the client in use: aborts when it is thrown away. */
  #inUse = new AbortController()
  #made = 0
  #underWay = 0
  #breaks = 0
  #heardMs = performance.now()
  #askedMs: number | undefined
  #suspectSinceMs: number | undefined
  #freshAtMs = -Infinity
  readonly #fresh = new Set<Client>()
  readonly #looking: NodeJS.Timeout

  constructor(clients: Clients<Client>, engine: Engine) {
    this.#clients = clients
    this.#engine = engine
    this.#client = clients.make(0)
    this.#looking = setInterval(() => {
      this.#look()
    }, LOOK_EVERY_MS).unref()
  }

  /** How often a connection may have ended since the start: who answers behind it may be a server that was put back from a backup meanwhile. */
  get breaks(): number {
    return this.#breaks
  }

  /** One call, over whatever client is in use now. @throws Unanswered, also where that client is thrown away meanwhile; what the call throws */
  async use<Result>(call: (client: Client) => Promise<Result>): Promise<Result> {
    const { signal } = this.#inUse
    const begun = this.begun()
    const gone = Promise.withResolvers<never>()
    const thrownAway = () => {
      gone.reject(new Unanswered(THROWN_AWAY))
    }
    signal.addEventListener('abort', thrownAway)
    try {
      const result = await Promise.race([call(this.#client), gone.promise])
      this.#heardFrom(signal)
      return result
    } catch (fault) {
      if (!(fault instanceof Unanswered)) this.#heardFrom(signal)
      else if (!(fault instanceof Silence)) {
        this.#breaks += 1
        this.#suspect(signal, fault.message)
      }
      throw fault
    } finally {
      signal.removeEventListener('abort', thrownAway)
      begun.over()
    }
  }

  /** Something that lasts, over the client in use now, until `over`: it tells when it hears something, and why it failed, and ends when its client is thrown away. */
  begun(): Begun<Client> {
    const { signal } = this.#inUse
    let isOver = false
    this.#underWay += 1
    return {
      client: this.#client,
      thrownAway: signal,
      heard: () => {
        this.#heardFrom(signal)
      },
      broke: () => {
        this.#breaks += 1
      },
      failed: (fault) => {
        if (fault instanceof Unanswered) this.#suspect(signal, fault.message)
      },
      over: () => {
        if (!isOver) this.#underWay -= 1
        isOver = true
      },
    }
  }

  close(): void {
    clearInterval(this.#looking)
    this.#dropFresh()
    this.#clients.drop(this.#client)
  }

  #heardFrom(signal: AbortSignal): void {
    if (signal !== this.#inUse.signal) return
    this.#heardMs = performance.now()
    this.#suspectSinceMs = undefined
    this.#engine.answers()
    this.#dropFresh()
  }

  #suspect(signal: AbortSignal, because: string): void {
    if (signal !== this.#inUse.signal) return
    const nowMs = performance.now()
    this.#suspectSinceMs ??= nowMs
    if (nowMs - this.#suspectSinceMs > MISSING_AFTER_MS) this.#engine.missing(because)
    if (nowMs - this.#freshAtMs >= FRESH_EVERY_MS) this.#tryAnother(nowMs)
  }

  #look(): void {
    const nowMs = performance.now()
    const isUsed = this.#underWay > 0 || this.#suspectSinceMs !== undefined
    if (!isUsed) this.#heardMs = nowMs
    else if (this.#suspectSinceMs !== undefined) this.#suspect(this.#inUse.signal, NO_ANSWER)
    else if (this.#askedMs === undefined) {
      if (nowMs - this.#heardMs >= QUIET_MS) this.#askItself(nowMs)
    } else if (nowMs - Math.max(this.#askedMs, this.#heardMs) >= SUSPECT_AFTER_MS)
      this.#suspect(this.#inUse.signal, NO_ANSWER)
  }

  #askItself(nowMs: number): void {
    const { signal } = this.#inUse
    this.#askedMs = nowMs
    within(FRESH_TAKES_AT_MOST_MS, this.#clients.ask(this.#client))
      .then(
        () => {
          this.#heardFrom(signal)
        },
        (fault: unknown) => {
          if (fault instanceof Unanswered) this.#suspect(signal, fault.message)
          else this.#heardFrom(signal)
        },
      )
      .finally(() => {
        if (signal === this.#inUse.signal) this.#askedMs = undefined
      })
      .catch(() => undefined)
  }

  #tryAnother(nowMs: number): void {
    this.#freshAtMs = nowMs
    this.#made += 1
    const other = this.#another()
    if (other === undefined) return
    this.#fresh.add(other)
    const answered = () => {
      if (!this.#fresh.delete(other)) return
      if (this.#heardMs < nowMs) this.#replaceBy(other)
      else this.#clients.drop(other)
    }
    within(FRESH_TAKES_AT_MOST_MS, this.#clients.ask(other)).then(answered, (fault: unknown) => {
      if (!(fault instanceof Unanswered)) answered()
      else if (this.#fresh.delete(other)) this.#clients.drop(other)
    })
  }

  /** Undefined where none can be made now (the file of its CA is gone): the one in use stays, and it is tried again. */
  #another(): Client | undefined {
    try {
      return this.#clients.make(this.#made)
    } catch (fault) {
      this.#engine.missing(`no other connection can be made: ${fault instanceof Error ? fault.message : String(fault)}`)
      return undefined
    }
  }

  #replaceBy(other: Client): void {
    const [old, inUse] = [this.#client, this.#inUse]
    this.#breaks += 1
    this.#client = other
    this.#inUse = new AbortController()
    this.#askedMs = undefined
    this.#heardFrom(this.#inUse.signal)
    inUse.abort()
    this.#clients.drop(old)
  }

  #dropFresh(): void {
    for (const client of this.#fresh) this.#clients.drop(client)
    this.#fresh.clear()
  }
}

/** One line to each server, for all who borrow it, until the last of them gives it back. */
export class SharedLines<Client> {
  readonly #known = new Map<string, { readonly line: Line<Client>; users: number }>()

  borrowed(server: string, made: () => Line<Client>): Line<Client> {
    const known = this.#known.get(server) ?? { line: made(), users: 0 }
    this.#known.set(server, known)
    known.users += 1
    return known.line
  }

  giveBack(server: string): void {
    const known = this.#known.get(server)
    if (known === undefined) return
    known.users -= 1
    if (known.users > 0) return
    this.#known.delete(server)
    known.line.close()
  }
}

export interface Begun<Client> {
  readonly client: Client
  readonly thrownAway: AbortSignal
  heard(): void
  /** It ended without having been told to. */
  broke(): void
  failed(fault: unknown): void
  over(): void
}

const NO_ANSWER = 'it does not answer'
export const THROWN_AWAY = 'the connection to EventStoreDB went unanswered, and was thrown away'
