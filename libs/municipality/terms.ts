/** The terms in which things must follow. A municipality sets its own; every event that starts one keeps the version it came from. */

export interface Terms {
  /** 0: the terms below, before the municipality set any. */
  readonly version: number
  /** Calendar days from delivery that a family has to hand in its own plan, before a goal under the Wmo or participation (Wmo 2015 2.3.2(2)). */
  readonly ownPlanDays: number
  /** The same before a goal under the Jeugdwet, which says "a reasonable term" (4.1.2); house. */
  readonly ownPlanYouthDays: number
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
  /** How many calendar days ahead the review of what is withheld may lie. */
  readonly withholdingReviewWithinDays: number
  /** Working days in which a professional completes what a child asked to be withheld. */
  readonly withholdingCompletionWorkingDays: number
  /** Working days in which a second person confirms what is withheld without its being told. */
  readonly withholdingConfirmationWorkingDays: number
  /** Working days after that, before the privacy officer may decide it instead. */
  readonly withholdingLapseWorkingDays: number
  /** Calendar days in which who asks what is withheld from them is answered (GDPR art. 12(3): a month). */
  readonly withholdingRequestDays: number
  /** Working days in which the birth date, or the age band, of a member who joined without one is established. */
  readonly ageWorkingDays: number
  /** Working days in which the proof of a representation is given. */
  readonly proofWorkingDays: number
  /** Calendar days in which who was recorded as departed may contest it. */
  readonly contestWithinDays: number
  /** Working days in which a contest is decided. */
  readonly contestDecisionWorkingDays: number
}

export const STATUTORY_TERMS: Terms = {
  version: 0,
  ownPlanDays: 7,
  ownPlanYouthDays: 28,
  viewDays: 7,
  accountWorkingDays: 5,
  readingWorkingDays: 5,
  acuteReadingHours: 72,
  reviewWithinDays: 180,
  referralWorkingDays: 5,
  withholdingReviewWithinDays: 90,
  withholdingCompletionWorkingDays: 5,
  withholdingConfirmationWorkingDays: 5,
  withholdingLapseWorkingDays: 10,
  withholdingRequestDays: 30,
  ageWorkingDays: 10,
  proofWorkingDays: 10,
  contestWithinDays: 14,
  contestDecisionWorkingDays: 5,
}

export const TERM_NAMES = Object.keys(STATUTORY_TERMS).filter((name) => name !== 'version') as readonly Exclude<
  keyof Terms,
  'version'
>[]
