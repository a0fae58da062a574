/** A term is extended once, by whom it would go up to, with a reason, and at most by its own length: nobody buys themselves time. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { until } from './support/partners.ts'
import { aTown, type Answer, type Person, type TownKept } from './support/story.ts'

interface Due {
  readonly id: string
  readonly what: string
  readonly item: { readonly id: string }
  readonly dueAt: string
  readonly wentUpTo?: string
}

let town: TownKept
let family: HelpedFamily
let lead: Person
let otherLead: Person
let officer: Person
let account: Due
let action: Due
let wish: Due

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z', { SAMENSPEL_TICK_SECONDS: '1' })
  family = await aHelpedFamily(town)
  lead = await town.person('team-lead', 'Truus', { team: 'noord' })
  otherLead = await town.person('team-lead', 'Zoë', { team: 'zuid' })
  officer = await town.person('escalation-officer', 'Otto')
  const officers = [{ team: 'noord', officer: officer.id }]
  const teams = [{ team: 'noord' }, { team: 'zuid' }]
  await town.as(family.administrator).put('/teams', { teams, fallback: 'noord', officers })
  const { planId, youthWorker, coordinator, parent, child } = family
  const yara = town.as(youthWorker)
  const left = { protocol: PROTOCOL, step: STEP, insteadDone: 'Eerst gepraat', situation: 'Kim vertrouwt iemand' }
  const reported = { domain: 'youth', about: [child.id], ...left }
  const { id: deviation } = await yara.post(`/plans/${planId}/deviations`, reported)
  const goal = { domain: 'youth', about: [child.id], lifeArea: 'domestic-relations', words: 'Kim slaapt weer door' }
  const { id } = await yara.post(`/plans/${planId}/goals`, goal)
  const planned = { goal: id, owner: coordinator.id, words: 'Voorlezen', doneByDate: '2026-03-02' }
  const { id: read } = await yara.post(`/plans/${planId}/actions`, planned)
  const asked = await town.as(parent).post(`/plans/${planId}/coordinator/requests`, { reason: 'Zij luistert niet' })
  account = await foundBy(youthWorker, deviation)
  action = await foundBy(coordinator, read)
  wish = await foundBy(lead, asked.id)
}, 60_000)
afterAll(() => town.close())

const dueTo = async (who: Person) => (await town.as(who).get('/due'))['items'] as readonly Due[]
async function foundBy(who: Person, item: string): Promise<Due> {
  const found = async () => (await dueTo(who)).find((one) => one.item.id === item)
  await until(async () => (await found()) !== undefined)
  const due = await found()
  if (due === undefined) throw new Error('it is due no more')
  return due
}
const BODY = { untilDate: '2026-03-13', reason: 'Yara is ziek' }
const extended = (who: Person, { id }: Pick<Due, 'id'>, body: object = BODY): Promise<Answer> =>
  town.as(who).asks('POST', `/plans/${family.planId}/due/${id}/extension`, { body })
const refused = async (answer: Promise<Answer>): Promise<readonly unknown[]> => {
  const { status, body } = await answer
  return [status, body['code']]
}
const NOT_THEIRS = [403, 'ONLY_WHO_IT_WOULD_GO_UP_TO_EXTENDS']

it('is refused to everybody whom it would not go up to: also who must act, and who raised it', async () => {
  const { youthWorker, incomeWorker, coordinator, parent, child, readers, administrator, auditor } = family
  expect(await refused(extended(youthWorker, account))).toEqual([403, 'NOT_ALLOWED_ON_THIS_GROUND'])
  // The next is the lead: whoever owns an action gives themselves no more time, and a step is not skipped.
  expect(await refused(extended(coordinator, action))).toEqual(NOT_THEIRS)
  expect(await refused(extended(lead, account))).toEqual(NOT_THEIRS)
  // A wish is the lead's to answer: not theirs, nor hers whom it is of, nor his who raised it, to put off.
  for (const who of [lead, coordinator, parent]) expect((await extended(who, wish)).status).not.toBeLessThan(400)
  for (const who of [incomeWorker, child, otherLead, officer, administrator, auditor, ...readers])
    expect((await extended(who, account)).status).not.toBeLessThan(400)
  expect(await foundBy(youthWorker, account.item.id)).toEqual(account)
})

it('says the same of an id that is there and of one that is not, to who has nothing to do with it', async () => {
  const nobody = { id: '3f1f6c1e-6d0b-4b63-9a37-0a1d3c1c8a11' }
  const outsider = await town.person('professional', 'Pien')
  for (const who of [outsider, otherLead, officer])
    expect(await refused(extended(who, account))).toEqual(await refused(extended(who, nobody)))
})

it('wants a reason, a day, and nothing else; and at most its own length', async () => {
  const { coordinator } = family
  for (const body of [
    {},
    { untilDate: '2026-03-13' },
    { reason: 'Ziek' },
    { ...BODY, step: 3 },
    { ...BODY, reason: '' },
  ])
    expect((await extended(coordinator, account, body)).status).toBe(400)
  for (const untilDate of ['2026-03-09', '2026-03-17', '2099-01-01'])
    expect(await refused(extended(coordinator, account, { ...BODY, untilDate }))).toEqual([
      409,
      'EXTENSION_IS_TOO_LONG',
    ])
})

it('is extended by whom it would go up to, once, and goes up when the longer term has passed', async () => {
  const { coordinator, youthWorker } = family
  expect((await extended(coordinator, account)).status).toBe(201)
  expect(await refused(extended(coordinator, account, { ...BODY, untilDate: '2026-03-14' }))).toEqual([
    409,
    'DUE_WAS_EXTENDED',
  ])
  await until(async () => (await foundBy(youthWorker, account.item.id)).dueAt === '2026-03-13T22:59:59.999Z')
  // The old term has passed; the action, whose term began the same day, went up.
  town.itIs('2026-03-10T09:00:00.000Z')
  await until(async () => (await foundBy(coordinator, action.item.id)).wentUpTo === 'team-lead')
  expect((await foundBy(youthWorker, account.item.id)).wentUpTo).toBeUndefined()
  town.itIs('2026-03-16T09:00:00.000Z')
  await until(async () => (await foundBy(youthWorker, account.item.id)).wentUpTo === 'coordinator')
}, 30_000)

it('gives nobody it went up to a second one, nor the reason to who may not read words', async () => {
  const { incomeWorker, planId } = family
  expect(await refused(extended(lead, account, { ...BODY, untilDate: '2026-04-02' }))).toEqual([
    409,
    'DUE_WAS_EXTENDED',
  ])
  for (const who of [incomeWorker, lead])
    expect(JSON.stringify((await town.as(who).asks('GET', `/plans/${planId}/history`)).body)).not.toContain(BODY.reason)
})
