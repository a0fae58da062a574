/** The sample partner as a partner runs it: a process of its own, built, with a token and a memory of its own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mustBeCompiled } from './compiled.ts'
import { OWN_ENVIRONMENT } from './environment.ts'
import { until } from './partners.ts'
import type { Town } from './story.ts'

const MAIN = 'dist/apps/sample-partner/main.js'

export interface SamplePartnerProcess extends AsyncDisposable {
  /** Lines of its standard output. */
  readonly said: readonly string[]
  /** All that it wrote to standard error. */
  readonly complained: () => string
  /** Waits for lines that hold this. */
  says(words: string, times?: number): Promise<readonly string[]>
  kill(): Promise<void>
  stop(): Promise<number | null>
  readonly ended: Promise<number | null>
}

export function startSamplePartner(args: readonly string[], env: NodeJS.ProcessEnv = {}): SamplePartnerProcess {
  mustBeCompiled()
  const partner = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { ...OWN_ENVIRONMENT, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  let text = ''
  let complaint = ''
  partner.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (text + chunk).split('\n')
    text = lines.pop() ?? ''
    said.push(...lines)
  })
  partner.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint += chunk
  })
  const ended = new Promise<number | null>((resolve) => partner.once('close', resolve))
  const end = (signal: NodeJS.Signals) => {
    partner.kill(signal)
    return ended
  }
  return {
    said,
    complained: () => complaint,
    ended,
    async says(words, times = 1) {
      const found = () => said.filter((line) => line.includes(words))
      await until(() => {
        if (partner.exitCode !== null && found().length < times)
          throw new Error(`the sample partner ended: ${complaint} ${said.join('\n')}`)
        return found().length >= times
      }, 30_000).catch((fault: unknown) => {
        throw new Error(`it did not say "${words}" but: ${said.join('\n')} ${complaint}`, { cause: fault })
      })
      return found()
    },
    kill: () => end('SIGKILL').then(() => undefined),
    stop: () => end('SIGTERM'),
    // In order: of a member of its group that was killed the broker thinks for a while that it will be back.
    [Symbol.asyncDispose]: () => end('SIGTERM').then(() => undefined),
  }
}

export interface PartnerHome extends Disposable {
  readonly tokenFile: string
  /** Flags of a partner whose files are here. */
  flags(organisation: string, brokers: readonly string[]): readonly string[]
  write(name: string, text: string): string
}

/** A directory of a partner's own. */
export function aPartnerHome(town: Town, token: string): PartnerHome {
  const home = mkdtempSync(join(tmpdir(), 'samenspel-sample-partner-'))
  const write = (name: string, text: string) => {
    writeFileSync(join(home, name), text)
    return join(home, name)
  }
  const tokenFile = write('token', token)
  return {
    tokenFile,
    write,
    flags: (organisation, brokers) => [
      ...['--oin', organisation, '--api', town.api, '--brokers', brokers.join(',')],
      ...['--token-file', tokenFile, '--state-file', join(home, 'state.db')],
    ],
    [Symbol.dispose]() {
      rmSync(home, { recursive: true, force: true })
    },
  }
}
