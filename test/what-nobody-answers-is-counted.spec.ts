/** What nobody answered in the end is counted for the council: by kind and quarter, a while after it ended, no small number, and nobody’s. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { until } from './support/partners.ts'
import { aTown, type TownKept } from './support/story.ts'

interface Counts {
  readonly toldFrom: number
  readonly quarters: readonly {
    readonly quarter: string
    readonly counts: readonly { readonly what: string; readonly number?: number; readonly fewerThan?: number }[]
  }[]
}

const LATE = 11

let town: TownKept
let family: HelpedFamily
let actions: readonly string[]

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z', { SAMENSPEL_TICK_SECONDS: '1' })
  family = await aHelpedFamily(town)
  const { planId, youthWorker, child } = family
  const yara = town.as(youthWorker)
  const goal = { domain: 'youth', about: [child.id], lifeArea: 'domestic-relations', words: 'Kim slaapt weer door' }
  const { id } = await yara.post(`/plans/${planId}/goals`, goal)
  const planned = { goal: id, owner: youthWorker.id, words: 'Voorlezen', doneByDate: '2026-03-02' }
  const made: string[] = []
  for (let late = 0; late < LATE; late += 1) made.push((await yara.post(`/plans/${planId}/actions`, planned)).id)
  actions = made
}, 60_000)
afterAll(() => town.close())

async function published(): Promise<Counts> {
  const answer = await fetch(`${town.api}/unanswered`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as Counts
}
const ofQuarter = async (quarter: string) => (await published()).quarters.find((one) => one.quarter === quarter)
const leftUnanswered = async () =>
  (await town.system.store.read(`plan-${family.planId}`)).filter(({ type }) => type === 'DueLeftUnanswered').length

it('is told of a quarter that ended a week ago, by kind, to everyone', async () => {
  // No officer is named: behind the lead it stands as unanswered.
  for (const day of ['2026-03-11', '2026-03-27', '2026-04-15']) {
    const before = (await town.system.store.read(`plan-${family.planId}`)).length
    town.itIs(`${day}T09:00:00.000Z`)
    await until(async () => (await town.system.store.read(`plan-${family.planId}`)).length >= before + LATE)
  }
  expect(await leftUnanswered()).toBe(LATE)
  town.itIs('2026-07-07T12:00:00.000Z')
  expect(await ofQuarter('2026-Q2')).toBeUndefined()
  town.itIs('2026-07-08T12:00:00.000Z')
  const found = async () => (await ofQuarter('2026-Q2'))?.counts.find(({ what }) => what === 'action')
  await until(async () => (await found())?.number === LATE)
}, 60_000)

it('tells no number under ten, and of those not whether there is any', async () => {
  const { toldFrom, quarters } = await published()
  expect(toldFrom).toBe(10)
  expect(quarters).toHaveLength(8)
  const kinds = quarters.map(({ counts }) => counts.map(({ what }) => what))
  expect(new Set(kinds.map(String)).size).toBe(1)
  for (const { quarter, counts } of quarters)
    for (const { what, ...told } of counts)
      expect(told).toEqual(quarter === '2026-Q2' && what === 'action' ? { number: LATE } : { fewerThan: 10 })
})

it('says no plan, no person, no team and no moment', async () => {
  const text = JSON.stringify(await published())
  const { planId, youthWorker, coordinator, child } = family
  for (const id of [planId, youthWorker.id, coordinator.id, child.id, ...actions, 'noord'])
    expect(text).not.toContain(id)
  expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/)
})
