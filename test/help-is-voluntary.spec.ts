/**
 * Help is voluntary: each ends their own, is refused by nobody, and none of the family is told who wants on. A plan closes when nobody does, or when who
 * coordinates closes it; whoever does not want that opens it again, in a new episode of which whoever helped before reads nothing of what was.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { asOfNow } from './support/as-of-now.ts'
import { until } from './support/partners.ts'
import { BRP } from './support/proofs.ts'
import { aTown, type Person, type Told, type Town } from './support/story.ts'

const START = '2026-03-02T09:00:00.000Z'

let town: Town
let coordinator: Person
let lead: Person
let youthWorker: Person
/** A new family for each story. */
let planId: string
let plan: string
let mother: Person
let father: Person
let child: Person

beforeAll(async () => {
  town = await aTown(START)
  coordinator = await town.person('coordinator', 'Noor', { team: 'noord' })
  lead = await town.person('team-lead', 'Tess', { team: 'noord' })
  youthWorker = await town.person('professional', 'Yara')
})
afterAll(() => town.close())

const noor = () => town.as(coordinator)

beforeEach(async () => {
  town.itIs(START)
  planId = (await noor().post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })).planId
  plan = `/plans/${planId}`
  const joins = async (name: string, birthDate: string) => {
    const { id } = await noor().post(`${plan}/members`, { name, birthDate })
    return town.person('family-member', name, { subject: id })
  }
  mother = await joins('Mirjam de Vries', '1985-04-01')
  father = await joins('Farid de Vries', '1983-01-01')
  child = await joins('Kim de Vries', '2012-06-15')
  for (const { id, name } of [mother, father])
    await noor().post(`${plan}/care-team/representatives`, {
      ...{ representative: id, name, represents: child.id, kind: 'parental-authority' },
      ...{ from: '2026-01-01T00:00:00Z', proof: BRP },
    })
  await joinsTheTeam()
})

const joinsTheTeam = () =>
  noor().post(`${plan}/care-team/professionals`, {
    ...{ professional: youthWorker.id, name: 'Yara', organisation: '00000099000000000002', domain: 'youth' },
    ...{ activity: 'youth-support', scope: 'domain', until: '2031-01-01T00:00:00Z' },
  })
const ends = (who: Person, whose: Person) =>
  town.as(who).asks('POST', `${plan}/members/${whose.id}/ending`, { body: {} })
const closingSeenBy = async (who: Person) =>
  (await town.as(who).get(`${plan}/closing`)) as unknown as {
    readonly closings: readonly Told[]
    readonly endings: readonly { readonly person: string; readonly by: string; readonly answer?: object }[]
    readonly open: readonly { readonly kind: string; readonly id: string }[]
  }
const isClosed = async () => {
  const { closings } = await closingSeenBy(coordinator)
  return closings.length > 0 && closings.at(-1)?.['reopened'] === undefined
}
const proposes = async (words: string) => {
  const danger = 'Kim slaapt niet'
  const goal = { domain: 'youth', about: [child.id], lifeArea: 'domestic-relations', words, danger }
  return (await town.as(youthWorker).post(`${plan}/goals`, goal)).id
}
const closes = (ground: string, more: object = {}) =>
  noor().asks('POST', `${plan}/closing`, { body: { ground, reason: 'Het gezin redt het zelf', ...more } })
const status = async (who: Person, path = plan) => (await town.as(who).asks('GET', path)).status

describe('ending one’s own help', () => {
  it('ends the plan when nobody wants on, and a father never learns who did', async () => {
    expect((await ends(father, father)).status).toBe(201)
    expect((await ends(mother, mother)).status).toBe(201)
    const [before] = [await town.as(father).get(plan)]
    // Against a child who is heard herself a father ends nothing; and he is answered as if he did.
    const answered = await ends(father, child)
    expect([answered.status, await isClosed()]).toEqual([201, false])
    const after = await town.as(father).get(plan)
    expect(Number(after['revision'])).toBe(Number(before['revision']) + 1)
    expect((await closingSeenBy(father)).endings.map(({ person, by }) => [person, by])).toEqual([
      [father.id, father.id],
      [child.id, father.id],
    ])
    expect((await closingSeenBy(child)).endings.map(({ by }) => by)).toEqual([father.id])
    expect((await closingSeenBy(mother)).endings.map(({ by }) => by)).toEqual([mother.id])

    const caughtUp = await asOfNow(town)
    const { body } = await town.as(lead).asks('GET', '/due', { headers: caughtUp })
    expect(body['items']).toMatchObject([{ planId, what: 'ending', person: father.id, mustAct: 'team-lead' }])
    await town.as(lead).post(`${plan}/members/${child.id}/ending/answers`, { to: father.id, words: 'Kim wil hulp' })
    expect((await closingSeenBy(father)).endings.at(-1)).toMatchObject({ answer: { words: 'Kim wil hulp' } })
    expect((await closingSeenBy(mother)).endings.every(({ answer }) => answer === undefined)).toBe(true)

    expect((await ends(child, child)).status).toBe(201)
    expect(await isClosed()).toBe(true)
    expect((await ends(child, child)).status).toBe(201)
  })

  it('leaves a challenge that runs to be answered, and a father alone ends nothing of his daughter’s', async () => {
    const goal = await proposes('Kim belt iedere week met haar vader')
    const { id: challenge } = await town.as(child).post(`${plan}/challenges`, {
      ...{ on: { kind: 'goal', id: goal }, person: child.id, firstTo: 'addressee' },
      ...{ words: 'Dat wil ik niet', wish: 'Vraag het mij eerst' },
    })
    await ends(father, father)
    await ends(mother, mother)
    await ends(father, child)
    expect([await isClosed(), await status(youthWorker)]).toEqual([false, 200])
    // Who ended what is theirs, and all else they know of, sees that the plan goes on, and neither for whom nor why.
    expect((await closingSeenBy(father)).closings).toEqual([])
    await ends(child, child)
    expect(await isClosed()).toBe(true)
    expect((await closingSeenBy(father)).closings).toHaveLength(1)
    expect((await closingSeenBy(coordinator)).open).toContainEqual({ kind: 'challenge', id: challenge })
    const at = `${plan}/challenges/${challenge}`
    const heard = {
      finding: 'upheld',
      heard: false,
      words: 'Wij vragen het haar',
      notHeardBecause: 'Zij vroeg dat niet te doen',
    }
    expect((await noor().asks('POST', `${at}/answers`, { body: heard })).status).toBe(201)
    expect((await town.as(child).asks('POST', `${at}/acceptance`, { body: {} })).status).toBe(201)
    expect(await town.as(child).get(at)).toMatchObject({ state: 'accepted' })
    expect(await status(father, at)).toBe(404)
  })

  it('is nobody’s to do who works with the family, nor for whom they do not speak', async () => {
    expect((await ends(coordinator, child)).status).toBe(403)
    expect((await ends(youthWorker, child)).status).toBe(403)
    expect((await ends(father, mother)).status).toBe(404)
  })
})

describe('closing as reached', () => {
  it('names all that is open; closed, every other command is answered alike, and what runs goes on', async () => {
    const goal = await proposes('Kim slaapt door')
    expect((await closes('reached')).body).toMatchObject({
      code: 'CLOSING_CONDITIONS_ARE_UNMET',
      unmet: [`goals/${goal}`, 'familyView'],
    })
    expect((await closes('moved')).status).toBe(201)
    expect((await closingSeenBy(coordinator)).open).toEqual([{ kind: 'goal', id: goal }])
    for (const [who, path, body] of [
      [coordinator, `${plan}/own-plan-invitations`, {}],
      [youthWorker, `${plan}/goals/${goal}/invitations`, { person: child.id }],
      [mother, `${plan}/own-plans`, { parts: [{ domain: 'youth', words: 'Wij willen rust' }] }],
    ] as const)
      expect((await town.as(who).asks('POST', path, { body })).body['code']).toBe('PLAN_IS_CLOSED')
    const view = { person: child.id, stance: 'disagrees', words: 'Ik wil door' }
    expect((await town.as(child).asks('POST', `${plan}/goals/${goal}/views`, { body: view })).status).toBe(201)
  })
})

describe('a plan that is closed', () => {
  it('leaves the caseload, is read by who helped until the family opens it no longer, and lets its people join another', async () => {
    const person = { name: 'Oma de Vries', bsn: '999990019' }
    await noor().post(`${plan}/members`, person)
    const other = (await noor().post('/plans', { lifeAreas: ['housing'], reportedBy: 'family' })).planId
    const joins = async () => (await noor().asks('POST', `/plans/${other}/members`, { body: person })).status
    expect(await joins()).toBe(409)
    await closes('family-ends')
    await until(async () => (await joins()) === 201)
    const caseload = async () =>
      JSON.stringify((await noor().asks('GET', '/caseload', { headers: await asOfNow(town) })).body['items'])
    expect(await caseload()).not.toContain(planId)
    expect([await status(youthWorker), await status(child)]).toEqual([200, 200])
    town.itIs('2026-03-17T09:00:00.000Z')
    expect([await status(youthWorker), await status(child), await status(coordinator)]).toEqual([404, 200, 200])
    const late = await town.as(child).asks('POST', `${plan}/reopening`, { body: { reason: 'Ik wil door' } })
    expect(late.body).toMatchObject({ code: 'REOPENING_TERM_HAS_PASSED', until: '2026-03-16T22:59:59.999Z' })
  })

  it('is opened again by whoever does not want it to end; of what was before, who works with them reads no word', async () => {
    const goal = await proposes('Kim slaapt weer door')
    await closes('family-ends')
    expect((await town.as(child).asks('POST', `${plan}/reopening`, { body: { reason: 'Ik wil door' } })).status).toBe(
      201,
    )
    expect(await status(youthWorker)).toBe(404)
    await joinsTheTeam()
    for (const who of [youthWorker, coordinator]) {
      expect(JSON.stringify(await town.as(who).get(plan))).not.toContain('slaapt weer door')
      expect(await status(who, `${plan}/goals/${goal}`)).toBe(404)
      const drops = await town.as(who).asks('POST', `${plan}/goals/${goal}/withdrawal`, { body: { reason: 'Oud' } })
      expect(drops.status).toBe(404)
    }
    const { members } = (await noor().get(`${plan}/members`)) as unknown as { readonly members: readonly Told[] }
    expect(members.map(({ name }) => name)).toContain('Kim de Vries')
    expect(JSON.stringify(await town.as(child).get(plan))).toContain('slaapt weer door')
    // What someone permits since is a ground of its own.
    await town.as(child).post(`${plan}/permissions`, {
      ...{ person: child.id, by: child.id, to: { kind: 'coordination' }, domains: ['youth'] },
      ...{ until: '2026-12-31T23:00:00Z', how: 'In gesprek' },
    })
    expect(JSON.stringify(await noor().get(plan))).toContain('slaapt weer door')
  })
})
