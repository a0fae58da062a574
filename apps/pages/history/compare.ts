/** What the page of two points of a history is made from: what happened between them, and what it made of the plan. */
import { pathOfPlan, planIdOf, type Asked } from '../asked.ts'
import { told, type Schema } from '../asking.ts'

export interface Compared {
  readonly changes: Schema<'ChangesAnswer'>
  /** Paths of the plan at both points, and of its history. */
  readonly history: string
}

const pointIn = (text: string | null, otherwise: number): number =>
  /^\d{1,9}$/.test(text ?? '') ? Number(text) : otherwise

export async function compared(asked: Asked): Promise<Compared> {
  const [one, other] = [pointIn(asked.query.get('from'), 0), pointIn(asked.query.get('to'), 1)]
  // In whichever order somebody picks them.
  const [from, to] = one < other ? [one, other] : [other, one === other ? one + 1 : one]
  const params = { path: { planId: planIdOf(asked) }, query: { from, to } }
  const changes = await told(asked.api.GET('/plans/{planId}/history/changes', { params }))
  return { changes, history: `${pathOfPlan(asked)}/history` }
}
