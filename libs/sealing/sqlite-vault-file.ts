/** The file of a SQLite vault: its form, how it is made, and what is checked before a key in it is trusted. */
import { createHmac, createSecretKey, randomBytes, randomUUID, timingSafeEqual, type KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { isUint8Array } from 'node:util/types'
import { decrypted, encrypted } from './aes-gcm.ts'
import { hasCode, makeWhole } from './made-whole.ts'
import { VaultUnavailable, type VaultFault } from './vault.ts'

/** 'SVLT': what tells a vault from any other SQLite file. */
const APPLICATION_ID = 0x53564c54
const FORMAT = 1
const KEY_BYTES = 32

/** Keys of the vault's own, beside those of people and plans. */
const SECRETS = ['bsn-index', 'derivation'] as const
type Secret = (typeof SECRETS)[number]

// A row of data_key outlives its key: without `wrapped` it says that the key with this fingerprint was destroyed, so that a
// restored one is recognised. A secret's epoch lets the BSN index move to a new key: rows of both epochs stand side by side meanwhile.
const SCHEMA = `
  CREATE TABLE vault (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, root_key_check BLOB NOT NULL) STRICT;
  CREATE TABLE key_encryption_key (epoch INTEGER PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
  CREATE TABLE secret (
    name TEXT NOT NULL, epoch INTEGER NOT NULL,
    wrapped BLOB NOT NULL, wrapped_by INTEGER NOT NULL REFERENCES key_encryption_key (epoch),
    PRIMARY KEY (name, epoch)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE data_key (
    id TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, domain TEXT NOT NULL, fingerprint TEXT NOT NULL,
    wrapped BLOB, wrapped_by INTEGER NOT NULL REFERENCES key_encryption_key (epoch), destroyed_at TEXT,
    UNIQUE (owner, domain), CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
  ) STRICT;
  CREATE TABLE bsn (
    epoch INTEGER NOT NULL, hmac BLOB NOT NULL, person TEXT NOT NULL,
    PRIMARY KEY (epoch, hmac), UNIQUE (epoch, person)
  ) STRICT, WITHOUT ROWID;
  PRAGMA application_id = ${String(APPLICATION_ID)};
  PRAGMA user_version = ${String(FORMAT)};
`

/** An opened vault file whose root key was the right one. The root key itself is not kept. */
export interface VaultFile {
  readonly database: DatabaseSync
  readonly id: string
  /** By epoch; new keys are wrapped with that of `epoch`, the newest. */
  readonly keyEncryptionKeys: ReadonlyMap<number, KeyObject>
  readonly epoch: number
  readonly bsnIndex: { readonly epoch: number; readonly key: KeyObject }
  /** What every labelled key is derived from. Never changes: digests kept beside events depend on it. */
  readonly derivation: KeyObject
}

/** Opens the vault, or makes it where there is no file. @throws VaultUnavailable; a file that is refused is left as it was. */
export function openVaultFile(file: string, rootKey: KeyObject, lockTimeoutMs: number): VaultFile {
  let database: DatabaseSync | undefined
  try {
    if (!existsSync(file)) {
      makeWhole(file, (draft) => {
        fill(draft, rootKey)
      })
    }
    database = new DatabaseSync(file, { timeout: lockTimeoutMs })
    recognise(database)
    database.exec('PRAGMA synchronous = FULL')
    return unlocked(database, rootKey)
  } catch (fault) {
    if (database?.isOpen === true) database.close()
    throw asVaultFault(fault)
  }
}

/** A new vault. Switched to WAL here and for good, since of two processes that switch a file at once one is refused; and last, so that no part of it is left in a journal. */
function fill(draft: string, rootKey: KeyObject): void {
  const database = new DatabaseSync(draft)
  try {
    database.exec('PRAGMA synchronous = FULL; BEGIN')
    database.exec(SCHEMA)
    const id = randomUUID()
    const keyEncryptionKey = createSecretKey(randomBytes(KEY_BYTES))
    database.prepare('INSERT INTO vault VALUES (1, ?, ?)').run(id, rootKeyCheck(rootKey, id))
    database
      .prepare('INSERT INTO key_encryption_key VALUES (1, ?)')
      .run(wrapped(rootKey, keyEncryptionKey, [id, 'key-encryption-key', '1']))
    const insert = database.prepare('INSERT INTO secret (name, epoch, wrapped, wrapped_by) VALUES (?, 1, ?, 1)')
    for (const name of SECRETS) {
      insert.run(name, wrapped(keyEncryptionKey, createSecretKey(randomBytes(KEY_BYTES)), [id, name, '1']))
    }
    database.exec('COMMIT; PRAGMA journal_mode = WAL')
  } finally {
    database.close()
  }
}

/** Refuses what is no sound vault of a known format, before a byte of it is written. */
function recognise(database: DatabaseSync): void {
  if (numberOf(database, 'PRAGMA application_id') !== APPLICATION_ID) {
    throw new VaultUnavailable('not-a-vault', 'this file is not a vault')
  }
  const format = numberOf(database, 'PRAGMA user_version')
  if (format > FORMAT) {
    const versions = `format ${String(format)}, and this version knows ${String(FORMAT)}`
    throw new VaultUnavailable('newer-format', `the vault is of a newer ${versions}`)
  }
  const [verdict] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})
  if (verdict !== 'ok') throw new VaultUnavailable('corrupt', `the vault is damaged: ${String(verdict)}`)
}

function unlocked(database: DatabaseSync, rootKey: KeyObject): VaultFile {
  const { id, root_key_check: check } = database.prepare('SELECT id, root_key_check FROM vault').get() ?? {}
  if (typeof id !== 'string' || !isUint8Array(check)) throw damaged('its own row')
  const expected = rootKeyCheck(rootKey, id)
  if (check.length !== expected.length || !timingSafeEqual(check, expected)) {
    throw new VaultUnavailable('wrong-root-key', 'the root key is not the one this vault was made with')
  }
  const keyEncryptionKeys = new Map<number, KeyObject>()
  for (const row of database.prepare('SELECT epoch, wrapped FROM key_encryption_key ORDER BY epoch').iterate()) {
    const epoch = Number(row.epoch)
    keyEncryptionKeys.set(epoch, unwrapped(rootKey, row.wrapped, [id, 'key-encryption-key', String(epoch)]))
  }
  const newest = database.prepare(
    'SELECT epoch, wrapped, wrapped_by FROM secret WHERE name = ? ORDER BY epoch DESC LIMIT 1',
  )
  const secret = (name: Secret) => {
    const row = newest.get(name)
    const by = keyEncryptionKeys.get(Number(row?.wrapped_by))
    if (row === undefined || by === undefined) throw damaged(`its ${name} key`)
    return { epoch: Number(row.epoch), key: unwrapped(by, row.wrapped, [id, name, String(row.epoch)]) }
  }
  const epoch = Math.max(...keyEncryptionKeys.keys())
  return { database, id, keyEncryptionKeys, epoch, bsnIndex: secret('bsn-index'), derivation: secret('derivation').key }
}

/** Tells a wrong root key from a damaged vault. The key is 256 random bits, so its HMAC gives nothing away. */
function rootKeyCheck(rootKey: KeyObject, vaultId: string): Buffer {
  return createHmac('sha256', rootKey).update(`samenspel vault, root key check: ${vaultId}`).digest()
}

/** A key encrypted with the key above it, bound to its place, so that no row passes for another. */
export function wrapped(by: KeyObject, key: KeyObject, place: readonly string[]): Buffer {
  return encrypted(by, key.export(), Buffer.from(JSON.stringify(place)))
}

/** @throws VaultUnavailable (`corrupt`) when it was not wrapped by that key, for that place. */
export function unwrapped(by: KeyObject, bytes: unknown, place: readonly string[]): KeyObject {
  const key = isUint8Array(bytes) ? decrypted(by, Buffer.from(bytes), Buffer.from(JSON.stringify(place))) : undefined
  if (key === undefined) throw damaged('a key')
  return createSecretKey(key)
}

function damaged(what: string): VaultUnavailable {
  return new VaultUnavailable('corrupt', `the vault is damaged: ${what} does not open`)
}

function numberOf(database: DatabaseSync, sql: string): number {
  return Number(Object.values(database.prepare(sql).get() ?? {})[0])
}

/** By SQLite's primary result code (sqlite.org/rescode.html). */
const FAULTS: Readonly<Record<number, readonly [VaultFault, string]>> = {
  3: ['read-only', 'the vault may not be written'],
  5: ['locked', 'another process holds the vault'],
  6: ['locked', 'another process holds the vault'],
  8: ['read-only', 'the vault may not be written'],
  11: ['corrupt', 'the vault is damaged'],
  13: ['disk-full', 'the disk of the vault is full'],
  26: ['not-a-vault', 'this file is not a vault, or its beginning is damaged'],
}

/** A fault of SQLite or of the file system in the vault's words; any other error as it is. */
export function asVaultFault(fault: unknown): Error {
  if (!hasCode(fault))
    return fault instanceof Error ? fault : new VaultUnavailable('io-error', 'the vault failed', { cause: fault })
  if (fault.code === 'ERR_INVALID_STATE') return new VaultUnavailable('closed', 'the vault is closed', { cause: fault })
  if (fault.code === 'EACCES' || fault.code === 'EROFS' || fault.code === 'EPERM') {
    return new VaultUnavailable('read-only', 'the vault may not be written', { cause: fault })
  }
  if (fault.code === 'ENOSPC')
    return new VaultUnavailable('disk-full', 'the disk of the vault is full', { cause: fault })
  const primary = Number(fault.errcode) & 0xff
  const [reason, message] = FAULTS[primary] ?? [
    'io-error',
    `the vault cannot be read or written: ${String(fault.message)}`,
  ]
  return new VaultUnavailable(reason, message, { cause: fault })
}
