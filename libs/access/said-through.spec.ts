/** What is said for a child by who represents her goes with the representation, where that is withheld: as far as it was said through nothing else. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import type { Moment } from '../deciding/decider.ts'
import type { PlanEvent } from '../plan/plan.ts'
import { family, goalProposed, identityOf, viewGiven, type Past } from '../plan/testing/past.ts'
import { grandmother, noor, yara } from '../plan/testing/people.ts'
import { withheldFromWhom } from '../plan/visibility/withheld-items.ts'
import { sees, shown, sightOf } from './sight.ts'
import { contentWithheld, factsAfter, member, planAfter, represents, writtenIn } from './testing/standing.ts'

const GUARDIAN = 'grandmother-as-guardian-of-kim'
const MANDATED = 'grandmother-as-mandated-of-kim'
const ASSETS = 'grandmother-as-administrator-of-assets-of-kim'
const guardian = represents('grandmother', 'kim', 'guardian')
const mandated = represents('grandmother', 'kim', 'mandated')
const said = viewGiven(grandmother(), { person: 'kim', voice: 'representative' })
const adopted: Past = [
  yara(),
  {
    ...{ type: 'GoalAdopted', domain: 'youth', about: ['kim'], goal: 'goal-1', basedOn: 9 },
    ...{ heard: { kim: 'represented' }, dissent: [] },
  },
]
const ended = (representation: string): Past => [
  noor(),
  { ...identityOf('kim'), type: 'RepresentativeEnded', representation, why: 'ended' },
]
const withheld = (...representations: readonly string[]): readonly Past[] =>
  representations.map((id) => {
    const [deed, event] = contentWithheld('farid', [{ kind: 'representation', id }])
    return [deed, { ...event, withholding: `of-${id}`, domain: 'general' } as PlanEvent]
  })

const hourOf = (hour: number): Moment => new Date(Date.UTC(2026, 2, 2, 9 + hour)).toISOString()
const before: readonly Past[] = [...family, represents('farid', 'kim', 'parental-authority'), goalProposed()]
/** An hour between each, so that no two are of one moment. */
const after = (...past: readonly Past[]): readonly Past[] =>
  [...before, ...past].map(([deed, event], hour) => [{ ...deed, at: hourOf(hour) }, event] as const)

const sightAfter = (past: readonly Past[]) => sightOf(member('farid'), factsAfter(past, { at: hourOf(past.length) }))

const isShown = (...then: readonly Past[]): boolean => {
  const past = after(...then)
  const view = past.find(([, { type }]) => type === 'ViewGiven')
  return view !== undefined && sees(sightAfter(past), writtenIn(view))
}

describe('what is said for someone by who represents them', () => {
  it('is hidden with the representation', () => {
    assert.equal(isShown(guardian, said), true)
    assert.equal(isShown(guardian, said, ...withheld(GUARDIAN)), false)
    assert.equal(isShown(guardian, ...withheld(GUARDIAN), said), false)
  })

  it('stays where they spoke for them in another way too, that is not withheld', () => {
    assert.equal(isShown(guardian, mandated, said, ...withheld(GUARDIAN)), true)
    assert.equal(isShown(guardian, mandated, said, ended(MANDATED), ...withheld(GUARDIAN)), true)
  })

  it('is hidden where that way came later, was over, or is not for what was said', () => {
    assert.equal(isShown(guardian, said, mandated, ...withheld(GUARDIAN)), false)
    assert.equal(isShown(guardian, mandated, ended(MANDATED), said, ...withheld(GUARDIAN)), false)
    const assets = represents('grandmother', 'kim', 'administrator-of-assets')
    assert.equal(isShown(guardian, assets, said, ...withheld(GUARDIAN)), false)
    assert.equal(isShown(guardian, assets, said, ...withheld(ASSETS)), true)
  })

  it('is hidden where each way is withheld, by another withholding too', () => {
    const past = after(guardian, mandated, said, ...withheld(GUARDIAN, MANDATED))
    assert.equal(isShown(guardian, mandated, said, ...withheld(GUARDIAN, MANDATED)), false)
    const view = { kind: 'view', id: 'view-of-kim' }
    assert.deepEqual(withheldFromWhom(view, planAfter(...past), hourOf(past.length)), ['farid'])
  })

  it('stays hidden once the representation has ended, and that she was represented with it', () => {
    const past = [guardian, said, adopted, ...withheld(GUARDIAN), ended(GUARDIAN)]
    assert.equal(isShown(...past), false)
    const all = after(...past)
    const goal = all.find(([, { type }]) => type === 'GoalAdopted')
    const event = goal && shown(sightAfter(all), writtenIn(goal))
    assert.deepEqual(event?.type === 'GoalAdopted' && event.heard, { kim: 'spoke' })
  })
})
