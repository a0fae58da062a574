/** The vault in a SQLite file of its own (WAL, synchronous=FULL). What is written in one turn of the event loop shares one transaction; each asker gets their own verdict. */
import type { KeyObject } from 'node:crypto'
import { notedIn, noteIn } from '../sqlite/notes.ts'
import { rollBack } from '../sqlite/roll-back.ts'
import { writeNothingNew } from '../sqlite/claim.ts'
import { inPlace } from '../sqlite/in-place.ts'
import { asVaultFault, openVaultFile, type VaultFile } from './sqlite-vault-file.ts'
import { triedNowAndThen } from '../telemetry/tried-writes.ts'
import type { KeyRow } from './vault-keys.ts'
import {
  KeyDestroyed,
  PersonHasAnotherBsn,
  VaultUnavailable,
  type DataKey,
  type KeyScope,
  type Known,
  type Vault,
} from './vault.ts'

export interface SqliteVaultOptions {
  readonly file: string
  /** 32 bytes (root-key.ts). */
  readonly rootKey: KeyObject
  /** How long to wait for another process that is writing; 5,000 unless told. */
  readonly lockTimeoutMs?: number
}

/**
 * Opens the vault in `file`, or makes it there.
 * @throws VaultUnavailable when it is locked, read-only, damaged, of a newer format, no vault, or made with another root key.
 */
export function openSqliteVault({ file, rootKey, lockTimeoutMs = 5_000 }: SqliteVaultOptions): Vault {
  return new SqliteVault(openVaultFile(file, rootKey, lockTimeoutMs))
}

interface Write {
  /** Does the work; what it came to is told by what this returns, when it is durable. */
  readonly work: () => () => void
  readonly reject: (fault: Error) => void
}

class SqliteVault implements Vault {
  readonly #file: VaultFile
  readonly #mustBeInPlace: () => void
  readonly #sql: ReturnType<typeof statements>
  #waiting: Write[] = []
  readonly #tried = triedNowAndThen(() =>
    this.#write(() => {
      writeNothingNew(this.#file.database)
    }),
  )

  constructor(file: VaultFile) {
    this.#file = file
    this.#mustBeInPlace = inPlace(file.database)
    this.#sql = statements(file.database)
  }

  async keysFor(scopes: readonly KeyScope[]): Promise<readonly DataKey[]> {
    // Most keys are there: they are read without waiting for the one who writes.
    const found = await this.#read(() => scopes.map((scope) => this.#keyOf(scope)))
    if (found.every((key) => key !== undefined)) return found
    return this.#write(() => scopes.map((scope) => this.#keyOf(scope) ?? this.#makeKey(scope)))
  }

  keysById(ids: readonly string[]): Promise<ReadonlyMap<string, KeyObject>> {
    return this.#read(() => {
      const keys = new Map<string, KeyObject>()
      for (const id of ids) {
        const row = keyRow(this.#sql.keyById.get(id))
        if (row !== undefined && row.wrapped !== null) keys.set(id, this.#file.keys.open(row))
      }
      return keys
    })
  }

  neverKnown(ids: readonly string[]): Promise<readonly string[]> {
    return this.#read(() => ids.filter((id) => this.#sql.keyById.get(id) === undefined))
  }

  noted(name: string): Promise<string | undefined> {
    return this.#read(() => notedIn(this.#file.database, name))
  }

  note(name: string, text: string): Promise<void> {
    return this.#write(() => {
      noteIn(this.#file.database, name, text)
    })
  }

  personFor(bsn: string, newPersonId: string): Promise<Known> {
    return this.#write(() => {
      const { keys } = this.#file
      const [epoch, hmac] = [keys.bsnEpoch, keys.hmacOf(bsn)]
      const digest = keys.digestOfRow({ hmac, person: newPersonId })
      if (this.#sql.insertPerson.run(epoch, hmac, newPersonId, digest).changes === 1)
        return { personId: newPersonId, isNew: true }
      const row = this.#sql.person.get(epoch, hmac)
      if (row === undefined) throw new PersonHasAnotherBsn(newPersonId)
      return { personId: keys.personIn({ hmac, person: row.person, digest: row.digest }), isNew: false }
    })
  }

  findPerson(bsn: string): Promise<string | undefined> {
    return this.#read(() => {
      const { keys } = this.#file
      const hmac = keys.hmacOf(bsn)
      const row = this.#sql.person.get(keys.bsnEpoch, hmac)
      return row === undefined ? undefined : keys.personIn({ hmac, person: row.person, digest: row.digest })
    })
  }

  mustTakeWrites(): Promise<void> {
    return this.#tried()
  }

  deriveKey(label: string): KeyObject {
    return this.#file.keys.deriveKey(label)
  }

  close(): Promise<void> {
    this.#flush()
    return this.#read(() => {
      this.#file.database.close()
    })
  }

  #keyOf(scope: KeyScope): DataKey | undefined {
    const row = keyRow(this.#sql.keyOf.get(scope.owner, scope.domain))
    if (row === undefined) return undefined
    if (row.wrapped === null) throw new KeyDestroyed(scope)
    return { id: row.id, key: this.#file.keys.open(row) }
  }

  /** Inside the write lock only, where no other process can make one too. */
  #makeKey(scope: KeyScope): DataKey {
    const { key, row } = this.#file.keys.make(scope)
    const { id, owner, domain, fingerprint, wrapped, wrappedBy } = row
    this.#sql.insertKey.run(id, owner, domain, fingerprint, wrapped, wrappedBy)
    return { id, key }
  }

  #read<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      try {
        resolve(work())
      } catch (fault) {
        reject(asVaultFault(fault))
      }
    })
  }

  /** Resolves only when the transaction is on disk. A fault of the whole transaction fails all in it: each may safely ask again. */
  #write<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0)
        setImmediate(() => {
          this.#flush()
        })
      const tell = () => {
        const result = work()
        return () => {
          resolve(result)
        }
      }
      this.#waiting.push({ work: tell, reject })
    })
  }

  #flush(): void {
    const writes = this.#waiting
    this.#waiting = []
    if (writes.length === 0) return
    const { database } = this.#file
    try {
      database.exec('BEGIN IMMEDIATE')
      const verdicts = writes.map((write) => this.#verdictOf(write))
      database.exec('COMMIT')
      this.#mustBeInPlace()
      for (const tell of verdicts) tell()
    } catch (fault) {
      rollBack(database)
      for (const { reject } of writes) reject(asVaultFault(fault))
    }
  }

  /** A refusal is its asker's own; a fault that made SQLite end the transaction (a full disk) is everybody's. */
  #verdictOf({ work, reject }: Write): () => void {
    try {
      return work()
    } catch (fault) {
      if (!this.#file.database.isTransaction) throw fault
      return () => {
        reject(asVaultFault(fault))
      }
    }
  }
}

function keyRow(row: Readonly<Record<string, unknown>> | undefined): KeyRow | undefined {
  if (row === undefined) return undefined
  const { id, owner, domain, wrapped: bytes, wrapped_by: wrappedBy, destroyed_at: destroyedAt } = row
  // What was destroyed says when: a key that damage took away is not to read as forgotten.
  if (bytes === null && destroyedAt === null)
    throw new VaultUnavailable('corrupt', 'the vault is damaged: a key is gone')
  return { id: String(id), owner: String(owner), domain: String(domain), wrapped: bytes, wrappedBy: Number(wrappedBy) }
}

function statements(database: VaultFile['database']) {
  const columns = 'id, owner, domain, wrapped, wrapped_by, destroyed_at'
  return {
    keyOf: database.prepare(`SELECT ${columns} FROM data_key WHERE owner = ? AND domain = ?`),
    keyById: database.prepare(`SELECT ${columns} FROM data_key WHERE id = ?`),
    insertKey: database.prepare(
      'INSERT INTO data_key (id, owner, domain, fingerprint, wrapped, wrapped_by) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    person: database.prepare('SELECT person, digest FROM bsn WHERE epoch = ? AND hmac = ?'),
    insertPerson: database.prepare(
      'INSERT INTO bsn (epoch, hmac, person, digest) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
  }
}
