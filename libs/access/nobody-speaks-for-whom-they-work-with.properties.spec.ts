/** Nobody who works with a family represents a member of it: also where an older stream appointed them. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { plan, type Plan, type PlanEvent } from '../plan/plan.ts'
import { PERSONS, READERS, WORKERS } from '../plan/testing/attempts-around-the-plan.ts'
import { fold, frozen, type Recorded } from '../plan/testing/histories.ts'
import { noor, sealed } from '../plan/testing/people.ts'
import { groundsOf, type Facts } from './grounds.ts'
import { worlds } from './testing/worlds.ts'
import { REPRESENTATION_KINDS } from '../plan/care-team/representation.ts'
import { untilMet } from '../plan/testing/until-met.ts'

const AT_WORK = [...WORKERS, ...READERS]

/** Before everything else, so that whoever came to work with the family later is among them. */
const appointed = AT_WORK.flatMap((representative, place): readonly PlanEvent[] =>
  PERSONS.map((represents) => ({
    type: 'RepresentativeAppointed',
    domain: 'general',
    about: [represents],
    representation: `${representative}-of-${represents}`,
    representative,
    represents,
    kind: REPRESENTATION_KINDS[place % REPRESENTATION_KINDS.length] ?? 'informal',
    name: sealed(representative),
    from: '2020-01-01T00:00:00.000Z',
  })),
)

const after = (from: Plan, past: readonly Recorded[]) =>
  past.reduce((now, [deed, event]) => fold(now, [event], deed), from)

/** Told from the events alone. */
function worksThen(who: string, past: readonly Recorded[], at: string): boolean {
  let coordinator = ''
  let next = ''
  let deputies: readonly string[] = []
  const joined = new Map<string, boolean>()
  for (const [, event] of past) {
    if (event.type === 'CoordinatorReplaced') deputies = []
    if (
      event.type === 'CoordinatorAppointed' ||
      event.type === 'CoordinatorReplaced' ||
      event.type === 'HandoverAccepted'
    ) {
      coordinator = event.coordinator
      deputies = deputies.filter((one) => one !== coordinator)
    }
    if (event.type === 'DeputyAppointed') deputies = [...deputies, event.deputy]
    if (event.type === 'DeputyEnded') deputies = deputies.filter((one) => one !== event.deputy)
    if (event.type === 'HandoverProposed') next = event.to
    if (/^(Handover(Accepted|Declined|Withdrawn)|CoordinatorReplaced)$/.test(event.type)) next = ''
    if (event.type === 'ProfessionalJoined') joined.set(event.joining, event.professional === who && at <= event.until)
    if (event.type === 'ProfessionalLeft') joined.delete(event.joining)
  }
  return coordinator === who || next === who || deputies.includes(who) || [...joined.values()].includes(true)
}

describe('whoever works with a family, or is asked to coordinate it', () => {
  it('stands before it as nobody’s representative; who does not, may', () => {
    const met = { working: 0, standing: 0 }
    untilMet(
      () => met.working > 0 && met.standing > 0,
      () => {
        const property = fc.property(worlds(), (some) => {
          for (const { past, at, ...world } of some) {
            const facts: Facts = { ...world, at, plan: after(fold(frozen(plan.initial), appointed, noor()), past) }
            for (const id of AT_WORK)
              for (const role of ['representative', 'family-member'] as const) {
                const grounds = groundsOf({ id, role, activity: 'own-file' }, facts)
                const works = worksThen(id, past, at)
                if (works) assert.deepEqual(grounds, [])
                if (works) met.working += 1
                else met.standing += grounds.length
              }
          }
        })
        fc.assert(property, { numRuns: 30 })
      },
    )
  })
})
