/** What holds of every person: in two plans only with a reason and a leading plan, however joining is interrupted and taken up again. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { Refusal, type Decider } from '../../deciding/decider.ts'
import { person, type Person, type PersonEvent } from './person.ts'
import { plan, type Plan, type PlanEvent } from '../plan.ts'
import { frozen } from '../testing/histories.ts'
import { begun } from '../testing/past.ts'
import { noor, sealed, TERMS } from '../testing/people.ts'

const PLANS = ['plan-1', 'plan-2', 'plan-3'] as const
const LEADS = [undefined, undefined, 'this-plan', 'the-other-plan'] as const

describe('a person', () => {
  it('has one leading plan among those they are in, and joined a second only where one was named to lead', () => {
    const asked = fc.record({
      type: fc.constantFrom('JoinPlan', 'JoinPlan', 'LeavePlan'),
      plan: fc.constantFrom(...PLANS),
      leads: fc.constantFrom(...LEADS),
    })
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 30 }), (all) => {
        let now = frozen(person.initial)
        for (const { type, plan: to, leads } of all) {
          const named = type === 'JoinPlan' && leads !== undefined ? { leads } : {}
          const { after, events } = done(person, { type, person: 'kim', plan: to, ...named }, now)
          const joinsAnother = events.length > 0 && type === 'JoinPlan' && now.plans.length > 0
          assert.ok(!joinsAnother || leads !== undefined)
          assert.equal(new Set(after.plans).size, after.plans.length)
          assert.equal(after.leading === undefined, after.plans.length === 0)
          assert.ok(after.leading === undefined || after.plans.includes(after.leading))
          assert.deepEqual(done(person, { type, person: 'kim', plan: to, ...named }, after).events, [])
          now = after
        }
      }),
    )
  })

  it('is in at most one plan unless a reason is on record, wherever the way from asking to joining was cut', () => {
    const deeds = fc.record({
      what: fc.constantFrom('ask', 'ask', 'carry', 'carry', 'carry', 'leave'),
      plan: fc.constantFrom(...PLANS),
      person: fc.constantFrom('kim', 'lot'),
      leads: fc.constantFrom(...LEADS),
      isCut: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(deeds, { maxLength: 60, size: 'max' }), (all) => {
        const town = townOf()
        all.forEach((one, number) => {
          if (one.what === 'ask') ask(town, one, `membership-${String(number)}`)
          else if (one.what === 'carry') carry(town, one)
          else leave(town, one)
          assertOnePlanEach(town)
        })
        // Whatever was cut is carried through in the end.
        for (const in_ of PLANS) for (const who of ['kim', 'lot']) carry(town, { plan: in_, person: who, isCut: false })
        assertOnePlanEach(town)
        for (const { now } of town.plans.values()) assert.deepEqual(now.members.requested, {})
      }),
      { numRuns: 200 },
    )
  })
})

interface Asked {
  readonly plan: string
  readonly person: string
}
interface Town {
  readonly plans: Map<string, { now: Plan; events: PlanEvent[] }>
  readonly persons: Map<string, { now: Person; events: PersonEvent[] }>
}

function townOf(): Town {
  const opened = begun.reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial)
  return {
    plans: new Map(PLANS.map((id) => [id, { now: opened, events: [] }])),
    persons: new Map(['kim', 'lot'].map((id) => [id, { now: person.initial, events: [] }])),
  }
}

function ask(
  town: Town,
  { plan: in_, person: who, leads }: Asked & { leads?: (typeof LEADS)[number] },
  membership: string,
) {
  const both = leads === undefined ? {} : { inAnotherPlanBecause: sealed('co-parenting'), leads }
  decideIn(plan, town.plans, in_, {
    type: 'RequestMembership',
    membership,
    person: who,
    name: sealed(who),
    terms: TERMS,
    ...both,
  })
}

/** The person's stream decides; the plan settles, unless a crash comes between. */
function carry(town: Town, { plan: in_, person: who, isCut }: Asked & { isCut: boolean }): void {
  const { events, now } = town.plans.get(in_) ?? { events: [], now: plan.initial }
  const [membership] = Object.entries(now.members.requested).find(([, asked]) => asked === who) ?? []
  if (membership === undefined) return
  const leads = events.flatMap((one) =>
    one.type === 'MembershipRequested' && one.membership === membership && one.leads !== undefined ? [one.leads] : [],
  )[0]
  const refused = decideIn(person, town.persons, who, {
    type: 'JoinPlan',
    person: who,
    plan: in_,
    ...(leads && { leads }),
  })
  if (isCut) return
  decideIn(plan, town.plans, in_, { type: 'SettleMembership', membership, ...(refused !== undefined && { refused }) })
}

const GONE = {
  together: [],
  kind: sealed('moved'),
  silent: false,
  leftOn: sealed('2026-03-01'),
  reason: sealed('moved'),
  terms: TERMS,
} as const

function leave(town: Town, { plan: in_, person: who }: Asked): void {
  const isIn = town.plans.get(in_)?.now.members.persons[who] === 'in'
  if (!isIn) return
  decideIn(plan, town.plans, in_, { type: 'RecordMemberLeft', person: who, ...GONE })
  decideIn(person, town.persons, who, { type: 'LeavePlan', person: who, plan: in_ })
}

function assertOnePlanEach({ plans, persons }: Town): void {
  for (const [who, { now }] of persons) {
    const isIn = [...plans].filter(([, one]) => one.now.members.persons[who] === 'in')
    for (const [id] of isIn) assert.ok(now.plans.includes(id))
    const withoutReason = isIn.filter(([, { events }]) => {
      const requests = events.flatMap((one) => (one.type === 'MembershipRequested' && one.person === who ? [one] : []))
      return requests.at(-1)?.inAnotherPlanBecause === undefined
    })
    assert.ok(withoutReason.length <= 1)
    if (isIn.length > 1) assert.ok(now.leading !== undefined && now.plans.includes(now.leading))
  }
}

/** What came of it; nothing where it was refused. */
function done<Command, State, Event>(decider: Decider<Command, State, Event>, command: Command, now: State) {
  try {
    const events = frozen(decider.decide(command, now, noor()))
    return { events, after: events.reduce((state, event) => frozen(decider.evolve(state, event, noor())), now) }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return { events: [], after: now, refused: refusal.message }
  }
}

function decideIn<Command, State, Event>(
  decider: Decider<Command, State, Event>,
  streams: Map<string, { now: State; events: Event[] }>,
  id: string,
  command: Command,
): string | undefined {
  const stream = streams.get(id)
  if (stream === undefined) throw new Error(id)
  const { events, after, refused } = done(decider, command, stream.now)
  streams.set(id, { now: after, events: [...stream.events, ...events] })
  return refused
}
