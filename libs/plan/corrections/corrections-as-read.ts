/**
 * What was corrected, and asked to be, as a reader sees it: a name as it is now stands in its place, and here who mended what of whom, when and why; what
 * was said stands as it was said, and what it should have said beside it. What was refused stands with the words of who asked.
 */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import { withChanged, withOneMore, withReplaced } from '../../deciding/growing.ts'
import type { CareTeamAsRead } from '../care-team/care-team-as-read.ts'
import { coordinationMended, type CoordinationAsRead } from '../coordinator/coordinator-as-read.ts'
import type { MemberAsRead } from '../members/members-as-read.ts'
import { mark, said, type Mark, type Said, type Seen } from '../seen.ts'
import type { ItemRef } from '../visibility/visibility.ts'
import {
  becomingOf,
  type Corrected,
  type CorrectedWords,
  type CorrectionEvent,
  type Corrects,
} from './correction-events.ts'
import type { CorrectionRequest } from './requests.ts'

export const CORRECTED_PARTS = ['name', 'age', 'words'] as const
export type CorrectedPart = (typeof CORRECTED_PARTS)[number]

interface OfAnEvent {
  readonly id: string
  /** The id of the event that was wrong, as history has it. */
  readonly event: string
  readonly of: Corrected
  /** The item beside which it stands, where it is of one. */
  readonly on?: ItemRef
  readonly reason: Sealed
}

export interface CorrectionAsRead extends Mark, OfAnEvent {
  readonly what: readonly CorrectedPart[]
  /** What it should have said. */
  readonly words?: Sealed
}

export interface CorrectionRequestAsRead extends OfAnEvent, CorrectedWords {
  /** Of the family: who asks, or for whom it is asked. */
  readonly person?: PersonId
  readonly asked: Mark
  readonly state: CorrectionRequest['is']
  readonly dueAt?: Moment
  readonly granted?: Mark
  /** Why it is left as it is. */
  readonly refused?: Said
}

interface Mended extends CoordinationAsRead, Pick<CareTeamAsRead, 'professionals' | 'representatives'> {
  readonly members: readonly MemberAsRead[]
  readonly corrections: readonly CorrectionAsRead[]
  readonly correctionRequests: readonly CorrectionRequestAsRead[]
}

export function correctionsAfter<Plan extends Mended>(now: Plan, event: CorrectionEvent, seen: Seen<unknown>): Plan {
  return event.type === 'CorrectionRecorded'
    ? withCorrection(now, event, seen)
    : { ...now, correctionRequests: requestsAfter(now.correctionRequests, event, seen) }
}

type Recorded = Extract<CorrectionEvent, { type: 'CorrectionRecorded' }>

const onItem = (corrects: Corrects | undefined) => corrects?.item && { on: corrects.item }

function withCorrection<Plan extends Mended>(now: Plan, event: Recorded, seen: Seen<unknown>): Plan {
  const {
    correction: id,
    event: wrong,
    of,
    reason,
    name,
    birthDate,
    ageBand,
    ageEstablishedBy,
    words,
    corrects,
  } = event
  const made = mark(seen)
  const what = [
    ...(name ? ['name' as const] : []),
    ...(birthDate ? ['age' as const] : []),
    ...(words ? ['words' as const] : []),
  ]
  const one = { ...made, id, event: wrong, of, ...onItem(corrects), what, reason, ...(words && { words }) }
  const corrections = withOneMore(now.corrections, one)
  const mended = { ...(name && { name }), corrected: made }
  switch (of.kind) {
    case 'member': {
      const age = {
        ...(birthDate && { birthDate }),
        ...(ageBand && { ageBand }),
        ...(ageEstablishedBy && { ageEstablishedBy }),
      }
      return { ...now, corrections, members: withChanged(now.members, of.id, () => ({ ...mended, ...age })) }
    }
    case 'professional':
      return { ...now, corrections, professionals: withChanged(now.professionals, of.id, () => mended) }
    case 'representative':
      return { ...now, corrections, representatives: withChanged(now.representatives, of.id, () => mended) }
    case 'coordinator':
    case 'deputy':
    case 'handover':
      return { ...now, ...coordinationMended(now, { kind: of.kind, id: of.id }, mended), corrections }
    case 'event':
      return { ...now, corrections }
  }
}

function requestsAfter(
  now: readonly CorrectionRequestAsRead[],
  event: Exclude<CorrectionEvent, { type: 'CorrectionRecorded' }>,
  seen: Seen<unknown>,
): readonly CorrectionRequestAsRead[] {
  const { correctionRequest: id, event: wrong, of, corrects, person } = event
  if (event.type === 'CorrectionAsked') {
    const { reason, due } = event
    const whose = { ...onItem(corrects), ...(person !== undefined && { person }) }
    const asked = { id, event: wrong, of, ...whose, reason, ...becomingOf(event), asked: mark(seen) }
    return withOneMore(now, { ...asked, state: 'asked', dueAt: due.at })
  }
  return withReplaced(now, id, ({ dueAt: _due, ...one }) =>
    event.type === 'CorrectionGranted'
      ? { ...one, state: 'granted', granted: mark(seen) }
      : { ...one, state: 'refused', refused: said(seen, event.reason) },
  )
}

/** Those beside an item, wherever it is rendered. */
export const besideItem = <One extends OfAnEvent>(
  all: readonly One[],
  { kind, id }: { readonly kind: string; readonly id: string },
): readonly One[] => all.filter(({ on }) => on?.kind === kind && on.id === id)
