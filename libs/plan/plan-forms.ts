/** How older forms of a plan's events become what is written now. Version 2 of most put under seal what no rule reads (`in-clear.ts`); readers take both. */
import { asItStands, type Upcasters } from '../deciding/upcasters.ts'
import type { PlanEvent } from './plan.ts'

export const PLAN_FORMS = {
  NeedReported: [asItStands],
  // Version 2 has an id, and its term begins with another event: its delivery.
  OwnPlanInvited: [asItStands],
  // Version 2 holds how old someone is in whichever way it is known, and starts a term where it is not.
  MembershipRequested: [asItStands],
  ClientSupportOffered: [asItStands],
  OtherCoordinatorAnswered: [asItStands],
  GoalEvaluated: [asItStands],
  ActionPlanned: [asItStands],
  DeviationEvaluated: [asItStands],
  // Version 2 calls what a professional wrote down of someone by what it is: their report.
  ViewGiven: [
    (data) => (data['voice'] === 'heard-by-professional' ? { ...data, voice: 'reported-by-professional' } : data),
  ],
} as const satisfies Upcasters<PlanEvent['type']>
