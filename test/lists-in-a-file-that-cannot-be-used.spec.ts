/** A file of lists that is damaged is made anew by whoever opens it; one that cannot be used ends each process with the reason, so that it is started again. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { OWN_ENVIRONMENT } from './support/environment.ts'
import { mustBeCompiled } from './support/compiled.ts'

const home = mkdtempSync(join(tmpdir(), 'samenspel-lists-'))
const whole = join(home, 'whole')
const dataDir = join(home, 'data')

interface Ended {
  readonly status: number | null
  readonly err: string
}

async function run(directory: string, ...command: readonly string[]): Promise<Ended> {
  const [program = '', ...args] = command
  const child = spawn(process.execPath, [`dist/apps/${program}`, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...OWN_ENVIRONMENT,
      NODE_NO_WARNINGS: '1',
      SAMENSPEL_DATA_DIR: directory,
      SAMENSPEL_PORT: '0',
      SAMENSPEL_PUBLIC_URL: 'http://127.0.0.1:1',
      SAMENSPEL_KAFKA_BROKERS: '127.0.0.1:1',
    },
  })
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, err }
}

/** The files as they were populated, the lists changed. */
function lists(change: (file: DatabaseSync) => void): void {
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { mode: 0o700 })
  cpSync(whole, dataDir, { recursive: true })
  chmodSync(dataDir, 0o700)
  const file = new DatabaseSync(join(dataDir, 'reads.db'))
  file.function('row_sum', { varargs: true, deterministic: true }, () => 1)
  file.function('row_is_whole', { varargs: true, deterministic: true }, () => 1)
  change(file)
  file.close()
}

beforeAll(async () => {
  mustBeCompiled()
  expect(await run(whole, 'populate/main.js', '--families', '1')).toMatchObject({ status: 0 })
  expect(await run(whole, 'projector/rebuild.js', 'all')).toMatchObject({ status: 0 })
}, 60_000)
afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

describe('lists in a file', () => {
  it.each([['api/main.js'], ['projector/main.js'], ['relay/main.js'], ['projector/rebuild.js'], ['relay/topics.js']])(
    'of a newer version end %s with the reason, and stay as they are',
    async (program) => {
      lists((file) => {
        file.exec('PRAGMA user_version = 99')
      })
      const { status, err } = await run(dataDir, program)
      expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('written by a newer version') })
      expect(existsSync(join(dataDir, 'reads.db.damaged'))).toBe(false)
    },
    60_000,
  )

  it('that are damaged are set aside by a rebuild, said, and made anew', async () => {
    lists((file) => {
      file.exec("UPDATE generations SET position = '0000000000000001'")
    })
    const { status, err } = await run(dataDir, 'projector/rebuild.js', 'all')
    expect({ status, err }).toEqual({ status: 0, err: expect.stringContaining('lists were damaged') })
    expect(existsSync(join(dataDir, 'reads.db.damaged'))).toBe(true)
    const made = new DatabaseSync(join(dataDir, 'reads.db'))
    const states = made.prepare('SELECT DISTINCT state FROM generations').all()
    made.close()
    expect(states).toEqual([expect.objectContaining({ state: 'active' })])
  }, 60_000)
})
