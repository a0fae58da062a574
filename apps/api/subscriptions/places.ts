/**
 * The places of an organisation for subscriptions, taken before one is registered and given back when it has ended. There is no transaction over both
 * streams: a place that was left behind by a crash is found out where there is no other left, and its registration is closed before it is given on.
 */
import { randomUUID } from 'node:crypto'
import { Refusal, type Deed } from '../../../libs/deciding/decider.ts'
import { handle, type Ready } from '../../../libs/event-store/handle.ts'
import type { Folds } from '../../../libs/event-store/folds.ts'
import type { Typed } from '../../../libs/event-store/recorded.ts'
import type { Decider } from '../../../libs/deciding/decider.ts'
import {
  subscriptionPlaces,
  type PlaceOf,
  type PlacesCommand,
  type PlacesRefusal,
} from '../../../libs/partner/subscription-places.ts'
import { subscription, type SubscriptionCommand } from '../../../libs/partner/subscription.ts'
import { subscriptionsNow } from '../../../libs/partner/subscriptions-now.ts'
import { CannotBeServed, subscriptionNow } from '../../../libs/relaying/whole-subscription.ts'
import type { Caller } from '../caller.ts'
import { answered, type ListRefusal } from '../lists/pages.ts'
import { placesStream, subscriptionStream, type System } from '../../../libs/installation/system.ts'
import { rowsOfTheirs } from './whose.ts'

/** A registration that is under way for longer is taken for one that crashed. */
export const UNDER_WAY_AT_MOST_MS = 60_000

const ROWS_WITHIN_MS = 5_000

type By = Pick<Caller, 'deed'>

/** @throws Refusal PlacesRefusal; LISTS_ARE_BEHIND where what was there before cannot be counted yet */
export async function takePlace(system: System, by: By, organisation: string, place: PlaceOf): Promise<void> {
  const take = async () => {
    const found = await uncounted(system, organisation)
    await write(system, by, system.folds.places, subscriptionPlaces, placesStream(organisation), {
      type: 'TakePlace',
      place,
      found,
    } satisfies PlacesCommand)
  }
  try {
    await take()
  } catch (fault) {
    if (!isNoRoom(fault)) throw fault
    const leftBehind = await leftBehindIn(system, by, organisation)
    if (leftBehind.length === 0) throw fault
    await giveBackPlaces(system, by, organisation, leftBehind)
    await take()
  }
}

export const giveBackPlaces = (system: System, by: By, organisation: string, subscriptions: readonly string[]) =>
  write(system, by, system.folds.places, subscriptionPlaces, placesStream(organisation), {
    type: 'GiveBackPlaces',
    subscriptions,
  } satisfies PlacesCommand)

const isNoRoom = (fault: unknown): boolean =>
  fault instanceof Refusal &&
  (['ORGANISATION_HAS_ENOUGH_SUBSCRIPTIONS', 'TOPIC_HAS_A_SUBSCRIPTION'] satisfies PlacesRefusal[]).some(
    (one) => one === fault.code,
  )

/** Registered without a place, by a version that knew of none. The first time, the rows must know all of them. */
async function uncounted(system: System, organisation: string): Promise<readonly PlaceOf[]> {
  const { folds, store, readStore } = system
  const { state: places, revision } = await folds.places.at(placesStream(organisation))
  const head = revision < 0 ? await store.head() : undefined
  const isCounted = head === undefined || (await answered(readStore.caughtUpTo(subscriptionsNow, head, ROWS_WITHIN_MS)))
  if (!isCounted) throw new Refusal<ListRefusal>('LISTS_ARE_BEHIND')
  const rows = await answered(rowsOfTheirs(system, organisation))
  const without = rows.filter(({ id }) => !(id in places))
  const standing = await Promise.all(without.map(({ id }) => standingOf(system, id)))
  return without.filter((_, at) => standing[at] !== 'ended').map(({ id, channel }) => ({ subscription: id, channel }))
}

/** Places of what has ended, or was never registered and is not going to be. */
async function leftBehindIn(system: System, by: By, organisation: string): Promise<readonly string[]> {
  const { state: places } = await system.folds.places.at(placesStream(organisation))
  const left = await Promise.all(
    Object.entries(places).map(async ([id, { takenAt }]) => {
      const standing = await standingOf(system, id)
      if (standing === 'ended') return [id]
      const isUnderWay = Date.parse(system.clock()) - Date.parse(takenAt) <= UNDER_WAY_AT_MOST_MS
      if (standing !== 'not-registered' || isUnderWay) return []
      await write(system, by, system.folds.subscriptions, subscription, subscriptionStream(id), {
        type: 'AbandonRegistration',
      } satisfies SubscriptionCommand)
      // Unless it was registered in this very moment.
      return (await standingOf(system, id)) === 'ended' ? [id] : []
    }),
  )
  return left.flat()
}

/** What cannot be read has its place, as far as anyone knows. */
async function standingOf({ folds }: System, id: string): Promise<'not-registered' | 'registered' | 'ended'> {
  try {
    return (await subscriptionNow(folds.subscriptions, id)).state.is
  } catch (fault) {
    if (fault instanceof CannotBeServed) return 'registered'
    throw fault
  }
}

async function write<Command, State, Event extends Typed>(
  { digest, configuration, clock }: System,
  { deed }: By,
  folds: Folds<State, Event>,
  decider: Decider<Command, State, Event>,
  stream: string,
  command: Command,
): Promise<void> {
  const commandId = randomUUID()
  const ask = {
    commandId,
    digest: digest(commandId),
    deed: deed satisfies Omit<Deed, 'at'>,
    municipality: configuration.municipality,
    correlationId: commandId,
    causationId: commandId,
    ready: () => Promise.resolve({ command, ciphertexts: {} } satisfies Ready<Command>),
  }
  await handle(folds, decider, stream, ask, clock)
}
