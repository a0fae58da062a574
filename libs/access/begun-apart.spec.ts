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
import { farid, grandmother, kim, noor, sealed, yara } from '../plan/testing/people.ts'
import { withheldFromWhom } from '../plan/visibility/withheld-items.ts'
import { sees, shown, sightOf } from './sight.ts'
import {
  contentWithheld,
  factsAfter,
  member,
  planAfter,
  representative,
  represents,
  writtenIn,
} from './testing/standing.ts'

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
  const seen = past.slice(past.length - after.length).filter((one) => sees(sight, writtenIn(one)))
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
    assert.ok(last && sees(sight, writtenIn(last)))
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
      return past.slice(-2).filter((one) => sees(sight, writtenIn(one))).length
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

describe('a limit of sight made while someone had fled', () => {
  const [deed, withheldFromHer] = contentWithheld('farid')
  const told: Past = [deed, { ...withheldFromHer, ground: 'good-care', mode: 'told' } as PlanEvent]
  const limited = (mode: 'told' | 'silent', withholding = 'limit-1', from = 'farid'): Past => {
    const { items: _none, ...said } = withheldFromHer as PlanEvent & { readonly items: unknown }
    const limit = { ...said, type: 'SightLimited', withholding, from, mode, domain: 'general' }
    return [noor(), { ...limit, about: ['kim'], limits: { person: 'kim' } } as unknown as PlanEvent]
  }
  /** The goals told of or shown, and where a withholding stands: as many as are asked of the beginning. */
  const shownTo = (past: readonly Past[], first = past.length) => {
    const all = inTurn(past)
    const sight = sightOf(member('farid'), factsAfter(all, { at: hourOf(all.length) }))
    return all.slice(0, first).map((one) => shown(sight, writtenIn(one)))
  }

  it.each(['silent', 'told'] as const)('changes nothing that its reader saw before: %s', (mode) => {
    const past = [...before, told, goal('goal-2'), limited('silent', 'limit-2', 'mirjam')]
    const was = shownTo(past)
    assert.ok(was.some((one) => one?.type === 'ItemWithheld'))
    assert.ok(was.some((one) => one?.type === 'SightLimited'))
    const then = [...past, fled, limited(mode)]
    assert.deepEqual(shownTo(then, past.length), was)
    assert.deepEqual(shownTo([...then, joined('kim')], past.length), was)
  })

  it('holds for what comes once they are back, as it says', () => {
    const past = [...before, told, fled]
    const since = [joined('kim'), goal('goal-3'), action('goal-3'), done()]
    const typesOf = (mode: 'told' | 'silent') =>
      shownTo([...past, limited(mode), ...since])
        .slice(-3)
        .map((one) => one?.type)
    assert.deepEqual(typesOf('silent'), [undefined, undefined, undefined])
    assert.deepEqual(typesOf('told'), ['ItemWithheld', 'ItemWithheld', undefined])
    // What is told of them in another place is not told of what is silent.
    const both = shownTo([...past, limited('silent'), ...since, alsoTold('goal-3')]).slice(-4)
    assert.deepEqual(both, [undefined, undefined, undefined, undefined])
  })

  it('keeps its reader from no decision on what was there before', () => {
    const past = [...before, viewGiven(farid(), { person: 'farid' }), fled, limited('silent')]
    const plan = planAfter(...inTurn([...past, joined('kim'), goal('goal-3')]))
    assert.deepEqual(withheldFromWhom({ kind: 'goal', id: 'goal-1' }, plan, hourOf(40)), [])
    assert.deepEqual(withheldFromWhom({ kind: 'goal', id: 'goal-3' }, plan, hourOf(40)), ['farid'])
    assert.deepEqual(withheldFromWhom({ kind: 'goal', id: 'goal-1' }, planAfter(...inTurn(past)), hourOf(40)), [])
  })

  const alsoTold = (id: string): Past => [
    deed,
    { ...told[1], withholding: 'withheld-2', items: [{ kind: 'goal', id }] } as PlanEvent,
  ]
})

describe('that a child was represented', () => {
  const spoken = viewGiven(grandmother(), { person: 'kim', voice: 'representative' })
  const adopted = of({ type: 'GoalAdopted', goal: 'goal-1', basedOn: 9, heard: { kim: 'represented' }, dissent: [] })
  const heardBy = (past: readonly Past[], place: number, who = 'farid') => {
    const all = inTurn(past)
    const [said] = all.slice(place)
    const event = said && shown(sightOf(member(who), factsAfter(all, { at: hourOf(all.length) })), writtenIn(said))
    return event?.type === 'GoalAdopted' ? event.heard['kim'] : undefined
  }
  const hidden = [...before, grandmotherRepresentsKim(), withheldRepresentation(), spoken, adopted]

  it('is told as that she spoke, to whom it is withheld who represents her', () => {
    assert.equal(heardBy(hidden, hidden.length - 1), 'spoke')
    assert.equal(heardBy(hidden, hidden.length - 1, 'kim'), 'represented')
    const [deed, view] = viewGiven(farid(), { person: 'kim', voice: 'representative' })
    const own: Past = [deed, { ...view, view: 'his' } as PlanEvent]
    // What he says later changes nothing of what was told.
    assert.equal(heardBy([...hidden, own], hidden.length - 1), 'spoke')
  })

  it('is told as it is where he knows of one who spoke for her', () => {
    const own = viewGiven(farid(), { person: 'kim', voice: 'representative' })
    const past = [...hidden.slice(0, -1), own, adopted]
    assert.equal(heardBy(past, past.length - 1), 'represented')
    const open = [...before, grandmotherRepresentsKim(), spoken, adopted]
    assert.equal(heardBy(open, open.length - 1), 'represented')
    const alsoSo = [...before, represents('grandmother', 'kim', 'mandated'), ...hidden.slice(before.length)]
    assert.equal(heardBy(alsoSo, alsoSo.length - 1), 'represented')
  })

  it('is told so too where who represents her came while she had fled', () => {
    const past = [...before, fled, grandmotherRepresentsKim(), joined('kim'), spoken, adopted]
    assert.equal(heardBy(past, past.length - 1), 'spoke')
  })

  function withheldRepresentation(): Past {
    const [deed, event] = contentWithheld('farid', [{ kind: 'representation', id: 'representation-1' }])
    return [deed, { ...event, domain: 'general' } as PlanEvent]
  }
})
