/** Actions whose day passed long ago: each goes up by itself, at the next turn of whoever ticks, and once. */
import { daysAfter } from '../../libs/deciding/days.ts'
import type { Asking } from './asking.ts'

/** Each is due before the one before it, so that it is the first of what is due. */
const FIRST_DAY = '2019-12-30'
const DAYS_APART = 7

export interface Planned {
  readonly goal: string
  readonly owner: string
  readonly words: string
  readonly doneByDate: string
}

export class LateActions {
  readonly #ids: string[] = []
  #asked = 0

  /** @param plans resolves when it is acknowledged */
  async plan(
    goal: string,
    owner: string,
    plans: (action: Planned) => Promise<{ readonly id: string }>,
  ): Promise<string> {
    const doneByDate = daysAfter(FIRST_DAY, -DAYS_APART * this.#ids.length)
    const { id } = await plans({ goal, owner, words: 'Voorlezen', doneByDate })
    this.#ids.push(id)
    return id
  }

  /** Whether the last that was planned is on the list of who coordinates. @returns a status as of HTTP, asked of one API after the other */
  async wentUp(id: string, coordinator: readonly Asking[]): Promise<number> {
    const answer = await coordinator[(this.#asked += 1) % coordinator.length]?.asks('GET', '/due?limit=1')
    const { items } = (answer?.body ?? {}) as {
      readonly items?: readonly { item: { id: string }; wentUpTo?: string }[]
    }
    const isThere = items?.some(({ item, wentUpTo }) => item.id === id && wentUpTo === 'coordinator') === true
    return isThere ? 200 : 404
  }

  /** @param wentUp the events that say that something did. @returns of each that did not go up once, how often */
  notOnce(wentUp: readonly string[]): readonly string[] {
    return this.#ids
      .map((id) => [id, wentUp.filter((body) => body.includes(id)).length] as const)
      .flatMap(([id, times]) => (times === 1 ? [] : [`the late action ${id} went up ${String(times)} times`]))
  }
}
