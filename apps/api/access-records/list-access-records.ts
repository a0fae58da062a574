/** Who looked, for someone of the family: latest first, at themselves and at whom they represent. Days, functions and kinds; no names, no ids. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { sql, type SqlBool } from 'kysely'
import { ANSWERED, LOOKED_AT, type Look, type LookedAt } from '../../../libs/access/access-record.ts'
import type { AccessRefusal } from '../../../libs/access/may.ts'
import { isHiddenFrom, type LookOnRecord } from '../../../libs/access/looks-in-sight.ts'
import { isWithheld } from '../../../libs/access/withheld.ts'
import { whoLooked } from '../../../libs/access/who-looked.ts'
import { dayOf, endOf, type Day } from '../../../libs/deciding/days.ts'
import { Refusal, type Moment, type PersonId } from '../../../libs/deciding/decider.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'
import { unknownTo } from '../../../libs/plan/members/done-apart.ts'
import type { Row } from '../../../libs/deciding/read-model.ts'
import { ROLE_WORDS } from '../../../libs/plan/words/labels.ts'
import type { Caller } from '../caller.ts'
import { answered, pageOf, type Page, type PageAsked, type Place } from '../lists/pages.ts'
import { standingOf } from '../plans/door/standing.ts'
import { planStream, SYSTEM, type System } from '../../../libs/installation/system.ts'
import { openedTo, strangersTo } from './opened-to.ts'
import { untilAllAreThere } from './rows-of-looks.ts'

/** Days in Amsterdam, both included. */
export interface Days {
  readonly from?: Day
  readonly until?: Day
}

export class ListAccessRecords extends Query<Page> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly days: Days,
    readonly page: PageAsked,
  ) {
    super()
  }
}

const MODELS = [whoLooked] as const
type LookRow = Row<(typeof whoLooked)['tables']['look']>

@QueryHandler(ListAccessRecords)
export class ListAccessRecordsHandler implements IQueryHandler<ListAccessRecords> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, planId, days, page }: ListAccessRecords): Promise<Page> {
    const { folds } = this.system
    const stream = planStream(planId)
    const { state: plan, revision } = await folds.plans.at(stream)
    const { grounds, sight, decidedOn } = await standingOf(this.system, caller, planId, plan)
    const look = caller.looks.at(planId, { plan: revision, ...decidedOn }, grounds)
    if (grounds.length === 0) throw refusal('NOT_FOUND')
    const family = grounds.find((ground) => ground.is === 'family')
    if (family === undefined) throw refusal('NOT_ALLOWED_ON_THIS_GROUND')
    const { state: history } = await folds.histories.at(stream)
    const opened = openedTo(family, sight.withheld, history)
    const isUnknown = unknownTo(plan, caller.asker.id)
    const isKept = (event: PlanEvent, at: Moment) =>
      (event.type === 'ProfessionalJoined' && isWithheld(sight.withheld, event)) || isUnknown?.(event, at) === true
    const strangers = strangersTo(isKept, history)
    await untilAllAreThere(this.system)
    const persons = opened.map(({ person }) => person)
    look.isAbout(persons)
    const list = pageOf(page, {
      rowsAfter: (after, limit) => this.rowsAfter({ planId, persons, days }, after, limit),
      placeOf: ({ at, record }) => [at, record],
      seen: (row) => Promise.resolve(isHiddenFrom(onRecord(row), caller.asker.id, opened, strangers) ? undefined : row),
      answer: (rows) => Promise.resolve(rows.map(asTold)),
      tells: undefined,
    })
    return answered(list)
  }

  private rowsAfter(
    { planId, persons, days: { from, until } }: { planId: string; persons: readonly PersonId[]; days: Days },
    after: Place | undefined,
    limit: number,
  ): Promise<readonly LookRow[]> {
    return this.system.access.readStore.read(MODELS, (rows) =>
      rows
        .selectFrom('look')
        .selectAll()
        .where((its) =>
          its.or([its('plan', '=', planId), its.and([its('plan', '=', ''), its('person', 'in', [...persons])])]),
        )
        .$if(from !== undefined, (asked) => asked.where('at', '>=', beginningOf(from ?? '')))
        .$if(until !== undefined, (asked) => asked.where('at', '<=', endOf(until ?? '')))
        .$if(after !== undefined, (asked) => asked.where(isBefore(after ?? [])))
        .orderBy('at', 'desc')
        .orderBy('record', 'desc')
        .limit(limit)
        .execute(),
    )
  }
}

const isBefore = (place: Place) => sql<SqlBool>`(${sql.ref('at')}, ${sql.ref('record')}) < (${sql.join(place)})`

const beginningOf = (day: Day): string => new Date(Date.parse(endOf(daysBefore(day))) + 1).toISOString()
const daysBefore = (day: Day): Day => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

const onRecord = ({ who, organisation, role, at, kind, outcome, look }: LookRow): LookOnRecord => ({
  who,
  organisation,
  role: role as LookOnRecord['role'],
  at,
  kind: kind as LookedAt,
  isRefused: outcome !== ANSWERED,
  look: JSON.parse(look) as Look,
})

function asTold({ at, role, organisation, activity, kind, outcome }: LookRow) {
  const isRefused = outcome !== ANSWERED
  return {
    date: dayOf(at),
    role,
    function: ROLE_WORDS[role as keyof typeof ROLE_WORDS],
    ...(organisation !== '' && { organisation }),
    processingActivity: activity,
    kind,
    words: LOOKED_AT[kind as LookedAt],
    outcome: isRefused ? 'refused' : 'answered',
  }
}

const refusal = (code: AccessRefusal) => new Refusal(code)
