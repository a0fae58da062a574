import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { sampleApi, type Running } from './testing/sample-api.ts'

let api: Running
beforeAll(async () => {
  api = await sampleApi()
})
afterAll(() => api.app.close())

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'

interface Told {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** @param chunks sent one by one, without a length said before */
function send(
  path: string,
  type: string | undefined,
  body: Buffer | { readonly chunks: readonly Buffer[] },
): Promise<Told> {
  return new Promise((done, failed) => {
    const length = Buffer.isBuffer(body) ? { 'content-length': body.length } : { 'transfer-encoding': 'chunked' }
    const headers = { ...length, ...(type !== undefined && { 'content-type': type }) }
    const sent = request(api.url + path, { method: 'POST', headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString()
        done({ status: answer.statusCode ?? 0, body: (text === '' ? {} : JSON.parse(text)) as Told['body'] })
      })
    })
    sent.on('error', failed)
    for (const chunk of Buffer.isBuffer(body) ? [body] : body.chunks) sent.write(chunk)
    sent.end()
  })
}

const bytes = (before: string, inside: readonly number[], after: string) =>
  Buffer.concat([Buffer.from(before), Buffer.from(inside), Buffer.from(after)])

/** By what a decoder does with them that must not guess. */
function isUtf8(text: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(text)
    return true
  } catch {
    return false
  }
}

describe('bytes that are not UTF-8', () => {
  it.each([
    ['a byte that begins nothing', [0xff]],
    ['latin1', [0xe9]],
    ['half a character', [0xe2, 0x82]],
    ['more bytes than are needed', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a pair of surrogates (CESU-8)', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ])('are no JSON, as a text or as a name: %s', async (_what, inside) => {
    for (const body of [bytes('{"title":"', inside, '"}'), bytes('{"', inside, '":1}')]) {
      expect(await send('/v1/books', JSON_TYPE, body)).toMatchObject({ status: 400, body: { code: 'MALFORMED_JSON' } })
      const chunks = [...body].map((byte) => Buffer.from([byte]))
      expect(await send('/v1/books', JSON_TYPE, { chunks })).toMatchObject({ body: { code: 'MALFORMED_JSON' } })
    }
  })

  it('are no form, as they are or escaped', async () => {
    for (const body of [bytes('name=', [0xff], ''), Buffer.from('name=%FF'), Buffer.from('%C3=x'), Buffer.from('a=%')])
      expect(await send('/v1/form', FORM_TYPE, body)).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } })
    const fields = Buffer.from('name=%C3%A9+%F0%9F%91%A9&a=1&a=2&%C3%A9=x')
    expect(await send('/v1/form', FORM_TYPE, fields)).toEqual({
      status: 200,
      body: { name: 'é 👩', a: ['1', '2'], é: 'x' },
    })
  })

  it('are told from those that are, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 6 }), async (inside) => {
        const body = bytes(
          'name=',
          [...inside].filter((byte) => byte > 0x7f),
          '',
        )
        const { status } = await send('/v1/form', FORM_TYPE, body)
        expect(status).toBe(isUtf8(body) ? 200 : 400)
      }),
      { numRuns: 200 },
    )
  })
})

describe('half a surrogate pair', () => {
  const faultsOf = async (text: string) => {
    const { status, body } = await send('/v1/books', JSON_TYPE, Buffer.from(text))
    expect(status).toBe(400)
    return (body['errors'] as readonly { readonly pointer: string; readonly code: string }[])
      .filter(({ code }) => code === 'isWellFormed')
      .map(({ pointer }) => pointer)
  }

  it('is refused wherever it stands, with where that is', async () => {
    expect(await faultsOf('{"title":"a\\ud800"}')).toEqual(['/title'])
    expect(await faultsOf('{"title":"\\udc00\\ud800"}')).toEqual(['/title'])
    expect(await faultsOf('{"first":{"heading":"\\uDFFFx"}}')).toEqual(['/first/heading'])
    expect(await faultsOf('{"words/said~so":["a","\\ud83d"]}')).toEqual(['/words~1said~0so/1'])
    expect(await faultsOf('{"first":{"\\ud800":1}}')).toEqual(['/first'])
    expect(await faultsOf('"\\ud800"')).toEqual([''])
  })

  it('is none where both halves are there, or where it is only spelt out', async () => {
    expect(await faultsOf('{"title":"\\ud83d\\ude00"}')).toEqual([])
    expect(await faultsOf('{"title":"\\\\ud800"}')).toEqual([])
  })

  it('is found at any depth, without falling over it', async () => {
    const deep = 40_000
    const { status } = await send(
      '/v1/books',
      JSON_TYPE,
      Buffer.from(`${'['.repeat(deep)}"\\ud800"${']'.repeat(deep)}`),
    )
    expect(status).toBe(400)
  })
})

describe('a body of nothing', () => {
  it.each([JSON_TYPE, `${JSON_TYPE}; charset=utf-8`, 'text/plain', FORM_TYPE, 'image/png', 'nonsense', undefined])(
    'is no body, whatever type it is said to be of: %p',
    async (type) => {
      expect(await send('/v1/form', type, Buffer.alloc(0))).toMatchObject({ status: 200 })
      // Where one is needed, what is missing is told, and not that it is no JSON.
      const { status, body } = await send('/v1/books', type, Buffer.alloc(0))
      expect([status, body['code']]).toEqual([400, 'INVALID_INPUT'])
    },
  )

  it('is none in chunks either', async () => {
    const { status, body } = await send('/v1/books', JSON_TYPE, { chunks: [] })
    expect([status, body['code']]).toEqual([400, 'INVALID_INPUT'])
    expect(await send('/v1/form', FORM_TYPE, { chunks: [] })).toMatchObject({ status: 200 })
  })

  it('is not a body of spaces', async () => {
    expect(await send('/v1/books', JSON_TYPE, Buffer.from(' '))).toMatchObject({ body: { code: 'MALFORMED_JSON' } })
  })
})
