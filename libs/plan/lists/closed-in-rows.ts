/** That a plan is closed, in the row that says it is there: to who does not see that, it is open. */
import type { Concerns } from '../../deciding/decider.ts'
import type { Happened } from '../../deciding/read-model.ts'
import { planOf, type Sight } from './as-rows.ts'

export const CLOSED = {
  /** When, and for which processing activity; '' while it is open. */
  closedAt: 'text',
  closedFor: 'text',
} as const

export const NOT_CLOSED = { closedAt: '', closedFor: '' } as const

export interface PlanRow extends Sight {
  readonly closedAt: string
  readonly closedFor: string
}

type Ended = Happened<Concerns & { readonly type: string }>

export const closed = <Table extends string>(change: Table, { envelope }: Ended) =>
  ({
    change,
    where: { plan: planOf(envelope) },
    set: { closedAt: envelope.recordedAt, closedFor: envelope.processingActivity },
  }) as const

export const reopened = <Table extends string>(change: Table, { envelope }: Ended) =>
  ({ change, where: { plan: planOf(envelope) }, set: NOT_CLOSED }) as const

/** @param sees whether the reader sees the event that a row was made of */
export const isClosedTo = (row: PlanRow, sees: (row: Sight) => boolean): boolean =>
  row.closedAt !== '' && sees({ ...row, type: 'PlanClosed', recordedAt: row.closedAt, activity: row.closedFor })
