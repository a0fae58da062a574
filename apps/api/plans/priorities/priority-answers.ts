/** The schemas of priorities. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { PriorityAsRead } from '../../../../libs/plan/priorities/priorities-as-read.ts'
import { domain, ITEM, legalDomains, lifeArea } from '../../answers/pieces.ts'
import { type Members, ref, shape, withMembers, words, yesOrNo } from '../../answers/shape.ts'
import { orThatItIsWithheld, partOfPlan, TAGGED } from '../reading/plan-answers.ts'

const PRIORITY: Members<PriorityAsRead> = withMembers(ITEM, {
  always: {
    concern: shape<PriorityAsRead['concern']>('What goes first.', {
      always: { domain: domain(), lifeArea: lifeArea() },
      sometimes: {},
    }),
    over: legalDomains('Whose work gives way to it, as far as the reader may know.'),
    inForce: yesOrNo(),
    set: ref('Mark'),
  },
  sometimes: { reason: words(), lifted: ref('Mark'), liftedBecause: words() },
})

export const PRIORITY_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Priority: shape('Which concern goes first, over which domains.', PRIORITY),
  PrioritiesAnswer: partOfPlan('The priorities.', 'priorities'),
  OnePriority: shape('One priority.', withMembers(TAGGED, PRIORITY)),
  PriorityAnswer: orThatItIsWithheld('OnePriority'),
}
