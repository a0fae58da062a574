/** A body of ten fields such as people post, described twice: in class-validator's rules as our bodies are, and in JSON Schema for Ajv. Both ask the same. */
import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator'

const AREAS = ['work', 'home', 'school']
const STEP = '^[a-z]+(-[a-z]+)*$'

export class GoalBody {
  id!: string
  title!: string
  area!: string
  weight?: number
  shared!: boolean
  agreedAt!: string
  reviewDay?: string
  people!: string[]
  note?: string
  step!: string
}

/** As decorators would: this file is run from its source, which must not have any. */
const RULES: Readonly<Record<keyof GoalBody, readonly PropertyDecorator[]>> = {
  id: [IsUUID()],
  title: [IsString(), Length(3, 200)],
  area: [IsIn(AREAS)],
  weight: [IsOptional(), IsInt(), Min(1), Max(5)],
  shared: [IsBoolean()],
  agreedAt: [IsISO8601({ strict: true })],
  reviewDay: [IsOptional(), IsISO8601({ strict: true })],
  people: [IsArray(), ArrayMaxSize(4), ArrayUnique(), IsUUID('4', { each: true })],
  note: [IsOptional(), IsString(), MaxLength(1_000)],
  step: [Matches(new RegExp(STEP))],
}
for (const [field, rules] of Object.entries(RULES)) for (const rule of rules) rule(GoalBody.prototype, field)

export const GOAL_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'area', 'shared', 'agreedAt', 'people', 'step'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    title: { type: 'string', minLength: 3, maxLength: 200 },
    area: { enum: AREAS },
    weight: { type: 'integer', minimum: 1, maximum: 5 },
    shared: { type: 'boolean' },
    agreedAt: { type: 'string', format: 'date-time' },
    reviewDay: { type: 'string', format: 'date' },
    people: { type: 'array', maxItems: 4, uniqueItems: true, items: { type: 'string', format: 'uuid' } },
    note: { type: 'string', maxLength: 1_000 },
    step: { type: 'string', pattern: STEP },
  },
}

/** As they come out of a request: parsed, and all different. */
export function goalBodies(count: number): readonly object[] {
  return Array.from({ length: count }, (_, number) => {
    const body = {
      id: randomUUID(),
      title: `Kim gaat weer naar school, ${String(number)}`,
      area: AREAS[number % AREAS.length],
      weight: 1 + (number % 5),
      shared: number % 2 === 0,
      agreedAt: '2026-11-22T09:00:00.000Z',
      reviewDay: '2027-01-20',
      people: [randomUUID(), randomUUID()],
      note: 'Eerst drie gesprekken, dan pas verder',
      step: 'talk-with-the-family',
    }
    return JSON.parse(JSON.stringify(body)) as object
  })
}
