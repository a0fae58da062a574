/** The server under the framework: requests that come in time, one after the other on each connection, and a problem for what is not HTTP as RFC 9110 and 9112 have it. */
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import {
  HTTP_PROBLEMS,
  languageOf,
  PROBLEM_JSON,
  problemBytes,
  toldOf,
  type HttpProblemCode,
  type Language,
} from './problem.ts'

/** How long a caller may take. */
export interface Patience {
  /** For the head of a request, from the first of it or from the connection. */
  readonly headersMs: number
  /** For a whole request, body and all. */
  readonly requestMs: number
  /** Between an answer and the next request on its connection. */
  readonly idleMs: number
}

export const PATIENCE: Patience = { headersMs: 10_000, requestMs: 60_000, idleMs: 72_000 }

export interface ConnectionOptions {
  readonly patience: Patience
  /** What every answer carries. */
  readonly headers: Readonly<Record<string, string>>
  readonly typePrefix: string
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void
/** Of the parser or of a connection: an error with a code. */
type Broken = Error & { readonly code?: string }

/** The request that came last on a connection, and the one that has to be answered before it. */
interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly beganMs: number
  before: ServerResponse | undefined
}

/** How often the times are looked at, as a part of the shortest of them. */
const LOOKS = 4
const LOOKS_AT_MOST_EVERY_MS = 2_000
/** Once no connections are taken any more, who is waited for is looked at more often: a stop waits for them. */
const LOOKS_WHILE_CLOSING_EVERY_MS = 100
/** For an answer to arrive where its request went on and on: closing at once would lose it. */
const LINGER_MS = 1_000

const CODES: Readonly<Record<string, HttpProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'PAYLOAD_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
}

export class Connections {
  readonly #options: ConnectionOptions
  readonly #latest = new WeakMap<Duplex, Exchange>()
  readonly #given = new WeakSet<Duplex>()

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  serve(handler: Handler): Server {
    const { headersMs, requestMs, idleMs } = this.#options.patience
    const server = createServer(
      {
        headersTimeout: Math.min(headersMs, requestMs),
        requestTimeout: requestMs,
        keepAliveTimeout: idleMs,
        connectionsCheckingInterval: Math.min(Math.ceil(headersMs / LOOKS), LOOKS_AT_MOST_EVERY_MS),
        // Refused below, with a problem.
        requireHostHeader: false,
      },
      (request, response) => {
        this.#inTurn(request, response, () => {
          const code = faultOf(request)
          if (code === undefined) handler(request, response)
          else this.#refuse(code, request, response)
        })
      },
    )
    server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
      this.#inTurn(request, response, () => {
        this.#refuse('EXPECTATION_FAILED', request, response)
      })
    })
    server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
      socket.on('error', () => socket.destroy())
      this.#giveUp(socket, 'NOT_IMPLEMENTED').catch(() => socket.destroy())
    })
    this.#endInTime(server)
    return server
  }

  /**
   * Node looks at no times any more once a server closes, and then waits for every connection that is not idle at that moment: one over which nothing
   * ever came, or whose request never becomes whole, would hold up a stop for ever; one that was being answered, for as long as it is kept.
   */
  #endInTime(server: Server): void {
    const open = new Set<Socket>()
    server.on('connection', (socket) => {
      open.add(socket)
      socket.once('close', () => open.delete(socket))
    })
    const looking = setInterval(() => {
      if (!server.listening) for (const socket of open) this.#letGo(socket)
    }, LOOKS_WHILE_CLOSING_EVERY_MS).unref()
    server.once('close', () => {
      clearInterval(looking)
    })
  }

  /** Nobody waits for an answer over it, or not for one to a request that may yet become whole. */
  #letGo(socket: Socket): void {
    const last = this.#latest.get(socket)
    if (last === undefined || isOver(last.response)) socket.destroySoon()
    else if (!last.request.complete && performance.now() - last.beganMs > this.#options.patience.requestMs)
      this.#giveUp(socket, 'REQUEST_TIMEOUT').catch(() => socket.destroy())
  }

  /** What cannot be parsed never becomes a request, or never ends being one. */
  broke(fault: Broken, socket: Socket): void {
    if (fault.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else this.#giveUp(socket, CODES[fault.code ?? ''] ?? 'BAD_REQUEST').catch(() => socket.destroy())
  }

  /** RFC 9112 §9.3.2: what comes behind a request is carried out after it, so that it finds what that one wrote. Who hangs up meanwhile did not ask. */
  #inTurn(request: IncomingMessage, response: ServerResponse, begin: () => void): void {
    const { socket } = request
    const before = this.#latest.get(socket)?.response
    const mustWait = before !== undefined && !isOver(before)
    const exchange: Exchange = {
      request,
      response,
      beganMs: performance.now(),
      before: mustWait ? before : undefined,
    }
    this.#latest.set(socket, exchange)
    if (!mustWait) {
      begin()
      return
    }
    before.once('close', () => {
      exchange.before = undefined
      if (!socket.destroyed) begin()
    })
  }

  #refuse(code: HttpProblemCode, request: IncomingMessage, response: ServerResponse): void {
    const { status, headers, body } = this.#problem(code, languageOf(request.headers['accept-language']))
    response.writeHead(status, headers).end(body)
  }

  /** Answers by hand, in Dutch, because nothing of what came can be trusted to say otherwise; after the answers that are due before it. */
  async #giveUp(socket: Duplex, code: HttpProblemCode): Promise<void> {
    if (this.#given.has(socket)) return
    this.#given.add(socket)
    const last = this.#latest.get(socket)
    // Not all of it came: it is the one that is broken.
    const isOfLast = last?.request.complete === false
    const due = isOfLast ? last.before : last?.response
    if (due !== undefined && !isOver(due)) await new Promise((resolve) => due.once('close', resolve))
    if (isOfLast && last.response.headersSent) socket.destroy()
    if (!socket.writable) return
    const { status, headers, body } = this.#problem(code, 'nl')
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`)
    socket.resume()
    setTimeout(() => socket.destroy(), LINGER_MS).unref()
  }

  #problem(code: HttpProblemCode, language: Language) {
    const told = toldOf(code, HTTP_PROBLEMS[code], language)
    const body = problemBytes(told, this.#options.typePrefix).toString()
    const headers = {
      ...this.#options.headers,
      'content-type': PROBLEM_JSON,
      'content-language': language,
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    }
    return { status: told.status, headers, body }
  }
}

const isOver = (response: ServerResponse): boolean => response.writableFinished || response.closed

/** What the parser lets pass and the standard does not. */
function faultOf({ httpVersion, rawHeaders, headers }: IncomingMessage): HttpProblemCode | undefined {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return 'BAD_REQUEST'
  const hosts = rawHeaders.filter((name, place) => place % 2 === 0 && name.toLowerCase() === 'host').length
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) return 'BAD_REQUEST'
  if (headers.host !== undefined && !HOST.test(headers.host)) return 'BAD_REQUEST'
  const coding = headers['transfer-encoding']
  return coding === undefined || coding.toLowerCase() === 'chunked' ? undefined : 'NOT_IMPLEMENTED'
}

/** RFC 3986 §3.2.2, of which a port may follow. */
const HOST = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d{0,5})?$/i
