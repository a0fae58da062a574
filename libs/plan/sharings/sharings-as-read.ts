/** What was shared with whom, and what was refused, as a reader sees it. */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import { withChanged, withOneMore } from '../../deciding/growing.ts'
import type { OpenedItem } from '../referrals/referrals.ts'
import { mark, said, type Mark, type Said, type Seen } from '../seen.ts'
import type { MissingToShare, Sharing, SharingEvent, SharingGround } from './sharing.ts'
import type { SharedWith } from './ways-here.ts'

export interface SharingAsRead {
  readonly id: string
  readonly domain: Domain
  readonly about: readonly PersonId[]
  readonly to: SharedWith
  readonly items: readonly OpenedItem[]
  /** Absent where none was named; then it was refused. */
  readonly ground?: SharingGround
  readonly necessity?: Sealed
  readonly article?: Sealed
  readonly until: Moment
  readonly state: Sharing['is']
  /** Of one that was refused: what was missing. */
  readonly missing?: readonly MissingToShare[]
  /** By whom, and when. */
  readonly asked: Mark
  readonly ended?: Said
}

export function sharingsAfter(
  now: readonly SharingAsRead[],
  event: SharingEvent,
  seen: Seen<unknown>,
): readonly SharingAsRead[] {
  if (event.type === 'SharingEnded')
    return withChanged(now, event.sharing, () => ({ state: 'ended', ended: said(seen, event.reason) }))
  const { sharing: id, domain, about, to, items, ground, necessity, article, until } = event
  const outcome =
    event.type === 'SharingRefused'
      ? ({ state: 'refused', missing: event.missing } as const)
      : ({ state: 'granted' } as const)
  return withOneMore(now, {
    ...{ id, domain, about, to, items },
    ...(ground && { ground }),
    ...(necessity && { necessity }),
    ...(article && { article }),
    ...{ until, ...outcome, asked: mark(seen) },
  })
}
