/** Who is stopped by what: their own share of a year, or the bound of the whole. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { PLAN_BOUNDS } from '../plan/bounds.ts'
import { ROLES, Refusal, type Actor, type Role } from './decider.ts'
import { inOneFold } from './growing.ts'
import { mustFit, NOTHING_WRITTEN, usageAfter, type Amount, type Bounds, type Usage } from './shares.ts'

const SMALL: Bounds = {
  share: { events: 5, bytes: 500 },
  whole: { ...PLAN_BOUNDS.whole, events: 12, bytes: 1_200 },
}

const actor = (role: Role, id: string): Actor =>
  role === 'partner'
    ? { kind: 'organisation', id, role, organisation: '00000099000000000002' }
    : { kind: 'person', id, role }
const SYSTEM: Actor = { kind: 'system', id: 'membership' }

const wrote = (usage: Usage, by: Actor, at: string, { events, bytes }: Amount): Usage => {
  let now = usage
  for (let event = 0; event < events; event += 1) now = usageAfter(now, by, at, bytes / events)
  return now
}

const refusalOf = (usage: Usage, by: Actor, at: string, added: Amount, bounds = SMALL) => {
  try {
    mustFit(bounds, usage, by, at, added)
    return undefined
  } catch (refused) {
    expect(refused).toBeInstanceOf(Refusal)
    return { code: (refused as Refusal).code, details: (refused as Refusal).details }
  }
}

const AT = '2026-06-01T10:00:00.000Z'

describe('the share of an author', () => {
  const noor = actor('coordinator', 'noor')

  it('is used up by their own events alone, to the last event and the last byte, and says so in their own numbers', () => {
    const usage = wrote(NOTHING_WRITTEN, noor, AT, { events: 4, bytes: 400 })
    expect(refusalOf(usage, noor, AT, { events: 1, bytes: 100 })).toBeUndefined()
    for (const added of [
      { events: 2, bytes: 10 },
      { events: 1, bytes: 101 },
    ])
      expect(refusalOf(usage, noor, AT, added)).toEqual({
        code: 'SHARE_OF_THIS_YEAR_IS_WRITTEN',
        details: {
          year: 2026,
          written: { events: 4, bytes: 400 },
          added,
          atMost: { events: 5, bytes: 500 },
          againFrom: '2026-12-31T23:00:00.000Z',
        },
      })
    expect(refusalOf(usage, actor('coordinator', 'bart'), AT, { events: 5, bytes: 500 })).toBeUndefined()
  })

  it('is of a calendar year in Amsterdam', () => {
    const usage = wrote(NOTHING_WRITTEN, noor, AT, { events: 5, bytes: 500 })
    const one = { events: 1, bytes: 1 }
    expect(refusalOf(usage, noor, '2026-12-31T22:59:59.999Z', one)?.code).toBe('SHARE_OF_THIS_YEAR_IS_WRITTEN')
    expect(refusalOf(usage, noor, '2026-12-31T23:00:00.000Z', one)).toBeUndefined()
    const next = wrote(usage, noor, '2026-12-31T23:00:00.000Z', { events: 5, bytes: 50 })
    expect(refusalOf(next, noor, '2027-01-02T10:00:00.000Z', one)?.details).toMatchObject({ year: 2027 })
  })

  it.each(['__proto__', 'constructor', '0'])('is theirs whatever they are called: %s', (id) => {
    const usage = wrote(NOTHING_WRITTEN, actor('family-member', id), AT, { events: 5, bytes: 5 })
    expect(refusalOf(usage, actor('family-member', id), AT, { events: 1, bytes: 1 })).toBeDefined()
  })
})

describe('the bound of a plan', () => {
  const full = (roles: readonly Role[]): Usage =>
    roles.reduce(
      (usage, role, place) => wrote(usage, actor(role, String(place)), AT, { events: 4, bytes: 400 }),
      NOTHING_WRITTEN,
    )

  it('stops coordinator, care team and partners, who are told no more than that; all others go on by their own share', () => {
    const usage = full(['coordinator', 'professional', 'coordinator'])
    const stopped = ROLES.filter((role) => refusalOf(usage, actor(role, 'new'), AT, { events: 1, bytes: 1 }))
    expect(stopped).toEqual(['coordinator', 'professional', 'partner'])
    for (const role of stopped)
      expect(refusalOf(usage, actor(role, 'new'), AT, { events: 1, bytes: 1 })).toEqual({
        code: 'PLAN_IS_FULL',
        details: {},
      })
  })

  it('is not filled by the family, nor by who reads or leads: what they write takes nobody’s room', () => {
    const usage = full(['family-member', 'representative', 'second-reader', 'team-lead', 'family-member'])
    expect(refusalOf(usage, actor('coordinator', 'noor'), AT, { events: 5, bytes: 500 })).toBeUndefined()
  })

  it('leaves partners three quarters, whatever their number, and the rest to coordinator and care team', () => {
    const usage = full(['partner', 'partner'])
    expect(refusalOf(usage, actor('partner', 'third'), AT, { events: 1, bytes: 100 })).toBeUndefined()
    expect(refusalOf(usage, actor('partner', 'third'), AT, { events: 2, bytes: 2 })).toEqual({
      code: 'PLAN_IS_FULL',
      details: {},
    })
    expect(refusalOf(usage, actor('partner', 'third'), AT, { events: 1, bytes: 101 })?.code).toBe('PLAN_IS_FULL')
    expect(refusalOf(usage, actor('professional', 'yara'), AT, { events: 4, bytes: 400 })).toBeUndefined()
  })

  it('stops the system never, and counts nothing of it', () => {
    const usage = wrote(full(['coordinator', 'professional', 'coordinator']), SYSTEM, AT, { events: 50, bytes: 9_000 })
    expect(refusalOf(usage, SYSTEM, AT, { events: 1_000, bytes: 1_000_000 })).toBeUndefined()
    expect(usage).toEqual(full(['coordinator', 'professional', 'coordinator']))
  })
})

describe('whatever was written by whomever', () => {
  const amount = fc.record({ events: fc.integer({ min: 1, max: 3 }), bytes: fc.integer({ min: 1, max: 200 }) })
  const written = fc.array(
    fc.record({
      role: fc.constantFrom(...ROLES),
      id: fc.constantFrom('a', 'b', 'c'),
      year: fc.integer({ min: 2026, max: 2028 }),
      amount,
    }),
    { maxLength: 60 },
  )

  it('no bound is ever passed, and who has a share left and is not stopped by the whole is always heard', () => {
    fc.assert(
      fc.property(written, (asked) => {
        let usage = NOTHING_WRITTEN
        const taken: { role: Role; id: string; year: number; amount: Amount }[] = []
        for (const one of [...asked].sort((a, b) => a.year - b.year)) {
          const by = actor(one.role, `${one.role} ${one.id}`)
          const at = `${String(one.year)}-06-01T10:00:00.000Z`
          const refused = refusalOf(usage, by, at, one.amount)
          if (refused === undefined) {
            usage = inOneFold(() => wrote(usage, by, at, one.amount))
            taken.push(one)
          } else if (refused.code === 'PLAN_IS_FULL') expect(SMALL.whole.stops).toContain(one.role)
        }
        const total = (of: typeof taken) => ({
          events: of.reduce((sum, { amount }) => sum + amount.events, 0),
          bytes: of.reduce((sum, { amount }) => sum + amount.bytes, 0),
        })
        const within = (of: typeof taken, most: Amount) => {
          expect(total(of).events).toBeLessThanOrEqual(most.events)
          expect(total(of).bytes).toBeLessThanOrEqual(most.bytes + 1e-6)
        }
        within(
          taken.filter(({ role }) => SMALL.whole.stops.includes(role)),
          SMALL.whole,
        )
        within(
          taken.filter(({ role }) => role === 'partner'),
          { events: 9, bytes: 900 },
        )
        for (const { role, id, year } of taken)
          within(
            taken.filter((one) => one.role === role && one.id === id && one.year === year),
            SMALL.share,
          )
      }),
    )
  })
})
