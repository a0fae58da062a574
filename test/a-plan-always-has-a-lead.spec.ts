/** A plan always has a lead to go to: where its team has none, the lead of the team that the municipality named for that. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aTown, type Person, type Town } from './support/story.ts'

const OPEN = { lifeAreas: ['finances'], reportedBy: 'family' }
const TEAMS = { teams: [{ team: 'noord' }, { team: 'centraal' }], fallback: 'centraal' }

let town: Town
let ans: Person
let noor: Person
let bart: Person
let fenna: Person
let truus: Person
let carla: Person

beforeAll(async () => {
  town = await aTown()
  ans = await town.person('administrator', 'Ans')
  noor = await town.person('coordinator', 'Noor', { team: 'noord' })
  bart = await town.person('coordinator', 'Bart', { team: 'nergens' })
  // Signed in without a team.
  fenna = await town.person('coordinator', 'Fenna')
  truus = await town.person('team-lead', 'Truus', { team: 'noord' })
  carla = await town.person('team-lead', 'Carla', { team: 'centraal' })
}, 30_000)
afterAll(() => town.close())

const opened = async (by: Person) => (await town.as(by).post('/plans', OPEN)).planId
const statusFor = async (who: Person, planId: string) => (await town.as(who).asks('GET', `/plans/${planId}`)).status

const replacedBy = (lead: Person, planId: string, next: Person, team: string) =>
  town.as(lead).asks('POST', `/plans/${planId}/coordinator/replacements`, {
    body: { coordinator: next.id, name: next.name, team, reason: 'Niet bereikbaar' },
  })

/** Both lists of a lead, as far as they have come. */
async function listedFor(lead: Person, consistentAfter: string): Promise<readonly unknown[]> {
  const found = new Set<unknown>()
  for (const path of ['/plans?limit=100', '/caseload?limit=100']) {
    const { status, body } = await town.as(lead).asks('GET', path, { headers: { 'consistent-after': consistentAfter } })
    expect([path, status]).toEqual([path, 200])
    for (const { planId } of body['items'] as readonly { planId: string }[]) found.add(planId)
  }
  return [...found]
}

describe('the teams that have a lead', () => {
  it('are registered by who administers, each once, the fallback among them', async () => {
    const before = await town.as(noor).get('/teams')
    expect(before).toEqual({ version: 0, teams: [] })
    const set = (who: Person, body: object) => town.as(who).asks('PUT', '/teams', { body })
    expect(await set(truus, TEAMS)).toMatchObject({ status: 403, body: { code: 'ONLY_AN_ADMINISTRATOR_DOES_THIS' } })
    const twice = { ...TEAMS, teams: [...TEAMS.teams, { team: 'noord' }] }
    expect(await set(ans, twice)).toMatchObject({ status: 400, body: { code: 'TEAMS_ARE_NAMED_TWICE' } })
    const without = { ...TEAMS, fallback: 'zuid' }
    expect(await set(ans, without)).toMatchObject({ status: 400, body: { code: 'FALLBACK_IS_NOT_A_TEAM' } })
    expect(await set(ans, { ...TEAMS, teams: [] })).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
    expect(await town.as(noor).get('/teams')).toEqual(before)
  })
})

describe('a plan whose team has no lead', () => {
  it('is led by the fallback’s from when that is registered, on lists too; a plan of a team with a lead is not', async () => {
    const [noors, barts, fennas] = [await opened(noor), await opened(bart), await opened(fenna)]
    const statuses = async (who: Person) => [
      await statusFor(who, noors),
      await statusFor(who, barts),
      await statusFor(who, fennas),
    ]
    expect(await statuses(carla)).toEqual([404, 404, 404])
    expect(await statuses(truus)).toEqual([200, 404, 404])

    const { position } = (await town.as(ans).put('/teams', TEAMS)) as unknown as { position: string }
    expect(await town.as(carla).get('/teams')).toEqual({
      version: 1,
      teams: ['noord', 'centraal'],
      fallback: 'centraal',
    })
    expect(await statuses(carla)).toEqual([404, 200, 200])
    expect(await statuses(truus)).toEqual([200, 404, 404])
    expect(await listedFor(carla, position)).toEqual(expect.arrayContaining([barts, fennas]))
    expect(await listedFor(carla, position)).not.toContain(noors)
    expect(await listedFor(truus, position)).toEqual([noors])

    expect((await replacedBy(truus, barts, noor, 'noord')).status).toBe(404)
    expect((await replacedBy(carla, barts, noor, 'noord')).status).toBe(201)
    expect([await statusFor(carla, barts), await statusFor(truus, barts)]).toEqual([404, 200])
  })
})

describe('a replacement', () => {
  it('is to a team that has a lead, where those are registered', async () => {
    await town.as(ans).put('/teams', TEAMS)
    const planId = await opened(noor)
    const refused = await replacedBy(truus, planId, bart, 'nergens')
    expect(refused).toMatchObject({ status: 409, body: { code: 'TEAM_IS_NOT_REGISTERED' } })
    expect([await statusFor(noor, planId), await statusFor(truus, planId)]).toEqual([200, 200])
    // Who may not replace is told so first.
    expect((await replacedBy(carla, planId, bart, 'nergens')).status).toBe(404)
    expect((await replacedBy(noor, planId, bart, 'nergens')).status).toBe(403)
    expect((await replacedBy(truus, planId, bart, 'centraal')).status).toBe(201)
    expect([await statusFor(truus, planId), await statusFor(carla, planId)]).toEqual([404, 200])
  })
})
