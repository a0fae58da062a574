/** The line in front of the writing thread: appends that arrive while a commit is in flight go together in the next one. */
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { triedNowAndThen } from '../telemetry/tried-writes.ts'
import { bytesClaimed, expectedOf, firstClaimed } from './claims.ts'
import { RevisionConflict, StoreBusy, StoreUnavailable, type Appended, type Expected, type NewEvent } from './port.ts'
import { asUnavailable, unavailable } from './sqlite-faults.ts'
import { claimOf, type Claim, type FromWriter, type Refused, type ToWriter, type Verdict } from './sqlite-messages.ts'
import type { StoreFile } from './sqlite-schema.ts'

/** A batch is one transaction: small enough that the first append in it does not wait long for the last. */
const BATCH_APPENDS = 512
const BATCH_BYTES = 4 * 1024 * 1024
const RETRY_AFTER_MS = 100
/** How soon a thread that died is followed by the next, and how soon at last. */
const FIRST_START_AGAIN_MS = 100
const LAST_START_AGAIN_MS = 5_000
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

export interface Told {
  /** After each commit of its own. */
  readonly written: () => void
  /** The writing thread died, and another is started. */
  readonly died: (why: string, retryInMs: number) => void
}

export class AppendQueue {
  readonly #file: StoreFile
  readonly #limits: QueueLimits
  readonly #told: Told
  /** Undefined while one that died is not yet followed by another. */
  #worker: Worker | undefined
  #waiting: Waiting[] = []
  #inFlight: readonly Waiting[] = []
  #bytes = 0
  #sending = false
  /** Why nothing can be appended: for good once it is closed, for now where the thread died. */
  #ended: StoreUnavailable | undefined
  #isClosed = false
  #whenIdle: (() => void) | undefined
  #exited: Promise<void> = Promise.resolve()
  #trying: ((why: StoreUnavailable | undefined) => void) | undefined
  #tried = triedNowAndThen(() => this.#try())

  private constructor(file: StoreFile, limits: QueueLimits, told: Told) {
    this.#file = file
    this.#limits = limits
    this.#told = told
  }

  /**
   * Starts the writing thread on its file. One that dies later is followed by another.
   * @throws StoreUnavailable
   */
  static async start(file: StoreFile, limits: QueueLimits, told: Told): Promise<AppendQueue> {
    const queue = new AppendQueue(file, limits, told)
    queue.#use(await openedThread(file))
    return queue
  }

  #use(worker: Worker): void {
    this.#worker = worker
    this.#exited = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#die(worker)
        resolve()
      })
    })
    worker.on('message', (answer: FromWriter) => {
      if (answer === 'tried') this.#trying?.(undefined)
      else if (isRefused(answer)) this.#trying?.(new StoreUnavailable(answer[1], answer[2]))
      else this.#answer(answer as readonly Verdict[])
    })
    worker.on('error', (fault: Error) => {
      this.#die(worker, fault)
    })
  }

  /**
   * Whether appends are written now, found out with a write that changes nothing, not long ago.
   * @throws StoreUnavailable, saying why not
   */
  async mustTakeWrites(): Promise<void> {
    if (this.#ended !== undefined) throw this.#ended
    await this.#tried()
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
    this.#isClosed = true
    this.#ended = unavailable('closed', this.#file.file)
    if (this.#queued() === 0) return
    await new Promise<void>((resolve) => {
      this.#whenIdle = resolve
    })
  }

  /** Closes the file and ends the writing thread. */
  async end(): Promise<void> {
    this.#isClosed = true
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
    this.#told.written()
    if (this.#waiting.length > 0) this.#sendSoon()
    else this.#whenIdle?.()
  }

  #die(worker: Worker, cause = new Error('its writing thread has died')): void {
    if (this.#worker !== worker) return
    this.#worker = undefined
    const died = unavailable('io-error', this.#file.file, cause)
    this.#ended ??= died
    this.#trying?.(died)
    this.#bytes = 0
    for (const append of [...this.#inFlight, ...this.#waiting]) append.reject(died)
    this.#inFlight = []
    this.#waiting = []
    this.#whenIdle?.()
    if (this.#isClosed) return
    this.#startAgain(cause.message).catch((fault: unknown) => {
      this.#ended = asUnavailable(fault, this.#file.file)
    })
  }

  /** What was being written is in the file whole or not at all; who was told that it is not known asks again, with the same ids. */
  async #startAgain(why: string): Promise<void> {
    let because = why
    for (let retryInMs = FIRST_START_AGAIN_MS; ; retryInMs = Math.min(2 * retryInMs, LAST_START_AGAIN_MS)) {
      this.#told.died(because, retryInMs)
      await pause(retryInMs, undefined, { ref: false })
      if (this.#hasClosed()) return
      try {
        const worker = await openedThread(this.#file)
        if (this.#hasClosed()) {
          worker.postMessage('close' satisfies ToWriter)
          return
        }
        this.#use(worker)
        this.#ended = undefined
        this.#tried = triedNowAndThen(() => this.#try())
        return
      } catch (fault) {
        const still = asUnavailable(fault, this.#file.file)
        because = still.message
        if (!this.#hasClosed()) this.#ended = still
      }
    }
  }

  /** Asked anew after each wait. */
  #hasClosed(): boolean {
    return this.#isClosed
  }

  #try(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#trying = (why) => {
        this.#trying = undefined
        if (why === undefined) resolve()
        else reject(why)
      }
      this.#tell('try')
    })
  }

  #tell(message: ToWriter): void {
    this.#worker?.postMessage(message)
  }
}

/** Of the whole thread, and not of one append among others. */
const isRefused = (answer: FromWriter): answer is Refused => answer[0] === 'refused'

/** @throws StoreUnavailable, with the reason of the thread where it gave one */
function openedThread(file: StoreFile): Promise<Worker> {
  const worker = new Worker(fileURLToPath(WORKER), { workerData: file })
  return new Promise((resolve, reject) => {
    const failed = (cause?: unknown) => {
      reject(
        unavailable('io-error', file.file, cause instanceof Error ? cause : new Error('its writing thread has died')),
      )
    }
    worker.once('error', failed)
    worker.once('exit', failed)
    worker.once('message', (answer: FromWriter) => {
      worker.off('error', failed)
      worker.off('exit', failed)
      if (isRefused(answer)) reject(new StoreUnavailable(answer[1], answer[2]))
      else resolve(worker)
    })
  })
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
