/** How far what is due has gone up, as columns of its row; and whom it went up to, which stays a while when it is settled. */
import type { Happened, RowChange, Table, Tables } from '../../deciding/read-model.ts'
import type { TermsEvent } from '../terms/terms.ts'
import { planOf } from './as-rows.ts'

export const STEPS = {
  /** When this step began, and when it goes up; '' where it does not, or no further. */
  began: 'text',
  until: 'text',
  /** How often it went up. */
  step: 'integer',
  /** '' where it did not; 'unanswered' behind the last. */
  wentUpTo: 'text',
  extended: 'integer',
  /** The version of the terms it began under. */
  terms: 'integer',
} as const

/** A row for each whom something went up to. */
export const addressed = {
  columns: {
    plan: 'text',
    what: 'text',
    kind: 'text',
    item: 'text',
    person: 'text',
    reader: 'text',
    wentUpTo: 'text',
    /** '' until it is. */
    settledAt: 'text',
  },
  key: ['plan', 'what', 'kind', 'item', 'person', 'wentUpTo'],
} as const satisfies Table

const keyOfDue = ({ event, envelope }: Happened<TermsEvent>) => {
  const { what, item, person = '' } = event
  return { plan: planOf(envelope), what, kind: item.kind, item: item.id, person }
}

export function stepped(happened: Happened<TermsEvent>) {
  const { event, envelope } = happened
  const where = keyOfDue(happened)
  switch (event.type) {
    case 'DueWentUp': {
      const { step, to: wentUpTo, due } = event
      const set = { step, wentUpTo, began: envelope.recordedAt, until: due.at }
      return [
        { change: 'due', where, set },
        { put: 'due_addressed', row: { ...where, reader: '', wentUpTo, settledAt: '' } },
      ] as const
    }
    case 'DueLeftUnanswered':
      return [{ change: 'due', where, set: { step: event.step, wentUpTo: 'unanswered', until: '' } }] as const
    case 'DueExtended': {
      const until = event.due.at
      // Before it ever went up it is simply due later.
      const set = { until, extended: 1, ...(event.step === 0 && { dueAt: until }) }
      return [{ change: 'due', where, set }] as const
    }
  }
}

type Handler = (happened: Happened<unknown>) => readonly RowChange<Tables>[]

/** The same, and what it says is due no more is settled for whom it went up to. Which event a handler takes its name says, which the compiler cannot follow. */
export function settling<After extends object>(after: After): After {
  const handlers = Object.entries(after as Readonly<Record<string, Handler>>)
  const both = handlers.map(([type, handler]): readonly [string, Handler] => [
    type,
    (happened) => handler(happened).flatMap((change) => [change, ...settled(change, happened)]),
  ])
  return Object.fromEntries(both) as After
}

function settled(change: RowChange<Tables>, { envelope }: Happened<unknown>): readonly RowChange<Tables>[] {
  if (!('remove' in change) || change.remove !== 'due') return []
  const { domain: _domain, ...where } = change.where
  return [{ change: 'due_addressed', where: { ...where, settledAt: '' }, set: { settledAt: envelope.recordedAt } }]
}
