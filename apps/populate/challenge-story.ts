/** What a family's story has of challenges: some who do not agree with a goal say so to who answers for it, and most hear back in time. */
import { FIRST_TO, type ChallengeFinding } from '../../libs/plan/challenges/challenge.ts'
import { chosen, said } from '../api/plans/door/words.ts'
import { voiceOf, type InPlan, type Story, type Telling } from './telling.ts'

const FINDINGS: readonly (readonly [ChallengeFinding, number])[] = [
  ['upheld', 25],
  ['partly', 40],
  ['not', 35],
]

const IN_WORDS: Readonly<Record<ChallengeFinding, string>> = {
  upheld: 'U heeft gelijk, we passen het doel aan',
  partly: 'Een deel passen we aan, dit blijft staan',
  not: 'We begrijpen u, en houden het zo',
}

export async function* challenged(telling: Telling, goal: string, person: InPlan): Story {
  const { dice, plan, coordinator } = telling
  yield dice.whole(0, 4)
  const made = await plan.does(voiceOf(telling, person), (newId) => ({
    type: 'RaiseChallenge',
    challenge: newId('challenge'),
    on: { kind: 'goal', id: goal },
    person: person.id,
    words: said('Zo is het niet met ons besproken'),
    wish: said('Bespreek het opnieuw met ons'),
    firstTo: dice.pick(FIRST_TO),
  }))
  const challenge = made('challenge')
  telling.challenges.add(challenge)
  // The rest steps up by itself.
  if (!dice.chance(0.8)) return
  yield dice.whole(1, 9)
  const finding = dice.weighted(FINDINGS)
  await plan.does(coordinator, () => ({
    type: 'AnswerChallenge',
    challenge,
    finding: chosen(finding),
    words: said(IN_WORDS[finding]),
    heard: false,
    notHeardBecause: said('Wie het doel schreef is met verlof'),
  }))
  yield dice.whole(1, 5)
  const takes = dice.chance(finding === 'not' ? 0.5 : 0.9)
  await plan.does(voiceOf(telling, person), () =>
    takes ? { type: 'AcceptChallengeAnswer', challenge } : { type: 'RejectChallengeAnswer', challenge },
  )
  if (takes) telling.challenges.delete(challenge)
}
