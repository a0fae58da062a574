/**
 * The proofs themselves: a few trials of each keep the promise, and the fault that each is there to find is found. Many trials are `npm run prove`, as
 * are all of the relay, which has a broker of its own killed, and of the feed, whose fault takes hundreds of events to show for certain.
 */
import { describe, expect, it } from '@jest/globals'
import { proveAccess } from './access.ts'
import { proveClosing } from './closing.ts'
import { proveConcurrency } from './concurrency.ts'
import { proveDeadlines } from './deadlines.ts'
import { proveDecisions } from './decisions.ts'
import { proveEngines } from './engines.ts'
import { proveGrounds } from './grounds.ts'
import { proveIdempotency } from './idempotency.ts'
import type { Asked, Proof } from './proof.ts'
import { proveProjection } from './projection.ts'
import { proveSsrf } from './ssrf.ts'
import { proveWebhooks } from './webhooks.ts'
import { proveWithholding } from './withholding.ts'

/** A name, trials that hold (0: another spec says so), trials that find the planted fault. */
const PROOFS: readonly (readonly [string, number, number, (asked: Asked) => Promise<Proof>])[] = [
  ['concurrency', 300, 300, proveConcurrency],
  ['idempotency', 50, 5, proveIdempotency],
  ['projection', 0, 10, proveProjection],
  ['engines', 10, 10, proveEngines],
  ['ssrf', 0, 40, proveSsrf],
  ['webhooks', 0, 250, proveWebhooks],
  ['grounds', 40, 10, proveGrounds],
  ['decisions', 300, 2, proveDecisions],
  ['deadlines', 6, 2, proveDeadlines],
  ['closing', 200, 300, proveClosing],
  ['access', 1_000, 3, proveAccess],
  ['withholding', 60, 2, proveWithholding],
]

describe.each(PROOFS)('the proof of %s', (_, trials, plantedTrials, prove) => {
  const say = () => undefined

  if (trials > 0)
    it('holds', async () => {
      expect(await prove({ trials, planted: false, say })).toMatchObject({ failures: 0 })
    }, 240_000)

  it('fails on its planted fault', async () => {
    const { failures } = await prove({ trials: plantedTrials, planted: true, say })
    expect(failures).toBeGreaterThan(0)
  }, 240_000)
})
