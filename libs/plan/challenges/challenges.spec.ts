/** Stories of what is challenged: raised by who it concerns, answered by somebody else or stepping up by itself, and never gone. */
import { describe, expect, it } from '@jest/globals'
import type { Addressee } from './challenge.ts'
import { planAsRead } from '../plan-as-read.ts'
import {
  accountedFor,
  challengeRaised,
  deviationReported,
  given,
  goalProposed,
  grandmotherRepresentsKim,
  helped,
  identityOf,
  readerDrawn,
  representation,
  type Past,
} from '../testing/past.ts'
import {
  bart,
  farid,
  grandmother,
  kim,
  mirjam,
  noor,
  POOL,
  rosa,
  sealed,
  teamLead,
  TERMS,
  wim,
  yara,
} from '../testing/people.ts'

const ON = { kind: 'goal', id: 'goal-1' } as const
const asked = {
  type: 'RaiseChallenge',
  ...{ challenge: 'challenge-1', on: ON, words: sealed('not so'), wish: sealed('otherwise') },
  firstTo: 'addressee-and-challenged',
  terms: TERMS,
} as const
const ofGoal = { domain: 'youth', about: ['kim'], challenge: 'challenge-1', on: ON } as const
const past: readonly Past[] = [...helped, goalProposed(['kim'])]
// Ten working days on from Monday 2 March: until the end of Monday the 16th, in Amsterdam.
const due = { what: 'challenge', at: '2026-03-16T22:59:59.999Z', terms: 3 }
const answer = {
  type: 'AnswerChallenge',
  challenge: 'challenge-1',
  finding: sealed('partly'),
  words: sealed('you have a point'),
  heard: true,
} as const
const answered: Past = [
  noor(),
  { ...ofGoal, type: 'ChallengeAnswered', finding: sealed('partly'), words: sealed('you have a point'), heard: true },
]
const escalated = (addressee?: 'team-lead' | 'escalation-officer'): Past => [
  { ...noor(), by: { kind: 'system', id: 'ticker' } },
  { ...ofGoal, type: 'ChallengeEscalated', ...(addressee && { addressee, due }) },
]

describe('a challenge', () => {
  it('is raised of what concerns them, by who it concerns or who speaks for them, and goes to who coordinates', () => {
    const raised = challengeRaised(kim())[1]
    given(...past)
      .when(kim(), { ...asked, person: 'kim' })
      .then(raised)
    given(...past, grandmotherRepresentsKim())
      .when(grandmother(), { ...asked, person: 'kim' })
      .then(raised)
    given(...past, challengeRaised(kim()))
      .when(kim(), { ...asked, person: 'kim' })
      .thenNothing()
  })

  it('is due in the term that the municipality set', () => {
    const shorter = { ...TERMS, challengeWorkingDays: 5 }
    given(...past)
      .when(kim(), { ...asked, person: 'kim', terms: shorter })
      .then({ ...challengeRaised(kim())[1], due: { ...due, at: '2026-03-09T22:59:59.999Z' } })
  })

  it('is raised for nobody whom it does not concern, nor by who does not speak for them', () => {
    given(...past)
      .when(farid(), { ...asked, person: 'farid' })
      .thenRefuses('CHALLENGE_IS_NOT_ABOUT_THIS_PERSON', { person: 'farid' })
    given(...past)
      .when(farid(), { ...asked, person: 'kim' })
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'kim' })
    given(...past)
      .when(yara(), { ...asked, person: 'kim' })
      .thenRefuses('ONLY_THE_FAMILY_CHALLENGES_FOR_SOMEONE')
  })

  it('of who works here is about whom its item is about, and of who coordinates goes past themselves', () => {
    const { person: _nobody, ...raised } = challengeRaised(kim())[1] as Extract<Past[1], { type: 'ChallengeRaised' }>
    given(...past)
      .when(yara(), asked)
      .then(raised)
    given(...past)
      .when(noor(), asked)
      .then({ ...raised, addressee: 'team-lead' })
  })

  it('of what judges somebody’s own work goes to the team lead, and never back to them', () => {
    const on = { kind: 'deviation', id: 'deviation-1' } as const
    const raised = challengeRaised(kim(), { on, addressee: 'team-lead' })
    given(...past, deviationReported())
      .when(kim(), { ...asked, on, person: 'kim' })
      .then(raised[1])
    given(...past, deviationReported(), raised)
      .when(yara(), answer)
      .thenRefuses('CHALLENGE_IS_NOT_THEIRS_TO_ANSWER')
  })

  it('of what a lead left goes past every lead, and of its reading neither reader nor author answers', () => {
    const on = { kind: 'deviation', id: 'deviation-1' } as const
    const byALead: Past = [{ ...teamLead(), activity: 'plan-coordination' }, deviationReported()[1]]
    given(...past, byALead)
      .when(kim(), { ...asked, on, person: 'kim' })
      .then(challengeRaised(kim(), { on, addressee: 'escalation-officer' })[1])
    const reading = { kind: 'reading', id: 'deviation-1' } as const
    const read: Past = [
      rosa(),
      {
        ...{ domain: 'youth', about: ['kim'], basedOn: 14, type: 'SecondReadingGiven', deviation: 'deviation-1' },
        ...{ reading: 'reading-1', finding: 'supports' },
      },
    ]
    const unread = [...past, deviationReported(), accountedFor, readerDrawn()]
    given(...unread)
      .when(kim(), { ...asked, on: reading, person: 'kim' })
      .thenRefuses('CHALLENGE_IS_NOT_ABOUT_THIS_PERSON', { person: 'kim' })
    const raised = challengeRaised(kim(), { on: reading, addressee: 'team-lead' })
    given(...unread, read)
      .when(kim(), { ...asked, on: reading, person: 'kim' })
      .then(raised[1])
    for (const one of [rosa(), yara()])
      given(...unread, read, raised)
        .when(one, answer)
        .thenRefuses('CHALLENGE_IS_NOT_THEIRS_TO_ANSWER')
  })

  it('of a departure is raised by who left too, and answered by nobody who recorded it', () => {
    const left: Past = [bart(), { ...identityOf('farid'), type: 'MemberLeft', person: 'farid' }]
    const on = { kind: 'departure', id: 'farid' } as const
    const raised = challengeRaised(farid(), { on, domain: 'general', about: ['farid'], addressee: 'team-lead' })
    given(...past)
      .when(farid(), { ...asked, on, person: 'farid' })
      .thenRefuses('CHALLENGE_IS_NOT_ABOUT_THIS_PERSON', { person: 'farid' })
    given(...past, left)
      .when(farid(), { ...asked, on, person: 'farid' })
      .then({ ...(raised[1] as object), person: 'farid' } as Past[1])
    given(...past, left, raised)
      .when(bart(), answer)
      .thenRefuses('CHALLENGE_IS_NOT_THEIRS_TO_ANSWER')
  })

  it('is answered once, saying whether whoever is challenged was heard, or why not', () => {
    const standing = [...past, challengeRaised(kim())]
    given(...standing)
      .when(noor(), answer)
      .then(answered[1])
    for (const heard of [{ heard: false }, { heard: true, notHeardBecause: sealed('away') }])
      given(...standing)
        .when(noor(), { ...answer, ...heard })
        .thenRefuses('CHALLENGE_ANSWER_SAYS_WHO_WAS_HEARD')
    given(...standing, answered)
      .when(noor(), answer)
      .thenRefuses('CHALLENGE_WAITS_FOR_NO_ANSWER')
    given(...past)
      .when(noor(), answer)
      .thenRefuses('CHALLENGE_IS_UNKNOWN')
  })

  it('is settled by who raised it and nobody else, or steps up where they do not take the answer', () => {
    const standing = [...past, challengeRaised(kim()), answered]
    const [accepts, rejects] = [
      { type: 'AcceptChallengeAnswer', challenge: 'challenge-1' },
      { type: 'RejectChallengeAnswer', challenge: 'challenge-1', terms: TERMS },
    ] as const
    given(...standing)
      .when(kim(), accepts)
      .then({ ...ofGoal, type: 'ChallengeAccepted' })
    given(...standing)
      .when(kim(), rejects)
      .then({ ...ofGoal, type: 'ChallengeRejected', addressee: 'team-lead', due })
    for (const command of [accepts, rejects]) {
      given(...past, challengeRaised(kim()))
        .when(kim(), command)
        .thenRefuses('CHALLENGE_HAS_NO_ANSWER')
      for (const other of [noor(), mirjam(), wim()])
        given(...standing)
          .when(other, command)
          .thenRefuses('CHALLENGE_IS_OF_WHO_RAISED_IT')
    }
  })

  it('is settled for nobody who raised it by who speaks for them, nor for one parent by the other', () => {
    const alsoSpeaks = (until?: string): Past => [
      noor(),
      {
        ...{ ...identityOf('kim'), type: 'RepresentativeAppointed', ...representation },
        ...{ representation: 'representation-2', representative: 'mirjam', name: sealed('mirjam') },
        ...(until !== undefined && { until }),
      },
    ]
    const hers: Past[] = [...past, grandmotherRepresentsKim(), challengeRaised(kim()), answered]
    const grandmothers = (...spoke: Past[]) => [
      ...past,
      ...spoke,
      challengeRaised(grandmother(), { person: 'kim' }),
      answered,
    ]
    const both = grandmothers(grandmotherRepresentsKim(), alsoSpeaks())
    const accepts = { type: 'AcceptChallengeAnswer', challenge: 'challenge-1' } as const
    const rejects = { type: 'RejectChallengeAnswer', challenge: 'challenge-1', terms: TERMS } as const
    const opens = { type: 'OpenChallenge', challenge: 'challenge-1' } as const
    for (const command of [accepts, rejects, opens]) {
      given(...hers)
        .when(grandmother(), command)
        .thenRefuses('CHALLENGE_IS_OF_WHO_RAISED_IT')
      given(...both)
        .when(mirjam(), command)
        .thenRefuses('CHALLENGE_IS_OF_WHO_RAISED_IT')
    }
    const settled = { ...ofGoal, type: 'ChallengeAccepted' } as const
    for (const who of [grandmother(), kim()])
      given(...both)
        .when(who, accepts)
        .then(settled)
    // Who spoke for her then speaks for her no longer: whoever does goes on with it.
    const after = grandmothers(grandmotherRepresentsKim({ until: '2026-03-03T00:00:00.000Z' }), alsoSpeaks())
    given(...after)
      .when(mirjam('2026-03-04'), accepts)
      .then(settled)
  })

  it('that nobody answers steps up twice, and then stands as unanswered', () => {
    const standing = [...past, challengeRaised(kim())]
    const steps = (unanswered: Addressee) =>
      ({ type: 'EscalateChallenge', challenge: 'challenge-1', unanswered, terms: TERMS }) as const
    const ticker = escalated()[0]
    const once = [...standing, escalated('team-lead')]
    const twice = [...once, escalated('escalation-officer')]
    given(...standing)
      .when(ticker, steps('coordinator'))
      .then(escalated('team-lead')[1])
    // Two tickers have one effect.
    given(...once)
      .when(ticker, steps('coordinator'))
      .thenNothing()
    given(...once)
      .when(ticker, steps('team-lead'))
      .then(escalated('escalation-officer')[1])
    given(...twice)
      .when(ticker, steps('escalation-officer'))
      .then(escalated()[1])
    given(...twice, escalated())
      .when(ticker, steps('escalation-officer'))
      .thenNothing()
    given(...standing, answered)
      .when(ticker, steps('coordinator'))
      .thenNothing()
  })

  it('is withdrawn by who raised it alone, and stands as withdrawn', () => {
    const withdraws = { type: 'WithdrawChallenge', challenge: 'challenge-1' } as const
    const standing = [...past, challengeRaised(kim())]
    for (const other of [noor(), yara(), mirjam(), teamLead()])
      given(...standing)
        .when(other, withdraws)
        .thenRefuses('CHALLENGE_IS_OF_WHO_RAISED_IT')
    given(...standing)
      .when(kim(), withdraws)
      .then({ ...ofGoal, type: 'ChallengeWithdrawn' })
    const withdrawn: Past = [kim(), { ...ofGoal, type: 'ChallengeWithdrawn' }]
    given(...standing, withdrawn)
      .when(kim(), withdraws)
      .thenNothing()
    given(...standing, withdrawn)
      .when(noor(), answer)
      .thenRefuses('CHALLENGE_WAITS_FOR_NO_ANSWER')
    const read = planAsRead(
      [...standing, withdrawn].map(([{ by, at }, event], revision) => ({ event, by: by.id, at, revision })),
    )
    expect(read.challenges).toMatchObject([{ id: 'challenge-1', state: 'withdrawn', words: sealed('not so') }])
  })

  it('keeps the day on which it came in where it is forwarded, and is answered all the same', () => {
    const forwards = { type: 'ForwardChallenge', challenge: 'challenge-1', as: sealed('objection') } as const
    const forwarded = { ...ofGoal, type: 'ChallengeForwarded', as: sealed('objection'), cameIn: '2026-03-02' } as const
    const standing = [...past, challengeRaised(kim())]
    given(...standing)
      .when(noor('2026-03-04'), forwards)
      .then(forwarded)
    const sent: readonly Past[] = [...standing, [noor('2026-03-04'), forwarded]]
    const read = planAsRead(sent.map(([{ by, at }, event], revision) => ({ event, by: by.id, at, revision })))
    // Six weeks from the day it came in, not from when it was forwarded.
    expect(read.challenges[0]?.forwarded).toMatchObject([{ cameIn: '2026-03-02', complaintUntil: '2026-04-13' }])
    given(...standing, [noor('2026-03-04'), forwarded])
      .when(noor(), answer)
      .then(answered[1])
  })

  it('is hidden by nobody but who raised it', () => {
    const judgedBy = { terms: TERMS, pool: POOL }
    const withholds = {
      type: 'Withhold',
      items: [{ kind: 'challenge', id: 'challenge-1' }],
      ground: 'safety',
      mode: 'told',
      ...{ withholding: 'withheld-1', judgedBy, from: 'mirjam', reason: sealed('why'), consulted: 'rosa' },
      reviewDate: '2026-04-01',
    } as const
    for (const other of [noor(), yara()])
      given(...past, challengeRaised(kim()))
        .when(other, withholds)
        .thenRefuses('NOBODY_WITHHOLDS_WHAT_JUDGES_THEMSELVES')
  })
})

describe('a challenge of a parent by their child', () => {
  const on = { kind: 'representation', id: 'representation-1' } as const
  const ofHer = { ...identityOf('kim'), challenge: 'challenge-1', on } as const
  const first = challengeRaised(kim(), { on, domain: 'general', addressee: 'team-lead', firstTo: 'addressee' })
  const standing = [...helped, grandmotherRepresentsKim({ kind: 'parental-authority' }), first]
  const { heard: _heard, ...said } = answer

  it('is answered without their being told, and says why they were not heard', () => {
    given(...standing)
      .when(teamLead(), answer)
      .thenRefuses('CHALLENGE_IS_FIRST_OPENED_BY_WHO_RAISED_IT')
    given(...standing)
      .when(teamLead(), { ...said, heard: false, notHeardBecause: sealed('she fears them') })
      .then({
        ...ofHer,
        type: 'ChallengeAnswered',
        ...{ finding: sealed('partly'), words: sealed('you have a point') },
        ...{ heard: false, notHeardBecause: sealed('she fears them') },
      })
  })

  it('is opened to them by her alone, and then they are heard', () => {
    const opens = { type: 'OpenChallenge', challenge: 'challenge-1' } as const
    const opened: Past = [kim(), { ...ofHer, type: 'ChallengeOpened' }]
    given(...standing)
      .when(kim(), opens)
      .then(opened[1])
    given(...standing)
      .when(noor(), opens)
      .thenRefuses('CHALLENGE_IS_OF_WHO_RAISED_IT')
    given(...standing, opened)
      .when(teamLead(), answer)
      .then({
        ...ofHer,
        type: 'ChallengeAnswered',
        finding: sealed('partly'),
        words: sealed('you have a point'),
        heard: true,
      })
  })
})
