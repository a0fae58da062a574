/**
 * One story from beginning to end: Lotte (13) tells what happens at home, flees with her mother, and turns sixteen. It is told in one of two families that
 * are otherwise the same, in installations with the same keys and clock: whatever her father asks or does, both answer him byte for byte alike.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { who, type Family } from './prove/family.ts'
import type { Request } from './prove/installation.ts'
import type { Who } from './prove/sight-told.ts'
import { differing, ToldInOneOfTwo } from './support/told-in-one-of-two.ts'

const GEMEENTE = '00000099000000000001'
const HOME = 'Papa slaat als hij gedronken heeft'
const SCHOOL = 'Lotte maakt haar huiswerk bij oma'
const HERS = 'Niet tegen papa zeggen'
const REASON = 'Lotte loopt gevaar als vader dit leest'
const GOAL = { domain: 'youth', lifeArea: 'work-and-education' }
const DAY = 24 * 60
const NOBODY = '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11'

const noor = who('coordinator', 'Noor', 'plan-coordination', { team: 'noord' })
const yara = who('professional', 'Yara', 'youth-support')
const hanna = who('professional', 'Hanna', 'youth-support')
const sam = who('safety-officer', 'Sam', 'safety-review')
const petra = who('privacy-officer', 'Petra', 'privacy-oversight')

let story: ToldInOneOfTwo
let mother: Who
let father: Who
let lotte: Who
/** A goal that everyone knows of. */
let known: string

beforeAll(async () => {
  story = await ToldInOneOfTwo.begin('de-vries', '2026-03-02T09:00:00.000Z')
  await story.inBoth(noor, '', { lifeAreas: ['domestic-relations'], reportedBy: 'family' })
  const joins = async (name: string, birthDate: string) =>
    who('family-member', name, 'own-file', { id: (await story.inBoth(noor, '/members', { name, birthDate })).id })
  mother = await joins('Mirjam de Vries', '1985-04-01')
  father = await joins('Farid de Vries', '1983-01-01')
  lotte = await joins('Lotte de Vries', '2013-02-10')
  for (const { id, name } of [mother, father])
    await story.inBoth(noor, '/care-team/representatives', {
      ...{ representative: id, name, represents: lotte.id, kind: 'parental-authority' },
      ...{ from: '2026-01-01T00:00:00Z', proof: { kind: 'brp', date: '2026-02-01' } },
    })
  await story.inBoth(noor, '/own-plan-invitations')
  await story.inBoth(father, '/own-plan-waivers', { reason: 'Wij praten liever' })
  for (const { id, name, activity } of [yara, hanna])
    await story.inBoth(noor, '/care-team/professionals', {
      ...{ professional: id, name, activity, organisation: GEMEENTE, domain: 'youth', until: '2031-01-01T00:00:00Z' },
    })
  known = (await story.inBoth(yara, '/goals', { ...GOAL, about: [lotte.id], words: 'Elke dag naar school' })).id
}, 60_000)
afterAll(() => story[Symbol.asyncDispose]())

const PARTS = ['', '/goals', '/actions', '/deviations', '/priorities', '/care-team', '/members', '/referrals']
const HISTORIES = ['/coordinator', '/history?limit=500', '/history?type=GoalProposed', '/history/changes?from=-1&to=9']
const THEN = ['?revision=3', '?revision=400', '?at=2026-03-02T09:30:00Z', '/withholdings', '/withholding-requests']
const LOOKS = [
  '/access-records?limit=100',
  '/access-records?limit=2',
  '/access-records?from=2026-03-02&until=2026-03-02',
]
const LISTS = ['/due', '/due?scope=team', '/plans', '/deviations', '/caseload']

/** All there is for him to ask: what he reads, what he lists, and what he tries with an id that somebody let slip. */
function asksOf({ planId }: Family, slipped: string): readonly Request[] {
  const get = (path: string) => ({ method: 'GET', path }) as const
  const post = (path: string, body: object) => ({ method: 'POST', path: `/plans/${planId}${path}`, body }) as const
  const view = (person: Who) => ({ person: person.id, stance: 'disagrees', words: 'Dat is niet waar' })
  return [
    ...[...PARTS, ...HISTORIES, ...THEN, ...LOOKS].map((path) => get(`/plans/${planId}${path}`)),
    ...LISTS.map(get),
    ...[mother, lotte].map(({ id }) => get(`/plans/${planId}/members/${id}`)),
    ...['goals', 'actions', 'withholdings'].map((part) => get(`/plans/${planId}/${part}/${slipped}`)),
    post(`/goals/${slipped}/views`, view(father)),
    post(`/goals/${slipped}/views`, view(lotte)),
    post(`/goals/${slipped}/revisions`, { words: 'Papa is lief' }),
    post('/actions', { goal: slipped, owner: father.id, words: 'Ik doe het' }),
    post('/withholdings', { items: [{ kind: 'goal', id: slipped }], from: lotte.id, ground: 'child-asked' }),
    post(`/members/${lotte.id}/contest`, {}),
    ...[[lotte], [father], [lotte, mother]].map((some) =>
      post('/readers-previews', { domain: 'youth', about: some.map(({ id }) => id) }),
    ),
    ...[lotte, mother, yara, hanna, noor].map(({ id: from }) =>
      post('/readers-previews', { domain: 'youth', about: [lotte.id], withhold: [{ from }] }),
    ),
    post('/readers-previews', { domain: 'youth', about: [lotte.id], scope: { goals: [slipped] } }),
  ]
}

async function fatherIsToldNothing(slipped: string): Promise<string> {
  story.passes(5)
  const [one, other] = await answersToHim(slipped)
  expect(differing(one, other)).toEqual([])
  const text = one.join('\n')
  for (const word of [HOME, SCHOOL, HERS, REASON, 'safety-officer']) expect(text).not.toContain(word)
  return text
}

const answersToHim = (slipped: string) => story.answersTo(father, (family) => asksOf(family, slipped))

describe('Lotte', () => {
  let home: string
  let school: string
  let action: string
  let withheld: string
  let withheldToo: string

  it('tells Yara, who writes it down withheld from her father, having asked Hanna', async () => {
    await fatherIsToldNothing(NOBODY)
    const wish = {
      ...{ from: father.id, ground: 'safety', reason: REASON, consulted: hanna.id },
      ...{ reviewDate: '2026-05-29', mode: 'silent' },
    }
    const about = [lotte.id]
    const withhold = [{ from: father.id, mode: 'silent', consulted: hanna.id }]
    await story.hidden(yara, '/readers-previews', { domain: 'youth', about, withhold })
    home = (await story.hidden(yara, '/goals', { ...GOAL, about, words: HOME, withhold: [wish] })).id
    school = (await story.hidden(yara, '/goals', { ...GOAL, about, words: SCHOOL, withhold: [wish] })).id
    action = (await story.hidden(yara, '/actions', { goal: home, owner: yara.id, words: 'Met oma praten' })).id
    await story.hidden(lotte, `/goals/${home}/views`, {
      ...{ person: lotte.id, stance: 'agrees', words: HERS },
      withhold: [{ from: father.id, ground: 'child-asked' }],
    })
    await fatherIsToldNothing(home)
    for (const person of [lotte, mother, yara, hanna])
      expect((await story.reads(person, `/goals/${home}`))['words']).toBe(HOME)
    expect((await story.reads(noor, `/goals/${home}`))['words']).toEqual({ closed: true })
  }, 60_000)

  it('is believed: the safety officer confirms it, and reads that and nothing else', async () => {
    expect((await story.reads(sam, `/goals/${home}`))['words']).toBe(HOME)
    expect(await story.statusOf(sam, `/goals/${known}`)).toBe(404)
    const { withholdings } = (await story.reads(yara, '/withholdings')) as unknown as {
      readonly withholdings: readonly { id: string; ground: string; items: readonly { id: string }[] }[]
    }
    const of = (goal: string) => withholdings.find(({ items }) => items.some(({ id }) => id === goal))?.id ?? ''
    ;[withheld, withheldToo] = [of(home), of(school)]
    for (const id of [withheld, withheldToo]) await story.hidden(sam, `/withholdings/${id}/confirmation`)
    const { id } = withholdings.find(({ ground }) => ground === 'child-asked') ?? { id: '' }
    const completion = { reason: REASON, consulted: hanna.id, reviewDate: '2026-05-29', mode: 'silent' }
    await story.hidden(yara, `/withholdings/${id}/completion`, completion)
    await story.hidden(sam, `/withholdings/${id}/confirmation`)
    expect(await story.statusOf(sam, `/goals/${home}`)).toBe(404)
    for (const slipped of [home, action, withheld]) await fatherIsToldNothing(slipped)
  }, 60_000)

  it('is not betrayed by what her father writes, nor by what others write where he reads', async () => {
    await story.inBoth(father, `/goals/${known}/views`, { person: lotte.id, stance: 'agrees', words: 'Zij moet leren' })
    await fatherIsToldNothing(home)
    await story.inBoth(yara, `/goals/${known}/revisions`, { words: 'Elke dag op tijd naar school' })
    await fatherIsToldNothing(home)
    const view = { person: lotte.id, stance: 'agrees' }
    expect((await story.told.does({ who: father, path: `/goals/${home}/views`, body: view })).status).toBe(404)
  }, 60_000)

  it('flees with her mother, and nothing of her father’s moves', async () => {
    story.passes(DAY)
    const fled = { kind: 'fled', date: '2026-03-03', reason: 'Zij zit met Lotte in de opvang', together: [lotte.id] }
    await story.hidden(noor, `/members/${mother.id}/departure`, fled)
    await story.hidden(yara, `/goals/${home}/revisions`, { words: `${HOME}; nu in de opvang` })
    const text = await fatherIsToldNothing(home)
    expect(text).not.toMatch(/opvang|"left"|addressIsSecret/)
    await story.inBoth(father, '/goals', { ...GOAL, about: [lotte.id], words: 'Elke zondag samen eten' })
    await fatherIsToldNothing(home)
    expect(await story.reads(mother, '/members')).toMatchObject({
      members: expect.arrayContaining([
        expect.objectContaining({ id: lotte.id, state: 'left', addressIsSecret: true }),
      ]),
    })
  }, 60_000)

  it('is asked after: her father gets a human’s answer, the same in both', async () => {
    const { id } = await story.inBoth(father, '/withholding-requests', {})
    expect(await story.dueFor(petra)).toContainEqual(
      expect.objectContaining({ what: 'withheld-request', item: { kind: 'request', id } }),
    )
    story.passes(3 * DAY)
    await story.inBoth(petra, `/withholding-requests/${id}/answer`, {})
    const [one, other] = await answersToHim(home)
    expect(differing(one, other)).toEqual([])
    expect(one.join()).toContain(`"answered":{"by":"${petra.id}"`)
  }, 60_000)

  it('sees part of it opened at the review, and only that', async () => {
    story.itIs('2026-05-29T09:00:00.000Z')
    const [before] = await answersToHim(school)
    expect(before.join()).not.toContain(SCHOOL)
    await story.hidden(yara, `/withholdings/${withheldToo}/release`, { reason: 'Lotte wil dit zelf' })
    await story.hidden(yara, `/withholdings/${withheld}/reviews`, { reason: REASON, reviewDate: '2026-08-20' })
    story.passes(1)
    expect((await story.reads(father, `/goals/${school}`))['words']).toBe(SCHOOL)
    const [now] = await answersToHim(home)
    const text = now.join().split(`/${home}`).join('')
    expect(text).toContain(SCHOOL)
    for (const word of [HOME, HERS, REASON, 'Met oma', 'opvang', home, action]) expect(text).not.toContain(word)
    expect(await story.statusOf(father, `/goals/${home}`)).toBe(404)
  }, 60_000)

  it('has a mother who sees who looked until they fled: when, as what, for whom and what for; no names', async () => {
    const { items } = (await story.reads(mother, '/access-records?limit=100')) as unknown as {
      readonly items: readonly Readonly<Record<string, unknown>>[]
    }
    expect(items).toContainEqual({
      date: '2026-03-02',
      role: 'safety-officer',
      function: { nl: expect.any(String), en: expect.any(String) },
      organisation: GEMEENTE,
      processingActivity: 'safety-review',
      kind: 'goals',
      words: { nl: 'doelen', en: 'goals' },
      outcome: 'answered',
    })
    expect(items.filter(({ date }) => String(date) > '2026-03-03')).toEqual([])
    for (const { id, name } of [sam, yara, hanna, noor]) {
      expect(JSON.stringify(items)).not.toContain(id)
      expect(JSON.stringify(items)).not.toContain(name)
    }
  })

  it('turns sixteen, and that night her father’s sight ends', async () => {
    // The tenth of February begins in Amsterdam an hour before it does in London.
    story.itIs('2029-02-09T22:59:59.999Z')
    expect(await story.statusOf(father, `/goals/${school}`)).toBe(200)
    expect(await story.statusOf(father, `/goals/${known}`)).toBe(200)
    story.itIs('2029-02-09T23:00:00.000Z')
    for (const goal of [school, known, home]) expect(await story.statusOf(father, `/goals/${goal}`)).toBe(404)
    expect((await story.reads(lotte, `/goals/${home}`))['words']).toContain(HOME)
    // What changed at the review was another tag in one of them.
    story.forgetsWhatChanged()
    const [one, other] = await answersToHim(school)
    expect(one.join()).not.toContain(SCHOOL)
    expect(differing(one, other)).toEqual([])
  }, 60_000)
})
