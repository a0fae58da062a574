/**
 * The processing log that the standard Logboek Dataverwerkingen asks for, made of the access records: a line for each person concerned, whoever looked
 * left out, the person under an id that only we can open. Every look is in it, none drawn. Written, confirmed, and only then passed by: what a crash left is written again, under the same ids.
 */
import { createHash, type KeyObject } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { ACCESS_FORMS, ANSWERED, type AccessRecorded } from '../../../libs/access/access-record.ts'
import { isUnreachable } from '../../../libs/event-store/away.ts'
import type { EventsToRead, StoredEvent } from '../../../libs/event-store/port.ts'
import { EventUnreadable, fromStored, type Recorded } from '../../../libs/event-store/recorded.ts'
import { OPAQUE_BYTES, sealedBlock } from '../../../libs/http/opaque.ts'
import type { Checkpoint } from '../../../libs/read-store/read-store.ts'
import type { UnreadableEvents } from '../../../libs/installation/unreadable-events.ts'
import { HeldUp } from '../../../libs/telemetry/held-up.ts'
import { nameOfFault } from '../../../libs/telemetry/name-of-fault.ts'

/** A line, with the names of the standard's interface. Moments in milliseconds since 1970. */
export interface ProcessingLine {
  readonly trace_id: string
  readonly operation_id: string
  readonly status_code: typeof OK | typeof ERROR
  readonly name: string
  readonly start_time: number
  readonly end_time: number
  readonly attributes: Readonly<Record<(typeof ATTRIBUTES)[number], string>>
}

export const ATTRIBUTES = ['dpl.core.processing_activity_id', 'dpl.core.data_subject_id'] as const
const OK = 1
const ERROR = 2

export interface ProcessingLog {
  /** Resolves when all are kept where they go. */
  write(lines: readonly ProcessingLine[]): Promise<void>
}

export interface Logging {
  readonly store: Pick<EventsToRead, 'subscribe'>
  readonly checkpoint: Checkpoint
  readonly to: ProcessingLog
  /** Of the ids of persons, used for nothing else. */
  readonly key: KeyObject
  /** Where the register of processing activities is. */
  readonly register: () => string
  /** Told of a record that cannot be read: there is no line of it. */
  readonly unreadable: Pick<UnreadableEvents, 'tell'>
}

const AGAIN_AFTER_MS = 1_000
const ITSELF = 'processing log'
const WORDS = { heldUp: 'the processing log fell behind', over: 'what kept the processing log behind is over' }

/** Follows until `signal` aborts. A fault is logged, and tried again from the last record that was kept. */
export async function keepProcessingLog(
  logging: Logging,
  log: Pick<Logger, 'error' | 'info'>,
  signal: AbortSignal,
): Promise<void> {
  const { store, checkpoint, to } = logging
  const behind = new HeldUp(log, WORDS)
  while (!signal.aborted) {
    try {
      for await (const batch of store.subscribe(await checkpoint.read(), { signal })) {
        const lines = batch.flatMap((stored) => linesWhereReadable(stored, logging))
        if (lines.length > 0) await to.write(lines)
        const last = batch.at(-1)
        if (last !== undefined) await checkpoint.write(last.position)
        behind.goesOn(ITSELF)
      }
    } catch (fault) {
      if (!isUnreachable(fault)) behind.by(nameOfFault(fault), [ITSELF])
      await wait(AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined)
    }
  }
}

function linesWhereReadable(stored: StoredEvent, logging: Logging): readonly ProcessingLine[] {
  try {
    return linesOf(stored, logging)
  } catch (fault) {
    if (!(fault instanceof EventUnreadable)) throw fault
    logging.unreadable.tell(fault)
    return []
  }
}

export function linesOf(
  stored: StoredEvent,
  { key, register }: Pick<Logging, 'key' | 'register'>,
): readonly ProcessingLine[] {
  if (stored.type !== 'AccessRecorded') return []
  const { event, envelope }: Recorded<AccessRecorded> = fromStored<AccessRecorded>(stored, ACCESS_FORMS)
  const at = Date.parse(envelope.recordedAt)
  return event.about.map((person) => ({
    trace_id: envelope.correlationId,
    operation_id: operationOf(envelope.id, person),
    status_code: event.outcome === ANSWERED ? OK : ERROR,
    name: event.kind,
    start_time: at,
    end_time: at,
    attributes: {
      'dpl.core.processing_activity_id': `${register()}#${envelope.processingActivity}`,
      'dpl.core.data_subject_id': subjectOf(key, person),
    },
  }))
}

/** The same each time it is written. */
const operationOf = (record: string, person: string): string =>
  createHash('sha256').update(`${record} ${person}`).digest('hex').slice(0, 16)

/** A person's id, enciphered: one and the same for a person, so that who holds the key finds all lines of one and nobody else whose they are. */
export function subjectOf(key: KeyObject, person: string): string {
  const bytes = Buffer.from(person.replaceAll('-', ''), 'hex')
  // An id that is no UUID is none of ours; it is hidden all the same.
  const block =
    bytes.length === OPAQUE_BYTES ? bytes : createHash('sha256').update(person).digest().subarray(0, OPAQUE_BYTES)
  return sealedBlock(key, block)
}
