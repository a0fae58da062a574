/** Where each store of an installation is, and the command that puts it back from its backup, as `docs/operations.md` has it: each engine has one of its own. */
import { basename, dirname, join } from 'node:path'
import { StoreUnavailable, type Unavailability } from '../event-store/port.ts'
import { namedPlace, type PostgresPlace } from '../postgres/place.ts'
import { RootKeyUnusable } from '../sealing/root-key.ts'
import { VaultUnavailable, type VaultFault } from '../sealing/vault.ts'
import { postgresPlacesOf } from './configuration.ts'
import type { Configuration } from './settings.ts'

export interface PlaceOfStore {
  /** In words: `the key vault`. */
  readonly name: string
  /** Where it is: a file, or a database without its password. */
  readonly at: string
  /** What an operator types, with the backup in the directory BACKUP. */
  readonly putBack: string
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** A log of before would be taken for that of the file put back; and nothing goes before there is what takes its place. */
function ofFile(file: string): string {
  const [backup, here] = [`BACKUP/${basename(file)}`, quoted(file)]
  return `test -f ${backup} && rm -f ${here} ${quoted(`${file}-wal`)} ${quoted(`${file}-shm`)} && cp ${backup}* ${quoted(dirname(file))}`
}

const ofDatabase = ({ url }: PostgresPlace, schema: string): string =>
  `pg_restore --clean --if-exists --single-transaction --dbname=${quoted(url)} BACKUP/${schema}.dump`

/** Of the server's own, on each node that is stopped; DB is its directory. */
const OF_EVENTSTOREDB =
  'rm -rf DB && cp -a BACKUP/eventstoredb DB && cp DB/chaser.chk DB/truncate.chk, on each node while it is stopped'

const KEY = 'root.key'

export const keyPutBack = (file: string): string => `(umask 077 && cp BACKUP/${KEY} ${quoted(file)})`

/** Made anew by the next start, of what follows from the events. */
const fileMadeAnew = (file: string): string =>
  `rm -f ${[file, `${file}-wal`, `${file}-shm`].map(quoted).join(' ')}, and they are made anew`
const schemaMadeAnew = ({ url }: PostgresPlace, schema: string): string =>
  `psql ${quoted(url)} -c 'drop schema ${schema} cascade', and they are made anew`

export type Places = Readonly<
  Record<'events' | 'access' | 'vault' | 'sealedValues' | 'reads' | 'webhooks' | 'accessReads', PlaceOfStore>
>

export function placesOf(configuration: Configuration): Places {
  const { dataDir, eventStore, accessStore } = configuration
  const postgres = postgresPlacesOf(configuration)
  const inFile = (file: string, putBack = ofFile) => ({
    at: join(dataDir, file),
    putBack: putBack(join(dataDir, file)),
  })
  const inDatabase = (place: PostgresPlace, schema: string, putBack = ofDatabase) => ({
    at: namedPlace(place),
    putBack: putBack(place, schema),
  })
  const onServer = (at: string | undefined) => (at === undefined ? undefined : { at, putBack: OF_EVENTSTOREDB })
  const { vault, sealedValues, reads } = postgres ?? {}
  return {
    events: { name: 'the events', ...(onServer(eventStore) ?? inFile('events.db')) },
    access: { name: 'the access records', ...(onServer(accessStore ?? eventStore) ?? inFile('access.db')) },
    vault: { name: 'the key vault', ...(vault ? inDatabase(vault, 'samenspel_vault') : inFile('vault.db')) },
    sealedValues: {
      name: 'the sealed values',
      ...(sealedValues ? inDatabase(sealedValues, 'samenspel_sealed_values') : inFile('sealed-values.db')),
    },
    reads: {
      name: 'the lists',
      ...(reads ? inDatabase(reads, 'samenspel_reads', schemaMadeAnew) : inFile('reads.db', fileMadeAnew)),
    },
    webhooks: {
      name: 'the webhook deliveries',
      ...(reads ? inDatabase(reads, 'samenspel_webhooks') : inFile('webhooks.db')),
    },
    accessReads: {
      name: 'the list of who looked',
      ...(reads
        ? inDatabase(reads, 'samenspel_access_reads', schemaMadeAnew)
        : inFile('access-reads.db', fileMadeAnew)),
    },
  }
}

/** What a backup mends. That a store is locked, full or of a newer version it does not. */
const MENDED: readonly (Unavailability | VaultFault)[] = [
  'missing',
  'corrupt',
  'not-a-store',
  'not-a-vault',
  'wrong-root-key',
]

/**
 * Has what keeps a store from being opened, or read at a start, say what mends it.
 * @throws what the opening throws, with the command behind what it says
 */
export async function orHowToPutItBack<Opened>(
  { name, at, putBack }: PlaceOfStore,
  opening: Promise<Opened>,
  rootKeyFile?: string,
): Promise<Opened> {
  try {
    return await opening
  } catch (fault) {
    if (fault instanceof RootKeyUnusable && rootKeyFile !== undefined && fault.reason !== 'readable-by-others')
      throw new RootKeyUnusable(fault.reason, `${fault.message}\nPut it back: ${keyPutBack(rootKeyFile)}`, {
        cause: fault,
      })
    const isOurs = fault instanceof StoreUnavailable || fault instanceof VaultUnavailable
    if (!isOurs || !MENDED.includes(fault.reason) || fault.message.includes(PUT_BACK)) throw fault
    const key =
      fault.reason === 'wrong-root-key' && rootKeyFile !== undefined
        ? `${keyPutBack(rootKeyFile)}; or, if it is the vault that is another’s: `
        : ''
    const said = `${fault.message}\n${PUT_BACK} ${name} (${at}): ${key}${putBack}`
    if (fault instanceof VaultUnavailable) throw new VaultUnavailable(fault.reason, said, { cause: fault })
    throw new StoreUnavailable(fault.reason, said, { cause: fault })
  }
}

const PUT_BACK = 'To put back'
