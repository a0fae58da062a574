/** What is kept in memory of a plan's stream, in three forms: each takes in what another read or wrote, so that it is read once. */
import { foldingOf, Folds, historyOf, type History } from '../event-store/folds.ts'
import type { EventStore } from '../event-store/port.ts'
import type { Recorded } from '../event-store/recorded.ts'
import { plan, type Plan, type PlanEvent } from '../plan/plan.ts'
import { PLAN_FORMS } from '../plan/plan-forms.ts'
import { birthsOf, type Births } from './ages.ts'

export interface FoldsOfPlans {
  readonly plans: Folds<Plan, PlanEvent>
  readonly births: Folds<Births, PlanEvent>
  readonly histories: Folds<History<PlanEvent>, PlanEvent>
}

const MIB = 1024 * 1024
// From what second readers get all this is taken out, so that it is at hand for every answer.
const tellsWho = ({ event }: Recorded<PlanEvent>): boolean => 'name' in event || 'birthDate' in event || 'bsn' in event

export function foldsOfPlans(store: EventStore): FoldsOfPlans {
  const births = new Folds(store, birthsOf(PLAN_FORMS), { maxBytes: 16 * MIB })
  // Most who read a plan for a decision need no history: what they read makes none, and is taken into one that is there.
  const keeping = { isBegunAlongside: false, maxBytes: 96 * MIB }
  const histories = new Folds(store, historyOf<PlanEvent>(PLAN_FORMS, tellsWho), keeping)
  const plans = new Folds(store, foldingOf(plan, PLAN_FORMS), { alongside: [births, histories], maxBytes: 48 * MIB })
  return { plans, births, histories }
}
