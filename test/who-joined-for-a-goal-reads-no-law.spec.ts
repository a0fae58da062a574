/** A professional of another organisation, joined for one goal, reads that and what hangs on it, and so does the system of their organisation; of the rest of the law there is nothing for them. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { asOfNow } from './support/as-of-now.ts'
import { allEvents, aPartner, DE_STAM, fetched, type CloudEventTold } from './support/partners.ts'
import { aTown, type Asking, type Person, type Town } from './support/story.ts'

type Row = Readonly<Record<string, unknown>>

const SECRET = [
  'Lotte slaapt op een geheime plek',
  'Ik wil niet naar huis',
  'Tante belt iedere avond',
  'Eerst drie gesprekken',
]
const GEMEENTE = '00000099000000000001'

let town: Town
let family: HelpedFamily
let plan: string
/** Of the school. */
let bram: Person
let joining: string
const ids = { secret: '', school: '', action: '', hisAction: '', wmo: '', deviation: '', view: '' }

const noor = () => town.as(family.coordinator)
const yara = () => town.as(family.youthWorker)
const his = () => town.as(bram)

const joins = (who: Person, more: object = {}) =>
  noor().asks('POST', `${plan}/care-team/professionals`, {
    body: {
      ...{ professional: who.id, name: who.name, organisation: DE_STAM, domain: 'youth', activity: 'youth-support' },
      ...{ until: '2031-01-01T00:00:00Z', ...more },
    },
  })

const LISTS = ['/plans', '/caseload', '/due', '/due?scope=team', '/deviations']
const PARTS = ['', '/goals', '/actions', '/deviations', '/priorities', '/care-team', '/members', '/coordinator']
const AT_LENGTH = ['/history', '/changes?from=-1&to=0', '/withholdings', '/permissions', '/referrals']

const listOf = async (asking: Asking, path: string) =>
  (await asking.asks('GET', path, { headers: await asOfNow(town) })).body

/** All that somebody is told, of the plan and in lists. */
async function toldTo(who: Person): Promise<string> {
  const asking = town.as(who)
  const all: string[] = []
  for (const part of [...PARTS, ...AT_LENGTH])
    all.push(JSON.stringify((await asking.asks('GET', `${plan}${part}`)).body))
  for (const list of LISTS) all.push(JSON.stringify(await listOf(asking, list)))
  return all.join('\n')
}

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  const { child, parent, youthWorker } = family
  bram = await town.person('professional', 'Bram van school')
  const ofKim = { domain: 'youth', about: [child.id] }
  ids.secret = (await yara().post(`${plan}/goals`, { ...ofKim, lifeArea: 'housing', words: SECRET[0] })).id
  ids.school = (
    await yara().post(`${plan}/goals`, { ...ofKim, lifeArea: 'work-and-education', words: 'Weer naar school' })
  ).id
  const says = { person: child.id, stance: 'agrees' }
  ids.view = (await town.as(child).post(`${plan}/goals/${ids.secret}/views`, { ...says, words: SECRET[1] })).id
  await town.as(child).post(`${plan}/goals/${ids.school}/views`, { ...says, words: 'Als het rustig is' })
  const action = { goal: ids.secret, owner: youthWorker.id, words: SECRET[2] }
  ids.action = (await yara().post(`${plan}/actions`, action)).id
  ids.wmo = (
    await noor().post(`${plan}/goals`, { domain: 'wmo', about: [parent.id], lifeArea: 'housing', words: 'Een lift' })
  ).id
  const left = { ...ofKim, protocol: PROTOCOL, step: STEP, insteadDone: SECRET[3], situation: 'Kim praat' }
  ids.deviation = (await yara().post(`${plan}/deviations`, left)).id
  const answer = await joins(bram, { scope: { goals: [ids.school] }, members: [child.id] })
  joining = answer.body.id
}, 60_000)

afterAll(() => town.close())

describe('who joined for a goal', () => {
  it('reads it and what hangs on it, who coordinates, that they joined, and who the people in it are', async () => {
    const read = (await his().get(plan))['plan'] as Row
    const namesIn = (list: string) => (read[list] as readonly Row[]).map(({ name, words }) => name ?? words)
    expect(namesIn('goals')).toEqual(['Weer naar school'])
    expect(namesIn('members')).toEqual(['Kim de Vries'])
    expect(namesIn('professionals')).toEqual(['Bram van school'])
    expect(read['coordinator']).toMatchObject({ name: 'Noor' })
    expect(JSON.stringify(read)).toContain('Als het rustig is')
  })

  it('is told of nothing else, on any route, in any list: not by a word, an id or a number', async () => {
    const told = await toldTo(bram)
    const { parent, youthWorker, incomeWorker } = family
    for (const one of [
      ...SECRET,
      'Mirjam',
      'Een lift',
      'Pim',
      'finances',
      ids.secret,
      ids.action,
      ids.wmo,
      ids.deviation,
    ])
      expect(told).not.toContain(one)
    for (const { id } of [parent, incomeWorker]) expect(told).not.toContain(id)
    // Who proposed the goal is on it.
    expect(told).toContain(youthWorker.id)
    expect(told).not.toContain('Yara')
    const { etag } = await his().get(plan)
    await yara().post(`${plan}/goals/${ids.secret}/revisions`, { words: `${SECRET[0] ?? ''}, nog steeds` })
    expect((await his().get(plan)).etag).toBe(etag)
  })

  it('acts on what is theirs; what is not is not there, as what there never was', async () => {
    const { child, parent, youthWorker } = family
    const never = randomUUID()
    const view = { person: child.id, stance: 'agrees', words: 'Gehoord' }
    const withhold = { from: parent.id, ground: 'safety', reason: 'Veilig', consulted: youthWorker.id }
    const asked = (goal: string, action: string, deviation: string): readonly (readonly [string, object])[] => [
      [`/goals/${goal}/views`, view],
      [`/goals/${goal}/view-invitations`, { person: child.id }],
      [`/goals/${goal}/revisions`, { words: 'Anders' }],
      [`/goals/${goal}/drop`, { reason: 'Niet meer' }],
      ['/actions', { goal, owner: bram.id, words: 'Bellen' }],
      [`/actions/${action}/acceptance`, {}],
      [`/deviations/${deviation}/reader-draws`, {}],
      ['/withholdings', { items: [{ kind: 'goal', id: goal }], ...withhold, reviewDate: '2026-03-20', mode: 'told' }],
    ]
    const hidden = asked(ids.secret, ids.action, ids.deviation)
    const nothing = asked(never, never, never)
    for (const [place, [path, body]] of hidden.entries()) {
      const [otherPath, otherBody] = nothing[place] ?? ['', {}]
      const answers = [
        await his().asks('POST', plan + path, { body }),
        await his().asks('POST', plan + otherPath, { body: otherBody }),
      ]
      const said = answers.map(({ status, body: { instance: _which, traceId: _trace, ...rest } }) => ({ status, rest }))
      expect([path, said[0]]).toEqual([path, said[1]])
      expect([path, said[0]?.status]).toEqual([path, 404])
    }
    ids.hisAction = (
      await his().post(`${plan}/actions`, { goal: ids.school, owner: bram.id, words: 'Elke week praten' })
    ).id
    await his().post(`${plan}/goals/${ids.school}/views`, view)
    const judgement = { person: child.id, domain: 'youth', canSpeak: false, reason: 'Jong' }
    expect((await his().asks('POST', `${plan}/care-team/capacity-judgements`, { body: judgement })).status).toBe(403)
  })

  it('learns of nobody by what they begin: a goal is about the people they know of, and theirs from then on', async () => {
    const goal = (person: string) => ({
      domain: 'youth',
      about: [person],
      lifeArea: 'housing',
      words: 'Weten wie dit is',
    })
    const proposing = async (person: string) => {
      const { status, body } = await his().asks('POST', `${plan}/goals`, { body: goal(person) })
      return { status, code: body['code'] }
    }
    expect(await proposing(family.parent.id)).toEqual(await proposing(randomUUID()))
    expect((await proposing(family.parent.id)).status).toBe(404)
    const { id } = await his().post(`${plan}/goals`, goal(family.child.id))
    await yara().post(`${plan}/goals/${id}/revisions`, { words: 'Rustig wonen' })
    expect(JSON.stringify(await his().get(`${plan}/goals`))).toContain('Rustig wonen')
    const owned = (owner: string) =>
      his().asks('POST', `${plan}/actions`, { body: { goal: ids.school, owner, words: 'Iets' } })
    const [hers, nobodys] = [await owned(family.parent.id), await owned(randomUUID())]
    expect([hers.status, hers.body['code']]).toEqual([nobodys.status, nobodys.body['code']])
  })

  it('may leave a step of a protocol about the people they know of, and reads what comes of it', async () => {
    const left = { domain: 'youth', about: [family.child.id], protocol: PROTOCOL, step: STEP }
    const { id } = await his().post(`${plan}/deviations`, { ...left, insteadDone: 'Gebeld', situation: 'Kim was ziek' })
    expect((await his().get(`${plan}/deviations/${id}`))['situation']).toBe('Kim was ziek')
    const register = JSON.stringify(await listOf(his(), '/deviations'))
    expect([register.includes(id), register.includes(ids.deviation)]).toEqual([true, false])
  })
})

describe('a scope', () => {
  it('is nothing yet for another organisation that says none, and all of the law for the municipality’s own', async () => {
    const [lot, els] = [await town.person('professional', 'Lot'), await town.person('professional', 'Els')]
    expect((await joins(lot)).status).toBe(201)
    expect((await joins(els, { organisation: GEMEENTE })).status).toBe(201)
    expect(await town.as(lot).get(plan)).toMatchObject({ plan: { goals: [], members: [], actions: [] } })
    expect(JSON.stringify(await town.as(els).get(plan))).toContain(SECRET[0])
  })

  it('names goals that are there for who says it: others are named, all at once, whatever they are', async () => {
    const never = randomUUID()
    const mia = await town.person('professional', 'Mia')
    const { status, body } = await joins(mia, { scope: { goals: [ids.school, never, ids.wmo] } })
    expect([status, body['code'], body['goals']]).toEqual([
      404,
      'SCOPE_NAMES_GOALS_THAT_ARE_NOT_THERE',
      [never, ids.wmo],
    ])
    for (const scope of ['all', {}, { goals: ['x'] }, { goals: [], more: 1 }, { goals: [never, never] }, null])
      expect((await joins(mia, { scope })).status).toBe(400)
  })

  it('is told to the family as far as they see its goals begin, and whole to the child it is about', async () => {
    const scopeIn = async (who: Person) => {
      const { professionals } = (await town.as(who).get(`${plan}/care-team`)) as unknown as { professionals: Row[] }
      return professionals.find(({ name }) => name === 'Lies')?.['scope']
    }
    const lies = await town.person('professional', 'Lies')
    expect((await joins(lies, { scope: { goals: [ids.school] } })).status).toBe(201)
    expect(await scopeIn(family.parent)).toEqual({ goals: [] })
    expect(await scopeIn(family.child)).toEqual({ goals: [ids.school] })
  })

  it('becomes less, and never more', async () => {
    const gijs = await town.person('professional', 'Gijs')
    const { body: made } = await joins(gijs, { scope: 'domain' })
    const narrowing = `${plan}/care-team/professionals/${made.id}/narrowing`
    const to = (...goals: readonly string[]) => noor().asks('POST', narrowing, { body: { scope: { goals } } })
    expect(JSON.stringify(await town.as(gijs).get(plan))).toContain(SECRET[0])
    for (const [who, status] of [
      [yara(), 403],
      [town.as(gijs), 403],
      [town.as(family.child), 404],
      [his(), 404],
    ] as const)
      expect((await who.asks('POST', narrowing, { body: { scope: { goals: [] } } })).status).toBe(status)
    expect((await to(ids.school)).status).toBe(201)
    expect(JSON.stringify(await town.as(gijs).get(plan))).not.toContain(SECRET[0])
    expect(await town.as(gijs).get(`${plan}/goals`)).toMatchObject({ goals: [{ id: ids.school }] })
    const { status, body } = await to(ids.school, ids.secret)
    expect([status, body['code'], body['goals']]).toEqual([409, 'NARROWING_OPENS_NOTHING_MORE', [ids.secret]])
    expect((await to()).status).toBe(201)
    expect(await town.as(gijs).get(`${plan}/goals`)).toMatchObject({ goals: [] })
  })
})

describe('the system of their organisation', () => {
  const itemsIn = (events: readonly CloudEventTold[]) => events.map(({ data: { item } }) => `${item.kind} ${item.id}`)

  it('is told of what that scope opens, and fetches that and no more', async () => {
    const other = await aTown('2026-03-02T09:00:00.000Z')
    try {
      const helped = await aHelpedFamily(other)
      const at = `/plans/${helped.planId}`
      const lot = await other.person('professional', 'Lot')
      const goal = (words: string) => ({ domain: 'youth', about: [helped.child.id], lifeArea: 'housing', words })
      const proposes = other.as(helped.youthWorker)
      const [secret, open] = [
        (await proposes.post(`${at}/goals`, goal('Geheim'))).id,
        (await proposes.post(`${at}/goals`, goal('Open'))).id,
      ]
      const body = {
        ...{ professional: lot.id, name: 'Lot', organisation: DE_STAM, domain: 'youth', activity: 'youth-support' },
        ...{ scope: { goals: [open] }, until: '2031-01-01T00:00:00Z' },
      }
      const { id } = await other.as(helped.coordinator).post(`${at}/care-team/professionals`, body)
      const stam = await aPartner(other, DE_STAM)
      const brug = await aPartner(other, '00000099000000000002')
      const told = await allEvents(other, stam)
      expect(new Set(itemsIn(told))).toEqual(
        new Set([
          `plan ${helped.planId}`,
          `coordinator ${helped.coordinator.id}`,
          `member ${helped.child.id}`,
          `professional ${id}`,
          `goal ${open}`,
        ]),
      )
      for (const one of told) expect((await fetched(other.as(stam), one)).status).toBe(200)
      const beyond = (await allEvents(other, brug)).filter(({ data }) => data.item.id === secret)
      expect(beyond).toHaveLength(1)
      for (const one of beyond) expect((await fetched(other.as(stam), one)).status).toBe(404)
      const narrowing = `${at}/care-team/professionals/${id}/narrowing`
      await other.as(helped.coordinator).post(narrowing, { scope: { goals: [] } })
      const ofGoal = told.filter(({ data }) => data.item.id === open)
      for (const one of ofGoal) expect((await fetched(other.as(stam), one)).body['code']).toBe('GROUND_HAS_ENDED')
    } finally {
      await other.close()
    }
  }, 60_000)
})

describe('a joining that ended', () => {
  it('opens nothing any more; another for the same begins with what it names, and what they wrote themselves', async () => {
    await noor().post(`${plan}/care-team/professionals/${joining}/departure`, {})
    expect((await his().asks('GET', plan)).status).toBe(404)
    expect((await joins(bram, { members: [family.child.id] })).status).toBe(201)
    const told = JSON.stringify([await his().get(plan), await his().get(`${plan}/history`)])
    expect(told).toContain('Weten wie dit is')
    expect(told).toContain('Elke week praten')
    expect(told).not.toContain('Weer naar school')
    expect(told).not.toContain('Als het rustig is')
    expect(told).not.toContain('Rustig wonen')
  })
})
