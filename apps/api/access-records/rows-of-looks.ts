/** The rows of looks, once they know every look that was answered before they are asked; latest first, in one order wherever and whenever they were made. */
import type { ExpressionBuilder } from 'kysely'
import { whoLooked } from '../../../libs/access/who-looked.ts'
import { endOf, type Day } from '../../../libs/deciding/days.ts'
import { Refusal, type PersonId } from '../../../libs/deciding/decider.ts'
import type { Row } from '../../../libs/deciding/read-model.ts'
import type { System } from '../../../libs/installation/system.ts'
import type { RowsOf } from '../../../libs/read-store/projection.ts'
import type { ReadStore } from '../../../libs/read-store/read-store.ts'
import type { ListRefusal, Place } from '../lists/pages.ts'

const WAIT_AT_MOST_MS = 5_000

/** @throws Refusal LISTS_ARE_BEHIND */
export async function untilAllAreThere({ access }: Pick<System, 'access'>): Promise<void> {
  const head = await access.store.head()
  if (head === undefined || (await access.readStore.caughtUpTo(whoLooked, head, WAIT_AT_MOST_MS))) return
  throw new Refusal<ListRefusal>('LISTS_ARE_BEHIND')
}

/** Days in Amsterdam, both included. */
export interface Days {
  readonly from?: Day
  readonly until?: Day
}

export interface LooksAsked {
  readonly planId: string
  /** Whose numbers were looked up. */
  readonly persons: readonly PersonId[]
  readonly days: Days
}

const MODELS = [whoLooked] as const
export type LookRow = Row<(typeof whoLooked)['tables']['look']>
type Looks = ExpressionBuilder<RowsOf<typeof MODELS>, 'look'>

/** When, and which record: alike long for all, so that how long a cursor is says nothing. Where the record stands among others', its row knows. */
export const placeOf = ({ at, record }: Pick<LookRow, 'at' | 'record'>): Place => [at, record]

/** At a plan, and at the numbers of persons. @throws RowsNotReady */
export const looksAt = (
  readStore: Pick<ReadStore, 'read'>,
  asked: LooksAsked,
  after: Place | undefined,
  limit: number,
): Promise<readonly LookRow[]> =>
  readStore.read(MODELS, (rows) =>
    rows
      .selectFrom('look')
      .selectAll()
      .where((its) => isAsked(its, asked))
      .$if(after !== undefined, (found) => found.where((its) => isBefore(its, asked, after ?? [])))
      .orderBy('at', 'desc')
      .orderBy('stream', 'desc')
      .orderBy('revision', 'desc')
      .limit(limit)
      .execute(),
  )

const isAsked = (its: Looks, { planId, persons, days: { from, until } }: LooksAsked) =>
  its.and([
    its.or([its('plan', '=', planId), its.and([its('plan', '=', ''), its('person', 'in', [...persons])])]),
    ...(from === undefined ? [] : [its('at', '>=', beginningOf(from))]),
    ...(until === undefined ? [] : [its('at', '<=', endOf(until))]),
  ])

const isBefore = (its: Looks, asked: LooksAsked, [at = '', record = '']: Place) => {
  const placeOfIt = its
    .selectFrom('look')
    .select(['stream', 'revision'])
    .where('record', '=', record)
    .where((one) => isAsked(one, asked))
    .limit(1)
    .$asTuple('stream', 'revision')
  return its.and([
    its('at', '<=', at),
    its.or([its('at', '<', at), its(its.refTuple('stream', 'revision'), '<', placeOfIt)]),
  ])
}

const beginningOf = (day: Day): string => new Date(Date.parse(endOf(daysBefore(day))) + 1).toISOString()
const daysBefore = (day: Day): Day => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
