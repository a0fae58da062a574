/** Nothing is not absent: `null`, an empty text, list or object, 0 and false are refused with a pointer wherever the document does not take them, and recorded as they are where it does. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { SCHEMAS, type JsonSchema } from '../libs/http/body-schemas.ts'
import { accountIn, aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { operationsOf } from './support/routes.ts'
import {
  addressOf,
  bodiesOf,
  bodyOf,
  changed,
  placesIn,
  referringTo,
  sampleOf,
  schemasOf,
  SOME_ID,
} from './support/samples.ts'
import { aTown, type Asking, type Person, type Town } from './support/story.ts'

const NOTHINGS = [null, '', [], {}, 0, false] as const

let town: Town
let family: HelpedFamily
let document: OpenAPIObject
let anyone: Person
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)

beforeAll(async () => {
  town = await aTown()
  document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
  ajv.addSchema({ $id: 'document', ...document })
  anyone = await town.person('coordinator', 'Niemand')
  family = await aHelpedFamily(town)
}, 60_000)

afterAll(() => town.close())

interface Fault {
  readonly in?: string
  readonly pointer: string
}

const isIn = (pointer: string, path: readonly string[]) => {
  // A fault in an item may be told of its list.
  const at = `/${path.join('/')}`
  const list = at.replace(/\/\d+$/, '')
  return pointer === at || pointer.startsWith(`${at}/`) || pointer === list
}

describe('a body', () => {
  it('with nothing in the place of any member is refused with a pointer, or is as the document has it', async () => {
    const wrong: unknown[] = []
    // Where the same is asked, it is judged the same: one address of each kind of body will do.
    const swept = new Set<string>()
    let tried = 0
    for (const { method, path, ref, whole } of bodiesOf(document)) {
      const isRight = ajv.getSchema(`document${ref}`)
      if (swept.has(ref)) continue
      swept.add(ref)
      for (const place of placesIn(whole)) {
        for (const nothing of NOTHINGS) {
          const body = changed(whole, place, nothing)
          const { status, body: told } = await town.as(anyone).asks(method, addressOf(path), { body })
          const faults = (told['errors'] ?? []) as readonly Fault[]
          const isTaken = isRight?.(body) === true
          const isRefused = status === 400 && faults.some(({ pointer }) => isIn(pointer, place))
          tried += 1
          if (isTaken ? faults.length > 0 || status >= 500 : !isRefused)
            wrong.push({ method, path, place: place.join('/'), nothing, isTaken, status, faults })
        }
      }
    }
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThan(600)
  }, 120_000)

  it('that is nothing as a whole is refused: no object is there', async () => {
    const wrong: unknown[] = []
    const all = [...bodiesOf(document), { method: 'POST', path: `/plans/${SOME_ID}/own-plan-invitations` }]
    for (const { method, path } of all) {
      for (const nothing of [null, '', [], 0, false]) {
        const { status, body: told } = await town.as(anyone).asks(method, addressOf(path), { body: nothing })
        const faults = (told['errors'] ?? []) as readonly Fault[]
        if (status !== 400 || faults[0]?.pointer !== '') wrong.push({ method, path, nothing, status, faults })
      }
    }
    expect(wrong).toEqual([])
  }, 60_000)

  it('need not be there where nothing has to be said, and the document says so', async () => {
    const wrong: unknown[] = []
    for (const { method, path, operation } of operationsOf(document)) {
      const ref = bodyOf(operation)
      if (ref === undefined) continue
      const needs = (schemasOf(document)[ref.slice(SCHEMAS.length)]?.['required'] ?? []) as readonly string[]
      const { status } = await town.as(anyone).asks(method.toUpperCase(), addressOf(path))
      const described = operation.requestBody as { readonly required?: boolean } | undefined
      const isRequired = described?.required ?? false
      if ((status === 400) !== needs.length > 0 || isRequired !== needs.length > 0)
        wrong.push({ method, path, status, isRequired })
    }
    expect(wrong).toEqual([])
  }, 60_000)
})

describe('a query', () => {
  it('with nothing for any member is refused with a pointer, or is as the document has it', async () => {
    const wrong: unknown[] = []
    let tried = 0
    for (const { method, path, operation } of operationsOf(document)) {
      const queries = (operation.parameters ?? []).flatMap((each) =>
        'name' in each && each.in === 'query' ? [each] : [],
      )
      const needed = queries.filter(({ required }) => required)
      for (const { name, schema } of queries) {
        const whole = new URLSearchParams(
          needed.map((each): [string, string] => [
            each.name,
            String(sampleOf(each.schema as JsonSchema, schemasOf(document), true)),
          ]),
        )
        const isRight = ajv.compile(referringTo('document', schema as object))
        for (const text of ['', 'null', '[]', '{}', '0', 'false', ' ', '%FF']) {
          whole.set(name, text)
          const asked = `${addressOf(path)}?${whole.toString().replaceAll('%25FF', '%FF')}`
          const { status, body: told } = await town.as(anyone).asks(method.toUpperCase(), asked)
          const faults = (told['errors'] ?? []) as readonly Fault[]
          const isNumber = schema !== undefined && 'type' in schema && schema.type === 'integer'
          const isTaken = isNumber ? /^\d+$/.test(text) && isRight(Number(text)) : isRight(text)
          const isRefused = status === 400 && faults.some(({ pointer }) => pointer === `/${name}`)
          tried += 1
          if (isTaken ? faults.length > 0 || status >= 500 : !isRefused)
            wrong.push({ method, asked, isTaken, status, faults })
        }
      }
    }
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThan(150)
  }, 60_000)
})

describe('what the document takes', () => {
  it('is read back as it was said, also where that is nothing, false or 0', async () => {
    const { planId, coordinator, youthWorker, child, administrator } = family
    const plan = `/plans/${planId}`
    const noor = town.as(coordinator)
    const yara = town.as(youthWorker)

    const set = {
      concern: { domain: 'youth', lifeArea: 'finances' },
      about: [],
      over: ['wmo'],
      needs: [],
      reason: 'Eerst dit',
    }
    const { id: priority } = await noor.post(`${plan}/priorities`, set)
    expect(await noor.get(`${plan}/priorities/${priority}`)).toMatchObject({ about: [] })

    await noor.asks('PUT', `${plan}/members/${child.id}/address-secrecy`, { body: { secret: true } })
    await noor.put(`${plan}/members/${child.id}/address-secrecy`, { secret: false })
    await yara.post(`${plan}/care-team/capacity-judgements`, {
      person: child.id,
      domain: 'youth',
      canSpeak: false,
      reason: 'Te jong',
    })
    expect(await yara.get(`${plan}/care-team`)).toMatchObject({ capacity: [{ person: child.id, canSpeak: false }] })

    const { account, ...left } = deviationOf(child)
    const { id: deviation } = await yara.post(`${plan}/deviations`, { ...left, acute: false })
    expect(await yara.get(`${plan}/deviations/${deviation}`)).toMatchObject({ acute: false })
    const basedOn = await yara.tagOf(planId)
    const half = await yara.asks('POST', `${plan}/deviations/${deviation}/account`, {
      body: { basedOn, account: { ...account, weighing: {}, alternatives: [] } },
    })
    expect(half).toMatchObject({ status: 409, body: { code: 'ACCOUNT_IS_INCOMPLETE' } })
    expect(half.body['missing']).toEqual(expect.arrayContaining(['weighing/legitimacy', 'alternatives']))

    const ans = town.as(administrator)
    await ans.put('/second-readers', { readers: [] })
    expect(await ans.get('/second-readers')).toMatchObject({ readers: [] })
  })

  it('leaves no moment in history that nobody said', async () => {
    const { planId, youthWorker, child } = family
    const yara = town.as(youthWorker)
    const { account: _, ...left } = deviationOf(child)
    const answer = await yara.asks('POST', `/plans/${planId}/deviations`, { body: { ...left, happenedAt: null } })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/happenedAt' }] } })
    const history = JSON.stringify(await wholeHistory(yara, planId))
    expect(history).not.toContain('1970-01-01')
  })
})

const wholeHistory = (asking: Asking, planId: string) => asking.get(`/plans/${planId}/history?limit=500`)

const deviationOf = (child: Person) => ({
  domain: 'youth',
  about: [child.id],
  protocol: PROTOCOL,
  step: STEP,
  insteadDone: 'Eerst gepraat',
  situation: 'Kim vertrouwt iemand',
  account: accountIn(60, town.now()),
})
