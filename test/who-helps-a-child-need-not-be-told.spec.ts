/** Who works for a child, or speaks for her, need not be told to everyone who reads her plan: withheld from her father, it changes no answer of his. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHome, REASON, type Home } from './support/a-home-of-kim.ts'
import type { Answer, Told } from './support/story.ts'

const wish = (more: object) => ({ ground: 'safety', reason: REASON, reviewDate: '2026-04-02', mode: 'silent', ...more })

/** But for what tells one answer from the next whatever they say. */
const whatIsTold = ({ status, body, headers }: Answer) => [
  status,
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'instance' && name !== 'requestId')),
  headers.get('etag'),
]

describe('who works for a child, or speaks for her', () => {
  let home: Home
  beforeAll(async () => {
    home = await aHome()
  }, 60_000)
  afterAll(() => home.town.close())

  /** All that her father can ask and try, with the ids of what there may be. */
  async function everyAnswer(ids: Readonly<Record<'joining' | 'representation' | 'tess' | 'vera', string>>) {
    const { town: there, plan: its, family: of, father: asker } = home
    const asking = there.as(asker)
    const answers: unknown[] = []
    const reads = [
      '',
      '/history?limit=500',
      '/care-team',
      '/members',
      '/corrections',
      '/goals',
      '/withholdings',
      '/history/changes?from=-1&to=4',
    ]
    const position = {
      headers: { 'consistent-after': await there.system.positions.token((await there.system.store.head()) ?? '0') },
    }
    for (const path of reads) answers.push([path, whatIsTold(await asking.asks('GET', its + path))])
    for (const path of ['/due', '/plans', '/withholdings'])
      answers.push([path, whatIsTold(await asking.asks('GET', path, position))])
    const { body } = await asking.asks('GET', `${its}/access-records?limit=100`)
    answers.push((body['items'] as readonly Told[]).filter(({ role }) => role !== 'family-member'))
    const action = (owner: string) => ({ goal, owner, words: 'Bellen' })
    const wished = (from: string) => ({ items: [{ kind: 'goal', id: goal }], from, ground: 'child-asked' })
    const tries: readonly (readonly [string, object?])[] = [
      [`/care-team/representatives/${ids.representation}/end`],
      [`/care-team/professionals/${ids.joining}/departure`, {}],
      ['/actions', action(ids.tess)],
      ['/actions', action(ids.vera)],
      ['/withholdings', wished(ids.tess)],
      ['/withholdings', wished(ids.vera)],
    ]
    for (const [path, tried] of tries)
      answers.push(whatIsTold(await asking.asks('POST', its + path, tried === undefined ? {} : { body: tried })))
    expect(of.child.id).not.toBe('')
    const same = JSON.stringify(answers)
    return [ids.joining, ids.representation, ids.tess, ids.vera].reduce((text, id) => text.replaceAll(id, 'id'), same)
  }
  let goal: string
  const NOBODY = '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a1'
  const nobody = { joining: `${NOBODY}1`, representation: `${NOBODY}2`, tess: `${NOBODY}3`, vera: `${NOBODY}4` }

  it('is withheld from her father with what hangs on it, from the moment they come, and changes no answer of his', async () => {
    const { town: there, plan: its, family: of, father: asker, hanna: colleague } = home
    const coordinating = there.as(of.coordinator)
    const tess = await there.person('professional', 'Tess')
    const vera = await there.person('representative', 'Vera')
    const made = await there.as(of.youthWorker).post(`${its}/goals`, {
      ...{ domain: 'youth', about: [of.child.id], lifeArea: 'social-network', words: 'Oma komt vaker' },
    })
    goal = made.id
    await there.as(of.child).get(its)
    const withhold = [{ ...wish({ from: asker.id, consulted: colleague.id }) }]
    const before = await everyAnswer(nobody)
    const joining = await coordinating.post(`${its}/care-team/professionals`, {
      ...{
        professional: tess.id,
        name: 'Tess',
        scope: 'domain',
        organisation: '00000099000000000009',
        domain: 'youth',
      },
      ...{ activity: 'youth-support', until: '2031-01-01T00:00:00Z', withhold },
    })
    const representation = await coordinating.post(`${its}/care-team/representatives`, {
      ...{ representative: vera.id, name: 'Vera', represents: of.child.id, kind: 'guardian-ad-litem' },
      ...{ from: '2026-01-01T00:00:00Z', withhold },
    })
    const ids = { joining: joining.id, representation: representation.id, tess: tess.id, vera: vera.id }
    await coordinating.post(`${its}/care-team/representatives/${ids.representation}/proof`, {
      proof: { kind: 'court', date: '2026-02-01', number: 'C/13/1' },
    })
    expect((await there.as(tess).get(`${its}/goals/${goal}`))['words']).toBe('Oma komt vaker')
    await there.as(vera).post(`${its}/goals/${goal}/views`, {
      ...{ person: of.child.id, stance: 'agrees', words: 'Kim wil dit' },
    })
    expect(await everyAnswer(ids)).toBe(before)
    // What hangs on it, hangs on it in its turn.
    const stored = await there.system.store.read(its.replace('/plans/', 'plan-'), 0)
    for (const named of ['ProfessionalJoined', 'RepresentativeAppointed']) {
      const body = stored.findLast(({ type }) => type === named)?.body ?? '{}'
      const { id: event } = JSON.parse(body) as Told
      const becomes = { name: named === 'ProfessionalJoined' ? 'Tessa' : 'Veera' }
      await coordinating.post(`${its}/corrections`, { event, reason: 'Verkeerd gespeld', becomes })
      expect(await everyAnswer(ids)).toBe(before)
    }
    await there.as(tess).post(`${its}/care-team/professionals/${ids.joining}/departure`, { reason: 'Klaar' })
    expect(await everyAnswer(ids)).toBe(before)
    for (const who of [of.coordinator, of.youthWorker, of.child]) {
      const team = JSON.stringify(await there.as(who).get(`${its}/care-team`))
      expect([team.includes('Tessa'), team.includes('Veera')]).toEqual([true, true])
    }
    expect(JSON.stringify(await there.as(of.child).get(`${its}/goals/${goal}`))).toContain('Kim wil dit')
    const looks = (await there.as(of.child).get(`${its}/access-records?limit=100`))['items'] as readonly Told[]
    expect(looks.filter(({ kind, role }) => kind === 'goals' && role === 'professional')).toHaveLength(1)
  }, 60_000)

  it('is told to be withheld, in its place, where it need not be silent', async () => {
    const { town: there, plan: its, family: of, father: asker, hanna: colleague } = home
    const told = wish({ ground: 'others-privacy', mode: 'told', from: asker.id, consulted: colleague.id })
    const ilse = await there.person('professional', 'Ilse')
    await there.as(of.coordinator).post(`${its}/care-team/professionals`, {
      ...{
        professional: ilse.id,
        name: 'Ilse',
        scope: 'domain',
        organisation: '00000099000000000009',
        domain: 'youth',
      },
      ...{ activity: 'youth-support', until: '2031-01-01T00:00:00Z', withhold: [told] },
    })
    const { professionals } = await there.as(asker).get(`${its}/care-team`)
    expect((professionals as readonly Told[]).at(-1)).toEqual({ withheld: 'others-privacy' })
  })

  it('is withheld from nobody whose own it is', async () => {
    const { town: there, plan: its, family: of, father: asker, hanna: colleague } = home
    const coordinating = there.as(of.coordinator)
    const { representatives } = await coordinating.get(`${its}/care-team`)
    const his = (representatives as readonly Told[]).find(({ representative }) => representative === asker.id)
    const refused = await coordinating.asks('POST', `${its}/withholdings`, {
      body: { ...wish({ from: asker.id, consulted: colleague.id }), items: [{ kind: 'representation', id: his?.id }] },
    })
    expect([refused.body['code'], refused.body['missing']]).toEqual(['WITHHOLDING_IS_INCOMPLETE', ['from']])
    // A limit of sight on Kim leaves him what he is to her: he is told nothing new by trying to end it.
    await coordinating.post(`${its}/sight-limits`, {
      ...wish({ from: asker.id, consulted: of.youthWorker.id }),
      about: of.child.id,
    })
    const ends = await there.as(asker).asks('POST', `${its}/care-team/representatives/${String(his?.id)}/end`)
    expect(ends.status).toBe(201)
  })
})
