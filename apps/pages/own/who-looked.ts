/** What the page of who looked is made from. */
import { pathOfPlan, planIdOf, type Asked } from '../asked.ts'
import { told } from '../asking.ts'
import type { WhoLooked } from './who-looked-page.tsx'

const LOOKS_AT_MOST = 100

export async function whoLooked(asked: Asked): Promise<WhoLooked> {
  const params = { path: { planId: planIdOf(asked) }, query: { limit: LOOKS_AT_MOST } }
  const { items, incomplete } = await told(asked.api.GET('/plans/{planId}/access-records', { params }))
  return { looks: items, isWhole: items.length < LOOKS_AT_MOST && incomplete !== true, plan: pathOfPlan(asked) }
}
