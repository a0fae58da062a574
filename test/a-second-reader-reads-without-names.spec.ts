/** What a second reader gets holds nobody's name, however it is spelled; and a name that is also a word of the answer breaks nothing in it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PROTOCOL, STEP, accountIn, aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aHome } from './support/a-home-of-kim.ts'
import { aTown, type Person, type Told, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let deviation: string
let reader: Person

const SITUATION = 'kims vriend Jose zei tegen JOSÉ\u00a0MUÑOZ dat Ki\u00adm (15-6-2012) geen risico loopt; Youth niet'

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
  const { planId, coordinator, youthWorker, child, readers } = family
  for (const name of ['José Muñoz', 'Geen Risico', 'Youth', 'supports', 'Step', 'with-second-reader', 'Meld Binnen'])
    await town.as(coordinator).post(`/plans/${planId}/members`, { name })
  const yara = town.as(youthWorker)
  const { id } = await yara.post(`/plans/${planId}/deviations`, {
    domain: 'youth',
    about: [child.id],
    protocol: PROTOCOL,
    step: STEP,
    insteadDone: 'Eerst gepraat',
    situation: SITUATION,
    account: accountIn(60, town.now()),
    basedOn: await yara.tagOf(planId),
  })
  deviation = id
  const drawn = (await yara.get(`/plans/${planId}/deviations/${deviation}`))['reader'] as { reader: string }
  const found = readers.find((one) => one.id === drawn.reader)
  if (found === undefined) throw new Error('who was drawn is one of the pool')
  reader = found
}, 60_000)

afterAll(() => town.close())

describe('a second reader', () => {
  it('reads what happened without names or birth dates, in any spelling', async () => {
    const read = await town.as(reader).get(`/plans/${family.planId}/deviations/${deviation}`)
    expect(read['situation']).toBe('[…] vriend […] zei tegen […] dat […] ([…]) geen risico loopt; […] niet')
  })

  it('finds kinds, dates, protocols and keys as they are, whatever the people are called', async () => {
    const paths = [
      '',
      '/deviations',
      `/deviations/${deviation}`,
      `/deviations/${deviation}/dossier`,
      '/history?limit=500',
    ]
    for (const path of paths) {
      const read = await town.as(reader).get(`/plans/${family.planId}${path}`)
      expect(JSON.stringify(read)).not.toMatch(/\bKims?\b|\bkims?\b|\bJos[eé]\b|de Vries|\bYara\b|\bNoor\b/)
    }
    const dossier = await town.as(reader).get(`/plans/${family.planId}/deviations/${deviation}/dossier`)
    expect(dossier['deviation']).toMatchObject({
      domain: 'youth',
      from: { kind: 'step', protocol: PROTOCOL, step: STEP, rule: 'with-second-reader' },
      about: ['family-member-2'],
    })
    expect(dossier['protocolThen']).toMatchObject({ domain: 'youth', title: 'Meldcode jeugd', stepLeft: STEP })
    expect(JSON.stringify(dossier['protocolThen'])).toContain('"Meld binnen een dag"')
    const listed = await town.as(reader).get('/deviations')
    expect((listed['items'] as Told[])[0]).toMatchObject({ id: deviation, domain: 'youth', from: { kind: 'step' } })
  })

  it('reads their own words back, and their finding is a finding', async () => {
    const reading = town.as(reader)
    await reading.post(`/plans/${family.planId}/deviations/${deviation}/readings`, {
      finding: 'supports',
      words: 'Kim is gehoord',
      basedOn: await reading.tagOf(family.planId),
    })
    const read = await reading.get(`/plans/${family.planId}/deviations/${deviation}`)
    expect(read['readings']).toMatchObject([{ finding: 'supports', words: '[…] is gehoord' }])
  })
})

describe('a reader of the pool who is asked whether something is to be withheld', () => {
  it('reads what it is about, from whom and why, and nobody’s name or id', async () => {
    const { town: other, family: asked, plan, father } = await aHome()
    try {
      const [rosa] = asked.readers
      if (rosa === undefined) throw new Error('the pool has readers')
      const grandmother = await other.person('representative', 'Oma Jansen')
      await other.as(asked.coordinator).post(`${plan}/care-team/representatives`, {
        ...{ representative: grandmother.id, name: grandmother.name, represents: asked.child.id },
        ...{ kind: 'informal', from: '2026-01-01T00:00:00Z' },
      })
      const wish = (from: string) => ({
        ...{ from, ground: 'safety', reason: 'Kim loopt gevaar', consulted: rosa.id },
        ...{ reviewDate: '2026-05-01', mode: 'silent' },
      })
      const { id: goal } = await other.as(asked.youthWorker).post(`${plan}/goals`, {
        ...{ domain: 'youth', about: [asked.child.id], lifeArea: 'housing', words: 'Kim slaapt bij tante' },
        withhold: [wish(father.id), wish(grandmother.id)],
      })
      const reading = other.as(rosa)
      expect(await reading.get(`${plan}/goals/${goal}`)).toMatchObject({
        words: '[…] slaapt bij tante',
        about: ['family-member-2'],
      })
      const { withholdings } = await reading.get(`${plan}/withholdings`)
      expect(withholdings).toMatchObject([
        { from: 'family-member-3', reason: '[…] loopt gevaar' },
        { from: 'representative-1', reason: '[…] loopt gevaar' },
      ])
      const all = ['', '/goals', '/withholdings', '/history', '/actions', '/care-team', '/members']
      const told = JSON.stringify(await Promise.all(all.map((path) => reading.get(plan + path))))
      for (const { id, name } of [
        asked.child,
        asked.youthWorker,
        asked.coordinator,
        asked.parent,
        father,
        grandmother,
      ]) {
        expect(told).not.toContain(id)
        expect(told).not.toContain(name)
      }
      const verifying = other.as(asked.auditor)
      expect(await verifying.get(`${plan}/care-team`)).toMatchObject({
        representatives: [{ from: '2026-01-01T00:00:00.000Z' }, { from: '2026-01-01T00:00:00.000Z' }],
      })
      const verified = JSON.stringify(await verifying.get(`${plan}/withholdings`))
      for (const { id } of [rosa, father, grandmother]) expect(verified).not.toContain(id)
    } finally {
      await other.close()
    }
  }, 60_000)
})
