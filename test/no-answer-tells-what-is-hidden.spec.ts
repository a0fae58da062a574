/**
 * No answer to anyone holds an id, a word, a count or a moment of what they may not see: in families that live by chance, at every address there is, for every
 * role, refusals of writes included. Who may see what is said by sentences that know no rule of the product.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import { diceNamed } from '../apps/populate/dice.ts'
import type { ActivityId } from '../libs/access/processing-activities.ts'
import type { Envelope } from '../libs/deciding/envelope.ts'
import { begun, BEGINNING, inspected, readyFor } from './prove/family-people.ts'
import { lives } from './prove/family-moves.ts'
import type { Family } from './prove/family.ts'
import { readsEverything, triesAWrite, type Found } from './prove/everything-asked.ts'
import { Installation, type Place } from './prove/installation.ts'
import { AUDITORS, whoAsks } from './prove/who-asks.ts'
import { aTown, type Town } from './support/story.ts'

/** Another each time; a run that was had before, by the number in its name. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const NOBODY = { token: '', activity: '' }

const placeOf = (town: Town): Place => ({
  async tokenFor({ role, name, ...more }) {
    return (await town.person(role, name, more)).token
  },
  async asks({ token, activity }, { method, path, body, headers }) {
    const person = { id: '', role: 'coordinator', name: '', token, activity: activity as ActivityId } as const
    const answer = await town.as(person).asks(method, path, { body, ...(headers && { headers }) })
    return { status: answer.status, text: JSON.stringify(answer.body), headers: Object.fromEntries(answer.headers) }
  },
  itIs(moment) {
    town.itIs(moment)
    return Promise.resolve()
  },
  async recorded(planId, from = 0) {
    const events = await town.system.store.read(`plan-${planId}`, from)
    return events.map(({ body }) => JSON.parse(body) as Envelope)
  },
  async position() {
    return await town.system.positions.token((await town.system.store.head()) ?? '')
  },
})

interface Lives {
  readonly place: Place
  readonly document: OpenAPIObject
  readonly others: Family[]
}

/** A family lives, and so many of all who might ask for all there is. @returns how much was asked, and each answer that told more than it might */
async function asked({ place, document, others }: Lives, name: string, askers: number): Promise<Found> {
  const found: Found = { asked: 0, leaks: [] }
  const dice = diceNamed('tells', name)
  const { family, people } = await begun(place, name, dice)
  let words = 0
  const word = (of: string) => `Woord ${of} ${String((words += 1))}`
  const scene = { family, people, dice, word }
  await lives(scene, 14)
  await inspected(family, dice.pick(AUDITORS), 'youth', 30)
  await lives(scene, 14)
  const everyone = whoAsks(family, people)
  for (let turn = 0; turn < askers; turn += 1) {
    family.passes(dice.pick([1, 60, 5_000]))
    const who = everyone[(turn * 7 + dice.whole(0, 6)) % everyone.length] ?? people.father
    await readsEverything({ scene, others, document, found }, who)
    await triesAWrite({ scene, others, document, found }, who)
  }
  others.push(family)
  return found
}

const documentOf = async (place: Place): Promise<OpenAPIObject> =>
  JSON.parse((await place.asks(NOBODY, { method: 'GET', path: '/openapi.json' })).text) as OpenAPIObject

describe(`an answer (seed ${String(SEED)})`, () => {
  let town: Town
  let lived: Lives

  beforeAll(async () => {
    town = await aTown(BEGINNING)
    const place = placeOf(town)
    await readyFor(place)
    const document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
    lived = { place, document, others: [] }
  })
  afterAll(() => town.close())

  it.each(['one', 'another'])(
    'holds no id, word, count or moment of what its asker may not see, in %s family',
    async (which) => {
      const found = await asked(lived, `${String(SEED)}-${which}`, 16)
      expect(found.leaks).toEqual([])
      expect(found.asked).toBeGreaterThan(200)
    },
    120_000,
  )
})

describe('what an answer tells too much', () => {
  let installation: Installation
  let lived: Lives

  beforeAll(async () => {
    installation = await Installation.start({ hasFaults: true })
    await readyFor(installation)
    lived = { place: installation, document: await documentOf(installation), others: [] }
  }, 60_000)
  afterAll(() => installation.close())

  it.each(['domain', 'audience', 'count', 'list'] as const)(
    'is found where a fault of %s is planted',
    async (fault) => {
      await installation.hasFault(fault)
      const leaks: string[] = []
      // The same families each time: whether it is found is no matter of chance.
      for (let family = 0; leaks.length === 0 && family < 60; family += 1)
        leaks.push(...(await asked(lived, `planted-${fault}-${String(family)}`, 12)).leaks)
      expect(leaks).not.toEqual([])
    },
    300_000,
  )
})
