/** From which age somebody reads what is about themselves, and until which their parents do, is asked of each law apart; who has no known age reads nothing of their own. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { BRP } from './support/proofs.ts'
import { decideAgain } from '../apps/api/access-records/decide-again.ts'
import type { Person, Told } from './support/story.ts'
import { aTownHere, type TownHere } from './support/town-here.ts'

let town: TownHere
let family: HelpedFamily
let plan: string
/** Kim, who is thirteen; her sixteenth birthday is 15 June 2028. */
let kim: Person
let mother: Person
beforeAll(async () => {
  town = await aTownHere('2026-03-02T09:00:00.000Z')
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

describe('a municipality that confirms or changes an age', () => {
  const OF_INCOME = {
    domain: 'participation',
    sight: 'parents',
    age: 18,
    article: 'BW 1:233, besluit 2026/12',
    inForceFrom: '2028-08-01',
    confirmed: true,
  }
  let ans: Person
  const sets = (...agesByLaw: readonly object[]) => town.as(ans).asks('PUT', '/ages-by-law', { body: { agesByLaw } })
  const published = async () => (await (await fetch(`${town.api}/ages-by-law`)).json()) as Told
  beforeAll(async () => {
    ans = await town.person('administrator', 'Ans')
    await town.as(family.incomeWorker).post(`${plan}/goals`, {
      domain: 'participation',
      about: [kim.id],
      lifeArea: 'work-and-education',
      words: 'Kim zoekt een stage',
    })
    await town.as(family.youthWorker).post(`${plan}/goals`, {
      domain: 'youth',
      about: [kim.id],
      lifeArea: 'domestic-relations',
      words: 'Kim praat met Yara',
    })
  })

  it('does so as who administers, within what the law leaves open; who may not, does not', async () => {
    for (const who of [family.coordinator, mother, kim])
      expect((await town.as(who).asks('PUT', '/ages-by-law', { body: { agesByLaw: [OF_INCOME] } })).status).toBe(403)
    const { status, body } = await sets(
      { ...OF_INCOME, domain: 'youth' },
      { ...OF_INCOME, domain: 'youth', sight: 'own-sight' },
      { ...OF_INCOME, inForceFrom: '2026-03-20' },
    )
    expect([status, body['code'], body['wrong']]).toEqual([
      400,
      'AGES_DO_NOT_FIT_THE_LAW',
      ['agesByLaw/0/age', 'agesByLaw/1/age', 'agesByLaw/2/inForceFrom'],
    ])
    expect((await sets({ ...OF_INCOME, age: 17 })).body['wrong']).toEqual(['agesByLaw/0/age'])
    expect((await published())['version']).toBe(0)
  })

  it('has it published at once, and all that counted before stays in it', async () => {
    expect((await sets(OF_INCOME)).status).toBe(200)
    expect((await sets(OF_INCOME)).status).toBe(200)
    const { version, agesByLaw, bounds } = await published()
    expect(version).toBe(1)
    expect(agesByLaw).toContainEqual(OF_INCOME)
    expect(agesByLaw).toContainEqual(expect.objectContaining({ domain: 'participation', sight: 'parents', age: 16 }))
    expect(bounds).toContainEqual(
      expect.objectContaining({ domain: 'youth', sight: 'parents', atLeast: 16, atMost: 16 }),
    )
  })

  it('changes who reads at midnight in Amsterdam of its day, under that law alone, and for who reads now', async () => {
    // Kim is sixteen since 15 June.
    town.itIs('2028-07-31T21:59:59.999Z')
    expect((await everyText(mother)).join()).not.toMatch(/een stage|met Yara/)
    town.itIs('2028-07-31T22:00:00.000Z')
    const [text, history] = await everyText(mother)
    for (const each of [text, history]) {
      expect(each).toContain('een stage')
      expect(each).not.toContain('met Yara')
    }
    expect(await textOf(kim)).toContain('een stage')
  })

  it('leaves every look as it was decided: it comes out the same by the ages that counted then', async () => {
    const stored = await town.system.access.store.readAll(undefined, 100_000)
    let compared = 0
    for (const one of stored) {
      const again = await decideAgain(town.system, one)
      expect(again).toMatchObject({ differing: 0, byOtherTables: 0 })
      compared += again.compared
    }
    expect(compared).toBeGreaterThan(20)
    // The marks of the history between them were judged by nothing.
    const digests = stored.map(({ body }) => (JSON.parse(body) as { data: { tables?: string } }).data.tables)
    expect(new Set(digests.filter((one) => one !== undefined)).size).toBe(2)
    town.itIs('2026-03-02T12:00:00.000Z')
  })
})

describe('someone who is heard before a goal is adopted', () => {
  /** Twelve on 1 March: born on a 29 February. */
  const BORN = '2012-02-29'
  const TWELVE = '2024-02-28T23:00:00.000Z'
  let tom: Person
  let lessons: string
  let job: string
  let savings: string
  const workerOn = (goal: string) => (goal === lessons ? family.youthWorker : family.incomeWorker)
  const adopts = async (goal: string) => {
    const asking = town.as(workerOn(goal))
    const body = { basedOn: await asking.tagOf(family.planId) }
    return asking.asks('POST', `${plan}/goals/${goal}/adoption`, { body })
  }
  const invited = (goal: string) =>
    town.as(workerOn(goal)).post(`${plan}/goals/${goal}/invitations`, { person: tom.id })
  beforeAll(async () => {
    const { id } = await town.as(family.coordinator).post(`${plan}/members`, { name: 'Tom', birthDate: BORN })
    tom = await town.person('family-member', 'Tom', { subject: id })
    await motherSpeaksFor(id)
    const made = async (who: Person, domain: string, words: string) =>
      (await town.as(who).post(`${plan}/goals`, { domain, about: [id], lifeArea: 'finances', words })).id
    lessons = await made(family.youthWorker, 'youth', 'Tom leert zwemmen')
    job = await made(family.incomeWorker, 'participation', 'Tom werkt op zaterdag')
    savings = await made(family.incomeWorker, 'participation', 'Tom spaart')
    for (const goal of [lessons, job, savings])
      await town.as(mother).post(`${plan}/goals/${goal}/views`, { person: id, stance: 'agrees' })
  })

  it('is heard themselves from the age of the law on: their mother speaks for them until then, and not in their place after', async () => {
    expect(TWELVE < town.now()).toBe(true)
    expect((await adopts(lessons)).body).toMatchObject({ code: 'PERSONS_WERE_NOT_HEARD', persons: [tom.id] })
    await town.as(tom).post(`${plan}/goals/${lessons}/views`, { person: tom.id, stance: 'has-doubts' })
    expect((await adopts(lessons)).status).toBe(201)
  })

  it('is waited for once the birthday has come, although their mother spoke and they were invited before it', async () => {
    for (const day of ['2028-02-10', '2028-02-20']) {
      town.itIs(`${day}T09:00:00.000Z`)
      await invited(savings)
    }
    // Sixteen on the day itself, at midnight in Amsterdam: 2028 has a 29 February.
    town.itIs('2028-02-28T22:59:59.999Z')
    expect((await adopts(job)).status).toBe(201)
    town.itIs('2028-02-28T23:00:00.000Z')
    expect((await town.as(mother).asks('GET', `${plan}/goals/${savings}`)).status).toBe(404)
    expect((await adopts(savings)).body).toMatchObject({ code: 'PERSONS_WERE_NOT_HEARD', persons: [tom.id] })
    town.itIs('2028-03-01T09:00:00.000Z')
    expect((await adopts(savings)).status).toBe(409)
    for (const day of ['2028-03-02', '2028-03-14', '2028-03-26']) {
      town.itIs(`${day}T09:00:00.000Z`)
      if (day < '2028-03-20') await invited(savings)
    }
    expect((await adopts(savings)).status).toBe(201)
  })

  it('leaves nothing of their age in what is stored', async () => {
    const stored = await town.system.store.read(`plan-${family.planId}`, 0)
    const adoptions = stored.filter(({ type }) => type === 'GoalAdopted').map(({ body }) => body)
    expect(adoptions).toHaveLength(3)
    for (const body of adoptions) {
      const { data } = JSON.parse(body) as { data: object }
      expect(Object.keys(data).sort()).toEqual(['dissent', 'goal', 'heard'])
    }
    expect(adoptions.join()).not.toMatch(/since|isPastParents|2012-02|2024-0[23]-/)
  })
})
