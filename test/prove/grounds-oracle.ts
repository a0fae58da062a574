/**
 * What an organisation is owed, as the papers say it and nothing else: written from what TRUST.md says of grounds, without a look at what judges them; of
 * what was shared, and of who joined for goals, by the sentences that sight is held to. It keeps no state: each time it looks at all that ever happened.
 */
import type { Told } from '../../libs/access/testing/departures-in-sentences.ts'
import { asFarAsTheyEnforce, forGoalsNow, isInScopeOf } from '../../libs/access/testing/scopes-in-sentences.ts'
import { isSharedWith } from '../../libs/access/testing/sharing-in-sentences.ts'
import type { Actor } from '../../libs/deciding/decider.ts'
import type { PlanEvent } from '../../libs/plan/plan.ts'

export interface Happening {
  readonly id: string
  readonly plan: string
  readonly event: PlanEvent
  readonly by: Actor
  /** For which activity. */
  readonly activity: string
  /** When it was recorded. */
  readonly at: string
}

export interface Asks {
  readonly organisation: string
  readonly types: readonly string[]
  readonly domains: readonly string[]
  readonly plans: readonly string[]
  readonly since?: string | undefined
}

/** What may leave at all, of the events that the histories have. */
const LEAVES: Readonly<Record<string, string>> = {
  PlanOpened: 'plan-opened',
  CoordinatorAppointed: 'coordinator-appointed',
  MemberJoined: 'member-joined',
  ProfessionalJoined: 'professional-joined',
  ProfessionalLeft: 'professional-left',
  ReferralMade: 'referral-made',
  ReferralQuestionAsked: 'referral-question-asked',
  ReferralAnswered: 'referral-answered',
  ReferralEnded: 'referral-ended',
  GoalProposed: 'goal-proposed',
  ActionPlanned: 'action-planned',
  SharingGranted: 'sharing-granted',
}

/** Activities that help under each law. Checking up on benefits is a task of the Participatiewet, and never opens what helpers know. */
const UNDER: Readonly<Record<string, readonly string[]>> = {
  youth: ['youth-support'],
  wmo: ['social-support'],
  participation: ['participation-support'],
}
const LAWS = Object.keys(UNDER)

/** @param all that happened up to now, in any plan */
export function owedTo(asks: Asks, all: readonly Happening[], now: string): (one: Happening) => boolean {
  const coverage = new Map<string, Covers>()
  return (one) => {
    const name = LEAVES[one.event.type]
    if (name === undefined) return false
    if (asks.types.length > 0 && !asks.types.includes(`nl.samenspel.plan.${name}.v1`)) return false
    if (asks.domains.length > 0 && !asks.domains.includes(one.event.domain)) return false
    if (asks.plans.length > 0 && !asks.plans.includes(one.plan)) return false
    if (asks.since !== undefined && one.at < asks.since) return false
    const covers =
      coverage.get(one.plan) ??
      coveredFor(
        asks.organisation,
        all.filter(({ plan }) => plan === one.plan),
        now,
      )
    coverage.set(one.plan, covers)
    return covers(one)
  }
}

type Covers = (one: Happening) => boolean

/** @param all that happened in its plan */
function coveredFor(organisation: string, all: readonly Happening[], now: string): Covers {
  const here = all.map(({ event }) => event)
  const isAtWork = (law: string) => hasSomeoneHere(organisation, law, here, now)
  const [helpsInAny, told] = [LAWS.some(isAtWork), toldOf(all, now)]
  const forGoals = forGoalsNow(told, (joined) => joined.organisation === organisation)
  const reads = forGoals.map((one) => [isInScopeOf(one, told), asFarAsTheyEnforce(one, told)])
  const isReferredTo = here.some(
    (one) => one.type === 'ReferralMade' && isOpenTo(organisation, one.referral, here, now),
  )
  const hasAPart = helpsInAny || forGoals.length > 0 || isReferredTo
  const isShared = hasAPart ? isSharedWith({ kind: 'organisation', id: organisation }, told) : undefined
  return (one) => {
    const { event, by, activity } = one
    if (isShared?.(event) === true) return true
    // What was shared with another is that one's to know.
    if (event.type === 'SharingGranted') return false
    // Who is who belongs to no law: whoever works here under one needs it.
    if (event.domain === 'general' ? helpsInAny : isAtWork(event.domain)) return true
    if (reads.some((each) => each.every((sees) => sees(event, by, activity)))) return true
    if (isForWhoChecks(organisation, one, here, now)) return true
    if ('referral' in event && isOpenTo(organisation, event.referral, here, now)) return true
    return here.some((made) => made.type === 'ReferralMade' && isShownBy(made, one, organisation, here, now))
  }
}

/** As the sentences about sight read it: nobody's age is known for a delivery. */
const toldOf = (all: readonly Happening[], at: string): Told => ({
  planId: all[0]?.plan ?? '',
  past: all.map(({ event, ...one }) => [{ by: one.by, at: one.at, activity: one.activity, legalBasis: '' }, event]),
  ...{ inspections: {}, bases: [], at, ageBand: () => undefined },
})

/** Who checks a benefit knows that there is a plan, who coordinates, that they joined, and what was begun to check it; no member, and nothing that helps. */
function isForWhoChecks(
  organisation: string,
  { event, activity }: Happening,
  here: readonly PlanEvent[],
  now: string,
): boolean {
  const joined = here.filter(
    (one) =>
      isStillHere(one, here, now) &&
      one.organisation === organisation &&
      one.domain === 'participation' &&
      one.activity === 'benefits-enforcement' &&
      hasAllOf(one, here),
  )
  if (joined.length === 0) return false
  if (event.type === 'GoalProposed') return event.domain === 'participation' && activity === 'benefits-enforcement'
  return event.type === 'PlanOpened' || event.type === 'CoordinatorAppointed' || joined.includes(event)
}

type Joined = Extract<PlanEvent, { type: 'ProfessionalJoined' }>

const isStillHere = (joined: PlanEvent, here: readonly PlanEvent[], now: string): joined is Joined =>
  joined.type === 'ProfessionalJoined' &&
  now <= joined.until &&
  !here.some((left) => left.type === 'ProfessionalLeft' && left.joining === joined.joining)

/** All of its law: it names no goals, and was never narrowed to some. */
const hasAllOf = ({ scope, joining }: Joined, here: readonly PlanEvent[]): boolean =>
  typeof scope !== 'object' && !here.some((one) => one.type === 'JoiningNarrowed' && one.joining === joining)

const hasSomeoneHere = (organisation: string, law: string, here: readonly PlanEvent[], now: string): boolean =>
  here.some(
    (joined) =>
      isStillHere(joined, here, now) &&
      joined.organisation === organisation &&
      joined.domain === law &&
      hasAllOf(joined, here) &&
      UNDER[law]?.includes(joined.activity) === true,
  )

/** Who was referred to and said yes is shown what the referral names, what it wrote itself, who coordinates, and who the people are that it is about. One that names nothing, not even that, shows nothing. */
function isShownBy(
  { referral, opens, about }: Extract<PlanEvent, { type: 'ReferralMade' }>,
  { event, by }: Happening,
  organisation: string,
  here: readonly PlanEvent[],
  now: string,
): boolean {
  const saidYes = here.some(
    (one) => one.type === 'ReferralAnswered' && one.answer === 'accepted' && one.referral === referral,
  )
  if (opens === undefined || !saidYes || !isOpenTo(organisation, referral, here, now)) return false
  if (event.type === 'CoordinatorAppointed') return true
  if ('organisation' in by && by.organisation === organisation) return true
  if (event.type === 'MemberJoined') return about.includes(event.person)
  // Actions of a goal are not named with it.
  return event.type === 'GoalProposed' && opens.some(({ kind, id }) => kind === 'goal' && id === event.goal)
}

const isOpenTo = (organisation: string, referral: string, here: readonly PlanEvent[], now: string): boolean =>
  here.some(
    (made) =>
      made.type === 'ReferralMade' && made.referral === referral && made.to === organisation && now <= made.until,
  ) &&
  !here.some(
    (over) =>
      (over.type === 'ReferralEnded' && over.referral === referral) ||
      (over.type === 'ReferralAnswered' && over.referral === referral && over.answer === 'declined'),
  )
