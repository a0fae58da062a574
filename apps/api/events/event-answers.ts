/** The schemas of what partners are told: events as every channel carries them, what an event refers to, and the list of types. */
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import { HISTORY_REPLACED } from '../../../libs/relaying/history-replaced.ts'
import { PUBLIC_ITEMS } from '../../../libs/plan/public-event.ts'
import { count, id, listOf, type Members, moment, oneOf, ref, shape, someone, text } from '../answers/shape.ts'
import type { PublicEventInFull } from './read-public-event.ts'

/** Open, as events are: a later one may say more. */
const open = (
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
) => ({
  type: 'object',
  description,
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
})

const IN_FULL: Members<PublicEventInFull> = {
  always: {
    event: ref('CloudEvent'),
    words: ref('InWords'),
    about: listOf(someone(), 'The members it is about.'),
  },
  sometimes: { item: open('The item as it stands; what it says hangs on its kind.', { kind: oneOf(PUBLIC_ITEMS) }) },
}

export const EVENT_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  CloudEvent: open(
    'A CloudEvent 1.0 within the NL GOV profile, in structured mode.',
    {
      specversion: { const: '1.0' },
      id: id('The same on every channel and at every attempt.'),
      source: text('`urn:nld:oin:{OIN}:systeem:samenspel`.'),
      type: text('Reverse DNS with a version.'),
      subject: id('The plan.'),
      time: moment('When it was recorded.'),
      datacontenttype: { const: 'application/json' },
      dataschema: { type: 'string', format: 'uri', description: 'Where the schema of `data` is.' },
      dataref: { type: 'string', format: 'uri', description: 'Where to fetch what it is about.' },
      sequence: text('Orders within a plan and domain, and counts nothing; sixteen digits.'),
      correlationid: text(),
      causationid: text(),
      traceparent: text('W3C Trace Context.'),
      data: open('Ids and a domain.', {
        plan: id(),
        domain: text(),
        revision: count('Counted within plan and domain.'),
        item: open('What it is about.', { kind: oneOf(PUBLIC_ITEMS), id: id() }),
      }),
    },
    ['traceparent'],
  ),
  HistoryReplaced: open(
    'A CloudEvent that is of no plan: some of what was told never was, since a backup was put back.',
    {
      specversion: { const: '1.0' },
      id: id('The same on every channel and at every attempt.'),
      source: text('`urn:nld:oin:{OIN}:systeem:samenspel`.'),
      type: { const: HISTORY_REPLACED.type },
      time: moment('When the municipality went on from its backup.'),
      datacontenttype: { const: 'application/json' },
      dataschema: { type: 'string', format: 'uri', description: 'Where the schema of `data` is.' },
      data: open('From when on.', { since: moment('All that was recorded before this moment still stands.') }),
    },
  ),
  CloudEventBatch: listOf(
    { anyOf: [ref('CloudEvent'), ref('HistoryReplaced')] },
    'Events in the order they were recorded.',
  ),
  CloudEventStream: text('Server-Sent Events: `data` is a CloudEvent, `id` what `Last-Event-ID` takes.'),
  PublicEventAnswer: shape('What an event refers to.', IN_FULL),
  EventTypes: open('Every type of event there is.', {
    types: listOf(
      open('A type.', { type: text('As in `type` of an event.'), version: count(), item: oneOf(PUBLIC_ITEMS) }),
    ),
    ofNoPlan: listOf(open('A type that is of no plan.', { type: text('As in `type` of an event.'), version: count() })),
  }),
  EventSchema: { type: 'object', description: 'A JSON Schema (2020-12).' },
}
