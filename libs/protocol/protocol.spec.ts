import { describe, expect, it } from '@jest/globals'
import type { Deed } from '../deciding/decider.ts'
import { storiesOf } from '../deciding/testing/story.ts'
import { protocol, stepInForce, versionInForce, type Protocol, type ProtocolEvent, type Step } from './protocol.ts'

const given = storiesOf(protocol)
const administrator: Deed = {
  by: { kind: 'person', id: 'ada', role: 'administrator' },
  at: '2026-03-02T09:00:00.000Z',
  activity: 'administration',
  legalBasis: 'Jeugdwet 2.2',
}
type Past = readonly [Deed, ProtocolEvent]

const report: Step = { step: 'report-fraud', title: 'Report fraud', rule: 'with-second-reader' }
const talk: Step = { step: 'talk-first', title: 'Talk first', rule: 'deviation-free' }
const register = { type: 'RegisterProtocol', protocol: 'p-1', title: 'Fraud', owner: '0000', domain: 'youth' } as const
const registered: Past = [
  administrator,
  { domain: 'youth', about: [], type: 'ProtocolRegistered', protocol: 'p-1', title: 'Fraud', owner: '0000' },
]
const version = (number: number, inForceFrom: string, steps: readonly Step[] = [report]): Past => [
  administrator,
  {
    domain: 'youth',
    about: [],
    type: 'ProtocolVersionPublished',
    protocol: 'p-1',
    version: number,
    inForceFrom,
    steps,
  },
]
const publish = (inForceFrom: string, steps: readonly Step[] = [report]) =>
  ({ type: 'PublishProtocolVersion', protocol: 'p-1', inForceFrom, steps }) as const

describe('a protocol', () => {
  it('is registered once, under the law it serves', () => {
    given().when(administrator, register).then(registered[1])
    given(registered).when(administrator, register).thenRefuses('PROTOCOL_IS_REGISTERED')
  })

  it('has no versions before it is registered', () => {
    given().when(administrator, publish('2026-04-01T00:00:00.000Z')).thenRefuses('PROTOCOL_IS_NOT_REGISTERED')
  })

  it('numbers its versions, and each step says whether one may leave it', () => {
    given(registered, version(1, '2026-01-01T00:00:00.000Z'))
      .when(administrator, publish('2026-04-01T00:00:00.000Z', [report, talk]))
      .then(version(2, '2026-04-01T00:00:00.000Z', [report, talk])[1])
  })

  it('may begin with what was in force already', () => {
    given(registered)
      .when(administrator, publish('2020-01-01T00:00:00.000Z'))
      .then(version(1, '2020-01-01T00:00:00.000Z')[1])
  })

  it('never changes afterwards what people did under a version', () => {
    given(registered, version(1, '2020-01-01T00:00:00.000Z'))
      .when(administrator, publish('2026-03-02T08:59:59.999Z'))
      .thenRefuses('VERSION_STARTS_IN_THE_PAST')
    given(registered, version(1, '2027-01-01T00:00:00.000Z'))
      .when(administrator, publish('2027-01-01T00:00:00.000Z'))
      .thenRefuses('VERSION_STARTS_BEFORE_THE_LAST', { last: '2027-01-01T00:00:00.000Z' })
  })

  it('names each step once, and says which it named twice', () => {
    given(registered)
      .when(administrator, publish('2026-04-01T00:00:00.000Z', [report, talk, report]))
      .thenRefuses('STEPS_ARE_NAMED_TWICE', { steps: ['report-fraud'] })
  })

  it('keeps nothing of a step but its name, title and rule', () => {
    const andMore = { ...report, author: 'in plain words' }
    given(registered)
      .when(administrator, publish('2026-04-01T00:00:00.000Z', [andMore]))
      .then(version(1, '2026-04-01T00:00:00.000Z')[1])
  })
})

describe('the version in force', () => {
  const now = [
    registered,
    version(1, '2026-01-01T00:00:00.000Z'),
    version(2, '2026-04-01T00:00:00.000Z', [talk]),
  ].reduce<Protocol>((state, [deed, event]) => protocol.evolve(state, event, deed), protocol.initial)

  it('is the last that had started at that moment', () => {
    const at = (moment: string) => versionInForce(now, moment)?.version
    expect(at('2025-12-31T23:59:59.999Z')).toBeUndefined()
    expect(at('2026-01-01T00:00:00.000Z')).toBe(1)
    expect(at('2026-03-31T23:59:59.999Z')).toBe(1)
    expect(at('2026-04-01T00:00:00.000Z')).toBe(2)
    expect(versionInForce(protocol.initial, '2026-04-01T00:00:00.000Z')).toBeUndefined()
  })

  it('says how a step stood then', () => {
    const inMarch = stepInForce(now, 'report-fraud', '2026-03-02T09:00:00.000Z')
    expect(inMarch).toEqual({ protocol: 'p-1', version: 1, step: 'report-fraud', rule: 'with-second-reader' })
    expect(stepInForce(now, 'report-fraud', '2026-05-01T00:00:00.000Z')).toBeUndefined()
    expect(stepInForce(now, 'talk-first', '2026-03-02T09:00:00.000Z')).toBeUndefined()
    expect(stepInForce(protocol.initial, 'talk-first', '2026-03-02T09:00:00.000Z')).toBeUndefined()
  })
})
