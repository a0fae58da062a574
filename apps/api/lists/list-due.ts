/** What is due, soonest first: the asker's own to do, or all that is due in the plans of their team. Kinds, moments and ids; nobody's words. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { sql } from 'kysely'
import type { Role } from '../../../libs/deciding/decider.ts'
import type { Ground } from '../../../libs/access/grounds.ts'
import type { Sight } from '../../../libs/plan/lists/as-rows.ts'
import type { Corrects } from '../../../libs/plan/corrections/correction-events.ts'
import { OF_A_CONDITION } from '../../../libs/plan/lists/due-of-deviation.ts'
import { OF_WHO_IS_BACK, whatIsDue } from '../../../libs/plan/lists/what-is-due.ts'
import {
  asks,
  isKindOfDue,
  isToldToLeads,
  STEPS_UP,
  type MustAct,
  type StepUp,
  type WhatIsDue,
} from '../../../libs/plan/terms/due-kinds.ts'
import { PARTS, whoHasAPart } from '../../../libs/plan/lists/who-has-a-part.ts'
import type { Caller } from '../caller.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { BIRTHDAY_MODELS, dueOfBirthdaysFor } from './due-of-birthdays.ts'
import { dueInSight } from './due-in-sight.ts'
import { isLeftToWhoCoordinates, isToBeNarrowed, recordedThemselves } from './due-in-plan.ts'
import { FIELD_OF, keyOf } from '../../../libs/plan/visibility/visibility.ts'
import { dueIdOf } from '../plans/terms/due-ids.ts'
import { plansOf, teamsFor, type WhosePlans } from './my-plans.ts'
import { answered, consistentAfter, isBehind, pageOf, type Page, type PageAsked, type Place } from './pages.ts'
import { eyesOf, type OfItem, type PlanInSight } from './readers-eyes.ts'

export const SCOPES = ['mine', 'team'] as const
export type Scope = (typeof SCOPES)[number]

export class ListDue extends Query<Page> {
  constructor(
    readonly caller: Caller,
    readonly scope: Scope,
    readonly page: PageAsked,
    readonly position: string | undefined,
  ) {
    super()
  }
}

const MODELS = [whoHasAPart, whatIsDue, ...BIRTHDAY_MODELS] as const
const ORDER = ['due.dueAt', 'due.plan', 'due.what', 'due.kind', 'due.item', 'due.person'] as const

@QueryHandler(ListDue)
export class ListDueHandler implements IQueryHandler<ListDue> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, scope, page, position }: ListDue): Promise<Page> {
    await consistentAfter(this.system, MODELS, position)
    const eyes = eyesOf(this.system, caller)
    const teams = await teamsFor(this.system, caller.asker)
    const now = this.system.clock()
    const own = await answered(dueInSight(this.system, caller, eyes))
    const ofNoRow = [...[...own.values()].flat(), ...(await answered(dueOfBirthdaysFor(this.system, caller, eyes)))]
    const list = pageOf(page, {
      isIncomplete: eyes.isIncomplete,
      rowsAfter: async (after, limit) => {
        const shared = await this.rowsAfter(caller, teams, [...own.keys()], after, limit)
        return ofNoRow.length === 0 ? shared : inOrder([...shared, ...behind(ofNoRow, after)]).slice(0, limit)
      },
      placeOf,
      seen: async (row) => {
        const { grounds, sees, hides, tells } = await eyes(row.plan)
        // That a pool has nobody for it, and of what by id, is all that whoever keeps the pool is told.
        if (caller.asker.role === 'administrator') return { ...row, tells }
        if (hides(told(row).kind, told(row).id) || !maySee(grounds, sees, row) || !isOnAList(row, now)) return undefined
        if (row.what === NARROWING && !(await isToBeNarrowed(this.system, row, now))) return undefined
        if (scope === 'team') return { ...row, tells }
        const isTheirOwn = row.what === CONTEST_DECISION && (await recordedThemselves(this.system, row, caller))
        const isToAct =
          isTheirs(grounds, row, caller.asker.id) ||
          (grounds.some(({ is }) => is === 'coordinating') && (await isLeftToWhoCoordinates(this.system, row, now)))
        return !isTheirOwn && isToAct ? { ...row, tells } : undefined
      },
      tells: ({ tells, ...row }) => {
        tells(row, told(row))
      },
      answer: (rows) =>
        Promise.resolve(
          rows.map(({ plan, what, kind, item, reader, person, dueAt, mustAct, escalates, wentUpTo, until }) => ({
            id: dueIdOf(this.system, { plan, what, kind, item, person }),
            planId: plan,
            what,
            item: told({ kind, item, reader }),
            ...(person !== '' && { person }),
            ...(isStepUp(wentUpTo) && { wentUpTo }),
            ...(until !== '' && { goesUpAt: until }),
            ...(wentUpTo === 'unanswered' && { unanswered: true }),
            dueAt,
            overdue: dueAt < now,
            escalating: escalates === 1 || wentUpTo !== '' || isLeftUndecided({ what, dueAt }, now),
            mustAct: isLeftUndecided({ what, dueAt }, now) ? ('privacy-officer' satisfies MustAct) : mustAct,
          })),
        ),
    })
    return answered(list)
  }

  private rowsAfter(
    { asker }: Caller,
    teams: WhosePlans['teams'],
    butOf: readonly string[],
    after: Place | undefined,
    limit: number,
  ) {
    return this.system.readStore.read(MODELS, (rows) =>
      rows
        .selectFrom('due')
        .leftJoin('due_escalation', (join) =>
          join.onRef('due_escalation.plan', '=', 'due.plan').onRef('due_escalation.deviation', '=', 'due.item'),
        )
        .leftJoin('due_author', (join) =>
          join
            .onRef('due_author.plan', '=', 'due.plan')
            .onRef('due_author.item', '=', 'due.item')
            .on('due_author.author', '=', asker.id),
        )
        .selectAll('due')
        .select([isThere('due_escalation.since').as('escalates'), isThere('due_author.author').as('isAuthor')])
        .where((its) => {
          if (asker.role === 'escalation-officer')
            return its.or([its('due.wentUpTo', '=', asker.role), its('due.mustAct', '=', asker.role)])
          const acting = OFFICERS[asker.role]
          return acting === undefined
            ? its('due.plan', 'in', plansOf(rows, asker, { own: PARTS, teams }))
            : its('due.mustAct', 'in', [...acting])
        })
        .$if(butOf.length > 0, (found) => found.where('due.plan', 'not in', [...butOf]))
        .$if(after !== undefined, (found) => found.where(isBehind(ORDER, after ?? [])))
        .orderBy('due.dueAt')
        .orderBy('due.plan')
        .orderBy('due.what')
        .orderBy('due.kind')
        .orderBy('due.item')
        .orderBy('due.person')
        .limit(limit)
        .execute(),
    )
  }
}

/** Who has a part in no plan, but acts in each where something is theirs to decide. */
const OFFICERS: Partial<Record<Role, readonly MustAct[]>> = {
  'safety-officer': ['safety-officer', 'reviewers'],
  'privacy-officer': ['privacy-officer', 'safety-officer', 'team-lead', 'reviewers'],
  administrator: ['administrator'],
}

const placeOf = ({ dueAt, plan, what, kind, item, person }: Omit<DueRow, keyof Sight>): readonly string[] => [
  dueAt,
  plan,
  what,
  kind,
  item,
  person,
]

/** As the stores order the columns: by their characters, one column after the other. */
function byPlace(one: Place, other: Place): number {
  const at = one.findIndex((column, place) => column !== other[place])
  return at < 0 ? 0 : (one[at] ?? '') < (other[at] ?? '') ? -1 : 1
}

const inOrder = <Row extends DueRow>(rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((one, other) => byPlace(placeOf(one), placeOf(other)))

const behind = <Row extends DueRow>(rows: readonly Row[], after: Place | undefined): readonly Row[] =>
  after === undefined ? rows : rows.filter((row) => byPlace(placeOf(row), after) > 0)

/** 1 or 0 on every engine: a condition alone is a number to SQLite, and none to PostgreSQL. */
const isThere = (column: string) => sql<number>`case when ${sql.ref(column)} is null then 0 else 1 end`

interface DueRow extends Sight {
  readonly plan: string
  readonly what: string
  readonly dueAt: string
  readonly kind: string
  readonly item: string
  readonly person: string
  readonly mustAct: string
  readonly reader: string
  readonly corrects: string
  readonly escalates: number
  readonly isAuthor: number
  readonly wentUpTo: string
  readonly until: string
}

const isStepUp = (to: string): to is StepUp => (STEPS_UP as readonly string[]).includes(to)

/** Nobody has to contest, nor has the family to say what came of something, and what nobody read in time is asked anew: once the term has passed there is nothing left to do. */
const hasLapsed = ({ what, dueAt }: Pick<DueRow, 'what' | 'dueAt'>, now: string): boolean =>
  (['contest', 'sharing-reading', 'family-evaluation'] satisfies WhatIsDue[] as string[]).includes(what) && dueAt < now

/** What only asks when its moment has come is on nobody’s. */
const isOnAList = (row: Pick<DueRow, 'what' | 'dueAt'>, now: string): boolean =>
  !hasLapsed(row, now) && !(isKindOfDue(row.what) && asks(row.what))

const NARROWING = 'narrowing' satisfies WhatIsDue

const CONTEST_DECISION = 'contest-decision' satisfies WhatIsDue

/** A contest that no lead decided in time opens nothing by itself: from then on it is the privacy officer's too. */
const isLeftUndecided = ({ what, dueAt }: Pick<DueRow, 'what' | 'dueAt'>, now: string): boolean =>
  what === CONTEST_DECISION && dueAt < now

/**
 * That something is due is for the team lead too, whatever its domain: they answer for its being done. But that something is withheld, was asked after, or is
 * asked to be shared, is not theirs to know, nor a challenge before it is theirs to answer; and all others see the event it comes from, or nothing.
 */
const maySee = (grounds: readonly Ground[], sees: PlanInSight['sees'], row: DueRow): boolean =>
  grounds.some(({ is }) => is === 'leading-team') && row.kind !== CHALLENGE
    ? isToldToLeads(row.kind)
    : wentUpToThem(grounds, row) || sees(row, itemOf(row))

/** That it did, and is theirs to settle. */
const wentUpToThem = (grounds: readonly Ground[], row: DueRow): boolean =>
  grounds.some(
    (ground) =>
      ground.is === 'addressed' &&
      ground.as === row.wentUpTo &&
      ground.items.has(keyOf({ kind: row.kind, id: row.item })),
  )

export function itemOf({
  type,
  kind,
  item,
  person,
  reader,
  corrects,
}: Pick<DueRow, 'type' | 'kind' | 'item' | 'person' | 'reader' | 'corrects'>): OfItem | undefined {
  // To invite somebody to say something of an item is nothing that is done to it.
  if (type === ('ViewInvited' satisfies PlanEvent['type'])) return { on: { kind, id: item } }
  if (corrects !== '') return { correctionRequest: item, corrects: JSON.parse(corrects) as Corrects }
  if (kind === BREAK_GLASS_USE) return { use: item }
  if (kind === OF_A_CONDITION) return { deviation: reader }
  // It is told, and withheld, as what it is of.
  if (kind === CHALLENGE) return { challenge: item, on: itemOfKey(reader) }
  // Of a judgement it is judged too whom it is of: it is not theirs to know where they were not told.
  if (Object.hasOwn(BY_ANOTHER_NAME, kind))
    return { [BY_ANOTHER_NAME[kind] ?? kind]: item, ...(reader === '' && { person }) }
  return OF_AN_ITEM.includes(kind) ? { [kind]: item } : undefined
}

/** What it is told to be of, and is opened by. */
function told({ kind, item, reader }: Pick<DueRow, 'kind' | 'item' | 'reader'>) {
  if (kind === OF_A_CONDITION) return { kind: 'deviation', id: reader }
  return { kind: kind === OF_WHO_IS_BACK ? 'member' : kind, id: item }
}

const BREAK_GLASS_USE = 'break-glass-use'
const CHALLENGE = 'challenge'

/** What a key is of: no kind has a colon. */
function itemOfKey(key: string) {
  const at = key.indexOf(':')
  return { kind: key.slice(0, at), id: key.slice(at + 1) }
}

/** How an event names an item whose kind is called otherwise. */
const BY_ANOTHER_NAME: Readonly<Record<string, string>> = {
  'coordinator-request': FIELD_OF['coordinator-request'],
  'capacity-judgement': FIELD_OF['capacity-judgement'],
  'correction-request': FIELD_OF['correction-request'],
}

const OF_AN_ITEM: readonly string[] = [
  'goal',
  'action',
  'deviation',
  'priority',
  'referral',
  'joining',
  'support',
  'representation',
  'sharing',
  'withholding',
  'request',
]

/** Whether it is the asker who must act; a team lead, only where it escalates. */
function isTheirs(grounds: readonly Ground[], row: DueRow, asker: string): boolean {
  if (row.mustAct === ('owner' satisfies MustAct) && row.reader === asker) return true
  return grounds.some((ground) => {
    switch (ground.is) {
      case 'coordinating':
        // An organisation that does not answer is the coordinator's to call.
        if (row.kind === BREAK_GLASS_USE) return row.reader !== asker
        if (row.wentUpTo === ('coordinator' satisfies StepUp)) return true
        return (['coordinator', 'team', 'partner'] satisfies MustAct[] as string[]).includes(row.mustAct)
      case 'care-team':
        return (
          row.mustAct === ('team' satisfies MustAct) ||
          (row.mustAct === ('authors' satisfies MustAct) && row.isAuthor === 1)
        )
      case 'acted-in':
        return row.mustAct === ('authors' satisfies MustAct) && ground.deviations.includes(told(row).id)
      case 'settling':
        return row.what === ('objection-settlement' satisfies WhatIsDue) && ground.deviations.includes(row.item)
      case 'supporting':
        return false
      case 'second-reader':
      case 'sharing-reader':
        return row.mustAct === ('reader' satisfies MustAct) && row.reader === asker
      case 'family': {
        const reach = ground.persons[row.person]
        if (row.mustAct === ('authors' satisfies MustAct)) return false
        return reach !== undefined && (reach.until === undefined || row.mustAct === ('who-left' satisfies MustAct))
      }
      case 'leading-team':
        if (row.wentUpTo === ('team-lead' satisfies StepUp)) return true
        return row.escalates === 1 || row.mustAct === ('team-lead' satisfies MustAct)
      case 'safety-officer':
        return row.mustAct === ('safety-officer' satisfies MustAct)
      case 'in-challenges':
        return row.kind === CHALLENGE && ground.answering.includes(row.item)
      case 'consulted':
        return row.kind === 'withholding'
      case 'privacy-officer':
        return row.kind === 'withholding' || row.kind === 'request' || row.what === CONTEST_DECISION
      case 'addressed':
        return ground.as === row.wentUpTo && ground.items.has(keyOf({ kind: row.kind, id: row.item }))
      case 'shared':
      case 'asked-to-share':
        return false
      case 'reviewing':
        return row.kind === BREAK_GLASS_USE
      case 'break-glass':
      case 'next-coordinator':
      case 'corrected':
      case 'unverified':
      case 'partner':
      case 'verifying':
      case 'inspecting':
        return false
    }
  })
}
