/** Opening a plan in an emergency takes writes to two streams. Whatever write a crash comes after, it is opened once, told at once, and its user opens no other before it is reviewed. */
import { describe, expect, it } from '@jest/globals'
import { breakGlassStream, planStream, type System } from '../libs/installation/system.ts'
import { personNamed } from '../apps/api/sign-in/development-issuer.ts'
import { aTownThatCrashes, crashAfter, eventually } from './support/a-town-that-crashes.ts'

const OPEN = { lifeAreas: ['domestic-relations'], reportedBy: 'family' }
const SAAR = personNamed('professional', 'Saar')

const usesOf = async ({ folds }: System, planId: string) =>
  Object.values((await folds.plans.at(planStream(planId))).state.breakGlass)

/** Saar opens a plan, and the process is gone after so many writes of it. */
async function crashedAfter(writes: number) {
  const startAgain = await aTownThatCrashes()
  const first = await startAgain()
  const { planId = '' } = (await first.post('/plans', OPEN, 'open')).body
  const { planId: other = '' } = (await first.post('/plans', OPEN, 'another')).body
  const ans = await first.as('administrator', 'Ans', 'administration')
  await ans('/break-glass-roles', { method: 'PUT', body: { roles: ['professional'] } })
  crashAfter(first.system, writes)
  const body = (plan: string) => ({ plan, domains: ['youth'], reason: 'Kim is niet thuisgekomen' })
  const saar = await first.as('professional', 'Saar', 'crisis-access')
  expect((await saar('/break-glass-uses', { body: body(planId), key: 'use' })).status).toBe(503)
  expect((await saar(`/plans/${planId}`, { method: 'GET' })).status).toBe(404)
  await first.stop()

  const second = await startAgain()
  const again = await second.as('professional', 'Saar', 'crisis-access')
  return {
    ...{ planId, other, second },
    asksAgain: () => again('/break-glass-uses', { body: body(planId), key: 'use' }),
    asksForAnother: () => again('/break-glass-uses', { body: body(other) }),
    reads: () => again(`/plans/${planId}`, { method: 'GET' }),
  }
}

type Crashed = Awaited<ReturnType<typeof crashedAfter>>

/** Open, on record, due to who reviews it, and her only one. */
async function isOpenedOnce({ planId, second, reads, asksAgain, asksForAnother }: Crashed): Promise<void> {
  const uses = await usesOf(second.system, planId)
  expect(uses).toMatchObject([{ is: 'used', user: SAAR }])
  expect((await reads()).status).toBe(200)
  const stored = await second.system.store.read(planStream(planId))
  for (const type of ['BreakGlassAsked', 'BreakGlassUsed'])
    expect(stored.filter((event) => event.type === type)).toHaveLength(1)
  expect(await second.system.store.read(breakGlassStream(SAAR))).toHaveLength(1)
  const looks = await second.system.access.store.readAll(undefined, 1_000)
  expect(looks.filter(({ body }) => body.includes('"kind":"break-glass"')).length).toBeGreaterThan(0)
  expect((await asksForAnother()).body.code).toBe('BREAK_GLASS_AWAITS_REVIEW')
  const sofie = await second.as('safety-officer', 'Sofie', 'safety-review')
  const due = await eventually(
    async () => (await sofie('/due', { method: 'GET' })).body.items ?? [],
    (items) => items.length > 0,
  )
  expect(due).toMatchObject([{ planId, what: 'break-glass-review' }])
  // She, who never heard, asks again: the same use.
  expect(await asksAgain()).toMatchObject({ status: 201, body: { planId } })
  expect(await usesOf(second.system, planId)).toEqual(uses)
}

describe('a plan opened in an emergency', () => {
  // The plan has that it was asked; then her own stream has it too.
  it.each([1, 2])(
    'is open by the next start, where the process died after write %i',
    async (writes) => {
      const crashed = await crashedAfter(writes)
      await eventually(
        () => usesOf(crashed.second.system, crashed.planId),
        ([use]) => use?.is === 'used',
      )
      await isOpenedOnce(crashed)
      await crashed.second.stop()
    },
    90_000,
  )

  it.each([1, 2])(
    'is open at once for who asks again, where the process died after write %i',
    async (writes) => {
      const crashed = await crashedAfter(writes)
      expect(await crashed.asksAgain()).toMatchObject({ status: 201, body: { planId: crashed.planId } })
      await isOpenedOnce(crashed)
      await crashed.second.stop()
    },
    90_000,
  )
})
