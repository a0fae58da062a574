import { describe, expect, it } from '@jest/globals'
import { deviationNow, deviationsRegister } from './deviations-register.ts'
import { rowsAfter } from '../testing/rows-after.ts'
import { accountedFor, deviationReported, helped, readerDrawn, STEP, type Past } from '../testing/past.ts'
import { rosa, sealed, yara } from '../testing/people.ts'

const youth = { domain: 'youth', about: ['kim'] } as const
const readingOf = (finding: 'objects' | 'asks'): Past => [
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
const answered: Past = [yara(), { ...youth, type: 'ReaderAnswered', deviation: 'deviation-1' }]
const recused: Past = [rosa(), { ...youth, type: 'ReaderRecused', deviation: 'deviation-1', reader: 'rosa' }]
const evaluated: Past = [
  yara('2026-06-02'),
  {
    ...youth,
    basedOn: 15,
    type: 'DeviationEvaluated',
    deviation: 'deviation-1',
    outcome: 'worked',
    words: sealed('it did'),
    lesson: sealed('the lesson'),
  },
]

const everything = [
  ...helped,
  deviationReported(),
  accountedFor,
  readerDrawn(),
  readingOf('asks'),
  answered,
  readingOf('objects'),
  evaluated,
]

const now = (...past: readonly Past[]) => {
  const { deviation, deviation_fact } = rowsAfter(deviationsRegister, [...helped, ...past])
  return deviationNow(
    deviation[0] ?? { rule: '', readBecause: '' },
    [...deviation_fact].sort((one, other) => one.revision - other.revision),
  )
}

describe('the register of deviations', () => {
  it('knows the protocol, its version and step, and what was done instead still sealed', () => {
    const { deviation } = rowsAfter(deviationsRegister, [...helped, deviationReported()])
    expect(deviation).toEqual([
      {
        plan: 'plan-1',
        deviation: 'deviation-1',
        protocol: 'p-1',
        version: 2,
        step: 'report-fraud',
        rule: 'with-second-reader',
        priority: '',
        acute: 0,
        readBecause: '',
        happenedAt: '2026-03-02T09:00:00.000Z',
        sealed: JSON.stringify({
          words: { situation: sealed('trust just won'), insteadDone: sealed('kept talking') },
          values: { 'trust just won': 'ciphertext of trust just won', 'kept talking': 'ciphertext of kept talking' },
        }),
        type: 'DeviationReported',
        domain: 'youth',
        about: '["kim"]',
        recordedAt: '2026-03-02T09:00:00.000Z',
        activity: 'case-coordination',
      },
    ])
  })

  it('says how each stands, from reported to evaluated', () => {
    expect(now(deviationReported())).toEqual({ state: 'reported', reading: 'to-be-drawn' })
    expect(now(deviationReported({ ...STEP, rule: 'deviation-free' }))).toEqual({
      state: 'reported',
      reading: 'not-needed',
    })
    const accounted = { state: 'accounted-for', reviewDate: '2026-06-01' }
    expect(now(deviationReported(), accountedFor)).toEqual({ ...accounted, reading: 'to-be-drawn' })
    const drawn = [deviationReported(), accountedFor, readerDrawn()]
    expect(now(...drawn)).toEqual({ ...accounted, reading: 'drawn' })
    expect(now(...drawn, recused)).toEqual({ ...accounted, reading: 'to-be-drawn' })
    expect(now(...drawn, readingOf('asks'))).toEqual({ ...accounted, reading: 'asked', finding: 'asks' })
    expect(now(...drawn, readingOf('asks'), answered)).toEqual({ ...accounted, reading: 'drawn', finding: 'asks' })
    expect(now(...drawn, readingOf('objects'))).toEqual({ ...accounted, reading: 'read', finding: 'objects' })
    expect(now(...drawn, evaluated)).toEqual({ ...accounted, state: 'evaluated', reading: 'drawn', outcome: 'worked' })
  })

  it('says of who may not see what came after only what they see', () => {
    const { deviation_fact } = rowsAfter(deviationsRegister, everything)
    const ofTheTeam = deviation_fact.filter(({ type }) => type === 'DeviationEvaluated')
    expect(deviationNow({ rule: 'with-second-reader', readBecause: '' }, ofTheTeam)).toEqual({
      state: 'evaluated',
      reading: 'to-be-drawn',
      outcome: 'worked',
    })
  })

  it('has no place for who reported, accounted for, read or evaluated, neither in a column nor in a row', () => {
    const { tables } = deviationsRegister
    const columns = Object.values(tables).flatMap((table) => Object.keys(table.columns))
    expect(columns.filter((column) => /author|actor|worker|reader|by|professional|who/i.test(column))).toEqual([])
    expect(JSON.stringify(rowsAfter(deviationsRegister, everything))).not.toMatch(/yara|rosa|noor/i)
  })
})
