import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from '../../test/support/a-helped-family.ts'
import { aTown, type Person, type Town } from '../../test/support/story.ts'
import { inBetween, type Passing } from './testing/in-between.ts'
import { until, watching, type Watched } from './testing/watched.ts'

let town: Town
let family: HelpedFamily

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
})

afterAll(() => town.close())

const comparing = (api: string, person: Person = family.auditor, ...args: readonly string[]): Promise<Watched> =>
  watching(['compare', family.planId, '-1', '1', '--lang', 'en', '--api', api, ...args], {
    env: { SAMENSPEL_TOKEN: person.token },
  }).ended

const away = (headers: Passing['headers'] = {}): Passing => ({ status: 503, headers, body: { title: 'Away' } })

describe('an API that is away for a moment', () => {
  it('is asked again when it said it would be back', async () => {
    await using between = await inBetween(town.api)
    let times = 0
    between.answers(() => ((times += 1) <= 2 ? away({ 'retry-after': '0' }) : undefined))
    const { status, out, err } = await comparing(between.api)
    expect({ status, err }).toEqual({ status: 0, err: 'The API is away for a moment; again in 0 s.\n'.repeat(2) })
    expect(out).toContain('A need was reported')
    expect(new Set(between.asked).size).toBe(1)
  })

  it('may say so with a date, or that too much was asked', async () => {
    await using between = await inBetween(town.api)
    const answers: (Passing | undefined)[] = [
      { ...away({ 'retry-after': new Date().toUTCString() }), status: 429 },
      away({ 'retry-after': 'soon' }),
    ]
    between.answers(() => answers.shift())
    expect(await comparing(between.api)).toMatchObject({ status: 0 })
  })

  it('is not asked for ever', async () => {
    await using between = await inBetween(town.api)
    between.answers(() => away({ 'retry-after': '0' }))
    const { status, err } = await comparing(between.api)
    expect(status).toBe(1)
    expect(err.split('\n').at(-2)).toBe('503 Away')
    expect(between.asked).toHaveLength(6)
  })

  it('is not waited for where it will be away for long: who runs the command is told', async () => {
    await using between = await inBetween(town.api)
    between.answers(() => away({ 'retry-after': '26' }))
    const { status, err } = await comparing(between.api)
    expect({ status, err }).toEqual({ status: 1, err: '503 Away\n' })
    expect(between.asked).toHaveLength(1)
  })

  it('is left alone by who had enough of waiting', async () => {
    await using between = await inBetween(town.api)
    between.answers(() => ({ ...away({ 'retry-after': '3600' }), status: 429 }))
    const seen = watching(['replay', family.planId, '--api', between.api], {
      env: { SAMENSPEL_TOKEN: family.auditor.token },
    })
    await until(() => seen.err() === 'De API is er even niet; over 60 s opnieuw.\n')
    seen.stops()
    expect(await seen.ended).toMatchObject({ status: 0, out: '' })
  })
})

describe('an API that says no', () => {
  it('is quoted: its title, its detail and every fault', async () => {
    await using between = await inBetween(town.api)
    between.answers(() => ({
      status: 400,
      headers: { 'content-type': 'application/problem+json' },
      body: {
        title: 'What you sent is not valid',
        status: 400,
        detail: 'Each fault is listed under errors.',
        errors: [
          { pointer: '/from', code: 'min', detail: 'a whole number' },
          { pointer: '/to', code: 'min', detail: 'a whole\u001b[31m number' },
        ],
      },
    }))
    expect(await comparing(between.api)).toMatchObject({
      status: 1,
      out: '',
      err: '400 What you sent is not valid\nEach fault is listed under errors.\n/from: a whole number\n/to: a whole[31m number\n',
    })
  })

  it('says the same of a plan that is not there and of one that is not for them', async () => {
    const stranger = await town.person('auditor', 'Vreemde', { activity: 'inspection-youth' })
    const barred = await comparing(town.api, stranger, '--activity', 'inspection-youth')
    const absent = await watching(
      ['compare', crypto.randomUUID(), '0', '1', '--lang', 'en', '--api', town.api, '--activity', 'inspection-youth'],
      { env: { SAMENSPEL_TOKEN: stranger.token } },
    ).ended
    expect(barred).toMatchObject({ status: 1, out: '', err: expect.stringMatching(/^404 Not found\n/) })
    expect(absent.err).toBe(barred.err)
  })

  it('is heard in Dutch by who asks in Dutch', async () => {
    const { err, status } = await watching(['compare', family.planId, '0', '999', '--api', town.api], {
      env: { SAMENSPEL_TOKEN: family.auditor.token },
    }).ended
    expect({ err, status }).toEqual({ err: '404 Zover is dit plan nog niet\n', status: 1 })
  })

  it('is told what is wrong with a token, and repeats it to nobody', async () => {
    const { status, err } = await watching(['compare', family.planId, '0', '1', '--lang', 'en', '--api', town.api], {
      env: { SAMENSPEL_TOKEN: 'not-a-token' },
    }).ended
    expect(status).toBe(1)
    expect(err).toMatch(/^401 /)
    expect(err).not.toContain('not-a-token')
  })
})

describe('something that is no API of ours', () => {
  it('is not waited for where nobody ever answered', async () => {
    await using between = await inBetween(town.api)
    const { api } = between
    await between[Symbol.asyncDispose]()
    const { status, err } = await comparing(api)
    expect(status).toBe(1)
    expect(err).toMatch(/^No usable answer: http:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/)
  })

  it('is told from ours by what it leaves out', async () => {
    await using between = await inBetween(town.api)
    between.answers(() => ({ status: 200, body: { from: 0, to: '1', data: [] } }))
    expect(await comparing(between.api)).toMatchObject({
      status: 1,
      err: 'No usable answer: changes: to, words\n',
    })
  })

  it('gets no token by sending us elsewhere', async () => {
    await using elsewhere = await inBetween(town.api)
    await using between = await inBetween(town.api)
    between.answers(() => ({ status: 307, headers: { location: `${elsewhere.api}/plans` }, body: {} }))
    expect(await comparing(between.api)).toMatchObject({ status: 1 })
    expect(elsewhere.asked).toEqual([])
  })
})
