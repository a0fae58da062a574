/** An organisation has fifty subscriptions at most, and one over Kafka, however many are asked for at once and of however many processes; and no place is lost for ever. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { takePlace, UNDER_WAY_AT_MOST_MS } from '../apps/api/subscriptions/places.ts'
import { placesStream, subscriptionStream } from '../libs/installation/system.ts'
import { SUBSCRIPTIONS_AT_MOST } from '../libs/partner/subscription-places.ts'
import { receiver, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { startApi, type ApiProcess } from './support/api-process.ts'
import { aPartner, until } from './support/partners.ts'
import { peopleAt, type Asking, type Told } from './support/story.ts'
import { aTownHere, type TownHere } from './support/town-here.ts'

const AT_ONCE = 120

let endpoint: Receiver
beforeAll(async () => {
  endpoint = await receiver({ answer: ({ body }, response) => response.end(body) })
})
afterAll(() => endpoint.close())

const aWebhook = () => ({ channel: 'webhook', endpoint: endpoint.url })
const times = <Made>(count: number, make: (at: number) => Made): Made[] =>
  Array.from({ length: count }, (_, at) => make(at))
const theirs = async (of: Asking) => (await of.get('/subscriptions'))['subscriptions'] as readonly Told[]

async function registeredAtOnce(askers: readonly Asking[], body: object, count = AT_ONCE) {
  const answers = await Promise.all(
    times(count, async (at) => {
      const of = askers[at % askers.length]
      if (of === undefined) throw new Error('nobody asks')
      return of.asks('POST', '/subscriptions', { body })
    }),
  )
  const codes = answers.map(({ status, body: told }) => (status === 201 ? 'made' : told['code']))
  return { made: codes.filter((code) => code === 'made').length, codes: new Set(codes) }
}

describe('an organisation', () => {
  let town: TownHere
  beforeAll(async () => {
    town = await aTownHere()
  })
  afterAll(() => town.close())

  it('has fifty subscriptions at most, also of 120 at once', async () => {
    const brug = town.as(await aPartner(town, '00000099000000000011'))
    const { made, codes } = await registeredAtOnce([brug], aWebhook())
    expect({ made, codes }).toEqual({
      made: SUBSCRIPTIONS_AT_MOST,
      codes: new Set(['made', 'ORGANISATION_HAS_ENOUGH_SUBSCRIPTIONS']),
    })
    await until(async () => (await theirs(brug)).length === SUBSCRIPTIONS_AT_MOST)
    // One that ends makes room for one.
    const [one] = await theirs(brug)
    await brug.delete(`/subscriptions/${one?.id ?? ''}`)
    expect(await registeredAtOnce([brug], aWebhook(), 10)).toMatchObject({ made: 1 })
  }, 60_000)

  it('has one over Kafka, also of twenty at once; the next when that one has ended', async () => {
    const brug = town.as(await aPartner(town, '00000099000000000012'))
    for (let round = 0; round < 3; round += 1) {
      const { made, codes } = await registeredAtOnce([brug], { channel: 'kafka' }, 20)
      expect({ made, codes }).toEqual({ made: 1, codes: new Set(['made', 'TOPIC_HAS_A_SUBSCRIPTION']) })
      await until(async () => (await theirs(brug)).length === 1)
      const [one] = await theirs(brug)
      await brug.delete(`/subscriptions/${one?.id ?? ''}`)
      await until(async () => (await theirs(brug)).length === 0)
    }
  }, 60_000)

  it('takes no place with what is refused, and one with a request that is sent again', async () => {
    const organisation = '00000099000000000013'
    const brug = town.as(await aPartner(town, organisation))
    for (const body of [
      { channel: 'webhook' },
      { channel: 'kafka', endpoint: endpoint.url },
      { channel: 'kafka', cursor: 'x' },
    ])
      expect((await brug.asks('POST', '/subscriptions', { body })).status).toBe(400)
    const headers = { 'idempotency-key': randomUUID() }
    await Promise.all(times(5, () => brug.asks('POST', '/subscriptions', { body: aWebhook(), headers })))
    const { state } = await town.system.folds.places.at(placesStream(organisation))
    expect(Object.keys(state)).toHaveLength(1)
  })

  it('is counted with what it had before there were places', async () => {
    const organisation = '00000099000000000014'
    const brug = town.as(await aPartner(town, organisation))
    for (let made = 0; made < 3; made += 1) await brug.post('/subscriptions', aWebhook())
    const there = await theirs(brug)
    // As an earlier version left them: without a place.
    const { folds, store } = town.system
    const stream = placesStream('00000099000000000015')
    const old = town.as(await aPartner(town, '00000099000000000015'))
    for (const { id } of there) {
      const events = await store.read(subscriptionStream(id))
      const copy = randomUUID()
      const copied = events.map(({ type, body }) => {
        const own = randomUUID()
        const text = body.replaceAll(id, copy).replaceAll(organisation, '00000099000000000015')
        return { id: own, type, body: JSON.stringify({ ...(JSON.parse(text) as object), id: own }) }
      })
      await store.append(subscriptionStream(copy), 'no-stream', copied)
    }
    const { made } = await registeredAtOnce([old], aWebhook(), SUBSCRIPTIONS_AT_MOST)
    expect(made).toBe(SUBSCRIPTIONS_AT_MOST - there.length)
    expect(Object.keys((await folds.places.at(stream)).state)).toHaveLength(SUBSCRIPTIONS_AT_MOST)
  }, 60_000)

  it('gets back the places of registrations that crashed, which then cannot be finished any more', async () => {
    const organisation = '00000099000000000016'
    const partner = await aPartner(town, organisation)
    const brug = town.as(partner)
    const by = {
      deed: {
        by: { kind: 'organisation', id: partner.id, role: 'partner', organisation },
        activity: 'partner-information',
        legalBasis: '',
      },
    } as const
    const crashed = times(SUBSCRIPTIONS_AT_MOST, () => randomUUID())
    for (const id of crashed) await takePlace(town.system, by, organisation, { subscription: id, channel: 'webhook' })
    // As long as they may be under way they are not taken away.
    const code = async () => (await brug.asks('POST', '/subscriptions', { body: aWebhook() })).body['code']
    expect(await code()).toBe('ORGANISATION_HAS_ENOUGH_SUBSCRIPTIONS')
    town.itIs(new Date(Date.now() + UNDER_WAY_AT_MOST_MS + 1_000).toISOString())
    // Some at once find the same places left behind.
    expect(await registeredAtOnce([brug], aWebhook(), 5)).toMatchObject({ made: 5 })
    expect(await registeredAtOnce([brug], aWebhook(), 60)).toMatchObject({ made: SUBSCRIPTIONS_AT_MOST - 5 })
    const { folds } = town.system
    for (const id of crashed) expect((await folds.subscriptions.at(subscriptionStream(id))).state.is).toBe('ended')
  }, 120_000)
})

describe('two processes on one store', () => {
  let dataDir: string
  const processes: ApiProcess[] = []
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'samenspel-places-'))
    for (let count = 0; count < 2; count += 1) processes.push(await startApi(dataDir))
  }, 60_000)
  afterAll(async () => {
    await Promise.all(processes.map((one) => one[Symbol.asyncDispose]()))
    rmSync(dataDir, { recursive: true })
  })

  it('let an organisation have fifty subscriptions, and one over Kafka, between them', async () => {
    const configuration = readConfiguration({ SAMENSPEL_DATA_DIR: dataDir })
    const people = await Promise.all(processes.map(({ url }) => peopleAt(`${url}/v1`, configuration)))
    const asking = await Promise.all(
      people.map(async (town) =>
        town.as(await town.person('partner', 'De Brug', { organisation: '00000099000000000011' })),
      ),
    )
    expect(await registeredAtOnce(asking, { channel: 'kafka' }, 20)).toMatchObject({ made: 1 })
    expect(await registeredAtOnce(asking, aWebhook())).toMatchObject({ made: SUBSCRIPTIONS_AT_MOST - 1 })
  }, 90_000)
})
