/** Tests of proofs: few trials of each keep its promise, and the fault that it is there to find is found. */
import { describe, expect, it } from '@jest/globals'
import { proved } from './proof.ts'
import { PROOFS, type ProofName } from './proofs.ts'

interface FewTrials {
  readonly holds: number
  /** That find the planted fault. */
  readonly fails: number
}

const FEW: Readonly<Record<ProofName, FewTrials | 'in every-process-outlives-its-engines.spec.ts'>> = {
  concurrency: { holds: 300, fails: 300 },
  idempotency: { holds: 20, fails: 5 },
  projection: { holds: 10, fails: 10 },
  engines: { holds: 10, fails: 10 },
  ssrf: { holds: 110, fails: 40 },
  grounds: { holds: 20, fails: 10 },
  decisions: { holds: 300, fails: 2 },
  deadlines: { holds: 3, fails: 1 },
  closing: { holds: 200, fails: 300 },
  access: { holds: 1_000, fails: 3 },
  withholding: { holds: 25, fails: 2 },
  webhooks: { holds: 100, fails: 250 },
  feed: { holds: 200, fails: 400 },
  relay: { holds: 200, fails: 400 },
  outages: 'in every-process-outlives-its-engines.spec.ts',
}

const TELLING = ['webhooks', 'feed'] as const
const OVER_KAFKA = ['relay'] as const

/** These wait more than they work, and so have a suite of their own. */
export const PROOFS_OF_TELLING = { overHttp: TELLING, overKafka: OVER_KAFKA }

const isOfTelling = (name: string): boolean => [...TELLING, ...OVER_KAFKA].some((one) => one === name)

export const ALL_OTHERS = (Object.keys(PROOFS) as ProofName[]).filter((name) => !isOfTelling(name))

const say = () => undefined

export function proofsHoldAndFail(names: readonly ProofName[]): void {
  for (const name of names) {
    const few = FEW[name]
    if (typeof few === 'string') continue
    describe(`the proof of ${name}`, () => {
      it('holds', async () => {
        expect(await proved(PROOFS[name], { trials: few.holds, planted: false, say })).toMatchObject({ failures: 0 })
      }, 240_000)

      it('fails on its planted fault', async () => {
        const { failures } = await proved(PROOFS[name], { trials: few.fails, planted: true, say })
        expect(failures).toBeGreaterThan(0)
      }, 240_000)
    })
  }
}
