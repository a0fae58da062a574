/** Commands sealed on their way to a decider, answers unsealed on their way to a reader. Who may write or read is decided before either is called. */
import type { KeyObject } from 'node:crypto'
import { isSealed as looksSealed, type Sealable, type Sealed } from '../deciding/decider.ts'
import { randomBytesOf } from './aes-gcm.ts'
import { KeyRing } from './key-ring.ts'
import { Plain, type Unsealed } from './plain.ts'
import { rebuilt } from './plain-data.ts'
import { closed, GONE, opened, SealBroken, type SealedValue } from './sealed-value.ts'
import type { DataKey, Owner, Vault } from './vault.ts'

/** What a command's values are bound to. */
export interface SealingContext {
  /** CBS code of the municipality. */
  readonly tenant: string
  readonly stream: string
  readonly commandId: string
  readonly domain: string
  /** Whom the command speaks of, by person id; a value's `whose` stands above it. */
  readonly subjects: readonly string[]
  /** Whose key seals what speaks of several people or of none: `plan:{planId}`. */
  readonly contentOwner: Owner
}

/** Ciphertexts by reference, as they are kept beside an event. */
export type SealedValues = Readonly<Record<string, SealedValue>>

/** The ciphertexts that the store keeps beside an event; none where it keeps none. */
export const sealedValuesIn = (text: string | undefined): SealedValues =>
  text === undefined ? {} : (JSON.parse(text) as SealedValues)

export interface SealedCommand<Command> {
  readonly command: Command
  readonly values: SealedValues
}

/** An answer as its reader gets it: what was sealed, and absent where the key is gone or nothing was said. */
export type Opened<T> =
  T extends Sealed<infer Value>
    ? Value | undefined
    : T extends readonly (infer Item)[]
      ? readonly Exclude<Opened<Item>, undefined>[]
      : T extends object
        ? { readonly [Key in keyof T]: Opened<T[Key]> }
        : T

export class Sealing {
  readonly #keys: KeyRing

  /** `keysInMemory`: how many keys are kept at hand, of those used last. */
  constructor(vault: Vault, keysInMemory = 10_000) {
    this.#keys = new KeyRing(vault, keysInMemory)
  }

  /** Keys in memory are asked for anew: the vault may have been put back from a backup, without them. */
  forgetKeys(): void {
    this.#keys.forget()
  }

  /**
   * The command with every `Plain` sealed, and the ciphertexts to keep beside its events; every key they need is durable by then.
   * Properties and items that are undefined are left out.
   * @throws TypeError when the command is not plain data or holds something sealed already; KeyDestroyed; VaultUnavailable.
   */
  async seal<Command>(command: Unsealed<Command>, context: SealingContext): Promise<SealedCommand<Command>> {
    const gaps: Gap[] = []
    const sealed = rebuilt(command, (node, path) => {
      // A reference that came in from outside would open somebody else's value.
      if (isSealed(node)) throw new TypeError(`sealed before it was sealed, at ${path}`)
      if (!(node instanceof Plain)) return node
      const subjects = [...new Set(node.whose?.subjects ?? context.subjects)].sort()
      const place = { sealed: randomBytesOf(16).toString('base64url'), sha256: '' }
      gaps.push({ place, says: (node as Plain<Sealable>).value, path, subjects, owner: ownerOf(subjects, context) })
      return place
    })
    const keys = await this.#keys.keysFor(new Set(gaps.map(({ owner }) => owner)), context.domain)
    const values: Record<string, SealedValue> = {}
    const { tenant, stream, commandId, domain } = context
    for (const { place, says, path, subjects, owner } of gaps) {
      const binding = { tenant, stream, command: commandId, domain, path, subjects }
      const { value, sha256 } = closed(says, keyAt(keys, owner), binding)
      place.sha256 = sha256
      values[place.sealed] = value
    }
    return { command: sealed as Command, values }
  }

  /**
   * What one value says (undefined: nothing), against the hash its event kept; GONE when its key is.
   * @throws SealBroken when record and hash do not belong together, or the vault never had its key; VaultUnavailable.
   */
  async unseal(value: SealedValue, sha256: string): Promise<Sealable | undefined | typeof GONE> {
    const ids = new Set([value.key])
    const keys = await this.#keys.keysById(ids)
    const says = opened(value, keys.get(value.key), sha256)
    if (says === GONE) await this.#mustHaveBeenKnown(ids, keys, () => undefined)
    return says
  }

  /**
   * The answer with every `Sealed` in it opened; those whose key is gone or that say nothing are left out, as are properties and items that are undefined.
   * @param asRead what becomes of each text that was opened, and of nothing else in the answer
   * @throws SealBroken when a ciphertext is missing from `values`, is not the one recorded, or is of a key that the vault never had; TypeError when the answer is not plain data; VaultUnavailable.
   */
  async unsealAll<Answer>(
    answer: Answer,
    values: SealedValues,
    asRead: (text: string) => string = (text) => text,
  ): Promise<Opened<Answer>> {
    const refs = sealedIn(answer)
    const ids = new Set(refs.map((ref) => valueAt(values, ref).key))
    const keys = await this.#keys.keysById(ids)
    if (keys.size < ids.size)
      await this.#mustHaveBeenKnown(ids, keys, (id) => refs.find((ref) => valueAt(values, ref).key === id))
    const read = rebuilt(answer, (node) => {
      if (!isSealed(node)) return node
      const value = valueAt(values, node.sealed)
      const says = opened(value, keys.get(value.key), node.sha256, node.sealed)
      if (says === GONE) return undefined
      return typeof says === 'string' ? asRead(says) : says
    })
    return read as Opened<Answer>
  }

  /** @param refOf a value of that key @throws SealBroken */
  async #mustHaveBeenKnown(
    ids: ReadonlySet<string>,
    keys: ReadonlyMap<string, KeyObject>,
    refOf: (id: string) => string | undefined,
  ): Promise<void> {
    for (const id of await this.#keys.neverKnown(ids, keys))
      throw new SealBroken('of a key that the vault never had', refOf(id))
  }
}

/** The references an event's data (or an answer) holds, in its order: which ciphertexts belong beside it. */
export function sealedIn(data: unknown): readonly string[] {
  const refs: string[] = []
  rebuilt(data, (node) => {
    if (!isSealed(node)) return node
    refs.push(node.sealed)
    return undefined
  })
  return refs
}

/** A place in a command that waits for its value to be sealed, while all keys are fetched at once. */
interface Gap {
  readonly place: { readonly sealed: string; sha256: string }
  readonly says: Sealable | undefined
  readonly path: string
  readonly subjects: readonly string[]
  readonly owner: Owner
}

/** With the key of the one it speaks of; else with the plan's, so that erasing one person never destroys another's record. */
function ownerOf(subjects: readonly string[], { contentOwner }: SealingContext): Owner {
  const [only, ...others] = subjects
  return only !== undefined && others.length === 0 ? only : contentOwner
}

function keyAt(keys: ReadonlyMap<Owner, DataKey>, owner: Owner): DataKey {
  const key = keys.get(owner)
  if (key === undefined) throw new Error('the vault gave fewer keys than it was asked for')
  return key
}

function valueAt(values: SealedValues, ref: string): SealedValue {
  const value = Object.hasOwn(values, ref) ? values[ref] : undefined
  if (value === undefined) throw new SealBroken('missing', ref)
  return value
}

/** With nothing else in it: what someone else's data looks like by chance is left alone. */
const isSealed = (node: object): node is Sealed =>
  looksSealed(node) &&
  typeof node.sealed === 'string' &&
  typeof node.sha256 === 'string' &&
  Object.keys(node).length === 2
