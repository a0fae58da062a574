/** What an enforcement activity reads, said from the words of the design and from the events alone. */
import type { PersonId } from '../../deciding/decider.ts'
import type { PlanEvent } from '../../plan/plan.ts'
import type { Asker } from '../grounds.ts'
import { isIn, type Told } from './departures-in-sentences.ts'

type Joined = Extract<PlanEvent, { type: 'ProfessionalJoined' }>

/** The joinings of a care team that count here and now, and are for checking a benefit. */
export function enforcingNow({ past, at }: Told, isTheirs: (joined: Joined) => boolean): readonly Joined[] {
  const ended = past.flatMap(([, event]) => (event.type === 'ProfessionalLeft' ? [event.joining] : []))
  return past.flatMap(([, event]) =>
    event.type === 'ProfessionalJoined' &&
    event.activity === 'benefits-enforcement' &&
    event.domain === 'participation' &&
    event.until >= at &&
    !ended.includes(event.joining) &&
    isTheirs(event)
      ? [event]
      : [],
  )
}

/** What was begun to enforce: goals and deviations, and what was begun on nothing but these. */
function begunToEnforce({ past }: Told): ReadonlySet<string> {
  const theirs = new Set<string>()
  for (const [{ activity }, event] of past) {
    if (activity !== 'benefits-enforcement' || event.domain !== 'participation') continue
    if (event.type === 'GoalProposed') theirs.add(`goal ${event.goal}`)
    if (event.type === 'DeviationReported') theirs.add(`deviation ${event.deviation}`)
    if (event.type === 'ActionPlanned' && theirs.has(`goal ${event.goal}`)) theirs.add(`action ${event.action}`)
    if (
      (event.type === 'ViewGiven' || event.type === 'FamilyEvaluated') &&
      theirs.has(`${event.on.kind} ${event.on.id}`)
    )
      theirs.add(`view ${event.view}`)
    if (event.type === 'ContentWithheld' && event.items.every(({ kind, id }) => theirs.has(`${kind} ${id}`)))
      theirs.add(`withholding ${event.withholding}`)
    const shares = /^Sharing(Granted|Refused|Asked)$/.test(event.type) && 'items' in event && 'sharing' in event
    if (shares && event.items.every(({ kind, id }) => theirs.has(`${kind} ${id}`)))
      theirs.add(`sharing ${event.sharing}`)
  }
  return theirs
}

const KINDS =
  'goal action deviation priority withholding referral permission sharing view joining representation judgement'.split(
    ' ',
  )

export function itemsNamedIn(event: PlanEvent): readonly string[] {
  const fields = Object.entries(event).flatMap(([field, value]) =>
    KINDS.includes(field) && typeof value === 'string' ? [`${field} ${value}`] : [],
  )
  const others = [
    ...('on' in event ? [event.on] : []),
    ...('item' in event ? [event.item] : []),
    ...('items' in event ? event.items : []),
  ]
  return [...fields, ...others.map(({ kind, id }) => `${kind} ${id}`)]
}

/** Whether it goes on with what was begun to enforce: the family's views never do, nor what who helps says of it. */
export function isOfWhatEnforces(told: Told): (event: PlanEvent, activity: string) => boolean {
  const theirs = begunToEnforce(told)
  return (event, activity) => {
    const named = itemsNamedIn(event)
    return (
      event.domain === 'participation' &&
      !/^(ViewGiven|ViewConfirmed|FamilyEvaluated)$/.test(event.type) &&
      !/^(Sharing|Challenge|Due)/.test(event.type) &&
      /^(benefits-enforcement|plan-coordination|second-reading)$/.test(activity) &&
      named.length > 0 &&
      named.every((one) => theirs.has(one))
    )
  }
}

/** That there is a plan, who coordinates, and what goes first. */
export const isKnownToWhoEnforces = ({ type, domain }: PlanEvent): boolean =>
  /^(PlanOpened|CoordinatorAppointed|CoordinatorReplaced|HandoverAccepted|PrioritySet|PriorityLifted|DomainBoundByPriority|DomainReleasedFromPriority)$/.test(
    type,
  ) &&
  (domain === 'participation' || domain === 'general')

/** Who joined, was asked to, or was named wrong, of the adults who are in; nobody else, where a joining says for whom it is. */
export function isAnAdultOf(told: Told, joined: readonly Joined[]): (event: PlanEvent) => boolean {
  const isOne = (person: PersonId) =>
    isIn(told, person) &&
    told.ageBand(person) === 'adult' &&
    joined.some(({ about }) => about.length === 0 || about.includes(person))
  return (event) =>
    ((event.type === 'CorrectionRecorded' && event.of.kind === 'member') ||
      event.type === 'MembershipRequested' ||
      event.type === 'MemberJoined') &&
    event.about.every(isOne)
}

export const enforces = ({ role, activity }: Asker): boolean =>
  role === 'professional' && activity === 'benefits-enforcement'
