/** A family whose every field holds a name, a number or words that nobody outside may meet: read over every channel there is, none of them is found. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aDeviationRead, aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aPartner, aStream, DE_BRUG, headersOf, pageOfEvents } from './support/partners.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const BSN = '123456782'
/** In plans of ours, and of whoever is named in stories that others stand on. */
const PLANTED = [
  ...[BSN, 'Zwaantje Kwakernaak', 'Kwakernaak', '1979-05-17', 'Achterom 7', 'slaapt slecht sinds de brand'],
  ...[
    'Mirjam',
    'de Vries',
    '1985-04-01',
    '2012-06-15',
    'Yara',
    'Pim',
    'Noor',
    'vertrouwt sinds kort iemand',
    'Wij praten liever',
  ],
]

let town: Town
let family: HelpedFamily
let deBrug: Person

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
  await aDeviationRead(town, family)
  const { planId, child } = family
  const noor = town.as(family.coordinator)
  const yara = town.as(family.youthWorker)
  await noor.post(`/plans/${planId}/members`, { name: 'Zwaantje Kwakernaak', birthDate: '1979-05-17', bsn: BSN })
  const words = 'Zwaantje Kwakernaak, Achterom 7, BSN 123456782, slaapt slecht sinds de brand'
  const goal = { domain: 'youth', about: [child.id], lifeArea: 'mental-health', words }
  const { id } = await yara.post(`/plans/${planId}/goals`, goal)
  await yara.post(`/plans/${planId}/goals/${id}/revisions`, { words })
  const action = { goal: id, owner: family.youthWorker.id, words }
  const planned = await yara.post(`/plans/${planId}/actions`, action)
  await yara.post(`/plans/${planId}/actions/${planned.id}/acceptance`)
  await yara.post(`/plans/${planId}/actions/${planned.id}/stalls`, { reason: words })
  const until = '2031-01-01T00:00:00Z'
  await noor.post(`/plans/${planId}/referrals`, { to: DE_BRUG, domain: 'wmo', about: [child.id], words, until })
}, 60_000)

afterAll(() => town.close())

const foundIn = (text: string) => PLANTED.filter((planted) => text.includes(planted))

describe('what leaves', () => {
  it('over the feed says nothing of anyone: not in its events, not in its headers', async () => {
    const answer = await fetch(`${town.api}/events?limit=100`, { headers: headersOf(deBrug) })
    const text = await answer.text()
    expect((JSON.parse(text) as readonly unknown[]).length).toBeGreaterThan(8)
    expect(foundIn(text)).toEqual([])
    expect(foundIn(JSON.stringify([...answer.headers]))).toEqual([])
  })

  it('over a stream says nothing of anyone', async () => {
    const { events } = await pageOfEvents(town, deBrug, 'limit=100')
    await using stream = await aStream(town, deBrug)
    const taken = await stream.take(events.length)
    expect(taken.map(({ event }) => event.id)).toEqual(events.map(({ id }) => id))
    expect(foundIn(JSON.stringify(taken))).toEqual([])
  })

  it('was worth the search: who has a ground fetches the very words', async () => {
    const { events } = await pageOfEvents(town, deBrug, 'limit=100')
    const goal = events.find(({ type }) => type.includes('goal-revised'))
    const answer = await fetch(goal?.dataref ?? '', { headers: headersOf(deBrug) })
    expect(foundIn(await answer.text())).toContain('slaapt slecht sinds de brand')
  })
})
