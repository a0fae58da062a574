/** An API that is gone between the record of a look and its answer: nothing was answered, the record says what was asked, and who asks again leaves one of their own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import type { AccessRecorded } from '../libs/access/access-record.ts'
import type { Envelope } from '../libs/deciding/envelope.ts'
import { openSqliteEvents } from '../libs/event-store/sqlite-events.ts'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { accessFile } from '../libs/installation/event-stores.ts'
import { aHelpedFamily } from './support/a-helped-family.ts'
import { startApi } from './support/api-process.ts'
import { peopleAt } from './support/story.ts'

const KILLS = new URL('./support/killed-before-the-answer.js', import.meta.url).href

it('a look that was cut off is on record once, and once more when it is asked again', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-cut-off-'))
  const flag = join(dataDir, 'now')
  const configuration = readConfiguration({ SAMENSPEL_DATA_DIR: dataDir })
  try {
    await using api = await startApi(dataDir, { NODE_OPTIONS: `--import ${KILLS}`, KILLED_WHERE_THERE_IS: flag })
    const people = await peopleAt(`${api.url}/v1`, configuration)
    const { planId, youthWorker, parent } = await aHelpedFamily(people)
    const looks = async () => {
      const events = openSqliteEvents(accessFile(dataDir))
      const all = await events.readAll(undefined, 10_000)
      await events.close()
      const records = all.map(({ body }) => JSON.parse(body) as Envelope & { readonly data: AccessRecorded })
      return records.filter(({ actor, data }) => actor.id === youthWorker.id && data.kind === 'plan')
    }
    expect(await looks()).toEqual([])
    writeFileSync(flag, '')
    await expect(people.as(youthWorker).asks('GET', `/plans/${planId}`)).rejects.toThrow()
    expect(await api.ended).toBeNull()
    rmSync(flag)
    const cutOff = await looks()
    expect(cutOff).toMatchObject([{ data: { outcome: 'answered', looks: [{ plan: planId, grounds: ['care-team'] }] } }])

    await using again = await startApi(dataDir)
    const since = await peopleAt(`${again.url}/v1`, configuration)
    expect((await since.as(youthWorker).asks('GET', `/plans/${planId}`)).status).toBe(200)
    const both = await looks()
    expect(both).toHaveLength(2)
    expect(both[0]).toEqual(cutOff[0])
    const { items } = await since.as(parent).get(`/plans/${planId}/access-records?limit=100`)
    const seen = (items as readonly { readonly role: string; readonly kind: string }[]).filter(
      ({ role, kind }) => role === 'professional' && kind === 'plan',
    )
    expect(seen).toHaveLength(2)
  } finally {
    rmSync(dataDir, { recursive: true })
  }
}, 120_000)
