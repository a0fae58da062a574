/**
 * A running cluster (two API processes, two projectors, two tickers, a relay, a receiver) loses each of its engines in each way, while it is written to: no process
 * ends, everything goes on in time, each says once what was missing and once that it is back, and nothing acknowledged is lost or there twice. Behind that
 * processes stop and start, and commands run, without an engine; and last EventStoreDB is put back to an earlier moment. A trial is one of these.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { canDropPackets, SLOW_MS, type Away } from '../support/engine-that-goes-away.ts'
import { ClusterThatLoses } from '../support/cluster-that-loses.ts'
import type { EngineName } from '../support/engine-probe.ts'
import type { Trial, Tried } from './outages-in-words.ts'
import { TRIALS_OF_COMMANDS } from './outages-of-commands.ts'
import { putBack, restartedWithout } from './outages-of-starts.ts'
import { plant, type Asked, type Proof } from './proof.ts'

const ENGINES: readonly EngineName[] = ['eventStore', 'reads', 'keys', 'kafka']
const WAYS: readonly Away[] = ['half-open', 'killed', 'stopped', 'slow']
/** After what was slow, connections that were made meanwhile may still be answered late. */
const SLOW_BEYOND_MS = 4 * SLOW_MS

const outage = (engine: EngineName, how: Away, seconds: number): Trial => ({
  named: `${engine} ${how} for ${String(seconds)} s`,
  async run(cluster) {
    const { backMs, lastBack, faults } = await cluster.loses(engine, how, seconds * 1_000)
    const told = `back after ${String(backMs)} ms (${lastBack})`
    return { told, backMs, faults: [...faults, ...(backMs > boundOf(engine, how, seconds) ? [told] : [])] }
  },
})

const each = (seconds: number, ways: readonly Away[], engines = ENGINES): readonly Trial[] =>
  ways.flatMap((how) => engines.map((engine) => outage(engine, how, seconds)))

/** The most telling first. 14 s: shorter than a lease lasts, and longer than its holder counts on it. At 0 s who connects anew is served at once. */
const ALL: readonly Trial[] = [
  ...each(5, [...WAYS, ...(canDropPackets() ? (['dropped'] as const) : [])]),
  ...each(0, ['half-open']),
  ...TRIALS_OF_COMMANDS,
  ...ENGINES.flatMap((engine) => [restartedWithout(engine, 'half-open'), restartedWithout(engine, 'killed')]),
  ...each(14, WAYS, ['reads']),
  ...each(40, ['half-open', 'killed']),
  outage('eventStore', 'half-open', 120),
  outage('reads', 'stopped', 120),
  outage('keys', 'killed', 120),
  outage('kafka', 'stopped', 120),
  outage('eventStore', 'slow', 120),
]

const PLANTS = {
  api: [plant('an-unanswered-connection-is-kept'), plant('places-are-not-held')],
  projector: [plant('ends-when-an-engine-is-missing')],
}
/** Those of the first API, and of the first projector. */
const FINDS: readonly RegExp[] = [
  /half-open.*back after \d{5,} ms \(.* at 0\)/,
  /projector 0 ended/,
  /^put back: .* (missed|does not go on|did not start)/,
]
const WITH_PLANTS = /^(reads half-open for 5 s|put back)$/

interface AskedOfOutages extends Asked {
  /** Words that the names of those trials have that are made; without it the first `trials` of all are. */
  readonly only?: string
}

export async function proveOutages({ trials, planted, only, say }: AskedOfOutages): Promise<Proof> {
  const isMade = ({ named }: Trial) => (planted ? WITH_PLANTS.test(named) : only === undefined || named.includes(only))
  const made = ALL.filter(isMade).slice(0, trials)
  const isPutBack = isMade(putBack) && (only !== undefined || planted || trials > ALL.length)
  const cluster = await ClusterThatLoses.start(planted ? PLANTS : {})
  const found: string[] = []
  const slowest: Record<string, number> = {}
  const make = async (trial: Trial) => {
    const { named } = trial
    const { told, faults, backMs } = await trial.run(cluster).catch(brokenOff)
    found.push(...faults.map((fault) => `${named}: ${fault}`))
    if (backMs !== undefined) slowest[named] = backMs
    const where = faults.length === 0 ? '' : `; what each process said: ${keptLogs(named, cluster)}`
    say(`${named}: ${told}${faults.map((fault) => `; FAULT: ${fault}`).join('')}${where}`)
  }
  say(`${String(made.length + Number(isPutBack))} trials on ${cluster.named.join(', ')}`)
  try {
    for (const trial of made) {
      await make(trial)
      await pause(500)
    }
    found.push(...(await cluster.judged()))
    if (isPutBack) await make(putBack)
    return {
      promise: 'no process ends, everything goes on in time, nothing acknowledged is lost or doubled',
      trials: made.length + Number(isPutBack),
      failures: planted && !FINDS.every((find) => found.some((one) => find.test(one))) ? 0 : found.length,
      details: { ...cluster.counted, backMs: slowest, found },
    }
  } finally {
    await cluster[Symbol.asyncDispose]()
  }
}

/** One that cannot be made to its end is no reason to make no other. */
const brokenOff = (thrown: unknown): Tried => ({ told: 'broken off', faults: [String(thrown)] })

/** @returns the directory that holds them */
function keptLogs(named: string, { processes }: ClusterThatLoses): string {
  const directory = mkdtempSync(join(tmpdir(), `outage-${named.replaceAll(/\W+/g, '-')}-`))
  for (const place of processes.places) writeFileSync(join(directory, `${place}.log`), processes.said(place))
  return directory
}

export function boundOf(engine: EngineName, how: Away, seconds: number): number {
  const mayChangeHands = engine === 'reads' && seconds >= 10
  const withinMs = engine === 'kafka' ? 10_000 : mayChangeHands ? 8_000 : 5_000
  return how === 'slow' ? withinMs + SLOW_BEYOND_MS : withinMs
}
