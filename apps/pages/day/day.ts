/** What a day is made from: what is due, and the families of whoever asks. */
import type { Asked } from '../asked.ts'
import { told } from '../asking.ts'
import type { Day, Family } from './day-page.tsx'

/** More are not shown on one page. */
const ROWS_AT_MOST = 100

export async function dayOf({ api }: Asked): Promise<Day> {
  const params = { query: { limit: ROWS_AT_MOST } }
  const [due, caseload, plans] = await Promise.all([
    told(api.GET('/due', { params })),
    told(api.GET('/caseload', { params })),
    told(api.GET('/plans', { params })),
  ])
  const about = new Map(plans.items.map(({ planId, lifeAreas }) => [planId, lifeAreas]))
  const named = new Map(caseload.items.map(({ planId, members }) => [planId, namesOf(members)]))
  const families = [...new Set([...named.keys(), ...about.keys()])].map((planId): Family => ({
    planId,
    names: named.get(planId) ?? [],
    about: about.get(planId) ?? [],
  }))
  const lists = [due, caseload, plans]
  const isWhole = lists.every(({ items, incomplete }) => items.length < ROWS_AT_MOST && incomplete !== true)
  return { due: due.items, families, isWhole }
}

const namesOf = (members: readonly { readonly name?: unknown }[]) =>
  members.flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
