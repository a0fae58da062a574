/** What holds of every plan, whatever its people try and in whatever order: one coordinator, nothing removed, one fold. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { Refusal } from '../deciding/decider.ts'
import { coordinates } from './coordinator/coordination.ts'
import { plan, type PlanCommand, type PlanEvent, type Plan } from './plan.ts'
import {
  eventsOf,
  fold,
  frozen,
  histories,
  inEveryHistory,
  type Attempted,
  type Recorded,
} from './testing/histories.ts'
import type { Deviation } from './deviations/deviation.ts'

const folded = (events: readonly Recorded[]) =>
  events.reduce((now, [deed, event]) => fold(now, [event], deed), frozen(plan.initial))

describe('the coordinator of a plan', () => {
  it('is exactly one at every revision from the first appointment on; the old one stays until the new one accepts', () => {
    inEveryHistory((history) => {
      let coordinator: string | undefined
      let next: string | undefined
      let now = plan.initial
      for (const [deed, event] of eventsOf(history)) {
        ;({ coordinator, next } = coordinatorAfter(event, { coordinator, next }))
        now = plan.evolve(now, event, deed)
        const { coordination } = now
        assert.equal(coordination.is === 'vacant' ? undefined : coordination.by, coordinator)
        if (coordination.is !== 'vacant') assert.ok(!coordination.deputies.includes(coordination.by))
      }
      assert.ok(coordinator !== undefined)
      const appointments = eventsOf(history).filter(([, { type }]) => type === 'CoordinatorAppointed')
      assert.equal(appointments.length, 1)
    })
  })
})

/** Told from the events alone, not from the state under test. */
function coordinatorAfter(
  event: PlanEvent,
  { coordinator, next }: { coordinator: string | undefined; next: string | undefined },
) {
  if (event.type === 'CoordinatorAppointed') return { coordinator: event.coordinator, next }
  if (event.type === 'CoordinatorReplaced') return { coordinator: event.coordinator, next: undefined }
  if (event.type === 'HandoverProposed') return { coordinator, next: event.to }
  if (event.type === 'HandoverAccepted') {
    assert.equal(event.coordinator, next)
    return { coordinator: next, next: undefined }
  }
  return { coordinator, next }
}

describe('what was put on record', () => {
  it('of a deviation is never taken back, by nobody', () => {
    inEveryHistory((history) => {
      for (const { before, after } of history)
        for (const [id, deviation] of Object.entries(before.deviations)) assertKept(deviation, after.deviations[id])
    })
  })

  it('as a representation is not ended by coordinator or deputy, but by death or by who represents', () => {
    inEveryHistory((history) => {
      for (const attempted of history.filter(isByCoordinatorOrDeputy)) {
        const { before, after, events, deed } = attempted
        const endedByDeath = events.flatMap((one) =>
          one.type === 'RepresentativeEnded' && one.why === 'death' ? [one.representation] : [],
        )
        for (const [id, one] of Object.entries(before.careTeam.representations)) {
          const isTheirOwn = one.representative === deed.by.id
          if (endedByDeath.includes(id) || isTheirOwn) continue
          // That something was shown for it is the one thing that may come to be so.
          const isVerified = events.some(
            (event) => event.type === 'RepresentationProven' && event.representation === id,
          )
          const expected = { ...one, ...(isVerified && { isVerified }) }
          assert.deepEqual(after.careTeam.representations[id], expected)
        }
        assert.ok(endedByDeath.length === 0 || attempted.command.type === 'RecordDeath')
      }
    })
  })

  it('in own words, or by a representative, is not spoken over by coordinator or deputy', () => {
    inEveryHistory((history) => {
      for (const { before, after, command } of history.filter(isByCoordinatorOrDeputy))
        for (const [id, { heard }] of Object.entries(before.goals))
          for (const [person, view] of Object.entries(heard))
            if (view.voice !== 'reported-by-professional' && command.type !== 'ReviseGoal')
              assert.deepEqual(alone(after.goals[id]?.heard[person]), alone(view))
    })
  })
})

/** What others said beside it may be more. */
const alone = (heard: Plan['goals'][string]['heard'][string] | undefined) => ({ ...heard, others: undefined })

const isByCoordinatorOrDeputy = ({ before, deed }: Attempted) => coordinates(before.coordination, deed.by.id)

function assertKept(before: Deviation, after: Deviation | undefined): void {
  assert.ok(after !== undefined)
  assert.deepEqual([after.domain, after.about, after.acute], [before.domain, before.about, before.acute])
  assert.deepEqual(after.authors.slice(0, before.authors.length), before.authors)
  assert.deepEqual(after.recused.slice(0, before.recused.length), before.recused)
  if (before.account.is === 'given') assert.deepEqual(after.account, before.account)
  if (before.reading.is === 'read') assert.deepEqual(after.reading, before.reading)
  if (before.evaluated) assert.ok(after.evaluated)
}

describe('the fold of a plan', () => {
  it('is the same, byte for byte, from the same events, also when they were written out and read again', () => {
    inEveryHistory((history) => {
      const events = eventsOf(history)
      const readAgain = JSON.parse(JSON.stringify(events)) as readonly Recorded[]
      const last = history.at(-1)?.after
      assert.deepEqual(folded(events), last)
      assert.deepEqual(folded(readAgain), last)
      assert.equal(JSON.stringify(folded(readAgain)), JSON.stringify(last))
    })
  })

  it('never refuses, whatever events come in whatever order, and changes nothing it was given', () => {
    const outOfOrder = histories().chain((history) => fc.shuffledSubarray([...eventsOf(history)]))
    fc.assert(
      fc.property(outOfOrder, (events) => {
        folded(events)
      }),
      { numRuns: 150 },
    )
  })
})

describe('a decision', () => {
  it('is the same each time: it depends on nothing but command, state and deed', () => {
    inEveryHistory((history) => {
      for (const { command, before, deed, events, refused } of history)
        assert.deepEqual(decided(command, before, deed), refused ?? events)
    }, 50)
  })

  it('taken again after its effect gives nothing or a refusal; a fact that may happen again changes nothing more', () => {
    inEveryHistory((history) => {
      for (const { command, after, deed, events } of history.filter((one) => one.events.length > 0)) {
        const again = decided(command, after, deed)
        if (typeof again === 'string' || again.length === 0) continue
        // Whoever something is withheld from does not know that it is so already: of whom they joined for someone about whom they see nothing.
        const isKept = Object.values(after.visibility.withholdings).some(({ from }) => from === deed.by.id)
        assert.ok(isKept || MAY_HAPPEN_AGAIN.includes(command.type), command.type)
        assert.deepEqual(again, events)
        assert.deepEqual(fold(after, again, deed), after)
      }
    })
  })
})

/** What people say or find anew is told anew, even if it is the same. */
const MAY_HAPPEN_AGAIN: readonly PlanCommand['type'][] = [
  'SubmitOwnPlan',
  'OfferClientSupport',
  'SupplementHandover',
  'RecordHandoverConversation',
  'JudgeCapacity',
  'ReviseGoal',
  'InviteView',
  'GiveView',
  'EvaluateAsFamily',
  'ConfirmView',
  'StateCommunicationNeeds',
  'ReportActionStalled',
  'GiveSecondReading',
  'RecordCorrection',
  'ForwardChallenge',
  'ReviewWithholding',
  // Whether it is due still, their door finds anew.
  'StepUp',
  'ExtendDue',
  'AnswerEnding',
]

/** The events, or the code of the refusal. */
function decided(...asked: Parameters<typeof plan.decide>): readonly PlanEvent[] | string {
  try {
    return plan.decide(...asked)
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.message
    throw refusal
  }
}
