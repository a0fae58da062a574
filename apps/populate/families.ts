/** The families of a made-up municipality: who they are, which laws they use and how they live. Drawn before anything is written; what happens to them is their story's. */
import { daysAfter, lastWorkingDay, type Day } from '../../libs/deciding/days.ts'
import type { LegalDomain } from '../../libs/deciding/domains.ts'
import type { Family, FamilyMember } from './family.ts'
import { diceNamed, type Dice } from './dice.ts'
import {
  DOES_ALL_SEVEN_ALONE,
  EXPECTS_HELP,
  IS_DEPRIVED,
  IS_VERY_LONELY,
  LAWS_COMBINED,
  networkGroupOf,
} from './figures.ts'
import { FAMILY_NAMES, FIRST_NAMES, testBsn } from './names.ts'

/** BSNs are given out in blocks, so that each family can be drawn without the others. */
const PERSONS_AT_MOST = 8
const DAYS_A_YEAR = 365.25

/** Of the families with children whose neighbours in the draw have them too. */
const SHARES_A_CHILD = 0.1

/** @param today the day the population is drawn for: ages and beginnings are counted back from it */
export function drawFamily(seed: string, place: number, today: Day): Family {
  const family = onItsOwn(seed, place, today)
  if (!diceNamed(seed, 'two families', place).chance(SHARES_A_CHILD) || childOf(family) === undefined) return family
  const other = drawFamily(seed, place - 1, today)
  const child = childOf(other)
  if (child?.bsn === undefined || other.daysAgo < SHARED_FROM_DAYS_AGO) return family
  return {
    ...family,
    members: [...family.members, { ...child, livesElsewhereToo: true }],
    // The other plan came first.
    daysAgo: Math.min(family.daysAgo, other.daysAgo - 5),
  }
}

const SHARED_FROM_DAYS_AGO = 30

const childOf = ({ members }: Family) =>
  members.find(({ isAdult, livesElsewhereToo }) => !isAdult && !livesElsewhereToo)

function onItsOwn(seed: string, place: number, today: Day): Family {
  const dice = diceNamed(seed, 'family', place)
  const laws = dice.weighted(LAWS_COMBINED)
  const expectsHelp = dice.chance(EXPECTS_HELP[networkGroupOf(laws)])
  const ages = household(laws, expectsHelp, dice)
  const familyName = dice.pick(FAMILY_NAMES)
  const firstBsn = diceNamed(seed, 'bsn').whole(0, 4_000_000) + place * PERSONS_AT_MOST
  const taken = new Set<string>()
  const members = ages.map((age, index): FamilyMember => {
    const firstName = dice.pick(FIRST_NAMES.filter((name) => !taken.has(name)))
    taken.add(firstName)
    return {
      name: `${firstName} ${familyName}`,
      firstName,
      birthDate: daysAfter(today, -Math.round(age * DAYS_A_YEAR) - dice.whole(1, 360)),
      isAdult: age >= 18,
      ...(dice.chance(0.98) && { bsn: testBsn(firstBsn + index) }),
      isDeprived: age >= 18 && dice.chance(IS_DEPRIVED),
    }
  })
  const family = {
    place,
    laws,
    members,
    doesAllSevenAlone: laws.includes('wmo') && dice.chance(DOES_ALL_SEVEN_ALONE),
    expectsHelp,
    isVeryLonely: dice.chance(IS_VERY_LONELY),
    daysAgo: dice.weighted([
      [dice.whole(10, 90), 2],
      [dice.whole(91, 365), 3],
      [dice.whole(366, 1_200), 5],
    ]),
  }
  const opened = lastWorkingDay(daysAfter(today, -family.daysAgo))
  return { ...family, members: members.map((member) => ({ ...member, birthDate: earlier(member.birthDate, opened) })) }
}

/** Who joins a plan was born. */
const earlier = (one: Day, other: Day): Day => (one < other ? one : other)

/** Ages in whole years, adults first. Where help of one's own is expected, there is someone to give it. */
function household(laws: readonly LegalDomain[], expectsHelp: boolean, dice: Dice): readonly number[] {
  const isOfAge = laws.includes('youth') ? false : laws.includes('wmo') && dice.chance(0.75)
  const oldest = isOfAge ? dice.whole(62, 92) : dice.whole(24, 58)
  const second = expectsHelp || dice.chance(0.35) ? [Math.max(20, oldest - dice.whole(0, isOfAge ? 30 : 6))] : []
  const hasChildren = laws.includes('youth') || (!isOfAge && dice.chance(0.4))
  const children = hasChildren ? Array.from({ length: dice.whole(1, 4) }, () => dice.whole(2, 16)) : []
  return [oldest, ...second, ...children]
}

/** How a population begins with each day: plans of a long time ago first, as they would have been written. */
export const oldestFirst = (families: readonly Family[]): readonly Family[] =>
  families.toSorted((one, other) => other.daysAgo - one.daysAgo || one.place - other.place)
