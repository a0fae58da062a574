/** Whoever sees only part of who is in a plan tries ids that they hold from elsewhere: of somebody whom they do not know of they are answered as of nobody, whatever they name them in. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { DE_STAM } from './support/partners.ts'
import { aTown, type Asking, type Person, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let plan: string
/** Of the school, joined for one goal; and who helps nobody but the mother. */
let bram: Person
let lies: Person
const ids = { goal: '', sharing: '', request: '' }

const noor = () => town.as(family.coordinator)
const yara = () => town.as(family.youthWorker)
const kim = () => town.as(family.child)
const his = () => town.as(bram)

const joins = (who: Person, more: object) =>
  noor().post(`${plan}/care-team/professionals`, {
    ...{ professional: who.id, name: who.name, organisation: DE_STAM, domain: 'youth', activity: 'youth-support' },
    ...{ until: '2031-01-01T00:00:00Z', ...more },
  })

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  const { child, parent } = family
  bram = await town.person('professional', 'Bram van school')
  lies = await town.person('professional', 'Lies')
  const goal = { domain: 'youth', about: [child.id], lifeArea: 'work-and-education', words: 'Weer naar school' }
  ids.goal = (await yara().post(`${plan}/goals`, goal)).id
  await joins(bram, { scope: { goals: [ids.goal] }, members: [child.id] })
  await joins(lies, { scope: 'domain', members: [parent.id] })
  const share = { items: items(), to: { kind: 'organisation', id: DE_STAM }, until: '2026-06-01T00:00:00Z' }
  const refused = await yara().asks('POST', `${plan}/sharings`, { body: share })
  ids.sharing = String(refused.body['sharing'])
  ids.request = (await town.as(parent).post(`${plan}/withholding-requests`, { person: parent.id })).id
}, 60_000)

afterAll(() => town.close())

type Try = (id: string) => readonly [path: string, body: object]

/** Status and body, but for what every answer has of its own. */
async function answered(asking: Asking, tried: Try, id: string): Promise<string> {
  const [path, body] = tried(id)
  const { status, body: told } = await asking.asks('POST', plan + path, { body })
  const { instance: _instance, traceId: _trace, etag: _etag, ...said } = told
  return JSON.stringify([status, said]).replaceAll(id, 'whom they name')
}

async function mustBeAlike(asking: Asking, tried: Try, known: string, status: number): Promise<void> {
  const nobody = await answered(asking, tried, randomUUID())
  expect(await answered(asking, tried, known)).toBe(nobody)
  expect(nobody).toMatch(new RegExp(`^\\[${String(status)},`, 'u'))
}

const reasons = () => ({
  ...{ ground: 'safety', reason: 'Veilig', mode: 'told', reviewDate: '2026-03-20' },
  consulted: family.readers[0]?.id ?? '',
})
const withheldFrom = (from: string, more: object = {}) => ({ from, ...reasons(), ...more })
const items = () => [{ kind: 'goal', id: ids.goal }]

/** Each thing in which who joined for a goal may name somebody. */
const BY_WHO_JOINED_FOR_A_GOAL: readonly (readonly [string, Try, status: number])[] = [
  ['from whom', (from) => ['/withholdings', { items: items(), ...withheldFrom(from) }], 409],
  [
    'from whom, in the same breath',
    (from) => ['/actions', { goal: ids.goal, owner: bram.id, words: 'Bellen', withhold: [withheldFrom(from)] }],
    409,
  ],
  [
    'whom they asked',
    (consulted) => ['/withholdings', { items: items(), ...withheldFrom(family.coordinator.id), ...{ consulted } }],
    409,
  ],
  ['whom it is about', (one) => ['/goals', { domain: 'youth', about: [one], lifeArea: 'housing', words: 'Wie' }], 404],
  ['whose view it is', (person) => [`/goals/${ids.goal}/views`, { person, stance: 'agrees', words: 'Ja' }], 409],
  ['whom they invite', (person) => [`/goals/${ids.goal}/invitations`, { person }], 409],
  ['whose action it is', (owner) => ['/actions', { goal: ids.goal, owner, words: 'Bellen' }], 409],
  ['from whom, asked before', (from) => ['/readers-previews', previewed({ from, mode: 'told' })], 409],
  ['about whom, asked before', (one) => ['/readers-previews', { domain: 'youth', about: [one] }], 404],
]
const previewed = (withhold: object) => ({ domain: 'youth', about: [family.child.id], withhold: [withhold] })

/** And somebody of the family. */
const BY_A_CHILD: readonly (readonly [string, Try, status: number])[] = [
  [
    'from whom',
    (from) => [
      `/goals/${ids.goal}/views`,
      { person: family.child.id, stance: 'agrees', words: 'Ja', withhold: [{ from, ground: 'child-asked' }] },
    ],
    409,
  ],
  [
    'whom it is about beside them',
    (one) => [
      '/goals',
      { domain: 'youth', about: [family.child.id, one], lifeArea: 'housing', words: 'Samen ergens wonen' },
    ],
    409,
  ],
  ['whose view it is', (person) => [`/goals/${ids.goal}/views`, { person, stance: 'agrees', words: 'Ja' }], 409],
  ['whose action it is', (owner) => ['/actions', { goal: ids.goal, owner, words: 'Bellen' }], 409],
  ['from whom, asked before', (from) => ['/readers-previews', previewed({ from })], 409],
]

describe('who joined for a goal is answered of whom they do not know as of nobody', () => {
  it.each(BY_WHO_JOINED_FOR_A_GOAL)('%s', async (_what, tried, status) => {
    for (const { id } of [family.parent, family.youthWorker, family.incomeWorker, lies])
      await mustBeAlike(his(), tried, id, status)
  })

  it('and may name whom they know of', async () => {
    const { parent: _parent, coordinator } = family
    const made = await his().asks('POST', `${plan}/actions`, {
      body: { goal: ids.goal, owner: bram.id, words: 'Bellen', withhold: [withheldFrom(coordinator.id)] },
    })
    expect(made.status).toBe(201)
  })
})

describe('somebody of the family is answered of whom they do not know as of nobody', () => {
  it.each(BY_A_CHILD)('%s', async (_what, tried, status) => {
    for (const { id } of [family.parent, family.incomeWorker, lies]) await mustBeAlike(kim(), tried, id, status)
  })

  it('and may name whom they know of: who helps with their goal, and who coordinates', async () => {
    for (const owner of [family.youthWorker.id, family.coordinator.id]) {
      const { status } = await kim().asks('POST', `${plan}/actions`, {
        body: { goal: ids.goal, owner, words: 'Bellen' },
      })
      expect(status).toBe(201)
    }
    const withhold = [{ from: family.youthWorker.id, ground: 'child-asked' }]
    const view = { person: family.child.id, stance: 'agrees', words: 'Ja', withhold }
    expect((await kim().asks('POST', `${plan}/goals/${ids.goal}/views`, { body: view })).status).toBe(201)
  })
})

describe('whom something is opened to by somebody who does not know that they work here', () => {
  const toThem = async (asking: Asking, path: string, ids: readonly string[]) => {
    const [[, all] = []] = Object.entries(await asking.get(`${plan}/${path}`)).filter(([name]) => name === path)
    return (all as readonly { readonly to: { readonly id: string } }[])
      .map(({ to }) => to.id)
      .filter((id) => ids.includes(id))
  }

  it('stands in what they permitted, and in what they asked to share, as anybody else whom they name', async () => {
    const pia = await town.person('professional', 'Pia')
    const from = [family.child.id, family.youthWorker.id]
    await joins(pia, { scope: 'domain', withhold: from.map((one) => withheldFrom(one)) })
    const tried = [pia.id, randomUUID()]
    for (const id of tried) {
      const to = { kind: 'professional', id }
      const permission = { person: family.child.id, by: family.child.id, to, domains: ['youth'] }
      await kim().post(`${plan}/permissions`, { ...permission, until: '2026-06-01T00:00:00Z', how: 'Gezegd' })
      await yara().asks('POST', `${plan}/sharings`, { body: { items: items(), to, until: '2026-06-01T00:00:00Z' } })
    }
    expect(await toThem(kim(), 'permissions', tried)).toEqual(tried)
    expect(await toThem(yara(), 'sharings', tried)).toEqual(tried)
  })
})

describe('what somebody works beside and does not see is not there for them', () => {
  it('what a colleague asked to share and was refused', async () => {
    await mustBeAlike(
      town.as(lies),
      (id) => ['/withholdings', { items: [{ kind: 'sharing', id }], ...withheldFrom(family.parent.id) }],
      ids.sharing,
      404,
    )
  })

  it('that somebody asked what is withheld from them, for whoever works here', async () => {
    for (const asking of [noor(), yara(), his()])
      await mustBeAlike(asking, (id) => [`/withholding-requests/${id}/answer`, {}], ids.request, 404)
  })
})
