import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { Body, Controller, Get, HttpCode, Module, Post, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PATIENCE } from './connections.ts'
import { sampleApi, type Running } from './testing/sample-api.ts'

const WORK_MS = 30
let notes: unknown[] = []
let begun = 0
let streams = 0

@Controller('v1')
class Notes {
  @Post('notes')
  @HttpCode(201)
  async add(@Body() note: unknown) {
    begun += 1
    await pause(WORK_MS)
    notes.push(note)
    return { notes: notes.length }
  }

  @Get('notes')
  list() {
    return { notes: notes.length }
  }

  @Get('stream')
  stream(@Res() reply: FastifyReply) {
    streams += 1
    const body = Readable.from(forEver())
    body.once('close', () => (streams -= 1))
    void reply.header('content-type', 'text/event-stream').send(body)
  }
}

async function* forEver() {
  for (;;) {
    yield ':\n\n'
    await pause(1)
  }
}

@Module({ controllers: [Notes] })
class NotesModule {}

const SHORT = { headersMs: 400, requestMs: 800, idleMs: 400 }

let api: Running
let hasty: Running
beforeAll(async () => {
  api = await sampleApi(NotesModule)
  hasty = await sampleApi(NotesModule, undefined, SHORT)
})
afterAll(async () => {
  await api.app.close()
  await hasty.app.close()
})

interface Talk {
  readonly socket: Socket
  readonly heard: () => string
  readonly over: Promise<string>
}

function talk(to: Running, bytes = ''): Talk {
  let heard = ''
  const socket = connect(Number(new URL(to.url).port), '127.0.0.1', () => bytes !== '' && socket.write(bytes))
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text))
  const over = new Promise<string>((resolve) => {
    socket
      .on('error', () => undefined)
      .on('close', () => {
        resolve(heard)
      })
  })
  return { socket, heard: () => heard, over }
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const limit = Date.now() + 10_000
  while (!(await isSo())) {
    if (Date.now() > limit) throw new Error('it never was')
    await pause(5)
  }
}

const post = (body: string, length = Buffer.byteLength(body)) =>
  `POST /v1/notes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${String(length)}\r\n\r\n${body}`
const get = (more = '', path = '/v1/notes') => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`
const LAST = 'Connection: close\r\n'

const statuses = (heard: string) => [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))
const bodies = (heard: string) => [...heard.matchAll(/\{"notes":(\d+)\}/g)].map(([, count]) => Number(count))

describe('requests one behind the other on a connection', () => {
  it('are carried out one after the other: a reading finds what was written before it', async () => {
    notes = []
    const { over } = talk(api, post('{}') + get() + post('{}') + post('{}') + get(LAST))
    const heard = await over
    expect(statuses(heard)).toEqual([201, 200, 201, 201, 200])
    expect(bodies(heard)).toEqual([1, 1, 2, 3, 3])
  })

  it('do not keep another connection waiting', async () => {
    const { socket, heard } = talk(api, get('', '/v1/stream') + get())
    await until(() => heard().includes(':\n\n'))
    expect(statuses(await talk(api, get(LAST)).over)).toEqual([200])
    expect(bodies(heard())).toEqual([])
    socket.destroy()
  })

  it.each([
    ['no HTTP', 'nonsense\r\n\r\n', 400],
    ['an expectation', 'GET /v1/notes HTTP/1.1\r\nHost: a\r\nExpect: nonsense\r\n\r\n', 417],
    ['no host', 'GET /v1/notes HTTP/1.1\r\n\r\n', 400],
    [
      'a wrong chunk',
      'POST /v1/notes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      400,
    ],
    ['a tunnel', 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n', 501],
  ])('are each answered, in their order, when the last is broken: %s', async (_what, broken, status) => {
    const heard = await talk(api, post('{}') + get() + broken).over
    expect(statuses(heard)).toEqual([201, 200, status])
    expect(heard.match(/content-type: application\/problem\+json/g)).toHaveLength(1)
  })

  it('are not begun when their caller has gone', async () => {
    begun = 0
    const { socket } = talk(api, post('{}') + post('{}') + post('{}'))
    await until(() => begun === 1)
    socket.destroy()
    const count = notes.length
    await until(() => notes.length > count)
    // Another connection's request has come and gone meanwhile.
    await talk(api, get(LAST)).over
    expect(begun).toBe(1)
  })
})

describe('a caller who hangs up', () => {
  it.each([
    ['with half a body', post('{', 100), () => true],
    ['before a handler is through', post('{}'), () => begun === 1],
    ['while an answer streams', get('', '/v1/stream'), () => streams === 1],
  ])('%s is no error, and leaves nothing open', async (_what, bytes, isBegun) => {
    ;[begun, streams] = [0, 0]
    const { socket, over } = talk(api, bytes)
    await until(isBegun)
    await pause(5)
    socket.resetAndDestroy()
    await over
    const server = api.app.getHttpServer()
    await until(
      async () =>
        (await new Promise((resolve) =>
          server.getConnections((_, count) => {
            resolve(count)
          }),
        )) === 0,
    )
    await until(() => streams === 0)
    await pause(WORK_MS)
    expect(api.logged).toEqual([])
  })
})

describe('a caller who takes too long', () => {
  it.each([
    ['says nothing', ''],
    ['stops in the head', 'POST /v1/notes HTTP/1.1\r\nHost: a\r\nContent-'],
    ['stops in the body', post('{', 100)],
    [
      'stops between chunks',
      'POST /v1/notes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n',
    ],
  ])('is told so, and the connection is closed: %s', async (_what, bytes) => {
    const heard = await talk(hasty, bytes).over
    expect(statuses(heard)).toEqual([408])
    expect(heard).toContain('"code":"REQUEST_TIMEOUT"')
    expect(hasty.logged).toEqual([])
  })

  it('drips in vain', async () => {
    const { socket, over } = talk(hasty, post('{', 100_000))
    const drip = setInterval(() => socket.write(' '), 20)
    expect(statuses(await over)).toEqual([408])
    clearInterval(drip)
  })

  it('is not told so behind an answer to the same request', async () => {
    const heard = await talk(hasty, post('{', 100).replace('application/json', 'text/plain')).over
    expect(statuses(heard)).toEqual([415])
  })

  it('is closed on in silence, after an answer', async () => {
    expect(statuses(await talk(hasty, get()).over)).toEqual([200])
  })

  it('is heard when it is slow and within its time', async () => {
    const { socket, over } = talk(hasty, post('', 7).replace('Host: a', `Host: a\r\n${LAST.trim()}`))
    for (const byte of '{"a":1}') {
      await pause(SHORT.requestMs / 20)
      socket.write(byte)
    }
    expect(statuses(await over)).toEqual([201])
  })

  it('has some time, unless it is said otherwise', () => {
    expect(PATIENCE.headersMs).toBeLessThanOrEqual(30_000)
    expect(PATIENCE.requestMs).toBeLessThanOrEqual(120_000)
  })
})

describe('a server that closes', () => {
  /** Behind an answer, one to a request that is still being worked on. */
  const answeredAndMore = async (closing: Running) => {
    const talking = talk(closing, get() + post('{}'))
    await until(() => statuses(talking.heard()).length === 1)
    return talking
  }

  it.each<[string, (closing: Running) => Talk | Promise<Talk>, readonly number[]]>([
    ['over which nothing ever came', (closing) => talk(closing), []],
    ['whose request stops in the head', (closing) => talk(closing, 'GET /v1/notes HTTP/1.1\r\nHost'), []],
    ['whose request stops in the body', (closing) => talk(closing, post('{', 100)), [408]],
    ['that is kept open behind an answer', (closing) => talk(closing, get()), [200]],
    ['that is being answered', answeredAndMore, [200, 201]],
  ])('waits for no connection for ever: for one %s', async (_what, connected, answered) => {
    const closing = await sampleApi(NotesModule, undefined, { headersMs: 60_000, requestMs: 300, idleMs: 60_000 })
    const { over, socket } = await connected(closing)
    await until(() => socket.bytesWritten > 0 || !socket.connecting)
    // The server has it, and what came over it.
    expect(statuses(await talk(closing, get(LAST)).over)).toEqual([200])
    await closing.app.close()
    expect(statuses(await over)).toEqual(answered)
  })
})
