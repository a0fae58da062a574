/**
 * What a broker of our own is started from, kept between runs and outside the work tree: Kafka's jars from Maven Central, an empty formatted log
 * directory, and an archive of the classes a start loads, without which each start takes the JVM four times as long.
 */
import { execFile, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

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
const FETCH_WITHIN_MS = 300_000
const PREPARE_WITHIN_MS = 120_000

const JARS = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'samenspel', `kafka-${KAFKA}`)
const PREPARED = `${JARS}-prepared`
const CLASSES = join(PREPARED, 'classes.jsa')
/** A log directory as `StorageTool format` makes it; a broker starts on a copy. */
export const FORMATTED = join(PREPARED, 'formatted')

/** Fetches and prepares, once, where there is a JVM and Maven. @returns why there is no broker to start; undefined where there is one */
export async function whyNoKafka(): Promise<string | undefined> {
  if (!isThere('java', '-version')) return 'no KAFKA_URL, and no java on this machine'
  if (!existsSync(JARS) && !isThere('mvn', '--version')) return 'no KAFKA_URL, and no mvn to fetch a broker with'
  return (
    (await made(JARS, 'Maven could not fetch a broker', fetchJars)) ??
    (await made(PREPARED, 'the broker could not be prepared', prepare))
  )
}

const isThere = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0

/** Whole or not at all; another run may have been quicker. */
async function made(place: string, fault: string, make: (at: string) => Promise<void>): Promise<string | undefined> {
  if (existsSync(place)) return undefined
  mkdirSync(join(place, '..'), { recursive: true })
  const making = mkdtempSync(`${place}-`)
  try {
    await make(making)
    if (!existsSync(place)) renameSync(making, place)
    return undefined
  } catch (why) {
    return existsSync(place) ? undefined : `no KAFKA_URL, and ${fault}: ${String(why).split('\n', 1)[0] ?? ''}`
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

const fetchJars = async (at: string) => {
  writeFileSync(join(at, 'pom.xml'), POM)
  const into = `-DoutputDirectory=${at}`
  await run('mvn', ['-q', '-B', '-f', at, 'dependency:copy-dependencies', into], { timeout: FETCH_WITHIN_MS })
}

/** Any 16 bytes are a cluster's id. */
const CLUSTER_ID = Buffer.from('samenspel-kafka-').toString('base64url')

async function prepare(at: string): Promise<void> {
  const { settings } = await settingsIn(at, undefined)
  await run('java', java('kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', settings))
  cpSync(join(at, 'data'), join(at, 'formatted'), { recursive: true })
  await archiveClasses(at, settings)
}

/** What a start loads, written down when the broker stops; a JVM that cannot do so starts its brokers slower. */
async function archiveClasses(at: string, settings: string): Promise<void> {
  const archiving = ['-XX:+IgnoreUnrecognizedVMOptions', `-XX:ArchiveClassesAtExit=${join(at, 'classes.jsa')}`]
  const broker = spawn('java', [...archiving, ...java('kafka.Kafka', settings)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => broker.once('exit', resolve))
  const overdue = setTimeout(() => broker.kill('SIGKILL'), PREPARE_WITHIN_MS)
  for await (const line of createInterface({ input: broker.stderr })) {
    if (line.includes('Kafka Server started')) broker.kill('SIGTERM')
  }
  await ended
  clearTimeout(overdue)
  rmSync(join(at, 'data'), { recursive: true })
}

/** Arguments that run a class of Kafka. */
export function java(...args: readonly string[]): string[] {
  const archive = existsSync(CLASSES) ? [`-XX:SharedArchiveFile=${CLASSES}`] : []
  // The quick compiler only: a broker that lives for seconds would spend most of them on the other one.
  return ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', ...archive, '-cp', `${JARS}/*`, ...args]
}

/** Users of a broker that asks who is there: name and password. */
export type Users = Readonly<Record<string, string>>

/** Writes down what a broker reads at its start: on free ports, with its data beside. @returns where it stands, and where clients come */
export async function settingsIn(
  home: string,
  users: Users | undefined,
  advertise?: (port: number) => Promise<number>,
): Promise<{ readonly settings: string; readonly port: number }> {
  const [port, controllerPort] = await freePorts()
  const settings = join(home, 'server.properties')
  const advertised = advertise === undefined ? port : await advertise(port)
  writeFileSync(settings, propertiesOf({ port, advertised, controllerPort, home, users }))
  return { settings, port: advertised }
}

interface Place {
  readonly port: number
  /** Where it says that clients are to come. */
  readonly advertised: number
  readonly controllerPort: number
  readonly home: string
  readonly users: Users | undefined
}

/** One node that is its own controller. */
function propertiesOf({ port, advertised, controllerPort, home, users }: Place): string {
  const protocol = users === undefined ? 'PLAINTEXT' : 'SASL_PLAINTEXT'
  const lines = [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${String(controllerPort)}`,
    `listeners=CLIENTS://127.0.0.1:${String(port)},CONTROLLER://127.0.0.1:${String(controllerPort)}`,
    `advertised.listeners=CLIENTS://127.0.0.1:${String(advertised)}`,
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
