/** A list that is asked until it knows of a write. */
import { setTimeout as pause } from 'node:timers/promises'
import { StoryBroken, type Person } from './people.ts'

const CATCHES_UP_WITHIN_MS = 60_000

/** So shortly after a town was filled, its rows may have to catch up. */
export async function caughtUp(who: Person, list: string, after: string): Promise<unknown> {
  for (const startedAt = Date.now(); ;) {
    const answer = await who.asks('GET', list, { after })
    if (answer.status === 200) return answer.body
    if (answer.code !== 'LISTS_ARE_BEHIND' || Date.now() - startedAt > CATCHES_UP_WITHIN_MS)
      throw new StoryBroken(`${who.name}: GET ${list} was answered ${JSON.stringify(answer.body)}`)
    await pause(100)
  }
}
