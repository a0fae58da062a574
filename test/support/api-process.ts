/** The API as operators run it: a process of its own, built, on a directory of its own; with people's tokens, stopped and started again. */
import { spawn } from 'node:child_process'
import type { Role } from '../../libs/deciding/decider.ts'
import { mustBeCompiled } from './compiled.ts'
import { OWN_ENVIRONMENT } from './environment.ts'
import { until } from './partners.ts'
import { UNHURRIED } from './unhurried.ts'

const MAIN = 'dist/apps/api/main.js'
const TOKENS_LAST_SECONDS = 3_600

export interface ApiProcess extends AsyncDisposable {
  /** Without `/v1`. */
  readonly url: string
  readonly pid: number | undefined
  readonly stderr: () => string
  signal(name: NodeJS.Signals): void
  /** Its exit status; null where a signal ended it. */
  readonly ended: Promise<number | null>
  readonly hasEnded: () => boolean
}

export async function startApi(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
  preload?: URL,
): Promise<ApiProcess> {
  mustBeCompiled()
  const api = spawn(process.execPath, [...(preload === undefined ? [] : ['--import', preload.href]), MAIN], {
    env: { ...OWN_ENVIRONMENT, ...UNHURRIED, SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // It never outlives whoever started it.
  process.once('exit', () => api.kill('SIGKILL'))
  let [said, faults] = ['', '']
  api.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  api.stderr.setEncoding('utf8').on('data', (chunk: string) => (faults += chunk))
  const ended = new Promise<number | null>((resolve) => api.once('exit', resolve))
  const hasEnded = () => api.exitCode !== null || api.signalCode !== null
  const url = () => /API\s+(http:\S+)\/v1/.exec(said)?.[1]
  await until(() => {
    if (hasEnded()) throw new Error(`the API ended: ${faults}`)
    return url() !== undefined
  }, 60_000)
  return {
    url: url() ?? '',
    pid: api.pid,
    stderr: () => faults,
    signal: (name) => api.kill(name),
    ended,
    hasEnded,
    async [Symbol.asyncDispose]() {
      api.kill('SIGKILL')
      await ended
    },
  }
}

/** A token of the development issuer on that directory. */
export async function tokenFor(dataDir: string, role: Role, organisation?: string): Promise<string> {
  // Loaded where it is asked for: plain Node does not run decorators from the sources.
  const { readConfiguration } = await import('../../libs/installation/configuration.ts')
  const { developmentIssuer } = await import('../../apps/api/sign-in/development-issuer.ts')
  const issuer = await developmentIssuer(readConfiguration({ SAMENSPEL_DATA_DIR: dataDir }))
  return issuer.issue({
    role,
    name: role,
    lifetimeSeconds: TOKENS_LAST_SECONDS,
    ...(organisation !== undefined && { organisation }),
  })
}
