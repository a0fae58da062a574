import { describe, expect, it } from '@jest/globals'
import { Body, Controller, Get, Module, Post } from '@nestjs/common'
import { Type } from 'class-transformer'
import { IsArray, IsDefined, IsOptional, IsString, registerDecorator, ValidateNested } from 'class-validator'
import { BodyValidationPipe } from './body-validation.pipe.ts'
import { openApiDocument, type OpenApiOptions } from './openapi.ts'
import { BooksController, SAMPLE_DOCUMENT, sampleApi } from './testing/sample-api.ts'

const text = { type: 'string' }

class Note {
  @IsString() text!: string
}

describe('a document that would not be true', () => {
  async function attempt(controllers: (abstract new () => unknown)[], options: Partial<OpenApiOptions> = {}) {
    @Module({ controllers: controllers as never[] })
    class AttemptModule {}
    let fault: unknown
    const running = await sampleApi(AttemptModule, (app) => {
      try {
        openApiDocument(app, { ...SAMPLE_DOCUMENT, ...options })
      } catch (thrown) {
        fault = thrown
      }
    })
    await running.app.close()
    return String(fault)
  }

  it('is not made: a schema that nobody gave', async () => {
    expect(await attempt([BooksController], { schemas: {} })).toContain('No schema was given for BookList, BookAnswer')
  })

  it('is not made: a name that is not in UpperCamelCase, or taken', async () => {
    const { schemas } = SAMPLE_DOCUMENT
    expect(await attempt([BooksController], { schemas: { ...schemas, book_answer: text } })).toContain('book_answer')
    expect(await attempt([BooksController], { schemas: { ...schemas, Problem: text } })).toContain('Two schemas')
  })

  it('is not made: a list of values without a name, or with two', async () => {
    expect(await attempt([BooksController], { choices: {} })).toContain('No name was given to the values ["nl","en"]')
    const { choices } = SAMPLE_DOCUMENT
    expect(await attempt([BooksController], { choices: { ...choices, Tongue: ['nl', 'en'] } })).toContain(
      'Language and Tongue are the same values',
    )
    expect(await attempt([BooksController], { choices: { BookBody: ['nl', 'en'] } })).toContain('Two schemas')
  })

  it('is not made: two bodies or two operations of one name', async () => {
    const named = (name: string, path: string) => {
      class NoteBody {
        @IsOptional() @IsString() text?: string
      }
      @Controller(path)
      class NotesController {
        @Post()
        note(@Body() _body: NoteBody) {
          return undefined
        }
      }
      Object.defineProperty(NotesController, 'name', { value: name })
      return NotesController
    }
    expect(await attempt([named('One', 'v1/ones'), named('Other', 'v1/others')])).toContain(
      'Two body classes are called NoteBody',
    )
    expect(await attempt([named('One', 'v1/ones'), named('One', 'v1/others')])).toContain(
      'Two controllers are called One',
    )
    const reading = (name: string, path: string) => {
      @Controller(path)
      class ReadingController {
        @Get()
        read() {
          return []
        }
      }
      Object.defineProperty(ReadingController, 'name', { value: name })
      return ReadingController
    }
    const both = [reading('Shelf', 'v1/ones'), reading('ShelfController', 'v1/others')]
    expect(await attempt(both)).toContain('Two operations are called readShelf')
  })

  it('is not made: a nested body where lists would come in for objects', async () => {
    class LooseBody {
      @IsDefined() @ValidateNested() @Type(() => Note) note!: Note
    }
    class LooseListBody {
      @IsArray() @ValidateNested({ each: true }) @Type(() => Note) notes!: Note[]
    }
    const judged = (body: unknown, metatype: typeof LooseBody | typeof LooseListBody) =>
      new BodyValidationPipe().transform(body, { type: 'body', metatype })
    // What it is about: ValidationPipe lets these through.
    expect(await judged({ note: [{ text: 'a' }] }, LooseBody)).toBeInstanceOf(LooseBody)
    expect(await judged({ notes: [[{ text: 'a' }]] }, LooseListBody)).toBeInstanceOf(LooseListBody)
    for (const [bodyClass, property] of [
      [LooseBody, 'note'],
      [LooseListBody, 'notes'],
    ] as const) {
      @Controller('v1/loose')
      class LooseController {
        @Post()
        add(@Body() _body: unknown) {
          return undefined
        }
      }
      Reflect.defineMetadata('design:paramtypes', [bodyClass], LooseController.prototype, 'add')
      expect(await attempt([LooseController])).toContain(`${bodyClass.name}.${property} needs @IsObject`)
    }
  })

  it('is not made: a body with a rule that only looks like class-validator’s', async () => {
    class SlyBody {
      text!: string
    }
    registerDecorator({ name: 'isString', target: SlyBody, propertyName: 'text', validator: { validate: () => true } })
    @Controller('v1/slies')
    class SlyController {
      @Post()
      add(@Body() _body: SlyBody) {
        return undefined
      }
    }
    expect(await attempt([SlyController])).toContain('"isString" on SlyBody.text')
  })
})
