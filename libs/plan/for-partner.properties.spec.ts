/** What leaves for partners, of 10,000 plans: ids, a domain and words from closed lists, as every schema ever released says; and nothing of what anyone said or is called. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { DOMAINS } from '../deciding/domains.ts'
import { PUBLIC_TYPES, publicEventOf } from './for-partner.ts'
import { KINDS } from './parts.ts'
import type { PlanEvent } from './plan.ts'
import { PUBLIC_ITEMS } from './public-event.ts'
import { eventsOf, histories } from './testing/histories.ts'

const PLANS = 10_000
const PLAN = 'plan-7'

/** What must never be met again outside: a number that passes the 11-test, names, an address, words. */
const PLANTED = [
  '123456782',
  '111222333',
  'Kim de Vries',
  'Mirjam',
  'Dorpsstraat 12',
  'is bang voor haar vader',
  '2012-06-15',
]

/** Something personal in the place of every sealed value, and beside every fact. */
function planted(value: unknown, at: { place: number }): unknown {
  const secret = () => PLANTED[at.place++ % PLANTED.length] ?? ''
  if (typeof value !== 'object' || value === null) return value
  if ('sealed' in value) return { sealed: secret(), sha256: secret() }
  if (Array.isArray(value)) return value.map((one) => planted(one, at))
  const parts = Object.entries(value).map(([key, part]) => [key, planted(part, at)] as const)
  return { ...Object.fromEntries(parts), name: secret(), bsn: secret(), words: secret(), reason: secret() }
}

describe('what leaves for partners', () => {
  it('of 10,000 plans in which names, numbers and words are planted at every place, holds none of them', () => {
    let left = 0
    let kept = 0
    const types = new Set<string>()
    const property = fc.property(histories(40), (history) => {
      const at = { place: 0 }
      for (const [, event] of eventsOf(history)) {
        const told = publicEventOf(planted(event, at) as PlanEvent, PLAN)
        if (told === undefined) kept += 1
        else {
          left += 1
          types.add(told.type)
          const text = JSON.stringify(told)
          for (const secret of PLANTED) assert.ok(!text.includes(secret), text)
        }
      }
    })
    fc.assert(property, { numRuns: PLANS })
    assert.deepEqual([...types].sort(), PUBLIC_TYPES.map(({ type }) => type).sort())
    assert.ok(left > PLANS && kept > PLANS, `${String(left)} left, ${String(kept)} stayed`)
  }, 240_000)

  it('is a type, a plan, a domain and the id of one item, and not a field more', () => {
    const property = fc.property(histories(60), (history) => {
      for (const [, event] of eventsOf(history)) {
        const told = publicEventOf(event, PLAN)
        if (told === undefined) continue
        assert.deepEqual(Object.keys(told).sort(), ['domain', 'item', 'plan', 'type'])
        assert.deepEqual(Object.keys(told.item).sort(), ['id', 'kind'])
        assert.match(told.type, /^nl\.samenspel\.plan\.[a-z]+(-[a-z]+)*\.v[1-9]\d*$/)
        assert.ok(DOMAINS.includes(told.domain) && PUBLIC_ITEMS.includes(told.item.kind))
        assert.match(told.item.id, /^[a-z]+-\d+$/)
        assert.equal(told.plan, PLAN)
      }
    })
    fc.assert(property, { numRuns: 200 })
  })
})

describe('the table of what leaves', () => {
  const named = (types: readonly string[]) => types.filter((type) => KINDS.get(type)?.partner !== 'never')

  it('keeps everything of a deviation, of a view, of who represents whom, and of what a family wants itself', () => {
    const all = [...KINDS.keys()]
    const kept = all.filter((type) =>
      /Deviation|Reader|Reading|View|Represent|Capacity|OwnPlan|Bsn|Birth|Born|Died|Secrecy|Exception|Reasoned|NeedReported/.test(
        type,
      ),
    )
    assert.ok(kept.length > 20)
    assert.deepEqual(named(kept), [])
  })

  it('has one kind of item for each public type', () => {
    const types = PUBLIC_TYPES.map(({ type }) => type)
    assert.equal(new Set(types).size, types.length)
  })
})
