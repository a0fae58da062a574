/** What is closed to who coordinates: by what it is open, what stands in the place of words, and what may be done to it. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { Refusal } from '../deciding/decider.ts'
import type { CoordinationBasis } from '../municipality/coordination-bases.ts'
import { actionPlanned, family, goalProposed, type Past } from '../plan/testing/past.ts'
import { noor, sealed } from '../plan/testing/people.ts'
import type { PlanEvent } from '../plan/plan.ts'
import { closedOf, closedTo, mustBeOpen } from './closed.ts'
import type { Concerned } from './done-to.ts'
import { shown, sightOf } from './sight.ts'
import { ALL_BASES, coordinator, factsAfter, joinedFor, writtenIn } from './testing/standing.ts'

const past = [...family, joinedFor('yara', 'youth', 'youth-support'), goalProposed(), actionPlanned('yara')]

const closedAfter = (
  more: readonly Past[],
  bases: readonly CoordinationBasis[] = ALL_BASES.filter(({ domain }) => domain !== 'youth'),
) => closedTo('noor', factsAfter([...past, ...more], { bases }))

const letIn = (by: string, activity = 'youth-support'): Past => {
  const [deed, event] = joinedFor('noor', 'youth', activity)
  return [{ ...deed, by: { kind: 'person', id: by, role: 'coordinator' } }, event]
}

describe('the words of a law', () => {
  it('are closed but on a ground of one’s own for them: nobody’s own consent is one, nor what checks a benefit', () => {
    assert.deepEqual(closedAfter([])?.laws, ['youth'])
    assert.equal(closedAfter([], ALL_BASES), undefined)
    assert.equal(closedAfter([letIn('bart')]), undefined)
    assert.deepEqual(closedAfter([letIn('noor')])?.laws, ['youth'])
    assert.deepEqual(closedAfter([letIn('bart', 'social-support')])?.laws, ['youth'])
  })

  it('are shown as closed, each in its place, and nothing else of it is', () => {
    const bases = ALL_BASES.filter(({ domain }) => domain !== 'youth')
    const sight = sightOf(coordinator('noor'), factsAfter(past, { bases }))
    const [written, joined] = [goalProposed(), joinedFor('yara', 'youth', 'youth-support')].map(writtenIn)
    assert.ok(written && joined)
    assert.deepEqual(shown(sight, written), { ...written.event, words: { closed: true } })
    assert.deepEqual(shown(sight, joined), joined.event)
  })

  it('are not opened by a permission that who coordinates wrote down before they did', () => {
    const permittedBy = ([deed]: Past): Past => [
      deed,
      {
        ...{ domain: 'youth', about: ['kim'], type: 'PermissionGiven', permission: 'permission-1', person: 'kim' },
        ...{ by: 'kim', to: { kind: 'coordination' }, until: '2026-12-31T22:59:59.999Z', how: sealed('over tea') },
      },
    ]
    const [written] = [goalProposed()].map(writtenIn)
    assert.ok(written)
    const reads = (more: Past) =>
      shown(sightOf(coordinator('noor'), factsAfter([...past, more], { bases: [] })), written) === written.event
    assert.ok(reads(permittedBy(goalProposed())))
    assert.ok(!reads(permittedBy([noor(), goalProposed()[1]])))
  })

  it('are closed also where they stood in clear, in what was written before they were sealed', () => {
    const [, planned] = actionPlanned('yara')
    const before = { ...planned, doneBy: '2026-05-01' } as PlanEvent
    assert.deepEqual(closedOf(before), { ...planned, words: { closed: true }, doneBy: { closed: true } })
    const evaluated = { domain: 'youth', about: ['kim'], type: 'GoalEvaluated', goal: 'goal-1', outcome: 'reached' }
    assert.deepEqual(closedOf(evaluated as unknown as PlanEvent), { ...evaluated, outcome: { closed: true } })
  })
})

describe('what is closed', () => {
  const answerTo = (command: Concerned, more: readonly Past[] = []): string => {
    try {
      mustBeOpen(closedAfter(more), command, [...past, ...more].map(writtenIn))
      return 'may'
    } catch (refused) {
      assert.ok(refused instanceof Refusal)
      return (refused as Refusal).code
    }
  }

  it('is let end and spoken of by others, and by nobody revised, adopted, or ranked who may not read it', () => {
    assert.equal(answerTo({ type: 'DropGoal', goal: 'goal-1' }), 'may')
    assert.equal(answerTo({ type: 'InviteView', on: { kind: 'goal', id: 'goal-1' } }), 'may')
    assert.equal(answerTo({ type: 'ReviseGoal', goal: 'goal-1' }), 'CONTENT_IS_CLOSED')
    assert.equal(answerTo({ type: 'FinishAction', action: 'action-1' }), 'CONTENT_IS_CLOSED')
    assert.equal(answerTo({ type: 'ReviseGoal', goal: 'goal-1' }, [letIn('bart')]), 'may')
    assert.equal(answerTo({ type: 'SetPriority', concern: { domain: 'wmo' }, over: ['youth'] }), 'CONTENT_IS_CLOSED')
    assert.equal(answerTo({ type: 'SetPriority', concern: { domain: 'wmo' }, over: ['participation'] }), 'may')
  })

  it('is what its last words are: another’s, of what was one’s own', () => {
    const [, event] = goalProposed(['kim'], 'goal-2')
    const own: Past = [noor(), event]
    const [yaras] = goalProposed()
    const revised: Past = [
      yaras,
      { domain: 'youth', about: ['kim'], type: 'GoalRevised', goal: 'goal-2', words: { sealed: 'a', sha256: 'b' } },
    ]
    assert.equal(answerTo({ type: 'ReviseGoal', goal: 'goal-2' }, [own]), 'may')
    assert.equal(answerTo({ type: 'ReviseGoal', goal: 'goal-2' }, [own, revised]), 'CONTENT_IS_CLOSED')
  })

  it('is handed on by nobody who may not read it, in whatever of it: what came of one’s own goal as another says it', () => {
    const [, event] = goalProposed(['kim'], 'goal-2')
    const own: Past = [noor(), event]
    const outcome = { sealed: 'a', sha256: 'b' } as Extract<PlanEvent, { type: 'GoalEvaluated' }>['outcome']
    const evaluatedBy = ([deed]: Past): Past => [
      deed,
      { domain: 'youth', about: ['kim'], type: 'GoalEvaluated', goal: 'goal-2', outcome },
    ]
    const items = [{ kind: 'goal', id: 'goal-2' }] as const
    for (const command of [{ type: 'ShareItems', items } as const, { type: 'MakeReferral', opens: items } as const]) {
      assert.equal(answerTo(command, [own]), 'may')
      assert.equal(answerTo(command, [own, evaluatedBy(own)]), 'may')
      assert.equal(answerTo(command, [own, evaluatedBy(goalProposed())]), 'CONTENT_IS_CLOSED')
      assert.equal(answerTo(command, [letIn('bart'), own, evaluatedBy(goalProposed())]), 'may')
    }
  })
})
