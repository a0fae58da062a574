/** The rows that a read model makes of a few events, kept in memory as any store would keep them. */
import type { Happened, ReadModel, Row, RowChange, Tables } from './read-model.ts'

type AnyRow = Readonly<Record<string, string | number>>
export type Kept<All extends Tables> = { readonly [Name in keyof All & string]: readonly Row<All[Name]>[] }

/** @returns each table's rows in the order of their keys */
export const rowsOf = <Event extends { readonly type: string }, All extends Tables>(
  model: ReadModel<Event, All>,
  happened: readonly Happened<Event>[],
): Kept<All> =>
  kept(
    model.tables,
    happened.flatMap((one) => changesAfter(model, one)),
  )

export function changesAfter<Event extends { readonly type: string }, All extends Tables>(
  { after }: ReadModel<Event, All>,
  one: Happened<Event>,
): readonly RowChange<All>[] {
  const handlers = after as Readonly<
    Record<string, ((happened: Happened<Event>) => readonly RowChange<All>[]) | undefined>
  >
  return (Object.hasOwn(handlers, one.event.type) ? handlers[one.event.type] : undefined)?.(one) ?? []
}

function kept<All extends Tables>(tables: All, changes: readonly RowChange<Tables>[]): Kept<All> {
  const rows = new Map(Object.keys(tables).map((name) => [name, new Map<string, AnyRow>()]))
  const place = (name: string, row: AnyRow) => JSON.stringify(tables[name]?.key.map((column) => row[column]))
  for (const change of changes) {
    const name = 'put' in change ? change.put : 'change' in change ? change.change : change.remove
    const table = rows.get(name)
    if (table === undefined) throw new Error(`no table ${name}`)
    if ('put' in change) {
      table.set(place(name, change.row), change.row)
      continue
    }
    const found = [...table].filter(([, row]) =>
      Object.entries(change.where).every(([column, value]) => row[column] === value),
    )
    for (const [key, row] of found) {
      table.delete(key)
      if (!('set' in change)) continue
      const changed = { ...row, ...(change.set as AnyRow) }
      table.set(place(name, changed), changed)
    }
  }
  const inOrder = [...rows].map(([name, table]) => [
    name,
    [...table].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row),
  ])
  return Object.fromEntries(inOrder) as Kept<All>
}
