/**
 * Wherever an item is read, what was challenged of it is read with it: asked of every route there is, of whoever may know of the challenge, so that a rendering
 * that is added and forgets is found.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import { aHelpedFamily, anInspectionIsOpened, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { routesIn, type Route } from './support/routes.ts'
import { aTown, type Person, type TownKept } from './support/story.ts'

/** What each item says, and nothing else of the plan does. */
const SAYS = {
  goal: 'Kim slaapt weer door',
  action: 'Elke avond voorlezen',
  priority: 'Eerst de fraude',
  deviation: 'Eerst gepraat met Kim',
  representation: 'Grietje de Boer',
  departure: 'Naar haar zus verhuisd',
}
type Kind = keyof typeof SAYS

let town: TownKept
let family: HelpedFamily
let plan: string
let routes: readonly Route[]
const items = new Map<Kind, string>()
const challenges = new Map<Kind, string>()

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  await anInspectionIsOpened(town, family)
  const { coordinator, youthWorker, parent, child } = family
  plan = `/plans/${family.planId}`
  const made = async (who: Person, path: string, body: object) => (await town.as(who).post(`${plan}${path}`, body)).id
  const youth = { domain: 'youth', about: [child.id] }
  const sister = await made(coordinator, '/members', { name: 'Lot de Vries', birthDate: '2001-04-01' })
  items.set('goal', await made(youthWorker, '/goals', { ...youth, lifeArea: 'domestic-relations', words: SAYS.goal }))
  const served = { goal: items.get('goal'), owner: youthWorker.id, words: SAYS.action }
  items.set('action', await made(youthWorker, '/actions', served))
  items.set(
    'priority',
    await made(coordinator, '/priorities', {
      ...{ concern: { domain: 'participation', lifeArea: 'finances' }, about: [parent.id, child.id], over: ['youth'] },
      ...{ needs: [], reason: SAYS.priority },
    }),
  )
  const left = { protocol: PROTOCOL, step: STEP, insteadDone: SAYS.deviation, situation: 'Kim vertrouwt iemand' }
  items.set('deviation', await made(youthWorker, '/deviations', { ...youth, ...left }))
  items.set(
    'representation',
    await made(coordinator, '/care-team/representatives', {
      ...{ representative: 'b0a1f0c0-0000-4000-8000-000000000001', name: SAYS.representation, represents: child.id },
      ...{ kind: 'informal', from: '2026-01-01T00:00:00Z' },
    }),
  )
  await town.as(coordinator).post(`${plan}/members/${sister}/departure`, {
    ...{ kind: 'moved', date: '2026-03-01', reason: SAYS.departure },
  })
  items.set('departure', sister)
  const lot = await town.person('family-member', 'Lot', { subject: sister })
  for (const [kind, id] of items) {
    const who = kind === 'departure' ? lot : kind === 'priority' ? parent : child
    const said = { words: `Niet zo: ${kind}`, wish: 'Anders', firstTo: 'addressee-and-challenged' }
    challenges.set(kind, await made(who, '/challenges', { on: { kind, id }, ...said }))
  }
  const document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
  routes = routesIn(await town.routes(), document).filter(
    ({ method, pattern }) => method === 'GET' && pattern.startsWith('/v1/plans/:planId'),
  )
}, 120_000)
afterAll(() => town.close())

/** Each address there is to read: of each item, by its id. */
const addresses = () =>
  routes.flatMap(({ pattern }) =>
    (pattern.includes(':id') ? [...items.values()] : ['']).map(
      (id) =>
        pattern.replace('/v1', '').replace(':planId', family.planId).replaceAll(/:\w+/g, id) +
        (pattern.endsWith('/changes') ? '?from=-1&to=500' : ''),
    ),
  )

describe('what was challenged', () => {
  it('stands wherever its item does, for whoever may know of it', async () => {
    const { coordinator, youthWorker, incomeWorker, parent, child, auditor } = family
    const forgotten: string[] = []
    const met = new Set<Kind>()
    for (const who of [coordinator, youthWorker, incomeWorker, parent, child, auditor]) {
      const known = new Set<string>()
      for (const id of challenges.values())
        if ((await town.as(who).asks('GET', `${plan}/challenges/${id}`)).status === 200) known.add(id)
      for (const path of addresses()) {
        const { status, body } = await town.as(who).asks('GET', path)
        const said = JSON.stringify(body)
        for (const [kind, words] of Object.entries(SAYS) as [Kind, string][]) {
          const challenge = String(challenges.get(kind))
          if (status !== 200 || !said.includes(words) || !known.has(challenge)) continue
          met.add(kind)
          if (!said.includes(challenge)) forgotten.push(`${who.role}: ${path} says ${kind}`)
        }
      }
    }
    expect(forgotten).toEqual([])
    expect([...met].sort()).toEqual(Object.keys(SAYS).sort())
  }, 120_000)
})
