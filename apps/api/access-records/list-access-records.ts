/** Who looked, for someone of the family: latest first, at themselves and at whom they represent. Days, functions and kinds; no names, no ids. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { ANSWERED, LOOKED_AT, type Look, type LookedAt } from '../../../libs/access/access-record.ts'
import type { AccessRefusal } from '../../../libs/access/may.ts'
import { readNoWord, type PlanAsAsked } from '../../../libs/access/closed-looks.ts'
import { isHiddenFrom, type LookOnRecord } from '../../../libs/access/looks-in-sight.ts'
import { isWithheld } from '../../../libs/access/withheld.ts'
import { dayOf } from '../../../libs/deciding/days.ts'
import { Refusal, type Moment } from '../../../libs/deciding/decider.ts'
import type { Plan, PlanEvent } from '../../../libs/plan/plan.ts'
import { unknownTo } from '../../../libs/plan/members/done-apart.ts'
import { ROLE_WORDS } from '../../../libs/plan/words/labels.ts'
import type { Caller } from '../caller.ts'
import { answered, pageOf, type Page, type PageAsked } from '../lists/pages.ts'
import { municipalityNow, standingOf } from '../plans/door/standing.ts'
import { planStream, SYSTEM, type System } from '../../../libs/installation/system.ts'
import { openedTo, strangersTo } from './opened-to.ts'
import { looksAt, placeOf, untilAllAreThere, type Days, type LookRow } from './rows-of-looks.ts'

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
    const asAsked: PlanAsAsked = {
      history: new Map(history.map((recorded) => [recorded.envelope.revision, recorded])),
      theirs: new Set(opened.flatMap(({ revisions }) => [...revisions])),
      isKept: (event, at) => isWithheld(sight.withheld, event) || isUnknown?.(event, at) === true,
      bases: (await municipalityNow(this.system)).bases.rows,
    }
    await untilAllAreThere(this.system)
    const persons = opened.map(({ person }) => person)
    look.isAbout(persons)
    const list = pageOf(page, {
      rowsAfter: (after, limit) => looksAt(this.system.access.readStore, { planId, persons, days }, after, limit),
      placeOf,
      seen: (row) => Promise.resolve(isHiddenFrom(onRecord(row), caller.asker.id, opened, strangers) ? undefined : row),
      answer: (rows) =>
        Promise.resolve(
          rows.map((row) => ({
            ...asTold(row),
            ...inEmergency(row, plan),
            ...(readNoWord(onRecord(row), asAsked) && { closed: true }),
          })),
        ),
      tells: undefined,
    })
    return answered(list)
  }
}

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

/** That it was in an emergency, and what another found of it since; of none but the uses that opened something. */
function inEmergency({ who, at, activity, look, outcome }: LookRow, { breakGlass }: Plan) {
  if (activity !== 'crisis-access' || outcome !== ANSWERED) return {}
  if (!(JSON.parse(look) as Look).grounds.includes('break-glass')) return {}
  const theirs = Object.values(breakGlass).filter(
    ({ is, user, from }) => is !== 'refused' && user === who && from <= at,
  )
  const last = theirs.at(-1)
  const isReviewed = last?.is === 'justified' || last?.is === 'not-justified'
  const review = isReviewed && { finding: last.is, ...(last.reviewed && { on: dayOf(last.reviewed.at) }) }
  return { breakGlass: { reviewed: isReviewed, ...review } }
}

const refusal = (code: AccessRefusal) => new Refusal(code)
