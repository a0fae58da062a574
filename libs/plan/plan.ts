/** The one plan of a family: the parts, side by side. Each part knows its own rules; this file only brings them together. */
import type { Decider, Deed, Moment, PersonId } from '../deciding/decider.ts'
import { openActions } from './actions/actions.ts'
import { ENFORCES } from './care-team/enforcing.ts'
import { professionalsOf, representationsEndedByDeath } from './care-team/care-team.ts'
import { openChallenges } from './challenges/challenge.ts'
import { raisedOn, whomItConcerns } from './challenges/challenged.ts'
import { isScoped, withBegun } from './care-team/joining.ts'
import { involvementAfter } from './care-team/involvement.ts'
import { countsForNothing, speaksAsParent, withoutSpeakers } from './care-team/representation.ts'
import { openToClose } from './closing/conditions.ts'
import { whoWantsOn } from './closing/ending.ts'
import { withEpisodeBegun } from './closing/new-episode.ts'
import { mustGoOn } from './closing/on-a-closed-plan.ts'
import { decideCoordination } from './coordinator/coordinator.ts'
import { openDeviations } from './deviations/deviations.ts'
import { evolveGoals } from './goals/goals.ts'
import { orNone, type OpenMatters } from './handover/handover-document.ts'
import { isOfDeparting } from './members/departure.ts'
import { isFromWhoLeft, presentMembers, withKnownAge } from './members/members.ts'
import { absencesAfter, asTheFamilyKnows } from './members/who-is-away.ts'
import { mustBeOpen, WHOLE_PLAN } from './opening/opening.ts'
import { byName, named, type CommandRows, type PlanPart } from './part.ts'
import {
  PARTS,
  partOfCommand,
  partOfEvent,
  type CommandOf,
  type NeedsOf,
  type PartName,
  type Plan,
  type PlanCommand,
  type PlanEvent,
} from './parts.ts'
import type { Viewed } from './views/viewed.ts'
import type { Item, ViewEvent, ViewsNeeds } from './views/views.ts'
import { begunToEnforceAfter } from './visibility/begun-to-enforce.ts'
import { withLimitsApart } from './visibility/limits-apart.ts'
import { keyOf, withSaid } from './visibility/visibility.ts'
import { contentOf, saidBy } from './visibility/withheld-along.ts'
import { allWithheldFrom, mattersBut, withheldFromWhom, withoutWhomTheyKnowNotOf } from './visibility/withheld-items.ts'
import { supportersKnownTo } from './support/supporters-known.ts'
import { withheldAlong } from './visibility/withholding.ts'
import { withWhomItBrings } from './whom-they-know.ts'
import { coordinatorsOf, coordinatorsSoon, speaking, workingIn } from './working.ts'

export type { Plan, PlanCommand, PlanEvent, PlanRefusal } from './parts.ts'

/** What each part's decisions read of the plan: a plan that does not show it does not compile. */
const NEEDS: { readonly [Name in PartName]: (now: Plan, command: CommandOf<Name>, deed: Deed) => NeedsOf<Name> } = {
  opening: (now, _command, deed) => ({ ...now, needs: needsKnownTo(now, deed) }),
  closing: (now, _command, { by, at }) => ({
    ...speaking(now, at),
    open: openToClose(now, allWithheldFrom(by.id, now, at)),
    whoWantsOn: (closing, voices) => whoWantsOn(speaking(now, at), closing, voices, at),
  }),
  members: (now, command, { at }) => (isOfDeparting(command) ? speaking(now, at) : now),
  coordination: (now, command, deed) => ({
    ...(command.type === 'RequestOtherCoordinator' ? speaking(now, deed.at) : now),
    open: openMattersFor(now, command, deed),
  }),
  careTeam: (now, command, deed) => ({
    ...now,
    coordinators: coordinatorsOf(now),
    working: workingIn(now, deed.at),
    goalsInSight: 'scope' in command ? goalsInSightOf(now, deed) : {},
    supporters: command.type === 'JoinProfessional' ? supportersKnownTo(now, deed) : [],
  }),
  support: (now, _command, { at }) => speaking(now, at),
  referrals: (now) => now,
  goals: (now, command, { at }) => withoutThose(now, command, at),
  actions: (now, command, deed) => ({
    ...now,
    participants: participantsIn(now, command, deed),
    coordinators: coordinatorsOf(now),
  }),
  priorities: (now) => now,
  deviations: (now, command, { at }) => ({ ...now, involved: [...involvedIn(now), ...fromWhom(now, command, at)] }),
  views: (now, command, deed) => ({
    ...speaking(now, deed.at),
    item: 'on' in command ? itemOf(now, command.on) : undefined,
    barred: fromWhom(now, command, deed.at),
    needs: needsKnownTo(now, deed),
    isToBeEvaluated: 'on' in command && isToBeEvaluated(now, command.on),
    ...(command.type === 'ConfirmView' && saidIn(now, command.view)),
  }),
  challenges: (now, command, deed) => ({
    ...speaking(now, deed.at),
    coordinators: coordinatorsOf(now),
    ...raisedOn(now, command.type === 'RaiseChallenge' ? command.on : undefined, deed),
  }),
  communication: (now, _command, { at }) => speaking(now, at),
  corrections: (now, _command, { at }) => ({
    ...speaking(now, at),
    coordinators: coordinatorsOf(now),
    working: workingIn(now, at),
  }),
  permissions: (now) => ({ ...now, coordinating: coordinatorsSoon(now) }),
  sharings: (now, command, { at }) => ({ ...now, notFromOutside: notFromOutside(now, command, at) }),
  visibility: (now) => withCoordinators(now),
  breakGlass: (now) => now,
  terms: (now, { found }, { at }) => ({
    ...now,
    coordinators: coordinatorsOf(now),
    barred: found === undefined ? [] : withheldFromWhom(found.item, now, at),
  }),
}

/** Who coordinates sees that each goal is there which is not withheld from them; who leads, none. */
function goalsInSightOf(now: Plan, { by, at }: Deed): Plan['goals'] {
  if (!coordinatorsOf(now).includes(by.id)) return {}
  const hidden = allWithheldFrom(by.id, now, at)
  return Object.fromEntries(Object.entries(now.goals).filter(([id]) => !hidden.has(keyOf({ kind: 'goal', id }))))
}

/** The few commands after which something follows in another part, in the same decision. */
function followsElsewhere(command: PlanCommand, now: Plan, deed: Deed): readonly PlanEvent[] {
  if (command.type === 'OpenPlan') {
    const { name, team } = command.coordinator
    const appoint = { type: 'AppointCoordinator', coordinator: deed.by.id, name, team } as const
    return decideCoordination(appoint, { ...now, open: openMatters(now) }, deed)
  }
  return command.type === 'RecordDeath' ? representationsEndedByDeath(now.careTeam, command.person) : []
}

/** What an event of one part does to another. */
function foldedElsewhere(now: Plan, event: PlanEvent, deed: Deed): Plan {
  const { by, at } = deed
  if (event.type === 'PlanReopened') return withInvolvement(withEpisodeBegun(now, deed), at)
  if (event.type === 'GoalProposed' || event.type === 'DeviationReported') {
    const { type, domain } = event
    const id = type === 'GoalProposed' ? event.goal : event.deviation
    return { ...now, careTeam: withBegun(now.careTeam, { type, id, domain }, deed) }
  }
  if (event.type === 'ViewInvited' || event.type === 'ViewGiven' || event.type === 'ViewConfirmed') {
    // Of all views only those on a goal are read by a rule: whether it may be adopted.
    if (event.on.kind !== 'goal' || isKeptOnly(now, event, by.id, at)) return now
    const asParent = isAsParent(now, event, by.id, at)
    return { ...now, goals: evolveGoals(now.goals, event, { by: by.id, at }, involvedIn(now), asParent) }
  }
  if (event.type === 'CorrectionRecorded')
    // Of all that is corrected, rules read only whether it is known how old someone is.
    return event.of.kind === 'member' && event.birthDate
      ? { ...now, members: withKnownAge(now.members, event.of.id) }
      : now
  return ['coordination', 'careTeam'].includes(partOfEvent(event)) ? withInvolvement(now, at) : now
}

/** Whether nobody adopts by a view, or is kept from it: of a representative whose word does not count, and of who left, who keep their voice. */
const isKeptOnly = (now: Plan, event: ViewEvent, by: string, at: Moment): boolean =>
  event.type === 'ViewGiven' &&
  ((event.voice === 'representative' && !speaksNow(now, event, by, at)) || isFromWhoLeft(now.members, event.person))

// Which part a command or an event goes to, its type says: `PARTS` and `NEEDS` hold each part to its own.
type AnyPart = PlanPart<PlanCommand, PlanEvent, unknown, unknown, CommandRows<PlanCommand>>
const BY_NAME = byName<AnyPart>(PARTS)
const NEEDS_BY_NAME = byName<(now: Plan, command: PlanCommand, deed: Deed) => unknown>(NEEDS)

function decided(command: PlanCommand, plan: Plan, deed: Deed): readonly PlanEvent[] {
  // Nobody leaves twice because whoever records it does not know that they left.
  const now = command.type === 'RecordMemberLeft' ? plan : asTheyKnow(plan, deed)
  if (command.type !== 'OpenPlan') mustBeOpen(now.opening)
  mustGoOn(now.closing, command)
  const name = partOfCommand(command)
  const events = named(BY_NAME, name).decide(command, named(NEEDS_BY_NAME, name)(now, command, deed), deed)
  return events.length === 0 ? events : [...events, ...followsElsewhere(command, now, deed)]
}

/** What is said and done, and what is withheld of it in the same breath. */
export const plan: Decider<PlanCommand, Plan, PlanEvent> = {
  initial: {
    opening: PARTS.opening.initial,
    closing: PARTS.closing.initial,
    members: PARTS.members.initial,
    coordination: PARTS.coordination.initial,
    careTeam: PARTS.careTeam.initial,
    support: PARTS.support.initial,
    referrals: PARTS.referrals.initial,
    goals: PARTS.goals.initial,
    actions: PARTS.actions.initial,
    priorities: PARTS.priorities.initial,
    deviations: PARTS.deviations.initial,
    views: PARTS.views.initial,
    challenges: PARTS.challenges.initial,
    communication: PARTS.communication.initial,
    corrections: PARTS.corrections.initial,
    permissions: PARTS.permissions.initial,
    sharings: PARTS.sharings.initial,
    visibility: PARTS.visibility.initial,
    breakGlass: PARTS.breakGlass.initial,
    terms: PARTS.terms.initial,
    absences: [],
    begunToEnforce: {},
    involvement: [],
  },

  decide(command, now, deed) {
    const events = decided(command, now, deed)
    if (!('withhold' in command) || events.length === 0) return events
    const { withhold, judgedBy } = command
    if (judgedBy === undefined) return events
    const then = events.reduce((before, event) => plan.evolve(before, event, deed), now)
    const sees = withCoordinators(then)
    const knows = judgedBy.knows && withWhomItBrings(judgedBy.knows, withCoordinators(now), sees, deed.at)
    return [
      ...events,
      ...withheldAlong(withhold, contentOf(events), { ...judgedBy, ...(knows && { knows }) }, sees, deed),
    ]
  },

  evolve(before, event, deed) {
    const absences = absencesAfter(before.absences, event, deed, before)
    const begunToEnforce = begunToEnforceAfter(before.begunToEnforce, event, deed, before)
    const isAsBefore = absences === before.absences && begunToEnforce === before.begunToEnforce
    const now = isAsBefore ? before : { ...before, absences, begunToEnforce }
    const name = partOfEvent(event)
    const knows = {
      ...now,
      involved: () => involvedIn(now),
      ...whomItConcerns(now, deed.by.id),
    }
    const own = named(BY_NAME, name).evolve(now[name], event, deed, knows)
    const then = foldedElsewhere(own === now[name] ? now : { ...now, [name]: own }, event, deed)
    const limited = withLimitsApart(then, event, deed.at)
    const said = saidBy(event, deed.by.id, deed.at, before.careTeam)
    return said === undefined ? limited : { ...limited, visibility: withSaid(limited.visibility, said) }
  },
}

const withCoordinators = (now: Plan) => ({ ...now, coordinators: coordinatorsOf(now) })

const asTheyKnow = (now: Plan, { by, at }: Deed): Plan => withoutWhomTheyKnowNotOf(asTheFamilyKnows(now, by), by.id, at)

/** Who accepts what is handed over is refused neither for what is withheld from them, nor for what who hands it over cannot name; what the system leaves to the next is whole. */
function openMattersFor(now: Plan, { type }: PlanCommand, { by, at }: Deed): OpenMatters {
  if (type === 'ReplaceCoordinator') return openMatters(now)
  const left = type === 'AcceptHandover' && now.coordination.is === 'passing' ? [now.coordination.by] : []
  return [by.id, ...left].reduce((open, who) => mattersBut(allWithheldFrom(who, now, at), open), openMatters(now))
}

/** What a next coordinator must be told of. */
export const openMatters = (now: Plan): OpenMatters => ({
  actions: openActions(now.actions),
  deviations: openDeviations(now.deviations),
  ...orNone(openChallenges(now.challenges)),
})

const withInvolvement = (now: Plan, at: Moment): Plan => ({
  ...now,
  involvement: involvementAfter(now.involvement, involvedIn(now), at),
})

/** Everyone who works with this family: none of them reads it as an outsider. */
export const involvedIn = (now: Plan): readonly string[] => [...coordinatorsOf(now), ...professionalsOf(now.careTeam)]

/** Who reads nothing of this family as an outsider: the family, who speaks for it, who works with it, and from whom what would be shared is withheld. */
function notFromOutside(now: Plan, command: CommandOf<'sharings'>, at: Moment): readonly string[] {
  const items = command.type === 'ShareItems' ? command.items : (now.sharings[command.sharing]?.items ?? [])
  return [
    ...involvedIn(now),
    ...Object.keys(now.members.persons),
    ...Object.values(now.careTeam.representations).map(({ representative }) => representative),
    ...items.flatMap((item) => withheldFromWhom(item, now, at)),
  ]
}

/** Whether what a representative says of an item is said for the person, and not kept only. */
const speaksNow = (now: Plan, { person, domain }: ViewEvent, by: string, at: Moment): boolean =>
  !workingIn(now, at).includes(by) && !countsForNothing(now.careTeam, person, by, at, domain)

const isAsParent = (now: Plan, event: ViewEvent, by: string, at: Moment): boolean =>
  event.type === 'ViewGiven' &&
  event.voice === 'representative' &&
  speaksAsParent(now.careTeam, event.person, by, at, event.domain)

/** From whom what a command is done to is withheld. */
function fromWhom(now: Plan, command: PlanCommand, at: Moment): readonly string[] {
  if ('on' in command) return withheldFromWhom(command.on, now, at)
  if ('deviation' in command) return withheldFromWhom({ kind: 'deviation', id: command.deviation }, now, at)
  return 'goal' in command ? withheldFromWhom({ kind: 'goal', id: command.goal }, now, at) : []
}

function saidIn({ visibility }: Plan, view: string): Pick<ViewsNeeds, 'said'> {
  const said = visibility.said[keyOf({ kind: 'view', id: view })]
  if (said?.viewed === undefined) return {}
  return { said: { ...said, viewed: said.viewed, isForThem: said.through !== undefined } }
}

/** Of whom who invites may read how to reach them: what is kept from them is no omission of theirs. */
function needsKnownTo(now: Plan, { by, at, activity }: Deed): readonly PersonId[] {
  if (activity === ENFORCES) return []
  const hidden = allWithheldFrom(by.id, now, at)
  return Object.entries(now.communication).flatMap(([person, id]) =>
    hidden.has(keyOf({ kind: 'communication-needs', id })) ? [] : [person],
  )
}

/** A goal as it is decided on: through whom it is withheld from it is neither heard nor read. */
function withoutThose(now: Plan, command: CommandOf<'goals'>, at: Moment) {
  const barred = fromWhom(now, command, at)
  const speaks = speaking(now, at)
  const careTeam = withoutSpeakers(speaks.careTeam, barred)
  return { ...speaks, careTeam, barred, involved: [...involvedIn(now), ...barred] }
}

const participantsIn = (now: Plan, command: CommandOf<'actions'>, deed: Deed): readonly string[] => {
  const barred = fromWhom(now, command, deed.at)
  return participantsKnownTo(now, deed, command).filter((one) => !barred.includes(one))
}

/**
 * Those an action can be given to, as far as who plans it knows of them: who coordinates knows all, a professional the family and the
 * colleagues under the goal's law, the family those the goal is about and who helps with it, who enforces or joined for goals those it is about and who
 * coordinates, but not who stands in for them. Of anybody else it is not told that they are here.
 */
function participantsKnownTo(now: Plan, { by, activity }: Deed, command: CommandOf<'actions'>): readonly string[] {
  const planner = by.id
  const goal = command.type === 'PlanAction' ? now.goals[command.goal] : undefined
  const members = presentMembers(now.members)
  const ofTheGoal = members.filter((one) => one === planner || goal?.about.includes(one) === true)
  const joined = Object.values(now.careTeam.joined)
  const colleagues = joined.filter(({ domain }) => domain === goal?.domain).map(({ professional }) => professional)
  const isWithinScope = joined.some((one) => one.professional === planner && one.activity === activity && isScoped(one))
  if (activity === ENFORCES || isWithinScope)
    return [...ofTheGoal, ...colleagues.filter((one) => one === planner), ...coordinatorsOf(now).slice(0, 1)]
  if (coordinatorsOf(now).includes(planner)) return [...members, ...involvedIn(now)]
  const helps = joined.some(({ professional }) => professional === planner)
  return [...(helps ? members : ofTheGoal), ...coordinatorsOf(now), ...colleagues]
}

/** A goal that was not adopted, and a step that nobody accounted for, have come to nothing yet. */
const isToBeEvaluated = ({ goals, deviations }: Plan, { kind, id }: Viewed): boolean =>
  kind === 'goal' ? goals[id]?.is !== 'proposed' : deviations[id]?.account.is === 'given'

export type { Item }

/** The item something is said or done about; undefined where the plan has none of that id. */
export function itemOf(now: Plan, { kind, id }: Viewed): Item | undefined {
  switch (kind) {
    case 'goal':
      return now.goals[id]
    case 'action':
      return now.actions[id]
    case 'deviation':
      return now.deviations[id]
    case 'priority':
      return now.priorities[id]
    case 'coordinator':
    case 'own-plan':
      return WHOLE_PLAN
  }
}
