/** Whom someone permits to read what is about them: given, by themselves or by who speaks for them, and withdrawn. What counts of it at a moment is in `permitted.ts`. */
import { dayOf, yearsAfter } from '../../deciding/days.ts'
import {
  isOfTheFamily,
  Refusal,
  type Decider,
  type Deed,
  type Moment,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { representationsOf, FOR_CHILDREN, isVerified } from '../care-team/representation.ts'
import type { OwnVoice } from '../goals/own-voice.ts'
import { mustBeMembers, type Members } from '../members/members.ts'
import { keyOf, refAlone } from '../visibility/visibility.ts'
import { itemByRef, type Items } from '../visibility/withheld-items.ts'
import {
  recipientAlone,
  type Permission,
  type PermissionEvent,
  type Permissions,
  type PermittedItem,
  type Recipient,
} from './permission.ts'

/** Under which laws someone has a voice of their own; made at the door from a sealed birth date, and kept nowhere. */
export type OwnVoiceByLaw = Readonly<Partial<Record<LegalDomain, OwnVoice>>>

export type PermissionCommand =
  | {
      readonly type: 'GivePermission'
      /** Of each law named, one; without a law, the one of the items. */
      readonly permissions: readonly { readonly permission: string; readonly domain?: LegalDomain }[]
      readonly items: readonly PermittedItem[]
      readonly person: PersonId
      readonly by: string
      readonly to: Recipient
      readonly until: Moment
      readonly how: Sealed
      readonly ownVoice: OwnVoiceByLaw
    }
  | { readonly type: 'WithdrawPermission'; readonly permission: string }

export type PermissionRefusal =
  | 'PERMISSION_IS_OF_ITEMS_OR_LAWS'
  | 'PERMISSION_IS_OF_ONE_LAW'
  | 'PERMISSION_IS_ONLY_OF_WHAT_IS_ABOUT_THEM'
  | 'PERMISSION_ENDS_BEFORE_IT_STARTS'
  | 'PERMISSION_LASTS_A_YEAR_AT_MOST'
  | 'PERMISSION_IS_GIVEN_IN_ONES_OWN_NAME'
  | 'PERMISSION_IS_NOT_THEIRS_TO_GIVE'
  | 'NOBODY_RECORDS_A_PERMISSION_TO_THEMSELVES'
  | 'PERMISSION_IS_UNKNOWN'

export interface PermissionsNeeds extends Items {
  readonly permissions: Permissions
  readonly members: Members
  /** Who coordinates, stands in for them, or is asked to be the next. */
  readonly coordinating: readonly string[]
}

export const decidePermissions: Decider<PermissionCommand, PermissionsNeeds, PermissionEvent>['decide'] = (
  command,
  plan,
  deed,
) => {
  if (command.type === 'GivePermission') return give(command, plan, deed)
  const { permission } = command
  const now = plan.permissions[permission]
  if (now === undefined) throw refusal('PERMISSION_IS_UNKNOWN')
  if (now.is === 'withdrawn') return []
  const { domain, about, person } = now
  const concerns = { domain, about, type: 'PermissionWithdrawn', person } as const
  return sameAs(permission, plan.permissions).map((one) => ({ ...concerns, permission: one }))
}

/** Recorded twice it does not stand by the other when it is withdrawn. */
const sameAs = (permission: string, all: Permissions): readonly string[] =>
  Object.entries(all).flatMap(([id, one]) =>
    id === permission || (one.is === 'given' && saysOf(one) === saysOf(all[permission])) ? [id] : [],
  )

const saysOf = (one: Permission | undefined): string =>
  JSON.stringify([one?.person, one?.by, one?.domain, one?.to, one?.items?.map(keyOf).toSorted()])

type Give = Extract<PermissionCommand, { type: 'GivePermission' }>

function give(command: Give, plan: PermissionsNeeds, deed: Deed): readonly PermissionEvent[] {
  const { permissions, person, by, to, items, until, how } = command
  if (permissions.every(({ permission }) => plan.permissions[permission] !== undefined)) return []
  mustBeMembers(plan.members, [person])
  if (until <= deed.at) throw refusal('PERMISSION_ENDS_BEFORE_IT_STARTS')
  if (dayOf(until) > yearsAfter(dayOf(deed.at), 1)) throw refusal('PERMISSION_LASTS_A_YEAR_AT_MOST')
  mustNotBeToThemselves(to, plan.coordinating, deed)
  if (isOfTheFamily(deed.by) && by !== deed.by.id) throw refusal('PERMISSION_IS_GIVEN_IN_ONES_OWN_NAME')
  const ofItems = lawOf(command, plan)
  return permissions.map(({ permission, domain = ofItems }) => {
    if (domain === undefined) throw refusal('PERMISSION_IS_OF_ITEMS_OR_LAWS')
    mustBeTheirs(command, domain, plan, deed.at)
    return {
      ...{ domain, about: [person], type: 'PermissionGiven', permission, person, by, to: recipientAlone(to) },
      ...(items.length > 0 && { items: items.map(refAlone) }),
      ...{ until, how },
    }
  })
}

/** Whom it opens something to does not say that it was given. */
function mustNotBeToThemselves(to: Recipient, coordinating: readonly string[], { by }: Deed): void {
  const isTheirs =
    to.kind === 'coordination'
      ? coordinating.includes(by.id)
      : to.id === by.id || (by.kind === 'person' && by.organisation === to.id)
  if (!isOfTheFamily(by) && isTheirs) throw refusal('NOBODY_RECORDS_A_PERMISSION_TO_THEMSELVES')
}

/** The one law of the items; undefined where laws are named. */
function lawOf({ permissions, items, person }: Give, plan: Items): LegalDomain | undefined {
  const isOfLaws = permissions.every(({ domain }) => domain !== undefined)
  if (isOfLaws === items.length > 0) throw refusal('PERMISSION_IS_OF_ITEMS_OR_LAWS')
  if (isOfLaws) return undefined
  const found = items.map((item) => ({ item, its: itemByRef(plan, item) }))
  const [domain, ...others] = [...new Set(found.map(({ its }) => its?.domain))]
  if (domain === undefined || domain === 'general' || others.length > 0) throw refusal('PERMISSION_IS_OF_ONE_LAW')
  const isOfAnother = (about: readonly PersonId[]) => about.length > 0 && !about.includes(person)
  const beyond = found.filter(({ its }) => isOfAnother(its?.about ?? [])).map(({ item }) => refAlone(item))
  if (beyond.length > 0) throw refusal('PERMISSION_IS_ONLY_OF_WHAT_IS_ABOUT_THEM', { items: beyond })
  return domain
}

/**
 * Who decides for themselves under a law, by its ages; or who is shown to speak for them there. That somebody is in conflict, or was judged not to be able
 * to speak, is told by no refusal: what they give counts for nothing.
 */
function mustBeTheirs({ person, by, ownVoice }: Give, domain: LegalDomain, { careTeam }: Items, at: Moment): void {
  const own = ownVoice[domain]
  const speaks = representationsOf(careTeam, person, at, domain).some(
    (one) =>
      one.representative === by && isVerified(one) && (own?.isPastParents !== true || !FOR_CHILDREN.includes(one.kind)),
  )
  if (by === person ? own === undefined : !speaks) throw refusal('PERMISSION_IS_NOT_THEIRS_TO_GIVE', { by, domain })
}

const refusal = (code: PermissionRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
