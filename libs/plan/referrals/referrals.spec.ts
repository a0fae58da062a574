import { describe, it } from '@jest/globals'
import {
  actionPlanned,
  goalProposed,
  helped,
  given,
  referralAnswered,
  referralMade,
  REFERRED_UNTIL,
  type Past,
} from '../testing/past.ts'
import { DE_BRUG, deBrug, deStam, noor, sealed, TERMS, yara } from '../testing/people.ts'

const about = { domain: 'youth', about: ['kim'] } as const
const referral = 'referral-1'
const refer = {
  ...about,
  type: 'MakeReferral',
  referral,
  to: DE_BRUG,
  words: sealed('someone to talk to'),
  opens: [],
  until: REFERRED_UNTIL,
  terms: TERMS,
} as const
const ask = { type: 'AskAboutReferral', referral, words: sealed('since when?') } as const
const answerIt = { type: 'AnswerReferralQuestion', referral, words: sealed('since summer') } as const
const accept = { type: 'AcceptReferral', referral } as const
const decline = { type: 'DeclineReferral', referral, reason: sealed('no room') } as const
const end = { type: 'EndReferral', referral, reason: sealed('moved') } as const

const asked: Past = [deBrug(), { ...about, type: 'ReferralQuestionAsked', referral, words: sealed('since when?') }]
const questionAnswered: Past = [
  noor(),
  { ...about, type: 'ReferralQuestionAnswered', referral, words: sealed('since summer') },
]
const ended: Past = [noor(), { ...about, type: 'ReferralEnded', referral }]

describe('a referral', () => {
  it('asks an organisation for help under one law, about members, to be answered in the term', () => {
    const [, made] = referralMade({ opens: [] })
    given(...helped)
      .when(noor(), refer)
      .then(made)
  })

  it('concerns someone, who is a member, and ends after it began', () => {
    given(...helped)
      .when(noor(), { ...refer, about: [] })
      .thenRefuses('REFERRAL_CONCERNS_NOBODY')
    given(...helped)
      .when(noor(), { ...refer, about: ['omar'] })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['omar'] })
    given(...helped)
      .when(noor(), { ...refer, until: '2026-03-02T09:00:00.000Z' })
      .thenRefuses('REFERRAL_ENDS_BEFORE_IT_STARTS')
  })

  it('opens goals and actions of its own law, about nobody whom it does not concern, and says which others it was to open', () => {
    const [goal, action] = [
      { kind: 'goal', id: 'goal-1' },
      { kind: 'action', id: 'action-1' },
    ] as const
    const past = [...helped, goalProposed(), actionPlanned('kim')]
    const [, made] = referralMade({ opens: [goal, action] })
    given(...past)
      .when(noor(), { ...refer, opens: [goal, action] })
      .then(made)
    given(...past)
      .when(noor(), { ...refer, domain: 'wmo', opens: [goal] })
      .thenRefuses('REFERRAL_OPENS_WHAT_IT_DOES_NOT_CONCERN', { items: [goal] })
    given(...past)
      .when(noor(), { ...refer, about: ['mirjam'], opens: [goal, action] })
      .thenRefuses('REFERRAL_OPENS_WHAT_IT_DOES_NOT_CONCERN', { items: [goal, action] })
    const unknown = { kind: 'action', id: 'nothing-0' } as const
    given(...past)
      .when(noor(), { ...refer, opens: [action, unknown] })
      .thenRefuses('REFERRAL_OPENS_WHAT_IT_DOES_NOT_CONCERN', { items: [unknown] })
  })

  it("never takes another referral's place", () => {
    given(...helped, referralMade())
      .when(noor(), { ...refer, words: sealed('other words') })
      .thenNothing()
  })

  it('is accepted by the organisation it was made to, once', () => {
    const [, accepted] = referralAnswered('accepted')
    given(...helped, referralMade())
      .when(deBrug(), accept)
      .then(accepted)
    given(...helped, referralMade(), referralAnswered('accepted'))
      .when(deBrug(), accept)
      .thenNothing()
  })

  it('is declined with a reason', () => {
    const [, declined] = referralAnswered('declined')
    given(...helped, referralMade())
      .when(deBrug(), decline)
      .then(declined)
  })

  it.each([ask, accept, decline])(
    'is answered by no other organisation and by nobody at work here: $type',
    (command) => {
      for (const by of [deStam(), noor(), yara()])
        given(...helped, referralMade())
          .when(by, command)
          .thenRefuses('ONLY_THE_ORGANISATION_REFERRED_TO_ANSWERS')
    },
  )

  it('may be asked about, answered, and asked about again, before it is answered', () => {
    given(...helped, referralMade())
      .when(deBrug(), ask)
      .then(asked[1])
    given(...helped, referralMade(), asked)
      .when(noor(), answerIt)
      .then(questionAnswered[1])
    given(...helped, referralMade(), asked, questionAnswered)
      .when(deBrug(), ask)
      .then(asked[1])
    given(...helped, referralMade(), asked)
      .when(deBrug(), accept)
      .then(referralAnswered('accepted')[1])
  })

  it('is asked one thing at a time', () => {
    given(...helped, referralMade(), asked)
      .when(deBrug(), { ...ask, words: sealed('and how often?') })
      .thenRefuses('REFERRAL_QUESTION_IS_OPEN')
  })

  it('has no question to answer where nothing was asked, or it was answered', () => {
    for (const past of [[], [asked, questionAnswered], [asked, referralAnswered('accepted')]])
      given(...helped, referralMade(), ...past)
        .when(noor(), answerIt)
        .thenRefuses('REFERRAL_QUESTION_IS_NOT_OPEN')
  })

  it('once accepted is not asked about, and not declined', () => {
    for (const command of [ask, decline])
      given(...helped, referralMade(), referralAnswered('accepted'))
        .when(deBrug(), command)
        .thenRefuses('REFERRAL_IS_ANSWERED')
  })

  it('is ended by who coordinates, answered or not', () => {
    for (const past of [[], [asked], [referralAnswered('accepted')]])
      given(...helped, referralMade(), ...past)
        .when(noor(), end)
        .then({ ...about, type: 'ReferralEnded', referral, reason: sealed('moved') })
  })

  it.each([ask, answerIt, accept, decline, end])(
    'that is declined, ended or past its date is over: $type',
    (command) => {
      for (const past of [referralAnswered('declined'), ended])
        given(...helped, referralMade(), past)
          .when(deBrug(), command)
          .thenRefuses('REFERRAL_HAS_ENDED')
      given(...helped, referralMade())
        .when(deBrug('2027-01-01'), command)
        .thenRefuses('REFERRAL_HAS_ENDED')
    },
  )

  it('that was never made is unknown', () => {
    given(...helped)
      .when(deBrug(), accept)
      .thenRefuses('REFERRAL_IS_UNKNOWN')
  })
})
