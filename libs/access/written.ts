/** An event and what of its envelope rights hang on: when it was recorded, by whom, and for which processing activity. */
import type { Envelope } from '../deciding/envelope.ts'
import type { PlanEvent } from '../plan/plan.ts'

export interface Written {
  readonly event: PlanEvent
  readonly envelope: Pick<Envelope, 'recordedAt' | 'actor' | 'processingActivity'> & Partial<Pick<Envelope, 'id'>>
}
