/**
 * What one user opened in emergencies, whichever plans: an unreviewed use keeps them from the next, also where they ask for two at once. And how often they
 * asked for a plan that is not there, so that nobody finds plans by trying ids.
 */
import { dayOf, type Day } from '../../deciding/days.ts'
import { Refusal, type Concerns, type Decider, type Moment } from '../../deciding/decider.ts'
import type { Upcasters } from '../../deciding/upcasters.ts'

export type UsesEvent = Concerns &
  (
    | { readonly type: 'BreakGlassBegun'; readonly use: string; readonly plan: string }
    | { readonly type: 'PlanNotFound' }
  )

/** No event of it has an older form yet. */
export const USES_FORMS: Upcasters<UsesEvent['type']> = {}

export type UsesCommand =
  | {
      readonly type: 'BeginBreakGlass'
      readonly use: string
      readonly plan: string
      /** Whether what they opened last is there, and nobody has reviewed it: as its plan says. */
      readonly lastAwaitsReview: boolean
    }
  | { readonly type: 'MissPlan' }

export type UsesRefusal = 'BREAK_GLASS_AWAITS_REVIEW' | 'PLANS_NOT_FOUND_ARE_SPENT'

export interface UsesOfOne {
  readonly last?: { readonly use: string; readonly plan: string }
  readonly notFound?: { readonly day: Day; readonly times: number }
}

const NOT_FOUND_A_DAY = 10

/** Whether they asked today as often as one may for a plan that is not there. */
export const isSpent = ({ notFound }: UsesOfOne, at: Moment): boolean =>
  notFound?.day === dayOf(at) && notFound.times >= NOT_FOUND_A_DAY

const CONCERNS = { domain: 'general', about: [] } as const

export const usesOfOne: Decider<UsesCommand, UsesOfOne, UsesEvent> = {
  initial: {},

  decide(command, now, { at }) {
    if (isSpent(now, at)) throw new Refusal<UsesRefusal>('PLANS_NOT_FOUND_ARE_SPENT')
    if (command.type === 'MissPlan') return [{ ...CONCERNS, type: 'PlanNotFound' }]
    const { use, plan, lastAwaitsReview } = command
    if (now.last?.use === use) return []
    if (lastAwaitsReview) throw new Refusal<UsesRefusal>('BREAK_GLASS_AWAITS_REVIEW')
    return [{ ...CONCERNS, type: 'BreakGlassBegun', use, plan }]
  },

  evolve(now, event, { at }) {
    switch (event.type) {
      case 'BreakGlassBegun':
        return { ...now, last: { use: event.use, plan: event.plan } }
      case 'PlanNotFound': {
        const day = dayOf(at)
        const times = now.notFound?.day === day ? now.notFound.times + 1 : 1
        return { ...now, notFound: { day, times } }
      }
    }
  },
}
