/** A family asks who looked, and is told: at themselves and at whom they represent, everyone, auditors and refused strangers too; nothing of what they may not see, and nobody's name. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asOfNow } from './support/as-of-now.ts'
import { whoOpened } from '../apps/api/access-records/who-opened.ts'
import { testBsn } from '../apps/populate/names.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aPartner, DE_BRUG, pageOfEvents } from './support/partners.ts'
import type { Person, Told } from './support/story.ts'
import { aTownHere, type TownHere } from './support/town-here.ts'

const GEMEENTE = '00000099000000000001'
const MORNING = '2026-03-02T09:00:00.000Z'

interface LookTold {
  readonly date: string
  readonly role: string
  readonly function: { readonly nl: string; readonly en: string }
  readonly organisation?: string
  readonly processingActivity: string
  readonly kind: string
  readonly outcome: string
}

let town: TownHere
let family: HelpedFamily
/** Another member of the same family, who represents nobody. */
let father: Person

beforeAll(async () => {
  town = await aTownHere(MORNING)
  family = await aHelpedFamily(town)
  const { planId, coordinator, parent, child } = family
  const noor = town.as(coordinator)
  const { id } = await noor.post(`/plans/${planId}/members`, { name: 'Wim de Vries', birthDate: '1984-01-01' })
  father = await town.person('family-member', 'Wim de Vries', { subject: id })
  await noor.post(`/plans/${planId}/care-team/representatives`, {
    ...{
      representative: parent.id,
      name: 'Mirjam',
      represents: child.id,
      kind: 'parental-authority',
      proof: { kind: 'brp', date: '2026-01-05' },
    },
    from: '2020-01-01T00:00:00Z',
  })
}, 60_000)
afterAll(() => town.close())

const itemsOf = ({ items }: Told) => items as readonly LookTold[]
const looksSeenBy = async (person: Person, query = 'limit=100') =>
  itemsOf(await town.as(person).get(`/plans/${family.planId}/access-records?${query}`))

async function aColleague(): Promise<string> {
  const { planId, coordinator } = family
  const { id, name } = await town.person('professional', 'Hanna')
  await town.as(coordinator).post(`/plans/${planId}/care-team/professionals`, {
    ...{ professional: id, name, organisation: GEMEENTE, domain: 'youth', activity: 'youth-support' },
    until: '2031-01-01T00:00:00Z',
  })
  return id
}

/** What one more deed adds to what someone is told. */
async function newTo(person: Person, deed: () => Promise<unknown>): Promise<readonly LookTold[]> {
  const before = (await looksSeenBy(person)).filter(({ kind }) => kind !== 'access-records').length
  town.itIs(new Date(Date.parse(town.now()) + 1_000).toISOString())
  await deed()
  const after = (await looksSeenBy(person)).filter(({ kind }) => kind !== 'access-records')
  return after.slice(0, after.length - before)
}

describe('who looked', () => {
  it('is told the moment after, by day, function, organisation, activity and kind, and by no name or id', async () => {
    const { planId, youthWorker, parent } = family
    const told = await newTo(parent, () => town.as(youthWorker).get(`/plans/${planId}`))
    expect(told).toEqual([
      {
        date: '2026-03-02',
        role: 'professional',
        function: { nl: 'professional', en: 'professional' },
        organisation: GEMEENTE,
        processingActivity: 'youth-support',
        kind: 'plan',
        words: { nl: 'het plan', en: 'the plan' },
        outcome: 'answered',
      },
    ])
    const all = JSON.stringify(await looksSeenBy(parent))
    for (const { id, name } of [youthWorker, family.coordinator]) {
      expect(all).not.toContain(id)
      expect(all).not.toContain(name)
    }
  })

  it('holds auditors, lists, partners, and whoever was refused', async () => {
    const { planId, auditor, coordinator, parent } = family
    const deBrug = await aPartner(town, DE_BRUG)
    const stranger = await town.person('coordinator', 'Bram')
    const told = await newTo(parent, async () => {
      await town.as(auditor).get(`/plans/${planId}/history`)
      await town.as(coordinator).asks('GET', '/caseload', { headers: await asOfNow(town) })
      await town.as(stranger).asks('GET', `/plans/${planId}`)
      await pageOfEvents(town, deBrug)
    })
    const outline = told.map(({ role, organisation, kind, outcome }) => [role, organisation, kind, outcome])
    expect(outline).toHaveLength(4)
    expect(outline).toEqual(
      expect.arrayContaining([
        ['auditor', GEMEENTE, 'history', 'answered'],
        ['coordinator', GEMEENTE, 'caseload', 'answered'],
        ['coordinator', GEMEENTE, 'plan', 'refused'],
        ['partner', DE_BRUG, 'events', 'answered'],
      ]),
    )
  })

  it('is for whom it is about: a goal of a child that only who represents her reads', async () => {
    const { planId, youthWorker, parent, child } = family
    const about = [child.id]
    const yara = town.as(youthWorker)
    const goal = await yara.post(`/plans/${planId}/goals`, {
      domain: 'youth',
      about,
      lifeArea: 'housing',
      words: 'Slapen',
    })
    const look = () => yara.get(`/plans/${planId}/goals/${goal.id}`)
    expect(await newTo(father, look)).toEqual([])
    expect(await newTo(parent, look)).toMatchObject([{ kind: 'goals' }])
    expect(await newTo(child, look)).toMatchObject([{ kind: 'goals' }])
    // Asked for by who may not see it, it was not there: then as now.
    expect(await newTo(father, () => town.as(father).asks('GET', `/plans/${planId}/goals/${goal.id}`))).toEqual([])
    const list = () => yara.get(`/plans/${planId}/goals`)
    expect([await newTo(father, list), (await newTo(parent, list)).length]).toEqual([[], 1])
  })

  it('tells nobody when others of the family look, but whom they speak for', async () => {
    const { planId, parent, child } = family
    const look = () => town.as(parent).get(`/plans/${planId}`)
    expect(await newTo(father, look)).toEqual([])
    expect(await newTo(child, look)).toMatchObject([{ role: 'family-member', kind: 'plan' }])
    expect(await newTo(parent, look)).toHaveLength(1)
    const asking = () => looksSeenBy(child)
    expect(await newTo(parent, asking)).toEqual([])
  })

  it('comes in pages, and by day; the pages tell nothing of what lies between', async () => {
    const { planId, youthWorker, parent, child } = family
    town.itIs('2026-03-05T22:59:00.000Z')
    await town.as(youthWorker).get(`/plans/${planId}`)
    town.itIs('2026-03-05T23:01:00.000Z')
    await town.as(youthWorker).get(`/plans/${planId}`)
    expect((await looksSeenBy(child, 'from=2026-03-05&until=2026-03-05')).map(({ date }) => date)).toEqual([
      '2026-03-05',
    ])
    expect((await looksSeenBy(child, 'from=2026-03-06')).some(({ date }) => date !== '2026-03-06')).toBe(false)

    const all = await looksSeenBy(father)
    const paged: LookTold[] = []
    for (let next: string | undefined = `/plans/${planId}/access-records?limit=3`; next !== undefined;) {
      const { headers, body } = await town.as(father).asks('GET', next)
      const page = itemsOf(body)
      const link: string | undefined = /<\/v1([^>]+)>/.exec(headers.get('link') ?? '')?.[1]
      if (link !== undefined) expect(page).toHaveLength(3)
      paged.push(...page)
      next = link
    }
    // What he asks meanwhile is at the beginning, which was read already.
    expect(paged.slice(-all.length)).toHaveLength(all.length)
    expect(paged.map(({ date }) => date)).toEqual([...paged.map(({ date }) => date)].sort().reverse())
    const { status } = await town.as(parent).asks('GET', `/plans/${planId}/access-records?from=yesterday`)
    expect(status).toBe(400)
  })

  it('comes latest first also within a millisecond, and no cursor is longer for what others did', async () => {
    const { planId, youthWorker, coordinator, child } = family
    town.itIs('2026-03-05T23:02:00.000Z')
    const kinds = ['history', 'members', 'plan', 'care-team', 'coordinator']
    for (const kind of kinds) {
      await town.as(youthWorker).get(`/plans/${planId}${kind === 'plan' ? '' : `/${kind}`}`)
      for (let time = 0; time < 3; time += 1) await town.as(coordinator).get(`/plans/${planId}/withholding-requests`)
    }
    const told: string[] = []
    const lengths = new Set<number>()
    for (let next: string | undefined = `/plans/${planId}/access-records?limit=3`; next !== undefined;) {
      const { headers, body } = await town.as(child).asks('GET', next)
      told.push(...itemsOf(body).map(({ kind }) => kind))
      next = /<\/v1([^>]+)>/.exec(headers.get('link') ?? '')?.[1]
      if (next !== undefined) lengths.add(next.length)
    }
    expect(told.filter((kind) => kinds.includes(kind)).slice(0, kinds.length)).toEqual([...kinds].reverse())
    expect(lengths.size).toBe(1)
  })

  it('is for the family: nobody else is told, and a stranger not that there is a plan', async () => {
    const { planId, coordinator } = family
    const path = `/plans/${planId}/access-records`
    expect((await town.as(coordinator).asks('GET', path)).body['code']).toBe('NOT_ALLOWED_ON_THIS_GROUND')
    const stranger = await town.person('family-member', 'Iemand')
    expect((await town.as(stranger).asks('GET', path)).body['code']).toBe('NOT_FOUND')
  })

  it('of officers who were refused tells nothing, not even that', async () => {
    const { planId, parent } = family
    const officer = await town.person('safety-officer', 'Sofie')
    expect(await newTo(parent, () => town.as(officer).asks('GET', `/plans/${planId}`))).toEqual([])
    // Nor of an item that the family knows of.
    const mine = `/plans/${planId}/members/${parent.id}`
    expect(await newTo(parent, () => town.as(officer).asks('GET', mine))).toEqual([])
  })

  it('of what is withheld tells nobody who sees nothing of that: whoever looks there looks at nothing else', async () => {
    const { planId, parent, youthWorker, coordinator } = family
    const ofNothing = () => town.as(youthWorker).get(`/plans/${planId}/withholdings`)
    expect(await newTo(parent, ofNothing)).toEqual([])
    const wish = { from: father.id, ground: 'others-privacy', reason: 'Van haar alleen', reviewDate: '2026-04-02' }
    const about = { domain: 'youth', about: [parent.id], lifeArea: 'housing', words: 'Eigen huis' }
    await town.as(youthWorker).post(`/plans/${planId}/goals`, {
      ...about,
      withhold: [{ ...wish, mode: 'told', consulted: await aColleague() }],
    })
    const look = () => town.as(coordinator).get(`/plans/${planId}/withholdings`)
    expect(await newTo(father, look)).toEqual([])
    expect(await newTo(parent, look)).toMatchObject([{ role: 'coordinator', kind: 'withholdings' }])
    expect(await newTo(father, () => town.as(coordinator).get(`/plans/${planId}/withholding-requests`))).toEqual([])
  })
})

describe('asking who looked', () => {
  it('is on record as a look at who asks and at whom they represent, and tells of no more looks', async () => {
    const { planId, parent, child } = family
    town.itIs('2026-03-06T12:00:00.000Z')
    const before = await looksSeenBy(child)
    await looksSeenBy(parent)
    const rows = await town.system.access.store.readAll(undefined, 10_000)
    const record = JSON.parse(rows.at(-1)?.body ?? '{}') as Told
    expect(record).toMatchObject({
      actor: { id: parent.id },
      about: [parent.id, child.id].sort(),
      data: { kind: 'access-records', looks: [{ plan: planId, persons: [parent.id, child.id].sort() }] },
    })
    expect((await looksSeenBy(child)).length).toBe(before.length + 1)
  })
})

describe('who had opened something', () => {
  it('is known of every way it can have been told, and of nobody who was not', async () => {
    const { planId, youthWorker, coordinator, incomeWorker, child } = family
    const yara = town.as(youthWorker)
    const goal = { domain: 'youth', about: [child.id], lifeArea: 'housing', words: 'Rust' }
    const [one, other] = [
      await yara.post(`/plans/${planId}/goals`, goal),
      await yara.post(`/plans/${planId}/goals`, goal),
    ]
    const items = [one, other].map(({ id }) => ({ kind: 'goal', id }))
    const opened = ({ id }: Person) => whoOpened(town.system, planId, items, id)
    expect(await opened(coordinator)).toEqual([])
    town.itIs('2026-03-07T09:00:00.000Z')
    await town.as(coordinator).get(`/plans/${planId}/goals/${one.id}`)
    expect(await opened(coordinator)).toEqual([{ at: '2026-03-07T09:00:00.000Z', item: items[0] }])
    town.itIs('2026-03-08T09:00:00.000Z')
    await town.as(coordinator).get(`/plans/${planId}/history?type=GoalProposed`)
    expect((await opened(coordinator)).map(({ item }) => item)).toEqual(items)
    await town.as(incomeWorker).get(`/plans/${planId}`)
    expect(await opened(incomeWorker)).toEqual([])
    await town.as(child).get(`/plans/${planId}?revision=2`)
    expect(await opened(child)).toEqual([])
    await town.as(child).get(`/plans/${planId}`)
    expect(await opened(child)).toHaveLength(2)
  })
})

describe('a look-up by number', () => {
  it('is a look that whose number it was reads; more than twenty in a day the privacy officer', async () => {
    const { planId, coordinator } = family
    const noor = town.as(coordinator)
    const body = { name: 'Kees', birthDate: '1984-01-01', bsn: testBsn(1) }
    const kees = await noor.post(`/plans/${planId}/members`, body)
    const asKees = await town.person('family-member', 'Kees', { subject: kees.id })
    expect((await town.system.store.readAll(undefined, 10_000)).filter(({ type }) => type === 'BsnLookedUp')).toEqual(
      [],
    )

    const officer = await town.person('privacy-officer', 'Paula')
    const bram = await town.person('coordinator', 'Bram')
    const opened = await town.as(bram).post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
    const listed = async () => itemsOf(await town.as(officer).get('/bsn-look-ups')) as unknown
    for (let count = 0; count < 20; count += 1)
      await town
        .as(bram)
        .asks('POST', `/plans/${opened.planId}/members`, { body: { name: 'Iemand', bsn: testBsn(count) } })
    expect(await listed()).toEqual([])
    const spent = await town
      .as(bram)
      .asks('POST', `/plans/${opened.planId}/members`, { body: { name: 'X', bsn: testBsn(30) } })
    expect(spent.status).toBe(429)
    expect(await listed()).toEqual([
      { date: '2026-03-08', user: bram.id, organisation: GEMEENTE, lookUps: 21, refused: 1 },
    ])
    expect((await town.as(bram).asks('GET', '/bsn-look-ups')).body['code']).toBe('ONLY_A_PRIVACY_OFFICER_DOES_THIS')

    const rows = await town.system.access.store.readAll(undefined, 10_000)
    expect(rows.some(({ body }) => body.includes(testBsn(1)))).toBe(false)
    const seen = await looksSeenBy(asKees)
    expect(seen.filter(({ kind }) => kind === 'bsn-look-ups').map(({ role }) => role)).toEqual([
      'coordinator',
      'coordinator',
    ])
  })
})
