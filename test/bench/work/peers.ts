/** What others made, from the package file beside this one: installed when first needed, and told apart from what cannot be had here. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = join(dirname(fileURLToPath(import.meta.url)), '..')

/** @throws Error when the install fails, with the end of what it said */
export function installPeers(): void {
  if (existsSync(join(HERE, 'node_modules'))) return
  process.stderr.write('Installing what the figures are compared with (once)…\n')
  const { status, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: HERE, encoding: 'utf8' })
  if (status !== 0)
    throw new Error(`the peers could not be installed: ${stderr.trim().split('\n').slice(-3).join(' ')}`)
}

/** A peer's module, whose types are not known here: what is used of it is said by whoever imports it. */
export const peer = async <Module>(name: string): Promise<Module> => (await import(name)) as Module
