/** One step of a history: what the page shows anew as its slider moves. Two requests of the API, where the whole page takes the plan of now and all that happened as well. */
import { planIdOf, type Asked } from '../asked.ts'
import { told } from '../asking.ts'
import type { Step } from './step-page.tsx'

export async function stepOf(asked: Asked): Promise<Step> {
  const { api, query } = asked
  const path = { planId: planIdOf(asked) }
  const revision = /^\d{1,9}$/.test(query.get('revision') ?? '') ? Number(query.get('revision')) : 0
  const [then, { events }] = await Promise.all([
    told(api.GET('/plans/{planId}', { params: { path, query: { revision } } })),
    told(api.GET('/plans/{planId}/history', { params: { path, query: { from: revision, limit: 1 } } })),
  ])
  return { then, entry: events.find((one) => one.revision === revision) }
}
