/** A joining of before joinings had a scope keeps its law, and its coordinator finds it due to be narrowed, where it is of another organisation and counts still. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { planStream } from '../libs/installation/system.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { asOfNow } from './support/as-of-now.ts'
import { DE_STAM } from './support/partners.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const GEMEENTE = '00000099000000000001'

let town: Town
let family: HelpedFamily
let plan: string
let bram: Person
let joining: string

const noor = () => town.as(family.coordinator)

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  bram = await town.person('professional', 'Bram')
  joining = await joinsAsOfOld(bram, DE_STAM, '2026-09-01T00:00:00Z')
  await joinsAsOfOld(await town.person('professional', 'Els'), GEMEENTE, '2031-01-01T00:00:00Z')
}, 60_000)
afterAll(() => town.close())

/** Of what is written now, the scope is left out: nobody can join without one any more. */
async function joinsAsOfOld({ id, name }: Person, organisation: string, until: string): Promise<string> {
  const body = { professional: id, name, organisation, domain: 'youth', activity: 'youth-support', until }
  const made = await noor().post(`${plan}/care-team/professionals`, { ...body, scope: 'domain' })
  await noor().post(`${plan}/care-team/professionals/${made.id}/departure`, {})
  const { store } = town.system
  const stream = planStream(family.planId)
  const events = await store.read(stream)
  const joined = events.findLast(({ type }) => type === 'ProfessionalJoined')
  if (joined === undefined) throw new Error('somebody joined')
  const envelope = JSON.parse(joined.body) as { data: Readonly<Record<string, unknown>> }
  const { scope: _none, ...data } = envelope.data
  const [at, eventId, of] = [events.length, randomUUID(), randomUUID()]
  const old = JSON.stringify({ ...envelope, id: eventId, revision: at, data: { ...data, joining: of } })
  const sealed = joined.sealed !== undefined && { sealed: joined.sealed }
  await store.append(stream, at - 1, [{ id: eventId, type: joined.type, body: old, ...sealed }])
  return of
}

const narrowingsDue = async (who = family.coordinator) => {
  const { body } = await town.as(who).asks('GET', '/due', { headers: await asOfNow(town) })
  const items = body['items'] as readonly { readonly what: string; readonly item: { readonly id: string } }[]
  return items.filter(({ what }) => what === 'narrowing').map(({ item }) => item.id)
}

it('is due for who coordinates, and of the municipality’s own nobody is asked', async () => {
  expect(await narrowingsDue()).toEqual([joining])
  expect(await narrowingsDue(bram)).toEqual([])
  expect(await narrowingsDue(family.youthWorker)).toEqual([])
})

it('is due no more once it was narrowed', async () => {
  const other = await joinsAsOfOld(await town.person('professional', 'Gijs'), DE_STAM, '2031-01-01T00:00:00Z')
  expect((await narrowingsDue()).toSorted()).toEqual([joining, other].toSorted())
  await noor().post(`${plan}/care-team/professionals/${other}/narrowing`, { scope: { goals: [] } })
  expect(await narrowingsDue()).toEqual([joining])
})

it('is due no more once it has ended by itself', async () => {
  town.itIs('2026-09-02T09:00:00.000Z')
  expect(await narrowingsDue()).toEqual([])
})
