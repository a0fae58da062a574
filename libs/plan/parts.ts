/** The parts of the plan, side by side: what happens in any of them, what is asked of any, how any says no, and what rules read. */
import type { CorrectionCommand, CorrectionEvent, CorrectionRefusal } from './corrections/corrections.ts'
import type { ActionCommand, ActionEvent, ActionRefusal, Actions } from './actions/actions.ts'
import type { Absences } from './members/absences.ts'
import type { CareTeam, CareTeamCommand, CareTeamEvent, CareTeamRefusal } from './care-team/care-team.ts'
import type {
  Coordination,
  CoordinatorCommand,
  CoordinatorEvent,
  CoordinatorRefusal,
} from './coordinator/coordinator.ts'
import type { DepartureCommand, DepartureEvent, DepartureRefusal } from './members/departure.ts'
import type { DeviationCommand, DeviationEvent, DeviationRefusal } from './deviations/deviations.ts'
import type { GoalCommand, GoalEvent, GoalRefusal } from './goals/goals.ts'
import type { Involvement } from './care-team/involvement.ts'
import type { MemberCommand, MemberEvent, MemberRefusal, Members } from './members/members.ts'
import type { Opening, OpeningCommand, OpeningEvent, OpeningRefusal } from './opening/opening.ts'
import type { Priorities, PriorityCommand, PriorityEvent, PriorityRefusal } from './priorities/priorities.ts'
import type { ReferralCommand, ReferralEvent, ReferralRefusal, Referrals } from './referrals/referrals.ts'
import type { Visibility, VisibilityEvent } from './visibility/visibility.ts'
import type { ViewCommand, ViewEvent, ViewRefusal } from './views/views.ts'
import type { WithholdingCommand, WithholdingRefusal, MayWithhold } from './visibility/withholding.ts'
import type { Deviations } from './deviations/deviation.ts'
import type { Goals } from './goals/goal.ts'

export type PlanEvent =
  | OpeningEvent
  | MemberEvent
  | DepartureEvent
  | CoordinatorEvent
  | CareTeamEvent
  | ReferralEvent
  | GoalEvent
  | ViewEvent
  | ActionEvent
  | PriorityEvent
  | DeviationEvent
  | CorrectionEvent
  | VisibilityEvent

export type PlanCommand =
  | MayWithhold<
      | OpeningCommand
      | MemberCommand
      | DepartureCommand
      | CoordinatorCommand
      | CareTeamCommand
      | ReferralCommand
      | GoalCommand
      | ViewCommand
      | ActionCommand
      | PriorityCommand
      | DeviationCommand
      | CorrectionCommand
    >
  | WithholdingCommand

export type PlanRefusal =
  | OpeningRefusal
  | MemberRefusal
  | DepartureRefusal
  | CoordinatorRefusal
  | CareTeamRefusal
  | ReferralRefusal
  | GoalRefusal
  | ViewRefusal
  | ActionRefusal
  | PriorityRefusal
  | DeviationRefusal
  | CorrectionRefusal
  | WithholdingRefusal

export interface Plan {
  readonly opening: Opening
  readonly members: Members
  readonly absences: Absences
  readonly coordination: Coordination
  readonly careTeam: CareTeam
  readonly referrals: Referrals
  readonly goals: Goals
  readonly actions: Actions
  readonly priorities: Priorities
  readonly deviations: Deviations
  readonly involvement: Involvement
  readonly visibility: Visibility
}
