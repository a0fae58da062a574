/**
 * What who supports a member reads, and does for them: never more than who asked for them reads of that person, under the one law they asked for, of what is
 * about nobody else. Until they took it on, that they are asked. Once they have a part in the plan of their own, nothing.
 */
import type { Moment, PersonId } from '../deciding/decider.ts'
import type { LegalDomain } from '../deciding/domains.ts'
import { isKeptFromThem, type Apartness } from '../plan/members/absences.ts'
import { isApart } from '../plan/members/done-apart.ts'
import { partOfEvent, type PartName } from '../plan/parts.ts'
import { itemOf, type Item, type Plan, type PlanCommand, type PlanEvent } from '../plan/plan.ts'
import { standsApart, supportsBy } from '../plan/support/supports.ts'
import { isItemKind, keyOf, type ItemKey, type ItemKind } from '../plan/visibility/visibility.ts'
import { itemByRef } from '../plan/visibility/withheld-items.ts'
import { SAYS_WHO_COORDINATES, SAYS_WHO_IS_WHO } from './audiences.ts'
import { namedIn, type Concerned } from './done-to.ts'
import type { Reach } from './reach.ts'
import { isWithheld, withheldFrom, withheldThen, type Withheld } from './withheld.ts'
import type { Written } from './written.ts'

export interface SupportGround {
  readonly is: 'supporting'
  readonly reader: string
  readonly supports: Readonly<Record<string, Supporting>>
}

interface Supporting {
  readonly person: PersonId
  readonly askedBy: string
  readonly domain: LegalDomain
  readonly mandated: boolean
  /** What who asked reads of the person; absent until it is accepted, and where they read nothing of them. */
  readonly through?: {
    readonly reach: Reach
    readonly apart?: Apartness
    /** From who asked, and from whom they support. */
    readonly withheld: readonly Withheld[]
  }
}

type Through = Supporting & { readonly through: NonNullable<Supporting['through']> }

/** @param through what someone of the family, or who speaks for them, reads of a person now */
export function supportGrounds(
  reader: string,
  plan: Plan,
  at: Moment,
  through: (askedBy: string, person: PersonId) => Omit<Through['through'], 'withheld'> | undefined,
): readonly SupportGround[] {
  const all = supportsBy(plan.support, reader, at)
  if (all.length === 0) return []
  const keptFrom = (...whom: readonly string[]) => [...new Set(whom)].map((one) => withheldFrom(one, plan, at))
  const isApartFromIt = standsApart(plan, reader, at)
  const supports = all.map(({ support, person, askedBy, domain, mandated, is }) => {
    const reads = is === 'accepted' && isApartFromIt ? through(askedBy, person) : undefined
    const isTheirs = reads !== undefined && reads.reach.until === undefined && reachesLaw(reads.reach, domain)
    return [
      support,
      {
        person,
        askedBy,
        domain,
        mandated,
        ...(isTheirs && { through: { ...reads, withheld: keptFrom(askedBy, person) } }),
      },
    ] as const
  })
  return [{ is: 'supporting', reader, supports: Object.fromEntries(supports) }]
}

const reachesLaw = ({ domains }: Reach, domain: LegalDomain): boolean => domains === 'all' || domains.includes(domain)

/** For whom they stand there, and who asked them to. */
export const standsFor = ({ supports }: SupportGround): readonly string[] => [
  ...new Set(Object.values(supports).flatMap(({ person, askedBy }) => [person, askedBy])),
]

const READS: readonly PartName[] = ['goals', 'actions', 'priorities', 'deviations', 'referrals', 'views', 'challenges']

/** How the plan as a whole stands: whom to turn to, and whether the family was asked for its own. */
const OF_THE_WHOLE: readonly PlanEvent['type'][] = [
  'PlanOpened',
  'PlanClosed',
  'PlanReopened',
  'OwnPlanInvited',
  'OwnPlanInvitationDelivered',
  'OwnPlanWaived',
  ...SAYS_WHO_COORDINATES,
]

export function coversSupporting({ reader, supports }: SupportGround, written: Written): boolean {
  const { event, envelope } = written
  if ('support' in event && partOfEvent(event) === 'support') return supports[event.support] !== undefined
  const theirs = reading(supports)
  if (theirs.length === 0) return false
  // What they handed in themselves for somebody is theirs to read.
  if (event.type === 'OwnPlanSubmitted')
    return envelope.actor.id === reader && theirs.some(({ domain }) => domain === event.domain)
  return theirs.some((one) => coversThrough(one, written))
}

function coversThrough(
  { person, domain, through: { reach, apart, withheld } }: Through,
  { event, envelope }: Written,
): boolean {
  const { recordedAt } = envelope
  if (apart !== undefined && isApart(apart, event, recordedAt)) return false
  if (withheld.some((one) => isWithheld(withheldThen(one, recordedAt), event))) return false
  if (event.about.length === 0) return event.domain === 'general' && OF_THE_WHOLE.includes(event.type)
  if (event.about.some((one) => one !== person)) return false
  if (reach.also?.includes(recordedAt) !== true && isKeptFromThem(reach, recordedAt)) return false
  return SAYS_WHO_IS_WHO.includes(event.type) || (event.domain === domain && READS.includes(partOfEvent(event)))
}

const reading = (supports: SupportGround['supports']): readonly Through[] =>
  Object.values(supports).filter((one): one is Through => one.through !== undefined)

/** Whether it is there for them: a support of theirs, the plan as such, and what is about nobody but whom they support. */
export function reachesSupporting(ground: SupportGround, item: Item, command: Concerned, plan: Plan): boolean {
  if (ENDS_OR_BEGINS.includes(command.type)) return ground.supports[command.support ?? ''] !== undefined
  if (namedIn(command).some(({ kind }) => NOT_READ.includes(kind))) return false
  return reading(ground.supports).some(
    (one) => isOnly(one, wholeItem(item, command, plan)) && !namesWhatIsKeptFrom(one, command),
  )
}

/** What is withheld from whom they support, or from who asked, is not there for them either. */
const namesWhatIsKeptFrom = ({ through: { withheld } }: Through, command: Concerned): boolean =>
  namedIn(command).some((one) => withheld.some(({ items }) => items.has(keyOf(one))))

export const keptFromWhomTheySupport = ({ supports }: SupportGround): ReadonlySet<ItemKey> =>
  new Set(reading(supports).flatMap(({ through: { withheld } }) => withheld.flatMap(({ items }) => [...items])))

/** Who works here, who speaks for whom, and what is permitted or shared: to them nothing of any such id is there. */
const NOT_READ: readonly string[] = ['joining', 'representation', 'permission', 'sharing'] satisfies ItemKind[]

const ENDS_OR_BEGINS: readonly PlanCommand['type'][] = ['AcceptSupport', 'EndSupport']

const isOnly = ({ person, domain }: Supporting, item: Item): boolean =>
  (item.domain === domain || item.domain === 'general') && item.about.every((one) => one === person)

/** With all whom it is about: one's own name does not open to another what is about someone else too. */
function wholeItem(item: Item, { on, view }: Concerned, plan: Plan): Item {
  const said = view === undefined ? undefined : plan.visibility.said[keyOf({ kind: 'view', id: view })]?.viewed
  const of = said === undefined ? undefined : itemOf(plan, said)
  const named = on !== undefined && isItemKind(on.kind) ? itemByRef(plan, { kind: on.kind, id: on.id }) : undefined
  const about = [...item.about, ...(of?.about ?? []), ...(named?.about ?? [])]
  return { ...item, about: [...new Set(about)] }
}

/** What a mandate lets them do, and for whom; that they were present, they say without one. */
export function isDoneBySupporter(ground: SupportGround, item: Item, command: Concerned, plan: Plan): boolean {
  const { type, person, saidBy, parts = [], challenge = '' } = command
  if (ENDS_OR_BEGINS.includes(type)) return true
  const theirs = reading(ground.supports).filter(
    (one) => isOnly(one, wholeItem(item, command, plan)) && !namesWhatIsKeptFrom(one, command),
  )
  if (type === 'ConfirmView') return theirs.some((one) => item.about.includes(one.person))
  const mandated = theirs.filter((one) => one.mandated)
  if (type === 'RaiseChallenge') return mandated.some((one) => one.person === person)
  if (type === 'SubmitOwnPlan')
    return mandated.some(
      (one) => [one.person, one.askedBy].includes(saidBy ?? '') && parts.every(({ domain }) => domain === one.domain),
    )
  // A challenge goes on in the hands of who raised it, while they have what they raised it by.
  const by = plan.challenges[challenge]?.support
  return by !== undefined && ground.supports[by]?.mandated === true && ground.supports[by].through !== undefined
}
