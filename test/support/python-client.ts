/** The generator of Python clients, in the pinned version: fetched once where there is a Python with pip, and kept between runs outside the work tree. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { needs } from './needs.ts'

const run = promisify(execFile)

const GENERATOR = 'openapi-python-client==0.29.1'
const FETCH_WITHIN_MS = 300_000

const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'samenspel')
const PACKAGES = join(CACHE, GENERATOR)

/** What the generated client stands on is fetched with its generator. */
const environment = () => ({
  ...process.env,
  PYTHONPATH: PACKAGES,
  PYTHONDONTWRITEBYTECODE: '1',
  PATH: [join(PACKAGES, 'bin'), process.env['PATH']].join(delimiter),
})

/** Python, with the generator and what its clients need. */
export const python = (folder: string, ...args: readonly string[]) =>
  run('python3', args, { cwd: folder, env: environment() })

async function whyNone(): Promise<string | undefined> {
  const isNew = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).status === 0
  if (!isNew) return 'no python3 of 3.11 or later on this machine'
  if (existsSync(PACKAGES)) return undefined
  mkdirSync(CACHE, { recursive: true })
  // Whole or not at all; another run may have been quicker.
  const fetching = mkdtempSync(`${PACKAGES}-`)
  try {
    await run('python3', ['-m', 'pip', 'install', '-q', '--target', fetching, GENERATOR], { timeout: FETCH_WITHIN_MS })
    if (!existsSync(PACKAGES)) renameSync(fetching, PACKAGES)
    return undefined
  } catch (why) {
    return existsSync(PACKAGES) ? undefined : `pip could not fetch it: ${String(why).split('\n', 1)[0] ?? ''}`
  } finally {
    rmSync(fetching, { recursive: true, force: true })
  }
}

export const withPython = needs('the generator of Python clients', await whyNone())
