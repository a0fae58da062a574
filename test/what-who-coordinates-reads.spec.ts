/** Who coordinates reads of each law that something is there, and its words only on a ground of their own: what the municipality recorded, or what someone of the family permitted. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aDeviationRead, aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { asOfNow } from './support/as-of-now.ts'
import { aTown, type Person, type Town } from './support/story.ts'

type Told = Readonly<Record<string, unknown>>

let town: Town
let ans: Person
beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z', {}, { bases: false })
  ans = await town.person('administrator', 'Ans')
})
afterAll(() => town.close())

const records = (...bases: readonly object[]) => town.as(ans).asks('PUT', '/coordination-bases', { body: { bases } })

describe('a municipality that records on what who coordinates reads', () => {
  const OF_YOUTH = { domain: 'youth', article: 'Wams 2.1', from: '2026-03-02', until: '2026-12-31' }
  const OF_WMO = { domain: 'wmo', article: 'Wmo 2015 5.1.1', from: '2026-01-01' }
  const published = async () => (await (await fetch(`${town.api}/coordination-bases`)).json()) as Told

  it('does so as who administers, and everyone reads it; who may not, does not', async () => {
    for (const role of ['coordinator', 'team-lead', 'family-member', 'auditor'] as const) {
      const who = await town.person(role, 'Someone')
      expect((await town.as(who).asks('PUT', '/coordination-bases', { body: { bases: [OF_WMO] } })).status).toBe(403)
    }
    expect((await records(OF_WMO, OF_YOUTH)).status).toBe(200)
    expect(await published()).toEqual({ version: expect.any(Number), bases: [OF_YOUTH, OF_WMO] })
  })

  it('changes nothing when it is sent again', async () => {
    const { version } = await published()
    expect((await records(OF_YOUTH, OF_WMO)).status).toBe(200)
    expect((await published())['version']).toBe(version)
  })

  it('is told all at once what cannot be: two at once for one law, days that run backwards, days that are none', async () => {
    const { status, body } = await records(
      OF_WMO,
      { ...OF_WMO, from: '2030-01-01' },
      { ...OF_YOUTH, until: '2026-03-01' },
    )
    expect([status, body['code'], body['wrong']]).toEqual([
      400,
      'COORDINATION_BASES_DO_NOT_FIT',
      ['bases/1/from', 'bases/2/until'],
    ])
    const faults = (await records({ domain: 'general', article: ' ', from: '2026-02-30' })).body['errors'] as Told[]
    expect(faults.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/bases/0/domain', '/bases/0/article', '/bases/0/from']),
    )
  })
})

describe('who coordinates, where the municipality has no basis for it', () => {
  const SAID = ['Kim slaapt op een andere plek', 'Ik wil niet naar huis', 'Bellen met tante', 'Eerst drie gesprekken']
  const CLOSED = { closed: true }
  let family: HelpedFamily
  let plan: string
  const ids = { goal: '', action: '', deviation: '' }
  const noor = () => town.as(family.coordinator)
  const yara = () => town.as(family.youthWorker)

  beforeAll(async () => {
    await records()
    family = await aHelpedFamily(town)
    plan = `/plans/${family.planId}`
    const { child, youthWorker } = family
    const goal = { domain: 'youth', about: [child.id], lifeArea: 'domestic-relations' }
    ids.goal = (await yara().post(`${plan}/goals`, { ...goal, words: 'Kim woont fijn' })).id
    await yara().post(`${plan}/goals/${ids.goal}/revisions`, { words: SAID[0] })
    await town.as(child).post(`${plan}/goals/${ids.goal}/views`, { person: child.id, stance: 'agrees', words: SAID[1] })
    const action = { goal: ids.goal, owner: youthWorker.id, words: SAID[2], doneByDate: '2026-05-01' }
    ids.action = (await yara().post(`${plan}/actions`, action)).id
    ids.deviation = (await aDeviationRead(town, family)).deviation
  })

  /** All that a reader is told of the plan, on every route and list. */
  async function everything(who: Person): Promise<string> {
    const asks = town.as(who)
    const ofItems = ['goals', 'actions', 'deviations'].flatMap((kind) => [`${plan}/${kind}`])
    const { action, goal, deviation } = ids
    const routes = [
      ...[plan, ...ofItems, `${plan}/goals/${goal}`, `${plan}/actions/${action}`, `${plan}/deviations/${deviation}`],
      ...[`${plan}/deviations/${deviation}/dossier`, `${plan}/history?limit=500`, `${plan}/care-team`],
      ...[`${plan}/history/changes?from=0&to=12`, `${plan}/history/changes?from=-1&to=19`, `${plan}/members`],
      ...[
        `${plan}/handovers`,
        `${plan}/referrals`,
        `${plan}/priorities`,
        `${plan}/withholdings`,
        `${plan}/corrections`,
      ],
    ]
    const lists = ['/deviations', '/caseload', '/due', '/due?scope=team', '/plans?domain=youth']
    const answers: unknown[] = []
    for (const path of routes) answers.push(await asks.get(path))
    for (const path of lists) answers.push((await asks.asks('GET', path, { headers: await asOfNow(town) })).body)
    return JSON.stringify(answers)
  }

  const saidIn = (text: string) => SAID.filter((words) => text.includes(words))

  it('sees that a goal is there, of what kind, whose and in which state, and none of its words, on every route', async () => {
    const goal = await noor().get(`${plan}/goals/${ids.goal}`)
    expect(goal).toMatchObject({ domain: 'youth', lifeArea: 'domestic-relations', state: 'proposed', words: CLOSED })
    expect(goal['views']).toEqual([expect.objectContaining({ stance: 'agrees', words: CLOSED })])
    const action = await noor().get(`${plan}/actions/${ids.action}`)
    expect(action).toMatchObject({ owner: family.youthWorker.id, words: CLOSED, doneByDate: CLOSED })
    const text = await everything(family.coordinator)
    expect(saidIn(text)).toEqual([])
    expect(text.split('{"closed":true}').length).toBeGreaterThan(30)
    expect(saidIn(await everything(family.youthWorker))).toEqual(SAID)
  })

  it('knows by name who helps, and reads all that is under no law', async () => {
    const { members, professionals } = (await noor().get(plan))['plan'] as Record<string, Told[]>
    expect(professionals?.map(({ name }) => name)).toEqual(['Yara', 'Pim'])
    expect(members?.map(({ name }) => name)).toEqual(['Mirjam de Vries', 'Kim de Vries'])
  })

  it('reads of the register of deviations that there is one, and not what was done', async () => {
    const { body } = await noor().asks('GET', '/deviations', { headers: await asOfNow(town) })
    expect((body['items'] as Told[])[0]).toMatchObject({ id: ids.deviation, situation: CLOSED, insteadDone: CLOSED })
  })

  it('may invite and let it end, and neither revises, adopts, evaluates, plans for it, speaks of it nor ranks', async () => {
    const { child } = family
    const goal = `${plan}/goals/${ids.goal}`
    const basedOn = await noor().tagOf(family.planId)
    const person = child.id
    const concern = { domain: 'youth', lifeArea: 'domestic-relations' }
    const ranks = { concern, about: [person], over: ['participation'], needs: [], reason: 'Eerst dit' }
    const refused = [
      [`${goal}/revisions`, { words: 'Iets anders' }],
      [`${goal}/adoption`, { basedOn }],
      [`${goal}/evaluation`, { basedOn, outcome: 'reached' }],
      [`${goal}/exceptions`, { reason: 'Het kan niet wachten' }],
      [`${goal}/views`, { person, stance: 'agrees' }],
      [`${plan}/actions`, { goal: ids.goal, owner: person, words: 'Iets' }],
      [`${plan}/priorities`, ranks],
      [`${plan}/priorities`, { ...ranks, concern: { ...concern, domain: 'wmo' }, over: ['youth'] }],
      [
        `${plan}/referrals`,
        {
          ...{ to: '00000099000000000003', domain: 'youth', about: [person], words: 'Praat met Kim' },
          ...{ opens: [{ kind: 'goal', id: ids.goal }], until: '2026-12-31T00:00:00Z' },
        },
      ],
    ] as const
    const answers: unknown[] = []
    for (const [path, body] of refused) {
      const { status, body: told } = await noor().asks('POST', path, { body })
      answers.push([path, status, told['code']])
    }
    expect(answers).toEqual(refused.map(([path]) => [path, 403, 'CONTENT_IS_CLOSED']))
    await noor().post(`${goal}/invitations`, { person })
    await noor().post(`${plan}/actions/${ids.action}/withdrawal`, { reason: 'De tante is verhuisd' })
  })

  it('is told of what is not there that it is not, also where it would be closed', async () => {
    const nothing = await noor().asks('POST', `${plan}/goals/9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11/revisions`, {
      body: { words: 'Iets' },
    })
    expect([nothing.status, nothing.body['code']]).toEqual([404, 'NOT_FOUND'])
    const stranger = await town.person('coordinator', 'Niemand')
    const theirs = await town.as(stranger).asks('POST', `${plan}/goals/${ids.goal}/revisions`, { body: { words: 'x' } })
    expect([theirs.status, theirs.body['code']]).toEqual([404, 'NOT_FOUND'])
  })

  it('reads what they wrote themselves, until someone else words it anew', async () => {
    const about = [family.child.id]
    const own = { domain: 'youth', about, lifeArea: 'finances', words: 'Een eigen plek voor Kim' }
    const { id } = await noor().post(`${plan}/goals`, own)
    expect((await noor().get(`${plan}/goals/${id}`))['words']).toBe('Een eigen plek voor Kim')
    await noor().post(`${plan}/goals/${id}/revisions`, { words: 'Een veilige plek voor Kim' })
    await yara().post(`${plan}/goals/${id}/revisions`, { words: 'Bij tante' })
    expect((await noor().get(`${plan}/goals/${id}`))['words']).toEqual(CLOSED)
    const again = await noor().asks('POST', `${plan}/goals/${id}/revisions`, { body: { words: 'Toch niet' } })
    expect([again.status, again.body['code']]).toEqual([403, 'CONTENT_IS_CLOSED'])
    await noor().post(`${plan}/goals/${id}/withdrawal`, { reason: 'Dit doel loopt al elders' })
  })

  it('reads under a law from the day on that its basis counts, and no longer behind its last', async () => {
    const reads = async () => saidIn(await everything(family.coordinator))
    const youth = { domain: 'youth', article: 'Wams 2.1', from: '2026-03-03', until: '2026-03-04' }
    await records(youth)
    expect(await reads()).toEqual([])
    town.itIs('2026-03-02T23:00:00.000Z')
    expect(await reads()).toEqual(SAID)
    town.itIs('2026-03-04T22:59:59.999Z')
    expect(await reads()).toEqual(SAID)
    town.itIs('2026-03-04T23:00:00.000Z')
    expect(await reads()).toEqual([])
    await records({ ...youth, domain: 'wmo', until: '2026-12-31' })
    expect(await reads()).toEqual([])
    await records({ ...youth, until: '2026-12-31' })
    expect(await reads()).toEqual(SAID)
    await records()
    expect(await reads()).toEqual([])
  })

  const permission = (person: string, what: object) => ({
    ...{ person, by: person, to: { kind: 'coordination' }, how: 'Aan de keukentafel', until: '2026-12-31T00:00:00Z' },
    ...what,
  })

  it('reads what whom it is about permits, of that and what hangs on it, and no more once it is withdrawn', async () => {
    const { child, coordinator } = family
    const kim = town.as(child)
    const reads = async () => saidIn(await everything(coordinator))
    const items = [{ kind: 'goal', id: ids.goal }]
    const { id } = await kim.post(`${plan}/permissions`, permission(child.id, { items }))
    expect(await reads()).toEqual(SAID.slice(0, 3))
    await noor().post(`${plan}/goals/${ids.goal}/revisions`, { words: `${SAID[0] ?? ''}, voorlopig` })
    await kim.post(`${plan}/permissions/${id}/withdrawal`)
    expect(saidIn(JSON.stringify(await noor().get(`${plan}/actions/${ids.action}`)))).toEqual([])
    const whole = await kim.post(`${plan}/permissions`, permission(child.id, { domains: ['youth'] }))
    expect(await reads()).toEqual(SAID)
    await kim.post(`${plan}/permissions/${whole.id}/withdrawal`)
    expect(saidIn(JSON.stringify(await noor().get(`${plan}/deviations/${ids.deviation}`)))).toEqual([])
  })

  it('is seen by the family in who looked: that no word of theirs was read, and, once it is permitted, no more than that they looked', async () => {
    const kim = town.as(family.child)
    const lastLook = async () => {
      await noor().get(`${plan}/goals/${ids.goal}`)
      const { items } = (await kim.get(`${plan}/access-records?limit=1`)) as unknown as { readonly items: unknown[] }
      return items[0]
    }
    expect(await lastLook()).toMatchObject({ role: 'coordinator', kind: 'goals', outcome: 'answered', closed: true })
    const { id } = await kim.post(`${plan}/permissions`, permission(family.child.id, { domains: ['youth'] }))
    expect(await lastLook()).not.toHaveProperty('closed')
    await kim.post(`${plan}/permissions/${id}/withdrawal`)
    expect(await lastLook()).toMatchObject({ closed: true })
  })

  it('reads what is about several where each of them permits it', async () => {
    const { child, parent } = family
    const about = [child.id, parent.id]
    const together = { domain: 'wmo', about, lifeArea: 'housing', words: 'Samen naar oma' }
    const wim = await town.person('professional', 'Wim', { activity: 'social-support' })
    const joining = { professional: wim.id, name: 'Wim', scope: 'domain', organisation: '00000099000000000002' }
    const until = '2031-01-01T00:00:00Z'
    await noor().post(`${plan}/care-team/professionals`, {
      ...{ ...joining, domain: 'wmo', activity: 'social-support', until },
    })
    const { id } = await town.as(wim).post(`${plan}/goals`, together)
    const read = async () => (await noor().get(`${plan}/goals/${id}`))['words']
    await town.as(parent).post(`${plan}/permissions`, permission(parent.id, { domains: ['wmo'] }))
    expect(await read()).toEqual(CLOSED)
    await town.as(child).post(`${plan}/permissions`, permission(child.id, { domains: ['wmo'] }))
    expect(await read()).toBe('Samen naar oma')
  })

  it('is let in by another, and never by themselves', async () => {
    const { coordinator, youthWorker } = family
    const helps = {
      ...{ name: 'Noor', organisation: '00000099000000000001', until: '2031-01-01T00:00:00Z' },
      ...{ professional: coordinator.id, domain: 'youth', activity: 'youth-support' },
    }
    const at = `${plan}/care-team/professionals`
    const alone = await noor().asks('POST', at, { body: helps })
    expect([alone.status, alone.body['code']]).toEqual([403, 'NOBODY_LETS_THEMSELVES_IN'])
    const lead = town.as(await town.person('team-lead', 'Tess', { team: 'noord' }))
    const another = await lead.asks('POST', at, { body: { ...helps, professional: youthWorker.id } })
    expect([another.status, another.body['code']]).toEqual([403, 'NOT_ALLOWED_ON_THIS_GROUND'])
    const { id } = await lead.post(at, helps)
    expect(saidIn(await everything(coordinator))).toEqual(SAID)
    await noor().post(`${plan}/care-team/professionals/${id}/departure`)
    expect(saidIn(JSON.stringify(await noor().get(`${plan}/deviations/${ids.deviation}`)))).toEqual([])
  })
})
