/** A number that is somebody's tells that they are in a plan: so that many may be looked up in a day and no more, each on record without the number, and nothing else tells a hit from a miss. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse, v5 as uuidFrom } from 'uuid'
import { testBsn } from '../apps/populate/names.ts'
import { dayOf } from '../libs/deciding/days.ts'
import type { Envelope } from '../libs/deciding/envelope.ts'
import { bsnLookUpsStream, planStream } from '../libs/installation/system.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const OPEN = { lifeAreas: ['finances'], reportedBy: 'family' }
const A_DAY = 20
const NUMBERS = Array.from({ length: 60 }, (_, place) => testBsn(place))

let town: Town
beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
})
afterAll(() => town.close())

async function aCoordinator(name: string) {
  const person = await town.person('coordinator', name)
  const { planId } = await town.as(person).post('/plans', OPEN)
  const joins = (bsn: string | undefined, key: string) =>
    town
      .as(person)
      .asks('POST', `/plans/${planId}/members`, { body: { name: 'Iemand', bsn }, headers: { 'idempotency-key': key } })
  return { person, planId, joins }
}

const lookedUpBy = async ({ id }: Person) => town.system.access.store.read(bsnLookUpsStream(dayOf(town.now()), id))

describe('looking people up by number', () => {
  it('ends for the day after so many, hits and refusals and those at once included; a request sent again is one', async () => {
    const noor = await aCoordinator('Noor')
    const bart = await aCoordinator('Bart')
    expect((await bart.joins(NUMBERS[0], 'theirs')).status).toBe(201)
    const hit = await noor.joins(NUMBERS[0], 'hit')
    expect(hit).toMatchObject({ status: 409, body: { code: 'PERSON_IS_IN_ANOTHER_PLAN' } })
    const first = await noor.joins(NUMBERS[1], 'first')
    expect(first.status).toBe(201)
    expect((await noor.joins('123456789', 'not-a-number')).body['code']).toBe('BSN_IS_NOT_VALID')
    expect((await noor.joins(undefined, 'without-a-number')).status).toBe(201)
    expect(await lookedUpBy(noor.person)).toHaveLength(2)

    const rest = await Promise.all(NUMBERS.slice(2, 32).map((bsn) => noor.joins(bsn, `key-${bsn}`)))
    const spent = rest.filter(({ status }) => status !== 201)
    expect(spent).toHaveLength(30 - (A_DAY - 2))
    for (const { status, body, headers } of spent) {
      expect([status, body['code']]).toEqual([429, 'BSN_LOOK_UPS_ARE_SPENT'])
      // From ten in the morning to midnight, in Amsterdam.
      expect(headers.get('retry-after')).toBe(String(14 * 3_600))
    }
    const known = await noor.joins(NUMBERS[0], 'hit-at-last')
    const unknown = await noor.joins(NUMBERS[40], 'miss')
    expect([known.status, { ...known.body, traceparent: 0 }]).toEqual([429, { ...unknown.body, traceparent: 0 }])

    expect((await noor.joins(NUMBERS[1], 'first')).body).toEqual(first.body)
    expect((await noor.joins(NUMBERS[0], 'hit')).body['code']).toBe('PERSON_IS_IN_ANOTHER_PLAN')
    expect((await bart.joins(NUMBERS[41], 'his-own')).status).toBe(201)
    expect(await lookedUpBy(noor.person)).toHaveLength(A_DAY)
    expect((await noor.joins(NUMBERS[2], 'first')).body['code']).toBe('COMMAND_ID_WAS_USED_FOR_ANOTHER_REQUEST')

    town.itIs('2026-03-03T09:00:00.000Z')
    expect((await noor.joins(NUMBERS[42], 'tomorrow')).status).toBe(201)
  })

  it('is on record without the number, and tells nothing by the ids of who is new', async () => {
    const eva = await aCoordinator('Eva')
    const { body } = await eva.joins(NUMBERS[50], 'new')
    const written = await lookedUpBy(eva.person)
    expect(written.map(({ type }) => type)).toEqual(['BsnLookedUp'])
    const envelope = written[0]?.body ?? ''
    expect(envelope).not.toContain(NUMBERS[50])
    expect(JSON.parse(envelope) as Envelope).toMatchObject({ actor: { id: eva.person.id }, about: [], data: {} })

    const asked = (await town.system.store.read(planStream(eva.planId))).find(
      ({ type }) => type === 'MembershipRequested',
    )
    const { commandId } = JSON.parse(asked?.body ?? '{}') as Envelope
    expect(body.id).not.toBe(uuidFrom(Buffer.from('person'), parse(commandId)))
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/)
  })
})
