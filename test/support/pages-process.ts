/** The pages as operators run them in a cluster: a process of their own, built. */
import { spawn } from 'node:child_process'
import { mustBeCompiled } from './compiled.ts'
import { OWN_ENVIRONMENT } from './environment.ts'
import { until } from './partners.ts'

const SAID = /The pages of Samenspel are open: (\S+)/

export interface PagesProcess {
  /** Where browsers reach them. */
  readonly url: string
  /** @returns its exit status; null where the signal ended it */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

/** @param api with its `/v1` */
export async function startPages(api: string, settings: Readonly<Record<string, string>> = {}): Promise<PagesProcess> {
  mustBeCompiled()
  const env = {
    ...OWN_ENVIRONMENT,
    SAMENSPEL_PAGES_API: api.replace(/\/v1$/, ''),
    SAMENSPEL_PAGES_PORT: '0',
    ...settings,
  }
  const pages = spawn(process.execPath, ['dist/apps/pages/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  process.once('exit', () => pages.kill('SIGKILL'))
  let said = ''
  for (const stream of [pages.stdout, pages.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  const ended = new Promise<number | null>((resolve) => pages.once('exit', resolve))
  await until(() => {
    if (pages.exitCode !== null) throw new Error(`the pages ended: ${said}`)
    return SAID.test(said)
  }, 60_000)
  return {
    url: SAID.exec(said)?.[1] ?? '',
    end: (signal) => {
      pages.kill(signal)
      return ended
    },
  }
}
