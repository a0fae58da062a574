/** Whom the family was referred to and what came of it, as a reader sees it. */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import { withOneMore, withReplaced } from '../../deciding/growing.ts'
import type { OpenedItem, Referral, ReferralAnswer, ReferralEvent } from './referrals.ts'
import { mark, said, type Mark, type Said, type Seen } from '../seen.ts'

export interface ReferralQuestionAsRead {
  readonly asked: Said
  readonly answered?: Said
}

export interface ReferralAsRead {
  readonly id: string
  readonly domain: Domain
  readonly about: readonly PersonId[]
  /** OIN of the organisation referred to. */
  readonly to: string
  readonly words: Sealed
  /** What it may fetch once it accepts; absent in what was made before referrals said so. */
  readonly opens?: readonly OpenedItem[]
  readonly until: Moment
  readonly state: Referral['is']
  /** Until when it may be answered; absent once it is. */
  readonly dueAt?: Moment
  readonly made: Mark
  readonly questions: readonly ReferralQuestionAsRead[]
  readonly answer?: Said & { readonly answer: ReferralAnswer }
  readonly ended?: Said
}

export function referralsAfter(
  now: readonly ReferralAsRead[],
  event: ReferralEvent,
  seen: Seen<unknown>,
): readonly ReferralAsRead[] {
  if (event.type === 'ReferralMade') {
    const { referral: id, domain, about, to, words, opens, until, due } = event
    const made = {
      id,
      domain,
      about,
      to,
      words,
      ...(opens && { opens }),
      until,
      state: 'waiting',
      dueAt: due.at,
    } as const
    return withOneMore(now, { ...made, made: mark(seen), questions: [] })
  }
  return withReplaced(now, event.referral, (one) => changed(one, event, seen))
}

function changed(
  now: ReferralAsRead,
  event: Exclude<ReferralEvent, { type: 'ReferralMade' }>,
  seen: Seen<unknown>,
): ReferralAsRead {
  const { dueAt: _due, ...answered } = now
  switch (event.type) {
    case 'ReferralQuestionAsked':
      return { ...now, state: 'asked', questions: withOneMore(now.questions, { asked: said(seen, event.words) }) }
    case 'ReferralQuestionAnswered': {
      const last = now.questions.at(-1)
      const questions = last ? now.questions.with(-1, { ...last, answered: said(seen, event.words) }) : now.questions
      return { ...now, state: 'waiting', questions }
    }
    case 'ReferralAnswered': {
      const answer = { ...said(seen, event.reason), answer: event.answer }
      return { ...answered, state: event.answer, answer }
    }
    case 'ReferralEnded':
      return { ...answered, state: 'ended', ended: said(seen, event.reason) }
  }
}

export const isOpenAsRead = ({ state }: ReferralAsRead): boolean => state !== 'declined' && state !== 'ended'
