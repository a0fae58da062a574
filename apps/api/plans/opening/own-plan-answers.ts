/** The schema of the family’s own plan. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { OwnPlanAsRead, OwnPlanInvitationAsRead } from '../../../../libs/plan/opening/own-plan-as-read.ts'
import { DELIVERIES, SAID_HOW, type UntilByLaw } from '../../../../libs/plan/opening/opening.ts'
import { domain, MARK } from '../../answers/pieces.ts'
import {
  id,
  listOf,
  moment,
  oneOf,
  ref,
  sealed,
  shape,
  someone,
  withMembers,
  words,
  yesOrNo,
} from '../../answers/shape.ts'

type OwnPlanPart = OwnPlanAsRead['parts'][number]

export const OWN_PLAN_STATES = [
  'not-invited',
  'invited',
  'handed-in',
  'waived',
] as const satisfies readonly OwnPlanAsRead['state'][]

/** Of what another than the family wrote down. */
const WORD = { saidBy: someone('Whose word it is.'), how: sealed(oneOf(SAID_HOW)) }

export const OWN_PLAN_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  OwnPlan: shape<OwnPlanAsRead>('The family’s own plan.', {
    always: {
      state: oneOf(OWN_PLAN_STATES),
      parts: listOf(
        shape<OwnPlanPart>(
          'The part under one law; where another wrote it down, whose word it is and how they gave it.',
          {
            always: { domain: domain(), at: moment() },
            sometimes: { words: words(), ...WORD },
          },
        ),
      ),
      invitations: listOf(
        shape<OwnPlanInvitationAsRead>('An invitation to write it. No term runs before it is delivered.', {
          always: { id: id(), at: moment() },
          sometimes: {
            ignoresNeeds: yesOrNo('It passed over how to reach somebody it was for.'),
            delivered: shape<NonNullable<OwnPlanInvitationAsRead['delivered']>>('When and how it reached the family.', {
              always: { at: moment() },
              sometimes: { how: sealed(oneOf(DELIVERIES)) },
            }),
          },
        }),
      ),
      views: listOf(ref('View')),
    },
    sometimes: {
      dueAt: moment(),
      until: shape<UntilByLaw>('Until when goals under each law wait for it.', {
        always: { youth: moment(), wmo: moment(), participation: moment() },
        sometimes: {},
      }),
      waivedBecause: words(),
      waived: shape<NonNullable<OwnPlanAsRead['waived']>>(
        'Who waived it; and, where another recorded that, whose word it is and how they gave it.',
        withMembers(MARK, {
          always: {},
          sometimes: WORD,
        }),
      ),
    },
  }),
}
