/** What the page of a history is made from: what its reader saw happen, and the plan at the point they look at. */
import { planIdOf, type Asked } from '../asked.ts'
import { told } from '../asking.ts'
import type { Entry } from './entry.ts'
import type { History } from './history-page.tsx'

const PAGE = 500
const PAGES_AT_MOST = 8

export async function historyOf(asked: Asked): Promise<History> {
  const { api, query } = asked
  const path = { planId: planIdOf(asked) }
  const [now, { entries, isWhole }] = await Promise.all([
    told(api.GET('/plans/{planId}', { params: { path } })),
    entriesOf(asked),
  ])
  const last = entries.at(-1)?.revision ?? 0
  const wanted = /^\d{1,9}$/.test(query.get('revision') ?? '') ? Number(query.get('revision')) : last
  const revision = Math.min(wanted, last)
  const then =
    revision === now.revision ? now : await told(api.GET('/plans/{planId}', { params: { path, query: { revision } } }))
  return { entries, isWhole, revision, then, namesNow: now.plan }
}

async function entriesOf(asked: Asked): Promise<Pick<History, 'entries' | 'isWhole'>> {
  const entries: Entry[] = []
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const query = { limit: PAGE, from: (entries.at(-1)?.revision ?? -1) + 1 }
    const params = { path: { planId: planIdOf(asked) }, query }
    const { events } = await told(asked.api.GET('/plans/{planId}/history', { params }))
    entries.push(...events)
    if (events.length < PAGE) return { entries, isWhole: true }
  }
  return { entries, isWhole: false }
}
