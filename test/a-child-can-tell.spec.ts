/**
 * A child can tell: what Kim says at home is in danger if her father reads it is withheld from him, and nothing he can ask changes by it. Her
 * mother and who helps her read it; a second person confirms it; at the review part of it is opened.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { accountIn, aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Answer, type Person, type Told, type Town } from './support/story.ts'
import { asOfNow } from './support/as-of-now.ts'

let town: Town
let family: HelpedFamily
let plan: string
let father: Person
let hanna: Person
let sam: Person
let petra: Person
const WORDS = 'Papa slaat als hij gedronken heeft'

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  const noor = town.as(family.coordinator)
  const { id } = await noor.post(`${plan}/members`, { name: 'Farid de Vries', birthDate: '1983-01-01' })
  father = await town.person('family-member', 'Farid de Vries', { subject: id })
  hanna = await town.person('professional', 'Hanna')
  await noor.post(`${plan}/care-team/professionals`, {
    ...{
      professional: hanna.id,
      name: 'Hanna',
      scope: 'domain',
      organisation: '00000099000000000002',
      domain: 'youth',
    },
    ...{ activity: 'youth-support', until: '2031-01-01T00:00:00Z' },
  })
  for (const parent of [father, family.parent])
    await noor.post(`${plan}/care-team/representatives`, {
      ...{ representative: parent.id, name: parent.name, represents: family.child.id, kind: 'parental-authority' },
      ...{ from: '2026-01-01T00:00:00Z', proof: { kind: 'brp', date: '2026-02-01' } },
      ...(parent === father && { conflictOfInterest: 'Vader wordt verdacht van geweld' }),
    })
  sam = await town.person('safety-officer', 'Sam')
  petra = await town.person('privacy-officer', 'Petra')
}, 60_000)
afterAll(() => town.close())

const READS = [
  ...['', '/history?limit=500', '/history/changes?from=-1&to=5', '/goals', '/actions', '/deviations', '/priorities'],
  ...['/care-team', '/members', '/referrals', '/withholdings', '?revision=3', '?revision=400'],
]
const LISTS = ['/due', '/due?scope=team', '/plans', '/deviations', '/withholdings']
const told = ({ status, body, headers }: Answer) => ({
  status,
  body: Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'instance' && name !== 'requestId')),
  etag: headers.get('etag'),
})

/** All that a father can ask, about himself and about his daughter; and what he can try with an id that he was told. */
async function everyAnswer(who: Person, goal: string): Promise<readonly unknown[]> {
  const asking = town.as(who)
  const answers: unknown[] = []
  for (const path of READS) answers.push([path, told(await asking.asks('GET', plan + path))])
  const headers = await asOfNow(town)
  for (const path of LISTS) answers.push([path, told(await asking.asks('GET', path, { headers }))])
  const tries: readonly (readonly [string, string, object?])[] = [
    ['GET', `/goals/${goal}`],
    ['POST', `/goals/${goal}/views`, { person: who.id, stance: 'agrees' }],
    ['POST', `/goals/${goal}/views`, { person: family.child.id, stance: 'disagrees' }],
    ['POST', '/actions', { goal, owner: who.id, words: 'Ik doe het' }],
  ]
  for (const [method, path, body] of tries)
    answers.push(told(await asking.asks(method, plan + path, body === undefined ? {} : { body })))
  return answers
}

const wishOf = (more: object = {}) => ({
  ...{ from: father.id, ground: 'safety', reason: 'Kim loopt gevaar als vader dit leest', consulted: hanna.id },
  ...{ reviewDate: '2026-04-02', mode: 'silent', ...more },
})

describe('what a child tells', () => {
  let goal: string
  let withholding: string
  let before: readonly unknown[]

  it('is withheld from her father from the moment it is there, and changes no answer of his', async () => {
    const nobody = randomUUID()
    before = await everyAnswer(father, nobody)
    const yara = town.as(family.youthWorker)
    const made = await yara.post(`${plan}/goals`, {
      ...{ domain: 'youth', about: [family.child.id], lifeArea: 'domestic-relations', words: WORDS },
      withhold: [wishOf()],
    })
    goal = made.id
    await yara.post(`${plan}/actions`, { goal, owner: family.youthWorker.id, words: 'Met oma praten' })
    await town.as(family.child).post(`${plan}/goals/${goal}/views`, {
      ...{ person: family.child.id, stance: 'agrees', words: 'Niet tegen papa zeggen' },
      withhold: [{ from: father.id, ground: 'child-asked' }],
    })
    await yara.post(`${plan}/deviations`, {
      ...{ domain: 'youth', about: [family.child.id], protocol: PROTOCOL, step: STEP },
      ...{
        insteadDone: 'Niet met vader gesproken',
        situation: 'Kim is bang',
        basedOn: await yara.tagOf(family.planId),
      },
      account: accountIn(60, town.now()),
      withhold: [wishOf()],
    })
    expect(await everyAnswer(father, nobody)).toEqual(before)
    expect(await everyAnswer(father, goal)).toEqual(before)
    expect(JSON.stringify(before)).not.toContain('Vader wordt verdacht van geweld')
    expect(JSON.stringify(await town.as(family.parent).get(`${plan}/care-team`))).toContain('verdacht van geweld')
  }, 60_000)

  it('is read by her mother and by who helps her; and they read that it is withheld, and why', async () => {
    for (const who of [family.youthWorker, hanna, family.parent, family.child, family.coordinator]) {
      const { words } = await town.as(who).get(`${plan}/goals/${goal}`)
      expect(words).toBe(WORDS)
      const { withholdings } = await town.as(who).get(`${plan}/withholdings`)
      expect(withholdings).toContainEqual(
        expect.objectContaining({ from: father.id, reason: 'Kim loopt gevaar als vader dit leest', state: 'made' }),
      )
    }
    const { withholdings } = await town.as(hanna).get(`${plan}/withholdings`)
    const its = (withholdings as readonly Told[]).find(({ items }) =>
      (items as readonly Told[]).some(({ id }) => id === goal),
    )
    withholding = String(its?.id)
  })

  it('is confirmed by a second person, who reads what is to be confirmed and nothing else', async () => {
    const officer = town.as(sam)
    const headers = await asOfNow(town)
    const due = await officer.asks('GET', '/due', { headers })
    expect(due.body['items']).toContainEqual(
      expect.objectContaining({ what: 'withholding-confirmation', item: { kind: 'withholding', id: withholding } }),
    )
    // Whoever leads the team answers for what is due in it, and is not told that something is withheld.
    const lead = town.as(await town.person('team-lead', 'Tess', { team: 'noord' }))
    const ofTheTeam = await lead.asks('GET', '/due?scope=team', { headers })
    const kinds = (ofTheTeam.body['items'] as readonly { readonly item: Told }[]).map(({ item }) => item['kind'])
    expect(kinds).toContain('deviation')
    expect(kinds).not.toContain('withholding')
    expect((await officer.get(`${plan}/goals/${goal}`)).words).toBe(WORDS)
    const read = (await officer.get(plan))['plan'] as Told
    expect(read['members']).toEqual([])
    const all = (await officer.get(`${plan}/withholdings`))['withholdings'] as readonly Told[]
    for (const { id, state } of all) if (state === 'made') await officer.post(`${plan}/withholdings/${id}/confirmation`)
    expect((await officer.asks('GET', `${plan}/goals/${goal}`)).status).toBe(404)
    expect(await everyAnswer(father, goal)).toEqual(before)
    const { items: looks } = await town.as(father).get(`${plan}/access-records?limit=100`)
    const looked = (looks as readonly Told[]).map(({ role }) => role)
    expect(looked).toContain('professional')
    expect(looked).not.toContain('safety-officer')
  })

  it('is asked after by her father, and answered by a human, with the one text there is', async () => {
    const asking = town.as(father)
    const { id, position } = await asking.post(`${plan}/withholding-requests`, {})
    const officer = town.as(petra)
    const due = await officer.asks('GET', '/due', { headers: { 'consistent-after': String(position) } })
    expect(due.body['items']).toContainEqual(
      expect.objectContaining({ what: 'withheld-request', item: { kind: 'request', id } }),
    )
    await officer.post(`${plan}/withholding-requests/${id}/answer`)
    const { withheldRequests } = await asking.get(`${plan}/withholding-requests`)
    expect(withheldRequests).toMatchObject([{ id, answered: { by: petra.id } }])
    expect((await officer.asks('GET', plan)).status).toBe(404)
  })

  it('is open to him once it is released, and no sooner', async () => {
    expect((await town.as(father).asks('GET', `${plan}/goals/${goal}`)).status).toBe(404)
    await town
      .as(family.youthWorker)
      .post(`${plan}/withholdings/${withholding}/release`, { reason: 'Kim wil het zelf' })
    const read = await town.as(father).get(`${plan}/goals/${goal}`)
    expect(read['words']).toBe(WORDS)
    // What she asked herself stays hers.
    expect(JSON.stringify(read)).not.toContain('Niet tegen papa zeggen')
  })

  it('is said to have been opened before, where it was, whatever kind of item it is', async () => {
    const noor = town.as(family.coordinator)
    await noor.post(`${plan}/own-plans`, {
      ...{ parts: [{ domain: 'youth', words: 'Oma past op' }], saidBy: family.child.id, saidHow: 'in-person' },
    })
    expect(JSON.stringify(await town.as(father).get(plan))).toContain('Oma past op')
    const { events } = await noor.get(`${plan}/history?type=OwnPlanSubmitted`)
    const [submitted] = events as readonly { readonly data: Told }[]
    const part = { kind: 'own-plan-part', id: submitted?.data['part'] }
    const { openedBefore } = await noor.post(`${plan}/withholdings`, { ...wishOf(), items: [part] })
    expect(openedBefore).toEqual([{ ...part, at: expect.any(String) }])
  })

  it('is told to be withheld where it need not be silent: its ground, in its place', async () => {
    const { id } = await town.as(family.youthWorker).post(`${plan}/goals`, {
      ...{ domain: 'youth', about: [family.child.id], lifeArea: 'social-network', words: 'Oma komt vaker' },
      withhold: [wishOf({ ground: 'others-privacy', mode: 'told' })],
    })
    const { goals } = await town.as(father).get(`${plan}/goals`)
    expect((goals as readonly Told[]).at(-1)).toEqual({ withheld: 'others-privacy' })
    expect((await town.as(father).get(`${plan}/goals/${id}`))['withheld']).toBe('others-privacy')
    town.itIs('2026-04-03T09:00:00.000Z')
    expect((await town.as(father).get(`${plan}/goals/${id}`))['words']).toBe('Oma komt vaker')
  })

  it('is between the family and who coordinates where it belongs to no law: the team lead knows of none of it', async () => {
    const noor = town.as(family.coordinator)
    const lead = town.as(await town.person('team-lead', 'Tess', { team: 'noord' }))
    const knownToTheLead = async () => [
      (await lead.get(`${plan}/withholdings`))['withholdings'],
      await lead.get(`${plan}/history?limit=500`),
    ]
    const before = await knownToTheLead()
    expect(before[0]).toEqual([])
    const limit = { ...wishOf({ reviewDate: '2026-05-02' }), about: family.parent.id }
    const { id } = await noor.post(`${plan}/sight-limits`, limit)
    expect(JSON.stringify(await noor.get(`${plan}/withholdings`))).toContain(id)
    expect(await knownToTheLead()).toEqual(before)
    const lifted = (name: string) =>
      lead.asks('POST', `${plan}/sight-limits/${name}/lifting`, { body: { reason: 'Is voorbij' } })
    expect(told(await lifted(id))).toEqual(told(await lifted(randomUUID())))
  })
})
