/** No rule says no without a story that shows when: every refusal code of the domain, and the spec that tells its story. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import type { MunicipalityRefusal } from '../municipality/municipality.ts'
import type { SubscriptionRefusal } from '../partner/subscription.ts'
import type { PlacesRefusal } from '../partner/subscription-places.ts'
import type { ProtocolRefusal } from '../protocol/protocol.ts'
import type { UsesRefusal } from './break-glass/uses-of-one.ts'
import type { BsnLookUpRefusal } from './members/bsn-look-ups.ts'
import type { PersonRefusal } from './members/person.ts'
import type { PlanRefusal } from './plan.ts'

/** A code without a row does not compile, nor does a row without a code. */
const TOLD_IN = {
  PLAN_IS_OPEN: 'plan/opening/opening',
  PLAN_IS_NOT_OPEN: 'plan/opening/opening',
  NO_LIFE_AREA_IS_NAMED: 'plan/opening/opening',
  FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN: 'plan/opening/opening',
  FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN: 'plan/opening/opening',
  OWN_PLAN_IS_EMPTY: 'plan/opening/opening',
  OWN_PLAN_INVITATION_IS_NOT_OPEN: 'plan/opening/opening',
  DELIVERY_IS_NOT_SINCE_THE_INVITATION: 'plan/opening/opening',
  OWN_PLAN_DOES_NOT_SAY_WHOSE_WORD_IT_IS: 'plan/opening/opening',
  WAIVER_DOES_NOT_SAY_WHOSE_WORD_IT_IS: 'plan/opening/opening',
  OWN_PLAN_IS_WAIVED_FOR_SOMEONE_FROM_THE_DAY_AFTER_DELIVERY: 'plan/opening/opening',

  PLAN_IS_CLOSED: 'plan/closing/closing',
  PLAN_IS_NOT_CLOSED: 'plan/closing/closing',
  CLOSING_CONDITIONS_ARE_UNMET: 'plan/closing/closing',
  REOPENING_TERM_HAS_PASSED: 'plan/closing/closing',
  HELP_WAS_NOT_ENDED: 'plan/closing/ending',

  SUPPORTER_IS_ASKED_BY_WHOM_THEY_SUPPORT: 'plan/support/support',
  SUPPORT_LASTS_A_YEAR_AT_MOST: 'plan/support/support',
  NOBODY_SUPPORTS_THEMSELVES: 'plan/support/support',
  SUPPORTER_STANDS_APART: 'plan/support/support',
  SUPPORT_IS_UNKNOWN: 'plan/support/support',
  SUPPORT_IS_ENDED_BY_WHOSE_IT_IS: 'plan/support/support',

  PERSON_IS_A_MEMBER: 'plan/members/members',
  MEMBERSHIP_IS_BEING_SETTLED: 'plan/members/members',
  PERSON_IS_NOT_A_MEMBER: 'plan/members/members',
  NO_CHILD_IS_EXPECTED: 'plan/members/members',
  ANOTHER_PLAN_NEEDS_A_REASON_AND_A_LEADING_PLAN: 'plan/members/members',
  PERSON_IS_IN_ANOTHER_PLAN: 'plan/members/person',
  BSN_LOOK_UPS_ARE_SPENT: 'plan/members/bsn-look-ups',

  PLAN_HAS_A_COORDINATOR: 'plan/coordinator/coordinator',
  PLAN_HAS_NO_COORDINATOR: 'plan/coordinator/coordinator',
  NOBODY_DEPUTISES_FOR_THEMSELVES: 'plan/coordinator/coordinator',
  ONLY_THE_COORDINATOR_OR_A_TEAM_LEAD_CHOOSES_DEPUTIES: 'plan/coordinator/coordinator',
  ONLY_A_TEAM_LEAD_REPLACES_THE_COORDINATOR: 'plan/coordinator/coordinator',
  REQUEST_IS_NOT_OPEN: 'plan/coordinator/coordinator',
  ONLY_THE_COORDINATOR_HANDS_OVER: 'plan/handover/handover',
  NOBODY_HANDS_OVER_TO_THEMSELVES: 'plan/handover/handover',
  NOBODY_DECIDES_ON_A_DEPARTURE_THEY_RECORDED: 'plan/members/departure',
  PERSON_LEFT_OTHERWISE: 'plan/members/departure',
  PERSON_HAS_NOT_LEFT: 'plan/members/departure',
  CONTEST_TERM_HAS_PASSED: 'plan/members/departure',
  DEPARTURE_IS_CONTESTED: 'plan/members/departure',
  CONTEST_WAS_DECIDED: 'plan/members/departure',
  DEPARTURE_IS_NOT_CONTESTED: 'plan/members/departure',
  HANDOVER_IS_OPEN: 'plan/handover/handover',
  HANDOVER_DOCUMENT_IS_INCOMPLETE: 'plan/handover/handover',
  HANDOVER_IS_NOT_OPEN: 'plan/handover/handover',
  HANDOVER_WAS_NOT_TALKED_THROUGH: 'plan/handover/handover',
  ONLY_THE_NEXT_COORDINATOR_ANSWERS: 'plan/handover/handover',

  NOBODY_WHO_SUPPORTS_SOMEONE_WORKS_WITH_THE_FAMILY: 'plan/support/support',
  NOBODY_LETS_THEMSELVES_IN: 'plan/care-team/care-team',
  PROFESSIONAL_HAS_JOINED: 'plan/care-team/care-team',
  NOBODY_HELPS_AND_ENFORCES: 'plan/care-team/care-team',
  JOINING_IS_UNKNOWN: 'plan/care-team/care-team',
  ONLY_THE_COORDINATOR_OR_ONESELF_ENDS_A_JOINING: 'plan/care-team/care-team',
  JOINING_ENDS_BEFORE_IT_STARTS: 'plan/care-team/care-team',
  SCOPE_NAMES_GOALS_THAT_ARE_NOT_THERE: 'plan/care-team/joining',
  NARROWING_OPENS_NOTHING_MORE: 'plan/care-team/joining',
  REPRESENTATION_IS_UNKNOWN: 'plan/care-team/care-team',
  REPRESENTATION_ENDS_BEFORE_IT_STARTS: 'plan/care-team/care-team',
  CORRECTION_DOES_NOT_FIT: 'plan/corrections/corrections',
  REPRESENTATION_IS_PROVEN: 'plan/care-team/care-team',
  PROOF_DOES_NOT_SHOW_IT: 'plan/care-team/care-team',
  NOBODY_REPRESENTS_THEMSELVES: 'plan/care-team/care-team',
  NOBODY_WHO_WORKS_WITH_THE_FAMILY_REPRESENTS_A_MEMBER: 'plan/care-team/care-team',
  ONLY_THE_REPRESENTED_OR_A_TEAM_LEAD_ENDS_A_REPRESENTATION: 'plan/care-team/care-team',

  REFERRAL_CONCERNS_NOBODY: 'plan/referrals/referrals',
  REFERRAL_ENDS_BEFORE_IT_STARTS: 'plan/referrals/referrals',
  REFERRAL_OPENS_WHAT_IT_DOES_NOT_CONCERN: 'plan/referrals/referrals',
  REFERRAL_IS_UNKNOWN: 'plan/referrals/referrals',
  REFERRAL_HAS_ENDED: 'plan/referrals/referrals',
  REFERRAL_IS_ANSWERED: 'plan/referrals/referrals',
  REFERRAL_QUESTION_IS_OPEN: 'plan/referrals/referrals',
  REFERRAL_QUESTION_IS_NOT_OPEN: 'plan/referrals/referrals',
  ONLY_THE_ORGANISATION_REFERRED_TO_ANSWERS: 'plan/referrals/referrals',

  PERMISSION_IS_OF_ITEMS_OR_LAWS: 'plan/permissions/permissions',
  PERMISSION_IS_OF_ONE_LAW: 'plan/permissions/permissions',
  PERMISSION_IS_ONLY_OF_WHAT_IS_ABOUT_THEM: 'plan/permissions/permissions',
  PERMISSION_ENDS_BEFORE_IT_STARTS: 'plan/permissions/permissions',
  PERMISSION_LASTS_A_YEAR_AT_MOST: 'plan/permissions/permissions',
  PERMISSION_IS_GIVEN_IN_ONES_OWN_NAME: 'plan/permissions/permissions',
  PERMISSION_IS_NOT_THEIRS_TO_GIVE: 'plan/permissions/permissions',
  NOBODY_RECORDS_A_PERMISSION_TO_THEMSELVES: 'plan/permissions/permissions',
  PERMISSION_IS_UNKNOWN: 'plan/permissions/permissions',
  SHARING_ENDS_BEFORE_IT_STARTS: 'plan/sharings/sharings',
  SHARING_LASTS_A_YEAR_AT_MOST: 'plan/sharings/sharings',
  SHARING_IS_OF_ONE_LAW: 'plan/sharings/sharings',
  NOBODY_SHARES_WITH_THEMSELVES: 'plan/sharings/sharings',
  SHARING_IS_UNKNOWN: 'plan/sharings/sharings',
  SHARING_IS_ASKED: 'plan/sharings/second-reader',
  SHARING_IS_READ: 'plan/sharings/second-reader',
  SHARING_READING_HAS_LAPSED: 'plan/sharings/second-reader',
  READER_IS_OF_THE_RECIPIENT: 'plan/sharings/second-reader',
  ONLY_WHO_ASKED_WITHDRAWS: 'plan/sharings/second-reader',

  ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE: 'plan/views/views',
  VIEW_IS_CONFIRMED_BY_WHOSE_IT_IS: 'plan/views/views',
  VIEW_IS_NO_REPORT: 'plan/views/views',
  VIEW_IS_NOT_ABOUT_THIS_PERSON: 'plan/views/views',
  THERE_IS_NOTHING_TO_EVALUATE_YET: 'plan/views/views',
  CHALLENGE_IS_NOT_ABOUT_THIS_PERSON: 'plan/challenges/challenges',
  ONLY_THE_FAMILY_CHALLENGES_FOR_SOMEONE: 'plan/challenges/challenges',
  CHALLENGE_IS_UNKNOWN: 'plan/challenges/challenges',
  CHALLENGE_WAITS_FOR_NO_ANSWER: 'plan/challenges/challenges',
  CHALLENGE_HAS_NO_ANSWER: 'plan/challenges/challenges',
  CHALLENGE_ANSWER_SAYS_WHO_WAS_HEARD: 'plan/challenges/challenges',
  CHALLENGE_IS_FIRST_OPENED_BY_WHO_RAISED_IT: 'plan/challenges/challenges',
  CHALLENGE_IS_OF_WHO_RAISED_IT: 'plan/challenges/challenges',
  CHALLENGE_IS_NOT_THEIRS_TO_ANSWER: 'plan/challenges/challenges',
  ITEM_IS_WITHHELD_FROM_THIS_PERSON: 'plan/visibility/withholding',
  WITHHOLDING_IS_INCOMPLETE: 'plan/visibility/withholding',
  NOBODY_WITHHOLDS_WHAT_JUDGES_THEMSELVES: 'plan/visibility/withholding',
  ITEMS_ARE_OF_SEVERAL_DOMAINS: 'plan/visibility/withholding',
  ONLY_ONES_OWN_WORDS_ARE_WITHHELD_SO: 'plan/visibility/withholding',
  WITHHOLDING_IS_UNKNOWN: 'plan/visibility/withholding',
  WITHHOLDING_HAS_ENDED: 'plan/visibility/withholding',
  WITHHOLDING_IS_COMPLETE: 'plan/visibility/withholding',
  WITHHOLDING_WAITS_FOR_NO_CONFIRMATION: 'plan/visibility/withholding',
  WITHHOLDING_IS_NOT_YET_FOR_THE_PRIVACY_OFFICER: 'plan/visibility/withholding',
  ANOTHER_PERSON_CONFIRMS_A_WITHHOLDING: 'plan/visibility/withholding',
  ITEM_IS_NOT_WITHHELD_BY_THIS: 'plan/visibility/withholding',
  REQUEST_IS_ANSWERED: 'plan/visibility/withholding',

  WHO_IS_OF_THE_FAMILY_BREAKS_NO_GLASS: 'plan/break-glass/break-glass',
  WHO_ENFORCES_BREAKS_NO_GLASS: 'plan/break-glass/break-glass',
  BREAK_GLASS_USE_IS_UNKNOWN: 'plan/break-glass/break-glass',
  BREAK_GLASS_USE_IS_REVIEWED: 'plan/break-glass/break-glass',
  BREAK_GLASS_USE_LASTS: 'plan/break-glass/break-glass',
  NOBODY_REVIEWS_THEIR_OWN_USE: 'plan/break-glass/break-glass',
  BREAK_GLASS_AWAITS_REVIEW: 'plan/break-glass/uses-of-one',
  PLANS_NOT_FOUND_ARE_SPENT: 'plan/break-glass/uses-of-one',

  GOAL_AFFECTS_NOBODY: 'plan/goals/goals',
  GOAL_IS_NOT_ADOPTED: 'plan/goals/goals',
  GOAL_HAS_ENDED: 'plan/goals/goals',
  PERSONS_WERE_NOT_HEARD: 'plan/goals/goals',
  GOAL_IS_NOT_PROPOSED: 'plan/goals/hearing',
  EVERYONE_CAN_BE_HEARD: 'plan/goals/hearing',
  NOBODY_CAN_READ_THE_EXCEPTION: 'plan/goals/hearing',

  ACTION_SERVES_NO_GOAL: 'plan/actions/actions',
  ACTION_HAS_NO_SUCH_OWNER: 'plan/actions/actions',
  ONLY_THE_OWNER_ACCEPTS_AN_ACTION: 'plan/actions/actions',
  ONLY_THE_OWNER_FINISHES_AN_ACTION: 'plan/actions/actions',
  ONLY_WHO_OWNS_PLANNED_OR_COORDINATES_DROPS_AN_ACTION: 'plan/actions/actions',
  ACTION_IS_NOT_ACCEPTED: 'plan/actions/actions',
  ACTION_HAS_ENDED: 'plan/actions/actions',

  PRIORITY_NEEDS_A_DISCLOSURE_WITHOUT_GROUND: 'plan/priorities/priorities',
  PRIORITY_IS_OVER_NOTHING: 'plan/priorities/priorities',
  PRIORITY_IS_NOT_IN_FORCE: 'plan/priorities/priorities',

  DEVIATION_CONCERNS_NOBODY: 'plan/deviations/deviations',
  DEVIATION_LIES_IN_THE_FUTURE: 'plan/deviations/deviations',
  PRIORITY_IS_NOT_BINDING_HERE: 'plan/deviations/deviations',
  DEVIATION_IS_UNKNOWN: 'plan/deviations/deviations',
  DEVIATION_IS_ACCOUNTED_FOR: 'plan/deviations/deviations',
  ACCOUNT_IS_INCOMPLETE: 'plan/deviations/deviations',
  DEVIATION_IS_NOT_ACCOUNTED_FOR: 'plan/deviations/deviations',
  REVIEW_DATE_HAS_NOT_COME: 'plan/deviations/deviations',
  DEVIATION_IS_EVALUATED: 'plan/deviations/deviations',
  DEVIATION_NEEDS_NO_READER: 'plan/deviations/second-reading',
  NO_READER_IS_LEFT: 'plan/deviations/second-reading',
  DEVIATION_HAS_A_READER: 'plan/deviations/second-reading',
  ONLY_THE_DRAWN_READER_READS: 'plan/deviations/second-reading',
  READER_WORKS_WITH_THE_FAMILY: 'plan/deviations/second-reading',
  DEVIATION_HAS_BEEN_READ: 'plan/deviations/second-reading',
  READER_ASKED_NOTHING: 'plan/deviations/second-reading',
  CONDITIONS_DO_NOT_FIT_THE_READING: 'plan/deviations/after-reading',
  READER_OBJECTED_TO_NOTHING: 'plan/deviations/after-reading',
  OBJECTION_IS_ANSWERED: 'plan/deviations/after-reading',
  OBJECTION_IS_NOT_ANSWERED: 'plan/deviations/after-reading',
  OBJECTION_IS_SETTLED: 'plan/deviations/after-reading',
  NOBODY_SETTLES_WHAT_THEY_LEFT: 'plan/deviations/after-reading',
  CONDITION_IS_NOT_OPEN: 'plan/deviations/after-reading',
  DEVIATION_HAS_ENDED: 'plan/deviations/after-reading',
  THERE_IS_NO_LESSON_TO_CLEAR: 'plan/deviations/after-reading',
  A_LESSON_IS_CLEARED_BY_SOMEONE_ELSE: 'plan/deviations/after-reading',

  PROTOCOL_IS_REGISTERED: 'protocol/protocol',
  PROTOCOL_IS_NOT_REGISTERED: 'protocol/protocol',
  STEPS_ARE_NAMED_TWICE: 'protocol/protocol',
  VERSION_STARTS_BEFORE_THE_LAST: 'protocol/protocol',
  VERSION_STARTS_IN_THE_PAST: 'protocol/protocol',

  READERS_ARE_NAMED_TWICE: 'municipality/municipality',
  AGES_DO_NOT_FIT_THE_LAW: 'municipality/ages-by-law',
  COORDINATION_BASES_DO_NOT_FIT: 'municipality/coordination-bases',
  TEAMS_ARE_NAMED_TWICE: 'municipality/municipality',
  FALLBACK_IS_NOT_A_TEAM: 'municipality/municipality',
  INSPECTION_NAMES_NO_PERIOD: 'municipality/municipality',
  INSPECTION_IS_KNOWN: 'municipality/municipality',
  INSPECTION_IS_NOT_OPEN: 'municipality/municipality',
  NOBODY_INSPECTS_THEIR_OWN_OPENING: 'municipality/municipality',

  OFFICER_IS_OF_NO_TEAM: 'municipality/municipality',

  DUE_IS_SETTLED: 'plan/terms/terms',
  DUE_DOES_NOT_GO_UP: 'plan/terms/terms',
  DUE_WAS_EXTENDED: 'plan/terms/terms',
  ONLY_WHO_IT_WOULD_GO_UP_TO_EXTENDS: 'plan/terms/terms',
  EXTENSION_IS_TOO_LONG: 'plan/terms/terms',

  CORRECTION_IS_NOT_THEIRS_TO_MAKE: 'plan/corrections/corrections',
  CORRECTION_REQUEST_IS_UNKNOWN: 'plan/corrections/corrections',
  CORRECTION_REQUEST_IS_ANSWERED: 'plan/corrections/corrections',
  CORRECTION_REQUEST_IS_NOT_THEIRS_TO_ANSWER: 'plan/corrections/corrections',

  SUBSCRIPTION_IS_UNKNOWN: 'partner/subscription',
  SUBSCRIPTION_HAS_ENDED: 'partner/subscription',
  WEBHOOK_NEEDS_AN_ENDPOINT: 'partner/subscription',
  ONLY_A_WEBHOOK_HAS_AN_ENDPOINT: 'partner/subscription',
  ENDPOINT_IS_NOT_PROVED: 'partner/subscription',
  ORGANISATION_HAS_ENOUGH_SUBSCRIPTIONS: 'partner/subscription-places',
  TOPIC_HAS_A_SUBSCRIPTION: 'partner/subscription-places',
} satisfies Record<
  | PlanRefusal
  | PersonRefusal
  | BsnLookUpRefusal
  | UsesRefusal
  | ProtocolRefusal
  | MunicipalityRefusal
  | SubscriptionRefusal
  | PlacesRefusal,
  string
>

const libs = new URL('..', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, libs), 'utf8')
const sources = (folder: string) =>
  readdirSync(new URL(folder, libs), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => read(`${folder}/${name}`))

describe('every refusal', () => {
  it.each(Object.entries(TOLD_IN))('%s has its story in %s', (code, spec) => {
    expect(read(`${spec}.spec.ts`)).toContain(`thenRefuses('${code}'`)
  })

  it('that the sources throw is in that list, and the other way round', () => {
    const thrown = ['plan', 'protocol', 'municipality', 'partner']
      .flatMap(sources)
      .flatMap((source) => [...source.matchAll(/(?:refusal|Refusal<\w+>)\('(\w+)'/g)].map(([, code]) => code))
    expect([...new Set(thrown)].sort()).toEqual(Object.keys(TOLD_IN).sort())
  })
})
