/**
 * After a flight the professionals go on: with what stood there of who fled, and with what they begin for them. Two families are told side by side, in one
 * of which that happens. Who stays reads, and is refused and answered, alike in both: by each deed apart, and by all of them.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  accountOf,
  aFleeingFamily,
  FLED,
  GOAL,
  helpersOf,
  JOINS,
  SHELTER,
  type FleeingFamily,
  type Helpers,
} from './support/a-family-that-flees.ts'
import { byWhenTheyChange } from './support/by-when-they-change.ts'
import { aTown, type Answer, type Person, type Town } from './support/story.ts'
import { asOfNow } from './support/as-of-now.ts'

const START = Date.parse('2026-03-02T09:00:00.000Z')

let town: Town
let helpers: Helpers
let hanna: Person
let safety: Person
let elapsed = 0

beforeAll(async () => {
  town = await aTown(new Date(START).toISOString())
  helpers = await helpersOf(town)
  hanna = await town.person('professional', 'Hanna')
  safety = await town.person('safety-officer', 'Saar')
})
afterAll(() => town.close())

const later = (minutes = 1) => {
  elapsed += minutes * 60_000
  town.itIs(new Date(START + elapsed).toISOString())
}

const aFamily = async (): Promise<FleeingFamily> => {
  const family = await aFleeingFamily(town, helpers)
  const joins = { ...JOINS, professional: hanna.id, name: 'Hanna', domain: 'youth', activity: 'youth-support' }
  await noor().post(`${family.plan}/care-team/professionals`, joins)
  return family
}
const noor = () => town.as(helpers.noor)
const yara = () => town.as(helpers.yara)
const lead = () => town.as(helpers.lead)
const wish = (from: Person) => ({
  from: from.id,
  ground: 'safety',
  reason: 'Gevaar',
  consulted: hanna.id,
  reviewDate: '2026-05-01',
  mode: 'silent',
})

/** A colleague of the shelter, with the girl or the mother named or not, who looks as soon as they are there. */
const comes = (name: string, whom: (family: FleeingFamily) => readonly Person[]) => async (family: FleeingFamily) => {
  const { plan, since } = family
  const helper = await town.person('professional', `${name} ${randomUUID()}`, { organisation: SHELTER })
  expect((await town.as(helper).asks('GET', plan)).status).toBe(404)
  const joins = { ...JOINS, organisation: SHELTER, domain: 'youth', activity: 'youth-support' }
  const members = whom(family).map(({ id }) => id)
  const body = { ...joins, professional: helper.id, name, ...(members.length > 0 && { members }) }
  since.set(name, (await noor().post(`${plan}/care-team/professionals`, body)).id)
  await town.as(helper).get(plan)
  await town.as(helper).get(`${plan}/goals`)
}

type Deed = (family: FleeingFamily) => Promise<unknown>
const FLEES: Deed = ({ plan, mother, lotte }) =>
  noor().post(`${plan}/members/${mother.id}/departure`, { ...FLED, together: [lotte.id] })

/** What is done of old items of who fled. Each may be done once, in any order. */
const OF_OLD: Readonly<Record<string, Deed>> = {
  'a goal is dropped': ({ plan, hers }) => yara().post(`${plan}/goals/${hers}/withdrawal`, { reason: 'Nu onderdak' }),
  'an adopted goal is evaluated': ({ plan, adopted, tag }) =>
    yara().post(`${plan}/goals/${adopted}/evaluation`, { basedOn: tag, outcome: 'not-reached', words: 'Weg' }),
  'an action that was asked is dropped': ({ plan, asked }) =>
    yara().post(`${plan}/actions/${asked}/withdrawal`, { reason: 'Niet meer' }),
  'an action that was taken on is dropped': ({ plan, taken }) =>
    yara().post(`${plan}/actions/${taken}/withdrawal`, { reason: 'Niet meer' }),
  'an action of hers is dropped': ({ plan, own }) =>
    yara().post(`${plan}/actions/${own}/withdrawal`, { reason: 'Niet meer' }),
  'a priority is lifted': ({ plan, priority }) =>
    noor().post(`${plan}/priorities/${priority}/withdrawal`, { reason: 'Anders' }),
  'a deviation is accounted for': ({ plan, deviation, tag }) =>
    yara().post(`${plan}/deviations/${deviation}/account`, { basedOn: tag, account: accountOf(town) }),
  'a referral ends': ({ plan, referral }) => noor().post(`${plan}/referrals/${referral}/end`, {}),
  'a name is mended': ({ plan, named }) =>
    noor().post(`${plan}/corrections`, { event: named, reason: 'Verkeerd gespeld', becomes: { name: 'Lotta' } }),
  'a mandate ends': ({ plan, mandate }) => lead().post(`${plan}/care-team/representatives/${mandate}/end`),
}

/** What is begun for them, and what follows. */
const NEW: Readonly<Record<string, Deed>> = {
  'an action is begun, withheld and confirmed': async ({ plan, spare, father, since }) => {
    const planned = { goal: spare, owner: helpers.yara.id, words: 'School zoeken', withhold: [wish(father)] }
    since.set('action', (await yara().post(`${plan}/actions`, planned)).id)
    await town.as(safety).get(plan)
  },
  'what one sees of who fled is limited': async ({ plan, lotte, father, grandmother }) => {
    await noor().post(`${plan}/sight-limits`, { about: lotte.id, ...wish(father) })
    // Of who may speak for nobody any more it is refused.
    await noor().asks('POST', `${plan}/sight-limits`, { body: { about: lotte.id, ...wish(grandmother) } })
  },
  'a colleague comes': comes('De opvang', () => []),
  'a colleague comes for them': comes('De opvang van Lotte', ({ lotte }) => [lotte]),
  'those who fled speak, and look': async ({ plan, mother, lotte, hers }) => {
    await town.as(mother).post(`${plan}/coordinator/views`, { person: mother.id, stance: 'agrees', words: 'Dank' })
    await town.as(mother).post(`${plan}/goals/${hers}/views`, { person: lotte.id, stance: 'agrees' })
    await town.as(mother).get(plan)
    await town.as(lotte).get(`${plan}/members`)
  },
}

/** They come back: what was begun meanwhile goes on, and ends. */
const BACK: Deed = async ({ plan, mother, lotte, since }) => {
  for (const { id } of [mother, lotte]) {
    await town.as(mother).post(`${plan}/members/${id}/contest`, {})
    await lead().post(`${plan}/members/${id}/contest/decision`, { outcome: 'undone', reason: 'Weer thuis' })
  }
  const ends = (what: string, path: (id: string) => string, body: object, who = noor()) => {
    const id = since.get(what)
    return id === undefined ? undefined : who.post(plan + path(id), body)
  }
  const dropped = { reason: 'Klaar' }
  await ends('action', (id) => `/actions/${id}/withdrawal`, dropped, yara())
  for (const name of ['De opvang', 'De opvang van Lotte'])
    await ends(name, (id) => `/care-team/professionals/${id}/departure`, {})
}

const PARTS = ['', '/goals', '/actions', '/deviations', '/priorities', '/care-team', '/members', '/referrals']
const HISTORIES = [
  '/coordinator',
  '/corrections',
  '/history?limit=500',
  '/history/changes?from=-1&to=30',
  '?revision=9',
]
const LISTS = ['/due', '/due?scope=team', '/plans']
const SAME = ['etag', 'location', 'link', 'content-type', 'content-length', 'retry-after', 'allow']
const told = ({ status, body, headers }: Answer) => [status, body, SAME.map((name) => headers.get(name))]

type Row = Readonly<Record<string, unknown>>

/** All there is for them to read. */
async function read(family: FleeingFamily, who: Person): Promise<readonly unknown[]> {
  const { plan, planId, hers, adopted, theirs, asked, taken, own, deviation, priority, referral } = family
  const their = town.as(who)
  const answers: unknown[] = []
  const items = [
    ...[hers, adopted, theirs].map((id) => `/goals/${id}`),
    ...[asked, taken, own].map((id) => `/actions/${id}`),
    ...[family.mother, family.lotte].map(({ id }) => `/members/${id}`),
    ...[`/deviations/${deviation}`, `/priorities/${priority}`, `/referrals/${referral}`],
  ]
  for (const path of [...PARTS, ...HISTORIES, ...items])
    answers.push([path, told(await their.asks('GET', plan + path))])
  const caughtUp = await asOfNow(town)
  for (const path of LISTS) {
    const { body } = await their.asks('GET', path, { headers: caughtUp })
    answers.push([path, ((body['items'] ?? []) as readonly Row[]).filter((row) => row['planId'] === planId)])
  }
  answers.push(['who looked', await looks(family, who)])
  return answers
}

/** Who looked, but for themselves: they ask as often in both. */
async function looks({ plan }: FleeingFamily, who: Person): Promise<readonly Row[]> {
  const found: Row[] = []
  for (let next: string | undefined = `${plan}/access-records?limit=100`; next !== undefined;) {
    const { headers, body } = await town.as(who).asks('GET', next)
    found.push(...((body['items'] ?? []) as readonly Row[]))
    next = /^<\/v1([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1]
  }
  // Of looks at one moment none is the first.
  const inOrder = (one: Row) => JSON.stringify(one)
  return found.filter(({ role }) => role !== who.role).sort((one, other) => inOrder(one).localeCompare(inOrder(other)))
}

/** All that they can try, one after the other; each as it is answered, and how the plan reads to them after. */
async function tries(family: FleeingFamily, who: Person): Promise<readonly unknown[]> {
  const { plan, lotte, mother, hers, adopted, theirs, asked, taken, own, deviation, priority } = family
  const their = town.as(who)
  const answers: unknown[] = [await read(family, who)]
  const view = { person: lotte.id, stance: 'has-doubts', words: 'Weet het niet' }
  const attempts: readonly (readonly [string, object])[] = [
    ...['/goals/' + hers, '/goals/' + adopted, '/goals/' + theirs, '/actions/' + own, '/deviations/' + deviation].map(
      (path) => [`${path}/views`, view] as const,
    ),
    [`/priorities/${priority}/views`, view],
    [`/actions/${asked}/acceptance`, {}],
    [`/actions/${asked}/stalls`, { reason: 'Lukt niet' }],
    [`/actions/${asked}/completion`, {}],
    [`/actions/${taken}/stalls`, { reason: 'Lukt niet' }],
    [`/actions/${taken}/completion`, { words: 'Gedaan' }],
    [`/actions/${own}/stalls`, { reason: 'Lukt niet' }],
    [`/actions/${own}/acceptance`, {}],
    [`/actions/${own}/withdrawal`, { reason: 'Klaar' }],
    ...[hers, adopted, theirs].flatMap((goal): readonly (readonly [string, object])[] => [
      ['/actions', { goal, owner: lotte.id, words: 'Samen eten' }],
      ['/actions', { goal, owner: mother.id, words: 'Samen eten' }],
      ['/actions', { goal, owner: helpers.yara.id, words: 'Meekijken' }],
      [`/goals/${goal}/revisions`, { words: 'Anders' }],
      [`/goals/${goal}/withdrawal`, { reason: 'Klaar' }],
    ]),
    ['/goals', { ...GOAL, about: [lotte.id], words: 'Samen zwemmen' }],
    ['/coordinator/requests', { person: lotte.id, reason: 'Liever een ander' }],
    ['/coordinator/views', { ...view, person: lotte.id }],
    [`/care-team/representatives/${family.mandate}/end`, {}],
    [`/members/${lotte.id}/contest`, {}],
    ['/withholding-requests', { person: lotte.id }],
  ]
  for (const [path, body] of attempts) {
    later()
    const { status, body: said, headers } = await their.asks('POST', plan + path, { body })
    const { status: reads, body: then } = await their.asks('GET', plan)
    answers.push([path, status, said, headers.get('etag'), reads, then.etag])
  }
  answers.push(await read(family, who))
  return answers
}

/** The first place where they were told differently; undefined where there is none. */
function difference(fled: string, calm: string) {
  const [one, other] = [fled.split('\n'), calm.split('\n')]
  const at = one.findIndex((line, place) => line !== other[place])
  if (at < 0 && one.length === other.length) return undefined
  const around = (lines: readonly string[]) => lines.slice(Math.max(0, at - 12), at + 6).join('\n')
  return `fled:\n${around(one)}\ncalm:\n${around(other)}`
}

/** Each family has a clock of its own, that begins at the same moment: only what the one who stays does takes time in it. */
async function toldTo(which: (family: FleeingFamily) => Person, happens: (family: FleeingFamily) => Promise<void>) {
  elapsed = 0
  later()
  const family = await aFamily()
  later()
  await happens(family)
  later()
  return byWhenTheyChange(await tries(family, which(family)))
}

const calm = new Map<(family: FleeingFamily) => Person, Promise<string>>()

/** How someone is answered in a family where these deeds followed a flight, and how where nothing happened. */
async function twins(deeds: readonly Deed[], which: (family: FleeingFamily) => Person) {
  const other = calm.get(which) ?? toldTo(which, () => Promise.resolve())
  calm.set(which, other)
  await other
  const one = await toldTo(which, async (family) => {
    await FLEES(family)
    for (const deed of deeds) await deed(family)
  })
  return difference(one, await other)
}

const father = (family: FleeingFamily) => family.father
const grandmother = (family: FleeingFamily) => family.grandmother
const ALL = { ...OF_OLD, ...NEW }

describe('to who stays', () => {
  it.each(Object.entries(ALL))(
    'it is as if nothing happened where %s',
    async (_, deed) => {
      expect(await twins([deed], father)).toBeUndefined()
    },
    60_000,
  )

  it('it is so where all of it happens, also to who else speaks for the child', async () => {
    const { 'a mandate ends': _hers, ...deeds } = ALL
    for (const which of [father, grandmother]) expect(await twins(Object.values(deeds), which)).toBeUndefined()
  }, 120_000)

  it('it is so once they are back, of all that was begun meanwhile', async () => {
    const { 'what one sees of who fled is limited': _holdsFromThenOn, ...deeds } = NEW
    expect(await twins([...Object.values(deeds), BACK], father)).toBeUndefined()
  }, 60_000)

  it('it is so whatever of it happens, in whichever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(Object.values(ALL)), async (deeds) => {
        expect(await twins(deeds, father)).toBeUndefined()
      }),
      { numRuns: 2, endOnFailure: true },
    )
  }, 120_000)

  it('it would be found by this if it were a goal that is also about them', async () => {
    const deed: Deed = ({ plan, theirs }) =>
      yara().post(`${plan}/goals/${theirs}/withdrawal`, { reason: 'Nu onderdak' })
    expect(await twins([deed], father)).toBeDefined()
  }, 60_000)
})
