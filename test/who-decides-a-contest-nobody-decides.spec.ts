/** A team with one lead, who recorded the departure herself, has nobody to decide the contest: once its term has passed the privacy officer may, and nothing opens before anybody did. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { aTown, type Person, type Town } from './support/story.ts'
import { asOfNow } from './support/as-of-now.ts'

const START = '2026-03-02T09:00:00.000Z'
const LAST_MOMENT = '2026-03-09T22:59:59.999Z'
const TERM_HAS_PASSED = '2026-03-09T23:00:00.000Z'
const UNDONE = { outcome: 'undone', reason: 'De buren vergisten zich' }

let town: Town
/** Coordinates, and leads the only team. */
let noor: Person
let asLead: Person
let officer: Person
let mother: Person
let father: Person
let planId: string
let ofMother: string

beforeAll(async () => {
  town = await aTown(START)
  noor = await town.person('coordinator', 'Noor', { team: 'noord' })
  asLead = await town.person('team-lead', 'Noor', { team: 'noord', subject: noor.id })
  officer = await town.person('privacy-officer', 'Piet')
})
afterAll(() => town.close())

beforeEach(async () => {
  town.itIs(START)
  planId = (await town.as(noor).post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })).planId
  const joins = async (name: string) => {
    const { id } = await town.as(noor).post(`/plans/${planId}/members`, { name, birthDate: '1985-04-01' })
    return town.person('family-member', name, { subject: id })
  }
  mother = await joins('Mirjam')
  father = await joins('Farid')
  ofMother = `/plans/${planId}/members/${mother.id}`
})

async function leavesAndContests(kind = 'moved') {
  await town.as(noor).post(`${ofMother}/departure`, { kind, date: '2026-03-01', reason: 'Woont elders' })
  await town.as(mother).post(`${ofMother}/contest`, { words: 'Ik ben er nog' })
}

async function due(who: Person, scope = 'mine') {
  const caughtUp = await asOfNow(town)
  const { body } = await town.as(who).asks('GET', `/due?scope=${scope}`, { headers: caughtUp })
  const rows = body['items'] as readonly { readonly planId: string; readonly item: { readonly id: string } }[]
  return rows.filter((row) => row.planId === planId)
}

const decides = async (who: Person) => {
  const { status, body } = await town.as(who).asks('POST', `${ofMother}/contest/decision`, { body: UNDONE })
  return [status, body['code']]
}

const kindsSeenBy = async (who: Person): Promise<readonly string[]> => {
  const { events } = (await town.as(who).get(`/plans/${planId}/history`)) as unknown as {
    readonly events: readonly { readonly type: string }[]
  }
  return events.map(({ type }) => type)
}

describe('a contest', () => {
  it('is not due for the lead who recorded the departure, who may not decide it', async () => {
    await leavesAndContests()
    expect(await due(asLead)).toEqual([])
    expect(await decides(asLead)).toEqual([403, 'NOBODY_DECIDES_ON_A_DEPARTURE_THEY_RECORDED'])
    const other = await town.person('team-lead', 'Tess', { team: 'noord' })
    expect(await due(other)).toMatchObject([{ what: 'contest-decision', mustAct: 'team-lead' }])
  })

  it('is not there for the privacy officer before its term has passed', async () => {
    await leavesAndContests()
    town.itIs(LAST_MOMENT)
    expect(await due(officer)).toEqual([])
    expect(await decides(officer)).toEqual([404, 'NOT_FOUND'])
    expect((await town.as(officer).asks('GET', ofMother)).status).toBe(404)
  })

  it('is theirs from then on: due, opened by what is due, decided; with who it is, how it was said, and nothing else', async () => {
    await leavesAndContests()
    town.itIs(TERM_HAS_PASSED)
    const rows = await due(officer)
    expect(rows).toMatchObject([
      {
        what: 'contest-decision',
        mustAct: 'privacy-officer',
        overdue: true,
        escalating: true,
        item: { kind: 'member' },
      },
    ])
    const opened = await town.as(officer).get(`/plans/${planId}/members/${rows[0]?.item.id ?? ''}`)
    expect(opened).toMatchObject({ state: 'left', departure: { contest: { words: 'Ik ben er nog' } } })
    expect(await kindsSeenBy(officer)).toEqual([
      'MembershipRequested',
      'MemberJoined',
      'MemberLeft',
      'DepartureContested',
    ])
    expect((await town.as(officer).asks('GET', `/plans/${planId}/members/${father.id}`)).status).toBe(404)
    const { status } = await town.as(officer).asks('POST', `/plans/${planId}/members/${father.id}/contest/decision`, {
      body: UNDONE,
    })
    expect(status).toBe(404)

    expect(await town.as(mother).get(ofMother)).toMatchObject({ state: 'left' })
    expect(await decides(officer)).toEqual([201, undefined])
    expect(await town.as(mother).get(ofMother)).toMatchObject({
      state: 'in',
      departure: { undone: { by: officer.id } },
    })
    expect(await due(officer)).toEqual([])
    expect((await town.as(officer).asks('GET', `/plans/${planId}`)).status).toBe(404)
    expect(await decides(officer)).toEqual([404, 'NOT_FOUND'])
  })

  it('still is a lead’s to decide then, and once', async () => {
    await leavesAndContests()
    town.itIs(TERM_HAS_PASSED)
    const other = await town.person('team-lead', 'Tess', { team: 'noord' })
    expect(await due(other)).toMatchObject([{ what: 'contest-decision', escalating: true }])
    expect(await decides(other)).toEqual([201, undefined])
    expect(await decides(officer)).toEqual([404, 'NOT_FOUND'])
  })

  it('is nobody’s who recorded the departure, whatever they come as', async () => {
    const both = await town.person('privacy-officer', 'Noor', { subject: noor.id })
    await leavesAndContests()
    town.itIs(TERM_HAS_PASSED)
    expect(await due(both)).toEqual([])
    expect(await decides(both)).toEqual([403, 'NOBODY_DECIDES_ON_A_DEPARTURE_THEY_RECORDED'])
  })

  it('of who fled is looked at without the others being told of it', async () => {
    await leavesAndContests('fled')
    town.itIs(TERM_HAS_PASSED)
    const before = await town.as(father).get(`/plans/${planId}`)
    await town.as(officer).get(ofMother)
    const looks = async (who: Person) =>
      (
        (await town.as(who).get(`/plans/${planId}/access-records`))['items'] as readonly { readonly role: string }[]
      ).map(({ role }) => role)
    expect(await looks(father)).not.toContain('privacy-officer')
    expect(await decides(officer)).toEqual([201, undefined])
    expect(await town.as(father).get(`/plans/${planId}`)).toEqual({ ...before })
  })
})
