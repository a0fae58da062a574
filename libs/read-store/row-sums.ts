/**
 * In a file each row has a sum over its values, so that a value that is not what was written is known when the row is read. It is made where a row is
 * written and asked for by the views that readers read, in SQLite itself. PostgreSQL has sums over its pages, and these tables have none there.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { crc32 } from 'node:zlib'

/** A value of a row is not what was written. */
export class RowDamaged extends Error {}

const SUM = 'row_sum'
const IS_WHOLE = 'row_is_whole'

const sumOf = (values: readonly SQLOutputValue[]): number =>
  crc32(values.map((value) => `${typeof value} ${String(String(value).length)} ${String(value)}`).join(' '))

/** Every connection to the file needs them before it reads or writes a row. */
export function knowRowSums(db: DatabaseSync): void {
  const how = { deterministic: true, varargs: true }
  db.function(SUM, how, (...values) => sumOf(values))
  db.function(IS_WHOLE, how, (sum, ...values) => {
    if (sum !== sumOf(values)) throw new RowDamaged('a row is not what was written')
    return 1
  })
}

const listed = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ')

/** The column that a table has besides its own. */
export const sumOver = (columns: readonly string[]) => ({
  name: SUM,
  expression: `${SUM}(${listed(columns)})`,
})

/**
 * As a column: its values are those of the row itself. A condition would be asked of what a query compares with (SQLite puts `?` for a column of which
 * the query says `= ?`), and so find rows damaged that are only others.
 */
export const wholeOver = (columns: readonly string[]) => ({ name: IS_WHOLE, expression: isWhole(columns) })

/** As a condition of a query that has no other; whoever asks it of a row that is damaged meets RowDamaged. */
export const isWhole = (columns: readonly string[]): string => `${IS_WHOLE}(${SUM}, ${listed(columns)})`

/** A table with such a column, as SQL. */
export const summed = (columns: readonly string[]): string =>
  `${SUM} INTEGER GENERATED ALWAYS AS (${sumOver(columns).expression}) STORED`
