/**
 * Who is recorded as a representative shows what lets them speak. Until then they read nothing, on no route; what they say is kept and marked, and counts
 * for nothing; and the proof is due for who coordinates.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { asOfNow } from './support/as-of-now.ts'
import { BRP, COURT, MANDATE } from './support/proofs.ts'
import { aTown, type Answer, type Asking, type Person, type Told, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let plan: string
let noor: Asking
let kim: Person
let father: Person
let representation: string
let goal: string

const FOR_KIM = () => ({
  representative: father.id,
  name: 'Farid',
  represents: kim.id,
  kind: 'parental-authority',
  from: '2026-01-01T00:00:00Z',
})

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  noor = town.as(family.coordinator)
  kim = family.child
  father = await town.person('representative', 'Farid')
  ;({ id: representation } = await noor.post(`${plan}/care-team/representatives`, FOR_KIM()))
  ;({ id: goal } = await town.as(family.youthWorker).post(`${plan}/goals`, {
    domain: 'youth',
    about: [kim.id],
    lifeArea: 'domestic-relations',
    words: 'Kim slaapt door',
  }))
})
afterAll(() => town.close())

const says = (words: string, at = `${plan}/goals/${goal}/views`) =>
  town.as(father).asks('POST', at, { body: { person: kim.id, stance: 'disagrees', words } })

interface Due extends Told {
  readonly items: readonly { readonly what: string; readonly item: { readonly kind: string; readonly id: string } }[]
}
const dueFor = async (who: Asking): Promise<Due['items']> => {
  const headers = await asOfNow(town)
  const { body } = await who.asks('GET', '/due', { headers })
  return (body as Due).items.filter(({ what }) => what === 'proof')
}

const strippedOf = ({ status, body }: Answer) => ({ status, code: body['code'] })

describe('a father who shows nothing', () => {
  it('reads nothing: every route answers as it does a stranger', async () => {
    const stranger = await town.person('representative', 'Iemand anders')
    const paths = ['', '/history', '/members', '/care-team', '/goals', `/goals/${goal}`, '/own-plan', '/coordinator']
    for (const path of [...paths.map((each) => plan + each), '/plans', '/due', '/caseload'])
      expect([path, strippedOf(await town.as(father).asks('GET', path))]).toEqual([
        path,
        strippedOf(await town.as(stranger).asks('GET', path)),
      ])
    for (const list of ['/plans', '/due']) expect((await town.as(father).get(list))['items']).toEqual([])
  })

  it('gives a view, which is kept and marked, and does nothing else: nothing else is there for him', async () => {
    const { status } = await says('Zij blijft bij mij')
    expect(status).toBe(201)
    const seen = await town.as(family.youthWorker).get(`${plan}/goals/${goal}`)
    expect(seen['views']).toMatchObject([{ person: kim.id, voice: 'representative', unverified: true }])
    const body = { words: 'Zij woont bij mij' }
    expect((await town.as(father).asks('POST', `${plan}/goals/${goal}/revisions`, { body })).status).toBe(404)
    expect((await says('?', `${plan}/goals/${representation}/views`)).status).toBe(404)
  })

  it('counts for nothing: Kim is waited for', async () => {
    const yara = town.as(family.youthWorker)
    const body = { basedOn: await yara.tagOf(family.planId) }
    expect((await yara.asks('POST', `${plan}/goals/${goal}/adoption`, { body })).body).toMatchObject({
      code: 'PERSONS_WERE_NOT_HEARD',
      persons: [kim.id],
    })
  })

  it('is due for the coordinator, in ten working days, as something they can open', async () => {
    const [due, ...more] = await dueFor(noor)
    expect(more).toEqual([])
    expect(due).toMatchObject({
      dueAt: '2026-03-16T22:59:59.999Z',
      item: { kind: 'representation', id: representation },
      mustAct: 'coordinator',
    })
    const { representatives } = (await noor.get(`${plan}/care-team`)) as unknown as { representatives: Told[] }
    expect(representatives).toMatchObject([{ id: representation, isVerified: false }])
    expect(await dueFor(town.as(family.youthWorker))).toEqual([])
  })

  it('is refused a proof that does not show it, with all that it lacks', async () => {
    const lacksIn = async (proof: object) =>
      (await noor.asks('POST', `${plan}/care-team/representatives/${representation}/proof`, { body: { proof } })).body
    expect(await lacksIn({ kind: 'court' })).toMatchObject({
      code: 'PROOF_DOES_NOT_SHOW_IT',
      lacks: ['proof/date', 'proof/number'],
    })
    expect(await lacksIn({ kind: 'mandate' })).toMatchObject({ lacks: ['proof/kind', 'proof/reference'] })
    expect(await lacksIn({ kind: 'brp', date: '2026-03-03' })).toMatchObject({ lacks: ['proof/date'] })
    const body = { ...FOR_KIM(), proof: { kind: 'brp' } }
    const refused = await noor.asks('POST', `${plan}/care-team/representatives`, { body })
    expect(refused.body).toMatchObject({ code: 'PROOF_DOES_NOT_SHOW_IT', lacks: ['proof/date'] })
  })

  it('proves nothing himself, nor does anyone but who coordinates', async () => {
    const at = `${plan}/care-team/representatives/${representation}/proof`
    const statuses = [father, kim, family.youthWorker].map(
      async (who) => (await town.as(who).asks('POST', at, { body: { proof: BRP } })).status,
    )
    expect(await Promise.all(statuses)).toEqual([404, 403, 403])
  })

  it('reads from the moment it is shown; the words of the proof are for who coordinates, and the family', async () => {
    await noor.post(`${plan}/care-team/representatives/${representation}/proof`, { proof: COURT })
    expect(await dueFor(noor)).toEqual([])
    expect(JSON.stringify(await town.as(father).get(plan))).toContain('Kim slaapt door')
    const { representatives } = (await noor.get(`${plan}/care-team`)) as unknown as { representatives: Told[] }
    expect(representatives).toMatchObject([{ isVerified: true, proof: { ...COURT } }])
    const seen = JSON.stringify(await town.as(family.youthWorker).get(`${plan}/care-team`))
    expect(seen).toContain('"isVerified":true')
    expect(seen).not.toContain(COURT.number)
    const again = await noor.asks('POST', `${plan}/care-team/representatives/${representation}/proof`, {
      body: { proof: BRP },
    })
    expect(again.body['code']).toBe('REPRESENTATION_IS_PROVEN')
  })
})

describe('a father of a child of eight', () => {
  it('counts as its voice from the moment he shows that he may, and not by what he said before', async () => {
    const { id: bo } = await noor.post(`${plan}/members`, { name: 'Bo', birthDate: '2018-01-01' })
    const { id: forBo } = await noor.post(`${plan}/care-team/representatives`, { ...FOR_KIM(), represents: bo })
    const yara = town.as(family.youthWorker)
    const of = { domain: 'youth', about: [bo], lifeArea: 'domestic-relations', words: 'Bo gaat naar zwemles' }
    const { id: lessons } = await yara.post(`${plan}/goals`, of)
    const saysForBo = () => town.as(father).post(`${plan}/goals/${lessons}/views`, { person: bo, stance: 'agrees' })
    const adopts = async () => {
      const body = { basedOn: await yara.tagOf(family.planId) }
      return (await yara.asks('POST', `${plan}/goals/${lessons}/adoption`, { body })).status
    }
    await saysForBo()
    expect(await adopts()).toBe(409)
    await noor.post(`${plan}/care-team/representatives/${forBo}/proof`, { proof: BRP })
    expect(await adopts()).toBe(409)
    await saysForBo()
    expect(await adopts()).toBe(201)
  })
})

describe('what is stored of a proof', () => {
  it('is sealed, and alike whichever kind it is', async () => {
    const outlines: unknown[] = []
    for (const [kind, proof] of [
      ['guardian', BRP],
      ['guardian', COURT],
      ['informal', MANDATE],
    ] as const) {
      await noor.post(`${plan}/care-team/representatives`, { ...FOR_KIM(), kind, proof })
      const stored = await town.system.store.read(`plan-${family.planId}`, 0)
      const { type, data } = JSON.parse(stored.at(-1)?.body ?? '') as { type: string; data: { proof: object } }
      expect(type).toBe('RepresentationProofShown')
      expect(JSON.stringify(data)).not.toMatch(/brp|court|mandate|2025-12-01|C\/10|Volmacht/)
      outlines.push([Object.keys(data.proof), Object.values(data.proof).map((part) => Object.keys(part as object))])
    }
    expect(new Set(outlines.map((each) => JSON.stringify(each))).size).toBe(1)
  })
})
