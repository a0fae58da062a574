/** The linter of the NLGov API Design Rules, on a document of ours. Its rules are not kept here. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { needs } from './needs.ts'

const ROOT = join(import.meta.dirname, '../..')
const RULES = '../shared/data/adr/linter.yaml'

export const withTheLinter = needs(
  'the linter of the API Design Rules',
  existsSync(join(ROOT, RULES)) ? undefined : `there is no ${RULES}`,
)

/** What the linter says of the document, each as its code and where: `paths-kebab-case paths./Books`. */
export async function findingsIn(document: unknown): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'openapi-'))
  try {
    const file = join(folder, 'openapi.json')
    await writeFile(file, JSON.stringify(document))
    const spectral = join(ROOT, 'node_modules/@stoplight/spectral-cli/dist/index.js')
    const args = [spectral, 'lint', file, '--ruleset', join(ROOT, RULES), '--format', 'json', '--quiet']
    // It ends with 1 when it found something.
    const { stdout } = await promisify(execFile)(process.execPath, args).catch(
      (ended: unknown) => ended as { stdout: string },
    )
    const found = JSON.parse(stdout) as { readonly code: string; readonly path: readonly string[] }[]
    return found.map(({ code, path }) => `${code} ${path.join('.')}`)
  } finally {
    await rm(folder, { recursive: true })
  }
}
