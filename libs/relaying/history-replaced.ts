/**
 * The one event that is of no plan: the events were put back from a backup, so that some of what a partner heard never was. It says from when, to the
 * minute and five earlier, and nothing else: whoever heard nothing behind the parting learns of it no more than that there was one.
 */
import type { CloudEvent } from 'cloudevents'
import { START, type Behind } from '../event-store/history.ts'
import { historyOf } from '../event-store/marking.ts'
import type { EventsToRead, Position } from '../event-store/port.ts'
import { cloudEventToAll } from '../messaging/cloud-event.ts'
import type { Source } from './announcement.ts'

export const HISTORY_REPLACED = {
  type: 'nl.samenspel.history-replaced.v1',
  name: 'history-replaced',
  version: 1,
} as const

export interface HistoryReplacedData {
  /** All that was recorded before this moment still stands. */
  readonly since: string
}

export type HistoryReplaced = CloudEvent<HistoryReplacedData>

export const HISTORY_REPLACED_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: HISTORY_REPLACED.name,
  description:
    'The municipality put back a backup. What was recorded since this moment may never have happened: fetched at its `dataref`, what is gone is not found. What came instead comes behind this.',
  type: 'object',
  properties: {
    since: {
      type: 'string',
      format: 'date-time',
      description: 'All that was recorded before this moment still stands.',
    },
  },
  required: ['since'],
} as const

const MINUTE_MS = 60_000
/** Clocks of several machines differ by no more, and the minute says nothing of when something happened in a plan of others. */
const EARLIER_MS = 5 * MINUTE_MS

/**
 * @param behind the last position that both histories tell
 * @returns undefined where nobody has written behind it yet; the same id each time, which is that of the mark behind it
 * @throws StoreUnavailable
 */
export async function historyReplacedBehind(
  store: Pick<EventsToRead, 'read' | 'readAll' | 'head'>,
  behind: Behind,
  { oin, apiUrl }: Source,
): Promise<HistoryReplaced | undefined> {
  const { marks } = await historyOf(store)
  const mark = marks.find(({ position }) => position > behind)
  if (mark === undefined) return undefined
  const time = (await recordedAt(store, mark.position)) ?? new Date(0).toISOString()
  const parted = behind === START ? undefined : await recordedAt(store, behind)
  const { type, version } = HISTORY_REPLACED
  const dataschema = `${apiUrl}/event-schemas/${type}/${String(version)}`
  return cloudEventToAll({ id: mark.id, oin, type, time, dataschema, data: { since: sinceOf(parted, time) } })
}

/** Where it cannot be known, or nothing is left of what was, at the beginning of time. */
function sinceOf(parted: string | undefined, goneOn: string): string {
  if (parted === undefined) return new Date(0).toISOString()
  const ms = Math.min(Date.parse(parted), Date.parse(goneOn)) - EARLIER_MS
  return new Date(ms - (ms % MINUTE_MS)).toISOString()
}

async function recordedAt(store: Pick<EventsToRead, 'readAll'>, position: Position): Promise<string | undefined> {
  const [there] = await store.readAll(position, 1)
  if (there?.position !== position) return undefined
  try {
    const { recordedAt: at } = JSON.parse(there.body) as { readonly recordedAt?: unknown }
    return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : undefined
  } catch {
    return undefined
  }
}
