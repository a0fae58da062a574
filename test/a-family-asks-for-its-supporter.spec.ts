/** Someone of the family has somebody beside them whom they asked for: who reads with them, no more than they do, and speaks up for them where they gave a mandate. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aTown, type Person, type Town } from './support/story.ts'

const UNTIL = '2026-12-31T22:59:59.999Z'

let town: Town
let plan: string
let noor: Person
let yara: Person
let jan: Person
let mother: Person
let father: Person
let kim: Person
let small: Person
let sanne: Person
let goal: string
let together: string
let support: string

const as = (who: Person) => town.as(who)
const asked = (supporter: Person, more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ supporter: supporter.id, name: 'Sanne Jansen', person: kim.id, domain: 'youth' },
  ...{ kind: 'confidential-counsellor', mandated: true, until: UNTIL, ...more },
})
const codeOf = async (who: Person, path: string, body: object = {}) => {
  const { status, body: answer } = await as(who).asks('POST', `${plan}${path}`, { body })
  const { code } = answer
  return `${String(status)} ${typeof code === 'string' ? code : ''}`.trim()
}
const readBy = async (who: Person): Promise<string> => JSON.stringify((await as(who).get(plan))['plan'])

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  noor = await town.person('coordinator', 'Noor', { team: 'noord' })
  yara = await town.person('professional', 'Yara', { organisation: '00000099000000000002' })
  jan = await town.person('professional', 'Jan', { organisation: '00000099000000000002' })
  plan = `/plans/${(await as(noor).post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })).planId}`
  const joins = async (name: string, birthDate: string) => {
    const { id } = await as(noor).post(`${plan}/members`, { name, birthDate })
    return town.person('family-member', name, { subject: id })
  }
  mother = await joins('Mirjam de Vries', '1985-04-01')
  father = await joins('Farid de Vries', '1983-04-01')
  kim = await joins('Kim de Vries', '2012-05-01')
  small = await joins('Lot de Vries', '2018-02-01')
  sanne = await town.person('supporter', 'Sanne', { organisation: '00000099000000000009' })
  const proof = { kind: 'brp', date: '2026-03-01' }
  for (const [who, child] of [
    [mother, kim],
    [father, kim],
    [mother, small],
    [father, small],
  ] as const)
    await as(noor).post(`${plan}/care-team/representatives`, {
      ...{ representative: who.id, name: 'ouder', represents: child.id, kind: 'parental-authority', proof },
      from: '2026-03-01T09:00:00.000Z',
    })
  for (const [who, name] of [
    [yara, 'Yara'],
    [jan, 'Jan'],
  ] as const)
    await as(noor).post(`${plan}/care-team/professionals`, {
      ...{ professional: who.id, name, organisation: '00000099000000000002', domain: 'youth' },
      ...{ activity: 'youth-support', scope: 'domain', until: UNTIL },
    })
  const proposes = async (about: readonly Person[], words: string) =>
    (
      await as(kim).post(`${plan}/goals`, {
        domain: 'youth',
        about: about.map(({ id }) => id),
        lifeArea: 'time-use',
        words,
      })
    ).id
  goal = await proposes([kim], 'Kim slaapt door')
  together = await proposes([kim, mother], 'Samen eten')
}, 200_000)
afterAll(() => town.close())

describe('a supporter', () => {
  it('is put upon nobody by who works with the family, nor asked for a girl of thirteen by her father', async () => {
    expect(await codeOf(noor, '/care-team/supporters', asked(sanne))).toBe('403 NOT_ALLOWED_ON_THIS_GROUND')
    expect(await codeOf(yara, '/care-team/supporters', asked(sanne))).toBe('403 NOT_ALLOWED_ON_THIS_GROUND')
    expect(await codeOf(father, '/care-team/supporters', asked(sanne))).toBe(
      '403 SUPPORTER_IS_ASKED_BY_WHOM_THEY_SUPPORT',
    )
    expect(await codeOf(small, '/care-team/supporters', asked(sanne, { person: small.id }))).toBe('404 NOT_FOUND')
  })

  it('reads that she is asked, and nothing before she takes it on', async () => {
    expect(await codeOf(sanne, '/care-team/supporters', asked(sanne))).toBe('404 NOT_FOUND')
    support = (await as(kim).post(`${plan}/care-team/supporters`, asked(sanne))).id
    const before = await readBy(sanne)
    expect(before).toContain('Sanne Jansen')
    expect(before).not.toContain('Kim')
  })

  it('reads then what is about whom she supports and nobody else, and says nothing for her without being asked', async () => {
    await as(sanne).post(`${plan}/care-team/supporters/${support}/acceptance`)
    const read = await readBy(sanne)
    expect(read).toContain('Kim slaapt door')
    expect(read).not.toContain('Samen eten')
    expect(read).not.toContain('Mirjam')
    const view = { person: kim.id, stance: 'agrees' }
    expect(await codeOf(sanne, `/goals/${goal}/views`, view)).toBe('403 NOT_ALLOWED_ON_THIS_GROUND')
    expect(await codeOf(sanne, '/own-plan-waivers', {})).toBe('403 NOT_ALLOWED_ON_THIS_GROUND')
  })

  it('is known to who helps, and to nobody in the family whom she was not asked by', async () => {
    for (const who of [kim, yara, noor]) expect(await readBy(who)).toContain('Sanne Jansen')
    for (const who of [mother, father]) expect(await readBy(who)).not.toContain('Sanne')
    expect(await codeOf(father, `/care-team/supporters/${support}/end`)).toBe('404 NOT_FOUND')
  })

  it('challenges for her what is about her alone; what is about others too is not there', async () => {
    const challenge = (id: string) => ({
      ...{ on: { kind: 'goal', id }, person: kim.id, words: 'Zo niet', wish: 'Eerst vragen' },
      firstTo: 'addressee-and-challenged',
    })
    expect(await codeOf(sanne, '/challenges', challenge(goal))).toBe('201')
    expect(await codeOf(sanne, '/challenges', challenge(together))).toBe('404 NOT_FOUND')
    expect(await readBy(kim)).toContain('Eerst vragen')
    expect(await readBy(mother)).not.toContain('Eerst vragen')
  })

  it('hands in for her what she wants, as her word', async () => {
    const parts = [{ domain: 'youth', words: 'Kim wil eerst zelf proberen' }]
    await as(noor).post(`${plan}/own-plan-invitations`)
    expect(await codeOf(sanne, '/own-plans', { parts })).toBe('403 NOT_ALLOWED_ON_THIS_GROUND')
    const word = { saidBy: kim.id, saidHow: 'in-person' }
    expect(await codeOf(sanne, '/own-plans', { parts: [{ ...parts[0], domain: 'wmo' }], ...word })).toBe(
      '403 NOT_ALLOWED_ON_THIS_GROUND',
    )
    expect(await codeOf(sanne, '/own-plans', { parts, ...word })).toBe('201')
  })

  it('does not see what is withheld from whom she supports, or from her', async () => {
    const one = await as(yara).post(`${plan}/goals`, {
      ...{ domain: 'youth', about: [kim.id], lifeArea: 'time-use', words: 'Voor Kim nog niet', danger: 'Onveilig' },
      withhold: [
        {
          from: kim.id,
          ground: 'safety',
          mode: 'silent',
          reason: 'Gevaar',
          consulted: jan.id,
          reviewDate: '2026-03-20',
        },
      ],
    })
    expect(await readBy(sanne)).not.toContain('Voor Kim nog niet')
    expect(
      await codeOf(sanne, '/challenges', {
        ...{ on: { kind: 'goal', id: one.id }, person: kim.id, words: 'x', wish: 'y', firstTo: 'addressee' },
      }),
    ).toBe('404 NOT_FOUND')
  })

  it('is looked for in vain by the family among who looked; Kim is told', async () => {
    const looks = async (who: Person) => JSON.stringify(await as(who).get(`${plan}/access-records`))
    expect(await looks(kim)).toContain('"supporter"')
    for (const who of [mother, father]) expect(await looks(who)).not.toContain('"supporter"')
  })

  it('is let go at any time, and reads nothing from then on', async () => {
    await as(kim).post(`${plan}/care-team/supporters/${support}/end`)
    expect((await as(sanne).asks('GET', plan)).status).toBe(404)
    expect(await codeOf(sanne, '/challenges', {})).toMatch(/^4/)
  })
})

describe('who is too near', () => {
  it('is told so when they would take it on, and whoever asked is told nothing of it', async () => {
    const near = await town.person('supporter', 'Collega', { organisation: '00000099000000000002' })
    const id = (await as(kim).post(`${plan}/care-team/supporters`, asked(near))).id
    expect(await codeOf(near, `/care-team/supporters/${id}/acceptance`)).toBe('409 SUPPORTER_STANDS_APART')
  })

  it('supports no two of one family', async () => {
    const both = await town.person('supporter', 'Tussen', {})
    const ofKim = (await as(kim).post(`${plan}/care-team/supporters`, asked(both))).id
    const ofFather = (await as(father).post(`${plan}/care-team/supporters`, asked(both, { person: father.id }))).id
    expect(await codeOf(both, `/care-team/supporters/${ofKim}/acceptance`)).toBe('201')
    expect(await codeOf(both, `/care-team/supporters/${ofFather}/acceptance`)).toBe('409 SUPPORTER_STANDS_APART')
  })

  it('reads for a child of eight no more than the father who asked, and goes with what he may read', async () => {
    const his = await town.person('supporter', 'Van vader', {})
    const id = (await as(father).post(`${plan}/care-team/supporters`, asked(his, { person: small.id }))).id
    await as(his).post(`${plan}/care-team/supporters/${id}/acceptance`)
    await as(yara).post(`${plan}/goals`, {
      ...{ domain: 'youth', about: [small.id], lifeArea: 'time-use', words: 'Lot vertelt', danger: 'Onveilig thuis' },
      withhold: [
        {
          from: father.id,
          ground: 'safety',
          mode: 'silent',
          reason: 'Verdacht',
          consulted: jan.id,
          reviewDate: '2026-03-20',
        },
      ],
    })
    await as(yara).post(`${plan}/goals`, {
      ...{ domain: 'youth', about: [small.id], lifeArea: 'time-use', words: 'Lot leest', danger: 'Haast' },
    })
    const read = await readBy(his)
    expect(read).toContain('Lot leest')
    expect(read).not.toContain('Lot vertelt')
  })
})
