/** What was learnt by leaving a step reaches whose protocol it is: cleared of people by somebody else, five families at a time, with nothing that says whose it was. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, PROTOCOL, type HelpedFamily } from './support/a-helped-family.ts'
import { asOfNow } from './support/as-of-now.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const OWNER = '00000099000000000001'

let town: Town
let first: HelpedFamily
let colleague: Person
let steward: Person
const plans: { readonly planId: string; readonly deviation: string }[] = []

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  first = await aHelpedFamily(town)
  colleague = await town.person('professional', 'Yusuf')
  steward = await town.person('protocol-steward', 'Paula', { organisation: OWNER })
  town.itIs('2026-03-02T12:00:00.000Z')
}, 60_000)

afterAll(() => town.close())

/** Another family of the same coordinator and worker, in which the same step was left and looked back on. */
async function another(): Promise<string> {
  const noor = town.as(first.coordinator)
  const { planId } = await noor.post('/plans', { lifeAreas: ['domestic-relations'], reportedBy: 'family' })
  const child = await noor.post(`/plans/${planId}/members`, { name: 'Timo Bakker', birthDate: '2013-01-01' })
  await join(planId, first.youthWorker)
  // Who leaves a step had a part then.
  town.itIs(new Date(Date.parse(town.now()) + 60_000).toISOString())
  return leaveAndLookBack(planId, child.id)
}

async function join(planId: string, { id, name }: Person): Promise<void> {
  await town.as(first.coordinator).post(`/plans/${planId}/care-team/professionals`, {
    ...{ professional: id, name, scope: 'domain', organisation: '00000099000000000002' },
    ...{ domain: 'youth', activity: 'youth-support', until: '2031-01-01T00:00:00Z' },
  })
}

async function leaveAndLookBack(planId: string, child: string): Promise<string> {
  await join(planId, colleague)
  const yara = town.as(first.youthWorker)
  const account = {
    ...{ different: 'Niemand thuis', familyView: 'Prima' },
    weighing: { involvement: 'Zij kozen dit' },
  }
  const about = { domain: 'youth', about: [child], protocol: PROTOCOL, step: 'talk-with-the-family' }
  const basedOn = await yara.tagOf(planId)
  const did = { insteadDone: 'Gebeld', situation: 'Op reis', account, basedOn }
  const { id } = await yara.post(`/plans/${planId}/deviations`, { ...about, ...did })
  const lesson = { outcome: 'worked', words: 'Het ging goed', lesson: 'Timo had een week nodig' }
  const seen = await yara.tagOf(planId)
  await yara.post(`/plans/${planId}/deviations/${id}/evaluations`, { ...lesson, basedOn: seen })
  plans.push({ planId, deviation: id })
  return `/plans/${planId}/deviations/${id}`
}

const clear = (at: string, words = 'Geef een gezin een week') =>
  town.as(colleague).post(`${at}/lesson-clearing`, { words })

const asked = async (person: Person) =>
  town.as(person).asks('GET', `/protocols/${PROTOCOL}/lessons`, { headers: await asOfNow(town) })

describe('a lesson', () => {
  it('is told to nobody before somebody else cleared it, nor while it would be one family’s', async () => {
    await leaveAndLookBack(first.planId, first.child.id)
    for (let more = 0; more < 3; more += 1) await clear(await another())
    expect((await asked(steward)).body).toMatchObject({ lessons: [] })
    // Of the fifth family it stands, and is not cleared: four are not enough.
    const fifth = await another()
    await clear(`/plans/${first.planId}/deviations/${plans[0]?.deviation ?? ''}`)
    expect((await asked(steward)).body).toMatchObject({ lessons: [] })
    const own = await town.as(first.youthWorker).asks('POST', `${fifth}/lesson-clearing`, { body: { words: 'Zelf' } })
    expect(own.body).toMatchObject({ code: 'A_LESSON_IS_CLEARED_BY_SOMEONE_ELSE' })
    await clear(fifth, 'Timo Bakker had een week nodig')
    const { body } = await asked(steward)
    const { lessons } = body as unknown as { readonly lessons: readonly { readonly words: string }[] }
    expect(lessons).toHaveLength(5)
    expect(lessons).toContainEqual(expect.objectContaining({ words: 'Geef een gezin een week', version: 1 }))
  })

  it('tells no plan, nobody, no day, and no name that its clearer read past', async () => {
    const told = JSON.stringify((await asked(steward)).body)
    for (const { planId, deviation } of plans) expect(told).not.toMatch(new RegExp(`${planId}|${deviation}`))
    expect(told).not.toMatch(/Timo|Bakker|2026|had een week nodig en|"by"|"at"/)
    expect(told).toContain('talk-with-the-family')
    // The sixth is told with four others, and not before.
    await clear(await another(), 'Alleen van de zesde')
    expect(JSON.stringify((await asked(steward)).body)).toBe(told)
  })

  it('is for whose protocol it is, and for nobody else', async () => {
    const others = [
      await town.person('protocol-steward', 'Van een ander', { organisation: '00000099000000000003' }),
      ...[first.administrator, first.coordinator, first.youthWorker, first.child, first.auditor, ...first.readers],
    ]
    for (const other of others) expect((await asked(other)).status).toBe(403)
    expect((await town.as(steward).asks('GET', '/protocols/no-such/lessons')).status).toBe(404)
    expect((await town.as(steward).asks('GET', `/plans/${first.planId}`)).status).toBe(404)
  })
})
