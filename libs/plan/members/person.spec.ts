import { describe, it } from '@jest/globals'
import { storiesOf } from '../../deciding/testing/story.ts'
import { person, type PersonEvent } from './person.ts'
import { identityOf } from '../testing/past.ts'
import { noor } from '../testing/people.ts'

const given = storiesOf(person)
const joined = (plan: string, leading = plan): PersonEvent => ({
  ...identityOf('kim'),
  type: 'PersonJoinedPlan',
  person: 'kim',
  plan,
  leading,
})
const left = (plan: string): PersonEvent => ({ ...identityOf('kim'), type: 'PersonLeftPlan', person: 'kim', plan })
const join = (plan: string, leads?: 'this-plan' | 'the-other-plan') =>
  ({ type: 'JoinPlan', person: 'kim', plan, ...(leads && { leads }) }) as const

describe('the plans a person is in', () => {
  it('begin with one, which leads', () => {
    given().when(noor(), join('ours')).then(joined('ours'))
  })

  it('are not two without a reason and a leading plan; the refusal does not say which the other is', () => {
    given([noor(), joined('ours')])
      .when(noor(), join('theirs'))
      .thenRefuses('PERSON_IS_IN_ANOTHER_PLAN')
  })

  it('may be two where a reason says why, and then one of them leads', () => {
    given([noor(), joined('ours')])
      .when(noor(), join('theirs', 'this-plan'))
      .then(joined('theirs', 'theirs'))
    given([noor(), joined('ours')])
      .when(noor(), join('theirs', 'the-other-plan'))
      .then(joined('theirs', 'ours'))
  })

  it('have a leading one also when the other that was to lead is not there', () => {
    given().when(noor(), join('ours', 'the-other-plan')).then(joined('ours'))
  })

  it('are joined once', () => {
    given([noor(), joined('ours')])
      .when(noor(), join('ours'))
      .thenNothing()
  })

  it('are left once', () => {
    given([noor(), joined('ours')])
      .when(noor(), { type: 'LeavePlan', person: 'kim', plan: 'ours' })
      .then(left('ours'))
    given([noor(), joined('ours')], [noor(), left('ours')])
      .when(noor(), { type: 'LeavePlan', person: 'kim', plan: 'ours' })
      .thenNothing()
  })

  it('are free to be joined after the only one was left', () => {
    given([noor(), joined('ours')], [noor(), left('ours')])
      .when(noor(), join('theirs'))
      .then(joined('theirs'))
  })

  it('pass the lead to the one that remains when the leading one is left', () => {
    given([noor(), joined('ours')], [noor(), joined('theirs')], [noor(), left('theirs')])
      .when(noor(), join('third', 'the-other-plan'))
      .then(joined('third', 'ours'))
  })
})
