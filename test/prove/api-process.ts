/** The API as it is run, in a process of its own on a directory that outlives it: to be killed, started again, and asked what is in doubt. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request, type ClientRequest, type IncomingHttpHeaders } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { UNHURRIED } from '../support/unhurried.ts'

const dist = (program: string) => fileURLToPath(new URL(`../../dist/apps/api/${program}`, import.meta.url))

/** None outlives whoever started it. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export interface Posted {
  readonly path: string
  readonly body: unknown
  readonly key: string
  readonly traceId: string
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Readonly<Record<string, unknown>>
}

/** Who asks, and what for. */
export interface Asker {
  /** As the token command takes them. */
  readonly token: readonly string[]
  readonly activity: string
}

export interface ApiProcessOptions {
  /** A module that the process loads first. */
  readonly preload?: URL | undefined
  readonly as?: Asker
  /** More of its settings. */
  readonly settings?: Readonly<Record<string, string>>
}

const NOOR: Asker = { token: ['--role', 'coordinator', '--name', 'Noor'], activity: 'plan-coordination' }

export class ApiProcess {
  /** Of whoever asks. */
  readonly headers: Readonly<Record<'authorization' | 'processing-activity', string>>
  readonly #environment: NodeJS.ProcessEnv
  readonly #execArgv: readonly string[]
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  #child: ChildProcess | undefined
  #url = ''

  constructor(dataDir: string, { preload, as: asker = NOOR, settings }: ApiProcessOptions = {}) {
    this.#environment = {
      ...process.env,
      NODE_OPTIONS: '',
      SAMENSPEL_DATA_DIR: dataDir,
      SAMENSPEL_PORT: '0',
      ...UNHURRIED,
      SAMENSPEL_LOG_LEVEL: 'silent',
      // Told to partners: the same after each start, whatever its port is.
      SAMENSPEL_PUBLIC_URL: 'https://samenspel.test',
      ...settings,
    }
    this.#execArgv = preload === undefined ? [] : ['--import', preload.href]
    this.headers = this.#headersOf(asker)
  }

  /** The same process, asked by somebody else. */
  as(asker: Asker): Pick<ApiProcess, 'url' | 'headers'> {
    return { url: this.#url, headers: this.#headersOf(asker) }
  }

  #headersOf({ token, activity }: Asker): ApiProcess['headers'] {
    const asked = [dist('token.js'), ...token, '--hours', '12']
    const issued = execFileSync(process.execPath, asked, { encoding: 'utf8', env: this.#environment }).trim()
    return { authorization: `Bearer ${issued}`, 'processing-activity': activity }
  }

  /** Where it is now, with its `/v1`: another port after each start; empty while it is gone. */
  get url(): string {
    return this.#url
  }

  /** Resolves once it is open. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [...this.#execArgv, dist('main.js')], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    this.#child = child
    running.add(child)
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /^\s*API\s+(\S+)$/.exec(line)?.[1]
      if (url === undefined) continue
      this.#url = url
      child.stdout.resume()
      return
    }
    throw new Error('the API did not start')
  }

  /** SIGKILL: no handler runs, no buffer is written. */
  async kill(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    this.#url = ''
    if (child === undefined) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    running.delete(child)
  }

  /** Undefined where no answer came: whether it was done is in doubt. */
  post(posted: Posted): Promise<Answer | undefined> {
    if (this.#url === '') return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const sent = this.#sent(posted, this.#agent)
      sent.on('error', () => {
        resolve(undefined)
      })
      sent.on('response', (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', () => {
          resolve(undefined)
        })
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const body = JSON.parse(text === '' ? '{}' : text) as Answer['body']
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })
        })
      })
    })
  }

  /** Sends it whole, and is gone after so long: an answer that was under way is lost, one that came is not read. */
  async postAndLeave(posted: Posted, afterMs: number): Promise<void> {
    if (this.#url === '') return
    const sent = this.#sent(posted)
    sent.on('error', () => undefined)
    await once(sent, 'finish').catch(() => undefined)
    await pause(afterMs)
    sent.destroy()
  }

  #sent({ path, body, key, traceId }: Posted, agent?: Agent): ClientRequest {
    const text = JSON.stringify(body)
    const sent = request(this.#url + path, {
      method: 'POST',
      agent: agent ?? false,
      headers: {
        ...this.headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        'idempotency-key': key,
        traceparent: `00-${traceId}-${traceId.slice(16)}-01`,
      },
    })
    sent.end(text)
    return sent
  }
}
