/** The demo on the cluster profile, as anyone runs it: engines and processes started, the story told, what the sample partner saw; and nothing left running. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect } from '@jest/globals'
import { mustBeCompiled } from './support/compiled.ts'
import { findKafka } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'

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
