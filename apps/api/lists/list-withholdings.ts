/**
 * All that is withheld in the municipality, for the privacy officer: by domain, ground, mode, state, age and review, and how much of each; no words, no
 * items, no people. What they may open stands with the ids it is opened by; all else with none, so that who answers what is withheld from someone
 * cannot look up whether anything is.
 */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { Moment } from '../../../libs/deciding/decider.ts'
import type { Day } from '../../../libs/deciding/days.ts'
import type { Domain } from '../../../libs/deciding/domains.ts'
import type { StateOfWithholding } from '../../../libs/plan/lists/what-is-withheld.ts'
import type { WithholdingGround, WithholdingMode } from '../../../libs/plan/visibility/visibility.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { mustOversee } from '../access-records/list-many-look-ups.ts'
import type { Caller } from '../caller.ts'
import { answered, consistentAfter, isBehind, pageOf, type Page, type PageAsked, type Place } from './pages.ts'
import { eyesOf } from './readers-eyes.ts'
import { ENDED, mayBeTheirs, MODELS, withheldAt } from './withheld-now.ts'

export interface WithholdingsFilter {
  readonly domain?: Domain
  readonly ground?: WithholdingGround
  readonly mode?: WithholdingMode
  /** Where none is asked for: all that has not ended. */
  readonly state?: StateOfWithholding
  /** Whose review date lies before this day. */
  readonly reviewBefore?: Day
}

export class ListWithholdings extends Query<Page> {
  constructor(
    readonly caller: Caller,
    readonly filter: WithholdingsFilter,
    readonly page: PageAsked,
    readonly position: string | undefined,
  ) {
    super()
  }
}

/** How much is withheld, whatever page was asked for. */
export class CountWithholdings extends Query<readonly WithholdingsCount[]> {
  constructor(readonly caller: Caller) {
    super()
  }
}

export interface WithholdingsCount {
  readonly domain: string
  readonly ground: string
  readonly mode: string
  readonly state: string
  readonly number: number
  /** Of those, what should have been completed, confirmed, decided or reviewed by now. */
  readonly overdue: number
  /** The day since which the oldest of them holds. */
  readonly oldest: Day
}

const ORDER = ['now.dueAt', 'now.plan', 'now.withholding'] as const

@QueryHandler(ListWithholdings)
export class ListWithholdingsHandler implements IQueryHandler<ListWithholdings> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, filter, page, position }: ListWithholdings): Promise<Page> {
    mustOversee(caller)
    await consistentAfter(this.system, MODELS, position)
    const eyes = eyesOf(this.system, caller)
    const at = this.system.clock()
    const list = pageOf(page, {
      isIncomplete: eyes.isIncomplete,
      rowsAfter: (after, limit) => this.rowsAfter(caller, filter, at, after, limit),
      placeOf: ({ dueAt, plan, withholding }) => [dueAt, plan, withholding],
      seen: async (row) => {
        // Of a plan that they may open nothing of, nothing is stood before either.
        if (!mayBeTheirs(row, at)) return { row, opens: undefined }
        const { sees, tells } = await eyes(row.plan)
        return { row, opens: sees(row, { withholding: row.withholding }) ? { tells } : undefined }
      },
      tells: ({ row, opens }) => {
        opens?.tells(row, { kind: 'withholding', id: row.withholding })
      },
      answer: (rows) =>
        Promise.resolve(
          rows.map(({ row, opens }) => ({
            domain: row.domain,
            withholds: row.isLimit === 1 ? 'all-about-someone' : 'items',
            ground: row.ground,
            mode: row.mode,
            state: row.state,
            since: row.since,
            ...(row.reviewDate !== '' && { reviewDate: row.reviewDate }),
            ...(row.state !== ENDED && { due: { what: row.what, at: row.dueAt, overdue: row.isOverdue === 1 } }),
            ...(opens !== undefined && { opens: { planId: row.plan, id: row.withholding } }),
          })),
        ),
    })
    return answered(list)
  }

  private rowsAfter(
    { asker }: Caller,
    filter: WithholdingsFilter,
    at: Moment,
    after: Place | undefined,
    limit: number,
  ) {
    const { domain, ground, mode, state, reviewBefore } = filter
    return this.system.readStore.read(MODELS, (rows) =>
      rows
        .selectFrom(withheldAt(rows, asker, at).as('now'))
        .selectAll()
        .$if(domain !== undefined, (found) => found.where('domain', '=', domain ?? ''))
        .$if(ground !== undefined, (found) => found.where('ground', '=', ground ?? ''))
        .$if(mode !== undefined, (found) => found.where('mode', '=', mode ?? ''))
        .where('state', state === undefined ? '<>' : '=', state ?? ENDED)
        .$if(reviewBefore !== undefined, (found) =>
          found.where('reviewDate', '<>', '').where('reviewDate', '<', reviewBefore ?? ''),
        )
        .$if(after !== undefined, (found) => found.where(isBehind(ORDER, after ?? [])))
        .orderBy('dueAt')
        .orderBy('plan')
        .orderBy('withholding')
        .limit(limit)
        .execute(),
    )
  }
}

@QueryHandler(CountWithholdings)
export class CountWithholdingsHandler implements IQueryHandler<CountWithholdings> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller }: CountWithholdings): Promise<readonly WithholdingsCount[]> {
    mustOversee(caller)
    const at = this.system.clock()
    const counted = await answered(
      this.system.readStore.read(MODELS, (rows) =>
        rows
          .selectFrom(withheldAt(rows, caller.asker, at).as('now'))
          .select(['domain', 'ground', 'mode', 'state'])
          .select((its) => [
            its.fn.countAll().as('number'),
            its.fn.sum<number | string>('isOverdue').as('overdue'),
            its.fn.min('since').as('oldest'),
          ])
          .groupBy(['domain', 'ground', 'mode', 'state'])
          .orderBy('domain')
          .orderBy('ground')
          .orderBy('mode')
          .orderBy('state')
          .execute(),
      ),
    )
    return counted.map(({ number, overdue, ...one }) => ({ ...one, number: Number(number), overdue: Number(overdue) }))
  }
}
