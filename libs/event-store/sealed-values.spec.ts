import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeEach, expect, it } from '@jest/globals'
import { sealedValuesContract } from './sealed-values.contract.ts'
import { openSqliteSealedValues } from './sqlite-sealed-values.ts'

const directory = mkdtempSync(join(tmpdir(), 'sealed-values-'))
let files = 0
let file: string

beforeEach(() => {
  files += 1
  file = join(directory, `${String(files)}.db`)
})
afterAll(() => {
  rmSync(directory, { recursive: true })
})

sealedValuesContract('SQLite', () => Promise.resolve(openSqliteSealedValues(join(directory, `${String(files)}.db`))))

it('leaves a file alone that is something else', () => {
  writeFileSync(file, 'not a database, and long enough for its first page to be looked at')
  expect(() => openSqliteSealedValues(file)).toThrow(expect.objectContaining({ reason: 'not-a-store' }))

  const other = `${file}.other`
  const db = new DatabaseSync(other)
  db.exec('CREATE TABLE somebody_elses (x)')
  db.close()
  expect(() => openSqliteSealedValues(other)).toThrow(expect.objectContaining({ reason: 'not-a-store' }))
})

it('refuses all that come together when one of them cannot be written, and tells each', async () => {
  const values = openSqliteSealedValues(file)
  const other = new DatabaseSync(file)
  other.exec(
    "CREATE TRIGGER no BEFORE INSERT ON sealed_value WHEN NEW.ref = 'bad' BEGIN SELECT raise(ABORT, 'planted'); END",
  )
  other.close()
  const put = (ref: string) => values.put(new Map([[ref, '{}']]))
  const outcomes = await Promise.allSettled([put('good'), put('bad')])

  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await values.get(['good', 'bad'])).toEqual(new Map())
  await put('good')
  expect(await values.get(['good'])).toEqual(new Map([['good', '{}']]))
  await values.close()
})
