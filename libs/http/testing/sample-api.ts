/** Test support: a small API with everything in it that this library serves, on a real port. */
import 'reflect-metadata'
import type { AddressInfo } from 'node:net'
import {
  BadRequestException,
  Body,
  Controller,
  createParamDecorator,
  Get,
  Header,
  HttpCode,
  Logger,
  Module,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
  type Type as ModuleClass,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ApiExcludeController, ApiOperation } from '@nestjs/swagger'
import { FastifyAdapter, RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../deciding/decider.ts'
import { RevisionConflict, StoreBusy, StoreUnavailable, TooLarge } from '../../event-store/port.ts'
import { readBodies } from '../bodies.ts'
import { BodyValidationPipe } from '../body-validation.pipe.ts'
import { PATIENCE, type Patience } from '../connections.ts'
import { linkToNext, PageQuery } from '../cursor.ts'
import { serverOptions, useHeaders } from '../headers.ts'
import { Answers, Refuses } from '../openapi-decorators.ts'
import type { HeaderParameter } from '../openapi-operation.ts'
import type { OpenApiOptions } from '../openapi.ts'
import { ProblemFilter, type ProblemOptions } from '../problem.filter.ts'
import { HttpProblem } from '../problem.ts'

/** It says no name of its own: the log has that of its class. */
class NumberUnknown extends Error {}

export const API_VERSION = '1.2.3'
export const TYPE_PREFIX = 'https://example.nl/problems/'
export const ALLOWED_ORIGIN = 'https://desk.example.nl'

export class Chapter {
  @IsString() @Length(1, 80) heading!: string
  @IsOptional() @IsInt() @Min(1) @Max(9) weight?: number
}

export class BookBody {
  @IsUUID() bookId!: string
  @IsString() @Length(3, 40) title!: string
  @IsIn(['nl', 'en']) language!: string
  @IsISO8601({ strict: true }) printedAt!: string
  @Matches(/^\d{4}-\d{2}-\d{2}$/) publicationDate!: string
  @IsDefined() @IsObject() @ValidateNested() @Type(() => Chapter) first!: Chapter
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => Chapter)
  others?: Chapter[]
  @IsOptional() @IsArray() @IsString({ each: true }) 'words/said~so'?: string[]
}

export class BookQuery extends PageQuery {
  @IsOptional() @IsIn(['nl', 'en']) language?: string
}

export class BookPath {
  @Matches(/^[a-z0-9]+$/) bookId!: string
}

/** What a decorator of the app's own hands to a handler: with a cycle, and deeper than any body. */
export const Reader = createParamDecorator(() => {
  const reader: Record<string, unknown> = { name: 'reader' }
  reader.self = reader
  return reader
})

export class Foreign extends Error {
  readonly statusCode = 404
}

@Controller('v1/books')
export class BooksController {
  @Get()
  @Answers(200, 'BookList')
  list(@Query() query: BookQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('Link', linkToNext(request.url, 'next'))
    return { query, isQuery: query instanceof BookQuery }
  }

  @Post()
  @Answers(201, 'BookAnswer', 'The book is on the shelf')
  @Refuses(409)
  @ApiOperation({ operationId: 'shelveBook', summary: 'Put a book on the shelf' })
  add(@Body() book: BookBody) {
    return { title: book.title, isBook: book instanceof BookBody, isChapter: book.first instanceof Chapter }
  }

  @Get(':bookId')
  read(@Param() { bookId }: BookPath, @Reader() reader: Readonly<Record<string, unknown>>) {
    const fault = FAULTS[bookId]
    if (fault !== undefined) throw fault()
    return { bookId, reader: reader.name }
  }
}

/** What goes wrong at `/v1/books/<name>`. */
const FAULTS: Readonly<Record<string, () => unknown>> = {
  refused: () => new Refusal('BOOK_IS_LENT', { to: 'somebody', status: 'overwritten', due: ['2026-03-02'] }),
  unlisted: () => new Refusal('NOBODY_LISTED_THIS'),
  inherited: () => new Refusal('toString'),
  moved: () => new RevisionConflict('book-1', 3, 4),
  busy: () => new StoreBusy(1_200),
  unavailable: () => new StoreUnavailable('disk-full', 'no room on /data'),
  large: () => new TooLarge(2_000_000),
  broken: () => new TypeError('Jan Jansen is not a function', { cause: new NumberUnknown('BSN 123456782') }),
  text: () => 'Jan Jansen',
  foreign: () => new Foreign('Jan Jansen was not found upstream'),
  translated: () => new Error('translate me'),
  missing: () => new NotFoundException('no Jan Jansen here'),
  bad: () => new BadRequestException('Jan Jansen'),
  often: () => new HttpProblem('TOO_MANY_REQUESTS', { 'retry-after': '7' }, { limit: 10 }),
}

@ApiExcludeController()
@Controller('v1')
export class OtherController {
  @Get('page')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', "default-src 'self'")
  page() {
    return '<!doctype html>'
  }

  @Post('form')
  @HttpCode(200)
  @RouteConfig({ bodyType: 'application/x-www-form-urlencoded' })
  form(@Body() form: unknown) {
    return form
  }
}

@Module({ controllers: [BooksController, OtherController] })
export class SampleModule {}

const text = { type: 'string' }
const header = (name: string, required: boolean, on: HeaderParameter['on']): HeaderParameter => ({
  name,
  required,
  on,
  description: `What ${name} is for.`,
  schema: text,
})

/** What the sample says of itself in its document. */
export const SAMPLE_DOCUMENT: OpenApiOptions = {
  title: 'Books',
  version: API_VERSION,
  description: 'A library.',
  serverUrl: '/v1',
  contact: { name: 'The library', url: 'https://example.nl/issues', email: 'library@example.nl' },
  licence: { name: 'EUPL-1.2', url: 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
  schemas: {
    BookAnswer: { type: 'object', properties: { title: text }, required: ['title'] },
    BookList: { type: 'array', items: { $ref: '#/components/schemas/BookAnswer' } },
  },
  choices: { Language: ['nl', 'en'] },
  headers: [
    header('Idempotency-Key', false, ({ method }) => method === 'post'),
    header('Purpose', true, ({ path }) => path.startsWith('/books')),
  ],
  answerHeaders: ({ method }): Record<string, string> => (method === 'post' ? { ETag: 'The book as it is now.' } : {}),
  refusals: ({ method }) => (method === 'get' ? [] : [403, 503]),
  isPublic: ({ handler }) => handler.name === 'opening',
}

export interface Running {
  readonly app: NestFastifyApplication
  readonly url: string
  readonly logged: Readonly<Record<string, unknown>>[]
}

export async function sampleApi(
  module: ModuleClass = SampleModule,
  beforeListening: (app: NestFastifyApplication) => void = () => undefined,
  patience: Patience = PATIENCE,
): Promise<Running> {
  const logged: Readonly<Record<string, unknown>>[] = []
  const options: ProblemOptions = {
    typePrefix: TYPE_PREFIX,
    table: {
      BOOK_IS_LENT: {
        status: 409,
        title: { nl: 'Het boek is uitgeleend', en: 'The book is lent' },
        detail: { nl: 'Vraag het aan wie het leende.', en: 'Ask who borrowed it.' },
      },
    },
    log: { error: (fields, message) => logged.push({ ...fields, message }) },
    translate: (fault, language) =>
      fault instanceof Error && fault.message === 'translate me'
        ? {
            code: 'TRANSLATED',
            status: 401,
            title: language,
            detail: language,
            headers: { 'www-authenticate': 'Bearer' },
          }
        : undefined,
  }
  Logger.overrideLogger(false)
  const adapter = new FastifyAdapter(serverOptions({ apiVersion: API_VERSION, typePrefix: TYPE_PREFIX, patience }))
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter)
  useHeaders(app, {
    apiVersion: API_VERSION,
    allowedOrigins: [ALLOWED_ORIGIN],
    openPaths: ['/v1/openapi.json'],
    exposedHeaders: ['ETag'],
  })
  readBodies(app)
  app.useGlobalPipes(new BodyValidationPipe())
  app.useGlobalFilters(new ProblemFilter(options))
  beforeListening(app)
  await app.listen(0, '127.0.0.1')
  const { port } = app.getHttpServer().address() as AddressInfo
  return { app, url: `http://127.0.0.1:${String(port)}`, logged }
}
