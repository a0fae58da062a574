/** The event stores of an installation, opened as its configuration names them: of the events, and of who looked; and the vault beside them. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isEncrypted, readCredentials } from '../event-store/eventstoredb-connection.ts'
import { openPostgresSealedValues } from '../event-store/postgres-sealed-values.ts'
import { StoreUnavailable, type EventStore } from '../event-store/port.ts'
import { promised } from '../event-store/reading.ts'
import { NOTHING_IS_SEALED, type SealedValues } from '../event-store/sealed-values.ts'
import { openSqliteSealedValues } from '../event-store/sqlite-sealed-values.ts'
import { openSqliteEventStore } from '../event-store/sqlite.ts'
import { openPostgresVault } from '../sealing/postgres-vault.ts'
import { readOrCreateRootKey, readRootKey } from '../sealing/root-key.ts'
import { openSqliteVault } from '../sealing/sqlite-vault.ts'
import { VaultUnavailable, type Vault } from '../sealing/vault.ts'
import { postgresPlacesOf } from './configuration.ts'
import { logOf } from './log.ts'
import { orHowToPutItBack, placesOf } from './put-back.ts'
import type { Configuration } from './settings.ts'

const MIB = 1024 * 1024

export const eventsFile = (dataDir: string): string => join(dataDir, 'events.db')
export const accessFile = (dataDir: string): string => join(dataDir, 'access.db')

/** Told of subscriptions that broke off and go on: why, and when. */
export type TellInterruption = (what: {
  readonly why: string
  readonly fault?: Error
  readonly retryInMs: number
}) => void

/**
 * The event store that the configuration names: EventStoreDB, or the file in the data directory, which is there.
 * @throws StoreUnavailable; RangeError or Error for credentials that cannot be read
 */
export async function openEventStore(
  configuration: Configuration,
  tell?: TellInterruption,
  sealedValuesOpened?: (values: SealedValues) => void,
): Promise<EventStore> {
  const { dataDir, maxQueuedAppends, eventStore, eventStoreCredentialsFile, eventStoreNamespace } = configuration
  const file = eventsFile(dataDir)
  if (eventStore === undefined)
    return orHowToPutItBack(
      placesOf(configuration).events,
      openSqliteEventStore({ file, maxQueuedAppends, ...(tell !== undefined && { onInterruption: tell }) }),
    )
  if (existsSync(file))
    throw new StoreUnavailable(
      'not-a-store',
      `there are events in ${file}, which EventStoreDB would not have: name another SAMENSPEL_DATA_DIR, or leave SAMENSPEL_EVENT_STORE out`,
    )
  // Its client and gRPC take a tenth of a start, also where a file is all there is.
  const { openEventStoreDb } = await import('../event-store/eventstoredb.ts')
  const sealedValues = await orHowToPutItBack(placesOf(configuration).sealedValues, openSealedValues(configuration))
  sealedValuesOpened?.(sealedValues)
  return openEventStoreDb({
    connection: eventStore,
    namespace: eventStoreNamespace,
    ...(eventStoreCredentialsFile !== undefined && { credentials: readCredentials(eventStoreCredentialsFile) }),
    sealedValues,
    maxQueuedAppends,
    ...(tell !== undefined && { onInterruption: tell }),
    onOthersLetIn: (may) => {
      logOf(configuration).warn({ may }, 'EventStoreDB lets its other users do this with our streams')
    },
  })
}

function openSealedValues(configuration: Configuration): Promise<SealedValues> {
  const place = postgresPlacesOf(configuration)?.sealedValues
  if (place !== undefined) return openPostgresSealedValues({ place })
  return promised(() => openSqliteSealedValues(join(configuration.dataDir, 'sealed-values.db')))
}

/** Where access records are kept: a file of its own beside the events, or streams of another namespace, so that who follows the plans meets none. @throws StoreUnavailable */
export async function openAccessStore(configuration: Configuration): Promise<EventStore> {
  const {
    dataDir,
    maxQueuedAppends,
    eventStore,
    accessStore,
    eventStoreCredentialsFile,
    accessRoomMib,
    eventStoreNamespace,
  } = configuration
  const connection = accessStore ?? eventStore
  if (connection === undefined)
    return orHowToPutItBack(
      placesOf(configuration).access,
      openSqliteEventStore({ file: accessFile(dataDir), maxQueuedAppends, roomBytes: accessRoomMib * MIB }),
    )
  const { openEventStoreDb } = await import('../event-store/eventstoredb.ts')
  return openEventStoreDb({
    connection,
    namespace: `${eventStoreNamespace}-access`,
    ...(isEncrypted(connection) &&
      eventStoreCredentialsFile !== undefined && { credentials: readCredentials(eventStoreCredentialsFile) }),
    sealedValues: NOTHING_IS_SEALED,
    maxQueuedAppends,
  })
}

/** @throws VaultUnavailable, RootKeyUnusable, with what mends it */
export const openVault = (store: Pick<EventStore, 'head'>, configuration: Configuration): Promise<Vault> =>
  orHowToPutItBack(placesOf(configuration).vault, vaultBeside(store, configuration), configuration.rootKeyFile)

/** A new vault beside old events would read every sealed value as forgotten: then it is missed, and not made. */
async function vaultBeside(store: Pick<EventStore, 'head'>, configuration: Configuration): Promise<Vault> {
  const { dataDir, rootKeyFile } = configuration
  const mayBeMade = (await store.head()) === undefined
  const place = postgresPlacesOf(configuration)?.vault
  // The root key of several machines is given to each: one that made its own would open nothing.
  if (place !== undefined) return openPostgresVault({ place, rootKey: readRootKey(rootKeyFile), mayBeMade })
  const file = join(dataDir, 'vault.db')
  const hasVault = existsSync(file)
  if (!hasVault && !mayBeMade) throw new VaultUnavailable('missing', `there are events, but no vault at ${file}`)
  return openSqliteVault({ file, rootKey: hasVault ? readRootKey(rootKeyFile) : readOrCreateRootKey(rootKeyFile) })
}
