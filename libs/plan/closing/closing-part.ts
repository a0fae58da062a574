/** How a plan ends and begins again, as a part of it. Partners are told that it closed and that it is open again; why, and who of the family said what, is not theirs. */
import { ID } from '../../deciding/in-clear.ts'
import { leavesAs } from '../public-event.ts'
import { noContent, type CommandRows, type PlanPart } from '../part.ts'
import { decideClosing, evolveClosing, type ClosingCommand, type ClosingEvent } from './closing.ts'
import type { ClosingNeeds } from './conditions.ts'
import { doneWith, type Begun } from './new-episode.ts'
import { NOT_CLOSED, type Closing } from './episode.ts'

const OF_THE_PLAN = noContent('that the plan ends, and on what ground, is told to all whose plan it is')
const OF_ENDING = noContent('none of the family is told of it but who says it and who it is said for')

const ENDING = { person: ID, by: ID }

const commands = {
  ClosePlan: OF_THE_PLAN,
  ReopenPlan: OF_THE_PLAN,
  EndHelp: { ...OF_ENDING, saidFor: 'person' },
  ResumeHelp: { ...OF_ENDING, saidFor: 'person' },
  AnswerEnding: { ...OF_ENDING, saidFor: 'nobody' },
} as const satisfies CommandRows<ClosingCommand>

export const closingPart: PlanPart<ClosingCommand, ClosingEvent, Closing, ClosingNeeds, typeof commands, Begun> = {
  initial: NOT_CLOSED,
  commands,
  events: {
    PlanClosed: {
      says: { nl: 'Het plan is afgesloten', en: 'The plan was closed' },
      partner: leavesAs('plan-closed', 'plan'),
      item: 'none',
      inClear: {},
    },
    PlanReopened: {
      says: { nl: 'Het plan is heropend', en: 'The plan was opened again' },
      partner: leavesAs('plan-reopened', 'plan'),
      item: 'none',
      inClear: {},
    },
    HelpEnded: {
      says: { nl: 'Iemand heeft de hulp beëindigd', en: 'Someone ended the help' },
      partner: 'never',
      item: 'none',
      inClear: ENDING,
    },
    HelpResumed: {
      says: { nl: 'Iemand wil de hulp toch houden', en: 'Someone keeps the help after all' },
      partner: 'never',
      item: 'none',
      inClear: ENDING,
    },
    EndingAnswered: {
      says: { nl: 'Er is geantwoord op een beëindiging van hulp', en: 'Ending someone’s help was answered' },
      partner: 'never',
      item: 'none',
      inClear: { person: ID, to: ID },
    },
  },
  decide: decideClosing,
  evolve: (now, event, deed, plan) =>
    evolveClosing(now, event, deed, event.type === 'PlanReopened' ? doneWith(plan) : []),
}
