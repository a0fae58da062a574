/** What the page of a plan is made from. */
import { planIdOf, type Asked } from '../asked.ts'
import { told, type Schema } from '../asking.ts'

export interface PlanAsked {
  readonly answer: Schema<'PlanAnswer'>
  /** Whoever asks may read who looked. */
  readonly hasLog: boolean
}

export async function planOf(asked: Asked): Promise<PlanAsked> {
  const path = { planId: planIdOf(asked) }
  return {
    answer: await told(asked.api.GET('/plans/{planId}', { params: { path } })),
    hasLog: asked.purpose === 'own-file',
  }
}
