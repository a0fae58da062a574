/** Priorities, as a reader sees them: what goes first and why in its own domain, and in each domain that gives way only that it does. */
import type { Sealed } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withChanged, withOneMore } from '../../deciding/growing.ts'
import type { Concern, PriorityEvent } from './priorities.ts'
import { mark, type ItemAsRead, type Mark, type Seen } from '../seen.ts'

export interface PriorityAsRead extends ItemAsRead {
  readonly concern: Concern
  /** The domains that give way to it, as far as the reader may know. */
  readonly over: readonly LegalDomain[]
  readonly inForce: boolean
  readonly set: Mark
  readonly reason?: Sealed
  readonly lifted?: Mark
  readonly liftedBecause?: Sealed
}

export function prioritiesAfter(
  now: readonly PriorityAsRead[],
  event: PriorityEvent,
  seen: Seen<unknown>,
): readonly PriorityAsRead[] {
  const id = event.priority
  switch (event.type) {
    case 'PrioritySet': {
      const { about, concern, reason } = event
      return withOneMore(now, { ...inForce(id, concern, seen), about, reason })
    }
    case 'DomainBoundByPriority': {
      const { domain, concern } = event
      if (domain === 'general') return now
      const known = now.some((priority) => priority.id === id) ? now : withOneMore(now, inForce(id, concern, seen))
      return withChanged(known, id, ({ over }) => ({ over: [...over, domain] }))
    }
    case 'PriorityLifted':
      return withChanged(now, id, () => ({ ...lifted(seen), liftedBecause: event.reason }))
    case 'DomainReleasedFromPriority':
      return withChanged(now, id, () => lifted(seen))
  }
}

const inForce = (id: string, concern: Concern, seen: Seen<unknown>): PriorityAsRead => ({
  id,
  domain: concern.domain,
  about: [],
  concern,
  over: [],
  inForce: true,
  set: mark(seen),
  views: [],
})

const lifted = (seen: Seen<unknown>) => ({ inForce: false, lifted: mark(seen) })
