/** One who asks too much is told when to come back, and takes nothing from anyone else: not from who shares their address, their plan or their family. */
import { request as httpRequest, type ClientRequest } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { DE_BRUG, DE_STAM, until } from './support/partners.ts'
import { aTown, type Person, type Town } from './support/story.ts'

let people: Town

async function open(settings: Readonly<Record<string, string>>): Promise<void> {
  // Asking for the document counts too.
  people = await aTown(
    undefined,
    { SAMENSPEL_REQUESTS_AT_ONCE: undefined, ...settings },
    { heldAgainstTheDocument: false },
  )
}
afterEach(() => people.close())

/** One second's worth, and a second that is long: what is used up stays so while a test looks. */
const SLOW = { SAMENSPEL_BURST_SECONDS: '5' }
const rates = (reads: number, writes: number, strangers: number) => ({
  ...SLOW,
  SAMENSPEL_READS_PER_SECOND: String(reads),
  SAMENSPEL_WRITES_PER_SECOND: String(writes),
  SAMENSPEL_STRANGERS_PER_SECOND: String(strangers),
})
const OPENED = { lifeAreas: ['finances'], reportedBy: 'family' }
const NO_PLAN = `/plans/${crypto.randomUUID()}`

const reads = async (person: Person, path = NO_PLAN) => (await people.as(person).asks('GET', path)).status
const writes = (person: Person) => people.as(person).asks('POST', '/plans', { body: OPENED })

/** How often something went before it was refused for now. */
async function untilTooMany(ask: () => Promise<number>, atMost = 500): Promise<number> {
  for (let times = 0; times < atMost; times += 1) if ((await ask()) === 429) return times
  throw new Error('it was never too much')
}

async function asStranger(path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const answer = await fetch(people.api.replace(/\/v1$/, '') + path, { headers })
  await answer.arrayBuffer()
  return answer.status
}

/** As good as used up: what a moment gives back is less than anyone begins with. */
const LITTLE = 4

/** A token as one of ours is made, by somebody else. */
async function forged(): Promise<string> {
  await using elsewhere = await aTown()
  return (await elsewhere.person('coordinator', 'Noor')).token
}

describe('whoever is signed in', () => {
  it('is told when to come back, in a problem, and may then', async () => {
    await open(rates(100, 1, 100))
    const noor = await people.person('coordinator', 'Noor')
    expect(await untilTooMany(async () => (await writes(noor)).status)).toBeGreaterThanOrEqual(5)
    let answer = await writes(noor)
    await until(async () => (answer = await writes(noor)).status === 429)
    const { status, headers, body } = answer
    expect([status, body['code']]).toEqual([429, 'TOO_MANY_REQUESTS'])
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(Object.keys(body).sort()).toEqual(['code', 'detail', 'status', 'title', 'type'])
    const after = Number(headers.get('retry-after'))
    expect(after).toBeGreaterThanOrEqual(1)
    expect(after).toBeLessThanOrEqual(2)
    await until(async () => (await writes(noor)).status === 201)
  })

  it('uses up nobody else’s: of the same plan, of the same name, at the same address', async () => {
    await open(rates(100, 1, 2))
    const noor = await people.person('coordinator', 'Noor')
    const others = await Promise.all([
      people.person('coordinator', 'Piet'),
      people.person('coordinator', 'Noor', { subject: crypto.randomUUID() }),
    ])
    await untilTooMany(async () => (await writes(noor)).status)
    for (const other of others) expect((await writes(other)).status).toBe(201)
  })

  it('reads on where they may not write, and writes on where they may not read', async () => {
    await open(rates(1, 1, 100))
    const noor = await people.person('coordinator', 'Noor')
    const piet = await people.person('coordinator', 'Piet')
    await untilTooMany(async () => (await writes(noor)).status)
    expect(await reads(noor)).toBe(404)
    await untilTooMany(() => reads(piet))
    expect((await writes(piet)).status).toBe(201)
  })

  it('is the same with another token of theirs', async () => {
    await open(rates(100, 1, 100))
    const noor = await people.person('coordinator', 'Noor')
    const again = await people.person('coordinator', 'Noor', { lifetimeSeconds: 1_234 })
    expect(again.token).not.toBe(noor.token)
    await untilTooMany(async () => (await writes(noor)).status)
    expect(await untilTooMany(async () => (await writes(again)).status)).toBeLessThanOrEqual(LITTLE)
  })

  it('has fewer lists and histories than other reads', async () => {
    await open(rates(4, 100, 100))
    const [noor, piet] = [await people.person('coordinator', 'Noor'), await people.person('coordinator', 'Piet')]
    const lists = await untilTooMany(() => reads(noor, '/plans'))
    const plans = await untilTooMany(() => reads(piet))
    expect(lists).toBeGreaterThanOrEqual(4)
    expect(plans).toBeGreaterThanOrEqual(lists * 3)
  })

  it('is refused before anything of a body is read', async () => {
    await open(rates(100, 1, 100))
    const noor = await people.person('coordinator', 'Noor')
    await untilTooMany(async () => (await writes(noor)).status)
    const asked: ClientRequest[] = []
    const half = () =>
      new Promise<number>((resolve, reject) => {
        const headers = {
          authorization: `Bearer ${noor.token}`,
          'content-type': 'application/json',
          'content-length': 9_000,
        }
        const asking = httpRequest(`${people.api}/plans`, { method: 'POST', headers }, (answer) => {
          resolve(answer.statusCode ?? 0)
        })
        asking.on('error', reject).write('{')
        asked.push(asking)
      })
    // One that were let in would not be answered at all.
    const answers = Array.from({ length: 5 }, half)
    expect(await Promise.race(answers)).toBe(429)
    // And would hold up a stop for as long as its body may take.
    for (const asking of asked) asking.destroy()
    await Promise.allSettled(answers)
  })
})

describe('a partner organisation', () => {
  it('has one measure for all of its clients, and another organisation its own', async () => {
    await open(rates(2, 100, 100))
    const client = (name: string, organisation: string) =>
      people.person('partner', name, { organisation, subject: crypto.randomUUID() })
    const [one, other, stranger] = [await client('A', DE_BRUG), await client('B', DE_BRUG), await client('C', DE_STAM)]
    await untilTooMany(() => reads(one, '/events'))
    expect(await untilTooMany(() => reads(other, '/events'))).toBeLessThanOrEqual(LITTLE)
    expect(await reads(stranger, '/events')).toBe(200)
  })
})

describe('who is not signed in', () => {
  it.each([
    ['without a token', '/v1/plans', {}],
    ['with nonsense for a token', '/v1/plans', { authorization: 'Bearer nonsense' }],
    ['at no address', '/v1/nowhere', {}],
    ['at a public one', '/v1/processing-activities', {}],
    ['at the document', '/v1/openapi.json', {}],
  ])('is counted by their address, and nobody who is signed in there: %s', async (_what, path, headers) => {
    await open(rates(100, 100, 2))
    const noor = await people.person('coordinator', 'Noor')
    expect(await untilTooMany(() => asStranger(path, headers))).toBeGreaterThanOrEqual(10)
    expect(await untilTooMany(() => asStranger('/v1/plans'))).toBeLessThanOrEqual(LITTLE)
    // Never seen before, and seen now.
    for (let times = 0; times < 20; times += 1) expect(await reads(noor)).toBe(404)
  })

  it('is refused before a signature is looked at, and a good token that was is not', async () => {
    await open(rates(100, 100, 2))
    const noor = await people.person('coordinator', 'Noor')
    expect(await reads(noor)).toBe(404)
    const token = await forged()
    expect(
      await untilTooMany(() => asStranger('/v1/plans', { authorization: `Bearer ${token}` })),
    ).toBeGreaterThanOrEqual(10)
    expect(await reads(noor)).toBe(404)
    expect((await writes(noor)).status).toBe(201)
    // Their address is left what is asked without a token.
    expect(await asStranger('/v1/processing-activities')).toBe(200)
  })

  it('may be any number of people with good tokens at one address', async () => {
    await open(rates(100, 100, 1))
    for (let person = 0; person < 30; person += 1)
      expect(await reads(await people.person('coordinator', `Noor ${String(person)}`))).toBe(404)
  })

  it('keeps nobody from knowing whether the API is well', async () => {
    await open(rates(100, 100, 1))
    for (let times = 0; times < 30; times += 1) expect(await asStranger('/health/live')).toBe(200)
    await untilTooMany(() => asStranger('/v1/plans'))
    expect(await asStranger('/health/ready')).toBe(200)
  })

  it('is where a trusted proxy says, and nowhere else', async () => {
    await open({ ...rates(100, 100, 1), SAMENSPEL_TRUSTED_PROXIES: '127.0.0.0/8' })
    const from = (address: string) => asStranger('/v1/plans', { 'x-forwarded-for': address })
    await untilTooMany(() => from('192.0.2.7'))
    expect(await from('192.0.2.8')).toBe(401)
    await untilTooMany(() => from('2001:db8:1:2::1'))
    expect(await untilTooMany(() => from('2001:db8:1:2::2'))).toBeLessThanOrEqual(LITTLE)
    expect(await from('2001:db8:1:3::1')).toBe(401)
  })

  it('changes nothing by saying where they are, where no proxy is trusted', async () => {
    await open(rates(100, 100, 1))
    let address = 0
    await untilTooMany(() => asStranger('/v1/plans', { 'x-forwarded-for': `192.0.2.${String((address += 1) % 250)}` }))
  })
})

describe('one who asks much at once', () => {
  it('has so many of it worked on at a time, and is refused what is too much to wait', async () => {
    await open({ ...rates(10_000, 10_000, 100), SAMENSPEL_REQUESTS_AT_ONCE: '1' })
    const noor = await people.person('coordinator', 'Noor')
    const statuses = await Promise.all(Array.from({ length: 400 }, async () => (await writes(noor)).status))
    expect(new Set(statuses)).toEqual(new Set([201, 429]))
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(65)
    // What waited is through: nothing is held back for good.
    expect((await writes(noor)).status).toBe(201)
  })

  it('at one plan has each decided once', async () => {
    await open({ ...rates(10_000, 10_000, 100), SAMENSPEL_REQUESTS_AT_ONCE: '50' })
    const noor = await people.person('coordinator', 'Noor')
    const { planId } = await people.as(noor).post('/plans', OPENED)
    const asked = Array.from({ length: 50 }, (_, place) =>
      people.as(noor).asks('POST', `/plans/${planId}/expected-children`, {
        body: {},
        headers: { 'idempotency-key': `k${String(place)}` },
      }),
    )
    const statuses = new Set((await Promise.all(asked)).map(({ status }) => status))
    expect(statuses).toEqual(new Set([201]))
  })
})

describe('requests that are never whole', () => {
  it('are closed in time, all of them, while others are answered', async () => {
    await open({ SAMENSPEL_HEADERS_TIMEOUT_MS: '400', SAMENSPEL_REQUEST_TIMEOUT_MS: '800' })
    const { port } = new URL(people.api)
    let [closed, answered] = [0, 0]
    const head = 'POST /v1/plans HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{'
    for (let place = 0; place < 100; place += 1) {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(head))
      socket.on('error', () => undefined).on('close', () => (closed += 1))
      socket.once('data', (bytes: Buffer) => bytes.toString().startsWith('HTTP/1.1 408 ') && (answered += 1))
    }
    const noor = await people.person('coordinator', 'Noor')
    expect((await writes(noor)).status).toBe(201)
    await until(() => closed === 100)
    expect(answered).toBe(100)
  })
})
