/** Whoever leaves a step accounts for it: who has most power no less than others, and nobody at more length than what was left asks for. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asOfNow } from './support/as-of-now.ts'
import {
  accountIn,
  aDeviationRead,
  aHelpedFamily,
  PROTOCOL,
  STEP,
  type HelpedFamily,
} from './support/a-helped-family.ts'
import { aTown, type Person, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let deviations: string
let tess: Person

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  deviations = `/plans/${family.planId}/deviations`
  // Who left it had a part then.
  town.itIs('2026-03-02T12:00:00.000Z')
  tess = await town.person('team-lead', 'Tess', { team: 'noord' })
}, 60_000)

afterAll(() => town.close())

const leaving = (step: string) => ({
  ...{ domain: 'youth', about: [family.child.id], protocol: PROTOCOL, step },
  ...{ insteadDone: 'Eerst zelf gebeld', situation: 'Er was niemand anders' },
})

const SHORT = {
  different: 'Het gezin was op reis',
  weighing: { involvement: 'Zij kozen dit zelf' },
  familyView: 'Zij vonden het goed',
}

const readerOf = (told: object): Person => {
  const { reader } = (told as { readonly reader: { readonly reader: string } }).reader
  const drawn = family.readers.find(({ id }) => id === reader)
  if (drawn === undefined) throw new Error('the reader is one of the pool')
  return drawn
}

describe('who leaves a step that is free to leave', () => {
  it('says what is different, one weighing and what the family thinks, and is done', async () => {
    const yara = town.as(family.youthWorker)
    const basedOn = await yara.tagOf(family.planId)
    const { id } = await yara.post(deviations, { ...leaving('talk-with-the-family'), account: SHORT, basedOn })
    const read = await yara.get(`${deviations}/${id}`)
    expect(read).toMatchObject({ justified: true, account: SHORT })
    expect([read['due'], read['dueAt'], read['reader']]).toEqual([undefined, undefined, undefined])
    const refused = await yara.asks('POST', deviations, { body: { ...leaving(STEP), account: SHORT, basedOn } })
    expect(refused.body).toMatchObject({ code: 'ACCOUNT_IS_INCOMPLETE' })
    expect(refused.body['missing']).toContain('consulted')
  })
})

describe.each([
  ['who coordinates', () => family.coordinator],
  ['who leads the team', () => tess],
])('%s', (_who, whom) => {
  let deviation: string

  it('reports that they left a step, accounts for it and is read, like anyone', async () => {
    const they = town.as(whom())
    deviation = (await they.post(deviations, leaving(STEP))).id
    const account = { ...accountIn(60, town.now()), weighing: { legitimacy: 'De wet laat ruimte' } }
    const basedOn = await they.tagOf(family.planId)
    const partly = await they.asks('POST', `${deviations}/${deviation}/account`, { body: { account, basedOn } })
    expect(partly.body['missing']).toContain('weighing/interestOfTheChild')
    await they.post(`${deviations}/${deviation}/account`, { account: accountIn(60, town.now()), basedOn })
    const reading = town.as(readerOf(await they.get(`${deviations}/${deviation}`)))
    const asks = { finding: 'asks', words: 'Waarom zelf?', basedOn: await reading.tagOf(family.planId) }
    await reading.post(`${deviations}/${deviation}/readings`, asks)
    await they.post(`${deviations}/${deviation}/answers`, { words: 'Er was haast' })
    expect(await they.get(`${deviations}/${deviation}`)).toMatchObject({
      situation: 'Er was niemand anders',
      readings: [{ words: 'Waarom zelf?' }],
      answers: [{ words: 'Er was haast' }],
    })
  })

  it('reads no more of that law by it, and accounts for nobody else', async () => {
    const they = town.as(whom())
    const others = (await aDeviationRead(town, family)).deviation
    const read = await they.asks('GET', `${deviations}/${others}`)
    // Whoever leads sees that it is there, since something is due of it, and reads none of it.
    if (whom() === tess) expect(JSON.stringify(read.body)).not.toMatch(/situation":"|insteadDone":"/)
    else expect(read.body['account']).not.toHaveProperty('different')
    const basedOn = await they.tagOf(family.planId)
    const account = await they.asks('POST', `${deviations}/${others}/account`, { body: { account: SHORT, basedOn } })
    expect(account.status).toBe(whom() === tess ? 404 : 403)
    const another = await town.person('team-lead', 'Een ander', { team: 'zuid' })
    expect((await town.as(another).asks('GET', `${deviations}/${deviation}`)).status).toBe(404)
  })
})

describe('the family', () => {
  it('says what came of it to them beside the team, in their own words, and neither takes the other’s place', async () => {
    const { deviation } = await aDeviationRead(town, family)
    const kim = town.as(family.child)
    const theirs = { person: family.child.id, outcome: 'did-not-work', words: 'Ik mis mijn school' }
    await kim.post(`${deviations}/${deviation}/family-evaluations`, theirs)
    const [year, rest] = [town.now().slice(0, 4), town.now().slice(4)]
    town.itIs(`${String(Number(year) + 1)}${rest}`)
    const yara = town.as(family.youthWorker)
    const basedOn = await yara.tagOf(family.planId)
    const teams = { outcome: 'worked', words: 'Kim doet weer mee' }
    await yara.post(`${deviations}/${deviation}/evaluations`, { ...teams, basedOn })
    for (const person of [kim, yara])
      expect(await person.get(`${deviations}/${deviation}`)).toMatchObject({
        evaluation: teams,
        familyEvaluations: [{ ...theirs, voice: 'own' }],
      })
    const early = await kim.asks('POST', `/plans/${family.planId}/goals/${await aGoal()}/family-evaluations`, {
      body: { person: family.child.id, outcome: 'reached', words: 'Nu al' },
    })
    expect(early.body).toMatchObject({ code: 'THERE_IS_NOTHING_TO_EVALUATE_YET' })
  })
})

const aGoal = async () => {
  const goal = { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words: 'Naar school' }
  return (await town.as(family.youthWorker).post(`/plans/${family.planId}/goals`, goal)).id
}

describe('what a reader objects to', () => {
  const objectedTo = async (by: Person) => {
    const they = town.as(by)
    const basedOn = await they.tagOf(family.planId)
    const account = accountIn(60, town.now())
    const { id } = await they.post(deviations, { ...leaving(STEP), account, basedOn })
    const reading = town.as(readerOf(await they.get(`${deviations}/${id}`)))
    const objects = {
      finding: 'objects',
      words: 'Melden had eerst gemoeten',
      basedOn: await reading.tagOf(family.planId),
    }
    await reading.post(`${deviations}/${id}/readings`, objects)
    return `${deviations}/${id}`
  }

  const dueTo = async (person: Person, at: string) => {
    const { body } = await town.as(person).asks('GET', '/due?scope=mine', { headers: await asOfNow(town) })
    const { items } = body as unknown as { readonly items: readonly DueTold[] }
    return items.filter(({ item }) => at.endsWith(item.id)).map(({ what }) => what)
  }

  it('is on the list of who left it; she changes it, and the team lead settles it, who could open nothing of it before', async () => {
    const at = await objectedTo(family.coordinator)
    expect((await town.as(tess).asks('GET', at)).body['situation']).not.toBe('Er was niemand anders')
    expect(await dueTo(family.coordinator, at)).toContain('objection')
    const noor = town.as(family.coordinator)
    await noor.post(`${at}/objection-answer`, { says: 'changes', words: 'Ik meld alsnog' })
    await noor.post(`${at}/ending`, { reason: 'Er is gemeld' })
    expect(await dueTo(tess, at)).toContain('objection-settlement')
    expect(await town.as(tess).get(at)).toMatchObject({
      readings: [{ words: 'Melden had eerst gemoeten' }],
      objection: { answer: { says: 'changes', words: 'Ik meld alsnog' } },
      ended: { words: 'Er is gemeld' },
    })
    await town.as(tess).post(`${at}/objection-settlement`, { finds: 'may-stand', words: 'Zo is het goed' })
    expect(await noor.get(at)).toMatchObject({
      objection: { settlement: { finds: 'may-stand', words: 'Zo is het goed' } },
    })
    expect(await dueTo(tess, at)).toEqual([])
  })

  it('is settled by nobody who left it', async () => {
    const at = await objectedTo(tess)
    await town.as(tess).post(`${at}/objection-answer`, { says: 'keeps', words: 'Het kon niet anders' })
    const settled = await town.as(tess).asks('POST', `${at}/objection-settlement`, {
      body: { finds: 'may-stand', words: 'Vind ik ook' },
    })
    expect(settled.status).toBe(403)
  })
})

describe('support with conditions', () => {
  it('names each with its day, and each is met by who left it', async () => {
    const yara = town.as(family.youthWorker)
    const basedOn = await yara.tagOf(family.planId)
    const { id } = await yara.post(deviations, { ...leaving(STEP), account: accountIn(60, town.now()), basedOn })
    const reading = town.as(readerOf(await yara.get(`${deviations}/${id}`)))
    const until = accountIn(20, town.now()).reviewDate
    const supports = {
      finding: 'supports-with-conditions',
      words: 'Zorgvuldig',
      basedOn: await reading.tagOf(family.planId),
    }
    const without = await reading.asks('POST', `${deviations}/${id}/readings`, { body: supports })
    expect(without.body).toMatchObject({ code: 'CONDITIONS_DO_NOT_FIT_THE_READING' })
    const conditions = [{ words: 'Praat met moeder', until }]
    await reading.post(`${deviations}/${id}/readings`, { ...supports, conditions })
    const read = (await yara.get(`${deviations}/${id}`)) as unknown as {
      readonly conditions: readonly { readonly id: string }[]
    }
    await yara.post(`${deviations}/${id}/conditions/${read.conditions[0]?.id ?? ''}/meeting`, { words: 'Gesproken' })
    expect(await yara.get(`${deviations}/${id}`)).toMatchObject({
      conditions: [{ words: 'Praat met moeder', met: { words: 'Gesproken' } }],
    })
  })
})

interface DueTold {
  readonly what: string
  readonly item: { readonly id: string }
}
