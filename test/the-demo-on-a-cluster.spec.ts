/** The demo on the cluster profile, as anyone runs it: engines and processes started, the story told, what the sample partner saw; and nothing left running. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, it } from '@jest/globals'
import { mustBeCompiled } from './support/compiled.ts'
import { OWN_ENVIRONMENT } from './support/environment.ts'
import { findKafka } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'
import { until } from './support/partners.ts'
import { realPostgres } from './support/postgres-server.ts'

const MAIN = 'dist/apps/demo/main.js'
const kafka = await findKafka()

needs('Kafka', kafka.missing).it(
  'keeps every promise of the story, as many as docs/operations.md says, and ends with what the partner saw of it',
  async () => {
    mustBeCompiled()
    const demo = [MAIN, '--profile', 'cluster', '--once', '--families', '2']
    // Rejects unless the status is 0.
    const { stdout } = await promisify(execFile)(process.execPath, demo, { env: { ...process.env, NODE_OPTIONS: '' } })
    expect(stdout).toMatch(/EventStoreDB: (a stand-in for it|esdb)/)
    expect(stdout).toContain('PostgreSQL: real')
    expect(stdout).toContain('Kafka: real')
    expect(stdout).toContain('✔ From the moment its youth worker joined, the partner receives what that ground covers')
    expect(stdout).not.toContain('✘')
    const [, held] = /^(\d+) promises held, 0 broken$/.exec(stdout.trim().split('\n').at(-1) ?? '') ?? []
    expect(readFileSync('docs/operations.md', 'utf8')).toContain(`the whole demo (${held ?? 'no'} promises held)`)
  },
  300_000,
)

const postgres = await realPostgres()
const whyNoneOfOurOwn = typeof postgres === 'string' ? postgres : 'that of POSTGRES_URL is not ours to kill'
const isOurs = typeof postgres !== 'string' && postgres.isOurs
if (typeof postgres !== 'string') await postgres.stop()

needs('PostgreSQL', isOurs ? undefined : whyNoneOfOurOwn).describe('its engines, as a process', () => {
  it.each(['while PostgreSQL is there', 'after it was killed'])(
    'end in order when they are told to, %s',
    async (when) => {
      const engines = spawn(process.execPath, ['test/support/cluster-engines.ts'], {
        env: { ...OWN_ENVIRONMENT, HOME: process.env['HOME'], NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
      })
      const ended = once(engines, 'close')
      let [said, faults] = ['', '']
      engines.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
      engines.stderr.setEncoding('utf8').on('data', (chunk: string) => (faults += chunk))
      await until(() => said.includes('\n') || engines.exitCode !== null, 90_000)
      expect(said).toContain('PostgreSQL: real')
      const server = childrenOf(engines.pid ?? 0).find(isPostgres)
      if (when === 'after it was killed') {
        process.kill(Number(server), 'SIGKILL')
        await until(() => !childrenOf(engines.pid ?? 0).some(isPostgres))
      }
      expect(engines.exitCode).toBe(null)
      engines.kill('SIGTERM')
      expect([await ended, faults]).toEqual([[0, null], ''])
    },
    120_000,
  )
})

const statOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}
const isPostgres = (pid: string): boolean => /^\d+ \(postgres\) [^Z]/.test(statOf(pid))
const childrenOf = (parent: number): readonly string[] =>
  readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && statOf(pid).split(') ')[1]?.split(' ')[1] === String(parent),
  )
