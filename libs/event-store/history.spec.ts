import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { heldAgainst, markAt, nameOf, partingOf, START, type Behind, type KnownHistory, type Mark } from './history.ts'
import { positionOf } from './positions.ts'

/** A store of before, an event a letter, and what is done to it: grown by events, begun by another process, or put back to where it was. */
type Told = { readonly events: readonly string[]; readonly marks: readonly Mark[] }
const EMPTY: Told = { events: [], marks: [] }

let made = 0
/** Random ones, as far as it matters here. */
const newId = () => `${(made += 7).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
const headOf = ({ events }: Told): Behind => (events.length === 0 ? START : positionOf(events.length))
const grown = (told: Told, count: number): Told => ({
  ...told,
  events: [...told.events, ...Array.from({ length: count }, newId)],
})
function marked(told: Told): Told {
  const id = newId()
  const position = positionOf(told.events.length + 1)
  return { events: [...told.events, id], marks: [...told.marks, { id, position, behind: headOf(told) }] }
}
/** As it was when it had so many events. */
const putBack = ({ events, marks }: Told, length: number): Told => ({
  events: events.slice(0, length),
  marks: marks.filter(({ position }) => position <= positionOf(length)),
})
const asKnown = (told: Told): KnownHistory => ({ marks: told.marks, reached: headOf(told) })

/** Of processes that start, each of which appends its mark and then some. */
const runs = fc.array(fc.nat({ max: 4 }), { maxLength: 5 })
const after = (told: Told, counts: readonly number[]) => counts.reduce((now, count) => grown(marked(now), count), told)

const aParting = fc.record({ before: fc.nat({ max: 3 }), first: runs, backedUpAt: fc.nat({ max: 40 }), second: runs })

function parted({ before, first, backedUpAt, second }: typeof aParting extends fc.Arbitrary<infer Of> ? Of : never) {
  const old = after(grown(EMPTY, before), first)
  const common = Math.min(backedUpAt, old.events.length)
  return { old, common, now: after(putBack(old, common), second) }
}

const sameUpTo = (old: Told, now: Told) => {
  const place = old.events.findIndex((id, at) => id !== now.events[at])
  return place < 0 ? Math.min(old.events.length, now.events.length) : place
}

describe('where histories parted', () => {
  it('is where the store was put back, however far it has grown since, and nowhere where it only went on', () => {
    const seen = { parted: 0, grownPast: 0, onlyGrown: 0 }
    fc.assert(
      fc.property(aParting, (story) => {
        const { old, now } = parted(story)
        const found = partingOf(asKnown(old), asKnown(now))
        const alike = sameUpTo(old, now)
        if (alike === old.events.length) {
          seen.onlyGrown += 1
          expect(found).toBeUndefined()
          return
        }
        seen.parted += 1
        if (now.events.length > old.events.length) seen.grownPast += 1
        expect(found?.behind).toBe(alike === 0 ? START : positionOf(alike))
        expect(found?.gone).toEqual(old.marks.filter((one) => !now.marks.includes(one)).map(({ id }) => id))
      }),
      { numRuns: 300, seed: 19 },
    )
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(10)
  })

  it('is the start of both where they share no mark', () => {
    const [one, other] = [after(EMPTY, [2, 1]), after(EMPTY, [3])]
    expect(partingOf(asKnown(one), asKnown(other))).toMatchObject({ behind: START, sharesNothing: true })
    expect(partingOf(asKnown(one), asKnown(EMPTY))).toMatchObject({ behind: START, sharesNothing: true })
  })

  it('is known by the marks that were kept, where older ones were let go of', () => {
    const old = after(EMPTY, [2, 2, 2])
    const kept = { ...asKnown(old), marks: old.marks.slice(1) }
    expect(partingOf(kept, asKnown(grown(old, 2)))).toBeUndefined()
    expect(partingOf(kept, asKnown(marked(putBack(old, 7))))).toMatchObject({ behind: positionOf(7) })
  })

  it('is no parting where a store of before marks goes on with them', () => {
    const old = grown(EMPTY, 3)
    expect(partingOf(asKnown(old), asKnown(after(old, [2])))).toBeUndefined()
    expect(partingOf(asKnown(old), asKnown(after(putBack(old, 2), [2])))).toMatchObject({ behind: positionOf(2) })
  })
})

describe('a place', () => {
  it('holds where what stands up to it is as it was, and is otherwise sent back to no later than that', () => {
    const seen = { held: 0, wentBack: 0, byName: 0 }
    fc.assert(
      fc.property(aParting, fc.nat({ max: 40 }), (story, at) => {
        const { old, now } = parted(story)
        const reached = Math.min(at, old.events.length)
        const position = reached === 0 ? START : positionOf(reached)
        const place = { mark: markAt(old.marks, position), position }
        const parting = partingOf(asKnown(old), asKnown(now))
        const gone = new Map(parting?.gone.map((id) => [nameOf(id), parting.behind]))
        const alike = sameUpTo(old, now)
        const verdict = heldAgainst(place, { marks: now.marks, gone })
        if (reached <= alike) {
          seen.held += 1
          expect(verdict).toBe('holds')
          return
        }
        // Where nothing was appended since, nobody can tell by the marks alone.
        if (verdict === 'holds') {
          expect(now.events.length).toBe(alike)
          return
        }
        seen.wentBack += 1
        if (gone.has(place.mark)) seen.byName += 1
        expect(verdict).toBe(alike === 0 ? START : positionOf(alike))
      }),
      { numRuns: 300, seed: 19 },
    )
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(10)
  })

  it('of a mark that nobody heard of goes back to the start', () => {
    expect(heldAgainst({ mark: 12_345, position: positionOf(3) }, { ...after(EMPTY, [4]), gone: new Map() })).toBe(
      START,
    )
  })

  it('without a mark is of before the first', () => {
    const told = { ...after(grown(EMPTY, 3), [4]), gone: new Map() }
    expect(heldAgainst({ mark: 0, position: positionOf(3) }, told)).toBe('holds')
    expect(heldAgainst({ mark: 0, position: positionOf(4) }, told)).toBe(positionOf(3))
  })
})
