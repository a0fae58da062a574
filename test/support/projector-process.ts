/** The projector as operators run it: a process of its own, built; stopped and killed. */
import { spawn } from 'node:child_process'
import { mustBeCompiled } from './compiled.ts'
import { OWN_ENVIRONMENT } from './environment.ts'
import { until } from './partners.ts'

const MAIN = 'dist/apps/projector/main.js'

export interface ProjectorProcess extends AsyncDisposable {
  /** All that it wrote on standard error. */
  readonly stderr: () => string
  readonly says: (msg: string) => Promise<void>
  readonly hasSaid: (msg: string) => boolean
  /** How often it said so of the lists: who looked is kept under a lease of its own. */
  readonly timesOfLists: (msg: string) => number
  readonly hasEnded: () => boolean
  readonly signal: (name: NodeJS.Signals) => void
  /** @returns its exit status; null where the signal ended it */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

export function startProjector(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
  preload?: URL,
): ProjectorProcess {
  mustBeCompiled()
  const projector = spawn(process.execPath, [...(preload === undefined ? [] : ['--import', preload.href]), MAIN], {
    env: { ...OWN_ENVIRONMENT, SAMENSPEL_DATA_DIR: dataDir, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  process.once('exit', () => projector.kill('SIGKILL'))
  let said = ''
  projector.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  const ended = new Promise<number | null>((resolve) => projector.once('exit', resolve))
  const timesOfLists = (msg: string) => said.split(`"keeps":"lists","msg":"${msg}"`).length - 1
  const hasSaid = (msg: string) => said.includes(`"msg":"${msg}"`)
  const end = (signal: NodeJS.Signals) => {
    projector.kill(signal)
    return ended
  }
  return {
    stderr: () => said,
    hasSaid,
    timesOfLists,
    hasEnded: () => projector.exitCode !== null || projector.signalCode !== null,
    signal: (name) => projector.kill(name),
    says: (msg) =>
      until(() => {
        if (projector.exitCode !== null) throw new Error(`the projector ended: ${said}`)
        return hasSaid(msg)
      }, 20_000),
    end,
    [Symbol.asyncDispose]: () => end('SIGKILL').then(() => undefined),
  }
}
