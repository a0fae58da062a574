/**
 * What a command was asked for is where it was to be written, or its status says that it is not, and why. Only a reader who goes away is no fault: they have
 * seen enough, and what the command does besides is done.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { OWN_ENVIRONMENT } from './support/environment.ts'
import { findKafka, type Broker } from './support/kafka-broker.ts'
import { needs } from './support/needs.ts'
import { DE_BRUG } from './support/partners.ts'
import { aTown, type Town } from './support/story.ts'

const kafka = await findKafka()
const withKafka = needs('a Kafka broker', kafka.missing)

const home = mkdtempSync(join(tmpdir(), 'samenspel-told-'))
let town: Town
let family: HelpedFamily
let broker: Broker | undefined
let seeds = 0

/** In the order in which they are played: what is populated is rebuilt. */
const COMMANDS: Readonly<Record<string, () => readonly string[]>> = {
  'auditor --help': () => ['auditor/main.js', '--help'],
  'auditor replay': () => ['auditor/main.js', 'replay', family.planId, '--api', town.api],
  'auditor replay --json': () => ['auditor/main.js', 'replay', family.planId, '--json', '--api', town.api],
  'auditor compare': () => ['auditor/main.js', 'compare', family.planId, '-1', '3', '--api', town.api],
  token: () => ['api/token.js', '--role', 'coordinator', '--name', 'Amina'],
  populate: () => ['populate/main.js', '--families', '1', '--add', '--seed', `seed-${String((seeds += 1))}`],
  rebuild: () => ['projector/rebuild.js', 'all'],
}

const TOPICS = () => ['relay/topics.js', '--partner', DE_BRUG]

/** By a shell, which says where what it writes goes; it has the rest of the environment from nobody. */
function run(command: readonly string[], into: string, settings = ''): ChildProcess {
  const [program = '', ...args] = command
  return spawn(
    'bash',
    ['-c', `${settings} exec "$0" "$@" ${into}`, process.execPath, `dist/apps/${program}`, ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...OWN_ENVIRONMENT,
        NODE_NO_WARNINGS: '1',
        SAMENSPEL_DATA_DIR: join(home, 'data'),
        SAMENSPEL_TOKEN: family.auditor.token,
        SAMENSPEL_KAFKA_REPLICAS: '1',
        ...(broker && { SAMENSPEL_KAFKA_BROKERS: broker.brokers.join(',') }),
      },
    },
  )
}

async function ended(child: ChildProcess): Promise<{ readonly status: number | null; readonly err: string }> {
  let err = ''
  child.stderr?.on('data', (text: Buffer) => (err += text.toString()))
  if (child.stdout?.destroyed === false) child.stdout.resume()
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, err }
}

const FULL = '> /dev/full'

beforeAll(async () => {
  town = await aTown()
  if (kafka.missing === undefined) broker = await kafka.start()
  family = await aHelpedFamily(town)
}, 400_000)
afterAll(async () => {
  rmSync(home, { recursive: true, force: true })
  await closeAll({ broker: async () => broker?.[Symbol.asyncDispose](), town: () => town.close() })
})

/** @param command is carried out each time anew */
async function mustTell(command: () => readonly string[]): Promise<void> {
  expect(await ended(run(command(), ''))).toMatchObject({ status: 0 })

  const onAFullDisk = await ended(run(command(), FULL))
  expect(onAFullDisk.status).toBe(1)
  expect(onAFullDisk.err).toMatch(/(Not everything could be written|Niet alles kon worden weggeschreven): ENOSPC/)
  expect(onAFullDisk.err).not.toContain('    at ')

  const unread = run(command(), '')
  unread.stdout?.destroy()
  expect(await ended(unread)).toEqual({ status: 0, err: '' })
  // Nobody can be told; the status says it all the same.
  expect(await ended(run(command(), `${FULL} 2> /dev/full`))).toEqual({ status: 1, err: '' })
}

describe('a command that cannot say what it was asked for', () => {
  it.each(Object.entries(COMMANDS))('%s', (_, command) => mustTell(command), 120_000)
})

/** By itself each: they go on until they are stopped, or take long. */
describe('what goes on and tells meanwhile', () => {
  it('the demo ends badly, with the reason, where it cannot be told', async () => {
    const settings = `SAMENSPEL_DATA_DIR=${join(home, 'demo')} SAMENSPEL_LOG_LEVEL=silent`
    const { status, err } = await ended(run(['demo/main.js', '--once', '--families', '1'], FULL, settings))
    expect([status, err]).toEqual([1, expect.stringMatching(/^Not everything could be written: ENOSPC[^\n]*\n$/m)])
    expect(err).not.toContain('    at ')
  }, 240_000)

  it('the sample partner takes nothing that it cannot tell, and ends with the reason; where nobody reads on it just ends', async () => {
    const asked = [
      ...['sample-partner/main.js', '--oin', '00000099000000000001', '--api', town.api],
      ...['--brokers', '127.0.0.1:1', '--token-file', join(home, 'token'), '--state-file', join(home, 'partner.db')],
    ]
    const onAFullDisk = await ended(run(asked, FULL))
    expect([onAFullDisk.status, onAFullDisk.err]).toEqual([
      1,
      expect.stringMatching(/^Not everything[^\n]*ENOSPC[^\n]*\n$/),
    ])
    const unread = run(asked, '')
    unread.stdout?.destroy()
    expect(await ended(unread)).toEqual({ status: 0, err: '' })
  }, 60_000)
})

withKafka.describe('a command that cannot say what it was asked for, beside a broker', () => {
  withKafka.it('topics', () => mustTell(TOPICS), 120_000)
})
