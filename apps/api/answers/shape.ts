/** The words that answers are described in: each schema is held to the type it describes, so that a member without a schema does not compile. */
import type { Sealable, Sealed } from '../../../libs/deciding/decider.ts'
import { SCHEMAS, type JsonSchema } from '../../../libs/http/body-schemas.ts'

/** What need not be there: what is optional, and what is sealed (now, or only in what is written now), which is absent once its key is gone. */
type Sometimes<Read> = {
  [Key in keyof Read]-?: Partial<Pick<Read, Key>> extends Pick<Read, Key>
    ? Key
    : [Extract<Read[Key], Sealed<Sealable>>] extends [never]
      ? never
      : Key
}[keyof Read]

type Schemas<Key extends PropertyKey> = Readonly<Record<Key, JsonSchema>>

/** The members of an answer: those always there, and those sometimes. */
export interface Members<Read> {
  readonly always: Schemas<Exclude<keyof Read, Sometimes<Read>>>
  readonly sometimes: Schemas<Sometimes<Read>>
}

/** An object with these members and no others. */
export const shape = <Read>(description: string, { always, sometimes }: Members<Read>): JsonSchema => ({
  type: 'object',
  description,
  properties: { ...always, ...sometimes },
  required: Object.keys(always),
  additionalProperties: false,
})

interface Split<Always, Sometimes> {
  readonly always: Always
  readonly sometimes: Sometimes
}

/** The members of both, as one answer has them. */
export const withMembers = <OneAlways, OneSometimes, MoreAlways, MoreSometimes>(
  one: Split<OneAlways, OneSometimes>,
  more: Split<MoreAlways, MoreSometimes>,
): Split<OneAlways & MoreAlways, OneSometimes & MoreSometimes> => ({
  always: { ...one.always, ...more.always },
  sometimes: { ...one.sometimes, ...more.sometimes },
})

export const ref = (name: string, description?: string): JsonSchema => ({
  $ref: SCHEMAS + name,
  ...(description !== undefined && { description }),
})

export const listOf = (items: JsonSchema, description?: string): JsonSchema => ({
  type: 'array',
  items,
  ...(description !== undefined && { description }),
})

export const mapOf = (values: JsonSchema, description: string): JsonSchema => ({
  type: 'object',
  description,
  additionalProperties: values,
})

const described =
  (schema: JsonSchema) =>
  (description?: string): JsonSchema => ({ ...schema, ...(description !== undefined && { description }) })

export const text = described({ type: 'string' })
export const yesOrNo = described({ type: 'boolean' })
/** A moment in UTC. */
export const moment = described({ type: 'string', format: 'date-time' })
export const day = described({ type: 'string', format: 'date' })
export const count = described({ type: 'integer', minimum: 0 })
export const id = described({ type: 'string', format: 'uuid' })
/** Someone: an id, or a place such as `family-member-1` for who reads without names. */
export const someone = described({ type: 'string' })
export const oneOf = (values: readonly string[], description?: string): JsonSchema =>
  described({ type: 'string', enum: values })(description)
/** Personal words, or their seal. */
export const words = (description?: string): JsonSchema => ref('Words', description)
/** A day that is personal: the format is of the text, where it is one. */
export const sealedDay = (): JsonSchema => ({
  format: 'date',
  oneOf: [{ type: 'string' }, ref('Seal'), ref('Closed')],
})
/** Chosen from a list or said with yes or no, and personal as words are: absent where it was erased, its seal for who verifies, closed to who may not read it. */
export const sealed = (schema: JsonSchema): JsonSchema => ({ oneOf: [schema, ref('Seal'), ref('Closed')] })
export const etag = (): JsonSchema =>
  text('Names the last event that its reader may see: what `If-Match` and `basedOn` take. No cache validator.')
export const position = (): JsonSchema =>
  text('What lists can be asked to have caught up with; absent where nothing was recorded.')
