/** A family of the made-up municipality, before anything happened to it. */
import type { Day } from '../../libs/deciding/days.ts'
import type { LegalDomain } from '../../libs/deciding/domains.ts'

export interface FamilyMember {
  readonly name: string
  readonly firstName: string
  readonly birthDate: Day
  readonly isAdult: boolean
  /** Absent for the few who have none. */
  readonly bsn?: string
  readonly isDeprived: boolean
  /** A child that lives in two families: it is in the plan of the other already. */
  readonly livesElsewhereToo?: true
}

export interface Family {
  /** From 0, in the population of its seed. */
  readonly place: number
  readonly laws: readonly LegalDomain[]
  /** Adults first. */
  readonly members: readonly FamilyMember[]
  readonly doesAllSevenAlone: boolean
  readonly expectsHelp: boolean
  readonly isVeryLonely: boolean
  /** How long ago its plan began, in days; the story's last day is yesterday. */
  readonly daysAgo: number
}
