/** How a plan ended and began again, as a reader sees it; and what is open in it, as far as they see that. */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import { withOneMore } from '../../deciding/growing.ts'
import type { ProfessionalAsRead } from '../care-team/care-team-as-read.ts'
import type { DeviationAsRead } from '../deviations/deviations-as-read.ts'
import type { OwnPlanAsRead } from '../opening/own-plan-as-read.ts'
import type { PermissionAsRead } from '../permissions/permissions-as-read.ts'
import { isOpenAsRead, type ReferralAsRead } from '../referrals/referrals-as-read.ts'
import type { SharingAsRead } from '../sharings/sharings-as-read.ts'
import { mark, said, type Mark, type Said, type Seen } from '../seen.ts'
import type { ClosingEvent, ClosingGround } from './closing.ts'

export interface ClosingAsRead {
  readonly closed: Mark
  /** Absent, as the reason is, where nobody of the family wanted on. */
  readonly ground?: Sealed<ClosingGround>
  readonly reason?: Sealed
  readonly familyView?: Sealed
  /** Until when the family opens it again. */
  readonly reopenUntil: Moment
  readonly reopened?: Said
}

/** That someone's help was ended: for who said it, who it is said for, and who coordinates. */
export interface EndingAsRead {
  readonly person: PersonId
  readonly by: string
  readonly ended: Said
  readonly dueAt?: Moment
  readonly answer?: Said
  readonly resumed?: Mark
}

interface Helped {
  readonly ownPlan: OwnPlanAsRead
  readonly professionals: readonly ProfessionalAsRead[]
  readonly referrals: readonly ReferralAsRead[]
  readonly sharings: readonly SharingAsRead[]
  readonly permissions: readonly PermissionAsRead[]
  readonly deviations: readonly DeviationAsRead[]
}

export interface EndedAsRead {
  /** Each time that the plan was closed; the last one stands unless it was opened again. */
  readonly closings: readonly ClosingAsRead[]
  readonly endings: readonly EndingAsRead[]
}

export function closingAfter<Plan extends EndedAsRead & Helped>(
  now: Plan,
  event: ClosingEvent,
  seen: Seen<unknown>,
): Plan {
  switch (event.type) {
    case 'PlanClosed': {
      const { ground, reason, familyView, due } = event
      const why = { ...(ground && { ground }), ...(reason && { reason }), ...(familyView && { familyView }) }
      return { ...now, closings: withOneMore(now.closings, { closed: mark(seen), ...why, reopenUntil: due.at }) }
    }
    case 'PlanReopened': {
      const last = now.closings.length - 1
      const reopened = said(seen, event.reason)
      const closings = now.closings.map((one, place) => (place === last ? { ...one, reopened } : one))
      return { ...withEpisodeEnded(now, seen), closings }
    }
    case 'HelpEnded': {
      const { person, by, words, due } = event
      const ending = { person, by, ended: said(seen, words), ...(due && { dueAt: due.at }) }
      return { ...now, endings: withOneMore(now.endings, ending) }
    }
    case 'HelpResumed':
      return withEnding(now, event.person, event.by, { resumed: mark(seen) })
    case 'EndingAnswered':
      return withEnding(now, event.person, event.to, { answer: said(seen, event.words) })
  }
}

/** What ended with the episode before, as far as its reader sees it: who left a step stays until that is evaluated. */
function withEpisodeEnded<Plan extends Helped>(now: Plan, seen: Seen<unknown>): Plan {
  const at = mark(seen)
  const { dueAt: _due, until: _until, waivedBecause: _because, waived: _waived, ...ownPlan } = now.ownPlan
  const running = now.deviations.filter(({ evaluation }) => evaluation === undefined).map(({ reported }) => reported.by)
  const isGone = (one: ProfessionalAsRead) => one.left === undefined && !running.includes(one.professional)
  return {
    ...now,
    ownPlan: { ...ownPlan, state: 'not-invited', invitations: [] },
    professionals: now.professionals.map((one) => (isGone(one) ? { ...one, left: at } : one)),
    referrals: now.referrals.map((one) =>
      isOpenAsRead(one) ? withoutDue({ ...one, state: 'ended', ended: at }) : one,
    ),
    sharings: now.sharings.map((one) => (one.state === 'granted' ? { ...one, state: 'ended', ended: at } : one)),
    permissions: now.permissions.map((one) =>
      one.state === 'given' ? { ...one, state: 'withdrawn', withdrawn: at } : one,
    ),
  }
}

function withoutDue({ dueAt: _due, ...referral }: ReferralAsRead): ReferralAsRead {
  return referral
}

/** The last time that they said it. */
function withEnding<Plan extends EndedAsRead>(
  now: Plan,
  person: PersonId,
  by: string,
  more: Partial<EndingAsRead>,
): Plan {
  const at = now.endings.findLastIndex((one) => one.person === person && one.by === by)
  return { ...now, endings: now.endings.map((one, place) => (place === at ? { ...one, ...more } : one)) }
}
