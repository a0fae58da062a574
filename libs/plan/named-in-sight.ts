/** What a joining is for its reader is told as far as they see it begin, and in the family what a referral opens, a permission is of or was shared: the id of anything else would tell that it is there. */
import type { JoiningEvent, ScopedTo } from './care-team/joining.ts'
import type { PermissionEvent } from './permissions/permission.ts'
import type { ReferralEvent } from './referrals/referrals.ts'
import type { SharingEvent } from './sharings/sharing.ts'
import type { SeenEvent } from './seen.ts'
import { keyOf } from './visibility/visibility.ts'
import { itemBegunBy } from './visibility/withheld-along.ts'

/** @param visible the events of one reader, in their order; who is of the family is told of no item of a referral or a permission either that they do not see begin */
export function withNamedInSight<One extends { readonly event: SeenEvent }>(
  visible: readonly One[],
  { isOfTheFamily }: { readonly isOfTheFamily: boolean },
): readonly One[] {
  const names = (event: SeenEvent): event is NamesItems =>
    namesGoals(event) ||
    (isOfTheFamily &&
      (event.type === 'ReferralMade' || event.type === 'PermissionGiven' || event.type === 'SharingGranted'))
  if (!visible.some(({ event }) => names(event))) return visible
  const begun = new Set(
    visible.flatMap(({ event }) => {
      const item = event.type === 'ItemWithheld' ? undefined : itemBegunBy(event)
      return item === undefined ? [] : [keyOf(item)]
    }),
  )
  const inSight = <Item extends { readonly kind: string; readonly id: string }>(items: readonly Item[]) =>
    items.filter((item) => begun.has(keyOf(item)))
  return visible.map((one) => {
    const { event } = one
    if (!names(event)) return one
    switch (event.type) {
      case 'ReferralMade':
        return { ...one, event: { ...event, ...(event.opens && { opens: inSight(event.opens) }) } }
      case 'PermissionGiven':
        return { ...one, event: { ...event, ...(event.items && { items: inSight(event.items) }) } }
      case 'SharingGranted':
        return { ...one, event: { ...event, items: inSight(event.items) } }
      case 'ProfessionalJoined':
      case 'JoiningNarrowed': {
        const goals = event.scope.goals.filter((id) => begun.has(keyOf({ kind: 'goal', id })))
        return { ...one, event: { ...event, scope: { goals } } }
      }
    }
  })
}

type OfJoining = Extract<JoiningEvent, { readonly type: 'ProfessionalJoined' | 'JoiningNarrowed' }>
type NamesGoals = OfJoining & { readonly scope: ScopedTo }

type NamesItems =
  | Extract<ReferralEvent, { readonly type: 'ReferralMade' }>
  | Extract<PermissionEvent, { readonly type: 'PermissionGiven' }>
  | Extract<SharingEvent, { readonly type: 'SharingGranted' }>
  | NamesGoals

const namesGoals = (event: SeenEvent): event is NamesGoals =>
  (event.type === 'ProfessionalJoined' || event.type === 'JoiningNarrowed') &&
  typeof event.scope === 'object' &&
  event.scope.goals.length > 0
