import { describe, it } from '@jest/globals'
import type { Deed } from '../../deciding/decider.ts'
import {
  given,
  goalProposed,
  grandmotherRepresentsKim,
  helped,
  identityOf,
  viewGiven,
  type Past,
} from '../testing/past.ts'
import { deedOf, farid, grandmother, kim, mirjam, morningOf, noor, sealed, TERMS, yara } from '../testing/people.ts'
import type { RepresentationKind } from '../care-team/representation.ts'
import type { SupportEvent } from './supports.ts'

const UNTIL = '2026-12-31T22:59:59.999Z'
const HEARD = { kim: { since: '2025-01-01', isPastParents: false } }
const sanne = (day = '2026-03-02', organisation?: string): Deed =>
  deedOf({ kind: 'person', id: 'sanne', role: 'supporter', ...(organisation && { organisation }) }, morningOf(day))

const ask = {
  type: 'AskSupporter',
  support: 'support-1',
  supporter: 'sanne',
  name: sealed('Sanne'),
  person: 'kim',
  domain: 'youth',
  kind: 'confidential-counsellor',
  mandated: true,
  until: UNTIL,
  voices: HEARD,
} as const
type Asked = Extract<SupportEvent, { type: 'SupporterAsked' }>
const asked = (askedBy = 'kim', more: Partial<Asked> = {}): Asked => ({
  type: 'SupporterAsked',
  domain: 'youth',
  about: ['kim'],
  support: 'support-1',
  person: 'kim',
  askedBy,
  supporter: 'sanne',
  name: sealed('Sanne'),
  kind: 'confidential-counsellor',
  mandated: true,
  until: UNTIL,
  ...more,
})
const of = (askedBy = 'kim') => ({
  ...({ domain: 'youth', about: ['kim'], support: 'support-1', person: 'kim', askedBy } as const),
})
const accepted = (askedBy = 'kim'): Past => [sanne(), { ...of(askedBy), type: 'SupportAccepted' }]
const has: readonly Past[] = [...helped, goalProposed(), [kim(), asked()], accepted()]
const speaks = (who: string, kind: RepresentationKind = 'parental-authority'): Past => [
  noor(),
  {
    ...identityOf('kim'),
    type: 'RepresentativeAppointed',
    representation: `${who}-of-kim`,
    representative: who,
    represents: 'kim',
    kind,
    from: '2026-01-01T00:00:00.000Z',
    name: sealed(who),
  },
]
const over = (representation: string) => ({ type: 'RepresentativeEnded', representation, why: 'ended' }) as const
const ofMirjam = asked('mirjam', { support: 'support-2', person: 'mirjam', about: ['mirjam'] })
const acceptedOfMirjam = {
  ...of('mirjam'),
  about: ['mirjam'],
  support: 'support-2',
  person: 'mirjam',
  type: 'SupportAccepted',
} as const
const joinedAs = (professional: string) =>
  ({
    type: 'ProfessionalJoined',
    domain: 'youth',
    about: [],
    joining: 'joining-8',
    professional,
    name: sealed('x'),
    organisation: 'another',
    activity: 'youth-support',
    scope: 'domain',
    until: UNTIL,
  }) as const
const enforced = {
  type: 'ProfessionalJoined',
  domain: 'participation',
  about: [],
  joining: 'joining-7',
  professional: 'piet',
  name: sealed('Piet'),
  organisation: 'oin-of-work-and-income',
  activity: 'benefits-enforcement',
  scope: 'domain',
  until: '2026-03-01T09:00:00.000Z',
} as const
const challenge = {
  type: 'RaiseChallenge',
  challenge: 'challenge-1',
  on: { kind: 'goal', id: 'goal-1' },
  person: 'kim',
  words: sealed('not so'),
  wish: sealed('otherwise'),
  firstTo: 'addressee',
  terms: TERMS,
} as const

describe('a supporter', () => {
  it('is asked for by whom they support', () => {
    given(...helped)
      .when(kim(), ask)
      .then(asked())
  })

  it('is asked for by no parent of who speaks for themselves', () => {
    given(...helped, speaks('mirjam'))
      .when(mirjam(), ask)
      .thenRefuses('SUPPORTER_IS_ASKED_BY_WHOM_THEY_SUPPORT')
  })

  it('is asked for, of who does not, by who speaks for them and by nobody else', () => {
    given(...helped, speaks('mirjam'))
      .when(mirjam(), { ...ask, voices: {} })
      .then(asked('mirjam'))
    for (const deed of [farid(), yara(), noor()])
      given(...helped, speaks('mirjam'))
        .when(deed, { ...ask, voices: {} })
        .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'kim' })
  })

  it('is nobody who asks, or is supported, themselves', () => {
    for (const supporter of ['kim', 'mirjam'])
      given(...helped, speaks('mirjam'))
        .when(mirjam(), { ...ask, supporter, voices: {} })
        .thenRefuses('NOBODY_SUPPORTS_THEMSELVES')
  })

  it('is asked for a year at most', () => {
    const span = { from: '2026-03-02T09:00:00.000Z', until: '2027-03-03T22:59:59.999Z' }
    for (const until of ['2026-03-01T09:00:00.000Z', '2027-03-04T00:00:00.000Z'])
      given(...helped)
        .when(kim(), { ...ask, until })
        .thenRefuses('SUPPORT_LASTS_A_YEAR_AT_MOST', span)
  })

  it('takes it on themselves, once', () => {
    given(...helped, [kim(), asked()])
      .when(sanne(), { type: 'AcceptSupport', support: 'support-1' })
      .then(accepted()[1])
    given(...has)
      .when(sanne(), { type: 'AcceptSupport', support: 'support-1' })
      .thenNothing()
    for (const deed of [kim(), yara(), sanne('2027-01-01')])
      given(...helped, [kim(), asked()])
        .when(deed, { type: 'AcceptSupport', support: 'support-1' })
        .thenRefuses('SUPPORT_IS_UNKNOWN')
  })

  it.each<[string, readonly Past[], Deed]>([
    ['works with the family', [[noor(), joinedAs('sanne')]], sanne()],
    ['works for who helps it', [], sanne('2026-03-02', '00000001234567890000')],
    ['enforced here, or works for who did', [[noor(), enforced]], sanne('2026-03-02', 'oin-of-work-and-income')],
    ['speaks for somebody in it', [speaks('sanne', 'mandated')], sanne()],
    [
      'is of it',
      [[noor(), { ...identityOf('sanne'), type: 'MemberJoined', membership: 'm', person: 'sanne' }]],
      sanne(),
    ],
    [
      'supports another of it',
      [
        [mirjam(), ofMirjam],
        [sanne(), acceptedOfMirjam],
      ],
      sanne(),
    ],
  ])('takes nothing on who %s', (_who, also, deed) => {
    given(...helped, ...also, [kim(), asked()])
      .when(deed, { type: 'AcceptSupport', support: 'support-1' })
      .thenRefuses('SUPPORTER_STANDS_APART')
  })

  it('is let go by whom they support, who asked, and themselves; not by who works here, nor by another parent', () => {
    const end = { type: 'EndSupport', support: 'support-1' } as const
    given(...has)
      .when(kim(), end)
      .then({ ...of(), type: 'SupportEnded', why: 'ended' })
    given(...has)
      .when(sanne(), end)
      .then({ ...of(), type: 'SupportEnded', why: 'withdrew' })
    const forKim: readonly Past[] = [
      ...[...helped, speaks('mirjam'), speaks('farid')],
      ...([[mirjam(), asked('mirjam')], accepted('mirjam')] as const),
    ]
    given(...forKim)
      .when(mirjam(), end)
      .then({ ...of('mirjam'), type: 'SupportEnded', why: 'ended' })
    for (const deed of [farid(), noor(), yara()])
      given(...forKim)
        .when(deed, end)
        .thenRefuses('SUPPORT_IS_ENDED_BY_WHOSE_IT_IS')
    given(...forKim, [noor(), { ...identityOf('kim'), ...over('mirjam-of-kim') }])
      .when(farid(), end)
      .then({ ...of('mirjam'), type: 'SupportEnded', why: 'ended' })
  })
})

describe('what a supporter does', () => {
  it('is to challenge for whom they support, with a mandate', () => {
    given(...has)
      .when(sanne(), challenge)
      .then({
        domain: 'youth',
        about: ['kim'],
        type: 'ChallengeRaised',
        challenge: 'challenge-1',
        on: challenge.on,
        person: 'kim',
        support: 'support-1',
        words: sealed('not so'),
        wish: sealed('otherwise'),
        firstTo: 'addressee',
        addressee: 'coordinator',
        due: { what: 'challenge', at: '2026-03-16T22:59:59.999Z', terms: 3 },
      })
  })

  it.each<[string, readonly Past[], Deed]>([
    ['without a mandate', [[kim(), asked('kim', { mandated: false })], accepted()], sanne()],
    ['before they took it on', [[kim(), asked()]], sanne()],
    ['past their mandate', [[kim(), asked()], accepted()], sanne('2027-01-04')],
    [
      'once it ended',
      [[kim(), asked()], accepted(), [kim(), { ...of(), type: 'SupportEnded', why: 'ended' }]],
      sanne(),
    ],
    [
      'of another law',
      [
        [kim(), asked('kim', { domain: 'wmo' })],
        [sanne(), { ...of(), domain: 'wmo', type: 'SupportAccepted' }],
      ],
      sanne(),
    ],
  ])('is no challenge %s', (_when, past, deed) => {
    given(...helped, goalProposed(), ...past)
      .when(deed, challenge)
      .thenRefuses('ONLY_THE_FAMILY_CHALLENGES_FOR_SOMEONE')
  })

  it('is taken back by whom it was for', () => {
    given(...has, [
      sanne(),
      {
        domain: 'youth',
        about: ['kim'],
        type: 'ChallengeRaised',
        challenge: 'challenge-1',
        on: challenge.on,
        person: 'kim',
        support: 'support-1',
        words: sealed('no'),
        wish: sealed('else'),
        firstTo: 'addressee',
        addressee: 'coordinator',
        due: { what: 'challenge', at: '2026-03-16T22:59:59.999Z', terms: 3 },
      },
    ])
      .when(kim(), { type: 'WithdrawChallenge', challenge: 'challenge-1' })
      .then({
        domain: 'youth',
        about: ['kim'],
        type: 'ChallengeWithdrawn',
        challenge: 'challenge-1',
        on: challenge.on,
      })
  })

  const report = viewGiven(yara(), { person: 'kim', voice: 'reported-by-professional' })
  const confirm = { type: 'ConfirmView', view: 'view-of-kim' } as const
  const confirmed = {
    domain: 'youth',
    about: ['kim'],
    type: 'ViewConfirmed',
    view: 'view-of-kim',
    person: 'kim',
    on: challenge.on,
  } as const

  it('is to say that they were present, to who asked for them themselves', () => {
    given(...has, report)
      .when(sanne(), confirm)
      .then({ ...confirmed, voice: 'supporter-present', support: 'support-1' })
    given(
      ...helped,
      goalProposed(),
      grandmotherRepresentsKim(),
      [grandmother(), asked('grandmother')],
      accepted('grandmother'),
      report,
    )
      .when(sanne(), confirm)
      .thenRefuses('VIEW_IS_CONFIRMED_BY_WHOSE_IT_IS')
  })

  it('lets a report count for who made it, and takes nothing from what the child made her own', () => {
    const adopt = {
      type: 'AdoptGoal',
      goal: 'goal-1',
      basedOn: 9,
      voices: { kim: { ...HEARD.kim, isPastParents: true } },
    } as const
    const adopted = {
      type: 'GoalAdopted',
      domain: 'youth',
      about: ['kim'],
      goal: 'goal-1',
      basedOn: 9,
      dissent: [],
    } as const
    given(...has, report)
      .when(yara(), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
    const present: Past = [sanne(), { ...confirmed, voice: 'supporter-present', support: 'support-1' }]
    given(...has, report, present)
      .when(yara(), adopt)
      .then({ ...adopted, heard: { kim: 'spoke' } })
    given(...has, report, [kim(), { ...confirmed, voice: 'own-confirmed' }], present)
      .when(yara(), adopt)
      .then({ ...adopted, heard: { kim: 'spoke' } })
  })
})

describe('who supports someone of the family', () => {
  it('does not come to work with it while whoever lets them in knows that they do', () => {
    given(...has)
      .when(noor(), {
        type: 'JoinProfessional',
        joining: 'joining-9',
        professional: 'sanne',
        name: sealed('Sanne'),
        organisation: 'oin',
        domain: 'youth',
        activity: 'youth-support',
        until: UNTIL,
        scope: 'domain',
      })
      .thenRefuses('NOBODY_WHO_SUPPORTS_SOMEONE_WORKS_WITH_THE_FAMILY')
  })
})
