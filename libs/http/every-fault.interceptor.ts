/**
 * Every fault of one request in one answer. Nest refuses at the first parameter that is wrong, so when one is, all of them are judged: headers, path,
 * query and body. What a handler does not ask for is a fault too: a query or a body sent to one that reads none. What is right is judged once, as ever.
 */
import type { CallHandler, ExecutionContext, NestInterceptor, PipeTransform, Type } from '@nestjs/common'
import { PARAMTYPES_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js'
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js'
import type { ValidationError } from 'class-validator'
import type { FastifyRequest } from 'fastify'
import { catchError, from, type Observable } from 'rxjs'
import { InvalidInput, type Fault } from './problem.ts'
import { FAULTS_AT_MOST, faultsOf } from './validation-faults.ts'

type Sent = 'body' | 'query' | 'param'

const SENT: ReadonlyMap<number, Sent> = new Map([
  [RouteParamtypes.PARAM, 'param'],
  [RouteParamtypes.QUERY, 'query'],
  [RouteParamtypes.BODY, 'body'],
])

const IN_ORDER: readonly Fault['in'][] = ['header', 'path', 'query', undefined]

/** What one parameter of a handler is made of, as Nest's own metadata has it. */
interface Parameter {
  readonly sent: Sent | undefined
  readonly metatype: Type | undefined
  readonly data: unknown
  readonly factory: ((data: unknown, context: ExecutionContext) => unknown) | undefined
}

interface Handled {
  readonly parameters: readonly Parameter[]
  readonly readsQuery: boolean
  readonly readsBody: boolean
}

export class EveryFault implements NestInterceptor {
  readonly #pipe: PipeTransform
  readonly #handled = new WeakMap<object, Handled>()

  /** @param pipe the one that judges every path, query and body */
  constructor(pipe: PipeTransform) {
    this.#pipe = pipe
  }

  /** @throws InvalidInput with every fault, headers first */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { readsQuery, readsBody } = this.#handledBy(context)
    const { query, body } = context.switchToHttp().getRequest<FastifyRequest>()
    const unasked = [...(readsQuery ? [] : faultsOf(fieldsOf(query), 'query')), ...(readsBody ? [] : unaskedBody(body))]
    if (unasked.length > 0) return from(this.#all(context, unasked))
    return next.handle().pipe(
      catchError((fault: unknown) => {
        if (!(fault instanceof InvalidInput)) throw fault
        return from(this.#all(context, [], fault))
      }),
    )
  }

  /** @throws InvalidInput; or what else a parameter refuses with, such as one who may not ask this at all: they need not hear how to ask it */
  async #all(context: ExecutionContext, unasked: readonly Fault[], first?: InvalidInput): Promise<never> {
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    const sent = { param: request.params, query: request.query, body: request.body }
    const faults: Fault[] = [...unasked]
    for (const { sent: part, metatype, data, factory } of this.#handledBy(context).parameters) {
      try {
        if (factory !== undefined) await factory(data, context)
        else if (part !== undefined) await this.#pipe.transform(sent[part], { type: part, metatype })
      } catch (fault) {
        if (!(fault instanceof InvalidInput)) throw fault
        faults.push(...fault.faults)
      }
    }
    if (faults.length === 0 && first !== undefined) throw first
    const placeOf = (fault: Fault) => IN_ORDER.indexOf(fault.in)
    faults.sort((one, other) => placeOf(one) - placeOf(other))
    throw new InvalidInput(faults.slice(0, FAULTS_AT_MOST))
  }

  #handledBy(context: ExecutionContext): Handled {
    const handler = context.getHandler()
    const known = this.#handled.get(handler)
    if (known !== undefined) return known
    const parameters = parametersOf(context.getClass(), handler.name)
    const reads = (part: Sent) => parameters.some(({ sent }) => sent === part)
    const handled = { parameters, readsQuery: reads('query'), readsBody: reads('body') }
    this.#handled.set(handler, handled)
    return handled
  }
}

type Argument = Readonly<Pick<Parameter, 'data' | 'factory'> & { index: number }>

function parametersOf(controller: Type, method: string): readonly Parameter[] {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Readonly<
    Record<string, Argument>
  >
  const types = Reflect.getMetadata(PARAMTYPES_METADATA, controller.prototype as object, method) as readonly Type[]
  return Object.entries(args).map(([key, { index, data, factory }]) => {
    // The key of a decorator of the app's own begins with anything, a number too.
    const sent = factory === undefined ? SENT.get(Number.parseInt(key, 10)) : undefined
    return { sent, metatype: types[index], data, factory }
  })
}

function unaskedBody(body: unknown): readonly Fault[] {
  if (body === undefined) return []
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? faultsOf(fieldsOf(body)) : [NO_BODY]
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
