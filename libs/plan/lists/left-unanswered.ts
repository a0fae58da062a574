/** What nobody answered in the end: a row for each, with what kind of thing it was and when; not whose, in which plan, or of whom. */
import { dayOf, type Day } from '../../deciding/days.ts'
import type { Happened, ReadModel } from '../../deciding/read-model.ts'
import type { PlanEvent } from '../plan.ts'
import type { WhatIsDue } from '../terms/due-kinds.ts'

const tables = {
  left_unanswered: {
    columns: {
      /** The event that says so, so that it is counted once. */
      of: 'text',
      what: 'text',
      quarter: 'text',
    },
    key: ['of'],
    lookups: [['quarter', 'what']],
  },
} as const

export const leftUnanswered = {
  name: 'left-unanswered',
  version: 1,
  tables,
  after: {
    DueLeftUnanswered: (happened) => [counted(happened, happened.event.what)],
    // Where nobody is left to step up to it stands as unanswered.
    ChallengeEscalated: (happened) => (happened.event.addressee === undefined ? [counted(happened, 'challenge')] : []),
  },
} as const satisfies ReadModel<PlanEvent, typeof tables>

function counted({ envelope: { id: of, recordedAt } }: Happened<PlanEvent>, what: WhatIsDue) {
  return { put: 'left_unanswered', row: { of, what, quarter: quarterOf(dayOf(recordedAt)) } } as const
}

/** `2026-Q1`. */
export const quarterOf = (day: Day): string => `${day.slice(0, 4)}-Q${String(Math.ceil(Number(day.slice(5, 7)) / 3))}`

/** The last quarters that had ended by a day, the first of them first. */
export function quartersUntil(day: Day, number: number): readonly string[] {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const running = year * 4 + Math.ceil(month / 3) - 1
  return Array.from({ length: number }, (_, place) => {
    const quarter = running - number + place
    return `${String(Math.floor(quarter / 4))}-Q${String((quarter % 4) + 1)}`
  })
}
