/** What every row made of a plan's event holds besides its own facts: whose plan it is, what a reader's sight of it is judged by, and its sealed values still sealed. */
import type { Concerns, Sealable, Sealed } from '../../deciding/decider.ts'
import type { Envelope } from '../../deciding/envelope.ts'
import type { Happened } from '../../deciding/read-model.ts'
import { planOfStream } from '../plan-stream.ts'

export const planOf = ({ stream }: Pick<Envelope, 'stream'>): string => planOfStream(stream)

/** Columns that `sees` (libs/access) needs for its judgement when the row is asked for. */
export const SIGHT = {
  type: 'text',
  domain: 'text',
  about: 'text',
  recordedAt: 'text',
  activity: 'text',
} as const

export interface Sight {
  readonly type: string
  readonly domain: string
  /** Person ids, as JSON. */
  readonly about: string
  readonly recordedAt: string
  /** For which processing activity it was written; who wrote it has no place in a row. */
  readonly activity: string
}

export const sightOf = ({ event, envelope }: Happened<Concerns & { readonly type: string }>): Sight => ({
  type: event.type,
  domain: event.domain,
  about: JSON.stringify(event.about),
  recordedAt: envelope.recordedAt,
  activity: envelope.processingActivity,
})

/** Sealed values of a row, and the ciphertexts that opening them takes; of no other value. */
export interface SealedInRow {
  readonly words: Readonly<Record<string, Sealed<Sealable>>>
  readonly values: Readonly<Record<string, unknown>>
}

/** As JSON, for one column. */
export function sealedInRow(
  { sealed }: Happened<unknown>,
  said: Readonly<Record<string, Sealed<Sealable> | undefined>>,
): string {
  const ciphertexts = JSON.parse(sealed ?? '{}') as Readonly<Record<string, unknown>>
  const words = Object.entries(said).filter((entry): entry is [string, Sealed<Sealable>] => entry[1] !== undefined)
  const values = words.map(([, value]) => [value.sealed, ciphertexts[value.sealed]] as const)
  return JSON.stringify({ words: Object.fromEntries(words), values: Object.fromEntries(values) } satisfies SealedInRow)
}
