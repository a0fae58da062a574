/** A test that cannot run here is skipped where everyone sees it, and where all must run it fails: tried on runs of Jest with tests planted for it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

const ROOT = join(import.meta.dirname, '..')
const house = mkdtempSync(join(tmpdir(), 'samenspel-skips-'))

const planted = (missing: string) => `
import { expect, it } from '@jest/globals'
import { needs } from ${JSON.stringify(join(ROOT, 'test/support/needs.ts'))}
const broker = needs('a broker', ${missing})
broker.describe('a topic', () => {
  it('is made', () => { expect(1).toBe(1) })
})
broker.it('takes what is sent', () => { expect(1).toBe(1) })
it('runs everywhere', () => { expect(1).toBe(1) })
`

beforeAll(() => {
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'))
  writeFileSync(join(house, 'present.spec.ts'), planted('undefined'))
  writeFileSync(join(house, 'missing.spec.ts'), planted("'none is running'"))
})

afterAll(() => {
  rmSync(house, { recursive: true })
})

function run(spec: string, environment: Readonly<Record<string, string>> = {}, ...more: readonly string[]) {
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js')
  const args = [jest, '--roots', house, '--testPathPatterns', spec, ...more]
  const { REQUIRE_ENGINES: _, ...inherited } = process.env
  const env = { ...inherited, NODE_OPTIONS: '--experimental-vm-modules', ...environment }
  try {
    execFileSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    return { passed: true, said: '' }
  } catch (left) {
    return { passed: false, said: String((left as { stderr: unknown }).stderr) }
  }
}

describe('a test whose engine is not there', () => {
  it('is skipped, and the run still passes', () => {
    expect(run('missing')).toMatchObject({ passed: true })
  }, 30_000)

  it('fails the run where every engine is required, which says how many were skipped and why', () => {
    const { passed, said } = run('missing', { REQUIRE_ENGINES: '1' })
    expect(passed).toBe(false)
    expect(said).toContain('Skipped: 2 tests, a broker: none is running')
  }, 30_000)

  it('fails no run that did not ask for it', () => {
    expect(run('missing', { REQUIRE_ENGINES: '1' }, '-t', 'runs everywhere')).toMatchObject({ passed: true })
  }, 30_000)
})

describe('a test whose engine is there', () => {
  it('runs where every engine is required', () => {
    expect(run('present', { REQUIRE_ENGINES: '1' })).toMatchObject({ passed: true })
  }, 30_000)
})
