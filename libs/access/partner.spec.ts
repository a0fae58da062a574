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
import { NOW, joinedFor, planAfter } from './testing/standing.ts'

/** Yara's employer, in `joinedFor`. */
const DE_HAVEN = '00000001234567890000'
const goal = goalProposed()
const wmoGoal: Past = [
  noor(),
  { domain: 'wmo', about: ['kim'], type: 'GoalProposed', goal: 'goal-2', lifeArea: 'housing', words: sealed('a room') },
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
  asks: (organisation: string, [, event]: Past, at: Moment = NOW) => {
    const answer = mayPartnerHave(organisation, event, { plan: planAfter(...past), at })
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
    const promised = given(...family, referralMade(), referralAnswered('accepted'))
    for (const event of [goal, memberJoined, referralMade()]) assert.equal(promised.asks(DE_BRUG, event), 'may')
    assert.equal(promised.asks(DE_BRUG, wmoGoal), 'NO_GROUND')
  })

  it('that declined, or whose referral was ended or is past its date, has no ground by it', () => {
    for (const past of [[referralAnswered('declined')], [referralEnded]]) {
      const over = given(...family, referralMade(), ...past)
      assert.equal(over.asks(DE_BRUG, referralMade()), 'GROUND_HAS_ENDED')
      assert.equal(over.asks(DE_BRUG, goal), 'NO_GROUND')
    }
    const helped = given(...family, referralMade(), referralAnswered('accepted'), referralEnded)
    for (const event of [referralMade(), goal]) assert.equal(helped.asks(DE_BRUG, event), 'GROUND_HAS_ENDED')
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
      domains: ['wmo', 'youth'],
      referrals: ['referral-1'],
    })
  })
})
