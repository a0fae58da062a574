/** The schemas of a plan as it is read, whole or in part. What stands in it is described by each part. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import { REPORTERS } from '../../../../libs/plan/opening/opening.ts'
import type { ChallengeAsRead } from '../../../../libs/plan/challenges/challenges-as-read.ts'
import type {
  CorrectionAsRead,
  CorrectionRequestAsRead,
} from '../../../../libs/plan/corrections/corrections-as-read.ts'
import type { PlanAsRead } from '../../../../libs/plan/plan-as-read.ts'
import { lifeArea } from '../../answers/pieces.ts'
import {
  count,
  etag,
  id,
  listOf,
  type Members,
  moment,
  oneOf,
  ref,
  sealed,
  shape,
  text,
  yesOrNo,
} from '../../answers/shape.ts'
import type { PlanInPlaces } from './places.ts'
import type { PlanAnswer } from './read-plan.ts'

type Offer = PlanAsRead['clientSupport'][number]

/** In their lists, and one by one: what is withheld from the reader, where they are told so. */
const orWithheld = (name: string) => listOf({ oneOf: [ref(name), ref('WithheldItem')] })

const PLAN: Members<PlanInPlaces> = {
  always: {
    lifeAreas: listOf(lifeArea()),
    closings: listOf(
      ref('PlanClosing'),
      'Each time that the plan was closed; the last one stands unless it was opened again.',
    ),
    endings: listOf(ref('Ending'), 'Whose help was ended, for who said it, who it is said for, and who coordinates.'),
    ownPlan: ref('OwnPlan'),
    clientSupport: listOf(
      shape<Offer>('An offer of client support.', {
        always: { at: moment() },
        sometimes: { accepted: sealed(yesOrNo()) },
      }),
    ),
    members: listOf(ref('Member')),
    expectedChildren: listOf(ref('ExpectedChild')),
    handovers: listOf(ref('Handover')),
    coordinatorRequests: orWithheld('CoordinatorRequest'),
    professionals: orWithheld('Professional'),
    representatives: orWithheld('Representative'),
    capacity: listOf(ref('Capacity')),
    supporters: orWithheld('Supporter'),
    referrals: orWithheld('Referral'),
    goals: orWithheld('Goal'),
    actions: orWithheld('Action'),
    priorities: orWithheld('Priority'),
    deviations: orWithheld('Deviation'),
    challenges: orWithheld('Challenge'),
    communicationNeeds: listOf(ref('CommunicationNeeds'), 'How to reach each, for who invites them.'),
    corrections: listOf(ref('Correction')),
    correctionRequests: orWithheld('CorrectionRequest'),
    permissions: orWithheld('Permission'),
    sharings: orWithheld('Sharing'),
    breakGlassUses: listOf(ref('BreakGlassUse'), 'Who opened it in an emergency, for who reviews that.'),
    withholdings: listOf(ref('Withholding'), 'What is withheld from others, for who may know of it.'),
    withheldRequests: listOf(ref('WithheldRequest')),
  },
  sometimes: {
    opened: ref('Mark'),
    reportedBy: sealed(oneOf(REPORTERS)),
    coordinator: ref('Coordinator'),
    withheld: listOf(ref('WithheldItem'), 'What is withheld and has no list of its own.'),
  },
}

export interface Tagged {
  readonly planId: string
  readonly etag: string
}

/** One item or more, with what was challenged of them, and corrected or asked to be. */
export interface TaggedItem extends Tagged {
  readonly challenges?: readonly ChallengeAsRead[]
  readonly corrections?: readonly CorrectionAsRead[]
  readonly correctionRequests?: readonly CorrectionRequestAsRead[]
}

export const TAGGED: Members<TaggedItem> = {
  always: { planId: id(), etag: etag() },
  sometimes: {
    challenges: listOf(ref('Challenge'), 'What was challenged of it.'),
    corrections: listOf(ref('Correction'), 'What of it was corrected.'),
    correctionRequests: listOf(ref('CorrectionRequest'), 'What of it someone asked to be corrected.'),
  },
}

/** Some of the plan as it stands. */
export function partOfPlan(description: string, ...keys: readonly (keyof PlanAsRead)[]): JsonSchema {
  const chosen = (from: Readonly<Record<string, JsonSchema>>) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => keys.some((key) => key === name)))
  const always = { ...TAGGED.always, ...chosen(PLAN.always) }
  if (keys.includes('challenges')) return shape<Tagged>(description, { always, sometimes: chosen(PLAN.sometimes) })
  return shape<TaggedItem>(description, { always, sometimes: { ...TAGGED.sometimes, ...chosen(PLAN.sometimes) } })
}

/** Or that it is withheld. */
export function orThatItIsWithheld(item: string): JsonSchema {
  return { oneOf: [ref(item), ref('ItemWithheldAnswer')] }
}

export const PLAN_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Plan: shape('The plan: what its reader may see of it, and nothing in the place of the rest.', PLAN),
  PlanAnswer: shape<PlanAnswer>('The plan at a point in time.', {
    always: {
      planId: id(),
      revision: count('The last event the reader sees at this point, in their count.'),
      position: text('What `Consistent-After` takes for the last event read.'),
      at: moment(),
      etag: etag(),
      plan: ref('Plan'),
    },
    sometimes: {},
  }),
}
