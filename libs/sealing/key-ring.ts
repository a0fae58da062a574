/** The keys used last, in memory, in front of the vault. Bounded by count; forgets nothing on its own that the vault still has. */
import type { KeyObject } from 'node:crypto'
import type { DataKey, Owner, Vault } from './vault.ts'

export class KeyRing {
  readonly #vault: Vault
  readonly #byOwner: Recent<DataKey>
  readonly #byId: Recent<KeyObject>

  /** `limit`: keys kept, at about a kilobyte each. */
  constructor(vault: Vault, limit: number) {
    this.#vault = vault
    this.#byOwner = new Recent(limit)
    this.#byId = new Recent(limit)
  }

  forget(): void {
    this.#byOwner.clear()
    this.#byId.clear()
  }

  /** The keys of these owners in one domain, made where there is none. @throws KeyDestroyed, VaultUnavailable */
  async keysFor(owners: ReadonlySet<Owner>, domain: string): Promise<ReadonlyMap<Owner, DataKey>> {
    const keys = new Map<Owner, DataKey>()
    const wanted: Owner[] = []
    for (const owner of owners) {
      const kept = this.#byOwner.get(`${domain} ${owner}`)
      if (kept === undefined) wanted.push(owner)
      else keys.set(owner, kept)
    }
    if (wanted.length === 0) return keys
    const fetched = await this.#vault.keysFor(wanted.map((owner) => ({ owner, domain })))
    for (const [place, key] of fetched.entries()) {
      const owner = wanted[place] ?? ''
      keys.set(owner, key)
      this.#byOwner.set(`${domain} ${owner}`, key)
      this.#byId.set(key.id, key.key)
    }
    return keys
  }

  /** The keys with these ids; one that is gone is not in the map. @throws VaultUnavailable */
  async keysById(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, KeyObject>> {
    const keys = new Map<string, KeyObject>()
    const wanted: string[] = []
    for (const id of ids) {
      const kept = this.#byId.get(id)
      if (kept === undefined) wanted.push(id)
      else keys.set(id, kept)
    }
    if (wanted.length === 0) return keys
    for (const [id, key] of await this.#vault.keysById(wanted)) {
      keys.set(id, key)
      this.#byId.set(id, key)
    }
    return keys
  }

  /** Of ids that are not among the keys: those that the vault never had one by. @throws VaultUnavailable */
  async neverKnown(ids: ReadonlySet<string>, keys: ReadonlyMap<string, KeyObject>): Promise<ReadonlySet<string>> {
    const missing = [...ids].filter((id) => !keys.has(id))
    return missing.length === 0 ? NONE : new Set(await this.#vault.neverKnown(missing))
  }
}

const NONE: ReadonlySet<string> = new Set()

/** A map of the entries used last: a Map keeps its order, so that its first is the one unused for longest. */
class Recent<Value> {
  readonly #entries = new Map<string, Value>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get(name: string): Value | undefined {
    const value = this.#entries.get(name)
    if (value === undefined) return undefined
    this.#entries.delete(name)
    this.#entries.set(name, value)
    return value
  }

  clear(): void {
    this.#entries.clear()
  }

  set(name: string, value: Value): void {
    this.#entries.delete(name)
    this.#entries.set(name, value)
    if (this.#entries.size <= this.#limit) return
    const [oldest] = this.#entries.keys()
    if (oldest !== undefined) this.#entries.delete(oldest)
  }
}
