/** What readers get to order, compare and insist by says nothing of what they may not see: tags, positions, ids, moments, and what partners are sent. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  accountIn,
  aHelpedFamily,
  anInspectionIsOpened,
  PROTOCOL,
  STEP,
  type HelpedFamily,
} from './support/a-helped-family.ts'
import { aTown, type Asking, type Told, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let plan: string
let yara: Asking
let pim: Asking

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  yara = town.as(family.youthWorker)
  pim = town.as(family.incomeWorker)
})
afterAll(() => town.close())

const aGoal = (asking: Asking, domain: string) =>
  asking.post(`${plan}/goals`, { domain, about: [family.child.id], lifeArea: 'finances', words: 'Rust in huis' })

const offerOn = (asking: Asking, tag: string) =>
  asking.asks('POST', `${plan}/goals`, {
    body: { domain: 'participation', about: [family.parent.id], lifeArea: 'finances', words: 'Werk' },
    headers: { 'if-match': tag },
  })

describe('a tag', () => {
  it('moves only when its reader could know why', async () => {
    const [before, hers] = [await pim.tagOf(family.planId), await yara.tagOf(family.planId)]
    const { etag } = await aGoal(yara, 'youth')
    expect(await pim.tagOf(family.planId)).toBe(before)
    expect(await yara.tagOf(family.planId)).toBe(etag)
    expect(etag).not.toBe(hers)
  })

  it('still holds when what came behind it is hidden from its sender, who writes behind the true head', async () => {
    const tag = await pim.tagOf(family.planId)
    await aGoal(yara, 'youth')
    const written = await offerOn(pim, tag)
    expect(written.status).toBe(201)
    expect(written.body.etag).toBe(await pim.tagOf(family.planId))
    const late = await offerOn(pim, tag)
    expect([late.status, late.body['events'], late.body.etag]).toEqual([412, ['GoalProposed'], written.body.etag])
  })

  it('of the terms or of the pool does not move when an inspection is opened or closed', async () => {
    const ans = town.as(family.administrator)
    const tagOf = async (path: string) => (await pim.asks('GET', path)).headers.get('etag')
    const before = [await tagOf('/terms'), await tagOf('/second-readers')]
    await anInspectionIsOpened(town, family)
    expect([await tagOf('/terms'), await tagOf('/second-readers')]).toEqual(before)
    const { version: _, table: __, ...terms } = (await ans.asks('GET', '/terms')).body
    const set = await ans.asks('PUT', '/terms', {
      body: { ...terms, viewDays: 9 },
      headers: { 'if-match': before[0] ?? '' },
    })
    expect(set.status).toBe(200)
    expect(await tagOf('/terms')).not.toBe(before[0])
  })
})

describe('what somebody had before them when they decided', () => {
  it('is told by what both they and the reader know, and moves for nothing that is hidden', async () => {
    const noor = town.as(family.coordinator)
    const judged = { person: family.child.id, domain: 'youth', canSpeak: true, reason: 'Zij vertelt het zelf' }
    const reportedAfter = async (hidden: () => Promise<unknown>) => {
      // Between what Yara saw and what was hidden stands what Noor sees and Yara does not.
      await aGoal(pim, 'participation')
      await hidden()
      await yara.post(`${plan}/deviations`, {
        domain: 'youth',
        about: [family.child.id],
        protocol: PROTOCOL,
        step: STEP,
        insteadDone: 'Eerst gepraat',
        situation: 'Vertrouwen',
        account: accountIn(60, town.now()),
        basedOn: await yara.tagOf(family.planId),
      })
      const { events } = (await noor.get(`${plan}/history?limit=500`)) as unknown as { events: readonly Told[] }
      const account = events.findLast(({ type }) => type === 'DeviationAccountedFor')
      return events[Number(account?.['basedOn'])]?.['domain']
    }
    expect(await reportedAfter(() => Promise.resolve())).not.toBe('participation')
    expect(await reportedAfter(() => yara.post(`${plan}/care-team/capacity-judgements`, judged))).not.toBe(
      'participation',
    )
  })
})

describe('what a reader gets', () => {
  it('holds no position, sequence or command id of the store, and ids that do not follow from what they know', async () => {
    const key = randomUUID()
    const one = await yara.post(`${plan}/actions`, await anAction(), { 'idempotency-key': key })
    expect(one['position']).toMatch(/^[A-Za-z0-9_-]{22}$/)
    const { events } = (await yara.get(`${plan}/history?limit=500`)) as unknown as { events: readonly Told[] }
    for (const event of events)
      for (const name of ['position', 'sequence', 'commandId', 'sealedValues']) expect(event).not.toHaveProperty(name)
    expect(events.every(({ id }) => /^[0-9a-f]{8}-[0-9a-f]{4}-4/.test(id))).toBe(true)
    const read = await yara.get(plan)
    expect(read['position']).toBe(one['position'])
  })

  it('is as far as it was when only what they may not see has happened', async () => {
    const before = await pim.get(plan)
    await aGoal(yara, 'youth')
    expect(await pim.get(plan)).toEqual(before)
  })

  it('after a command that changed nothing names what they know, not what has happened', async () => {
    const person = family.parent.id
    const noor = town.as(family.coordinator)
    const set = () => noor.put(`${plan}/members/${person}/address-secrecy`, { secret: false })
    const first = await set()
    await yara.post(`${plan}/care-team/capacity-judgements`, {
      person: family.child.id,
      domain: 'youth',
      canSpeak: true,
      reason: 'Zij vertelt het zelf',
    })
    expect(await set()).toEqual(first)
  })
})

const anAction = async () => {
  const { id: goal } = await aGoal(yara, 'youth')
  return { goal, owner: family.youthWorker.id, words: 'Elke week praten' }
}

describe('who verifies', () => {
  const people = () => [family.coordinator, family.youthWorker, family.incomeWorker, family.parent, family.child]

  it('reads people under pseudonyms, the same each time within a plan, and others in another', async () => {
    const otto = town.as(await town.person('auditor', 'Otto'))
    const noor = town.as(family.coordinator)
    const { planId: another } = await noor.post('/plans', { lifeAreas: ['housing'], reportedBy: 'family' })
    const pages = ['', '/history?limit=500', '/members', '/care-team', '/history/changes?from=-1&to=9', '/goals']
    for (const page of pages) {
      const text = JSON.stringify(await otto.get(plan + page))
      expect(people().filter(({ id }) => text.includes(id))).toEqual([])
    }
    const whoOpened = async (planId: string) =>
      ((await otto.get(`/plans/${planId}/history`)) as unknown as { events: readonly Told[] }).events[0]?.['by']
    expect(await whoOpened(family.planId)).toBe(await whoOpened(family.planId))
    expect(await whoOpened(another)).not.toBe(await whoOpened(family.planId))
    const byName = `${plan}/history?about=${family.child.id}`
    expect(await otto.get(byName)).toMatchObject({ events: [] })
  })

  it('reads the stored envelopes of a plan that an open inspection of theirs names, and of no other', async () => {
    const otto = await town.person('auditor', 'Otto')
    const { planId: another } = await town
      .as(family.coordinator)
      .post('/plans', { lifeAreas: ['housing'], reportedBy: 'family' })
    const asks = async (planId: string, person = family.auditor) => {
      const { status, body } = await town.as(person).asks('GET', `/plans/${planId}/envelopes?limit=500`)
      return [status, body['code']]
    }
    await anInspectionIsOpened(town, family)
    const page = (await town.as(family.auditor).get(`${plan}/envelopes?limit=500`)) as unknown as {
      envelopes: readonly { revision: number; body: string; sealedValues?: object }[]
    }
    const stored = await town.system.store.read(`plan-${family.planId}`)
    expect(page.envelopes.map(({ body }) => body)).toEqual(stored.map(({ body }) => body))
    expect(await asks(another)).toEqual([403, 'ENVELOPES_NEED_AN_INSPECTION'])
    expect(await asks(family.planId, otto)).toEqual([403, 'ENVELOPES_NEED_AN_INSPECTION'])
    expect(await asks(family.planId, family.youthWorker)).toEqual([403, 'NOT_ALLOWED_ON_THIS_GROUND'])
    expect(await asks(randomUUID(), family.youthWorker)).toEqual([404, 'NOT_FOUND'])
    town.itIs('2028-01-01T00:00:00.000Z')
    expect(await asks(family.planId)).toEqual([403, 'ENVELOPES_NEED_AN_INSPECTION'])
  })
})
