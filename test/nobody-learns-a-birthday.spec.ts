/** What follows from a birthday stands in the list of who coordinates, and nowhere else: no event, list, tag, record or refusal says that somebody turned 12. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { until } from './support/partners.ts'
import { aTown, type Person, type TownKept } from './support/story.ts'

interface Due {
  readonly id: string
  readonly what: string
  readonly item: { readonly kind: string; readonly id: string }
  readonly dueAt: string
  readonly mustAct: string
}

let town: TownKept
let family: HelpedFamily
let joris: Person
let others: readonly Person[]
let goal: string

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z', { SAMENSPEL_TICK_SECONDS: '1' })
  family = await aHelpedFamily(town)
  const { planId, coordinator, administrator, parent, child, youthWorker, incomeWorker, auditor } = family
  const noor = town.as(coordinator)
  const { id } = await noor.post(`/plans/${planId}/members`, { name: 'Joris de Vries', birthDate: '2014-05-10' })
  joris = await town.person('family-member', 'Joris de Vries', { subject: id })
  const lead = await town.person('team-lead', 'Truus', { team: 'noord' })
  const officer = await town.person('escalation-officer', 'Otto')
  const privacy = await town.person('privacy-officer', 'Petra')
  const safety = await town.person('safety-officer', 'Sara')
  await town.as(administrator).put('/teams', {
    ...{ teams: [{ team: 'noord' }], fallback: 'noord', officers: [{ team: 'noord', officer: officer.id }] },
  })
  const asked = {
    domain: 'youth',
    about: [id, parent.id],
    lifeArea: 'domestic-relations',
    words: 'Joris gaat weer naar school',
  }
  goal = (await town.as(youthWorker).post(`/plans/${planId}/goals`, asked)).id
  const { position } = await noor.get(`/plans/${planId}`)
  await noor.asks('GET', '/due', { headers: { 'consistent-after': String(position) } })
  others = [administrator, parent, child, youthWorker, incomeWorker, auditor, lead, officer, privacy, safety]
}, 60_000)
afterAll(() => town.close())

async function dueTo(who: Person, scope = 'mine'): Promise<readonly Due[]> {
  const { items } = (await town.as(who).get(`/due?scope=${scope}&limit=100`)) as unknown as {
    readonly items: readonly Due[]
  }
  return items
}
const ofBirthdays = async (who: Person, scope?: string) =>
  (await dueTo(who, scope)).filter(({ what }) => /^birthday|^coming/.test(what))
const written = async () => (await town.system.store.read(`plan-${family.planId}`)).map(({ body }) => body)
/** What anyone else can hold: their lists, and the tag of the plan. */
const heldByOthers = () =>
  Promise.all(
    others.map(async (who) => {
      const lists = [await dueTo(who), await dueTo(who, 'team')].map((items) =>
        items.map(({ what, item }) => `${what} ${item.id}`),
      )
      const { status, headers } = await town.as(who).asks('GET', `/plans/${family.planId}`)
      return [who.role, lists, status, headers.get('etag')]
    }),
  )
/** The last look of who coordinates at what is due, as it is on record: all that anyone is ever told of it comes from that. */
async function lookOfWhoCoordinates(): Promise<unknown> {
  await dueTo(family.coordinator)
  const rows = await town.system.access.store.readAll(undefined, 10_000)
  const { about, data } = JSON.parse(rows.at(-1)?.body ?? '{}') as {
    readonly about: unknown
    readonly data: { readonly looks: readonly { readonly facts?: object }[] }
  }
  const looks = data.looks.map(({ facts, ...look }) => ({ ...look, facts: { ...facts, at: 'then' } }))
  return { about, ...data, looks }
}

it('it is due for who coordinates from the day itself, for thirty days', async () => {
  town.itIs('2026-05-09T09:00:00.000Z')
  expect(await ofBirthdays(family.coordinator)).toEqual([])
  town.itIs('2026-05-10T09:00:00.000Z')
  expect(await ofBirthdays(family.coordinator)).toMatchObject([
    {
      what: 'birthday-12',
      item: { kind: 'member', id: joris.id },
      dueAt: '2026-06-09T21:59:59.999Z',
      mustAct: 'coordinator',
    },
  ])
})

it('nobody else holds anything else than the day before', async () => {
  town.itIs('2026-05-09T09:00:00.000Z')
  const [before, looked, stored] = [await heldByOthers(), await lookOfWhoCoordinates(), await written()]
  expect(looked).toMatchObject({ kind: 'due' })
  town.itIs('2026-05-10T09:00:00.000Z')
  expect(await lookOfWhoCoordinates()).toEqual(looked)
  expect(await heldByOthers()).toEqual(before)
  expect(await written()).toEqual(stored)
})

it('it goes up to nobody when its term has passed, and is written nowhere', async () => {
  town.itIs('2026-05-10T09:00:00.000Z')
  const stored = await written()
  // Something else of the same plan goes up meanwhile: so many ticks have passed.
  const [due] = await ofBirthdays(family.coordinator)
  const { planId, youthWorker } = family
  const planned = { goal, owner: youthWorker.id, words: 'Bellen', doneByDate: '2026-05-11' }
  await town.as(youthWorker).post(`/plans/${planId}/actions`, planned)
  town.itIs('2026-07-30T09:00:00.000Z')
  const since = async () => (await written()).slice(stored.length).map((body) => JSON.parse(body) as { type: string })
  await until(async () => (await since()).some(({ type }) => type === 'DueWentUp'))
  for (const event of await since()) expect(JSON.stringify(event)).not.toMatch(/birthday|coming-of-age/)
  expect(await ofBirthdays(family.coordinator)).toMatchObject([{ id: due?.id, overdue: true, escalating: false }])
  for (const who of others) expect([...(await ofBirthdays(who)), ...(await ofBirthdays(who, 'team'))]).toEqual([])
}, 30_000)

it('its id opens nothing, and is refused as one that is nobody’s', async () => {
  const [due] = await ofBirthdays(family.coordinator)
  const body = { untilDate: '2026-08-20', reason: 'Ik wil meer tijd' }
  const extended = async (who: Person, id: string) => {
    const answer = await town.as(who).asks('POST', `/plans/${family.planId}/due/${id}/extension`, { body })
    return [answer.status, answer.body['code']]
  }
  const nobodys = '0b5b9b0e-5d0f-5c11-9d0e-7a5b1c9e2f43'
  for (const who of [family.coordinator, family.youthWorker, family.parent])
    expect(await extended(who, due?.id ?? '')).toEqual(await extended(who, nobodys))
})

it('it is done once they were asked themselves, by whoever works with them', async () => {
  const { planId, youthWorker, parent } = family
  await town.as(youthWorker).post(`/plans/${planId}/goals/${goal}/invitations`, { person: parent.id })
  expect(await ofBirthdays(family.coordinator)).toHaveLength(1)
  await town.as(youthWorker).post(`/plans/${planId}/goals/${goal}/invitations`, { person: joris.id })
  expect(await ofBirthdays(family.coordinator)).toEqual([])
})
