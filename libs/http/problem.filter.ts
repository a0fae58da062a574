/** Every error as one answer, `application/problem+json` (RFC 9457). Nothing of the request is repeated in it, and of a fault of ours nothing is told but where to find it in the log. */
import { randomUUID } from 'node:crypto'
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../deciding/decider.ts'
import { nameOfFault } from '../telemetry/name-of-fault.ts'
import { RevisionConflict, StoreBusy, StoreUnavailable, TooLarge } from '../event-store/port.ts'
import {
  codeOfStatus,
  HTTP_PROBLEMS,
  HttpProblem,
  InvalidInput,
  languageOf,
  PROBLEM_JSON,
  problemBytes,
  toldOf,
  type HttpProblemCode,
  type Language,
  type ProblemRow,
  type ProblemTable,
  type Told,
} from './problem.ts'

export type { Told }

export interface ProblemLog {
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

export interface ProblemOptions {
  /** Every refusal the app can give. A refusal without a row is a fault of ours. */
  readonly table: ProblemTable
  /** What stands before a code in `type`: a URI, such as where the codes are explained. */
  readonly typePrefix: string
  readonly log: ProblemLog
  /** False where the app itself tells the log of stores that are unavailable, and not with every request. */
  readonly tellsOfStores?: false
  /** Errors that are neither refusals nor HTTP's own; undefined for those it does not know. */
  readonly translate?: (fault: unknown, language: Language) => Told | undefined
}

const RETRY_AFTER_SECONDS = '5'

export class ProblemFilter implements ExceptionFilter {
  readonly #options: ProblemOptions
  /** HTTP's own problems, and those of the app. */
  readonly #rows: ProblemTable

  constructor(options: ProblemOptions) {
    this.#options = options
    this.#rows = { ...HTTP_PROBLEMS, ...options.table }
  }

  catch(fault: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    const request = http.getRequest<FastifyRequest>()
    const reply = http.getResponse<FastifyReply>()
    const language = languageOf(request.headers['accept-language'])
    const told = this.#told(fault, request, language)
    if (reply.raw.headersSent) {
      // Half an answer must not look like a whole one.
      reply.raw.destroy()
      return
    }
    // Whatever is not there for a while, who asks is told when to come again.
    if (told.status === 503 && !reply.hasHeader('retry-after')) void reply.header('retry-after', RETRY_AFTER_SECONDS)
    void reply
      .status(told.status)
      .headers({ ...told.headers, 'content-type': PROBLEM_JSON, 'content-language': language })
      .send(problemBytes(told, this.#options.typePrefix))
  }

  #told(fault: unknown, request: FastifyRequest, language: Language): Told {
    // Nobody is told, and nothing went wrong here.
    if (isOfHangingUp(fault, request)) return this.#own('BAD_REQUEST', language)
    const translated = this.#options.translate?.(fault, language)
    if (translated !== undefined) return translated
    if (fault instanceof InvalidInput) {
      const told = fault.faults.map((one) => ({ ...one, detail: one.detail ?? this.#rowOf(one.code)?.title }))
      const untold = told.find(({ detail }) => detail === undefined)
      if (untold !== undefined) return this.#unforeseen(new Error(`no row for ${untold.code}`), request, language)
      const errors = told.map(({ detail, ...rest }) => ({ ...rest, detail: detail?.[language] }))
      const [only, another] = fault.faults
      const row = only?.in === 'header' && another === undefined ? this.#rowOf(only.code) : undefined
      // A header on its own is told by its own code.
      if (only !== undefined && row !== undefined) return { ...toldOf(only.code, row, language), extra: { errors } }
      return this.#own('INVALID_INPUT', language, {}, { errors })
    }
    if (fault instanceof Refusal) {
      const { code, details: extra } = fault as Refusal
      return this.#byItsRow(code, { extra }, request, language)
    }
    if (fault instanceof HttpProblem) {
      const { code, headers, extra } = fault
      return this.#byItsRow(code, { headers, extra }, request, language)
    }
    if (fault instanceof RevisionConflict) {
      const hasInsisted = request.headers['if-match'] !== undefined
      return this.#own(hasInsisted ? 'PRECONDITION_FAILED' : 'CONFLICT', language)
    }
    if (fault instanceof StoreBusy) {
      return this.#own('SERVICE_UNAVAILABLE', language, { 'retry-after': String(Math.ceil(fault.retryAfterMs / 1000)) })
    }
    if (fault instanceof StoreUnavailable) {
      if (this.#options.tellsOfStores === false) return this.#own('SERVICE_UNAVAILABLE', language)
      const { reason, message } = fault
      this.#options.log.error({ ...where(request), reason, fault: message }, 'a store is unavailable')
      return this.#own('SERVICE_UNAVAILABLE', language)
    }
    if (fault instanceof TooLarge) return this.#own('PAYLOAD_TOO_LARGE', language)
    return this.#ofHttp(fault, request, language)
  }

  /** What has no row is a fault of ours. */
  #byItsRow(code: string, more: Partial<Told>, request: FastifyRequest, language: Language): Told {
    const row = this.#rowOf(code)
    return row === undefined
      ? this.#unforeseen(new Error(`no row for ${code}`), request, language)
      : { ...toldOf(code, row, language), ...more }
  }

  #rowOf(code: string): ProblemRow | undefined {
    return Object.hasOwn(this.#rows, code) ? this.#rows[code] : undefined
  }

  /** What Nest and Fastify say no to themselves. Their messages repeat the address, or a piece of the body: only the status is taken over. */
  #ofHttp(fault: unknown, request: FastifyRequest, language: Language): Told {
    if (isMalformedJson(fault)) return this.#own('MALFORMED_JSON', language)
    const status = fault instanceof HttpException ? fault.getStatus() : statusOfFastify(fault)
    if (status === undefined || status < 400 || (status >= 500 && status !== 501 && status !== 503)) {
      return this.#unforeseen(fault, request, language)
    }
    return { ...this.#own(codeOfStatus(status), language), status }
  }

  #unforeseen(fault: unknown, request: FastifyRequest, language: Language): Told {
    const instance = `urn:uuid:${randomUUID()}`
    this.#options.log.error({ ...where(request), instance, ...traceOf(fault) }, 'a request failed')
    return this.#own('INTERNAL_ERROR', language, {}, { instance })
  }

  #own(
    code: HttpProblemCode,
    language: Language,
    headers: Readonly<Record<string, string>> = {},
    extra: Readonly<Record<string, unknown>> = {},
  ): Told {
    return { ...toldOf(code, HTTP_PROBLEMS[code], language), headers, extra }
  }
}
Catch()(ProblemFilter)

const HUNG_UP: readonly unknown[] = ['ABORT_ERR', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']

/** What comes of it that a caller went away: of their request half sent, or of an answer that nobody takes. Other faults stay ours, whoever still listens. */
function isOfHangingUp(fault: unknown, { raw }: FastifyRequest): boolean {
  if (!raw.socket.destroyed || typeof fault !== 'object' || fault === null) return false
  return fault === raw.errored || ('code' in fault && HUNG_UP.includes(fault.code))
}

/** The route and not the address, which may name people. */
const where = (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions.url })

function isFastifyError(fault: unknown): fault is Error & { readonly code: string; readonly statusCode?: number } {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' && fault.code.startsWith('FST_')
}

/** A status is believed of Fastify only: other libraries put those of calls of their own on their errors. */
function statusOfFastify(fault: unknown): number | undefined {
  return isFastifyError(fault) ? fault.statusCode : undefined
}

const NOT_JSON: readonly unknown[] = ['FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY']

function isMalformedJson(fault: unknown): boolean {
  const cause: unknown = fault instanceof HttpException ? fault.cause : fault
  if (isFastifyError(cause)) return NOT_JSON.includes(cause.code)
  return cause instanceof SyntaxError && 'statusCode' in cause && cause.statusCode === 400
}

/** Where a fault came from. Without its message: that may hold what somebody wrote, and logs hold no personal data. */
function traceOf(fault: unknown): Readonly<Record<string, unknown>> {
  if (!(fault instanceof Error)) return { fault: typeof fault }
  const frames = fault.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  return {
    fault: nameOfFault(fault),
    ...('code' in fault && typeof fault.code === 'string' && { code: fault.code }),
    at: frames.map((frame) => frame.trim()),
    ...(fault.cause !== undefined && { cause: traceOf(fault.cause) }),
  }
}
