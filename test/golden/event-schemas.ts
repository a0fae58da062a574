/** Writes the schemas of public events as they are released: `node test/golden/event-schemas.ts NAME`. What it wrote is never written again: partners build on it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataSchemaOf } from '../../libs/plan/for-partner-schemas.ts'
import { PUBLIC_TYPES } from '../../libs/plan/for-partner.ts'

const [name = 'next'] = process.argv.slice(2)
const folder = join(import.meta.dirname, 'event-schemas', name)
mkdirSync(folder, { recursive: true })
for (const type of PUBLIC_TYPES)
  writeFileSync(join(folder, `${type.type}.${String(type.version)}.json`), `${JSON.stringify(dataSchemaOf(type), undefined, 2)}\n`)
