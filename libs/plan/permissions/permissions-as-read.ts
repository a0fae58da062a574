/** Whom someone permits to read what is about them, as a reader sees it. */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import { withChanged, withOneMore } from '../../deciding/growing.ts'
import { mark, type Mark, type Seen } from '../seen.ts'
import type { Permission, PermissionEvent, PermittedItem, Recipient } from './permission.ts'

export interface PermissionAsRead {
  readonly id: string
  readonly domain: Domain
  readonly person: PersonId
  /** Who gave it. */
  readonly by: string
  readonly to: Recipient
  /** Absent: all about the person under the law. */
  readonly items?: readonly PermittedItem[]
  readonly until: Moment
  readonly how: Sealed
  readonly state: Permission['is']
  /** Recorded by whom, and when. */
  readonly recorded: Mark
  readonly withdrawn?: Mark
}

export function permissionsAfter(
  now: readonly PermissionAsRead[],
  event: PermissionEvent,
  seen: Seen<unknown>,
): readonly PermissionAsRead[] {
  if (event.type === 'PermissionWithdrawn')
    return withChanged(now, event.permission, () => ({ state: 'withdrawn', withdrawn: mark(seen) }))
  const { permission: id, domain, person, by, to, items, until, how } = event
  return withOneMore(now, {
    ...{ id, domain, person, by, to },
    ...(items && { items }),
    ...{ until, how, state: 'given', recorded: mark(seen) },
  })
}
