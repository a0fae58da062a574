/** Documents that are run: the blocks of a tour as its reader would type them, and the answers that stand right under them. Ids, tags, positions, moments, days on which it is run and addresses differ each time; all else is to the letter. */
import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { OWN_ENVIRONMENT } from './environment.ts'

/** An answer as the document shows it, and as it came. */
export interface Shown {
  readonly shown: unknown
  readonly got: unknown
}

const BETWEEN = '\n\u001f\n'
const AT_MOST_MS = 200_000

/** What is run of a document: between which marks, one behind the other; and what stands otherwise in it, by variable. */
export interface Tour {
  readonly parts?: readonly (readonly [from: string, to: string])[]
  readonly variables?: Readonly<Record<string, string>>
}

const WHOLE = [['tour', 'end of tour']] as const

/** Starts a system of its own on the built files, and runs a document's tour in one shell. @param document its path */
export async function toured(
  document: string,
  { parts = WHOLE, variables = {} }: Tour = {},
): Promise<readonly Shown[]> {
  const home = mkdtempSync(join(tmpdir(), 'samenspel-tour-'))
  const env = {
    ...process.env,
    ...OWN_ENVIRONMENT,
    SAMENSPEL_DATA_DIR: home,
    SAMENSPEL_PORT: '0',
    TMPDIR: home,
  }
  const server = spawn(process.execPath, ['dist/apps/api/main.js'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  try {
    const api = await new Promise<string>((resolve, reject) => {
      let printed = ''
      server.once('exit', () => {
        reject(new Error(`the server did not start: ${printed}`))
      })
      server.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        const url = /API\s+(\S+)/.exec(printed)?.[1]
        if (url !== undefined) resolve(url)
      })
    })
    const text = readFileSync(document, 'utf8')
    const steps = parts.flatMap(([from, to]) => stepsOf(text, from, to))
    const script = steps.map(
      ({ commands }) => `${withVariables(commands, { API: api, ...variables })}\nprintf '\\n\\037\\n'`,
    )
    // Not synchronously: what the tour starts may ask something of this process.
    const run = promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script.join('\n')], { env, timeout: AT_MOST_MS })
    const printed = (await run).stdout.split(BETWEEN)
    return steps.flatMap(({ answer }, place) =>
      answer === undefined ? [] : [{ shown: normal(answer), got: normal(printed[place] ?? '') }],
    )
  } finally {
    server.kill()
    await ended
    rmSync(home, { recursive: true, force: true })
  }
}

interface Step {
  readonly commands: string
  readonly answer?: string
}

const withVariables = (commands: string, variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables).reduce(
    (now, [name, value]) => now.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}=${value}`),
    commands,
  )

function stepsOf(document: string, from: string, to: string): readonly Step[] {
  const tour = document.slice(document.indexOf(`<!-- ${from} -->`), document.indexOf(`<!-- ${to} -->`))
  return [...tour.matchAll(/```sh\n(.*?)```\n(?:```(?:json|text)\n(.*?)```)?/gs)].map(([, commands = '', answer]) => ({
    commands,
    ...(answer !== undefined && { answer }),
  }))
}

const AS_IT_COMES: readonly (readonly [RegExp, string])[] = [
  [/http:\/\/127\.0\.0\.1:\d+/g, 'URL'],
  [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID'],
  [/00-[0-9a-f]{32}-[0-9a-f]{16}-01/g, 'TRACEPARENT'],
  [/\b[0-9a-f]{32}\b/g, 'TRACE'],
  [/\\"[A-Za-z0-9_-]{22}\\"/g, 'TAG'],
  [/("position": ?)"[A-Za-z0-9_-]{22}"/g, '$1"POSITION"'],
  [/("revision": ?)\d{16}\b/g, '$1"ORDER"'],
  [/"\d{16}"/g, '"ORDER"'],
  [/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'MOMENT'],
  [/("date": ?)"\d{4}-\d{2}-\d{2}"/g, '$1"DAY"'],
]

function normal(text: string): unknown {
  const same = AS_IT_COMES.reduce((now, [pattern, name]) => now.replace(pattern, name), text.trim())
  return same.startsWith('{') ? JSON.parse(same) : same
}
