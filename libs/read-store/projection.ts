/** A read model as the store keeps it: tables, and the changes that follow from a stored event. What the rows mean is the read model's affair. */
import type { Happened, ReadModel, Row, RowChange, Table, Tables, Unreadable } from '../deciding/read-model.ts'
import type { Upcasters } from '../deciding/upcasters.ts'
import type { StoredEvent } from '../event-store/port.ts'
import { EventUnreadable, fromStored, type Typed } from '../event-store/recorded.ts'

export interface Projection {
  readonly name: string
  readonly version: number
  readonly tables: Tables
  /** Pure. @throws EventUnreadable */
  changesAfter(event: StoredEvent): readonly RowChange<Tables>[]
}

export function projectionOf<Event extends Typed, All extends Tables>(
  model: ReadModel<Event, All>,
  upcasters: Upcasters<Event['type']>,
): Projection {
  const { name, version, tables, afterUnreadable } = model
  // Each handler takes its own event only; which one an event goes to, its type says.
  const after = model.after as Readonly<
    Record<string, ((happened: Happened<Event>) => readonly RowChange<Tables>[]) | undefined>
  >
  return {
    name,
    version,
    tables,
    changesAfter(stored) {
      const changes = after[stored.type]
      // A tombstone, or what somebody else wrote: whatever its type, its stream is not what it was.
      if (stored.body === '' && changes === undefined) throw new EventUnreadable(stored, 'damaged')
      if (changes === undefined) return []
      try {
        const found = changes(fromStored<Event>(stored, upcasters))
        if (found.every((change) => isWhole(change, tables))) return found
        throw new EventUnreadable(stored, 'damaged')
      } catch (fault) {
        if (afterUnreadable !== undefined) return afterUnreadable(unreadable(stored))
        throw fault instanceof EventUnreadable ? fault : new EventUnreadable(stored, 'damaged', fault)
      }
    },
  }
}

/** Whether a change has the values that its table takes: an event that is not as its type says makes others. */
function isWhole(change: RowChange<Tables>, tables: Tables): boolean {
  const name = 'put' in change ? change.put : 'change' in change ? change.change : change.remove
  const columns = tables[name]?.columns ?? {}
  const isValue = ([column, value]: [string, unknown]) =>
    columns[column] === 'text'
      ? typeof value === 'string'
      : columns[column] === 'integer' && Number.isSafeInteger(value)
  if ('put' in change) return Object.keys(columns).every((column) => isValue([column, change.row[column]]))
  return [...Object.entries(change.where), ...('set' in change ? Object.entries(change.set) : [])].every(isValue)
}

function unreadable({ stream, type, body }: StoredEvent): Unreadable {
  try {
    return { stream, type, body: JSON.parse(body) as unknown }
  } catch {
    return { stream, type, body: undefined }
  }
}

/** What a question needs to know of a read model. */
export interface Asked<All extends Tables = Tables> {
  readonly name: string
  readonly version: number
  readonly tables: All
}

/** The rows of the read models asked, as Kysely wants its tables described. */
export type RowsOf<Models extends readonly Asked[]> = {
  [Name in keyof TablesOf<Models> & string]: TablesOf<Models>[Name] extends Table ? Row<TablesOf<Models>[Name]> : never
}

type TablesOf<Models extends readonly Asked[]> = Models extends readonly [
  infer First extends Asked,
  ...infer Others extends readonly Asked[],
]
  ? First['tables'] & TablesOf<Others>
  : unknown
