/** Who looked up more people by their number in a day than is usual, for the privacy officer: also where the number allowed is higher, and what was refused counted. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { sql, type SqlBool } from 'kysely'
import { ANSWERED } from '../../../libs/access/access-record.ts'
import { whoLooked } from '../../../libs/access/who-looked.ts'
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Caller } from '../caller.ts'
import { answered, pageOf, type Page, type PageAsked, type Place } from '../lists/pages.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { untilAllAreThere, type Days } from './rows-of-looks.ts'

export type OversightRefusal = 'ONLY_A_PRIVACY_OFFICER_DOES_THIS'

/** What nobody is told of; one more is. */
export const USUAL_LOOK_UPS_A_DAY = 20

export class ListManyLookUps extends Query<Page> {
  constructor(
    readonly caller: Caller,
    readonly days: Days,
    readonly page: PageAsked,
  ) {
    super()
  }
}

const MODELS = [whoLooked] as const

/** @throws Refusal */
export function mustOversee({ asker }: Caller): void {
  if (asker.role !== 'privacy-officer' || asker.activity !== 'privacy-oversight')
    throw new Refusal<OversightRefusal>('ONLY_A_PRIVACY_OFFICER_DOES_THIS')
}

@QueryHandler(ListManyLookUps)
export class ListManyLookUpsHandler implements IQueryHandler<ListManyLookUps> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, days, page }: ListManyLookUps): Promise<Page> {
    mustOversee(caller)
    await untilAllAreThere(this.system)
    const list = pageOf(page, {
      rowsAfter: (after, limit) => this.rowsAfter(days, after, limit),
      placeOf: ({ day, who }) => [day, who],
      seen: (row) => Promise.resolve(row),
      answer: (rows) =>
        Promise.resolve(
          rows.map(({ day, who, organisation, lookUps, refused }) => ({
            date: day,
            user: who,
            ...(organisation !== '' && { organisation }),
            lookUps: Number(lookUps),
            refused: Number(refused),
          })),
        ),
      // Of people at work, by id: whom they looked up is not told.
      tells: undefined,
    })
    return answered(list)
  }

  private rowsAfter({ from, until }: Days, after: Place | undefined, limit: number) {
    return this.system.access.readStore.read(MODELS, (rows) =>
      rows
        .selectFrom('look_up')
        .select(['day', 'who'])
        .select((its) => [
          its.fn.max('organisation').as('organisation'),
          its.fn.countAll().as('lookUps'),
          sql<number | string>`sum(case when ${sql.ref('outcome')} = ${ANSWERED} then 0 else 1 end)`.as('refused'),
        ])
        .$if(from !== undefined, (found) => found.where('day', '>=', from ?? ''))
        .$if(until !== undefined, (found) => found.where('day', '<=', until ?? ''))
        .$if(after !== undefined, (found) =>
          found.where(sql<SqlBool>`(${sql.ref('day')}, ${sql.ref('who')}) < (${sql.join(after ?? [])})`),
        )
        .groupBy(['day', 'who'])
        .having((its) => its.fn.countAll(), '>', USUAL_LOOK_UPS_A_DAY)
        .orderBy('day', 'desc')
        .orderBy('who', 'desc')
        .limit(limit)
        .execute(),
    )
  }
}
