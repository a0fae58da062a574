/** Which roles may break the glass of a plan, an administrator says; until then nobody may. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aTown, type Person, type Town } from './support/story.ts'

let town: Town
let ans: Person
let yara: Person

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  ans = await town.person('administrator', 'Ans')
  yara = await town.person('professional', 'Yara')
})
afterAll(() => town.close())

const set = (who: Person, roles: readonly string[]) =>
  town.as(who).asks('PUT', '/break-glass-roles', { body: { roles } })

describe('the roles that may break glass', () => {
  it('are none, until an administrator says which, and may be none again', async () => {
    expect(await town.as(yara).get('/break-glass-roles')).toEqual({ version: 0, roles: [] })
    expect((await set(ans, ['coordinator', 'professional'])).status).toBe(200)
    expect(await town.as(yara).get('/break-glass-roles')).toEqual({
      version: 1,
      roles: ['professional', 'coordinator'],
    })
    expect((await set(ans, ['professional', 'coordinator'])).status).toBe(200)
    expect(await town.as(yara).get('/break-glass-roles')).toMatchObject({ version: 1 })
    expect((await set(ans, [])).status).toBe(200)
    expect(await town.as(yara).get('/break-glass-roles')).toEqual({ version: 2, roles: [] })
  })

  it('are said by nobody else, and hold nobody of the family, no partner, no auditor and no administrator', async () => {
    expect(await set(yara, ['professional'])).toMatchObject({
      status: 403,
      body: { code: 'ONLY_AN_ADMINISTRATOR_DOES_THIS' },
    })
    for (const role of ['family-member', 'representative', 'partner', 'auditor', 'administrator', 'second-reader'])
      expect(await set(ans, [role])).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
    expect(await set(ans, ['professional', 'professional'])).toMatchObject({ status: 400 })
  })
})
