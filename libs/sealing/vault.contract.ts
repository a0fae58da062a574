/** What every vault promises, as one suite that each adapter runs. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import {
  KeyDestroyed,
  PersonHasAnotherBsn,
  VaultUnavailable,
  type DataKey,
  type KeyScope,
  type Vault,
} from './vault.ts'

/** Where one vault is, or will be. */
export interface VaultPlace {
  open(rootKey: KeyObject): Promise<Vault>
  /** What somebody does there with a tool of their own. @returns the rows */
  behindItsBack(statement: string): Promise<readonly unknown[]>
  /** Statements that each damage what the vault stands on. */
  readonly harms: readonly string[]
  /** A statement that makes it one of a later version. */
  readonly newerFormat: string
}

export const rootKey = createSecretKey(randomBytes(32))
export const anna = { owner: 'anna', domain: 'youth' }
export const plan = { owner: 'plan:1', domain: 'youth' }

export async function keyOf(vault: Vault, scope: KeyScope): Promise<DataKey> {
  const [key] = await vault.keysFor([scope])
  if (key === undefined) throw new Error('no key came')
  return key
}

let fresh: () => Promise<VaultPlace>
let place: VaultPlace
let opened: Vault[]

async function open(key = rootKey): Promise<Vault> {
  const vault = await place.open(key)
  opened.push(vault)
  return vault
}

async function refusal(key = rootKey): Promise<string> {
  try {
    await open(key)
  } catch (fault) {
    if (fault instanceof VaultUnavailable) return fault.reason
    throw fault
  }
  return 'opened'
}

const destroy = ({ owner, domain }: KeyScope) =>
  place.behindItsBack(
    `UPDATE data_key SET wrapped = NULL, destroyed_at = '2026-11-22' WHERE owner = '${owner}' AND domain = '${domain}'`,
  )

/** @param at a place where no vault is yet, another each time */
export function vaultContract(name: string, at: () => Promise<VaultPlace>): void {
  describe(`the contract of a vault: ${name}`, () => {
    beforeEach(async () => {
      fresh = at
      place = await fresh()
      opened = []
    })
    afterEach(async () => {
      await Promise.allSettled(opened.map((vault) => vault.close()))
    })

    dataKeys()
    people()
    derivedKeys()
    whatIsRefused()
  })
}

function dataKeys(): void {
  describe('a data key', () => {
    it('is one for each owner and domain, and stays so when the vault is opened again', async () => {
      const first = await open()
      const scopes = [anna, { owner: 'anna', domain: 'wmo' }, { owner: 'bram', domain: 'youth' }, plan]
      const keys = await first.keysFor([...scopes, anna])
      expect(new Set(keys.map(({ id }) => id)).size).toBe(4)
      expect(keys[4]?.key.equals(keys[0]?.key ?? rootKey)).toBe(true)
      await first.close()
      const again = await (await open()).keysFor(scopes)
      expect(again.map(({ id, key }) => [id, key.export()])).toEqual(
        keys.slice(0, 4).map(({ id, key }) => [id, key.export()]),
      )
    })

    it('is the same for two who ask in the same moment', async () => {
      const vault = await open()
      const [one, other] = await Promise.all([keyOf(vault, anna), keyOf(vault, anna)])
      expect(one.id).toBe(other.id)
    })

    it('is found by its id, and is simply not there when nobody has it', async () => {
      const vault = await open()
      const { id, key } = await keyOf(vault, anna)
      const found = await vault.keysById([id, 'never-made'])
      expect([...found.keys()]).toEqual([id])
      expect(found.get(id)?.equals(key)).toBe(true)
    })

    it('that was destroyed is not begun anew, is gone for who reads, and fails nobody beside it', async () => {
      const vault = await open()
      const { id } = await keyOf(vault, anna)
      await destroy(anna)
      expect((await vault.keysById([id])).size).toBe(0)
      const [refused, neighbour, person] = await Promise.allSettled([
        vault.keysFor([plan, anna]),
        vault.keysFor([{ owner: 'bram', domain: 'youth' }]),
        vault.personFor('111222333', 'p1'),
      ])
      expect(refused).toMatchObject({ status: 'rejected', reason: { scope: anna } })
      expect(refused.status === 'rejected' && refused.reason instanceof KeyDestroyed).toBe(true)
      expect([neighbour.status, person.status]).toEqual(['fulfilled', 'fulfilled'])
    })

    it('leaves a fingerprint that its destroyed row keeps', async () => {
      const { key } = await keyOf(await open(), anna)
      await destroy(anna)
      const [row] = await place.behindItsBack('SELECT wrapped, fingerprint FROM data_key')
      const fingerprint = createHmac('sha256', key).update('samenspel data key fingerprint').digest('base64url')
      expect(row).toEqual({ wrapped: null, fingerprint })
    })

    it('does not open in another row than its own', async () => {
      const vault = await open()
      await vault.keysFor([anna, plan])
      await place.behindItsBack(
        `UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE owner = 'plan:1') WHERE owner = 'anna'`,
      )
      await expect(keyOf(vault, anna)).rejects.toMatchObject({ reason: 'corrupt' })
      await expect(keyOf(vault, plan)).resolves.toBeDefined()
    })
  })
}

function people(): void {
  describe('a person', () => {
    it('is known by their BSN from the first time on, however it is written', async () => {
      const vault = await open()
      expect(await vault.findPerson('10000008')).toBeUndefined()
      expect(await vault.personFor('10000008', 'p1')).toEqual({ personId: 'p1', isNew: true })
      expect(await vault.personFor('010000008', 'p2')).toEqual({ personId: 'p1', isNew: false })
      expect(await vault.personFor('111222333', 'p3')).toEqual({ personId: 'p3', isNew: true })
      await vault.close()
      expect(await (await open()).findPerson(' 010000008 ')).toBe('p1')
    })

    it('has one BSN; whoever gives them another is refused, and nobody who asked in the same moment', async () => {
      const vault = await open()
      const [first, refused, key] = await Promise.allSettled([
        vault.personFor('111222333', 'p1'),
        vault.personFor('123456782', 'p1'),
        keyOf(vault, anna),
      ])
      expect([first.status, key.status]).toEqual(['fulfilled', 'fulfilled'])
      expect(refused.status === 'rejected' && refused.reason instanceof PersonHasAnotherBsn).toBe(true)
      expect(await vault.findPerson('123456782')).toBeUndefined()
    })

    it('is not looked for by what is no BSN, and the error does not repeat it', async () => {
      const vault = await open()
      const fault = await vault.personFor('987654321', 'p1').catch((error: unknown) => error)
      expect(fault).toBeInstanceOf(TypeError)
      expect(String(fault)).not.toContain('987654321')
      await expect(vault.findPerson('987654321')).rejects.toBeInstanceOf(TypeError)
    })
  })
}

function derivedKeys(): void {
  describe('a derived key', () => {
    it('is the same at every start, one for each label, and another in another vault', async () => {
      const vault = await open()
      const digest = vault.deriveKey('command-digest')
      expect(digest.symmetricKeySize).toBe(32)
      expect(digest.equals(vault.deriveKey('other'))).toBe(false)
      await vault.close()
      const again = await open()
      expect(again.deriveKey('command-digest').equals(digest)).toBe(true)
      await again.close()
      place = await fresh()
      expect((await open()).deriveKey('command-digest').equals(digest)).toBe(false)
    })
  })
}

function whatIsRefused(): void {
  describe('a vault', () => {
    it('opens with its own root key only, and is none the worse for a wrong one', async () => {
      const { id } = await keyOf(await open(), anna)
      expect(await refusal(createSecretKey(randomBytes(32)))).toBe('wrong-root-key')
      expect((await keyOf(await open(), anna)).id).toBe(id)
    })

    it('of a newer format is refused', async () => {
      await (await open()).close()
      await place.behindItsBack(place.newerFormat)
      expect(await refusal()).toBe('newer-format')
    })

    it('that is damaged is refused: a key of keys, a secret, its own row', async () => {
      for (const harm of place.harms) {
        place = await fresh()
        await (await open()).close()
        await place.behindItsBack(harm)
        expect([harm, await refusal()]).toEqual([harm, 'corrupt'])
      }
    })

    it('that was closed finished what was asked before, and takes nothing after', async () => {
      const vault = await open()
      const before = vault.personFor('111222333', 'p1')
      await vault.close()
      expect(await before).toEqual({ personId: 'p1', isNew: true })
      await expect(keyOf(vault, anna)).rejects.toMatchObject({ reason: 'closed' })
      await expect(vault.personFor('111222333', 'p1')).rejects.toMatchObject({ reason: 'closed' })
    })

    it('gives hundreds who ask at once the same keys', async () => {
      const vault = await open()
      const scopes = Array.from({ length: 40 }, (_, number) => ({ owner: `p${String(number)}`, domain: 'youth' }))
      const asked = await Promise.all(
        Array.from({ length: 10 }, (_, turn) => vault.keysFor(turn % 2 === 0 ? scopes : scopes.toReversed())),
      )
      const ids = asked.map((keys) =>
        keys
          .map(({ id }) => id)
          .sort()
          .join(),
      )
      expect(new Set(ids).size).toBe(1)
    })
  })
}
