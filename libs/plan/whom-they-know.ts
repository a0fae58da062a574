/** Whom a plan tells of. Of the plan that someone sees, it is whom they know: whoever else they name is answered as who is not there. */
import type { Moment } from '../deciding/decider.ts'
import { DOMAINS, type Domain } from '../deciding/domains.ts'
import { joiningsAt, professionalsAt } from './care-team/care-team.ts'
import { isScoped } from './care-team/joining.ts'
import type { Items } from './visibility/withheld-items.ts'

export interface WhomTheyKnow {
  /** Who is of the family, speaks for someone in it, works with it, or whom an item is about. */
  readonly all: readonly string[]
  /** Who works under all of a law; of what belongs to none, whoever works here. Who joined for goals might not read it. */
  readonly colleagues: Readonly<Record<Domain, readonly string[]>>
}

export interface TellsOfWhom extends Items {
  /** Coordinator and deputies. */
  readonly coordinators: readonly string[]
}

/** Who is of the family, speaks for someone in it, or works with it. */
export const withAPartIn = (
  { members, careTeam, support, coordinators }: TellsOfWhom,
  at: Moment,
): readonly string[] => [
  ...Object.keys(members.persons),
  ...Object.values(careTeam.representations).map(({ representative }) => representative),
  ...Object.values(support).map(({ supporter }) => supporter),
  ...professionalsAt(careTeam, at),
  ...coordinators,
]

export function whomIsKnownIn(plan: TellsOfWhom, at: Moment): WhomTheyKnow {
  const joined = joiningsAt(plan.careTeam, at)
  const under = (domain: Domain) =>
    joined.filter((one) => one.domain === domain && !isScoped(one)).map(({ professional }) => professional)
  const all = new Set([...withAPartIn(plan, at), ...itemsOf(plan).flatMap(({ about }) => about)])
  const working = [...joined.map(({ professional }) => professional), ...plan.coordinators]
  const colleagues = {
    general: working,
    youth: under('youth'),
    wmo: under('wmo'),
    participation: under('participation'),
  }
  return { all: [...all], colleagues }
}

/** Who lets somebody in knows of them from then on. @param before the plan without what they did */
export function withWhomItBrings(
  knows: WhomTheyKnow,
  before: TellsOfWhom,
  then: TellsOfWhom,
  at: Moment,
): WhomTheyKnow {
  const [was, is] = [whomIsKnownIn(before, at), whomIsKnownIn(then, at)]
  const brought = (some: readonly string[], others: readonly string[]) => some.filter((one) => !others.includes(one))
  const colleagues = DOMAINS.map((domain) => {
    const more = brought(is.colleagues[domain], was.colleagues[domain])
    return [domain, [...knows.colleagues[domain], ...more]] as const
  })
  return {
    all: [...knows.all, ...brought(is.all, was.all)],
    colleagues: { ...knows.colleagues, ...Object.fromEntries(colleagues) },
  }
}

const itemsOf = ({
  goals,
  actions,
  priorities,
  deviations,
  referrals,
  permissions,
  sharings,
  visibility,
}: TellsOfWhom) =>
  [goals, actions, priorities, deviations, referrals, permissions, sharings, visibility.said].flatMap((all) =>
    Object.values<{ readonly about: readonly string[] }>(all),
  )
