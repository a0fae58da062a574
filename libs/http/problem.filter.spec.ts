import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Problem } from './problem.ts'
import { sampleApi, TYPE_PREFIX, type Running } from './testing/sample-api.ts'

let api: Running
beforeAll(async () => {
  api = await sampleApi()
})
afterAll(() => api.app.close())

async function problem(
  path: string,
  init: RequestInit = {},
): Promise<{ answer: Response; problem: Problem; text: string }> {
  const answer = await fetch(api.url + path, init)
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const said = JSON.parse(text) as Problem
  expect(said.status).toBe(answer.status)
  expect(said.type).toBe(TYPE_PREFIX + said.code)
  expect(said.title).not.toBe('')
  expect(said.detail).not.toBe('')
  expect(text).not.toMatch(/Jan Jansen|123456782|node_modules|\.ts:/)
  return { answer, problem: said, text }
}

const post = (body: string, type = 'application/json', headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': type, ...headers },
})
const english = { 'accept-language': 'fr, en;q=0.8, nl;q=0.5' }

const book = {
  bookId: '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11',
  title: 'Samen',
  language: 'nl',
  printedAt: '2026-03-02T09:00:00Z',
  publicationDate: '2026-03-02',
  first: { heading: 'One' },
}

describe('an invalid body', () => {
  it('is answered with every fault at once, each with its pointer, and no value', async () => {
    const wrong = {
      ...book,
      bookId: 'Jan Jansen',
      title: 'Jan Jansen'.repeat(10),
      language: 'Jan Jansen',
      first: { heading: 7, weight: 'Jan Jansen' },
      others: [{ heading: 'Two' }, { heading: '', 'Jan~/': 1 }],
      'words/said~so': ['fine', 123456782],
      extra: 'Jan Jansen',
    }
    const { answer, problem: said, text } = await problem('/v1/books', post(JSON.stringify(wrong), undefined, english))
    expect(answer.status).toBe(400)
    expect(said.code).toBe('INVALID_INPUT')
    expect(said.errors?.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/bookId isUuid',
      '/extra whitelistValidation',
      '/first/heading isLength',
      '/first/heading isString',
      '/first/weight isInt',
      '/first/weight max',
      '/first/weight min',
      '/language isIn',
      '/others/1/Jan~0~1 whitelistValidation',
      '/others/1/heading isLength',
      '/title isLength',
      '/words~1said~0so isString',
    ])
    expect(said.errors?.find(({ code }) => code === 'isIn')?.detail).toBe(
      'language must be one of the following values: nl, en',
    )
    expect(text).not.toContain('Jan Jansen')
  })

  it('is explained in Dutch, unless English is preferred', async () => {
    const { answer, problem: said } = await problem('/v1/books', post('{}'))
    expect(answer.headers.get('content-language')).toBe('nl')
    expect(said.title).toBe('Wat u stuurde, klopt niet')
    expect(said.errors).toContainEqual({ pointer: '/first', code: 'isDefined', detail: 'first ontbreekt' })
    expect(said.errors).toContainEqual({ pointer: '/title', code: 'isString', detail: 'title moet tekst zijn' })
    expect(said.errors?.filter(({ detail }) => / must | should /.test(detail))).toEqual([])
    const other = await problem('/v1/books', post('{}', undefined, english))
    expect(other.answer.headers.get('content-language')).toBe('en')
    expect(other.problem.errors).toContainEqual({
      pointer: '/first',
      code: 'isDefined',
      detail: 'first should not be null or undefined',
    })
  })

  it.each([
    ['a list', '[1,2]'],
    ['a text', '"Jan Jansen"'],
    ['null', 'null'],
    ['deep', `{"first":${'{"first":'.repeat(9_000)}1${'}'.repeat(9_000)}}`],
    ['deep lists', `{"others":${'['.repeat(60_000)}${']'.repeat(60_000)}}`],
    [
      'wide',
      JSON.stringify(Object.fromEntries(Array.from({ length: 15_000 }, (_, each) => [`field${String(each)}`, 1]))),
    ],
    ['long', JSON.stringify({ others: Array.from({ length: 50_000 }, () => 1) })],
  ])('is a 400, at once, when it is %s', async (_what, body) => {
    const before = process.cpuUsage()
    const { answer, problem: said, text } = await problem('/v1/books', post(body))
    expect(answer.status).toBe(400)
    expect(text.length).toBeLessThan(50_000)
    // The work it took, which is the same on a busy machine.
    expect(process.cpuUsage(before).user).toBeLessThan(1_500_000)
    if (body.length > 1_000) expect(said.errors?.map(({ code }) => code)).toEqual(['bounds'])
  })

  it('names at most 200 faults', async () => {
    const others = Array.from({ length: 900 }, () => ({ one: 1, two: 2 }))
    const { problem: said } = await problem('/v1/books', post(JSON.stringify({ ...book, others })))
    expect(said.errors?.length).toBe(200)
  })

  it('shortens long names that were sent', async () => {
    const { text } = await problem('/v1/books', post(JSON.stringify({ ['n'.repeat(100_000)]: 1 })))
    expect(text.length).toBeLessThan(5_000)
  })

  it('does not come near a prototype', async () => {
    for (const body of [
      JSON.stringify(book).replace('{', '{"__proto__":{"isAdmin":true},'),
      JSON.stringify(book).replace('"first":{', '"first":{"constructor":{"prototype":{"isAdmin":true}},'),
    ]) {
      const { answer, problem: said } = await problem('/v1/books', post(body))
      expect([answer.status, said.code]).toEqual([400, 'MALFORMED_JSON'])
      expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
    }
  })
})

describe('a valid request', () => {
  it('arrives as instances', async () => {
    const answer = await fetch(`${api.url}/v1/books`, post(JSON.stringify(book)))
    expect(await answer.json()).toEqual({ title: 'Samen', isBook: true, isChapter: true })
    expect(await (await fetch(`${api.url}/v1/books/7`)).json()).toEqual({ bookId: '7', reader: 'reader' })
    const list = await fetch(`${api.url}/v1/books?limit=2&language=nl`)
    expect(await list.json()).toEqual({ query: { limit: 2, language: 'nl' }, isQuery: true })
    expect(list.headers.get('link')).toBe('</v1/books?limit=2&language=nl&cursor=next>; rel="next"')
  })
})

describe('an invalid path', () => {
  it('names the part', async () => {
    const { answer, problem: said } = await problem('/v1/books/Jan%20Jansen', { headers: english })
    expect(answer.status).toBe(400)
    expect(said.errors).toMatchObject([{ in: 'path', pointer: '/bookId', code: 'matches' }])
  })
})

describe('an invalid query', () => {
  it('names the parameters', async () => {
    for (const limit of ['0', '101', 'ten', '1.5', '', '2&limit=3']) {
      const { answer, problem: said } = await problem(`/v1/books?limit=${limit}&other=x`, { headers: english })
      expect(answer.status).toBe(400)
      expect(said.errors).toContainEqual({
        in: 'query',
        pointer: '/other',
        code: 'whitelistValidation',
        detail: 'other should not exist',
      })
      expect(said.errors?.some(({ in: part, pointer }) => part === 'query' && pointer === '/limit')).toBe(true)
    }
  })
})

describe('a refusal', () => {
  it('becomes the problem of its row, with all its details beside it', async () => {
    const { problem: said } = await problem('/v1/books/refused', { headers: english })
    expect(said).toEqual({
      type: `${TYPE_PREFIX}BOOK_IS_LENT`,
      title: 'The book is lent',
      status: 409,
      detail: 'Ask who borrowed it.',
      code: 'BOOK_IS_LENT',
      to: 'somebody',
      due: ['2026-03-02'],
    })
  })

  it.each(['unlisted', 'inherited'])('without a row is a fault of ours: %s', async (name) => {
    const { answer, problem: said } = await problem(`/v1/books/${name}`)
    expect([answer.status, said.code]).toEqual([500, 'INTERNAL_ERROR'])
  })
})

describe('what happens elsewhere', () => {
  it.each([
    ['moved', 409, 'CONFLICT'],
    ['busy', 503, 'SERVICE_UNAVAILABLE'],
    ['unavailable', 503, 'SERVICE_UNAVAILABLE'],
    ['large', 413, 'PAYLOAD_TOO_LARGE'],
    ['translated', 401, 'TRANSLATED'],
    ['missing', 404, 'NOT_FOUND'],
    ['bad', 400, 'BAD_REQUEST'],
    ['often', 429, 'TOO_MANY_REQUESTS'],
    ['foreign', 500, 'INTERNAL_ERROR'],
    ['broken', 500, 'INTERNAL_ERROR'],
    ['text', 500, 'INTERNAL_ERROR'],
  ])('is told for what it is: %s', async (name, status, code) => {
    const { answer, problem: said } = await problem(`/v1/books/${name}`)
    expect([answer.status, said.code]).toEqual([status, code])
  })

  it('says when to come back, and how to sign in', async () => {
    expect((await problem('/v1/books/busy')).answer.headers.get('retry-after')).toBe('2')
    const often = await problem('/v1/books/often')
    expect(often.answer.headers.get('retry-after')).toBe('7')
    expect(often.problem.limit).toBe(10)
    expect((await problem('/v1/books/translated')).answer.headers.get('www-authenticate')).toBe('Bearer')
  })

  it('is a failed precondition for who insisted', async () => {
    const { answer } = await problem('/v1/books/moved', { headers: { 'if-match': '"x"' } })
    expect(answer.status).toBe(412)
  })

  it('is in the log by the name that the caller was given, without a word of what was said', async () => {
    const { problem: said } = await problem('/v1/books/broken?q=Jan%20Jansen')
    const line = api.logged.find(({ instance }) => instance === said.instance)
    expect(line).toMatchObject({
      method: 'GET',
      route: '/v1/books/:bookId',
      fault: 'TypeError',
      cause: { fault: 'NumberUnknown' },
    })
    expect(JSON.stringify(line)).toContain('sample-api.ts')
    expect(JSON.stringify(api.logged)).not.toMatch(/Jan|123456782/)
  })
})

describe('what never reaches a handler', () => {
  it.each([
    ['an unknown address', '/v1/nowhere?name=Jan%20Jansen', {}, 404],
    ['a slash at the end', '/v1/books/', {}, 404],
    ['two slashes', '/v1//books', {}, 404],
    ['another method', '/v1/books', { method: 'DELETE' }, 405],
    ['another method, nowhere', '/v1/nowhere', { method: 'DELETE' }, 404],
    ['an unreadable address', '/v1/books/%E0%A4%A', {}, 400],
    ['a very long name', `/v1/books/${'x'.repeat(200)}`, {}, 414],
    ['no JSON', '/v1/books', post('{"name": "Jan Jansen'), 400],
    ['no body', '/v1/books', { method: 'POST', headers: { 'content-type': 'application/json' } }, 400],
    ['too much', '/v1/books', post(`"${'x'.repeat(256 * 1024)}"`), 413],
    ['text', '/v1/books', post('Jan Jansen', 'text/plain'), 415],
    ['a form', '/v1/books', post('name=Jan', 'application/x-www-form-urlencoded'), 415],
    ['no type', '/v1/books', { method: 'POST', body: new Uint8Array([123, 125]) }, 415],
    ['other letters', '/v1/books', post('{}', 'application/json; charset=latin1'), 415],
    ['packed JSON', '/v1/books', post('{}', undefined, { 'content-encoding': 'gzip' }), 415],
    ['JSON packed twice', '/v1/books', post('{}', undefined, { 'content-encoding': 'identity, br' }), 415],
    ['JSON where a form is read', '/v1/form', post('{}'), 415],
    ['a body of an unknown type to an unknown address', '/v1/nowhere', post('x', 'text/plain'), 404],
  ])('is a problem too: %s', async (_what, path, init, status) => {
    expect((await problem(path, init)).answer.status).toBe(status)
  })

  it('reads JSON in UTF-8 under its other names, and a form where a route asks for it', async () => {
    for (const type of [
      'application/json;charset=UTF-8',
      'Application/JSON; charset="utf-8"',
      'application/json; charset=utf8',
      'application/json;',
      'application/json ;charset=utf-8 ;',
      'application/json; profile="https://example.nl/a;b"; v=1',
    ]) {
      const shelved = await fetch(`${api.url}/v1/books`, post(JSON.stringify(book), type))
      expect({ type, status: shelved.status }).toEqual({ type, status: 201 })
    }
    const plain = post(JSON.stringify(book), undefined, { 'content-encoding': 'identity' })
    expect((await fetch(`${api.url}/v1/books`, plain)).status).toBe(201)
    const form = await fetch(`${api.url}/v1/form`, post('a=1', 'application/x-www-form-urlencoded; charset=utf-8'))
    expect(await form.json()).toEqual({ a: '1' })
  })
})
