/**
 * Which looks someone in the family is told of: at what they see themselves, of themselves and of whom they represent. What is withheld from them, they
 * do not see; so a look at nothing else is not there for them either, and neither is one whose only reason would be that something is.
 */
import type { Moment, PersonId, Role } from '../deciding/decider.ts'
import type { Look, LookedAt } from './access-record.ts'
import { holdsAnyOf, revisionsIn } from './revisions.ts'

/** What they see of one person: whose, until when for who left, and of the plan which events and which ids in them. */
export interface Opened {
  readonly person: PersonId
  readonly until?: Moment
  /** While they were away without the asker knowing. */
  readonly without?: readonly { readonly from: Moment; readonly until?: Moment }[]
  readonly revisions: ReadonlySet<number>
  readonly ids: ReadonlySet<string>
}

/** Who came for those who left without the asker knowing, and for nobody else that they know of: by id, and the organisations. */
export interface Strangers {
  readonly people: ReadonlySet<string>
  readonly organisations: ReadonlySet<string>
}

export interface LookOnRecord {
  readonly who: string
  readonly organisation: string
  readonly role: Role | 'system'
  readonly at: Moment
  readonly kind: LookedAt
  readonly isRefused: boolean
  readonly look: Look
}

/** They look at a plan for what is withheld, or for who asks about that: refused, also at an item that everyone knows, they would tell that there may be something. */
const OFFICERS: readonly LookOnRecord['role'][] = ['safety-officer', 'privacy-officer']
const PREVIEWS: readonly LookedAt[] = ['readers-previews', 'challenge-previews', 'sharing-previews']
/** And whoever supports one of it: for whom, is not the others' to know. */
const FAMILY: readonly LookOnRecord['role'][] = ['family-member', 'representative', 'supporter']

/** @param asker the id of who asks, and all that is open to them */
export function isHiddenFrom(
  record: LookOnRecord,
  asker: string,
  opened: readonly Opened[],
  { people, organisations }: Strangers,
): boolean {
  const { who, organisation, role, at, kind, isRefused, look } = record
  if (people.has(who) || (role === 'partner' && organisations.has(organisation))) return true
  if (isRefused && OFFICERS.includes(role)) return true
  // When others of the family look, is theirs: a family may be in danger of one of its own. Who is spoken for, knows who did.
  if (FAMILY.includes(role) && who !== asker && look.onBehalfOf?.includes(asker) !== true) return true
  // Who asked who looked, is between them and us.
  if (kind === 'access-records') return who !== asker
  // That somebody of this plan asked beforehand who would read something, or with whom it may be shared, tells that there is something, also where it is not theirs to see.
  if (PREVIEWS.includes(kind) && look.grounds.length > 0) return who !== asker
  if (OFFICERS.includes(role) && isBeyond(look, opened)) return true
  return !opened.some(({ until, ...open }) => (until === undefined || at <= until) && touches(record, open))
}

/** An officer looks at what is theirs to decide, and at who it is about: where some of that is not there for the asker, the look is not. */
const isBeyond = ({ told, sees }: Look, opened: readonly Opened[]): boolean =>
  revisionsIn(told ?? sees ?? '').some((revision) => !opened.some(({ revisions }) => revisions.has(revision)))

function touches(
  { kind, look, at }: LookOnRecord,
  { person, revisions, ids, without = [] }: Omit<Opened, 'until'>,
): boolean {
  const isAway = without.some(({ from, until }) => from <= at && (until === undefined || at <= until))
  if (kind === 'bsn-look-ups') return look.persons.includes(person) && !isAway
  const told = look.told ?? look.sees ?? ''
  if (told !== '') return holdsAnyOf(told, revisions)
  if (look.items !== undefined) return look.items.some(({ id }) => id === look.plan || ids.has(id))
  return look.grounds.length === 0
}
