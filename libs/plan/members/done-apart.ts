/** What happened of who left without someone of the family knowing: which events that is. */
import type { Moment } from '../../deciding/decider.ts'
import type { Challenges } from '../challenges/challenge.ts'
import type { PlanEvent } from '../parts.ts'
import { namedBy } from '../visibility/hanging.ts'
import { keyOf } from '../visibility/visibility.ts'
import { apartFrom, isKeptFromThem, isUnknown, limitsOn, type Absences, type Apartness } from './absences.ts'
import type { Members } from './members.ts'

/** Whether an event is of what was done apart: it names what was begun then, or stands beside it in one append and says of nobody whom it is about. */
export const isApart = ({ moments, begun }: Apartness, event: PlanEvent, recordedAt: Moment): boolean =>
  (event.about.length === 0 && moments.has(recordedAt)) ||
  (begun.size > 0 && namedBy(event).some((one) => begun.has(keyOf(one))))

interface Unknown {
  readonly absences: Absences
  readonly members: Members
  readonly challenges: Challenges
}

/**
 * Whether something happened unknown to someone of the family: of those alone who had left without their knowing.
 * @returns undefined to whom nobody left unknown
 */
export function unknownTo(
  { absences, members, challenges }: Unknown,
  who: string,
): ((event: PlanEvent, recordedAt: Moment) => boolean) | undefined {
  if (!absences.some((one) => isUnknown(absences, who, one))) return undefined
  const apart = apartFrom(absences, members, who)
  const away = [...new Set(absences.map(({ person }) => person))]
  const limits = new Map(away.map((person) => [person, limitsOn(absences, members, who, person)]))
  // What becomes of what they challenged themselves is told to them, whoever left since.
  const isTheirs = (event: PlanEvent) => 'challenge' in event && challenges[event.challenge]?.by === who
  return (event, recordedAt) =>
    !isTheirs(event) &&
    ((apart !== undefined && isApart(apart, event, recordedAt)) ||
      (event.about.length > 0 && event.about.every((person) => isKeptFromThem(limits.get(person), recordedAt))))
}
