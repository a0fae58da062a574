/** Stories of how a plan ends, and begins again. */
import { describe, expect, it } from '@jest/globals'
import { plan, type PlanCommand } from '../plan.ts'
import { challengeRaised, family, given, goalProposed, helped, whole, type Past } from '../testing/past.ts'
import { kim, mirjam, noor, sealed, TERMS, yara } from '../testing/people.ts'
import type { ToMeet } from './conditions.ts'
import { ON_A_CLOSED_PLAN } from './on-a-closed-plan.ts'

const ground = sealed('ground') as never
const reason = sealed('they moved on')
const familyView = sealed('all of them are content')
const closes = (takes: ToMeet = 'nothing') =>
  ({ type: 'ClosePlan', ground, takes, reason, familyView, terms: TERMS }) as const satisfies PlanCommand
/** Fourteen days on from Monday 2 March: until the end of Monday the 16th, in Amsterdam. */
const due = { what: 'reopening', at: '2026-03-16T22:59:59.999Z', terms: 3 } as const
const isClosed = { ...whole, type: 'PlanClosed', ground, reason, familyView, due } as const
const closed: Past = [noor(), isClosed]
const opens = { type: 'ReopenPlan', reason } as const
const reopened: Past = [mirjam(), { ...whole, type: 'PlanReopened', reason }]

const ended = (goal = 'goal-1'): Past => [
  yara(),
  { domain: 'youth', about: ['kim'], type: 'GoalEvaluated', goal, outcome: sealed('yes'), basedOn: 1 },
]
const deviated: Past = [
  { ...yara(), activity: 'youth-support' },
  {
    ...{ domain: 'youth', about: ['kim'], type: 'DeviationReported', deviation: 'deviation-1', acute: false },
    from: { kind: 'step', protocol: 'p', version: 1, step: 's', rule: 'deviation-free' },
    ...{ insteadDone: sealed('i'), situation: sealed('s') },
    due: { what: 'account', at: '2026-03-09T22:59:59.999Z', terms: 3 },
  },
]
const handed: Past = [
  noor(),
  {
    ...{ ...whole, type: 'HandoverProposed', handover: 'handover-1', to: 'bart', name: sealed('Bart'), team: 'south' },
    document: { actions: [], deviations: [] },
  },
]

describe('closing a plan', () => {
  it('as reached names all that is not met at once', () => {
    given(
      ...helped,
      goalProposed(['kim'], 'goal-1'),
      goalProposed(['kim'], 'goal-2'),
      ended('goal-2'),
      deviated,
      handed,
    )
      .when(noor(), { ...closes('all-reached'), familyView: undefined as never })
      .thenRefuses('CLOSING_CONDITIONS_ARE_UNMET', {
        unmet: ['goals/goal-1', 'deviations/deviation-1', 'handovers/handover-1', 'familyView'],
      })
    given(...helped, goalProposed(), ended())
      .when(noor(), closes('all-reached'))
      .then(isClosed)
  })

  it('as reached waits for a challenge as often as it is somebody’s to answer, and no longer where it is nobody’s', () => {
    const past = [...helped, goalProposed(), ended(), challengeRaised(kim())]
    const of = {
      domain: 'youth',
      about: ['kim'],
      challenge: 'challenge-1',
      on: { kind: 'goal', id: 'goal-1' },
    } as const
    const its = { ...of, person: 'kim' } as const
    const said = { finding: sealed('not'), words: sealed('no'), heard: true } as const
    const answered: Past = [noor(), { ...its, type: 'ChallengeAnswered', ...said }]
    const rejected: Past = [
      kim(),
      { ...its, type: 'ChallengeRejected', addressee: 'team-lead', due: { what: 'challenge', at: due.at, terms: 3 } },
    ]
    const unanswered: Past = [noor(), { ...its, type: 'ChallengeEscalated' }]
    for (const waiting of [past, [...past, answered, rejected]])
      given(...waiting)
        .when(noor(), closes('all-reached'))
        .thenRefuses('CLOSING_CONDITIONS_ARE_UNMET', { unmet: ['challenges/challenge-1'] })
    for (const over of [
      [...past, answered],
      [...past, unanswered],
    ])
      given(...over)
        .when(noor(), closes('all-reached'))
        .then(isClosed)
  })

  it('for a death takes that nobody of the family is alive; a fact takes no more than its reason', () => {
    given(...family)
      .when(noor(), closes('nobody-alive'))
      .thenRefuses('CLOSING_CONDITIONS_ARE_UNMET', { unmet: ['members/mirjam', 'members/farid', 'members/kim'] })
    given(...helped, goalProposed(), deviated, handed)
      .when(noor(), closes())
      .then(isClosed)
  })

  it('names nothing that is withheld from who closes it, and does not wait for it', () => {
    const from: Past = [
      yara(),
      {
        ...{ domain: 'youth', about: ['kim'], type: 'ContentWithheld', withholding: 'w-1', from: 'noor', mode: 'told' },
        items: [{ kind: 'goal', id: 'goal-1' }],
        ...{
          ground: 'safety',
          reason: sealed('r'),
          due: { what: 'withholding-review', at: '2026-05-31T21:59:59.999Z', terms: 3 },
        },
      },
    ]
    given(...helped, goalProposed(), from)
      .when(noor(), closes('all-reached'))
      .then(isClosed)
  })

  it('nor what its account keeps for safety, where who closes it has authority over a child it is about', () => {
    const guards: Past = [
      noor(),
      {
        ...{ domain: 'general', about: ['kim'], type: 'RepresentativeAppointed', representation: 'representation-9' },
        ...{ representative: 'noor', represents: 'kim', kind: 'guardian-institution', name: sealed('Noor') },
        from: '2026-03-01T00:00:00.000Z',
      },
    ]
    const accounted: Past = [
      yara(),
      {
        ...{ domain: 'youth', about: ['kim'], type: 'DeviationAccountedFor', deviation: 'deviation-1', safety: true },
        basedOn: 1,
        reviewDate: '2026-06-01',
        due: { what: 'evaluation', at: '2026-06-15T21:59:59.999Z', terms: 3 },
      },
    ]
    given(...helped, deviated, accounted, guards)
      .when(noor(), closes('all-reached'))
      .then(isClosed)
    given(...helped, deviated, accounted)
      .when(noor(), closes('all-reached'))
      .thenRefuses('CLOSING_CONDITIONS_ARE_UNMET', { unmet: ['deviations/deviation-1'] })
  })

  it('answers every other command alike, once it is', () => {
    const asks: readonly PlanCommand[] = [
      closes(),
      { type: 'InviteOwnPlan', invitation: 'invitation-2' },
      { type: 'ProposeGoal', goal: 'g', domain: 'youth', about: ['kim'], lifeArea: 'housing', words: sealed('w') },
      { type: 'DropGoal', goal: 'goal-1', reason: sealed('r') },
    ]
    for (const command of asks)
      given(...helped, goalProposed(), closed)
        .when(noor(), command)
        .thenRefuses('PLAN_IS_CLOSED')
    const goesOn = Object.values(ON_A_CLOSED_PLAN).filter((one) => one === 'goes-on').length
    expect([goesOn > 0, goesOn < Object.keys(ON_A_CLOSED_PLAN).length]).toEqual([true, true])
  })

  it('stops nothing that runs: a step that was left is still evaluated, and facts are recorded', () => {
    const accounted: Past = [
      yara(),
      {
        ...{ domain: 'youth', about: ['kim'], type: 'DeviationAccountedFor', deviation: 'deviation-1', basedOn: 1 },
        ...{ reviewDate: '2026-03-05', due: { what: 'evaluation', at: '2026-03-05T22:59:59.999Z', terms: 3 } },
      },
    ]
    const evaluates = {
      ...{ type: 'EvaluateDeviation' as const, deviation: 'deviation-1', outcome: sealed('worked') as never },
      ...{ words: sealed('it worked'), basedOn: 3 },
    } as const
    const { type: _evaluate, ...said } = evaluates
    given(...helped, deviated, accounted, closed)
      .when(yara('2026-03-06'), evaluates)
      .then({ domain: 'youth', about: ['kim'], type: 'DeviationEvaluated', ...said })
    given(...helped, closed)
      .when(noor(), { type: 'RecordDeath', person: 'farid' })
      .then({ domain: 'general', about: ['farid'], type: 'MemberDied', person: 'farid' })
  })
})

describe('opening it again', () => {
  it('is for the family until the end of its last day, and for who coordinates at any time', () => {
    given(...family, closed)
      .when(kim('2026-03-16'), opens)
      .then(reopened[1])
    given(...family, closed)
      .when(kim('2026-03-17'), opens)
      .thenRefuses('REOPENING_TERM_HAS_PASSED', { until: due.at })
    given(...family, closed)
      .when(noor('2026-09-01'), opens)
      .then(reopened[1])
    given(...family)
      .when(mirjam(), opens)
      .thenRefuses('PLAN_IS_NOT_CLOSED')
    given(...family, closed, reopened)
      .when(mirjam(), opens)
      .thenRefuses('PLAN_IS_NOT_CLOSED')
  })

  it('is the same plan, in which whoever helped before has no part until they join anew, but who left a step that runs', () => {
    const fold = (...past: readonly Past[]) =>
      past.reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial)
    expect(Object.keys(fold(...helped, closed, reopened).careTeam.joined)).toEqual([])
    expect(Object.keys(fold(...helped, deviated, closed, reopened).careTeam.joined)).toEqual(['joining-of-yara'])
    given(...helped, closed, reopened)
      .when(noor(), {
        ...{ type: 'JoinProfessional', joining: 'joining-2', professional: 'yara', name: sealed('Yara') },
        ...{ organisation: 'o', domain: 'youth', activity: 'youth-support', scope: 'domain' },
        until: '2026-12-31T23:00:00.000Z',
      })
      .then({
        ...{ domain: 'youth', about: [], type: 'ProfessionalJoined', joining: 'joining-2', professional: 'yara' },
        ...{ name: sealed('Yara'), organisation: 'o', activity: 'youth-support', scope: 'domain' },
        until: '2026-12-31T23:00:00.000Z',
      })
  })

  it('takes nothing of the goals of before to be reached again', () => {
    given(...helped, goalProposed(), closed, reopened)
      .when(noor(), closes('all-reached'))
      .then(isClosed)
  })
})
