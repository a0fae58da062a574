/** What may be done to what is closed, as `docs/privacy.md` has it. */
import { DONE_TO_CLOSED } from '../../libs/access/closed.ts'
import { WHO_MAY } from '../../libs/access/may.ts'
import type { PlanCommand } from '../../libs/plan/plan.ts'

const named = (types: readonly string[]): string => types.map((type) => `\`${type}\``).join(', ')

/** All that who coordinates may do to an item that is there. */
const ITEMS: readonly string[] = ['goal', 'action', 'deviation', 'priority', 'referral', 'joining', 'viewed', 'items']
const isDoneToAnItem = (type: PlanCommand['type']): boolean =>
  WHO_MAY[type].by.includes('coordinating') && (ITEMS.includes(WHO_MAY[type].on) || WHO_MAY[type].on === 'withholding')

export function doneToClosedInMarkdown(): string {
  const types = (Object.keys(WHO_MAY) as PlanCommand['type'][]).filter(isDoneToAnItem)
  const may = (isSo: boolean) => named(types.filter((type) => DONE_TO_CLOSED.includes(type) === isSo))
  return [
    '| to what is closed | who coordinates |',
    '|---|---|',
    `| may | ${may(true)} |`,
    `| may not | ${may(false)} |`,
  ].join('\n')
}
