/** The schemas of what was opened in an emergency. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { BreakGlassUseAsRead } from '../../../../libs/plan/break-glass/break-glass-as-read.ts'
import { USE_FINDINGS } from '../../../../libs/plan/break-glass/break-glass.ts'
import { legalDomains, MARK } from '../../answers/pieces.ts'
import { id, type Members, moment, oneOf, ref, shape, someone, withMembers, words } from '../../answers/shape.ts'
import { WRITTEN, type Written } from '../door/write-answers.ts'
import { partOfPlan, TAGGED } from '../reading/plan-answers.ts'

export const USE_STATES = [
  'asked',
  'used',
  'refused',
  ...USE_FINDINGS,
] as const satisfies readonly BreakGlassUseAsRead['state'][]

const USE: Members<BreakGlassUseAsRead> = {
  always: {
    id: id(),
    domains: legalDomains('The laws that it opened, beside what has none.'),
    until: moment('Until when; before that where it was found not justified.'),
    state: oneOf(USE_STATES, '`used`: it waits for a review.'),
    used: ref('Mark'),
  },
  sometimes: {
    name: words('Who did it.'),
    reason: words('Why it could not wait.'),
    dueAt: moment('Until when it is to be reviewed.'),
    review: ref('BreakGlassReview'),
  },
}

export const BREAK_GLASS_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  BreakGlassUse: shape('A plan that someone opened in an emergency.', USE),
  BreakGlassReview: shape<NonNullable<BreakGlassUseAsRead['review']>>(
    'What another found of it.',
    withMembers(MARK, { always: { finding: oneOf(USE_FINDINGS) }, sometimes: { reason: words() } }),
  ),
  BreakGlassUsesAnswer: partOfPlan('Who opened the plan in an emergency.', 'breakGlassUses'),
  BreakGlassUseAnswer: shape('One use.', withMembers(TAGGED, USE)),
  GlassBrokenAnswer: shape<Written & { readonly id: string; readonly until: string }>(
    'What is open now, and until when.',
    { always: { ...WRITTEN.always, id: someone('Its id.'), until: moment() }, sometimes: WRITTEN.sometimes },
  ),
}
