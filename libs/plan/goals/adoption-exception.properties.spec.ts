/** Whatever those around a goal do, it has the one reader that was drawn first, until they stand aside: then the next of the same draw. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { Refusal, type Deed } from '../../deciding/decider.ts'
import { drawReader, type ReaderPool } from '../../municipality/second-readers.ts'
import { plan, type Plan, type PlanCommand } from '../plan.ts'
import { goalProposed, helped, kimJudged } from '../testing/past.ts'
import { noor, POOL, rosa, ruud, sealed, TERMS, wim, yara } from '../testing/people.ts'

const FIRST: ReaderPool = {
  version: 4,
  readers: ['rosa', 'ruud', 'tom', 'una'].map((reader) => ({ reader, domains: ['youth'] as const })),
}
const LATER: readonly ReaderPool[] = [
  FIRST,
  { ...POOL, version: 5 },
  { version: 6, readers: [{ reader: 'una', domains: ['youth'] }] },
  { version: 7, readers: [] },
]

const unheard = [...helped, goalProposed(), kimJudged(false)].reduce<Plan>(
  (now, [deed, event]) => plan.evolve(now, event, deed),
  plan.initial,
)

const words = sealed('words')
const joining = {
  type: 'JoinProfessional',
  name: words,
  organisation: 'oin-1',
  activity: 'youth-support',
  scope: 'domain',
} as const
/** What may be done between one try and the next, to get another reader. */
const moves: Readonly<Record<string, (turn: number) => readonly [Deed, PlanCommand]>> = {
  revise: () => [yara(), { type: 'ReviseGoal', goal: 'goal-1', words }],
  deputise: (turn) => [noor(), { type: 'AppointDeputy', deputy: anyone(turn), name: words }],
  endDeputy: (turn) => [noor(), { type: 'EndDeputy', deputy: anyone(turn) }],
  join: (turn) => [
    noor(),
    {
      ...joining,
      joining: `j-${String(turn)}`,
      professional: anyone(turn),
      domain: 'wmo',
      until: '2027-01-01T00:00:00.000Z',
    },
  ],
  read: () => [rosa(), { type: 'ReadAdoptionException', goal: 'goal-1', exception: 'e-0', words, basedOn: 1 }],
}
const anyone = (turn: number) => ['rosa', 'ruud', 'tom', 'una'][turn % 4] ?? ''

const tries = fc.array(
  fc.record({
    moves: fc.array(fc.constantFrom(...Object.keys(moves)), { maxLength: 4 }),
    by: fc.constantFrom(yara, noor, wim, rosa, ruud),
    pool: fc.constantFrom(...LATER),
    seed: fc.integer({ min: 0, max: 15 }).map((digit) => digit.toString(16).padStart(64, '0')),
    standsAside: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
)

function after(now: Plan, deed: Deed, command: PlanCommand): Plan {
  try {
    return plan.decide(command, now, deed).reduce((state, event) => plan.evolve(state, event, deed), now)
  } catch (fault) {
    if (fault instanceof Refusal) return now
    throw fault
  }
}

describe('the reader of an exception', () => {
  it('is the first drawn, or the next of the same draw, whatever is revised, asked again, appointed and changed in the pool', () => {
    let again = 0
    fc.assert(
      fc.property(tries, (all) => {
        let now = unheard
        let first: { seed: string; excluded: readonly string[] } | undefined
        const aside: string[] = []
        all.forEach(({ moves: before, by, pool, seed, standsAside }, turn) => {
          for (const move of before) {
            const [deed, command] = moves[move]?.(turn) ?? assert.fail()
            now = after(now, deed, command)
          }
          const draw = { pool: first === undefined ? FIRST : pool, first: FIRST, seed, terms: TERMS, teams: [] }
          const exception = `e-${String(turn)}`
          const reason = {
            type: 'ReasonAdoptionException',
            goal: 'goal-1',
            exception,
            reason: words,
            draw,
            voices: {},
          } as const
          now = after(now, by(), reason)
          const { exception: stands, reading } = now.goals['goal-1'] ?? assert.fail()
          if (reading.lot === undefined || stands?.reader === undefined || reading.lot.pool !== FIRST.version) return
          if (first !== undefined) again += 1
          first ??= { seed: reading.lot.seed, excluded: reading.lot.excluded }
          assert.equal(stands.reader, drawReader(FIRST, 'youth', [...first.excluded, ...aside], first.seed))
          if (!standsAside) return
          const by_: Deed = { ...rosa(), by: { kind: 'person', id: stands.reader, role: 'second-reader' } }
          const recuse = { type: 'RecuseExceptionReader', goal: 'goal-1', exception: stands.exception, draw } as const
          const then = after(now, by_, recuse)
          if (then !== now) aside.push(stands.reader)
          now = then
        })
      }),
      { numRuns: 500 },
    )
    assert.ok(again > 100, `${String(again)} asked again`)
  })
})
