/**
 * The power to withhold is checked: the privacy officer sees all that is withheld in the municipality, by law, age and review, and nothing of what it
 * is, of whom or from whom; and who asks what is withheld from them gets the same words whether or not anything is.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { HelpedFamily } from './support/a-helped-family.ts'
import { aHome, REASON, type Home } from './support/a-home-of-kim.ts'
import { aTown, type Asking, type Person, type Told, type Town } from './support/story.ts'
import { asOfNow } from './support/as-of-now.ts'

const WORDS = 'Papa slaat als hij gedronken heeft'

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

async function overview(query = '', who = petra) {
  const { status, body, headers } = await town
    .as(who)
    .asks('GET', `/withholdings${query}`, { headers: await asOfNow(town) })
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
      const { body } = await town.as(who).asks('GET', `/due?scope=${scope}`, { headers: await asOfNow(town) })
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

const withoutIds = (body: object) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'instance' && name !== 'requestId'))
