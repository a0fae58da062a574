/**
 * How a plan ends, and begins again. Closed as reached it has met every condition; on any other ground what is open is kept, and goes on. Whoever of the
 * family does not want it to end opens it again; a plan opened again is the same plan in a new episode. How each ends their own help is in `ending.ts`.
 */
import { inDays } from '../../deciding/days.ts'
import {
  isOfTheFamily,
  Refusal,
  type Actor,
  type Concerns,
  type Decider,
  type Due,
  type Moment,
  type Sealed,
} from '../../deciding/decider.ts'
import type { Terms } from '../../municipality/terms.ts'
import type { ItemKey } from '../visibility/visibility.ts'
import { WHOLE_PLAN } from '../opening/opening.ts'
import { withEnder, withoutEnder, type Closing } from './episode.ts'
import { unmetFor, type ClosingNeeds, type ToMeet } from './conditions.ts'
import { decideEnding, type EndingCommand, type EndingEvent } from './ending.ts'

export const CLOSING_GROUNDS = ['reached', 'family-ends', 'moved', 'untraceable', 'deceased', 'other-lead'] as const
export type ClosingGround = (typeof CLOSING_GROUNDS)[number]

export type ClosingEvent =
  | (Concerns &
      (
        | {
            readonly type: 'PlanClosed'
            /** Absent, as the reason is, where nobody of the family wanted on. */
            readonly ground?: Sealed<ClosingGround>
            readonly reason?: Sealed
            /** How the family was asked, and what it said. */
            readonly familyView?: Sealed
            /** Until when whoever of the family does not want it to end opens it again. */
            readonly due: Due
          }
        | { readonly type: 'PlanReopened'; readonly reason: Sealed }
      ))
  | EndingEvent

export type ClosingCommand =
  | {
      readonly type: 'ClosePlan'
      readonly ground: Sealed<ClosingGround>
      /** What that ground takes: the ground itself is not for rules to read. */
      readonly takes: ToMeet
      readonly reason: Sealed
      readonly familyView?: Sealed
      readonly terms: Terms
    }
  | { readonly type: 'ReopenPlan'; readonly reason: Sealed }
  | EndingCommand

export type ClosingRefusal =
  'PLAN_IS_CLOSED' | 'PLAN_IS_NOT_CLOSED' | 'CLOSING_CONDITIONS_ARE_UNMET' | 'REOPENING_TERM_HAS_PASSED'

/** @param done what the plan had before the event, but for what runs on */
export function evolveClosing(
  now: Closing,
  event: ClosingEvent,
  { by, at }: { readonly by: Actor; readonly at: Moment },
  done: readonly ItemKey[],
): Closing {
  switch (event.type) {
    case 'PlanClosed':
      return { ...now, is: 'closed', until: event.due.at }
    case 'PlanReopened': {
      // Who ended their help and opens it again wants on; who coordinates asks everyone anew.
      const ended = isOfTheFamily(by) ? withoutEnder(now.ended, by.id, by.id) : {}
      return { is: 'open', since: at, earlier: done, ended }
    }
    case 'HelpEnded':
      return { ...now, ended: withEnder(now, event.person, event.by) }
    case 'HelpResumed':
      return { ...now, ended: withoutEnder(now.ended, event.person, event.by) }
    case 'EndingAnswered':
      return now
  }
}

export const decideClosing: Decider<ClosingCommand, ClosingNeeds, ClosingEvent>['decide'] = (command, now, deed) => {
  const { by, at } = deed
  switch (command.type) {
    case 'ClosePlan': {
      const { ground, takes, reason, familyView, terms } = command
      const unmet = unmetFor(takes, now, familyView)
      if (unmet.length > 0) throw refusal('CLOSING_CONDITIONS_ARE_UNMET', { unmet })
      return [closed(at, terms, { ground, reason, ...(familyView && { familyView }) })]
    }

    case 'ReopenPlan': {
      const { is, until } = now.closing
      if (is !== 'closed') throw refusal('PLAN_IS_NOT_CLOSED')
      if (isOfTheFamily(by) && until !== undefined && at > until) throw refusal('REOPENING_TERM_HAS_PASSED', { until })
      return [{ ...WHOLE_PLAN, type: 'PlanReopened', reason: command.reason }]
    }

    case 'EndHelp': {
      const events = decideEnding(command, now, deed)
      const then = events.reduce((closing, event) => evolveClosing(closing, event, deed, []), now.closing)
      const isLast =
        events.length > 0 && command.wantOn.length === 0 && now.whoWantsOn(then, command.voices).length === 0
      return isLast ? [...events, closed(at, command.terms, {})] : events
    }

    case 'ResumeHelp':
    case 'AnswerEnding':
      return decideEnding(command, now, deed)
  }
}

type Closed = Extract<ClosingEvent, { type: 'PlanClosed' }>

const closed = (
  at: Moment,
  { version, reopeningDays }: Terms,
  said: Pick<Closed, 'ground' | 'reason' | 'familyView'>,
): Closed => ({
  ...WHOLE_PLAN,
  type: 'PlanClosed',
  ...said,
  due: { what: 'reopening', at: inDays(at, reopeningDays), terms: version },
})

const refusal = (code: ClosingRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
