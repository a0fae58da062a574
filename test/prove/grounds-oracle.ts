/**
 * What an organisation is owed, as the papers say it and nothing else: written from what the brief and TRUST.md say of grounds, without a look at
 * `libs/access`. It keeps no state: each time it looks at all that ever happened.
 */
import type { PlanEvent } from '../../libs/plan/plan.ts'

export interface Happening {
  readonly id: string
  readonly plan: string
  readonly event: PlanEvent
  /** OIN of the organisation that whoever wrote it works for. */
  readonly writtenBy?: string
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
}

/** Activities that help under each law. Checking up on benefits is a task of the Participatiewet, and never opens what helpers know. */
const UNDER: Readonly<Record<string, readonly string[]>> = {
  youth: ['youth-support'],
  wmo: ['social-support'],
  participation: ['participation-support'],
}
const LAWS = Object.keys(UNDER)

/** @param all that happened up to now, in any plan */
export function isOwed(asks: Asks, one: Happening, all: readonly Happening[], now: string): boolean {
  const name = LEAVES[one.event.type]
  if (name === undefined) return false
  if (asks.types.length > 0 && !asks.types.includes(`nl.samenspel.plan.${name}.v1`)) return false
  if (asks.domains.length > 0 && !asks.domains.includes(one.event.domain)) return false
  if (asks.plans.length > 0 && !asks.plans.includes(one.plan)) return false
  if (asks.since !== undefined && one.at < asks.since) return false
  const here = all.filter(({ plan }) => plan === one.plan).map(({ event }) => event)
  return isCovered(asks.organisation, one, here, now)
}

function isCovered(organisation: string, one: Happening, here: readonly PlanEvent[], now: string): boolean {
  const { event } = one
  const isAtWork = (law: string) => hasSomeoneHere(organisation, law, here, now)
  // Who is who belongs to no law: whoever works here under one needs it.
  if (event.domain === 'general' ? LAWS.some(isAtWork) : isAtWork(event.domain)) return true
  if (isForWhoChecks(organisation, one, here, now)) return true
  if ('referral' in event && isOpenTo(organisation, event.referral, here, now)) return true
  return here.some((made) => made.type === 'ReferralMade' && isShownBy(made, one, organisation, here, now))
}

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
      one.activity === 'benefits-enforcement',
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

const hasSomeoneHere = (organisation: string, law: string, here: readonly PlanEvent[], now: string): boolean =>
  here.some(
    (joined) =>
      isStillHere(joined, here, now) &&
      joined.organisation === organisation &&
      joined.domain === law &&
      UNDER[law]?.includes(joined.activity) === true,
  )

/** Who was referred to and said yes is shown what the referral names, what it wrote itself, who coordinates, and who the people are that it is about. One that names nothing, not even that, shows nothing. */
function isShownBy(
  { referral, opens, about }: Extract<PlanEvent, { type: 'ReferralMade' }>,
  { event, writtenBy }: Happening,
  organisation: string,
  here: readonly PlanEvent[],
  now: string,
): boolean {
  const saidYes = here.some(
    (one) => one.type === 'ReferralAnswered' && one.answer === 'accepted' && one.referral === referral,
  )
  if (opens === undefined || !saidYes || !isOpenTo(organisation, referral, here, now)) return false
  if (event.type === 'CoordinatorAppointed' || writtenBy === organisation) return true
  if (event.type === 'MemberJoined') return about.includes(event.person)
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
