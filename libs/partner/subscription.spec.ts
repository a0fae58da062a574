import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { Refusal, type Actor, type Deed } from '../deciding/decider.ts'
import { storiesOf } from '../deciding/testing/story.ts'
import {
  CHANNELS,
  secretVersionsAt,
  subscription,
  type Subscription,
  type SubscriptionCommand,
  type SubscriptionEvent,
} from './subscription.ts'

const given = storiesOf(subscription)
const DE_BRUG = '00000099000000000002'

const by = (actor: Actor, at = '2026-03-02T09:00:00.000Z'): Deed => ({
  by: actor,
  at,
  activity: 'partner-information',
  legalBasis: 'Jeugdwet 2.7',
})
const system = (organisation: string): Actor => ({ kind: 'organisation', id: 's', role: 'partner', organisation })
const deBrug = (at?: string) => by(system(DE_BRUG), at)
const deStam = by(system('00000099000000000003'))
const relay = by({ kind: 'system', id: 'relay' })
const noor = by({ kind: 'person', id: 'noor', role: 'coordinator' })

const endpoint = { sealed: 'address', sha256: 'of address' }
const wanted = { types: ['nl.samenspel.plan.goal-adopted.v1'], domains: ['youth'], plans: [] } as const
const start = { position: '0000000000000012' }
const asked = {
  type: 'RegisterSubscription',
  subscription: 's-1',
  channel: 'webhook',
  endpoint,
  isProved: false,
  wanted,
  start,
} as const

const general = { domain: 'general', about: [] } as const
const registered = [
  deBrug(),
  {
    ...general,
    type: 'SubscriptionRegistered',
    subscription: 's-1',
    organisation: DE_BRUG,
    channel: 'webhook',
    endpoint,
    wanted,
    start,
  },
] as const
const toKafka = [
  deBrug(),
  {
    ...general,
    type: 'SubscriptionRegistered',
    subscription: 's-1',
    organisation: DE_BRUG,
    channel: 'kafka',
    wanted,
    start,
  },
] as const
const proved = [deBrug(), { ...general, type: 'EndpointProved' }] as const
const paused = [deBrug(), { ...general, type: 'SubscriptionPaused' }] as const
const disabled = [relay, { ...general, type: 'EndpointDisabled' }] as const
const ended = [deBrug(), { ...general, type: 'SubscriptionEnded' }] as const

const rotate = { type: 'RotateSecret', overlapHours: 24 } as const
const replay = {
  type: 'RequestReplay',
  replay: 'r-1',
  start: { position: '', since: '2026-03-01T00:00:00.000Z' },
} as const
const OF_ITS_OWN: readonly SubscriptionCommand[] = [
  { type: 'ProveEndpoint' },
  { type: 'PauseSubscription' },
  { type: 'ResumeSubscription' },
  replay,
  rotate,
  { type: 'EndSubscription' },
]

describe('a subscription', () => {
  it('is registered by an organisation for itself: the OIN is its token’s', () => {
    given().when(deBrug(), asked).then(registered[1])
    given(registered)
      .when(deBrug(), { ...asked, channel: 'kafka' })
      .thenNothing()
    given().when(noor, asked).thenRefuses('SUBSCRIPTION_IS_UNKNOWN')
  })

  it('whose endpoint answered the challenge is sent to from the beginning', () => {
    given()
      .when(deBrug(), { ...asked, isProved: true })
      .then(registered[1], proved[1])
    const { endpoint: _, ...without } = asked
    given()
      .when(deBrug(), { ...without, channel: 'kafka', isProved: true })
      .then(toKafka[1])
  })

  it('over a webhook has an endpoint, over another channel none', () => {
    const { endpoint: _, ...without } = asked
    given().when(deBrug(), without).thenRefuses('WEBHOOK_NEEDS_AN_ENDPOINT')
    given()
      .when(deBrug(), { ...asked, channel: 'kafka' })
      .thenRefuses('ONLY_A_WEBHOOK_HAS_AN_ENDPOINT')
    given()
      .when(deBrug(), { ...without, channel: 'kafka' })
      .then(toKafka[1])
  })

  it('is its own organisation’s: to every other, and to who works here, it is not there', () => {
    for (const command of OF_ITS_OWN)
      for (const stranger of [deStam, noor, relay])
        given(registered, proved).when(stranger, command).thenRefuses('SUBSCRIPTION_IS_UNKNOWN')
    given().when(deBrug(), { type: 'PauseSubscription' }).thenRefuses('SUBSCRIPTION_IS_UNKNOWN')
  })

  it('is sent to once its endpoint answered, and is paused and resumed', () => {
    given(registered).when(deBrug(), { type: 'ResumeSubscription' }).thenRefuses('ENDPOINT_IS_NOT_PROVED')
    given(registered).when(deBrug(), { type: 'ProveEndpoint' }).then(proved[1])
    given(registered, proved).when(deBrug(), { type: 'ProveEndpoint' }).thenNothing()
    given(registered, proved).when(deBrug(), { type: 'PauseSubscription' }).then(paused[1])
    given(registered, proved, paused)
      .when(deBrug(), { type: 'ResumeSubscription' })
      .then({ ...general, type: 'SubscriptionResumed' })
    given(registered, proved).when(deBrug(), { type: 'ResumeSubscription' }).thenNothing()
  })

  it('whose endpoint said that it is gone must prove it again', () => {
    given(registered, proved).when(relay, { type: 'DisableEndpoint' }).then(disabled[1])
    given(registered, proved, disabled).when(relay, { type: 'DisableEndpoint' }).thenNothing()
    given(registered, proved, disabled)
      .when(deBrug(), { type: 'ResumeSubscription' })
      .thenRefuses('ENDPOINT_IS_NOT_PROVED')
    given(registered, proved, disabled).when(deBrug(), { type: 'ProveEndpoint' }).then(proved[1])
    given(registered, proved).when(deBrug(), { type: 'DisableEndpoint' }).thenRefuses('SUBSCRIPTION_IS_UNKNOWN')
  })

  it('over Kafka has neither an endpoint to prove nor a secret', () => {
    for (const command of [{ type: 'ProveEndpoint' }, rotate] as const)
      given(toKafka).when(deBrug(), command).thenRefuses('ONLY_A_WEBHOOK_HAS_AN_ENDPOINT')
    given(toKafka).when(deBrug(), { type: 'PauseSubscription' }).then(paused[1])
  })

  it('is replayed from a position or a moment, as another run', () => {
    const [, requested] = [0, { ...general, type: 'ReplayRequested', replay: 'r-1', start: replay.start }] as const
    given(registered).when(deBrug(), replay).then(requested)
    const now = subscription.evolve(after(registered), requested, deBrug())
    assert.deepEqual(now.is === 'registered' && [now.run, now.start], ['r-1', replay.start])
  })

  it('has a new secret, and the old one as long as it was asked for', () => {
    const rotated = {
      ...general,
      type: 'SecretRotated',
      version: 2,
      previousUntil: '2026-03-03T09:00:00.000Z',
    } as const
    given(registered).when(deBrug(), rotate).then(rotated)
    const now = after(registered, [deBrug(), rotated])
    assert.ok(now.is === 'registered')
    assert.deepEqual(secretVersionsAt(now.secret, '2026-03-03T08:59:59.999Z'), [2, 1])
    assert.deepEqual(secretVersionsAt(now.secret, '2026-03-03T09:00:00.000Z'), [2])
  })

  it('that has ended is over, and ends once', () => {
    given(registered, ended).when(deBrug(), { type: 'EndSubscription' }).thenNothing()
    for (const command of OF_ITS_OWN.filter(({ type }) => type !== 'EndSubscription'))
      given(registered, ended).when(deBrug(), command).thenRefuses('SUBSCRIPTION_HAS_ENDED')
  })

  it('keeps nothing of a command that was not asked for', () => {
    const withMore = { ...asked, wanted: { ...wanted, more: 'x' }, start: { ...start, more: 'x' }, more: 'x' }
    assert.deepEqual(subscription.decide(withMore, subscription.initial, deBrug()), [registered[1]])
  })

  it('is never sent to before it answered, nor after it said that it is gone, until it answers again; whatever is done', () => {
    const attempt = fc.tuple(fc.constantFrom(...OF_ITS_OWN, { type: 'DisableEndpoint' } as const), fc.boolean())
    const history = fc.tuple(fc.constantFrom(...CHANNELS), fc.array(attempt, { maxLength: 30 }))
    fc.assert(
      fc.property(history, ([channel, attempts]) => {
        let now = after(channel === 'webhook' ? registered : toKafka)
        let hasAnswered = channel === 'kafka'
        for (const [command, isOurs] of attempts) {
          const deed = isOurs ? relay : deBrug()
          for (const event of decided(now, command, deed)) {
            if (event.type === 'EndpointProved') hasAnswered = true
            if (event.type === 'EndpointDisabled') hasAnswered = false
            now = subscription.evolve(now, event, deed)
          }
          if (now.is === 'registered' && now.delivering === 'active') assert.ok(hasAnswered)
        }
      }),
    )
  })
})

const after = (...past: readonly (readonly [Deed, SubscriptionEvent])[]): Subscription =>
  past.reduce((now, [deed, event]) => subscription.evolve(now, event, deed), subscription.initial)

function decided(now: Subscription, command: SubscriptionCommand, deed: Deed): readonly SubscriptionEvent[] {
  try {
    return subscription.decide(command, now, deed)
  } catch (refused) {
    assert.ok(refused instanceof Refusal)
    return []
  }
}
