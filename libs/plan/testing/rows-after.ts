/** The rows that a read model makes of a past, kept in memory as any store would keep them. */
import type { Concerns, Deed } from '../../deciding/decider.ts'
import type { Envelope } from '../../deciding/envelope.ts'
import type { Happened, ReadModel, Row, RowChange, Tables } from '../../deciding/read-model.ts'
import { PLAN_FORMS } from '../plan-forms.ts'

type AnyRow = Readonly<Record<string, string | number>>
type Kept<All extends Tables> = { readonly [Name in keyof All & string]: readonly Row<All[Name]>[] }

type AnyEvent = Concerns & { readonly type: string }
type Past<Event> = readonly [Deed, Event]

/** An event as it stands in a plan's stream, or in another; its sealed values have stand-ins for ciphertexts. */
export function happened<Event extends AnyEvent>(
  [deed, event]: Past<Event>,
  revision: number,
  plan = 'plan-1',
): Happened<Event> {
  const { by, at, activity, legalBasis, onBehalfOf } = deed
  const { type, domain, about } = event
  const envelope: Envelope = {
    envelope: 1,
    id: `event-${String(revision)}`,
    type,
    schema: 1 + ((PLAN_FORMS as Readonly<Record<string, readonly unknown[] | undefined>>)[type]?.length ?? 0),
    municipality: '0363',
    stream: `plan-${plan}`,
    revision,
    sequence: revision,
    recordedAt: at,
    actor: by,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    domain,
    about,
    processingActivity: activity,
    legalBasis,
    commandId: 'command',
    correlationId: 'correlation',
    causationId: 'causation',
    data: {},
  }
  const values = Object.fromEntries(sealedIn(event).map((ref) => [ref, `ciphertext of ${ref}`]))
  return { event, envelope, sealed: JSON.stringify(values) }
}

/** @returns each table's rows in the order of their keys */
export function rowsAfter<Event extends AnyEvent, All extends Tables>(
  model: ReadModel<Event, All>,
  past: readonly Past<Event>[],
): Kept<All> {
  const changes = past.flatMap((one, revision) => changesAfter(model, happened(one, revision)))
  return kept(model.tables, changes)
}

export function changesAfter<Event extends AnyEvent, All extends Tables>(
  { after }: ReadModel<Event, All>,
  one: Happened<Event>,
): readonly RowChange<All>[] {
  const handlers = after as Readonly<
    Record<string, ((happened: Happened<Event>) => readonly RowChange<All>[]) | undefined>
  >
  return handlers[one.event.type]?.(one) ?? []
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

function sealedIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return []
  if ('sealed' in data && 'sha256' in data) return [String(data.sealed)]
  return Object.values(data).flatMap(sealedIn)
}
