/** Whatever comes over a connection, an answer of 400 and up is a problem whose code docs/errors.md lists: also where no request could be made of it. */
import { METHODS } from 'node:http'
import { connect } from 'node:net'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import { DE_BRUG } from './support/partners.ts'
import { routesIn, type Route } from './support/routes.ts'
import { aTown, type Person, type TownKept } from './support/story.ts'

let town: TownKept
/** As the document has it. */
let version: string
let routes: readonly Route[]
let noor: Person
let partner: Person

beforeAll(async () => {
  town = await aTown()
  const document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
  version = document.info.version
  routes = routesIn(await town.routes(), document)
  noor = await town.person('coordinator', 'Noor')
  partner = await town.person('partner', 'De Brug', { organisation: DE_BRUG })
})
afterAll(() => town.close())

const LISTED = new Map(
  [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ]),
)

interface Answer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** The last answer to these bytes; undefined where there was none. */
function exchange(bytes: string | Buffer): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const { port, hostname } = new URL(town.api)
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    let heard = ''
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text))
    socket.on('error', reject).on('close', () => {
      const [head = '', body = ''] = heard.slice(heard.lastIndexOf('HTTP/1.1 ')).split('\r\n\r\n')
      const [first = '', ...lines] = head.split('\r\n')
      const status = Number(first.split(' ')[1])
      const headers = new Map(
        lines
          .map((line) => line.split(/: (.*)/s).slice(0, 2))
          .map(([name = '', value = '']) => [name.toLowerCase(), value]),
      )
      resolve(heard === '' ? undefined : { status, headers, body })
    })
  })
}

const HOST = 'Host: 127.0.0.1\r\n'
const LAST = 'Connection: close\r\n'
const JSON_TYPE = 'Content-Type: application/json\r\n'
const get = (target: string, headers = HOST, version = 'HTTP/1.1') =>
  `GET ${target} ${version}\r\n${headers}${LAST}\r\n`
const post = (headers: string, body = '') => `POST /v1/plans HTTP/1.1\r\n${HOST}${JSON_TYPE}${headers}\r\n${body}`

const STANDARD = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-type': 'application/problem+json',
}

/** What is wrong with an answer as a problem; nothing where it is one. */
function lacksOf({ status, headers, body }: Answer, hasBody = true): readonly string[] {
  if (status < 400) return [`is no refusal: ${String(status)}`]
  const lacks = Object.entries({ ...STANDARD, 'api-version': version }).flatMap(([name, value]) =>
    headers.get(name) === value ? [] : [name],
  )
  if (!hasBody) return body === '' ? lacks : [...lacks, 'has a body']
  const { code, status: said, type, title, detail } = JSON.parse(body) as Readonly<Record<string, unknown>>
  return [
    ...lacks,
    ...(LISTED.get(String(code)) === status ? [] : [`unlisted: ${String(code)} ${String(status)}`]),
    ...(said === status && type === `urn:samenspel:problem:${String(code)}` ? [] : ['status or type']),
    ...(title !== '' && detail !== '' ? [] : ['words']),
  ]
}

describe('bytes that are no request', () => {
  it.each<[string, string | Buffer, number]>([
    ['nonsense', 'nonsense\r\n\r\n', 400],
    ['an unknown method', `BREW /v1/plans HTTP/1.1\r\n${HOST}\r\n`, 400],
    ['a method in small letters', `get /v1/plans HTTP/1.1\r\n${HOST}\r\n`, 400],
    ['a preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['TLS', Buffer.from('16030100c8010000c40303', 'hex'), 400],
    ['HTTP/0.9', 'GET /health/live\r\n\r\n', 400],
    ['HTTP/1.2', get('/health/live', HOST, 'HTTP/1.2'), 400],
    ['HTTP/3.0', get('/health/live', HOST, 'HTTP/3.0'), 400],
    ['a target without a slash', get('health/live'), 400],
    ['a space in a name', get('/', `${HOST}Bad Header: 1\r\n`), 400],
    ['a NUL', get('/', `${HOST}A: a\0b\r\n`), 400],
    ['line feeds alone', 'GET / HTTP/1.1\nHost: a\n\n', 400],
    ['a folded header', get('/', `${HOST}A: a\r\n b\r\n`), 400],
    ['a large head', get('/', `${HOST}A: ${'x'.repeat(70_000)}\r\n`), 431],
    ['many headers', get('/', HOST + 'A: 1\r\n'.repeat(4_000)), 431],
    ['a length that is no number', post('Content-Length: x\r\n'), 400],
    ['a length below nothing', post('Content-Length: -1\r\n'), 400],
    ['two lengths', post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}'), 400],
    ['a length and chunks', post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), 400],
    ['chunks and a length', post('Transfer-Encoding: chunked\r\nContent-Length: 2\r\n', '0\r\n\r\n'), 400],
    ['a wrong chunk', post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n0\r\n\r\n'), 400],
    ['a wrong second chunk', post('Transfer-Encoding: chunked\r\n', '2\r\n{}\r\nzz\r\n'), 400],
    ['a chunk with much beside it', post('Transfer-Encoding: chunked\r\n', `2;${'x'.repeat(20_000)}\r\n{}\r\n`), 413],
    ['packed chunks', post('Transfer-Encoding: gzip, chunked\r\n', '2\r\n{}\r\n0\r\n\r\n'), 501],
    ['a transfer that is not chunked', post('Transfer-Encoding: gzip\r\n', '{}'), 501],
    ['a tunnel', `CONNECT a:443 HTTP/1.1\r\n${HOST}\r\n`, 501],
  ])('are refused: %s', async (_what, bytes, status) => {
    const answer = await exchange(bytes)
    expect(answer?.status).toBe(status)
    expect(answer === undefined ? 'none' : lacksOf(answer)).toEqual([])
  })
})

describe('a request that HTTP does not take', () => {
  it.each<[string, string, number]>([
    ['no host', get('/health/live', ''), 400],
    ['no host, with a body', `POST /v1/plans HTTP/1.1\r\n${JSON_TYPE}Content-Length: 2\r\n\r\n{}`, 400],
    ['two hosts', get('/health/live', HOST + HOST), 400],
    ['a host with a path', get('/health/live', 'Host: a/b\r\n'), 400],
    ['a host with a user', get('/health/live', 'Host: a@b\r\n'), 400],
    ['an expectation', get('/health/live', `${HOST}Expect: nonsense\r\n`), 417],
    ['an expectation of a body', post(`Expect: 200-ok\r\nContent-Length: 2\r\n`), 417],
    ['everything', `OPTIONS * HTTP/1.1\r\n${HOST}${LAST}\r\n`, 404],
    ['a star', get('*'), 404],
    ['an unknown address, in full', get('http://a.example/v1/nowhere'), 404],
    ['a long part', get(`/v1/plans/${'x'.repeat(300)}`), 414],
    ['an unreadable address', get('/v1/plans/%zz'), 400],
    ['a packed body', post('Content-Encoding: gzip\r\nConnection: close\r\nContent-Length: 2\r\n', '{}'), 415],
    ['a body announced too large', post('Connection: close\r\nContent-Length: 3000000\r\n', '{}'), 413],
  ])('is refused: %s', async (_what, bytes, status) => {
    const answer = await exchange(bytes)
    expect(answer?.status).toBe(status)
    expect(answer === undefined ? 'none' : lacksOf(answer)).toEqual([])
  })

  it.each([
    ['of HTTP/1.0 without a host', get('/health/live', '', 'HTTP/1.0')],
    ['with the whole address', get('http://a.example/health/live')],
    ['with a port and an address of version 6', get('/health/live', 'Host: [::1]:8080\r\n')],
    ['that would rather be something else', get('/health/live', `${HOST}Upgrade: websocket\r\n`)],
    ['that would rather be HTTP/2', get('/health/live', `${HOST}Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n`)],
  ])('but one is answered %s', async (_what, bytes) => {
    expect((await exchange(bytes))?.status).toBe(200)
  })

  it('names itself in the language asked for, where that can be read', async () => {
    const answer = await exchange(get('/health/live', 'Accept-Language: en\r\n'))
    expect(answer?.headers.get('content-language')).toBe('en')
    expect(answer?.body).toContain('The request cannot be read')
  })
})

describe('a method', () => {
  const MEANT = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY', 'PROPFIND']
  /** That pages of every origin may read, and ask whether they may. */
  const PAGES = ['/v1/openapi.json', '/v1/asyncapi.json']
  const methodsAt = () => Map.groupBy(routes, ({ address }) => address)

  it('that an address does not have is a 405 that names those it has, for every address there is', async () => {
    const wrong: unknown[] = []
    for (const [address, its] of methodsAt()) {
      const has = its.map(({ method }) => method)
      const allowed = [
        ...has,
        ...(has.includes('GET') ? ['HEAD'] : []),
        ...(PAGES.includes(address) ? ['OPTIONS'] : []),
      ]
      // Every method that can be parsed at one address; at the others those that mean something.
      const tried = address === '/v1/plans' ? METHODS.filter((each) => each !== 'CONNECT') : MEANT
      for (const method of tried.filter((each) => !allowed.includes(each))) {
        const answer = await exchange(`${method} ${address} HTTP/1.1\r\n${HOST}${LAST}\r\n`)
        const lacks = answer === undefined ? ['an answer'] : lacksOf(answer, method !== 'HEAD')
        const told = answer?.headers.get('allow')?.split(', ')
        if (
          answer?.status !== 405 ||
          lacks.length > 0 ||
          JSON.stringify(told?.sort()) !== JSON.stringify(allowed.sort())
        )
          wrong.push({ method, address, status: answer?.status, lacks, told, allowed })
      }
    }
    expect(wrong).toEqual([])
    expect(methodsAt().size).toBeGreaterThan(60)
  }, 60_000)

  it.each(['DELETE', 'PROPFIND', 'TRACE', 'OPTIONS', 'QUERY'])(
    'says nothing of an address that is none: %s',
    async (method) => {
      for (const path of ['/', '/v1', '/v1/nowhere', '/v1/plans/', '/v1/plans//goals', '/V1/plans']) {
        const answer = await exchange(`${method} ${path} HTTP/1.1\r\n${HOST}${LAST}\r\n`)
        expect({ path, status: answer?.status, allow: answer?.headers.get('allow') }).toEqual({
          path,
          status: 404,
          allow: undefined,
        })
      }
    },
  )

  it('says the same of what is there and of what is not', async () => {
    const plan = await town.as(noor).post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
    const at = (id: string) => exchange(`DELETE /v1/plans/${id}/goals HTTP/1.1\r\n${HOST}${LAST}\r\n`)
    const bodies = (await Promise.all([plan.planId, crypto.randomUUID()].map(at))).map((answer) => answer?.body)
    expect(bodies[0]).toBe(bodies[1])
  })
})

describe('a head', () => {
  /** What differs from one moment to another. */
  const steady = ({ headers }: Answer) =>
    [...headers].filter(([name]) => name !== 'date' && name !== 'link' && name !== 'keep-alive')

  it('is what a reading would say of itself, and no more, at every address', async () => {
    const asked = (method: string, address: string, person: Person) =>
      exchange(
        `${method} ${address} HTTP/1.1\r\n${HOST}${LAST}Authorization: Bearer ${person.token}\r\nProcessing-Activity: ${person.activity}\r\n\r\n`,
      )
    const unlike: unknown[] = []
    for (const { address } of routes.filter(({ method }) => method === 'GET'))
      for (const person of [noor, partner]) {
        const [reading, head] = [await asked('GET', address, person), await asked('HEAD', address, person)]
        if (reading === undefined || head === undefined) throw new Error(`${address} was not answered`)
        const isSame = JSON.stringify(steady(reading)) === JSON.stringify(steady(head))
        if (reading.status !== head.status || !isSame || head.body !== '')
          unlike.push({ address, of: person.role, reading: steady(reading), head: steady(head), status: head.status })
      }
    expect(unlike).toEqual([])
  }, 60_000)
})

describe('a feed', () => {
  const BATCH = 'application/cloudevents-batch+json'
  const STREAM = 'text/event-stream'

  async function formFor(accept: string, method = 'GET'): Promise<string | number> {
    const leaving = new AbortController()
    const answer = await fetch(`${town.api}/events`, {
      method,
      headers: { authorization: `Bearer ${partner.token}`, 'processing-activity': partner.activity, accept },
      signal: leaving.signal,
    })
    const type = answer.headers.get('content-type') ?? ''
    leaving.abort()
    return answer.status === 200 ? type : answer.status
  }

  it.each([
    ['*/*', BATCH],
    [STREAM, STREAM],
    [`${STREAM};q=0`, 406],
    [`${STREAM};q=0.0, */*`, BATCH],
    [`*/*, ${STREAM};q=0`, BATCH],
    [`${STREAM};q=0.5, ${BATCH}`, BATCH],
    [`${BATCH};q=0.5, ${STREAM}`, STREAM],
    [`${BATCH}, ${STREAM}`, STREAM],
    [`${BATCH};q=0, */*`, STREAM],
    [`${BATCH};q=0, application/json`, 406],
    [`${STREAM}, */*;q=0.1`, STREAM],
    ['text/*', STREAM],
    ['application/*', BATCH],
    ['application/json', BATCH],
    [`text/plain;p="${STREAM}", application/json`, BATCH],
    ['application/xml', 406],
    ['*/*;q=0', 406],
    ['nonsense', 406],
  ])('comes in the form that is asked for: %s', async (accept, form) => {
    expect(await formFor(accept)).toBe(form)
  })

  it('that is looked at only, or left, keeps no place of its organisation', async () => {
    for (let times = 0; times < 30; times += 1) {
      expect(await formFor(STREAM, 'HEAD')).toBe(STREAM)
      expect(await formFor(BATCH, 'HEAD')).toBe(BATCH)
    }
  })
})
