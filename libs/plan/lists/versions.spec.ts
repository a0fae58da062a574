/** Rows of a list are made anew when its version grows; so no column comes or goes without that. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { caseload } from './caseload.ts'
import { deviationsRegister } from './deviations-register.ts'
import { leftUnanswered } from './left-unanswered.ts'
import { lessons } from './lessons.ts'
import { plansByDomain } from './plans-by-domain.ts'
import { whatIsDue } from './what-is-due.ts'
import { whatIsWithheld } from './what-is-withheld.ts'
import { wherePartnersAre } from './where-partners-are.ts'
import { whoHasAPart } from './who-has-a-part.ts'

const LISTS = [
  caseload,
  deviationsRegister,
  leftUnanswered,
  lessons,
  plansByDomain,
  whatIsDue,
  whatIsWithheld,
  wherePartnersAre,
  whoHasAPart,
]

const columnsOf = ({ tables }: { readonly tables: object }): string =>
  createHash('sha256').update(JSON.stringify(tables)).digest('hex').slice(0, 12)

describe('a list', () => {
  it('has the columns of its version: where they differ from these, count the version on, and write both here', () => {
    expect(LISTS.map((list) => `${list.name} ${String(list.version)} ${columnsOf(list)}`)).toEqual([
      'caseload 7 2a2ccce735e2',
      'deviations-register 4 f6f3634ba967',
      'left-unanswered 1 f693165b58c8',
      'lessons 1 4a548118327f',
      'plans-by-domain 3 e91df48baa52',
      'what-is-due 20 3133b0062254',
      'what-is-withheld 2 f5a04b96a5f6',
      'where-partners-are 1 71c5cc920b52',
      'who-has-a-part 10 b850857538d9',
    ])
  })
})
