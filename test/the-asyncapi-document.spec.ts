/** What partners build on besides the API's own document: the AsyncAPI document passes its own parser, and says of events what the API sends. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Parser } from '@asyncapi/parser'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { CloudEvent } from 'cloudevents'
import { topicOf } from '../libs/relaying/partner-topics.ts'
import { messageOf } from '../libs/messaging/kafka.ts'
import { PUBLIC_TYPES } from '../libs/plan/for-partner.ts'
import { HISTORY_REPLACED } from '../libs/relaying/history-replaced.ts'
import { aHelpedFamily } from './support/a-helped-family.ts'
import { aPartner, allEvents, DE_BRUG, type CloudEventTold } from './support/partners.ts'
import { aTown, type Town } from './support/story.ts'

type Messages = Readonly<Record<string, { readonly name: string; readonly payload: object; readonly headers?: object }>>

interface Document {
  readonly servers: { readonly api: { readonly host: string; readonly protocol: string } }
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: Messages }>>
  readonly components: { readonly messages: Messages }
}

/** Severities that are neither an error (0) nor a warning (1). */
const TOLD_ONLY: readonly number[] = [2, 3]

let town: Town
let text: string
let document: Document
let events: readonly CloudEventTold[]

beforeAll(async () => {
  town = await aTown()
  text = await (await fetch(`${town.api}/asyncapi.json`)).text()
  document = JSON.parse(text) as Document
  await aHelpedFamily(town)
  events = await allEvents(town, await aPartner(town, DE_BRUG))
}, 60_000)

afterAll(() => town.close())

describe('the AsyncAPI document', () => {
  it('passes its own parser without an error or a warning', async () => {
    const { document: parsed, diagnostics } = await new Parser().parse(text)
    // 3.0.0 is what is asked for; that there is a newer one is told as information.
    expect(diagnostics.filter(({ severity }) => !TOLD_ONLY.includes(severity))).toEqual([])
    expect(parsed?.version()).toBe('3.0.0')
  })

  it('has a message for each public type and for the one that is of no plan, and no other', () => {
    const named = Object.values(document.components.messages).map(({ name }) => name)
    expect(named.sort()).toEqual([...PUBLIC_TYPES, HISTORY_REPLACED].map(({ type }) => type).sort())
  })

  it('says where the API is, to pages of every origin', async () => {
    expect(`${document.servers.api.protocol}://${document.servers.api.host}/v1`).toBe(town.api)
    const answer = await fetch(`${town.api}/asyncapi.json`, { headers: { origin: 'https://elsewhere.example' } })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('says of each channel where it is, and has every message in it', () => {
    const { feed, webhook, kafka } = document.channels
    expect([feed?.address, webhook?.address]).toEqual(['/events', null])
    expect(kafka?.address.replace('{organisation}', DE_BRUG)).toBe(topicOf(DE_BRUG))
    for (const channel of [feed, webhook, kafka])
      expect(Object.keys(channel?.messages ?? {})).toEqual(Object.keys(document.components.messages))
  })

  it('says of a message over Kafka what the relay hands over: headers and value', () => {
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats.default(ajv)
    for (const event of events) {
      const { headers, value } = messageOf(new CloudEvent(event), event.subject)
      const message = Object.values(document.channels['kafka']?.messages ?? {}).find(({ name }) => name === event.type)
      const holds = ajv.validate(message?.headers ?? { not: {} }, headers)
      expect({ type: event.type, holds, errors: ajv.errors }).toMatchObject({ holds: true })
      expect(ajv.validate(message?.payload ?? { not: {} }, JSON.parse(value))).toBe(true)
    }
  })

  it('says of every event what is sent', () => {
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats.default(ajv)
    expect(events.length).toBeGreaterThan(4)
    for (const event of events) {
      const message = Object.values(document.components.messages).find(({ name }) => name === event.type)
      const holds = ajv.validate(message?.payload ?? { not: {} }, event)
      expect({ type: event.type, holds, errors: ajv.errors }).toMatchObject({ holds: true })
    }
  })
})

describe('the schema of an event', () => {
  it('is where the event says it is, for everybody', async () => {
    for (const { dataschema, data } of events) {
      const answer = await fetch(dataschema)
      expect(answer.status).toBe(200)
      const ajv = new Ajv({ strict: false })
      addFormats.default(ajv)
      const { $schema: _, ...schema } = (await answer.json()) as { readonly $schema: string }
      expect(ajv.validate(schema, data)).toBe(true)
    }
  })

  it('is listed, and is not there for what never leaves', async () => {
    const { types } = (await (await fetch(`${town.api}/event-schemas`)).json()) as { readonly types: readonly object[] }
    expect(types).toHaveLength(PUBLIC_TYPES.length)
    const missing = await fetch(`${town.api}/event-schemas/nl.samenspel.plan.deviation-reported.v1/1`)
    expect(missing.status).toBe(404)
  })
})
