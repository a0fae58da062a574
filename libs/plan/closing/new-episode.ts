/**
 * What a new episode leaves behind: who helped, whom the family was referred to, what was shared and what was permitted ended with the one before. They
 * are asked, join and are permitted anew. Who left a step of a protocol stays, until that is evaluated.
 */
import type { Deed } from '../../deciding/decider.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import { evolveJoinings, type KnownJoining } from '../care-team/joining.ts'
import type { Deviations } from '../deviations/deviation.ts'
import { openDeviations } from '../deviations/deviations.ts'
import type { Opening } from '../opening/opening.ts'
import type { Permissions } from '../permissions/permission.ts'
import type { Referrals } from '../referrals/referrals.ts'
import { keyOf, type ItemKey, type ItemKind } from '../visibility/visibility.ts'
import type { Sharings } from '../sharings/sharing.ts'

interface Helped {
  readonly opening: Opening
  readonly careTeam: CareTeam
  readonly referrals: Referrals
  readonly sharings: Sharings
  readonly permissions: Permissions
  readonly deviations: Deviations
}

/** Whether something that was reported by a joining still runs. */
export const stillRuns = ({ deviations = [] }: KnownJoining, all: Deviations): boolean => {
  if (deviations.length === 0) return false
  const open = openDeviations(all)
  return deviations.some((one) => open.includes(one))
}

export interface Begun {
  readonly goals: Readonly<Record<string, unknown>>
  readonly actions: Readonly<Record<string, unknown>>
  readonly priorities: Readonly<Record<string, unknown>>
  readonly deviations: Deviations
  readonly referrals: Readonly<Record<string, unknown>>
}

/** All that was begun, but what of it still runs. */
export function doneWith({ goals, actions, priorities, deviations, referrals }: Begun): readonly ItemKey[] {
  const each = (kind: ItemKind, ids: readonly string[]) => ids.map((id) => keyOf({ kind, id }))
  const running = openDeviations(deviations)
  return [
    ...each('goal', Object.keys(goals)),
    ...each('action', Object.keys(actions)),
    ...each('priority', Object.keys(priorities)),
    ...each('referral', Object.keys(referrals)),
    ...each(
      'deviation',
      Object.keys(deviations).filter((id) => !running.includes(id)),
    ),
  ]
}

export function withEpisodeBegun<Now extends Helped>(now: Now, deed: Deed): Now {
  const left = Object.values(now.careTeam.joined).filter((one) => !stillRuns(one, now.deviations))
  const careTeam = left.reduce((team, { joining }) => evolveJoinings(team, endOf(joining), deed), now.careTeam)
  return {
    ...now,
    // The family comes first again.
    opening: now.opening.is === 'open' ? { ...now.opening, ownPlan: { is: 'not-invited' } } : now.opening,
    careTeam,
    referrals: eachOf(now.referrals, ({ is }) => is !== 'declined', 'ended'),
    sharings: eachOf(now.sharings, ({ is }) => is === 'granted', 'ended'),
    permissions: eachOf(now.permissions, ({ is }) => is === 'given', 'withdrawn'),
  }
}

const endOf = (joining: string) => ({ type: 'ProfessionalLeft', domain: 'general', about: [], joining }) as const

function eachOf<One extends { readonly is: string }>(
  all: Readonly<Record<string, One>>,
  which: (one: One) => boolean,
  is: One['is'],
): Readonly<Record<string, One>> {
  return Object.fromEntries(Object.entries(all).map(([id, one]) => [id, which(one) ? { ...one, is } : one]))
}
