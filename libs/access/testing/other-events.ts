/** What the streams beside the plans hold, as their own rules decide it: of every type something, with all that may be in it. */
import type { Actor, Decider, Deed } from '../../deciding/decider.ts'
import { municipality } from '../../municipality/municipality.ts'
import { AGES_BY_LAW } from '../../municipality/ages-by-law.ts'
import { STATUTORY_TERMS } from '../../municipality/terms.ts'
import { subscriptionPlaces } from '../../partner/subscription-places.ts'
import { subscription } from '../../partner/subscription.ts'
import { usesOfOne } from '../../plan/break-glass/uses-of-one.ts'
import { person } from '../../plan/members/person.ts'
import { sealed } from '../../plan/testing/people.ts'
import { protocol } from '../../protocol/protocol.ts'

const deedOf = (by: Actor): Deed => ({
  by,
  at: '2026-03-02T09:00:00.000Z',
  activity: 'administration',
  legalBasis: '-',
})
const administrator = deedOf({ kind: 'person', id: 'ans', role: 'administrator' })
const professional = deedOf({ kind: 'person', id: 'saar', role: 'professional' })
const partner = deedOf({ kind: 'organisation', id: 'client', role: 'partner', organisation: 'oin-1' })
const ourselves = deedOf({ kind: 'system', id: 'relay' })

function happening<Command, State, Event>(
  { initial, decide, evolve }: Decider<Command, State, Event>,
  ...asked: readonly (readonly [Deed, Command])[]
): readonly Event[] {
  const happened: Event[] = []
  let now = initial
  for (const [deed, command] of asked)
    for (const event of decide(command, now, deed)) {
      happened.push(event)
      now = evolve(now, event, deed)
    }
  return happened
}

const inspection = {
  inspection: 'i',
  auditor: 'odile',
  law: 'youth',
  plans: ['plan-1'],
  reason: sealed('why'),
  recordedFrom: '2026-01-01T00:00:00.000Z',
  recordedUntil: '2026-07-01T00:00:00.000Z',
  openUntil: '2027-01-01T00:00:00.000Z',
} as const
const start = { position: '0007', since: '2026-01-01T00:00:00.000Z' }
const wanted = { types: ['one'], domains: ['youth'], plans: ['plan-1'] } as const
const steps = [{ step: 'report', title: 'Report', rule: 'deviation-free' }] as const

export const everyOtherEvent = [
  ...happening(
    person,
    [administrator, { type: 'JoinPlan', person: 'kim', plan: 'plan-1' }],
    [administrator, { type: 'LeavePlan', person: 'kim', plan: 'plan-1' }],
  ),
  ...happening(
    usesOfOne,
    [professional, { type: 'BeginBreakGlass', use: 'u', plan: 'plan-1', lastAwaitsReview: false }],
    [professional, { type: 'MissPlan' }],
  ),
  ...happening(
    municipality,
    [administrator, { type: 'SetTerms', terms: { ...STATUTORY_TERMS, viewDays: 9 } }],
    [
      administrator,
      {
        type: 'SetAgesByLaw',
        rows: AGES_BY_LAW.map((row) => ({ ...row, inForceFrom: '2030-01-01', confirmed: true })),
      },
    ],
    [
      administrator,
      {
        type: 'SetCoordinationBases',
        bases: [{ domain: 'wmo', article: 'A 1', from: '2026-01-01', until: '2026-12-31' }],
      },
    ],
    [administrator, { type: 'SetReaderPool', readers: [{ reader: 'rosa', domains: ['youth'] }] }],
    [administrator, { type: 'SetTeams', teams: ['north'], fallback: 'north' }],
    [administrator, { type: 'SetBreakGlassRoles', roles: ['professional'] }],
    [administrator, { type: 'OpenInspection', ...inspection }],
    [administrator, { type: 'CloseInspection', inspection: 'i' }],
  ),
  ...happening(
    protocol,
    [administrator, { type: 'RegisterProtocol', protocol: 'p', title: 'P', owner: 'oin-1', domain: 'youth' }],
    [administrator, { type: 'PublishProtocolVersion', protocol: 'p', inForceFrom: '2020-01-01T00:00:00.000Z', steps }],
  ),
  ...happening(
    subscription,
    [
      partner,
      {
        type: 'RegisterSubscription',
        subscription: 's',
        channel: 'webhook',
        endpoint: sealed('url'),
        isProved: true,
        wanted,
        start,
      },
    ],
    [ourselves, { type: 'DisableEndpoint' }],
    [partner, { type: 'ProveEndpoint' }],
    [partner, { type: 'PauseSubscription' }],
    [partner, { type: 'ResumeSubscription' }],
    [partner, { type: 'RequestReplay', replay: 'r', start }],
    [partner, { type: 'RotateSecret', overlapHours: 1 }],
    [partner, { type: 'EndSubscription' }],
  ),
  ...happening(subscription, [
    partner,
    { type: 'RegisterSubscription', subscription: 't', channel: 'kafka', isProved: false, wanted, start },
  ]),
  ...happening(subscription, [partner, { type: 'AbandonRegistration' }]),
  ...happening(
    subscriptionPlaces,
    [partner, { type: 'TakePlace', place: { subscription: 's', channel: 'webhook' }, found: [] }],
    [partner, { type: 'GiveBackPlaces', subscriptions: ['s'] }],
  ),
]
