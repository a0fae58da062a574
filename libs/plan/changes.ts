/** What changed between two readings of a plan, as data: each item that came, went or is different, by its path. */
import type { PlanAsRead } from './plan-as-read.ts'

export interface Change {
  /** Where, as a JSON Pointer (RFC 6901) with ids in place of places: `/goals/{id}/state`. */
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}

/** Every difference, in the order of the plan. Sealed values are compared by reference: other words are another value. */
export const changesBetween = (before: PlanAsRead, after: PlanAsRead): readonly Change[] => differences('', before, after)

function differences(path: string, before: unknown, after: unknown): readonly Change[] {
  if (before === after) return []
  const [was, is] = [entriesOf(before), entriesOf(after)]
  if (was === undefined || is === undefined)
    return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }]
  const keys = [...new Set([...was.keys(), ...is.keys()])]
  return keys.flatMap((key) => differences(`${path}/${escaped(key)}`, was.get(key), is.get(key)))
}

/** What stands in an object or a list, by name; undefined for what is one value, as a sealed one is. */
function entriesOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || 'sealed' in value) return undefined
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  return new Map(value.map((item: unknown, place) => [idOf(item) ?? String(place), item]))
}

const idOf = (item: unknown): string | undefined =>
  typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : undefined

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
