import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import type { Moment } from '../deciding/decider.ts'
import {
  accountedFor,
  actionPlanned,
  deviationReported,
  goalProposed,
  family,
  referralAnswered,
  referralMade,
  viewGiven,
  whole,
  type Past,
} from '../plan/testing/past.ts'
import { DE_BRUG, DE_STAM, kim, noor, sealed } from '../plan/testing/people.ts'
import { mayPartnerHave, partnerGroundOf } from './partner.ts'
import { NOW, joinedFor, leftCareTeam, planAfter, writtenIn } from './testing/standing.ts'

/** Yara's employer, in `joinedFor`. */
const DE_HAVEN = '00000001234567890000'
const goal = goalProposed()
const wmoGoal: Past = [
  noor(),
  { domain: 'wmo', about: ['kim'], type: 'GoalProposed', goal: 'goal-2', lifeArea: 'housing', words: sealed('a room') },
]
const coordinates: Past = [
  noor(),
  { ...whole, type: 'CoordinatorAppointed', coordinator: 'noor', name: sealed('Noor'), team: 'team-1' },
]
const prioritySet: Past = [
  noor(),
  {
    ...{ domain: 'participation', about: [], type: 'PrioritySet', priority: 'priority-1', reason: sealed('debts') },
    concern: { domain: 'participation', lifeArea: 'finances' },
  },
]
const memberJoined: Past = [
  noor(),
  { domain: 'general', about: ['kim'], type: 'MemberJoined', membership: 'm', person: 'kim' },
]
const yaraLeft: Past = [
  noor(),
  { domain: 'youth', about: [], type: 'ProfessionalLeft', joining: 'yara-for-youth-support' },
]
const referralEnded: Past = [noor(), { domain: 'youth', about: ['kim'], type: 'ReferralEnded', referral: 'referral-1' }]

/** Of one organisation and one event: `may`, or why not. */
const given = (...past: readonly Past[]) => ({
  asks: (organisation: string, one: Past, at: Moment = NOW) => {
    const answer = mayPartnerHave(organisation, writtenIn(one), { plan: planAfter(...past), at })
    return answer.may ? 'may' : answer.why
  },
})

describe('the system of a partner', () => {
  it('without anyone here, or any referral, has nothing', () => {
    for (const event of [goal, memberJoined, referralMade()])
      assert.equal(given(...family).asks(DE_BRUG, event), 'NO_GROUND')
  })

  it('has what is public of the law one of its professionals works under, and who is who', () => {
    const working = given(...family, joinedFor('yara', 'youth', 'youth-support'))
    for (const event of [goal, actionPlanned('kim'), memberJoined, referralMade({ to: DE_STAM })])
      assert.equal(working.asks(DE_HAVEN, event), 'may')
    assert.equal(working.asks(DE_HAVEN, wmoGoal), 'NO_GROUND')
    assert.equal(working.asks(DE_BRUG, goal), 'NO_GROUND')
  })

  it('whose professional enforces has what these began, what goes first and who coordinates; no goal of who helps, and no member', () => {
    const checks = { ...noor(), activity: 'benefits-enforcement' }
    const proposed = (goal: string) =>
      ({
        domain: 'participation',
        about: [],
        type: 'GoalProposed',
        goal,
        lifeArea: 'finances',
        words: sealed('income'),
      }) as const
    const [theirs, helps]: readonly [Past, Past] = [
      [checks, proposed('goal-3')],
      [noor(), proposed('goal-4')],
    ]
    const ed = joinedFor('ed', 'participation', 'benefits-enforcement')
    const past = [...family, ed, theirs, helps]
    const working = given(...past)
    for (const event of [theirs, ed, coordinates, prioritySet]) assert.equal(working.asks(DE_HAVEN, event), 'may')
    for (const event of [helps, goal, memberJoined]) assert.equal(working.asks(DE_HAVEN, event), 'NO_GROUND')
    const both = given(...past, joinedFor('pim', 'participation', 'participation-support'))
    for (const event of [theirs, helps, memberJoined]) assert.equal(both.asks(DE_HAVEN, event), 'may')
    const left = given(...past, leftCareTeam('ed', 'participation', 'benefits-enforcement'))
    assert.deepEqual([left.asks(DE_HAVEN, theirs), left.asks(DE_HAVEN, helps)], ['GROUND_HAS_ENDED', 'NO_GROUND'])
  })

  it('has nothing by a professional who joined for another law than their activity serves', () => {
    assert.notEqual(given(...family, joinedFor('yara', 'youth', 'social-support')).asks(DE_HAVEN, goal), 'may')
  })

  it('has no internal event, whatever its ground', () => {
    const working = given(...family, joinedFor('yara', 'youth', 'youth-support'))
    const internal = [deviationReported(), accountedFor, viewGiven(kim(), {})]
    for (const event of internal) assert.equal(working.asks(DE_HAVEN, event), 'NEVER_LEAVES')
    assert.equal(working.asks(DE_HAVEN, [noor(), { ...whole, type: 'OwnPlanWaived' }]), 'NEVER_LEAVES')
  })

  it('is told that its ground has ended, where it had one: its professional left, or their time is up', () => {
    const worked = given(...family, joinedFor('yara', 'youth', 'youth-support'), yaraLeft)
    assert.equal(worked.asks(DE_HAVEN, goal), 'GROUND_HAS_ENDED')
    assert.equal(worked.asks(DE_HAVEN, memberJoined), 'GROUND_HAS_ENDED')
    assert.equal(worked.asks(DE_HAVEN, wmoGoal), 'NO_GROUND')
    const until = '2026-03-03T09:00:00.000Z'
    const working = given(...family, joinedFor('yara', 'youth', 'youth-support', until))
    assert.equal(working.asks(DE_HAVEN, goal, until), 'may')
    assert.equal(working.asks(DE_HAVEN, goal, '2026-03-03T09:00:00.001Z'), 'GROUND_HAS_ENDED')
  })

  it('asked for help knows of the referral only, until it accepts', () => {
    const asked = given(...family, referralMade())
    assert.equal(asked.asks(DE_BRUG, referralMade()), 'may')
    assert.equal(asked.asks(DE_BRUG, memberJoined), 'NO_GROUND')
    assert.equal(asked.asks(DE_BRUG, goal), 'NO_GROUND')
    assert.equal(asked.asks(DE_STAM, referralMade()), 'NO_GROUND')
  })

  it('that accepted has what the referral names, who coordinates, and who is who of those it is about: nothing else, and nothing earlier', () => {
    const asked = referralMade({ opens: [{ kind: 'action', id: 'action-1' }] })
    const promised = given(...family, goal, actionPlanned('kim'), asked, referralAnswered('accepted'))
    for (const event of [actionPlanned('kim'), memberJoined, asked, coordinates])
      assert.equal(promised.asks(DE_BRUG, event), 'may')
    const farid: Past = [noor(), { ...memberJoined[1], about: ['farid'], person: 'farid' } as Past[1]]
    for (const event of [goal, wmoGoal, farid, [noor(), { ...whole, type: 'PlanOpened', plan: 'plan-1' }] as Past])
      assert.equal(promised.asks(DE_BRUG, event), 'NO_GROUND')
  })

  it('has what its own people wrote, as long as it has accepted', () => {
    const [deed, proposed] = goal
    const theirs: Past = [
      { ...deed, by: { kind: 'person', id: 'bea', role: 'professional', organisation: DE_BRUG } },
      proposed,
    ]
    const [asked, accepted] = [referralMade({ opens: [] }), referralAnswered('accepted')]
    assert.equal(given(...family, theirs, asked, accepted).asks(DE_BRUG, theirs), 'may')
    assert.equal(given(...family, theirs, asked, accepted, referralEnded).asks(DE_BRUG, theirs), 'GROUND_HAS_ENDED')
    assert.equal(given(...family, theirs, asked).asks(DE_BRUG, theirs), 'NO_GROUND')
  })

  it('that accepted when a referral opened its whole law has what became of the referral, and no more', () => {
    const promised = given(...family, goal, referralMade(), referralAnswered('accepted'))
    assert.equal(promised.asks(DE_BRUG, referralMade()), 'may')
    for (const event of [goal, memberJoined, coordinates]) assert.equal(promised.asks(DE_BRUG, event), 'NO_GROUND')
  })

  it('that declined, or whose referral was ended or is past its date, has no ground by it', () => {
    for (const past of [[referralAnswered('declined')], [referralEnded]]) {
      const over = given(...family, referralMade(), ...past)
      assert.equal(over.asks(DE_BRUG, referralMade()), 'GROUND_HAS_ENDED')
      assert.equal(over.asks(DE_BRUG, goal), 'NO_GROUND')
    }
    const named = referralMade({ opens: [{ kind: 'goal', id: 'goal-1' }] })
    const helped = given(...family, named, referralAnswered('accepted'), referralEnded)
    for (const event of [named, goal, memberJoined]) assert.equal(helped.asks(DE_BRUG, event), 'GROUND_HAS_ENDED')
    const late = '2027-01-01T00:00:00.000Z'
    assert.equal(given(...family, referralMade()).asks(DE_BRUG, referralMade(), late), 'GROUND_HAS_ENDED')
  })

  it('may have several grounds at once', () => {
    const plan = planAfter(
      ...family,
      joinedFor('yara', 'youth', 'youth-support'),
      joinedFor('wim', 'wmo', 'social-support'),
      referralMade({ to: DE_HAVEN }),
    )
    assert.deepEqual(partnerGroundOf(DE_HAVEN, { plan, at: NOW }), {
      is: 'partner',
      organisation: DE_HAVEN,
      domains: ['wmo', 'youth'],
      referrals: ['referral-1'],
    })
  })
})
