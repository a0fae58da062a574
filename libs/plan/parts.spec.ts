/** A part says once what it has. What is missing, of another part, or named twice does not compile, or does not start. */
import { describe, expect, it } from '@jest/globals'
import { ID } from '../deciding/in-clear.ts'
import { MAKES_CONTENT, noContent, partsBy, type CommandRows, type PlanPart } from './part.ts'
import { partOfCommand, partOfEvent, PARTS, type PlanCommand, type PlanEvent } from './parts.ts'

type Asked =
  { readonly type: 'AskForBicycle'; readonly person: string } | { readonly type: 'ReturnBicycle'; readonly in: string }
type Happened = { readonly type: 'BicycleLent' } | { readonly type: 'BicycleReturned'; readonly bicycle: string }
interface Needs {
  readonly bicycles: number
}
type Lending = PlanPart<Asked, Happened, readonly string[], Needs, CommandRows<Asked>>

const KIND = { says: { nl: '', en: '' }, partner: 'never', item: 'none', inClear: {} } as const

const lending: Lending = {
  initial: [],
  commands: {
    AskForBicycle: { ...MAKES_CONTENT, saidFor: 'person' },
    ReturnBicycle: noContent('a bicycle is no secret'),
  },
  events: { BicycleLent: KIND, BicycleReturned: { ...KIND, inClear: { bicycle: ID } } },
  decide: (_, { bicycles }) => (bicycles > 0 ? [{ type: 'BicycleLent' }] : []),
  evolve: (now) => now,
}

describe('a part of the plan', () => {
  it('names each of its commands and events, and no other', () => {
    const planted: Lending[] = [
      // @ts-expect-error a command without a row
      { ...lending, commands: { ReturnBicycle: lending.commands.ReturnBicycle } },
      // @ts-expect-error a command that names a person, and does not say whether it is said for them
      { ...lending, commands: { ...lending.commands, AskForBicycle: MAKES_CONTENT } },
      // @ts-expect-error a command that takes no withholding, and does not say why
      { ...lending, commands: { ...lending.commands, ReturnBicycle: { makesContent: false } } },
      // @ts-expect-error an event without a row
      { ...lending, events: { BicycleLent: KIND } },
      // @ts-expect-error a row of another part
      { ...lending, events: { ...lending.events, GoalAdopted: KIND } },
      // @ts-expect-error an event of which something stands in clear, and it does not say why
      { ...lending, events: { ...lending.events, BicycleReturned: KIND } },
    ]
    expect(planted).toHaveLength(6)
  })

  it('is given what it needs of the plan', () => {
    // @ts-expect-error a plan that does not show how many bicycles there are
    const needs: Needs = { goals: {} }
    expect(needs).toBeDefined()
  })

  it('shares no command and no event with another: the plan does not start', () => {
    const bicycles = { commands: { AskForBicycle: MAKES_CONTENT }, events: {} } as const
    expect(() => partsBy({ lending, bicycles }, 'commands')).toThrow('AskForBicycle is of two parts of the plan')
    expect(partsBy({ lending, bicycles }, 'events').get('BicycleLent')).toBe('lending')
  })

  it('is found by the type of a command and of an event, each under its own name', () => {
    for (const [name, part] of Object.entries(PARTS)) {
      for (const type of Object.keys(part.commands)) expect(partOfCommand({ type } as PlanCommand)).toBe(name)
      for (const type of Object.keys(part.events)) expect(partOfEvent({ type } as PlanEvent)).toBe(name)
    }
  })

  it.each(['BicycleLent', 'constructor', '__proto__'])(
    'has no %s: what is stored is not skipped in silence',
    (type) => {
      expect(() => partOfEvent({ type } as unknown as PlanEvent)).toThrow(`no part of the plan has ${type}`)
    },
  )
})
