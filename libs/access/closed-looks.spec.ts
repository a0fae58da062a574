/** That no word of theirs was read is told to the family of each look by who coordinates; and what opened the words is told by it to nobody that it is kept from. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { family, goalProposed, type Past } from '../plan/testing/past.ts'
import { kim, sealed, yara } from '../plan/testing/people.ts'
import type { Look } from './access-record.ts'
import { readNoWord } from './closed-looks.ts'
import { joinedFor, NOW, writtenIn } from './testing/standing.ts'

const permission: Past = [
  kim(),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'PermissionGiven', permission: 'permission-1', person: 'kim' },
    ...{ by: 'kim', to: { kind: 'coordination' }, until: '2026-12-31T22:59:59.999Z', how: sealed('over tea') },
  },
]
const letIn = joinedFor('noor', 'youth', 'youth-support')
const begun: readonly Past[] = [...family, goalProposed()]
const goalAt = begun.length - 1

interface Looked {
  readonly past?: readonly Past[]
  readonly look?: Partial<Look>
  readonly kept?: readonly string[]
  readonly basis?: boolean
  readonly theirs?: readonly number[]
}

const isTold = ({ past = begun, look = {}, kept = [], basis = false, theirs = [goalAt] }: Looked = {}) =>
  readNoWord(
    {
      ...{ who: 'noor', at: NOW },
      look: {
        plan: 'plan-1',
        grounds: ['coordinating'],
        domains: [],
        persons: [],
        told: `0-${String(goalAt)}`,
        ...look,
      },
    },
    {
      history: new Map(past.map((one, revision) => [revision, writtenIn(one)])),
      theirs: new Set(theirs),
      isKept: ({ type }) => kept.includes(type),
      bases: basis ? [{ domain: 'youth', article: 'Wams 2.1', from: '2026-01-01' }] : [],
    },
  )
const closed = String(goalAt)

describe('of a look by who coordinates, that no word was read', () => {
  it('is told where all that is theirs of it was closed, and where nothing of a law is theirs, not', () => {
    assert.ok(isTold({ look: { closed } }))
    assert.ok(!isTold())
    assert.ok(!isTold({ look: { closed }, theirs: [0, 1] }))
    assert.ok(!isTold({ look: { closed }, theirs: [] }))
    assert.ok(!isTold({ look: { told: '', closed } }))
  })

  it('is told of nobody else, nor of who opened the plan besides in an emergency', () => {
    for (const grounds of [['care-team'], ['coordinating', 'break-glass'], []] as const)
      assert.ok(!isTold({ look: { closed, grounds } }))
    assert.ok(isTold({ look: { closed, grounds: ['next-coordinator'] } }))
  })

  it('is not told of what they wrote themselves, nor where some was read', () => {
    const [, revised] = goalProposed(['kim'], 'goal-2')
    const past = [...begun, [yara(), revised] as const]
    const look = { told: `0-${String(goalAt + 1)}`, closed }
    assert.ok(!isTold({ past, look, theirs: [goalAt, goalAt + 1] }))
  })

  it.each([
    ['a permission', permission],
    ['that they were let in to help', letIn],
  ])('is told as it would be without %s that is kept from the asker', (_, opening) => {
    const past = [...begun, opening]
    assert.ok(!isTold({ past }))
    const kept = [opening[1].type]
    assert.ok(isTold({ past, kept }))
    // What they know of opens it all the same.
    assert.ok(!isTold({ past, kept, basis: true }))
    const other = opening === permission ? letIn : permission
    assert.ok(!isTold({ past: [...past, other], kept }))
  })
})
