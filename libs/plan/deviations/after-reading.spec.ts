/** Stories of what follows on a second reading: conditions and objections answered and settled, a deviation ended, its lesson cleared. */
import { describe, it } from '@jest/globals'
import type { PlanEvent } from '../plan.ts'
import { accountedFor, deviationReported, given, helped, readerDrawn, type Past } from '../testing/past.ts'
import { deedOf, morningOf, noor, rosa, sealed, teamLead, TERMS, TODAY, yara } from '../testing/people.ts'

const otto = () => deedOf({ kind: 'person', id: 'otto', role: 'escalation-officer' }, morningOf(TODAY))

const ofDeviation = { domain: 'youth', about: ['kim'], deviation: 'deviation-1' } as const
const drawn = [...helped, deviationReported(), accountedFor, readerDrawn()]
const read = {
  ...({ type: 'GiveSecondReading', deviation: 'deviation-1', reading: 'reading-1', words: sealed('well') } as const),
  ...{ terms: TERMS, basedOn: 15 },
} as const
const condition = { condition: 'condition-1', words: sealed('talk with her'), until: '2026-04-01' } as const
const conditionSet: Past = [
  rosa(),
  {
    ...{ ...ofDeviation, type: 'ConditionSet', reading: 'reading-1', condition: 'condition-1' },
    due: { what: 'condition', at: '2026-04-01T21:59:59.999Z', terms: 3 },
  },
]
const given1 = { ...ofDeviation, basedOn: 15, type: 'SecondReadingGiven', reading: 'reading-1' } as const
const due = (what: string) => ({ due: { what, at: '2026-03-09T22:59:59.999Z', terms: 3 } })
const objected: Past = [rosa(), { ...given1, finding: 'objects', ...due('objection') }]
const remark = (id: string, words: string): PlanEvent => ({
  ...{ ...ofDeviation, type: 'RemarkWorded', remark: id, words: sealed(words) },
})

describe('support with conditions', () => {
  const wrong = (conditions: readonly string[]) => ({ wrong: conditions })

  it('sets each with its own day, in words that are given in confidence', () => {
    given(...drawn)
      .when(rosa(), { ...read, finding: 'supports-with-conditions', conditions: [condition] })
      .then(
        { ...given1, finding: 'supports-with-conditions' },
        { ...ofDeviation, type: 'SecondReadingWorded', reading: 'reading-1', words: sealed('well') },
        conditionSet[1],
        remark('condition-1', 'talk with her'),
      )
  })

  it('has one at least, on a day that can be, and no other finding has any', () => {
    given(...drawn)
      .when(rosa(), { ...read, finding: 'supports-with-conditions' })
      .thenRefuses('CONDITIONS_DO_NOT_FIT_THE_READING', wrong(['conditions']))
    given(...drawn)
      .when(rosa(), { ...read, finding: 'supports', conditions: [condition] })
      .thenRefuses('CONDITIONS_DO_NOT_FIT_THE_READING', wrong(['conditions']))
    const days = ['2026-03-01', '2026-03-02', '2026-08-29', '2026-08-30']
    given(...drawn)
      .when(rosa(), {
        ...({ ...read, finding: 'supports-with-conditions' } as const),
        conditions: days.map((until) => ({ ...condition, until })),
      })
      .thenRefuses('CONDITIONS_DO_NOT_FIT_THE_READING', wrong(['conditions/0/until', 'conditions/3/until']))
  })

  it('is met once, and hangs on nothing any more once the step is followed again', () => {
    const meet = {
      ...({ type: 'MeetCondition', deviation: 'deviation-1', condition: 'condition-1' } as const),
      ...{ answer: 'answer-1', words: sealed('we talked') },
    } as const
    const met: Past = [yara(), { ...ofDeviation, type: 'ConditionMet', condition: 'condition-1', answer: 'answer-1' }]
    given(...drawn, conditionSet)
      .when(yara(), meet)
      .then(met[1], remark('answer-1', 'we talked'))
    for (const past of [
      [...drawn],
      [...drawn, conditionSet, met],
      [...drawn, conditionSet, [yara(), { ...ofDeviation, type: 'DeviationEnded' }] as Past],
    ])
      given(...past)
        .when(yara(), meet)
        .thenRefuses('CONDITION_IS_NOT_OPEN')
  })
})

describe('what a reader objects to', () => {
  const answer = {
    ...({ type: 'AnswerObjection', deviation: 'deviation-1', answer: 'answer-1' } as const),
    ...{ says: sealed('changes'), words: sealed('true'), terms: TERMS, officers: ['otto'] },
  } as const
  const settle = {
    ...({ type: 'SettleObjection', deviation: 'deviation-1', answer: 'answer-2' } as const),
    ...{ finds: sealed('may-stand'), words: sealed('so it is') },
  } as const
  const answered: Past = [
    yara(),
    {
      ...{ ...ofDeviation, type: 'ObjectionAnswered', answer: 'answer-1', says: sealed('changes') },
      ...due('objection-settlement'),
    },
  ]
  const settled: Past = [
    teamLead(),
    { ...ofDeviation, type: 'ObjectionSettled', answer: 'answer-2', finds: sealed('may-stand') },
  ]

  it('is answered by its author, and then the team lead’s to settle', () => {
    given(...drawn, objected)
      .when(yara(), answer)
      .then(answered[1], remark('answer-1', 'true'))
    given(...drawn, objected)
      .when(teamLead(), settle)
      .thenRefuses('OBJECTION_IS_NOT_ANSWERED')
    given(...drawn, objected, answered)
      .when(teamLead(), settle)
      .then(settled[1], remark('answer-2', 'so it is'))
  })

  it('is the escalation officer’s to settle where who leads left it, and nobody’s but the lead’s where there is none', () => {
    const byTess: Past = [{ ...teamLead(), activity: 'plan-coordination' }, accountedFor[1]]
    const left = [...helped, deviationReported(), byTess, readerDrawn(), objected]
    const above = { ...answered[1], addressee: 'escalation-officer' } as PlanEvent
    given(...left)
      .when(teamLead(), answer)
      .then(above, remark('answer-1', 'true'))
    for (const officers of [[], ['tess'], ['yara']])
      given(...left)
        .when(teamLead(), { ...answer, officers })
        .then(answered[1], remark('answer-1', 'true'))
    given(...left, [teamLead(), above])
      .when(otto(), settle)
      .then(settled[1], remark('answer-2', 'so it is'))
  })

  it('is answered once and settled once, and never by who left it', () => {
    given(...drawn, objected, answered)
      .when(yara(), answer)
      .thenRefuses('OBJECTION_IS_ANSWERED')
    given(...drawn, objected, answered, settled)
      .when(teamLead(), settle)
      .thenRefuses('OBJECTION_IS_SETTLED')
    given(...drawn, objected, answered)
      .when(yara(), settle)
      .thenRefuses('NOBODY_SETTLES_WHAT_THEY_LEFT')
  })

  it('of before it was to be answered stays nobody’s to answer', () => {
    given(...drawn, [rosa(), { ...given1, finding: 'objects' }])
      .when(yara(), answer)
      .thenRefuses('READER_OBJECTED_TO_NOTHING')
    given(...drawn, [rosa(), { ...given1, finding: 'supports' }])
      .when(teamLead(), settle)
      .thenRefuses('READER_OBJECTED_TO_NOTHING')
  })

  it('is open until it is settled: nobody hands over in silence about it', () => {
    const evaluated: Past = [
      yara(),
      { ...ofDeviation, type: 'DeviationEvaluated', outcome: sealed('worked'), words: sealed('well') },
    ]
    const document = { safety: sealed('safe'), sensitivities: sealed('none'), actions: [], deviations: [] }
    const propose = {
      type: 'ProposeHandover',
      handover: 'handover-1',
      to: 'bart',
      name: sealed('Bart'),
      team: 'south',
    } as const
    given(...drawn, objected, evaluated)
      .when(noor(), { ...propose, document })
      .thenRefuses('HANDOVER_DOCUMENT_IS_INCOMPLETE', { missing: ['deviations/deviation-1'] })
  })
})

describe('a deviation that ends', () => {
  const end = { type: 'EndDeviation', deviation: 'deviation-1', reason: sealed('no need') } as const
  const ended: Past = [yara(), { ...ofDeviation, type: 'DeviationEnded', reason: sealed('no need') }]

  it('ends once, is answered for all the same, and can be looked back on at once', () => {
    given(...drawn)
      .when(yara(), end)
      .then(ended[1])
    given(...drawn, ended)
      .when(yara(), end)
      .thenRefuses('DEVIATION_HAS_ENDED')
    const evaluate = {
      ...({ type: 'EvaluateDeviation', deviation: 'deviation-1', outcome: sealed('worked') } as const),
      ...{ words: sealed('well'), basedOn: 20 },
    } as const
    given(...drawn, ended)
      .when(yara(), evaluate)
      .then({
        ...{
          ...ofDeviation,
          basedOn: 20,
          type: 'DeviationEvaluated',
          outcome: sealed('worked'),
          words: sealed('well'),
        },
      })
  })
})

describe('the lesson of a deviation', () => {
  const clear = { type: 'ClearLesson', deviation: 'deviation-1', words: sealed('wait a week') } as const
  const evaluated = (lesson: boolean): Past => [
    yara(),
    {
      ...{ ...ofDeviation, type: 'DeviationEvaluated', outcome: sealed('worked'), words: sealed('well') },
      ...(lesson && { lesson: sealed('Kim needed a week') }),
    },
  ]
  const cleared: Past = [noor(), { ...ofDeviation, type: 'LessonCleared', words: sealed('wait a week') }]

  it('is cleared of people by somebody else than who evaluated, once', () => {
    given(...drawn, evaluated(true))
      .when(noor(), clear)
      .then(cleared[1])
    given(...drawn, evaluated(true))
      .when(yara(), clear)
      .thenRefuses('A_LESSON_IS_CLEARED_BY_SOMEONE_ELSE')
    for (const past of [[...drawn], [...drawn, evaluated(false)], [...drawn, evaluated(true), cleared]])
      given(...past)
        .when(noor(), clear)
        .thenRefuses('THERE_IS_NO_LESSON_TO_CLEAR')
  })
})
