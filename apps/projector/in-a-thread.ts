/** Read models that follow a file's events in a thread of their own: what they do for each commit would otherwise be taken from the next request. */
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { nameOfFault } from '../../libs/telemetry/name-of-fault.ts'
import { ALL_LISTS, type Told } from '../../libs/installation/tell-of-lists.ts'

/** Where the thread finds what it follows, and keeps its rows. */
export interface Files {
  readonly events: string
  readonly reads: string
  /** The same of who looked. */
  readonly access: string
  readonly accessReads: string
}

/** The last that a thread says, where it can. */
export interface Died {
  readonly died: string
}

/** A thread has a heap of its own beside the process's: without a limit it would let as much lie about as the process may use in all. */
const MEMORY = { maxOldGenerationSizeMb: 112, maxYoungGenerationSizeMb: 16 }

const START_AGAIN_AFTER_MS = 1_000

/** Node runs the sources as they are, and `dist` once compiled. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url)

/** Until `signal` aborts and the batches under way are written. A thread that dies is started anew. */
export async function projectInAThread(files: Files, signal: AbortSignal, tell: (what: Told) => void): Promise<void> {
  while (!signal.aborted) {
    const worker = new Worker(fileURLToPath(THREAD), { workerData: files, resourceLimits: MEMORY })
    const stop = (): void => {
      worker.postMessage('stop')
    }
    signal.addEventListener('abort', stop, { once: true })
    const fault = await whyItEnded(worker, tell)
    signal.removeEventListener('abort', stop)
    if (hasEnded(signal)) return
    tell({ projection: ALL_LISTS, fault, retryInMs: START_AGAIN_AFTER_MS })
    await pause(START_AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined)
  }
}

const hasEnded = (signal: AbortSignal): boolean => signal.aborted

const whyItEnded = (worker: Worker, tell: (what: Told) => void): Promise<string> =>
  new Promise((resolve) => {
    let itself: string | undefined
    let fault = 'ended'
    worker.on('message', (said: Told | Died) => {
      if ('died' in said) itself = said.died
      else tell(said)
    })
    worker.on('error', (why: Error) => {
      fault = nameOfFault(why)
    })
    worker.on('exit', () => {
      resolve(itself ?? fault)
    })
  })
