/**
 * A real Kafka broker for tests: the one that `KAFKA_URL` or `KAFKA_BROKERS` names, or one of our own from Maven Central's jars on this machine's JVM.
 * Where there is neither, it says why. It makes no topics.
 */
import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { until } from './partners.ts'

const run = promisify(execFile)

const KAFKA = '3.9.1'
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>nl.samenspel</groupId><artifactId>kafka-for-tests</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>`

const UP_WITHIN_MS = 60_000
const FETCH_WITHIN_MS = 300_000

/** Users of a broker that asks who is there: name and password. */
export type Users = Readonly<Record<string, string>>

export interface Broker extends AsyncDisposable {
  /** `host:port`, as clients take them. */
  readonly brokers: readonly string[]
  /** As a crash does. */
  kill(): Promise<void>
  /** On the same files and port, after it was killed. */
  startAgain(): Promise<void>
}

export interface Kafka {
  /** Why there is no broker; undefined where there is one. */
  readonly missing: string | undefined
  /** Why there is none that can be killed, or that asks who is there: somebody else's is left alone. */
  readonly missingOurOwn: string | undefined
  /** @param users where given, the broker knows these alone, by SASL PLAIN, and lets nobody do what no ACL allows; `admin` may do all */
  start(users?: Users): Promise<Broker>
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
  const missing = await whyNoJars()
  return { missing, missingOurOwn: missing, start: (users) => startOurOwn(users) }
}

function somebodyElses(brokers: readonly string[]): Broker {
  const notOurs = () => Promise.reject(new Error('not ours to stop'))
  return { brokers, kill: notOurs, startAgain: notOurs, [Symbol.asyncDispose]: () => Promise.resolve() }
}

/** Kept between runs, outside the work tree. */
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'samenspel', `kafka-${KAFKA}`)

async function whyNoJars(): Promise<string | undefined> {
  if (!isThere('java', '-version')) return 'no KAFKA_URL, and no java on this machine'
  if (existsSync(cache)) return undefined
  if (!isThere('mvn', '--version')) return 'no KAFKA_URL, and no mvn to fetch a broker with'
  mkdirSync(join(cache, '..'), { recursive: true })
  const fetching = mkdtempSync(`${cache}-`)
  try {
    writeFileSync(join(fetching, 'pom.xml'), POM)
    const into = `-DoutputDirectory=${join(fetching, 'lib')}`
    await run('mvn', ['-q', '-B', '-f', fetching, 'dependency:copy-dependencies', into], { timeout: FETCH_WITHIN_MS })
    // Whole or not at all; another run may have been quicker.
    if (!existsSync(cache)) renameSync(join(fetching, 'lib'), cache)
    return undefined
  } catch (fault) {
    return existsSync(cache) ? undefined : `no KAFKA_URL, and Maven could not fetch a broker: ${firstLineOf(fault)}`
  } finally {
    rmSync(fetching, { recursive: true, force: true })
  }
}

const isThere = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0

const firstLineOf = (fault: unknown) => String(fault).split('\n', 1)[0] ?? ''

const java = (...args: readonly string[]): [string, string[]] => [
  'java',
  ['-Xmx256m', '-XX:+UseSerialGC', '-cp', `${cache}/*`, ...args],
]

async function startOurOwn(users: Users | undefined): Promise<Broker> {
  const home = mkdtempSync(join(tmpdir(), 'samenspel-kafka-'))
  const [port, controllerPort] = await freePorts()
  const settings = join(home, 'server.properties')
  writeFileSync(settings, propertiesOf({ port, controllerPort, home, users }))
  const { stdout: id } = await run(...java('kafka.tools.StorageTool', 'random-uuid'))
  await run(...java('kafka.tools.StorageTool', 'format', '-t', id.trim(), '-c', settings))
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
  const [command, args] = java('kafka.Kafka', settings)
  const broker = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
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

interface Place {
  readonly port: number
  readonly controllerPort: number
  readonly home: string
  readonly users: Users | undefined
}

function propertiesOf({ port, controllerPort, home, users }: Place): string {
  const protocol = users === undefined ? 'PLAINTEXT' : 'SASL_PLAINTEXT'
  const lines = [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${String(controllerPort)}`,
    `listeners=CLIENTS://127.0.0.1:${String(port)},CONTROLLER://127.0.0.1:${String(controllerPort)}`,
    `advertised.listeners=CLIENTS://127.0.0.1:${String(port)}`,
    'inter.broker.listener.name=CLIENTS',
    'controller.listener.names=CONTROLLER',
    `listener.security.protocol.map=CONTROLLER:PLAINTEXT,CLIENTS:${protocol}`,
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'auto.create.topics.enable=false',
    // After a kill a restart waits until the dead broker's session has ended.
    'broker.session.timeout.ms=2000',
    'broker.heartbeat.interval.ms=500',
    `log.dirs=${join(home, 'data')}`,
    ...(users === undefined ? [] : knowing(users)),
  ]
  return `${lines.join('\n')}\n`
}

function knowing(users: Users): readonly string[] {
  const entries = Object.entries(users).map(([name, password]) => `user_${name}="${password}"`)
  const own = `username="admin" password="${users['admin'] ?? ''}"`
  const module = 'org.apache.kafka.common.security.plain.PlainLoginModule required'
  return [
    'sasl.enabled.mechanisms=PLAIN',
    'sasl.mechanism.inter.broker.protocol=PLAIN',
    `listener.name.clients.plain.sasl.jaas.config=${module} ${own} ${entries.join(' ')};`,
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    // The controller's listener is of this machine alone and knows nobody by name.
    'super.users=User:admin;User:ANONYMOUS',
  ]
}

async function freePorts(): Promise<readonly [number, number]> {
  const servers = [createServer(), createServer()]
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))))
  const [one = 0, other = 0] = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  return [one, other]
}
