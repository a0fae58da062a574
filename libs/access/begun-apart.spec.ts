/** What was begun for a child who had fled stays unknown to her father once she is back: with all that names it, and all that is begun on that in its turn. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import type { Moment } from '../deciding/decider.ts'
import type { PlanEvent } from '../plan/plan.ts'
import {
  actionPlanned,
  deviationReported,
  family,
  goalAdopted,
  goalProposed,
  grandmotherRepresentsKim,
  identityOf,
  joined,
  kimJudged,
  referralMade,
  viewGiven,
  type Past,
} from '../plan/testing/past.ts'
import { grandmother, kim, noor, sealed, yara } from '../plan/testing/people.ts'
import { sees, sightOf } from './sight.ts'
import { contentWithheld, factsAfter, member, representative, represents } from './testing/standing.ts'

const due = { what: 'contest', at: '2026-03-16T22:59:59.999Z', terms: 3 }
const how = { kind: sealed('kind'), leftOn: sealed('day'), reason: sealed('fled'), due, silent: true }
const fled: Past = [noor(), { ...identityOf('kim'), type: 'MemberLeft', person: 'kim', ...how }]
const before: readonly Past[] = [...family, represents('farid', 'kim', 'parental-authority'), goalProposed()]

/** An hour between each, so that no two are of one moment. */
function inTurn(past: readonly Past[]): readonly Past[] {
  return past.map(([deed, event], hour) => [{ ...deed, at: hourOf(hour) }, event] as const)
}
const hourOf = (hour: number): Moment =>
  new Date(Date.parse('2026-03-02T09:00:00.000Z') + hour * 3_600_000).toISOString()

/** What her father sees of what came after she was back; `away` happened before that, after she had fled. */
function shownAfter(
  away: readonly Past[],
  after: readonly Past[],
  asker = member('farid'),
): readonly PlanEvent['type'][] {
  const past = inTurn([...before, fled, ...away, joined('kim'), ...after])
  const sight = sightOf(asker, factsAfter(past, { at: hourOf(past.length) }))
  const seen = past.slice(past.length - after.length).filter(([{ at }, event]) => sees(sight, event, at))
  return seen.map(([, { type }]) => type)
}

const goal = (id: string) => goalProposed(['kim'], id)
const action = (on: string, id = 'action-1'): Past => {
  const [deed, event] = actionPlanned('yara', id)
  return [deed, { ...event, goal: on } as PlanEvent]
}
const of = (event: object): Past => [yara(), { domain: 'youth', about: ['kim'], ...event } as unknown as PlanEvent]
const done = (id = 'action-1') => of({ type: 'ActionDone', action: id })
const withheld = (kind: string, id: string): Past => {
  const [deed, event] = contentWithheld('grandmother')
  return [deed, { ...event, items: [{ kind, id }] } as PlanEvent]
}
const released = (kind: string, id: string): Past =>
  of({ type: 'ContentReleased', withholding: 'withheld-1', items: [{ kind, id }], reason: sealed('safe') })
const asked = of({ type: 'OtherCoordinatorRequested', request: 'request-1' })
const answered = of({ type: 'OtherCoordinatorAnswered', request: 'request-1', answer: 'granted', reason: sealed('so') })
const set = of({
  type: 'PrioritySet',
  priority: 'priority-1',
  concern: { domain: 'youth', lifeArea: 'finances' },
  reason: sealed('first'),
})

describe('what was begun while someone had fled', () => {
  it.each<readonly [string, readonly Past[], readonly Past[]]>([
    ['a view on it', [goal('goal-2')], [viewGiven(kim(), { id: 'goal-2' })]],
    ['that it is withheld from another', [goal('goal-2')], [withheld('goal', 'goal-2')]],
    ['what is done to an action on it that was planned since', [goal('goal-2')], [action('goal-2'), done()]],
    [
      'a view on such an action',
      [goal('goal-2')],
      [action('goal-2'), viewGiven(kim(), { kind: 'action', id: 'action-1' })],
    ],
    [
      'a deviation that leaves it, and what is said of that',
      [set],
      [
        deviationReported({ kind: 'priority', priority: 'priority-1' }),
        viewGiven(kim(), { kind: 'deviation', id: 'deviation-1' }),
      ],
    ],
    ['that a view given then is withheld', [viewGiven(kim(), {})], [withheld('view', 'view-of-kim')]],
    ['that a judgement is', [kimJudged(true)], [withheld('capacity-judgement', 'judgement-1')]],
    [
      'that an older item is opened again, with a withholding of then',
      [withheld('goal', 'goal-1')],
      [released('goal', 'goal-1')],
    ],
    ['an answer to who wished for another coordinator', [asked], [answered]],
    ['that a referral is', [referralMade()], [withheld('referral', 'referral-1')]],
  ])('keeps from the others %s', (_, away, after) => {
    assert.deepEqual(shownAfter(away, after), [])
    // So that it is no accident: had it been there before she fled, or had she not, it would be told.
    assert.notDeepEqual(shownAfter([], [...away, ...after]), [])
  })

  it('keeps from them what is said for her by who came to speak for her then, and by nobody else', () => {
    const said = viewGiven(grandmother(), { person: 'kim', voice: 'representative' })
    assert.deepEqual(shownAfter([grandmotherRepresentsKim()], [said]), [])
    assert.deepEqual(shownAfter([grandmotherRepresentsKim()], [said, withheld('view', 'view-of-kim')]), [])
    const alsoSo = represents('grandmother', 'kim', 'mandated')
    assert.deepEqual(shownAfter([grandmotherRepresentsKim(), alsoSo], [said]), [])
    assert.deepEqual(shownAfter([], [grandmotherRepresentsKim(), said]), ['RepresentativeAppointed', 'ViewGiven'])
    const past = inTurn([...before, alsoSo, fled, grandmotherRepresentsKim(), joined('kim'), said])
    const sight = sightOf(member('farid'), factsAfter(past, { at: hourOf(past.length) }))
    const [last] = past.slice(-1)
    assert.ok(last && sees(sight, last[1], last[0].at))
  })

  it('is there for who began it, with what hangs on it', () => {
    const speaks = represents('grandmother', 'kim', 'mandated')
    const hers = [grandmother(), { ...goal('goal-2')[1] }] as const
    const past = inTurn([...before, speaks, fled, hers, joined('kim'), action('goal-2'), done()])
    const seenBy = (who: string) => {
      const sight = sightOf(
        who === 'farid' ? member(who) : representative(who),
        factsAfter(past, { at: hourOf(past.length) }),
      )
      return past.slice(-2).filter(([{ at }, event]) => sees(sight, event, at)).length
    }
    assert.equal(seenBy('grandmother'), 2)
    assert.equal(seenBy('farid'), 0)
  })

  it('leaves what was begun before open to them', () => {
    assert.deepEqual(shownAfter([goal('goal-2')], [action('goal-1'), done(), goalAdopted]), [
      'ActionPlanned',
      'ActionDone',
      'GoalAdopted',
    ])
  })
})
