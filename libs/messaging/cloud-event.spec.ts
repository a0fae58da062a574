import { describe, expect, it } from '@jest/globals'
import { batched, cloudEventOf, NotByTheProfile, structured, type Announced } from './cloud-event.ts'

const ANNOUNCED: Announced<unknown> = {
  id: '0a6f7a11-52f5-4f52-8f32-0d3f5a6f7a11',
  oin: '00000099000000000001',
  type: 'nl.example.plan.goal-adopted.v1',
  subject: '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11',
  time: '2026-03-02T09:00:00.000Z',
  dataschema: 'https://plan.example.nl/v1/event-schemas/goal-adopted/1',
  dataref: 'https://plan.example.nl/v1/events/1',
  sequence: 12,
  correlationid: 'c',
  causationid: 'd',
  data: { plan: 'one' },
}
const made = (but: Partial<Announced<unknown>>) => () => cloudEventOf({ ...ANNOUNCED, ...but })

describe('an event on its way out', () => {
  it('is a CloudEvent 1.0 within the NL GOV profile', () => {
    expect(JSON.parse(structured(cloudEventOf(ANNOUNCED)))).toEqual({
      specversion: '1.0',
      id: ANNOUNCED.id,
      source: 'urn:nld:oin:00000099000000000001:systeem:samenspel',
      type: 'nl.example.plan.goal-adopted.v1',
      subject: ANNOUNCED.subject,
      time: '2026-03-02T09:00:00.000Z',
      datacontenttype: 'application/json',
      dataschema: ANNOUNCED.dataschema,
      dataref: ANNOUNCED.dataref,
      sequence: '0000000000000012',
      correlationid: 'c',
      causationid: 'd',
      data: { plan: 'one' },
    })
  })

  it('is the same bytes each time, alone and in a batch', () => {
    const [one, other] = [cloudEventOf(ANNOUNCED), cloudEventOf(ANNOUNCED)]
    expect(structured(one)).toBe(structured(other))
    expect(batched([one, other])).toBe(`[${structured(one)},${structured(other)}]`)
    expect(batched([])).toBe('[]')
  })

  it('carries the trace it came from, where there is one', () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
    expect(made({ traceparent })()).toMatchObject({ traceparent })
    expect('traceparent' in JSON.parse(structured(cloudEventOf(ANNOUNCED)))).toBe(false)
  })

  it('has a sequence whose text sorts as its numbers do', () => {
    const sorted = [0, 9, 10, 99, 1_000_000].map((sequence) => made({ sequence })().sequence as string)
    expect([...sorted].sort()).toEqual(sorted)
  })

  it.each<[string, Partial<Announced<unknown>>]>([
    ['an organisation without an OIN', { oin: '123' }],
    ['a type without a version', { type: 'nl.example.plan.goal-adopted' }],
    ['a type that is no reverse DNS', { type: 'GoalAdopted.v1' }],
    ['a sequence that does not count', { sequence: -1 }],
    ['more than 64 KB', { data: { text: 'x'.repeat(65_536) } }],
  ])('is refused with %s', (_, but) => {
    expect(made(but)).toThrow(NotByTheProfile)
  })

  it.each<[string, Partial<Announced<unknown>>]>([
    ['an empty id', { subject: '' }],
    ['a schema that is no address', { dataschema: 'no uri' }],
    ['a moment that is none', { time: 'yesterday' }],
  ])('is refused by the library itself with %s', (_, but) => {
    expect(made(but)).toThrow()
  })
})
