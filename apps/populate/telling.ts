/** What a family's story knows of itself while it is told, and who in it is concerned by what. */
import { ageBandOn } from '../../libs/access/ages.ts'
import { dayOf } from '../../libs/deciding/days.ts'
import type { LegalDomain } from '../../libs/deciding/domains.ts'
import type { Actor, PlanInStory } from './commands.ts'
import type { Dice } from './dice.ts'
import type { Colleague, Staff } from './staff.ts'
import type { Family, FamilyMember } from './family.ts'

/** How many days pass before the next thing happens. */
export type Pause = number
export type Story = AsyncGenerator<Pause, void, undefined>

export interface InPlan extends FamilyMember, Actor {
  readonly activity: 'own-file'
}

/** All that a story knows of itself. What changes while it is told is what is not readonly. */
export interface Telling {
  readonly family: Family
  readonly dice: Dice
  readonly plan: PlanInStory
  readonly staff: Staff
  readonly now: () => string
  readonly professionals: Partial<Record<LegalDomain, Colleague>>
  readonly members: InPlan[]
  readonly goals: GoalInStory[]
  readonly actions: string[]
  readonly deviations: string[]
  /** Those of which something is still to come. */
  readonly challenges: Set<string>
  /** Who was drawn to read a deviation, as the care team reads it there. */
  readonly readerOf: (deviation: string) => Promise<Colleague | undefined>
  coordinator: Colleague
  priority?: { readonly id: string; readonly over: readonly LegalDomain[] }
}

export interface GoalInStory {
  readonly goal: string
  readonly law: LegalDomain
  readonly isAdopted: boolean
}

/** More days than there are off in a row: whoever works does the next thing on a later day. */
export const DAYS_OFF_HAVE_PASSED = 5
/** A term of seven days, the days off it may move over, and some. */
export const TERM_HAS_PASSED_DAYS = 16
/** The same of the twenty-eight days for a plan of its own before a goal for youth. */
export const YOUTH_TERM_HAS_PASSED_DAYS = 38

/** Who gives a view: themselves from twelve on, and before that the parent who represents them (Jeugdwet 7.3.10). */
export function voiceOf(telling: Telling, person: InPlan): Actor {
  const today = dayOf(telling.now())
  return ageBandOn(today, person.birthDate) === 'under-12' ? (telling.members[0] ?? person) : person
}

/** Whom something under a law concerns: for youth a child and the parent; else the adults. */
export function concernedBy({ members, dice }: Telling, law: LegalDomain): readonly InPlan[] {
  const adults = members.filter(({ isAdult }) => isAdult)
  const children = members.filter(({ isAdult }) => !isAdult)
  return law === 'youth' && children.length > 0 ? [...adults.slice(0, 1), dice.pick(children)] : adults.slice(0, 2)
}
