/** Whether an event that could not be read can be read now: put back into its file, or no longer hidden by its server. */
import { ACCESS_FORMS, type AccessRecorded } from '../access/access-record.ts'
import type { EventStore, StoredEvent } from '../event-store/port.ts'
import { EventUnreadable, fromStored, type Typed } from '../event-store/recorded.ts'
import type { Projection } from '../read-store/projection.ts'
import { ACCESS_PROJECTIONS, EVERY_FORM, PROJECTIONS } from './projections.ts'
import type { System } from './system.ts'
import type { CannotBeRead } from './unreadable-events.ts'

type Asked = Pick<System, 'store' | 'folds'> & { readonly access: Pick<System['access'], 'store'> }

/** @throws StoreUnavailable where that cannot be known now */
export async function canBeReadAgain(
  { store, access, folds }: Asked,
  { position, stream }: Pick<CannotBeRead, 'position'> & { readonly stream: string },
): Promise<boolean> {
  const isOf = async (one: EventStore): Promise<StoredEvent | undefined> => {
    const [event] = await one.readAll(position, 1)
    return event?.position === position && event.stream === stream ? event : undefined
  }
  try {
    const ofPlans = await isOf(store)
    if (ofPlans !== undefined) {
      mustBeRead(ofPlans, EVERY_FORM, PROJECTIONS)
      await foldOf(folds, stream)?.at(stream)
      return true
    }
    const look = await isOf(access.store)
    if (look === undefined) return false
    mustBeRead<AccessRecorded>(look, ACCESS_FORMS, ACCESS_PROJECTIONS)
    return true
  } catch (fault) {
    if (fault instanceof EventUnreadable) return false
    throw fault
  }
}

function mustBeRead<Event extends Typed>(
  event: StoredEvent,
  forms: Parameters<typeof fromStored<Event>>[1],
  projections: readonly Projection[],
): void {
  fromStored(event, forms)
  for (const projection of projections) projection.changesAfter(event)
}

/** What else is made of a stream: an event may be whole, and not the one that belongs there. */
function foldOf(folds: System['folds'], stream: string) {
  const [kind] = /^(?:plan|person|protocol|municipality|subscription|break-glass|subscriptions-of)-/.exec(stream) ?? []
  if (kind === 'plan-') return folds.plans
  if (kind === 'person-') return folds.persons
  if (kind === 'protocol-') return folds.protocols
  if (kind === 'municipality-') return folds.municipalities
  if (kind === 'subscription-') return folds.subscriptions
  if (kind === 'break-glass-') return folds.usesOfOne
  return kind === 'subscriptions-of-' ? folds.places : undefined
}
