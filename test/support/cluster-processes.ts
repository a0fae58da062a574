/** The processes of a cluster, as operators run them: two API processes, two projectors, two tickers, a relay. Each can be stopped in order, and started again at its place. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { mustBeCompiled } from './compiled.ts'
import { OWN_ENVIRONMENT } from './environment.ts'

export type ClusterPlace = 'API 0' | 'API 1' | 'projector 0' | 'projector 1' | 'ticker 0' | 'ticker 1' | 'the relay'

/** How it ended; null where a signal ended it. */
export interface Ended {
  readonly status: number | null
  readonly afterMs: number
  /** On standard error, the last of it. */
  readonly said: string
}

export interface RunningProcess {
  /** All that it wrote, standard output and standard error. */
  said(): string
  hasEnded(): boolean
  readonly ended: Promise<Ended>
  signal(name: NodeJS.Signals): void
}

export interface Program {
  /** With its arguments. */
  readonly program: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Loaded first. */
  readonly preload?: readonly URL[] | undefined
}

const LAST_WORDS = 2_000

/** A program of ours as it was built. It never outlives whoever started it. */
export function running({ program, env, preload = [] }: Program): RunningProcess {
  mustBeCompiled()
  const child = spawn(process.execPath, [...preload.flatMap(({ href }) => ['--import', href]), ...program], {
    env: { ...OWN_ENVIRONMENT, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const beganMs = performance.now()
  let [all, faults] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (all += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    all += chunk
    faults = (faults + chunk).slice(-LAST_WORDS)
  })
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (status) => {
      process.off('exit', kill)
      resolve({ status, afterMs: Math.round(performance.now() - beganMs), said: faults })
    }),
  )
  return {
    said: () => all,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    ended,
    signal: (name) => child.kill(name),
  }
}

/** What each says when it is under way. */
const UNDER_WAY: Readonly<Record<'api' | 'projector' | 'ticker' | 'relay', RegExp>> = {
  api: /API\s+http:/,
  projector: /"msg":"(waiting for the lease|projecting)"/,
  ticker: /"msg":"(waiting for the lease|ticking)"/,
  relay: /"msg":"(waiting for the lease|relaying)"/,
}
const LOOK_EVERY_MS = 50

const kindOf = (place: ClusterPlace) =>
  place.startsWith('API')
    ? 'api'
    : ((/^(projector|ticker)/.exec(place)?.[0] as 'projector' | 'ticker' | undefined) ?? 'relay')

export class ClusterProcesses implements AsyncDisposable {
  readonly #programs: ReadonlyMap<ClusterPlace, Program>
  readonly #running = new Map<ClusterPlace, RunningProcess>()
  /** How long each took to start where everything was there: what a busy machine takes for that is no fault of what it waits for. */
  readonly #startsInMs = new Map<ClusterPlace, number>()
  /** Of the two APIs. */
  readonly urls: readonly string[]

  private constructor(programs: ReadonlyMap<ClusterPlace, Program>, urls: readonly string[]) {
    this.#programs = programs
    this.urls = urls
  }

  /** All but the relay, which comes when its topics are there. */
  static async start(
    settings: Readonly<Record<string, string>>,
    brokers: readonly string[],
    preload: { readonly api?: readonly URL[]; readonly projector?: readonly URL[] },
  ): Promise<ClusterProcesses> {
    const ports = [String(await freePort()), String(await freePort())]
    const urls = ports.map((port) => `http://127.0.0.1:${port}`)
    const api = (at: number): Program => ({
      program: ['dist/apps/api/main.js'],
      env: { ...settings, SAMENSPEL_PORT: ports[at] ?? '' },
    })
    const projector: Program = { program: ['dist/apps/projector/main.js'], env: settings }
    const ticker: Program = {
      program: ['dist/apps/api/ticker.js'],
      env: { ...settings, SAMENSPEL_TICK_SECONDS: '1' },
    }
    const env = { ...settings, SAMENSPEL_PUBLIC_URL: urls[0] ?? '', SAMENSPEL_KAFKA_BROKERS: brokers.join() }
    const processes = new ClusterProcesses(
      new Map<ClusterPlace, Program>([
        ['API 0', { ...api(0), preload: preload.api }],
        ['API 1', api(1)],
        ['projector 0', { ...projector, preload: preload.projector }],
        ['projector 1', projector],
        ['ticker 0', ticker],
        ['ticker 1', ticker],
        ['the relay', { program: ['dist/apps/relay/main.js'], env }],
      ]),
      urls,
    )
    // The first makes what is not there yet.
    for (const place of processes.places) if (place !== 'the relay') await processes.mustStart(place)
    return processes
  }

  /**
   * @param withinMs beyond what it takes where everything is there
   * @param more settings for this start
   * @returns how it ended where it did; undefined where it is neither under way nor over in time, and was killed
   */
  async start(
    place: ClusterPlace,
    withinMs: number,
    more: Readonly<Record<string, string>> = {},
  ): Promise<'under way' | Ended | undefined> {
    const program = this.#programs.get(place)
    if (program === undefined) throw new Error(`there is no ${place}`)
    const one = running({ ...program, env: { ...program.env, ...more } })
    this.#running.set(place, one)
    const isUnderWay = () => UNDER_WAY[kindOf(place)].test(one.said())
    const endMs = performance.now() + withinMs + (this.#startsInMs.get(place) ?? 0)
    while (performance.now() < endMs) {
      if (isUnderWay()) return 'under way'
      const ended = await Promise.race([one.ended, pause(LOOK_EVERY_MS, undefined)])
      if (ended !== undefined) return ended
    }
    if (isUnderWay()) return 'under way'
    one.signal('SIGKILL')
    await one.ended
    return undefined
  }

  async mustStart(place: ClusterPlace, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const beganMs = performance.now()
    const started = await this.start(place, 60_000, more)
    if (started !== 'under way') throw new Error(`${place} did not start: ${started?.said ?? this.said(place)}`)
    this.#startsInMs.set(place, performance.now() - beganMs)
  }

  /** In order. @returns how it ended; undefined where it does not in time, and was killed */
  async stop(place: ClusterPlace, withinMs: number): Promise<Ended | undefined> {
    const one = this.#running.get(place)
    const beganMs = performance.now()
    one?.signal('SIGTERM')
    const ended = await Promise.race([one?.ended, pause(withinMs, undefined, { ref: false })])
    if (ended === undefined) {
      one?.signal('SIGKILL')
      await one?.ended
    }
    return ended && { ...ended, afterMs: Math.round(performance.now() - beganMs) }
  }

  get places(): readonly ClusterPlace[] {
    return [...this.#programs.keys()]
  }

  hasEnded(place: ClusterPlace): boolean {
    return this.#running.get(place)?.hasEnded() ?? true
  }

  /** Which of these hold their lease, by their own word. */
  holding(what: 'ticking' | 'projecting'): readonly ClusterPlace[] {
    return this.places.filter((place) => {
      const said = this.said(place)
      return said.lastIndexOf(`"msg":"${what}"`) > said.lastIndexOf('"msg":"the lease was lost"')
    })
  }

  /** By the process that is there now. */
  said(place: ClusterPlace): string {
    return this.#running.get(place)?.said() ?? ''
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const all = [...this.#running.values()]
    for (const one of all) one.signal('SIGKILL')
    await Promise.all(all.map(({ ended }) => ended))
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
