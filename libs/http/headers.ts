/** What every answer carries and what no request may bring: version and security headers, CORS, and JSON in UTF-8 of bounded size. Also where no route was reached: an unknown address, a broken request. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify'
import { followRoutes } from './allowed-methods.ts'
import { Connections, PATIENCE, type Patience } from './connections.ts'
import { isJsonInUtf8, mediaTypeIn } from './media-types.ts'
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

type ServerOptions = Pick<
  FastifyServerOptions,
  'bodyLimit' | 'clientErrorHandler' | 'frameworkErrors' | 'return503OnClosing' | 'serverFactory'
>

/** What the Fastify adapter is made with: `new FastifyAdapter(serverOptions({ … }))`. */
export function serverOptions({
  apiVersion,
  typePrefix,
  bodyBytesAtMost = BODY_BYTES_AT_MOST,
  patience = PATIENCE,
}: {
  readonly apiVersion: string
  /** As in `ProblemOptions`, for requests that are broken before there is anything to answer with. */
  readonly typePrefix: string
  readonly bodyBytesAtMost?: number
  readonly patience?: Patience
}): ServerOptions {
  const headers = standardHeaders(apiVersion)
  const connections = new Connections({ patience, headers, typePrefix })
  return {
    serverFactory: (handler) => connections.serve(handler),
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
      connections.broke(fault, socket)
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

  const routes = followRoutes(fastify)
  fastify.addHook('onRequest', (request, _reply, done) => {
    const path = pathOf(request)
    const answersOptions = open.has(path) || options.allowedOrigins.length > 0
    done(
      // Where CORS does not answer OPTIONS, its own route takes them all to the same end.
      request.is404 || request.method === 'OPTIONS'
        ? notThisMethod(routes.at(path), answersOptions)
        : hasReadableBody(request)
          ? undefined
          : new HttpProblem('UNSUPPORTED_MEDIA_TYPE', UNENCODED),
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

/** Also of a whole address, as a proxy is asked with (RFC 9112 §3.2.2). */
const pathOf = (request: FastifyRequest) => request.url.split('?', 1)[0]?.replace(/^https?:\/\/[^/]*/i, '') ?? ''

/** 404 where no method would do. @param answersOptions as CORS does, beside the table of routes */
function notThisMethod(methods: readonly string[], answersOptions: boolean): HttpProblem {
  if (methods.length === 0) return new HttpProblem('NOT_FOUND')
  const others = methods.filter((method) => method !== 'OPTIONS')
  const allow = [...others, ...(answersOptions ? ['OPTIONS'] : [])].join(', ')
  return new HttpProblem('METHOD_NOT_ALLOWED', { allow })
}

/** RFC 9110 §15.5.16: says that it would be read as it is. */
const UNENCODED = { 'accept-encoding': 'identity' }

/** No body, or one of the type this route reads, as it is. An unknown address is a 404, whatever was sent to it. */
function hasReadableBody({ headers, routeOptions }: FastifyRequest): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  if (!hasBody) return true
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (coding !== '' && coding !== 'identity') return false
  const type = headers['content-type'] ?? ''
  const { bodyType } = routeOptions.config
  return bodyType === undefined ? isJsonInUtf8(type) : mediaTypeIn(type)?.name === bodyType
}
