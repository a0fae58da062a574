/** How often a request asks the server that keeps the events, once the plan is at hand: a network lies between. Counted on a stand-in for EventStoreDB. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { EventStoreDbStandIn } from './support/eventstoredb-stand-in/stand-in.ts'
import { aTownHere, type TownHere } from './support/town-here.ts'

const NOW = '2026-03-02T09:00:00.000Z'
const TIMES = 5
let standIn: EventStoreDbStandIn
let town: TownHere
let family: HelpedFamily
let goal = ''

beforeAll(async () => {
  standIn = await EventStoreDbStandIn.start()
  town = await aTownHere(NOW, { SAMENSPEL_EVENT_STORE: standIn.url, SAMENSPEL_EVENT_STORE_NAMESPACE: 'asked' })
  family = await aHelpedFamily(town)
  goal = (await proposeAGoal()).id
}, 120_000)
afterAll(() =>
  closeAll({
    town: () => town.close(),
    standIn: () => {
      standIn.stop()
    },
  }),
)

const proposeAGoal = () =>
  town.as(family.coordinator).post(`/plans/${family.planId}/goals`, {
    domain: 'youth',
    about: [family.child.id],
    lifeArea: 'work-and-education',
    words: 'Kim gaat weer naar school',
  })

/** What the fewest of some requests of a kind asked of the events: others, who follow, ask in between. */
async function asked(request: () => Promise<unknown>): Promise<Readonly<Record<'read' | 'append', readonly string[]>>> {
  let fewest: (readonly ['read' | 'append', string])[] | undefined
  for (let time = 0; time < TIMES; time += 1) {
    const before = standIn.onStreams.length
    await request()
    const calls = standIn.onStreams.slice(before).filter(([, stream]) => stream.startsWith('asked.'))
    if (fewest === undefined || calls.length < fewest.length) fewest = calls
  }
  const of = (call: string) =>
    (fewest ?? []).flatMap(([what, stream]) => (what === call ? [kindOf(stream)] : [])).sort()
  return { read: of('read'), append: of('append') }
}

const kindOf = (stream: string): string => stream.replace(/^asked\./, '').replace(/-.*/, '')

describe('a request, where the plan is at hand', () => {
  it('of a command reads what its append does not guard, and no plan', async () => {
    const { planId, coordinator, youthWorker, child } = family
    const view = { person: child.id, stance: 'agrees', words: 'Goed zo' }
    const decided = { append: ['plan'], read: ['history', 'municipality'] }
    expect(await asked(proposeAGoal)).toEqual(decided)
    expect(await asked(() => town.as(child).post(`/plans/${planId}/goals/${goal}/views`, view))).toEqual(decided)
    const left = await asked(() =>
      town.as(youthWorker).post(`/plans/${planId}/deviations`, {
        ...{ domain: 'youth', about: [child.id], protocol: PROTOCOL, step: STEP },
        insteadDone: 'Eerst drie gesprekken met Kim gevoerd',
        situation: 'Kim vertrouwt sinds kort iemand',
      }),
    )
    expect(left).toEqual({ append: ['plan'], read: ['history', 'municipality', 'protocol'] })
    const joins = { name: 'Sam de Vries', birthDate: '2015-06-15' }
    const joined = await asked(() => town.as(coordinator).post(`/plans/${planId}/members`, joins))
    // Its follower asks too, as far as it is not too late.
    expect(joined.append.length + joined.read.length).toBeLessThanOrEqual(24)
  }, 60_000)

  it('of a reader reads the plan to its head, once', async () => {
    const read = `/plans/${family.planId}`
    for (const [reader, others] of [
      [family.youthWorker, []],
      [family.coordinator, ['municipality']],
      [family.parent, ['municipality']],
    ] as const)
      expect(await asked(() => town.as(reader).get(read))).toEqual({ append: [], read: [...others, 'plan'] })
  }, 60_000)
})
