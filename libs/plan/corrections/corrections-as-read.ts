/** What was corrected, as a reader sees it: the value as it is now stands in its place, and here who mended what of whom, when and why. */
import type { Sealed } from '../../deciding/decider.ts'
import { withChanged, withOneMore } from '../../deciding/growing.ts'
import type { CareTeamAsRead } from '../care-team/care-team-as-read.ts'
import { coordinationMended, type CoordinationAsRead } from '../coordinator/coordinator-as-read.ts'
import type { Corrected, CorrectionEvent } from './corrections.ts'
import type { MemberAsRead } from '../members/members-as-read.ts'
import { mark, type Mark, type Seen } from '../seen.ts'

export const CORRECTED_PARTS = ['name', 'age'] as const
export type CorrectedPart = (typeof CORRECTED_PARTS)[number]

export interface CorrectionAsRead extends Mark {
  readonly id: string
  /** The id of the event that was wrong, as history has it. */
  readonly event: string
  readonly of: Corrected
  readonly what: readonly CorrectedPart[]
  readonly reason: Sealed
}

interface Mended extends CoordinationAsRead, Pick<CareTeamAsRead, 'professionals' | 'representatives'> {
  readonly members: readonly MemberAsRead[]
  readonly corrections: readonly CorrectionAsRead[]
}

export function correctionsAfter<Plan extends Mended>(now: Plan, event: CorrectionEvent, seen: Seen<unknown>): Plan {
  const { correction: id, event: wrong, of, reason, name, birthDate, ageBand, ageEstablishedBy } = event
  const made = mark(seen)
  const what = [...(name ? ['name' as const] : []), ...(birthDate ? ['age' as const] : [])]
  const corrections = withOneMore(now.corrections, { ...made, id, event: wrong, of, what, reason })
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
      return { ...now, ...coordinationMended(now, of, mended), corrections }
  }
}
