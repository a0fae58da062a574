/** The read models, kept by one process at a time: what it writes after its lease went on to another is refused. */
import type { EventStore } from '../../libs/event-store/port.ts'
import type { TakeLease } from '../../libs/lease/port.ts'
import { underLease } from '../../libs/lease/under-lease.ts'
import type { Projection } from '../../libs/read-store/projection.ts'
import type { ReadStore } from '../../libs/read-store/read-store.ts'
import { runProjections, type Following } from '../../libs/read-store/run-projections.ts'

export interface Projecting {
  readonly store: EventStore
  readonly readStore: ReadStore
  readonly projections: readonly Projection[]
  readonly take: TakeLease
  readonly onFault: Following['onFault']
  readonly onGoing?: Following['onGoing'] & {}
  readonly onBatch?: Following['onBatch'] & {}
  readonly onUnreadable?: Following['onUnreadable'] & {}
  /** Told at each beginning. */
  readonly onBegin?: () => void
  /** Told where the lease is lost, and waited for again. */
  readonly onLost?: () => void
}

/** Until `signal` aborts. A lease that is lost is waited for again. */
export function projectAlone(
  { store, readStore, projections, take, onFault, onGoing, onBatch, onUnreadable, onBegin, onLost }: Projecting,
  signal: AbortSignal,
): Promise<void> {
  return underLease(take, signal, async ({ mustHold, lost }, working) => {
    onBegin?.()
    const rows = mustHold === undefined ? readStore : readStore.under(mustHold)
    await runProjections(store, rows, projections, {
      ...{ signal: working, onFault },
      ...(onGoing && { onGoing }),
      ...(onBatch && { onBatch }),
      ...(onUnreadable && { onUnreadable }),
    })
    if (lost.aborted) onLost?.()
  })
}
