/** A coordinator who is replaced leaves things open under every law: who goes on with them is told which, and nobody else how many. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { aDeviationRead, aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Person, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let deviation: string
let bart: Person
let truus: Person

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  deviation = (await aDeviationRead(town, family)).deviation
  bart = await town.person('coordinator', 'Bart', { team: 'noord' })
  truus = await town.person('team-lead', 'Truus', { team: 'noord' })
  const next = { coordinator: bart.id, name: bart.name, team: 'noord', reason: 'Langdurig ziek' }
  await town.as(truus).post(`/plans/${family.planId}/coordinator/replacements`, next)
}, 30_000)
afterAll(() => town.close())

/** What three ways of reading say of the replacement. */
async function toldTo(who: Person): Promise<string> {
  const plan = `/plans/${family.planId}`
  const { events } = (await town.as(who).get(`${plan}/history?limit=500`)) as unknown as { events: { type: string }[] }
  const replacements = events.filter(({ type }) => type === 'CoordinatorReplaced')
  expect(replacements).toHaveLength(1)
  const { plan: read } = (await town.as(who).get(plan)) as unknown as { plan: { coordinator: object } }
  expect(read.coordinator).toMatchObject({ id: bart.id })
  return JSON.stringify([replacements, read.coordinator, await town.as(who).get(`${plan}/coordinator`)])
}

it('is told to who coordinates next, and to the team lead', async () => {
  for (const who of [bart, truus]) expect(await toldTo(who)).toContain(deviation)
})

it('is told to nobody else, not even how much it was', async () => {
  const { parent, child, youthWorker, incomeWorker } = family
  for (const who of [parent, child, youthWorker, incomeWorker]) {
    const told = await toldTo(who)
    for (const silent of [deviation, 'leftOpen', 'document', 'deviations']) expect(told).not.toContain(silent)
  }
})
