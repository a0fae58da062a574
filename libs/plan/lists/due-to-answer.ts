/** The rows of what is due of challenges: an answer, by whose turn it is. */
import type { Happened } from '../../deciding/read-model.ts'
import type { PlanEvent } from '../plan.ts'
import { keyOf } from '../visibility/visibility.ts'
import { planOf, sightOf } from './as-rows.ts'

type OfChallenge = Extract<PlanEvent, { readonly challenge: string }>
type Waits = Extract<OfChallenge, { type: 'ChallengeRaised' | 'ChallengeRejected' | 'ChallengeEscalated' }>

const OF_CHALLENGE = { what: 'challenge', kind: 'challenge' } as const

const answerIsOver = ({ event, envelope }: Happened<OfChallenge>) => [
  { remove: 'due', where: { plan: planOf(envelope), ...OF_CHALLENGE, item: event.challenge } } as const,
]

/** It is the addressee’s, where there is one left. */
function answerIsDue(happened: Happened<Waits>) {
  const { challenge: item, on, addressee: mustAct, due } = happened.event
  if (due === undefined || mustAct === undefined) return answerIsOver(happened)
  const of = { ...OF_CHALLENGE, item, person: '', reader: keyOf(on) }
  const row = { plan: planOf(happened.envelope), ...of, dueAt: due.at, mustAct }
  const steps = { began: happened.envelope.recordedAt, until: due.at, step: 0, wentUpTo: '', extended: 0 }
  return [{ put: 'due', row: { ...row, ...steps, terms: due.terms, ...sightOf(happened) } } as const]
}

export const ANSWERS_DUE = {
  ChallengeRaised: answerIsDue,
  ChallengeRejected: answerIsDue,
  ChallengeEscalated: answerIsDue,
  ChallengeAnswered: answerIsOver,
  ChallengeWithdrawn: answerIsOver,
} as const
