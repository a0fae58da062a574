/** What the plan wants to reach. A goal is adopted only when everyone it affects was heard, or chose not to speak; who cannot be heard is adopted over only by exception. */
import {
  Refusal,
  type Concerns,
  type Decider,
  type Moment,
  type OnceInClear,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import {
  alsoBy,
  decideException,
  evolveException,
  type ExceptionCommand,
  type ExceptionEvent,
  type ExceptionRefusal,
} from './adoption-exception.ts'
import { isSilentlyAway, type Absences } from '../members/absences.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import type { LifeArea } from '../opening/life-areas.ts'
import { isMember, mustBeMembers, type Members } from '../members/members.ts'
import { familyComesFirst, type Opening } from '../opening/opening.ts'
import type { ViewEvent, Voice } from '../views/views.ts'
import type { Goal, Goals } from './goal.ts'
import { cannotSpeakIn, representativesOf } from '../care-team/representation.ts'

export const GOAL_OUTCOMES = ['reached', 'partly-reached', 'not-reached'] as const
export type GoalOutcome = (typeof GOAL_OUTCOMES)[number]

/** How each person a goal affects came to be heard. */
export type Heard = 'spoke' | 'represented' | 'chose-not-to-speak' | 'not-heard'

export type GoalEvent = Concerns &
  (
    | {
        readonly type: 'GoalProposed'
        readonly goal: string
        readonly lifeArea: LifeArea
        readonly words: Sealed
        readonly danger?: Sealed
      }
    | { readonly type: 'GoalRevised'; readonly goal: string; readonly words: Sealed }
    | {
        readonly type: 'GoalAdopted'
        readonly goal: string
        readonly heard: Readonly<Record<PersonId, Heard>>
        /** Who disagreed; kept with the goal. */
        readonly dissent: readonly PersonId[]
      }
    | {
        readonly type: 'GoalEvaluated'
        readonly goal: string
        readonly outcome: OnceInClear<GoalOutcome>
        readonly words?: Sealed
      }
    | { readonly type: 'GoalDropped'; readonly goal: string; readonly reason: Sealed }
    | ExceptionEvent
  )

export type GoalCommand =
  | {
      readonly type: 'ProposeGoal'
      readonly goal: string
      readonly domain: LegalDomain
      readonly about: readonly PersonId[]
      readonly lifeArea: LifeArea
      readonly words: Sealed
      readonly danger?: Sealed
    }
  | { readonly type: 'ReviseGoal'; readonly goal: string; readonly words: Sealed }
  | { readonly type: 'AdoptGoal'; readonly goal: string; readonly basedOn: number }
  | {
      readonly type: 'EvaluateGoal'
      readonly goal: string
      readonly outcome: Sealed<GoalOutcome>
      readonly words?: Sealed
      readonly basedOn: number
    }
  | { readonly type: 'DropGoal'; readonly goal: string; readonly reason: Sealed }
  | ExceptionCommand

export type GoalRefusal =
  ExceptionRefusal | 'GOAL_AFFECTS_NOBODY' | 'GOAL_IS_NOT_ADOPTED' | 'GOAL_HAS_ENDED' | 'PERSONS_WERE_NOT_HEARD'

export interface GoalsSee {
  readonly goals: Goals
  readonly opening: Opening
  readonly members: Members
  readonly absences: Absences
  readonly careTeam: CareTeam
  /** Coordinator, deputies and care team: none of them reads it as an outsider. */
  readonly involved: readonly string[]
  /** From whom the goal is withheld: they are waited for in no decision on it, and speak for nobody. */
  readonly barred: readonly string[]
}

/** @param involved who works with the family now: who did when a goal was proposed never reads it as an outsider */
export function evolveGoals(
  now: Goals,
  event: GoalEvent | ViewEvent,
  { by, at }: { readonly by: string; readonly at: Moment },
  involved: readonly string[],
): Goals {
  if (event.type === 'GoalProposed') {
    const { goal, domain, about } = event
    if (domain === 'general') return now
    const reading = { excluded: [...involved, by], writers: [by], recused: [] }
    return withEntry(now, goal, { is: 'proposed', domain, about, heard: {}, invited: {}, reading })
  }
  const id = 'goal' in event ? event.goal : event.on.id
  const goal = now[id]
  return goal === undefined ? now : withEntry(now, id, evolveGoal(goal, event, by, at))
}

/** The nearer a voice is to the person, the more it counts: who says what they heard does not speak over them, nor over who represents them. */
const NEARNESS: Readonly<Record<Voice, number>> = { 'heard-by-professional': 0, representative: 1, own: 2 }

type Later = Exclude<GoalEvent, { type: 'GoalProposed' }> | ViewEvent

function evolveGoal(now: Goal, event: Later, by: string, at: Moment): Goal {
  switch (event.type) {
    case 'GoalRevised': {
      const { exception: _spent, ...goal } = now
      const reading = { ...now.reading, writers: alsoBy(now.reading.writers, by) }
      return { ...goal, is: 'proposed', heard: {}, invited: {}, reading }
    }
    case 'AdoptionExceptionReasoned':
    case 'ExceptionReaderDrawn':
    case 'ExceptionReaderRecused':
    case 'AdoptionExceptionRead':
      return evolveException(now, event, by, at)
    case 'GoalAdopted':
      return { ...now, is: 'adopted' }
    case 'GoalEvaluated':
    case 'GoalDropped':
      return { ...now, is: 'ended' }
    case 'ViewInvited': {
      const times = (now.invited[event.person]?.times ?? 0) + 1
      return { ...now, invited: { ...now.invited, [event.person]: { times, until: event.due.at } } }
    }
    case 'ViewGiven': {
      const { person, voice, stance } = event
      const said = now.heard[person]
      if (said !== undefined && NEARNESS[voice] < NEARNESS[said.voice]) return now
      return { ...now, heard: { ...now.heard, [person]: { voice, stance, by } } }
    }
  }
}

export const decideGoals: Decider<GoalCommand, GoalsSee, GoalEvent>['decide'] = (command, plan, deed) => {
  const { by, at } = deed
  if (command.type === 'ProposeGoal') {
    const { goal, domain, about, lifeArea, words, danger } = command
    if (plan.goals[goal] !== undefined) return []
    familyComesFirst(plan.opening, by, at, danger)
    if (about.length === 0) throw refusal('GOAL_AFFECTS_NOBODY')
    mustBeMembers(plan.members, about)
    return [{ type: 'GoalProposed', domain, about, goal, lifeArea, words, ...(danger && { danger }) }]
  }

  const found = plan.goals[command.goal]
  if (found === undefined || found.is === 'ended') throw refusal('GOAL_HAS_ENDED')
  const goal = withoutVoicesOf(found, plan.barred)
  const concerns = { domain: goal.domain, about: goal.about, goal: command.goal }
  // Who left or died is waited for no longer. Who left without the others knowing still is: else what is adopted would tell them.
  const waitedFor = goal.about.filter((person) => !plan.barred.includes(person))
  const present = waitedFor.filter((person) => isMember(plan.members, person) || isSilentlyAway(plan.absences, person))
  switch (command.type) {
    case 'ReviseGoal':
      return [{ ...concerns, type: 'GoalRevised', words: command.words }]

    case 'ReasonAdoptionException':
    case 'ReadAdoptionException':
    case 'RecuseExceptionReader': {
      const notHeard = present.filter((person) => hearing(goal, person, plan.careTeam, at) === 'not-heard')
      return decideException(command, goal, { notHeard, involved: plan.involved }, deed)
    }

    case 'AdoptGoal': {
      if (goal.is === 'adopted') return []
      if (!present.some((person) => isMember(plan.members, person))) throw refusal('GOAL_AFFECTS_NOBODY')
      const excepted = goal.exception?.readAt === undefined ? [] : goal.exception.notHeard
      const heard: Readonly<Record<PersonId, Heard>> = Object.fromEntries(
        waitedFor.flatMap((person) => {
          const how = hearing(goal, person, plan.careTeam, at)
          const isWaitedFor = how === undefined || (how === 'not-heard' && !excepted.includes(person))
          return isWaitedFor ? [] : [[person, how] as const]
        }),
      )
      const persons = present.filter((person) => heard[person] === undefined)
      if (persons.length > 0) throw refusal('PERSONS_WERE_NOT_HEARD', { persons })
      const dissent = waitedFor.filter((person) => goal.heard[person]?.stance === 'disagrees')
      return [{ ...concerns, basedOn: command.basedOn, type: 'GoalAdopted', heard, dissent }]
    }

    case 'EvaluateGoal': {
      const { outcome, words, basedOn } = command
      if (goal.is !== 'adopted') throw refusal('GOAL_IS_NOT_ADOPTED')
      return [{ ...concerns, basedOn, type: 'GoalEvaluated', outcome, ...(words && { words }) }]
    }

    case 'DropGoal':
      return [{ ...concerns, type: 'GoalDropped', reason: command.reason }]
  }
}

/** What those said from whom it is withheld now, of themselves or of others, counts no more. */
function withoutVoicesOf(goal: Goal, barred: readonly string[]): Goal {
  if (barred.length === 0) return goal
  const heard = Object.entries(goal.heard).filter(([, { by }]) => !barred.includes(by))
  return { ...goal, heard: Object.fromEntries(heard) }
}

/** How a person was heard on a goal; undefined while they still may speak. */
function hearing(goal: Goal, person: PersonId, careTeam: CareTeam, at: Moment): Heard | undefined {
  const view = goal.heard[person]
  if (view !== undefined) return view.voice === 'representative' ? 'represented' : 'spoke'
  const represented = representativesOf(careTeam, person, at, goal.domain).length > 0
  if (cannotSpeakIn(careTeam, person, goal.domain) && !represented) return 'not-heard'
  const invited = goal.invited[person]
  return invited !== undefined && invited.times >= 2 && at > invited.until ? 'chose-not-to-speak' : undefined
}

const refusal = (code: GoalRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
