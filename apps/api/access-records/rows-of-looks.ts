/** The rows of looks, once they know every look that was answered before they are asked. */
import { whoLooked } from '../../../libs/access/who-looked.ts'
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { ListRefusal } from '../lists/pages.ts'
import type { System } from '../../../libs/installation/system.ts'

const WAIT_AT_MOST_MS = 5_000

/** @throws Refusal LISTS_ARE_BEHIND */
export async function untilAllAreThere({ access }: Pick<System, 'access'>): Promise<void> {
  const head = await access.store.head()
  if (head === undefined || (await access.readStore.caughtUpTo(whoLooked, head, WAIT_AT_MOST_MS))) return
  throw new Refusal<ListRefusal>('LISTS_ARE_BEHIND')
}
