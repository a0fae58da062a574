/**
 * The proofs themselves: a few trials of each keep the promise, and the fault that each is there to find is found. Many trials are `npm run prove`. Those
 * of what is told to partners are tried in `proofs-of-telling.spec.ts`.
 */
import { describe, expect, it } from '@jest/globals'
import { proved, type Proof, type Provable } from './proof.ts'
import { ALL_OTHERS, proofsHoldAndFail } from './proofs-hold-and-fail.ts'

proofsHoldAndFail(ALL_OTHERS)

describe('a proof', () => {
  const found: Proof = { promise: 'it rains', trials: 9, failures: 0, details: { since: 'noon' } }
  const provable: Provable = { trials: 10, load: () => Promise.resolve(() => Promise.resolve(found)) }
  const asked = { trials: 10, planted: false, say: () => undefined }

  it('of fewer trials than asked is an error, and no figure', async () => {
    await expect(proved(provable, asked)).rejects.toThrow('9 trials were done of 10: {"since":"noon"}')
    expect(await proved(provable, { ...asked, trials: 9 })).toBe(found)
  })

  it('whose trials are of a list, or are faults, has done one at least', async () => {
    expect(await proved({ ...provable, isOfAList: true }, asked)).toBe(found)
    expect(await proved(provable, { ...asked, planted: true })).toBe(found)
    const none = {
      ...provable,
      isOfAList: true,
      load: () => Promise.resolve(() => Promise.resolve({ ...found, trials: 0 })),
    }
    await expect(proved(none, asked)).rejects.toThrow('0 trials were done')
    await expect(proved(none, { ...asked, planted: true })).rejects.toThrow('0 trials were done')
  })
})
