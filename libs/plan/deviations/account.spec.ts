import { describe, expect, it } from '@jest/globals'
import { daysAfter } from '../../deciding/days.ts'
import { accountInWords, missingFromAccount, type Account } from './account.ts'
import { ACCOUNT } from '../testing/past.ts'
import { sealed, TODAY } from '../testing/people.ts'

const judgedBy = { today: TODAY, reviewWithinDays: 180, concernsAChild: true, isRead: true }

/** Each part by its path, and an account without it. */
const WITHOUT: Readonly<Record<string, (account: Account) => Account>> = {
  different: ({ different: _, ...rest }) => rest,
  'weighing/legitimacy': ({ weighing: { legitimacy: _, ...weighing } = {}, ...rest }) => ({ ...rest, weighing }),
  'weighing/involvement': ({ weighing: { involvement: _, ...weighing } = {}, ...rest }) => ({ ...rest, weighing }),
  'weighing/return': ({ weighing: { return: _, ...weighing } = {}, ...rest }) => ({ ...rest, weighing }),
  'weighing/interestOfTheChild': ({ weighing: { interestOfTheChild: _, ...weighing } = {}, ...rest }) => ({
    ...rest,
    weighing,
  }),
  alternatives: ({ alternatives: _, ...rest }) => rest,
  consulted: ({ consulted: _, ...rest }) => rest,
  familyView: ({ familyView: _, ...rest }) => rest,
  expectedEffect: ({ expectedEffect: _, ...rest }) => rest,
  reviewDate: ({ reviewDate: _, ...rest }) => rest,
}

describe('an account', () => {
  it('names exactly the parts that were left out, whichever they are', () => {
    const parts = Object.keys(WITHOUT)
    for (let subset = 0; subset < 2 ** parts.length; subset += 1) {
      const leftOut = parts.filter((_part, place) => (subset >> place) % 2 === 1)
      const account = leftOut.reduce<Account>((whole, part) => WITHOUT[part]?.(whole) ?? whole, ACCOUNT)
      expect(missingFromAccount(account, judgedBy)).toEqual(leftOut)
    }
  })

  it('weighs all of it anew when there is no weighing at all', () => {
    const { weighing: _, ...account } = ACCOUNT
    expect(missingFromAccount(account, judgedBy)).toEqual([
      'weighing/legitimacy',
      'weighing/involvement',
      'weighing/return',
      'weighing/interestOfTheChild',
    ])
  })

  it('weighs the interest of the child only where there is one', () => {
    const { interestOfTheChild: _, ...weighing } = ACCOUNT.weighing
    expect(missingFromAccount({ ...ACCOUNT, weighing }, { ...judgedBy, concernsAChild: false })).toEqual([])
  })

  it("says the family's view, or why it was not heard", () => {
    const { familyView: _, ...account } = ACCOUNT
    expect(missingFromAccount({ ...account, familyNotHeardBecause: sealed('abroad') }, judgedBy)).toEqual([])
  })

  it('considers at least one alternative', () => {
    expect(missingFromAccount({ ...ACCOUNT, alternatives: [] }, judgedBy)).toEqual(['alternatives'])
  })

  it.each([
    [0, false],
    [1, true],
    [180, true],
    [181, false],
  ])('may be reviewed %i days ahead: %s', (days, may) => {
    const account = { ...ACCOUNT, reviewDate: daysAfter(TODAY, days) }
    expect(missingFromAccount(account, judgedBy).length === 0).toBe(may)
  })

  it('has no review on a day that is no day', () => {
    expect(missingFromAccount({ ...ACCOUNT, reviewDate: '2026-13-45' }, judgedBy)).toEqual(['reviewDate'])
  })

  it('is short where nobody reads it: what is different, one weighing, and the family', () => {
    const free = { ...judgedBy, isRead: false }
    const { different, weighing, familyView } = ACCOUNT
    const short = { different, weighing: { involvement: weighing.involvement }, familyView }
    expect(missingFromAccount(short, free)).toEqual([])
    expect(missingFromAccount({ familyNotHeardBecause: familyView }, free)).toEqual(['different', 'weighing'])
    expect(missingFromAccount({ different, weighing: {} }, free)).toEqual(['weighing', 'familyView'])
    expect(missingFromAccount({ ...short, reviewDate: daysAfter(TODAY, 181) }, free)).toEqual(['reviewDate'])
    expect(missingFromAccount(short, judgedBy)).toContain('consulted')
  })

  it('keeps nothing in words but its parts', () => {
    const andMore = { ...ACCOUNT, author: 'in plain words', weighing: { ...ACCOUNT.weighing, mood: 'in plain words' } }
    expect({ ...accountInWords(andMore), reviewDate: ACCOUNT.reviewDate }).toEqual(ACCOUNT)
  })
})
