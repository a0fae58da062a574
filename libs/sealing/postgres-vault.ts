/** The vault in a schema of PostgreSQL, for any number of processes. Its database is its own: keys lie apart from the events, and from the rows, that they open. */
import type { KeyObject } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { Asked } from '../postgres/asked.ts'
import { bringUpToDate, openSchema, type Migration } from '../postgres/database.ts'
import { createNoteTable, NotesBy } from '../postgres/notes.ts'
import { namedPlace, type PostgresPlace } from '../postgres/place.ts'
import { troubleOf, wordsOf, type PostgresTrouble } from '../postgres/trouble.ts'
import { triedNowAndThen } from '../telemetry/tried-writes.ts'
import { newVaultRows, VaultKeys, type KeyRow, type VaultRows } from './vault-keys.ts'
import {
  KeyDestroyed,
  PersonHasAnotherBsn,
  VaultUnavailable,
  type DataKey,
  type KeyScope,
  type Known,
  type Vault,
} from './vault.ts'

export interface PostgresVaultOptions {
  readonly place: PostgresPlace
  /** 32 bytes (root-key.ts). */
  readonly rootKey: KeyObject
  /** False: a vault that is not there is a fault, and not begun anew. */
  readonly mayBeMade: boolean
  /** Lower-case letters, digits and underscores; made if it is not there. */
  readonly schema?: string
  readonly connections?: number
  /** How long to wait for another process that is writing. */
  readonly lockTimeoutMs?: number
}

type Tables = {
  vault: { one: number; id: string; root_key_check: Buffer }
  key_encryption_key: { epoch: number; wrapped: Buffer }
  secret: { name: string; epoch: number; wrapped: Buffer; wrapped_by: number }
  data_key: {
    id: string
    owner: string
    domain: string
    fingerprint: string
    wrapped: Buffer | null
    wrapped_by: number
    destroyed_at: string | null
  }
  bsn: { epoch: number; hmac: Buffer; person: string; digest: Buffer | null }
}

// A row of data_key outlives its key: without `wrapped` it says that the key with this fingerprint was destroyed.
const MIGRATIONS: readonly Migration[] = [
  async (db) => {
    await sql`create table vault (one integer primary key check (one = 1), id text not null, root_key_check bytea not null)`.execute(
      db,
    )
    await sql`create table key_encryption_key (epoch integer primary key, wrapped bytea not null)`.execute(db)
    await sql`create table secret (
      name text not null, epoch integer not null,
      wrapped bytea not null, wrapped_by integer not null references key_encryption_key (epoch),
      primary key (name, epoch))`.execute(db)
    await sql`create table data_key (
      id text not null primary key, owner text not null, domain text not null, fingerprint text not null,
      wrapped bytea, wrapped_by integer not null references key_encryption_key (epoch), destroyed_at text,
      unique (owner, domain), check ((wrapped is null) = (destroyed_at is not null)))`.execute(db)
    await sql`create table bsn (
      epoch integer not null, hmac bytea not null, person text not null,
      primary key (epoch, hmac), unique (epoch, person))`.execute(db)
  },
  // Null in rows that an earlier version wrote: they are taken as they stand, and bound when a vault is opened next.
  async (db) => {
    await sql`alter table bsn add column digest bytea`.execute(db)
  },
  createNoteTable,
]

const SAID: Readonly<Record<PostgresTrouble, string>> = {
  unreachable: 'the vault cannot be reached',
  denied: 'the vault does not let us in, or not do this',
  locked: 'another process holds the vault',
  'read-only': 'the vault may not be written: its server is read-only',
  'disk-full': 'the disk of the vault is full',
  corrupt: 'the vault is damaged',
  'newer-format': 'the vault is of a newer format than this version knows',
  'io-error': 'the vault cannot be read or written',
  closed: 'the vault is closed',
}

/**
 * Opens the vault, or makes it where it may be made; of several processes at once all get the first one's.
 * @throws VaultUnavailable: unreachable, denied, missing, newer-format, corrupt, wrong-root-key, locked, read-only, disk-full or io-error;
 * Error for a place that cannot be used
 */
export async function openPostgresVault({
  place,
  rootKey,
  mayBeMade,
  schema = 'samenspel_vault',
  connections = 5,
  lockTimeoutMs = 5_000,
}: PostgresVaultOptions): Promise<Vault> {
  const inWords = (reason: PostgresTrouble, cause: unknown) =>
    new VaultUnavailable(reason, `${SAID[reason]} (${namedPlace(place)}): ${wordsOf(cause)}`, { cause })
  const rows = new Asked(openSchema<Tables>(place, { schema, connections, lockTimeoutMs }), inWords)
  try {
    await bringUpToDate(place, schema, MIGRATIONS)
    const own = await rows.ask((db) => ownRows(db, mayBeMade ? rootKey : undefined))
    if (own === undefined)
      throw new VaultUnavailable('missing', `there are events, but no vault at ${namedPlace(place)}`)
    const keys = new VaultKeys(own, rootKey)
    await rows.ask((db) => bindRows(db, keys))
    return new PostgresVault(rows, keys)
  } catch (fault) {
    await rows.close()
    const trouble = troubleOf(fault)
    throw trouble === undefined ? fault : inWords(trouble, fault)
  }
}

/** What an earlier version wrote of the index of BSNs is bound to its place. */
async function bindRows(db: Kysely<Tables>, keys: VaultKeys): Promise<void> {
  const unbound = await db
    .selectFrom('bsn')
    .select(['hmac', 'person'])
    .where('epoch', '=', keys.bsnEpoch)
    .where('digest', 'is', null)
    .execute()
  for (const row of unbound)
    await db
      .updateTable('bsn')
      .set({ digest: keys.digestOfRow(row) })
      .where('epoch', '=', keys.bsnEpoch)
      .where('hmac', '=', row.hmac)
      .where('person', '=', row.person)
      .execute()
}

/** @param makingWith the root key that a new vault is made with, where there is none */
function ownRows(db: Kysely<Tables>, makingWith: KeyObject | undefined): Promise<VaultRows | undefined> {
  return db.transaction().execute(async (transaction) => {
    // Held while it is looked and made: two that begin with nothing would make two.
    await sql`lock table vault in exclusive mode`.execute(transaction)
    const vault = await transaction.selectFrom('vault').selectAll().executeTakeFirst()
    const keyEncryptionKeys = await transaction.selectFrom('key_encryption_key').selectAll().execute()
    const secrets = await transaction.selectFrom('secret').selectAll().execute()
    const isThere = vault !== undefined || keyEncryptionKeys.length > 0 || secrets.length > 0
    if (isThere)
      return {
        id: vault?.id,
        rootKeyCheck: vault?.root_key_check,
        keyEncryptionKeys,
        secrets: secrets.map(({ wrapped_by: wrappedBy, ...rest }) => ({ ...rest, wrappedBy })),
      }
    if (makingWith === undefined) return undefined
    const made = newVaultRows(makingWith)
    await transaction.insertInto('vault').values({ one: 1, id: made.id, root_key_check: made.rootKeyCheck }).execute()
    await transaction
      .insertInto('key_encryption_key')
      .values([...made.keyEncryptionKeys])
      .execute()
    await transaction
      .insertInto('secret')
      .values(made.secrets.map(({ wrappedBy, ...rest }) => ({ ...rest, wrapped_by: wrappedBy })))
      .execute()
    return made
  })
}

class PostgresVault implements Vault {
  readonly #rows: Asked<Tables>
  readonly #keys: VaultKeys
  readonly #notes: NotesBy
  readonly #tried = triedNowAndThen(() =>
    this.#rows.ask((db) => db.updateTable('vault').set({ one: 1 }).where('one', '=', 1).execute()),
  )

  constructor(rows: Asked<Tables>, keys: VaultKeys) {
    this.#rows = rows
    this.#notes = new NotesBy((statement) => rows.ask(statement))
    this.#keys = keys
  }

  keysFor(scopes: readonly KeyScope[]): Promise<readonly DataKey[]> {
    return this.#rows.ask(async (db) => {
      const found = await this.#found(db, scopes)
      const absent = scopes.filter((scope) => !found.has(nameOf(scope)))
      if (absent.length > 0) {
        await this.#make(db, absent)
        // What came first counts, ours or that of another process; it is durable by now, since it is seen.
        for (const [name, key] of await this.#found(db, absent)) found.set(name, key)
      }
      return scopes.map((scope) => {
        const key = found.get(nameOf(scope))
        if (key === undefined) throw new VaultUnavailable('io-error', 'a key that was made is not there')
        return key
      })
    })
  }

  keysById(ids: readonly string[]): Promise<ReadonlyMap<string, KeyObject>> {
    return this.#rows.ask(async (db) => {
      const rows = await db
        .selectFrom('data_key')
        .select(COLUMNS)
        .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
        .where('wrapped', 'is not', null)
        .execute()
      return new Map(rows.map((row) => [row.id, this.#keys.open(row)]))
    })
  }

  neverKnown(ids: readonly string[]): Promise<readonly string[]> {
    return this.#rows.ask(async (db) => {
      const rows = await db
        .selectFrom('data_key')
        .select('id')
        .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
        .execute()
      const known = new Set(rows.map(({ id }) => id))
      return ids.filter((id) => !known.has(id))
    })
  }

  noted(name: string): Promise<string | undefined> {
    return this.#notes.noted(name)
  }

  note(name: string, text: string): Promise<void> {
    return this.#notes.note(name, text)
  }

  personFor(bsn: string, newPersonId: string): Promise<Known> {
    return this.#rows.ask(async (db) => {
      const [epoch, hmac] = [this.#keys.bsnEpoch, this.#keys.hmacOf(bsn)]
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('bsn')
        .values({ epoch, hmac, person: newPersonId, digest: this.#keys.digestOfRow({ hmac, person: newPersonId }) })
        .onConflict((any) => any.doNothing())
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows === 1n) return { personId: newPersonId, isNew: true }
      const personId = await this.#personOf(db, hmac)
      if (personId === undefined) throw new PersonHasAnotherBsn(newPersonId)
      return { personId, isNew: false }
    })
  }

  findPerson(bsn: string): Promise<string | undefined> {
    return this.#rows.ask(async (db) => this.#personOf(db, this.#keys.hmacOf(bsn)))
  }

  counted(name: string): Promise<number> {
    return this.#notes.counted(name)
  }

  mustTakeWrites(): Promise<void> {
    return this.#tried()
  }

  deriveKey(label: string): KeyObject {
    return this.#keys.deriveKey(label)
  }

  close(): Promise<void> {
    return this.#rows.close()
  }

  async #found(db: Kysely<Tables>, scopes: readonly KeyScope[]): Promise<Map<string, DataKey>> {
    const [owners, domains] = [scopes.map(({ owner }) => owner), scopes.map(({ domain }) => domain)]
    const rows = await db
      .selectFrom('data_key')
      .select(COLUMNS)
      .where(sql<boolean>`(owner, domain) in (select * from unnest(${owners}::text[], ${domains}::text[]))`)
      .execute()
    return new Map(rows.map((row) => [nameOf(row), this.#opened(row)]))
  }

  #opened(row: KeyRow): DataKey {
    if (row.wrapped === null) throw new KeyDestroyed({ owner: row.owner, domain: row.domain })
    return { id: row.id, key: this.#keys.open(row) }
  }

  async #make(db: Kysely<Tables>, absent: readonly KeyScope[]): Promise<void> {
    const each = new Map(absent.map((scope) => [nameOf(scope), scope]))
    // In one order everywhere: two processes that make the same two keys would wait for each other.
    const inOrder = [...each].sort(([one], [other]) => (one < other ? -1 : 1))
    await db
      .insertInto('data_key')
      .values(inOrder.map(([, scope]) => rowOf(this.#keys.make(scope).row)))
      .onConflict((same) => same.columns(['owner', 'domain']).doNothing())
      .execute()
  }

  async #personOf(db: Kysely<Tables>, hmac: Buffer): Promise<string | undefined> {
    const row = await db
      .selectFrom('bsn')
      .select(['person', 'digest'])
      .where('epoch', '=', this.#keys.bsnEpoch)
      .where('hmac', '=', hmac)
      .executeTakeFirst()
    if (row === undefined) return undefined
    // Of a version before, and written since this vault was opened.
    return row.digest === null ? row.person : this.#keys.personIn({ hmac, ...row })
  }
}

const COLUMNS = ['id', 'owner', 'domain', 'wrapped', 'wrapped_by as wrappedBy'] as const

const nameOf = ({ owner, domain }: KeyScope): string => JSON.stringify([owner, domain])

const rowOf = ({ wrappedBy, ...row }: ReturnType<VaultKeys['make']>['row']) => ({
  ...row,
  wrapped_by: wrappedBy,
  destroyed_at: null,
})
