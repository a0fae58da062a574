import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ALLOWED_ORIGIN, API_VERSION, sampleApi, TYPE_PREFIX, type Running } from './testing/sample-api.ts'

let api: Running
beforeAll(async () => {
  api = await sampleApi()
})
afterAll(() => api.app.close())

const EVERYWHERE = {
  'api-version': API_VERSION,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
}

const preflight = (origin: string) => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'idempotency-key' },
})

/** What comes back for bytes that need not be HTTP. */
function exchange(bytes: string): Promise<string> {
  const { port } = new URL(api.url)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => (answer += text))
    socket.on('close', () => {
      resolve(answer)
    })
    socket.on('error', reject)
  })
}

describe('every answer', () => {
  it.each([
    ['a reading', '/v1/books/1', {}, 200],
    ['a head', '/v1/books/1', { method: 'HEAD' }, 200],
    ['a refusal', '/v1/books/refused', {}, 409],
    ['a fault of ours', '/v1/books/broken', {}, 500],
    [
      'an invalid body',
      '/v1/books',
      { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
      400,
    ],
    ['a body that is not read', '/v1/books', { method: 'POST', body: 'x' }, 415],
    ['an unknown address', '/v1/nowhere', {}, 404],
    ['a slash at the end', '/v1/books/', {}, 404],
    ['an unreadable address', '/v1/books/%E0%A4%A', {}, 400],
    ['options', '/v1/books', { method: 'OPTIONS' }, 204],
    ['a preflight', '/v1/books', preflight(ALLOWED_ORIGIN), 204],
    ['a preflight from elsewhere', '/v1/books', preflight('https://evil.example'), 204],
    ['options of an unknown address', '/v1/nowhere', { method: 'OPTIONS' }, 204],
  ])('carries version and security headers: %s', async (_what, path, init, status) => {
    const answer = await fetch(api.url + path, init)
    expect(answer.status).toBe(status)
    expect(Object.fromEntries(answer.headers)).toMatchObject(EVERYWHERE)
    expect(answer.headers.get('x-powered-by')).toBeNull()
    await answer.arrayBuffer()
  })

  it.each([
    ['nonsense', 'nonsense\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nA: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST /v1/books HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx', 400],
  ])('carries them too when it was no request at all: %s', async (_what, bytes, status) => {
    const answer = await exchange(bytes)
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `))
    for (const [name, value] of Object.entries(EVERYWHERE))
      expect(head.toLowerCase()).toContain(`${name}: ${value}`.toLowerCase())
    expect(head).toContain('content-type: application/problem+json')
    const problem = JSON.parse(body) as Record<string, unknown>
    expect(problem).toMatchObject({ status })
    expect(problem.type).toBe(`${TYPE_PREFIX}${String(problem.code)}`)
  })

  it('may be a page with a policy of its own', async () => {
    const answer = await fetch(`${api.url}/v1/page`)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...EVERYWHERE,
      'content-security-policy': "default-src 'self'",
    })
  })
})

describe('a page of another origin', () => {
  const allowed = async (path: string, init: RequestInit & { headers: Record<string, string> }) =>
    (await fetch(api.url + path, init)).headers.get('access-control-allow-origin')

  it('may call when its origin is on the list', async () => {
    expect(await allowed('/v1/books', { headers: { origin: ALLOWED_ORIGIN } })).toBe(ALLOWED_ORIGIN)
    expect(await allowed('/v1/books/refused', { headers: { origin: ALLOWED_ORIGIN } })).toBe(ALLOWED_ORIGIN)
    const answer = await fetch(`${api.url}/v1/books`, preflight(ALLOWED_ORIGIN))
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST')
    expect(answer.headers.get('access-control-allow-headers')).toBe('idempotency-key')
    expect(answer.headers.get('access-control-expose-headers')).toContain('ETag')
    expect(answer.headers.get('vary')).toContain('Origin')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it.each(['https://evil.example', `${ALLOWED_ORIGIN}.evil.example`, 'http://desk.example.nl', 'null'])(
    'may not when it is %s',
    async (origin) => {
      expect(await allowed('/v1/books', { headers: { origin } })).toBeNull()
      expect(await allowed('/v1/books', preflight(origin))).toBeNull()
    },
  )

  it('may read the description of the API wherever it is from', async () => {
    expect(await allowed('/v1/openapi.json', { headers: { origin: 'https://anywhere.example' } })).toBe('*')
    expect(await allowed('/v1/openapi.json?x=1', preflight('https://anywhere.example'))).toBe('*')
    expect(await allowed('/v1/openapi.json/', { headers: { origin: 'https://anywhere.example' } })).toBeNull()
  })
})
