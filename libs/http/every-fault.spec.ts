import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Body, Controller, createParamDecorator, Get, Module, Param, Post, Query } from '@nestjs/common'
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js'
import type { ExecutionContext } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../deciding/decider.ts'
import { BodyValidationPipe } from './body-validation.pipe.ts'
import { EveryFault } from './every-fault.interceptor.ts'
import { InvalidInput, type Problem } from './problem.ts'
import { BookPath, BookQuery, Chapter, sampleApi, type Running } from './testing/sample-api.ts'

let judged = 0

/** Who asks: a header that may be wrong, or name someone who may not ask. */
const Purpose = createParamDecorator((_: unknown, context: ExecutionContext) => {
  judged += 1
  const { purpose } = context.switchToHttp().getRequest<FastifyRequest>().headers
  if (purpose === 'spying') throw new Refusal('BOOK_IS_LENT')
  const detail = { nl: 'Zeg waarom', en: 'Say why' }
  if (purpose === undefined) throw new InvalidInput([{ in: 'header', pointer: '/Purpose', code: 'purpose', detail }])
  return purpose
})

@Controller('v1/lent')
class LentController {
  @Get(':bookId')
  read(@Purpose() purpose: string, @Param() { bookId }: BookPath) {
    return { purpose, bookId }
  }

  @Post(':bookId')
  lend(@Purpose() purpose: string, @Param() path: BookPath, @Query() query: BookQuery, @Body() chapter: Chapter) {
    return { purpose, path, query, chapter }
  }
}

@Module({ controllers: [LentController] })
class LentModule {}

/** Nest names a decorator of the app's own by chance: about once in fourteen starts, so that it looks like a query, a path or a body. */
function unluckily(method: string): void {
  const args = Reflect.getMetadata(ROUTE_ARGS_METADATA, LentController, method) as Readonly<Record<string, object>>
  const renamed = Object.entries(args).map(([key, arg]) => ['factory' in arg ? `4a${key.slice(2)}` : key, arg] as const)
  Reflect.defineMetadata(ROUTE_ARGS_METADATA, Object.fromEntries(renamed), LentController, method)
}

let api: Running
beforeAll(async () => {
  unluckily('read')
  api = await sampleApi(LentModule, (app) => app.useGlobalInterceptors(new EveryFault(new BodyValidationPipe())))
})
afterAll(() => api.app.close())

async function asked(path: string, { body, purpose }: { body?: unknown; purpose?: string } = {}) {
  judged = 0
  const answer = await fetch(`${api.url}/v1/lent/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(purpose !== undefined && { purpose }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const said = (await answer.json()) as Problem
  const errors = said.errors?.map(({ in: part = 'body', pointer, code }) => `${part} ${pointer} ${code}`)
  return { status: answer.status, code: said.code, errors, judged }
}

describe('a request with faults', () => {
  it('hears of all of them, wherever they are', async () => {
    expect(await asked('NO?limit=0&nonsense=1', { body: { heading: 7, more: 1 } })).toMatchObject({
      status: 400,
      code: 'INVALID_INPUT',
      errors: [
        'header /Purpose purpose',
        'path /bookId matches',
        'query /nonsense whitelistValidation',
        'query /limit min',
        'body /more whitelistValidation',
        'body /heading isLength',
        'body /heading isString',
      ],
    })
  })

  it('hears of a query that nobody reads beside the rest', async () => {
    expect((await asked('NO?nonsense=1')).errors).toEqual([
      'header /Purpose purpose',
      'path /bookId matches',
      'query /nonsense whitelistValidation',
    ])
    expect((await asked('one?nonsense=1', { purpose: 'study' })).errors).toEqual([
      'query /nonsense whitelistValidation',
    ])
  })

  it('of who may not ask is told that, and not how to ask', async () => {
    expect(await asked('NO?nonsense=1', { body: {}, purpose: 'spying' })).toMatchObject({
      status: 409,
      code: 'BOOK_IS_LENT',
      errors: undefined,
    })
  })

  it('that has none is judged once', async () => {
    expect(await asked('one', { purpose: 'study' })).toMatchObject({ status: 200, judged: 1 })
    expect(await asked('one', { purpose: 'study', body: { heading: 'Two' } })).toMatchObject({ status: 201, judged: 1 })
  })
})
