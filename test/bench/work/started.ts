/** Starting what may not be startable here: a peer that is not installed, an engine or a compiler that is not there. */

import { isSmall, WITHOUT_PEERS } from './size.ts'

/** @returns what was started, or why it was not */
export async function startedOrWhyNot<Started>(start: () => Promise<Started>): Promise<Started | Error> {
  try {
    return await start()
  } catch (fault) {
    return fault instanceof Error ? fault : new Error(String(fault))
  }
}

/** The same of what others made, which a small run does without. */
export const peerOrWhyNot = async <Started>(start: () => Promise<Started>): Promise<Started | Error> =>
  isSmall() ? WITHOUT_PEERS : startedOrWhyNot(start)
