/** The register of deviations, latest first: by protocol, step and state, never by anyone who reported, accounted for or read one. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { sql, type SqlBool } from 'kysely'
import type { SealedInRow } from '../../../libs/plan/lists/as-rows.ts'
import {
  deviationNow,
  deviationsRegister,
  type DeviationNow,
  type DeviationState,
} from '../../../libs/plan/lists/deviations-register.ts'
import { PARTS, whoHasAPart } from '../../../libs/plan/lists/who-has-a-part.ts'
import { CLOSED } from '../../../libs/plan/seen.ts'
import type { Row } from '../../../libs/deciding/read-model.ts'
import type { Caller } from '../caller.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { plansOf, teamsFor, type WhosePlans } from './my-plans.ts'
import { answered, consistentAfter, pageOf, type Page, type PageAsked, type Place } from './pages.ts'
import { eyesOf, type PlanInSight } from './readers-eyes.ts'

export interface DeviationFilter {
  readonly protocol?: string
  readonly step?: string
  readonly state?: DeviationState
}

export class ListDeviations extends Query<Page> {
  constructor(
    readonly caller: Caller,
    readonly filter: DeviationFilter,
    readonly page: PageAsked,
    readonly position: string | undefined,
  ) {
    super()
  }
}

const MODELS = [whoHasAPart, deviationsRegister] as const

type DeviationRow = Row<(typeof deviationsRegister)['tables']['deviation']>
type FactRow = Row<(typeof deviationsRegister)['tables']['deviation_fact']>

interface SeenDeviation {
  readonly row: DeviationRow
  readonly facts: readonly FactRow[]
  /** As it stands for this reader: what they may not see has not happened, and is not found by its state either. */
  readonly now: DeviationNow
  readonly inSight: PlanInSight
}

@QueryHandler(ListDeviations)
export class ListDeviationsHandler implements IQueryHandler<ListDeviations> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, filter, page, position }: ListDeviations): Promise<Page> {
    await consistentAfter(this.system, MODELS, position)
    const eyes = eyesOf(this.system, caller)
    const teams = await teamsFor(this.system, caller.asker)
    const list = pageOf(page, {
      isIncomplete: eyes.isIncomplete,
      rowsAfter: (after, limit) => this.rowsAfter(caller, teams, filter, after, limit),
      placeOf: ({ row }) => [row.recordedAt, row.deviation],
      seen: async ({ row, facts }) => {
        const inSight = await eyes(row.plan)
        const { deviation } = row
        if (!inSight.sees(row, { deviation })) return undefined
        const visible = facts.filter((fact) => inSight.sees(fact, { deviation }))
        const now = deviationNow(row, visible)
        const isAsked = filter.state === undefined || filter.state === now.state
        return isAsked ? ({ row, facts: visible, now, inSight } satisfies SeenDeviation) : undefined
      },
      answer: (seen) => Promise.all(seen.map(answerOf)),
      tells: ({ row, inSight }) => {
        inSight.tells(row, { kind: 'deviation', id: row.deviation })
      },
    })
    return answered(list)
  }

  private rowsAfter(
    { asker }: Caller,
    teams: WhosePlans['teams'],
    { protocol, step }: DeviationFilter,
    after: Place | undefined,
    limit: number,
  ) {
    return this.system.readStore.read(MODELS, async (rows) => {
      const found = await rows
        .selectFrom('deviation')
        .selectAll()
        .where('plan', 'in', plansOf(rows, asker, { own: PARTS, teams }))
        .$if(protocol !== undefined, (asked) => asked.where('protocol', '=', protocol ?? ''))
        .$if(step !== undefined, (asked) => asked.where('step', '=', step ?? ''))
        .$if(after !== undefined, (asked) => asked.where(isBefore(after ?? [])))
        .orderBy('recordedAt', 'desc')
        .orderBy('deviation', 'desc')
        .limit(limit)
        .execute()
      if (found.length === 0) return []
      const facts = await rows
        .selectFrom('deviation_fact')
        .selectAll()
        .where(
          'plan',
          'in',
          found.map(({ plan }) => plan),
        )
        .where(
          'deviation',
          'in',
          found.map(({ deviation }) => deviation),
        )
        .orderBy('revision')
        .execute()
      return found.map((row) => ({
        row,
        facts: facts.filter(({ plan, deviation }) => plan === row.plan && deviation === row.deviation),
      }))
    })
  }
}

const isBefore = (place: Place) =>
  sql<SqlBool>`(${sql.ref('recordedAt')}, ${sql.ref('deviation')}) < (${sql.join(place)})`

function answerOf({ row, facts, now, inSight }: SeenDeviation): Promise<unknown> {
  const rows = [row, ...facts].map((one) => {
    const isRead = inSight.readsWords(one, { deviation: row.deviation })
    return { isRead, ...(one.sealed === '' ? NO_WORDS : (JSON.parse(one.sealed) as SealedInRow)) }
  })
  const {
    plan,
    deviation,
    domain,
    protocol,
    version,
    step,
    rule,
    priority,
    acute,
    readBecause,
    happenedAt,
    recordedAt,
  } = row
  const item = {
    planId: plan,
    id: deviation,
    domain,
    from: priority === '' ? { kind: 'step', protocol, version, step, rule } : { kind: 'priority', priority },
    acute: acute === 1,
    ...(readBecause !== '' && { readBecause: readBecause.split(',') }),
    happenedAt,
    reportedAt: recordedAt,
    ...nowInAnswer(now),
    ...(now.outcome !== undefined && rows.some(({ isRead }) => !isRead) && { outcome: CLOSED }),
    ...Object.fromEntries(rows.flatMap(({ isRead, words }) => entriesOf(words, isRead))),
  }
  return inSight.answer(item, rows)
}

const NO_WORDS: SealedInRow = { words: {}, values: {} }

/** Of what is closed to its reader, that it is there. */
const entriesOf = (words: SealedInRow['words'], isRead: boolean): readonly (readonly [string, unknown])[] =>
  isRead ? Object.entries(words) : Object.keys(words).map((name) => [name, CLOSED])

/** A property that ends in `Date` holds a date. */
const nowInAnswer = ({ state, reading, reviewDate, finding, outcome }: DeviationNow) => ({
  state,
  reading,
  ...(reviewDate !== undefined && { reviewDate }),
  ...(finding !== undefined && { finding }),
  ...(outcome !== undefined && { outcome }),
})
