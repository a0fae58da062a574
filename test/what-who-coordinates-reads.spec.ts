/** Who coordinates reads of each law that something is there, and its words only on a ground of their own: what the municipality recorded, or what someone of the family permitted. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aTown, type Person, type Town } from './support/story.ts'

type Told = Readonly<Record<string, unknown>>

let town: Town
let ans: Person
beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  ans = await town.person('administrator', 'Ans')
})
afterAll(() => town.close())

const records = (...bases: readonly object[]) => town.as(ans).asks('PUT', '/coordination-bases', { body: { bases } })

describe('a municipality that records on what who coordinates reads', () => {
  const OF_YOUTH = { domain: 'youth', article: 'Wams 2.1', from: '2026-03-02', until: '2026-12-31' }
  const OF_WMO = { domain: 'wmo', article: 'Wmo 2015 5.1.1', from: '2026-01-01' }
  const published = async () => (await (await fetch(`${town.api}/coordination-bases`)).json()) as Told

  it('does so as who administers, and everyone reads it; who may not, does not', async () => {
    for (const role of ['coordinator', 'team-lead', 'family-member', 'auditor'] as const) {
      const who = await town.person(role, 'Someone')
      expect((await town.as(who).asks('PUT', '/coordination-bases', { body: { bases: [OF_WMO] } })).status).toBe(403)
    }
    expect((await records(OF_WMO, OF_YOUTH)).status).toBe(200)
    expect(await published()).toEqual({ version: expect.any(Number), bases: [OF_YOUTH, OF_WMO] })
  })

  it('changes nothing when it is sent again', async () => {
    const { version } = await published()
    expect((await records(OF_YOUTH, OF_WMO)).status).toBe(200)
    expect((await published())['version']).toBe(version)
  })

  it('is told all at once what cannot be: two at once for one law, days that run backwards, days that are none', async () => {
    const { status, body } = await records(
      OF_WMO,
      { ...OF_WMO, from: '2030-01-01' },
      { ...OF_YOUTH, until: '2026-03-01' },
    )
    expect([status, body['code'], body['wrong']]).toEqual([
      400,
      'COORDINATION_BASES_DO_NOT_FIT',
      ['bases/1/from', 'bases/2/until'],
    ])
    const faults = (await records({ domain: 'general', article: ' ', from: '2026-02-30' })).body['errors'] as Told[]
    expect(faults.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/bases/0/domain', '/bases/0/article', '/bases/0/from']),
    )
  })
})
