/** The processing log that the standard asks for: a line for each person concerned by each look, without who looked, under ids that say nothing; none lost where it stood still. */
import { mkdtempSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { ProcessingLine } from '../apps/api/access-records/processing-log.ts'
import { otlpReceiver } from './support/otlp-receiver.ts'
import { until } from './support/partners.ts'
import { closeAll } from './support/closing.ts'
import { aTown, type Person, type Town } from './support/story.ts'

let dataDir: string
let town: Town
let noor: Person
let log: string

async function open(place: string | undefined): Promise<void> {
  // Of its own, so that it can be opened again on the same files.
  town = await aTown(undefined, { SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PROCESSING_LOG: place })
  noor = await town.person('coordinator', 'Noor')
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'samenspel-log-'))
  log = join(dataDir, 'processing.jsonl')
})
afterEach(() =>
  closeAll({
    town: () => town.close(),
    files: () => {
      rmSync(dataDir, { recursive: true })
    },
  }),
)

const lines = () =>
  (existsSync(log) ? readFileSync(log, 'utf8') : '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ProcessingLine)

async function aPlanOfTwo() {
  const asking = town.as(noor)
  const { planId } = await asking.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
  const persons: string[] = []
  for (const name of ['Kim', 'Wim'])
    persons.push((await asking.post(`/plans/${planId}/members`, { name, birthDate: '1985-01-31' })).id)
  return { planId, persons }
}

describe('the processing log', () => {
  it('has a line for each person of each look, and none for who looked at nobody', async () => {
    await open(log)
    const { planId, persons } = await aPlanOfTwo()
    const asking = town.as(noor)
    await asking.get(`/plans/${planId}`)
    await asking.get(`/plans/${planId}/members/${persons[0] ?? ''}`)
    await asking.get('/deviations')
    await until(() => lines().length >= 3)
    const all = lines()
    expect(all.map(({ name }) => name)).toEqual(['plan', 'plan', 'members'])
    const [one, other, again] = all.map(({ attributes }) => attributes['dpl.core.data_subject_id'])
    expect(new Set([one, other]).size).toBe(2)
    expect([one, other]).toContain(again)
    expect(all[0]).toMatchObject({
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      operation_id: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
      status_code: 1,
      attributes: {
        'dpl.core.processing_activity_id': `${town.api}/processing-activities#plan-coordination`,
        'dpl.core.data_subject_id': expect.stringMatching(/^[A-Za-z0-9_-]{22}$/) as unknown,
      },
    })
    const text = readFileSync(log, 'utf8')
    for (const id of [...persons, planId, noor.id, 'Kim', 'Noor', '1985-01-31']) expect(text).not.toContain(id)
  }, 60_000)

  it('begins with the first look where it is turned on later, and goes on where it stopped', async () => {
    await open(undefined)
    const { planId } = await aPlanOfTwo()
    await town.as(noor).get(`/plans/${planId}`)
    await town.close()
    await open(log)
    await until(() => lines().length === 2)
    await town.close()
    await open(log)
    await town.as(noor).get(`/plans/${planId}`)
    await until(() => new Set(lines().map(({ operation_id }) => operation_id)).size === 4)
  }, 60_000)

  it('is spans where it goes to a receiver of OTLP, all of them, whoever else draws', async () => {
    await using receiver = await otlpReceiver()
    await open(receiver.url)
    const { planId } = await aPlanOfTwo()
    for (let count = 0; count < 10; count += 1) await town.as(noor).get(`/plans/${planId}`)
    await until(() => receiver.spans().length >= 20)
    const [span] = receiver.spans()
    expect(span).toMatchObject({ name: 'plan', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown })
    expect(span?.attributes.map(({ key }) => key)).toEqual([
      'dpl.core.processing_activity_id',
      'dpl.core.data_subject_id',
    ])
    expect(receiver.text()).not.toContain(noor.id)
  }, 60_000)
})
