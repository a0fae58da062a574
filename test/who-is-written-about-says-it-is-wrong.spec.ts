/**
 * Whoever wrote something mends it, and whoever it is about asks for that: both stand beside what was written, for the people who read that and for nobody
 * else. What is refused stands with the words of who asked, and is challenged. Nothing that was said is taken away, and nobody mends the words of another.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aDeviationRead, aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { asOfNow } from './support/as-of-now.ts'
import { BRP } from './support/proofs.ts'
import { aTown, type Person, type Told, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let lead: Person
let privacyOfficer: Person
let plan: string
let mother: Person
let kim: Person
let yara: Person
let noor: Person

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  lead = await town.person('team-lead', 'Tess', { team: 'noord' })
  privacyOfficer = await town.person('privacy-officer', 'Piet')
  ;({ parent: mother, child: kim, youthWorker: yara, coordinator: noor } = family)
  plan = `/plans/${family.planId}`
}, 60_000)
afterAll(() => town.close())

interface Entry extends Told {
  readonly type: string
  readonly about: readonly string[]
  readonly data: Readonly<Record<string, unknown>>
}
const historyOf = async (who: Person) =>
  ((await town.as(who).get(`${plan}/history?limit=500`)) as unknown as { readonly events: readonly Entry[] }).events
const eventOf = async (type: string, which: (one: Entry) => boolean = () => true, who = noor) => {
  const found = (await historyOf(who)).findLast((one) => one.type === type && which(one))
  return found?.id ?? 'there is none'
}
const corrects = (who: Person, event: string, becomes: object, more: object = {}) =>
  town.as(who).asks('POST', `${plan}/corrections`, { body: { event, reason: 'Dit klopt niet', becomes, ...more } })
const answers = (who: Person, id: string, body: object) =>
  town.as(who).asks('POST', `${plan}/corrections/requests/${id}/answers`, { body })
const correctionsFor = async (who: Person) =>
  (await town.as(who).get(`${plan}/corrections`)) as unknown as {
    readonly corrections: readonly Told[]
    readonly correctionRequests: readonly Told[]
  }
const status = async (who: Person, path: string) => (await town.as(who).asks('GET', plan + path)).status
const goalOf = async (words: string, more: object = {}) =>
  (
    await town.as(yara).post(`${plan}/goals`, {
      ...{ domain: 'youth', about: [kim.id], lifeArea: 'domestic-relations', words },
      ...more,
    })
  ).id

describe('a mother whose name was misspelt', () => {
  it('asks for it, and it is corrected by who coordinates: what was written and what it became both stand', async () => {
    const wrong = await eventOf('MembershipRequested', ({ about }) => about.includes(mother.id))
    const asked = await corrects(mother, wrong, { name: 'Miriam de Vries' })
    expect(asked.status).toBe(201)
    const request = asked.body.id
    expect(await correctionsFor(mother)).toMatchObject({
      correctionRequests: [{ id: request, state: 'asked', name: 'Miriam de Vries', person: mother.id }],
    })
    const due = await town.as(noor).asks('GET', '/due', { headers: await asOfNow(town) })
    expect(due.body['items']).toMatchObject([
      { what: 'correction', mustAct: 'coordinator', item: { kind: 'correction-request', id: request } },
    ])
    // It takes another to grant it.
    expect((await answers(mother, request, { reason: 'Ja', becomes: { name: 'Miriam' } })).status).toBe(403)
    expect((await answers(yara, request, { reason: 'Nee' })).status).toBe(403)
    expect((await answers(noor, request, { reason: 'Paspoort', becomes: { name: 'Miriam de Vries' } })).status).toBe(
      201,
    )
    const members = (await town.as(noor).get(`${plan}/members/${mother.id}`)) as unknown
    expect(members).toMatchObject({ name: 'Miriam de Vries', corrected: { by: noor.id } })
    const history = await historyOf(mother)
    const { corrections } = await correctionsFor(mother)
    expect(history.find(({ id }) => id === wrong)).toMatchObject({
      data: { name: 'Mirjam de Vries' },
      corrections: [request, corrections[0]?.id],
    })
    const again = await answers(noor, request, { reason: 'Nog eens' })
    expect(again.body['code']).toBe('CORRECTION_REQUEST_IS_ANSWERED')
  })

  it('challenges the correction that was refused, first to the privacy officer, whom it opens and nothing else of the plan', async () => {
    await goalOf('Kim slaapt door')
    const wrong = await eventOf('MembershipRequested', ({ about }) => about.includes(mother.id))
    const { body } = await corrects(mother, wrong, { birthDate: '1986-04-01' })
    expect((await answers(noor, body.id, { reason: 'De BRP zegt 1985' })).status).toBe(201)
    expect(await town.as(mother).get(`${plan}/corrections/requests/${body.id}`)).toMatchObject({
      ...{ state: 'refused', birthDate: '1986-04-01', reason: 'Dit klopt niet' },
      refused: { by: noor.id, words: 'De BRP zegt 1985' },
    })
    expect(await status(privacyOfficer, '')).toBe(404)
    const challenge = await town.as(mother).post(`${plan}/challenges`, {
      ...{ on: { kind: 'correction-request', id: body.id }, words: 'Mijn akte zegt anders', wish: 'Neem de akte' },
      firstTo: 'addressee-and-challenged',
    })
    expect(await town.as(mother).get(`${plan}/challenges/${challenge.id}`)).toMatchObject({
      addressee: 'privacy-officer',
      state: 'raised',
    })
    expect(await town.as(mother).get(`${plan}/corrections/requests/${body.id}`)).toMatchObject({
      challenges: [{ id: challenge.id }],
    })
    const opened = JSON.stringify((await town.as(privacyOfficer).get(plan))['plan'])
    expect(opened).toContain('De BRP zegt 1985')
    for (const kept of ['slaapt door', 'Pim', 'Kim de Vries']) expect(opened).not.toContain(kept)
    for (const who of [noor, lead])
      expect([403, 404]).toContain(
        (
          await town.as(who).asks('POST', `${plan}/challenges/${challenge.id}/answers`, {
            body: { finding: 'not', words: 'Nee', heard: true },
          })
        ).status,
      )
    await town.as(privacyOfficer).post(`${plan}/challenges/${challenge.id}/answers`, {
      ...{ finding: 'upheld', words: 'De akte gaat voor', heard: true },
      changes: 'De regisseur corrigeert',
    })
    await town.as(mother).post(`${plan}/challenges/${challenge.id}/acceptance`)
    await corrects(noor, wrong, { birthDate: '1986-04-01' })
    expect(await town.as(mother).get(`${plan}/members/${mother.id}`)).toMatchObject({ birthDate: '1986-04-01' })
  })
})

describe('what somebody wrote', () => {
  it('is corrected by who wrote it, beside what was said, in every rendering, and it changes nothing that was decided', async () => {
    const goal = await goalOf('Kim gat weer naar school')
    const wrong = await eventOf('GoalProposed', ({ data }) => data['goal'] === goal)
    const made = await corrects(yara, wrong, { words: 'Kim gaat weer naar school' })
    expect(made.status).toBe(201)
    for (const who of [yara, kim, noor]) {
      expect(await town.as(who).get(`${plan}/goals/${goal}`)).toMatchObject({
        ...{ words: 'Kim gat weer naar school', state: 'proposed' },
        corrections: [{ event: wrong, words: 'Kim gaat weer naar school', what: ['words'], by: yara.id }],
      })
      const history = await historyOf(who)
      expect(history.find(({ id }) => id === wrong)?.['corrections']).toEqual([made.body.id])
      const entry = history.find(({ type, data }) => type === 'CorrectionRecorded' && data['event'] === wrong)
      expect(entry?.['words']).toMatchObject({
        nl: 'Iets is gecorrigeerd (jeugd; van: Een doel is voorgesteld)',
      })
      expect(entry?.data).not.toHaveProperty('corrects')
    }
    // A correction is corrected in its turn, by who made it.
    const [first] = (await correctionsFor(yara)).corrections.filter(({ event }) => event === wrong)
    const event = await eventOf('CorrectionRecorded', ({ data }) => data['correction'] === first?.id)
    expect((await corrects(noor, event, { words: 'Anders' })).status).toBe(403)
    expect((await corrects(yara, event, { words: 'Kim gaat weer elke dag naar school' })).status).toBe(201)
    expect((await town.as(kim).get(`${plan}/goals/${goal}`))['corrections']).toHaveLength(2)
  })

  it('is nobody else’s to mend: not who coordinates, not a colleague, and not whom it is about, who asks', async () => {
    const goal = await goalOf('Kim liegt vaak')
    const wrong = await eventOf('GoalProposed', ({ data }) => data['goal'] === goal)
    expect((await corrects(noor, wrong, { words: 'Kim liegt nooit' })).status).toBe(403)
    expect((await corrects(family.incomeWorker, wrong, { words: 'Kim liegt nooit' })).status).toBe(404)
    const { body } = await corrects(kim, wrong, { words: 'Kim durft niet alles te zeggen' })
    expect((await town.as(yara).get(`${plan}/goals/${goal}`))['correctionRequests']).toMatchObject([
      { id: body.id, state: 'asked', person: kim.id, words: 'Kim durft niet alles te zeggen' },
    ])
    // Who coordinates neither grants it nor refuses it while its author is here.
    for (const more of [{}, { becomes: { words: 'Kim liegt nooit' } }])
      expect((await answers(noor, body.id, { reason: 'Ik zeg het', ...more })).status).toBe(403)
    expect((await answers(yara, body.id, { reason: 'Zo zag ik het' })).status).toBe(201)
    expect((await town.as(yara).get(`${plan}/goals/${goal}`))['correctionRequests']).toMatchObject([
      { state: 'refused', words: 'Kim durft niet alles te zeggen', refused: { words: 'Zo zag ik het' } },
    ])
    expect(await status(family.incomeWorker, `/corrections/requests/${body.id}`)).toBe(404)
  })

  it('is answered by who coordinates once who wrote it works here no longer, who mends nothing of it', async () => {
    const bram = await town.person('professional', 'Bram')
    const { id: joining } = await town.as(noor).post(`${plan}/care-team/professionals`, {
      ...{ professional: bram.id, name: 'Bram', organisation: '00000099000000000002', domain: 'youth' },
      ...{ activity: 'youth-support', scope: 'domain', until: '2027-01-01T00:00:00Z' },
    })
    const goal = { domain: 'youth', about: [kim.id], lifeArea: 'domestic-relations', words: 'Kim liegt vaak' }
    await town.as(bram).post(`${plan}/goals`, goal)
    const wrong = await eventOf('GoalProposed', ({ data }) => data['words'] === goal.words, bram)
    const asked = await corrects(kim, wrong, { words: 'Kim vertelt niet alles' }, { person: kim.id })
    expect(asked.status).toBe(201)
    const isDueFor = async (who: Person) => {
      const { body } = await town.as(who).asks('GET', '/due?limit=100', { headers: await asOfNow(town) })
      const items = body['items'] as readonly { readonly item: { readonly id: string } }[]
      return items.some(({ item }) => item.id === asked.body.id)
    }
    expect([await isDueFor(bram), await isDueFor(noor), await isDueFor(yara)]).toEqual([true, false, false])
    await town.as(noor).post(`${plan}/care-team/professionals/${joining}/departure`, {})
    expect([await isDueFor(noor), await isDueFor(yara)]).toEqual([true, false])
    const mends = { reason: 'Anders gezegd', becomes: { words: 'Kim liegt niet' } }
    expect((await answers(noor, asked.body.id, mends)).status).toBe(403)
    expect((await answers(noor, asked.body.id, { reason: 'Bram werkt hier niet meer' })).status).toBe(201)
    expect(await isDueFor(noor)).toBe(false)
  })

  it('of her is withheld from her mother in the same breath, who finds no trace of it, and reads what it is of', async () => {
    const goal = await goalOf('Kim wil niet naar huis')
    const wrong = await eventOf('GoalProposed', ({ data }) => data['goal'] === goal)
    await noorAppoints()
    const before = await town.as(mother).get(`${plan}/goals/${goal}`)
    const withhold = [{ from: mother.id, ground: 'child-asked' }]
    const { body } = await corrects(kim, wrong, { words: 'Ik durf niet naar huis' }, { withhold })
    const unseen = async () => {
      expect(await town.as(mother).get(`${plan}/goals/${goal}`)).toEqual({
        ...before,
        etag: expect.any(String) as unknown,
      })
      expect(await status(mother, `/corrections/requests/${body.id}`)).toBe(404)
      expect(JSON.stringify(await historyOf(mother))).not.toContain(body.id)
    }
    await unseen()
    await answers(yara, body.id, { reason: 'Dat zei ze', becomes: { words: 'Kim durft niet naar huis' } })
    expect((await correctionsFor(kim)).correctionRequests.at(-1)).toMatchObject({ state: 'granted' })
    // That her words were mended she reads, as all do who read them; not that it was asked for, nor what was said then.
    expect(await town.as(mother).get(`${plan}/goals/${goal}`)).toMatchObject({
      corrections: [{ words: 'Kim durft niet naar huis', reason: 'Dat zei ze' }],
    })
    expect(JSON.stringify(await historyOf(mother))).not.toContain(body.id)
  })

  it('is withheld with what it is of, and tells nobody whether something hidden is there', async () => {
    const withhold = [{ from: noor.id, ground: 'child-asked', mode: 'silent', reason: 'Zij vroeg het' }]
    const goal = await goalOf('Kim vertelt iets', {})
    const wrong = await eventOf('GoalProposed', ({ data }) => data['goal'] === goal, yara)
    await town
      .as(yara)
      .post(`${plan}/withholdings`, {
        items: [{ kind: 'goal', id: goal }],
        ...{ ...withhold[0], consulted: family.readers[0]?.id, reviewDate: '2026-04-01' },
      })
      .catch(() => undefined)
    const nothing = await corrects(noor, crypto.randomUUID(), { words: 'X' })
    const hidden = await corrects(family.incomeWorker, wrong, { words: 'X' })
    expect([nothing.status, hidden.status]).toEqual([404, 404])
    expect({ ...hidden.body, instance: 0, traceId: 0 }).toMatchObject({ code: nothing.body['code'] as string })
  })
})

async function noorAppoints() {
  await town.as(noor).post(`${plan}/care-team/representatives`, {
    ...{ representative: mother.id, name: 'Mirjam', represents: kim.id, kind: 'parental-authority' },
    ...{ from: '2026-01-01T00:00:00Z', proof: BRP },
  })
}

describe('a deviation', () => {
  it('shows what was corrected of it in its dossier; a reading is corrected by its reader alone', async () => {
    const { deviation, reader } = await aDeviationRead(town, family)
    const reported = await eventOf('DeviationReported', ({ data }) => data['deviation'] === deviation)
    await corrects(yara, reported, { words: 'Vier gesprekken, niet drie' })
    const dossier = await town.as(yara).get(`${plan}/deviations/${deviation}/dossier`)
    expect(dossier).toMatchObject({ corrections: [{ words: 'Vier gesprekken, niet drie' }] })
    expect((dossier['events'] as readonly Entry[]).map(({ type }) => type)).toContain('CorrectionRecorded')
    const given = await eventOf('SecondReadingGiven', ({ data }) => data['deviation'] === deviation)
    for (const who of [yara, noor]) expect((await corrects(who, given, { words: 'Bezwaar' })).status).toBe(403)
    expect((await corrects(reader, given, { words: 'Zorgvuldig, op één punt na' })).status).toBe(201)
  })

  it('and all else is corrected in a plan that is closed, sent again once', async () => {
    const goal = await goalOf('Een laatste doel')
    const wrong = await eventOf('GoalProposed', ({ data }) => data['goal'] === goal)
    await town.as(noor).post(`${plan}/closing`, { ground: 'moved', reason: 'Verhuisd' })
    const body = { event: wrong, reason: 'Tikfout', becomes: { words: 'Een allerlaatste doel' } }
    const headers = { 'idempotency-key': 'a-correction-sent-again' }
    const twice = [
      await town.as(yara).asks('POST', `${plan}/corrections`, { body, headers }),
      await town.as(yara).asks('POST', `${plan}/corrections`, { body, headers }),
    ]
    expect(twice.map(({ status }) => status)).toEqual([201, 201])
    expect((await town.as(yara).get(`${plan}/goals/${goal}`))['corrections']).toHaveLength(1)
  })
})
