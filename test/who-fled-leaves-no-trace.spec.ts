/**
 * A mother flees with her daughter. Two families are told side by side, in one of which it happens, with all that follows: whatever the father asks or
 * does, he is answered alike in both, to the tag and the term; so are who else speaks for the child, and a partner.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { accountIn, PROTOCOL, STEP } from './support/a-helped-family.ts'
import { byWhenTheyChange } from './support/by-when-they-change.ts'
import { aPartner, allEvents, DE_STAM } from './support/partners.ts'
import { aTown, type Answer, type Person, type Town } from './support/story.ts'
import { asOfNow } from './support/as-of-now.ts'

const START = Date.parse('2026-03-02T09:00:00.000Z')
const SHELTER = '00000099000000000077'

/** What its stories are told with; the same in each family. */
interface Family {
  readonly planId: string
  readonly plan: string
  readonly mother: Person
  readonly father: Person
  readonly lotte: Person
  readonly grandmother: Person
  /** About the child alone; about the parents and the child. */
  readonly hers: string
  readonly theirs: string
  /** Begun after they fled. */
  readonly since: string[]
}

let town: Town
let noor: Person
let yara: Person
let pim: Person
let lead: Person
let stam: Person
let elapsed = 0

beforeAll(async () => {
  town = await aTown(new Date(START).toISOString())
  noor = await town.person('coordinator', 'Noor', { team: 'noord' })
  yara = await town.person('professional', 'Yara')
  pim = await town.person('professional', 'Pim', { activity: 'participation-support' })
  lead = await town.person('team-lead', 'Tess', { team: 'noord' })
  stam = await aPartner(town, DE_STAM)
  const ans = town.as(await town.person('administrator', 'Ans'))
  const rosa = await town.person('second-reader', 'Rosa')
  await ans.put('/second-readers', { readers: [{ reader: rosa.id, domains: ['youth'] }] })
  await ans.post('/protocols', { protocol: PROTOCOL, title: 'Meldcode', owner: DE_STAM, domain: 'youth' })
  await ans.post(`/protocols/${PROTOCOL}/versions`, {
    inForceFrom: '2020-01-01T00:00:00Z',
    steps: [{ step: STEP, title: 'Meld binnen een dag', rule: 'with-second-reader' }],
  })
})
afterAll(() => town.close())

/** Long past what the commands of any stream took. */
const later = () => {
  elapsed += 60_000
  town.itIs(new Date(START + elapsed).toISOString())
}

async function aFamily(): Promise<Family> {
  const as = town.as(noor)
  const { planId } = await as.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
  const plan = `/plans/${planId}`
  const joins = async (name: string, birthDate: string) => {
    const { id } = await as.post(`${plan}/members`, { name, birthDate })
    return town.person('family-member', name, { subject: id })
  }
  const mother = await joins('Mirjam', '1985-04-01')
  const father = await joins('Farid', '1984-04-01')
  const lotte = await joins('Lotte', '2012-06-15')
  const grandmother = await town.person('representative', `Oma ${planId}`)
  const speaksFor = (representative: Person, kind: string) =>
    as.post(`${plan}/care-team/representatives`, {
      representative: representative.id,
      name: representative.name,
      represents: lotte.id,
      kind,
      from: new Date(START).toISOString(),
      proof: { kind: 'brp', date: '2026-03-01' },
    })
  await speaksFor(mother, 'parental-authority')
  await speaksFor(father, 'parental-authority')
  await speaksFor(grandmother, 'mandated')
  await as.post(`${plan}/own-plan-invitations`)
  await town.as(father).post(`${plan}/own-plan-waivers`, {})
  for (const [{ id, name, activity }, domain] of [
    [yara, 'youth'],
    [pim, 'participation'],
  ] as const)
    await as.post(`${plan}/care-team/professionals`, { ...JOINS, professional: id, name, domain, activity })
  const goal = async (about: readonly Person[]) =>
    (await town.as(yara).post(`${plan}/goals`, { ...GOAL, about: about.map(({ id }) => id) })).id
  const hers = await goal([lotte])
  const theirs = await goal([father, mother, lotte])
  await town.as(yara).post(`${plan}/goals/${hers}/invitations`, { person: lotte.id })
  return { planId, plan, mother, father, lotte, grandmother, hers, theirs, since: [] }
}

const GOAL = { domain: 'youth', lifeArea: 'domestic-relations', words: 'Rust in huis' }
const JOINS = { scope: 'domain', organisation: DE_STAM, until: '2031-01-01T00:00:00Z' }
const FLED = { kind: 'fled', date: '2026-03-02', reason: 'Zij zit met Lotte in de opvang' }

/** What follows in a family whose mother fled with her daughter. The first is that she did. */
const HIDDEN: readonly ((family: Family) => Promise<unknown>)[] = [
  ({ plan, mother, lotte }) =>
    town.as(noor).post(`${plan}/members/${mother.id}/departure`, { ...FLED, together: [lotte.id] }),
  ({ plan, hers }) => town.as(yara).post(`${plan}/goals/${hers}/revisions`, { words: 'Rust in de opvang' }),
  async ({ plan, hers, since }) => {
    const planned = { goal: hers, owner: yara.id, words: 'School zoeken bij de opvang' }
    since.push((await town.as(yara).post(`${plan}/actions`, planned)).id)
  },
  async ({ plan }) => {
    const helper = await town.person('professional', randomUUID())
    const shelter = { ...JOINS, organisation: SHELTER, domain: 'youth', activity: 'youth-support' }
    const { id } = await town
      .as(noor)
      .post(`${plan}/care-team/professionals`, { ...shelter, professional: helper.id, name: 'Opvang' })
    await town.as(noor).post(`${plan}/care-team/professionals/${id}/departure`, {})
  },
  async ({ plan, lotte, mother }) => {
    const helper = await town.person('professional', randomUUID())
    const shelter = { ...JOINS, organisation: SHELTER, domain: 'youth', activity: 'youth-support' }
    const whom = { professional: helper.id, name: 'Opvang', members: [lotte.id, mother.id] }
    await town.as(noor).post(`${plan}/care-team/professionals`, { ...shelter, ...whom })
  },
  ({ plan, mother }) =>
    town.as(mother).post(`${plan}/coordinator/views`, { person: mother.id, stance: 'agrees', words: 'Dank' }),
  ({ plan, mother, hers, lotte }) =>
    town.as(mother).post(`${plan}/goals/${hers}/views`, { person: lotte.id, stance: 'agrees' }),
  ({ plan, lotte }) =>
    town.as(yara).asks('POST', `${plan}/care-team/capacity-judgements`, {
      body: { person: lotte.id, domain: 'youth', canSpeak: true, reason: 'Gesproken' },
    }),
  async ({ plan, planId, lotte }) =>
    town.as(yara).asks('POST', `${plan}/deviations`, {
      body: {
        domain: 'youth',
        about: [lotte.id],
        protocol: PROTOCOL,
        step: STEP,
        insteadDone: 'Eerst onderdak',
        situation: 'Gevlucht',
        account: accountIn(60, town.now()),
        basedOn: await town.as(yara).tagOf(planId),
      },
    }),
  // The last: a child of whom it is undone is with the others again.
  async ({ plan, mother, lotte }) => {
    const asks = (who: Person, path: string, body: object) =>
      town.as(who).asks('POST', `${plan}/members/${path}`, { body })
    await asks(mother, `${lotte.id}/contest`, {})
    await asks(lead, `${lotte.id}/contest/decision`, { outcome: 'undone', reason: 'Zij is terug' })
    await asks(mother, `${mother.id}/contest`, {})
    await asks(lead, `${mother.id}/contest/decision`, { outcome: 'upheld', reason: 'Zij is weg' })
  },
]

const NOBODY = randomUUID()
const PARTS = ['', '/goals', '/actions', '/deviations', '/priorities', '/care-team', '/members', '/handovers']
const HISTORIES = ['/referrals', '/coordinator', '/history?limit=500', '/history/changes?from=-1&to=5', '?revision=3']
const LISTS = ['/due', '/due?scope=team', '/deviations', '/plans', '/caseload']

const SAME = ['location', 'link', 'content-type', 'content-length', 'retry-after', 'allow']
const told = ({ status, body, headers }: Answer) => ({
  status,
  body,
  etag: headers.get('etag'),
  headers: Object.fromEntries(SAME.map((name) => [name, headers.get(name)])),
})

/** Of his own family only: the lists hold the other one too. */
type Row = Readonly<Record<string, unknown>>
const ofPlan = (answer: Answer, planId: string): readonly Row[] =>
  ((answer.body['items'] ?? [{ planId, status: answer.status }]) as readonly Row[])
    .filter((row) => row['planId'] === planId)
    .sort((one, other) => (withoutIds(one) < withoutIds(other) ? -1 : 1))

/** What is due at the same moment comes in the order of ids, which are another in each family. */
const withoutIds = (row: Row): string =>
  JSON.stringify(row).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')

/** All there is for him to read, and all that is refused to him or changes nothing. */
async function asked({ planId, plan, mother, lotte, since }: Family, who: Person): Promise<readonly unknown[]> {
  const his = town.as(who)
  const answers: unknown[] = []
  for (const path of [...PARTS, ...HISTORIES]) answers.push([path, told(await his.asks('GET', plan + path))])
  const caughtUp = await asOfNow(town)
  for (const path of LISTS) {
    const rows = ofPlan(await his.asks('GET', path, { headers: caughtUp }), planId)
    answers.push([path, path.startsWith('/due') ? rows.map(withoutIds) : rows])
  }
  const posts = async (path: string, body: unknown = {}) => {
    const { status, body: said } = await his.asks('POST', plan + path, { body })
    answers.push([path, status, said])
  }
  for (const { id } of [mother, lotte]) {
    answers.push([id, told(await his.asks('GET', `${plan}/members/${id}`))])
    await posts(`/members/${id}/contest`)
    await posts(`/members/${id}/contest/decision`, { outcome: 'undone', reason: 'x' })
    await posts(`/members/${id}/departure`, FLED)
  }
  // By an id that he cannot know it is as if there were none.
  const id = since[0] ?? NOBODY
  const view = await his.asks('POST', `${plan}/actions/${id}/views`, { body: { person: lotte.id, stance: 'agrees' } })
  const done = await his.asks('POST', `${plan}/actions/${id}/completion`, { body: {} })
  const read = await his.asks('GET', `${plan}/actions/${id}`)
  answers.push([view, done, read].map(({ status, body }) => [status, body['code']]))
  answers.push([
    'feed',
    (await allEvents(town, stam))
      .filter(({ type, data }) => data.plan === planId && type.includes('member'))
      .map(({ type, data }) => [type, data]),
  ])
  return answers
}

/** What he may do as if nothing had happened, one after the other, and how the plan reads to him after each. */
async function does(family: Family, who: Person): Promise<readonly unknown[]> {
  const { plan, planId, lotte, hers, theirs } = family
  const his = town.as(who)
  const answers: unknown[] = []
  const tag = await his.tagOf(planId)
  const deeds: readonly (readonly [string, object])[] = [
    [`/goals/${hers}/views`, { person: lotte.id, stance: 'disagrees', words: 'Zij is nog te jong' }],
    ['/coordinator/requests', { person: lotte.id, reason: 'Liever een ander' }],
    ['/goals', { ...GOAL, about: [lotte.id], words: 'Samen eten' }],
    ['/actions', { goal: theirs, owner: lotte.id, words: 'Elke dag bellen' }],
    [`/goals/${theirs}/revisions`, { words: 'Meer rust in huis' }],
  ]
  for (const [place, [path, body]] of deeds.entries()) {
    later()
    const headers = place === 0 ? { 'if-match': tag } : {}
    const { status, body: said, headers: sent } = await his.asks('POST', plan + path, { body, headers })
    answers.push([path, status, said, sent.get('etag')])
    answers.push(await asked(family, who))
  }
  return answers
}

describe('to the rest of the family', () => {
  it.each([
    ['a father with authority', ({ father }: Family) => father],
    ['who else speaks for the child', ({ grandmother }: Family) => grandmother],
  ] as const)(
    'a mother’s flight with her daughter, and all that follows, changes nothing for %s',
    async (_, which) => {
      later()
      const fled = await aFamily()
      const before = await asked(fled, which(fled))
      for (const happens of HIDDEN) {
        await happens(fled)
        expect(await asked(fled, which(fled))).toEqual(before)
      }
    },
    120_000,
  )

  it('what he does then is answered, and shown to him, as in a family where nothing happened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(HIDDEN.slice(1).map((_, place) => place + 1)), async (kinds) => {
        later()
        const [fled, calm] = [await aFamily(), await aFamily()]
        for (const kind of [0, ...kinds]) await HIDDEN[kind]?.(fled)
        for (const which of [({ father }: Family) => father, ({ grandmother }: Family) => grandmother]) {
          const start = elapsed
          const one = await does(fled, which(fled))
          const clock = elapsed
          elapsed = start
          const other = await does(calm, which(calm))
          expect(clock).toBe(elapsed)
          expect(byWhenTheyChange(one)).toEqual(byWhenTheyChange(other))
        }
      }),
      { numRuns: 2, examples: [[HIDDEN.slice(1).map((_, place) => place + 1)]], endOnFailure: true },
    )
  }, 240_000)

  it.each(['moved', 'divorced', 'placed-elsewhere', 'other'])('would be found by this if it were %s', async (kind) => {
    const family = await aFamily()
    const before = await asked(family, family.father)
    await town.as(noor).post(`${family.plan}/members/${family.lotte.id}/departure`, { ...FLED, kind })
    expect(await asked(family, family.father)).not.toEqual(before)
  })
})

describe('who fled', () => {
  it('is told, as who works with them is: the address is secret, and limiting who sees where they are is due', async () => {
    const { plan, planId, mother, lotte } = await aFamily()
    await town.as(noor).post(`${plan}/members/${mother.id}/departure`, { ...FLED, together: [lotte.id] })
    const ofBoth = [mother, lotte].map(({ id }) => ({
      id,
      state: 'left',
      addressIsSecret: true,
      departure: { silent: true },
    }))
    for (const who of [mother, yara, lead, noor]) {
      const { members } = (await town.as(who).get(`${plan}/members`)) as unknown as {
        readonly members: readonly { readonly id: string; readonly state: string }[]
      }
      expect(members.filter(({ state }) => state === 'left')).toMatchObject(ofBoth)
    }
    const caughtUp = await asOfNow(town)
    const rows = async (who: Person) => ofPlan(await town.as(who).asks('GET', '/due', { headers: caughtUp }), planId)
    const limits = (await rows(noor)).filter(({ what }) => what === 'sight-limit')
    expect(limits).toMatchObject([{ mustAct: 'coordinator' }, { mustAct: 'coordinator' }])
    expect(await rows(mother)).toMatchObject([{ what: 'contest' }, { what: 'contest' }])
  })

  it('reads nothing of those who stay, whatever they do', async () => {
    const family = await aFamily()
    const { plan, planId, mother, lotte, father } = family
    await town.as(noor).post(`${plan}/members/${mother.id}/departure`, { ...FLED, together: [lotte.id] })
    const before = await town.as(mother).tagOf(planId)
    await does(family, father)
    expect(await town.as(mother).tagOf(planId)).toBe(before)
    expect(await town.as(lotte).tagOf(planId)).toBeDefined()
  }, 60_000)

  it('once with a family again does not tell where they were', async () => {
    const { plan, planId, mother, lotte, father, hers } = await aFamily()
    const before = await town.as(father).get(plan)
    await town.as(noor).post(`${plan}/members/${mother.id}/departure`, { ...FLED, together: [lotte.id] })
    await town.as(yara).post(`${plan}/actions`, { goal: hers, owner: yara.id, words: 'In de opvang' })
    await town.as(lotte).post(`${plan}/members/${lotte.id}/contest`, {})
    await town
      .as(lead)
      .post(`${plan}/members/${lotte.id}/contest/decision`, { outcome: 'undone', reason: 'Weer thuis' })
    expect(await town.as(father).get(plan)).toEqual(before)
    await town.as(yara).post(`${plan}/goals`, { ...GOAL, about: [lotte.id], words: 'Weer thuis wennen' })
    const { plan: read } = (await town.as(father).get(plan)) as unknown as {
      readonly plan: { readonly goals: readonly { readonly words: string }[] }
    }
    expect(read.goals.map(({ words }) => words)).toEqual(['Rust in huis', 'Rust in huis', 'Weer thuis wennen'])
    expect(await town.as(father).tagOf(planId)).not.toBe(before.etag)
  })
})
