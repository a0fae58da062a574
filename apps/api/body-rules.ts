/** The rules that bodies, paths and queries are described in: each one word of ours over class-validator's own, so that every input is bounded. */
import { applyDecorators } from '@nestjs/common'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const TAG = /^"[A-Za-z0-9_-]{1,64}"$/

/** Someone's own words: any text with something in it. */
export const Words = (atMost = 8_000) => applyDecorators(IsString(), Matches(/\S/), MaxLength(atMost))

export const Name = () => Words(200)

export const Id = () => applyDecorators(Matches(UUID))

/** Ids, each named once. */
export const Ids = ({ atLeast = 0, atMost = 50 } = {}) =>
  applyDecorators(IsArray(), ArrayMinSize(atLeast), ArrayMaxSize(atMost), ArrayUnique(), Matches(UUID, { each: true }))

export const OneOf = (values: readonly string[]) => applyDecorators(IsIn(values))

export const SomeOf = (values: readonly string[], atLeast = 1) =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(atLeast),
    ArrayMaxSize(values.length),
    ArrayUnique(),
    IsIn(values, { each: true }),
  )

/** A moment with its offset (RFC 3339); kept in UTC. */
export const AtMoment = () => applyDecorators(Matches(MOMENT), IsISO8601({ strict: true }))

/** A calendar date, YYYY-MM-DD. */
export const OnDay = () => applyDecorators(Matches(DAY), IsISO8601({ strict: true }))

/** A name in addresses: lower case, hyphens. */
export const Slug = () => applyDecorators(Matches(SLUG), MaxLength(64))

/** The ETag of the plan that its maker had before them. */
export const EntityTag = () => applyDecorators(Matches(TAG))

export const Oin = () => applyDecorators(Matches(/^\d{20}$/))

export const Optionally = () => IsOptional()

type Described = () => new () => object

/** Another body inside this one. */
export const Inside = (what: Described) => applyDecorators(IsObject(), ValidateNested(), Type(what))

/** Bodies of one kind. */
export const ListOf = (what: Described, { atLeast = 0, atMost }: { atLeast?: number; atMost: number }) =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(atLeast),
    ArrayMaxSize(atMost),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(what),
  )
