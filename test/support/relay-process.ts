/** The relay as operators run it: a process of its own, built, beside the town's API; started, stopped and killed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mustBeCompiled } from './compiled.ts'
import { OWN_ENVIRONMENT } from './environment.ts'
import { until } from './partners.ts'
import type { Town } from './story.ts'

const MAIN = 'dist/apps/relay/main.js'

export interface LogLine {
  readonly msg: string
  readonly level: number
  readonly [member: string]: unknown
}

export interface RelayProcess extends AsyncDisposable {
  readonly said: readonly LogLine[]
  /** Waits for a line of its log. */
  says(msg: string, atMostMs?: number): Promise<LogLine>
  kill(): Promise<void>
  /** In order, as a container is stopped. @returns its exit status */
  stop(): Promise<number | null>
  readonly ended: Promise<number | null>
  readonly hasEnded: () => boolean
}

export interface RelayOf {
  readonly town: Pick<Town, 'api' | 'dataDir'>
  readonly brokers: readonly string[]
  readonly credentialsFile?: string
  /** A module that the process loads first. */
  readonly preload?: URL | undefined
  /** More of its environment. */
  readonly environment?: Readonly<Record<string, string>>
}

export function startRelay({ town, brokers, credentialsFile, preload, environment }: RelayOf): RelayProcess {
  mustBeCompiled()
  const relay = spawn(process.execPath, [...(preload === undefined ? [] : ['--import', preload.href]), MAIN], {
    env: {
      ...OWN_ENVIRONMENT,
      SAMENSPEL_DATA_DIR: town.dataDir,
      SAMENSPEL_PUBLIC_URL: town.api.replace(/\/v1$/, ''),
      SAMENSPEL_KAFKA_BROKERS: brokers.join(','),
      ...(credentialsFile !== undefined && { SAMENSPEL_KAFKA_CREDENTIALS_FILE: credentialsFile }),
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  process.once('exit', () => relay.kill('SIGKILL'))
  const said = linesOf(relay)
  const ended = new Promise<number | null>((resolve) => relay.once('exit', resolve))
  const end = (signal: NodeJS.Signals) => {
    relay.kill(signal)
    return ended
  }
  return {
    said,
    ended,
    hasEnded: () => relay.exitCode !== null || relay.signalCode !== null,
    async says(msg, atMostMs) {
      await until(() => {
        if (relay.exitCode !== null && !said.some((line) => line.msg === msg))
          throw new Error(`the relay ended: ${JSON.stringify(said)}`)
        return said.some((line) => line.msg === msg)
      }, atMostMs)
      return said.find((line) => line.msg === msg) ?? { msg, level: 0 }
    },
    kill: () => end('SIGKILL').then(() => undefined),
    stop: () => end('SIGTERM'),
    [Symbol.asyncDispose]: () => end('SIGKILL').then(() => undefined),
  }
}

function linesOf(relay: ChildProcess): readonly LogLine[] {
  const said: LogLine[] = []
  let text = ''
  relay.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (text + chunk).split('\n')
    text = lines.pop() ?? ''
    // Node has a warning of its own on standard error, and says there why a process cannot start.
    for (const line of lines) said.push(line.startsWith('{') ? (JSON.parse(line) as LogLine) : { msg: line, level: 0 })
  })
  return said
}
