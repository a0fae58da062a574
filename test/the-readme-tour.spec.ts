/** The README's tour, run as its reader would, with the answers it shows. Ids, tags, positions, moments and dates differ each time; all else is to the letter. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

const home = mkdtempSync(join(tmpdir(), 'samenspel-tour-'))
const environment = { ...process.env, NODE_OPTIONS: '', SAMENSPEL_DATA_DIR: home, SAMENSPEL_PORT: '0' }
let server: ChildProcess
let api: string

beforeAll(async () => {
  server = spawn(process.execPath, ['dist/apps/api/main.js'], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] })
  api = await new Promise<string>((resolve, reject) => {
    let printed = ''
    server.once('exit', () => {
      reject(new Error(`the server did not start: ${printed}`))
    })
    server.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const url = /API\s+(\S+)/.exec(printed)?.[1]
      if (url !== undefined) resolve(url)
    })
  })
}, 60_000)

afterAll(() => {
  server.kill()
  rmSync(home, { recursive: true, force: true })
})

interface Step {
  readonly commands: string
  readonly answer?: string
}

/** The tour's blocks: commands, and the answer that stands right under them. */
function stepsOf(readme: string): readonly Step[] {
  const tour = readme.slice(readme.indexOf('<!-- tour -->'), readme.indexOf('<!-- end of tour -->'))
  return [...tour.matchAll(/```sh\n(.*?)```\n(?:```(?:json|text)\n(.*?)```)?/gs)].map(([, commands = '', answer]) => ({
    commands,
    ...(answer !== undefined && { answer }),
  }))
}

const AS_IT_COMES: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID'],
  [/\\"[A-Za-z0-9_-]{22}\\"/g, 'TAG'],
  [/\b\d{16}\b/g, 'POSITION'],
  [/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'MOMENT'],
]

function normal(text: string): unknown {
  const same = AS_IT_COMES.reduce((now, [pattern, name]) => now.replace(pattern, name), text.trim())
  return same.startsWith('{') ? JSON.parse(same) : same
}

describe('the tour of the README', () => {
  it('gives the answers that it shows', () => {
    const steps = stepsOf(readFileSync('README.md', 'utf8'))
    expect(steps.length).toBeGreaterThan(6)
    const script = steps.map(({ commands }) => `${commands.replace(/^API=.*$/m, `API=${api}`)}\nprintf '\\n\\037\\n'`)
    const printed = execFileSync('bash', ['-euo', 'pipefail', '-c', script.join('\n')], {
      encoding: 'utf8',
      env: environment,
      timeout: 100_000,
    }).split('\n\u001f\n')
    const shown = steps.flatMap(({ answer }, place) =>
      answer === undefined ? [] : [{ answer, got: printed[place] ?? '' }],
    )
    expect(shown).toHaveLength(4)
    for (const { answer, got } of shown) expect(normal(got)).toEqual(normal(answer))
  }, 120_000)
})
