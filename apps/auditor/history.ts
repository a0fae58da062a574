/** A history page by page, in its order and without gaps; on to what comes, for who follows. Holds one page at a time. */
import { historyPage, type Entry } from './answers.ts'
import { Enough, type Api } from './api.ts'
import type { Screen } from './screen.ts'

/** A history must not skip: what an auditor is not shown, they are shown to be missing. */
export class BrokenHistory extends Error {
  readonly missing: number

  constructor(missing: number) {
    super(`revision ${String(missing)} is missing`)
    this.missing = missing
  }
}

const PAGE = 200

/**
 * The events of a plan, from one revision up to and including another.
 * @throws BrokenHistory, ApiProblem, NoAnswer; Enough when it was enough
 */
export async function* eventsBetween(api: Api, plan: string, from: number, to: number): AsyncGenerator<Entry> {
  for (let next = from; next <= to;) {
    const { events } = await pageFrom(api, plan, next, Math.min(PAGE, to - next + 1))
    if (events.length === 0) throw new BrokenHistory(next)
    yield* events
    next += events.length
  }
}

/** The events of a plan from one revision on, for as long as it takes: asks again, from the next, every so many milliseconds. */
export async function* eventsFrom(
  api: Api,
  screen: Screen,
  plan: string,
  from: number,
  everyMs: number,
): AsyncGenerator<Entry> {
  for (let next = from; !screen.stop.aborted;) {
    const page = await pageFrom(api, plan, next, PAGE)
    yield* page.events
    next += page.events.length
    if (page.nextFrom === undefined) await screen.wait(everyMs)
  }
  throw new Enough()
}

async function pageFrom(api: Api, plan: string, from: number, limit: number) {
  const page = historyPage(await api.get(`/plans/${plan}/history`, { from, limit }))
  page.events.forEach(({ revision }, place) => {
    if (revision !== from + place) throw new BrokenHistory(from + place)
  })
  return page
}
