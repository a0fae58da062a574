/** What of a plan is open, as its reader sees it: closing it ends none of this. */
import type { ActionAsRead, GoalAsRead } from '../goals/goals-as-read.ts'
import type { ChallengeAsRead } from '../challenges/challenges-as-read.ts'
import type { CoordinationAsRead } from '../coordinator/coordinator-as-read.ts'
import type { DeviationAsRead } from '../deviations/deviations-as-read.ts'
import { isOpenAsRead, type ReferralAsRead } from '../referrals/referrals-as-read.ts'

export const STILL_OPEN_KINDS = ['goal', 'action', 'deviation', 'referral', 'handover', 'challenge'] as const

export interface StillOpen {
  readonly kind: (typeof STILL_OPEN_KINDS)[number]
  readonly id: string
}

interface Read extends Pick<CoordinationAsRead, 'handovers'> {
  readonly goals: readonly (GoalAsRead | Elsewhere)[]
  readonly actions: readonly (ActionAsRead | Elsewhere)[]
  readonly deviations: readonly (DeviationAsRead | Elsewhere)[]
  readonly referrals: readonly (ReferralAsRead | Elsewhere)[]
  readonly challenges: readonly (ChallengeAsRead | Elsewhere)[]
}

/** In the place of what is withheld. */
interface Elsewhere {
  readonly withheld: unknown
}

export function stillOpenIn({
  goals,
  actions,
  deviations,
  referrals,
  handovers,
  challenges,
}: Read): readonly StillOpen[] {
  return [
    ...each('goal', goals, ({ state }) => state === 'proposed' || state === 'adopted'),
    ...each('action', actions, ({ state }) => state !== 'done' && state !== 'dropped'),
    ...each('deviation', deviations, ({ evaluation }) => evaluation === undefined),
    ...each('referral', referrals, isOpenAsRead),
    ...each('handover', handovers, ({ state }) => state === 'open'),
    ...each('challenge', challenges, ({ state }) => state === 'raised' || state === 'answered'),
  ]
}

const each = <One extends { readonly id: string }>(
  kind: StillOpen['kind'],
  all: readonly (One | Elsewhere)[],
  isOpen: (one: One) => boolean,
): readonly StillOpen[] => all.flatMap((one) => ('withheld' in one || !isOpen(one) ? [] : [{ kind, id: one.id }]))
