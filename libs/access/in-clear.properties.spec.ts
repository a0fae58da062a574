/** What holds of every envelope: nothing stands in clear but what the table names, with its reason; and the table names nothing that is not there. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isSealed } from '../deciding/decider.ts'
import { PLAN_FORMS } from '../plan/plan-forms.ts'
import { eventsOf, histories } from '../plan/testing/histories.ts'
import { everyOtherEvent } from './testing/other-events.ts'
import { ONCE, type Fields } from '../deciding/in-clear.ts'
import { clearIn, IN_CLEAR, WHETHER, whyInClear, type AnyEvent } from './in-clear.ts'

const eventsWith = (seed: number, numRuns: number): readonly AnyEvent[] =>
  fc.sample(histories(), { numRuns, seed }).flatMap((history) => eventsOf(history).map(([, event]) => event))

const happened: readonly AnyEvent[] = [...eventsWith(8, 600), ...everyOtherEvent]

/** What stands in clear of an event and may not. */
const unexplained = (event: AnyEvent): readonly string[] =>
  [...clearIn(event)]
    .filter(({ path }) => [undefined, ONCE].includes(whyInClear(event.type, path)))
    .map(({ path }) => `${event.type}/${path}`)

const namedIn = (table: Readonly<Record<string, Fields>>) =>
  Object.entries(table).flatMap(([type, fields]) =>
    Object.entries(fields).flatMap(([field, why]) =>
      typeof why === 'string'
        ? [{ path: `${type}/${field}`, why }]
        : Object.entries(why).map(([part, because]) => ({ path: `${type}/${field}/${part}`, why: because })),
    ),
  )

/** Those whose second version holds more, and seals nothing that stood in clear. */
const HOLD_MORE: readonly string[] = ['MembershipRequested', 'OwnPlanInvited', 'ViewGiven']

describe('an event that is written now', () => {
  it('holds nothing in clear but what the table names, and why', () => {
    expect([...new Set(happened.flatMap(unexplained))]).toEqual([])
  })

  it.each<readonly [string, object]>([
    ['a remark', { remark: 'the father drinks' }],
    ['an outcome, as it was once', { outcome: 'worked' }],
    ['something inside what stands there', { from: { kind: 'step', why: 'no trust' } }],
    ['something in a list', { others: [{ name: 'Kim' }] }],
  ])('is caught with %s planted in it', (_, planted) => {
    const event = happened.find(({ type }) => type === 'DeviationEvaluated')
    expect(unexplained({ ...event, ...planted } as unknown as AnyEvent)).toHaveLength(1 + Number('from' in planted))
  })

  it('is there with everything the table names, so that nothing stays listed that is sealed by now', () => {
    const met = new Set<string>()
    const meet = (events: readonly AnyEvent[]) => {
      for (const event of events) for (const { path } of clearIn(event)) met.add(`${event.type}/${path}`)
    }
    const stale = () =>
      namedIn(IN_CLEAR).filter(
        ({ path, why }) =>
          why !== ONCE && ![...met].some((one) => one === path || one.startsWith(path.replace(/\*$/, ''))),
      )
    meet(happened)
    for (let seed = 9; stale().length > 0 && seed < 20; seed += 1) meet(eventsWith(seed, 300))
    expect(stale()).toEqual([])
  })

  it('has under seal whatever stood in clear in the first version of its type, and in no other', () => {
    const once = namedIn(IN_CLEAR).filter(({ why }) => why === ONCE)
    const changed = Object.keys(PLAN_FORMS).filter((type) => !HOLD_MORE.includes(type))
    expect([...new Set(once.map(({ path }) => path.split('/')[0]))].sort()).toEqual(changed.sort())
    for (const { path } of once) {
      const [type, field = ''] = path.split('/')
      const values = happened.filter((event) => event.type === type && field in event)
      expect(values.map((event) => isSealed((event as unknown as Record<string, unknown>)[field]))).not.toContain(false)
      expect(values.length).toBeGreaterThan(0)
    }
  })
})

describe('whether a sealed value is there', () => {
  const places = Object.entries(WHETHER).flatMap(([type, rows]) =>
    Object.keys(rows).map((path) => [type, path] as const),
  )

  it.each(places)('is told of %s/%s, which happens with it and without', (type, path) => {
    const there = happened.filter((event) => event.type === type).map((event) => isSealed(valueAt(event, path)))
    expect([...new Set(there)].sort()).toEqual([false, true])
  })
})

const valueAt = (event: AnyEvent, path: string): unknown =>
  path.split('/').reduce<unknown>((now, name) => (now as Readonly<Record<string, unknown>> | undefined)?.[name], event)
