/** An answer for someone who judges without names: ids become numbered places, and the names of everyone in the plan are taken out of the words. */
import type { Recorded } from '../../../libs/event-store/recorded.ts'
import { involvedIn, type Plan, type PlanEvent } from '../../../libs/plan/plan.ts'
import type { SealedValues } from '../../../libs/sealing/sealing.ts'
import type { System } from '../system.ts'

const NAME_TAKEN_OUT = '[…]'

/** @param opened the answer with its sealed values opened */
export async function withoutPeople(
  { sealing }: System,
  plan: Plan,
  history: readonly Recorded<PlanEvent>[],
  opened: unknown,
): Promise<unknown> {
  const named = history.filter(({ event }) => 'name' in event)
  const values = Object.assign(
    {},
    ...named.map(({ sealed }) => JSON.parse(sealed ?? '{}') as SealedValues),
  ) as SealedValues
  const names = await sealing.unsealAll(
    named.map(({ event }) => ('name' in event ? event.name : undefined)),
    values,
  )
  const places = new Map([
    ...Object.keys(plan.members.persons).map((id, place) => [id, `family-member-${String(place + 1)}`] as const),
    ...authorsOf(plan, history).map((id, place) => [id, `professional-${String(place + 1)}`] as const),
  ])
  const namePattern = patternOf(names.flatMap((name) => (typeof name === 'string' ? wordsOf(name) : [])))

  const rewritten = (node: unknown): unknown => {
    if (typeof node === 'string')
      return places.get(node) ?? (namePattern ? node.replace(namePattern, NAME_TAKEN_OUT) : node)
    if (Array.isArray(node)) return node.map(rewritten)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [places.get(key) ?? key, rewritten(value)]))
  }
  return rewritten(opened)
}

const authorsOf = (plan: Plan, history: readonly Recorded<PlanEvent>[]): readonly string[] =>
  [...new Set([...involvedIn(plan), ...history.map(({ envelope }) => envelope.actor.id)])].filter(
    (id) => !(id in plan.members.persons),
  )

/** A whole name and each part of it that can be told from an ordinary word. */
const wordsOf = (name: string): readonly string[] => [
  name,
  ...name.split(/\s+/).filter((word) => /^\p{Lu}.{2,}$/u.test(word)),
]

function patternOf(names: readonly string[]): RegExp | undefined {
  const literal = [...new Set(names)].sort((one, other) => other.length - one.length).map((name) => RegExp.escape(name))
  return literal.length === 0 ? undefined : new RegExp(`(?<![\\p{L}])(?:${literal.join('|')})(?![\\p{L}])`, 'gu')
}
