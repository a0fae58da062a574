/** An API killed again and again while events are written that a partner is to be told of, by whatever way that has. What the partner is sent is the way's own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApiProcess } from './api-process.ts'
import { DE_BRUGS_SYSTEM, PartnerPlans, type Came } from './partner-plans.ts'
import { progress, type Asked, type Proof } from './proof.ts'

const EVENTS_A_KILL = 200
/** Many, so that one that waits for its next attempt holds up few. */
const PLANS = 200

export interface Telling {
  /** So far, in its order. */
  readonly came: readonly Came[]
  /** Resolves when all is told, or nothing more will be. */
  ended(events: number): Promise<void>
  readonly details: () => Proof['details']
  close(): Promise<void>
}

export interface KilledTelling {
  readonly promise: string
  readonly planted: URL
  /** The API is there, and nothing has happened yet. */
  readonly begin: (api: ApiProcess) => Promise<Telling>
}

export async function killedWhileTelling(
  { promise, planted: fault, begin }: KilledTelling,
  { trials, planted, say }: Asked,
): Promise<Proof> {
  const dataDir = mkdtempSync(join(tmpdir(), 'prove-telling-'))
  const api = new ApiProcess(dataDir, { preload: planted ? fault : undefined, as: DE_BRUGS_SYSTEM })
  let plans: PartnerPlans | undefined
  let telling: Telling | undefined
  try {
    await api.start()
    plans = await PartnerPlans.open(dataDir, PLANS)
    telling = await begin(api)
    const kills = Math.ceil(trials / EVENTS_A_KILL)
    say(`${String(trials)} events in ${String(PLANS)} plans, the API killed ${String(kills)} times`)
    const done = progress(kills, say)
    for (let kill = 0; kill < kills; kill += 1) {
      await whileWriting(plans, Math.min(EVENTS_A_KILL, trials - plans.goals), api)
      await api.start()
      done()
    }
    await telling.ended(plans.goals)
    const { repeats, ...failures } = plans.judged(telling.came)
    return {
      promise,
      trials: plans.goals,
      failures: failures.missing + failures.plansOutOfOrder + failures.strange,
      details: { kills, came: telling.came.length, repeats, ...failures, ...telling.details() },
    }
  } finally {
    await telling?.close()
    await plans?.close()
    await api.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function whileWriting(plans: PartnerPlans, events: number, api: ApiProcess): Promise<void> {
  const fatal = 1 + Math.floor(Math.random() * events)
  let killing: Promise<void> | undefined
  await plans.goOn(events, (written) => {
    if (written === fatal) killing = api.kill()
  })
  await killing
}
