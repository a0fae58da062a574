/** A client in TypeScript is made from the API's document and nothing else: nothing is warned of, nothing dropped, what it says compiles, and a small story is told with it. */
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import { operationsOf } from './support/routes.ts'
import { schemasOf } from './support/samples.ts'
import { aTown, type Town } from './support/story.ts'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '..')
const house = mkdtempSync(join(tmpdir(), 'samenspel-client-'))
const COMPILER = {
  compilerOptions: {
    strict: true,
    target: 'es2024',
    module: 'nodenext',
    types: ['node'],
    noEmit: true,
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: false,
    skipLibCheck: true,
  },
}

let town: Town
let document: OpenAPIObject

beforeAll(async () => {
  town = await aTown()
  document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
  writeFileSync(join(house, 'openapi.json'), JSON.stringify(document))
  writeFileSync(join(house, 'package.json'), '{"type":"module"}')
  writeFileSync(join(house, 'tsconfig.json'), JSON.stringify(COMPILER))
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'))
  copyFileSync(join(ROOT, 'test/clients/a-small-story.ts.txt'), join(house, 'story.ts'))
}, 60_000)

afterAll(async () => {
  await town.close()
  rmSync(house, { recursive: true })
})

const inHouse = (...args: readonly string[]) => run(process.execPath, args, { cwd: house })

describe('types from the document', () => {
  it('are made without a warning, and hold every operation and every schema', async () => {
    const made = await inHouse('node_modules/openapi-typescript/bin/cli.js', 'openapi.json', '-o', 'document.ts')
    expect(`${made.stdout}${made.stderr}`).not.toMatch(/warn|error|deprecat|⚠|✘/i)
    const types = readFileSync(join(house, 'document.ts'), 'utf8')
    const ids = operationsOf(document).map(({ operation }) => operation.operationId ?? '')
    const schemas = Object.keys(schemasOf(document))
    expect(ids.filter((id) => !types.includes(`\n    ${id}: {`))).toEqual([])
    expect(schemas.filter((name) => !types.includes(`\n        ${name}: `))).toEqual([])
    expect(ids.length + schemas.length).toBeGreaterThan(200)
  }, 60_000)

  it('are enough to tell a small story with: it compiles, and what was written is read back', async () => {
    const compiled = await inHouse('node_modules/typescript/bin/tsc', '-p', '.').catch((failed: unknown) => failed)
    expect(compiled).toMatchObject({ stdout: '' })
    const coordinator = await town.person('coordinator', 'Noor')
    const professional = await town.person('professional', 'Yara')
    const who = [town.api, coordinator.token, professional.token, professional.id]
    const { stdout } = await inHouse('story.ts', ...who)
    expect(JSON.parse(stdout)).toEqual({ members: 1, words: 'Weer naar school', stance: 'has-doubts' })
  }, 60_000)
})
