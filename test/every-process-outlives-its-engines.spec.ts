/**
 * A running cluster (two API processes, two projectors, two tickers, a relay, a receiver) loses each of its engines while it is written to: killed, and half-open. For
 * longer, in other ways, at starts, stops and under commands: `npm run prove -- outages`, which also holds the times, that this allows a busy machine to miss.
 */
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { boundOf } from './prove/outages.ts'
import type { Proof } from './prove/proof.ts'
import { ClusterThatLoses } from './support/cluster-that-loses.ts'
import { findKafka } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'

const AWAY_S = 5
/** Of a machine on which other tests run. */
const TIMES_AS_LONG = 3

const kafka = await findKafka()

needs('Kafka', kafka.missingOurOwn).describe('a cluster', () => {
  let cluster: ClusterThatLoses
  beforeAll(async () => {
    cluster = await ClusterThatLoses.start()
  }, 180_000)
  afterAll(() => cluster[Symbol.asyncDispose]())

  it.each(
    (['eventStore', 'reads', 'keys', 'kafka'] as const).flatMap((engine) =>
      (['killed', 'half-open'] as const).map((how) => [engine, how] as const),
    ),
  )(
    'goes on by itself after %s was %s: no process ends, and each says once what was missing, and once that it is back',
    async (engine, how) => {
      const { backMs, lastBack, faults } = await cluster.loses(engine, how, AWAY_S * 1_000)
      expect(faults).toEqual([])
      const isInTime = backMs < TIMES_AS_LONG * boundOf(engine, how, AWAY_S)
      expect([lastBack, isInTime ? 'in time' : backMs]).toEqual([lastBack, 'in time'])
    },
    180_000,
  )

  it('has lost nothing of all that was acknowledged meanwhile, and nothing twice, and everyone who follows heard it', async () => {
    expect(await cluster.judged()).toEqual([])
    expect(cluster.counted.acknowledged).toBeGreaterThan(20)
  }, 180_000)
})

const NETWORK_OF_ITS_OWN = ['-n', 'sh', '-c', 'ip link set lo up && iptables -L -n >/dev/null && "$0" "$@"']

function whyNoPacketsAreDropped(): string | undefined {
  if (kafka.missingOurOwn !== undefined) return kafka.missingOurOwn
  try {
    execFileSync('unshare', [...NETWORK_OF_ITS_OWN, 'true'], { stdio: 'pipe' })
    return undefined
  } catch (fault) {
    return `unshare, ip and iptables together do not work here: ${String(fault).trim().split('\n').at(-1) ?? ''}`
  }
}

needs('iptables in a network of its own', whyNoPacketsAreDropped()).it(
  'goes on by itself after packets to its PostgreSQL were dropped',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'dropped-'))
    const json = join(directory, 'proof.json')
    const prove = ['test/prove/main.ts', 'outages', '--only', 'reads dropped', '--json', json]
    await promisify(execFile)('unshare', [...NETWORK_OF_ITS_OWN, process.execPath, ...prove], {
      env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
      // Its status is 1 also where only its times were missed.
    }).catch(() => undefined)
    const { trials, details } = JSON.parse(readFileSync(json, 'utf8')) as Proof
    rmSync(directory, { recursive: true })
    const found = details['found'] as readonly string[]
    expect([trials, found.filter((one) => !one.includes('back after'))]).toEqual([1, []])
    for (const ms of Object.values(details['backMs'] as Readonly<Record<string, number>>))
      expect(ms).toBeLessThan(TIMES_AS_LONG * boundOf('reads', 'dropped', AWAY_S))
  },
  240_000,
)
