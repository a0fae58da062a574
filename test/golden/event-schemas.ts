/** Writes the schemas of public events as they are released: `node test/golden/event-schemas.ts NAME`. What it wrote is never written again: partners build on it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataSchemaOf } from '../../libs/plan/for-partner-schemas.ts'
import { PUBLIC_TYPES } from '../../libs/plan/for-partner.ts'
import { HISTORY_REPLACED, HISTORY_REPLACED_SCHEMA } from '../../libs/relaying/history-replaced.ts'

const [name = 'next'] = process.argv.slice(2)
const folder = join(import.meta.dirname, 'event-schemas', name)
mkdirSync(folder, { recursive: true })
const schemas = PUBLIC_TYPES.map((type) => [type, dataSchemaOf(type)] as const)
for (const [{ type, version }, schema] of [...schemas, [HISTORY_REPLACED, HISTORY_REPLACED_SCHEMA] as const])
  writeFileSync(join(folder, `${type}.${String(version)}.json`), `${JSON.stringify(schema, undefined, 2)}\n`)
