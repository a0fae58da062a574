/** Before something is shared: on which ground it may be, what is missing for each, and what its recipient would have of it. All of it as who asks sees the plan. */
import { inDays } from '../deciding/days.ts'
import type { Deed, Sealed } from '../deciding/decider.ts'
import { itemInFull } from '../plan/for-partner.ts'
import type { Plan } from '../plan/plan.ts'
import type { OpenedItem } from '../plan/referrals/referrals.ts'
import type { Seen } from '../plan/seen.ts'
import { ALL_IS_SAID, missingFor } from '../plan/sharings/missing-for.ts'
import {
  neededFor,
  SAID_BY_WHO_SHARES,
  SHARING_GROUNDS,
  SHARING_LAWS,
  type MissingToShare,
  type SharingGround,
} from '../plan/sharings/sharing.ts'
import { decideSharings } from '../plan/sharings/sharings.ts'
import type { SharedWith } from '../plan/sharings/ways-here.ts'
import { keyOf } from '../plan/visibility/visibility.ts'
import { coversSharedItems } from './shared.ts'

export interface WouldShare {
  readonly items: readonly OpenedItem[]
  readonly to: SharedWith
}

export interface OnGround {
  readonly ground: SharingGround
  readonly law: string
  readonly may: boolean
  readonly missing: readonly MissingToShare[]
  /** What whoever shares says themselves: without it that is missing too. */
  readonly say: readonly MissingToShare[]
}

/** Where nothing is sealed yet. */
const WORDS: Sealed = { sealed: 'not-yet-written', sha256: '' }

/**
 * @param known the plan folded from what its asker sees
 * @throws Refusal as sharing it would
 */
export function groundsToShare({ items, to }: WouldShare, known: Plan, deed: Deed): readonly OnGround[] {
  const asked = { type: 'ShareItems', sharing: 'not-yet-written', items, to, until: inDays(deed.at, 1) } as const
  decideSharings(
    { ...asked, ground: 'same-help', necessity: WORDS, missing: [] },
    { ...known, notFromOutside: [] },
    deed,
  )
  return SHARING_GROUNDS.map((ground) => {
    const { law } = SHARING_LAWS[ground]
    const missing = missingFor({ items, to, ground, says: ALL_IS_SAID }, known, deed.at)
    const say = neededFor(ground).filter((one) => SAID_BY_WHO_SHARES.includes(one))
    return { ground, law, may: missing.length === 0, missing, say }
  })
}

/** The events of those items that their recipient would have. @param seen what its asker sees, and no more */
export const wouldBeShared = <One extends Seen>(items: readonly OpenedItem[], seen: readonly One[]): readonly One[] => {
  const shared = { sharings: [], items: new Map(items.map((item) => [keyOf(item), ''] as const)) }
  return seen.filter(({ event }) => event.type !== 'ItemWithheld' && coversSharedItems(shared, event))
}

/** Each of them as its recipient would have it. */
export const inFullIn = (items: readonly OpenedItem[], events: readonly Seen[]) =>
  items.map(({ kind, id }) => ({ kind, ...itemInFull({ kind, id }, events) }))
