/** The terms in which things must follow: one table. A municipality sets its own; every event that starts one keeps the version it came from. */

/** In what a term is counted; days off do not end one (Algemene termijnenwet, art. 1). */
export const TERM_UNITS = ['days', 'working-days', 'hours', 'months'] as const
export type TermUnit = (typeof TERM_UNITS)[number]

/** Whether a law sets it, or the house: the municipality’s own rule, ours until it sets one. */
export const TERM_SOURCES = ['law', 'house'] as const

export interface TermRow {
  readonly is: number
  readonly unit: TermUnit
  readonly atMost: number
  readonly source: (typeof TERM_SOURCES)[number]
  /** The article it comes from or stays inside, as the source texts name it; a municipality confirms it. */
  readonly article?: string
  readonly says: string
}

const days = (is: number, says: string, atMost = 60) => ({ is, unit: 'days', atMost, source: 'house', says }) as const
const workingDays = (is: number, says: string, atMost = 30) =>
  ({ is, unit: 'working-days', atMost, source: 'house', says }) as const
const byLaw = <Row extends TermRow>(article: string, row: Row) => ({ ...row, source: 'law', article }) as const
const inside = <Row extends TermRow>(article: string, row: Row) => ({ ...row, article }) as const

export const TERM_TABLE = {
  ownPlanDays: byLaw('Wmo 2015 2.3.2(2)', days(7, 'Calendar days a family has to hand in its own plan.')),
  viewDays: days(7, 'Calendar days to answer an invitation to give a view.'),
  accountWorkingDays: workingDays(5, 'Working days in which a deviation must be accounted for.'),
  readingWorkingDays: workingDays(5, 'Working days for a second reading.'),
  acuteReadingHours: {
    ...{ is: 72, unit: 'hours', atMost: 168, source: 'house' },
    says: 'Hours for a second reading where there was acute danger.',
  },
  reviewWithinDays: days(180, 'How many calendar days ahead a review may lie.', 180),
  referralWorkingDays: workingDays(5, 'Working days an organisation has to answer a referral.'),
  withholdingReviewWithinDays: days(90, 'Calendar days within which what is withheld is reviewed.', 90),
  withholdingCompletionWorkingDays: workingDays(5, 'Working days to complete what a child asked to be withheld.'),
  withholdingConfirmationWorkingDays: workingDays(
    5,
    'Working days to confirm what is withheld without its being told.',
  ),
  withholdingLapseWorkingDays: workingDays(10, 'Working days after that, before the privacy officer decides instead.'),
  withholdingRequestDays: byLaw(
    'AVG 12(3)',
    days(30, 'Calendar days to answer who asks what is withheld from them.', 30),
  ),
  correctionAnswerDays: byLaw('AVG 12(3)', days(30, 'Calendar days to answer who asks for a correction.', 30)),
  ageWorkingDays: workingDays(10, 'Working days to establish the age of a member who joined without a birth date.'),
  proofWorkingDays: workingDays(10, 'Working days to give the proof of a representation.'),
  contestWithinDays: days(14, 'Calendar days in which a departure may be contested.'),
  contestDecisionWorkingDays: workingDays(5, 'Working days to decide a contest.'),
  endingAnswerWorkingDays: workingDays(10, 'Working days for a team lead to answer who ended the help of another.'),
  ownPlanYouthDays: inside(
    'Jeugdwet 4.1.2',
    days(28, 'Calendar days a family has to hand in its own plan, where what is proposed is youth care.'),
  ),
  noReaderWorkingDays: workingDays(2, 'Working days in which the pool has a reader for what nobody is left to read.'),
  readerQuestionWorkingDays: workingDays(5, 'Working days to answer a reader’s question, objection or condition.'),
  evaluationWorkingDays: workingDays(10, 'Working days after its review date in which a deviation is evaluated.'),
  familyInvitationWorkingDays: workingDays(
    10,
    'Working days before its review date that the family is invited to evaluate a deviation.',
  ),
  challengeWorkingDays: inside('Awb 9:11', workingDays(10, 'Working days to answer a challenge.')),
  otherCoordinatorWorkingDays: inside(
    'Awb 9:11',
    workingDays(10, 'Working days to answer the wish for another coordinator.'),
  ),
  actionWorkingDays: workingDays(5, 'Working days after its date in which an action is done or dropped.'),
  stepWorkingDays: inside('Awb 9:11', workingDays(10, 'Working days for each step up, for whom it went up to.')),
  capacityDays: days(180, 'Calendar days after which a judgement of capacity is looked at again.', 365),
  birthdayTwelveDays: days(30, 'Calendar days after a twelfth birthday in which a child is asked itself.'),
  birthdaySixteenDays: days(90, 'Calendar days after a sixteenth birthday in which a young person is asked.', 180),
  comingOfAgeMonths: {
    ...{ is: 6, unit: 'months', atMost: 11, source: 'house' },
    says: 'Months after a sixteenth, and again after a seventeenth birthday, in which coming of age is talked about.',
  },
  leadingPlanWorkingDays: workingDays(10, 'Working days to consent or object to another plan’s leading for a person.'),
  reopeningDays: days(14, 'Calendar days in which a member reopens a plan that a coordinator recorded as ended.'),
} as const satisfies Readonly<Record<string, TermRow>>

export type TermName = keyof typeof TERM_TABLE

export type Terms = Readonly<Record<TermName, number>> & {
  /** 0: the terms of the table, before the municipality set any. */
  readonly version: number
  /** Those that the municipality set itself, and so confirmed; absent: none. */
  readonly confirmed?: readonly TermName[]
}

export const TERM_NAMES = Object.keys(TERM_TABLE) as readonly TermName[]

/** Before there is a municipality’s own. The names are the table’s, which the compiler cannot follow through `fromEntries`. */
export const STATUTORY_TERMS: Terms = {
  version: 0,
  ...(Object.fromEntries(TERM_NAMES.map((name) => [name, TERM_TABLE[name].is])) as Record<TermName, number>),
}
