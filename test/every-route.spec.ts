/** What holds for every route there is, found in the running server: headers, problems, strictness, languages. A new route is tried without being listed here. */
import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import { routesIn, type Route } from './support/routes.ts'
import { aTown, type TownKept } from './support/story.ts'

const ORIGIN = 'https://desk.example.nl'

let town: TownKept
/** Where it is, without `/v1`. */
let url: string
/** Of the API, as the document has it. */
let version: string
let token: string
let routes: readonly Route[]
/** Pages for people, and what is there for who runs it: no part of the API. */
let others: readonly Route[]

beforeAll(async () => {
  town = await aTown(undefined, { SAMENSPEL_CORS_ORIGINS: ORIGIN })
  url = town.api.replace(/\/v1$/, '')
  token = (await town.person('coordinator', 'Noor')).token
  const document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
  version = document.info.version
  const all = routesIn(await town.routes(), document)
  routes = all.filter(({ operation }) => operation !== undefined)
  others = all.filter(({ operation }) => operation === undefined)
})

afterAll(() => town.close())

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly type: string
  readonly body: Readonly<Record<string, unknown>>
}

interface Asked {
  readonly token?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly after?: string
}

const all: { readonly route: Route; readonly answer: Answer }[] = []

async function ask(route: Route, { token: who, headers, body, after = '' }: Asked = {}, method = route.method) {
  const answer = await fetch(url + route.address + after, {
    method,
    redirect: 'manual',
    headers: {
      'processing-activity': 'plan-coordination',
      ...(who !== undefined && { authorization: `Bearer ${who}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  })
  const text = await answer.text()
  const type = answer.headers.get('content-type') ?? ''
  const inside = (text === '' ? {} : JSON.parse(text)) as Answer['body']
  const told: Answer = { status: answer.status, headers: answer.headers, type, body: inside }
  all.push({ route, answer: told })
  return told
}

const named = ({ method, pattern }: Route) => `${method} ${pattern}`
const isPublic = ({ operation }: Route) => operation?.security?.length === 0
const writes = () => routes.filter(({ method }) => method !== 'GET')
/** What it cannot do without. */
const queryOf = ({ pattern }: Route) => (pattern.endsWith('/changes') ? '?from=-1&to=0' : '')
const partsOf = ({ pattern }: Route) => pattern.split(':').length - 1
const takesBody = ({ operation }: Route) => operation?.requestBody !== undefined
const asksWhy = ({ operation }: Route) =>
  (operation?.parameters ?? []).some((each) => 'name' in each && each.name === 'Processing-Activity')

/** At an address whose parts cannot be. */
const spoiled = (route: Route): Route => ({ ...route, address: route.pattern.replaceAll(/:\w+/g, 'NO%20ID') })

/** What each route answered, where that is not what was wanted. */
async function unlike(
  which: readonly Route[],
  asking: (route: Route) => Promise<unknown>,
  wanted: unknown,
): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for (const route of which) {
    const told = await asking(route)
    if (!isSame(told, wanted)) found.push({ route: named(route), told })
  }
  return found
}

function isSame(told: unknown, wanted: unknown): boolean {
  return JSON.stringify(told) === JSON.stringify(wanted)
}

const isProblem = ({ type, status, body }: Answer) =>
  type === 'application/problem+json' &&
  body['status'] === status &&
  [body['title'], body['detail'], body['code'], body['type']].every((each) => typeof each === 'string' && each !== '')

const outcome = (answer: Answer) => [answer.status, answer.body['code'], isProblem(answer)]

const codes = ({ body }: Answer) =>
  ((body['errors'] ?? []) as { readonly in?: string; readonly pointer: string; readonly code: string }[]).map(
    ({ in: part = 'body', pointer, code }) => `${part} ${pointer} ${code}`,
  )

describe('the table of routes', () => {
  it('is found whole: every operation of the document, and besides it only pages and health', () => {
    expect(routes.length).toBeGreaterThan(75)
    expect([...new Set(others.map(({ pattern }) => pattern.replace(/(docs).*/, '$1')))].sort()).toEqual([
      '/health/live',
      '/health/ready',
      '/sign-in',
      '/sign-in/authorization',
      '/sign-in/token',
      '/v1/asyncapi.json',
      '/v1/docs',
      '/v1/openapi.json',
    ])
  })
})

describe('every route', () => {
  it('asks for a token, unless it says that it is public', async () => {
    const closed = routes.filter((route) => !isPublic(route))
    expect(routes.filter(isPublic).map(named).sort()).toEqual([
      'GET /v1/ages-by-law',
      'GET /v1/coordination-bases',
      'GET /v1/event-schemas',
      'GET /v1/event-schemas/:type/:version',
      'GET /v1/processing-activities',
      'GET /v1/unanswered',
    ])
    const refused = [401, 'TOKEN_MISSING', true]
    expect(await unlike(closed, async (route) => outcome(await ask(route)), refused)).toEqual([])
    const challenges = all.filter(({ answer }) => answer.status === 401 && !answer.headers.has('www-authenticate'))
    expect(challenges).toEqual([])
  })

  it('takes no token from the address', async () => {
    const closed = routes.filter((route) => !isPublic(route))
    const after = `?access_token=${token}`
    const asking = async (route: Route) => outcome(await ask(route, { token, after }))
    expect(await unlike(closed, asking, [401, 'TOKEN_IN_THE_ADDRESS', true])).toEqual([])
  })

  it('is not there with a slash at its end, and sends nobody elsewhere', async () => {
    const asking = async (route: Route) => outcome(await ask(route, { token, after: '/' }))
    expect(await unlike(routes, asking, [404, 'NOT_FOUND', true])).toEqual([])
    const bare = (route: Route) => ask(route, { token, after: '/' })
    for (const route of routes) expect((await bare(route)).headers.has('location')).toBe(false)
  })

  it('about a plan asks why', async () => {
    const asked = routes.filter(asksWhy)
    expect(asked.length).toBeGreaterThan(70)
    const silent = async (route: Route) => {
      const answer = await ask(route, { token, after: queryOf(route), headers: { 'processing-activity': '' } })
      // On its own by its own code, else beside what a body or a query lacks.
      const found = codes(answer)
      const code = found.length === 1 ? 'PROCESSING_ACTIVITY_IS_MISSING' : 'INVALID_INPUT'
      const isFirst = found[0] === 'header /Processing-Activity PROCESSING_ACTIVITY_IS_MISSING'
      return [answer.status, answer.body['code'] === code, isFirst, found.length > 1 && !takesBody(route)]
    }
    expect(await unlike(asked, silent, [400, true, true, false])).toEqual([])
  })

  it('refuses what it does not ask for in the query', async () => {
    const asking = async (route: Route) => {
      const answer = await ask(route, { token, after: '?nonsense=1' })
      return [answer.status, isProblem(answer), codes(answer).includes('query /nonsense whitelistValidation')]
    }
    expect(await unlike(routes, asking, [400, true, true])).toEqual([])
  })

  it('refuses an address whose parts cannot be', async () => {
    const withParts = routes.filter(({ pattern }) => pattern.includes(':'))
    const asking = async (route: Route) => {
      const answer = await ask(spoiled(route), { token, after: queryOf(route) })
      const inPath = new Set(codes(answer).map((code) => /^path \S+/.exec(code)?.[0]))
      inPath.delete(undefined)
      return [answer.status, isProblem(answer), inPath.size === partsOf(route)]
    }
    expect(await unlike(withParts, asking, [400, true, true])).toEqual([])
  })

  it('names all that is wrong at once, wherever it is: in headers, path, query and body', async () => {
    const headers = { 'processing-activity': 'curiosity', 'idempotency-key': 'a b', 'if-match': '*' }
    const asking = async (route: Route) => {
      const body = route.method === 'GET' ? {} : { body: '{"nonsense":1}' }
      const answer = await ask(spoiled(route), { token, headers, after: '?nonsense=1', ...body })
      const found = codes(answer)
      const places = ['header', 'path', 'query', 'body'].map((part) => found.findIndex((code) => code.startsWith(part)))
      const there = places.filter((place) => place >= 0)
      return {
        status: answer.status,
        headers: found.filter((code) => code.startsWith('header')).length === (asksWhy(route) ? 3 : 0),
        path:
          new Set(found.filter((code) => code.startsWith('path')).map((code) => code.split(' ')[1])).size ===
          partsOf(route),
        query: found.includes('query /nonsense whitelistValidation'),
        body: route.method === 'GET' || found.includes('body /nonsense whitelistValidation'),
        inOrder: isSame(
          there,
          [...there].sort((one, other) => one - other),
        ),
      }
    }
    const wanted = { status: 400, headers: true, path: true, query: true, body: true, inOrder: true }
    expect(await unlike(routes, asking, wanted)).toEqual([])
  })
})

describe('every write', () => {
  it('names all that is wrong with a body at once: what is missing, what is wrong, what nobody asked for', async () => {
    const asking = async (route: Route) => {
      const answer = await ask(route, { token, body: '{"nonsense":1,"more":[]}' })
      const found = codes(answer)
      const strangers = ['body /nonsense whitelistValidation', 'body /more whitelistValidation']
      return [answer.status, answer.body['code'], isProblem(answer), strangers.every((each) => found.includes(each))]
    }
    expect(await unlike(writes(), asking, [400, 'INVALID_INPUT', true, true])).toEqual([])
    const required = writes().filter(({ operation }) => JSON.stringify(operation?.requestBody ?? '').includes('$ref'))
    expect(required.length).toBeGreaterThan(40)
    const listed = async (route: Route) => codes(await ask(route, { token, body: '[]' })).length > 0
    expect(await unlike(writes(), listed, true)).toEqual([])
  })

  it('reads JSON only, of a bounded size', async () => {
    const body =
      (text: string, type = 'application/json') =>
      async (route: Route) =>
        outcome(await ask(route, { token, body: text, headers: { 'content-type': type } }))
    const [unread, large] = [
      [415, 'UNSUPPORTED_MEDIA_TYPE', true],
      [413, 'PAYLOAD_TOO_LARGE', true],
    ]
    expect(await unlike(writes(), body('a=b', 'application/x-www-form-urlencoded'), unread)).toEqual([])
    expect(await unlike(writes(), body('{}', 'application/json; charset=latin1'), unread)).toEqual([])
    expect(await unlike(writes(), body(`{"a":"${'x'.repeat(300_000)}"}`), large)).toEqual([])
    expect(await unlike(writes(), body('{"a":'), [400, 'MALFORMED_JSON', true])).toEqual([])
  })
})

describe('every problem', () => {
  it('is told in the language that is asked for, Dutch without one', async () => {
    const titles = async (route: Route) => {
      const after = '/'
      const [none, nl, en, other] = [
        await ask(route, { after }),
        await ask(route, { after, headers: { 'accept-language': 'nl-NL' } }),
        await ask(route, { after, headers: { 'accept-language': 'fr, en;q=0.5' } }),
        await ask(route, { after, headers: { 'accept-language': 'fr' } }),
      ]
      const languages = [none, nl, en, other].map(({ headers }) => headers.get('content-language'))
      return [languages, none.body['title'], en.body['title'], nl.body['title'], other.body['title']]
    }
    const wanted = [['nl', 'nl', 'en', 'nl'], 'Niet gevonden', 'Not found', 'Niet gevonden', 'Niet gevonden']
    expect(await unlike(routes, titles, wanted)).toEqual([])
  })
})

describe('a page of elsewhere', () => {
  it('may call from an allowed origin, and from no other', async () => {
    const preflight = (origin: string) => async (route: Route) => {
      const headers = { origin, 'access-control-request-method': route.method }
      const { status, headers: told } = await ask(route, { headers }, 'OPTIONS')
      return [status, told.get('access-control-allow-origin'), told.get('api-version')]
    }
    expect(await unlike(routes, preflight(ORIGIN), [204, ORIGIN, version])).toEqual([])
    expect(await unlike(routes, preflight('https://elsewhere.example'), [204, null, version])).toEqual([])
    const document = await fetch(`${town.api}/openapi.json`, { headers: { origin: 'https://elsewhere.example' } })
    expect(document.headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('every answer', () => {
  it('of a read with a token is JSON or a problem, and no fault of ours', async () => {
    const reads = routes.filter(({ method }) => method === 'GET')
    const statuses: number[] = []
    for (const route of reads) {
      const answer = await ask(route, { token, after: queryOf(route) })
      if (answer.status !== 200) expect([named(route), isProblem(answer)]).toEqual([named(route), true])
      statuses.push(answer.status)
      await ask(route, { token }, 'HEAD')
    }
    expect(new Set(statuses)).toEqual(new Set([200, 403, 404]))
    const body = JSON.stringify({ lifeAreas: ['finances'], reportedBy: 'family' })
    const opening = routes.find((route) => named(route) === 'POST /v1/plans')
    expect(opening && (await ask(opening, { token, body })).status).toBe(201)
  })

  it('carries the version and every security header, and is JSON', () => {
    expect(all.length).toBeGreaterThan(1_000)
    const wanted = {
      'api-version': version,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    }
    for (const { route, answer } of all) {
      const { status, headers, type } = answer
      const carried = Object.fromEntries(Object.keys(wanted).map((name) => [name, headers.get(name)]))
      expect({ route: named(route), status, carried }).toEqual({ route: named(route), status, carried: wanted })
      const types = status >= 400 ? ['application/problem+json'] : ['application/json; charset=utf-8', '']
      expect({ route: named(route), status, type: types.includes(type) ? '' : type }).toMatchObject({ type: '' })
      expect(status).toBeLessThan(500)
    }
  })

  it('also where there is no route, and where the request cannot be read', async () => {
    for (const path of ['/', '/v2/plans', '/v1', '/v1/nothing', '/v1/plans/%zz', `/v1/${'a'.repeat(9_000)}`]) {
      const answer = await raw(path)
      expect({ path: path.slice(0, 20), version: answer.version, type: answer.type }).toEqual({
        path: path.slice(0, 20),
        version,
        type: 'application/problem+json',
      })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    }
  })
})

/** As it is written here: `fetch` would mend the address. */
function raw(path: string): Promise<{ readonly status: number; readonly version: unknown; readonly type: unknown }> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { path }, (answer) => {
      answer.resume()
      const { 'api-version': version, 'content-type': type } = answer.headers
      resolve({ status: answer.statusCode ?? 0, version, type })
    })
      .on('error', reject)
      .end()
  })
}
