/** What was asked to be corrected, as rules read it: it stands, whatever became of it. */
import type { PersonId } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { Corrected, CorrectionEvent, Corrects } from './correction-events.ts'

export interface CorrectionRequest {
  readonly domain: Domain
  readonly about: readonly PersonId[]
  readonly event: string
  readonly of: Corrected
  readonly corrects: Corrects
  readonly by: string
  readonly person?: PersonId
  readonly is: 'asked' | 'granted' | 'refused'
  /** By whom it was refused. */
  readonly refusedBy?: string
}

export type CorrectionRequests = Readonly<Record<string, CorrectionRequest>>

export function requestAfter(now: CorrectionRequests, event: CorrectionEvent, by: string): CorrectionRequests {
  if (event.type === 'CorrectionRecorded') return now
  const { correctionRequest: id, person } = event
  if (event.type === 'CorrectionAsked') {
    const { domain, about, event: wrong, of, corrects } = event
    const whose = person !== undefined && { person }
    return withEntry(now, id, { domain, about, event: wrong, of, corrects, by, ...whose, is: 'asked' })
  }
  const one = now[id]
  if (one === undefined) return now
  const is =
    event.type === 'CorrectionGranted' ? ({ is: 'granted' } as const) : ({ is: 'refused', refusedBy: by } as const)
  return withEntry(now, id, { ...one, ...is })
}
