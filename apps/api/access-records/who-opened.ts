/** Whether someone had opened something before, and when: what must be said when it is to be withheld from them, since they may know it. */
import { ANSWERED, type Look, type LookedItem } from '../../../libs/access/access-record.ts'
import { holdsAnyOf } from '../../../libs/access/revisions.ts'
import { whoLooked } from '../../../libs/access/who-looked.ts'
import type { Moment } from '../../../libs/deciding/decider.ts'
import { itemsOf } from '../../../libs/plan/visibility/hanging.ts'
import { keyOf } from '../../../libs/plan/visibility/visibility.ts'
import { planStream, type System } from '../../../libs/installation/system.ts'
import { untilAllAreThere } from './rows-of-looks.ts'

export interface OpenedThen {
  readonly at: Moment
  readonly item: LookedItem
}

/**
 * The first time a human was told of each of the items, oldest first; those they never opened are not in it.
 * @param items by what events call them: `{ kind: 'goal', id }`
 * @throws Refusal LISTS_ARE_BEHIND
 */
export async function whoOpened(
  system: System,
  planId: string,
  items: readonly LookedItem[],
  human: string,
): Promise<readonly OpenedThen[]> {
  const { state: history } = await system.folds.histories.at(planStream(planId))
  const sought = items.map((item) => ({
    item,
    revisions: new Set(
      history.filter(({ event }) => itemsOf(event).includes(keyOf(item))).map(({ envelope }) => envelope.revision),
    ),
  }))
  await untilAllAreThere(system)
  const rows = await system.access.readStore.read([whoLooked], (looks) =>
    looks
      .selectFrom('look')
      .select(['at', 'look'])
      .where('plan', '=', planId)
      .where('who', '=', human)
      .where('outcome', '=', ANSWERED)
      .orderBy('at')
      .execute(),
  )
  const looks = rows.map(({ at, look }) => ({ at, look: JSON.parse(look) as Look }))
  const opened = sought.flatMap(({ item, revisions }): readonly OpenedThen[] => {
    const first = looks.find(({ look }) => toldOf(look, item, revisions))
    return first === undefined ? [] : [{ at: first.at, item }]
  })
  return [...opened].sort((one, other) => (one.at < other.at ? -1 : 1))
}

const toldOf = ({ told, sees, items }: Look, { id }: LookedItem, revisions: ReadonlySet<number>): boolean =>
  holdsAnyOf(told ?? sees ?? '', revisions) || items?.some((item) => item.id === id) === true
