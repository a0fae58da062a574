/** The parts the API stands on, opened together and closed together: stores, vault, folds, clock. Here the adapters are chosen. */
import { randomBytes, randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import { v5 as uuidFrom } from 'uuid'
import { foldingOf, Folds } from '../event-store/folds.ts'
import type { EventStore } from '../event-store/port.ts'
import { promised } from '../event-store/reading.ts'
import type { SealedValues } from '../event-store/sealed-values.ts'
import type { Day } from '../deciding/days.ts'
import { POSITION_DIGITS } from '../event-store/positions.ts'
import { revisionTags } from '../http/etag.ts'
import { positionTokens } from '../http/position-tokens.ts'
import { SafePost } from '../messaging/safe-post.ts'
import { openPostgresWebhookDeliveries } from '../messaging/postgres-webhook-deliveries.ts'
import { openSqliteWebhookDeliveries } from '../messaging/sqlite-webhook-deliveries.ts'
import type { WebhookDeliveries } from '../messaging/webhook-deliveries.ts'
import {
  municipality,
  MUNICIPALITY_FORMS,
  type Municipality,
  type MunicipalityEvent,
} from '../municipality/municipality.ts'
import { subscription, SUBSCRIPTION_FORMS, type Subscription, type SubscriptionEvent } from '../partner/subscription.ts'
import { bsnLookUps, BSN_LOOK_UP_FORMS, type BsnLookUpEvent } from '../plan/members/bsn-look-ups.ts'
import { PLACES_FORMS, subscriptionPlaces, type Places, type PlacesEvent } from '../partner/subscription-places.ts'
import { usesOfOne, USES_FORMS, type UsesEvent, type UsesOfOne } from '../plan/break-glass/uses-of-one.ts'
import { person, PERSON_FORMS, type Person, type PersonEvent } from '../plan/members/person.ts'
import { protocol, PROTOCOL_FORMS, type Protocol, type ProtocolEvent } from '../protocol/protocol.ts'
import { openPostgresReadStore } from '../read-store/postgres-read-store.ts'
import type { ReadStore } from '../read-store/read-store.ts'
import { openSqliteReadStore } from '../read-store/sqlite-read-store.ts'
import { digestWith } from '../sealing/keyed-digest.ts'
import { observedEventStore } from '../telemetry/observed-event-store.ts'
import { isTelemetryOn } from '../telemetry/start-telemetry.ts'
import { Sealing } from '../sealing/sealing.ts'
import type { Vault } from '../sealing/vault.ts'
import { AccessRecords } from '../access-records/access-records.ts'
import { deliveriesOn, type RecordDelivery } from '../access-records/deliveries.ts'
import { endpointRulesOf, postgresPlacesOf } from './configuration.ts'
import { ballastOf } from './ballast.ts'
import { ownDataDirectory } from './data-directory.ts'
import { openAccessStore, openEventStore, openVault, type TellInterruption } from './event-stores.ts'
import { foldsOfPlans, type FoldsOfPlans } from './folds-of-plans.ts'
import { heldTogether, storeOfOne, type Histories } from './histories.ts'
import { markedPositions, type MarkedPositions } from './marked-positions.ts'
import { markedTags, type MarkedTags } from './marked-tags.ts'
import { LargeReadings } from './large-readings.ts'
import { logOf } from './log.ts'
import { MachineClock, mustBeLaterThanEvents, writtenInTime } from './machine-clock.ts'
import { OpenedParts } from './opened-parts.ts'
import { orHowToPutItBack, placesOf } from './put-back.ts'
import type { Configuration } from './settings.ts'
import { UnreadableEvents } from './unreadable-events.ts'

/** The moment now, UTC with milliseconds. */
export type Clock = () => string

export interface System {
  readonly configuration: Configuration
  readonly clock: Clock
  /** @throws ClockJumped while nothing may be written, since nobody knows what time it is */
  readonly mustKnowTheTime: () => Promise<void>
  /** Where partners reach the API, without `/v1`: as configured, or else where it listens. */
  readonly publicUrl: () => string
  /** Told once the API listens. */
  listensAt(url: string): void
  readonly store: EventStore
  readonly vault: Vault
  readonly readStore: ReadStore
  /** To endpoints of others. */
  readonly post: SafePost
  /** Who looked: a store of its own, which nobody reads who follows the plans. */
  readonly access: Access
  /** How far each webhook has come, and what it did not take. */
  readonly webhooks: WebhookDeliveries
  /** Of the events and of the access records, and what is known of them beside them. */
  readonly histories: Histories
  readonly sealing: Sealing
  /** What was asked, recognisable and unreadable: for knowing a command's id used again for something else. */
  readonly digest: (canonicalText: string) => string
  /** Of who could not be drawn to read: readers get that, and not who they are. */
  readonly digestOfExcluded: (text: string) => string
  readonly tags: MarkedTags
  /**
   * The id of someone whose number is nobody's yet. Not from the command, whose ids its sender can work out: they would know who is new
   * from who was here. A made-up municipality has no such senders, and is to be the same each time.
   */
  readonly newPersonId: (commandId: string) => string
  /** What a reader is drawn by for a command: 256 bits as hexadecimal digits, that nobody chooses or knows beforehand. */
  readonly newSeed: (commandId: string) => string
  readonly positions: MarkedPositions
  /** Told by whoever meets an event that cannot be read and goes on without its stream. */
  readonly unreadable: UnreadableEvents
  /** Whose turn it is to read a plan that takes much memory. */
  readonly largeReadings: LargeReadings
  readonly folds: FoldsOfPlans & {
    readonly persons: Folds<Person, PersonEvent>
    readonly usesOfOne: Folds<UsesOfOne, UsesEvent>
    readonly bsnLookUps: Folds<{ readonly today: number }, BsnLookUpEvent>
    readonly protocols: Folds<Protocol, ProtocolEvent>
    readonly municipalities: Folds<Municipality, MunicipalityEvent>
    readonly subscriptions: Folds<Subscription, SubscriptionEvent>
    readonly places: Folds<Places, PlacesEvent>
  }
  close(): Promise<void>
}

export interface Access {
  readonly store: EventStore
  /** Rows that follow that store. */
  readonly readStore: ReadStore
  readonly records: AccessRecords
  readonly delivered: RecordDelivery
}

export const SYSTEM = Symbol('System')

/** Stream names, of a plan and a subscription beside the others: the key is the invariant. */
export { planStream } from '../plan/plan-stream.ts'
export { subscriptionStream } from '../partner/subscription-stream.ts'
export const personStream = (personId: string): string => `person-${personId}`
export const breakGlassStream = (userId: string): string => `break-glass-${userId}`
/** Beside the access records, of one day, so that none grows for ever: how many there may be is counted there. */
export const bsnLookUpsStream = (day: Day, userId: string): string => `bsn-look-ups-${day}-${userId}`
export const protocolStream = (protocolId: string): string => `protocol-${protocolId}`
/** Of an organisation: how many subscriptions it has. */
export const placesStream = (oin: string): string => `subscriptions-of-${oin}`
export const municipalityStream = (cbsCode: string): string => `municipality-${cbsCode}`

export const accessReadsFile = (dataDir: string): string => join(dataDir, 'access-reads.db')
export const readsFile = (dataDir: string): string => join(dataDir, 'reads.db')

/** The rows that follow the access records. @throws StoreUnavailable */
export function openAccessReadStore(configuration: Configuration): Promise<ReadStore> {
  const place = postgresPlacesOf(configuration)?.reads
  if (place !== undefined) return openPostgresReadStore({ place, schema: 'samenspel_access_reads' })
  return promised(() => openedReadStore(accessReadsFile(configuration.dataDir), configuration))
}

export const municipalitiesIn = (store: EventStore): Folds<Municipality, MunicipalityEvent> =>
  new Folds(store, foldingOf(municipality, MUNICIPALITY_FORMS))

/** Those of this process. */
export const recordsOn = (
  store: EventStore,
  { node, municipality: cbsCode }: Configuration,
  clock: Clock,
  municipalities: Folds<Municipality, MunicipalityEvent>,
): AccessRecords =>
  new AccessRecords({
    ...{ store, node, municipality: cbsCode, clock },
    ages: async () => (await municipalities.at(municipalityStream(cbsCode))).state.ages.rows,
  })

/** The read store of this installation. @throws StoreUnavailable */
export function openReadStore(configuration: Configuration): Promise<ReadStore> {
  const place = postgresPlacesOf(configuration)?.reads
  if (place !== undefined) return openPostgresReadStore({ place })
  return promised(() => openedReadStore(readsFile(configuration.dataDir), configuration))
}

const openedReadStore = (file: string, configuration: Configuration): ReadStore =>
  openSqliteReadStore({
    file,
    isChecked: true,
    onSetAside(setAside) {
      logOf(configuration).error({ setAside }, 'lists were damaged: their file is set aside, and they are made anew')
    },
    onNotRead(fault) {
      logOf(configuration).error(
        { fault, file: basename(file) },
        'a file of lists cannot be read for damage; it is tried again',
      )
    },
  })

/** How far handing over to each subscription has come, of this installation. @throws StoreUnavailable */
export function openDeliveries(configuration: Configuration): Promise<WebhookDeliveries> {
  const place = postgresPlacesOf(configuration)?.reads
  if (place !== undefined) return openPostgresWebhookDeliveries({ place })
  const opening = openSqliteWebhookDeliveries(join(configuration.dataDir, 'webhooks.db'))
  return orHowToPutItBack(placesOf(configuration).webhooks, opening)
}

/**
 * Opens the stores in the data directory, which is made where it is not there, and the event store that the configuration names.
 * @param clockOfTheirs of a test or a story, which answers for it; without one it is the machine's, which has to be right
 * @throws StoreUnavailable, VaultUnavailable, RootKeyUnusable, DataDirectoryIsOpen, StoresApart or ClockCannotBeRight, saying why
 */
export async function openSystem(
  configuration: Configuration,
  clockOfTheirs?: Clock,
  tell?: TellInterruption,
  unreadable = new UnreadableEvents(),
): Promise<System> {
  ownDataDirectory(configuration.dataDir)
  const ballast = ballastOf(configuration)
  const opened = new OpenedParts()
  try {
    let sealedValues: SealedValues | undefined
    const opening = openEventStore(configuration, tell, (values) => {
      sealedValues = values
    })
    const bare = await opened.open(opening)
    if (clockOfTheirs === undefined && configuration.startAtAnyTime === 'no')
      await orHowToPutItBack(placesOf(configuration).events, mustBeLaterThanEvents(bare))
    const { clock, mustKnowTheTime } = clockOf(bare, configuration, clockOfTheirs)
    const inTime = (one: EventStore) => writtenInTime(one, mustKnowTheTime)
    const events = storeOfOne(bare, configuration, clock, inTime)
    const store = isTelemetryOn(process.env) ? observedEventStore(events.store) : events.store
    const vault = await opened.open(openVault(store, configuration))
    const readStore = await opened.open(openReadStore(configuration))
    const webhooks = await opened.open(openDeliveries(configuration))
    const looks = storeOfOne(await opened.open(openAccessStore(configuration)), configuration, clock)
    const accessReads = await opened.open(openAccessReadStore(configuration))
    const sealing = new Sealing(vault)
    const histories = await heldTogether(configuration, {
      ...{ events, vault, sealing, readStore, webhooks, access: looks, accessReads, clock },
      ...(sealedValues !== undefined && { sealedValues }),
    })
    const municipalities = municipalitiesIn(store)
    const records = recordsOn(looks.store, configuration, clock, municipalities)
    const access = { store: looks.store, readStore: accessReads, records, delivered: deliveriesOn(records) }
    ballast.takeWithRoom()
    return systemOn(
      {
        store,
        vault,
        sealing,
        readStore,
        webhooks,
        access,
        unreadable,
        municipalities,
        histories,
        clock,
        mustKnowTheTime,
      },
      configuration,
      () => {
        ballast.takeAtTheEnd()
      },
    )
  } catch (fault) {
    await opened.close()
    throw fault
  }
}

function clockOf(
  store: EventStore,
  configuration: Configuration,
  theirs: Clock | undefined,
): Pick<System, 'clock' | 'mustKnowTheTime'> {
  if (theirs !== undefined) return { clock: theirs, mustKnowTheTime: () => Promise.resolve() }
  const log = logOf(configuration)
  const machine = new MachineClock(store, (stopped) => {
    if (stopped === undefined) log.warn('the clock is believed again, and writes go on')
    else
      log.error({ seconds: Math.round(stopped.byMs / 1000) }, 'the clock jumped: nothing is written until it is right')
  })
  return { clock: machine.now, mustKnowTheTime: machine.mustBeSure }
}

function systemOn(
  parts: Pick<
    System,
    | 'store'
    | 'vault'
    | 'sealing'
    | 'readStore'
    | 'webhooks'
    | 'access'
    | 'unreadable'
    | 'histories'
    | 'clock'
    | 'mustKnowTheTime'
  > &
    Pick<System['folds'], 'municipalities'>,
  configuration: Configuration,
  atTheEnd: () => void,
): System {
  const { store, vault, sealing, readStore, webhooks, access, unreadable, municipalities, histories } = parts
  const post = new SafePost({ rules: endpointRulesOf(configuration) })
  let listening = `http://${configuration.host}:${String(configuration.port)}`
  return {
    configuration,
    ...{ clock: parts.clock, mustKnowTheTime: parts.mustKnowTheTime },
    publicUrl: () => configuration.publicUrl ?? listening,
    listensAt(url) {
      listening = url
    },
    store,
    vault,
    readStore,
    post,
    webhooks,
    access,
    unreadable,
    histories,
    sealing,
    largeReadings: new LargeReadings(),
    digest: digestWith(vault.deriveKey('command digests')),
    digestOfExcluded: digestWith(vault.deriveKey('who could not be drawn')),
    tags: markedTags(revisionTags(vault.deriveKey('revision tags')), store, histories.events),
    newPersonId: () => uuidFrom('person', randomUUID()),
    newSeed: () => randomBytes(32).toString('hex'),
    positions: markedPositions(positionTokens(vault.deriveKey('positions'), POSITION_DIGITS), histories.events),
    folds: {
      ...foldsOfPlans(store),
      persons: new Folds(store, foldingOf(person, PERSON_FORMS)),
      usesOfOne: new Folds(store, foldingOf(usesOfOne, USES_FORMS)),
      bsnLookUps: new Folds(access.store, foldingOf(bsnLookUps, BSN_LOOK_UP_FORMS)),
      protocols: new Folds(store, foldingOf(protocol, PROTOCOL_FORMS)),
      municipalities,
      subscriptions: new Folds(store, foldingOf(subscription, SUBSCRIPTION_FORMS)),
      places: new Folds(store, foldingOf(subscriptionPlaces, PLACES_FORMS)),
    },
    close: () => closed({ ...parts, post }).finally(atTheEnd),
  }
}

/** The last that is written to stands longest. */
async function closed(
  system: Pick<System, 'post' | 'histories' | 'webhooks' | 'access' | 'readStore' | 'store' | 'vault'>,
): Promise<void> {
  const { post, histories, webhooks, access, readStore, store, vault } = system
  post.close()
  // What cannot be noted is looked for in the events at the next start.
  await histories.kept.noted.note().catch(() => undefined)
  await webhooks.close()
  await access.readStore.close()
  await access.store.close()
  await readStore.close()
  await store.close()
  await vault.close()
}
