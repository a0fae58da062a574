/**
 * A crisis worker opens a plan on Saturday night: for the laws they name and four hours, told at once to who can review it, and to the family in who looked.
 * It is reviewed on Monday by somebody else; until then they open no other. What is withheld from them stays so.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { asOfNow } from './support/as-of-now.ts'
import { aTown, type Person, type Told, type Town } from './support/story.ts'

const FRIDAY = '2026-03-06T09:00:00.000Z'
const SATURDAY_NIGHT = '2026-03-07T22:00:00.000Z'
const FOUR_HOURS_LATER = '2026-03-08T02:00:00.000Z'
const MONDAY = '2026-03-09T09:00:00.000Z'
const CRISIS = { activity: 'crisis-access' } as const
const REASON = 'Kim is niet thuisgekomen en neemt niet op'
const HIDDEN_FROM_FATHER = 'Kim slaapt op geheime plek bij oma'
const HIDDEN_FROM_SAAR = 'Kim kent Saar van vroeger en wil haar er niet bij'
const OF_WORK = 'Papa zoekt werk in de avond'

let town: Town
let family: HelpedFamily
let father: Person
let saar: Person
let sam: Person
let petra: Person
let plan: string
const goals = { fromFather: '', fromSaar: '', ofWork: '' }
let use: string

beforeAll(async () => {
  town = await aTown(FRIDAY)
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  saar = await town.person('professional', 'Saar Spoed', CRISIS)
  sam = await town.person('safety-officer', 'Sam')
  petra = await town.person('privacy-officer', 'Petra')
  const { id } = await town.as(family.coordinator).post(`${plan}/members`, { name: 'Farid', birthDate: '1983-01-01' })
  father = await town.person('family-member', 'Farid', { subject: id })
  await town.as(family.coordinator).post(`${plan}/care-team/representatives`, {
    ...{ representative: family.parent.id, name: 'Mirjam de Vries', represents: family.child.id },
    ...{ kind: 'parental-authority', from: '2026-01-01T00:00:00Z', proof: { kind: 'brp', date: '2026-02-01' } },
  })
  // Who helps them at home, too: only from who is known here something can be withheld.
  await town.as(family.coordinator).post(`${plan}/care-team/professionals`, {
    ...{ professional: saar.id, name: saar.name, scope: { goals: [] }, organisation: '00000099000000000004' },
    ...{ domain: 'youth', activity: 'youth-support', until: '2031-01-01T00:00:00Z' },
  })
  const proposed = (by: Person, domain: string, about: string, words: string, from?: string) =>
    town.as(by).post(`${plan}/goals`, {
      ...{ domain, lifeArea: 'domestic-relations', about: [about], words },
      ...(from !== undefined && { withhold: [withheldFrom(from)] }),
    })
  const withheldFrom = (from: string) => ({
    ...{ from, ground: 'safety', mode: 'silent', reason: 'Dat is niet veilig' },
    ...{ consulted: family.readers[0]?.id, reviewDate: '2026-05-01' },
  })
  const { youthWorker, incomeWorker, child } = family
  goals.fromFather = (await proposed(youthWorker, 'youth', child.id, HIDDEN_FROM_FATHER, father.id)).id
  goals.fromSaar = (await proposed(youthWorker, 'youth', child.id, HIDDEN_FROM_SAAR, saar.id)).id
  goals.ofWork = (await proposed(incomeWorker, 'participation', father.id, OF_WORK)).id
  await town.as(family.administrator).put('/break-glass-roles', { roles: ['professional'] })
}, 60_000)
afterAll(() => town.close())

const asksFor = (who: Person, planId: string, more: object = {}, key: string = randomUUID()) =>
  town.as(who, 'crisis-access').asks('POST', '/break-glass-uses', {
    body: { plan: planId, domains: ['youth'], reason: REASON, ...more },
    headers: { 'idempotency-key': key },
  })
const reviews = (who: Person, finding: string, of = use) =>
  town.as(who).asks('POST', `/break-glass-uses/${of}/review`, {
    body: { plan: family.planId, finding, reason: 'Ik heb Saar gesproken' },
  })
const status = async (who: Person, path: string) => (await town.as(who).asks('GET', path)).status
const reads = async (who: Person, path: string) => JSON.stringify((await town.as(who).asks('GET', path)).body)

async function dueFor(who: Person): Promise<readonly unknown[]> {
  const { body } = await town.as(who).asks('GET', '/due?limit=100', { headers: await asOfNow(town) })
  return (body['items'] as readonly Told[]).filter(({ what }) => what === 'break-glass-review')
}

async function looksToldTo(who: Person): Promise<readonly Told[]> {
  const { body } = await town.as(who).asks('GET', `${plan}/access-records?limit=100`)
  return (body['items'] as readonly Told[]).filter(({ processingActivity }) => processingActivity === 'crisis-access')
}

describe('on Saturday night', () => {
  it('a crisis worker sees nothing of the plan, until they open it with a reason', async () => {
    town.itIs(SATURDAY_NIGHT)
    expect(await status(saar, plan)).toBe(404)
    const opened = await asksFor(saar, family.planId, {}, 'on-saturday')
    expect(opened).toMatchObject({ status: 201, body: { planId: family.planId, until: FOUR_HOURS_LATER } })
    use = opened.body.id
    expect(opened.headers.get('location')).toBe(`/v1${plan}/break-glass-uses/${use}`)
    expect(await town.as(saar).get(`${plan}/break-glass-uses/${use}`)).toMatchObject({
      ...{ state: 'used', reason: REASON, name: 'Saar Spoed', domains: ['youth'] },
    })
  })

  it('sent again, it is the same', async () => {
    const again = await asksFor(saar, family.planId, {}, 'on-saturday')
    expect(again).toMatchObject({ status: 201, body: { id: use, until: FOUR_HOURS_LATER } })
    const looks = await looksToldTo(family.parent)
    expect(looks.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['break-glass', 'answered'],
      ['plan', 'refused'],
    ])
  })

  it('reads what is of the laws they named, also what is withheld from others, and what is withheld from them never', async () => {
    expect(await reads(saar, `${plan}/goals`)).toContain(HIDDEN_FROM_FATHER)
    expect(await status(saar, `${plan}/goals/${goals.fromSaar}`)).toBe(404)
    expect(await status(saar, `${plan}/goals/${goals.ofWork}`)).toBe(404)
    for (const path of [plan, `${plan}/goals`, `${plan}/history?limit=500`]) {
      const read = await reads(saar, path)
      for (const words of [HIDDEN_FROM_SAAR, OF_WORK]) expect(read).not.toContain(words)
    }
  })

  it('reads and does nothing, and finds nothing in lists', async () => {
    const goal = { domain: 'youth', lifeArea: 'domestic-relations', about: [family.child.id], words: 'Naar huis' }
    for (const [path, body] of [
      [`${plan}/goals`, goal],
      [`${plan}/goals/${goals.fromFather}/revisions`, { words: 'Naar huis' }],
      [`${plan}/goals/${goals.fromFather}/views`, { person: family.child.id, stance: 'agrees' }],
    ] as const)
      expect([path, (await town.as(saar).asks('POST', path, { body })).status]).toEqual([path, 403])
    for (const list of ['/due', '/due?scope=team', '/caseload', '/plans', '/deviations']) {
      const { body } = await town.as(saar).asks('GET', list, { headers: await asOfNow(town) })
      expect([list, body['items'] ?? []]).toEqual([list, []])
    }
  })

  it('it is due at once to who coordinates and to both officers, who read why, and no more than that', async () => {
    for (const who of [family.coordinator, sam, petra])
      expect(await dueFor(who)).toEqual([
        {
          ...{
            id: expect.any(String),
            planId: family.planId,
            what: 'break-glass-review',
            item: { kind: 'break-glass-use', id: use },
          },
          ...{ dueAt: '2026-03-10T22:00:00.000Z', overdue: false, escalating: false, mustAct: 'reviewers' },
        },
      ])
    for (const who of [family.youthWorker, family.parent, saar]) expect(await dueFor(who)).toEqual([])
    for (const who of [sam, petra]) {
      expect(await reads(who, `${plan}/break-glass-uses`)).toContain(REASON)
      expect(await status(who, `${plan}/goals/${goals.ofWork}`)).toBe(404)
    }
  })

  it('the team, a lead and the family hear nothing of why', async () => {
    const lead = await town.person('team-lead', 'Truus', { team: 'noord' })
    for (const who of [family.youthWorker, lead, family.parent, family.child, father]) {
      expect(await reads(who, `${plan}/break-glass-uses`)).toContain('"breakGlassUses":[]')
      expect(await reads(who, `${plan}/history?limit=500`)).not.toContain('BreakGlass')
      expect(await status(who, `${plan}/break-glass-uses/${use}`)).toBe(404)
    }
  })

  it('no other plan is opened before that is reviewed, whether it is there or not', async () => {
    const other = (await town.as(family.coordinator).post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' }))
      .planId
    for (const planId of [other, family.planId, randomUUID()])
      expect(await asksFor(saar, planId)).toMatchObject({ status: 409, body: { code: 'BREAK_GLASS_AWAITS_REVIEW' } })
  })

  it('nobody says yet that it was right, and nobody else reviews it', async () => {
    expect(await reviews(sam, 'justified')).toMatchObject({ status: 409, body: { code: 'BREAK_GLASS_USE_LASTS' } })
    for (const who of [family.youthWorker, family.parent])
      expect([who.name, (await reviews(who, 'not-justified')).status]).toEqual([who.name, 404])
    expect((await reviews(saar, 'not-justified')).status).toBe(403)
  })

  it('is over after four hours: from then on there is nothing', async () => {
    town.itIs('2026-03-08T01:59:59.999Z')
    expect(await status(saar, plan)).toBe(200)
    town.itIs(FOUR_HOURS_LATER)
    for (const path of [plan, `${plan}/goals`, `${plan}/history`, `${plan}/break-glass-uses/${use}`])
      expect([path, await status(saar, path)]).toEqual([path, 404])
    expect((await asksFor(saar, family.planId, {}, 'on-saturday')).body).toMatchObject({ id: use })
  })
})

describe('on Monday', () => {
  it('the safety officer reviews it, and the family sees both: who looked in an emergency, and what was found of it', async () => {
    town.itIs(MONDAY)
    const isOpening = ({ kind, outcome }: Told) => kind === 'break-glass' && outcome === 'answered'
    expect((await looksToldTo(family.parent)).filter(isOpening)).toMatchObject([
      { date: '2026-03-07', role: 'professional', breakGlass: { reviewed: false } },
    ])
    expect((await reviews(sam, 'justified')).status).toBe(201)
    expect(await reviews(petra, 'not-justified')).toMatchObject({ status: 404 })
    for (const who of [family.parent, father]) {
      const told = await looksToldTo(who)
      const answered = told.filter(({ outcome }) => outcome === 'answered')
      expect(answered.length).toBeGreaterThan(0)
      for (const look of answered)
        expect(look['breakGlass']).toEqual({ reviewed: true, finding: 'justified', on: '2026-03-09' })
      expect(JSON.stringify(told)).not.toContain(REASON)
    }
    for (const who of [family.coordinator, sam, petra]) expect(await dueFor(who)).toEqual([])
    expect(await reads(family.coordinator, `${plan}/break-glass-uses`)).toContain('Ik heb Saar gesproken')
  })

  it('a look at what is withheld from the father is no look of his', async () => {
    const ofGoals = async (who: Person) => (await looksToldTo(who)).filter(({ kind }) => kind === 'goals').length
    expect(await ofGoals(father)).toBeLessThan(await ofGoals(family.parent))
  })

  it('then the next may be opened; one that is found not justified ends at once, and two at once are one', async () => {
    const { planId } = await town
      .as(family.coordinator)
      .post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
    const both = await Promise.all([asksFor(saar, family.planId, { hours: 1 }), asksFor(saar, planId)])
    expect(both.map((one) => one.status).sort()).toEqual([201, 409])
    const [open] = both.filter((one) => one.status === 201)
    const its = `/plans/${open?.body.planId ?? ''}`
    expect(await status(saar, its)).toBe(200)
    const { status: reviewed } = await town.as(petra).asks('POST', `/break-glass-uses/${open?.body.id ?? ''}/review`, {
      body: { plan: open?.body.planId, finding: 'not-justified', reason: 'Er was geen nood' },
    })
    expect(reviewed).toBe(201)
    expect(await status(saar, its)).toBe(404)
  })
})

describe('who may not', () => {
  it('is everyone whose role the municipality did not name, whatever they name', async () => {
    const bart = await town.person('coordinator', 'Bart', { team: 'zuid' })
    for (const planId of [family.planId, randomUUID()])
      expect(await asksFor(bart, planId)).toMatchObject({ status: 403, body: { code: 'ROLE_BREAKS_NO_GLASS' } })
    expect(await asksFor(family.parent, family.planId)).toMatchObject({ status: 403 })
  })

  it('is who is of the family, speaks for someone in it, or checks its benefit', async () => {
    const asProfessional = (id: string) =>
      town.person('professional', 'Mirjam op haar werk', { subject: id, ...CRISIS })
    for (const { id } of [father, family.parent])
      expect(await asksFor(await asProfessional(id), family.planId)).toMatchObject({
        ...{ status: 403, body: { code: 'WHO_IS_OF_THE_FAMILY_BREAKS_NO_GLASS' } },
      })
    const checks = await town.person('professional', 'Cor', CRISIS)
    await town.as(family.coordinator).post(`${plan}/care-team/professionals`, {
      ...{
        professional: checks.id,
        name: 'Cor',
        scope: 'domain',
        organisation: '00000099000000000003',
        domain: 'participation',
      },
      ...{ activity: 'benefits-enforcement', until: '2031-01-01T00:00:00Z' },
    })
    expect(await asksFor(checks, family.planId)).toMatchObject({
      ...{ status: 403, body: { code: 'WHO_ENFORCES_BREAKS_NO_GLASS' } },
    })
  })

  it('is who tries ids: after ten that are nothing, none is answered that day', async () => {
    const nosy = await town.person('professional', 'Nico', CRISIS)
    for (let time = 0; time < 10; time += 1)
      expect(await asksFor(nosy, randomUUID())).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    for (const planId of [family.planId, randomUUID()]) {
      const spent = await asksFor(nosy, planId)
      expect(spent).toMatchObject({ status: 429, body: { code: 'PLANS_NOT_FOUND_ARE_SPENT' } })
      expect(Number(spent.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    town.itIs('2026-03-10T09:00:00.000Z')
    expect((await asksFor(nosy, family.planId)).status).toBe(201)
  })

  it('reviews their own: neither who coordinates nor an officer', async () => {
    await town.as(family.administrator).put('/break-glass-roles', { roles: ['coordinator', 'safety-officer'] })
    for (const who of [family.coordinator, sam]) {
      const opened = await asksFor(who, family.planId)
      expect(opened.status).toBe(201)
      const own = await reviews(who, 'not-justified', opened.body.id)
      expect([403, 404]).toContain(own.status)
      expect((await dueFor(who)).filter((one) => JSON.stringify(one).includes(opened.body.id))).toEqual([])
    }
  })
})
