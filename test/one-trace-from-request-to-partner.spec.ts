/** What a request sets going is one trace, from the caller's own to the partner's; what is measured, traced and logged on the way names nobody. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { receiver, type Receiver } from '../libs/messaging/testing/receiver.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { startApi, type ApiProcess } from './support/api-process.ts'
import { closeAll } from './support/closing.ts'
import { otlpReceiver, type OtlpReceiver, type Span } from './support/otlp-receiver.ts'
import { aPartner, DE_BRUG, until } from './support/partners.ts'
import { peopleAt, type People } from './support/story.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const CALLERS_SPAN = 'b7ad6b7169203331'
const WORDS = 'Weer naar school na de schuldhulp'

let dataDir: string
let api: ApiProcess
let otlp: OtlpReceiver
let endpoint: Receiver
let people: People
let family: HelpedFamily

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'samenspel-trace-'))
  otlp = await otlpReceiver()
  endpoint = await receiver({ answer: ({ body }, response) => response.end(body) })
  api = await startApi(dataDir, {
    SAMENSPEL_LOG_LEVEL: 'trace',
    OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url,
    OTEL_BSP_SCHEDULE_DELAY: '50',
    OTEL_METRIC_EXPORT_INTERVAL: '200',
  })
  people = await peopleAt(`${api.url}/v1`, readConfiguration({ SAMENSPEL_DATA_DIR: dataDir }))
  family = await aHelpedFamily(people)
  await people
    .as(await aPartner(people, DE_BRUG))
    .post('/subscriptions', { channel: 'webhook', endpoint: endpoint.url })
  await people.as(family.youthWorker).asks('POST', `/plans/${family.planId}/goals`, {
    body: { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words: WORDS },
    headers: { traceparent: `00-${TRACE}-${CALLERS_SPAN}-01` },
  })
}, 60_000)
afterAll(() =>
  closeAll({
    api: () => api[Symbol.asyncDispose](),
    otlp: () => otlp[Symbol.asyncDispose](),
    endpoint: () => endpoint.close(),
    files: () => {
      rmSync(dataDir, { recursive: true })
    },
  }),
)

const ofTheTrace = () => otlp.spans().filter(({ traceId }) => traceId === TRACE)
const named = (name: string) => ofTheTrace().filter((span) => span.name === name)
const delivered = () =>
  endpoint.received.filter(({ headers }) => String(headers['traceparent']).startsWith(`00-${TRACE}-`))

describe('a request that brings its trace', () => {
  it('is seen in it, and so are its append, every read model and the delivery to the partner', async () => {
    await until(() => named('project').length >= 8 && named('deliver webhook').length > 0 && delivered().length > 0)
    const [request] = named('POST /v1/plans/:planId/goals')
    const [append] = named('append')
    const [sent] = named('deliver webhook')
    expect(request?.parentSpanId).toBe(CALLERS_SPAN)
    for (const span of [append, sent, ...named('project')]) expect(span?.parentSpanId).toBe(request?.spanId)
    const [message] = delivered()
    expect(message?.headers['traceparent']).toBe(`00-${TRACE}-${sent?.spanId ?? ''}-01`)
    expect(JSON.parse(message?.body ?? '')).toMatchObject({
      traceparent: `00-${TRACE}-${request?.spanId ?? ''}-01`,
      correlationid: TRACE,
    })
  })
})

describe('what is measured', () => {
  it('is how long appends take, how far lists and webhooks are behind, and how long requests take', async () => {
    const expected = [
      'samenspel.append.duration',
      'samenspel.projection.lag',
      'samenspel.relay.lag',
      'http.server.request.duration',
    ]
    await until(() => expected.every((name) => otlp.metric(name).length > 0))
    expect(JSON.stringify(otlp.metric('samenspel.append.duration'))).toContain('"written"')
  })
})

/** What may stand in an attribute: our own few words, numbers and patterns of routes. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  'http.request.method': /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/,
  'http.route': /^(none|(\/(v1|:?[a-zA-Z.-]+))+)$/,
  'http.response.status_code': /^[1-5]\d\d$/,
  'samenspel.events': /^\d{1,3}$/,
  'samenspel.outcome': /^(written|conflict|busy|too-large|unavailable|fault)$/,
  'samenspel.projection': /^[a-z-]{1,40}$/,
}

const valueOf = (value: Readonly<Record<string, unknown>>) => String(Object.values(value)[0])

const strange = (spans: readonly Span[]) =>
  spans.flatMap(({ name, attributes }) =>
    attributes
      .filter(({ key, value }) => ATTRIBUTES[key]?.test(valueOf(value)) !== true)
      .map(({ key, value }) => `${name}: ${key} is ${valueOf(value)}`),
  )

describe('what is sent and logged', () => {
  it('says nothing of anyone: no name, no words, no id of a person or a plan', async () => {
    // Asked where the address itself is of someone, and where the question is.
    const noor = people.as(family.coordinator)
    await noor.get(`/plans/${family.planId}`)
    await noor.asks('GET', `/plans/${family.planId}/members/${family.child.id}?search=Kim`)
    await noor.asks('GET', '/nowhere/Kim-de-Vries')
    await until(() => otlp.spans().some(({ name }) => name === 'GET none'))
    api.signal('SIGTERM')
    expect(await api.ended).toBe(0)
    expect(strange(otlp.spans())).toEqual([])
    const said = `${otlp.text()}\n${api.stderr()}`
    const those = [family.coordinator, family.youthWorker, family.parent, family.child]
    const told = [WORDS, 'schuldhulp', 'de Vries', ...those.flatMap(({ id, token }) => [id, token]), family.planId]
    expect(told.filter((word) => said.includes(word))).toEqual([])
    for (const { name } of those) expect(said).not.toMatch(new RegExp(`\\b${name}\\b`))
    expect(otlp.spans().length).toBeGreaterThan(100)
  })
})
