/** What stands on rows that follow the events: asked until they have caught up, which may take a while when a town was just filled. */
import { setTimeout as pause } from 'node:timers/promises'
import { StoryBroken, type Answer, type Person } from './people.ts'

const CATCHES_UP_WITHIN_MS = 60_000
const AGAIN_AFTER_MS = 100

/** A list that knows of a write. @throws StoryBroken */
export const caughtUp = (who: Person, list: string, after: string): Promise<unknown> =>
  onceCaughtUp(`${who.name}: GET ${list}`, () => who.asks('GET', list, { after }))

/** @throws StoryBroken where it is refused for anything else, or too long */
export async function onceCaughtUp(asked: string, ask: () => Promise<Answer>): Promise<unknown> {
  for (const startedAt = Date.now(); ;) {
    const answer = await ask()
    if (answer.status < 300) return answer.body
    if (answer.code !== 'LISTS_ARE_BEHIND' || Date.now() - startedAt > CATCHES_UP_WITHIN_MS)
      throw new StoryBroken(`${asked} was answered ${JSON.stringify(answer.body)}`)
    await pause(AGAIN_AFTER_MS)
  }
}
