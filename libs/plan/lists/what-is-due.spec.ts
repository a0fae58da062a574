import { describe, expect, it } from '@jest/globals'
import { rowsAfter } from '../testing/rows-after.ts'
import {
  accountedFor,
  actionPlanned,
  begun,
  careTeamJoined,
  deviationReported,
  goalAdopted,
  goalProposed,
  helped,
  identityOf,
  kimJudged,
  ownPlanInvited,
  ownPlanWaived,
  readerDrawn,
  referralAnswered,
  referralMade,
  STEP,
  viewGiven,
  whole,
  type Past,
} from '../testing/past.ts'
import { deBrug, DRAWS_ROSA, kim, mirjam, noor, POOL, rosa, sealed, teamLead, yara } from '../testing/people.ts'
import { whatIsDue } from './what-is-due.ts'

const due = (...past: readonly Past[]) =>
  rowsAfter(whatIsDue, past)
    .due.filter(({ what }) => what !== 'evaluation-invitation')
    .map(({ what, kind, item, person, mustAct, reader }) =>
      [what, kind, item, person, mustAct, reader].filter((word) => word !== '').join(' '),
    )
const escalating = (...past: readonly Past[]) =>
  rowsAfter(whatIsDue, past).due_escalation.map(({ deviation }) => deviation)

const viewInvited: Past = [
  noor(),
  {
    domain: 'youth',
    about: ['kim'],
    type: 'ViewInvited',
    on: { kind: 'goal', id: 'goal-1' },
    person: 'kim',
    due: { what: 'view', at: '2026-03-09T22:59:59.999Z', terms: 3 },
  },
]
const referral = 'referral-1'
const questionAsked: Past = [
  deBrug(),
  { domain: 'youth', about: ['kim'], type: 'ReferralQuestionAsked', referral, words: sealed('since when?') },
]
const questionAnswered: Past = [
  noor(),
  { domain: 'youth', about: ['kim'], type: 'ReferralQuestionAnswered', referral, words: sealed('since summer') },
]
const referralEnded: Past = [noor(), { domain: 'youth', about: ['kim'], type: 'ReferralEnded', referral }]
const youth = { domain: 'youth', about: ['kim'] } as const
const reading = (finding: 'supports' | 'asks'): Past => [
  rosa(),
  {
    ...youth,
    basedOn: 14,
    type: 'SecondReadingGiven',
    deviation: 'deviation-1',
    reading: 'reading-1',
    finding,
  },
]
const evaluated: Past = [
  yara(),
  {
    ...youth,
    basedOn: 15,
    type: 'DeviationEvaluated',
    deviation: 'deviation-1',
    outcome: 'worked',
    words: sealed('it did'),
  },
]

describe('what is due', () => {
  it('keeps of a term its kind, moment and ids, and what a sight of it is judged by', () => {
    expect(rowsAfter(whatIsDue, [viewInvited]).due).toEqual([
      {
        plan: 'plan-1',
        what: 'view',
        kind: 'goal',
        item: 'goal-1',
        person: 'kim',
        dueAt: '2026-03-09T22:59:59.999Z',
        ...{ began: '2026-03-02T09:00:00.000Z', until: '', step: 0, wentUpTo: '', extended: 0, terms: 3, corrects: '' },
        mustAct: 'team',
        reader: '',
        type: 'ViewInvited',
        domain: 'youth',
        about: '["kim"]',
        recordedAt: '2026-03-02T09:00:00.000Z',
        activity: 'case-coordination',
      },
    ])
  })

  it('is the family’s own plan, for the coordinator, until it is handed in or waived', () => {
    const submitted: Past = [kim(), { domain: 'youth', about: [], type: 'OwnPlanSubmitted', words: sealed('our plan') }]
    const invited: Past = [noor(), { ...whole, type: 'OwnPlanInvited', invitation: 'invitation-1' }]
    const at = '2026-03-09T22:59:59.999Z'
    const delivered: Past = [
      noor(),
      {
        ...{ ...whole, type: 'OwnPlanInvitationDelivered', invitation: 'invitation-1', how: sealed('letter') },
        until: { youth: at, wmo: at, participation: at },
        due: { what: 'own-plan', at, terms: 3 },
      },
    ]
    // Of what was not delivered no term runs.
    expect(due(...begun, invited)).toEqual([])
    expect(due(...begun, invited, delivered)).toEqual(['own-plan own-plan plan-1 coordinator'])
    expect(due(...begun, ownPlanInvited)).toEqual(['own-plan own-plan plan-1 coordinator'])
    expect(due(...begun, ownPlanInvited, submitted)).toEqual([])
    expect(due(...begun, ownPlanInvited, ownPlanWaived)).toEqual([])
  })

  it('is a view, until the one asked gave it', () => {
    expect(due(viewInvited)).toEqual(['view goal goal-1 kim team'])
    expect(due(viewInvited, viewGiven(kim(), { id: 'goal-2' }))).toEqual(['view goal goal-1 kim team'])
    expect(due(viewInvited, viewGiven(kim(), {}))).toEqual([])
  })

  it('is no view of who left or died, nor on a goal that was revised, adopted, evaluated or dropped', () => {
    const over: readonly Past[] = [
      [noor(), { ...identityOf('kim'), type: 'MemberLeft', person: 'kim' }],
      [noor(), { ...identityOf('kim'), type: 'MemberDied', person: 'kim' }],
      [yara(), { ...youth, type: 'GoalRevised', goal: 'goal-1', words: sealed('better words') }],
      goalAdopted,
      [yara(), { ...youth, basedOn: 9, type: 'GoalEvaluated', goal: 'goal-1', outcome: 'reached' }],
      [yara(), { ...youth, type: 'GoalDropped', goal: 'goal-1', reason: sealed('no use') }],
    ]
    for (const one of over) expect(due(goalProposed(), viewInvited, one)).toEqual([])
  })

  it('is the age of who came back, until a request made while they were away is settled and says it, or they leave again', () => {
    const of = identityOf('kim')
    const term = { due: { what: 'age', at: '2026-03-16T22:59:59.999Z', terms: 3 } } as const
    const asked = (membership: string, isAged: boolean): Past => [
      noor(),
      {
        ...of,
        type: 'MembershipRequested',
        membership,
        person: 'kim',
        name: sealed('Kim'),
        ...(isAged ? { birthDate: sealed('2012-06-15') } : term),
      },
    ]
    const joined = (membership: string): Past => [noor(), { ...of, type: 'MemberJoined', membership, person: 'kim' }]
    const refused: Past = [
      noor(),
      { ...of, type: 'MembershipRefused', membership: 'membership-2', person: 'kim', why: 'PERSON_IS_IN_ANOTHER_PLAN' },
    ]
    const left: Past = [noor(), { ...of, type: 'MemberLeft', person: 'kim' }]
    const undone: Past = [
      teamLead(),
      { ...of, type: 'DepartureUndone', person: 'kim', reason: sealed('heard both'), ...term },
    ]
    const away = [asked('membership-1', false), joined('membership-1'), left]
    const backWithAge = [...away, asked('membership-2', true), undone]
    const backWithout = [...away, asked('membership-2', false), undone]
    const itsRow = (kind: string, request = '') => `age ${kind} kim coordinator ${request}`.trim()
    expect(due(...away)).toEqual([])
    expect(due(...backWithAge)).toEqual([itsRow('member-back')])
    expect(due(...backWithAge, joined('membership-2'))).toEqual([])
    expect(due(...backWithAge, refused)).toEqual([itsRow('member-back')])
    expect(due(...backWithout)).toEqual([itsRow('member', 'membership-2'), itsRow('member-back')])
    expect(due(...backWithout, joined('membership-2'))).toEqual([itsRow('member')])
    expect(due(...backWithout, refused)).toEqual([itsRow('member-back')])
    expect(due(...backWithout, refused, left)).toEqual([])
    expect(due(...backWithout, left, joined('membership-2'))).toEqual([itsRow('member')])
  })

  it('is the reading of an adoption exception, for its reader, until it is read', () => {
    const reasoned: Past = [
      yara(),
      {
        ...youth,
        type: 'AdoptionExceptionReasoned',
        goal: 'goal-1',
        exception: 'exception-1',
        notHeard: ['kim'],
        reason: sealed('a baby'),
        reader: 'rosa',
        pool: POOL.version,
        seed: DRAWS_ROSA,
        excluded: [],
        due: { what: 'exception-reading', at: '2026-03-09T22:59:59.999Z', terms: 3 },
      },
    ]
    const read: Past = [
      rosa(),
      {
        ...youth,
        basedOn: 5,
        type: 'AdoptionExceptionRead',
        goal: 'goal-1',
        exception: 'exception-1',
        words: sealed('so it is'),
      },
    ]
    const revised: Past = [yara(), { ...youth, type: 'GoalRevised', goal: 'goal-1', words: sealed('better words') }]
    const again = 'capacity capacity-judgement judgement-1 kim authors'
    const toRead = 'exception-reading goal goal-1 reader rosa'
    expect(due(kimJudged(false), goalProposed(), reasoned)).toEqual([again, toRead])
    expect(due(kimJudged(false), goalProposed(), reasoned, read)).toEqual([again])
    expect(due(kimJudged(false), goalProposed(), reasoned, revised)).toEqual([again])
  })

  it('is the narrowing of a joining of before joinings had a scope, until it is narrowed or over', () => {
    const [, of] = careTeamJoined(yara(), 'youth')
    const { scope: _none, ...before } = of as Extract<Past[1], { type: 'ProfessionalJoined' }>
    const joined: Past = [noor(), before]
    const its = { domain: 'youth', about: [], joining: 'joining-of-yara' } as const
    expect(due(...begun, joined)).toEqual(['narrowing joining joining-of-yara coordinator'])
    expect(due(...begun, joined, [noor(), { ...its, type: 'JoiningNarrowed', scope: { goals: [] } }])).toEqual([])
    expect(due(...begun, joined, [noor(), { ...its, type: 'ProfessionalLeft' }])).toEqual([])
    expect(due(...begun, careTeamJoined(yara(), 'youth'))).toEqual([])
  })

  it('is the account of a deviation, for its authors; then its evaluation, and its reading for who was drawn', () => {
    const reported = [...helped, deviationReported()]
    expect(due(...reported)).toEqual(['account deviation deviation-1 authors'])
    expect(rowsAfter(whatIsDue, reported).due_author).toEqual([{ plan: 'plan-1', item: 'deviation-1', author: 'yara' }])
    expect(due(...reported, accountedFor, readerDrawn())).toEqual([
      'evaluation deviation deviation-1 team',
      'reading deviation deviation-1 reader rosa',
    ])
  })

  it('is the reading no longer once it was given, or its reader stood aside; after a question it is the team’s turn', () => {
    const toRead = [...helped, deviationReported(), accountedFor, readerDrawn()]
    const answered: Past = [yara(), { ...youth, type: 'ReaderAnswered', deviation: 'deviation-1' }]
    const recused: Past = [rosa(), { ...youth, type: 'ReaderRecused', deviation: 'deviation-1', reader: 'rosa' }]
    expect(due(...toRead, reading('supports'))).toEqual(['evaluation deviation deviation-1 team'])
    expect(due(...toRead, recused)).toEqual(['evaluation deviation deviation-1 team'])
    expect(due(...toRead, recused, readerDrawn('ruud'))).toContain('reading deviation deviation-1 reader ruud')
    expect(due(...toRead, reading('asks'))).toContain('reading deviation deviation-1 team rosa')
    expect(due(...toRead, reading('asks'), answered)).toContain('reading deviation deviation-1 reader rosa')
  })

  it('is an action past its date, for its owner, until it is done or dropped', () => {
    const [deed, planned] = actionPlanned('kim')
    const late: Past = [deed, { ...planned, due: { what: 'action', at: '2026-03-16T22:59:59.999Z', terms: 3 } }]
    const its = { ...youth, action: 'action-1' } as const
    expect(due(...helped, goalProposed(), actionPlanned('kim'))).toEqual([])
    expect(due(...helped, goalProposed(), late)).toEqual(['action action action-1 owner kim'])
    expect(due(...helped, goalProposed(), late, [kim(), { ...its, type: 'ActionDone' }])).toEqual([])
    expect(
      due(...helped, goalProposed(), late, [kim(), { ...its, type: 'ActionDropped', reason: sealed('no') }]),
    ).toEqual([])
  })

  it('is the wish for another coordinator, for the team lead, until it is answered', () => {
    const about = identityOf('mirjam')
    const wish: Past = [
      mirjam(),
      {
        ...{ ...about, type: 'OtherCoordinatorRequested', request: 'request-1' },
        due: { what: 'other-coordinator', at: '2026-03-16T22:59:59.999Z', terms: 3 },
      },
    ]
    const said = { ...about, type: 'OtherCoordinatorAnswered', request: 'request-1' } as const
    const answered: Past = [teamLead(), { ...said, answer: sealed('granted'), reason: sealed('so') }]
    expect(due(...begun, wish)).toEqual(['other-coordinator coordinator-request request-1 team-lead'])
    expect(due(...begun, wish, answered)).toEqual([])
  })

  it('went up to whom it went up to, and is settled for them when it is', () => {
    const up: Past = [
      noor(),
      {
        ...{ ...youth, type: 'DueWentUp', what: 'account', item: { kind: 'deviation', id: 'deviation-1' } },
        ...{ startedBy: 'DeviationReported', step: 1, to: 'coordinator' },
        due: { what: 'account', at: '2026-03-24T22:59:59.999Z', terms: 3 },
      },
    ]
    const past = [...helped, deviationReported(), up]
    const [row] = rowsAfter(whatIsDue, past).due
    expect(row).toMatchObject({
      mustAct: 'authors',
      step: 1,
      wentUpTo: 'coordinator',
      until: '2026-03-24T22:59:59.999Z',
    })
    const settledAt = (...more: readonly Past[]) =>
      rowsAfter(whatIsDue, [...past, ...more]).due_addressed.map((one) => one.settledAt)
    expect(settledAt()).toEqual([''])
    expect(settledAt(accountedFor)).toEqual([accountedFor[0].at])
  })

  it('is nothing of a deviation that was read and evaluated, but that the family is to be asked', () => {
    const rows = rowsAfter(whatIsDue, [
      ...helped,
      deviationReported(),
      accountedFor,
      readerDrawn(),
      reading('supports'),
      evaluated,
    ])
    expect(rows.due.map(({ what }) => what)).toEqual(['evaluation-invitation'])
    expect(rows).toMatchObject({ due_addressed: [], due_author: [], due_escalation: [] })
  })

  it('escalates at once where the step allowed no deviation, also once accounted for, until it is evaluated', () => {
    const notAllowed = [...helped, deviationReported({ ...STEP, rule: 'not-allowed' })]
    expect(escalating(...helped, deviationReported())).toEqual([])
    expect(escalating(...notAllowed)).toEqual(['deviation-1'])
    expect(escalating(...notAllowed, accountedFor, readerDrawn(), reading('supports'))).toEqual(['deviation-1'])
    expect(escalating(...notAllowed, accountedFor, evaluated)).toEqual([])
  })
})

describe('what must not wait', () => {
  const forbidden = [...helped, deviationReported({ ...STEP, rule: 'not-allowed' })]
  const ended: Past = [yara(), { ...youth, type: 'DeviationEnded', deviation: 'deviation-1' }]
  const atOnce = (what: string, ...past: readonly Past[]) =>
    rowsAfter(whatIsDue, past).due.flatMap((row) => (row.what === what ? [[row.mustAct, row.until]] : []))

  it('is a step that allowed no deviation, at once, until it is followed again or was read', () => {
    const then = [['authors', '2026-03-02T09:00:00.000Z']]
    expect(atOnce('forbidden-step', ...forbidden)).toEqual(then)
    expect(atOnce('forbidden-step', ...forbidden, accountedFor, readerDrawn(), reading('asks'))).toEqual(then)
    expect(atOnce('forbidden-step', ...forbidden, ended)).toEqual([])
    expect(atOnce('forbidden-step', ...forbidden, accountedFor, readerDrawn(), reading('supports'))).toEqual([])
    expect(atOnce('forbidden-step', ...helped, deviationReported())).toEqual([])
  })

  it('is an acute reading that was not given in time, whoever reads it next, until it is given', () => {
    const at = '2026-03-10T09:00:00.000Z'
    const passedOn: Past = [
      rosa(),
      {
        ...{ ...youth, type: 'ReadingPassedOn', deviation: 'deviation-1', reader: 'ruud' },
        due: { what: 'acute-reading', at, terms: 3 },
      },
    ]
    const past = [...helped, deviationReported(), accountedFor, readerDrawn('ruud'), passedOn, readerDrawn()]
    expect(atOnce('acute-reading', ...past)).toEqual([['reader', at]])
    expect(atOnce('acute-reading', ...past, reading('supports'))).toEqual([])
  })
})

describe('a referral', () => {
  const waits = 'referral referral referral-1 partner'

  it('is due from the organisation referred to, until it answers or the referral ends', () => {
    expect(due(...helped, referralMade())).toEqual([waits])
    for (const over of [referralAnswered('accepted'), referralAnswered('declined'), referralEnded])
      expect(due(...helped, referralMade(), over)).toEqual([])
  })

  it('is the coordinator’s turn once the organisation asked, and its own again once that is answered', () => {
    expect(due(...helped, referralMade(), questionAsked)).toEqual(['referral referral referral-1 coordinator'])
    expect(due(...helped, referralMade(), questionAsked, questionAnswered)).toEqual([waits])
  })
})
