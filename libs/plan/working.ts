/** Who works with the family at a moment, and so speaks for nobody in it. */
import type { Moment } from '../deciding/decider.ts'
import { professionalsAt, type CareTeam } from './care-team/care-team.ts'
import { withoutSpeakers } from './care-team/representation.ts'
import type { Coordination } from './coordinator/coordination.ts'

export interface Working {
  readonly coordination: Coordination
  readonly careTeam: CareTeam
}

/** Who coordinates, and who stands in for them. */
export const coordinatorsOf = ({ coordination }: Pick<Working, 'coordination'>): readonly string[] =>
  coordination.is === 'vacant' ? [] : [coordination.by, ...coordination.deputies]

/** They, and who is asked to be the next. */
export const coordinatorsSoon = ({ coordination }: Pick<Working, 'coordination'>): readonly string[] => [
  ...coordinatorsOf({ coordination }),
  ...(coordination.is === 'passing' ? [coordination.to] : []),
]

/** Everyone who works with this family at a moment, or is asked to: none of them speaks for a member of it. */
export const workingIn = (now: Working, at: Moment): readonly string[] => [
  ...coordinatorsSoon(now),
  ...professionalsAt(now.careTeam, at),
]

/** The plan with those who may speak for its members at a moment. */
export const speaking = <Now extends Working>(now: Now, at: Moment): Now => {
  const careTeam = withoutSpeakers(now.careTeam, workingIn(now, at))
  return careTeam === now.careTeam ? now : { ...now, careTeam }
}
