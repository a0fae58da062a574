/** Where what a program says cannot be written, since a disk is full: a command ends badly, as nobody has what they asked for; what serves goes on. And each makes its files for its owner alone. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mustBeCompiled } from './support/compiled.ts'
import { until } from './support/partners.ts'

const root = join(import.meta.dirname, '..')
const directory = mkdtempSync(join(tmpdir(), 'nothing-fits-'))
const dataDir = join(directory, 'data')
const FULL = () => openSync('/dev/full', 'w')

let api: ChildProcess
let said = ''

function running(program: string, args: readonly string[], stdio: readonly ('pipe' | number)[]): ChildProcess {
  return spawn(
    'bash',
    ['-c', 'umask 000; exec "$0" "$@"', process.execPath, join(root, 'dist/apps', program), ...args],
    {
      env: { PATH: process.env['PATH'], SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: '0' },
      stdio: ['ignore', ...stdio],
    },
  )
}

async function statusOf(program: ChildProcess): Promise<unknown> {
  return ((await once(program, 'exit')) as [unknown])[0]
}

beforeAll(async () => {
  mustBeCompiled()
  api = running('api/main.js', [], ['pipe', FULL()])
  api.stdout?.on('data', (text: Buffer) => (said += text.toString()))
  await until(() => said.includes('sign in'), 60_000)
}, 90_000)
afterAll(() => {
  api.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

describe('where nothing fits any more', () => {
  it.each([
    ['api/token.js', ['--role', 'coordinator']],
    ['projector/rebuild.js', ['caseload']],
    ['populate/main.js', ['--families', '1', '--add']],
  ])(
    'the command %s ends badly',
    async (program, args) => {
      const command = running(program, args, [FULL(), 'pipe'])
      let why = ''
      command.stderr?.on('data', (text: Buffer) => (why += text.toString()))
      expect([await statusOf(command), why === '']).toEqual([1, false])
    },
    60_000,
  )

  it('the API goes on without its log', async () => {
    const url = /http:\S+(?=\/v1\n)/.exec(said)?.[0] ?? ''
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
    api.kill('SIGTERM')
    expect(await statusOf(api)).toBe(0)
  }, 30_000)

  it('files are their owner’s alone all the same, whatever was the mask before', () => {
    const open = readdirSync(dataDir).filter((name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0)
    expect(open).toEqual([])
    expect(readdirSync(dataDir)).toContain('reads.db')
  })

  it('whatever is started and opens files of ours makes them so', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>
    }
    const started = Object.values(scripts).flatMap((script) => /dist\/(apps\/\S+)\.js/.exec(script)?.[1] ?? [])
    // These two know the API only.
    const opening = started.filter((one) => !['apps/auditor/main', 'apps/sample-partner/main'].includes(one))
    const forgotten = opening.filter(
      (one) => !/makeOnlyForItsOwner\(\)|runProcess\(/.test(readFileSync(join(root, `${one}.ts`), 'utf8')),
    )
    expect(opening.length).toBeGreaterThan(6)
    expect(forgotten).toEqual([])
  })
})
