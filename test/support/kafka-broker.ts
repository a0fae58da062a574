/**
 * A real Kafka broker for tests: the one that `KAFKA_URL` or `KAFKA_BROKERS` names, or one of our own from Maven Central's jars on this machine's JVM.
 * Where there is neither, it says why. It makes no topics.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FORMATTED, java, settingsIn, whyNoKafka, type Users } from './kafka-files.ts'
import { until } from './partners.ts'

const UP_WITHIN_MS = 60_000

export interface Broker extends AsyncDisposable {
  /** `host:port`, as clients take them. */
  readonly brokers: readonly string[]
  /** As a crash does. */
  kill(): Promise<void>
  /** Stands still, or goes on. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void
  /** On the same files and port, after it was killed. */
  startAgain(): Promise<void>
}

/** Leads clients to it by another way: given its port, the port where they are to come. */
export type Advertise = (port: number) => Promise<number>

export interface Kafka {
  /** Why there is no broker; undefined where there is one. */
  readonly missing: string | undefined
  /** Why there is none that can be killed, or that asks who is there: somebody else's is left alone. */
  readonly missingOurOwn: string | undefined
  /** @param users where given, the broker knows these alone, by SASL PLAIN, and lets nobody do what no ACL allows; `admin` may do all */
  start(users?: Users, advertise?: Advertise): Promise<Broker>
}

/** Looks for a broker, and fetches one, once, where there is a JVM and Maven. */
export async function findKafka(): Promise<Kafka> {
  const named = (process.env['KAFKA_URL'] ?? process.env['KAFKA_BROKERS'] ?? '').replace(/^kafka:\/\//, '')
  if (named !== '')
    return {
      missing: undefined,
      missingOurOwn: 'the broker that the environment names is not ours to stop',
      start: () => Promise.resolve(somebodyElses(named.split(','))),
    }
  const missing = await whyNoKafka()
  return { missing, missingOurOwn: missing, start: (users, advertise) => startOurOwn(users, advertise) }
}

function somebodyElses(brokers: readonly string[]): Broker {
  const notOurs = () => Promise.reject(new Error('not ours to stop'))
  const signal = () => {
    throw new Error('not ours to stop')
  }
  return { brokers, kill: notOurs, startAgain: notOurs, signal, [Symbol.asyncDispose]: () => Promise.resolve() }
}

async function startOurOwn(users: Users | undefined, advertise: Advertise | undefined): Promise<Broker> {
  const home = mkdtempSync(join(tmpdir(), 'samenspel-kafka-'))
  const { port, settings } = await settingsIn(home, users, advertise)
  cpSync(FORMATTED, join(home, 'data'), { recursive: true })
  let broker = await up(home, settings)
  const kill = async () => {
    if (broker.exitCode !== null || broker.signalCode !== null) return
    const left = new Promise((resolve) => broker.once('exit', resolve))
    broker.kill('SIGKILL')
    await left
  }
  return {
    brokers: [`127.0.0.1:${String(port)}`],
    kill,
    signal(name) {
      broker.kill(name)
    },
    async startAgain() {
      broker = await up(home, settings)
    },
    async [Symbol.asyncDispose]() {
      await kill()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function up(home: string, settings: string): Promise<ChildProcess> {
  const log = join(home, `${String(readdirSync(home).length)}.log`)
  const broker = spawn('java', java('kafka.Kafka', settings), { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines = createWriteStream(log)
  broker.stdout.pipe(lines, { end: false })
  broker.stderr.pipe(lines, { end: false })
  // A broker never outlives whoever started it.
  const alongWithUs = () => broker.kill('SIGKILL')
  process.once('exit', alongWithUs)
  broker.once('exit', () => process.off('exit', alongWithUs))
  const said = () => (existsSync(log) ? readFileSync(log, 'utf8') : '')
  await until(() => {
    if (broker.exitCode !== null) throw new Error(`the broker ended: ${said().slice(-2_000)}`)
    return said().includes('Kafka Server started')
  }, UP_WITHIN_MS)
  return broker
}
