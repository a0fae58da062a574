import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createDecipheriv, createHash, createSecretKey, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { inspect } from 'node:util'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import type { Sealable, Sealed } from '../deciding/decider.ts'
import { encrypted } from './aes-gcm.ts'
import { plain, Plain, type Unsealed } from './plain.ts'
import { rebuilt } from './plain-data.ts'
import { GONE, hashOf, SealBroken, type SealedValue } from './sealed-value.ts'
import { sealedIn, Sealing, type SealedValues, type SealingContext } from './sealing.ts'
import { openSqliteVault } from './sqlite-vault.ts'
import type { Vault } from './vault.ts'

const context: SealingContext = {
  tenant: '0363',
  stream: 'plan-7f3a',
  commandId: 'c0ffee',
  domain: 'youth',
  subjects: ['anna'],
  contentOwner: 'plan:7f3a',
}
let directory: string
let vault: Vault
let sealing: Sealing

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'sealing-'))
  vault = openSqliteVault({ file: join(directory, 'vault.db'), rootKey: createSecretKey(randomBytes(32)) })
  sealing = new Sealing(vault)
})
afterAll(async () => {
  await vault.close()
  rmSync(directory, { recursive: true })
})

interface Decline {
  readonly type: 'DeclineHandover'
  readonly handover: string
  readonly reason: Sealed
  readonly notes?: readonly { readonly by: string; readonly text?: Sealed }[]
}
const decline: Unsealed<Decline> = {
  type: 'DeclineHandover',
  handover: 'h1',
  reason: new Plain('Anna said no'),
  notes: [{ by: 'bram', text: new Plain('too far from school') }, { by: 'carla' }],
}

/** One value, sealed, with what its event keeps of it. */
async function one(text: string, whose = context) {
  const { command, values } = await sealing.seal<{ readonly text: Sealed }>({ text: new Plain(text) }, whose)
  const value = values[command.text.sealed]
  if (value === undefined) throw new Error('nothing was sealed')
  return { value, sealed: command.text }
}

async function keyIdOf(owner: string, domain = 'youth'): Promise<string | undefined> {
  return (await vault.keysFor([{ owner, domain }]))[0]?.id
}

const subjects = fc.uniqueArray(fc.constantFrom('anna', 'bram', 'carla', 'dirk'), { maxLength: 3 })
const text = fc.string({ unit: 'binary', maxLength: 200 })
const sealable = fc.oneof(text, fc.boolean(), fc.constant(undefined))
const personal = fc
  .tuple(sealable, fc.option(fc.record({ subjects }), { nil: undefined }))
  .map(([words, whose]) => new Plain<Sealable>(words, whose))
const name = fc.oneof(fc.string(), fc.constantFrom('a/b', '~1', '__proto__', 'sealed', ''))
const { command: anyCommand } = fc.letrec<{ command: unknown; inner: unknown }>((tie) => ({
  inner: fc.oneof(
    { maxDepth: 4 },
    personal,
    fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.constant('plain text')),
    fc.array(tie('inner'), { maxLength: 4 }),
    tie('command'),
  ),
  command: fc.dictionary(name, tie('inner'), { maxKeys: 5 }),
}))

describe('a command', () => {
  it('comes back as it was, whatever its shape, from records that went through JSON', () =>
    fc.assert(
      fc.asyncProperty(anyCommand, subjects, async (command, about) => {
        const sealed = await sealing.seal<unknown>(command, { ...context, subjects: about })
        const kept = JSON.parse(JSON.stringify(sealed)) as typeof sealed
        const expected = rebuilt(command, (node) => (node instanceof Plain ? (node as Plain<Sealable>).value : node))
        expect(canonicalize(await sealing.unsealAll(kept.command, kept.values))).toBe(canonicalize(expected))
        expect([...sealedIn(kept.command)].sort()).toEqual(Object.keys(kept.values).sort())
      }),
    ))

  it('shows nothing of what was personal, nor do the records beside it', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ minLength: 9 }), async (secret) => {
        const { command, values } = await sealing.seal<Decline>({ ...decline, reason: new Plain(secret) }, context)
        const all = JSON.stringify([command, values]) + inspect([command, values], { depth: 9 })
        const bytes = Buffer.concat(Object.values(values).map((value) => Buffer.from(value.bytes, 'base64url')))
        for (const encoding of ['utf8', 'hex', 'base64url'] as const) {
          expect(all).not.toContain(Buffer.from(secret).toString(encoding))
        }
        expect(bytes.includes(secret)).toBe(false)
      }),
    ))

  it('keeps the rest of itself, and leaves out what is undefined', async () => {
    const { command } = await sealing.seal<Decline>({ ...decline, notes: [{ by: 'bram' }] }, context)
    const { sealed, sha256 } = command.reason
    expect(command).toEqual({
      type: 'DeclineHandover',
      handover: 'h1',
      reason: { sealed, sha256 },
      notes: [{ by: 'bram' }],
    })
    expect(Buffer.from(sealed, 'base64url')).toHaveLength(16)
    const blank = await sealing.seal<{ reason?: Sealed }>({ reason: plain('  ') } as { reason?: Plain }, context)
    expect(blank).toEqual({ command: {}, values: {} })
  })

  it('is refused when it brings a sealed value of its own, or what is not plain data and so could hide one', async () => {
    const { sealed } = await one('hers')
    class Body {
      readonly reason = new Plain('hidden')
    }
    for (const foreign of [
      sealed,
      { deep: [sealed] },
      new Body(),
      { body: new Body() },
      [new Date()],
      { map: new Map() },
      { f: () => 1 },
    ]) {
      await expect(sealing.seal<unknown>(foreign, context)).rejects.toBeInstanceOf(TypeError)
    }
  })
})

describe('the key of a value', () => {
  const scopes: readonly [string, readonly string[], readonly string[] | undefined, string][] = [
    ['one person: theirs', ['anna'], undefined, 'anna'],
    ['one person named twice: theirs', ['anna', 'anna'], undefined, 'anna'],
    ["several: the plan's", ['bram', 'anna'], undefined, 'plan:7f3a'],
    ["nobody: the plan's", [], undefined, 'plan:7f3a'],
    ['its own one person, whoever the command is about: theirs', ['anna', 'bram'], ['carla'], 'carla'],
    ["its own several: the plan's", ['anna'], ['anna', 'carla'], 'plan:7f3a'],
    ["its own nobody: the plan's", ['anna'], [], 'plan:7f3a'],
  ]
  it.each(scopes)('that speaks of %s', async (_, about, its, owner) => {
    const words = new Plain('words', its === undefined ? undefined : { subjects: its })
    const { command, values } = await sealing.seal<Sealed>(words, { ...context, subjects: about })
    const value = values[command.sealed]
    expect(value?.key).toBe(await keyIdOf(owner))
    expect(value?.subjects).toEqual([...new Set(its ?? about)].sort())
  })

  it('is another in another domain', async () => {
    const { value } = await one('words', { ...context, domain: 'wmo' })
    expect(value.key).toBe(await keyIdOf('anna', 'wmo'))
    expect(value.key).not.toBe(await keyIdOf('anna', 'youth'))
  })

  it('is found however few are kept in memory', async () => {
    const forgetful = new Sealing(vault, 1)
    const about = ['p1', 'p2', 'p3', 'p1']
    const said = about.map((person) => new Plain(`of ${person}`, { subjects: [person] }))
    const { command, values } = await forgetful.seal<readonly Sealed[]>(said, context)
    expect(await forgetful.unsealAll(command, values)).toEqual(about.map((person) => `of ${person}`))
  })
})

describe('the keys in memory', () => {
  it('are no more than was said: one that was pushed out is asked of the vault again', async () => {
    const forgetful = new Sealing(vault, 2)
    const people = ['q1', 'q2', 'q3']
    const said = people.map((person) => new Plain(person, { subjects: [person] }))
    const { command, values } = await forgetful.seal<readonly Sealed[]>(said, context)
    destroyKeysOf('q1')
    expect(await forgetful.unsealAll(command, values)).toEqual(['q2', 'q3'])
  })
})

describe('the record of a value', () => {
  it('opens with its key alone, by the public rules of AES-GCM and RFC 8785', async () => {
    const { value, sealed } = await one('Anna said no')
    const { bytes, ...binding } = value
    expect(binding).toEqual({
      command: 'c0ffee',
      domain: 'youth',
      form: 2,
      key: value.key,
      path: '/text',
      stream: 'plan-7f3a',
      subjects: ['anna'],
      tenant: '0363',
    })
    const raw = Buffer.from(bytes, 'base64url')
    const key = (await vault.keysById([value.key])).get(value.key)
    if (key === undefined) throw new Error('the key is gone')
    const decipher = createDecipheriv('aes-256-gcm', key, raw.subarray(0, 12)).setAuthTag(raw.subarray(-16))
    const boundTo = Buffer.from(canonicalize(binding) ?? '')
    decipher.setAAD(boundTo)
    const json = decipher.update(raw.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')
    expect([JSON.parse(json), json.length]).toEqual(['Anna said no', 128])
    expect(createHash('sha256').update(boundTo).update(raw).digest('base64url')).toBe(sealed.sha256)
    expect(hashOf(value)).toBe(sealed.sha256)
  })

  it('of the first form, the text itself, still opens', async () => {
    const { value } = await one('of now')
    const { bytes: _, ...binding } = { ...value, form: 1 as const }
    const key = (await vault.keysById([value.key])).get(value.key)
    if (key === undefined) throw new Error('the key is gone')
    const boundTo = Buffer.from(canonicalize(binding) ?? '')
    const bytes = encrypted(key, Buffer.from('"Anna" said no'), boundTo).toString('base64url')
    const old = { ...binding, bytes }
    expect(await sealing.unseal(old, hashOf(old))).toBe('"Anna" said no')
  })

  it('tells by its length neither yes from no, nor one outcome or day from another, nor a short remark from nothing', async () => {
    const says = [true, false, undefined, 'worked', 'did-not-work', 'unclear', '2026-03-02', '', 'x'.repeat(100)]
    const { values } = await sealing.seal<readonly Sealed[]>(
      says.map((one) => new Plain<Sealable>(one)) as unknown as Plain[],
      context,
    )
    expect(new Set(Object.values(values).map(({ bytes }) => bytes.length)).size).toBe(1)
  })

  it('tells of a longer text only how often its length doubled', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 129, max: 9_000 }), async (length) => {
        const { value } = await one('x'.repeat(length - 2))
        const clear = Buffer.from(value.bytes, 'base64url').length - 28
        expect(Math.log2(clear) % 1).toBe(0)
        expect(clear).toBeGreaterThanOrEqual(length)
        expect(clear).toBeLessThan(2 * length)
      }),
    ))

  it('differs each time the same is said', async () => {
    const [first, second] = [await one('the same'), await one('the same')]
    expect(first.value.bytes).not.toBe(second.value.bytes)
    expect(first.sealed).not.toEqual(second.sealed)
  })

  it('with any part of what it is bound to altered is refused, even when its hash was altered along', async () => {
    const { value, sealed } = await one('Anna said no')
    const other = (await keyIdOf('bram')) ?? ''
    const parts: Partial<Record<keyof SealedValue, unknown>> = {
      command: 'c0ffef',
      domain: 'wmo',
      form: 1,
      key: other,
      path: '/other',
      stream: 'plan-0000',
      subjects: ['anna', 'bram'],
      tenant: '0518',
    }
    expect(Object.keys({ ...parts, bytes: '' }).sort()).toEqual(Object.keys(value).sort())
    for (const [part, instead] of Object.entries(parts)) {
      const altered = { ...value, [part]: instead }
      expect([part, await faultOf(sealing.unseal(altered, sealed.sha256))]).toEqual([part, 'altered'])
      expect([part, await faultOf(sealing.unseal(altered, hashOf(altered)))]).toEqual([part, 'altered'])
    }
  })

  it('with any bit of its bytes altered is refused, even when its hash was altered along', () =>
    fc.assert(
      fc.asyncProperty(text, fc.nat(), async (words, somewhere) => {
        const { value, sealed } = await one(words)
        const bytes = Buffer.from(value.bytes, 'base64url')
        const bit = somewhere % (bytes.length * 8)
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        const altered = { ...value, bytes: bytes.toString('base64url') }
        expect(await faultOf(sealing.unseal(altered, sealed.sha256))).toBe('altered')
        expect(await faultOf(sealing.unseal(altered, hashOf(altered)))).toBe('altered')
      }),
    ))

  it('cut short, or pointed at a key that is gone to look erased, is refused', async () => {
    const { value, sealed } = await one('Anna said no')
    for (const bytes of ['', value.bytes.slice(0, 20), value.bytes.slice(0, -2)]) {
      const short = { ...value, bytes }
      expect(await faultOf(sealing.unseal(short, sealed.sha256))).toBe('altered')
      expect(await faultOf(sealing.unseal(short, hashOf(short)))).toBe('altered')
    }
    expect(await faultOf(sealing.unseal({ ...value, key: 'never-made' }, sealed.sha256))).toBe('altered')
  })

  it('in the place of another, or missing, is a fault of the whole answer', async () => {
    const [his, hers] = [await one('his'), await one('hers')]
    const swapped: SealedValues = { [his.sealed.sealed]: hers.value, [hers.sealed.sealed]: his.value }
    expect(await faultOf(sealing.unsealAll({ words: his.sealed }, swapped))).toBe('altered')
    expect(await faultOf(sealing.unsealAll({ words: his.sealed }, {}))).toBe('missing')
  })
})

describe('a value whose key was destroyed', () => {
  it('is gone, and leaves an answer without it', async () => {
    const { command, values } = await sealing.seal<readonly { readonly said?: Sealed; readonly by: string }[]>(
      [
        { by: 'eva', said: new Plain('hers', { subjects: ['eva'] }) },
        { by: 'anna', said: new Plain('mine') },
      ],
      context,
    )
    const answer = { items: command, list: command.map(({ said }) => said ?? command) }
    destroyKeysOf('eva')
    const reader = new Sealing(vault)
    expect(await reader.unsealAll(answer, values)).toEqual({
      items: [{ by: 'eva' }, { by: 'anna', said: 'mine' }],
      list: ['mine'],
    })
    const [hers, mine] = Object.values(values).map((value) => reader.unseal(value, hashOf(value)))
    expect([await hers, await mine]).toEqual([GONE, 'mine'])
  })
})

function destroyKeysOf(owner: string): void {
  const database = new DatabaseSync(join(directory, 'vault.db'))
  database.prepare("UPDATE data_key SET wrapped = NULL, destroyed_at = '2026-11-22' WHERE owner = ?").run(owner)
  database.close()
}

async function faultOf(work: Promise<unknown>): Promise<string> {
  try {
    return `came: ${String(await work)}`
  } catch (fault) {
    if (fault instanceof SealBroken) return fault.reason
    throw fault
  }
}
