/** What people may plausibly try with what others may read: permit it, and withdraw that. */
import { inDays } from '../../deciding/days.ts'
import { LEGAL_DOMAINS, type LegalDomain } from '../../deciding/domains.ts'
import { presentMembers } from '../members/members.ts'
import { RECIPIENT_KINDS, type PermittedItem, type Recipient } from '../permissions/permission.ts'
import { type OwnVoiceByLaw, type PermissionCommand } from '../permissions/permissions.ts'
import type { Plan } from '../plan.ts'
import { ORGANISATIONS, PERSONS, WORKERS, type Attempts } from './attempts-around-the-plan.ts'
import type { Dice } from './dice.ts'

function recipientOf(dice: Dice): Recipient {
  const kind = dice.pick(RECIPIENT_KINDS)
  if (kind === 'coordination') return { kind }
  return kind === 'professional' ? { kind, id: dice.pick(WORKERS) } : { kind, id: dice.pick(ORGANISATIONS) }
}

/** Who speaks for someone, or themselves. */
const giverFor = (dice: Dice, plan: Plan, person: string): string => {
  const speaking = Object.values(plan.careTeam.representations).filter(({ represents }) => represents === person)
  const kin = speaking[0]?.representative ?? person
  return dice.pick([person, kin, dice.isWild ? dice.pick(PERSONS) : kin])
}

/** What is about someone under one law. */
function itemsAbout(dice: Dice, plan: Plan, person: string): readonly PermittedItem[] {
  const law = dice.pick(LEGAL_DOMAINS)
  const fits = (item: { readonly domain: string; readonly about: readonly string[] }) =>
    dice.isWild || (item.domain === law && item.about.includes(person))
  const some = (
    kind: PermittedItem['kind'],
    all: Readonly<Record<string, { readonly domain: string; readonly about: readonly string[] }>>,
  ) => Object.entries(all).flatMap(([id, item]) => (fits(item) && dice.chance(2) ? [{ kind, id }] : []))
  return [...some('goal', plan.goals), ...some('action', plan.actions), ...some('deviation', plan.deviations)]
}

const voiceOf = (dice: Dice): OwnVoiceByLaw => {
  const laws: readonly LegalDomain[] = dice.chance(4) ? dice.some(LEGAL_DOMAINS) : LEGAL_DOMAINS
  return Object.fromEntries(laws.map((law) => [law, { since: '2020-01-01', isPastParents: dice.chance(3) }]))
}

export const AT_PERMITTING: Attempts<PermissionCommand['type']> = {
  GivePermission: (dice, plan) => {
    const person = dice.target(dice.chance(3) ? presentMembers(plan.members) : [], PERSONS)
    if (person === undefined) return undefined
    const by = giverFor(dice, plan, person)
    const recorder = dice.pick([by, by, ...WORKERS])
    const permission = dice.fresh('permission', Object.keys(plan.permissions))
    const items = dice.chance(2) ? itemsAbout(dice, plan, person) : []
    const laws = dice.some(LEGAL_DOMAINS)
    const permissions =
      items.length > 0
        ? [{ permission }]
        : laws.map((domain) => ({ permission: `${permission}${String(LEGAL_DOMAINS.indexOf(domain))}`, domain }))
    const until = inDays(dice.now, dice.pick([6, 90, dice.isWild ? -3 : 300, dice.isWild ? 700 : 30]))
    const asked = { person, by, to: recipientOf(dice), until, how: dice.sealed(), ownVoice: voiceOf(dice) }
    return { by: recorder, command: { type: 'GivePermission', permissions, items, ...asked } }
  },
  WithdrawPermission: (dice, plan) => {
    const standing = Object.entries(plan.permissions).flatMap(([id, { is }]) => (is === 'given' ? [id] : []))
    const permission = dice.target(dice.chance(3) ? standing : [], Object.keys(plan.permissions))
    if (permission === undefined) return undefined
    const by = plan.permissions[permission]?.by ?? 'person-1'
    return { by: dice.pick([by, ...WORKERS]), command: { type: 'WithdrawPermission', permission } }
  },
}
