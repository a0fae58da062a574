/** Who opened the plan in an emergency and what was found of it, as a reader sees it. */
import type { Moment, Sealed } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withOneMore, withReplaced } from '../../deciding/growing.ts'
import { mark, type Mark, type Seen } from '../seen.ts'
import type { BreakGlassEvent, BreakGlassUse, UseFinding } from './break-glass.ts'

export interface BreakGlassUseAsRead {
  readonly id: string
  readonly name: Sealed
  readonly domains: readonly LegalDomain[]
  readonly reason: Sealed
  readonly until: Moment
  readonly state: BreakGlassUse['is']
  readonly used: Mark
  /** Until when it is to be reviewed; absent once it is. */
  readonly dueAt?: Moment
  readonly review?: Mark & { readonly finding: UseFinding; readonly reason: Sealed }
}

export function breakGlassAfter(
  now: readonly BreakGlassUseAsRead[],
  event: BreakGlassEvent,
  seen: Seen<unknown>,
): readonly BreakGlassUseAsRead[] {
  if (event.type !== 'BreakGlassAsked') return withReplaced(now, event.use, (one) => changed(one, event, seen))
  const { use: id, name, domains, reason, until } = event
  return withOneMore(now, { id, name, domains, reason, until, state: 'asked', used: mark(seen) })
}

function changed(
  now: BreakGlassUseAsRead,
  event: Exclude<BreakGlassEvent, { type: 'BreakGlassAsked' }>,
  seen: Seen<unknown>,
): BreakGlassUseAsRead {
  const { dueAt: _due, ...reviewed } = now
  switch (event.type) {
    case 'BreakGlassUsed':
      return { ...now, state: 'used', dueAt: event.due.at }
    case 'BreakGlassRefused':
      return { ...now, state: 'refused' }
    case 'BreakGlassReviewed': {
      const { finding, reason } = event
      return { ...reviewed, state: finding, review: { ...mark(seen), finding, reason } }
    }
  }
}
