/**
 * Of which looks someone of the family is told that no word of theirs was read: it was there for who coordinates, and closed. What was open to them tells
 * that somebody permitted it or let them help; where that is kept from whoever asks, they are told what would be so without it.
 */
import { dayOf } from '../deciding/days.ts'
import type { Moment } from '../deciding/decider.ts'
import type { Domain } from '../deciding/domains.ts'
import { lawsWithBasis, type CoordinationBasis } from '../municipality/coordination-bases.ts'
import type { PlanEvent } from '../plan/plan.ts'
import type { Look } from './access-record.ts'
import { CARE_ACTIVITIES } from './processing-activities.ts'
import { revisionsIn } from './revisions.ts'
import type { Written } from './written.ts'

export interface PlanAsAsked {
  /** All that happened, by revision. */
  readonly history: ReadonlyMap<number, Written>
  /** Which of it the asker sees. */
  readonly theirs: ReadonlySet<number>
  /** What is kept from them though it would be theirs to see. */
  readonly isKept: (event: PlanEvent, recordedAt: Moment) => boolean
  readonly bases: readonly CoordinationBasis[]
}

/** @param look of whom, and when */
export function readNoWord(
  { who, at, look }: { readonly who: string; readonly at: Moment; readonly look: Look },
  { history, theirs, isKept, bases }: PlanAsAsked,
): boolean {
  if (look.grounds.length === 0 || !look.grounds.every((is) => AS_WHO_COORDINATES.includes(is))) return false
  const closed = new Set(revisionsIn(look.closed ?? ''))
  const told = revisionsIn(look.told ?? look.sees ?? '').filter((revision) => theirs.has(revision))
  const ofLaws = told.filter((revision) => mayBeClosed(history.get(revision), who))
  const whole = ofLaws.filter((revision) => !closed.has(revision))
  if (whole.length === 0) return ofLaws.length > 0
  const before = [...history.values()].filter(({ envelope }) => envelope.recordedAt <= at)
  const opening = before.flatMap(({ event, envelope }) => {
    const domain = opens(event, who)
    return domain === undefined ? [] : [{ domain, isKnown: !isKept(event, envelope.recordedAt) }]
  })
  if (opening.every(({ isKnown }) => isKnown)) return false
  const known: readonly Domain[] = [
    ...lawsWithBasis(bases, dayOf(at)),
    ...opening.flatMap(({ domain, isKnown }) => (isKnown ? [domain] : [])),
  ]
  return !whole.some((revision) => known.includes(history.get(revision)?.event.domain ?? 'general'))
}

const AS_WHO_COORDINATES: readonly Look['grounds'][number][] = ['coordinating', 'next-coordinator']

/** Nothing under no law is ever closed, nor who works here, nor what somebody wrote themselves. */
const mayBeClosed = (written: Written | undefined, who: string): boolean =>
  written !== undefined &&
  written.event.domain !== 'general' &&
  written.event.type !== 'ProfessionalJoined' &&
  written.envelope.actor.id !== who

/** Under which law it may open words to who coordinates: that it was permitted, or that they were let in to help. */
function opens(event: PlanEvent, who: string): Domain | undefined {
  if (event.type === 'PermissionGiven') return event.to.kind === 'coordination' ? event.domain : undefined
  if (event.type !== 'ProfessionalJoined' || event.professional !== who) return undefined
  return Object.hasOwn(CARE_ACTIVITIES, event.activity) ? event.domain : undefined
}
