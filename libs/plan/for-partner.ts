/** What leaves the plan for partners: ids, a type and a domain, mapped on purpose. Who may have it is judged in `libs/access/partner.ts`. */
import type { Domain } from '../deciding/domains.ts'
import { actionInFull } from './actions/actions-for-partner.ts'
import { professionalInFull } from './care-team/care-team-for-partner.ts'
import { coordinatorInFull } from './coordinator/coordinator-for-partner.ts'
import { correctionInFull } from './corrections/corrections-for-partner.ts'
import { goalInFull } from './goals/goals-for-partner.ts'
import { planAsRead } from './plan-as-read.ts'
import type { PlanEvent } from './plan.ts'
import { priorityInFull } from './priorities/priorities-for-partner.ts'
import { KINDS } from './parts.ts'
import type { ForPartner, ItemOf, Public, PublicItem } from './public-event.ts'
import { referralInFull } from './referrals/referrals-for-partner.ts'
import { sharingInFull } from './sharings/sharings-for-partner.ts'
import type { Seen } from './seen.ts'

export interface PublicType {
  /** Reverse DNS with its version: `nl.samenspel.plan.goal-adopted.v1`. */
  readonly type: string
  readonly name: string
  readonly version: number
  readonly kind: PublicItem
}

/** All that a public event says of what happened. */
export interface PublicEvent {
  readonly type: string
  readonly plan: string
  readonly domain: Domain
  readonly item: ItemOf
}

const publicTypeOf = ({ name, version, kind }: Public<never>): PublicType => ({
  type: `nl.samenspel.plan.${name}.v${String(version)}`,
  name,
  version,
  kind,
})

/** Every type there is, each once, in the order of their names. */
export const PUBLIC_TYPES: readonly PublicType[] = [
  ...new Map(
    [...KINDS.values()]
      .flatMap(({ partner }) => (partner === 'never' ? [] : [publicTypeOf(partner)]))
      .map((one) => [one.type, one] as const),
  ).values(),
].sort((one, other) => (one.type < other.type ? -1 : 1))

const BY_NAME: ReadonlyMap<string, PublicType> = new Map(PUBLIC_TYPES.map((one) => [one.type, one]))

export const isNamedPublic = (type: string): boolean => BY_NAME.has(type)

/** @throws RangeError for a type that is not one of ours */
export function publicTypeNamed(type: string): PublicType {
  const found = BY_NAME.get(type)
  if (found === undefined) throw new RangeError(`${type} is not a public type`)
  return found
}

/** The internal types that become public: what else is stored need not be opened to know that it does not leave. */
export const isPublicType = (type: string): boolean => (KINDS.get(type)?.partner ?? 'never') !== 'never'

export const isPublic = (event: PlanEvent): boolean => rowOf(event) !== 'never'

function rowOf(event: PlanEvent): ForPartner<PlanEvent> {
  const row = KINDS.get(event.type)?.partner ?? 'never'
  return row === 'never' || row.unless?.(event) === true ? 'never' : row
}

/** @returns undefined for what never leaves */
export function publicEventOf(event: PlanEvent, plan: string): PublicEvent | undefined {
  const row = rowOf(event)
  if (row === 'never') return undefined
  const { type, kind } = publicTypeOf(row)
  return { type, plan, domain: event.domain, item: { kind, id: row.id?.(event) ?? plan } }
}

/**
 * The item of a public event as it stands, made of the events its reader may see; undefined where those do not tell of it.
 * @param seen what the organisation may have of the plan, and nothing else
 */
export function itemInFull({ kind, id }: ItemOf, seen: readonly Seen[]): object | undefined {
  const plan = planAsRead(seen)
  switch (kind) {
    case 'plan':
      return plan.opened && { id, openedAt: plan.opened.at }
    case 'member':
      return { id }
    case 'coordinator':
      return plan.coordinator && coordinatorInFull(plan.coordinator)
    case 'professional':
      return ofId(plan.professionals, id, professionalInFull)
    case 'referral':
      return ofId(plan.referrals, id, referralInFull)
    case 'sharing':
      return ofId(plan.sharings, id, sharingInFull)
    case 'goal':
      return ofId(plan.goals, id, goalInFull)
    case 'action':
      return ofId(plan.actions, id, actionInFull)
    case 'correction':
      return ofId(plan.corrections, id, correctionInFull)
    case 'priority':
      return ofId(plan.priorities, id, priorityInFull)
  }
}

function ofId<Read extends { readonly id: string }>(items: readonly Read[], id: string, full: (item: Read) => object) {
  const item = items.findLast((one) => one.id === id)
  return item && full(item)
}
