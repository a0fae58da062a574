import { describe, expect, it } from '@jest/globals'
import { inspect } from 'node:util'
import type { Sealed } from '../deciding/decider.ts'
import { plain, Plain, type Unsealed } from './plain.ts'
import type { Opened } from './sealing.ts'

interface Decline {
  readonly type: 'DeclineHandover'
  readonly handover: string
  readonly reason: Sealed
  readonly notes?: readonly { readonly by: string; readonly text?: Sealed }[]
}

describe('a personal value that is not sealed yet', () => {
  it('is absent when it is blank, so that presence means something', () => {
    for (const blank of [undefined, '', ' ', '\n\t ', '\u00a0']) expect(plain(blank)).toBeUndefined()
    expect(plain('  Anna ')?.value).toBe('Anna')
  })

  it('can always come back: half a character, which has no UTF-8, is replaced before it is sealed', () => {
    expect(new Plain('a\ud800b').value).toBe('a\ufffdb')
  })

  it('does not show on a console or in JSON', () => {
    const said = { reason: new Plain('Anna said no') }
    expect(inspect(said) + JSON.stringify(said)).not.toContain('Anna')
  })
})

describe('the types', () => {
  it('ask for Plain wherever the decider sees Sealed, at any depth, and give the reader text', () => {
    type Same<A, B> = [A, B] extends [B, A] ? true : false
    interface Coming {
      readonly type: 'DeclineHandover'
      readonly handover: string
      readonly reason: Plain
      readonly notes?: readonly { readonly by: string; readonly text?: Plain }[]
    }
    const coming: Same<Unsealed<Decline>, Coming> = true
    const union: Same<Unsealed<{ a: Sealed } | { b: number }>, { readonly a: Plain } | { readonly b: number }> = true
    const read: Same<
      Opened<{ a: Sealed; list: Sealed[] }>,
      { readonly a: string | undefined; readonly list: readonly string[] }
    > = true
    const typed: Same<Unsealed<{ yes: Sealed<boolean> }>, { readonly yes: Plain<boolean> }> = true
    const back: Same<Opened<{ yes: Sealed<boolean> }>, { readonly yes: boolean | undefined }> = true
    expect([coming, union, read, typed, back]).toEqual([true, true, true, true, true])
    const decline = { type: 'DeclineHandover', handover: 'h1', reason: new Plain('no') } satisfies Unsealed<Decline>
    expect(decline.reason.value).toBe('no')
  })
})
