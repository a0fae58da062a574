/**
 * What whoever works with a family has of a plan that ended: of one that was opened again nothing of before, but who the family is, what is guarded in
 * it, the deviation that ran on into it, and what someone permitted since; of one that is over nothing, but to who must still account for a step they left. The
 * family itself, and who judges or verifies, read on.
 */
import type { Moment } from '../deciding/decider.ts'
import { joinings } from '../plan/care-team/care-team.ts'
import { isOver } from '../plan/closing/episode.ts'
import { stillRuns } from '../plan/closing/new-episode.ts'
import { partOfEvent, type PartName } from '../plan/parts.ts'
import { permits, permittedTo, type Permitted } from '../plan/permissions/permitted.ts'
import type { Recipient } from '../plan/permissions/permission.ts'
import type { Plan, PlanEvent } from '../plan/plan.ts'
import { belongsTo } from '../plan/visibility/hanging.ts'
import { keyOf } from '../plan/visibility/visibility.ts'
import { withWhatHangs } from '../plan/visibility/withheld-items.ts'
import { SAYS_WHO_COORDINATES } from './audiences.ts'
import type { Written } from './written.ts'

export interface Episode {
  /** When it began. */
  readonly since: Moment
  /** Deviations that were not done with when it began: they are of it to their end. */
  readonly running: ReadonlySet<string>
  /** What was permitted to its reader; absent where nothing was. */
  readonly permitted?: Permitted
}

/** Undefined in the first. @param reader whoever reads by what was permitted to them */
export function episodeOf(plan: Plan, at: Moment, reader: string, to: Recipient): Episode | undefined {
  const { since, earlier = [] } = plan.closing
  if (since === undefined) return undefined
  const ranOn = Object.keys(plan.deviations).filter((id) => !earlier.includes(keyOf({ kind: 'deviation', id })))
  const running = new Set(ranOn)
  const { given, everyone } = permittedTo(plan, to, at, reader)
  if (given.length === 0) return { since, running }
  const whole = given.map((one) => (one.items === undefined ? one : { ...one, items: withWhatHangs(one.items, plan) }))
  return { since, running, permitted: { given: whole, everyone } }
}

/** Of before, whoever works with the family knows who it is, who coordinates and who speaks for whom; and nothing that is guarded is lost sight of. */
const STANDS_IN_ALL: readonly PartName[] = ['members', 'visibility', 'breakGlass']
const STANDS_TOO: readonly PlanEvent['type'][] = [
  'PlanOpened',
  ...SAYS_WHO_COORDINATES,
  'DeputyAppointed',
  'DeputyEnded',
  'CorrectionRecorded',
  'RepresentativeAppointed',
  'RepresentationProven',
  'RepresentationProofShown',
  'ConflictOfInterestDeclared',
  'RepresentativeEnded',
]

/** Whether it tells who is who, and so stands in every episode. */
export const standsInAll = (event: PlanEvent): boolean =>
  STANDS_IN_ALL.includes(partOfEvent(event)) || STANDS_TOO.includes(event.type)

/** Whether an event is of an episode, or has a ground of its own there. */
export function isOfEpisode({ since, running, permitted }: Episode, { event, envelope }: Written): boolean {
  if (envelope.recordedAt >= since || standsInAll(event)) return true
  const items = belongsTo(event)
  if ('deviation' in event && running.has(event.deviation)) return true
  if (items.some(({ kind, id }) => kind === 'deviation' && running.has(id))) return true
  return permitted !== undefined && permits(permitted, { ...event, items })
}

/** Whether whoever helped has a part here still. */
export function isHelpedBy(plan: Plan, professional: string, at: Moment): boolean {
  if (!isOver(plan.closing, at)) return true
  return joinings(plan.careTeam, professional, at).some((one) => stillRuns(one, plan.deviations))
}
