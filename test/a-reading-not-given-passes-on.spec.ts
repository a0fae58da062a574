/** A second reading that is not given in time goes by itself to the next of the same lot; who had it is told so, and reads it no more. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { accountIn, aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { until } from './support/partners.ts'
import { aTown, type Person, type TownKept } from './support/story.ts'

let town: TownKept
let family: HelpedFamily
let at: string

interface Read {
  readonly reader?: { readonly reader: string; readonly seed: string }
  readonly passedBy?: readonly { readonly reader: string }[]
}

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z', { SAMENSPEL_TICK_SECONDS: '1' })
  family = await aHelpedFamily(town)
  const { planId, youthWorker, child } = family
  const yara = town.as(youthWorker)
  const left = { protocol: PROTOCOL, step: STEP, insteadDone: 'Eerst gepraat', situation: 'Kim vertrouwt iemand' }
  const account = { account: accountIn(60, town.now()), basedOn: await yara.tagOf(planId) }
  const { id } = await yara.post(`/plans/${planId}/deviations`, {
    ...{ domain: 'youth', about: [child.id], ...left, ...account },
  })
  at = `/plans/${planId}/deviations/${id}`
}, 60_000)
afterAll(() => town.close())

const read = async (): Promise<Read> => (await town.as(family.youthWorker).get(at)) as unknown as Read
const readerCalled = (id: string | undefined): Person => {
  const found = family.readers.find((one) => one.id === id)
  if (found === undefined) throw new Error('who was drawn is in the pool')
  return found
}

it('goes to the next of the same lot, and who had it reads nothing of it any more', async () => {
  const first = (await read()).reader
  town.itIs('2026-03-11T09:00:00.000Z')
  await until(async () => (await read()).passedBy !== undefined)
  const { reader: next, passedBy } = await read()
  expect(passedBy?.map(({ reader }) => reader)).toEqual([first?.reader])
  expect(next?.reader).not.toBe(first?.reader)
  expect(next?.seed).toBe(first?.seed)
  const late = town.as(readerCalled(first?.reader))
  expect(JSON.stringify((await late.asks('GET', `/plans/${family.planId}`)).body)).not.toContain('Kim vertrouwt iemand')
  const reading = { finding: 'supports', words: 'Toch nog', basedOn: await late.tagOf(family.planId) }
  expect((await late.asks('POST', `${at}/readings`, { body: reading })).status).toBe(403)
  expect(JSON.stringify(await town.as(readerCalled(next?.reader)).get(at))).toContain('vertrouwt iemand')
})

it('does so until nobody is left, and then it is whoever keeps the pool who must act', async () => {
  town.itIs('2026-03-20T09:00:00.000Z')
  await until(async () => (await read()).passedBy?.length === 2)
  town.itIs('2026-03-30T09:00:00.000Z')
  await until(async () => (await read()).passedBy?.length === 3)
  expect(await read()).toMatchObject({ noReaderSince: expect.stringMatching(/^2026-03-30/) })
  const ans = town.as(family.administrator)
  const due = async () => (await ans.get('/due')) as unknown as { readonly items: readonly Record<string, unknown>[] }
  await until(async () => (await due()).items.length === 1)
  const { items } = await due()
  expect(items).toMatchObject([{ what: 'reader-pool', mustAct: 'administrator', item: { kind: 'deviation' } }])
  expect((await ans.asks('GET', at)).status).toBe(404)
})
