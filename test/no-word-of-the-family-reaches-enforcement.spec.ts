/** The family's own words never reach an enforcement activity, over no route and no channel: who checks the benefit of a father asks for all that he told his job coach, and he is told that they asked. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asOfNow } from './support/as-of-now.ts'
import type { OpenAPIObject } from '@nestjs/swagger'
import { allEvents, aPartner, DE_BRUG, DE_STAM, fetched } from './support/partners.ts'
import { operationsOf } from './support/routes.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const UNTIL = '2031-01-01T00:00:00Z'
/** What the family said, what was said to help it, and who lives there that no benefit is about. */
const WORDS = {
  ownPlan: 'Zelf een baan zoeken via oom Henk',
  view: 'Ik klus er soms wat bij',
  goal: 'Vast werk in de techniek',
  action: 'Sollicitatietraining bij de jobcoach',
  done: 'Hij durfde het te vertellen',
  insteadDone: 'Eerst naar de huisarts gegaan',
  referral: 'Leerwerkplek in de haven',
  child: 'Sam Jansen',
} as const

type Made = Readonly<Record<'goal' | 'view' | 'action' | 'deviation' | 'referral', string>>

let town: Town
let plan: string
let planId: string
let noor: Person
let coach: Person
let enforcer: Person
let father: Person
let child: string
let made: Made
/** What was begun to enforce, and the father's view of it. */
let checked: string

const joins = (who: Person, organisation: string, activity = who.activity) =>
  town.as(noor).asks('POST', `${plan}/care-team/professionals`, {
    body: {
      professional: who.id,
      name: who.name,
      organisation,
      domain: 'participation',
      activity,
      scope: 'domain',
      until: UNTIL,
    },
  })

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  noor = await town.person('coordinator', 'Noor', { team: 'noord' })
  coach = await town.person('professional', 'Joris Jobcoach', { activity: 'participation-support' })
  enforcer = await town.person('professional', 'Hans Handhaver', { activity: 'benefits-enforcement' })
  const asNoor = town.as(noor)
  planId = (await asNoor.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })).planId
  plan = `/plans/${planId}`
  const { id } = await asNoor.post(`${plan}/members`, { name: 'Farid Jansen', birthDate: '1985-04-01' })
  child = (await asNoor.post(`${plan}/members`, { name: WORDS.child, birthDate: '2012-06-15' })).id
  father = await town.person('family-member', 'Farid Jansen', { subject: id })
  await asNoor.post(`${plan}/own-plan-invitations`)
  const parts = [{ domain: 'participation', words: WORDS.ownPlan }]
  await town.as(father).post(`${plan}/own-plans`, { parts })
  expect([(await joins(coach, DE_BRUG)).status, (await joins(enforcer, DE_STAM)).status]).toEqual([201, 201])
  made = await whatHelps()
  const body = { domain: 'participation', about: [father.id], lifeArea: 'finances', words: 'Inkomsten opgeven' }
  checked = (await town.as(enforcer).post(`${plan}/goals`, body)).id
  await town.as(father).post(`${plan}/goals/${checked}/views`, {
    ...{ person: father.id, stance: 'disagrees', words: WORDS.view },
  })
}, 60_000)
afterAll(() => town.close())

async function whatHelps(): Promise<Made> {
  const [asCoach, asNoor] = [town.as(coach), town.as(noor)]
  const concerns = { domain: 'participation', about: [father.id] }
  const { id: goal } = await asCoach.post(`${plan}/goals`, {
    ...{ ...concerns, lifeArea: 'work-and-education', words: WORDS.goal },
  })
  const { id: view } = await town.as(father).post(`${plan}/goals/${goal}/views`, {
    ...{ person: father.id, stance: 'agrees', words: WORDS.view },
  })
  const { id: action } = await asCoach.post(`${plan}/actions`, { goal, owner: coach.id, words: WORDS.action })
  await asCoach.post(`${plan}/actions/${action}/acceptance`)
  await asCoach.post(`${plan}/actions/${action}/completion`, { words: WORDS.done })
  const { id: priority } = await asNoor.post(`${plan}/priorities`, {
    concern: { domain: 'youth', lifeArea: 'domestic-relations' },
    ...{ about: [child], over: ['participation'], needs: [], reason: 'Het kind gaat voor' },
  })
  const { id: deviation } = await asCoach.post(`${plan}/deviations`, {
    ...{ ...concerns, priority, insteadDone: WORDS.insteadDone, situation: WORDS.insteadDone },
  })
  const { id: referral } = await asNoor.post(`${plan}/referrals`, {
    ...{ ...concerns, to: DE_BRUG, words: WORDS.referral, opens: [{ kind: 'goal', id: goal }], until: UNTIL },
  })
  return { goal, view, action, deviation, referral }
}

/** Every address that the document has to read, of this plan and of lists, with every id and event there is. */
async function everyRead(): Promise<readonly string[]> {
  const document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
  const { events } = await town.as(noor).get(`${plan}/history?limit=500`)
  const ofEvents = (events as readonly { readonly id: string }[]).map(({ id }) => id)
  return operationsOf(document)
    .filter(({ method }) => method === 'get')
    .flatMap(({ path }) => {
      const ids = path.includes('{eventId}') ? ofEvents : path.includes('{id}') ? [...Object.values(made), child] : ['']
      const query = path.endsWith('/history/changes') ? '?from=-1&to=3' : ''
      return ids.map((id) => path.replace('{planId}', planId).replace(/\{(id|eventId)\}/, id) + query)
    })
    .filter((path) => !path.includes('{'))
}

describe('who checks a benefit', () => {
  it('finds no word of the family, nor of who helps it, nor that any of it is there, wherever they look', async () => {
    const position = (await town.as(noor).post(`${plan}/client-support-offers`, { accepted: true }))[
      'position'
    ] as string
    const hidden = [...Object.values(WORDS), ...Object.values(made), child, coach.id]
    const asked = await everyRead()
    expect(asked.length).toBeGreaterThan(80)
    let answered = 0
    for (const path of asked) {
      const headers = path.startsWith('/plans/') ? {} : { 'consistent-after': position }
      const { status, body } = await town.as(enforcer).asks('GET', path, { headers })
      if (status === 200) answered += 1
      const { instance: _, ...text } = body
      const told = hidden.filter((one) => !path.includes(one) && JSON.stringify(text).includes(one))
      expect([path, told]).toEqual([path, []])
      if (Object.values(made).some((id) => path.startsWith(plan) && path.includes(id)))
        expect([path, status]).toEqual([path, 404])
    }
    expect(answered).toBeGreaterThan(15)
  })

  it('reads who the adults are, who coordinates, that they joined, what goes first and what was begun to check: nothing else', async () => {
    const { events } = await town.as(enforcer).get(`${plan}/history?limit=500`)
    expect((events as readonly { readonly type: string }[]).map(({ type }) => type).sort()).toEqual([
      ...['CoordinatorAppointed', 'DomainBoundByPriority', 'GoalProposed', 'MemberJoined', 'MembershipRequested'],
      ...['PlanOpened', 'ProfessionalJoined'],
    ])
    const { body } = await town.as(enforcer).asks('GET', '/caseload', { headers: await asOfNow(town) })
    expect(body['items']).toMatchObject([{ planId, as: ['care-team'], members: [{ name: 'Farid Jansen' }] }])
    expect(await town.as(enforcer).get(`${plan}/goals/${checked}`)).toMatchObject({
      words: 'Inkomsten opgeven',
      views: [],
    })
    // The one who helps reads what he said.
    expect(JSON.stringify(await town.as(coach).get(`${plan}/goals/${made.goal}`))).toContain(WORDS.view)
  })

  it('does nothing to what helps: to them it is not there; nor to whom no benefit is about', async () => {
    const asEnforcer = town.as(enforcer)
    const basedOn = await asEnforcer.tagOf(planId)
    const { goal, action, deviation, view } = made
    const proposal = { domain: 'participation', lifeArea: 'finances', words: 'Opgeven' }
    for (const [path, body] of [
      [`/goals/${goal}/revisions`, { words: 'Anders' }],
      [`/goals/${goal}/adoption`, { basedOn }],
      [`/goals/${goal}/evaluation`, { outcome: 'reached', basedOn }],
      [`/goals/${goal}/withdrawal`, { reason: 'Weg' }],
      [`/goals/${goal}/invitations`, { person: father.id }],
      [`/goals/${goal}/views`, { person: father.id, stance: 'agrees' }],
      [`/actions/${action}/withdrawal`, { reason: 'Weg' }],
      ['/actions', { goal, owner: enforcer.id, words: 'Controleren' }],
      [`/deviations/${deviation}/reader-draws`, {}],
      ['/withholdings', { items: [{ kind: 'goal', id: goal }], from: father.id, ground: 'good-care', reason: 'Weg' }],
      ['/withholdings', { items: [{ kind: 'view', id: view }], from: father.id, ground: 'good-care', reason: 'Weg' }],
      ['/goals', { ...proposal, about: [child] }],
    ] as const) {
      const { status, body: problem } = await asEnforcer.asks('POST', plan + path, { body })
      expect([path, status, problem['code']]).toEqual([path, 404, 'NOT_FOUND'])
    }
    const heard = { person: father.id, stance: 'agrees', words: 'Hij zei ja' }
    expect(await asEnforcer.asks('POST', `${plan}/goals/${checked}/views`, { body: heard })).toMatchObject({
      body: { code: 'NOT_ALLOWED_ON_THIS_GROUND' },
    })
  })

  it('is on record: the father sees that it was asked, and that it was refused', async () => {
    await town.as(enforcer).asks('GET', `${plan}/goals/${made.goal}`)
    const { items } = await town.as(father).get(`${plan}/access-records?limit=1`)
    expect(items).toMatchObject([
      { processingActivity: 'benefits-enforcement', role: 'professional', kind: 'goals', outcome: 'refused' },
    ])
  })
})

describe('the organisation of who checks a benefit', () => {
  it('is told of what was begun for that, and of nothing that helps; whoever helps too has what helpers have', async () => {
    const deStam = await aPartner(town, DE_STAM)
    const told = await allEvents(town, deStam)
    const goals = told.filter(({ type }) => type.includes('goal'))
    expect(goals.map(({ data }) => data.item.id)).toEqual([checked])
    expect(JSON.stringify(told)).not.toContain(made.goal)
    const deBrug = await aPartner(town, DE_BRUG)
    const helps = (await allEvents(town, deBrug)).find(({ data }) => data.item.id === made.goal)
    if (helps === undefined) throw new Error('who helps was told of the goal')
    expect((await fetched(town.as(deStam), helps)).status).toBe(404)
    const other = await town.person('professional', 'Lies', { activity: 'participation-support' })
    expect((await joins(other, DE_STAM)).status).toBe(201)
    expect((await fetched(town.as(deStam), helps)).status).toBe(200)
  })
})

describe('helping and enforcing', () => {
  it('are not joined for at once; once the one has ended the other may begin', async () => {
    expect(await joins(coach, DE_BRUG, 'benefits-enforcement')).toMatchObject({
      status: 409,
      body: { code: 'NOBODY_HELPS_AND_ENFORCES' },
    })
    expect(await joins(enforcer, DE_STAM, 'participation-support')).toMatchObject({ status: 409 })
    const both = await town.person('professional', 'Bo', { activity: 'participation-support' })
    const { body } = await joins(both, DE_BRUG)
    await town.as(noor).post(`${plan}/care-team/professionals/${body.id}/departure`)
    expect((await joins(both, DE_BRUG, 'benefits-enforcement')).status).toBe(201)
  })
})
