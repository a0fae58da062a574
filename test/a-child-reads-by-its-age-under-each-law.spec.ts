/** From which age somebody reads what is about themselves, and until which their parents do, is asked of each law apart; who has no known age reads nothing of their own. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { BRP } from './support/proofs.ts'
import { aTown, type Person, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let plan: string
/** Kim, who is thirteen; her sixteenth birthday is 15 June 2028. */
let kim: Person
let mother: Person
beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  kim = family.child
  mother = family.parent
})
afterAll(() => town.close())

const motherSpeaksFor = (person: string, name = 'Mirjam') =>
  town.as(family.coordinator).post(`${plan}/care-team/representatives`, {
    representative: mother.id,
    name,
    represents: person,
    kind: 'parental-authority',
    from: '2026-01-01T00:00:00Z',
    proof: BRP,
  })

const textOf = async (who: Person, path = plan) => JSON.stringify(await town.as(who).get(path))
const everyText = async (who: Person) =>
  Promise.all([plan, `${plan}/history`, `${plan}/goals`].map((path) => textOf(who, path)))

describe('a girl of thirteen', () => {
  const DEBTS = 'De deurwaarder komt donderdag voor de schuld van vader'
  const SLEEP = 'Kim slaapt door'
  let debts: string
  beforeAll(async () => {
    await motherSpeaksFor(kim.id)
    const about = [mother.id, kim.id]
    ;({ id: debts } = await town.as(family.incomeWorker).post(`${plan}/goals`, {
      domain: 'participation',
      about,
      lifeArea: 'finances',
      words: DEBTS,
    }))
    await town
      .as(family.youthWorker)
      .post(`${plan}/goals`, { domain: 'youth', about, lifeArea: 'domestic-relations', words: SLEEP })
  })

  it('reads what youth care does for her, and nothing of debts, on any route', async () => {
    for (const text of await everyText(kim)) expect(text).not.toContain('deurwaarder')
    expect(await textOf(kim)).toContain(SLEEP)
    expect((await town.as(kim).asks('GET', `${plan}/goals/${debts}`)).status).toBe(404)
    const body = { person: kim.id, stance: 'agrees' }
    expect((await town.as(kim).asks('POST', `${plan}/goals/${debts}/views`, { body })).status).toBe(404)
  })

  it('still reads who is who, and her own words to and about who coordinates', async () => {
    await town.as(kim).post(`${plan}/coordinator/requests`, { person: kim.id, reason: 'Zij luistert niet' })
    const text = await textOf(kim)
    for (const known of ['Kim de Vries', 'Noor', 'Yara', 'Zij luistert niet']) expect(text).toContain(known)
  })

  it('has a mother who reads of both, and speaks for her on the debts', async () => {
    for (const words of [DEBTS, SLEEP]) expect(await textOf(mother)).toContain(words)
    await town
      .as(mother)
      .post(`${plan}/goals/${debts}/views`, { person: kim.id, stance: 'agrees', words: 'Zij merkt het wel' })
  })

  it('reads of debts from her sixteenth birthday on, at midnight in Amsterdam, when her mother reads no more for her', async () => {
    const { id: alone } = await town.as(family.incomeWorker).post(`${plan}/goals`, {
      domain: 'participation',
      about: [kim.id],
      lifeArea: 'work-and-education',
      words: 'Een bijbaan',
    })
    const before = await town.as(kim).tagOf(family.planId)
    town.itIs('2028-06-14T21:59:59.999Z')
    expect(await textOf(kim)).not.toContain('deurwaarder')
    expect(await textOf(mother)).toContain('Een bijbaan')
    expect(await town.as(kim).tagOf(family.planId)).toBe(before)
    town.itIs('2028-06-14T22:00:00.000Z')
    expect(await textOf(kim)).toContain('deurwaarder')
    expect(await textOf(mother)).not.toContain('Een bijbaan')
    expect(await textOf(mother)).toContain('deurwaarder')
    expect((await town.as(mother).asks('GET', `${plan}/goals/${alone}`)).status).toBe(404)
    // What she saw with an older tag is not all she would decide on now.
    const stale = { body: { person: kim.id, stance: 'agrees' }, headers: { 'if-match': before } }
    expect((await town.as(kim).asks('POST', `${plan}/goals/${debts}/views`, stale)).status).toBe(412)
    town.itIs('2026-03-02T12:00:00.000Z')
  })
})

describe('who joined without a birth date', () => {
  it('reads nothing of their own, and their parents read for them', async () => {
    const noor = town.as(family.coordinator)
    const { id } = await noor.post(`${plan}/members`, { name: 'Noa de Vries' })
    const noa = await town.person('family-member', 'Noa de Vries', { subject: id })
    await motherSpeaksFor(id)
    await town.as(family.youthWorker).post(`${plan}/goals`, {
      domain: 'youth',
      about: [id],
      lifeArea: 'domestic-relations',
      words: 'Noa went aan school',
    })
    expect((await town.as(noa).asks('GET', plan)).status).toBe(404)
    expect(await textOf(mother)).toContain('Noa went aan school')
  })
})
