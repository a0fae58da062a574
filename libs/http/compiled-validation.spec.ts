import 'reflect-metadata'
import { describe, expect, it } from '@jest/globals'
import { Expose, Transform, Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  Equals,
  IsArray,
  IsBoolean,
  IsDateString,
  IsDefined,
  IsEnum,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsRFC3339,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  registerDecorator,
  Validate,
  ValidateIf,
  ValidateNested,
  ValidatorConstraint,
} from 'class-validator'
import { BodyValidationPipe } from './body-validation.pipe.ts'
import type { BodyClass } from './class-metadata.ts'
import { compiledBody } from './compiled-validation.ts'
import { PageQuery } from './cursor.ts'
import { compareWithValidationPipe } from './testing/mutations.ts'

const ID = '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11'
const OTHER = '1c1f8e9f-52f5-4f52-9f32-0d3f5a6f7a12'

class Goal {
  @IsUUID() id!: string
  @IsString() @Length(3, 200) title!: string
  @IsIn(['work', 'home', 'school']) area!: string
  @IsOptional() @IsInt() @Min(1) @Max(5) weight?: number
  @IsBoolean() shared!: boolean
  @IsISO8601({ strict: true }) agreedAt!: string
  @IsOptional() @IsDateString() reviewDate?: string
  @IsArray() @ArrayMaxSize(4) @ArrayUnique() @IsUUID('4', { each: true }) people!: string[]
  @IsOptional() @IsString() @MaxLength(1_000) note?: string | null
  @Matches(/^[a-z-]+$/) step!: string
}

enum Wish {
  Share = 'share',
  Keep = 'keep',
}

class Part {
  @IsString() @MinLength(1) kind!: string
  @IsNumber() amount!: number
  @IsOptional() @ValidateNested() @Type(() => Part) within?: Part
}

class Account {
  @IsEnum(Wish) wish!: Wish
  @IsDefined() @IsObject() @ValidateNested() @Type(() => Goal) goal!: Goal
  @ValidateNested() @Type(() => Part) unaskedFor?: Part
  @IsArray() @ArrayMinSize(1) @ValidateNested({ each: true }) @Type(() => Part) parts!: Part[]
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Goal) goals?: Goal[]
  @IsNotEmpty() reason!: string
  @Equals(true) understood!: boolean
  @IsRFC3339() at!: string
  @ArrayUnique((part: Part) => part.kind) @ValidateNested() @Type(() => Part) weighed!: Part[]
  @ValidateIf((body: Account) => body.wish === Wish.Keep) @IsString() because?: string
}

class Named {
  @IsString() name!: string
}

class Preferred extends Named {
  @IsOptional() @IsIn(['nl', 'en']) language = 'nl'
  @IsOptional() @IsArray() @IsInt({ each: true }) numbers: number[] = [1, 2]
  @MaxLength(10) declare name: string
}

const goal = {
  id: ID,
  title: 'Speech therapy twice a week',
  area: 'school',
  weight: 3,
  shared: true,
  agreedAt: '2026-03-02T09:00:00+01:00',
  reviewDate: '2026-06-01',
  people: [ID, OTHER],
  note: 'After the holidays',
  step: 'first-step',
}
const part = { kind: 'a', amount: 1.5, within: { kind: 'b', amount: 2, within: { kind: 'c', amount: 0 } } }
const account = {
  wish: 'keep',
  goal,
  unaskedFor: { kind: 'x', amount: 1 },
  parts: [part, { kind: 'd', amount: -1 }],
  goals: [{ ...goal, people: [], reviewDate: undefined, note: undefined }],
  reason: 'because',
  understood: true,
  at: '2026-03-02T09:00:00Z',
  weighed: [{ kind: 'e', amount: 2 }],
  because: 'they asked',
}
const { unaskedFor: _, goals: __, because: ___, ...least } = account

const CASES: readonly (readonly [BodyClass, readonly unknown[]])[] = [
  [Goal, [goal, { ...goal, note: null, weight: undefined }]],
  [Account, [account, { ...least, wish: 'share' }]],
  [Part, [part]],
  [Preferred, [{ name: 'Bo' }, { name: 'Bo', language: 'en', numbers: [] }]],
  [PageQuery, [{ limit: '20', cursor: 'abc' }, {}]],
]

/** 150,000 take two minutes or more on two cores; `MUTATED_BODIES=150000` runs them all. */
const MUTATED_BODIES = Number(process.env.MUTATED_BODIES ?? 800)
/** The largest class takes as long for each body as the others together, so it gets a tenth. */
const countFor = (bodyClass: BodyClass) =>
  Math.ceil(MUTATED_BODIES * (bodyClass === Account ? 0.1 : 0.9 / (CASES.length - 1)))

describe('a compiled body class', () => {
  it.each(CASES)('accepts what is valid of %p without asking ValidationPipe', (bodyClass, valid) => {
    for (const body of valid) {
      const accepted = compiledBody(bodyClass)?.(JSON.parse(JSON.stringify(body)))
      expect(accepted).toBeInstanceOf(bodyClass)
    }
  })

  it.each(CASES)(
    'says of mutated bodies of %p what ValidationPipe alone says: verdict, faults and value',
    async (bodyClass, valid) => {
      const count = countFor(bodyClass)
      const { differences, accepted, compared } = await compareWithValidationPipe(bodyClass, valid, {
        count,
        seed: 20260302,
      })
      process.stdout.write(`${bodyClass.name}: ${String(accepted)} of ${String(compared)} accepted\n`)
      expect(differences).toEqual([])
      // A comparison of nothing but refusals would say little.
      expect(accepted).toBeGreaterThan(compared / 100)
      expect(accepted).toBeLessThan(compared)
    },
    600_000,
  )

  it('takes a path and a query as Fastify hands them over, but no object of a class', () => {
    const bare = () => Object.create(null) as object
    for (const query of [bare(), Object.create(bare()) as object] as Record<string, string>[]) {
      query.limit = '7'
      expect(compiledBody(PageQuery)?.(query)).toEqual(Object.assign(new PageQuery(), { limit: 7 }))
    }
    expect(compiledBody(Named)?.(Object.assign(new Named(), { name: 'x' }))).toBeUndefined()
    expect(compiledBody(Named)?.(Object.assign(new Date(), { name: 'x' }))).toBeUndefined()
    expect(compiledBody(Named)?.(Object.assign([], { name: 'x' }))).toBeUndefined()
  })

  it('makes instances all the way down', () => {
    const accepted = compiledBody(Account)?.(JSON.parse(JSON.stringify(account))) as Account
    expect(accepted.goal).toBeInstanceOf(Goal)
    expect(accepted.parts[0]?.within?.within).toBeInstanceOf(Part)
    expect(accepted.parts).not.toBe(account.parts)
  })

  it('knows nothing of prototypes that a body brings along', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const body: unknown = JSON.parse(JSON.stringify(goal).replace('{', `{"${name}":{"polluted":true},`))
      expect(compiledBody(Goal)?.(body)).toBeUndefined()
      const judged: unknown = await new BodyValidationPipe().transform(body, { type: 'body', metatype: Goal })
      expect(Object.getPrototypeOf(judged)).toBe(Goal.prototype)
      expect(Object.hasOwn(judged as object, name)).toBe(false)
      expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    }
  })

  it('leaves classes to ValidationPipe that do what it does not know', () => {
    class Renamed {
      @Expose({ name: 'called' }) @IsString() name!: string
    }
    class Trimmed {
      @Transform(({ value }: { value: string }) => value.trim()) @IsString() name!: string
    }
    class Dated {
      @Type(() => Date) at!: Date
      @IsString() name!: string
    }
    class Untyped {
      @ValidateNested() inner!: Named
    }
    class Chosen {
      @ValidateNested() @Type((help) => (help?.object.kind === 'part' ? Part : Named)) inner!: Part | Named
    }
    class Either {
      @ValidateNested()
      @Type(() => Named, { discriminator: { property: 'kind', subTypes: [{ name: 'part', value: Part }] } })
      inner!: Part | Named
    }
    class Computed {
      @IsString() get name() {
        return this.constructor.name
      }
    }
    class Holding {
      @IsDefined() @ValidateNested() @Type(() => Trimmed) inner!: Trimmed
    }
    class Unruled {
      name?: string
    }
    for (const bodyClass of [Renamed, Trimmed, Untyped, Chosen, Either, Computed, Unruled]) {
      expect([bodyClass.name, compiledBody(bodyClass)]).toEqual([bodyClass.name, undefined])
    }
    expect(compiledBody(Dated)?.({ at: '2026-03-02', name: 'x' })).toBeUndefined()
    expect(compiledBody(Holding)?.({ inner: { name: ' x ' } })).toBeUndefined()
  })
})

describe('a custom rule', () => {
  it('with a name of its own is ValidationPipe’s to judge', () => {
    class Odd {
      @IsInt() number!: number
    }
    registerDecorator({
      name: 'isOdd',
      target: Odd,
      propertyName: 'number',
      validator: { validate: (value) => value % 2 === 1 },
    })
    expect(compiledBody(Odd)).toBeUndefined()
  })

  it('may not take the name of a built-in one', () => {
    class Sly {
      name!: string
    }
    registerDecorator({ name: 'isString', target: Sly, propertyName: 'name', validator: { validate: () => true } })
    expect(() => compiledBody(Sly)).toThrow(/"isString" on Sly\.name/)
    expect(() => compiledBody(Sly)).toThrow(/"isString" on Sly\.name/)

    @ValidatorConstraint({ name: 'maxLength' })
    class Shorter {
      validate(value: unknown) {
        return typeof value === 'string' && value.length < 3
      }
    }
    class Slyer {
      @Validate(Shorter, [5]) name!: string
    }
    class AroundSlyer {
      @IsDefined() @ValidateNested() @Type(() => Slyer) inner!: Slyer
    }
    expect(() => compiledBody(Slyer)).toThrow(/"maxLength" on Slyer\.name/)
    expect(() => compiledBody(AroundSlyer)).toThrow(/"maxLength" on Slyer\.name/)

    class Waiting {
      name!: string
    }
    registerDecorator({
      name: 'isIn',
      target: Waiting,
      propertyName: 'name',
      constraints: [['a']],
      async: true,
      validator: { validate: (value) => Promise.resolve(value === 'a') },
    })
    expect(() => compiledBody(Waiting)).toThrow(/"isIn"/)
  })
})
