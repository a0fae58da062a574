/** Whoever works in the team of who left a step, or of who coordinates, is no outsider to it, and is not drawn. */
import { describe, it } from '@jest/globals'
import type { PlanEvent } from '../plan.ts'
import { accountedFor, deviationReported, given, helped, readerDrawn, type Past } from '../testing/past.ts'
import { DRAW, POOL, rosa, sealed, yara } from '../testing/people.ts'

const DE_STAM = '00000099000000000003'
/** Rosa works in the team that coordinates, Ruud for another organisation. */
const pool = {
  version: 4,
  readers: [
    { reader: 'rosa', domains: ['youth'], team: 'north' },
    { reader: 'ruud', domains: ['youth'], organisation: DE_STAM },
  ],
} as const
const draw = { type: 'DrawReader', deviation: 'deviation-1', draw: { ...DRAW, pool } } as const
const [deed, event] = accountedFor
const accountedIn = (...teams: readonly object[]): Past => [deed, { ...event, teams } as PlanEvent]
const accounted = (...teams: readonly object[]) => [...helped, deviationReported(), accountedIn(...teams)]
const drawn = (reader: string, excluded: readonly string[], version = 4) =>
  ({ ...readerDrawn(reader)[1], pool: version, excluded }) as PlanEvent

describe('a colleague', () => {
  it('is not drawn, and stands among those who could not be', () => {
    given(...accounted())
      .when(yara(), { ...draw, draw: { ...draw.draw, teams: [{ team: 'north' }] } })
      .then(drawn('ruud', ['noor', 'rosa', 'wim', 'yara']))
    given(...accounted({ team: 'north' }))
      .when(yara(), draw)
      .then(drawn('ruud', ['noor', 'rosa', 'wim', 'yara']))
    given(...accounted({ organisation: DE_STAM, team: 'east' }))
      .when(yara(), draw)
      .then(drawn('rosa', ['noor', 'ruud', 'wim', 'yara']))
  })

  it('leaves nobody, where all are', () => {
    given(...accounted({ team: 'north' }, { organisation: DE_STAM }))
      .when(yara(), draw)
      .thenRefuses('NO_READER_IS_LEFT')
  })

  it('is asked once: who changes teams behind the draw is drawn next as before', () => {
    const moved = { ...pool, readers: pool.readers.map((one) => ({ ...one, team: 'north' })) }
    const recuse = { type: 'RecuseReader', deviation: 'deviation-1', reason: sealed('my niece') } as const
    given(...accounted({ team: 'north', organisation: DE_STAM }), readerDrawn())
      .when(rosa(), { ...recuse, draw: { ...DRAW, first: { ...moved, version: POOL.version } } })
      .then(
        {
          domain: 'youth',
          about: ['kim'],
          type: 'ReaderRecused',
          deviation: 'deviation-1',
          reader: 'rosa',
          reason: sealed('my niece'),
        },
        drawn('ruud', ['noor', 'rosa', 'wim', 'yara']),
      )
  })

  it('is asked again for a later pool, once nobody of the first is left', () => {
    const later = {
      version: 5,
      readers: [...pool.readers, { reader: 'tim', domains: ['youth'], team: 'south' }],
    } as const
    const [, first] = readerDrawn()
    const all = ['noor', 'rosa', 'ruud', 'wim', 'yara']
    given(...accounted({ team: 'south' }), [
      yara(),
      { ...first, excluded: ['noor', 'ruud', 'wim', 'yara'] } as PlanEvent,
    ])
      .when(rosa(), { type: 'RecuseReader', deviation: 'deviation-1', draw: { ...DRAW, pool: later, first: pool } })
      .then(
        { domain: 'youth', about: ['kim'], type: 'ReaderRecused', deviation: 'deviation-1', reader: 'rosa' },
        {
          ...{ domain: 'youth', about: ['kim'], type: 'NoReaderLeft', deviation: 'deviation-1' },
          due: { what: 'reader-pool', at: '2026-03-04T22:59:59.999Z', terms: 3 },
        },
      )
    given(...accounted(), [yara(), { ...first, excluded: ['noor', 'ruud', 'wim', 'yara'] } as PlanEvent])
      .when(rosa(), { type: 'RecuseReader', deviation: 'deviation-1', draw: { ...DRAW, pool: later, first: pool } })
      .then(
        { domain: 'youth', about: ['kim'], type: 'ReaderRecused', deviation: 'deviation-1', reader: 'rosa' },
        drawn('tim', all, 5),
      )
  })
})
