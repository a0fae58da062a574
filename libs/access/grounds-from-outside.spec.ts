/** Who stands before a plan from outside: a second reader before one deviation or exception, an auditor to verify or under an inspection. */
import { describe, it } from '@jest/globals'
import {
  accountedFor,
  begun,
  deviationReported,
  family,
  goalProposed,
  readerDrawn,
  type Past,
} from '../plan/testing/past.ts'
import { rosa, sealed, yara } from '../plan/testing/people.ts'
import { auditor, exceptionReasoned, given, inspection, reader } from './testing/standing.ts'

describe('a second reader', () => {
  const drawn = [...family, deviationReported(), accountedFor, readerDrawn('rosa')]
  const recused: Past = [
    rosa(),
    { domain: 'youth', about: ['kim'], type: 'ReaderRecused', deviation: 'deviation-1', reader: 'rosa' },
  ]
  const reading = { is: 'second-reader', deviations: { 'deviation-1': 'all' }, goals: {} } as const

  it('stands for the deviation they were drawn for, also when they have read it', () => {
    given(...drawn)
      .asks(reader('rosa'))
      .standsOn(reading)
    given(...drawn)
      .asks(reader('ruud'))
      .standsOnNothing()
    const reading_ = {
      type: 'SecondReadingGiven',
      deviation: 'deviation-1',
      reading: 'r-1',
      words: sealed('careful'),
    } as const
    const read: Past = [rosa(), { domain: 'youth', about: ['kim'], finding: 'supports', ...reading_ }]
    given(...drawn, read)
      .asks(reader('rosa'))
      .standsOn({ ...reading, deviations: { 'deviation-1': { until: read[0].at } } })
  })

  it('who stood aside stands nowhere, and who was drawn instead does', () => {
    given(...drawn, recused)
      .asks(reader('rosa'))
      .standsOnNothing()
    given(...drawn, recused, readerDrawn('ruud'))
      .asks(reader('ruud'))
      .standsOn(reading)
    given(...drawn, recused, readerDrawn('ruud'))
      .asks(reader('rosa'))
      .standsOnNothing()
  })

  it('of an exception stands for its goal, until the goal is revised and heard anew', () => {
    const excepted = [...family, goalProposed(), exceptionReasoned('ruud')]
    given(...excepted)
      .asks(reader('ruud'))
      .standsOn({ is: 'second-reader', deviations: {}, goals: { 'goal-1': 'all' } })
    const words = { type: 'GoalRevised', goal: 'goal-1', words: sealed('other words') } as const
    const revised: Past = [yara(), { domain: 'youth', about: ['kim'], ...words }]
    given(...excepted, revised)
      .asks(reader('ruud'))
      .standsOnNothing()
  })
})

describe('an auditor', () => {
  const inspects = auditor('inspection-youth')

  it('verifies any plan', () => {
    given(...begun)
      .asks(auditor())
      .standsOn({ is: 'verifying' })
  })

  it('inspects under an inspection that names them, the law and the plan, while it is open', () => {
    const on = (...inspections: readonly (typeof inspection)[]) => ({ inspections })
    given(...begun)
      .asks(inspects, on(inspection))
      .standsOn({ is: 'inspecting', inspection })
    given(...begun)
      .asks(inspects, on())
      .standsOnNothing()
    given(...begun)
      .asks(inspects, on({ ...inspection, auditor: 'vito' }))
      .standsOnNothing()
    given(...begun)
      .asks(inspects, on({ ...inspection, law: 'wmo' }))
      .standsOnNothing()
    given(...begun)
      .asks(auditor('inspection-wmo'), on(inspection))
      .standsOnNothing()
    given(...begun)
      .asks(inspects, on({ ...inspection, plans: ['plan-2'] }))
      .standsOnNothing()
    const { openUntil } = inspection
    given(...begun)
      .asks(inspects, { ...on(inspection), at: openUntil })
      .standsOn({ is: 'inspecting', inspection })
    given(...begun)
      .asks(inspects, { ...on(inspection), at: '2026-06-01T00:00:00.001Z' })
      .standsOnNothing()
  })
})
