/** Pages of rows: how a list begins, goes on and waits for a write. What is seen of the rows, each list judges for itself. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import { ApiHeader } from '@nestjs/swagger'
import type { FastifyRequest } from 'fastify'
import { sql, type SqlBool } from 'kysely'
import { Refusal } from '../../../libs/deciding/decider.ts'
import { decodeCursor, encodeCursor, PageQuery } from '../../../libs/http/cursor.ts'
import { headerFault, InvalidInput } from '../../../libs/http/problem.ts'
import type { Asked } from '../../../libs/read-store/projection.ts'
import { RowsNotReady } from '../../../libs/read-store/read-store.ts'
import { type Caller } from '../caller.ts'
import type { System } from '../../../libs/installation/system.ts'

export type ListRefusal =
  'LISTS_ARE_BEHIND' | 'CONSISTENT_AFTER_IS_MALFORMED' | 'WRITE_IS_OF_ANOTHER_HISTORY' | 'CURSOR_IS_NOT_OF_THIS_LIST'

/** The columns that a list is ordered by, of one row: together they tell it from all others. */
export type Place = readonly string[]

export interface PageAsked {
  readonly after?: Place
  readonly limit: number
}

export interface Page {
  readonly items: readonly unknown[]
  /** Absent on the last page. */
  readonly next?: Place
  /** Something that may belong on it cannot be read. */
  readonly isIncomplete?: boolean
}

const WAIT_AT_MOST_MS = 5_000
export const RETRY_AFTER_SECONDS = 1
const ROWS_AT_ONCE = 100

/** Says of a list that it takes this header. */
export const ConsistentAfter = () =>
  ApiHeader({
    name: 'Consistent-After',
    required: false,
    description:
      'The Position of a write, or of a plan as it was read, that the answer must know; waited for at most five seconds',
  })

const TOKEN = /^[A-Za-z0-9_-]{22}$/

/** The token in the header. @throws InvalidInput where it is none */
export function positionAsked(_: unknown, context: ExecutionContext): string | undefined {
  const position = context.switchToHttp().getRequest<FastifyRequest>().headers['consistent-after']
  if (position === undefined) return undefined
  if (typeof position !== 'string' || !TOKEN.test(position)) throw isNoPosition()
  return position
}

const isNoPosition = () => new InvalidInput([headerFault('Consistent-After', 'CONSISTENT_AFTER_IS_MALFORMED')])

export const PositionAsked = createParamDecorator(positionAsked)

/** Waits until the rows know a write. @throws Refusal LISTS_ARE_BEHIND, WRITE_IS_OF_ANOTHER_HISTORY; InvalidInput for a token that is not ours */
export async function consistentAfter(
  { readStore, positions }: System,
  models: readonly Asked[],
  token: string | undefined,
): Promise<void> {
  if (token === undefined) return
  const place = await positions.positionOf(token)
  if (place === undefined) throw isNoPosition()
  if (place === 'replaced') throw refusal('WRITE_IS_OF_ANOTHER_HISTORY')
  const { position } = place
  const known = await Promise.all(models.map((model) => readStore.caughtUpTo(model, position, WAIT_AT_MOST_MS)))
  if (known.includes(false)) throw areBehind()
}

/** @throws Refusal LISTS_ARE_BEHIND where the rows are being made anew for this version */
export async function answered<Answer>(asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking
  } catch (fault) {
    throw fault instanceof RowsNotReady ? areBehind() : fault
  }
}

/**
 * As many rows as are seen, up to the limit, however many lie between that are not.
 * @param list.rowsAfter rows in the list's order, at most `limit`, behind a place
 * @param list.seen what the reader sees of a row; undefined where that is nothing
 * @param list.answer made of what is seen, for this page only
 */
export async function pageOf<Row, Seen>(
  { after, limit }: PageAsked,
  list: {
    readonly rowsAfter: (after: Place | undefined, limit: number) => Promise<readonly Row[]>
    readonly placeOf: (row: Row) => Place
    readonly seen: (row: Row) => Promise<Seen | undefined>
    readonly answer: (seen: readonly Seen[]) => Promise<readonly unknown[]>
    /** Says of what is on the page whom it is about, for the access record; `undefined` where it is about nobody. */
    readonly tells: ((seen: Seen) => void) | undefined
    /** Whether something was passed over that cannot be read. */
    readonly isIncomplete?: () => boolean
  },
): Promise<Page> {
  const found: { readonly place: Place; readonly seen: Seen }[] = []
  for (let last = after; found.length <= limit;) {
    const rows = await list.rowsAfter(last, ROWS_AT_ONCE)
    for (const row of rows) {
      last = list.placeOf(row)
      const seen = await list.seen(row)
      if (seen !== undefined) found.push({ place: last, seen })
      if (found.length > limit) break
    }
    if (rows.length < ROWS_AT_ONCE) break
  }
  const onPage = found.slice(0, limit)
  for (const { seen } of onPage) list.tells?.(seen)
  const items = await list.answer(onPage.map(({ seen }) => seen))
  const next = found.length > limit ? onPage.at(-1)?.place : undefined
  const isIncomplete = list.isIncomplete?.() === true
  return { items, ...(next !== undefined && { next }), ...(isIncomplete && { isIncomplete }) }
}

/** Rows behind a place, in the order of these columns. */
export const isBehind = (columns: readonly string[], place: Place) =>
  sql<SqlBool>`(${sql.join(columns.map((column) => sql.ref(column)))}) > (${sql.join(place)})`

/** What a list was asked with: a cursor counts only for the same asker, asking the same again. */
export interface ListAsked {
  readonly list: string
  /** Absent where the list is alike for everyone. */
  readonly caller?: Caller
  readonly filters: Readonly<Record<string, string | undefined>>
}

/** The query of every list here: shorter pages than elsewhere, since each row is judged. */
export class ListQuery extends PageQuery {
  override limit = 25
}

/** @throws Refusal CURSOR_IS_NOT_OF_THIS_LIST */
export function pageAsked(system: System, asked: ListAsked, { cursor, limit }: ListQuery): PageAsked {
  if (cursor === undefined) return { limit }
  const after = decodeCursor(cursorKey(system), cursor, nameOf(asked))
  if (after === undefined) throw refusal('CURSOR_IS_NOT_OF_THIS_LIST')
  return { after: after as Place, limit }
}

/** The cursor of the page behind a place. */
export const cursorTo = (system: System, asked: ListAsked, next: Place): string =>
  encodeCursor(cursorKey(system), next, nameOf(asked))

const cursorKey = ({ vault }: System) => vault.deriveKey('list cursors')

const nameOf = ({ list, caller, filters }: ListAsked): string => {
  const asker = caller && [caller.asker.id, caller.asker.role, caller.asker.activity]
  return JSON.stringify([list, ...(asker ?? []), filters])
}

const areBehind = () => refusal('LISTS_ARE_BEHIND')

const refusal = (code: ListRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
