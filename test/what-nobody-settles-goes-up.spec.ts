/** What nobody settled in time goes up by itself: to the coordinator, the team lead, the escalation officer, who opens just that; and then it stands as unanswered. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { until } from './support/partners.ts'
import { aTown, type Person, type TownKept } from './support/story.ts'

interface Due {
  readonly id: string
  readonly what: string
  readonly item: { readonly id: string }
  readonly wentUpTo?: string
  readonly unanswered?: boolean
}

let town: TownKept
let family: HelpedFamily
let lead: Person
let officer: Person
let deviation: string
let action: string

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z', { SAMENSPEL_TICK_SECONDS: '1' })
  family = await aHelpedFamily(town)
  lead = await town.person('team-lead', 'Truus', { team: 'noord' })
  officer = await town.person('escalation-officer', 'Otto')
  await town.as(family.administrator).put('/teams', {
    teams: [{ team: 'noord' }],
    fallback: 'noord',
    officers: [{ team: 'noord', officer: officer.id }],
  })
  const { planId, youthWorker, child } = family
  const yara = town.as(youthWorker)
  const left = { protocol: PROTOCOL, step: STEP, insteadDone: 'Eerst gepraat', situation: 'Kim vertrouwt iemand' }
  deviation = (await yara.post(`/plans/${planId}/deviations`, { domain: 'youth', about: [child.id], ...left })).id
  const goal = { domain: 'youth', about: [child.id], lifeArea: 'domestic-relations', words: 'Kim slaapt weer door' }
  const { id } = await yara.post(`/plans/${planId}/goals`, goal)
  const planned = { goal: id, owner: youthWorker.id, words: 'Voorlezen', doneByDate: '2026-03-02' }
  action = (await yara.post(`/plans/${planId}/actions`, planned)).id
}, 60_000)
afterAll(() => town.close())

async function dueTo(who: Person): Promise<readonly Due[]> {
  const { items } = (await town.as(who).get('/due')) as unknown as { readonly items: readonly Due[] }
  return items
}
const has = async (who: Person, item: string, wentUpTo: string) =>
  (await dueTo(who)).some((one) => one.item.id === item && one.wentUpTo === wentUpTo)
const opened = (who: Person, path: string) => town.as(who).asks('GET', `/plans/${family.planId}${path}`)

it('an action nine days late is on its owner’s list, and then on the coordinator’s', async () => {
  const { youthWorker, coordinator } = family
  await until(async () => (await dueTo(youthWorker)).some(({ item }) => item.id === action))
  expect((await dueTo(coordinator)).map(({ item }) => item.id)).not.toContain(action)
  town.itIs('2026-03-11T09:00:00.000Z')
  await until(() => has(coordinator, action, 'coordinator'))
  expect((await dueTo(youthWorker)).map(({ item }) => item.id)).toContain(action)
})

it('the lead opens by its id what is due in their team, closed', async () => {
  const { status, body } = await opened(lead, `/deviations/${deviation}`)
  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain('Kim vertrouwt iemand')
})

it('the officer sees nothing before it is theirs, and then that alone', async () => {
  const { coordinator } = family
  await until(() => has(coordinator, deviation, 'coordinator'))
  expect((await opened(officer, `/deviations/${deviation}`)).status).toBe(404)
  town.itIs('2026-03-27T09:00:00.000Z')
  await until(() => has(lead, deviation, 'team-lead'))
  expect(await dueTo(officer)).toEqual([])
  town.itIs('2026-04-15T09:00:00.000Z')
  await until(() => has(officer, deviation, 'escalation-officer'))
  const { status, body } = await opened(officer, `/deviations/${deviation}`)
  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain('Kim vertrouwt iemand')
  for (const path of ['/members', '/care-team', '/goals'])
    expect(JSON.stringify((await opened(officer, path)).body)).not.toMatch(/Kim de Vries|Yara|slaapt/)
}, 30_000)

it('behind the last it stands as unanswered', async () => {
  town.itIs('2026-05-06T09:00:00.000Z')
  await until(async () =>
    (await dueTo(family.youthWorker)).some((one) => one.item.id === deviation && one.unanswered === true),
  )
}, 30_000)

it('why someone would have another coordinator is due for the lead, and not read by that coordinator', async () => {
  const { planId, parent, coordinator } = family
  const wish = { reason: 'Zij luistert niet' }
  const { id } = await town.as(parent).post(`/plans/${planId}/coordinator/requests`, wish)
  await until(async () => (await dueTo(lead)).some(({ item }) => item.id === id))
  expect(JSON.stringify((await opened(lead, '/coordinator')).body)).toContain(wish.reason)
  expect(JSON.stringify((await opened(coordinator, '/coordinator')).body)).not.toContain(wish.reason)
})
