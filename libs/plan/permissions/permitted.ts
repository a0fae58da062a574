/** What counts of what was permitted, at a moment: whom each person lets read what is about them. It stands on top of a ground, never instead of one; and nothing withheld is opened by it. */
import type { Moment, PersonId } from '../../deciding/decider.ts'
import type { Domain, LegalDomain } from '../../deciding/domains.ts'
import { cannotSpeakIn, representativesOf } from '../care-team/representation.ts'
import { presentMembers, type Members } from '../members/members.ts'
import { holds, keyOf, type ItemKey } from '../visibility/visibility.ts'
import { allWithheldFrom, limitedBy, type Items } from '../visibility/withheld-items.ts'
import { speaking, type Working } from '../working.ts'
import type { Permission, Permissions, Recipient } from './permission.ts'

export interface PlanPermitting extends Items, Working {
  readonly permissions: Permissions
  readonly members: Members
}

/** What was permitted to one reader and counts now; made once for a request, asked for each thing read. */
export interface Permitted {
  readonly given: readonly Counting[]
  /** Everyone in the family: what is about nobody is about them all. */
  readonly everyone: readonly PersonId[]
}

interface Counting {
  readonly person: PersonId
  readonly domain: LegalDomain
  /** Undefined: all under the law. */
  readonly items?: ReadonlySet<ItemKey>
  /** What is withheld from who gave it: they give nothing of that. */
  readonly hidden: ReadonlySet<ItemKey>
}

export interface MayBePermitted {
  readonly domain: Domain
  readonly about: readonly PersonId[]
  /** The item, and those that it hangs on: one of them named is enough. */
  readonly items?: readonly { readonly kind: string; readonly id: string }[]
}

/**
 * What was permitted to someone and counts at a moment: neither withdrawn nor over, of who lives, by who may give it still.
 * @param reader whoever reads by it: what they wrote down themselves, before they came to be one whom it is to, is nothing to them
 */
export function permittedTo(plan: PlanPermitting, to: Recipient, at: Moment, reader?: string): Permitted {
  const now = speaking(plan, at)
  const given = Object.entries(plan.permissions).flatMap(([id, one]): readonly Counting[] => {
    if (!isTo(one.to, to) || one.recordedBy === reader || !counts(one, now, at)) return []
    const hidden = allWithheldFrom(one.by, plan, at)
    const key = keyOf({ kind: 'permission', id })
    if (hidden.has(key) || isBeyondTheirSight(key, one.by, plan, at)) return []
    const { person, domain, items } = one
    return [{ person, domain, ...(items && { items: new Set(items.map(keyOf)) }), hidden }]
  })
  return { given, everyone: presentMembers(plan.members) }
}

/** Whether each person it is about permits it: of what is about several, one of them opens nothing. */
export function permits({ given, everyone }: Permitted, { domain, about, items = [] }: MayBePermitted): boolean {
  if (given.length === 0) return false
  const keys = items.map(keyOf)
  const persons = about.length > 0 ? about : everyone
  const isPermittedBy = (person: PersonId) =>
    given.some(
      (one) =>
        one.person === person &&
        one.domain === domain &&
        (one.items === undefined || keys.some((key) => one.items?.has(key))) &&
        !keys.some((key) => one.hidden.has(key)),
    )
  return persons.length > 0 && persons.every(isPermittedBy)
}

/** Whether something is permitted to someone at a moment. */
export const permitted = (plan: PlanPermitting, to: Recipient, what: MayBePermitted, at: Moment): boolean =>
  permits(permittedTo(plan, to, at), what)

/** Whose sight of someone is limited sees what they permitted for them, and may withdraw it; it counts for nothing meanwhile. */
const isBeyondTheirSight = (key: ItemKey, by: string, plan: PlanPermitting, at: Moment): boolean =>
  Object.values(plan.visibility.withholdings).some(
    (one) => one.from === by && holds(one, at) && limitedBy(one, plan).includes(key),
  )

const isTo = (one: Recipient, other: Recipient): boolean =>
  one.kind === other.kind && ('id' in one ? one.id : '') === ('id' in other ? other.id : '')

/** Who left keeps what they permit; of the dead nobody permits anything. */
function counts({ is, until, person, by, domain }: Permission, { members, careTeam }: PlanPermitting, at: Moment) {
  if (is !== 'given' || at > until || !['in', 'left'].includes(members.persons[person] ?? '')) return false
  return by === person
    ? !cannotSpeakIn(careTeam, person, domain)
    : representativesOf(careTeam, person, { at, domain, parentsCount: true }).includes(by)
}
