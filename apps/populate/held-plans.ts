/** Whether a store holds plans already: made-up families are never mixed with others unasked. */
import { BYTES_AT_ONCE, type EventStore } from '../../libs/event-store/port.ts'
import { isOfPlan } from '../../libs/plan/plan-stream.ts'

const READ_AT_ONCE = 1_000

export async function holdsPlans(store: EventStore): Promise<boolean> {
  let from: string | undefined
  for (;;) {
    const page = await store.readAll(from, READ_AT_ONCE, BYTES_AT_ONCE)
    if (page.some(({ stream }) => isOfPlan(stream))) return true
    const last = page.at(-1)?.position
    // A page begins with the event it was asked from.
    if (last === undefined || last === from) return false
    from = last
  }
}
