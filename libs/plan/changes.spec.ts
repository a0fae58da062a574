import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { changesBetween, type Change } from './changes.ts'
import { isNamed, placeInWords } from './words/places.ts'
import { NOTHING_READ, planAsRead, type PlanAsRead } from './plan-as-read.ts'
import { histories } from './testing/histories.ts'
import { bart, noor, sealed, yara } from './testing/people.ts'
import { begun, goalAdopted, goalProposed, helped, identityOf, whole, type Past } from './testing/past.ts'
import { readingsOf } from './testing/readings.ts'

const readOf = (past: readonly Past[]): PlanAsRead =>
  planAsRead(past.map(([{ by, at }, event], revision) => ({ event, by: by.id, at, revision })))

const IDS = ['id', 'view', 'expectation']

/** The ids of a list's items, where each has one of its own. */
function idsIn(items: readonly unknown[]): readonly string[] | undefined {
  const ids = items.map((item) =>
    typeof item === 'object' && item !== null
      ? IDS.map((name) => (item as Record<string, unknown>)[name]).find((id) => typeof id === 'string')
      : undefined,
  )
  return new Set(ids).size === items.length && !ids.includes(undefined) ? (ids as string[]) : undefined
}

/** Any reading with its lists as records, so that a path leads to a value, and so that the order of items with ids is none. */
function asRecords(value: unknown): unknown {
  if (Array.isArray(value)) {
    const keys = idsIn(value) ?? value.map((_, place) => String(place))
    return Object.fromEntries(value.map((item, place) => [keys[place], asRecords(item)]))
  }
  if (typeof value !== 'object' || value === null || 'sealed' in value) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, asRecords(field)]))
}

/** What an outsider makes of the changes, who has the plan before and nothing else. */
function applied(before: PlanAsRead, changes: readonly Change[]): unknown {
  const now = asRecords(before) as Record<string, unknown>
  for (const { path, after } of changes) {
    const steps = path
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = steps.pop() ?? ''
    const holder = steps.reduce((holds, step) => holds[step] as Record<string, unknown>, now)
    if (after === undefined) Reflect.deleteProperty(holder, last)
    else holder[last] = asRecords(after)
  }
  return now
}

const twoPoints = fc.tuple(histories(60), fc.nat(), fc.nat()).map(([history, one, other]) => {
  const readings = readingsOf(history)
  const [from, to] = [one % readings.length, other % readings.length]
  return [readings[from] ?? NOTHING_READ, readings[to] ?? NOTHING_READ] as const
})

describe('what changed between two points', () => {
  it('is all that changed: whoever has the plan before and the changes has the plan after, back and forth', () => {
    fc.assert(
      fc.property(twoPoints, ([before, after]) => {
        expect(applied(before, changesBetween(before, after))).toEqual(asRecords(after))
        expect(applied(after, changesBetween(after, before))).toEqual(asRecords(before))
      }),
      { numRuns: 60 },
    )
  })

  it('is nothing else: no change leaves things as they were, and none is told twice', () => {
    fc.assert(
      fc.property(twoPoints, ([before, after]) => {
        expect(changesBetween(after, structuredClone(after))).toEqual([])
        const changes = changesBetween(before, after)
        for (const change of changes) expect(change.before).not.toEqual(change.after)
        expect(new Set(changes.map(({ path }) => path)).size).toBe(changes.length)
      }),
      { numRuns: 60 },
    )
  })

  it('names every part and field of the plan in both languages', () => {
    const isId = /^[a-z]+-\d+$|^\d+$/
    fc.assert(
      fc.property(twoPoints, ([before, after]) => {
        for (const { path, before: was, after: is } of changesBetween(before, after)) {
          const names = [...path.split('/').slice(1), ...namesIn(was), ...namesIn(is)]
          expect(names.filter((name) => !isId.test(name) && !isNamed(name))).toEqual([])
          const { nl, en } = placeInWords(path)
          expect([nl, en]).not.toContain('')
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is one field where a goal was adopted', () => {
    const before = [...helped, goalProposed()]
    const changes = changesBetween(readOf(before), readOf([...before, goalAdopted]))
    expect(changes.map(({ path }) => path)).toEqual(['/goals/goal-1/state', '/goals/goal-1/adopted'])
    expect(changes[0]).toEqual({ path: '/goals/goal-1/state', before: 'proposed', after: 'adopted' })
  })

  it('takes other words for other words, and opens none', () => {
    const proposed = [...helped, goalProposed()]
    const revised: Past = [
      yara(),
      { domain: 'youth', about: ['kim'], type: 'GoalRevised', goal: 'goal-1', words: sealed('sleeps at home') },
    ]
    expect(changesBetween(readOf(proposed), readOf([...proposed, revised]))).toEqual([
      { path: '/goals/goal-1/words', before: sealed('sleeps well'), after: sealed('sleeps at home') },
    ])
  })

  it('says that one of several deputies stopped, and nothing of the others', () => {
    const deputy = (id: string): Past => [noor(), { ...whole, type: 'DeputyAppointed', deputy: id, name: sealed(id) }]
    const two = [...begun, deputy('bart'), deputy('yara')]
    const stopped: Past = [noor(), { ...whole, type: 'DeputyEnded', deputy: bart().by.id }]
    expect(changesBetween(readOf(two), readOf([...two, stopped]))).toEqual([
      { path: '/coordinator/deputies/bart', before: { id: 'bart', name: sealed('bart') } },
    ])
  })

  it('loses neither of two items that go by one id', () => {
    const one = { id: 'deputy-1', name: sealed('one') }
    const other = { id: 'deputy-1', name: sealed('other') }
    const held = { id: 'noor', name: sealed('Noor'), team: 'north', since: '2026-03-02T09:00:00.000Z', views: [] }
    const heldWith = (...deputies: readonly (typeof one)[]) => ({
      ...NOTHING_READ,
      coordinator: { ...held, deputies },
    })
    expect(changesBetween(heldWith(one), heldWith(one, other))).toEqual([
      { path: '/coordinator/deputies/1', after: other },
    ])
  })

  it('says which child was born, and nothing of the one that is expected still', () => {
    const expected = (expectation: string): Past => [noor(), { ...whole, type: 'ChildExpected', expectation }]
    const both = [...begun, expected('expectation-1'), expected('expectation-2')]
    const born: Past = [
      noor(),
      { ...identityOf('baby'), type: 'ChildBorn', expectation: 'expectation-1', person: 'baby' },
    ]
    expect(changesBetween(readOf(both), readOf([...both, born]))).toEqual([
      { path: '/expectedChildren/expectation-1', before: { expectation: 'expectation-1' } },
    ])
  })
})

describe('a place in the plan', () => {
  it('is said so that people recognise it', () => {
    const goal = '1f2e3d4c-0000-4000-8000-000000000000'
    expect(placeInWords(`/goals/${goal}/state`)).toEqual({ nl: 'doel 1f2e3d4c, staat', en: 'goal 1f2e3d4c, state' })
    expect(placeInWords('/ownPlan/parts/0/words')).toEqual({
      nl: 'eigen plan van het gezin, deel 1, woorden',
      en: "the family's own plan, part 1, words",
    })
    expect(placeInWords(`/goals/${goal}/invited/${goal}`)).toEqual({
      nl: 'doel 1f2e3d4c, keren uitgenodigd, 1f2e3d4c',
      en: 'goal 1f2e3d4c, times invited, 1f2e3d4c',
    })
  })

  it('means what it means there: what a deviation is from is not when a representation starts', () => {
    expect(placeInWords('/deviations/deviation-1/from/version').nl).toBe('afwijking deviation-1, waarvan, versie')
    expect(placeInWords('/representatives/representation-1/from').nl).toBe('zaakwaarnemer representation-1, vanaf')
  })

  it('goes by its own name where a newer plan has what we do not know', () => {
    expect(placeInWords('/scores/score-1/state').en).toBe('scores, score-1, state')
    expect(placeInWords('/a~1b/c~0d').en).toBe('a/b, c~d')
  })
})

/** The names of all fields in a value. */
function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value !== 'object' || value === null || 'sealed' in value) return []
  return Object.entries(value).flatMap(([name, field]) => [name, ...namesIn(field)])
}
