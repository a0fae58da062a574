/**
 * What a challenge opens. To who is to answer it: the challenge, what it is of with its words and history, and the views on that of those whom it is about;
 * nothing else of the plan, and only until it is settled and a while after. To who raised it: the challenge, and what becomes of it.
 */
import type { Moment, PersonId } from '../deciding/decider.ts'
import type { Domain } from '../deciding/domains.ts'
import { mayAnswer } from '../plan/challenges/addressees.ts'
import { addresseeOf, hangsOn, type Addressee, type Challenge } from '../plan/challenges/challenge.ts'
import type { Plan, PlanEvent } from '../plan/plan.ts'
import { coordinatorsOf } from '../plan/working.ts'
import type { Named } from '../plan/visibility/hanging.ts'
import { keyOf, type ItemKey } from '../plan/visibility/visibility.ts'
import { isVoice, itemOfEvent } from '../plan/visibility/withheld-along.ts'
import { toldWithheldAs } from '../plan/visibility/told-withheld.ts'
import { allWithheldFrom } from '../plan/visibility/withheld-items.ts'
import { audienceOf, SAYS_WHO_IS_WHO } from './audiences.ts'
import { readsOn } from './reads-on.ts'
import type { Written } from './written.ts'

interface Addressed {
  /** What it is of; of what is withheld, that it is, too. */
  readonly on: readonly ItemKey[]
  readonly about: readonly PersonId[]
  /** Of what was asked to be corrected: the event that it is in. */
  readonly event?: string
}

export interface ChallengesGround {
  readonly is: 'in-challenges'
  /** Those they read, and of what; of what they raised, nothing more than that. */
  readonly of: Readonly<Record<string, Addressed | 'raised'>>
  /** Those whose answer is theirs to give. */
  readonly answering: readonly string[]
}

interface Where {
  readonly plan: Plan
  readonly at: Moment
}

/** The challenges that someone is addressed about, by the role they hold. */
export function addressedIn(role: Addressee, id: string, where: Where): readonly ChallengesGround[] {
  const theirs = Object.entries(where.plan.challenges).filter(
    ([key, one]) =>
      mayAnswer(one, id) &&
      readsOn(one.settledAt, where.at) &&
      (one.steps.includes(role) || isPassedOnTo(role, key, one, where)),
  )
  if (theirs.length === 0) return []
  const isTheirTurn = ([key, one]: readonly [string, Challenge]) =>
    addresseeOf(one) === role || isPassedOnTo(role, key, one, where)
  const of = theirs.map(([key, one]) => [key, opensOf(one, where.plan)] as const)
  return [
    {
      is: 'in-challenges',
      of: Object.fromEntries(of),
      answering: theirs.filter(isTheirTurn).map(([key]) => key),
    },
  ]
}

function opensOf({ on, about, by, withheldBy }: Challenge, plan: Plan): Addressed {
  if (on.kind === 'told-withholding') {
    const withheld = toldWithheldAs(by, on.id, plan, withheldBy)
    const that = withheld.withholdings.map((id) => keyOf({ kind: 'withholding', id }))
    return { on: [...withheld.items, ...that], about: [...about, ...withheld.about] }
  }
  const request = on.kind === 'correction-request' ? plan.corrections[on.id] : undefined
  return { on: [keyOf(hangsOn(on))], about, ...(request && { event: request.event }) }
}

/** Whether it is what was asked to be corrected, and refused: the asking, what became of it, and the event that it is in. */
export const isAnsweredWith = (ground: ChallengesGround, { event, envelope: { id } }: Written): boolean =>
  Object.values(ground.of).some(
    (one) =>
      one !== 'raised' &&
      one.event !== undefined &&
      (one.event === id ||
        ('correctionRequest' in event &&
          one.on.includes(keyOf({ kind: 'correction-request', id: event.correctionRequest })))),
  )

/** From whom it is withheld is passed over without a trace: it stands as theirs to answer, and the lead answers. */
function isPassedOnTo(role: Addressee, key: string, one: Challenge, { plan, at }: Where): boolean {
  if (role !== 'team-lead' || addresseeOf(one) !== 'coordinator') return false
  const challenge = keyOf({ kind: 'challenge', id: key })
  return coordinatorsOf(plan).every((who) => allWithheldFrom(who, plan, at).has(challenge))
}

/**
 * What someone raised is theirs to read and to settle, whatever has become of what it is of, and of their part here: the family for good, who works here
 * under that law or none, and who does no longer until a while after it is settled.
 */
export function raisedBy(
  id: string,
  { plan, at }: Where,
  { as, worksHere = true }: { readonly as: 'family' | readonly Domain[]; readonly worksHere?: boolean },
): readonly ChallengesGround[] {
  const theirs = Object.entries(plan.challenges).flatMap(([key, { by, person, domain, settledAt }]) => {
    if (by !== id || (person !== undefined) !== (as === 'family')) return []
    const isTheirs = as === 'family' || (as.includes(domain) && (worksHere || readsOn(settledAt, at)))
    return isTheirs ? [[key, 'raised'] as const] : []
  })
  return theirs.length === 0 ? [] : [{ is: 'in-challenges', of: Object.fromEntries(theirs), answering: [] }]
}

export function coversInChallenges({ of }: ChallengesGround, event: PlanEvent): boolean {
  if ('challenge' in event) return of[event.challenge] !== undefined
  const addressed = Object.values(of).filter((one) => one !== 'raised')
  if (SAYS_WHO_IS_WHO.includes(event.type))
    return event.about.length > 0 && addressed.some(({ about }) => event.about.every((one) => about.includes(one)))
  if ('withholding' in event)
    return addressed.some(({ on }) => on.includes(keyOf({ kind: 'withholding', id: event.withholding })))
  if (!['team', 'coordination', 'confidence'].includes(audienceOf(event))) return false
  const item = departureIn(event) ?? itemOfEvent(event)
  const isOfIt = ({ on }: Addressed) => item !== undefined && on.includes(keyOf(item))
  if (isVoice(event) || event.type === 'ViewInvited')
    return addressed.some(
      (one) =>
        isOfIt(one) ||
        (one.on.includes(keyOf(hangsOn(event.on))) && event.about.every((person) => one.about.includes(person))),
    )
  return addressed.some(isOfIt)
}

/** What was said of a departure. */
const departureIn = (event: PlanEvent): Named | undefined =>
  SAYS_OF_A_DEPARTURE.includes(event.type) && 'person' in event ? { kind: 'departure', id: event.person } : undefined

const SAYS_OF_A_DEPARTURE: readonly PlanEvent['type'][] = [
  'MemberLeft',
  'DepartureContested',
  'DepartureUpheld',
  'DepartureUndone',
]
