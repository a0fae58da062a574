import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Body, Controller, Delete, Get, HttpCode, Module, Param, Put, Query } from '@nestjs/common'
import { ApiTags, type OpenAPIObject, type OperationObject } from '@nestjs/swagger'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { Type } from 'class-transformer'
import { IsISO8601, IsObject, IsOptional, IsString, IsUUID, Matches, ValidateNested } from 'class-validator'
import { findingsIn, withTheLinter } from '../../test/support/api-design-rules.ts'
import { BodyValidationPipe } from './body-validation.pipe.ts'
import { mutator } from './testing/mutations.ts'
import { Answers } from './openapi-decorators.ts'
import { openApiDocument, serveOpenApi } from './openapi.ts'
import {
  API_VERSION,
  BookBody,
  BooksController,
  SAMPLE_DOCUMENT,
  sampleApi,
  type Running,
} from './testing/sample-api.ts'

class ShelfPath {
  @IsUUID() shelfId!: string
  @Matches(/^[a-z]+$/) side!: string
}

class Note {
  @IsString() text!: string
}

class ShelfBody {
  @IsString() label!: string
  @IsOptional() @IsObject() @ValidateNested() @Type(() => Note) note?: Note
  @Matches(/^\d{4}-\d{2}-\d{2}$/) @IsISO8601({ strict: true }) builtOn!: string
  @Matches(/T.+(Z|[+-]\d{2}:\d{2})$/) @IsISO8601({ strict: true }) lastSeen!: string
  @IsISO8601() reviewDate!: string
  @IsISO8601() reviewedAt!: string
}

@ApiTags('shelves')
@Controller('v1/shelves')
class ShelvesController {
  @Get('opening-hours')
  opening() {
    return []
  }

  @Put(':shelfId/sides/:side')
  @Answers(204)
  @HttpCode(204)
  label(@Param() _path: ShelfPath, @Body() _body: ShelfBody) {
    return undefined
  }

  @Delete(':shelfId')
  remove(@Param('shelfId') _shelfId: string, @Query('reason') _reason: string) {
    return { gone: true }
  }
}

@Controller('health')
class HealthController {
  @Get()
  live() {
    return { live: true }
  }
}

@Module({ controllers: [BooksController, ShelvesController, HealthController] })
class LibraryModule {}

let api: Running
let document: OpenAPIObject
beforeAll(async () => {
  api = await sampleApi(LibraryModule, (app) => {
    document = openApiDocument(app, SAMPLE_DOCUMENT)
    serveOpenApi(app, document, '/v1/openapi.json')
  })
})
afterAll(() => api.app.close())

const operation = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
  (document.paths[path]?.[method] ?? {}) as OperationObject
const statuses = ({ responses }: OperationObject) => Object.keys(responses)
const schema = (name: string) => document.components?.schemas?.[name] as Record<string, Record<string, unknown>>

describe('the document', () => {
  it('is public at its place, for pages of every origin', async () => {
    const answer = await fetch(`${api.url}/v1/openapi.json`, { headers: { origin: 'https://anywhere.example' } })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('api-version')).toBe(API_VERSION)
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(document)))
  })

  it('has the operations below its server and no others', () => {
    expect(document.servers).toEqual([{ url: '/v1' }])
    expect(Object.keys(document.paths).sort()).toEqual([
      '/books',
      '/books/{bookId}',
      '/shelves/opening-hours',
      '/shelves/{shelfId}',
      '/shelves/{shelfId}/sides/{side}',
    ])
    expect(operation('post', '/books').operationId).toBe('shelveBook')
    expect(operation('get', '/books').operationId).toBe('listBooks')
    expect(JSON.stringify(document)).not.toContain('x-handler')
  })

  it('says how each can refuse', () => {
    expect(statuses(operation('get', '/books'))).toEqual(['200', '400', '401'])
    expect(statuses(operation('get', '/books/{bookId}'))).toEqual(['200', '400', '401', '404'])
    expect(statuses(operation('post', '/books'))).toEqual(['201', '400', '401', '403', '409', '413', '415', '503'])
    expect(statuses(operation('get', '/shelves/opening-hours'))).toEqual(['200'])
    expect(operation('get', '/shelves/opening-hours').security).toEqual([])
    expect(document.security).toEqual([{ bearer: [] }])
    expect(operation('get', '/books').security).toBeUndefined()
  })

  it('says what each asks: path, query and headers, each by its rules', () => {
    expect(operation('get', '/books').parameters).toEqual([
      { name: 'language', in: 'query', required: false, schema: { $ref: '#/components/schemas/Language' } },
      { name: 'cursor', in: 'query', required: false, schema: { type: 'string', maxLength: 1000 } },
      {
        name: 'limit',
        in: 'query',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
      },
      {
        name: 'Purpose',
        in: 'header',
        required: true,
        description: 'What Purpose is for.',
        schema: { type: 'string' },
      },
    ])
    expect(operation('put', '/shelves/{shelfId}/sides/{side}').parameters).toEqual([
      { name: 'shelfId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      { name: 'side', in: 'path', required: true, schema: { type: 'string', pattern: '^[a-z]+$' } },
    ])
    expect(operation('delete', '/shelves/{shelfId}').parameters).toMatchObject([
      { name: 'shelfId', in: 'path', required: true },
      { name: 'reason', in: 'query' },
    ])
    expect(operation('post', '/books').responses['201']).toMatchObject({
      headers: { 'API-Version': {}, ETag: { description: 'The book as it is now.' } },
      content: { 'application/json': { schema: { $ref: '#/components/schemas/BookAnswer' } } },
    })
  })

  it('describes bodies by what class-validator asks of them', () => {
    expect(schema('ShelfBody')).toEqual({
      type: 'object',
      properties: {
        label: { type: 'string' },
        note: { $ref: '#/components/schemas/Note' },
        builtOn: { type: 'string', format: 'date', pattern: String.raw`^\d{4}-\d{2}-\d{2}$` },
        lastSeen: { type: 'string', format: 'date-time', pattern: String.raw`T.+(Z|[+-]\d{2}:\d{2})$` },
        reviewDate: { type: 'string', format: 'date' },
        reviewedAt: { type: 'string', format: 'date-time' },
      },
      required: ['label', 'builtOn', 'lastSeen', 'reviewDate', 'reviewedAt'],
      additionalProperties: false,
    })
    expect(schema('BookBody').properties).toMatchObject({
      first: { $ref: '#/components/schemas/Chapter' },
      others: { type: 'array', maxItems: 3, items: { $ref: '#/components/schemas/Chapter' } },
      'words/said~so': { type: 'array', items: { type: 'string' } },
    })
    expect(schema('Chapter').properties).toMatchObject({ weight: { type: 'integer', minimum: 1, maximum: 9 } })
  })

  it('has each list of values under a name of its own, and refers to it', () => {
    expect(schema('Language')).toEqual({ type: 'string', enum: ['nl', 'en'] })
    expect(schema('BookBody').properties).toMatchObject({ language: { $ref: '#/components/schemas/Language' } })
    expect(JSON.stringify(document).match(/"enum"/g)).toHaveLength(2)
  })

  it('refuses no body that the pipe accepts, but null for what is optional', async () => {
    const ajv = new Ajv2020({ strict: false })
    addFormats.default(ajv)
    ajv.addSchema({ $id: 'document', ...(JSON.parse(JSON.stringify(document)) as object) })
    const validate = ajv.getSchema('document#/components/schemas/BookBody')
    const valid = {
      bookId: '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11',
      title: 'Samen',
      language: 'nl',
      printedAt: '2026-03-02T09:00:00Z',
      publicationDate: '2026-03-02',
      first: { heading: 'One', weight: 3 },
      others: [{ heading: 'Two' }],
      'words/said~so': ['so'],
    }
    expect(validate?.(valid)).toBe(true)
    expect(validate?.({ ...valid, extra: 1 })).toBe(false)
    const mutated = mutator(7)
    const pipe = new BodyValidationPipe()
    let accepted = 0
    for (let each = 0; each < 3_000; each += 1) {
      const body = JSON.stringify(mutated(valid))
      // Names that every object has are dropped by class-transformer before class-validator sees them.
      if (/null|"(?:__proto__|constructor|prototype|toString|valueOf|hasOwnProperty)"/.test(body)) continue
      try {
        await pipe.transform(JSON.parse(body), { type: 'body', metatype: BookBody })
      } catch {
        continue
      }
      accepted += 1
      // ISO 8601 knows more ways to write a moment than RFC 3339, which is what the format names.
      const errors =
        validate?.(JSON.parse(body)) === true ? [] : validate?.errors?.filter(({ keyword }) => keyword !== 'format')
      expect([body, errors]).toEqual([body, []])
    }
    expect(accepted).toBeGreaterThan(100)
  })
})

withTheLinter.describe('the linter of the NLGov API Design Rules', () => {
  it('finds nothing: no error and no warning', async () => {
    expect(await findingsIn(document)).toEqual([])
  }, 60_000)

  it('does look: a document without what the rules ask is found out', async () => {
    const spoiled = JSON.parse(
      JSON.stringify(document).replaceAll('API-Version', 'Version').replaceAll('"/books"', '"/Books_"'),
    ) as OpenAPIObject
    delete spoiled.info.contact
    const found = await findingsIn(spoiled)
    for (const code of ['nlgov:missing-version-header', 'nlgov:paths-kebab-case', 'info-contact']) {
      expect(found.some((finding) => finding.startsWith(code))).toBe(true)
    }
  }, 60_000)
})
