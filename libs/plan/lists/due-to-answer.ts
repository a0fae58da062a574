/** The rows of what is due of challenges: an answer, by whose turn it is. */
import type { Happened } from '../../deciding/read-model.ts'
import type { PlanEvent } from '../plan.ts'
import { keyOf } from '../visibility/visibility.ts'
import { dueAt, met } from './due-rows.ts'

type OfChallenge = Extract<PlanEvent, { readonly challenge: string }>
type Waits = Extract<OfChallenge, { type: 'ChallengeRaised' | 'ChallengeRejected' | 'ChallengeEscalated' }>

const OF_CHALLENGE = { what: 'challenge', kind: 'challenge' } as const

const answerIsOver = (happened: Happened<OfChallenge>) => [
  met(happened, { ...OF_CHALLENGE, item: happened.event.challenge }),
]

/** It is the addressee’s, where there is one left. */
function answerIsDue(happened: Happened<Waits>) {
  const { challenge: item, on, addressee: mustAct, due } = happened.event
  if (due === undefined || mustAct === undefined) return answerIsOver(happened)
  return [dueAt(happened, due.at, { ...OF_CHALLENGE, item, reader: keyOf(on), mustAct })]
}

export const ANSWERS_DUE = {
  ChallengeRaised: answerIsDue,
  ChallengeRejected: answerIsDue,
  ChallengeEscalated: answerIsDue,
  ChallengeAnswered: answerIsOver,
  ChallengeWithdrawn: answerIsOver,
} as const
