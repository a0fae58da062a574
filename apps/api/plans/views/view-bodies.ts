/** Bodies about views, the same wherever a view is given. */
import { DEVIATION_OUTCOMES, type DeviationOutcome } from '../../../../libs/plan/deviations/deviation-events.ts'
import { GOAL_OUTCOMES, type GoalOutcome } from '../../../../libs/plan/goals/goals.ts'
import { STANCES, type Stance } from '../../../../libs/plan/views/views.ts'
import { Id, OneOf, Optionally, Words } from '../../body-rules.ts'
import { MayWithhold } from '../visibility/withholding-bodies.ts'

export class InviteViewBody {
  @Id()
  person!: string

  /** Where who speaks for them is asked: their representation. Without it the person is asked. */
  @Optionally()
  @Id()
  representation?: string

  /** How this met what they need to understand it (`communicationNeeds`); without it, where they need something, it is marked. */
  @Optionally()
  @Words()
  needsMet?: string
}

class FamilyEvaluationBody extends MayWithhold {
  /** To whom it came to that: the person themselves, or whom they represent. */
  @Id()
  person!: string

  @Words()
  words!: string
}

export class EvaluateGoalAsFamilyBody extends FamilyEvaluationBody {
  @OneOf(GOAL_OUTCOMES)
  outcome!: GoalOutcome
}

export class EvaluateDeviationAsFamilyBody extends FamilyEvaluationBody {
  @OneOf(DEVIATION_OUTCOMES)
  outcome!: DeviationOutcome
}

export class GiveViewBody extends MayWithhold {
  /** Whose view it is: the person themselves, or the one they represent or heard. */
  @Id()
  person!: string

  @OneOf(STANCES)
  stance!: Stance

  @Optionally()
  @Words()
  words?: string
}
