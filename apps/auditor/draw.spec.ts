import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  aDeviationRead,
  aHelpedFamily,
  anInspectionIsOpened,
  type HelpedFamily,
} from '../../test/support/a-helped-family.ts'
import { aTown, type Town } from '../../test/support/story.ts'
import { inBetween } from './testing/in-between.ts'
import { watching } from './testing/watched.ts'

let town: Town
let family: HelpedFamily
/** Who was drawn to read why a goal may be adopted without hearing the child. */
let reader: string

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  const { planId, youthWorker, child, administrator, auditor } = family
  const yara = town.as(youthWorker)
  const goals = { domain: 'youth', about: [child.id], lifeArea: 'work-and-education', words: 'Weer naar school' }
  const { id: goal } = await yara.post(`/plans/${planId}/goals`, goals)
  const judgement = { person: child.id, domain: 'youth', canSpeak: false, reason: 'Begrijpt de vraag nog niet' }
  await yara.post(`/plans/${planId}/care-team/capacity-judgements`, judgement)
  await yara.post(`/plans/${planId}/goals/${goal}/exceptions`, { reason: 'Niemand spreekt voor Kim' })
  await aDeviationRead(town, family)
  // Whoever is in the pool by now, the draws were from the first.
  await town.as(administrator).put('/second-readers', { readers: [] })
  await anInspectionIsOpened(town, family)
  const inspecting = town.as(auditor, 'inspection-youth')
  const { exception } = (await inspecting.get(`/plans/${planId}/goals/${goal}`)) as {
    exception?: { reader: string; pool: number; seed: string; excluded: string }
  }
  expect(exception).toMatchObject({ pool: 1, seed: expect.stringMatching(/^[\w-]{43}$/) })
  expect(exception?.excluded).toMatch(/^[\w-]{43}$/)
  reader = exception?.reader ?? ''
})
afterAll(() => town.close())

const replayed = (api: string, ...args: readonly string[]) =>
  watching(['replay', family.planId, '--api', api, ...args], { env: { SAMENSPEL_TOKEN: family.auditor.token } }).ended

const AGREES = '  = Opnieuw geloot uit versie 1 van de pool: dezelfde lezer.'

describe('a replay', () => {
  it('draws every reader again from the pool as it was: of a deviation, and of a goal without hearing someone', async () => {
    const { lines, status } = await replayed(town.api)
    expect(lines.filter((line) => line.includes('Opnieuw geloot'))).toEqual([AGREES, AGREES])
    expect(status).toBe(0)
    const verdicts = (await replayed(town.api, '--json')).lines
      .map((line) => JSON.parse(line) as { event?: { type: string }; drawnAgain?: { verdict: string } })
      .flatMap(({ event, drawnAgain }) => (drawnAgain ? [[event?.type, drawnAgain.verdict]] : []))
    expect(verdicts).toEqual([
      ['AdoptionExceptionReasoned', 'agrees'],
      ['ReaderDrawn', 'agrees'],
    ])
  })

  it('is not well where another reader is drawn than the one that was', async () => {
    const chosen = family.readers.find(({ id }) => id !== reader)?.id ?? ''
    await using between = await inBetween(town.api)
    const named = JSON.stringify('"reader":"').slice(1, -1)
    between.alters((path, body) =>
      path.includes('/envelopes')
        ? JSON.parse(JSON.stringify(body).replaceAll(`${named}${reader}`, `${named}${chosen}`))
        : body,
    )
    const { out, status } = await replayed(between.api, '--lang', 'en')
    expect(out).toContain(`! MIND: drawn again from version 1 of the pool, it is another reader: ${reader}.`)
    expect(out).toContain('= Folded anew this is the plan that the API shows')
    expect(status).toBe(1)
  })

  it('says so where no open inspection names the plan', async () => {
    await using between = await inBetween(town.api)
    const body = { title: 'Forbidden', status: 403 }
    between.answers((path) => (path.includes('/envelopes') ? { status: 403, body } : undefined))
    const { out, status } = await replayed(between.api, '--lang', 'en')
    expect(out).toContain('? Not drawn again: that takes an open inspection that names this plan.')
    expect(status).toBe(0)
  })

  it('says so where the pool of then is not to be had', async () => {
    await using between = await inBetween(town.api)
    const body = { title: 'Not found', status: 404 }
    between.answers((path) => (path.startsWith('/second-readers') ? { status: 404, body } : undefined))
    const { out, status } = await replayed(between.api, '--lang', 'en')
    expect(out).toContain('? Not drawn again: there is no version 1 of the pool.')
    expect(status).toBe(0)
  })
})
