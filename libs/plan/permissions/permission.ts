/** A permission, what happened to it, and how it stands. Who may give one is in `permissions.ts`, what counts of it in `permitted.ts`. */
import type { Concerns, Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import { keyOf, type ItemKey, type ItemKind } from '../visibility/visibility.ts'

export const PERMITTED_KINDS = [
  'goal',
  'action',
  'priority',
  'deviation',
  'view',
  'referral',
  'own-plan-part',
] as const satisfies readonly ItemKind[]

export interface PermittedItem {
  readonly kind: (typeof PERMITTED_KINDS)[number]
  readonly id: string
}

export const RECIPIENT_KINDS = ['coordination', 'professional', 'organisation'] as const

/** Who may read by it: whoever coordinates, one professional, or an organisation by its OIN. */
export type Recipient =
  | { readonly kind: 'coordination' }
  | { readonly kind: 'professional'; readonly id: string }
  | { readonly kind: 'organisation'; readonly id: string }

export const recipientAlone = (to: Recipient): Recipient =>
  to.kind === 'coordination' ? { kind: to.kind } : { kind: to.kind, id: to.id }

export type PermissionEvent = Concerns &
  (
    | {
        readonly type: 'PermissionGiven'
        readonly permission: string
        /** Whom what may be read is about. */
        readonly person: PersonId
        /** Who gave it: the person, or who speaks for them. */
        readonly by: string
        readonly to: Recipient
        /** Absent: all about the person under this law. */
        readonly items?: readonly PermittedItem[]
        readonly until: Moment
        /** How it was given. */
        readonly how: Sealed
      }
    | { readonly type: 'PermissionWithdrawn'; readonly permission: string; readonly person: PersonId }
  )

export interface Permission {
  readonly is: 'given' | 'withdrawn'
  readonly person: PersonId
  readonly about: readonly PersonId[]
  readonly by: string
  /** Who wrote it down: to them it opens nothing, whatever they come to be. */
  readonly recordedBy: string
  readonly to: Recipient
  readonly domain: LegalDomain
  readonly items?: readonly PermittedItem[]
  readonly until: Moment
  /** By which joinings whom it is to worked here when it was given: it tells that they did. */
  readonly through: readonly ItemKey[]
}

export type Permissions = Readonly<Record<string, Permission>>

export function evolvePermissions(
  now: Permissions,
  event: PermissionEvent,
  { joined }: Pick<CareTeam, 'joined'>,
  recordedBy: string,
): Permissions {
  if (event.type === 'PermissionWithdrawn') {
    const permission = now[event.permission]
    return permission === undefined ? now : withEntry(now, event.permission, { ...permission, is: 'withdrawn' })
  }
  const { permission, person, about, by, to, domain, items, until } = event
  if (domain === 'general') return now
  const through = Object.entries(joined)
    .filter(([, one]) => to.kind === 'professional' && one.professional === to.id)
    .map(([id]) => keyOf({ kind: 'joining', id }))
  return withEntry(now, permission, {
    ...{ is: 'given', person, about, by, recordedBy, to, domain },
    ...(items && { items }),
    ...{ until, through },
  })
}
