/** How a plan begins: a need is reported, the plan opened, and the family asked for its own plan before any professional proposes a goal. Closing is not here. */
import {
  isOfTheFamily,
  Refusal,
  type Actor,
  type Concerns,
  type Decider,
  type Due,
  type Moment,
  type OnceInClear,
  type Sealed,
} from '../../deciding/decider.ts'
import { inDays } from '../../deciding/days.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import type { Terms } from '../../municipality/terms.ts'
import type { LifeArea } from './life-areas.ts'

export const REPORTERS = ['family', 'professional', 'partner-organisation', 'neighbourhood', 'other'] as const
export type Reporter = (typeof REPORTERS)[number]

export type OpeningEvent = Concerns &
  (
    | {
        readonly type: 'NeedReported'
        readonly lifeAreas: readonly LifeArea[]
        readonly reportedBy: OnceInClear<Reporter>
      }
    | { readonly type: 'PlanOpened'; readonly plan: string }
    | { readonly type: 'OwnPlanInvited'; readonly due: Due }
    /** Its id is absent in what was written before parts had one. */
    | { readonly type: 'OwnPlanSubmitted'; readonly part?: string; readonly words: Sealed }
    | { readonly type: 'OwnPlanWaived'; readonly reason?: Sealed }
    | { readonly type: 'ClientSupportOffered'; readonly accepted: OnceInClear<boolean> }
  )

/** What the family wants and will do itself, under the law each part of it belongs to (Jeugdwet 4.1.2, Wmo 2015 2.3.2). */
export interface OwnWords {
  readonly part: string
  readonly domain: LegalDomain
  readonly words: Sealed
}

export type OpeningCommand =
  | {
      readonly type: 'OpenPlan'
      readonly plan: string
      readonly lifeAreas: readonly LifeArea[]
      readonly reportedBy: Sealed<Reporter>
      readonly coordinator: { readonly name: Sealed; readonly team: string }
    }
  | { readonly type: 'InviteOwnPlan'; readonly terms: Terms }
  | { readonly type: 'SubmitOwnPlan'; readonly parts: readonly OwnWords[] }
  | { readonly type: 'WaiveOwnPlan'; readonly reason?: Sealed }
  | { readonly type: 'OfferClientSupport'; readonly accepted: Sealed<boolean> }

export type OpeningRefusal =
  | 'PLAN_IS_OPEN'
  | 'PLAN_IS_NOT_OPEN'
  | 'NO_LIFE_AREA_IS_NAMED'
  | 'FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN'
  | 'FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN'
  | 'OWN_PLAN_IS_EMPTY'

export type Opening =
  { readonly is: 'not-opened' } | { readonly is: 'open'; readonly plan: string; readonly ownPlan: OwnPlan }

export type OwnPlan =
  | { readonly is: 'not-invited' }
  | { readonly is: 'invited'; readonly until: Moment }
  | { readonly is: 'handed-in' }
  | { readonly is: 'waived' }

export interface OpeningNeeds {
  readonly opening: Opening
}

export const WHOLE_PLAN = { domain: 'general', about: [] } as const

export function evolveOpening(now: Opening, event: OpeningEvent): Opening {
  switch (event.type) {
    case 'PlanOpened':
      return { is: 'open', plan: event.plan, ownPlan: { is: 'not-invited' } }
    case 'OwnPlanInvited':
      return now.is === 'open' ? { ...now, ownPlan: { is: 'invited', until: event.due.at } } : now
    case 'OwnPlanSubmitted':
      return now.is === 'open' ? { ...now, ownPlan: { is: 'handed-in' } } : now
    case 'OwnPlanWaived':
      return now.is === 'open' ? { ...now, ownPlan: { is: 'waived' } } : now
    case 'NeedReported':
    case 'ClientSupportOffered':
      return now
  }
}

export const decideOpening: Decider<OpeningCommand, OpeningNeeds, OpeningEvent>['decide'] = (
  command,
  { opening: now },
  { at },
) => {
  switch (command.type) {
    case 'OpenPlan': {
      const { plan, lifeAreas, reportedBy } = command
      if (now.is === 'open') throw refusal('PLAN_IS_OPEN')
      if (lifeAreas.length === 0) throw refusal('NO_LIFE_AREA_IS_NAMED')
      return [
        { ...WHOLE_PLAN, type: 'NeedReported', lifeAreas, reportedBy },
        { ...WHOLE_PLAN, type: 'PlanOpened', plan },
      ]
    }

    case 'InviteOwnPlan': {
      if (now.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
      if (now.ownPlan.is !== 'not-invited') return []
      const { version, ownPlanDays } = command.terms
      const due = { what: 'own-plan', at: inDays(at, ownPlanDays), terms: version }
      return [{ ...WHOLE_PLAN, type: 'OwnPlanInvited', due }]
    }

    case 'SubmitOwnPlan': {
      if (now.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
      if (command.parts.length === 0) throw refusal('OWN_PLAN_IS_EMPTY')
      return command.parts.map(({ domain, part, words }) => ({
        domain,
        about: [],
        type: 'OwnPlanSubmitted',
        part,
        words,
      }))
    }

    case 'WaiveOwnPlan': {
      if (now.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
      // Who was never asked cannot say no.
      if (now.ownPlan.is === 'not-invited') throw refusal('FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN')
      if (now.ownPlan.is === 'handed-in' || now.ownPlan.is === 'waived') return []
      const { reason } = command
      return [{ ...WHOLE_PLAN, type: 'OwnPlanWaived', ...(reason && { reason }) }]
    }

    case 'OfferClientSupport':
      if (now.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
      return [{ ...WHOLE_PLAN, type: 'ClientSupportOffered', accepted: command.accepted }]
  }
}

/** Nothing happens in a plan that nobody opened. */
export function mustBeOpen(opening: Opening): void {
  if (opening.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
}

/** May a professional propose a goal now? The family first: it handed in its own plan, waived it, or let its time pass. Concrete danger overrides. */
export function familyComesFirst(opening: Opening, by: Actor, at: Moment, danger: Sealed | undefined): void {
  if (opening.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
  if (isOfTheFamily(by) || danger !== undefined) return
  const { ownPlan } = opening
  if (ownPlan.is === 'not-invited') throw refusal('FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN')
  if (ownPlan.is === 'invited' && at <= ownPlan.until)
    throw refusal('FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN', { until: ownPlan.until })
}

const refusal = (code: OpeningRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
