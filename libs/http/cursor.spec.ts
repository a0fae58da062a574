import { createSecretKey, randomBytes } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decodeCursor, encodeCursor, linkToNext } from './cursor.ts'

const key = createSecretKey(randomBytes(32))

describe('a cursor', () => {
  it('is read back as what it was made of, in its own list only', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.string(), (value, list) => {
        const cursor = encodeCursor(key, value, list)
        expect(cursor).toMatch(/^[\w-]+$/)
        expect(decodeCursor(key, cursor, list)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(decodeCursor(key, cursor, `${list}!`)).toBeUndefined()
      }),
    )
  })

  it('shows nothing of what it holds', () => {
    const one = encodeCursor(key, { position: '0000000000000042' })
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('42')
    expect(encodeCursor(key, { position: '0000000000000042' })).not.toBe(one)
  })

  it('cannot be made or changed by anybody else', () => {
    const cursor = encodeCursor(key, { after: 7 })
    for (let place = 0; place < cursor.length; place += 1) {
      const changed = cursor.slice(0, place) + (cursor[place] === 'A' ? 'B' : 'A') + cursor.slice(place + 1)
      expect(decodeCursor(key, changed)).toBeUndefined()
    }
    expect(decodeCursor(createSecretKey(randomBytes(32)), cursor)).toBeUndefined()
    for (const forged of ['', 'x', cursor.slice(0, -4), `${cursor}=`, `${cursor}\n`, 'é'.repeat(40)]) {
      expect(decodeCursor(key, forged)).toBeUndefined()
    }
  })
})

describe('the link to the next page', () => {
  it('keeps the query and replaces the cursor', () => {
    expect(linkToNext('/v1/plans/1/history?limit=2&cursor=old&domain=youth', 'new')).toBe(
      '</v1/plans/1/history?limit=2&cursor=new&domain=youth>; rel="next"',
    )
    expect(linkToNext('/v1/plans', 'c')).toBe('</v1/plans?cursor=c>; rel="next"')
  })

  it('cannot be broken out of', () => {
    expect(linkToNext('/v1/plans?team=%3E%3B%20rel%3D%22x%22', 'c')).toBe(
      '</v1/plans?team=%3E%3B+rel%3D%22x%22&cursor=c>; rel="next"',
    )
    expect(linkToNext('/v1/a%2Fb%3E>', 'c')).toBe('</v1/a%2Fb%3E%3E?cursor=c>; rel="next"')
  })
})
