import { describe, it } from '@jest/globals'
import type { ReadBecause } from './deviation-events.ts'
import type { PlanCommand, PlanEvent } from '../plan.ts'
import {
  ACCOUNT,
  accountedFor,
  careTeamJoined,
  deviationReasoned,
  deviationReported,
  fraudGoesFirst,
  given,
  helped,
  readerDrawn,
  STEP,
  type Past,
} from '../testing/past.ts'
import { DRAW, mirjam, noor, ruud, sealed, wim, yara, TERMS } from '../testing/people.ts'

const report = {
  type: 'ReportDeviation',
  deviation: 'deviation-1',
  domain: 'youth',
  about: ['kim'],
  from: STEP,
  insteadDone: sealed('kept talking'),
  situation: sealed('trust just won'),
  acute: false,
  happenedAt: yara().at,
  draw: DRAW,
} as const satisfies PlanCommand

const account = {
  type: 'AccountForDeviation',
  deviation: 'deviation-1',
  account: ACCOUNT,
  concernsAChild: true,
  basedOn: 12,
  draw: DRAW,
} as const satisfies PlanCommand

const evaluate = {
  type: 'EvaluateDeviation',
  deviation: 'deviation-1',
  outcome: sealed('worked'),
  words: sealed('he came back'),
  basedOn: 30,
} as const satisfies PlanCommand

const evaluation = {
  domain: 'youth',
  about: ['kim'],
  basedOn: 30,
  type: 'DeviationEvaluated',
  deviation: 'deviation-1',
  outcome: sealed('worked'),
  words: sealed('he came back'),
} as const
const evaluated: Past = [yara(), evaluation]

const told = (readBecause: readonly ReadBecause[], happenedAt: string): PlanEvent => ({
  ...deviationReported()[1],
  happenedAt,
  ...(readBecause.length > 0 && { readBecause }),
})

describe('leaving a step', () => {
  it('is recorded as it happened, and its account falls due in five working days', () => {
    given(...helped)
      .when(yara(), report)
      .then(deviationReported()[1])
  })

  it.each(['deviation-free', 'with-second-reader', 'not-allowed'] as const)(
    'is recorded also where the step is %s, and the step says so',
    (rule) => {
      given(...helped)
        .when(yara(), { ...report, from: { ...STEP, rule } })
        .then(deviationReported({ ...STEP, rule })[1])
    },
  )

  it('may be recorded later than it happened, and not before', () => {
    const happenedAt = '2026-03-01T20:00:00.000Z'
    given(...helped)
      .when(yara(), { ...report, happenedAt })
      .then(told(['before-the-plan'], happenedAt))
    given(...helped)
      .when(yara(), { ...report, happenedAt: '2026-03-02T09:00:00.001Z' })
      .thenRefuses('DEVIATION_LIES_IN_THE_FUTURE')
  })

  it('is marked, and needs a reader, when it is told long after or from before its reporter had a part', () => {
    const late = '2026-09-01'
    const since = '2026-09-02T09:00:00.000Z'
    const due = { what: 'account', at: '2026-09-08T21:59:59.999Z', terms: 3 }
    const joinedLate: Past = [{ ...noor(), at: since }, careTeamJoined(ruud(), 'youth')[1]]
    const dueThen = { what: 'account', at: '2026-09-09T21:59:59.999Z', terms: 3 }
    given(...helped)
      .when(yara(late), { ...report, happenedAt: '2026-03-03T09:00:00.000Z' })
      .then({ ...told(['long-ago'], '2026-03-03T09:00:00.000Z'), due })
    given(...helped)
      .when(yara(late), { ...report, happenedAt: '2026-03-06T09:00:00.000Z' })
      .then({ ...told([], '2026-03-06T09:00:00.000Z'), due })
    given(...helped, joinedLate)
      .when(ruud('2026-09-02'), { ...report, happenedAt: '2026-08-30T09:00:00.000Z' })
      .then({ ...told(['before-their-part'], '2026-08-30T09:00:00.000Z'), due: dueThen })
    given(...helped)
      .when(yara(late), { ...report, happenedAt: '1999-01-01T00:00:00.000Z' })
      .then({ ...told(['before-the-plan', 'long-ago'], '1999-01-01T00:00:00.000Z'), due })
  })

  it('needs a reader where the step needed one then, or needs one now', () => {
    const free = { ...STEP, rule: 'deviation-free' } as const
    for (const ruleNow of ['with-second-reader', 'not-allowed'] as const)
      given(...helped)
        .when(yara(), { ...report, from: free, ruleNow })
        .then({ ...deviationReported(free)[1], readBecause: ['rule-of-now'] } as PlanEvent)
    for (const ruleNow of ['deviation-free', undefined] as const)
      given(...helped)
        .when(yara(), { ...report, from: free, ...(ruleNow && { ruleNow }) })
        .then(deviationReported(free)[1])
    const marked: Past = [yara(), { ...deviationReported(free)[1], readBecause: ['before-the-plan'] } as PlanEvent]
    given(...helped, marked)
      .when(yara(), { ...account, account: ACCOUNT })
      .then(accountedFor[1], deviationReasoned[1], readerDrawn()[1])
  })

  it('concerns members of the family', () => {
    given(...helped)
      .when(yara(), { ...report, about: [] })
      .thenRefuses('DEVIATION_CONCERNS_NOBODY')
    given(...helped)
      .when(yara(), { ...report, about: ['kim', 'lot'] })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot'] })
  })

  it("never takes another deviation's place", () => {
    given(...helped, deviationReported())
      .when(noor(), { ...report, domain: 'wmo', about: ['mirjam'] })
      .thenNothing()
  })
})

describe('leaving a priority of the plan', () => {
  const from = { kind: 'priority', priority: 'priority-1' } as const

  it('is a deviation like any other', () => {
    given(...helped, ...fraudGoesFirst)
      .when(yara(), { ...report, from })
      .then(deviationReported(from)[1])
  })

  it('is recorded also when the priority was lifted since', () => {
    given(...helped, ...fraudGoesFirst, [
      noor(),
      { domain: 'participation', about: [], type: 'PriorityLifted', priority: 'priority-1', reason: sealed('settled') },
    ])
      .when(yara(), { ...report, from })
      .then(deviationReported(from)[1])
  })

  it('is not for who was not bound by it', () => {
    given(...helped, ...fraudGoesFirst)
      .when(wim(), { ...report, domain: 'wmo', from })
      .thenRefuses('PRIORITY_IS_NOT_BINDING_HERE')
    given(...helped)
      .when(yara(), { ...report, from })
      .thenRefuses('PRIORITY_IS_NOT_BINDING_HERE')
  })
})

describe('the account of a deviation', () => {
  it('is given, and a reader drawn', () => {
    given(...helped, deviationReported())
      .when(yara(), account)
      .then(accountedFor[1], deviationReasoned[1], readerDrawn()[1])
  })

  it('is given in the same breath, as is normal', () => {
    given(...helped)
      .when(yara(), { ...report, accountedFor: { account: ACCOUNT, concernsAChild: true, basedOn: 12 } })
      .then(deviationReported()[1], accountedFor[1], deviationReasoned[1], readerDrawn()[1])
  })

  it('of a step that is free to leave needs no reader', () => {
    given(...helped, deviationReported({ ...STEP, rule: 'deviation-free' }))
      .when(yara(), account)
      .then(accountedFor[1], deviationReasoned[1])
  })

  it('of a step that is free to leave is short; and without a day for it is open to nobody, and evaluated any day', () => {
    const { different, weighing, familyView } = ACCOUNT
    const short = { different, weighing: { involvement: weighing.involvement }, familyView }
    const free = deviationReported({ ...STEP, rule: 'deviation-free' })
    const concerns = { domain: 'youth', about: ['kim'], deviation: 'deviation-1' } as const
    const given1 = { ...concerns, basedOn: 12, type: 'DeviationAccountedFor' } as const
    given(...helped, free)
      .when(yara(), { ...account, account: short })
      .then(given1, { ...concerns, type: 'DeviationReasoned', account: short })
    given(...helped, free, [yara(), given1])
      .when(yara('2026-03-03'), evaluate)
      .then(evaluation)
    given(...helped, deviationReported())
      .when(yara(), { ...account, account: short })
      .thenRefuses('ACCOUNT_IS_INCOMPLETE', {
        missing: [
          ...['weighing/legitimacy', 'weighing/return', 'weighing/interestOfTheChild', 'alternatives'],
          ...['consulted', 'expectedEffect', 'reviewDate'],
        ],
      })
  })

  it('stands where nobody is left to read it', () => {
    given(...helped, deviationReported())
      .when(yara(), { ...account, draw: { ...DRAW, pool: { version: 5, readers: [] } } })
      .then(accountedFor[1], deviationReasoned[1], {
        ...{ domain: 'youth', about: ['kim'], type: 'NoReaderLeft', deviation: 'deviation-1' },
        due: { what: 'reader-pool', at: '2026-03-04T22:59:59.999Z', terms: 3 },
      })
  })

  it('with parts missing is refused, each part named, and nothing of it recorded', () => {
    const { different: _different, reviewDate: _date, ...partly } = ACCOUNT
    const missing = ['different', 'reviewDate']
    given(...helped, deviationReported())
      .when(yara(), { ...account, account: partly })
      .thenRefuses('ACCOUNT_IS_INCOMPLETE', { missing })
    given(...helped)
      .when(yara(), { ...report, accountedFor: { account: partly, concernsAChild: true, basedOn: 12 } })
      .thenRefuses('ACCOUNT_IS_INCOMPLETE', { missing })
  })

  it('under the Jeugdwet weighs the interest of the child, whatever the door says of ages', () => {
    const { interestOfTheChild: _interest, ...weighing } = ACCOUNT.weighing
    given(...helped, deviationReported())
      .when(yara(), { ...account, account: { ...ACCOUNT, weighing }, concernsAChild: false })
      .thenRefuses('ACCOUNT_IS_INCOMPLETE', { missing: ['weighing/interestOfTheChild'] })
  })

  it('has its review within the days the municipality set', () => {
    const terms = { ...DRAW.terms, reviewWithinDays: 30 }
    given(...helped, deviationReported())
      .when(yara(), { ...account, draw: { ...DRAW, terms } })
      .thenRefuses('ACCOUNT_IS_INCOMPLETE', { missing: ['reviewDate'] })
  })

  it('is given once', () => {
    given(...helped, deviationReported(), accountedFor)
      .when(yara(), account)
      .thenRefuses('DEVIATION_IS_ACCOUNTED_FOR')
  })
})

describe('the evaluation of a deviation', () => {
  it('comes on its review date, with the lesson where there is one', () => {
    given(...helped, deviationReported(), accountedFor)
      .when(yara('2026-06-01'), { ...evaluate, lesson: sealed('wait a week') })
      .then({ ...evaluation, lesson: sealed('wait a week') })
  })

  it('does not come before', () => {
    given(...helped, deviationReported(), accountedFor)
      .when(yara('2026-05-31'), evaluate)
      .thenRefuses('REVIEW_DATE_HAS_NOT_COME', { reviewDate: '2026-06-01' })
  })

  it('does not come in the place of an account', () => {
    given(...helped, deviationReported())
      .when(yara('2026-06-01'), evaluate)
      .thenRefuses('DEVIATION_IS_NOT_ACCOUNTED_FOR')
  })

  it('comes once', () => {
    given(...helped, deviationReported(), accountedFor, evaluated)
      .when(yara('2026-06-02'), evaluate)
      .thenRefuses('DEVIATION_IS_EVALUATED')
  })
})

describe('a deviation nobody reported', () => {
  it.each<PlanCommand>([
    account,
    evaluate,
    { type: 'DrawReader', deviation: 'deviation-1', draw: DRAW },
    { type: 'RecuseReader', deviation: 'deviation-1', draw: DRAW },
    { type: 'AnswerReader', deviation: 'deviation-1', words: sealed('because'), terms: TERMS },
  ])('takes no $type', (command) => {
    given(...helped)
      .when(mirjam(), command)
      .thenRefuses('DEVIATION_IS_UNKNOWN')
  })
})
