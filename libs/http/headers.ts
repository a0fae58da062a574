/** What every answer carries and what no request may bring: version and security headers, CORS, and JSON in UTF-8 of bounded size. Also where no route was reached: an unknown address, a broken request. */
import type { Socket } from 'node:net'
import { STATUS_CODES } from 'node:http'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify'
import {
  codeOfStatus,
  HTTP_PROBLEMS,
  HttpProblem,
  languageOf,
  PROBLEM_JSON,
  problemBytes,
  toldOf,
  type Language,
} from './problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The one media type that a route's body may have, where that is not JSON: `@RouteConfig({ bodyType: 'application/x-www-form-urlencoded' })`. */
    bodyType?: string
  }
}

export interface HeaderOptions {
  /** The full version of the API (SemVer). */
  readonly apiVersion: string
  /** Origins whose pages may call: scheme, host and port. */
  readonly allowedOrigins: readonly string[]
  /** Paths that pages of every origin may read. */
  readonly openPaths: readonly string[]
  /** Response headers that pages may read. */
  readonly exposedHeaders?: readonly string[]
}

export const BODY_BYTES_AT_MOST = 256 * 1024
const TWO_YEARS_SECONDS = 63_072_000

const standardHeaders = (apiVersion: string) => ({
  'api-version': apiVersion,
  // A route that serves a page sets its own of these two.
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'strict-transport-security': `max-age=${String(TWO_YEARS_SECONDS)}; includeSubDomains`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
})

/** What the Fastify adapter is made with: `new FastifyAdapter(serverOptions({ … }))`. */
export function serverOptions({
  apiVersion,
  typePrefix,
  bodyBytesAtMost = BODY_BYTES_AT_MOST,
}: {
  readonly apiVersion: string
  /** As in `ProblemOptions`, for requests that are broken before there is anything to answer with. */
  readonly typePrefix: string
  readonly bodyBytesAtMost?: number
}): Pick<FastifyServerOptions, 'bodyLimit' | 'clientErrorHandler' | 'frameworkErrors' | 'return503OnClosing'> {
  const headers = standardHeaders(apiVersion)
  return {
    bodyLimit: bodyBytesAtMost,
    // What it answers is no problem as RFC 9457 has them; whoever stops the server refuses in their own words.
    return503OnClosing: false,
    // The router refuses an unreadable address before any hook or filter is there.
    frameworkErrors: (fault, request, answer) => {
      const language = languageOf(request.headers['accept-language'])
      const told = toldOfStatus(fault.statusCode ?? 400, language)
      // Its type knows no route, and so no answer that would be right.
      const reply: FastifyReply = answer
      void reply
        .status(told.status)
        .headers({ ...headers, 'content-type': PROBLEM_JSON, 'content-language': language })
        .send(problemBytes(told, typePrefix))
    },
    clientErrorHandler: (fault, socket) => {
      answerBrokenRequest(fault.code, socket, headers, typePrefix)
    },
  }
}

/** To be called before the application listens. */
export function useHeaders(app: NestFastifyApplication, options: HeaderOptions): void {
  const fastify = app.getHttpAdapter().getInstance()
  const headers = Object.entries(standardHeaders(options.apiVersion))
  const open = new Set(options.openPaths)
  const exposedHeaders = ['API-Version', 'Content-Language', ...(options.exposedHeaders ?? [])]

  app.enableCors({
    delegator: (request, answer) => {
      const isOpen = open.has(pathOf(request))
      answer(null, {
        origin: isOpen ? '*' : options.allowedOrigins.length > 0 && [...options.allowedOrigins],
        methods: isOpen ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
        exposedHeaders,
        // Its refusal of a half preflight is plain text; without it, that is answered as a whole one.
        strictPreflight: false,
      })
    },
  })

  fastify.addHook('onRequest', (request, _reply, done) => {
    done(
      hasReadableBody(request)
        ? undefined
        : new HttpProblem('UNSUPPORTED_MEDIA_TYPE', HTTP_PROBLEMS.UNSUPPORTED_MEDIA_TYPE),
    )
  })

  // On the way out, because CORS answers a preflight before any other hook sees it.
  fastify.addHook('onSend', (_request: FastifyRequest, reply: FastifyReply, payload: unknown, done) => {
    for (const [name, value] of headers) if (!reply.hasHeader(name)) reply.header(name, value)
    done(null, payload)
  })
}

function toldOfStatus(status: number, language: Language) {
  const code = codeOfStatus(status)
  return toldOf(code, HTTP_PROBLEMS[code], language)
}

const pathOf = (request: FastifyRequest) => request.url.split('?', 1)[0] ?? ''

const JSON_IN_UTF_8 = /^application\/json(?:\s*;\s*charset=(?:utf-8|"utf-8"))?$/i

/** No body, or one of the type this route reads. An unknown address is a 404, whatever was sent to it. */
function hasReadableBody({ headers, is404, routeOptions }: FastifyRequest): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  if (!hasBody || is404) return true
  const type = headers['content-type']?.trim() ?? ''
  const { bodyType } = routeOptions.config
  if (bodyType === undefined) return JSON_IN_UTF_8.test(type)
  return type.split(';', 1)[0]?.trim().toLowerCase() === bodyType
}

const STATUS_OF: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/** What cannot be parsed as HTTP never becomes a request: its answer is written by hand, in Dutch, because nothing of it can be trusted to say otherwise. */
function answerBrokenRequest(
  faultCode: string,
  socket: Socket,
  headers: Readonly<Record<string, string>>,
  typePrefix: string,
): void {
  if (faultCode === 'ECONNRESET' || socket.destroyed) return
  const told = toldOfStatus(STATUS_OF[faultCode] ?? 400, 'nl')
  const body = problemBytes(told, typePrefix).toString()
  const lines = Object.entries({
    ...headers,
    'content-type': PROBLEM_JSON,
    'content-language': 'nl',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${String(told.status)} ${STATUS_CODES[told.status] ?? ''}\r\n${lines.join('')}\r\n${body}`)
}
