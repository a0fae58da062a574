/** The proofs themselves: a few trials of each keep the promise, and the fault that each is there to find is found. Many trials are `npm run prove`. */
import { describe, expect, it } from '@jest/globals'
import { proveConcurrency } from './concurrency.ts'
import { proveEngines } from './engines.ts'
import { proveIdempotency } from './idempotency.ts'
import type { Asked, Proof } from './proof.ts'
import { proveProjection } from './projection.ts'

const PROOFS: readonly (readonly [string, number, (asked: Asked) => Promise<Proof>])[] = [
  ['concurrency', 500, proveConcurrency],
  ['idempotency', 10, proveIdempotency],
  ['projection', 10, proveProjection],
  ['engines', 10, proveEngines],
]

describe.each(PROOFS)('the proof of %s', (_, trials, prove) => {
  const say = () => undefined

  it('holds', async () => {
    expect(await prove({ trials, planted: false, say })).toMatchObject({ failures: 0 })
  }, 60_000)

  it('fails on its planted fault', async () => {
    const { failures } = await prove({ trials, planted: true, say })
    expect(failures).toBeGreaterThan(0)
  }, 60_000)
})
