import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { LEGAL_DOMAINS } from '../deciding/domains.ts'
import { drawReader, ofTeams, type ReaderPool } from './second-readers.ts'

const seed = (last: string) => last.padStart(64, '0')
const pool: ReaderPool = {
  version: 1,
  readers: [
    { reader: 'c', domains: ['youth'] },
    { reader: 'a', domains: ['youth', 'wmo'] },
    { reader: 'b', domains: ['youth'] },
    { reader: 'd', domains: ['participation'] },
  ],
}

const pools = fc
  .uniqueArray(fc.record({ reader: fc.uuid(), domains: fc.subarray([...LEGAL_DOMAINS]) }), {
    selector: ({ reader }) => reader,
    maxLength: 12,
  })
  .map((readers) => ({ version: 1, readers }))
const seeds = fc.stringMatching(/^[0-9a-f]{64}$/)

/** The same remainder, worked out digit by digit. */
const remainder = (hex: string, count: number) =>
  Array.from(hex).reduce((rest, digit) => (rest * 16 + Number.parseInt(digit, 16)) % count, 0)

describe('the draw of a second reader', () => {
  it('takes the one at place seed mod count, in the order of ids', () => {
    const drawn = ['0', '1', '2', '3', 'a'].map((last) => drawReader(pool, 'youth', [], seed(last)))
    expect(drawn).toEqual(['a', 'b', 'c', 'a', 'b'])
  })

  it('draws nobody where nobody is left', () => {
    expect(drawReader(pool, 'wmo', ['a'], seed('1'))).toBeUndefined()
    expect(drawReader({ version: 0, readers: [] }, 'youth', [], seed('1'))).toBeUndefined()
  })

  it('can be repeated by anyone who has pool, domain, excluded and seed', () => {
    fc.assert(
      fc.property(
        pools,
        fc.constantFrom(...LEGAL_DOMAINS),
        seeds,
        fc.infiniteStream(fc.boolean()),
        (any, domain, s, out) => {
          const excluded = any.readers.map(({ reader }) => reader).filter(() => out.next().value === true)
          const left = any.readers.filter((one) => one.domains.includes(domain)).map(({ reader }) => reader)
          const eligible = left.filter((reader) => !excluded.includes(reader)).sort((a, b) => (a < b ? -1 : 1))
          expect(drawReader(any, domain, excluded, s)).toBe(eligible[remainder(s, Math.max(eligible.length, 1))])
          const shuffled = { ...any, readers: [...any.readers].reverse() }
          expect(drawReader(shuffled, domain, [...excluded].reverse(), s)).toBe(drawReader(any, domain, excluded, s))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('favours nobody: over many seeds each is drawn about as often', () => {
    const counts: Record<string, number> = {}
    const rounds = 3_000
    for (let round = 0; round < rounds; round += 1) {
      const drawn = drawReader(pool, 'youth', [], seed((round * 2_654_435_761).toString(16))) ?? 'nobody'
      counts[drawn] = (counts[drawn] ?? 0) + 1
    }
    expect(Object.keys(counts).sort()).toEqual(['a', 'b', 'c'])
    for (const count of Object.values(counts)) expect(Math.abs(count - rounds / 3)).toBeLessThan(rounds / 30)
  })
})

describe('who works in a team', () => {
  const STAM = '00000099000000000003'
  const readers = [
    { reader: 'north', team: 'north' },
    { reader: 'south', team: 'south' },
    { reader: 'unknown' },
    { reader: 'stam-a', organisation: STAM, team: 'a' },
    { reader: 'stam', organisation: STAM },
  ].map((one) => ({ ...one, domains: ['youth'] as const }))
  const of = (...teams: Parameters<typeof ofTeams>[1]) => ofTeams({ version: 1, readers }, teams)

  it('is who is of the same team of the same organisation', () => {
    expect(of({ team: 'north' })).toEqual(['north'])
    expect(of({ team: 'north' }, { team: 'south' })).toEqual(['north', 'south'])
    expect(of({ organisation: '00000099000000000004', team: 'north' })).toEqual([])
  })

  it('is everyone of another organisation, where no team tells them apart', () => {
    expect(of({ organisation: STAM })).toEqual(['stam-a', 'stam'])
    expect(of({ organisation: STAM, team: 'a' })).toEqual(['stam-a', 'stam'])
    expect(of({ organisation: STAM, team: 'b' })).toEqual(['stam'])
  })

  it('is of the municipality itself nobody of whom it is not known', () => {
    expect(of({})).toEqual([])
    expect(of({ team: 'unknown' })).toEqual([])
  })
})
