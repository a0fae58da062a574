/** An API that is stopped answers whole whatever it has begun, tells those who wait to go, and only then closes what it stands on. */
import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest, Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { receiver, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { startApi, tokenFor, type ApiProcess } from './support/api-process.ts'
import { DE_BRUG, until } from './support/partners.ts'

let dataDir: string
let api: ApiProcess
const agent = new Agent({ keepAlive: true })

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'samenspel-stop-'))
})
afterEach(async () => {
  await api[Symbol.asyncDispose]()
  rmSync(dataDir, { recursive: true })
})

const COORDINATING = { 'processing-activity': 'plan-coordination' }
const PARTNER = { 'processing-activity': 'partner-information' }
const OPENED = JSON.stringify({ lifeAreas: ['domestic-relations'], reportedBy: 'family' })

interface Half {
  /** Sends the rest. */
  readonly finish: () => void
  readonly answer: Promise<{ readonly status: number; readonly body: string; readonly connection: string | undefined }>
}

/** A request whose head is there and whose body is not, on a connection that is kept open. */
async function half(path: string, token: string, headers: Record<string, string>, body: string): Promise<Half> {
  const request = httpRequest(`${api.url}/v1${path}`, {
    method: 'POST',
    agent,
    headers: {
      ...headers,
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  })
  const answer = new Promise<Awaited<Half['answer']>>((resolve, reject) => {
    request.on('error', reject).on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: text, connection: response.headers.connection })
      })
    })
  })
  answer.catch(() => undefined)
  request.flushHeaders()
  // The server has the head, and has let it in.
  await new Promise((resolve) => request.once('continue', resolve))
  request.write(body.slice(0, 5))
  return { finish: () => request.end(body.slice(5)), answer }
}

const readiness = () =>
  fetch(`${api.url}/health/ready`).then(
    async (answer) => ({ status: answer.status, text: await answer.text() }),
    () => ({ status: 0, text: '' }),
  )
const isDeaf = async () => (await readiness()).status === 0

describe('on SIGTERM', () => {
  it('every request under way is answered whole, what was written is there, and the status is 0', async () => {
    api = await startApi(dataDir)
    const token = await tokenFor(dataDir, 'coordinator')
    const under = await Promise.all(Array.from({ length: 20 }, () => half('/plans', token, COORDINATING, OPENED)))
    api.signal('SIGTERM')
    await until(isDeaf)
    for (const { finish } of under) finish()
    const answers = await Promise.all(under.map(({ answer }) => answer))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
    expect(await api.ended).toBe(0)

    api = await startApi(dataDir)
    for (const { body } of answers) {
      const { planId } = JSON.parse(body) as { readonly planId: string }
      const plan = await fetch(`${api.url}/v1/plans/${planId}`, {
        headers: { ...COORDINATING, authorization: `Bearer ${token}` },
      })
      expect(plan.status).toBe(200)
    }
  })

  it('says first that it is not ready, and goes on serving while that is noticed', async () => {
    api = await startApi(dataDir, { SAMENSPEL_STOP_NOTICE_MS: '1500' })
    await until(async () => (await readiness()).status === 200)
    api.signal('SIGTERM')
    await until(async () => (await readiness()).status === 503)
    expect(JSON.parse((await readiness()).text)).toEqual({
      ready: false,
      notReady: [{ part: 'api', because: 'it is being stopped' }],
      degraded: [],
    })
    const token = await tokenFor(dataDir, 'coordinator')
    const { finish, answer } = await half('/plans', token, COORDINATING, OPENED)
    finish()
    expect((await answer).status).toBe(201)
    expect(await api.ended).toBe(0)
  })

  it('lets go of those who wait for events: a page, and a stream that ends', async () => {
    api = await startApi(dataDir)
    const headers = { ...PARTNER, authorization: `Bearer ${await tokenFor(dataDir, 'partner', DE_BRUG)}` }
    const stream = await fetch(`${api.url}/v1/events`, { headers: { ...headers, accept: 'text/event-stream' } })
    const page = fetch(`${api.url}/v1/events?waitSeconds=30`, { headers })
    // What is behind the page on its way was asked later, and is answered.
    expect((await fetch(`${api.url}/v1/events`, { headers })).status).toBe(200)
    api.signal('SIGTERM')
    expect(stream.status).toBe(200)
    await stream.text()
    const answer = await page
    expect([answer.status, await answer.text()]).toEqual([200, '[]'])
    expect(await api.ended).toBe(0)
  })

  it('also waits for a handler whose caller has hung up', async () => {
    let sayBack: (() => void) | undefined
    const endpoint: Receiver = await receiver({
      answer({ body }, response) {
        sayBack = () => {
          const { challenge } = JSON.parse(body) as { readonly challenge: string }
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ challenge }))
        }
      },
    })
    api = await startApi(dataDir)
    const token = await tokenFor(dataDir, 'partner', DE_BRUG)
    const headers = { ...PARTNER, authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const leaving = new AbortController()
    const asked = fetch(`${api.url}/v1/subscriptions`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ channel: 'webhook', endpoint: endpoint.url }),
      signal: leaving.signal,
    }).catch(() => undefined)
    await until(() => sayBack !== undefined)
    leaving.abort()
    await asked
    api.signal('SIGTERM')
    await until(isDeaf)
    sayBack?.()
    expect(await api.ended).toBe(0)

    api = await startApi(dataDir)
    await until(async () => {
      const list = await fetch(`${api.url}/v1/subscriptions`, { headers })
      return (await list.text()).includes('"active"')
    })
    await endpoint.close()
  })
})

describe('a stop that does not come to an end', () => {
  it.each([
    ['by a second signal', { SAMENSPEL_STOP_WITHIN_MS: '600000' }, true, 'told twice'],
    ['by its limit', { SAMENSPEL_STOP_WITHIN_MS: '300' }, false, 'longer than 300 ms'],
  ])('is cut short %s, which is no success', async (_, settings, isToldTwice, why) => {
    api = await startApi(dataDir, settings)
    await half('/plans', await tokenFor(dataDir, 'coordinator'), COORDINATING, OPENED)
    api.signal('SIGTERM')
    await until(isDeaf)
    expect(isToldTwice && api.hasEnded()).toBe(false)
    if (isToldTwice) api.signal('SIGTERM')
    expect(await api.ended).toBe(1)
    expect(api.stderr()).toContain(why)
  })
})
