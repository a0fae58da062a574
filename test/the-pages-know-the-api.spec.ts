/** The types by which the pages ask the API are made from its document, of what they use of it and no more. `WRITE_API_TYPES=1 npm test -- the-pages-know-the-api` makes them anew. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import openapiTS, { astToString } from 'openapi-typescript'
import { aTown } from './support/story.ts'

const FILE = join(import.meta.dirname, '../apps/pages/api-types.ts')

const USED: Readonly<Record<string, readonly string[]>> = {
  '/plans': ['get'],
  '/plans/{planId}': ['get'],
  '/plans/{planId}/history': ['get'],
  '/plans/{planId}/history/changes': ['get'],
  '/plans/{planId}/deviations/{id}/dossier': ['get'],
  '/plans/{planId}/readers-previews': ['post'],
  '/plans/{planId}/access-records': ['get'],
  '/plans/{planId}/goals': ['post'],
  '/plans/{planId}/goals/{id}/views': ['post'],
  '/plans/{planId}/goals/{id}/evaluation': ['post'],
  '/plans/{planId}/goals/{id}/family-evaluations': ['post'],
  '/plans/{planId}/actions': ['post'],
  '/plans/{planId}/actions/{id}/acceptance': ['post'],
  '/plans/{planId}/actions/{id}/completion': ['post'],
  '/plans/{planId}/actions/{id}/stalls': ['post'],
  '/plans/{planId}/challenges': ['post'],
  '/plans/{planId}/challenges/{id}': ['get'],
  '/plans/{planId}/challenges/{id}/answers': ['post'],
  '/plans/{planId}/challenges/{id}/opening': ['post'],
  '/plans/{planId}/challenges/{id}/acceptance': ['post'],
  '/plans/{planId}/challenges/{id}/rejection': ['post'],
  '/plans/{planId}/challenges/{id}/withdrawal': ['post'],
  '/plans/{planId}/challenge-previews': ['post'],
  '/plans/{planId}/deviations': ['post'],
  '/plans/{planId}/deviations/{id}': ['get'],
  '/plans/{planId}/deviations/{id}/account': ['post'],
  '/plans/{planId}/deviations/{id}/readings': ['post'],
  '/plans/{planId}/deviations/{id}/evaluations': ['post'],
  '/plans/{planId}/deviations/{id}/family-evaluations': ['post'],
  '/plans/{planId}/deviations/{id}/views': ['post'],
  '/plans/{planId}/permissions': ['post'],
  '/plans/{planId}/permissions/{id}/withdrawal': ['post'],
  '/plans/{planId}/withholdings': ['post'],
  '/plans/{planId}/withholdings/{id}/completion': ['post'],
  '/plans/{planId}/withholding-requests': ['get', 'post'],
  '/protocols': ['get'],
  '/protocols/{protocolId}': ['get'],
  '/second-readers': ['get'],
  '/terms': ['get'],
  '/caseload': ['get'],
  '/due': ['get'],
  '/processing-activities': ['get'],
}

const HEAD = `/** The part of the API that the pages use, as its document says it. Made by \`test/the-pages-know-the-api.spec.ts\`; not written by hand. */\n`
/** What says nothing about the form of anything; and headers, which the client of the pages sets for all. */
const LEFT_OUT = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'headers',
  'pattern',
  'format',
  'security',
  'tags',
])

type Json = unknown

function formOnly(value: Json, isNamed: boolean): Json {
  if (Array.isArray(value)) return value.filter((one) => !isHeader(one)).map((one: Json) => formOnly(one, false))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => isNamed || !LEFT_OUT.has(name))
  return Object.fromEntries(
    kept.map(([name, inside]: [string, Json]) => [
      name,
      formOnly(inside, !isNamed && (name === 'properties' || name === 'schemas')),
    ]),
  )
}

const isHeader = (one: Json) => typeof one === 'object' && one !== null && 'in' in one && one.in === 'header'

interface Document {
  readonly paths: Record<string, Record<string, { responses: Record<string, Json> }>>
  readonly components: { readonly schemas: Record<string, Json> }
}

function used({ paths, components, ...rest }: Document): Document {
  const kept = Object.entries(USED).map(([path, methods]) => [
    path,
    Object.fromEntries(
      methods.map((method) => {
        const operation = paths[path]![method]!
        const responses = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
        return [method, { ...operation, responses: Object.fromEntries(responses) }]
      }),
    ),
  ])
  const asked = formOnly(Object.fromEntries(kept), false)
  const schemas: Record<string, Json> = {}
  const left = [JSON.stringify(asked)]
  for (let text = left.pop(); text !== undefined; text = left.pop())
    for (const [, name = ''] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (name in schemas) continue
      schemas[name] = formOnly(components.schemas[name], false)
      left.push(JSON.stringify(schemas[name]))
    }
  const inOrder = Object.fromEntries(Object.entries(schemas).sort(([one], [other]) => (one < other ? -1 : 1)))
  return {
    ...(formOnly({ ...rest, paths: {}, components: {} }, false) as Document),
    paths: asked as Document['paths'],
    components: { schemas: inOrder },
  }
}

it('they say what the document says now', async () => {
  const town = await aTown()
  const document = (await (await fetch(`${town.api}/openapi.json`)).json()) as Document
  await town.close()
  const made = HEAD + astToString(await openapiTS(JSON.stringify(used(document))))
  if (process.env['WRITE_API_TYPES'] === '1') writeFileSync(FILE, made)
  expect(readFileSync(FILE, 'utf8')).toBe(made)
}, 60_000)
