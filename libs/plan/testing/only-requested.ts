/** The same history with someone asked into the plan in it who never came in: refused at some moment, or not settled at all. */
import fc from 'fast-check'
import type { PersonId } from '../../deciding/decider.ts'
import type { MemberEvent } from '../members/members.ts'
import { plan, type Plan } from '../plan.ts'
import { PERSONS } from './attempts-around-the-plan.ts'
import { eventsOf, fold, frozen, histories, type Recorded } from './histories.ts'
import { noor, sealed } from './people.ts'

export const REQUEST = 'a-request-in-between'
const STRANGER = 'person-9'

export interface Twice {
  readonly without: readonly Recorded[]
  readonly with: readonly Recorded[]
  readonly person: PersonId
  readonly refused: boolean
}

const choices = fc.record({
  from: fc.nat(0xffff),
  long: fc.nat(0xffff),
  who: fc.nat(0xffff),
  isRefused: fc.boolean(),
})
type Choices = typeof choices extends fc.Arbitrary<infer Chosen> ? Chosen : never

/** Every kind of person is asked for: who is in, who left, who died, who was refused, who is nobody here yet and joins later. */
export const askedInBetween = (): fc.Arbitrary<Twice> =>
  fc.tuple(histories(), choices).map(([history, chosen]) => inserted(eventsOf(history), chosen))

function inserted(events: readonly Recorded[], { from, long, who, isRefused }: Choices): Twice {
  const first = Math.min(3 + (from % events.length), events.length)
  const end = isRefused ? first + (long % (events.length - first + 1)) : events.length
  const [before, meanwhile, after] = [events.slice(0, first), events.slice(first, end), events.slice(end)]
  const now = before.reduce<Plan>((state, [deed, event]) => fold(state, [event], deed), frozen(plan.initial))
  const { requested } = now.members
  // One request for a person at a time: of whom something is settled meanwhile, nothing else could be asked.
  const others = new Set([
    ...Object.values(requested),
    ...meanwhile.flatMap(([, event]) => settledOf(event as MemberEvent)),
  ])
  const free = [...PERSONS, STRANGER].filter((person) => !others.has(person))
  const person = free[who % free.length] ?? STRANGER
  const at = events[first - 1]?.[0].at ?? noor().at
  const concerns = { domain: 'general', about: [person] } as const
  const recorded = (event: MemberEvent): Recorded => [{ ...noor(), at }, frozen(event)]
  const asked: readonly Recorded[] = [
    recorded({
      ...concerns,
      type: 'MembershipRequested',
      membership: REQUEST,
      person,
      name: sealed('another name'),
      birthDate: sealed('another birth date'),
      inAnotherPlanBecause: sealed('another reason'),
      leads: 'this-plan',
    }),
    recorded({ ...concerns, type: 'BsnRecorded', person, bsn: sealed('another number') }),
  ]
  const refusal = recorded({ ...concerns, type: 'MembershipRefused', membership: REQUEST, person, why: 'no' })
  const all = [...before, ...asked, ...meanwhile, ...(isRefused ? [refusal] : []), ...after]
  return { without: events, with: all, person, refused: isRefused }
}

const settledOf = (event: MemberEvent): readonly PersonId[] =>
  event.type === 'MembershipRequested' || event.type === 'MemberJoined' || event.type === 'MembershipRefused'
    ? [event.person]
    : []
