/** What happened before a story begins: common events, and the pasts made of them. */
import type { Deed, Moment, PersonId } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { storiesOf } from '../../deciding/testing/story.ts'
import type { Account } from '../deviations/account.ts'
import type { DeviatedFrom } from '../deviations/deviation-events.ts'
import { plan, type PlanEvent } from '../plan.ts'
import type { OpenedItem, ReferralAnswer } from '../referrals/referrals.ts'
import type { ViewedKind } from '../views/viewed.ts'
import type { Stance, Voice } from '../views/views.ts'
import { DE_BRUG, deBrug, DRAWS_ROSA, mirjam, noor, POOL, sealed, wim, yara } from './people.ts'
import type { RepresentationKind } from '../care-team/representation.ts'

export const given = storiesOf(plan)

export type Past = readonly [Deed, PlanEvent]

/** Of the plan as a whole: in no law's domain, about nobody. */
export const whole = { domain: 'general', about: [] } as const
export const identityOf = (person: PersonId) => ({ domain: 'general', about: [person] }) as const

/** Noor opened the plan and so coordinates it. */
export const begun: readonly Past[] = [
  [noor(), { ...whole, type: 'NeedReported', lifeAreas: ['finances'], reportedBy: 'family' }],
  [noor(), { ...whole, type: 'PlanOpened', plan: 'plan-1' }],
  [noor(), { ...whole, type: 'CoordinatorAppointed', coordinator: 'noor', name: sealed('Noor'), team: 'north' }],
]

export const joined = (person: PersonId): Past => [
  noor(),
  { ...identityOf(person), type: 'MemberJoined', membership: `membership-of-${person}`, person },
]

/** The parents and their child are in the plan. */
export const family: readonly Past[] = [...begun, joined('mirjam'), joined('farid'), joined('kim')]

export const ownPlanInvited: Past = [
  noor(),
  // Seven days on from Monday 2 March: until the end of Monday the 9th, in Amsterdam.
  { ...whole, type: 'OwnPlanInvited', due: { what: 'own-plan', at: '2026-03-09T22:59:59.999Z', terms: 3 } },
]

export const ownPlanWaived: Past = [mirjam(), { ...whole, type: 'OwnPlanWaived' }]

export const careTeamJoined = (deed: Deed, domain: LegalDomain): Past => [
  noor(),
  {
    domain,
    about: [],
    type: 'ProfessionalJoined',
    joining: `joining-of-${deed.by.id}`,
    professional: deed.by.id,
    name: sealed(deed.by.id),
    organisation: '00000001234567890000',
    activity: `${domain}-support`,
    scope: 'domain',
    until: '2026-12-31T23:00:00.000Z',
  },
]

/** The family had its say first, and two professionals help it. */
export const helped: readonly Past[] = [
  ...family,
  ownPlanInvited,
  ownPlanWaived,
  careTeamJoined(yara(), 'youth'),
  careTeamJoined(wim(), 'wmo'),
]

export const goalProposed = (about: readonly PersonId[] = ['kim'], goal = 'goal-1'): Past => [
  yara(),
  { domain: 'youth', about, type: 'GoalProposed', goal, lifeArea: 'domestic-relations', words: sealed('sleeps well') },
]

export const viewGiven = (
  deed: Deed,
  {
    person = deed.by.id,
    stance = 'agrees' as Stance,
    voice = 'own' as Voice,
    kind = 'goal' as ViewedKind,
    id = 'goal-1',
  },
): Past => [
  deed,
  {
    domain: 'youth',
    about: [person],
    type: 'ViewGiven',
    view: `view-of-${person}`,
    on: { kind, id },
    person,
    voice,
    stance,
  },
]

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { type: Type }>

/** Of the goal, for oneself, open to all who read it. */
export const challengeRaised = (
  deed: Deed,
  {
    firstTo = 'addressee-and-challenged',
    on = { kind: 'goal', id: 'goal-1' },
    domain = 'youth',
    addressee = 'coordinator',
    challenge = 'challenge-1',
    person = deed.by.id,
  }: Partial<Of<'ChallengeRaised'>> = {},
): Past => [
  deed,
  {
    ...{ domain, about: [person], type: 'ChallengeRaised', challenge, on, person, words: sealed('not so') },
    ...{ wish: sealed('otherwise'), firstTo, addressee },
    due: { what: 'challenge', at: '2026-03-16T22:59:59.999Z', terms: 3 },
  },
]

export const representation = {
  representation: 'representation-1',
  representative: 'grandmother',
  represents: 'kim',
  kind: 'guardian',
  from: '2026-01-01T00:00:00.000Z',
} as const

export const grandmotherRepresentsKim = (
  but: { kind?: RepresentationKind; until?: Moment; isVerified?: boolean } = {},
): Past => [
  noor(),
  { ...identityOf('kim'), type: 'RepresentativeAppointed', ...representation, name: sealed('grandmother'), ...but },
]

export const kimJudged = (canSpeak: boolean): Past => [
  yara(),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'CapacityJudged', judgement: 'judgement-1', person: 'kim' },
    ...{ canSpeak, reason: sealed('a baby') },
    // 180 days on it is a Saturday.
    due: { what: 'capacity', at: '2026-08-31T21:59:59.999Z', terms: 3 },
  },
]

export const goalAdopted: Past = [
  yara(),
  {
    domain: 'youth',
    about: ['kim'],
    basedOn: 9,
    type: 'GoalAdopted',
    goal: 'goal-1',
    heard: { kim: 'spoke' },
    dissent: [],
  },
]

export const actionPlanned = (owner: string, action = 'action-1'): Past => [
  yara(),
  {
    domain: 'youth',
    about: ['kim'],
    type: 'ActionPlanned',
    action,
    goal: 'goal-1',
    owner,
    words: sealed('reads aloud'),
  },
]

export const REFERRED_UNTIL = '2026-12-31T22:59:59.999Z'

/** For Kim, under the Jeugdwet; five working days from Monday 2 March. */
export const referralMade = ({
  to = DE_BRUG,
  referral = 'referral-1',
  until = REFERRED_UNTIL,
  opens,
}: { to?: string; referral?: string; until?: Moment; opens?: readonly OpenedItem[] } = {}): Past => [
  noor(),
  {
    domain: 'youth',
    about: ['kim'],
    type: 'ReferralMade',
    referral,
    to,
    words: sealed('someone to talk to'),
    ...(opens && { opens }),
    until,
    due: { what: 'referral', at: '2026-03-09T22:59:59.999Z', terms: 3 },
  },
]

export const referralAnswered = (answer: ReferralAnswer, by = deBrug(), referral = 'referral-1'): Past => [
  by,
  {
    domain: 'youth',
    about: ['kim'],
    type: 'ReferralAnswered',
    referral,
    answer,
    ...(answer === 'declined' && { reason: sealed('no room') }),
  },
]

/** Fraud of the parents goes before what youth support does. */
export const fraudGoesFirst: readonly Past[] = [
  [
    noor(),
    {
      domain: 'participation',
      about: ['mirjam', 'farid'],
      type: 'PrioritySet',
      priority: 'priority-1',
      concern: { domain: 'participation', lifeArea: 'finances' },
      reason: sealed('benefit fraud'),
    },
  ],
  [
    noor(),
    {
      domain: 'youth',
      about: [],
      type: 'DomainBoundByPriority',
      priority: 'priority-1',
      concern: { domain: 'participation', lifeArea: 'finances' },
    },
  ],
]

export const STEP = {
  kind: 'step',
  protocol: 'p-1',
  version: 2,
  step: 'report-fraud',
  rule: 'with-second-reader',
} as const satisfies DeviatedFrom

export const deviationReported = (from: DeviatedFrom = STEP, acute = false): Past => [
  yara(),
  {
    domain: 'youth',
    about: ['kim'],
    type: 'DeviationReported',
    deviation: 'deviation-1',
    from,
    insteadDone: sealed('kept talking'),
    situation: sealed('trust just won'),
    acute,
    due: { what: 'account', at: '2026-03-09T22:59:59.999Z', terms: 3 },
  },
]

export const ACCOUNT = {
  different: sealed('what is different'),
  weighing: {
    legitimacy: sealed('legitimacy'),
    involvement: sealed('involvement'),
    return: sealed('return'),
    interestOfTheChild: sealed('interest of the child'),
  },
  alternatives: [sealed('an alternative')],
  consulted: sealed('a colleague'),
  familyView: sealed('what Kim said'),
  expectedEffect: sealed('expected effect'),
  reviewDate: '2026-06-01',
} satisfies Account

export const accountedFor: Past = [
  yara(),
  {
    domain: 'youth',
    about: ['kim'],
    basedOn: 12,
    type: 'DeviationAccountedFor',
    deviation: 'deviation-1',
    reviewDate: ACCOUNT.reviewDate,
    familyInvitedFrom: '2026-05-14T21:59:59.999Z',
    due: { what: 'evaluation', at: '2026-06-15T21:59:59.999Z', terms: 3 },
  },
]

const { reviewDate: _seenByAll, ...IN_WORDS } = ACCOUNT

/** What was weighed: recorded with the account, for fewer eyes. */
export const deviationReasoned: Past = [
  yara(),
  { domain: 'youth', about: ['kim'], type: 'DeviationReasoned', deviation: 'deviation-1', account: IN_WORDS },
]

export const readerDrawn = (reader = 'rosa', seed = DRAWS_ROSA): Past => [
  yara(),
  {
    domain: 'youth',
    about: ['kim'],
    type: 'ReaderDrawn',
    deviation: 'deviation-1',
    reader,
    pool: POOL.version,
    seed,
    excluded: ['noor', 'wim', 'yara'],
    due: { what: 'reading', at: '2026-03-09T22:59:59.999Z', terms: 3 },
  },
]
