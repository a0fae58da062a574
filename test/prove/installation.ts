/** An installation in a process of its own, its clock in our hands: people with tokens, requests made as them, and what they came to in the store. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { DecidedAgain } from '../../apps/api/access-records/decide-again.ts'
import type { Identity } from '../../apps/api/sign-in/identity-asked.ts'
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { UNHURRIED } from '../support/unhurried.ts'
import type { Fault, Lateness, Leak } from './faults.ts'
import { plant } from './proof.ts'

export type AskedOfProcess =
  | { readonly what: 'it-is'; readonly moment: string }
  | { readonly what: 'token'; readonly identity: Identity }
  | { readonly what: 'recorded'; readonly planId: string; readonly from: number }
  | { readonly what: 'position' }
  | { readonly what: 'plant'; readonly fault: Fault | Leak | Lateness | undefined }
  | { readonly what: 'decide-again' }
  | { readonly what: 'tick' }
  | { readonly what: 'stop' }

/** Of the looks since this was last asked. */
export type DecidedAgainInAll = DecidedAgain

/** Who asks: as whom they are signed in, for which activity. */
export interface Asks {
  readonly token: string
  readonly activity: string
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** Where families live: an installation, however it is run. */
export interface Place {
  tokenFor(identity: Omit<Identity, 'lifetimeSeconds'>): Promise<string>
  asks(who: Asks, request: Request): Promise<Answer>
  /** From now on it is this moment, until it is said to be another. */
  itIs(moment: string): Promise<void>
  /** The events of a plan from a revision on, as they were written. */
  recorded(planId: string, from?: number): Promise<readonly Envelope[]>
  /** How far it has written, as lists take it. */
  position(): Promise<string>
}

const TOKENS_LAST_SECONDS = 86_000

/** None outlives whoever started it. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export class Installation implements Place {
  readonly #dataDir: string
  readonly #hasFaults: boolean
  #child: ChildProcess
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #waiting = new Map<number, (answer: unknown) => void>()
  readonly #tokens = new Map<string, Promise<string>>()
  #asked = 0
  #moment = ''
  #url = ''

  private constructor(dataDir: string, hasFaults: boolean) {
    this.#dataDir = dataDir
    this.#hasFaults = hasFaults
    this.#child = this.#begun()
  }

  #begun(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./installation-process.ts', import.meta.url)), {
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        ...(this.#hasFaults ? ['--import', plant('faults-of-sight').href] : []),
      ],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        SAMENSPEL_DATA_DIR: this.#dataDir,
        SAMENSPEL_PORT: '0',
        SAMENSPEL_LOG_LEVEL: 'silent',
        SAMENSPEL_PUBLIC_URL: 'https://samenspel.test',
        ...UNHURRIED,
        PROVE_MOMENT: this.#moment,
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    running.add(child)
    child.on('message', ({ number, answer }: { readonly number: number; readonly answer: unknown }) => {
      this.#waiting.get(number)?.(answer)
      this.#waiting.delete(number)
    })
    return child
  }

  async #answers(): Promise<void> {
    const gone = once(this.#child, 'exit').then(() => {
      throw new Error('the installation did not start')
    })
    const opened = new Promise<unknown>((resolve) => this.#waiting.set(0, resolve))
    this.#url = `${String(await Promise.race([opened, gone]))}/v1`
    gone.catch(() => undefined)
  }

  /** @param like one whose keys it has too, empty and stopped; @param hasFaults whether a fault of sight can be planted in it */
  static async start({
    like,
    hasFaults = false,
  }: { like?: Installation; hasFaults?: boolean } = {}): Promise<Installation> {
    const dataDir = mkdtempSync(join(tmpdir(), 'prove-installation-'))
    if (like !== undefined) cpSync(like.#dataDir, dataDir, { recursive: true })
    const installation = new Installation(dataDir, hasFaults)
    await installation.#answers()
    return installation
  }

  /** Two with the same keys, which nothing but what is asked of them tells apart. */
  static async twins(hasFaults: boolean): Promise<readonly [Installation, Installation]> {
    const keys = await Installation.start()
    await keys.#stop()
    const both = await Promise.all([
      Installation.start({ like: keys, hasFaults }),
      Installation.start({ like: keys, hasFaults }),
    ])
    rmSync(keys.#dataDir, { recursive: true })
    return both
  }

  tokenFor(identity: Omit<Identity, 'lifetimeSeconds'>): Promise<string> {
    const named = JSON.stringify(identity)
    const known = this.#tokens.get(named)
    if (known !== undefined) return known
    const issued = this.#ask({ what: 'token', identity: { ...identity, lifetimeSeconds: TOKENS_LAST_SECONDS } })
    this.#tokens.set(named, issued as Promise<string>)
    return issued as Promise<string>
  }

  async itIs(moment: string): Promise<void> {
    if (moment === this.#moment) return
    this.#moment = moment
    await this.#ask({ what: 'it-is', moment })
  }

  async recorded(planId: string, from = 0): Promise<readonly Envelope[]> {
    const bodies = (await this.#ask({ what: 'recorded', planId, from })) as readonly string[]
    return bodies.map((body) => JSON.parse(body) as Envelope)
  }

  async position(): Promise<string> {
    return (await this.#ask({ what: 'position' })) as string
  }

  asks({ token, activity }: Asks, { method, path, body, headers }: Request): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const sent = request(
        this.#url + path,
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${token}`,
            'processing-activity': activity,
            ...(text !== undefined && {
              'content-type': 'application/json',
              'content-length': String(Buffer.byteLength(text)),
            }),
            ...headers,
          },
        },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () => {
            const told = Buffer.concat(chunks).toString()
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: told })
          })
        },
      )
      sent.on('error', reject)
      sent.end(text)
    })
  }

  /** From now on this is wrong with it, and nothing else. */
  async hasFault(fault: Fault | Leak | Lateness | undefined): Promise<void> {
    await this.#ask({ what: 'plant', fault })
  }

  /** Two tick at once, once. */
  async ticks(): Promise<void> {
    await this.#ask({ what: 'tick' })
  }

  /** Two begin to tick, and their process is killed so much later; then it is there again, on its files and at the same moment. */
  async isKilledTicking(afterMs: number): Promise<void> {
    const child = this.#child
    const gone = once(child, 'exit')
    this.#ask({ what: 'tick' }).catch(() => undefined)
    await pause(afterMs)
    child.kill('SIGKILL')
    await gone
    running.delete(child)
    this.#waiting.clear()
    this.#child = this.#begun()
    await this.#answers()
  }

  /** Every look since it was last asked, decided again. */
  async decidedAgain(): Promise<DecidedAgainInAll> {
    return (await this.#ask({ what: 'decide-again' })) as DecidedAgainInAll
  }

  async close(): Promise<void> {
    await this.#stop()
    rmSync(this.#dataDir, { recursive: true })
  }

  async #stop(): Promise<void> {
    this.#agent.destroy()
    const gone = once(this.#child, 'exit')
    await this.#ask({ what: 'stop' })
    await gone
    running.delete(this.#child)
  }

  #ask(asked: AskedOfProcess): Promise<unknown> {
    this.#asked += 1
    const number = this.#asked
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve)
      this.#child.send({ number, asked })
    })
  }
}
