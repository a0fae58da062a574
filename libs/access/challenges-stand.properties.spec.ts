/**
 * A challenge stands: once it was raised it is in every later reading of whoever may know of it, whatever anybody tried since. Who may know of one that is open
 * is who would read a view on the same, of the same people; only who raised it keeps it from anyone.
 */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { CHALLENGED_KINDS } from '../plan/challenges/challenge.ts'
import { planAsRead } from '../plan/plan-as-read.ts'
import type { PlanEvent } from '../plan/plan.ts'
import { VIEWED_KINDS, type Viewed } from '../plan/views/viewed.ts'
import { keyOf } from '../plan/visibility/visibility.ts'
import { sees, shown, sightOf, type Sight } from './sight.ts'
import { writtenIn } from './testing/standing.ts'
import { ASKERS, inEveryWorld, type World } from './testing/worlds.ts'
import type { Written } from './written.ts'
import { untilMet } from '../plan/testing/until-met.ts'

type Raised = Extract<PlanEvent, { type: 'ChallengeRaised' }>
type Judges = (sight: Sight, written: Written) => boolean

const isViewed = ({ on }: Raised): boolean =>
  VIEWED_KINDS.some((kind) => kind === on.kind) && CHALLENGED_KINDS.includes(on.kind)

/** A view on the same, of the same people, written in the same breath. */
const viewBeside = ({ domain, about, on }: Raised, written: Written): Written => ({
  ...written,
  event: {
    ...{ domain, about, type: 'ViewGiven', view: 'beside', on: on as Viewed, person: about[0] ?? 'person-1' },
    ...{ voice: 'own', stance: 'disagrees' },
  },
})

/** What is missing from what somebody reads; how many were there to be read. */
function missingIn(world: World, judges: Judges = sees): { readonly met: number; readonly missing: readonly string[] } {
  let met = 0
  const missing: string[] = []
  const raised = world.past.filter(([, { type }]) => type === 'ChallengeRaised')
  for (const asker of raised.length === 0 ? [] : ASKERS) {
    const sight = sightOf(asker, world)
    const visible = world.past.flatMap((one, revision) => {
      const event = judges(sight, writtenIn(one)) ? shown(sight, writtenIn(one)) : undefined
      return event === undefined ? [] : [{ event, by: one[0].by.id, at: one[0].at, revision }]
    })
    const read = new Set(planAsRead(visible).challenges.map(({ id }) => id))
    for (const one of raised) {
      const event = one[1] as Raised
      const isOpen = world.plan.challenges[event.challenge]?.isOpen === true
      const isKept = [...sight.withheld.items].includes(keyOf({ kind: 'challenge', id: event.challenge }))
      // Who reads the views only to answer another challenge of the same reads that one.
      const asSuch = { ...sight, grounds: sight.grounds.filter(({ is }) => is !== 'in-challenges') }
      if (!isOpen || isKept || !isViewed(event) || !sees(asSuch, viewBeside(event, writtenIn(one)))) continue
      met += 1
      if (!read.has(event.challenge)) missing.push(`${JSON.stringify(asker)} ${event.challenge}`)
    }
  }
  return { met, missing }
}

describe('a challenge', () => {
  it('is in every later reading of whoever may know of it, and a command that hides one is found', () => {
    let met = 0
    let found = 0
    untilMet(
      () => met > 100 && found > 20,
      () => {
        inEveryWorld((world) => {
          const standing = missingIn(world)
          assert.deepEqual(standing.missing, [])
          met += standing.met
          // Planted: who withdraws it, or somebody who answers, takes it with it.
          const isGone = new Set(
            world.past.flatMap(([, event]) =>
              event.type === 'ChallengeWithdrawn' || event.type === 'ChallengeAnswered' ? [event.challenge] : [],
            ),
          )
          const hides: Judges = (sight, written) =>
            sees(sight, written) && !('challenge' in written.event && isGone.has(written.event.challenge))
          found += missingIn(world, hides).missing.length
        }, 150)
      },
    )
  }, 120_000)

  it('is nothing that the state of the plan ever loses, and its words are those it was raised with', () => {
    inEveryWorld((world) => {
      const raised = world.past.flatMap(([, event]) => (event.type === 'ChallengeRaised' ? [event] : []))
      const all = planAsRead(
        world.past.map(([{ by, at }, event], revision) => ({ event, by: by.id, at, revision })),
      ).challenges
      assert.deepEqual(
        all.map(({ id, words, wish, on }) => ({ id, words, wish, on })),
        raised.map(({ challenge: id, words, wish, on }) => ({ id, words, wish, on })),
      )
      assert.deepEqual(Object.keys(world.plan.challenges).sort(), raised.map(({ challenge }) => challenge).sort())
    })
  })
})
