/** What is missing for something to be shared. The same when it is asked, on the plan that its asker sees, and at every reading, on the plan as it is. */
import type { Moment } from '../../deciding/decider.ts'
import { permits, permittedTo, type PlanPermitting } from '../permissions/permitted.ts'
import type { OpenedItem } from '../referrals/referrals.ts'
import { keyOf } from '../visibility/visibility.ts'
import { allWithheldFrom, itemByRef } from '../visibility/withheld-items.ts'
import { MISSING_TO_SHARE, neededFor, type MissingToShare, type SharingGround } from './sharing.ts'
import { isSupported } from './second-reader.ts'
import { waysHere, waysNow, type SharedWith } from './ways-here.ts'

export interface ToBeShared {
  readonly items: readonly OpenedItem[]
  readonly to: SharedWith
  /** Absent where none was named. */
  readonly ground?: SharingGround
  /** Absent: now alone. */
  readonly until?: Moment
  /** Whether they said for what it is needed, and named an article. */
  readonly says: { readonly necessity: boolean; readonly article: boolean }
}

/** Of who says all that there is to say. */
export const ALL_IS_SAID: ToBeShared['says'] = { necessity: true, article: true }

/** Empty where nothing is missing. */
export function missingFor(asked: ToBeShared, plan: PlanPermitting, at: Moment): readonly MissingToShare[] {
  const needs = neededFor(asked.ground)
  const met = metBy(asked, plan, at)
  return MISSING_TO_SHARE.filter((one) => needs.includes(one) && !met[one]())
}

type Met = Readonly<Record<MissingToShare, () => boolean>>

function metBy({ items, to, ground, says, until: wanted }: ToBeShared, plan: PlanPermitting, at: Moment): Met {
  const until = wanted ?? at
  const ways = waysNow(waysHere(to, plan), at)
  const found = items.map((item) => ({ item, its: itemByRef(plan, item) }))
  const all = (holds: (its: NonNullable<(typeof found)[number]['its']>, item: OpenedItem) => boolean) => () =>
    found.length > 0 && found.every(({ item, its }) => its !== undefined && holds(its, item))
  const tasksFor = (about: readonly string[]) =>
    ways.filter(({ helps, of }) => helps && about.every((person) => of?.includes(person) ?? true))
  const readers = to.kind === 'professional' ? [to.id] : ways.flatMap(({ professional }) => professional ?? [])
  const goalOf = ({ kind, id }: OpenedItem) => (kind === 'action' ? plan.actions[id]?.goal : undefined)
  return {
    ground: () => ground !== undefined,
    necessity: () => says.necessity,
    article: () => says.article,
    task: all(({ about }) => tasksFor(about).length > 0),
    // What helps never reaches who enforces: an organisation that does both here has one system.
    'helps-only': () => ways.every(({ helps }) => helps),
    'not-withheld': () => {
      const hidden = readers.map((who) => allWithheldFrom(who, plan, at))
      return items.every((item) => !hidden.some((one) => one.has(keyOf(item))))
    },
    'same-law': all(
      ({ domain, about }) => domain === 'youth' && tasksFor(about).some((task) => task.domain === domain),
    ),
    permission: () => {
      const given = permittedTo(plan, to, at, to.id)
      const holds = all(({ domain, about }, item) => {
        const goal = goalOf(item)
        const hangsOn = goal === undefined ? [item] : [item, { kind: 'goal', id: goal }]
        return permits(given, { domain, about, items: hangsOn })
      })
      return holds()
    },
    // Sharing against secrecy is for nobody to decide alone: each of them was read by a second, for as long, and supported.
    'second-reader': all((_its, item) => isSupported(item, to, plan.sharings, until)),
  }
}
