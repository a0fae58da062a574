/** Before somebody writes, they are told who will be able to read it, and then that is so: as far as they may know of them, and leaving nothing behind but who asked. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { AccessRecorded } from '../libs/access/access-record.ts'
import type { Envelope } from '../libs/deciding/envelope.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Person, type Town } from './support/story.ts'

interface Reader {
  readonly who?: string
  readonly name?: string
  readonly function: string
  readonly represents?: string
  readonly sees: string
}

const WORDS = 'Kim praat weer met oma'

let town: Town
let family: HelpedFamily
let grandmother: Person
let hanna: Person

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
  const { planId, coordinator, parent, child } = family
  const noor = town.as(coordinator)
  grandmother = await town.person('representative', 'Oma Joke')
  hanna = await town.person('professional', 'Hanna')
  for (const { id, name } of [parent, grandmother])
    await noor.post(`/plans/${planId}/care-team/representatives`, {
      ...{ representative: id, name, represents: child.id, kind: 'parental-authority' },
      ...{ from: '2026-01-01T00:00:00Z', proof: { kind: 'brp', date: '2026-02-01' } },
    })
  await noor.post(`/plans/${planId}/care-team/professionals`, {
    ...{
      professional: hanna.id,
      name: 'Hanna',
      scope: 'domain',
      organisation: '00000099000000000003',
      domain: 'youth',
    },
    ...{ activity: 'youth-support', until: '2031-01-01T00:00:00Z' },
  })
}, 60_000)
afterAll(() => town.close())

const dayAhead = () => new Date(Date.parse(town.now()) + 30 * 86_400_000).toISOString().slice(0, 10)

const about = () => [family.child.id]

async function readersFor(person: Person, more: object = {}): Promise<readonly Reader[]> {
  const body = { domain: 'youth', about: about(), ...more }
  const answer = await town.as(person).asks('POST', `/plans/${family.planId}/readers-previews`, { body })
  expect(answer.status).toBe(200)
  return answer.body['readers'] as readonly Reader[]
}

const saidOf = (readers: readonly Reader[]) =>
  readers.map(({ name, function: as, sees }) => `${name ?? '-'} (${as}): ${sees}`).sort()

const askedBy = async (person: Person, more: object = {}) => {
  const body = { domain: 'youth', about: about(), ...more }
  const { status, body: told } = await town
    .as(person)
    .asks('POST', `/plans/${family.planId}/readers-previews`, { body })
  return [status, told['code']]
}

/** What came of a goal that was written after it was asked. */
async function thenSeenBy(goal: string, { id, role, name }: Pick<Person, 'id' | 'role' | 'name'>) {
  const person = await town.person(role, name, { subject: id })
  const { status, body } = await town.as(person).asks('GET', `/plans/${family.planId}/goals/${goal}`)
  if (status === 404) return undefined
  if ('withheld' in body) return 'told-withheld'
  return body['words'] === WORDS ? 'whole' : 'closed'
}

const rolesOf = { coordinator: 'coordinator', professional: 'professional', member: 'family-member' } as const

describe('who is about to write', () => {
  it('is told by name and function who will read it, and so it is', async () => {
    const readers = await readersFor(family.youthWorker)
    const named = readers.filter(({ who }) => who !== undefined)
    expect(named.map(({ name, function: as }) => `${name ?? ''} ${as}`).sort()).toEqual([
      'Hanna professional',
      'Kim de Vries member',
      'Mirjam de Vries representative',
      'Noor coordinator',
      'Oma Joke representative',
      'Yara professional',
    ])
    const { id: goal } = await town.as(family.youthWorker).post(`/plans/${family.planId}/goals`, {
      ...{ domain: 'youth', about: about(), lifeArea: 'domestic-relations', words: WORDS },
    })
    for (const { who: id = '', name = '', function: as, sees } of named) {
      const role =
        as === 'representative'
          ? id === grandmother.id
            ? 'representative'
            : 'family-member'
          : rolesOf[as as keyof typeof rolesOf]
      expect([name, await thenSeenBy(goal, { id, role, name })]).toEqual([name, sees])
    }
    expect(await thenSeenBy(goal, family.incomeWorker)).toBeUndefined()
  })

  it('is told the same of what hangs on a goal, and nothing of one of another law or about others', async () => {
    const { planId, youthWorker, incomeWorker, parent } = family
    const { id: goal } = await town.as(youthWorker).post(`/plans/${planId}/goals`, {
      ...{ domain: 'youth', about: about(), lifeArea: 'housing', words: 'Een eigen kamer' },
    })
    const scope = { goals: [goal] }
    expect(saidOf(await readersFor(youthWorker, { scope }))).toEqual(saidOf(await readersFor(youthWorker)))
    expect(await askedBy(youthWorker, { scope, about: [parent.id] })).toEqual([404, 'NOT_FOUND'])
    expect(await askedBy(incomeWorker, { scope, domain: 'participation' })).toEqual([404, 'NOT_FOUND'])
    expect(await askedBy(youthWorker, { scope: { goals: [planId] } })).toEqual([404, 'NOT_FOUND'])
  })

  it('is told whom something would be withheld from, as they would be told, and who would confirm it', async () => {
    const { youthWorker, parent } = family
    const from = parent.id
    const told = saidOf(await readersFor(youthWorker, { withhold: [{ from, mode: 'told', consulted: hanna.id }] }))
    expect(told).toContain('Mirjam de Vries (representative): told-withheld')
    expect(told.join()).not.toContain('safety-officer')
    const silent = saidOf(await readersFor(youthWorker, { withhold: [{ from, mode: 'silent' }] }))
    expect(silent.join()).not.toContain('Mirjam')
    expect(silent).toContain('- (safety-officer): whole')
  })

  it('of the family is told as they know the plan, and asks for no mode', async () => {
    const { child, parent } = family
    const hers = saidOf(await readersFor(child, { withhold: [{ from: parent.id }] }))
    expect(hers.join()).not.toContain('Mirjam')
    expect(hers).toContain('Oma Joke (representative): whole')
    expect(await askedBy(child, { withhold: [{ from: parent.id, mode: 'told' }] })).toEqual([
      409,
      'WITHHOLDING_IS_INCOMPLETE',
    ])
    expect(await askedBy(child, { withhold: [{ from: family.planId }] })).toEqual([409, 'WITHHOLDING_IS_INCOMPLETE'])
  })

  it('is told the truth where they know that someone’s sight is limited', async () => {
    const { planId, youthWorker, child } = family
    await town.as(youthWorker).post(`/plans/${planId}/sight-limits`, {
      ...{ from: grandmother.id, about: child.id, domain: 'youth', ground: 'safety', mode: 'silent' },
      ...{ reason: 'Oma vertelt alles verder', consulted: hanna.id, reviewDate: dayAhead() },
    })
    for (const person of [youthWorker, hanna, family.coordinator, child])
      expect(saidOf(await readersFor(person)).join()).not.toContain('Oma Joke')
    // Of what is hidden from her she is told nothing, also not by being left out.
    expect(saidOf(await readersFor(grandmother))).toContain('Oma Joke (representative): whole')
  })
})

describe('a preview', () => {
  it('is there for who could write under that law, about that person, and for nobody else', async () => {
    const { incomeWorker, parent, auditor, administrator, readers, planId } = family
    const lead = await town.person('team-lead', 'Tess', { team: 'noord' })
    const stranger = await town.person('coordinator', 'Bram')
    for (const person of [incomeWorker, auditor, administrator, lead, stranger, ...readers])
      expect([person.role, ...(await askedBy(person))]).toEqual([person.role, 404, 'NOT_FOUND'])
    expect(await askedBy(grandmother, { about: [parent.id] })).toEqual([404, 'NOT_FOUND'])
    expect(await askedBy(family.youthWorker, { about: [planId] })).toEqual([409, 'PERSON_IS_NOT_A_MEMBER'])
  })

  it('leaves one access record, also where it is refused, and nothing else', async () => {
    const looks = async () =>
      (await town.system.access.store.readAll(undefined, 100_000)).map(
        ({ body }) => JSON.parse(body) as Envelope & { readonly data: AccessRecorded },
      )
    const head = await town.system.store.head()
    const before = (await looks()).length
    await readersFor(family.youthWorker)
    await askedBy(family.incomeWorker)
    const left = (await looks()).slice(before)
    expect(left.map(({ data, actor }) => [data.kind, data.outcome, actor.id])).toEqual([
      ['readers-previews', 'answered', family.youthWorker.id],
      ['readers-previews', 'NOT_FOUND', family.incomeWorker.id],
    ])
    expect(left[0]?.data.looks[0]?.persons).toContain(family.child.id)
    expect(await town.system.store.head()).toBe(head)
  })
})
