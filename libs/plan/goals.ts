/** What the plan wants to reach. A goal is adopted only when everyone it affects was heard, or chose not to speak; who cannot be heard is adopted over only by exception. */
import {
  Refusal,
  type Concerns,
  type Decider,
  type Due,
  type Moment,
  type PersonId,
  type Sealed,
} from '../deciding/decider.ts'
import { inWorkingDays } from '../deciding/days.ts'
import type { LegalDomain } from '../deciding/domains.ts'
import { drawReader, type ReaderPool } from '../municipality/second-readers.ts'
import type { Terms } from '../municipality/terms.ts'
import type { CareTeam } from './care-team.ts'
import type { LifeArea } from './life-areas.ts'
import { mustBeMembers, type Members } from './members.ts'
import { familyComesFirst, type Opening } from './opening.ts'
import type { Stance, ViewEvent, Voice } from './views.ts'

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
        readonly type: 'AdoptionExceptionReasoned'
        readonly goal: string
        readonly exception: string
        readonly notHeard: readonly PersonId[]
        readonly reason: Sealed
        readonly reader: string
        readonly pool: number
        readonly seed: string
        readonly due: Due
      }
    | {
        readonly type: 'AdoptionExceptionRead'
        readonly goal: string
        readonly exception: string
        readonly words: Sealed
      }
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
        readonly outcome: GoalOutcome
        readonly words?: Sealed
      }
    | { readonly type: 'GoalDropped'; readonly goal: string; readonly reason: Sealed }
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
  | {
      readonly type: 'ReasonAdoptionException'
      readonly goal: string
      readonly exception: string
      readonly reason: Sealed
      readonly pool: ReaderPool
      readonly seed: string
      readonly terms: Terms
    }
  | {
      readonly type: 'ReadAdoptionException'
      readonly goal: string
      readonly exception: string
      readonly words: Sealed
      readonly basedOn: number
    }
  | { readonly type: 'AdoptGoal'; readonly goal: string; readonly basedOn: number }
  | {
      readonly type: 'EvaluateGoal'
      readonly goal: string
      readonly outcome: GoalOutcome
      readonly words?: Sealed
      readonly basedOn: number
    }
  | { readonly type: 'DropGoal'; readonly goal: string; readonly reason: Sealed }

export type GoalRefusal =
  | 'GOAL_AFFECTS_NOBODY'
  | 'GOAL_IS_NOT_PROPOSED'
  | 'GOAL_IS_NOT_ADOPTED'
  | 'GOAL_HAS_ENDED'
  | 'PERSONS_WERE_NOT_HEARD'
  | 'EVERYONE_CAN_BE_HEARD'
  | 'NOBODY_CAN_READ_THE_EXCEPTION'
  | 'ONLY_THE_DRAWN_READER_READS'

export interface Goal {
  readonly is: 'proposed' | 'adopted' | 'ended'
  readonly domain: LegalDomain
  readonly about: readonly PersonId[]
  /** Views on the words as they stand now; revised words are heard anew. */
  readonly heard: Readonly<Record<PersonId, { readonly voice: Voice; readonly stance: Stance }>>
  readonly invited: Readonly<Record<PersonId, { readonly times: number; readonly until: Moment }>>
  readonly exception?: { readonly exception: string; readonly reader: string; readonly read: boolean }
}

export type Goals = Readonly<Record<string, Goal>>

export interface GoalsSee {
  readonly goals: Goals
  readonly opening: Opening
  readonly members: Members
  readonly careTeam: CareTeam
  /** Coordinator, deputies and care team: none of them is a second reader here. */
  readonly involved: readonly string[]
}

export function evolveGoals(now: Goals, event: GoalEvent | ViewEvent): Goals {
  if (event.type === 'GoalProposed') {
    const { goal, domain, about } = event
    return domain === 'general' ? now : { ...now, [goal]: { is: 'proposed', domain, about, heard: {}, invited: {} } }
  }
  const id = 'goal' in event ? event.goal : event.on.id
  const goal = now[id]
  return goal === undefined ? now : { ...now, [id]: evolveGoal(goal, event) }
}

function evolveGoal(now: Goal, event: Exclude<GoalEvent, { type: 'GoalProposed' }> | ViewEvent): Goal {
  switch (event.type) {
    case 'GoalRevised': {
      const { exception: _spent, ...goal } = now
      return { ...goal, is: 'proposed', heard: {}, invited: {} }
    }
    case 'AdoptionExceptionReasoned':
      return { ...now, exception: { exception: event.exception, reader: event.reader, read: false } }
    case 'AdoptionExceptionRead':
      return now.exception === undefined ? now : { ...now, exception: { ...now.exception, read: true } }
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
      return { ...now, heard: { ...now.heard, [person]: { voice, stance } } }
    }
  }
}

export const decideGoals: Decider<GoalCommand, GoalsSee, GoalEvent>['decide'] = (command, plan, { by, at }) => {
  if (command.type === 'ProposeGoal') {
    const { goal, domain, about, lifeArea, words, danger } = command
    familyComesFirst(plan.opening, by, at, danger)
    if (about.length === 0) throw refusal('GOAL_AFFECTS_NOBODY')
    mustBeMembers(plan.members, about)
    return [{ type: 'GoalProposed', domain, about, goal, lifeArea, words, ...(danger && { danger }) }]
  }

  const goal = plan.goals[command.goal]
  if (goal === undefined || goal.is === 'ended') throw refusal('GOAL_HAS_ENDED')
  const concerns = { domain: goal.domain, about: goal.about, goal: command.goal }
  switch (command.type) {
    case 'ReviseGoal':
      return [{ ...concerns, type: 'GoalRevised', words: command.words }]

    case 'ReasonAdoptionException': {
      const { exception, reason, pool, seed, terms } = command
      if (goal.is !== 'proposed') throw refusal('GOAL_IS_NOT_PROPOSED')
      const notHeard = goal.about.filter((person) => hearing(goal, person, plan.careTeam, at) === 'not-heard')
      if (notHeard.length === 0) throw refusal('EVERYONE_CAN_BE_HEARD')
      const reader = drawReader(pool, goal.domain, plan.involved, seed)
      if (reader === undefined) throw refusal('NOBODY_CAN_READ_THE_EXCEPTION')
      const due = { what: 'exception-reading', at: inWorkingDays(at, terms.readingWorkingDays), terms: terms.version }
      const drawn = { reader, pool: pool.version, seed, due }
      return [{ ...concerns, type: 'AdoptionExceptionReasoned', exception, notHeard, reason, ...drawn }]
    }

    case 'ReadAdoptionException': {
      const { exception, words, basedOn } = command
      if (goal.exception?.exception !== exception || goal.exception.reader !== by.id)
        throw refusal('ONLY_THE_DRAWN_READER_READS')
      return goal.exception.read ? [] : [{ ...concerns, basedOn, type: 'AdoptionExceptionRead', exception, words }]
    }

    case 'AdoptGoal': {
      if (goal.is === 'adopted') return []
      const heard = goal.about.map((person) => [person, hearing(goal, person, plan.careTeam, at)] as const)
      const unheard = heard.filter(
        ([, how]) => how === undefined || (how === 'not-heard' && goal.exception?.read !== true),
      )
      if (unheard.length > 0) throw refusal('PERSONS_WERE_NOT_HEARD', { persons: unheard.map(([person]) => person) })
      const dissent = goal.about.filter((person) => goal.heard[person]?.stance === 'disagrees')
      // Nobody is undefined here: those are refused above.
      const how = Object.fromEntries(heard.map(([person, as]) => [person, as ?? 'not-heard']))
      return [{ ...concerns, basedOn: command.basedOn, type: 'GoalAdopted', heard: how, dissent }]
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

/** How a person was heard on a goal; undefined while they still may speak. */
function hearing(goal: Goal, person: PersonId, careTeam: CareTeam, at: Moment): Heard | undefined {
  const view = goal.heard[person]
  if (view !== undefined) return view.voice === 'representative' ? 'represented' : 'spoke'
  const represented = Object.values(careTeam.representations).some(({ represents }) => represents === person)
  if (careTeam.cannotSpeak.includes(person) && !represented) return 'not-heard'
  const invited = goal.invited[person]
  return invited !== undefined && invited.times >= 2 && at > invited.until ? 'chose-not-to-speak' : undefined
}

const refusal = (code: GoalRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
