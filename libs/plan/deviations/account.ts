/** The account of a deviation: what must be said before leaving a step is justified. Complete, or not an account. Short where nobody need read it. */
import type { Sealed } from '../../deciding/decider.ts'
import { daysBetween, type Day } from '../../deciding/days.ts'

export interface Account {
  /** What is different in this situation. */
  readonly different?: Sealed
  readonly weighing?: Weighing
  /** At least one other way that was considered. */
  readonly alternatives?: readonly Sealed[]
  readonly consulted?: Sealed
  /** The family's view of it, or why it was not heard. */
  readonly familyView?: Sealed
  readonly familyNotHeardBecause?: Sealed
  readonly expectedEffect?: Sealed
  readonly reviewDate?: Day
  /** It speaks of someone's safety: who has authority over a child it is about does not see it. */
  readonly safety?: boolean
}

/** The three values a decision is weighed along, and the interest of the child where there is one. */
export interface Weighing {
  readonly legitimacy?: Sealed
  readonly involvement?: Sealed
  readonly return?: Sealed
  readonly interestOfTheChild?: Sealed
}

export interface AccountIsJudgedBy {
  readonly today: Day
  readonly reviewWithinDays: number
  /** Whether a child is among those it is about; the door knows, no event says. */
  readonly concernsAChild: boolean
  /** Whether a second reader reads it; of a step that is free to leave less is asked. */
  readonly isRead: boolean
}

/** What is said in an account, apart from when it is looked at again. */
export type AccountInWords = Omit<Account, 'reviewDate' | 'safety'>

type Parts = readonly (readonly [string, boolean])[]

/** Every part that is missing, by its path; of a short account `weighing` is any one of the four. */
export function missingFromAccount(account: Account, judgedBy: AccountIsJudgedBy): readonly string[] {
  const parts = judgedBy.isRead ? inFull(account, judgedBy) : inShort(account, judgedBy)
  return parts.filter(([, isThere]) => !isThere).map(([part]) => part)
}

function inShort({ different, weighing = {}, reviewDate, ...account }: Account, judgedBy: AccountIsJudgedBy): Parts {
  const { legitimacy, involvement, return: yields, interestOfTheChild } = weighing
  return [
    ['different', different !== undefined],
    ['weighing', [legitimacy, involvement, yields, interestOfTheChild].some((one) => one !== undefined)],
    ['familyView', saysOfTheFamily(account)],
    ['reviewDate', reviewDate === undefined || isInTime(reviewDate, judgedBy)],
  ]
}

const saysOfTheFamily = ({ familyView, familyNotHeardBecause }: Account): boolean =>
  familyView !== undefined || familyNotHeardBecause !== undefined

function isInTime(reviewDate: Day, { today, reviewWithinDays }: AccountIsJudgedBy): boolean {
  const days = daysBetween(today, reviewDate)
  return days > 0 && days <= reviewWithinDays
}

function inFull(account: Account, judgedBy: AccountIsJudgedBy): Parts {
  const { weighing, reviewDate } = account
  return [
    ['different', account.different !== undefined],
    ['weighing/legitimacy', weighing?.legitimacy !== undefined],
    ['weighing/involvement', weighing?.involvement !== undefined],
    ['weighing/return', weighing?.return !== undefined],
    ['weighing/interestOfTheChild', !judgedBy.concernsAChild || weighing?.interestOfTheChild !== undefined],
    ['alternatives', account.alternatives !== undefined && account.alternatives.length > 0],
    ['consulted', account.consulted !== undefined],
    ['familyView', saysOfTheFamily(account)],
    ['expectedEffect', account.expectedEffect !== undefined],
    ['reviewDate', reviewDate !== undefined && isInTime(reviewDate, judgedBy)],
  ]
}

/** Field by field, so that nothing is stored but what the account says. */
export function accountInWords(account: Account): AccountInWords {
  const { different, weighing, alternatives, consulted, familyView, familyNotHeardBecause, expectedEffect } = account
  const { legitimacy, involvement, return: yields, interestOfTheChild } = weighing ?? {}
  return {
    ...(different && { different }),
    weighing: {
      ...(legitimacy && { legitimacy }),
      ...(involvement && { involvement }),
      ...(yields && { return: yields }),
      ...(interestOfTheChild && { interestOfTheChild }),
    },
    ...(alternatives && { alternatives }),
    ...(consulted && { consulted }),
    ...(familyView && { familyView }),
    ...(familyNotHeardBecause && { familyNotHeardBecause }),
    ...(expectedEffect && { expectedEffect }),
  }
}
