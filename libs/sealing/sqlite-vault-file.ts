/** The file of a SQLite vault: its form, how it is made, and what is checked before a key in it is trusted. */
import type { KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fileTroubleOf, type SqliteTrouble } from '../sqlite/result-codes.ts'
import { rollBack } from '../sqlite/roll-back.ts'
import { hasCode, makeWhole } from './made-whole.ts'
import { VaultUnavailable, type VaultFault } from './vault.ts'
import { newVaultRows, VaultKeys, type VaultRows } from './vault-keys.ts'

/** 'SVLT': what tells a vault from any other SQLite file. */
const APPLICATION_ID = 0x53564c54
/** From the second on, a digest binds each person in the index to the BSN that they stand under. */
const FORMAT = 2

// A row of data_key outlives its key: without `wrapped` it says that the key with this fingerprint was destroyed, so that a
// restored one is recognised.
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
    epoch INTEGER NOT NULL, hmac BLOB NOT NULL, person TEXT NOT NULL, digest BLOB NOT NULL,
    PRIMARY KEY (epoch, hmac), UNIQUE (epoch, person)
  ) STRICT, WITHOUT ROWID;
  PRAGMA application_id = ${String(APPLICATION_ID)};
  PRAGMA user_version = ${String(FORMAT)};
`

/** An opened vault file whose root key was the right one. */
export interface VaultFile {
  readonly database: DatabaseSync
  readonly keys: VaultKeys
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
    const keys = new VaultKeys(rowsIn(database), rootKey)
    bringUpToDate(database, keys)
    mustHold(database, keys)
    return { database, keys }
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
    const { id, rootKeyCheck, keyEncryptionKeys, secrets } = newVaultRows(rootKey)
    database.prepare('INSERT INTO vault VALUES (1, ?, ?)').run(id, rootKeyCheck)
    const insertKey = database.prepare('INSERT INTO key_encryption_key VALUES (?, ?)')
    for (const { epoch, wrapped } of keyEncryptionKeys) insertKey.run(epoch, wrapped)
    const insert = database.prepare('INSERT INTO secret (name, epoch, wrapped, wrapped_by) VALUES (?, ?, ?, ?)')
    for (const { name, epoch, wrapped, wrappedBy } of secrets) insert.run(name, epoch, wrapped, wrappedBy)
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
  // The whole check: it holds the tables against their indexes, so that no row is missed, or found under what is another's.
  const [verdict] = Object.values(database.prepare('PRAGMA integrity_check(1)').get() ?? {})
  if (verdict !== 'ok') throw new VaultUnavailable('corrupt', `the vault is damaged: ${String(verdict)}`)
}

/** Of a vault of the first format the rows of the index are taken as they stand, and bound from now on. */
function bringUpToDate(database: DatabaseSync, keys: VaultKeys): void {
  if (numberOf(database, 'PRAGMA user_version') === FORMAT) return
  database.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been quicker.
    if (numberOf(database, 'PRAGMA user_version') === 1) {
      database.exec('ALTER TABLE bsn ADD COLUMN digest BLOB')
      const bind = database.prepare('UPDATE bsn SET digest = ? WHERE epoch = ? AND hmac = ?')
      for (const { epoch, hmac, person } of database.prepare('SELECT epoch, hmac, person FROM bsn').all())
        bind.run(keys.digestOfRow({ hmac, person }), Number(epoch), hmac as Uint8Array)
      database.exec(`PRAGMA user_version = ${String(FORMAT)}`)
    }
    database.exec('COMMIT')
  } catch (fault) {
    rollBack(database)
    throw fault
  }
}

/** Each row of the index of BSNs, so that none whose BSN was damaged is missed, and its person made a second time. */
function mustHold(database: DatabaseSync, keys: VaultKeys): void {
  for (const { hmac, person, digest } of database
    .prepare('SELECT hmac, person, digest FROM bsn WHERE epoch = ?')
    .iterate(keys.bsnEpoch))
    keys.personIn({ hmac, person, digest })
}

function rowsIn(database: DatabaseSync): VaultRows {
  const { id, root_key_check: rootKeyCheck } = database.prepare('SELECT id, root_key_check FROM vault').get() ?? {}
  return {
    id,
    rootKeyCheck,
    keyEncryptionKeys: database
      .prepare('SELECT epoch, wrapped FROM key_encryption_key')
      .all()
      .map(({ epoch, wrapped }) => ({ epoch: Number(epoch), wrapped })),
    secrets: database
      .prepare('SELECT name, epoch, wrapped, wrapped_by FROM secret')
      .all()
      .map((row) => ({
        name: String(row.name),
        epoch: Number(row.epoch),
        wrapped: row.wrapped,
        wrappedBy: Number(row.wrapped_by),
      })),
  }
}

function numberOf(database: DatabaseSync, sql: string): number {
  return Number(Object.values(database.prepare(sql).get() ?? {})[0])
}

const FAULTS: Readonly<Record<Exclude<SqliteTrouble, 'io-error'>, readonly [VaultFault, string]>> = {
  'read-only': ['read-only', 'the vault may not be written'],
  locked: ['locked', 'another process holds the vault'],
  corrupt: ['corrupt', 'the vault is damaged'],
  'disk-full': ['disk-full', 'the disk of the vault is full'],
  'not-a-store': ['not-a-vault', 'this file is not a vault, or its beginning is damaged'],
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
  const trouble = fileTroubleOf(fault) ?? 'io-error'
  const [reason, message] =
    trouble === 'io-error'
      ? ([trouble, `the vault cannot be read or written: ${String(fault.message)}`] as const)
      : FAULTS[trouble]
  return new VaultUnavailable(reason, message, { cause: fault })
}
