/**
 * A running cluster (two API processes, two projectors, a relay, a receiver) loses each of its engines in each way, while it is written to: no process
 * ends, everything goes on in time, each says once what was missing and once that it is back, and nothing acknowledged is lost or there twice. A trial is an outage.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { SLOW_MS, type Away } from '../support/engine-that-goes-away.ts'
import { ClusterThatLoses } from '../support/cluster-that-loses.ts'
import type { EngineName } from '../support/engine-probe.ts'
import { plant, type Asked, type Proof } from './proof.ts'

const ENGINES: readonly EngineName[] = ['eventStore', 'reads', 'keys', 'kafka']
const WAYS: readonly Away[] = ['half-open', 'killed', 'stopped', 'slow']
/** Each engine in each way for the first of these, then for the next. 14 s: shorter than a lease lasts, and longer than its holder counts on it. */
const SECONDS = [5, 14, 40, 120]
/** After what was slow, connections that were made meanwhile may still be answered late. */
const SLOW_BEYOND_MS = 4 * SLOW_MS

export async function proveOutages({ trials, planted, say }: Asked): Promise<Proof> {
  const preloads = planted
    ? { api: plant('an-unanswered-connection-is-kept'), projector: plant('ends-when-an-engine-is-missing') }
    : {}
  const cluster = await ClusterThatLoses.start(preloads)
  const found: string[] = []
  const slowest: Record<string, number> = {}
  say(`${String(trials)} outages of ${cluster.named.join(', ')}`)
  try {
    for (let trial = 0; trial < trials; trial += 1) {
      const engine = ENGINES[trial % ENGINES.length] ?? 'eventStore'
      const how = WAYS[Math.floor(trial / ENGINES.length) % WAYS.length] ?? 'half-open'
      const seconds = SECONDS[Math.floor(trial / (ENGINES.length * WAYS.length)) % SECONDS.length] ?? 5
      const lost = await cluster.loses(engine, how, seconds * 1_000)
      const withinMs = boundOf(engine, how, seconds)
      const faults = [
        ...lost.faults,
        ...(lost.backMs > withinMs ? [`back after ${String(lost.backMs)} ms (${lost.lastBack})`] : []),
      ]
      found.push(...faults.map((fault) => `${engine} ${how} ${String(seconds)} s: ${fault}`))
      slowest[`${engine} ${how}`] = Math.max(slowest[`${engine} ${how}`] ?? 0, lost.backMs)
      say(
        `${engine} ${how} for ${String(seconds)} s: back after ${String(lost.backMs)} ms (${lost.lastBack})${faults.map((fault) => `; ${fault}`).join('')}`,
      )
      await pause(500)
    }
    found.push(...(await cluster.judged()))
    return {
      promise: 'no process ends, everything goes on in time, nothing acknowledged is lost or doubled',
      trials,
      failures: planted && !bothAreFound(found) ? 0 : found.length,
      details: { ...cluster.counted, slowestBackMs: slowest, found },
    }
  } finally {
    await cluster[Symbol.asyncDispose]()
  }
}

/** The first API keeps connections that go unanswered, the first projector ends. */
const bothAreFound = (found: readonly string[]): boolean =>
  found.some((one) => one.endsWith('projector 0 ended')) &&
  found.some((one) => /half-open.*back after \d{5,} ms \(.* at 0\)/.test(one))

export function boundOf(engine: EngineName, how: Away, seconds: number): number {
  const mayChangeHands = engine === 'reads' && seconds >= 10
  const withinMs = engine === 'kafka' ? 10_000 : mayChangeHands ? 8_000 : 5_000
  return how === 'slow' ? withinMs + SLOW_BEYOND_MS : withinMs
}
