/** Writes access records: each durable before what it is of is answered, many together in one append. Where no record can be made, there is no answer. */
import { createHash, randomUUID } from 'node:crypto'
import {
  ACCESS_FORMS,
  ANSWERED,
  type AccessRecorded,
  type Channel,
  type Look,
  type LookedAt,
} from '../access/access-record.ts'
import { accessTablesOn } from '../access/tables.ts'
import { canonical } from '../canonical/canonical-json.ts'
import { dayOf, type Day } from '../deciding/days.ts'
import type { Deed } from '../deciding/decider.ts'
import { GroupedAppends } from '../event-store/grouped-appends.ts'
import { StoreBusy, StoreUnavailable, type EventStore } from '../event-store/port.ts'
import { toStored, type Typed } from '../event-store/recorded.ts'
import type { AgeByLaw } from '../municipality/ages-by-law.ts'

/** Of the access tables of this version, with the ages that count on a day. */
export const digestOfTables = (day: Day, ages: readonly AgeByLaw[]): string =>
  createHash('sha256')
    .update(canonical(accessTablesOn(day, ages)))
    .digest('hex')

export interface Looked {
  readonly deed: Omit<Deed, 'at'>
  readonly kind: LookedAt
  /** The code of a refusal; absent where there was an answer. */
  readonly refused?: string
  readonly team?: string
  readonly channel?: Channel
  readonly checkpoint?: string
  readonly looks: readonly Look[]
  /** The trace id of what it came with. */
  readonly correlationId: string
  readonly traceparent?: string
}

/** No record could be made, and so nothing is told. */
export class NotOnRecord extends Error {
  /** Why, for operators. */
  readonly reason: string

  constructor(fault: unknown) {
    super('no access record could be made', { cause: fault })
    this.reason = fault instanceof StoreUnavailable ? fault.reason : fault instanceof StoreBusy ? 'busy' : 'fault'
  }
}

export interface Recording {
  readonly store: Pick<EventStore, 'append'>
  /** Of this process, or of all on this machine: its records have streams of their own. */
  readonly node: string
  readonly municipality: string
  readonly clock: () => string
  /** As the municipality has them now. */
  readonly ages: () => Promise<readonly AgeByLaw[]>
}

export class AccessRecords {
  readonly #recording: Recording
  readonly #appends: GroupedAppends
  #trouble: string | undefined
  #tables: { readonly day: Day; readonly digest: string } | undefined

  constructor(recording: Recording) {
    this.#recording = recording
    const { store, node, clock } = recording
    this.#appends = new GroupedAppends(store, () => `access-${node}-${dayOf(clock())}`)
  }

  /** Why the last record could not be made; undefined where it could. */
  get trouble(): string | undefined {
    return this.#trouble
  }

  /**
   * Whether records can be made; where the last could not be, it is tried with one that says so, of nobody.
   * @throws StoreUnavailable or StoreBusy, saying why not
   */
  async mustBeMade(): Promise<void> {
    if (this.#trouble === undefined) return
    await this.#append({ type: RESUMED, domain: 'general', about: [] }, BY_ITSELF, randomUUID().replaceAll('-', ''))
  }

  /** Resolves once it is durable. @throws NotOnRecord */
  async record(looked: Looked): Promise<void> {
    try {
      const tables = await this.#digestOn(dayOf(this.#recording.clock()))
      await this.#append(eventOf(looked, tables), looked.deed, looked.correlationId, looked.traceparent)
    } catch (fault) {
      throw new NotOnRecord(fault)
    }
  }

  /** Asked once a day: what counts on a day that has begun does not change. */
  async #digestOn(day: Day): Promise<string> {
    const known = this.#tables
    if (known?.day === day) return known.digest
    const digest = digestOfTables(day, await this.#recording.ages())
    this.#tables = { day, digest }
    return digest
  }

  async #append(event: Typed, deed: Omit<Deed, 'at'>, correlationId: string, traceparent?: string): Promise<void> {
    const { municipality, clock } = this.#recording
    const commandId = randomUUID()
    try {
      await this.#appends.append(({ stream, revision }) => {
        const circumstances = {
          ...{ municipality, stream, revision, sequence: revision, recordedAt: clock() },
          ...{ commandId, correlationId, causationId: commandId },
          ...(traceparent !== undefined && { traceparent }),
        }
        return toStored<Typed>(event, deed, circumstances, ACCESS_FORMS, {})
      })
      this.#trouble = undefined
    } catch (fault) {
      this.#trouble = new NotOnRecord(fault).reason
      throw fault
    }
  }
}

/** That records are made again, in the stream in which some are missing. */
const RESUMED = 'RecordingResumed'
const BY_ITSELF = {
  by: { kind: 'system', id: 'access-records' },
  activity: 'log-verification',
  legalBasis: 'AVG 5(2), 32',
} as const

/** With its names in the order they are written in. */
function eventOf({ kind, refused, team, channel, checkpoint, looks }: Looked, tables: string): AccessRecorded {
  return {
    type: 'AccessRecorded',
    domain: 'general',
    about: [...new Set(looks.flatMap(({ persons }) => persons))].sort(),
    ...(channel !== undefined && { channel }),
    ...(checkpoint !== undefined && { checkpoint }),
    kind,
    looks,
    outcome: refused ?? ANSWERED,
    tables,
    ...(team !== undefined && { team }),
  }
}
