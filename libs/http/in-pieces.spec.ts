/** An answer in pieces is the answer: the same JSON as if it had been made whole, of pieces that are never large. */
import { describe, expect, it } from '@jest/globals'
import { StreamableFile } from '@nestjs/common'
import fc from 'fast-check'
import { asPayload, beside, InPieces, shownInPieces } from './in-pieces.ts'

const isSealed = (node: object): node is { readonly sealed: string } => 'sealed' in node && 'sha256' in node

/** Opens what is sealed, and leaves out what is gone, as unsealing does. */
function opened(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node
  if (isSealed(node)) return node.sealed.startsWith('gone') ? undefined : `opened ${node.sealed}`
  if (Array.isArray(node)) return node.map(opened).filter((item) => item !== undefined)
  return Object.fromEntries(
    Object.entries(node)
      .map(([name, value]) => [name, opened(value)] as const)
      .filter(([, value]) => value !== undefined),
  )
}

const sealed = fc.constantFrom('a', 'b', 'gone').map((ref) => ({ sealed: ref, sha256: 'x' }))
const { node } = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'large' },
    sealed,
    fc.string(),
    fc.constant(null),
    fc.array(tie('node'), { maxLength: 8 }),
    fc.dictionary(fc.string(), tie('node'), { maxKeys: 6 }),
  ),
}))
/** Wide somewhere, so that it is large. */
const answer = fc
  .tuple(fc.dictionary(fc.string(), node, { maxKeys: 5 }), node, fc.integer({ min: 0, max: 1_500 }), fc.boolean())
  .map(([members, item, times, deep]) => {
    const many = Array.from({ length: times }, (_, at) => ({
      id: String(at),
      item,
      words: { sealed: 'a', sha256: 'x' },
    }))
    return { ...members, many: deep ? [{ views: many }, item] : many }
  })

const textOf = async (payload: unknown): Promise<string> => {
  if (!(payload instanceof StreamableFile)) return JSON.stringify(payload)
  const chunks: Buffer[] = []
  for await (const chunk of payload.getStream()) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks).toString()
}

describe('an answer in pieces', () => {
  it('reads as if it had been made whole, beside others or as a member of one', () =>
    fc.assert(
      fc.asyncProperty(answer, async (given) => {
        const asked: number[] = []
        const shown = await shownInPieces(given, (part) => {
          asked.push(JSON.stringify(part).length)
          return Promise.resolve(opened(part))
        })
        const whole = opened(given) as object
        expect(JSON.parse(await textOf(asPayload(beside({ planId: 'p' }, shown))))).toEqual({ planId: 'p', ...whole })
        expect(JSON.parse(await textOf(asPayload({ etag: 'e', plan: shown, none: undefined })))).toEqual({
          etag: 'e',
          plan: whole,
        })
      }),
      { numRuns: 60 },
    ))

  it('is asked for no more at a time than a piece, also where one member holds nearly everything', async () => {
    const views = Array.from({ length: 20_000 }, (_, at) => ({ view: at, words: { sealed: 'a', sha256: 'x' } }))
    let most = 0
    const shown = await shownInPieces({ goals: [{ id: 'g', views }] }, (part) => {
      most = Math.max(most, JSON.stringify(part).length)
      return Promise.resolve(opened(part))
    })
    expect(shown).toBeInstanceOf(InPieces)
    const read = JSON.parse(await textOf(asPayload(shown))) as { goals: { views: unknown[] }[] }
    expect(read.goals[0]?.views).toHaveLength(20_000)
    expect(most).toBeLessThan(30_000)
  })

  it('breaks off where a piece cannot be made', async () => {
    const many = Array.from({ length: 2_000 }, () => ({ words: { sealed: 'a', sha256: 'x' } }))
    let pieces = 0
    const shown = await shownInPieces({ many }, (part) => {
      pieces += 1
      return pieces > 3 ? Promise.reject(new Error('broken')) : Promise.resolve(opened(part))
    })
    await expect(textOf(asPayload(shown))).rejects.toThrow('broken')
  })
})
