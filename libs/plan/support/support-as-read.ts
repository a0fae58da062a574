/** Who supports whom, as a reader sees it. */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import { withChanged, withOneMore } from '../../deciding/growing.ts'
import { mark, type Mark, type Seen } from '../seen.ts'
import type { SupportEvent, SupporterKind } from './supports.ts'

export interface SupporterAsRead {
  readonly id: string
  readonly supporter: string
  readonly name: Sealed
  readonly person: PersonId
  readonly askedBy: string
  readonly domain: Domain
  readonly kind: SupporterKind
  readonly mandated: boolean
  readonly until: Moment
  readonly asked: Mark
  /** Absent while they have not taken it on. */
  readonly accepted?: Mark
  readonly ended?: Mark
}

export function supportersAfter(
  now: readonly SupporterAsRead[],
  event: SupportEvent,
  seen: Seen<unknown>,
): readonly SupporterAsRead[] {
  const { support: id } = event
  switch (event.type) {
    case 'SupporterAsked': {
      const { supporter, name, person, askedBy, domain, kind, mandated, until } = event
      return withOneMore(now, {
        id,
        supporter,
        name,
        person,
        askedBy,
        domain,
        kind,
        mandated,
        until,
        asked: mark(seen),
      })
    }
    case 'SupportAccepted':
      return withChanged(now, id, () => ({ accepted: mark(seen) }))
    case 'SupportEnded':
      return withChanged(now, id, () => ({ ended: mark(seen) }))
  }
}
