/** What who is to answer a challenge does on that ground, and on no other. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { challengeRaised, goalProposed, helped } from '../plan/testing/past.ts'
import { kim } from '../plan/testing/people.ts'
import { mayDo } from './may.ts'
import { sightOf } from './sight.ts'
import { factsAfter, lead } from './testing/standing.ts'

describe('who is to answer a challenge', () => {
  it('raises none by its id of what is not there for them', () => {
    const facts = factsAfter([...helped, goalProposed(['kim']), challengeRaised(kim())])
    const { withheld } = sightOf(lead('north'), facts)
    const sight = { grounds: [{ is: 'in-challenges', of: {}, answering: ['challenge-1'] }], withheld } as const
    const does = (type: 'RaiseChallenge' | 'AnswerChallenge') => () =>
      mayDo(sight, { type, challenge: 'challenge-1', on: { kind: 'goal', id: 'goal-1' } }, facts.plan)
    assert.throws(does('RaiseChallenge'), { message: 'NOT_FOUND' })
    assert.doesNotThrow(does('AnswerChallenge'))
  })
})
