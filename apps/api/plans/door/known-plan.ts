/** The plan that someone sees, as rules know it: what is hidden from them was never in it, so that nothing that is decided on it tells of that. */
import { sees, type Sight } from '../../../../libs/access/sight.ts'
import { foldedFrom } from '../../../../libs/event-store/folds.ts'
import type { Recorded } from '../../../../libs/event-store/recorded.ts'
import type { System } from '../../../../libs/installation/system.ts'
import type { Plan, PlanEvent } from '../../../../libs/plan/plan.ts'

export const knownPlan = ({ folds }: System, sight: Sight, history: readonly Recorded<PlanEvent>[]): Plan =>
  foldedFrom(
    folds.plans.folding,
    history.filter((one) => sees(sight, one)),
  )
