/** Birth dates and service numbers taken out of texts. */
import { describe, expect, it } from '@jest/globals'
import { numbersTakenOut } from './numbers-taken-out.ts'

const taken = numbersTakenOut({ birthDates: ['2012-06-05', 'no date'], bsns: ['111222333', '12[3'] })

describe('a birth date in a text', () => {
  it.each([
    '2012-06-05',
    '05-06-2012',
    '5-6-2012',
    '5/6/12',
    '05.06.2012',
    '5 juni 2012',
    '5 Juni ’12'.replace('’', "'"),
    'June 5, 2012',
    '5th June 2012',
    '5 jun. 2012',
    '20120605',
  ])('is taken out when written %s', (date) => {
    expect(taken(`geboren ${date}, in Assen`)).toBe('geboren […], in Assen')
  })

  it('is one of a member: other dates stay', () => {
    const text = 'op 15-06-2012, 5-6-2013, 5 juli 2012, 105-06-2012 en 5-6-20125'
    expect(taken(text)).toBe(text)
  })
})

describe('a service number in a text', () => {
  it.each(['111222333', '1112.22.333', '111 222 333', '111-222-333'])('is taken out when written %s', (bsn) => {
    expect(taken(`BSN: ${bsn}.`)).toBe('BSN: […].')
  })

  it('is one of a member: other numbers stay', () => {
    const text = '0111222333, 1112223334, 111222334'
    expect(taken(text)).toBe(text)
    expect(numbersTakenOut({ birthDates: [], bsns: [] })('111222333')).toBe('111222333')
  })
})
