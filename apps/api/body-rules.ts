/** The rules that bodies, paths and queries are described in: each one word of ours over class-validator's own, so that every input is bounded. */
import { applyDecorators } from '@nestjs/common'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator'
import { isDay, momentIn } from '../../libs/deciding/moments.ts'
import { Converted, wholeNumber, type Conversion } from '../../libs/http/conversions.ts'
import { IfPresent, ownRule } from '../../libs/http/own-rules.ts'
import { isName, isShown, NAME_PATTERN, SHOWN_PATTERN } from './texts.ts'

const UUID = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[1-8][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/
export const ID_PATTERN = UUID.source
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const TAG = /^"[A-Za-z0-9_-]{1,64}"$/

const Shown = ownRule({
  name: 'isShown',
  holds: isShown,
  says: { nl: 'moet tekst zijn waarvan iets te zien is', en: 'must be text of which something shows' },
  schema: { type: 'string', pattern: SHOWN_PATTERN },
})

const Named = ownRule({
  name: 'isName',
  holds: isName,
  says: {
    nl: 'moet een naam op één regel zijn waarvan iets te zien is, zonder stuurtekens',
    en: 'must be a name on one line of which something shows, without control characters',
  },
  schema: { type: 'string', pattern: NAME_PATTERN },
})

/** Someone's own words: any text of which something shows. */
export const Words = (atMost = 8_000) => applyDecorators(IsString(), Shown(), MaxLength(atMost))

/** Several of them. */
export const ListOfWords = ({ atMost, charactersAtMost = 8_000 }: { atMost: number; charactersAtMost?: number }) => {
  const each = { each: true } as const
  return applyDecorators(
    IsArray(),
    ArrayMaxSize(atMost),
    IsString(each),
    Shown(each),
    MaxLength(charactersAtMost, each),
  )
}

export const Name = () => applyDecorators(IsString(), Named(), MaxLength(200))

/** RFC 9562 §4: an id may come in capitals, and is kept in small letters. */
const inSmallLetters: Conversion = (value) => {
  if (Array.isArray(value)) return value.map(inSmallLetters)
  return typeof value === 'string' && UUID.test(value) ? value.toLowerCase() : value
}

export const Id = () => applyDecorators(Converted(inSmallLetters), Matches(UUID))

/** Ids, each named once. */
export const Ids = ({ atLeast = 0, atMost = 50 } = {}) =>
  applyDecorators(
    Converted(inSmallLetters),
    IsArray(),
    ArrayMinSize(atLeast),
    ArrayMaxSize(atMost),
    ArrayUnique(),
    Matches(UUID, { each: true }),
  )

export const OneOf = (values: readonly string[]) => applyDecorators(IsIn(values))

export const SomeOf = (values: readonly string[], atLeast = 1) =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(atLeast),
    ArrayMaxSize(values.length),
    ArrayUnique(),
    IsIn(values, { each: true }),
  )

/** A moment with its offset (RFC 3339), from 1900 to 2199; kept in UTC. */
export const AtMoment = ownRule({
  name: 'isMoment',
  holds: (value) => typeof value === 'string' && momentIn(value) !== undefined,
  says: {
    nl: 'moet een tijdstip met tijdzone zijn, van 1900 tot en met 2199, zoals 2026-03-02T09:00:00Z',
    en: 'must be a moment with its offset, from 1900 to 2199, as 2026-03-02T09:00:00Z',
  },
  schema: {
    type: 'string',
    format: 'date-time',
    // With an offset it may begin a day before or end a day after.
    pattern:
      '^(1899-12-31|(19|20|21)\\d\\d-\\d\\d-\\d\\d|2200-01-01)T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$',
  },
})

/** A calendar date, YYYY-MM-DD, from 1900 to 2199. */
export const OnDay = ownRule({
  name: 'isDay',
  holds: (value) => typeof value === 'string' && isDay(value),
  says: {
    nl: 'moet een datum zijn, van 1900 tot en met 2199, zoals 2026-03-02',
    en: 'must be a date, from 1900 to 2199, as 2026-03-02',
  },
  schema: { type: 'string', format: 'date', pattern: '^(19|20|21)\\d\\d-\\d\\d-\\d\\d$' },
})

/** A name in addresses: lower case, hyphens. */
export const Slug = () => applyDecorators(Matches(SLUG), MaxLength(64))

/** The ETag of the plan that its maker had before them. */
export const EntityTag = () => applyDecorators(Matches(TAG))

const OIN = /^\d{20}$/
export const Oin = () => applyDecorators(Matches(OIN))

/** The id of someone at work, or the OIN of an organisation. */
export const WorkerOrOin = () =>
  applyDecorators(Converted(inSmallLetters), Matches(new RegExp(`${UUID.source}|${OIN.source}`)))

/** A whole number in a query. */
export const NumberInQuery = (atLeast: number, atMost: number) =>
  applyDecorators(Converted(wholeNumber), IsInt(), Min(atLeast), Max(atMost))

/** Absent or right: never null. */
export const Optionally = IfPresent

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
