/** Nobody is older or younger by what was only asked for them. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import type { Recorded } from '../plan/testing/histories.ts'
import { askedInBetween, REQUEST } from '../plan/testing/only-requested.ts'
import { happened } from '../plan/testing/rows-after.ts'
import { birthsOf, type Births } from './ages.ts'

const { initial, step } = birthsOf({})
const birthsAfter = (events: readonly Recorded[]): Births =>
  events.reduce(
    (births, one, revision) => step(births, { ...happened(one, revision), position: String(revision), bytes: 0 }),
    initial(),
  )

describe('the birth date by which someone’s rights are judged', () => {
  it('is not one of a request that was refused, or that is not settled', () => {
    const property = fc.property(askedInBetween(), ({ with: asked, without }) => {
      const { joined, asked: open, corrected } = birthsAfter(asked)
      const { [REQUEST]: _request, ...others } = open
      assert.deepEqual({ joined, asked: others, corrected }, birthsAfter(without))
    })
    fc.assert(property, { numRuns: 150 })
  })

  it('is the one they joined with, or that it was corrected to since', () => {
    const property = fc.property(askedInBetween(), ({ without: events }) => {
      const { joined } = birthsAfter(events)
      const said = new Map<string, string | undefined>()
      const known = new Map<string, string>()
      for (const [, event] of events) {
        if (event.type === 'MembershipRequested') said.set(event.membership, event.birthDate?.sealed)
        const birth = event.type === 'MemberJoined' ? said.get(event.membership) : undefined
        if (event.type === 'MemberJoined' && birth !== undefined) known.set(event.person, birth)
        if (event.type === 'CorrectionRecorded' && event.of.kind === 'member' && event.birthDate)
          known.set(event.of.id, event.birthDate.sealed)
      }
      assert.deepEqual(
        Object.entries(joined)
          .map(([person, { birthDate }]) => [person, birthDate.sealed])
          .sort(),
        [...known].sort(),
      )
    })
    fc.assert(property, { numRuns: 50 })
  })
})
