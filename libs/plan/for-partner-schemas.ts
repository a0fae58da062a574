/** What the data of a public event looks like, as JSON Schema (2020-12), each type and version its own. Open: a later one may say more, never less. */
import { DOMAINS } from '../deciding/domains.ts'
import { PUBLIC_TYPES, type PublicType } from './for-partner.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

const UUID = { type: 'string', format: 'uuid' } as const

/** @param baseUrl of the API, with its `/v1`; the schema is served there */
export const schemaUrl = (baseUrl: string, { type, version }: Pick<PublicType, 'type' | 'version'>): string =>
  `${baseUrl}/event-schemas/${type}/${String(version)}`

export const dataSchemaOf = ({ name, kind }: PublicType): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: name,
  description:
    'Ids and a domain; what they stand for is fetched at the `dataref` of the event, on a ground of that moment.',
  type: 'object',
  properties: {
    plan: { ...UUID, description: 'The plan it happened in.' },
    // No enumeration: another law is no breaking change.
    domain: {
      type: 'string',
      description: `The law it belongs to: ${DOMAINS.join(', ')}, or one that is yet to come.`,
    },
    revision: {
      type: 'integer',
      minimum: 0,
      description: 'Orders the events of this plan and domain, and counts nothing: there are gaps.',
    },
    item: {
      type: 'object',
      description: 'What it is about.',
      properties: { kind: { const: kind }, id: UUID },
      required: ['kind', 'id'],
    },
  },
  required: ['plan', 'domain', 'revision', 'item'],
})

/** Every schema, by type. */
export const DATA_SCHEMAS: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  PUBLIC_TYPES.map((one) => [one.type, dataSchemaOf(one)]),
)
