/** Challenges as a reader sees them: beside the plan they are of, whatever became of them. */
import { dayOf, endOf, inDays, type Day } from '../../deciding/days.ts'
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import { withOneMore, withReplaced } from '../../deciding/growing.ts'
import { mark, said, type Mark, type Said, type Seen } from '../seen.ts'
import {
  hangsOn,
  type Addressee,
  type Challenge,
  type ChallengeEvent,
  type ChallengeFinding,
  type FirstTo,
  type FormalKind,
  type ChallengedItem,
} from './challenge.ts'

export interface ChallengeAnswerAsRead extends Mark {
  readonly finding: Sealed<ChallengeFinding>
  readonly words: Sealed
  readonly changes?: Sealed
  readonly heard: boolean
  readonly notHeardBecause?: Sealed
}

export interface ChallengeAsRead {
  readonly id: string
  readonly on: ChallengedItem
  readonly domain: Domain
  readonly about: readonly PersonId[]
  /** Of the family: whose it is. */
  readonly person?: PersonId
  readonly words: Sealed
  readonly wish: Sealed
  readonly firstTo: FirstTo
  readonly raised: Mark
  readonly state: Challenge['is']
  /** Who is to answer, while somebody is. */
  readonly addressee?: Addressee
  readonly dueAt?: Moment
  readonly answers: readonly ChallengeAnswerAsRead[]
  /** Each time that it stepped up, or found nobody to step up to: because nobody answered, or the answer was not accepted. */
  readonly steps: readonly (Said & {
    readonly because: 'unanswered' | 'not-accepted'
    readonly addressee?: Addressee
  })[]
  readonly opened?: Mark
  readonly accepted?: Mark
  readonly withdrawn?: Said
  readonly forwarded: readonly (Mark & {
    readonly as: Sealed<FormalKind>
    readonly to?: Sealed
    readonly cameIn: Day
    /** The last day on which a complaint is dealt with, if it is one: six weeks (Awb 9:11(1)). */
    readonly complaintUntil: Day
  })[]
}

/** Calendar days (Awb 9:11(1)); ten weeks where a committee advises, which nobody knows yet. */
const COMPLAINT_DAYS = 42

export function challengesAfter(
  now: readonly ChallengeAsRead[],
  event: ChallengeEvent,
  seen: Seen<unknown>,
): readonly ChallengeAsRead[] {
  if (event.type === 'ChallengeRaised') {
    const { challenge: id, on, domain, about, person, words, wish, firstTo, addressee, due } = event
    const whose = person !== undefined && { person }
    const raised = { id, on, domain, about, ...whose, words, wish, firstTo, raised: mark(seen) }
    return withOneMore(now, {
      ...raised,
      state: 'raised',
      addressee,
      dueAt: due.at,
      answers: [],
      steps: [],
      forwarded: [],
    })
  }
  return withReplaced(now, event.challenge, (one) => after(one, event, seen))
}

/** Nobody is to answer it now. */
function waiting({ addressee: _addressee, dueAt: _dueAt, ...one }: ChallengeAsRead): ChallengeAsRead {
  return one
}

function after(
  now: ChallengeAsRead,
  event: Exclude<ChallengeEvent, { type: 'ChallengeRaised' }>,
  seen: Seen<unknown>,
): ChallengeAsRead {
  switch (event.type) {
    case 'ChallengeAnswered': {
      const { finding, words, changes, heard, notHeardBecause } = event
      const more = { ...(changes && { changes }), heard, ...(notHeardBecause && { notHeardBecause }) }
      const answers = withOneMore(now.answers, { ...mark(seen), finding, words, ...more })
      return { ...waiting(now), state: 'answered', answers }
    }
    case 'ChallengeOpened':
      return { ...now, opened: mark(seen) }
    case 'ChallengeAccepted':
      return { ...now, state: 'accepted', accepted: mark(seen) }
    case 'ChallengeRejected':
    case 'ChallengeEscalated': {
      const isRejected = event.type === 'ChallengeRejected'
      const { addressee, due } = event
      const because = isRejected ? 'not-accepted' : 'unanswered'
      const step = {
        ...said(seen, isRejected ? event.words : undefined),
        because,
        ...(addressee && { addressee }),
      } as const
      const steps = withOneMore(now.steps, step)
      if (addressee === undefined) return { ...waiting(now), state: isRejected ? 'not-agreed' : 'unanswered', steps }
      return { ...now, state: 'raised', addressee, ...(due && { dueAt: due.at }), steps }
    }
    case 'ChallengeWithdrawn':
      return { ...waiting(now), state: 'withdrawn', withdrawn: said(seen, event.reason) }
    case 'ChallengeForwarded': {
      const { as, to, cameIn } = event
      const days = { cameIn, complaintUntil: dayOf(inDays(endOf(cameIn), COMPLAINT_DAYS)) }
      return { ...now, forwarded: withOneMore(now.forwarded, { ...mark(seen), as, ...(to && { to }), ...days }) }
    }
  }
}

/** Those of an item: wherever it is rendered, they stand beside it; those of a reading beside what was read. */
export const challengesOf = (
  all: readonly ChallengeAsRead[],
  { kind, id }: { readonly kind: string; readonly id: string },
): readonly ChallengeAsRead[] =>
  all.filter(({ on }) => {
    const stands = hangsOn(on)
    return stands.kind === kind && stands.id === id
  })
