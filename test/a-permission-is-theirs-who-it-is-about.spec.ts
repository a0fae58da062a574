/** A permission is theirs whom it is about: given by who may give it, recorded by nobody it opens anything to, read by them, and withdrawn by them whenever they want. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { BRP } from './support/proofs.ts'
import { aTown, type Person, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let plan: string
let goal: string

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  const proposed = await town.as(family.youthWorker).post(`${plan}/goals`, {
    domain: 'youth',
    about: [family.child.id],
    lifeArea: 'work-and-education',
    words: 'Kim slaapt weer door',
  })
  goal = proposed.id
}, 60_000)
afterAll(() => town.close())

const asked = (but: object = {}) => ({
  person: family.child.id,
  by: family.child.id,
  to: { kind: 'coordination' },
  domains: ['youth'],
  until: '2027-03-02T09:00:00Z',
  how: 'Aan de keukentafel, na het gesprek over school',
  ...but,
})
const gives = (who: Person, but: object = {}) => town.as(who).asks('POST', `${plan}/permissions`, { body: asked(but) })
const permissionsOf = async (who: Person) => (await town.as(who).get(`${plan}/permissions`))['permissions']

describe('a child of thirteen', () => {
  it('permits the coordination to read what is about them, reads that they did, and withdraws it', async () => {
    const { status, headers, body } = await gives(family.child)
    expect({ status, of: body['permissions'] }).toEqual({ status: 201, of: [body.id] })
    expect(headers.get('location')).toBe(`/v1${plan}/permissions/${body.id}`)
    const at = `${plan}/permissions/${body.id}`
    expect(await town.as(family.child).get(at)).toMatchObject({
      ...{
        domain: 'youth',
        person: family.child.id,
        by: family.child.id,
        to: { kind: 'coordination' },
        state: 'given',
      },
      how: 'Aan de keukentafel, na het gesprek over school',
    })
    // Who helps under another law is not told.
    expect(await permissionsOf(family.incomeWorker)).toEqual([])
    expect((await town.as(family.incomeWorker).asks('POST', `${at}/withdrawal`)).status).toBe(404)
    await town.as(family.child).post(`${at}/withdrawal`)
    expect(await town.as(family.youthWorker).get(at)).toMatchObject({ state: 'withdrawn' })
    await town.as(family.child).post(`${at}/withdrawal`)
  })

  it('gives none under a law whose age they have not reached, nor of what is about another', async () => {
    expect(await gives(family.child, { domains: ['youth', 'participation'] })).toMatchObject({ status: 404 })
    const aboutMother = await town.as(family.youthWorker).post(`${plan}/goals`, {
      ...{ domain: 'youth', about: [family.parent.id], lifeArea: 'finances', words: 'Moeder krijgt weer lucht' },
    })
    const items = [{ kind: 'goal', id: aboutMother.id }]
    expect(await gives(family.child, { domains: undefined, items })).toMatchObject({ status: 404 })
    expect(await gives(family.youthWorker, { domains: undefined, items })).toMatchObject({
      status: 409,
      body: { code: 'PERMISSION_IS_ONLY_OF_WHAT_IS_ABOUT_THEM', items },
    })
  })
})

describe('who is at work', () => {
  it('records for the family what opens nothing to themselves, and the family sees that it was recorded', async () => {
    const items = [{ kind: 'goal', id: goal }]
    const byYara = await gives(family.youthWorker, { domains: undefined, items })
    expect(byYara.status).toBe(201)
    expect(await permissionsOf(family.child)).toContainEqual(
      expect.objectContaining({
        id: byYara.body.id,
        items,
        recorded: expect.objectContaining({ by: family.youthWorker.id }),
      }),
    )
    const refused = { status: 403, body: { code: 'NOBODY_RECORDS_A_PERMISSION_TO_THEMSELVES' } }
    expect(await gives(family.coordinator)).toMatchObject(refused)
    const to = { kind: 'professional', id: family.youthWorker.id }
    expect(await gives(family.youthWorker, { to })).toMatchObject(refused)
    expect(await gives(family.coordinator, { to })).toMatchObject({ status: 201 })
  })

  it('says who gave it, who must be the person or speak for them', async () => {
    expect(await gives(family.youthWorker, { by: family.parent.id })).toMatchObject({
      status: 409,
      body: { code: 'PERMISSION_IS_NOT_THEIRS_TO_GIVE', by: family.parent.id, domain: 'youth' },
    })
    expect(await gives(family.child, { by: family.parent.id })).toMatchObject({
      status: 403,
      body: { code: 'PERMISSION_IS_GIVEN_IN_ONES_OWN_NAME' },
    })
  })

  it('names a recipient of its kind', async () => {
    for (const to of [
      { kind: 'professional' },
      { kind: 'coordination', id: family.child.id },
      { kind: 'organisation', id: family.child.id },
    ])
      expect(await gives(family.youthWorker, { to })).toMatchObject({
        status: 400,
        body: { code: 'RECIPIENT_IS_OF_ANOTHER_KIND' },
      })
  })
})

it('a permission of what is withheld from someone is withheld from them with it, and nobody withholds it from who gave it', async () => {
  const { parent, child, youthWorker, incomeWorker } = family
  await town.as(family.coordinator).post(`${plan}/care-team/representatives`, {
    ...{ representative: parent.id, name: parent.name, represents: child.id, kind: 'parental-authority' },
    from: '2026-01-01T00:00:00Z',
    proof: BRP,
  })
  const secret = await town.as(youthWorker).post(`${plan}/goals`, {
    ...{ domain: 'youth', about: [child.id], lifeArea: 'mental-health', words: 'Kim vertelt wat er thuis gebeurt' },
    withhold: [
      {
        ...{ from: parent.id, ground: 'safety', mode: 'silent', reason: 'Kim is bang', reviewDate: '2026-04-01' },
        consulted: family.readers[0]?.id,
      },
    ],
  })
  const items = [{ kind: 'goal', id: secret.id }]
  const { body } = await gives(child, { domains: undefined, items, to: { kind: 'professional', id: incomeWorker.id } })
  const seenBy = async (who: Person) => JSON.stringify(await permissionsOf(who)).includes(body.id)
  expect([await seenBy(child), await seenBy(youthWorker), await seenBy(parent)]).toEqual([true, true, false])
  expect((await town.as(parent).asks('GET', `${plan}/permissions/${body.id}`)).status).toBe(404)

  const withhold = [
    {
      ...{ from: child.id, ground: 'good-care', mode: 'told', reason: 'Liever niet', reviewDate: '2026-04-01' },
      consulted: family.readers[0]?.id,
    },
  ]
  expect(await gives(youthWorker, { withhold })).toMatchObject({
    status: 409,
    body: { code: 'WITHHOLDING_IS_INCOMPLETE' },
  })
})
