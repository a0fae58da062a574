/** Who reads an item from outside is drawn once: nobody learns from it who works with the family, and nobody gets another reader by trying. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { accountIn, aDeviationRead, aHelpedFamily, PROTOCOL, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Person, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let plan: string
let deviation: string
let reader: Person
let goal: string

interface Exception {
  readonly exception: { readonly id: string; readonly reader: string; readonly seed: string; readonly pool: number }
}

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  ;({ deviation, reader } = await aDeviationRead(town, family))
  const yara = town.as(family.youthWorker)
  const about = { domain: 'youth', about: [family.child.id] }
  goal = (await yara.post(`${plan}/goals`, { ...about, lifeArea: 'work-and-education', words: 'Naar school' })).id
  const judged = { person: family.child.id, domain: 'youth', canSpeak: false, reason: 'Nog te klein' }
  await yara.post(`${plan}/care-team/capacity-judgements`, judged)
  await yara.post(`${plan}/goals/${goal}/exceptions`, { reason: 'Niemand spreekt voor Kim' })
}, 60_000)

afterAll(() => town.close())

const readerNow = async () => {
  const { exception } = (await town.as(family.youthWorker).get(`${plan}/goals/${goal}`)) as unknown as Exception
  return exception
}

describe('who could not be drawn', () => {
  it('stands in no answer, to whoever asks in whatever way: a digest does', async () => {
    const { coordinator, youthWorker, incomeWorker, child, auditor } = family
    const paths = ['', '/goals', `/goals/${goal}`, '/deviations', `/deviations/${deviation}`]
    const more = [`/deviations/${deviation}/dossier`, '/history?limit=500', '/history/changes?from=-1&to=3']
    let digests = 0
    for (const person of [coordinator, youthWorker, incomeWorker, child, auditor, reader])
      for (const path of [...paths, ...more]) {
        const { body } = await town.as(person).asks('GET', plan + path)
        for (const [, excluded = ''] of JSON.stringify(body).matchAll(/"excluded":("[^"]*"|\[[^\]]*\]|.)/g)) {
          expect(excluded).toMatch(/^"[\w-]{43}"$/)
          digests += 1
        }
      }
    expect(digests).toBeGreaterThan(10)
  })
})

describe('a second reader who has read', () => {
  it('gets no view that is given afterwards, and whoever else may read it does', async () => {
    const view = { person: family.child.id, stance: 'disagrees', words: 'Toch liever niet' }
    await town.as(family.child).post(`${plan}/deviations/${deviation}/views`, view)
    for (const path of ['', `/deviations/${deviation}`, `/deviations/${deviation}/dossier`, '/history?limit=500'])
      expect(JSON.stringify(await town.as(reader).get(plan + path))).not.toContain('Toch liever niet')
    expect(JSON.stringify(await town.as(family.youthWorker).get(`${plan}/deviations/${deviation}`))).toContain('Toch')
  })
})

describe('the reader of an exception', () => {
  it('stays, whatever is revised, asked again and set as the pool; and is followed by the next of the same draw', async () => {
    const first = await readerNow()
    const readers = family.readers.map(({ id }) => ({ reader: id, domains: ['youth'] })).toReversed()
    await town.as(family.coordinator).post(`${plan}/coordinator/deputies`, { deputy: first.reader, name: 'Een lezer' })
    for (let again = 0; again < 4; again += 1) {
      await town.as(family.administrator).put('/second-readers', { readers: readers.slice(again % 2) })
      await town.as(family.youthWorker).post(`${plan}/goals/${goal}/revisions`, { words: `Anders ${String(again)}` })
      await town.as(family.youthWorker).post(`${plan}/goals/${goal}/exceptions`, { reason: 'Nog steeds niemand' })
      const { reader: same, seed, pool } = await readerNow()
      expect([same, seed, pool]).toEqual([first.reader, first.seed, first.pool])
    }
    const drawn = family.readers.find(({ id }) => id === first.reader) ?? reader
    const { id } = await readerNow()
    await town.as(drawn).post(`${plan}/goals/${goal}/exceptions/${id}/recusal`, { reason: 'Mijn nicht' })
    const next = await readerNow()
    expect(next.reader).not.toBe(first.reader)
    expect([next.seed, next.pool]).toEqual([first.seed, first.pool])
  })
})

describe('a deviation told of from before its reporter had a part', () => {
  it('is recorded, marked, and read although its step asks for no reader', async () => {
    const yara = town.as(family.youthWorker)
    const { id } = await yara.post(`${plan}/deviations`, {
      domain: 'youth',
      about: [family.child.id],
      protocol: PROTOCOL,
      step: 'talk-with-the-family',
      insteadDone: 'Niet gepraat',
      situation: 'Niemand thuis',
      happenedAt: '2025-12-01T09:00:00Z',
      account: accountIn(60, town.now()),
      basedOn: await yara.tagOf(family.planId),
    })
    const read = await yara.get(`${plan}/deviations/${id}`)
    expect(read['readBecause']).toEqual(['before-the-plan'])
    expect(read['reader']).toMatchObject({ reader: expect.any(String) })
    expect(read['from']).toMatchObject({ step: 'talk-with-the-family', rule: 'deviation-free' })
  })
})
