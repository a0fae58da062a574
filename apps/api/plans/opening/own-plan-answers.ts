/** The schema of the family’s own plan. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { OwnPlanAsRead } from '../../../../libs/plan/plan-as-read.ts'
import { domain } from '../../answers/pieces.ts'
import { listOf, moment, oneOf, ref, shape, words } from '../../answers/shape.ts'

type OwnPlanPart = OwnPlanAsRead['parts'][number]

export const OWN_PLAN_STATES = [
  'not-invited',
  'invited',
  'handed-in',
  'waived',
] as const satisfies readonly OwnPlanAsRead['state'][]

export const OWN_PLAN_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  OwnPlan: shape<OwnPlanAsRead>('The family’s own plan.', {
    always: {
      state: oneOf(OWN_PLAN_STATES),
      parts: listOf(
        shape<OwnPlanPart>('The part under one law.', {
          always: { domain: domain(), at: moment() },
          sometimes: { words: words() },
        }),
      ),
      views: listOf(ref('View')),
    },
    sometimes: { dueAt: moment(), waivedBecause: words() },
  }),
}
