/** Who does what for which goal. An action serves a goal and counts only once its owner has accepted it. */
import {
  Refusal,
  type Concerns,
  type Decider,
  type OnceInClear,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import { endOf, inWorkingDays, type Day } from '../../deciding/days.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { Terms } from '../../municipality/terms.ts'
import type { Goals } from '../goals/goal.ts'

export type ActionEvent = Concerns &
  (
    | {
        readonly type: 'ActionPlanned'
        readonly action: string
        readonly goal: string
        readonly owner: string
        readonly words: Sealed
        readonly doneBy?: OnceInClear<Day>
      }
    | { readonly type: 'ActionAccepted'; readonly action: string }
    | { readonly type: 'ActionDone'; readonly action: string; readonly words?: Sealed }
    | { readonly type: 'ActionStalled'; readonly action: string; readonly reason: Sealed }
    | { readonly type: 'ActionDropped'; readonly action: string; readonly reason: Sealed }
  )

export type ActionCommand =
  | {
      readonly type: 'PlanAction'
      readonly action: string
      readonly goal: string
      readonly owner: string
      readonly words: Sealed
      readonly doneBy?: Sealed
      /** Behind which day it is late: the one that is sealed, since nobody reads the words of an action to know that. */
      readonly late?: { readonly after: Day; readonly terms: Terms }
    }
  | { readonly type: 'AcceptAction'; readonly action: string }
  | { readonly type: 'FinishAction'; readonly action: string; readonly words?: Sealed }
  | { readonly type: 'ReportActionStalled'; readonly action: string; readonly reason: Sealed }
  | { readonly type: 'DropAction'; readonly action: string; readonly reason: Sealed }

export type ActionRefusal =
  | 'ACTION_SERVES_NO_GOAL'
  | 'ACTION_HAS_NO_SUCH_OWNER'
  | 'ONLY_THE_OWNER_ACCEPTS_AN_ACTION'
  | 'ONLY_THE_OWNER_FINISHES_AN_ACTION'
  | 'ONLY_WHO_OWNS_PLANNED_OR_COORDINATES_DROPS_AN_ACTION'
  | 'ACTION_IS_NOT_ACCEPTED'
  | 'ACTION_HAS_ENDED'

export interface Action {
  readonly is: 'planned' | 'active' | 'ended'
  readonly goal: string
  readonly owner: string
  readonly plannedBy: string
  readonly domain: LegalDomain
  readonly about: readonly PersonId[]
}

export type Actions = Readonly<Record<string, Action>>

export interface ActionsNeeds {
  readonly actions: Actions
  readonly goals: Goals
  /** Everyone an action can be given to, as far as who plans it knows: members, care team, coordinator. */
  readonly participants: readonly string[]
  /** Coordinator and deputies. */
  readonly coordinators: readonly string[]
}

/** What a next coordinator must be told of. */
export const openActions = (actions: Actions): readonly string[] =>
  Object.keys(actions).filter((id) => actions[id]?.is !== 'ended')

export function evolveActions(now: Actions, event: ActionEvent, by: string): Actions {
  if (event.type === 'ActionPlanned') {
    const { action, goal, owner, domain, about } = event
    return domain === 'general'
      ? now
      : withEntry(now, action, { is: 'planned', goal, owner, plannedBy: by, domain, about })
  }
  const action = now[event.action]
  if (action === undefined) return now
  switch (event.type) {
    case 'ActionAccepted':
      // What has ended does not begin again, also where who accepts it may not know that.
      return action.is !== 'planned' ? now : withEntry(now, event.action, { ...action, is: 'active' })
    case 'ActionStalled':
      return now
    case 'ActionDone':
    case 'ActionDropped':
      return withEntry(now, event.action, { ...action, is: 'ended' })
  }
}

export const decideActions: Decider<ActionCommand, ActionsNeeds, ActionEvent>['decide'] = (command, plan, { by }) => {
  if (command.type === 'PlanAction') {
    const { action, goal: id, owner, words, doneBy, late } = command
    if (plan.actions[action] !== undefined) return []
    const goal = plan.goals[id]
    if (goal === undefined || goal.is === 'ended') throw refusal('ACTION_SERVES_NO_GOAL')
    if (!plan.participants.includes(owner)) throw refusal('ACTION_HAS_NO_SUCH_OWNER')
    const { domain, about } = goal
    const due = late && {
      what: 'action',
      at: inWorkingDays(endOf(late.after), late.terms.actionWorkingDays),
      terms: late.terms.version,
    }
    const planned = { type: 'ActionPlanned', domain, about, action, goal: id, owner, words } as const
    return [{ ...planned, ...(doneBy && { doneBy }), ...(due && { due }) }]
  }

  const action = plan.actions[command.action]
  if (action === undefined || action.is === 'ended') throw refusal('ACTION_HAS_ENDED')
  const concerns = { domain: action.domain, about: action.about, action: command.action }
  switch (command.type) {
    case 'AcceptAction':
      // A relative's action needs that relative's own word: nobody accepts for another.
      if (action.owner !== by.id) throw refusal('ONLY_THE_OWNER_ACCEPTS_AN_ACTION', { owner: action.owner })
      return action.is === 'active' ? [] : [{ ...concerns, type: 'ActionAccepted' }]

    case 'FinishAction': {
      const { words } = command
      // As it was accepted: nobody says for another, not for a child either, that what they took on is done.
      if (action.owner !== by.id) throw refusal('ONLY_THE_OWNER_FINISHES_AN_ACTION', { owner: action.owner })
      if (action.is !== 'active') throw refusal('ACTION_IS_NOT_ACCEPTED')
      return [{ ...concerns, type: 'ActionDone', ...(words && { words }) }]
    }

    case 'ReportActionStalled':
      // Said by whoever sees it, with their name: it ends nothing.
      if (action.is !== 'active') throw refusal('ACTION_IS_NOT_ACCEPTED')
      return [{ ...concerns, type: 'ActionStalled', reason: command.reason }]

    case 'DropAction':
      if (action.owner !== by.id && action.plannedBy !== by.id && !plan.coordinators.includes(by.id))
        throw refusal('ONLY_WHO_OWNS_PLANNED_OR_COORDINATES_DROPS_AN_ACTION')
      return [{ ...concerns, type: 'ActionDropped', reason: command.reason }]
  }
}

const refusal = (code: ActionRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
