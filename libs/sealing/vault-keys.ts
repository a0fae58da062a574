/** The keys of a vault: how each is wrapped with the one above it and bound to its row, and what is checked before one is trusted. The same in every engine; rows are kept elsewhere. */
import {
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  randomUUID,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto'
import { isUint8Array } from 'node:util/types'
import { decrypted, encrypted, randomBytesOf } from './aes-gcm.ts'
import { normaliseBsn } from './bsn.ts'
import { VaultUnavailable, type KeyScope } from './vault.ts'

const KEY_BYTES = 32

/** Keys of the vault's own, beside those of people and plans. */
const SECRETS = ['bsn-index', 'derivation'] as const
type Secret = (typeof SECRETS)[number]

/** All rows of a vault but those of people and plans. Bytes are of any engine, and looked at before they are used. */
export interface VaultRows {
  readonly id: unknown
  readonly rootKeyCheck: unknown
  readonly keyEncryptionKeys: readonly { readonly epoch: number; readonly wrapped: unknown }[]
  /** A secret's epoch lets the BSN index move to a new key: rows of both epochs stand side by side meanwhile. */
  readonly secrets: readonly {
    readonly name: string
    readonly epoch: number
    readonly wrapped: unknown
    readonly wrappedBy: number
  }[]
}

export interface NewVaultRows extends VaultRows {
  readonly id: string
  readonly rootKeyCheck: Buffer
  readonly keyEncryptionKeys: readonly { readonly epoch: number; readonly wrapped: Buffer }[]
  readonly secrets: readonly {
    readonly name: Secret
    readonly epoch: number
    readonly wrapped: Buffer
    readonly wrappedBy: number
  }[]
}

/** A data key as it is kept. Without `wrapped` the row says that the key with its fingerprint was destroyed. */
export interface KeyRow {
  readonly id: string
  readonly owner: string
  readonly domain: string
  readonly wrapped: unknown
  readonly wrappedBy: number
}

export interface NewKeyRow extends KeyRow {
  readonly wrapped: Buffer
  /** Says later which key was destroyed without saying the key: HMAC-SHA-256 under the key itself, of a fixed text. */
  readonly fingerprint: string
}

/** A row of the index of BSNs, as it is kept. */
export interface BsnRow {
  /** What the BSN stands under. */
  readonly hmac: unknown
  readonly person: unknown
  readonly digest: unknown
}

/** The rows that a new vault begins with. */
export function newVaultRows(rootKey: KeyObject): NewVaultRows {
  const id = randomUUID()
  const keyEncryptionKey = createSecretKey(randomBytes(KEY_BYTES))
  return {
    id,
    rootKeyCheck: rootKeyCheck(rootKey, id),
    keyEncryptionKeys: [{ epoch: 1, wrapped: wrapped(rootKey, keyEncryptionKey, [id, 'key-encryption-key', '1']) }],
    secrets: SECRETS.map((name) => ({
      name,
      epoch: 1,
      wrapped: wrapped(keyEncryptionKey, createSecretKey(randomBytes(KEY_BYTES)), [id, name, '1']),
      wrappedBy: 1,
    })),
  }
}

/** A vault's own keys, unlocked. The root key itself is not kept. */
export class VaultKeys {
  readonly #vault: string
  readonly #keyEncryptionKeys: ReadonlyMap<number, KeyObject>
  /** The newest: what new keys are wrapped with. */
  readonly #epoch: number
  readonly #bsnIndex: KeyObject
  /** What every labelled key is derived from. Never changes: digests kept beside events depend on it. */
  readonly #derivation: KeyObject
  readonly #bsnRows: KeyObject
  readonly bsnEpoch: number

  /** @throws VaultUnavailable: `wrong-root-key`, or `corrupt` */
  constructor(rows: VaultRows, rootKey: KeyObject) {
    const { id, rootKeyCheck: check } = rows
    if (typeof id !== 'string' || !isUint8Array(check)) throw damaged('its own row')
    const expected = rootKeyCheck(rootKey, id)
    if (check.length !== expected.length || !timingSafeEqual(check, expected))
      throw new VaultUnavailable('wrong-root-key', 'the root key is not the one this vault was made with')
    this.#vault = id
    this.#keyEncryptionKeys = new Map(
      rows.keyEncryptionKeys.map(({ epoch, wrapped }) => [
        epoch,
        unwrapped(rootKey, wrapped, [id, 'key-encryption-key', String(epoch)]),
      ]),
    )
    this.#epoch = Math.max(...this.#keyEncryptionKeys.keys())
    const bsnIndex = this.#secret(rows, 'bsn-index')
    this.#bsnIndex = bsnIndex.key
    this.bsnEpoch = bsnIndex.epoch
    this.#bsnRows = createSecretKey(
      Buffer.from(hkdfSync('sha256', bsnIndex.key, '', 'rows of the bsn index', KEY_BYTES)),
    )
    this.#derivation = this.#secret(rows, 'derivation').key
  }

  make({ owner, domain }: KeyScope): { readonly row: NewKeyRow; readonly key: KeyObject } {
    const by = this.#keyEncryptionKeys.get(this.#epoch)
    if (by === undefined) throw new VaultUnavailable('corrupt', 'the vault has no key-encryption key')
    const id = randomBytesOf(16).toString('base64url')
    const key = createSecretKey(randomBytes(KEY_BYTES))
    const place = [this.#vault, 'data-key', String(this.#epoch), id, owner, domain]
    const fingerprint = createHmac('sha256', key).update('samenspel data key fingerprint').digest('base64url')
    return { key, row: { id, owner, domain, fingerprint, wrapped: wrapped(by, key, place), wrappedBy: this.#epoch } }
  }

  /** @throws VaultUnavailable (`corrupt`) */
  open({ id, owner, domain, wrapped: bytes, wrappedBy }: KeyRow): KeyObject {
    const by = this.#keyEncryptionKeys.get(wrappedBy)
    if (by === undefined) throw new VaultUnavailable('corrupt', 'the vault misses a key-encryption key')
    return unwrapped(by, bytes, [this.#vault, 'data-key', String(wrappedBy), id, owner, domain])
  }

  /** What a BSN stands under in the index. @throws TypeError when it is none */
  hmacOf(bsn: string): Buffer {
    const digits = normaliseBsn(bsn)
    // Without the text: an error ends up in a log.
    if (digits === undefined) throw new TypeError('this is no BSN')
    return createHmac('sha256', this.#bsnIndex).update(digits).digest()
  }

  /** What binds a person to the BSN that they stand under: kept in that row, so that no row that was damaged names another. */
  digestOfRow({ hmac, person }: Omit<BsnRow, 'digest'>): Buffer {
    const place = [
      this.#vault,
      'bsn',
      String(this.bsnEpoch),
      Buffer.from(hmac as Uint8Array).toString('base64'),
      person,
    ]
    return createHmac('sha256', this.#bsnRows).update(JSON.stringify(place)).digest()
  }

  /** The person in a row of the index. @throws VaultUnavailable (`corrupt`) where the row is not as it was written */
  personIn({ hmac, person, digest }: BsnRow): string {
    if (typeof person !== 'string' || !isUint8Array(digest)) throw damaged('a row of the index of BSNs')
    const expected = this.digestOfRow({ hmac, person })
    if (digest.length !== expected.length || !timingSafeEqual(digest, expected))
      throw damaged('a row of the index of BSNs')
    return person
  }

  deriveKey(label: string): KeyObject {
    return createSecretKey(Buffer.from(hkdfSync('sha256', this.#derivation, '', label, KEY_BYTES)))
  }

  #secret({ secrets }: VaultRows, wanted: Secret): { readonly epoch: number; readonly key: KeyObject } {
    const [row] = secrets.filter(({ name }) => name === wanted).sort((one, other) => other.epoch - one.epoch)
    const by = row && this.#keyEncryptionKeys.get(row.wrappedBy)
    if (row === undefined || by === undefined) throw damaged(`its ${wanted} key`)
    return { epoch: row.epoch, key: unwrapped(by, row.wrapped, [this.#vault, wanted, String(row.epoch)]) }
  }
}

/** Tells a wrong root key from a damaged vault. The key is 256 random bits, so its HMAC gives nothing away. */
function rootKeyCheck(rootKey: KeyObject, vaultId: string): Buffer {
  return createHmac('sha256', rootKey).update(`samenspel vault, root key check: ${vaultId}`).digest()
}

/** A key encrypted with the key above it, bound to its place, so that no row passes for another. */
function wrapped(by: KeyObject, key: KeyObject, place: readonly string[]): Buffer {
  return encrypted(by, key.export(), Buffer.from(JSON.stringify(place)))
}

/** @throws VaultUnavailable (`corrupt`) when it was not wrapped by that key, for that place. */
function unwrapped(by: KeyObject, bytes: unknown, place: readonly string[]): KeyObject {
  const key = isUint8Array(bytes) ? decrypted(by, Buffer.from(bytes), Buffer.from(JSON.stringify(place))) : undefined
  if (key === undefined) throw damaged('a key')
  return createSecretKey(key)
}

const damaged = (what: string) => new VaultUnavailable('corrupt', `the vault is damaged: ${what} does not open`)
