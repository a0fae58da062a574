/** What a relay stands on, opened on a directory of events, with the rows that say where partners are. */
import { join } from 'node:path'
import { AGES_BY_LAW } from '../../../libs/municipality/ages-by-law.ts'
import { AccessRecords } from '../../../libs/access-records/access-records.ts'
import { deliveriesOn, type RecordDelivery } from '../../../libs/access-records/deliveries.ts'
import { UnreadableEvents } from '../../../libs/installation/unreadable-events.ts'
import type { Relaying } from '../../../libs/relaying/for-organisation.ts'
import { foldingOf, Folds } from '../../../libs/event-store/folds.ts'
import { openSqliteEventStore } from '../../../libs/event-store/sqlite.ts'
import { plan, type PlanEvent } from '../../../libs/plan/plan.ts'
import { PLAN_FORMS } from '../../../libs/plan/plan-forms.ts'
import { wherePartnersAre } from '../../../libs/plan/lists/where-partners-are.ts'
import { projectionOf } from '../../../libs/read-store/projection.ts'
import { runProjections } from '../../../libs/read-store/run-projections.ts'
import { openSqliteReadStore } from '../../../libs/read-store/sqlite-read-store.ts'

const SOURCE = { oin: '00000099000000000001', apiUrl: 'https://samenspel.test/v1' }

export interface OpenRelaying extends Relaying {
  readonly recorded: RecordDelivery
  close(): Promise<void>
}

/** @param name of a file for the rows: each who relays has its own */
export async function openRelayingIn(directory: string, name: string): Promise<OpenRelaying> {
  const store = await openSqliteEventStore({ file: join(directory, 'events.db') })
  const readStore = openSqliteReadStore({ file: join(directory, `${name}-reads.db`) })
  const access = await openSqliteEventStore({ file: join(directory, `${name}-access.db`) })
  const clock = () => new Date().toISOString()
  const ages = () => Promise.resolve(AGES_BY_LAW)
  const stopping = new AbortController()
  const projections = [projectionOf<PlanEvent, typeof wherePartnersAre.tables>(wherePartnersAre, PLAN_FORMS)]
  const onFault = (_: string, fault: unknown) => process.stderr.write(`${String(fault)}\n`)
  const running = runProjections(store, readStore, projections, { signal: stopping.signal, onFault })
  return {
    store,
    readStore,
    plans: new Folds(store, foldingOf(plan, PLAN_FORMS)),
    clock,
    recorded: deliveriesOn(new AccessRecords({ store: access, node: name, municipality: '0363', clock, ages })),
    source: () => SOURCE,
    unreadable: new UnreadableEvents(),
    async close() {
      stopping.abort()
      await running
      await access.close()
      await readStore.close()
      await store.close()
    },
  }
}
