/** Whether `dist` is what the sources make now: asked of what the compiler noted of each file when it compiled it last. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
/** Tests; and what runs in browsers, which is compiled by itself. */
const NOT_COMPILED = /\.(spec|contract)\.ts$|\/testing\/|^apps\/pages\/browser\//
const SAY = 'run `npm run compile`, or `npm test`, which does'

interface BuildInfo {
  readonly fileNames: readonly string[]
  /** For each file: a hash of its text, alone or beside what else is known of it. */
  readonly fileInfos: readonly (string | { readonly version: string })[]
}

/** @throws Error, one sentence, where processes would run other code than these sources */
export function mustBeCompiled(root = ROOT): void {
  const note = join(root, 'dist/.tsbuildinfo')
  if (!existsSync(note)) throw new Error(`dist is not there, or not as it is compiled for the tests: ${SAY}`)
  const { fileNames, fileInfos } = JSON.parse(readFileSync(note, 'utf8')) as BuildInfo
  const noted = new Map(
    fileNames.map((name, at) => {
      const info = fileInfos[at]
      return [name.replace(/^\.\.\//, ''), typeof info === 'string' ? info : info?.version]
    }),
  )
  const changed = sourcesIn(root).find((source) => noted.get(source) !== hashOf(join(root, source)))
  if (changed !== undefined) throw new Error(`dist is older than ${changed}: ${SAY}`)
}

const sourcesIn = (root: string): readonly string[] =>
  ['apps', 'libs']
    .flatMap((top) =>
      readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((name) => join(top, name)),
    )
    .filter((name) => /\.tsx?$/.test(name) && !NOT_COMPILED.test(name))

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file, 'utf8')).digest('hex')
