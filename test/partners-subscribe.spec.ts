/** A partner subscribes: its endpoint says back a word of chance, its subscription is its own, and stands as it was left. */
import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { whyNotGenuine } from '../libs/messaging/standard-webhooks.ts'
import { answering, receiver, type Answering, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { aPartner, DE_BRUG, DE_STAM, pageOfEvents } from './support/partners.ts'
import { aTown, type Asking, type Person, type Told, type Town } from './support/story.ts'

let town: Town
let deBrug: Person
let brug: Asking
let stam: Asking
let endpoint: Receiver

/** As a partner writes it: the word is said back. */
const sayingBack: Answering = ({ body }, response) => {
  const { challenge } = JSON.parse(body) as { readonly challenge: string }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ challenge }))
}

beforeAll(async () => {
  town = await aTown()
  deBrug = await aPartner(town, DE_BRUG)
  brug = town.as(deBrug)
  stam = town.as(await aPartner(town, DE_STAM))
})
afterAll(() => town.close())
beforeEach(async () => {
  endpoint = await receiver({ answer: sayingBack })
})
afterEach(() => endpoint.close())

const aWebhook = (more: object = {}) =>
  brug.post('/subscriptions', { channel: 'webhook', endpoint: endpoint.url, ...more })
const read = (id: string): Promise<Told> => brug.get(`/subscriptions/${id}`)
const codeOf = async (asking: Asking, method: string, path: string, body?: unknown) =>
  (await asking.asks(method, path, body === undefined ? {} : { body })).body['code']

describe('a webhook', () => {
  it('is challenged when it is registered, by a signed message, and is active once it says the word back', async () => {
    const made = await aWebhook({ types: ['nl.samenspel.plan.goal-adopted.v1'], domains: ['youth'] })
    expect(made['delivering']).toBe('active')
    expect(endpoint.received).toHaveLength(1)
    const [challenge] = endpoint.received
    if (challenge === undefined) throw new Error('the endpoint was asked')
    expect(JSON.parse(challenge.body)).toMatchObject({ type: 'nl.samenspel.endpoint-challenge.v1' })
    const secret = String(made['secret'])
    const publicKey = String(made['publicKey'])
    for (const key of [secret, publicKey])
      expect(whyNotGenuine(challenge.headers, challenge.body, [key], { atMs: Date.now() })).toBeUndefined()
    expect(await read(made.id)).toEqual({
      id: made.id,
      etag: made.etag,
      channel: 'webhook',
      endpoint: endpoint.url,
      wanted: { types: ['nl.samenspel.plan.goal-adopted.v1'], domains: ['youth'], plans: [] },
      delivering: 'active',
      secretVersion: 1,
      publicKey,
    })
  })

  it('that does not say it back waits for another challenge', async () => {
    for (const answer of [answering(200), answering(500), answering(302, { location: endpoint.url })]) {
      endpoint.answer = answer
      const { id, ...made } = await aWebhook()
      expect(made['delivering']).toBe('unproved')
      expect(await codeOf(brug, 'POST', `/subscriptions/${id}/challenges`)).toBe('ENDPOINT_DID_NOT_ANSWER')
      expect(await codeOf(brug, 'POST', `/subscriptions/${id}/resumption`)).toBe('ENDPOINT_IS_NOT_PROVED')
      endpoint.answer = sayingBack
      await brug.post(`/subscriptions/${id}/challenges`)
      expect(await read(id)).toMatchObject({ delivering: 'active' })
    }
  })

  it('may say the word alone; another word is no answer', async () => {
    endpoint.answer = ({ body }, response) => {
      response.end((JSON.parse(body) as { readonly challenge: string }).challenge)
    }
    expect((await aWebhook())['delivering']).toBe('active')
    endpoint.answer = (_, response) => {
      response.end(JSON.stringify({ challenge: 'A'.repeat(32) }))
    }
    expect((await aWebhook())['delivering']).toBe('unproved')
  })

  it('is not where nothing may be sent to, and has an endpoint', async () => {
    for (const address of [
      'http://93.184.216.34/',
      'https://10.0.0.1/',
      'https://user:word@example.nl/',
      'no address',
      'https://169.254.169.254/',
    ])
      expect({
        address,
        code: await codeOf(brug, 'POST', '/subscriptions', { channel: 'webhook', endpoint: address }),
      }).toEqual({
        address,
        code: 'ENDPOINT_IS_NOT_ALLOWED',
      })
    expect(await codeOf(brug, 'POST', '/subscriptions', { channel: 'webhook' })).toBe('WEBHOOK_NEEDS_AN_ENDPOINT')
    const kafka = { channel: 'kafka', endpoint: endpoint.url }
    expect(await codeOf(brug, 'POST', '/subscriptions', kafka)).toBe('ONLY_A_WEBHOOK_HAS_AN_ENDPOINT')
    expect(endpoint.connections()).toBe(0)
  })

  it('registered twice by one request is registered and challenged once, with the same secret', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const body = { channel: 'webhook', endpoint: endpoint.url }
    const first = await brug.post('/subscriptions', body, headers)
    const again = await brug.post('/subscriptions', body, headers)
    expect(again).toEqual(first)
    expect(endpoint.received).toHaveLength(1)
  })

  it('has its address in clear nowhere in the store', async () => {
    const { id } = await aWebhook({ endpoint: `${endpoint.url}/capability-in-the-path` })
    expect(await read(id)).toMatchObject({ endpoint: `${endpoint.url}/capability-in-the-path` })
    const { readFile, readdir } = await import('node:fs/promises')
    for (const file of await readdir(town.dataDir))
      expect((await readFile(`${town.dataDir}/${file}`)).includes('capability-in-the-path')).toBe(false)
  })
})

describe('a subscription', () => {
  it('is nobody else’s: not another organisation’s, not the municipality’s', async () => {
    const { id } = await aWebhook()
    const rest = ['/challenges', '/pause', '/resumption', '/replays', '/secrets']
    const bodies: Readonly<Record<string, object>> = { '/secrets': { overlapHours: 1 }, '/replays': {} }
    for (const path of rest)
      expect(await codeOf(stam, 'POST', `/subscriptions/${id}${path}`, bodies[path])).toBe('NOT_FOUND')
    expect(await codeOf(stam, 'GET', `/subscriptions/${id}`)).toBe('NOT_FOUND')
    expect(await codeOf(stam, 'DELETE', `/subscriptions/${id}`)).toBe('NOT_FOUND')
    expect((await stam.get('/subscriptions'))['subscriptions']).toEqual([])
    const administrator = town.as(await town.person('administrator', 'Ans'))
    expect(await codeOf(administrator, 'GET', `/subscriptions/${id}`)).toBe('ONLY_A_PARTNER_ORGANISATION_DOES_THIS')
    expect(await read(id)).toMatchObject({ delivering: 'active' })
  })

  it('is listed, paused, resumed and ended', async () => {
    const { id } = await brug.post('/subscriptions', { channel: 'kafka' })
    const standing = async (position: unknown) => {
      const { body } = await brug.asks('GET', '/subscriptions', { headers: { 'consistent-after': String(position) } })
      return (body['subscriptions'] as readonly Told[]).find((one) => one.id === id)?.['delivering']
    }
    expect(await read(id)).toMatchObject({ channel: 'kafka', delivering: 'active' })
    const paused = await brug.post(`/subscriptions/${id}/pause`)
    expect(await standing(paused['position'])).toBe('paused')
    const resumed = await brug.post(`/subscriptions/${id}/resumption`)
    expect(await standing(resumed['position'])).toBe('active')
    const ended = await brug.delete(`/subscriptions/${id}`)
    expect(await standing(ended['position'])).toBeUndefined()
    expect(await codeOf(brug, 'GET', `/subscriptions/${id}`)).toBe('NOT_FOUND')
    expect(await codeOf(brug, 'POST', `/subscriptions/${id}/pause`)).toBe('SUBSCRIPTION_HAS_ENDED')
    expect(await codeOf(brug, 'DELETE', `/subscriptions/${id}`)).toBeUndefined()
  })

  it('is replayed from a cursor of the feed or from a moment, and not from both', async () => {
    const { id } = await brug.post('/subscriptions', { channel: 'kafka' })
    const { next: cursor } = await pageOfEvents(town, deBrug)
    const since = '2026-03-01T00:00:00Z'
    await brug.post(`/subscriptions/${id}/replays`, { cursor })
    await brug.post(`/subscriptions/${id}/replays`, { since })
    expect(await codeOf(brug, 'POST', `/subscriptions/${id}/replays`, { cursor, since })).toBe('START_IS_SAID_TWICE')
    expect(await codeOf(brug, 'POST', `/subscriptions/${id}/replays`, { cursor: 'AAAA' })).toBe(
      'CURSOR_IS_NOT_OF_THIS_LIST',
    )
    await brug.delete(`/subscriptions/${id}`)
    const other = await stam.post('/subscriptions', { channel: 'kafka' })
    expect(await codeOf(stam, 'POST', `/subscriptions/${other.id}/replays`, { cursor })).toBe(
      'CURSOR_IS_NOT_OF_THIS_LIST',
    )
  })

  it('whose new secret is asked for again is told that one while it counts, never a newer, and another organisation nothing', async () => {
    const { id } = await aWebhook()
    const rotate = (key: string, asking = brug, overlapHours = 24) =>
      asking.asks('POST', `/subscriptions/${id}/secrets`, {
        body: { overlapHours },
        headers: { 'idempotency-key': key },
      })
    const second = (await rotate('second')).body
    expect((await rotate('second')).body).toEqual(second)
    const third = (await rotate('third')).body
    expect((await rotate('second')).body).toEqual(second)
    await rotate('fourth', brug, 0)
    for (const key of ['second', 'third']) {
      const { body } = await rotate(key)
      expect([body['secret'], body['publicKey']]).toEqual([undefined, undefined])
    }
    expect(third['secretVersion']).toBe(3)

    // The same client under another organisation: its commands are its own, what became of them is not.
    const moved = await town.person('partner', deBrug.name, { organisation: DE_STAM, subject: deBrug.id })
    const { status, body } = await rotate('fourth', town.as(moved), 0)
    expect([status, body['code'], body.etag, body['secret']]).toEqual([
      409,
      'COMMAND_WAS_CARRIED_OUT',
      undefined,
      undefined,
    ])
  })

  it('gets another secret, while the one before counts for as long as was asked', async () => {
    const made = await aWebhook()
    const rotated = await brug.post(`/subscriptions/${made.id}/secrets`, { overlapHours: 24 })
    expect(rotated['secret']).not.toBe(made['secret'])
    expect(rotated).toMatchObject({ secretVersion: 2 })
    const [old, fresh] = [String(made['secret']), String(rotated['secret'])]
    const publicKeys = [made, rotated].map((one) => String(one['publicKey']))
    expect(new Set(publicKeys).size).toBe(2)
    expect(await read(made.id)).toMatchObject({ publicKey: publicKeys[1] })
    // What is sent meanwhile is signed with both.
    await brug.post(`/subscriptions/${made.id}/challenges`)
    const last = endpoint.received.at(-1)
    for (const key of [old, fresh, ...publicKeys])
      expect(whyNotGenuine(last?.headers ?? {}, last?.body ?? '', [key], { atMs: Date.now() })).toBeUndefined()
    const other = `whsec_${createHmac('sha256', 'other').digest('base64')}`
    expect(whyNotGenuine(last?.headers ?? {}, last?.body ?? '', [other], { atMs: Date.now() })).toBe(
      'signature-does-not-match',
    )

    await brug.post(`/subscriptions/${made.id}/secrets`, { overlapHours: 0 })
    await brug.post(`/subscriptions/${made.id}/challenges`)
    const after = endpoint.received.at(-1)
    for (const key of [fresh, publicKeys[1] ?? ''])
      expect(whyNotGenuine(after?.headers ?? {}, after?.body ?? '', [key], { atMs: Date.now() })).toBe(
        'signature-does-not-match',
      )
  })

  it('is one of fifty at most', async () => {
    const third = town.as(await aPartner(town, '00000099000000000004'))
    let last: Told | undefined
    const another = { channel: 'webhook', endpoint: endpoint.url }
    for (let made = 0; made < 50; made += 1) last = await third.post('/subscriptions', another)
    await third.asks('GET', '/subscriptions', { headers: { 'consistent-after': String(last?.['position']) } })
    expect(await codeOf(third, 'POST', '/subscriptions', another)).toBe('ORGANISATION_HAS_ENOUGH_SUBSCRIPTIONS')
  })

  it('over Kafka is the only one of its organisation: two that fill one topic would not keep its order', async () => {
    const first = await brug.post('/subscriptions', { channel: 'kafka' })
    expect(await read(first.id)).toMatchObject({ topic: `samenspel.partner.${DE_BRUG}.v1` })
    const { status, body } = await brug.asks('POST', '/subscriptions', { body: { channel: 'kafka' } })
    expect({ status, ...body }).toMatchObject({ status: 409, code: 'TOPIC_HAS_A_SUBSCRIPTION', subscription: first.id })
    await brug.delete(`/subscriptions/${first.id}`)
    const next = await brug.post('/subscriptions', { channel: 'kafka' })
    await brug.delete(`/subscriptions/${next.id}`)
  })
})
