/** What a second reader reads of what they were drawn to read, whatever that is. */
import type { Moment } from '../deciding/decider.ts'
import type { PlanEvent } from '../plan/plan.ts'

/**
 * All of it while it is theirs to read; nothing of what came after they read it; and, where they have come to work with the family, only that they were
 * drawn, so that they can stand aside.
 */
export type ReaderReach = 'all' | { readonly until: Moment } | 'the-draw'

const SAYS_WHO_READS: readonly PlanEvent['type'][] = [
  'ReaderDrawn',
  'ReaderRecused',
  'ReadingPassedOn',
  'AdoptionExceptionReasoned',
  'ExceptionReaderDrawn',
  'ExceptionReaderRecused',
  'SharingReaderDrawn',
  'SharingReaderRecused',
]

/** @param reach undefined where it is not theirs */
export function isWithinReach(reach: ReaderReach | undefined, { type }: PlanEvent, recordedAt: Moment): boolean {
  if (reach === undefined || reach === 'all') return reach === 'all'
  if (reach === 'the-draw') return SAYS_WHO_READS.includes(type)
  return recordedAt <= reach.until
}
