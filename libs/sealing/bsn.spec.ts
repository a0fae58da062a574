import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isBsn, normaliseBsn } from './bsn.ts'

const eightDigits = fc.integer({ min: 0, max: 99_999_999 }).map((number) => String(number).padStart(8, '0'))
const DIGITS = Array.from('0123456789')

/** The rule as STANDARDS.md has it, written out: 9a+8b+7c+6d+5e+4f+3g+2h−i. */
function elevenSum(digits: string): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = Array.from(digits, Number)
  return 9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i
}

const validBsn = eightDigits
  .map((start) => DIGITS.map((digit) => start + digit).find((digits) => elevenSum(digits) % 11 === 0))
  .filter((digits) => digits !== undefined)
  .filter((digits) => digits !== '000000000')

describe('a BSN', () => {
  it.each(['111222333', '123456782', ' 111222333 ', '010000008'])('is %p', (text) => {
    expect(isBsn(text)).toBe(true)
  })

  it.each([
    '',
    '000000000',
    '00000000',
    '111222334',
    '123456789',
    '1112223330',
    '1112223',
    '111.222.333',
    '11122233a',
    '١١١٢٢٢٣٣٣',
    '-11122233',
    '1e7',
  ])('is not %p', (text) => {
    expect(isBsn(text)).toBe(false)
  })

  it('of eight digits is padded, and so is the same as with its zero', () => {
    expect(normaliseBsn('10000008')).toBe('010000008')
    expect(normaliseBsn('010000008')).toBe('010000008')
  })

  it('is nine digits that pass the 11-test, and nothing else is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
        const digits = String(number).padStart(9, '0')
        expect(normaliseBsn(digits)).toBe(elevenSum(digits) % 11 === 0 ? digits : undefined)
      }),
    )
  })

  it('with one digit wrong is none', () => {
    fc.assert(
      fc.property(validBsn, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
        const wrong = DIGITS[(Number(digits[place]) + by) % 10] ?? ''
        expect(isBsn(digits.slice(0, place) + wrong + digits.slice(place + 1))).toBe(false)
      }),
    )
  })

  it('with two neighbours swapped is none', () => {
    fc.assert(
      fc.property(validBsn, fc.nat({ max: 7 }), (digits, place) => {
        const [one = '', other = ''] = digits.slice(place, place + 2)
        fc.pre(one !== other)
        expect(isBsn(digits.slice(0, place) + other + one + digits.slice(place + 2))).toBe(false)
      }),
    )
  })
})
