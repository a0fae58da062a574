/** The line in front of the writing thread: appends that arrive while a commit is in flight go together in the next one. */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { bytesClaimed, expectedOf, firstClaimed } from './claims.ts'
import { RevisionConflict, StoreBusy, StoreUnavailable, type Appended, type Expected, type NewEvent } from './port.ts'
import { unavailable } from './sqlite-faults.ts'
import { claimOf, type Claim, type FromWriter, type ToWriter, type Verdict } from './sqlite-messages.ts'
import type { StoreFile } from './sqlite-schema.ts'

/** A batch is one transaction: small enough that the first append in it does not wait long for the last. */
const BATCH_APPENDS = 512
const BATCH_BYTES = 4 * 1024 * 1024
const RETRY_AFTER_MS = 100
const UNANSWERED: Verdict = ['refused', 'io-error', 'the writing thread left an append without an answer']
/** Node runs the sources as they are, and `dist` once compiled. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './sqlite-worker.ts' : './sqlite-worker.js', import.meta.url)

export interface QueueLimits {
  readonly maxQueuedAppends: number
  /** Envelopes and sealed values in UTF-8 bytes; one append may always wait, however large. */
  readonly maxQueuedBytes: number
}

interface Waiting {
  readonly claim: Claim
  readonly stream: string
  readonly expected: Expected
  readonly bytes: number
  readonly resolve: (appended: Appended) => void
  readonly reject: (reason: Error) => void
}

export class AppendQueue {
  readonly #worker: Worker
  readonly #file: string
  readonly #limits: QueueLimits
  readonly #written: () => void
  #waiting: Waiting[] = []
  #inFlight: readonly Waiting[] = []
  #bytes = 0
  #sending = false
  /** Why nothing can be appended any more. */
  #ended: StoreUnavailable | undefined
  #whenIdle: (() => void) | undefined
  readonly #exited: Promise<void>

  private constructor(worker: Worker, file: string, limits: QueueLimits, written: () => void) {
    this.#worker = worker
    this.#file = file
    this.#limits = limits
    this.#written = written
    worker.on('message', (verdicts: readonly Verdict[]) => {
      this.#answer(verdicts)
    })
    worker.on('error', (fault: Error) => {
      this.#die(fault)
    })
    this.#exited = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#die()
        resolve()
      })
    })
  }

  /**
   * Starts the writing thread on its file; `written` is called after each commit of its own.
   * @throws StoreUnavailable
   */
  static async start(file: StoreFile, limits: QueueLimits, written: () => void): Promise<AppendQueue> {
    const worker = new Worker(fileURLToPath(WORKER), { workerData: file })
    const [answer] = (await once(worker, 'message')) as [FromWriter]
    if (answer === 'opened') return new AppendQueue(worker, file.file, limits, written)
    const [, reason, message] = answer as Extract<Verdict, readonly ['refused', ...unknown[]]>
    throw new StoreUnavailable(reason, message)
  }

  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) throw this.#ended
      const first = firstClaimed(expected)
      const bytes = bytesClaimed(events)
      if (this.#isFullFor(bytes)) throw new StoreBusy(RETRY_AFTER_MS)
      this.#bytes += bytes
      this.#waiting.push({ claim: claimOf(stream, first, events), stream, expected, bytes, resolve, reject })
      this.#sendSoon()
    })
  }

  /** Takes no more appends, and resolves when those that wait have their answers. */
  async drain(): Promise<void> {
    this.#ended ??= unavailable('closed', this.#file)
    if (this.#queued() === 0) return
    await new Promise<void>((resolve) => {
      this.#whenIdle = resolve
    })
  }

  /** Closes the file and ends the writing thread. */
  async end(): Promise<void> {
    this.#tell('close')
    await this.#exited
  }

  #queued(): number {
    return this.#waiting.length + this.#inFlight.length
  }

  #isFullFor(bytes: number): boolean {
    const queued = this.#queued()
    return queued >= this.#limits.maxQueuedAppends || (queued > 0 && this.#bytes + bytes > this.#limits.maxQueuedBytes)
  }

  /** At the end of the turn, so that all appends of a turn go together. */
  #sendSoon(): void {
    if (this.#sending || this.#inFlight.length > 0) return
    this.#sending = true
    setImmediate(() => {
      this.#sending = false
      this.#send()
    })
  }

  #send(): void {
    let count = 0
    for (let bytes = 0; count < Math.min(this.#waiting.length, BATCH_APPENDS); count += 1) {
      bytes += this.#waiting[count]?.bytes ?? 0
      if (count > 0 && bytes > BATCH_BYTES) break
    }
    if (count === 0) return
    this.#inFlight = this.#waiting.splice(0, count)
    this.#tell(this.#inFlight.map(({ claim }) => claim))
  }

  #answer(verdicts: readonly Verdict[]): void {
    const answered = this.#inFlight
    this.#inFlight = []
    answered.forEach((append, index) => {
      this.#bytes -= append.bytes
      settle(append, verdicts[index] ?? UNANSWERED)
    })
    this.#written()
    if (this.#waiting.length > 0) this.#sendSoon()
    else this.#whenIdle?.()
  }

  #die(cause?: Error): void {
    const died = unavailable('io-error', this.#file, cause ?? new Error('its writing thread has died'))
    this.#ended ??= died
    for (const append of [...this.#inFlight, ...this.#waiting]) append.reject(died)
    this.#inFlight = []
    this.#waiting = []
    this.#whenIdle?.()
  }

  #tell(message: ToWriter): void {
    this.#worker.postMessage(message)
  }
}

function settle({ stream, expected, resolve, reject }: Waiting, verdict: Verdict): void {
  switch (verdict[0]) {
    case 'written': {
      const [, revision, written] = verdict
      resolve({ revision, position: written.at(-1) ?? '', written })
      break
    }
    case 'stood-there':
      resolve({ revision: verdict[1], position: verdict[2], written: [] })
      break
    case 'conflict':
      reject(new RevisionConflict(stream, expected, expectedOf(verdict[1])))
      break
    case 'refused':
      reject(new StoreUnavailable(verdict[1], verdict[2]))
  }
}
