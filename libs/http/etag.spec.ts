import { createSecretKey, randomBytes } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ifMatchOf, revisionTags } from './etag.ts'

const tags = revisionTags(createSecretKey(randomBytes(32)))
const MOST = 2 ** 40 - 2
const MARK = fc.nat({ max: 2 ** 32 - 1 })

describe('the tag of a revision', () => {
  it('is read back as that revision, of any stream', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -1, max: MOST }), MARK, (stream, revision, mark) => {
        const tag = tags.tag(stream, revision, mark)
        expect(tags.tag(stream, revision, mark)).toBe(tag)
        expect(tags.placeOf(stream, tag)).toEqual({ revision, mark })
        expect(ifMatchOf(tag)).toEqual({ is: 'tag', tag })
      }),
    )
  })

  it('says nothing about another stream', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), MARK, (one, other, revision, mark) => {
        fc.pre(one !== other)
        expect(tags.placeOf(other, tags.tag(one, revision, mark))).toBeUndefined()
      }),
    )
  })

  it('does not show how far two revisions are apart', () => {
    const drawn = Array.from({ length: 200 }, (_, revision) => tags.tag('plan-1', revision, 1))
    expect(new Set(drawn.map((tag) => tag.slice(1, 5))).size).toBe(200)
  })

  it('cannot be made or changed by anybody else', () => {
    const tag = tags.tag('plan-1', 7, 1)
    const another = revisionTags(createSecretKey(randomBytes(32)))
    expect(another.placeOf('plan-1', tag)).toBeUndefined()
    for (let place = 1; place < tag.length - 1; place += 1) {
      for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
        if (letter === tag[place]) continue
        const changed = tag.slice(0, place) + letter + tag.slice(place + 1)
        expect(tags.placeOf('plan-1', changed)).toBeUndefined()
      }
    }
    for (const forged of ['', '"', '""', '"7"', tag.slice(1, -1), `W/${tag}`, `${tag} `, '"' + 'A'.repeat(22) + '"']) {
      expect(tags.placeOf('plan-1', forged)).toBeUndefined()
    }
  })
})

describe('If-Match', () => {
  it('is one strong tag or nothing', () => {
    expect(ifMatchOf(undefined)).toEqual({ is: 'absent' })
    expect(ifMatchOf(' "abc" ')).toEqual({ is: 'tag', tag: '"abc"' })
    expect(ifMatchOf('"a,b"')).toEqual({ is: 'tag', tag: '"a,b"' })
  })

  it.each([
    ['*', 'any'],
    ['W/"abc"', 'weak'],
    ['"a", "b"', 'several'],
    ['W/"a","b"', 'several'],
    ['abc', 'unreadable'],
    ['', 'unreadable'],
    ['"a" x', 'unreadable'],
    ['"a"b"', 'unreadable'],
  ])('is refused as %s', (header, because) => {
    expect(ifMatchOf(header)).toEqual({ is: 'malformed', because })
  })
})
