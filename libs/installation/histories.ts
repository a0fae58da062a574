/** The histories of an installation: of its events and of its access records, which of its stores know of them, and that they belong together. */
import { activityOf } from '../access/processing-activities.ts'
import { HistoryRead, markedStore, type Marking, type MarkedStore } from '../event-store/marking.ts'
import { OneHistory } from '../event-store/one-history.ts'
import { StoreBusy, StoreUnavailable, type EventStore } from '../event-store/port.ts'
import type { SealedValues } from '../event-store/sealed-values.ts'
import type { WebhookDeliveries } from '../messaging/webhook-deliveries.ts'
import type { ReadStore } from '../read-store/read-store.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { VaultUnavailable, type Vault } from '../sealing/vault.ts'
import { Kept, type KeptStore, type Keeping } from './going-back.ts'
import type { Beside } from './hold-together.ts'
import { placesOf, type PlaceOfStore } from './put-back.ts'
import type { Configuration } from './settings.ts'

export interface Histories {
  readonly events: HistoryRead
  readonly kept: Kept
}

/** A store as everybody here uses it, and what holds it to one history where a server may put it back under this process. */
export interface StoreOfOne {
  readonly store: MarkedStore
  readonly one: OneHistory | undefined
}

export interface OpenedStores {
  readonly events: StoreOfOne
  readonly sealedValues?: SealedValues
  readonly vault: Vault
  readonly readStore: ReadStore
  readonly webhooks: WebhookDeliveries
  readonly access: StoreOfOne
  readonly accessReads: ReadStore
  readonly clock: () => string
  /** With keys in memory, which go where the vault is put back. */
  readonly sealing: Pick<Sealing, 'forgetKeys'>
}

/** Who finishes what was begun between two streams: the one may stand before a parting, and what it led to in the other behind it. */
export const MEMBERSHIPS = 'memberships'

const ACTIVITY = 'log-verification'

const markingOf = ({ municipality }: Configuration, clock: () => string): Marking => ({
  municipality,
  clock,
  deed: { activity: ACTIVITY, legalBasis: activityOf(ACTIVITY)?.law ?? '' },
})

/** @param through what else appends go through */
export function storeOfOne(
  bare: EventStore,
  configuration: Configuration,
  clock: () => string,
  through: (store: EventStore) => EventStore = (store) => store,
): StoreOfOne {
  // A file is held where it is by who has it open.
  const one = configuration.eventStore === undefined ? undefined : new OneHistory(bare)
  return { store: markedStore(through(one?.store ?? bare), markingOf(configuration, clock), through(bare)), one }
}

/**
 * Holds all stores against each other, marks the histories, and has all stores know of the marks.
 * @throws StoresApart; StoreUnavailable, VaultUnavailable
 */
export async function heldTogether(configuration: Configuration, opened: OpenedStores): Promise<Histories> {
  const { vault, sealedValues, readStore, webhooks, accessReads, clock, sealing } = opened
  const places = placesOf(configuration)
  const keyVault = { ...places.vault, notes: vault, keys: vault }
  const ciphertexts = sealedValues && { ...places.sealedValues, notes: sealedValues }
  const events = keptOf(places.events, opened.events, [
    keyVault,
    ...(ciphertexts === undefined ? [] : [ciphertexts]),
    rowsIn(places.reads, readStore, clock),
    rowsIn(places.webhooks, webhooks, clock),
  ])
  const access = keptOf(places.access, opened.access, [keyVault, rowsIn(places.accessReads, accessReads, clock)])
  const needed = { vault: keyVault, ...(ciphertexts !== undefined && { sealedValues: ciphertexts }) }
  const forget = () => {
    sealing.forgetKeys()
  }
  const kept = await keptAtStart({ stores: [events, access], needed, forget }, configuration.restored)
  return { events: new HistoryRead(opened.events.store), kept }
}

type OpenedLists = Pick<OpenedStores, 'events' | 'readStore' | 'access' | 'accessReads' | 'clock'>

/** What a process that keeps lists, and nothing else, holds against the events. @throws StoresApart; StoreUnavailable */
export function listsHeldTogether(configuration: Configuration, opened: OpenedLists): Promise<Kept> {
  const { readStore, accessReads, clock } = opened
  const places = placesOf(configuration)
  const events = keptOf(places.events, opened.events, [rowsIn(places.reads, readStore, clock)])
  const access = keptOf(places.access, opened.access, [rowsIn(places.accessReads, accessReads, clock)])
  return keptAtStart({ stores: [events, access] })
}

/** What a process that hands over to partners, and does nothing else, holds against the events. @throws StoresApart; StoreUnavailable */
export function deliveriesHeldTogether(
  configuration: Configuration,
  opened: Pick<OpenedStores, 'events' | 'webhooks' | 'access' | 'clock'>,
): Promise<Kept> {
  const { webhooks, clock } = opened
  const places = placesOf(configuration)
  const events = keptOf(places.events, opened.events, [rowsIn(places.webhooks, webhooks, clock)])
  return keptAtStart({ stores: [events, keptOf(places.access, opened.access, [])] })
}

/** Without room to write, what is there is read all the same. The mark then comes before the first event that there is room for. */
async function keptAtStart(keeping: Keeping, restored?: string): Promise<Kept> {
  const kept = await Kept.of(keeping, restored)
  try {
    await kept.noted.note()
  } catch (fault) {
    if (!(fault instanceof StoreUnavailable || fault instanceof StoreBusy || fault instanceof VaultUnavailable))
      throw fault
  }
  return kept
}

const keptOf = (place: PlaceOfStore, { store, one }: StoreOfOne, beside: readonly Beside[]): KeptStore => ({
  of: { ...place, store, beside },
  one,
})

const rowsIn = (place: PlaceOfStore, store: ReadStore | WebhookDeliveries, clock: () => string): Beside => ({
  ...place,
  notes: store.notes,
  furthest: () => store.furthest(),
  goBack: (behind, goneOn) =>
    'checkpoint' in store ? store.goBack(behind, [MEMBERSHIPS]) : store.goBack(behind, goneOn, Date.parse(clock())),
})
