/**
 * How much nobody answered in the end, for the council and everyone: by kind and quarter, and nothing smaller. A quarter is published a week after it ended, when
 * nothing can come to it any more, so that the figures of one day less those of another are nobody's; a small number is not told, and none is told as one
 * that is small; every kind stands in every quarter, and nothing is added up.
 */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { dayOf, daysAfter } from '../../../libs/deciding/days.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { leftUnanswered, quartersUntil } from '../../../libs/plan/lists/left-unanswered.ts'
import { DUE, DUE_KINDS, type WhatIsDue } from '../../../libs/plan/terms/due-kinds.ts'
import { answered } from './pages.ts'

const QUARTERS = 8
const PUBLISHED_AFTER_DAYS = 7
/** Fewer are not told. */
export const TOLD_FROM = 10

export interface UnansweredInQuarter {
  readonly quarter: string
  readonly counts: readonly ({ readonly what: WhatIsDue } & (
    { readonly number: number } | { readonly fewerThan: number }
  ))[]
}

export class CountUnanswered extends Query<readonly UnansweredInQuarter[]> {}

@QueryHandler(CountUnanswered)
export class CountUnansweredHandler implements IQueryHandler<CountUnanswered> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute(): Promise<readonly UnansweredInQuarter[]> {
    const { readStore, clock } = this.system
    const quarters = quartersUntil(daysAfter(dayOf(clock()), -PUBLISHED_AFTER_DAYS), QUARTERS)
    const counted = await answered(
      readStore.read([leftUnanswered], (rows) =>
        rows
          .selectFrom('left_unanswered')
          .select(['quarter', 'what'])
          .select((its) => its.fn.countAll().as('number'))
          .where('quarter', 'in', quarters)
          .groupBy(['quarter', 'what'])
          .execute(),
      ),
    )
    return quarters.map((quarter) => ({
      quarter,
      counts: COUNTED.map((what) => {
        const number = Number(counted.find((one) => one.quarter === quarter && one.what === what)?.number ?? 0)
        return number < TOLD_FROM ? { what, fewerThan: TOLD_FROM } : { what, number }
      }),
    }))
  }
}

/** All that goes up, and so can be left. */
const COUNTED = DUE.filter((what) => DUE_KINDS[what].goesUp)
