import { describe, it } from '@jest/globals'
import type { PlanCommand } from '../plan.ts'
import { begun, family, given, ownPlanInvited, ownPlanWaived, whole, type Past } from '../testing/past.ts'
import { mirjam, morningOf, noor, sealed, TERMS, TODAY, yara } from '../testing/people.ts'

const open = {
  type: 'OpenPlan',
  plan: 'plan-1',
  lifeAreas: ['finances', 'domestic-relations'],
  reportedBy: sealed('family'),
  coordinator: { name: sealed('Noor'), team: 'north' },
} as const satisfies PlanCommand

const invited = (invitation = 'invitation-1'): Past => [noor(), { ...whole, type: 'OwnPlanInvited', invitation }]
const deliver = (day = TODAY) =>
  ({
    type: 'DeliverOwnPlanInvitation',
    invitation: 'invitation-1',
    how: sealed('letter'),
    deliveredAt: morningOf(day),
    terms: TERMS,
  }) as const
const IN_SEVEN_DAYS = '2026-03-09T22:59:59.999Z'
const delivered = {
  ...whole,
  type: 'OwnPlanInvitationDelivered',
  invitation: 'invitation-1',
  how: sealed('letter'),
  until: { youth: '2026-03-30T21:59:59.999Z', wmo: IN_SEVEN_DAYS, participation: IN_SEVEN_DAYS },
  due: { what: 'own-plan', at: IN_SEVEN_DAYS, terms: 3 },
} as const
const deliveredOn = (day = TODAY): Past => [noor(day), delivered]

const goal = {
  type: 'ProposeGoal',
  goal: 'goal-1',
  domain: 'youth',
  about: ['kim'],
  lifeArea: 'domestic-relations',
  words: sealed('sleeps well'),
} as const satisfies PlanCommand

const proposed = {
  domain: 'youth',
  about: ['kim'],
  type: 'GoalProposed',
  goal: 'goal-1',
  lifeArea: 'domestic-relations',
  words: sealed('sleeps well'),
} as const

describe('opening a plan', () => {
  it('opens on a reported need, and whoever opens it coordinates it from that moment', () => {
    given()
      .when(noor(), open)
      .then(
        { ...whole, type: 'NeedReported', lifeAreas: ['finances', 'domestic-relations'], reportedBy: sealed('family') },
        { ...whole, type: 'PlanOpened', plan: 'plan-1' },
        { ...whole, type: 'CoordinatorAppointed', coordinator: 'noor', name: sealed('Noor'), team: 'north' },
      )
  })

  it('needs at least one life area', () => {
    given()
      .when(noor(), { ...open, lifeAreas: [] })
      .thenRefuses('NO_LIFE_AREA_IS_NAMED')
  })

  it('happens once: a family has one plan', () => {
    given(...begun)
      .when(noor(), open)
      .thenRefuses('PLAN_IS_OPEN')
  })

  it.each<PlanCommand>([
    { type: 'InviteOwnPlan', invitation: 'invitation-1' },
    deliver(),
    { type: 'SubmitOwnPlan', parts: [{ domain: 'youth', part: 'part-1', words: sealed('our plan') }] },
    { type: 'WaiveOwnPlan' },
    { type: 'OfferClientSupport', accepted: sealed('true') },
    { type: 'RequestMembership', membership: 'm-1', person: 'kim', name: sealed('Kim'), terms: TERMS },
    { type: 'AppointCoordinator', coordinator: 'noor', name: sealed('Noor'), team: 'north' },
    goal,
  ])('comes before anything else: $type is refused without it', (command) => {
    given().when(noor(), command).thenRefuses('PLAN_IS_NOT_OPEN')
  })
})

describe("the family's own plan", () => {
  it('is invited; one that did not arrive is on record, and another is sent', () => {
    given(...begun)
      .when(noor(), { type: 'InviteOwnPlan', invitation: 'invitation-1' })
      .then(invited()[1])
    given(...begun, invited())
      .when(noor('2026-03-05'), { type: 'InviteOwnPlan', invitation: 'invitation-2' })
      .then(invited('invitation-2')[1])
  })

  it('is invited once it arrived', () => {
    for (const arrived of [[ownPlanInvited], [invited(), deliveredOn()]])
      given(...begun, ...arrived)
        .when(noor('2026-03-05'), { type: 'InviteOwnPlan', invitation: 'invitation-2' })
        .thenNothing()
  })

  it('has its term from delivery: seven days, and twenty-eight before a goal for youth', () => {
    given(...begun, invited())
      .when(noor(), deliver())
      .then(delivered)
    given(...begun, invited(), deliveredOn())
      .when(noor('2026-03-05'), deliver())
      .thenNothing()
  })

  it('is delivered as it is recorded where its maker names no moment, and so never before it was invited', () => {
    const { deliveredAt: _, ...unnamed } = deliver()
    given(...begun, invited())
      .when(noor(), unnamed)
      .then(delivered)
  })

  it('has the day after it was told that it was delivered, however late that is told', () => {
    // The Monday that was King's day was none of them.
    const end = '2026-04-28T21:59:59.999Z'
    given(...begun, invited())
      .when(noor('2026-04-26'), deliver('2026-03-02'))
      .then({
        ...delivered,
        happenedAt: '2026-03-02T09:00:00.000Z',
        due: { what: 'own-plan', at: end, terms: 3 },
        until: { youth: end, wmo: end, participation: end },
      })
  })

  it('is delivered neither before it was invited nor in the future, and only as it was invited', () => {
    for (const day of ['2026-03-01', '2026-03-04'])
      given(...begun, invited())
        .when(noor('2026-03-03'), deliver(day))
        .thenRefuses('DELIVERY_IS_NOT_SINCE_THE_INVITATION', {
          from: '2026-03-02T09:00:00.000Z',
          until: '2026-03-03T09:00:00.000Z',
        })
    given(...begun, invited())
      .when(noor(), { ...deliver(), invitation: 'invitation-9' })
      .thenRefuses('OWN_PLAN_INVITATION_IS_NOT_OPEN')
  })

  it('is handed in, each part under the law it belongs to', () => {
    given(...begun, ownPlanInvited)
      .when(mirjam(), {
        type: 'SubmitOwnPlan',
        parts: [
          { domain: 'youth', part: 'part-1', words: sealed('for Kim') },
          { domain: 'wmo', part: 'part-2', words: sealed('for us') },
        ],
      })
      .then(
        { domain: 'youth', about: [], type: 'OwnPlanSubmitted', part: 'part-1', words: sealed('for Kim') },
        { domain: 'wmo', about: [], type: 'OwnPlanSubmitted', part: 'part-2', words: sealed('for us') },
      )
  })

  it('is welcome without an invitation, and after it was waived', () => {
    const words = sealed('after all')
    const submit = { type: 'SubmitOwnPlan', parts: [{ domain: 'youth', part: 'part-1', words }] } as const
    const submitted = { domain: 'youth', about: [], type: 'OwnPlanSubmitted', part: 'part-1', words } as const
    given(...begun)
      .when(mirjam(), submit)
      .then(submitted)
    given(...begun, ownPlanInvited, ownPlanWaived)
      .when(mirjam(), submit)
      .then(submitted)
  })

  it('is, where who coordinates writes it down, the word of one of the family', () => {
    const words = sealed('us')
    const submit = { type: 'SubmitOwnPlan', parts: [{ domain: 'youth', part: 'part-1', words }] } as const
    const word = { saidBy: 'mirjam', saidHow: sealed('by-phone') } as const
    given(...family)
      .when(noor(), submit)
      .thenRefuses('OWN_PLAN_DOES_NOT_SAY_WHOSE_WORD_IT_IS', { missing: ['saidBy', 'saidHow'] })
    given(...family)
      .when(noor(), { ...submit, saidBy: 'mirjam' })
      .thenRefuses('OWN_PLAN_DOES_NOT_SAY_WHOSE_WORD_IT_IS', { missing: ['saidHow'] })
    given(...family)
      .when(noor(), { ...submit, ...word, saidBy: 'lot' })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot'] })
    const submitted = { domain: 'youth', about: [], type: 'OwnPlanSubmitted', part: 'part-1', words } as const
    given(...family)
      .when(noor(), { ...submit, ...word })
      .then({ ...submitted, ...word })
    given(...family)
      .when(mirjam(), { ...submit, ...word })
      .then(submitted)
  })

  it('says something', () => {
    given(...begun, ownPlanInvited)
      .when(mirjam(), { type: 'SubmitOwnPlan', parts: [] })
      .thenRefuses('OWN_PLAN_IS_EMPTY')
  })

  it('may be waived, with or without a reason', () => {
    const reason = sealed('not now')
    given(...begun, ownPlanInvited)
      .when(mirjam(), { type: 'WaiveOwnPlan' })
      .then({ ...whole, type: 'OwnPlanWaived' })
    given(...begun, ownPlanInvited)
      .when(mirjam(), { type: 'WaiveOwnPlan', reason })
      .then({ ...whole, type: 'OwnPlanWaived', reason })
  })

  it('is waived once, and not after it was handed in', () => {
    given(...begun, ownPlanInvited, ownPlanWaived)
      .when(mirjam(), { type: 'WaiveOwnPlan' })
      .thenNothing()
    given(...begun, ownPlanInvited, [
      mirjam(),
      { domain: 'wmo', about: [], type: 'OwnPlanSubmitted', words: sealed('us') },
    ])
      .when(mirjam(), { type: 'WaiveOwnPlan' })
      .thenNothing()
  })

  it('is not waived by who coordinates in the minute in which she invites: it is the word of one of the family, from the day after delivery', () => {
    const waive = { type: 'WaiveOwnPlan', reason: sealed('they talk') } as const
    const theirs = { ...waive, saidBy: 'mirjam', saidHow: sealed('in-person') } as const
    given(...family, invited(), deliveredOn())
      .when(noor('2026-03-03'), waive)
      .thenRefuses('WAIVER_DOES_NOT_SAY_WHOSE_WORD_IT_IS', { missing: ['saidBy', 'saidHow'] })
    for (const past of [[invited()], [invited(), deliveredOn()], [ownPlanInvited]])
      given(...family, ...past)
        .when(noor(), theirs)
        .thenRefuses('OWN_PLAN_IS_WAIVED_FOR_SOMEONE_FROM_THE_DAY_AFTER_DELIVERY')
    given(...family, invited(), deliveredOn())
      .when(noor('2026-03-03'), { ...theirs, saidBy: 'lot' })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot'] })
    given(...family, invited(), deliveredOn())
      .when(noor('2026-03-03'), theirs)
      .then({
        ...whole,
        type: 'OwnPlanWaived',
        reason: sealed('they talk'),
        saidBy: 'mirjam',
        saidHow: sealed('in-person'),
      })
  })

  it('is waived for somebody from the day after its delivery was recorded, whenever that is said to have been', () => {
    const told: Past = [noor('2026-03-05'), { ...delivered, happenedAt: '2026-03-02T09:00:00.000Z' }]
    given(...family, invited(), told)
      .when(noor('2026-03-05'), { type: 'WaiveOwnPlan', saidBy: 'mirjam', saidHow: sealed('by-phone') })
      .thenRefuses('OWN_PLAN_IS_WAIVED_FOR_SOMEONE_FROM_THE_DAY_AFTER_DELIVERY')
  })

  it('cannot be waived by a family that was never asked', () => {
    given(...begun)
      .when(noor(), { type: 'WaiveOwnPlan' })
      .thenRefuses('FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN')
  })

  it('comes with client support, taken or not', () => {
    given(...begun)
      .when(noor(), { type: 'OfferClientSupport', accepted: sealed('false') })
      .then({ ...whole, type: 'ClientSupportOffered', accepted: sealed('false') })
  })
})

describe("a professional's first goal", () => {
  it('waits until the family was invited', () => {
    given(...family)
      .when(yara(), goal)
      .thenRefuses('FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN')
  })

  it("waits until the end of the family's last day", () => {
    given(...family, ownPlanInvited)
      .when(yara('2026-03-09'), goal)
      .thenRefuses('FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN', { until: '2026-03-09T22:59:59.999Z' })
  })

  it('waits for as long as its law gives the family, and for ever where the invitation did not arrive', () => {
    const past = [...family, invited(), deliveredOn()]
    const wmo = { ...goal, domain: 'wmo' } as const
    given(...past)
      .when(yara('2026-03-10'), goal)
      .thenRefuses('FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN', { until: '2026-03-30T21:59:59.999Z' })
    given(...past)
      .when(yara('2026-03-31'), goal)
      .then(proposed)
    given(...past)
      .when(yara('2026-03-09'), wmo)
      .thenRefuses('FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN', { until: '2026-03-09T22:59:59.999Z' })
    given(...past)
      .when(yara('2026-03-10'), wmo)
      .then({ ...proposed, domain: 'wmo' })
    given(...family, invited())
      .when(yara('2027-03-10'), wmo)
      .thenRefuses('FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN')
  })

  it('may come when that day has passed', () => {
    given(...family, ownPlanInvited)
      .when(yara('2026-03-10'), goal)
      .then(proposed)
  })

  it('may come when the family handed in its own plan, or waived it', () => {
    given(...family, ownPlanInvited, ownPlanWaived)
      .when(yara(), goal)
      .then(proposed)
    given(...family, [mirjam(), { domain: 'youth', about: [], type: 'OwnPlanSubmitted', words: sealed('us') }])
      .when(yara(), goal)
      .then(proposed)
  })

  it('may come the day after another wrote down what the family wants', () => {
    const written: Past = [noor(), { domain: 'youth', about: [], type: 'OwnPlanSubmitted', words: sealed('us') }]
    given(...family, written)
      .when(yara(), goal)
      .thenRefuses('FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN', { until: '2026-03-02T22:59:59.999Z' })
    given(...family, written)
      .when(yara('2026-03-03'), goal)
      .then(proposed)
    given(...family, ownPlanInvited, ownPlanWaived, written)
      .when(yara(), goal)
      .then(proposed)
    // Writing it down twice is no way round the night, and does not begin another.
    given(...family, written, written)
      .when(yara(), goal)
      .thenRefuses('FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN', { until: '2026-03-02T22:59:59.999Z' })
    given(...family, written, [noor('2026-03-03'), written[1]])
      .when(yara('2026-03-03'), goal)
      .then(proposed)
  })

  it('may come at once in concrete danger, and the danger is on record', () => {
    given(...family)
      .when(yara(), { ...goal, danger: sealed('a knife') })
      .then({ ...proposed, danger: sealed('a knife') })
  })

  it('does not come before a goal of the family itself', () => {
    given(...family)
      .when(mirjam(), goal)
      .then(proposed)
  })
})
