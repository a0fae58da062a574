/** Whoever is about to challenge something is first shown who will read that, who answers and who is asked next; and then so it is. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Person, type Town } from './support/story.ts'

interface Reader {
  readonly who?: string
  readonly function: string
  readonly sees: string
}

let town: Town
let family: HelpedFamily
let lead: Person
let plan: string
let goal: string

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
  lead = await town.person('team-lead', 'Tess', { team: 'noord' })
  plan = `/plans/${family.planId}`
  const proposed = { domain: 'youth', about: [family.child.id], lifeArea: 'housing', words: 'Een eigen kamer' }
  goal = (await town.as(family.youthWorker).post(`${plan}/goals`, proposed)).id
}, 60_000)
afterAll(() => town.close())

const asks = (who: Person, body: object) => town.as(who).asks('POST', `${plan}/challenge-previews`, { body })
const readersIn = (body: object) => (body as { readonly readers: readonly Reader[] }).readers
const whole = (body: object) =>
  readersIn(body)
    .filter(({ sees }) => sees === 'whole')
    .map(({ function: as, who = '' }) => `${as} ${who}`.trim())
    .sort()

async function readsIt(id: string, who: Person): Promise<boolean> {
  const { status, body } = await town.as(who).asks('GET', `${plan}/challenges/${id}`)
  return status === 200 && body['words'] === 'Nee'
}

/** Raised, and read by those and nobody else of the plan. */
async function isSo(who: Person, on: object, firstTo: string) {
  const { status, body } = await asks(who, { on, firstTo })
  expect(status).toBe(200)
  const raised = { on, firstTo, words: 'Nee', wish: 'Anders' }
  const { id } = await town.as(who).post(`${plan}/challenges`, raised)
  const { coordinator, youthWorker, incomeWorker, parent, child } = family
  for (const one of [coordinator, youthWorker, incomeWorker, parent, child])
    expect([one.name, await readsIt(id, one)]).toEqual([
      one.name,
      readersIn(body).some((reader) => reader.who === one.id && reader.sees === 'whole'),
    ])
  expect(await readsIt(id, lead)).toBe(whole(body).includes('team-lead'))
  return body
}

describe('a child who is about to challenge', () => {
  it('is shown who reads it where all who may know of it do', async () => {
    const body = await isSo(family.child, { kind: 'goal', id: goal }, 'addressee-and-challenged')
    expect(body).toMatchObject({ addressee: 'coordinator', stepsUpTo: ['team-lead', 'escalation-officer'] })
    expect(whole(body)).toEqual(
      [
        `coordinator ${family.coordinator.id}`,
        `member ${family.child.id}`,
        `professional ${family.youthWorker.id}`,
      ].sort(),
    )
  })

  it('and who does where it is first to who answers', async () => {
    const body = await isSo(family.child, { kind: 'goal', id: goal }, 'addressee')
    expect(whole(body)).toEqual([`coordinator ${family.coordinator.id}`, `member ${family.child.id}`].sort())
  })

  it('and not her coordinator, of who coordinates', async () => {
    const body = await isSo(family.child, { kind: 'coordinator', id: family.planId }, 'addressee')
    expect(body).toMatchObject({ addressee: 'team-lead', stepsUpTo: ['escalation-officer'] })
    expect(whole(body)).toEqual([`member ${family.child.id}`, 'team-lead'].sort())
  })
})

describe('it is there', () => {
  const on = () => ({ kind: 'goal', id: goal })
  it('for who could raise it, and for all others as of nothing', async () => {
    const nothing = { kind: 'goal', id: '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11' }
    for (const [who, body] of [
      [family.child, { on: nothing, firstTo: 'addressee' }],
      [family.parent, { on: on(), firstTo: 'addressee' }],
      [family.parent, { on: on(), person: family.child.id, firstTo: 'addressee' }],
      [family.incomeWorker, { on: on(), firstTo: 'addressee' }],
      [family.youthWorker, { on: on(), person: family.child.id, firstTo: 'addressee' }],
      [lead, { on: on(), firstTo: 'addressee' }],
    ] as const) {
      const { status, body: told } = await asks(who, body)
      expect([who.name, status, told['code']]).toEqual([who.name, 404, 'NOT_FOUND'])
    }
  })

  it('with whom it would be withheld from', async () => {
    const withhold = [{ from: family.youthWorker.id }]
    const { body } = await asks(family.child, { on: on(), firstTo: 'addressee-and-challenged', withhold })
    expect(whole(body)).toEqual([`coordinator ${family.coordinator.id}`, `member ${family.child.id}`].sort())
  })

  it('and writes nothing', async () => {
    const before = await town.system.store.head()
    await asks(family.child, { on: on(), firstTo: 'addressee' })
    expect(await town.system.store.head()).toBe(before)
  })
})
