/** A partner's webhook gets what a ground covers at the moment it is sent, signed and in order; what it does not take is seen, and settled, by the partner itself. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { whyNotGenuine } from '../libs/messaging/standard-webhooks.ts'
import { TIMEOUT_MS } from '../libs/messaging/safe-post.ts'
import { receiver, type Answering, type Received, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { allEvents, aPartner, DE_BRUG, DE_STAM, until, type CloudEventTold } from './support/partners.ts'
import { aTown, type Asking, type Person, type Told, type Town } from './support/story.ts'

const DAY_MS = 86_400_000
const IN_YEARS = '2051-01-01T00:00:00Z'

let town: Town
let family: HelpedFamily
let deBrug: Person
let brug: Asking
let stam: Asking
let endpoint: Receiver
const subscribed: [Asking, string][] = []

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
  brug = town.as(deBrug)
  stam = town.as(await aPartner(town, DE_STAM))
}, 60_000)
afterAll(() => town.close())
beforeEach(async () => {
  endpoint = await receiver({ answer: taking(() => 204) })
})
afterEach(async () => {
  for (const [partner, id] of subscribed.splice(0)) await partner.delete(`/subscriptions/${id}`)
  await endpoint.close()
})

const isChallenge = ({ headers }: Received) => String(headers['webhook-id']).startsWith('challenge-')

/** Says the word back, and answers events with what is told for each. */
const taking =
  (status: (event: CloudEventTold) => number): Answering =>
  (received, response) => {
    if (isChallenge(received)) response.end(received.body)
    else response.writeHead(status(JSON.parse(received.body) as CloudEventTold)).end()
  }

const events = (): readonly CloudEventTold[] =>
  endpoint.received.filter((one) => !isChallenge(one)).map(({ body }) => JSON.parse(body) as CloudEventTold)

async function aWebhook(of: Asking, more: object = {}): Promise<Told> {
  const made = await of.post('/subscriptions', { channel: 'webhook', endpoint: endpoint.url, ...more })
  subscribed.push([of, made.id])
  expect(made['delivering']).toBe('active')
  return made
}

const aGoal = async (): Promise<string> => {
  const body = { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words: 'Weer naar school' }
  return (await town.as(family.youthWorker).post(`/plans/${family.planId}/goals`, body)).id
}
const deliveriesOf = async (of: Asking, id: string) =>
  (await of.get(`/subscriptions/${id}`))['deliveries'] as Readonly<Record<string, unknown>> | undefined
const lettersOf = async (of: Asking, id: string) =>
  (await of.get(`/subscriptions/${id}/dead-letters`))['deadLetters'] as readonly Readonly<Record<string, unknown>>[]

describe('a webhook', () => {
  it('gets what comes, signed: the same events as the feed has', async () => {
    const { id, secret } = await aWebhook(brug)
    const goals = [await aGoal(), await aGoal(), await aGoal()]
    await until(() => events().length === 3)
    expect(events().map(({ data }) => data.item.id)).toEqual(goals)
    expect(events()).toEqual((await allEvents(town, deBrug)).slice(-3))
    for (const one of endpoint.received) {
      expect(whyNotGenuine(one.headers, one.body, [String(secret)], { atMs: Date.now() })).toBeUndefined()
      if (!isChallenge(one)) {
        expect(one.headers['content-type']).toBe('application/cloudevents+json')
        expect(one.headers['webhook-id']).toBe((JSON.parse(one.body) as CloudEventTold).id)
      }
    }
    await until(async () => (await deliveriesOf(brug, id))?.['waiting'] === 0)
    const { cursor, ...rest } = (await deliveriesOf(brug, id)) ?? {}
    expect(rest).toEqual({ lagMs: expect.any(Number), waiting: 0, deadLetters: 0 })
    expect(cursor).toEqual(expect.any(String))
  })

  it('gets everything again when it is replayed, and nothing while it is paused', async () => {
    const { id } = await aWebhook(brug, { since: '2020-01-01T00:00:00Z' })
    const all = await allEvents(town, deBrug)
    await until(() => events().length === all.length)
    expect(events()).toEqual(all)
    await brug.post(`/subscriptions/${id}/replays`, { since: '2020-01-01T00:00:00Z' })
    await until(() => events().length === 2 * all.length)
    expect(events().slice(all.length)).toEqual(all)

    await brug.post(`/subscriptions/${id}/pause`)
    const other = await aWebhook(brug)
    const before = events().length
    await until(async () => (await deliveriesOf(brug, other.id)) !== undefined)
    await aGoal()
    await until(() => events().length > before)
    expect(events().length).toBe(before + 1)
    await brug.post(`/subscriptions/${id}/resumption`)
    await until(() => events().length === before + 2)
  })

  it('gets nothing more once the ground has ended, also of what waits to be tried again', async () => {
    const goal = await aGoal()
    const body = {
      to: DE_STAM,
      domain: 'youth',
      about: [family.child.id],
      words: 'Iemand om mee te praten',
      opens: [{ kind: 'goal', id: goal }],
      until: IN_YEARS,
    }
    const noor = town.as(family.coordinator)
    const referral = (await noor.post(`/plans/${family.planId}/referrals`, body)).id
    await stam.post(`/plans/${family.planId}/referrals/${referral}/acceptance`, {})
    let status = 503
    endpoint.answer = taking(() => status)
    const { id } = await aWebhook(stam)
    const revised = { words: 'Weer elke dag naar school' }
    await town.as(family.youthWorker).post(`/plans/${family.planId}/goals/${goal}/revisions`, revised)
    await until(() => events().length === 1)
    await until(async () => (await deliveriesOf(stam, id))?.['lastError'] !== undefined)
    expect(await deliveriesOf(stam, id)).toMatchObject({ waiting: 1, lastError: { said: 'HTTP 503' } })
    await noor.post(`/plans/${family.planId}/referrals/${referral}/end`, {})
    status = 204
    town.itIs(new Date(Date.now() + 60_000).toISOString())
    await until(async () => (await deliveriesOf(stam, id))?.['waiting'] === 0)
    expect(events().filter(({ data }) => data.item.kind === 'goal')).toHaveLength(1)
  })

  it('that fell silent, and one that is there no more, are told of alike, and as late', async () => {
    const closed = await receiver({ answer: taking(() => 204) })
    const [one, other] = [await aWebhook(brug), await aWebhook(brug, { endpoint: closed.url })]
    await closed.close()
    endpoint.answer = () => undefined
    const began = Date.now()
    await aGoal()
    const lastErrorOf = async (id: string) =>
      (await deliveriesOf(brug, id))?.['lastError'] as { readonly said: string; readonly at: string } | undefined
    for (const { id } of [one, other]) {
      await until(async () => (await lastErrorOf(id)) !== undefined, 25_000)
      const { said, at } = (await lastErrorOf(id)) ?? { said: '', at: '' }
      expect(said).toBe('no-answer')
      expect(Date.parse(at) - began).toBeGreaterThanOrEqual(TIMEOUT_MS)
    }
    // Also what an earlier version noted.
    await town.system.webhooks.faulted(other.id, 'address-not-allowed', Date.now())
    expect((await lastErrorOf(other.id))?.said).toBe('no-answer')
  }, 40_000)

  it('that said that it is gone is disabled, and gets nothing until it answers a challenge', async () => {
    endpoint.answer = taking(() => 410)
    const { id } = await aWebhook(brug)
    await aGoal()
    await until(async () => (await brug.get(`/subscriptions/${id}`))['delivering'] === 'disabled')
    endpoint.answer = taking(() => 204)
    await brug.post(`/subscriptions/${id}/challenges`)
    await until(() => events().length === 2)
    expect(events()[1]).toEqual(events()[0])
  })

  it('that does not take an event in 72 hours finds it among its dead letters, and has it tried again or does without', async () => {
    let status = 500
    endpoint.answer = taking(() => status)
    const { id } = await aWebhook(brug)
    await aGoal()
    await until(async () => (await deliveriesOf(brug, id))?.['lastError'] !== undefined)
    await aGoal()
    const begun = Date.parse(town.now())
    town.itIs(new Date(begun + 4 * DAY_MS).toISOString())
    await until(async () => (await deliveriesOf(brug, id))?.['deadLetters'] === 1)
    const [letter] = await lettersOf(brug, id)
    expect(letter).toMatchObject({ id: events()[0]?.id, plan: family.planId, attempts: 2, lastError: 'HTTP 500' })
    expect(new Set(events().map((one) => one.id)).size).toBe(1)

    const path = `/subscriptions/${id}/dead-letters/${String(letter?.['id'])}`
    for (const [method, address] of [
      ['GET', `/subscriptions/${id}/dead-letters`],
      ['POST', `${path}/replay`],
      ['DELETE', path],
    ] as const)
      expect((await stam.asks(method, address)).status).toBe(404)
    expect(await lettersOf(brug, id)).toHaveLength(1)

    await brug.post(`${path}/replay`)
    await until(() => events().length === 3)
    expect(await lettersOf(brug, id)).toEqual([])
    town.itIs(new Date(begun + 8 * DAY_MS).toISOString())
    await until(async () => (await deliveriesOf(brug, id))?.['deadLetters'] === 1)
    status = 204
    expect((await brug.delete(path))['deadLetters']).toEqual([])
    await until(async () => (await deliveriesOf(brug, id))?.['waiting'] === 0)
    expect(events().at(-1)?.id).not.toBe(letter?.['id'])
  })
})
