/** Who left asks who looked until then: at themselves and at whom they speak for. Of looks after it nothing is told, also while they contest that they left; once that is undone, all of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { aTown, type Person, type Town } from './support/story.ts'

const START = Date.parse('2026-03-02T09:00:00.000Z')
const MOVED = { kind: 'moved', date: '2026-03-01', reason: 'Woont elders' }
const PROOF = { kind: 'brp', date: '2026-03-01' }

let town: Town
let noor: Person
let lead: Person
let yara: Person
let mother: Person
let child: Person
let planId: string
let minutes = 0

beforeAll(async () => {
  town = await aTown(new Date(START).toISOString())
  noor = await town.person('coordinator', 'Noor', { team: 'noord' })
  lead = await town.person('team-lead', 'Tess', { team: 'noord' })
  yara = await town.person('professional', 'Yara')
})
afterAll(() => town.close())

const later = () => {
  minutes += 1
  town.itIs(new Date(START + minutes * 60_000).toISOString())
}
const of = ({ id }: Person, more = '') => `/plans/${planId}/members/${id}${more}`

beforeEach(async () => {
  later()
  const as = town.as(noor)
  planId = (await as.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })).planId
  const joins = async (name: string, birthDate: string) => {
    const { id } = await as.post(`/plans/${planId}/members`, { name, birthDate })
    return town.person('family-member', name, { subject: id })
  }
  mother = await joins('Mirjam', '1985-04-01')
  child = await joins('Lotte', '2012-06-15')
  await as.post(`/plans/${planId}/care-team/representatives`, {
    ...{ representative: mother.id, name: 'Mirjam', represents: child.id, kind: 'parental-authority', proof: PROOF },
    from: town.now(),
  })
  await as.post(`/plans/${planId}/care-team/professionals`, {
    ...{ professional: yara.id, name: 'Yara', scope: 'domain', organisation: '00000099000000000002', domain: 'youth' },
    ...{ activity: 'youth-support', until: '2031-01-01T00:00:00Z' },
  })
  later()
})

/** Looks at one member, by the youth worker: a minute apart. */
const looksAt = async (whom: Person) => {
  later()
  await town.as(yara).get(of(whom))
}
const toldTo = async (who: Person) => {
  const { items } = (await town.as(who).get(`/plans/${planId}/access-records?limit=100`)) as unknown as {
    readonly items: readonly { readonly role: string; readonly kind: string }[]
  }
  return items.filter(({ role }) => role === 'professional').length
}
const leaves = async (whom: Person, how: object = MOVED) => {
  later()
  await town.as(noor).post(of(whom, '/departure'), how)
}
const decides = async (whom: Person, outcome: 'undone' | 'upheld') => {
  later()
  await town.as(lead).post(of(whom, '/contest/decision'), { outcome, reason: 'Gehoord' })
}

describe('who left', () => {
  it('is told of every look until then, and of none after; not of those who stay either', async () => {
    await looksAt(mother)
    await leaves(mother)
    await looksAt(mother)
    expect(await toldTo(mother)).toBe(1)
    later()
    await town.as(yara).get(`/plans/${planId}`)
    expect(await toldTo(child)).toBe(1)
  })

  it('is told of no more while they contest it, and of all of it once it is undone', async () => {
    await looksAt(mother)
    await leaves(mother)
    await looksAt(mother)
    later()
    await town.as(mother).post(of(mother, '/contest'), {})
    await looksAt(mother)
    expect(await toldTo(mother)).toBe(1)
    await decides(mother, 'undone')
    await looksAt(mother)
    expect(await toldTo(mother)).toBe(4)
  })

  it('is told of no more where it was upheld', async () => {
    await looksAt(mother)
    await leaves(mother)
    await town.as(mother).post(of(mother, '/contest'), {})
    await decides(mother, 'upheld')
    await looksAt(mother)
    expect(await toldTo(mother)).toBe(1)
  })

  it('a second time is told of what was until the second', async () => {
    await leaves(mother)
    await town.as(mother).post(of(mother, '/contest'), {})
    await decides(mother, 'undone')
    await looksAt(mother)
    await leaves(mother, { ...MOVED, kind: 'divorced' })
    await looksAt(mother)
    expect(await toldTo(mother)).toBe(1)
    expect(await town.as(mother).get(of(mother))).toMatchObject({ state: 'left', departure: { kind: 'divorced' } })
    await town.as(mother).post(of(mother, '/contest'), {})
    await decides(mother, 'undone')
    expect(await toldTo(mother)).toBe(2)
  })

  it('goes on to speak for a child who stays, and is told who looked at them', async () => {
    await leaves(mother)
    await looksAt(child)
    expect(await toldTo(mother)).toBe(1)
    await looksAt(mother)
    expect(await toldTo(mother)).toBe(1)
  })

  it('as a child lets who speaks for them ask until then too', async () => {
    await looksAt(child)
    await leaves(child)
    await looksAt(child)
    expect([await toldTo(child), await toldTo(mother)]).toEqual([1, 1])
  })

  it('has no death to be recorded of: who died elsewhere is still who left', async () => {
    await leaves(mother)
    const { status, body } = await town.as(noor).asks('POST', of(mother, '/death'), { body: {} })
    expect([status, body['code']]).toEqual([409, 'PERSON_IS_NOT_A_MEMBER'])
    expect(await toldTo(mother)).toBe(0)
  })

  it('without the others knowing looks unseen by them', async () => {
    await leaves(mother, { ...MOVED, kind: 'fled' })
    later()
    await town.as(mother).get(`/plans/${planId}`)
    const { items } = (await town.as(child).get(`/plans/${planId}/access-records`)) as unknown as {
      readonly items: readonly object[]
    }
    // Who is spoken for knows who did, as before.
    expect(items).toMatchObject([{ role: 'family-member', kind: 'plan' }])
  })
})
