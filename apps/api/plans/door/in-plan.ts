/** Paths below a plan. */
import { Id } from '../../body-rules.ts'

export class InPlan {
  @Id()
  planId!: string
}

/** One item of a plan, by its id. */
export class OfPlan extends InPlan {
  @Id()
  id!: string
}
