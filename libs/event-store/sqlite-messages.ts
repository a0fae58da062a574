/** What the store and its writing thread say to each other. Flat arrays: cloning an event as an object costs 3 µs, as array items 1. */
import type { NewEvent, Position, Revision, Unavailability } from './port.ts'
import type { StoreFile } from './sqlite-schema.ts'

/** An append: its stream, the first revision it claims, then id, type, body and sealed of each event. */
export type Claim = readonly [stream: string, first: Revision, ...fields: (string | null)[]]
export const FIELDS = 4

export type Verdict =
  | readonly ['written', Revision, readonly Position[]]
  | readonly ['stood-there', Revision, Position]
  /** The stream has this many events. */
  | readonly ['conflict', number]
  | Refused

export type Refused = readonly ['refused', Unavailability, string]

export type ToWriter = readonly Claim[] | 'try' | 'close'
export type FromWriter = 'opened' | 'tried' | readonly Verdict[] | Refused
export type WriterData = StoreFile

export function claimOf(stream: string, first: Revision, events: readonly NewEvent[]): Claim {
  const fields: (string | null)[] = []
  for (const { id, type, body, sealed } of events) fields.push(id, type, body, sealed ?? null)
  return [stream, first, ...fields]
}
