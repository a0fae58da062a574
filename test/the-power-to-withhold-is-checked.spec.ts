/**
 * The power to withhold is checked: the privacy officer sees all that is withheld in the municipality, by law, age and review, and nothing of what it
 * is, of whom or from whom; and who asks what is withheld from them gets the same words whether or not anything is.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Answer, type Asking, type Person, type Told, type Town } from './support/story.ts'

const WORDS = 'Papa slaat als hij gedronken heeft'
const REASON = 'Kim loopt gevaar als vader dit leest'

interface Home {
  readonly town: Town
  readonly family: HelpedFamily
  readonly plan: string
  readonly father: Person
  readonly hanna: Person
  readonly petra: Person
}

/** A family whose father has authority over Kim; Hanna works for her too, and Petra is the municipality’s privacy officer. */
async function aHome(settings?: NodeJS.ProcessEnv): Promise<Home> {
  const town = await aTown('2026-03-02T09:00:00.000Z', settings)
  const family = await aHelpedFamily(town)
  const plan = `/plans/${family.planId}`
  const noor = town.as(family.coordinator)
  const { id } = await noor.post(`${plan}/members`, { name: 'Farid de Vries', birthDate: '1983-01-01' })
  const father = await town.person('family-member', 'Farid de Vries', { subject: id })
  const hanna = await town.person('professional', 'Hanna')
  await noor.post(`${plan}/care-team/professionals`, {
    ...{ professional: hanna.id, name: 'Hanna', organisation: '00000099000000000002', domain: 'youth' },
    ...{ activity: 'youth-support', until: '2031-01-01T00:00:00Z' },
  })
  await noor.post(`${plan}/care-team/representatives`, {
    ...{ representative: father.id, name: father.name, represents: family.child.id, kind: 'parental-authority' },
    ...{ from: '2026-01-01T00:00:00Z', proof: { kind: 'brp', date: '2026-02-01' } },
  })
  return { town, family, plan, father, hanna, petra: await town.person('privacy-officer', 'Petra') }
}

let town: Town
let family: HelpedFamily
let plan: string
let father: Person
let hanna: Person
let petra: Person
let yara: Asking
let noor: Asking

beforeAll(async () => {
  ;({ town, family, plan, father, hanna, petra } = await aHome())
  noor = town.as(family.coordinator)
  yara = town.as(family.youthWorker)
}, 60_000)
afterAll(() => town.close())

const wish = (more: object = {}) => ({
  ...{ from: father.id, ground: 'safety', reason: REASON, consulted: hanna.id },
  ...{ reviewDate: '2026-04-02', mode: 'silent', ...more },
})

interface Row {
  readonly domain: string
  readonly withholds: string
  readonly ground: string
  readonly mode: string
  readonly state: string
  readonly since: string
  readonly reviewDate?: string
  readonly due?: { readonly what: string; readonly at: string; readonly overdue: boolean }
  readonly opens?: { readonly planId: string; readonly id: string }
}
interface Count {
  readonly domain: string
  readonly state: string
  readonly number: number
  readonly overdue: number
  readonly oldest: string
}

const upToNow = async () => ({
  'consistent-after': await town.system.positions.token((await town.system.store.head()) ?? '0'),
})

async function overview(query = '', who = petra) {
  const { status, body, headers } = await town
    .as(who)
    .asks('GET', `/withholdings${query}`, { headers: await upToNow() })
  const { items, counts } = body as unknown as { readonly items: readonly Row[]; readonly counts: readonly Count[] }
  return { status, body, items, counts, next: headers.get('link') }
}

const goalOf = (words: string, more: object) =>
  yara.post(`${plan}/goals`, {
    ...{ domain: 'youth', about: [family.child.id], lifeArea: 'domestic-relations', words },
    ...more,
  })

const withholdingOf = async (goal: string): Promise<string> => {
  const { withholdings } = await yara.get(`${plan}/withholdings`)
  const all = withholdings as readonly { readonly id: string; readonly items: readonly { readonly id: string }[] }[]
  return all.find(({ items }) => items.some(({ id }) => id === goal))?.id ?? ''
}

describe('what is withheld in the municipality', () => {
  let silent: string
  let told: string
  const ids: string[] = []

  beforeAll(async () => {
    silent = await withholdingOf((await goalOf(WORDS, { withhold: [wish()] })).id)
    const open = await goalOf('Oma komt vaker', {
      withhold: [wish({ ground: 'others-privacy', mode: 'told', reviewDate: '2026-03-20' })],
    })
    told = await withholdingOf(open.id)
    await town.as(family.child).post(`${plan}/goals/${open.id}/views`, {
      ...{ person: family.child.id, stance: 'agrees', words: 'Niet tegen papa zeggen' },
      withhold: [{ from: father.id, ground: 'child-asked' }],
    })
    await noor.post(`${plan}/sight-limits`, {
      ...wish({ consulted: family.youthWorker.id, reviewDate: '2026-05-20' }),
      about: family.parent.id,
    })
    const { withholdings } = await noor.get(`${plan}/withholdings`)
    ids.push(...(withholdings as readonly { readonly id: string }[]).map(({ id }) => id))
  }, 60_000)

  it('is seen by the privacy officer, by law, ground, mode, state and review, soonest first', async () => {
    const { items, counts } = await overview()
    expect(items).toHaveLength(4)
    expect(items.map(({ due }) => due?.at ?? '')).toEqual(items.map(({ due }) => due?.at ?? '').sort())
    const facts = items.map(({ domain, withholds, ground, mode, state }) => [domain, withholds, ground, mode, state])
    expect(facts.map((one) => one.join(' ')).sort()).toEqual([
      'general all-about-someone safety silent unconfirmed',
      'youth items child-asked silent incomplete',
      'youth items others-privacy told needs-no-confirmation',
      'youth items safety silent unconfirmed',
    ])
    expect(items.every(({ since }) => since === '2026-03-02')).toBe(true)
    expect(counts).toContainEqual({
      ...{ domain: 'youth', ground: 'safety', mode: 'silent', state: 'unconfirmed', number: 1, overdue: 0 },
      oldest: '2026-03-02',
    })
  })

  it('is due for who must act on it, and for nobody who does not know of it', async () => {
    const sam = await town.person('safety-officer', 'Sam')
    const lead = await town.person('team-lead', 'Tess', { team: 'noord' })
    const due = async (who: Person, scope: string) => {
      const { body } = await town.as(who).asks('GET', `/due?scope=${scope}`, { headers: await upToNow() })
      const rows = body['items'] as readonly { readonly what: string; readonly item: Told }[]
      return rows.flatMap(({ what, item }) => (['withholding', 'request'].includes(String(item['kind'])) ? [what] : []))
    }
    const ofTheTeam = ['withholding-completion', 'withholding-review']
    for (const who of [family.youthWorker, family.coordinator, hanna])
      expect([who.name, (await due(who, 'mine')).sort()]).toEqual([who.name, ofTheTeam])
    expect(await due(sam, 'mine')).toEqual(['withholding-confirmation', 'withholding-confirmation'])
    for (const who of [father, lead, family.incomeWorker, petra])
      for (const scope of ['mine', 'team']) expect([who.name, await due(who, scope)]).toEqual([who.name, []])
    for (const who of [family.child, family.parent]) expect([who.name, await due(who, 'mine')]).toEqual([who.name, []])
  })

  it('is seen without a word, a name or an id of it, of whom, from whom or by whom; nor whose plan it is in', async () => {
    const said = JSON.stringify((await overview()).body)
    expect(said).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
    for (const words of [WORDS, REASON, 'Niet tegen papa', 'Oma komt', 'Farid', 'Kim', 'Yara', 'Hanna'])
      expect(said).not.toContain(words)
    for (const id of [family.planId, father.id, family.child.id, hanna.id, family.youthWorker.id, ...ids])
      expect(said).not.toContain(id)
  })

  it('is refused to all others alike, whether or not anything is withheld', async () => {
    const sam = await town.person('safety-officer', 'Sam')
    const others = [family.coordinator, family.youthWorker, family.parent, family.child, father, sam, family.auditor]
    const lead = await town.person('team-lead', 'Tess', { team: 'noord' })
    const elsewhere = await aTown('2026-03-02T09:00:00.000Z')
    try {
      for (const who of [...others, lead, family.administrator]) {
        const { status, body } = await town.as(who).asks('GET', '/withholdings?state=denied')
        expect({ who: who.role, status, code: body['code'] }).toEqual({
          ...{ who: who.role, status: 403, code: 'ONLY_A_PRIVACY_OFFICER_DOES_THIS' },
        })
        const there = await elsewhere.person(who.role, who.name, { subject: who.id })
        const nothing = await elsewhere.as(there, who.activity).asks('GET', '/withholdings?state=denied')
        expect(withoutIds(nothing.body)).toEqual(withoutIds(body))
      }
    } finally {
      await elsewhere.close()
    }
  }, 60_000)

  it('is filtered by law, ground, mode, state and the day of its review; what cannot be is refused', async () => {
    const of = async (query: string) => (await overview(query)).items.map(({ ground, state }) => `${ground} ${state}`)
    expect(await of('?domain=general')).toEqual(['safety unconfirmed'])
    expect(await of('?ground=others-privacy')).toEqual(['others-privacy needs-no-confirmation'])
    expect(await of('?mode=told')).toEqual(['others-privacy needs-no-confirmation'])
    expect(await of('?state=incomplete')).toEqual(['child-asked incomplete'])
    expect(await of('?state=ended')).toEqual([])
    expect((await of('?reviewBefore=2026-04-03')).sort()).toEqual([
      'others-privacy needs-no-confirmation',
      'safety unconfirmed',
    ])
    expect(await of('?reviewBefore=2026-03-20')).toEqual([])
    const wrong = await overview('?state=hidden&reviewBefore=soon&author=x')
    expect(wrong.status).toBe(400)
    expect((wrong.body['errors'] as readonly unknown[]).length).toBe(3)
  })

  it('comes in pages, of which the cursor is the officer’s own and tells no id', async () => {
    const seen: Row[] = []
    let query = '?limit=1'
    for (let pages = 0; pages < 4; pages += 1) {
      const { items, next } = await overview(query)
      seen.push(...items)
      if (pages === 3) expect(next).toBeNull()
      query = /<[^?]*(\?[^>]*)>/.exec(next ?? '')?.[1] ?? ''
    }
    expect(seen).toEqual((await overview()).items)
    const { next } = await overview('?limit=1')
    const cursor = /cursor=([^&>]*)/.exec(next ?? '')?.[1] ?? ''
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain(family.planId)
    const other = await town.person('privacy-officer', 'Pieter')
    expect((await overview(`?limit=1&cursor=${cursor}`, other)).status).toBe(400)
  })

  it('is not shown to an officer from whom something is withheld in that plan, or who has a part in it', async () => {
    const consulted = await town.person('privacy-officer', 'Hanna', { subject: hanna.id })
    const asked = await town.person('privacy-officer', 'Farid', { subject: father.id })
    for (const who of [consulted, asked]) {
      const { items, counts } = await overview('', who)
      expect({ items, counts }).toEqual({ items: [], counts: [] })
    }
  })

  it('says of each what is true now: a told one ends behind its review date, a silent one never by itself', async () => {
    town.itIs('2026-03-20T22:00:00.000Z')
    expect((await overview('?mode=told')).items.map(({ state }) => state)).toEqual(['needs-no-confirmation'])
    town.itIs('2026-03-20T23:30:00.000Z')
    expect((await overview('?mode=told')).items).toEqual([])
    const [ended] = (await overview('?mode=told&state=ended')).items
    expect(ended).toMatchObject({ state: 'ended', reviewDate: '2026-03-20' })
    expect(ended?.due).toBeUndefined()
    const { items, counts } = await overview('?mode=silent')
    expect(items.map(({ state }) => state).sort()).toEqual(['incomplete', 'unconfirmed', 'unconfirmed'])
    expect(items.every(({ due }) => due?.overdue === true)).toBe(true)
    expect(counts.filter(({ state }) => state !== 'ended').every(({ number, overdue }) => number === overdue)).toBe(
      true,
    )
  })

  it('is opened by its ids once nobody confirmed it in time, and not before; who sees it sees that it was looked at', async () => {
    expect((await overview('?state=unconfirmed&domain=youth')).items[0]?.opens).toBeUndefined()
    expect((await town.as(petra).asks('GET', `${plan}/withholdings/${silent}`)).status).toBe(404)
    town.itIs('2026-03-25T09:00:00.000Z')
    const [lapsed] = (await overview('?state=unconfirmed&domain=youth')).items
    expect(lapsed?.opens).toEqual({ planId: family.planId, id: silent })
    expect((await town.as(petra).get(`${plan}/withholdings/${silent}`))['state']).toBe('made')
    const looksOf = async (who: Person) =>
      (await town.as(who).get(`${plan}/access-records?limit=100`))['items'] as readonly {
        readonly role: string
        readonly kind: string
      }[]
    const lookedAt = (looks: Awaited<ReturnType<typeof looksOf>>) =>
      looks.filter(({ role }) => role === 'privacy-officer').map(({ kind }) => kind)
    expect(lookedAt(await looksOf(family.child))).toContain('withholdings')
    expect(lookedAt(await looksOf(father))).toEqual([])
  })

  it('is denied, confirmed, reviewed and released as it is', async () => {
    town.itIs('2026-03-25T10:00:00.000Z')
    await town.as(hanna).post(`${plan}/withholdings/${silent}/denial`, { reason: 'Dit is niet nodig' })
    const [denied] = (await overview('?state=denied')).items
    expect(denied).toMatchObject({
      due: { what: 'withholding-decision', overdue: false },
      opens: { planId: family.planId, id: silent },
    })
    await town.as(petra).post(`${plan}/withholdings/${silent}/confirmation`, { mode: 'silent' })
    const [confirmed] = (await overview('?state=confirmed')).items
    expect(confirmed).toMatchObject({ due: { what: 'withholding-review' }, reviewDate: '2026-04-02' })
    expect(confirmed?.opens).toBeUndefined()

    town.itIs('2026-04-10T09:00:00.000Z')
    const overdue = await overview('?reviewBefore=2026-04-10')
    expect(overdue.items.map(({ state, due }) => [state, due?.overdue])).toEqual([['confirmed', true]])
    await yara.post(`${plan}/withholdings/${silent}/reviews`, { reason: 'Nog nodig', reviewDate: '2026-06-02' })
    expect((await overview('?state=confirmed')).items[0]).toMatchObject({ reviewDate: '2026-06-02' })
    expect((await overview('?reviewBefore=2026-04-10')).items).toEqual([])
    await yara.post(`${plan}/withholdings/${silent}/release`, { reason: 'Kim wil het zelf' })
    expect((await overview('?state=confirmed')).items).toEqual([])
    const { counts } = await overview()
    expect(counts.filter(({ state }) => state === 'ended').reduce((sum, { number }) => sum + number, 0)).toBe(2)
    expect(told).not.toBe('')
  })
})

describe('who asks what is withheld from them', () => {
  const CONTACT = 'Stadhuis, Plein 1, Noorderwijk'
  const homes: Home[] = []
  beforeAll(async () => {
    for (const settings of [{}, {}, { SAMENSPEL_PRIVACY_CONTACT: CONTACT }]) homes.push(await aHome(settings))
  }, 120_000)
  afterAll(() => Promise.all(homes.map((home) => home.town.close())))

  // Several events of one moment are told apart by a millisecond each, which no clock outside a test shows.
  const anHourPasses = ({ town: there }: Home) => {
    there.itIs(new Date(Date.parse(there.now()) + 3_600_000).toISOString())
  }

  /** What one of the family reads of their question, byte for byte, but for ids that are each family’s own. */
  async function answerTo(home: Home, who: Person, { isAnswered = true } = {}) {
    const asking = home.town.as(who)
    anHourPasses(home)
    const { id } = await asking.post(`${home.plan}/withholding-requests`, {})
    anHourPasses(home)
    if (isAnswered) await home.town.as(home.petra).post(`${home.plan}/withholding-requests/${id}/answer`)
    const url = `${home.town.api}${home.plan}/withholding-requests`
    const headers = { authorization: `Bearer ${who.token}`, 'processing-activity': who.activity }
    const text = await (await fetch(url, { headers })).text()
    return text
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
      .replace(/"etag":"(?:\\.|[^"\\])*"/, '"etag":""')
  }
  const silently = async ({ town: there, plan: its, family: of, ...home }: Home) => {
    await there.as(of.youthWorker).post(`${its}/goals`, {
      ...{ domain: 'youth', about: [of.child.id], lifeArea: 'domestic-relations', words: WORDS },
      withhold: [{ ...wish(), from: home.father.id, consulted: home.hanna.id }],
    })
    await there.as(of.coordinator).post(`${its}/sight-limits`, {
      ...wish({ from: home.father.id, consulted: of.youthWorker.id }),
      about: of.parent.id,
    })
  }
  type Answered = { readonly withheldRequests: readonly { readonly answer?: Told }[] }
  const answersIn = (text: string) => (JSON.parse(text) as Answered).withheldRequests.map(({ answer }) => answer)

  it('reads the same bytes, whether nothing or something silent is withheld', async () => {
    const [nothing, something] = homes as [Home, Home]
    await silently(something)
    const asked = await answerTo(nothing, nothing.father, { isAnswered: false })
    expect(answersIn(asked)).toEqual([undefined])
    expect(await answerTo(something, something.father, { isAnswered: false })).toBe(asked)
    const answered = await answerTo(nothing, nothing.father)
    expect(await answerTo(something, something.father)).toBe(answered)
    expect(answered).toContain('woord voor woord')
    expect(answersIn(answered)[1]?.['told']).toEqual([])
  })

  it('is told of every remedy, in Dutch and in English, and where the municipality is reached', async () => {
    const [nothing, , withAddress] = homes as [Home, Home, Home]
    const first = answersIn(await answerTo(nothing, nothing.father)).at(-1)
    const [here] = answersIn(await answerTo(withAddress, withAddress.father))
    const remediesOf = (answer: Told | undefined) => answer?.['remedies'] as readonly Told[]
    expect(remediesOf(here).map(({ remedy, law, at }) => [remedy, law, at])).toEqual([
      ['ask-again', 'AVG 15, 38(4)', CONTACT],
      ['rectification', 'AVG 16', CONTACT],
      ['objection', 'UAVG 34; Awb 6:7, 7:1', CONTACT],
      ['complaint', 'Awb 9:1', CONTACT],
      ['authority', 'AVG 12(4), 77', undefined],
      ['court', 'AVG 79; UAVG 34', undefined],
    ])
    expect(remediesOf(first).map(({ at }) => at)).toEqual(Array(6).fill(undefined))
    for (const { words } of [here, ...remediesOf(here)].filter((one) => one !== undefined))
      expect(words).toEqual({ nl: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) })
  })

  it('is told what is told to them, and its ground; nobody else reads that in their question', async () => {
    const [, something] = homes as [Home, Home]
    const { town: there, plan: its, family: of, father: asker, hanna: colleague } = something
    await there.as(of.youthWorker).post(`${its}/goals`, {
      ...{ domain: 'youth', about: [of.child.id], lifeArea: 'social-network', words: 'Oma komt vaker' },
      withhold: [{ ...wish({ ground: 'others-privacy', mode: 'told' }), from: asker.id, consulted: colleague.id }],
    })
    const answer = answersIn(await answerTo(something, asker)).at(-1)
    expect(answer?.['told']).toEqual([{ kind: 'goal', withheld: 'others-privacy' }])
    there.itIs('2026-04-03T09:00:00.000Z')
    expect(answersIn(await answerTo(something, asker)).at(-1)?.['told']).toEqual([])
    expect((await there.as(of.youthWorker).get(`${its}/withholding-requests`))['withheldRequests']).toEqual([])
    expect((await there.as(of.parent).get(`${its}/withholding-requests`))['withheldRequests']).toEqual([])
  })

  it('is not told in whose question they read as another’s, what is told to that other', async () => {
    const [nothing] = homes as [Home]
    const { town: there, plan: its, family: of, father: parent, petra: officer } = nothing
    const { id } = await there.as(of.child).post(`${its}/withholding-requests`, {})
    await there.as(officer).post(`${its}/withholding-requests/${id}/answer`)
    const { withheldRequests } = await there.as(parent).get(`${its}/withholding-requests`)
    const [theirs] = (withheldRequests as readonly Told[]).filter((one) => one.id === id)
    expect(theirs?.['answer']).not.toHaveProperty('told')
    expect(theirs?.['answer']).toHaveProperty('words')
  })
})

describe('who works for a child, or speaks for her', () => {
  let home: Home
  beforeAll(async () => {
    home = await aHome()
  }, 60_000)
  afterAll(() => home.town.close())

  /** All that her father can ask and try, with the ids of what there may be. */
  async function everyAnswer(ids: Readonly<Record<'joining' | 'representation' | 'tess' | 'vera', string>>) {
    const { town: there, plan: its, family: of, father: asker } = home
    const asking = there.as(asker)
    const answers: unknown[] = []
    const reads = [
      '',
      '/history?limit=500',
      '/care-team',
      '/members',
      '/goals',
      '/withholdings',
      '/history/changes?from=-1&to=4',
    ]
    const position = {
      headers: { 'consistent-after': there.system.positions.token((await there.system.store.head()) ?? '0') },
    }
    for (const path of reads) answers.push([path, whatIsTold(await asking.asks('GET', its + path))])
    for (const path of ['/due', '/plans', '/withholdings'])
      answers.push([path, whatIsTold(await asking.asks('GET', path, position))])
    const { body } = await asking.asks('GET', `${its}/access-records?limit=100`)
    answers.push((body['items'] as readonly Told[]).filter(({ role }) => role !== 'family-member'))
    const action = (owner: string) => ({ goal, owner, words: 'Bellen' })
    const wished = (from: string) => ({ items: [{ kind: 'goal', id: goal }], from, ground: 'child-asked' })
    const tries: readonly (readonly [string, object?])[] = [
      [`/care-team/representatives/${ids.representation}/end`],
      [`/care-team/professionals/${ids.joining}/departure`, {}],
      ['/actions', action(ids.tess)],
      ['/actions', action(ids.vera)],
      ['/withholdings', wished(ids.tess)],
      ['/withholdings', wished(ids.vera)],
    ]
    for (const [path, tried] of tries)
      answers.push(whatIsTold(await asking.asks('POST', its + path, tried === undefined ? {} : { body: tried })))
    expect(of.child.id).not.toBe('')
    const same = JSON.stringify(answers)
    return [ids.joining, ids.representation, ids.tess, ids.vera].reduce((text, id) => text.replaceAll(id, 'id'), same)
  }
  let goal: string
  const NOBODY = '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a1'
  const nobody = { joining: `${NOBODY}1`, representation: `${NOBODY}2`, tess: `${NOBODY}3`, vera: `${NOBODY}4` }

  it('is withheld from her father with what hangs on it, from the moment they come, and changes no answer of his', async () => {
    const { town: there, plan: its, family: of, father: asker, hanna: colleague } = home
    const coordinating = there.as(of.coordinator)
    const tess = await there.person('professional', 'Tess')
    const vera = await there.person('representative', 'Vera')
    const made = await there.as(of.youthWorker).post(`${its}/goals`, {
      ...{ domain: 'youth', about: [of.child.id], lifeArea: 'social-network', words: 'Oma komt vaker' },
    })
    goal = made.id
    await there.as(of.child).get(its)
    const withhold = [{ ...wish(), from: asker.id, consulted: colleague.id }]
    const before = await everyAnswer(nobody)
    const joining = await coordinating.post(`${its}/care-team/professionals`, {
      ...{ professional: tess.id, name: 'Tess', organisation: '00000099000000000009', domain: 'youth' },
      ...{ activity: 'youth-support', until: '2031-01-01T00:00:00Z', withhold },
    })
    const representation = await coordinating.post(`${its}/care-team/representatives`, {
      ...{ representative: vera.id, name: 'Vera', represents: of.child.id, kind: 'guardian-ad-litem' },
      ...{ from: '2026-01-01T00:00:00Z', withhold },
    })
    const ids = { joining: joining.id, representation: representation.id, tess: tess.id, vera: vera.id }
    await coordinating.post(`${its}/care-team/representatives/${ids.representation}/proof`, {
      proof: { kind: 'court', date: '2026-02-01', number: 'C/13/1' },
    })
    expect((await there.as(tess).get(`${its}/goals/${goal}`))['words']).toBe('Oma komt vaker')
    await there.as(vera).post(`${its}/goals/${goal}/views`, {
      ...{ person: of.child.id, stance: 'agrees', words: 'Kim wil dit' },
    })
    expect(await everyAnswer(ids)).toBe(before)
    await there.as(tess).post(`${its}/care-team/professionals/${ids.joining}/departure`, { reason: 'Klaar' })
    expect(await everyAnswer(ids)).toBe(before)
    for (const who of [of.coordinator, of.youthWorker, of.child]) {
      const team = JSON.stringify(await there.as(who).get(`${its}/care-team`))
      expect([team.includes('Tess'), team.includes('Vera')]).toEqual([true, true])
    }
    expect(JSON.stringify(await there.as(of.child).get(`${its}/goals/${goal}`))).toContain('Kim wil dit')
    const looks = (await there.as(of.child).get(`${its}/access-records?limit=100`))['items'] as readonly Told[]
    expect(looks.filter(({ kind, role }) => kind === 'goals' && role === 'professional')).toHaveLength(1)
  }, 60_000)

  it('is told to be withheld, in its place, where it need not be silent', async () => {
    const { town: there, plan: its, family: of, father: asker, hanna: colleague } = home
    const told = wish({ ground: 'others-privacy', mode: 'told', from: asker.id, consulted: colleague.id })
    const ilse = await there.person('professional', 'Ilse')
    await there.as(of.coordinator).post(`${its}/care-team/professionals`, {
      ...{ professional: ilse.id, name: 'Ilse', organisation: '00000099000000000009', domain: 'youth' },
      ...{ activity: 'youth-support', until: '2031-01-01T00:00:00Z', withhold: [told] },
    })
    const { professionals } = await there.as(asker).get(`${its}/care-team`)
    expect((professionals as readonly Told[]).at(-1)).toEqual({ withheld: 'others-privacy' })
  })

  it('is withheld from nobody whose own it is', async () => {
    const { town: there, plan: its, family: of, father: asker, hanna: colleague } = home
    const coordinating = there.as(of.coordinator)
    const { representatives } = await coordinating.get(`${its}/care-team`)
    const his = (representatives as readonly Told[]).find(({ representative }) => representative === asker.id)
    const refused = await coordinating.asks('POST', `${its}/withholdings`, {
      body: { ...wish({ from: asker.id, consulted: colleague.id }), items: [{ kind: 'representation', id: his?.id }] },
    })
    expect([refused.body['code'], refused.body['missing']]).toEqual(['WITHHOLDING_IS_INCOMPLETE', ['from']])
    // A limit of sight on Kim leaves him what he is to her: he is told nothing new by trying to end it.
    await coordinating.post(`${its}/sight-limits`, {
      ...wish({ from: asker.id, consulted: of.youthWorker.id }),
      about: of.child.id,
    })
    const ends = await there.as(asker).asks('POST', `${its}/care-team/representatives/${String(his?.id)}/end`)
    expect(ends.status).toBe(201)
  })
})

/** But for what tells one answer from the next whatever they say. */
const whatIsTold = ({ status, body, headers }: Answer) => [status, withoutIds(body), headers.get('etag')]

const withoutIds = (body: object) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'instance' && name !== 'requestId'))
