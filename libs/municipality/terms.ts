/** The terms in which things must follow. A municipality sets its own; every event that starts one keeps the version it came from. */

export interface Terms {
  /** 0: the terms below, before the municipality set any. */
  readonly version: number
  /** Calendar days a family has to hand in its own plan. */
  readonly ownPlanDays: number
  /** Calendar days a family member has to answer an invitation to give their view. */
  readonly viewDays: number
  /** Working days in which a deviation must be accounted for. */
  readonly accountWorkingDays: number
  /** Working days for a second reading. */
  readonly readingWorkingDays: number
  /** Hours for a second reading where there was acute danger. */
  readonly acuteReadingHours: number
  /** How many calendar days ahead a deviation's review may lie. */
  readonly reviewWithinDays: number
  /** Working days an organisation has to answer a referral. */
  readonly referralWorkingDays: number
}

export const STATUTORY_TERMS: Terms = {
  version: 0,
  ownPlanDays: 7,
  viewDays: 7,
  accountWorkingDays: 5,
  readingWorkingDays: 5,
  acuteReadingHours: 72,
  reviewWithinDays: 180,
  referralWorkingDays: 5,
}
