/** What the envelopes of a plan hold in clear: only an open inspection that names the plan gives them, to who verifies. */
import { envelopesPage, type Entry } from './answers.ts'
import { ApiProblem, type Api } from './api.ts'

/** The facts of an event as they were stored; undefined where the envelopes are not for this auditor. */
export type StoredFactsOf = (entry: Pick<Entry, 'id'>) => Promise<Readonly<Record<string, unknown>> | undefined>

interface Envelope {
  readonly id: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Asked for when the first is needed, and once. */
export function storedFactsIn(api: Api, plan: string): StoredFactsOf {
  let asked: Promise<ReadonlyMap<string, Envelope['data']> | undefined> | undefined
  return async ({ id }) => {
    asked ??= envelopesOf(api, plan)
    return (await asked)?.get(id)
  }
}

async function envelopesOf(api: Api, plan: string): Promise<ReadonlyMap<string, Envelope['data']> | undefined> {
  const facts = new Map<string, Envelope['data']>()
  try {
    for (let from: number | undefined = 0; from !== undefined;) {
      const page = envelopesPage(await api.get(`/plans/${plan}/envelopes`, { from }, 'log-verification'))
      for (const { body } of page.envelopes) {
        const { id, data } = JSON.parse(body) as Envelope
        facts.set(id, data)
      }
      from = page.nextFrom
    }
  } catch (fault) {
    if (fault instanceof ApiProblem && (fault.status === 403 || fault.status === 404)) return undefined
    throw fault
  }
  return facts
}
