import { describe, it } from '@jest/globals'
import type { PlanCommand } from '../plan.ts'
import { begun, family, given, ownPlanInvited, ownPlanWaived, whole } from '../testing/past.ts'
import { mirjam, noor, sealed, TERMS, yara } from '../testing/people.ts'

const open = {
  type: 'OpenPlan',
  plan: 'plan-1',
  lifeAreas: ['finances', 'domestic-relations'],
  reportedBy: sealed('family'),
  coordinator: { name: sealed('Noor'), team: 'north' },
} as const satisfies PlanCommand

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
    { type: 'InviteOwnPlan', terms: TERMS },
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
  it('is invited, with seven days to hand it in', () => {
    given(...begun)
      .when(noor(), { type: 'InviteOwnPlan', terms: TERMS })
      .then(ownPlanInvited[1])
  })

  it('is invited once', () => {
    given(...begun, ownPlanInvited)
      .when(noor('2026-03-05'), { type: 'InviteOwnPlan', terms: TERMS })
      .thenNothing()
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
