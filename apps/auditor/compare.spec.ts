import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aDeviationRead, aHelpedFamily, type HelpedFamily } from '../../test/support/a-helped-family.ts'
import { aTown, type Town } from '../../test/support/story.ts'
import { watching, type Watched } from './testing/watched.ts'

const MORNING = '2026-03-02T09:00:00.000Z'
const NOON = '2026-03-02T12:00:00.000Z'

let town: Town
let family: HelpedFamily
let deviation: string

beforeAll(async () => {
  town = await aTown(MORNING)
  family = await aHelpedFamily(town)
  town.itIs(NOON)
  ;({ deviation } = await aDeviationRead(town, family))
})

afterAll(() => town.close())

/** When all of it was recorded: each command of a stream a millisecond after the last. */
const [IN_THE_MORNING, PAST_NOON] = ['2026-03-02T09:01:00Z', '2026-03-02T12:01:00Z']

const compared = (...args: readonly string[]): Promise<Watched> =>
  watching(['compare', family.planId, ...args, '--api', town.api], { env: { SAMENSPEL_TOKEN: family.auditor.token } })
    .ended

const revisionOf = async (moment: string): Promise<number> =>
  Number((await town.as(family.auditor).get(`/plans/${family.planId}?at=${moment}`)).revision)

describe('two points of a plan', () => {
  it('differ by what happened in between, in words, and by what that changed', async () => {
    const [morning, noon] = [await revisionOf(IN_THE_MORNING), await revisionOf(PAST_NOON)]
    const { lines, status } = await compared(String(morning + 1), String(noon))
    const short = deviation.slice(0, 8)
    expect(lines.slice(0, 3)).toEqual([
      `Plan ${family.planId}: wat er gebeurde na revisie ${String(morning + 1)}, tot en met ${String(noon)}`,
      '',
      `${String(morning + 2)}  ${NOON}  Een afwijking is verantwoord (jeugd)`,
    ])
    expect(lines).toContain('Wat er veranderde:')
    expect(lines).toContain(`  ~ afwijking ${short}, verantwoord: nee → ja`)
    expect(lines.filter((line) => /^ {2}\S/.test(line)).every((line) => line.includes(`afwijking ${short}`))).toBe(true)
    expect(status).toBe(0)
  })

  it('may be moments', async () => {
    const [morning, noon] = [await revisionOf(IN_THE_MORNING), await revisionOf(PAST_NOON)]
    const byMoment = await compared('2026-03-02T10:30:00+01:00', '2026-03-02T12:01Z', '--lang', 'en')
    expect(byMoment).toEqual(await compared(String(morning), String(noon), '--lang', 'en'))
    expect(byMoment.lines).toContain(`  + deviation ${deviation.slice(0, 8)}`)
  })

  it('come as data for who asks for it, just as the API gives it', async () => {
    const { lines } = await compared('-1', '3', '--json')
    const asked = await town.as(family.auditor).get(`/plans/${family.planId}/history/changes?from=-1&to=3`)
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines.join())).toEqual(asked)
  })
})
