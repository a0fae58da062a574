/** What is due of help that someone ended for another, and what a plan that is closed waits for no longer. */
import type { PersonId } from '../../deciding/decider.ts'
import type { Happened } from '../../deciding/read-model.ts'
import type { PlanEvent } from '../plan.ts'
import { dueAt, met } from './due-rows.ts'

type Of<Type extends PlanEvent['type']> = Happened<Extract<PlanEvent, { type: Type }>>

/** @param by who ended it */
const endingOf = (item: PersonId, by: string) => ({ what: 'ending', kind: 'member', item, person: by }) as const

/** What runs, and what is withheld, is waited for. */
const NOT_ONCE_CLOSED = ['own-plan', 'view', 'exception-reading', 'referral'] as const

export const ENDINGS_DUE = {
  PlanClosed: (happened: Of<'PlanClosed'>) => NOT_ONCE_CLOSED.map((what) => met(happened, { what })),
  HelpEnded: (happened: Of<'HelpEnded'>) => {
    const { person, by, due: term } = happened.event
    return term === undefined ? [] : [dueAt(happened, term.at, { ...endingOf(person, by), mustAct: 'team-lead' })]
  },
  HelpResumed: (happened: Of<'HelpResumed'>) => [met(happened, endingOf(happened.event.person, happened.event.by))],
  EndingAnswered: (happened: Of<'EndingAnswered'>) => [
    met(happened, endingOf(happened.event.person, happened.event.to)),
  ],
} as const
