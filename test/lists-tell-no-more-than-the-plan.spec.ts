/** The lists are made of rows that follow the events, and are judged by the decision that judges the plan: nobody finds on them what the plan would not tell. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  aDeviationRead,
  aHelpedFamily,
  PROTOCOL,
  STEP,
  type DeviationRead,
  type HelpedFamily,
} from './support/a-helped-family.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const FORBIDDING = 'geweldsprotocol'

type Item = Readonly<Record<string, unknown>>

let town: Town
let family: HelpedFamily
let read: DeviationRead
let unaccounted: string
let teamLead: Person
let stranger: Person
let last: string

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  const { planId, administrator, youthWorker, incomeWorker, parent, child } = family
  const goals = `/plans/${planId}/goals`
  const yara = town.as(youthWorker)
  const kims = { domain: 'youth', about: [child.id], lifeArea: 'work-and-education', words: 'Weer naar school' }
  await yara.post(goals, kims)
  const debts = { domain: 'participation', about: [parent.id], lifeArea: 'finances', words: 'Schulden in kaart' }
  await town.as(incomeWorker).post(goals, debts)
  read = await aDeviationRead(town, family)

  const ans = town.as(administrator)
  const owner = '00000099000000000001'
  await ans.post('/protocols', { protocol: FORBIDDING, title: 'Geweldsprotocol', owner, domain: 'youth' })
  await ans.post(`/protocols/${FORBIDDING}/versions`, {
    inForceFrom: '2020-01-01T00:00:00Z',
    steps: [{ step: 'bel-de-politie', title: 'Bel de politie', rule: 'not-allowed' }],
  })
  const left = await yara.post(`/plans/${planId}/deviations`, {
    domain: 'youth',
    about: [child.id],
    protocol: FORBIDDING,
    step: 'bel-de-politie',
    insteadDone: 'Zelf naar Kim gegaan',
    situation: 'Kim belde vanaf het schoolplein',
  })
  unaccounted = left.id
  teamLead = await town.person('team-lead', 'Truus', { team: 'noord' })
  stranger = await town.person('coordinator', 'Bart', { team: 'zuid' })
  const other = await town.as(stranger).post('/plans', { lifeAreas: ['housing'], reportedBy: 'family' })
  last = String(other['position'])
}, 60_000)

afterAll(() => town.close())

async function listed(person: Person, path: string, activity = person.activity): Promise<readonly Item[]> {
  const headers = { 'consistent-after': last }
  const { status, body } = await town.as(person, activity).asks('GET', path, { headers })
  expect([path, status]).toEqual([path, 200])
  return body['items'] as readonly Item[]
}

const everyone = () => {
  const { coordinator, youthWorker, incomeWorker, parent, child, auditor, readers } = family
  return [coordinator, youthWorker, incomeWorker, parent, child, auditor, ...readers, teamLead, stranger]
}

describe('the caseload', () => {
  it('has the family of whoever works with it, by the names of who is in it', async () => {
    const names = (items: readonly Item[]) =>
      items.map(({ planId, as, members }) => ({
        planId,
        as,
        members: (members as readonly Item[]).map(({ name }) => name),
      }))
    const members = ['Mirjam de Vries', 'Kim de Vries']
    const { planId } = family
    expect(names(await listed(family.coordinator, '/caseload'))).toEqual([{ planId, as: ['coordinating'], members }])
    expect(names(await listed(family.youthWorker, '/caseload'))).toEqual([{ planId, as: ['care-team'], members }])
    expect(names(await listed(teamLead, '/caseload'))).toEqual([{ planId, as: ['leading-team'], members }])
    const [item] = await listed(family.coordinator, '/caseload')
    expect(item?.['coordinator']).toMatchObject({ id: family.coordinator.id, name: 'Noor', team: 'noord' })
  })

  it('is empty for who has no part in it, and for who does not work with it', async () => {
    expect((await listed(stranger, '/caseload')).map(({ planId }) => planId)).not.toContain(family.planId)
    for (const person of [family.parent, family.auditor, read.reader])
      expect(await listed(person, '/caseload')).toEqual([])
    expect(await listed(family.youthWorker, '/caseload', 'social-support')).toEqual([])
  })
})

describe('what is due', () => {
  const due = async (person: Person, scope = 'mine') =>
    (await listed(person, `/due?scope=${scope}`)).map(
      ({ what, item, escalating }) =>
        `${String(what)} ${String((item as Item)['id'])}${escalating === true ? ' escalating' : ''}`,
    )

  it('is mine where I must act: the account of who left the step, the evaluation of the team', async () => {
    const left = [`forbidden-step ${unaccounted} escalating`, `account ${unaccounted} escalating`]
    expect(await due(family.youthWorker)).toEqual([...left, `evaluation ${read.deviation}`])
    expect(await due(family.coordinator)).toEqual([`evaluation ${read.deviation}`])
  })

  it('is told to who coordinates and to the team lead whatever its domain, by kind, moment and ids alone', async () => {
    const left = [`forbidden-step ${unaccounted} escalating`, `account ${unaccounted} escalating`]
    const all = [...left, `evaluation ${read.deviation}`]
    expect(await due(family.coordinator, 'team')).toEqual(all)
    expect(await due(teamLead, 'team')).toEqual(all)
    expect(await due(teamLead)).toEqual(left)
    const [item] = await listed(teamLead, '/due?scope=team')
    expect(Object.keys(item ?? {}).sort()).toEqual(
      ['dueAt', 'escalating', 'goesUpAt', 'id', 'item', 'mustAct', 'overdue', 'planId', 'what'].sort(),
    )
  })

  it('is nothing of youth to who works in another domain, nor to anyone elsewhere', async () => {
    for (const person of [family.incomeWorker, stranger, family.auditor]) {
      expect(await due(person, 'mine')).toEqual([])
      expect(await due(person, 'team')).toEqual([])
    }
  })

  it('is of the one deviation to its second reader', async () => {
    expect(await due(read.reader, 'team')).toEqual([`evaluation ${read.deviation}`])
  })
})

describe('the protocols', () => {
  const named = (items: readonly Item[]) => items.map(({ protocol }) => protocol)

  it('are listed by name, with the version in force now, alike for everyone', async () => {
    const ans = town.as(family.administrator)
    const later = { protocol: 'zorgroute', title: 'Zorgroute', owner: '00000099000000000001', domain: 'wmo' }
    await ans.post('/protocols', later)
    const versions = [
      { inForceFrom: '2020-01-01T00:00:00Z', steps: [{ step: 'bel', title: 'Bel', rule: 'deviation-free' }] },
      { inForceFrom: '2040-01-01T00:00:00Z', steps: [{ step: 'bel', title: 'Bel', rule: 'not-allowed' }] },
    ]
    for (const version of versions)
      last = String((await ans.post('/protocols/zorgroute/versions', version))['position'])
    const none = { protocol: 'aanpak', title: 'Aanpak', owner: '00000099000000000001', domain: 'youth' }
    last = String((await ans.post('/protocols', none))['position'])

    const all = await listed(stranger, '/protocols')
    expect(named(all)).toEqual(['aanpak', FORBIDDING, PROTOCOL, 'zorgroute'])
    expect(all[0]).toEqual({ ...none, versions: 0 })
    expect(all[3]).toEqual({ ...later, versions: 2, versionInForce: 1, inForceFrom: '2020-01-01T00:00:00.000Z' })
    for (const person of everyone()) expect(await listed(person, '/protocols')).toEqual(all)
    expect(named(await listed(stranger, '/protocols?domain=youth'))).toEqual(['aanpak', FORBIDDING, PROTOCOL])
    expect(await listed(stranger, '/protocols?domain=participation')).toEqual([])
  })

  it('are read page by page, with a cursor that says nothing to another list', async () => {
    const found: unknown[] = []
    let next: string | undefined = '/protocols?domain=youth&limit=2'
    for (let pages = 0; next !== undefined && pages < 5; pages += 1) {
      const { headers, body } = await town.as(stranger).asks('GET', next, { headers: { 'consistent-after': last } })
      found.push(...named(body['items'] as readonly Item[]))
      next = /^<\/v1([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1]
    }
    expect(found).toEqual(['aanpak', FORBIDDING, PROTOCOL])
    const { headers } = await town.as(stranger).asks('GET', '/protocols?limit=1')
    const cursor = /cursor=([^&>]+)/.exec(headers.get('link') ?? '')?.[1] ?? ''
    for (const list of ['/plans?', '/protocols?domain=wmo&']) {
      const { body } = await town.as(stranger).asks('GET', `${list}cursor=${cursor}`)
      expect([list, body['code']]).toEqual([list, 'CURSOR_IS_NOT_OF_THIS_LIST'])
    }
  })
})

describe('the register of deviations', () => {
  const found = async (person: Person, query = '') =>
    (await listed(person, `/deviations${query}`)).map(({ id, state, reading }) => [id, state, reading].join(' '))

  it('is asked by protocol, step and state', async () => {
    const { youthWorker } = family
    const first = `${read.deviation} accounted-for read`
    const second = `${unaccounted} reported to-be-drawn`
    expect(await found(youthWorker)).toHaveLength(2)
    expect(await found(youthWorker, `?protocol=${PROTOCOL}`)).toEqual([first])
    expect(await found(youthWorker, `?protocol=${PROTOCOL}&step=${STEP}`)).toEqual([first])
    expect(await found(youthWorker, `?protocol=${PROTOCOL}&step=praat`)).toEqual([])
    expect(await found(youthWorker, '?state=reported')).toEqual([second])
    expect(await found(youthWorker, '?state=accounted-for')).toEqual([first])
    expect(await found(youthWorker, '?state=evaluated')).toEqual([])
    const [item] = await listed(youthWorker, `/deviations?protocol=${PROTOCOL}`)
    expect(item).toMatchObject({
      from: { kind: 'step', protocol: PROTOCOL, version: 1, step: STEP, rule: 'with-second-reader' },
      insteadDone: 'Eerst drie gesprekken met Kim gevoerd',
      finding: 'supports',
    })
  })

  it('tells who coordinates how a deviation stands, as it is, and not the words given in confidence', async () => {
    const asSeen = await found(family.coordinator, `?protocol=${PROTOCOL}`)
    expect(asSeen).toEqual([`${read.deviation} accounted-for read`])
    expect(await found(family.coordinator, `?protocol=${PROTOCOL}&state=accounted-for`)).toEqual(asSeen)
    expect(await found(family.coordinator, `?protocol=${PROTOCOL}&state=reported`)).toEqual([])
    const known = await town.as(family.coordinator).get(`/plans/${family.planId}/deviations/${read.deviation}`)
    expect(known).toMatchObject({ justified: true, readings: [{ finding: 'supports' }] })
    expect(JSON.stringify(known)).not.toMatch(/different|weighing|consulted|expectedEffect/)
    expect(known).not.toHaveProperty('readings.0.words')
  })

  it('tells a second reader of the one deviation, without names and without ids of people', async () => {
    const items = await listed(read.reader, '/deviations')
    expect(items).toMatchObject([{ id: read.deviation, insteadDone: 'Eerst drie gesprekken met […] gevoerd' }])
    const told = JSON.stringify(items)
    for (const { id, name } of [family.parent, family.child, family.youthWorker, family.coordinator, read.reader]) {
      expect(told).not.toContain(id)
      expect(told).not.toContain(name)
    }
  })

  it('tells nobody who left a step, who accounted for it or who read it', async () => {
    for (const person of everyone()) {
      const told = JSON.stringify(await listed(person, '/deviations'))
      for (const { id } of [family.youthWorker, family.coordinator, ...family.readers]) expect(told).not.toContain(id)
    }
  })

  it('has nothing for a team lead, another domain, another family’s coordinator or an auditor without an inspection', async () => {
    for (const person of [teamLead, family.incomeWorker, stranger, family.auditor])
      expect(await found(person)).toEqual([])
  })
})

describe('plans by domain', () => {
  const domains = async (person: Person, query = '') =>
    (await listed(person, `/plans${query}`))
      .filter(({ planId }) => planId === family.planId)
      .map((item) => [item['state'], item['domains'], item['lifeAreas']])

  it('have the domains and life areas of the goals that their reader sees', async () => {
    const need = ['domestic-relations', 'finances']
    const ofYouth = [['open', ['youth'], ['work-and-education']]]
    expect(await domains(family.youthWorker)).toEqual(ofYouth)
    expect(await domains(family.youthWorker, '?domain=youth&state=open')).toEqual(ofYouth)
    expect(await domains(family.youthWorker, '?domain=participation')).toEqual([])
    expect(await domains(family.incomeWorker, '?domain=participation')).toEqual([
      ['open', ['participation'], ['finances']],
    ])
    expect(await domains(family.incomeWorker, '?domain=youth')).toEqual([])
    const all = [['open', ['participation', 'youth'], [...need, 'work-and-education'].sort()]]
    expect(await domains(family.coordinator, '?domain=youth')).toEqual(all)
    expect(await domains(teamLead)).toEqual([['open', [], need]])
    expect(await domains(teamLead, '?domain=youth')).toEqual([])
  })

  it('are their own plans for a family, and none for who has no part', async () => {
    expect((await listed(family.child, '/plans')).map(({ planId }) => planId)).toEqual([family.planId])
    expect(await domains(family.child)).toEqual([['open', ['youth'], ['work-and-education']]])
    expect(await domains(stranger)).toEqual([])
  })
})

describe('every list', () => {
  const LISTS = ['/caseload', '/due', '/deviations', '/plans']

  it('refuses every question it does not know, first of all one by author or worker', async () => {
    for (const list of LISTS)
      for (const question of ['author', 'reportedBy', 'worker', 'professional', 'sort', 'reader']) {
        const { status } = await town.as(family.coordinator).asks('GET', `${list}?${question}=${family.youthWorker.id}`)
        expect([list, question, status]).toEqual([list, question, 400])
      }
  })

  it('says why it is asked, or is not answered', async () => {
    for (const list of LISTS) {
      const headers = { 'processing-activity': '' }
      const { status, body } = await town.as(family.coordinator).asks('GET', list, { headers })
      expect([status, body['code']]).toEqual([400, 'PROCESSING_ACTIVITY_IS_MISSING'])
    }
  })

  it('waits for a write that it is asked to know, and says so when it cannot', async () => {
    const { planId, coordinator } = family
    const noor = town.as(coordinator)
    for (let time = 0; time < 5; time += 1) {
      const { position } = await noor.post('/plans', { lifeAreas: ['housing'], reportedBy: 'family' })
      const { body } = await noor.asks('GET', '/plans?limit=100', { headers: { 'consistent-after': String(position) } })
      expect((body['items'] as readonly Item[]).filter((item) => item['planId'] !== planId)).toHaveLength(time + 1)
    }
    const asks = (after: string) => noor.asks('GET', '/due', { headers: { 'consistent-after': after } })
    expect((await asks('not a position')).body['code']).toBe('CONSISTENT_AFTER_IS_MALFORMED')
    // What stands in the store is no token, and no other opaque value of ours is.
    const tag = (await noor.tagOf(planId)).slice(1, -1)
    for (const none of ['0000000000000001', tag, 'A'.repeat(22)])
      expect((await asks(none)).body['code']).toBe('CONSISTENT_AFTER_IS_MALFORMED')
    const behind = await asks(await town.system.positions.token('9'.repeat(16)))
    expect([behind.status, behind.body['code']]).toEqual([503, 'LISTS_ARE_BEHIND'])
    expect(Number(behind.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('goes on where it was, page by page, with everything once', async () => {
    const busy = await town.person('coordinator', 'Fatima', { team: 'oost' })
    const opened: string[] = []
    for (let plan = 0; plan < 12; plan += 1) {
      const { planId } = await town.as(busy).post('/plans', { lifeAreas: ['housing'], reportedBy: 'family' })
      const invitations = `/plans/${planId}/own-plan-invitations`
      const { id } = await town.as(busy).post(invitations)
      const delivery = `${invitations}/${id}/delivery`
      const { position } = await town.as(busy).post(delivery, { how: 'in-person' })
      opened.push(planId)
      last = String(position)
    }
    for (const list of ['/caseload', '/due', '/plans']) {
      const found: unknown[] = []
      let next: string | undefined = `${list}?limit=5`
      for (let pages = 0; next !== undefined && pages < 5; pages += 1) {
        const { headers, body } = await town.as(busy).asks('GET', next, { headers: { 'consistent-after': last } })
        found.push(...(body['items'] as readonly Item[]).map(({ planId }) => planId))
        next = /^<\/v1([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1]
      }
      expect([list, [...found].sort()]).toEqual([list, [...opened].sort()])
    }
    const { headers } = await town.as(busy).asks('GET', '/plans?limit=1')
    const cursor = /cursor=([^&>]+)/.exec(headers.get('link') ?? '')?.[1] ?? ''
    const elsewhere = [
      town.as(busy).asks('GET', `/caseload?cursor=${cursor}`),
      town.as(busy).asks('GET', `/plans?domain=youth&cursor=${cursor}`),
      town.as(family.coordinator).asks('GET', `/plans?cursor=${cursor}`),
    ]
    for (const answer of await Promise.all(elsewhere)) expect(answer.body['code']).toBe('CURSOR_IS_NOT_OF_THIS_LIST')
    expect((await town.as(busy).asks('GET', '/plans?limit=101')).status).toBe(400)
  })

  it('knows at once of a part that has ended, however far its rows are', async () => {
    const { planId, coordinator, incomeWorker } = family
    const team = await town.as(coordinator).get(`/plans/${planId}/care-team`)
    const joining = (team['professionals'] as readonly Item[]).find(
      ({ professional }) => professional === incomeWorker.id,
    )
    expect(await listed(incomeWorker, '/caseload')).toHaveLength(1)
    await town.as(coordinator).post(`/plans/${planId}/care-team/professionals/${String(joining?.['id'])}/departure`)
    for (const list of LISTS) {
      const { body } = await town.as(incomeWorker).asks('GET', list)
      expect([list, body['items']]).toEqual([list, []])
    }
  })
})
