import { describe, it } from '@jest/globals'
import type { Deed, Moment } from '../../deciding/decider.ts'
import { storiesOf } from '../../deciding/testing/story.ts'
import { usesOfOne, type UsesEvent } from './uses-of-one.ts'

const given = storiesOf(usesOfOne)
const at = (moment: Moment): Deed => ({
  by: { kind: 'person', id: 'saar', role: 'professional' },
  at: moment,
  activity: 'crisis-access',
  legalBasis: 'AVG 6(1)(d)',
})
const SATURDAY = at('2026-03-07T22:00:00.000Z')
const SUNDAY = at('2026-03-08T09:00:00.000Z')
const concerns = { domain: 'general', about: [] } as const
const begun = [SATURDAY, { ...concerns, type: 'BreakGlassBegun', use: 'use-1', plan: 'plan-1' }] as const
const begin = { type: 'BeginBreakGlass', use: 'use-1', plan: 'plan-1', lastAwaitsReview: false } as const
const notFound: readonly [Deed, UsesEvent] = [SATURDAY, { ...concerns, type: 'PlanNotFound' }]
const TEN = Array.from({ length: 10 }, () => notFound)

describe('the uses of one user', () => {
  it('follow on each other once the last is reviewed, and begin once', () => {
    given().when(SATURDAY, begin).then(begun[1])
    given(begun).when(SATURDAY, begin).thenNothing()
    given(begun)
      .when(SUNDAY, { ...begin, use: 'use-2', lastAwaitsReview: true })
      .thenRefuses('BREAK_GLASS_AWAITS_REVIEW')
    given(begun)
      .when(SUNDAY, { ...begin, use: 'use-2', plan: 'plan-2' })
      .then({ ...begun[1], use: 'use-2', plan: 'plan-2' })
  })

  it('end for the day with ten plans that are not there', () => {
    given(...TEN.slice(1))
      .when(SATURDAY, { type: 'MissPlan' })
      .then(notFound[1])
    for (const command of [{ type: 'MissPlan' } as const, begin])
      given(...TEN)
        .when(SATURDAY, command)
        .thenRefuses('PLANS_NOT_FOUND_ARE_SPENT')
    given(...TEN)
      .when(SUNDAY, begin)
      .then(begun[1])
  })
})
