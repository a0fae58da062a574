/** What a ground of closing takes, judged on the plan as whoever closes it knows it: a condition that they may not know of is none for them. */
import type { PersonId, Sealed } from '../../deciding/decider.ts'
import type { EndingNeeds } from './ending.ts'
import type { Challenges } from '../challenges/challenge.ts'
import type { Coordination } from '../coordinator/coordination.ts'
import type { Deviations } from '../deviations/deviation.ts'
import { openDeviations } from '../deviations/deviations.ts'
import type { Goals } from '../goals/goal.ts'
import { presentMembers, type Members } from '../members/members.ts'
import { keyOf, type ItemKey } from '../visibility/visibility.ts'
import type { OwnVoices } from '../goals/own-voice.ts'
import type { Closing } from './episode.ts'

/** `all-reached`: as the words of the plan have it; `nobody-alive`: nobody of the family is; `nothing`: a fact that takes no more than its reason. */
export const TO_MEET = ['all-reached', 'nobody-alive', 'nothing'] as const
export type ToMeet = (typeof TO_MEET)[number]

/** What is open to whoever closes it. */
export interface OpenToClose {
  /** Neither evaluated nor dropped. */
  readonly goals: readonly string[]
  /** Not accounted for, not read, or not evaluated. */
  readonly deviations: readonly string[]
  readonly handovers: readonly string[]
  /** Waiting for an answer. */
  readonly challenges: readonly string[]
  readonly members: readonly PersonId[]
}

interface Plan {
  readonly closing: Closing
  readonly goals: Goals
  readonly deviations: Deviations
  readonly coordination: Coordination
  readonly members: Members
  readonly challenges: Challenges
}

/** @param hidden what whoever closes it may not know of */
export function openToClose(plan: Plan, hidden: ReadonlySet<ItemKey>): OpenToClose {
  const { closing, goals, deviations, coordination, members, challenges } = plan
  const isTold = (kind: 'goal' | 'deviation' | 'challenge') => (id: string) => !hidden.has(keyOf({ kind, id }))
  const isOfNow = (id: string) => closing.earlier?.includes(keyOf({ kind: 'goal', id })) !== true
  const open = Object.keys(goals).filter((id) => goals[id]?.is !== 'ended' && isOfNow(id))
  return {
    goals: open.filter(isTold('goal')),
    deviations: openDeviations(deviations).filter(isTold('deviation')),
    handovers: coordination.is === 'passing' ? [coordination.handover] : [],
    challenges: Object.keys(challenges).filter((id) => challenges[id]?.is === 'raised' && isTold('challenge')(id)),
    members: presentMembers(members),
  }
}

export interface ClosingNeeds extends EndingNeeds {
  readonly open: OpenToClose
  /** Who of the family does not want their help to end, as its doer knows the family. */
  readonly whoWantsOn: (closing: Closing, voices: OwnVoices) => readonly PersonId[]
}

/** Every condition that is not met, and not only the first, each by what it is of. */
export function unmetFor(takes: ToMeet, { open }: ClosingNeeds, familyView: Sealed | undefined): readonly string[] {
  switch (takes) {
    case 'nothing':
      return []
    case 'nobody-alive':
      return each('members', open.members)
    case 'all-reached':
      return [
        ...each('goals', open.goals),
        ...each('deviations', open.deviations),
        ...each('handovers', open.handovers),
        ...each('challenges', open.challenges),
        ...(familyView === undefined ? ['familyView'] : []),
      ]
  }
}

const each = (kind: string, ids: readonly string[]) => ids.map((id) => `${kind}/${id}`)
