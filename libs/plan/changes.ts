/** What changed between two readings of a plan, as data: each item that came, went or is different, by its path. */
import { isSealed, type Sealed } from '../deciding/decider.ts'
import type { PlanAsRead } from './plan-as-read.ts'
import { isClosed } from './seen.ts'

export interface Change {
  /** Where, as a JSON Pointer (RFC 6901) with ids in place of places: `/goals/{id}/state`. */
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * Every difference, in the order of the plan. Sealed values are compared by reference: other words are another value; what is closed is always alike.
 * Items with ids are told apart by them, so that which came first is no difference.
 */
export const changesBetween = (before: PlanAsRead, after: PlanAsRead): readonly Change[] =>
  differences('', before, after)

function differences(path: string, before: unknown, after: unknown): readonly Change[] {
  if (before === after || (isClosed(before) && isClosed(after))) return []
  if (isSealed(before) && isSealed(after) && isSameSealed(before, after)) return []
  const keyed = listsByKey(before, after)
  const [was, is] = keyed ?? [fieldsOf(before), fieldsOf(after)]
  if (was === undefined || is === undefined)
    return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }]
  const keys = [...new Set([...was.keys(), ...is.keys()])]
  return keys.flatMap((key) => differences(`${path}/${escaped(key)}`, was.get(key), is.get(key)))
}

type Entries = ReadonlyMap<string, unknown>

/** Both lists by the ids of their items, or by place where an item has none or two have the same. */
function listsByKey(before: unknown, after: unknown): readonly [Entries, Entries] | undefined {
  if (!isList(before) || !isList(after)) return undefined
  const [was, is] = [byId(before), byId(after)]
  return was && is ? [was, is] : [byPlace(before), byPlace(after)]
}

/** What tells an item of the plan from others of its kind. */
const IDS = ['id', 'view', 'expectation'] as const

function byId(items: readonly unknown[]): Entries | undefined {
  const entries = new Map(items.map((item) => [idOf(item), item]))
  return entries.size < items.length || entries.has(undefined) ? undefined : (entries as Entries)
}

const byPlace = (items: readonly unknown[]): Entries => new Map(items.map((item, place) => [String(place), item]))

function idOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const fields = item as Readonly<Record<string, unknown>>
  const id = IDS.map((name) => fields[name]).find((value) => value !== undefined)
  return typeof id === 'string' ? id : undefined
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** What stands in an object, by name; undefined for what is one value, as a sealed and a closed one are. */
const fieldsOf = (value: unknown): Entries | undefined =>
  typeof value !== 'object' || value === null || isList(value) || isSealed(value) || isClosed(value)
    ? undefined
    : new Map(Object.entries(value))

const isSameSealed = (one: Sealed, other: Sealed): boolean => one.sealed === other.sealed && one.sha256 === other.sha256

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
