/**
 * Departure is not a switch: who is recorded as having left is told how and why, keeps what was theirs until then and their voice, and may say that it is
 * not so to a team lead who did not record it. Who left, and from whom nothing may follow of who fled, is told in `who-fled-leaves-no-trace.spec.ts`.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { aTown, type Person, type Town } from './support/story.ts'
import { asOfNow } from './support/as-of-now.ts'

const START = '2026-03-02T09:00:00.000Z'
/** The fourteenth day is a Monday; the term ends with it, in Amsterdam. */
const UNTIL = '2026-03-16T22:59:59.999Z'

let town: Town
let coordinator: Person
let lead: Person
let youthWorker: Person
let incomeWorker: Person
/** A new one for each story. */
let planId: string
let plan: string
let parent: Person
let child: Person

beforeAll(async () => {
  town = await aTown(START)
  coordinator = await town.person('coordinator', 'Noor', { team: 'noord' })
  lead = await town.person('team-lead', 'Tess', { team: 'noord' })
  youthWorker = await town.person('professional', 'Yara')
  incomeWorker = await town.person('professional', 'Pim', { activity: 'participation-support' })
})
afterAll(() => town.close())

beforeEach(async () => {
  town.itIs(START)
  planId = (await noor().post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })).planId
  plan = `/plans/${planId}`
  const joins = async (name: string, birthDate: string) => {
    const { id } = await noor().post(`${plan}/members`, { name, birthDate })
    return town.person('family-member', name, { subject: id })
  }
  parent = await joins('Mirjam de Vries', '1985-04-01')
  child = await joins('Kim de Vries', '2012-06-15')
  await noor().post(`${plan}/own-plan-invitations`)
  await mother().post(`${plan}/own-plan-waivers`, {})
  for (const [{ id, name, activity }, domain] of [
    [youthWorker, 'youth'],
    [incomeWorker, 'participation'],
  ] as const)
    await noor().post(`${plan}/care-team/professionals`, {
      professional: id,
      name,
      scope: 'domain',
      organisation: '00000099000000000002',
      domain,
      activity,
      until: '2031-01-01T00:00:00Z',
    })
})

const MOVED = { kind: 'moved', date: '2026-03-01', reason: 'Moeder woont volgens buren ergens anders' }
const mother = () => town.as(parent)
const noor = () => town.as(coordinator)
const ofMother = (more = '') => `${plan}/members/${parent.id}${more}`
const leaves = (how: object = MOVED) => noor().post(ofMother('/departure'), how)
const CONTEST = { words: 'Ik ben nooit weggeweest' }
const UNDONE = { outcome: 'undone', reason: 'De buren vergisten zich' }

interface Row {
  readonly planId: string
  readonly what: string
  readonly dueAt: string
  readonly mustAct: string
  readonly escalating: boolean
}
async function due(who: Person, scope = 'mine'): Promise<readonly Row[]> {
  const caughtUp = await asOfNow(town)
  const { body } = await town.as(who).asks('GET', `/due?scope=${scope}`, { headers: caughtUp })
  return (body['items'] as readonly Row[]).filter((row) => row.planId === planId)
}
const status = async (
  asked: Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>,
) => {
  const { status: answered, body } = await asked
  return [answered, body['code']]
}

describe('a departure', () => {
  it('without kind, day and reason is not recorded, and all that is missing is named at once', async () => {
    const { status: answered, body } = await noor().asks('POST', ofMother('/departure'), { body: {} })
    expect(answered).toBe(400)
    const faults = body['errors'] as readonly { readonly pointer: string }[]
    expect([...new Set(faults.map(({ pointer }) => pointer))].sort()).toEqual(['/date', '/kind', '/reason'])
    expect(await mother().get(ofMother())).toMatchObject({ state: 'in' })
  })

  it.each([
    ['a kind there is not', { ...MOVED, kind: 'difficult' }, '/kind'],
    ['a day to come', { ...MOVED, date: '2026-03-03' }, '/date'],
    ['no day', { ...MOVED, date: '2026-02-30' }, '/date'],
    ['a reason of which nothing shows', { ...MOVED, reason: '  ' }, '/reason'],
  ])('with %s is not recorded', async (_, body, pointer) => {
    const answer = await noor().asks('POST', ofMother('/departure'), { body })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } })
  })

  it('is told to who left: how, when, why, by whom, and until when they may say that it is not so', async () => {
    await leaves()
    const departure = {
      kind: 'moved',
      leftOn: MOVED.date,
      recorded: { by: coordinator.id },
      contestUntil: UNTIL,
    }
    expect(await mother().get(ofMother())).toMatchObject({ state: 'left', leftBecause: MOVED.reason, departure })
    expect(await due(parent)).toMatchObject([{ what: 'contest', dueAt: UNTIL, mustAct: 'who-left' }])
    expect((await mother().get('/plans'))['items']).toMatchObject([{ planId }])
  })

  it('leaves her what was hers until then, and nothing after', async () => {
    const about = { domain: 'participation', about: [parent.id], lifeArea: 'finances', words: 'Rondkomen' }
    const pim = town.as(incomeWorker)
    const { id: goal } = await pim.post(`${plan}/goals`, about)
    await leaves()
    const { etag } = await mother().get(plan)
    await pim.post(`${plan}/goals/${goal}/revisions`, { words: 'Anders rondkomen' })
    const answer = await mother().asks('GET', plan)
    expect(answer.body).toMatchObject({ etag, plan: { goals: [{ id: goal, words: 'Rondkomen' }] } })
  })

  it('leaves her own view of the coordinator to her: given, kept, marked, and read by who leads', async () => {
    await leaves()
    const view = { person: parent.id, stance: 'disagrees', words: 'Zij wil mij weg hebben' }
    expect(await status(mother().asks('POST', `${plan}/coordinator/views`, { body: view }))).toEqual([201, undefined])
    for (const who of [parent, lead, coordinator])
      expect(await town.as(who).get(`${plan}/coordinator`)).toMatchObject({
        coordinator: { views: [{ ...view, voice: 'own', afterLeaving: true }] },
      })
  })

  it('lets her speak of what she could see then, and of nothing that came after', async () => {
    const pim = town.as(incomeWorker)
    const about = { domain: 'participation', about: [parent.id], lifeArea: 'finances', words: 'Rondkomen' }
    const before = await pim.post(`${plan}/goals`, about)
    await leaves()
    const view = { person: parent.id, stance: 'agrees' }
    const says = (goal: string) => status(mother().asks('POST', `${plan}/goals/${goal}/views`, { body: view }))
    expect(await says(before.id)).toEqual([201, undefined])
    expect(await mother().get(`${plan}/goals/${before.id}`)).toMatchObject({ views: [{ afterLeaving: true }] })
    expect(
      await status(mother().asks('POST', `${plan}/goals`, { body: { ...about, domain: 'participation' } })),
    ).toEqual([404, 'NOT_FOUND'])
    expect(await status(mother().asks('POST', `${plan}/coordinator/requests`, { body: view }))).toEqual(
      await status(mother().asks('POST', `/plans/${child.id}/coordinator/requests`, { body: view })),
    )
  })

  it('of a child lets who speaks for it read on until then, contest it, and is told to them', async () => {
    await noor().post(`${plan}/care-team/representatives`, {
      representative: parent.id,
      name: 'Mirjam',
      represents: child.id,
      kind: 'parental-authority',
      from: START,
      proof: { kind: 'brp', date: '2026-03-01' },
    })
    const ofKim = `${plan}/members/${child.id}`
    await noor().post(`${ofKim}/departure`, { kind: 'placed-elsewhere', date: '2026-03-01', reason: 'Pleeggezin' })
    expect(await mother().get(ofKim)).toMatchObject({ state: 'left', departure: { kind: 'placed-elsewhere' } })
    expect(await due(parent)).toMatchObject([{ what: 'contest' }])
    const body = {}
    expect(await status(mother().asks('POST', `${ofKim}/contest`, { body }))).toEqual([201, undefined])
    expect(await town.as(child).get(ofKim)).toMatchObject({ departure: { contest: { by: parent.id } } })
  })
})

describe('contesting it', () => {
  it('is due for a team lead within five working days, and opens nothing meanwhile', async () => {
    await leaves()
    const { etag } = await mother().post(ofMother('/contest'), CONTEST)
    expect(etag).toBeDefined()
    const dueAt = '2026-03-09T22:59:59.999Z'
    expect(await due(lead)).toMatchObject([
      { what: 'contest-decision', dueAt, mustAct: 'team-lead', escalating: false },
    ])
    expect(await due(parent)).toEqual([])
    expect(await mother().get(ofMother())).toMatchObject({
      state: 'left',
      departure: { contest: { ...CONTEST, dueAt } },
    })
    await noor().post(`${plan}/client-support-offers`, { accepted: true })
    expect(await mother().tagOf(planId)).toBe(etag)

    town.itIs('2026-03-10T09:00:00.000Z')
    expect(await due(lead)).toMatchObject([{ what: 'contest-decision', escalating: true }])
    expect(await mother().tagOf(planId)).toBe(etag)
  })

  it('granted, makes her a member as before', async () => {
    await leaves()
    await mother().post(ofMother('/contest'), CONTEST)
    await noor().post(`${plan}/client-support-offers`, { accepted: true })
    await town.as(lead).post(ofMother('/contest/decision'), UNDONE)
    expect(await mother().get(plan)).toMatchObject({
      plan: {
        clientSupport: [{ accepted: true }],
        members: [{ state: 'in', departure: { undone: { words: UNDONE.reason, by: lead.id } } }],
      },
    })
    await mother().post(`${plan}/coordinator/requests`, { person: parent.id, reason: 'Ik vertrouw haar niet' })
    // What she asks is due; what she contested no longer.
    expect(await due(lead)).toMatchObject([{ what: 'other-coordinator' }])
    const caughtUp = await asOfNow(town)
    const { body } = await noor().asks('GET', '/caseload', { headers: caughtUp })
    const { members: listed } = (
      body['items'] as readonly { planId: string; members: readonly { id: string }[] }[]
    ).find((one) => one.planId === planId) ?? { members: [] }
    expect(listed.map(({ id }) => id).sort()).toEqual([parent.id, child.id].sort())
  })

  it('not granted, leaves it as it was, with the reason, once and for all', async () => {
    await leaves()
    await mother().post(ofMother('/contest'), CONTEST)
    const decision = { outcome: 'upheld', reason: 'Zij staat elders ingeschreven' }
    await town.as(lead).post(ofMother('/contest/decision'), decision)
    expect(await mother().get(ofMother())).toMatchObject({
      state: 'left',
      departure: { upheld: { words: decision.reason, by: lead.id } },
    })
    expect(await status(mother().asks('POST', ofMother('/contest'), { body: CONTEST }))).toEqual([
      409,
      'CONTEST_WAS_DECIDED',
    ])
    expect(await due(lead)).toEqual([])
  })

  it('is for the fourteen days there are: after that it is refused, and due no longer', async () => {
    await leaves()
    town.itIs(UNTIL)
    expect(await due(parent)).toHaveLength(1)
    town.itIs('2026-03-16T23:00:00.000Z')
    expect(await due(parent)).toEqual([])
    expect(await mother().asks('POST', ofMother('/contest'), { body: CONTEST })).toMatchObject({
      status: 409,
      body: { code: 'CONTEST_TERM_HAS_PASSED', until: UNTIL },
    })
  })

  it('twice is refused, and so is a decision on what nobody contests', async () => {
    await leaves()
    const decides = () => status(town.as(lead).asks('POST', ofMother('/contest/decision'), { body: UNDONE }))
    expect(await decides()).toEqual([409, 'DEPARTURE_IS_NOT_CONTESTED'])
    await mother().post(ofMother('/contest'), CONTEST)
    expect(await status(mother().asks('POST', ofMother('/contest'), { body: CONTEST }))).toEqual([
      409,
      'DEPARTURE_IS_CONTESTED',
    ])
  })

  it('is decided by nobody who recorded it, also not as a team lead, nor by who coordinates', async () => {
    await leaves()
    await mother().post(ofMother('/contest'), CONTEST)
    const both = await town.person('team-lead', 'Noor', { team: 'noord', subject: coordinator.id })
    const decides = (who: Person) => status(town.as(who).asks('POST', ofMother('/contest/decision'), { body: UNDONE }))
    expect(await decides(both)).toEqual([403, 'NOBODY_DECIDES_ON_A_DEPARTURE_THEY_RECORDED'])
    expect(await decides(coordinator)).toEqual([403, 'NOT_ALLOWED_ON_THIS_GROUND'])
    expect(await decides(parent)).toEqual([404, 'NOT_FOUND'])
    expect(await decides(await town.person('team-lead', 'Zus', { team: 'zuid' }))).toEqual([404, 'NOT_FOUND'])
  })

  it('is not for others of the family, nor for who works with it', async () => {
    await leaves()
    for (const who of [child, coordinator, youthWorker, lead])
      expect((await status(town.as(who).asks('POST', ofMother('/contest'), { body: CONTEST })))[0]).not.toBe(201)
    expect(await mother().get(ofMother())).not.toHaveProperty('departure.contest')
  })

  it('leaves nothing to decide once they came back by joining again', async () => {
    const asks = { name: 'Opa', birthDate: '1950-01-01', bsn: '123456782' }
    const { id } = await noor().post(`${plan}/members`, asks)
    const grandfather = await town.person('family-member', 'Opa', { subject: id })
    const ofOpa = `${plan}/members/${id}`
    await noor().post(`${ofOpa}/departure`, MOVED)
    await town.as(grandfather).post(`${ofOpa}/contest`, CONTEST)
    expect((await noor().post(`${plan}/members`, asks)).id).toBe(id)
    expect(await town.as(grandfather).get(ofOpa)).toMatchObject({ state: 'in' })
    expect(await due(lead)).toEqual([])
    expect(await status(town.as(lead).asks('POST', `${ofOpa}/contest/decision`, { body: UNDONE }))).toEqual([
      409,
      'PERSON_HAS_NOT_LEFT',
    ])
  })
})
