/** Everything the API answers with, by the name that `@Answers` uses: the schemas of each part stand with it. */
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import { EVENT_SCHEMAS } from '../events/event-answers.ts'
import { LIST_SCHEMAS } from '../lists/list-answers.ts'
import { MUNICIPALITY_SCHEMAS } from '../municipality/municipality-answers.ts'
import { ACTION_SCHEMAS } from '../plans/actions/action-answers.ts'
import { BREAK_GLASS_SCHEMAS } from '../plans/break-glass/break-glass-answers.ts'
import { CARE_TEAM_SCHEMAS } from '../plans/care-team/care-team-answers.ts'
import { CLOSING_SCHEMAS } from '../plans/closing/closing-answers.ts'
import { COORDINATOR_SCHEMAS } from '../plans/coordinator/coordinator-answers.ts'
import { CORRECTION_SCHEMAS } from '../plans/corrections/correction-answers.ts'
import { DEVIATION_SCHEMAS } from '../plans/deviations/deviation-answers.ts'
import { DOSSIER_SCHEMAS } from '../plans/deviations/dossier-answers.ts'
import { WRITE_SCHEMAS } from '../plans/door/write-answers.ts'
import { GOAL_SCHEMAS } from '../plans/goals/goal-answers.ts'
import { HANDOVER_SCHEMAS } from '../plans/handover/handover-answers.ts'
import { MEMBER_SCHEMAS } from '../plans/members/member-answers.ts'
import { OWN_PLAN_SCHEMAS } from '../plans/opening/own-plan-answers.ts'
import { CHALLENGE_SCHEMAS } from '../plans/challenges/challenge-answers.ts'
import { COMMUNICATION_SCHEMAS } from '../plans/communication/communication-answers.ts'
import { PERMISSION_SCHEMAS } from '../plans/permissions/permission-answers.ts'
import { SHARING_SCHEMAS } from '../plans/sharings/sharing-answers.ts'
import { PRIORITY_SCHEMAS } from '../plans/priorities/priority-answers.ts'
import { HISTORY_SCHEMAS } from '../plans/reading/history-answers.ts'
import { PLAN_SCHEMAS } from '../plans/reading/plan-answers.ts'
import { REFERRAL_SCHEMAS } from '../plans/referrals/referral-answers.ts'
import { PREVIEW_SCHEMAS } from '../plans/previews/preview-answers.ts'
import { WITHHOLDING_SCHEMAS } from '../plans/visibility/withholding-answers.ts'
import { PROTOCOL_SCHEMAS } from '../protocols/protocol-answers.ts'
import { SUBSCRIPTION_SCHEMAS } from '../subscriptions/subscription-answers.ts'
import { PIECES } from './pieces.ts'
import { PUBLISHED_ORDER } from './published-order.ts'

const ALL: Readonly<Record<string, JsonSchema>> = {
  ...PIECES,
  ...PLAN_SCHEMAS,
  ...OWN_PLAN_SCHEMAS,
  ...COORDINATOR_SCHEMAS,
  ...HANDOVER_SCHEMAS,
  ...MEMBER_SCHEMAS,
  ...CARE_TEAM_SCHEMAS,
  ...CLOSING_SCHEMAS,
  ...CORRECTION_SCHEMAS,
  ...REFERRAL_SCHEMAS,
  ...COMMUNICATION_SCHEMAS,
  ...PERMISSION_SCHEMAS,
  ...CHALLENGE_SCHEMAS,
  ...SHARING_SCHEMAS,
  ...GOAL_SCHEMAS,
  ...ACTION_SCHEMAS,
  ...PRIORITY_SCHEMAS,
  ...DEVIATION_SCHEMAS,
  ...DOSSIER_SCHEMAS,
  ...HISTORY_SCHEMAS,
  ...WITHHOLDING_SCHEMAS,
  ...PREVIEW_SCHEMAS,
  ...BREAK_GLASS_SCHEMAS,
  ...PROTOCOL_SCHEMAS,
  ...MUNICIPALITY_SCHEMAS,
  ...EVENT_SCHEMAS,
  ...SUBSCRIPTION_SCHEMAS,
  ...LIST_SCHEMAS,
  ...WRITE_SCHEMAS,
}

const placeOf = (name: string): number => {
  const place = PUBLISHED_ORDER.indexOf(name)
  return place === -1 ? PUBLISHED_ORDER.length : place
}

export const ANSWERS: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  Object.entries(ALL).sort(([one], [other]) => placeOf(one) - placeOf(other)),
)
