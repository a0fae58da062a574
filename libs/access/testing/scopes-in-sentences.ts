/** What a joining for goals opens, said from the words of the design and from the events alone. */
import type { Actor, PersonId } from '../../deciding/decider.ts'
import type { PlanEvent } from '../../plan/plan.ts'
import type { Told } from './departures-in-sentences.ts'
import { isAnAdultOf, isKnownToWhoEnforces, isOfWhatEnforces, itemsNamedIn } from './enforcing-in-sentences.ts'

type Joined = Extract<PlanEvent, { type: 'ProfessionalJoined' }>

interface ForGoals {
  readonly joined: Joined
  readonly begun: ReadonlySet<string>
}

/** Whether a joining has all of its law: it says so, or says nothing, and was never narrowed. */
export const hasTheLaw = ({ past }: Told, { scope, joining }: Joined): boolean =>
  typeof scope !== 'object' && !past.some(([, one]) => one.type === 'JoiningNarrowed' && one.joining === joining)

const LAWS: Readonly<Record<string, string>> = {
  'youth-support': 'youth',
  'social-support': 'wmo',
  'participation-support': 'participation',
  'benefits-enforcement': 'participation',
}

/** Those that count here and now: the goals they name, or were narrowed to, and what whoever joined began by them since. */
export function forGoalsNow(told: Told, isTheirs: (joined: Joined) => boolean): readonly ForGoals[] {
  const all = told.past.map(([, event]) => event)
  const ended = all.flatMap((event) => (event.type === 'ProfessionalLeft' ? [event.joining] : []))
  return all.flatMap((joined) =>
    joined.type === 'ProfessionalJoined' &&
    isTheirs(joined) &&
    LAWS[joined.activity] === joined.domain &&
    joined.until >= told.at &&
    !ended.includes(joined.joining) &&
    !hasTheLaw(told, joined)
      ? [{ joined, begun: begunBy(told, joined) }]
      : [],
  )
}

function begunBy({ past }: Told, { joining, professional, activity, domain, until }: Joined): ReadonlySet<string> {
  let goals: readonly string[] = []
  const deviations: string[] = []
  let hasBegun = false
  for (const [{ by, at, activity: doneFor }, event] of past) {
    if (event.type === 'ProfessionalJoined' && event.joining === joining) {
      hasBegun = true
      goals = typeof event.scope === 'object' ? event.scope.goals : []
    }
    if (event.type === 'JoiningNarrowed' && event.joining === joining) goals = event.scope.goals
    const isTheirs =
      hasBegun && by.id === professional && doneFor === activity && event.domain === domain && at <= until
    if (isTheirs && event.type === 'GoalProposed') goals = [...goals, event.goal]
    if (isTheirs && event.type === 'DeviationReported') deviations.push(event.deviation)
  }
  return new Set([...goals.map((id) => `goal ${id}`), ...deviations.map((id) => `deviation ${id}`)])
}

/** A reading is of what was read. */
const ofWhat = ({ kind, id }: { readonly kind: string; readonly id: string }): string =>
  `${kind === 'reading' ? 'deviation' : kind} ${id}`

/** What serves these goals, is said of any of it, and that it is withheld from someone. */
function withWhatHangsOn(begun: ReadonlySet<string>, { past }: Told): ReadonlySet<string> {
  const theirs = new Set(begun)
  const all = past.map(([, event]) => event)
  for (const event of all)
    if (event.type === 'ActionPlanned' && theirs.has(`goal ${event.goal}`)) theirs.add(`action ${event.action}`)
  for (const event of all)
    if (
      (event.type === 'ViewGiven' || event.type === 'FamilyEvaluated') &&
      theirs.has(`${event.on.kind} ${event.on.id}`)
    )
      theirs.add(`view ${event.view}`)
  for (const event of all)
    if (event.type === 'ChallengeRaised' && theirs.has(ofWhat(event.on))) theirs.add(`challenge ${event.challenge}`)
  for (const event of all)
    if (event.type === 'ContentWithheld' && event.items.every(({ kind, id }) => theirs.has(`${kind} ${id}`)))
      theirs.add(`withholding ${event.withholding}`)
  return theirs
}

export type ReadsInScope = (event: PlanEvent, by: Actor, activity: string) => boolean

export function isInScopeOf({ joined, begun }: ForGoals, told: Told): ReadsInScope {
  const theirs = new Set([...withWhatHangsOn(begun, told), `joining ${joined.joining}`])
  const persons = new Set<PersonId>(joined.about)
  for (const [, event] of told.past) {
    const begins =
      event.type === 'GoalProposed'
        ? `goal ${event.goal}`
        : event.type === 'ActionPlanned'
          ? `action ${event.action}`
          : event.type === 'DeviationReported'
            ? `deviation ${event.deviation}`
            : undefined
    if (begins !== undefined && theirs.has(begins)) for (const person of event.about) persons.add(person)
  }
  const isWhoTheyAre = (event: PlanEvent) =>
    (/^(MembershipRequested|MemberJoined|ChildBorn)$/.test(event.type) || correctsOne(event, 'member')) &&
    event.about.length > 0 &&
    event.about.every((person) => persons.has(person))
  const isWhoCoordinates = ({ type }: PlanEvent) =>
    /^(PlanOpened|CoordinatorAppointed|CoordinatorReplaced|HandoverAccepted)$/.test(type)
  const ofTheirs = (event: PlanEvent) => {
    if (event.type === 'CorrectionRecorded') return event.of.kind === 'professional' && event.of.id === joined.joining
    const named = itemsNamedIn(event)
    return named.length > 0 && named.every((one) => theirs.has(one))
  }
  return (event, by) =>
    event.domain === 'general'
      ? isWhoCoordinates(event) || isWhoTheyAre(event)
      : event.domain === joined.domain && (ofTheirs(event) || (by.id === joined.professional && !isOfARequest(event)))
}

/** What is asked of a second reader, and refused: whoever asked reads it as that. */
const isOfARequest = ({ type }: PlanEvent): boolean =>
  /^Sharing(Refused|Asked|Reader(Drawn|Recused)|Read|Withdrawn)$/.test(type)

const correctsOne = (event: PlanEvent, kind: string): boolean =>
  event.type === 'CorrectionRecorded' && event.of.kind === kind

/** Who enforces has of a scope what they would have of the law. */
export function asFarAsTheyEnforce(one: ForGoals, told: Told): ReadsInScope {
  if (one.joined.activity !== 'benefits-enforcement') return () => true
  const [isAdult, isTheirs] = [isAnAdultOf(told, [one.joined]), isOfWhatEnforces(told)]
  return (event, _by, activity) =>
    activity !== 'own-file' &&
    (isKnownToWhoEnforces(event) ||
      isAdult(event) ||
      ('joining' in event && event.joining === one.joined.joining) ||
      isTheirs(event, activity))
}
