/** What the plan wants to reach. A goal is adopted only when everyone it affects was heard, or chose not to speak; who cannot be heard is adopted over only by exception. */
import {
  Refusal,
  type Concerns,
  type Decider,
  type Deed,
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
import type { ViewEvent } from '../views/views.ts'
import type { Goal, Goals, Said } from './goal.ts'
import {
  allSaid,
  authoritiesToHear,
  hearing,
  isNearer,
  nearest,
  saidFor,
  withoutVoicesOf,
  type Heard,
  type Then,
} from './hearing.ts'
import type { OwnVoices } from './own-voice.ts'

export const GOAL_OUTCOMES = ['reached', 'partly-reached', 'not-reached'] as const
export type GoalOutcome = (typeof GOAL_OUTCOMES)[number]

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
  | { readonly type: 'AdoptGoal'; readonly goal: string; readonly basedOn: number; readonly voices: OwnVoices }
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

export interface GoalsNeeds {
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

/** What came of it to someone changes nothing of whether it is adopted. */
type ViewOnGoal = Exclude<ViewEvent, { type: 'FamilyEvaluated' }>

/**
 * @param involved who works with the family now: who did when a goal was proposed never reads it as an outsider
 * @param asParent whether who gives a view speaks as a parent or guardian, and in no other way
 */
export function evolveGoals(
  now: Goals,
  event: GoalEvent | ViewOnGoal,
  { by, at }: { readonly by: string; readonly at: Moment },
  involved: readonly string[],
  asParent = false,
): Goals {
  if (event.type === 'GoalProposed') {
    const { goal, domain, about } = event
    if (domain === 'general') return now
    const reading = { excluded: [...involved, by], writers: [by], recused: [] }
    return withEntry(now, goal, { is: 'proposed', domain, about, wordsAt: at, heard: {}, invited: {}, reading })
  }
  const id = 'goal' in event ? event.goal : event.on.id
  const goal = now[id]
  return goal === undefined ? now : withEntry(now, id, evolveGoal(goal, event, { by, at, asParent }))
}

type Later = Exclude<GoalEvent, { type: 'GoalProposed' }> | ViewOnGoal

function evolveGoal(
  now: Goal,
  event: Later,
  { by, at, asParent }: { readonly by: string; readonly at: Moment; readonly asParent: boolean },
): Goal {
  switch (event.type) {
    case 'GoalRevised': {
      // Said by who may not know that it has ended: it does not begin again by that.
      if (now.is === 'ended') return { ...now, wordsAt: at }
      const { exception: _spent, ...goal } = now
      const reading = { ...now.reading, writers: alsoBy(now.reading.writers, by) }
      return { ...goal, is: 'proposed', wordsAt: at, heard: {}, invited: {}, reading }
    }
    case 'AdoptionExceptionReasoned':
    case 'ExceptionReaderDrawn':
    case 'ExceptionReaderRecused':
    case 'AdoptionExceptionRead':
      return evolveException(now, event, by, at)
    case 'GoalAdopted': {
      const by = whoRepresented(now, event.heard)
      const represented = [...(now.represented ?? []), { at, by }]
      return { ...now, is: 'adopted', ...(Object.keys(by).length > 0 && { represented }) }
    }
    case 'GoalEvaluated':
    case 'GoalDropped':
      return { ...now, is: 'ended' }
    case 'ViewInvited': {
      // Whom it did not reach as they need was not asked.
      if (event.ignoresNeeds) return now
      const whom = event.representation ?? event.person
      const { times = 0, at: before } = now.invited[whom] ?? {}
      const invited = { times: times + 1, until: event.due.at, at, ...(before !== undefined && { before }) }
      return { ...now, invited: { ...now.invited, [whom]: invited } }
    }
    case 'ViewGiven': {
      const { person, view, voice, stance } = event
      const others = allSaid(now, person).filter((one) => one.voice !== voice || one.by !== by)
      return saying(now, person, [...others, { view, voice, stance, by, ...(asParent && { asParent }) }])
    }
    case 'ViewConfirmed': {
      const { person, view, voice } = event
      // Who was present takes nothing from what whose it is made theirs.
      const all = allSaid(now, person).map((one) =>
        one.view === view && isNearer(voice, one.voice) ? { ...one, voice } : one,
      )
      return saying(now, person, all)
    }
  }
}

function saying(now: Goal, person: PersonId, all: readonly Said[]): Goal {
  const heard = nearest(all)
  return heard === undefined ? now : { ...now, heard: { ...now.heard, [person]: heard } }
}

const whoRepresented = (now: Goal, heard: Readonly<Record<PersonId, Heard>>) =>
  Object.fromEntries(
    Object.entries(heard).flatMap(([person, how]) =>
      how === 'represented'
        ? [[person, allSaid(now, person).flatMap(({ voice, by }) => (voice === 'representative' ? [by] : []))] as const]
        : [],
    ),
  )

export const decideGoals: Decider<GoalCommand, GoalsNeeds, GoalEvent>['decide'] = (command, plan, deed) => {
  const { by, at } = deed
  if (command.type === 'ProposeGoal') {
    const { goal, domain, about, lifeArea, words, danger } = command
    if (plan.goals[goal] !== undefined) return []
    familyComesFirst(plan.opening, { domain, ...(danger && { danger }) }, by, at)
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
      const then = thenOf(command, plan, deed)
      const notHeard = present.filter((person) => hearing(goal, person, then) === 'not-heard')
      return decideException(command, goal, { notHeard, involved: plan.involved }, deed)
    }

    case 'AdoptGoal': {
      if (goal.is === 'adopted') return []
      if (!present.some((person) => isMember(plan.members, person))) throw refusal('GOAL_AFFECTS_NOBODY')
      const then = thenOf(command, plan, deed)
      const excepted = goal.exception?.readAt === undefined ? [] : goal.exception.notHeard
      const heard: Readonly<Record<PersonId, Heard>> = Object.fromEntries(
        waitedFor.flatMap((person) => {
          const how = hearing(goal, person, then)
          const isWaitedFor = how === undefined || (how === 'not-heard' && !excepted.includes(person))
          return isWaitedFor ? [] : [[person, how] as const]
        }),
      )
      const persons = present.filter((person) => heard[person] === undefined)
      if (persons.length > 0) throw refusal('PERSONS_WERE_NOT_HEARD', { persons, ...whoIsAsked(goal, persons, then) })
      const dissent = waitedFor.filter((person) => saidFor(goal, person, then)?.stance === 'disagrees')
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

const thenOf = (command: GoalCommand, { careTeam, absences, members }: GoalsNeeds, { by, at }: Deed): Then => {
  const voices = 'voices' in command ? command.voices : {}
  return { id: command.goal, careTeam, absences, members, voices, by: by.id, at }
}

/** Whom each waits for beside themselves. */
function whoIsAsked(goal: Goal, persons: readonly PersonId[], then: Then) {
  const all = persons.map((person) => [person, authoritiesToHear(goal, person, then)] as const)
  const waiting = all.filter(([, authorities]) => authorities.length > 0)
  return waiting.length > 0 ? { authorities: Object.fromEntries(waiting) } : {}
}

const refusal = (code: GoalRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
