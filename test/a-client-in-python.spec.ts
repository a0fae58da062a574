/** A client in Python is made from the API's document and nothing else: nothing is warned of, nothing dropped, and a small story is told with it. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import { python, withPython } from './support/python-client.ts'
import { operationsOf } from './support/routes.ts'
import { schemasOf } from './support/samples.ts'
import { aTown, type Town } from './support/story.ts'

const house = mkdtempSync(join(tmpdir(), 'samenspel-python-'))

let town: Town
let document: OpenAPIObject

beforeAll(async () => {
  town = await aTown()
  document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
  writeFileSync(join(house, 'openapi.json'), JSON.stringify(document))
  copyFileSync(join(import.meta.dirname, 'clients/a_small_story.py'), join(house, 'a_small_story.py'))
}, 60_000)

afterAll(async () => {
  await town.close()
  rmSync(house, { recursive: true })
})

const GENERATE = ['generate', '--path', 'openapi.json', '--output-path', 'made', '--meta', 'none', '--fail-on-warning']

withPython.describe('a client in Python', () => {
  withPython.it(
    'is made without a warning, with every operation, and every schema of an object or a list of values',
    async () => {
      const made = await python(house, '-m', 'openapi_python_client', ...GENERATE)
      expect(`${made.stdout}${made.stderr}`.trim()).toBe('Generating made')
      const told = await python(house, '-c', 'import made.models; print("\\n".join(made.models.__all__))')
      const classes = new Set(told.stdout.split('\n'))
      // What is a text, a list or a choice between schemas is no class in Python.
      const named = Object.entries(schemasOf(document)).filter(
        ([, schema]) => 'properties' in schema || 'enum' in schema,
      )
      expect(named.length).toBeGreaterThan(150)
      expect(named.map(([name]) => name).filter((name) => !classes.has(name))).toEqual([])
      const modules = await python(
        house,
        '-c',
        'import pathlib; print("\\n".join(each.stem for each in pathlib.Path("made/api").glob("*/*.py")))',
      )
      const inSnakes = (id: string) => id.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      const ids = operationsOf(document).map(({ operation }) => inSnakes(operation.operationId ?? ''))
      expect(ids.filter((id) => !modules.stdout.split('\n').includes(id))).toEqual([])
    },
    120_000,
  )

  withPython.it(
    'is enough to tell a small story with: what was written is read back',
    async () => {
      const coordinator = await town.person('coordinator', 'Noor')
      const professional = await town.person('professional', 'Yara')
      const who = [town.api, coordinator.token, professional.token, professional.id]
      const { stdout } = await python(house, 'a_small_story.py', ...who)
      expect(JSON.parse(stdout)).toEqual({ members: 1, words: 'Weer naar school', stance: 'has-doubts' })
    },
    60_000,
  )
})
