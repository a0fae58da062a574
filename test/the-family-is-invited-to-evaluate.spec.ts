/** Ten working days before a deviation is reviewed the family is asked, by itself, what came of it: who it is about and who speaks for them, and not before. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { accountIn, aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { until } from './support/partners.ts'
import { aTown, type Person, type TownKept } from './support/story.ts'

let town: TownKept
let family: HelpedFamily
let at: string

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z', { SAMENSPEL_TICK_SECONDS: '1' })
  family = await aHelpedFamily(town)
  const { planId, youthWorker, child } = family
  const yara = town.as(youthWorker)
  const left = { protocol: PROTOCOL, step: STEP, insteadDone: 'Eerst gepraat', situation: 'Kim vertrouwt iemand' }
  const account = { account: accountIn(60, town.now()), basedOn: await yara.tagOf(planId) }
  const { id } = await yara.post(`/plans/${planId}/deviations`, {
    ...{ domain: 'youth', about: [child.id], ...left, ...account },
  })
  at = `/plans/${planId}/deviations/${id}`
}, 60_000)
afterAll(() => town.close())

const ASKED = ['evaluation-invitation', 'family-evaluation']
const asked = async (person: Person, scope: 'mine' | 'team' = 'mine') => {
  const { body } = await town.as(person).asks('GET', `/due?scope=${scope}&limit=100`)
  const { items = [] } = body as { readonly items?: readonly { readonly what: string; readonly mustAct: string }[] }
  return items.filter(({ what }) => ASKED.includes(what)).map(({ what, mustAct }) => `${what} ${mustAct}`)
}
const isInvited = async () => 'familyInvitedAt' in (await town.as(family.youthWorker).get(at))

it('is on nobody’s list before, nor with who coordinates', async () => {
  // It is reviewed on Friday 1 May. King’s Day lies before it: the day with ten working days left is Thursday 16 April.
  town.itIs('2026-04-15T21:59:00.000Z')
  for (const person of [family.child, family.coordinator, family.youthWorker])
    expect(await asked(person, person === family.child ? 'mine' : 'team')).toEqual([])
  expect(await isInvited()).toBe(false)
})

it('is asked of the child then, until it said what came of it', async () => {
  town.itIs('2026-04-16T09:00:00.000Z')
  await until(isInvited)
  await until(async () => (await asked(family.child)).length === 1)
  expect(await asked(family.child)).toEqual(['family-evaluation family'])
  expect(await asked(family.youthWorker)).toEqual([])
  expect(await asked(family.youthWorker, 'team')).toEqual(['family-evaluation family'])
  await town.as(family.child).post(`${at}/family-evaluations`, {
    ...{ person: family.child.id, outcome: 'worked', words: 'Ik durf weer te bellen' },
  })
  await until(async () => (await asked(family.child)).length === 0)
})
