/** What a handler does not ask for is refused: a query or a body sent to one that reads none, as a field that no class knows. */
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js'
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js'
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common'
import type { ValidationError } from 'class-validator'
import type { FastifyRequest } from 'fastify'
import { InvalidInput, type Fault } from '../../libs/http/problem.ts'
import { faultsOf } from '../../libs/http/validation-faults.ts'

type Part = 'query' | 'body'

const READ_AS: Readonly<Record<Part, number>> = { query: RouteParamtypes.QUERY, body: RouteParamtypes.BODY }

export class NothingUnasked implements NestInterceptor {
  readonly #reads = new WeakMap<object, ReadonlySet<Part>>()

  /** @throws InvalidInput with every field that nobody asked for */
  intercept(context: ExecutionContext, next: CallHandler) {
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    const reads = this.#readBy(context)
    const faults = [
      ...(reads.has('query') ? [] : faultsOf(fieldsOf(request.query), 'query')),
      ...(reads.has('body') ? [] : unaskedBody(request.body)),
    ]
    if (faults.length > 0) throw new InvalidInput(faults)
    return next.handle()
  }

  #readBy(context: ExecutionContext): ReadonlySet<Part> {
    const handler = context.getHandler()
    const known = this.#reads.get(handler)
    if (known !== undefined) return known
    const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler.name) ?? {}) as object
    const kinds = Object.keys(args).map((key) => Number.parseInt(key, 10))
    const reads = new Set((['query', 'body'] as const).filter((part) => kinds.includes(READ_AS[part])))
    this.#reads.set(handler, reads)
    return reads
  }
}

function unaskedBody(body: unknown): readonly Fault[] {
  if (body === undefined || body === null) return []
  return typeof body === 'object' && !Array.isArray(body) ? faultsOf(fieldsOf(body)) : [NO_BODY]
}

const NO_BODY: Fault = {
  pointer: '',
  code: 'whitelistValidation',
  detail: { nl: 'Hier hoort geen inhoud bij', en: 'No body belongs here' },
}

const fieldsOf = (sent: unknown): readonly ValidationError[] =>
  Object.keys(sent ?? {}).map((property) => ({
    property,
    constraints: { whitelistValidation: `property ${property} should not exist` },
  }))
