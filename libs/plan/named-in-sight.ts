/** What a referral opens, a permission is of or was shared, its reader in the family is told as far as they see it begin: the id of anything else would tell that it is there. */
import type { PermissionEvent } from './permissions/permission.ts'
import type { ReferralEvent } from './referrals/referrals.ts'
import type { SharingEvent } from './sharings/sharing.ts'
import type { SeenEvent } from './seen.ts'
import { keyOf } from './visibility/visibility.ts'
import { itemBegunBy } from './visibility/withheld-along.ts'

/** @param visible the events of one reader, in their order */
export function withNamedInSight<One extends { readonly event: SeenEvent }>(visible: readonly One[]): readonly One[] {
  if (!visible.some(({ event }) => namesItems(event))) return visible
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
    if (!namesItems(event)) return one
    if (event.type === 'SharingGranted') return { ...one, event: { ...event, items: inSight(event.items) } }
    return event.type === 'ReferralMade'
      ? { ...one, event: { ...event, ...(event.opens && { opens: inSight(event.opens) }) } }
      : { ...one, event: { ...event, ...(event.items && { items: inSight(event.items) }) } }
  })
}

type NamesItems =
  | Extract<ReferralEvent, { readonly type: 'ReferralMade' }>
  | Extract<PermissionEvent, { readonly type: 'PermissionGiven' }>
  | Extract<SharingEvent, { readonly type: 'SharingGranted' }>

const namesItems = (event: SeenEvent): event is NamesItems =>
  event.type === 'ReferralMade' || event.type === 'PermissionGiven' || event.type === 'SharingGranted'
