/** All of a file of lists read again and again beside whoever uses it, by one process however many have it open, in a process of its own that mostly rests and can be ended at any moment. */
import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { fileLease } from '../lease/file-lease.ts'
import { underLease } from '../lease/under-lease.ts'
import { inodeOf } from '../sqlite/in-place.ts'
import { nameOfFault } from '../telemetry/name-of-fault.ts'
import { asReadStoreFault } from './faults.ts'

export interface ReadingAll {
  /** How long after the file was opened: a start is none the slower for it. */
  readonly firstAfterMs?: number
  /** How long after it was read. */
  readonly againAfterMs?: number
  /** How soon another takes over where who did this is gone, or a fault is over. */
  readonly lookAgainAfterMs?: number
}

interface Reading extends ReadingAll {
  /** Ends it, soon. */
  readonly signal: AbortSignal
  /** Told which file was found damaged: at the path there may be another by now. */
  readonly onDamaged: (inode: bigint) => void
  readonly onNotRead: ((fault: string) => void) | undefined
}

/** What the process says of the file that it found at the path. */
export type Found = 'whole' | 'damaged' | { readonly fault: string }

const FIRST_AFTER_MS = 10_000
const AGAIN_AFTER_MS = 3_600_000
const LOOK_AGAIN_AFTER_MS = 60_000

/** What SQLite needs comes besides. */
const HEAP_AT_MOST_MIB = 32

/** Node runs the sources as they are, and `dist` once compiled. */
const PROCESS = new URL(
  import.meta.url.endsWith('.ts') ? './read-all-process.ts' : './read-all-process.js',
  import.meta.url,
)

/** Until `signal` aborts. A lock beside the file, which goes with its process, says whose turn it is. */
export async function keepReadingAll(file: string, reading: Reading): Promise<void> {
  const { signal, onDamaged, onNotRead } = reading
  const { firstAfterMs = FIRST_AFTER_MS, againAfterMs = AGAIN_AFTER_MS } = reading
  const { lookAgainAfterMs = LOOK_AGAIN_AFTER_MS } = reading
  const rest = (ms: number) => pause(ms, undefined, { signal, ref: false }).catch(() => undefined)
  const take = fileLease(`${file}.lease`, lookAgainAfterMs)
  let told: string | undefined
  const tell = (fault: string | undefined) => {
    if (fault !== undefined && fault !== told) onNotRead?.(fault)
    told = fault
  }
  await rest(firstAfterMs)
  while (!hasEnded(signal))
    try {
      await underLease(take, signal, async () => {
        while (!hasEnded(signal)) {
          const inode = inodeOf(file)
          const found = await whatIsFound(file, signal)
          if (found === 'damaged' && inode !== undefined) onDamaged(inode)
          const isRead = found === undefined || typeof found === 'string'
          tell(isRead ? undefined : found.fault)
          await rest(isRead ? againAfterMs : lookAgainAfterMs)
        }
      })
    } catch (fault) {
      tell(nameOfFault(asReadStoreFault(fault, file)))
      await rest(lookAgainAfterMs)
    }
}

const hasEnded = (signal: AbortSignal): boolean => signal.aborted

/** Reads all of it, once. @returns undefined where it was ended before */
export async function whatIsFound(file: string, signal: AbortSignal): Promise<Found | undefined> {
  const args = [`--max-old-space-size=${String(HEAP_AT_MOST_MIB)}`, fileURLToPath(PROCESS), file]
  const reader = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'], signal, killSignal: 'SIGKILL' })
  return new Promise((resolve) => {
    let said = ''
    reader.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    reader.on('error', (fault) => {
      resolve(hasEnded(signal) ? undefined : { fault: nameOfFault(fault) })
    })
    reader.on('close', (status, ended) => {
      if (said !== '') resolve(JSON.parse(said) as Found)
      else resolve(hasEnded(signal) ? undefined : { fault: `it ended with ${String(status ?? ended)}` })
    })
  })
}
