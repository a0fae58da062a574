/**
 * A professional joins the care team: for all of a law, or for goals of it and what hangs on these. What a joining opens is judged in `libs/access`;
 * a scope becomes less here (narrowing), and never more.
 */
import { Refusal, type Concerns, type Deed, type Moment, type PersonId, type Sealed } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry, withoutEntry } from '../../deciding/growing.ts'
import { isSilentlyAway, type Absences } from '../members/absences.ts'
import { mustBeMembers, type Members } from '../members/members.ts'
import { ENFORCES, excludeEachOther } from './enforcing.ts'
import { mustRepresentNobody, type Representations } from './representation.ts'

export const WHOLE_SCOPES = ['domain'] as const

/** All of the law; or goals and what hangs on them. It may begin with none: the goals that whoever joined proposes are theirs too. */
export type JoiningScope = (typeof WHOLE_SCOPES)[number] | ScopedTo

export interface ScopedTo {
  readonly goals: readonly string[]
}

export interface Joining {
  readonly joining: string
  readonly professional: string
  /** OIN of who they work for. */
  readonly organisation: string
  readonly domain: LegalDomain
  readonly activity: string
  readonly until: Moment
  /** For whom of the family; absent where it is for all of it. */
  readonly members?: readonly PersonId[]
}

/** As it stands in the plan. */
export interface KnownJoining extends Joining {
  /** Recorded by nobody else: it opens nothing beside itself. */
  readonly letThemselvesIn?: true
  /** Its scope: the goals named, and those that were proposed by it since. Undefined: all of the law. */
  readonly goals?: readonly string[]
  /** What was reported by it. */
  readonly deviations?: readonly string[]
}

export interface Scoped extends KnownJoining {
  readonly goals: readonly string[]
}

export type JoiningEvent = Concerns &
  // For whom it is, `about` says.
  (
    | ({
        readonly type: 'ProfessionalJoined'
        readonly name: Sealed
        /** Absent in what was written before joinings had one: those have all of the law. */
        readonly scope?: JoiningScope
      } & Omit<Joining, 'members'>)
    | { readonly type: 'JoiningNarrowed'; readonly joining: string; readonly scope: ScopedTo }
    | { readonly type: 'ProfessionalLeft'; readonly joining: string; readonly reason?: Sealed }
  )

export type JoiningCommand =
  | ({ readonly type: 'JoinProfessional'; readonly name: Sealed; readonly scope: JoiningScope } & Joining)
  | { readonly type: 'NarrowJoining'; readonly joining: string; readonly scope: ScopedTo }
  | { readonly type: 'EndJoining'; readonly joining: string; readonly reason?: Sealed }

export type JoiningRefusal =
  | 'PROFESSIONAL_HAS_JOINED'
  | 'NOBODY_LETS_THEMSELVES_IN'
  | 'NOBODY_HELPS_AND_ENFORCES'
  | 'NOBODY_WHO_SUPPORTS_SOMEONE_WORKS_WITH_THE_FAMILY'
  | 'JOINING_IS_UNKNOWN'
  | 'ONLY_THE_COORDINATOR_OR_ONESELF_ENDS_A_JOINING'
  | 'JOINING_ENDS_BEFORE_IT_STARTS'
  | 'SCOPE_NAMES_GOALS_THAT_ARE_NOT_THERE'
  | 'NARROWING_OPENS_NOTHING_MORE'

export interface Joinings {
  readonly joined: Readonly<Record<string, KnownJoining>>
  /** The laws under which each organisation ever had someone here to help with all of it: one whose part ended is told so, and not that there is nothing. */
  readonly organisations: Readonly<Record<string, readonly LegalDomain[]>>
  /** Of each organisation that ever enforced here the joinings by which it did. */
  readonly enforcers: Readonly<Record<string, readonly string[]>>
  /** Of each organisation the scopes that it had, as they were when they ended or became less. */
  readonly onceScoped: Readonly<Record<string, readonly Scoped[]>>
}

export const NOBODY_JOINED: Joinings = { joined: {}, organisations: {}, enforcers: {}, onceScoped: {} }

export interface JoiningNeeds {
  readonly careTeam: Joinings & Pick<Representations, 'representations'>
  readonly members: Members
  readonly absences: Absences
  /** Coordinator and deputies. */
  readonly coordinators: readonly string[]
  readonly goals: GoalsByLaw
  /** Those of them that whoever decides sees: to a lead there is none. */
  readonly goalsInSight: GoalsByLaw
  /** Who supports somebody here, as far as whoever decides knows of it. */
  readonly supporters: readonly string[]
}

export type GoalsByLaw = Readonly<
  Record<string, { readonly domain: LegalDomain; readonly reading: { readonly writers: readonly string[] } }>
>

export const isScoped = (one: KnownJoining): one is Scoped => one.goals !== undefined

const goalsOf = (scope: JoiningScope | undefined) =>
  scope === undefined || scope === 'domain' ? {} : { goals: scope.goals }

export function evolveJoinings<Now extends Joinings>(now: Now, event: JoiningEvent, { by }: Pick<Deed, 'by'>): Now {
  switch (event.type) {
    case 'ProfessionalJoined': {
      const { joining, professional, organisation, activity, until, domain, about, scope } = event
      const members = about.length > 0 && { members: about }
      const themselves = by.id === professional && ({ letThemselvesIn: true } as const)
      const whose = { joining, professional, organisation, domain, activity, until }
      const as: KnownJoining = { ...whose, ...members, ...themselves, ...goalsOf(scope) }
      return withWhoseItWas({ ...now, joined: withEntry(now.joined, joining, as) }, as)
    }
    case 'JoiningNarrowed': {
      const known = now.joined[event.joining]
      if (known === undefined) return now
      const narrowed = { ...known, goals: event.scope.goals }
      return { ...onceScopedTo(now, known), joined: withEntry(now.joined, event.joining, narrowed) }
    }
    case 'ProfessionalLeft': {
      const left = now.joined[event.joining]
      const then = left === undefined ? now : onceScopedTo(now, left)
      return { ...then, joined: withoutEntry(now.joined, event.joining) }
    }
  }
}

/** What an organisation had here stays known, so that it can be told that it ended. */
function withWhoseItWas<Now extends Joinings>(now: Now, as: KnownJoining): Now {
  const { joining, organisation, domain, activity } = as
  if (isScoped(as)) return now
  if (activity === ENFORCES) {
    const its = [...(now.enforcers[organisation] ?? []), joining]
    return { ...now, enforcers: withEntry(now.enforcers, organisation, its) }
  }
  const laws = [...new Set([...(now.organisations[organisation] ?? []), domain])]
  return { ...now, organisations: withEntry(now.organisations, organisation, laws) }
}

function onceScopedTo<Now extends Joinings>(now: Now, one: KnownJoining): Now {
  if (!isScoped(one)) return now
  const its = [...(now.onceScoped[one.organisation] ?? []), one]
  return { ...now, onceScoped: withEntry(now.onceScoped, one.organisation, its) }
}

interface Begun {
  readonly type: 'GoalProposed' | 'DeviationReported'
  readonly id: string
  readonly domain: string
}

/** What someone begins by a joining is in its scope: a goal that they propose, a deviation that they report. */
export function withBegun<Now extends Joinings>(now: Now, begun: Begun, { by, at, activity }: Deed): Now {
  const theirs = Object.values(now.joined).find(
    (one) => one.professional === by.id && one.activity === activity && one.domain === begun.domain && at <= one.until,
  )
  if (theirs === undefined) return now
  const { goals, deviations = [], joining } = theirs
  if (begun.type === 'DeviationReported')
    return { ...now, joined: withEntry(now.joined, joining, { ...theirs, deviations: [...deviations, begun.id] }) }
  if (goals === undefined) return now
  return { ...now, joined: withEntry(now.joined, joining, { ...theirs, goals: [...goals, begun.id] }) }
}

type Decide<Type extends JoiningCommand['type']> = (
  command: Extract<JoiningCommand, { readonly type: Type }>,
  plan: JoiningNeeds,
  deed: Deed,
) => readonly JoiningEvent[]

export const join: Decide<'JoinProfessional'> = (command, plan, { at, by }) => {
  const { joining, professional, name, organisation, domain, activity, until, members: about = [], scope } = command
  const { careTeam: now, members, absences, goalsInSight } = plan
  // Whoever coordinates would else read a law by their own consent: another who coordinates, or the lead, lets them in.
  if (professional === by.id) throw refusal('NOBODY_LETS_THEMSELVES_IN')
  const theirs = Object.values(now.joined).filter((one) => one.professional === professional && at <= one.until)
  const forTheSame = theirs.find((one) => one.domain === domain && one.activity === activity)
  const already = now.joined[joining] ?? forTheSame
  if (already !== undefined) throw refusal('PROFESSIONAL_HAS_JOINED', { joining: already.joining })
  const excluded = theirs.find((one) => excludeEachOther(one.activity, activity))
  if (excluded !== undefined) throw refusal('NOBODY_HELPS_AND_ENFORCES', { joining: excluded.joining })
  if (until <= at) throw refusal('JOINING_ENDS_BEFORE_IT_STARTS')
  // Who left without the others knowing may need help that the others are not to know of.
  mustBeMembers(
    members,
    about.filter((person) => !isSilentlyAway(absences, person)),
  )
  mustRepresentNobody(now, members, professional, at)
  if (plan.supporters.includes(professional)) throw refusal('NOBODY_WHO_SUPPORTS_SOMEONE_WORKS_WITH_THE_FAMILY')
  if (scope !== 'domain') mustBeThere(scope, domain, goalsInSight)
  const joined = { domain, about, joining, professional, name, organisation, activity, until }
  const within = scope === 'domain' ? scope : { goals: [...scope.goals] }
  return [{ type: 'ProfessionalJoined', ...joined, scope: within }]
}

/** Goals of that law which whoever names them sees: another is not there, whatever it is. */
function mustBeThere({ goals }: ScopedTo, domain: LegalDomain, inSight: GoalsByLaw): void {
  const others = goals.filter((goal) => inSight[goal]?.domain !== domain)
  if (others.length > 0) throw refusal('SCOPE_NAMES_GOALS_THAT_ARE_NOT_THERE', { goals: others })
}

/** What who narrows does not see of the scope stays in it: nobody takes away what they know nothing of. */
export const narrow: Decide<'NarrowJoining'> = ({ joining, scope }, { careTeam: now, goals, goalsInSight }) => {
  const known = now.joined[joining]
  if (known === undefined) throw refusal('JOINING_IS_UNKNOWN')
  const { domain, members: about = [], professional } = known
  mustBeThere(scope, domain, goalsInSight)
  const wrote = (goal: string) => goals[goal]?.domain === domain && goals[goal].reading.writers.includes(professional)
  const before = known.goals ?? Object.keys(goals).filter(wrote)
  const seenBefore = before.filter((goal) => goalsInSight[goal] !== undefined)
  if (isScoped(known)) {
    const more = scope.goals.filter((goal) => !before.includes(goal))
    if (more.length > 0) throw refusal('NARROWING_OPENS_NOTHING_MORE', { goals: more })
    if (seenBefore.every((goal) => scope.goals.includes(goal))) return []
  }
  const unseen = before.filter((goal) => goalsInSight[goal] === undefined)
  return [{ type: 'JoiningNarrowed', domain, about, joining, scope: { goals: [...scope.goals, ...unseen] } }]
}

export const endJoining: Decide<'EndJoining'> = ({ joining, reason }, { careTeam: now, coordinators }, { by }) => {
  const left = now.joined[joining]
  if (left === undefined) throw refusal('JOINING_IS_UNKNOWN')
  // Nobody in the team sends away a colleague, least of all one of another organisation.
  if (left.professional !== by.id && !coordinators.includes(by.id))
    throw refusal('ONLY_THE_COORDINATOR_OR_ONESELF_ENDS_A_JOINING')
  const { domain, members: about = [] } = left
  return [{ type: 'ProfessionalLeft', domain, about, joining, ...(reason && { reason }) }]
}

const refusal = (code: JoiningRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
