/** The door to every vault: where keys live, apart from the events they open. Also the index from BSN to person, which needs a key of its own. */
import type { KeyObject } from 'node:crypto'

/** Whose key: a person's random id, or `plan:{planId}` for text that speaks of several people or of none. */
export type Owner = string

/** What a data key is for: one owner in one legal domain. */
export interface KeyScope {
  readonly owner: Owner
  readonly domain: string
}

export interface DataKey {
  /** 128 random bits, base64url; stands in every value sealed with it. */
  readonly id: string
  readonly key: KeyObject
}

export interface Known {
  /** The id this BSN was first given; another than was offered when it was known. */
  readonly personId: string
  readonly isNew: boolean
}

export interface Vault {
  /**
   * The data key of each scope, in the order asked; made where there is none, and durable before it is handed out.
   * Several processes on one vault get the same key for the same scope.
   * @throws KeyDestroyed when a scope's key was destroyed: what was erased is not begun anew; VaultUnavailable.
   */
  keysFor(scopes: readonly KeyScope[]): Promise<readonly DataKey[]>
  /** The keys that are still there, by id; one that is gone is not in the map. @throws VaultUnavailable */
  keysById(ids: readonly string[]): Promise<ReadonlyMap<string, KeyObject>>
  /** Those ids that the vault has never had a key by: what was destroyed leaves a row behind. @throws VaultUnavailable */
  neverKnown(ids: readonly string[]): Promise<readonly string[]>
  /**
   * The person with this BSN; one not known yet becomes `newPersonId`, durable before it is handed out.
   * Several processes on one vault get the same person for the same BSN.
   * @throws TypeError when it is no BSN; PersonHasAnotherBsn; VaultUnavailable.
   */
  personFor(bsn: string, newPersonId: string): Promise<Known>
  /** The person with this BSN, if the vault knows them. @throws TypeError when it is no BSN; VaultUnavailable. */
  findPerson(bsn: string): Promise<string | undefined>
  /** What was noted by this name, last; in the vault, so that it is as old as what else is in it. @throws VaultUnavailable */
  noted(name: string): Promise<string | undefined>
  /** Durable when it resolves. @throws VaultUnavailable */
  note(name: string, text: string): Promise<void>
  /** On a server: one more than the last time, whoever asked, so that one that was put back is behind. */
  counted?(name: string): Promise<number>
  /** A key for one use, the same at every start: HKDF-SHA-256 (RFC 5869) of the installation's secret, with the label as info. */
  deriveKey(label: string): KeyObject
  /** Finishes what is under way; nothing can be asked after it. */
  /**
   * Whether keys can be made now, found out with a write that changes nothing, not long ago.
   * @throws VaultUnavailable, saying why not
   */
  mustTakeWrites(): Promise<void>
  close(): Promise<void>
}

/** The key of this scope was destroyed. */
export class KeyDestroyed extends Error {
  readonly scope: KeyScope

  constructor(scope: KeyScope) {
    super('the key to seal this with was destroyed')
    this.scope = scope
  }
}

/** The id offered for a new BSN is that of a person the vault knows by another. */
export class PersonHasAnotherBsn extends Error {
  readonly personId: string

  constructor(personId: string) {
    super('this person is known by another BSN')
    this.personId = personId
  }
}

/** Why the vault cannot serve; `reason` is for machines, the message for operators. */
export type VaultFault =
  | 'missing'
  | 'unreachable'
  | 'denied'
  | 'locked'
  | 'read-only'
  | 'disk-full'
  | 'corrupt'
  | 'newer-format'
  | 'not-a-vault'
  | 'wrong-root-key'
  | 'io-error'
  | 'closed'

export class VaultUnavailable extends Error {
  readonly reason: VaultFault

  constructor(reason: VaultFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
