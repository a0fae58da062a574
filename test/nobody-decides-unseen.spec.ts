/** A decision that people answer for says what its maker had before them: a tag from before there was anything to decide on is no sight of it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { accountIn, aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const START = '2026-03-02T09:00:00.000Z'
const LATER = '2026-06-08T09:00:00.000Z'

let town: Town
let family: HelpedFamily
beforeAll(async () => {
  town = await aTown(START)
  family = await aHelpedFamily(town)
}, 30_000)
afterAll(() => town.close())

/** Refused on sight of what was before, without effect; taken on sight of what is. */
async function onSightOnly(who: Person, path: string, before: string, body: object = {}) {
  const { planId } = family
  const asking = town.as(who)
  const at = `/plans/${planId}${path}`
  const now = await asking.tagOf(planId)
  expect(before).not.toBe(now)
  const refused = await asking.asks('POST', at, { body: { ...body, basedOn: before } })
  expect([path, refused.status, refused.body['code']]).toEqual([path, 409, 'BASED_ON_IS_BEFORE_THE_ITEM'])
  expect(await asking.tagOf(planId)).toBe(now)
  const taken = await asking.asks('POST', at, { body: { ...body, basedOn: now } })
  expect([path, taken.status, taken.body['code']]).toEqual([path, 201, undefined])
}

async function aGoal() {
  const { planId, youthWorker, child } = family
  const goal = { domain: 'youth', about: [child.id], lifeArea: 'work-and-education', words: 'Naar school' }
  return (await town.as(youthWorker).post(`/plans/${planId}/goals`, goal)).id
}

function leftAStep() {
  const what = { domain: 'youth', about: [family.child.id], protocol: PROTOCOL, step: STEP }
  return { ...what, insteadDone: 'Eerst gepraat', situation: 'Nieuw vertrouwen', happenedAt: town.now() }
}

const drawnOf = (items: unknown): Person => {
  const drawn = family.readers.find(({ id }) => JSON.stringify(items).includes(id))
  if (drawn === undefined) throw new Error('nobody was drawn')
  return drawn
}

describe('on sight of what was there before it', () => {
  it('no goal is adopted or evaluated', async () => {
    const { planId, coordinator, youthWorker, child } = family
    const before = await town.as(coordinator).tagOf(planId)
    const goal = await aGoal()
    await town.as(child).post(`/plans/${planId}/goals/${goal}/views`, { person: child.id, stance: 'agrees' })
    await onSightOnly(coordinator, `/goals/${goal}/adoption`, before)
    await onSightOnly(youthWorker, `/goals/${goal}/evaluation`, before, { outcome: 'reached' })
  })

  it('no reasons for not hearing someone are read', async () => {
    const { planId, coordinator, youthWorker, child, readers } = family
    const goal = await aGoal()
    const judged = { person: child.id, domain: 'youth', canSpeak: false, reason: 'Begrijpt de vraag nog niet' }
    await town.as(youthWorker).post(`/plans/${planId}/care-team/capacity-judgements`, judged)
    const before = await town.as(youthWorker).tagOf(planId)
    const { id: exception } = await town
      .as(coordinator)
      .post(`/plans/${planId}/goals/${goal}/exceptions`, { reason: 'Niemand spreekt voor Kim' })
    const drawn = drawnOf(await town.as(coordinator).get(`/plans/${planId}/goals/${goal}`))
    expect(readers).toContain(drawn)
    await onSightOnly(drawn, `/goals/${goal}/exceptions/${exception}/readings`, before, { words: 'Gelezen' })
  })

  it('no deviation is accounted for, read or evaluated', async () => {
    const { planId, youthWorker } = family
    const yara = town.as(youthWorker)
    const before = await yara.tagOf(planId)
    const { id: deviation } = await yara.post(`/plans/${planId}/deviations`, leftAStep())
    const reported = await yara.tagOf(planId)
    await onSightOnly(youthWorker, `/deviations/${deviation}/account`, before, { account: accountIn(30, town.now()) })
    const drawn = drawnOf((await yara.get(`/plans/${planId}/deviations/${deviation}`))['reader'])
    const reading = { finding: 'supports', words: 'Zorgvuldig' }
    await onSightOnly(drawn, `/deviations/${deviation}/readings`, reported, reading)
    town.itIs(LATER)
    const evaluation = { outcome: 'worked', words: 'Kim belt zelf' }
    await onSightOnly(youthWorker, `/deviations/${deviation}/evaluations`, before, evaluation)
  })

  it('no plan is taken over', async () => {
    const { planId, coordinator } = family
    const noor = town.as(coordinator)
    const bart = await town.person('coordinator', 'Bart', { team: 'noord' })
    const before = await noor.tagOf(planId)
    const { actions, deviations } = await openMatters()
    const document = { safety: 'Niets', sensitivities: 'Niets', actions, deviations }
    const proposal = { to: bart.id, name: bart.name, team: 'noord', document }
    const { id: handover } = await noor.post(`/plans/${planId}/handovers`, proposal)
    await noor.post(`/plans/${planId}/handovers/${handover}/conversation`, {})
    await onSightOnly(bart, `/handovers/${handover}/acceptance`, before)
  })
})

describe('who may not decide', () => {
  it('is told so, whatever they saw', async () => {
    const { planId, incomeWorker, youthWorker } = family
    const before = await town.as(incomeWorker).tagOf(planId)
    const { id: deviation } = await town.as(youthWorker).post(`/plans/${planId}/deviations`, leftAStep())
    const body = { account: accountIn(30, town.now()), basedOn: before }
    const account = (of: string) =>
      town.as(incomeWorker).asks('POST', `/plans/${planId}/deviations/${of}/account`, { body })
    const [hidden, nowhere] = [await account(deviation), await account('00000000-0000-4000-8000-000000000000')]
    expect([hidden.status, hidden.body['code']]).toEqual([nowhere.status, nowhere.body['code']])
    expect(hidden.body['code']).not.toBe('BASED_ON_IS_BEFORE_THE_ITEM')
  })
})

describe('an account in the same call as its report', () => {
  it('is given on sight of what was before it', async () => {
    const { planId, youthWorker } = family
    const yara = town.as(youthWorker)
    const basedOn = await yara.tagOf(planId)
    const body = { ...leftAStep(), account: accountIn(30, town.now()), basedOn }
    expect(await yara.asks('POST', `/plans/${planId}/deviations`, { body })).toMatchObject({ status: 201 })
  })
})

async function openMatters() {
  const { plan } = (await town.as(family.coordinator).get(`/plans/${family.planId}`)) as unknown as {
    plan: { actions: { id: string }[]; deviations: { id: string }[] }
  }
  const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id)
  return { actions: ids(plan.actions), deviations: ids(plan.deviations) }
}
