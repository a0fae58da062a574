/**
 * Which looks someone in the family is told of: at what they see themselves, of themselves and of whom they represent. What is withheld from them, they
 * do not see; so a look at nothing else is not there for them either, and neither is one whose only reason would be that something is.
 */
import type { Moment, PersonId, Role } from '../deciding/decider.ts'
import type { Look, LookedAt } from './access-record.ts'
import { holdsAnyOf } from './revisions.ts'

/** What they see of one person: whose, until when for who left, and of the plan which events and which ids in them. */
export interface Opened {
  readonly person: PersonId
  readonly until?: Moment
  readonly revisions: ReadonlySet<number>
  readonly ids: ReadonlySet<string>
}

export interface LookOnRecord {
  readonly who: string
  readonly role: Role | 'system'
  readonly at: Moment
  readonly kind: LookedAt
  readonly isRefused: boolean
  readonly look: Look
}

/** They look at a plan for what is withheld, or for who asks about that: refused, also at an item that everyone knows, they would tell that there may be something. */
const OFFICERS: readonly LookOnRecord['role'][] = ['safety-officer', 'privacy-officer']
const FAMILY: readonly LookOnRecord['role'][] = ['family-member', 'representative']

/** @param asker the id of who asks, and all that is open to them */
export function isHiddenFrom(record: LookOnRecord, asker: string, opened: readonly Opened[]): boolean {
  const { who, role, at, kind, isRefused, look } = record
  if (isRefused && OFFICERS.includes(role)) return true
  // When others of the family look, is theirs: a family may be in danger of one of its own. Who is spoken for, knows who did.
  if (FAMILY.includes(role) && who !== asker && look.onBehalfOf?.includes(asker) !== true) return true
  // Who asked who looked, is between them and us.
  if (kind === 'access-records') return who !== asker
  return !opened.some(({ until, ...open }) => (until === undefined || at <= until) && touches(record, open))
}

function touches({ kind, look }: LookOnRecord, { person, revisions, ids }: Omit<Opened, 'until'>): boolean {
  if (kind === 'bsn-look-ups') return look.persons.includes(person)
  const told = look.told ?? look.sees ?? ''
  if (told !== '') return holdsAnyOf(told, revisions)
  if (look.items !== undefined) return look.items.some(({ id }) => id === look.plan || ids.has(id))
  return look.grounds.length === 0
}
