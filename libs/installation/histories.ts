/** The histories of an installation: of its events and of its access records, which of its stores know of them, and that they belong together. */
import { join } from 'node:path'
import { activityOf } from '../access/processing-activities.ts'
import { HistoryRead, type Marking, type MarkedStore } from '../event-store/marking.ts'
import { StoreBusy, StoreUnavailable } from '../event-store/port.ts'
import type { SealedValues } from '../event-store/sealed-values.ts'
import type { WebhookDeliveries } from '../messaging/webhook-deliveries.ts'
import { namedPlace } from '../postgres/place.ts'
import type { ReadStore } from '../read-store/read-store.ts'
import { VaultUnavailable, type Vault } from '../sealing/vault.ts'
import { postgresPlacesOf } from './configuration.ts'
import { KeptNoted, mustBelongTogether, type Beside, type Together } from './hold-together.ts'
import type { Configuration } from './settings.ts'

export interface Histories {
  readonly events: HistoryRead
  readonly noted: KeptNoted
  /** What others knew that was there no more at this start, for the log. */
  readonly partings: readonly { readonly of: string; readonly by: string; readonly behind: string }[]
}

export interface OpenedStores {
  readonly events: MarkedStore
  readonly sealedValues?: SealedValues
  readonly vault: Vault
  readonly readStore: ReadStore
  readonly webhooks: WebhookDeliveries
  readonly accessStore: MarkedStore
  readonly accessReads: ReadStore
  readonly clock: () => string
}

const ACTIVITY = 'log-verification'

export const markingOf = ({ municipality }: Configuration, clock: () => string): Marking => ({
  municipality,
  clock,
  deed: { activity: ACTIVITY, legalBasis: activityOf(ACTIVITY)?.law ?? '' },
})

/**
 * Holds all stores against each other, marks the histories, and has all stores know of the marks.
 * @throws StoresApart; StoreUnavailable, VaultUnavailable
 */
export async function heldTogether(configuration: Configuration, opened: OpenedStores): Promise<Histories> {
  const { vault, sealedValues, readStore, webhooks, accessReads, clock } = opened
  const places = placesOf(configuration)
  const keyVault = { ...places.vault, notes: vault, keys: vault }
  const ciphertexts = sealedValues && { ...places.sealedValues, notes: sealedValues }
  const rowsIn = (place: Pick<Beside, 'name' | 'at'>, store: ReadStore | WebhookDeliveries): Beside => ({
    ...place,
    notes: store.notes,
    furthest: () => store.furthest(),
    goBack: (behind, goneOn) => store.goBack(behind, goneOn, Date.parse(clock())),
  })
  const events: Together = {
    ...places.events,
    store: opened.events,
    beside: [
      keyVault,
      ...(ciphertexts === undefined ? [] : [ciphertexts]),
      rowsIn(places.reads, readStore),
      rowsIn(places.webhooks, webhooks),
    ],
  }
  const access: Together = {
    ...places.access,
    store: opened.accessStore,
    beside: [keyVault, rowsIn(places.accessReads, accessReads)],
  }
  const needed = { events, vault: keyVault, ...(ciphertexts !== undefined && { sealedValues: ciphertexts }) }
  const partings = await mustBelongTogether([events, access], needed, configuration.restored)
  opened.events.says(partings.get(events)?.map(({ parting }) => parting) ?? [])
  opened.accessStore.says(partings.get(access)?.map(({ parting }) => parting) ?? [])
  const noted = new KeptNoted(partings)
  try {
    await noted.note()
  } catch (fault) {
    // Without room to write, what is there is read all the same. The mark then comes before the first event that there is room for.
    if (!(fault instanceof StoreUnavailable || fault instanceof StoreBusy || fault instanceof VaultUnavailable))
      throw fault
  }
  return {
    events: new HistoryRead(opened.events),
    noted,
    partings: [...partings].flatMap(([of, parted]) =>
      parted.map(({ beside, parting }) => ({ of: of.name, by: beside.name, behind: parting.behind })),
    ),
  }
}

function placesOf(configuration: Configuration) {
  const { dataDir, eventStore, accessStore } = configuration
  const postgres = postgresPlacesOf(configuration)
  const inFile = (file: string) => join(dataDir, file)
  return {
    events: { name: 'the events', at: eventStore ?? inFile('events.db') },
    access: { name: 'the access records', at: accessStore ?? eventStore ?? inFile('access.db') },
    vault: { name: 'the key vault', at: postgres ? namedPlace(postgres.vault) : inFile('vault.db') },
    sealedValues: {
      name: 'the sealed values',
      at: postgres ? namedPlace(postgres.sealedValues) : inFile('sealed-values.db'),
    },
    reads: { name: 'the lists', at: postgres ? namedPlace(postgres.reads) : inFile('reads.db') },
    webhooks: { name: 'the webhook deliveries', at: postgres ? namedPlace(postgres.reads) : inFile('webhooks.db') },
    accessReads: {
      name: 'the list of who looked',
      at: postgres ? namedPlace(postgres.reads) : inFile('access-reads.db'),
    },
  }
}
