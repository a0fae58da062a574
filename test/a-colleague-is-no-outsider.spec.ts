/** A second reader comes from outside: nobody of the team of who left a step, or of who coordinates, reads it; and nobody learns from it whose colleague anyone is. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { accountIn, aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const DE_STAM = '00000099000000000002'

let town: Town
let family: HelpedFamily
let deviations: string

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  deviations = `/plans/${family.planId}/deviations`
  town.itIs('2026-03-02T12:00:00.000Z')
}, 60_000)

afterAll(() => town.close())

interface Pooled {
  readonly team?: string
  readonly organisation?: string
}

const poolOf = (...each: readonly Pooled[]) =>
  family.readers.map(({ id }, place) => ({ reader: id, domains: ['youth'], ...each[place] }))

const setPool = (...each: readonly Pooled[]) =>
  town.as(family.administrator).put('/second-readers', { readers: poolOf(...each) })

async function deviationBy(person: Person) {
  const they = town.as(person)
  const left = { protocol: PROTOCOL, step: STEP, insteadDone: 'Eerst gepraat', situation: 'Kim vertrouwt iemand' }
  const account = { account: accountIn(60, town.now()), basedOn: await they.tagOf(family.planId) }
  return (await they.post(deviations, { domain: 'youth', about: [family.child.id], ...left, ...account })).id
}

const drawn = async (deviation: string) =>
  (await town.as(family.youthWorker).get(`${deviations}/${deviation}`))['reader'] as
    { readonly reader: string; readonly seed: string; readonly pool: number } | undefined

const [ROSA, RUUD, SEM] = [0, 1, 2]
const idOf = (place: number) => family.readers[place]?.id

describe('a colleague', () => {
  it('of who coordinates is never drawn, whoever left the step', async () => {
    // Noor coordinates for noord.
    await setPool({ team: 'noord' }, { team: 'noord', organisation: '00000099000000000001' }, { team: 'zuid' })
    for (let time = 0; time < 6; time += 1)
      expect((await drawn(await deviationBy(family.youthWorker)))?.reader).toBe(idOf(SEM))
  })

  it('of who left it neither: of their team, and of whom they joined for', async () => {
    await setPool({ team: 'oost' }, { organisation: DE_STAM }, { team: 'west' })
    const { id, name } = family.youthWorker
    const ofOost = await town.person('professional', name, { subject: id, team: 'oost' })
    for (let time = 0; time < 6; time += 1) expect((await drawn(await deviationBy(ofOost)))?.reader).toBe(idOf(SEM))
  })

  it('is nobody’s reader where there are only colleagues: it is due to who keeps the pool, in two working days', async () => {
    await setPool({ team: 'noord' }, { organisation: DE_STAM }, { team: 'noord' })
    const deviation = await deviationBy(family.youthWorker)
    expect(await town.as(family.youthWorker).get(`${deviations}/${deviation}`)).toMatchObject({
      justified: true,
      noReaderSince: expect.any(String),
    })
    await setPool({ team: 'noord' }, { team: 'zuid' }, { team: 'noord' })
    await town.as(family.youthWorker).post(`${deviations}/${deviation}/reader-draws`)
    expect((await drawn(deviation))?.reader).toBe(idOf(RUUD))
  })
})

describe('the draw', () => {
  it('stays as it was cast, whoever changes teams behind it', async () => {
    await setPool({ team: 'zuid' }, { team: 'zuid' }, { team: 'zuid' })
    const deviation = await deviationBy(family.youthWorker)
    const first = await drawn(deviation)
    const others = family.readers.filter(({ id }) => id !== first?.reader)
    await setPool({ team: 'noord' }, { team: 'noord' }, { team: 'noord' })
    const reader = family.readers.find(({ id }) => id === first?.reader)
    await town
      .as(reader ?? others[0] ?? family.auditor)
      .post(`${deviations}/${deviation}/recusal`, { reason: 'Mijn nicht' })
    const next = await drawn(deviation)
    expect(others.map(({ id }) => id)).toContain(next?.reader)
    expect([next?.pool, next?.seed]).toEqual([first?.pool, first?.seed])
  })

  it('is foreseen by nobody, and tells nobody whose colleague anyone is', async () => {
    await setPool({ team: 'noord' }, { organisation: DE_STAM, team: 'blauw' }, { team: 'zuid' })
    const { id, name } = family.youthWorker
    const blauw = await town.person('professional', name, { subject: id, team: 'blauw', organisation: DE_STAM })
    const deviation = await deviationBy(blauw)
    const reader = family.readers[SEM] ?? family.auditor
    expect((await drawn(deviation))?.reader).toBe(reader.id)
    const plan = `/plans/${family.planId}`
    for (const person of [reader, family.youthWorker, family.coordinator, family.child, family.auditor])
      for (const path of [
        '',
        '/deviations',
        `/deviations/${deviation}`,
        `/deviations/${deviation}/dossier`,
        '/history?limit=500',
      ]) {
        const told = JSON.stringify((await town.as(person).asks('GET', plan + path)).body)
        expect(told).not.toMatch(/blauw|"teams"|"seed":"[0-9a-f]{64}"/)
      }
    for (const person of [reader, family.youthWorker, family.child, family.auditor])
      expect(JSON.stringify(await town.as(person).get('/second-readers'))).not.toMatch(/team|organisation/)
    expect(JSON.stringify(await town.as(family.administrator).get('/second-readers'))).toContain('blauw')
    expect(idOf(ROSA)).not.toBe(reader.id)
  })
})
