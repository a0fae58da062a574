/** Stories of who reads a deviation from outside: the draw, the reading, and standing aside. */
import { describe, it } from '@jest/globals'
import type { Finding } from './second-reading.ts'
import type { PlanCommand, PlanEvent } from '../plan.ts'
import {
  accountedFor,
  careTeamJoined,
  deviationReported,
  given,
  goalProposed,
  helped,
  readerDrawn,
  STEP,
  whole,
  type Past,
} from '../testing/past.ts'
import { bart, DRAW, DRAWS_RUUD, noor, POOL, rosa, ruud, sealed, yara, TERMS } from '../testing/people.ts'

const ofDeviation = { domain: 'youth', about: ['kim'], deviation: 'deviation-1' } as const
const read = {
  type: 'GiveSecondReading',
  deviation: 'deviation-1',
  reading: 'reading-1',
  finding: 'supports',
  words: sealed('convincing'),
  terms: TERMS,
  basedOn: 15,
} as const satisfies PlanCommand
const answerDue = (what: string) => ({ due: { what, at: '2026-03-09T22:59:59.999Z', terms: 3 } })
const wasRead = (finding: Finding): Past => [
  rosa(),
  {
    ...ofDeviation,
    basedOn: 15,
    type: 'SecondReadingGiven',
    reading: 'reading-1',
    finding,
    ...(finding === 'asks' && answerDue('reading')),
    ...(finding === 'objects' && answerDue('objection')),
  },
]
const dueOfPool = { what: 'reader-pool', at: '2026-03-04T22:59:59.999Z', terms: 3 }
const nobodyLeft: PlanEvent = { ...ofDeviation, type: 'NoReaderLeft', due: dueOfPool }
const worded: PlanEvent = {
  ...ofDeviation,
  type: 'SecondReadingWorded',
  reading: 'reading-1',
  words: sealed('convincing'),
}
const draw = { type: 'DrawReader', deviation: 'deviation-1', draw: DRAW } as const
const recuse = { type: 'RecuseReader', deviation: 'deviation-1', draw: DRAW, reason: sealed('my niece') } as const
const recused: Past = [rosa(), { ...ofDeviation, type: 'ReaderRecused', reader: 'rosa', reason: sealed('my niece') }]
const answer = { type: 'AnswerReader', deviation: 'deviation-1', words: sealed('because'), terms: TERMS } as const

const deputised: Past = [noor(), { ...whole, type: 'DeputyAppointed', deputy: 'rosa', name: sealed('Rosa') }]

const accounted = [...helped, deviationReported(), accountedFor]
const drawn = [...accounted, readerDrawn()]

describe('the draw of a reader', () => {
  it('is of the domain, from outside, by the seed; and keeps all that is needed to draw again', () => {
    given(...accounted)
      .when(yara(), draw)
      .then(readerDrawn()[1])
    given(...accounted)
      .when(yara(), { ...draw, draw: { ...DRAW, seed: DRAWS_RUUD } })
      .then(readerDrawn('ruud', DRAWS_RUUD)[1])
  })

  it('never falls on an author, coordinator, deputy or professional of the family', () => {
    const byRuud: Past = [ruud(), accountedFor[1]]
    given(...helped, deputised, deviationReported(), byRuud)
      .when(yara(), draw)
      .thenRefuses('NO_READER_IS_LEFT')
    given(...helped, careTeamJoined(rosa(), 'wmo'), careTeamJoined(ruud(), 'youth'), deviationReported(), accountedFor)
      .when(yara(), draw)
      .thenRefuses('NO_READER_IS_LEFT')
  })

  it('is not steered by who is made a colleague between what happened and the draw', () => {
    given(...helped, deviationReported(), deputised, accountedFor)
      .when(yara(), draw)
      .then(readerDrawn()[1])
    given(...accounted, careTeamJoined(rosa(), 'wmo'))
      .when(yara(), draw)
      .then(readerDrawn()[1])
    const [, event] = deviationReported()
    const early: Past = [yara(), { ...event, happenedAt: '2026-03-02T08:00:00.000Z' }]
    const later: Past = [{ ...noor(), at: '2026-03-02T09:00:00.001Z' }, deputised[1]]
    given(...helped, later, early, accountedFor)
      .when(yara(), draw)
      .then(readerDrawn()[1])
  })

  it('counts who was involved when it happened, also when they left since', () => {
    const left: Past = [
      { ...noor(), at: '2026-03-03T09:00:00.000Z' },
      { ...whole, type: 'DeputyEnded', deputy: 'rosa' },
    ]
    given(...helped, deputised, deviationReported(), left, accountedFor)
      .when(yara(), draw)
      .then({ ...readerDrawn('ruud')[1], excluded: ['noor', 'rosa', 'wim', 'yara'] } as PlanEvent)
  })

  it('waits for the account', () => {
    given(...helped, deviationReported())
      .when(yara(), draw)
      .thenRefuses('DEVIATION_IS_NOT_ACCOUNTED_FOR')
  })

  it('is not for a step that is free to leave', () => {
    given(...helped, deviationReported({ ...STEP, rule: 'deviation-free' }), accountedFor)
      .when(yara(), draw)
      .thenRefuses('DEVIATION_NEEDS_NO_READER')
  })

  it('happens once', () => {
    given(...drawn)
      .when(yara(), { ...draw, draw: { ...DRAW, seed: DRAWS_RUUD } })
      .thenRefuses('DEVIATION_HAS_A_READER')
    given(...drawn, wasRead('objects'))
      .when(yara(), draw)
      .thenRefuses('DEVIATION_HAS_A_READER')
  })

  it('in acute danger asks for a reading within 72 hours, weekend or not', () => {
    given(...helped, deviationReported(STEP, true), accountedFor)
      .when(yara('2026-03-06'), draw)
      .then({
        ...ofDeviation,
        type: 'ReaderDrawn',
        reader: 'rosa',
        pool: POOL.version,
        seed: DRAW.seed,
        excluded: ['noor', 'wim', 'yara'],
        due: { what: 'reading', at: '2026-03-09T09:00:00.000Z', terms: 3 },
      })
  })
})

describe('a second reading', () => {
  it.each(['supports', 'objects', 'asks'] as const)('says that it %s', (finding) => {
    given(...drawn)
      .when(rosa(), { ...read, finding })
      .then(wasRead(finding)[1], worded)
  })

  it('is by the drawn reader only', () => {
    given(...drawn)
      .when(ruud(), read)
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
    given(...accounted)
      .when(rosa(), read)
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
  })

  it('is not by who came to work with the family since', () => {
    given(...drawn, careTeamJoined(rosa(), 'youth'))
      .when(rosa(), read)
      .thenRefuses('READER_WORKS_WITH_THE_FAMILY')
  })

  it('is final unless it asks', () => {
    given(...drawn, wasRead('supports'))
      .when(rosa(), read)
      .thenRefuses('DEVIATION_HAS_BEEN_READ')
    given(...drawn, wasRead('asks'))
      .when(rosa(), read)
      .then(wasRead('supports')[1], worded)
  })

  it('that asks is answered', () => {
    const answered: Past = [yara(), { ...ofDeviation, type: 'ReaderAnswered', ...answerDue('reading') }]
    given(...drawn, wasRead('asks'))
      .when(yara(), answer)
      .then(answered[1], { ...ofDeviation, type: 'ReaderAnswerWorded', words: sealed('because') })
    given(...drawn, wasRead('asks'), answered)
      .when(yara(), answer)
      .thenRefuses('READER_ASKED_NOTHING')
    given(...drawn)
      .when(yara(), answer)
      .thenRefuses('READER_ASKED_NOTHING')
  })
})

describe('a reading that is not given in time', () => {
  const pass = { type: 'PassReading', deviation: 'deviation-1', draw: DRAW } as const
  const ticker = (day: string) => ({ ...rosa(day), by: { kind: 'system', id: 'ticker' } as const })
  const passedOn: PlanEvent = { ...ofDeviation, type: 'ReadingPassedOn', reader: 'rosa' }

  it('goes to the next of the same lot, and not before its term has passed', () => {
    given(...drawn)
      .when(ticker('2026-03-09'), pass)
      .thenNothing()
    given(...drawn)
      .when(ticker('2026-03-10'), pass)
      .then(passedOn, {
        ...readerDrawn('ruud')[1],
        excluded: ['noor', 'rosa', 'wim', 'yara'],
        due: { what: 'reading', at: '2026-03-17T22:59:59.999Z', terms: 3 },
      } as PlanEvent)
  })

  it('is heard of above at once where there was acute danger, by the first that was not given', () => {
    const acute = [...helped, deviationReported(STEP, true), accountedFor, readerDrawn()]
    const inHours = { due: { what: 'reading', at: '2026-03-13T09:00:00.000Z', terms: 3 } }
    const next = { ...readerDrawn('ruud')[1], excluded: ['noor', 'rosa', 'wim', 'yara'], ...inHours } as PlanEvent
    const above = { ...passedOn, due: { what: 'acute-reading', at: '2026-03-10T09:00:00.000Z', terms: 3 } } as PlanEvent
    given(...acute)
      .when(ticker('2026-03-10'), pass)
      .then(above, next)
    given(...acute, [ticker('2026-03-10'), above], [ticker('2026-03-10'), next])
      .when(ticker('2026-03-16'), pass)
      .then({ ...passedOn, reader: 'ruud' }, { ...nobodyLeft, due: { ...dueOfPool, at: '2026-03-18T22:59:59.999Z' } })
  })

  it('once: neither for who reads it now, nor while its author owes an answer, nor once it was read', () => {
    const next = { ...readerDrawn('ruud')[1], due: { what: 'reading', at: '2026-03-17T22:59:59.999Z', terms: 3 } }
    given(...drawn, [ticker('2026-03-10'), passedOn], [ticker('2026-03-10'), next])
      .when(ticker('2026-03-10'), pass)
      .thenNothing()
    for (const finding of ['asks', 'supports'] as const)
      given(...drawn, wasRead(finding))
        .when(ticker('2026-04-10'), pass)
        .thenNothing()
  })

  it('leaves it to who keeps the pool where nobody is left', () => {
    const pool = { version: POOL.version, readers: [{ reader: 'rosa', domains: ['youth'] as const }] }
    given(...drawn)
      .when(ticker('2026-03-10'), { ...pass, draw: { ...DRAW, pool } })
      .then(passedOn, {
        ...nobodyLeft,
        due: { what: 'reader-pool', at: '2026-03-12T22:59:59.999Z', terms: 3 },
      })
  })
})

describe('a reader who stands aside', () => {
  it('says so, and another is drawn', () => {
    given(...drawn)
      .when(rosa(), recuse)
      .then(recused[1], {
        ...ofDeviation,
        type: 'ReaderDrawn',
        reader: 'ruud',
        pool: POOL.version,
        seed: DRAW.seed,
        excluded: ['noor', 'rosa', 'wim', 'yara'],
        due: { what: 'reading', at: '2026-03-09T22:59:59.999Z', terms: 3 },
      })
  })

  it('leaves the deviation to be read where nobody else is left', () => {
    const pool = { version: POOL.version, readers: [{ reader: 'rosa', domains: ['youth'] as const }] }
    const alone = { ...DRAW, pool }
    given(...drawn)
      .when(rosa(), { ...recuse, draw: alone })
      .then(recused[1], nobodyLeft)
    given(...drawn, recused)
      .when(yara(), { ...draw, draw: alone })
      .thenRefuses('NO_READER_IS_LEFT')
  })

  it('is followed by the next of the same draw, whatever seed or pool is at hand by then', () => {
    const other = { version: 5, readers: [{ reader: 'sem', domains: ['youth'] as const }] }
    const another = { ...DRAW, pool: other, first: POOL, seed: DRAWS_RUUD }
    const next = { ...readerDrawn('ruud')[1], excluded: ['noor', 'rosa', 'wim', 'yara'] } as PlanEvent
    given(...drawn)
      .when(rosa(), { ...recuse, draw: another })
      .then(recused[1], next)
    given(...drawn, recused)
      .when(yara(), { ...draw, draw: another })
      .then(next)
    const nextRecused: Past = [ruud(), { ...ofDeviation, type: 'ReaderRecused', reader: 'ruud' }]
    given(...drawn, recused, [rosa(), next], nextRecused)
      .when(yara(), { ...draw, draw: another })
      .then({
        ...next,
        reader: 'sem',
        pool: 5,
        seed: DRAWS_RUUD,
        excluded: ['noor', 'rosa', 'ruud', 'wim', 'yara'],
      } as PlanEvent)
  })

  it('is the one who was drawn, before reading', () => {
    given(...drawn)
      .when(ruud(), recuse)
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
    given(...drawn, wasRead('supports'))
      .when(rosa(), recuse)
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
  })
})

describe('a deviation that is not finished', () => {
  const document = { safety: sealed('safe'), sensitivities: sealed('none'), actions: [], deviations: [] }
  const propose = {
    type: 'ProposeHandover',
    handover: 'handover-1',
    to: bart().by.id,
    name: sealed('Bart'),
    team: 'south',
    document,
  } as const
  const evaluated: Past = [
    yara(),
    { ...ofDeviation, basedOn: 30, type: 'DeviationEvaluated', outcome: 'worked', words: sealed('he came back') },
  ]

  it.each([
    ['is to be accounted for', [...helped, deviationReported()]],
    ['is to be read', [...accounted, evaluated]],
    ['is being read', [...drawn, evaluated]],
    ['is to be evaluated', [...drawn, wasRead('supports')]],
  ])('and %s is not passed on in silence', (_what, past) => {
    given(...past)
      .when(noor(), propose)
      .thenRefuses('HANDOVER_DOCUMENT_IS_INCOMPLETE', { missing: ['deviations/deviation-1'] })
  })

  it('is finished once it was read and evaluated', () => {
    given(...drawn, goalProposed(), wasRead('supports'), evaluated)
      .when(noor(), propose)
      .then({
        ...whole,
        type: 'HandoverProposed',
        handover: 'handover-1',
        to: 'bart',
        name: sealed('Bart'),
        team: 'south',
        document,
      })
  })
})
