/**
 * A name or a birth date that was written wrong is corrected beside what was written: both stay in history, the plan shows what is so now, that it was
 * corrected, by whom and when, and rights follow the corrected one. Who has no known birth date may be known to be adult, by who established that.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { BRP } from './support/proofs.ts'
import { aTown, type Asking, type Person, type Told, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let plan: string
let noor: Asking
let kim: Person
let mother: Person

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  noor = town.as(family.coordinator)
  kim = family.child
  mother = family.parent
  await noor.post(`${plan}/care-team/representatives`, {
    representative: mother.id,
    name: 'Mirjam',
    represents: kim.id,
    kind: 'parental-authority',
    from: '2026-01-01T00:00:00Z',
    proof: BRP,
  })
})
afterAll(() => town.close())

interface Entry extends Told {
  readonly type: string
  readonly about: readonly string[]
  readonly data: Readonly<Record<string, unknown>>
}
const historyOf = async (who: Asking) =>
  ((await who.get(`${plan}/history?limit=500`)) as unknown as { readonly events: readonly Entry[] }).events
const eventOf = async (type: string, person: string): Promise<string> => {
  const found = (await historyOf(noor)).findLast((one) => one.type === type && one.about.includes(person))
  return found?.id ?? ''
}
const requestOf = (person: string) => eventOf('MembershipRequested', person)
const corrects = (event: string, becomes: object, who: Asking = noor) =>
  who.asks('POST', `${plan}/corrections`, { body: { event, reason: 'Zo staat het in de BRP', becomes } })
const memberSeenBy = async (who: Person, id: string) => {
  const { members } = (await town.as(who).get(`${plan}/members`)) as unknown as { readonly members: readonly Told[] }
  return members.find((one) => one.id === id)
}
const reads = async (who: Person, words: string): Promise<boolean> => {
  const { status, body } = await town.as(who).asks('GET', plan)
  return status === 200 && JSON.stringify(body).includes(words)
}
const goalAbout = (person: string, words: string) =>
  town
    .as(family.youthWorker)
    .post(`${plan}/goals`, { domain: 'youth', about: [person], lifeArea: 'domestic-relations', words })
const dueOf = async (what: string, after?: unknown) => {
  const headers = typeof after === 'string' ? { 'consistent-after': after } : {}
  const { body } = await noor.asks('GET', '/due', { headers })
  return (body['items'] as readonly { readonly what: string; readonly item: unknown }[]).filter(
    (row) => row.what === what,
  )
}

describe('a birth date that was written wrong', () => {
  it('is corrected: rights follow at once, both stay in history, and the plan says by whom and when', async () => {
    await goalAbout(kim.id, 'Kim slaapt door')
    expect([await reads(kim, 'slaapt door'), await reads(mother, 'slaapt door')]).toEqual([true, true])
    const wrong = await requestOf(kim.id)
    // Sixteen, so that her mother reads for her no longer.
    expect((await corrects(wrong, { birthDate: '2009-06-15' })).status).toBe(201)
    expect([await reads(kim, 'slaapt door'), await reads(mother, 'slaapt door')]).toEqual([true, false])
    expect(await memberSeenBy(kim, kim.id)).toMatchObject({
      birthDate: '2009-06-15',
      corrected: { by: family.coordinator.id, at: expect.any(String) as unknown },
    })
    const history = await historyOf(town.as(kim))
    expect(history.find(({ id }) => id === wrong)?.data['birthDate']).toBe('2012-06-15')
    expect(history.find(({ type }) => type === 'CorrectionRecorded')).toMatchObject({
      data: { event: wrong, birthDate: '2009-06-15', reason: 'Zo staat het in de BRP' },
    })
    const { corrections } = (await noor.get(`${plan}/corrections`)) as unknown as { readonly corrections: Told[] }
    expect(corrections).toMatchObject([{ event: wrong, of: { kind: 'member', id: kim.id }, what: ['age'] }])
  })

  it('is not corrected unseen: whose sight it ends still reads that it was, by whom and why, and nothing else of it', async () => {
    const seenBy = async (who: Person) => (await historyOf(town.as(who))).filter(({ about }) => about.includes(kim.id))
    expect(await seenBy(mother)).toMatchObject([
      { type: 'CorrectionRecorded', by: family.coordinator.id, data: { reason: 'Zo staat het in de BRP' } },
    ])
    // Ten years old, so that she reads nothing herself.
    await corrects(await eventOf('CorrectionRecorded', kim.id), { birthDate: '2015-06-15' })
    expect(await seenBy(kim)).toMatchObject([
      { type: 'CorrectionRecorded', data: { birthDate: '2009-06-15' } },
      { type: 'CorrectionRecorded', data: { birthDate: '2015-06-15' } },
    ])
    expect([await reads(kim, 'slaapt door'), await reads(mother, 'slaapt door')]).toEqual([false, true])
  })

  it('is corrected in its turn, by pointing at the correction', async () => {
    const wrong = await eventOf('CorrectionRecorded', kim.id)
    expect((await corrects(wrong, { birthDate: '2012-06-15' })).status).toBe(201)
    expect([await reads(kim, 'slaapt door'), await reads(mother, 'slaapt door')]).toEqual([true, true])
    expect(await memberSeenBy(kim, kim.id)).toMatchObject({ birthDate: '2012-06-15' })
    expect((await historyOf(town.as(kim))).filter(({ type }) => type === 'CorrectionRecorded')).toHaveLength(3)
  })

  it('says then what was so then: what was read before the correction is what was known before it', async () => {
    const history = await historyOf(noor)
    const first = history.findIndex(({ type }) => type === 'CorrectionRecorded')
    const { plan: before } = (await noor.get(`${plan}?revision=${String(first - 1)}`)) as unknown as {
      readonly plan: { readonly members: readonly Told[]; readonly corrections: readonly unknown[] }
    }
    expect(before.corrections).toEqual([])
    expect(before.members.find(({ id }) => id === kim.id)).not.toHaveProperty('corrected')
  })

  it('is not what cannot be, and not where none stands; all that is wrong is named at once', async () => {
    const { body } = await corrects(await eventOf('MemberJoined', kim.id), { birthDate: '2027-01-01' })
    expect(body).toMatchObject({ code: 'CORRECTION_DOES_NOT_FIT', wrong: ['event', 'becomes/birthDate'] })
    expect((await corrects(await requestOf(kim.id), {})).body['wrong']).toEqual(['becomes'])
    const adult = { ageBand: 'adult', ageEstablishedBy: 'De balie' }
    expect((await corrects(await requestOf(kim.id), adult)).body['wrong']).toEqual(['becomes/ageBand'])
    expect((await corrects(await requestOf(kim.id), { ageBand: 'adult' })).body['wrong']).toEqual([
      'becomes/ageBand',
      'becomes/ageEstablishedBy',
    ])
  })

  it('is corrected by who coordinates alone, and only where they see the event; whom it is about asks', async () => {
    const wrong = await requestOf(kim.id)
    expect((await corrects(wrong, { birthDate: '2001-01-01' }, town.as(family.youthWorker))).status).toBe(403)
    // Whom it is about asks, and nothing of it is so before it is granted.
    expect((await corrects(wrong, { birthDate: '2001-01-01' }, town.as(kim))).status).toBe(201)
    expect((await memberSeenBy(kim, kim.id))?.['birthDate']).not.toBe('2001-01-01')
    const { planId: another } = await noor.post('/plans', { lifeAreas: ['housing'], reportedBy: 'family' })
    for (const event of [crypto.randomUUID(), another]) expect((await corrects(event, { name: 'X' })).status).toBe(404)
  })
})

describe('a name that was written wrong', () => {
  it('is corrected of a member, a professional and a representative, in the plan and in the lists', async () => {
    await corrects(await requestOf(kim.id), { name: 'Kym de Vries' })
    const joined = (await historyOf(noor)).find(
      ({ type, data }) => type === 'ProfessionalJoined' && data['professional'] === family.youthWorker.id,
    )
    const written = await corrects(joined?.id ?? '', { name: 'Yara Jansen' })
    const appointed = await eventOf('RepresentativeAppointed', kim.id)
    const { body } = await corrects(appointed, { name: 'Mirjam de Vries-Bos' })
    expect(written.status).toBe(201)
    const text = JSON.stringify((await noor.get(plan))['plan'])
    for (const name of ['Kym de Vries', 'Yara Jansen', 'Mirjam de Vries-Bos']) expect(text).toContain(name)
    expect(text).not.toContain('Kim de Vries')
    const list = await noor.asks('GET', '/caseload', { headers: { 'consistent-after': String(body['position']) } })
    expect(JSON.stringify(list.body)).toContain('Kym de Vries')
    expect(JSON.stringify(list.body)).not.toContain('Kim de Vries')
    expect((await corrects(appointed, { birthDate: '2001-01-01' })).body['wrong']).toEqual(['becomes/birthDate'])
  })
})

describe('the name of who coordinates', () => {
  let bart: Person
  let deputised: Asking
  beforeAll(async () => {
    bart = await town.person('coordinator', 'Bart Smit', { team: 'noord' })
    deputised = town.as(bart)
    await noor.post(`${plan}/coordinator/deputies`, { deputy: bart.id, name: 'Bard Smit' })
  })

  const wrongName = async (type: string): Promise<string> =>
    (await historyOf(noor)).findLast((one) => one.type === type)?.id ?? ''
  const coordinatorSeenBy = async (who: Asking) =>
    (await who.get(`${plan}/coordinator`))['coordinator'] as Told & { readonly deputies: readonly Told[] }
  const named = (name: string, by: Person) => ({ name, corrected: { by: by.id, at: expect.any(String) as unknown } })

  it('is corrected of who coordinates and of a deputy, for all who read who they are, marked by whom', async () => {
    const { body } = await corrects(await wrongName('CoordinatorAppointed'), { name: 'Noor Bakker' }, deputised)
    await corrects(await wrongName('DeputyAppointed'), { name: 'Bart Smit' })
    for (const who of [noor, town.as(mother), town.as(family.youthWorker)]) {
      const read = await coordinatorSeenBy(who)
      expect(read).toMatchObject({ id: family.coordinator.id, ...named('Noor Bakker', bart) })
      expect(read.deputies).toMatchObject([{ id: bart.id, ...named('Bart Smit', family.coordinator) }])
      const names = (await historyOf(who)).map(({ data }) => data['name'])
      expect(names).toEqual(expect.arrayContaining(['Noor', 'Noor Bakker', 'Bard Smit', 'Bart Smit']))
    }
    const list = await noor.asks('GET', '/caseload', { headers: { 'consistent-after': String(body['position']) } })
    const of = (list.body['items'] as readonly Told[]).find(({ planId }) => planId === family.planId)
    expect(of?.['coordinator']).toMatchObject({ id: family.coordinator.id, name: 'Noor Bakker' })
  })

  it('is corrected of whom a handover is proposed to, and says nothing of it to who does not hear of it', async () => {
    const unaware = [mother, kim, family.youthWorker].map((who) => town.as(who))
    const answers = () =>
      Promise.all(
        ['', '/corrections', '/history?limit=500', '/handovers', '/coordinator'].flatMap((part) =>
          unaware.map(async (who) => {
            const { status, body, headers } = await who.asks('GET', plan + part)
            return [status, body, headers.get('etag')]
          }),
        ),
      )
    const before = await answers()
    const next = await town.person('coordinator', 'Sem Visser', { team: 'noord' })
    const { id } = await noor.post(`${plan}/handovers`, {
      ...{ to: next.id, name: 'Sam Visser', team: 'noord' },
      document: { safety: 'Rustig', sensitivities: 'De hond', actions: [], deviations: [] },
    })
    expect((await corrects(await wrongName('HandoverProposed'), { name: 'Sem Visser' })).status).toBe(201)
    const lead = await town.person('team-lead', 'Tom', { team: 'noord' })
    for (const who of [noor, town.as(next), town.as(lead)])
      expect(await who.get(`${plan}/handovers/${id}`)).toMatchObject(named('Sem Visser', family.coordinator))
    expect(await answers()).toEqual(before)
    expect((await corrects(await wrongName('CoordinatorAppointed'), { name: 'X' }, town.as(next))).status).toBe(403)
    await noor.post(`${plan}/handovers/${id}/withdrawal`, {})
  })

  it('of whoever it is, is sealed with their keys alone, also when a correction is corrected', async () => {
    const [joined] = (await historyOf(noor)).filter(
      ({ type, data }) => type === 'ProfessionalJoined' && data['professional'] === family.incomeWorker.id,
    )
    await corrects(joined?.id ?? '', { name: 'Pin' })
    for (const type of ['CorrectionRecorded', 'CorrectionRecorded'])
      expect((await corrects(await wrongName(type), { name: 'Pim' })).status).toBe(201)
    await corrects(await wrongName('CoordinatorAppointed'), { name: 'Noor Bakker' })
    await corrects(await wrongName('CorrectionRecorded'), { name: 'Noor' })
    const stored = await town.system.store.read(`plan-${family.planId}`, 0)
    const whose = stored
      .filter(({ type }) => type === 'CorrectionRecorded')
      .slice(-5)
      .map(({ body, sealed = '{}' }) => {
        const { name } = (JSON.parse(body) as { readonly data: { readonly name: { readonly sealed: string } } }).data
        return (JSON.parse(sealed) as Readonly<Record<string, { readonly subjects: readonly string[] }>>)[name.sealed]
      })
    const [pim, itsNoor] = [family.incomeWorker, family.coordinator].map(({ id }) => ({ subjects: [id] }))
    expect(whose).toMatchObject([pim, pim, pim, itsNoor, itsNoor])
  })
})

describe('who joins without a birth date', () => {
  let noa: Person
  let joined: Told
  beforeAll(async () => {
    joined = await noor.post(`${plan}/members`, { name: 'Noa de Vries' })
    noa = await town.person('family-member', 'Noa de Vries', { subject: joined.id })
    await goalAbout(joined.id, 'Noa gaat naar school')
  })

  it('reads nothing of their own, and their age is due for who coordinates in ten working days', async () => {
    expect((await town.as(noa).asks('GET', plan)).status).toBe(404)
    expect(await dueOf('age', joined['position'])).toMatchObject([
      { dueAt: '2026-03-16T22:59:59.999Z', item: { kind: 'member', id: noa.id }, mustAct: 'coordinator' },
    ])
    expect((await noor.get(`${plan}/members/${noa.id}`))['birthDate']).toBeUndefined()
  })

  it('reads by a birth date that is supplied later, and nothing is due any more', async () => {
    const { body } = await corrects(await requestOf(noa.id), { birthDate: '2010-01-31' })
    expect(await reads(noa, 'naar school')).toBe(true)
    expect(await dueOf('age', body['position'])).toEqual([])
  })

  it('is adult by a statement of who established it, sealed; and by nothing less', async () => {
    const stated = { name: 'Farid', ageBand: 'adult', ageEstablishedBy: 'IND, W-document van 3 februari' }
    const made = await noor.post(`${plan}/members`, stated)
    const farid = await town.person('family-member', 'Farid', { subject: made.id })
    await goalAbout(made.id, 'Farid leert de taal')
    expect(await reads(farid, 'leert de taal')).toBe(true)
    expect(await memberSeenBy(farid, farid.id)).toMatchObject({
      ageBand: 'adult',
      ageEstablishedBy: stated.ageEstablishedBy,
    })
    expect(await memberSeenBy(farid, farid.id)).not.toHaveProperty('birthDate')
    expect(await dueOf('age', made['position'])).toEqual([])
    const stored = await town.system.store.read(`plan-${family.planId}`, 0)
    const outline = (person: string) => {
      const one = stored.find(
        ({ type, body }) => type === 'MembershipRequested' && body.includes(`"person":"${person}"`),
      )
      return Object.keys((JSON.parse(one?.body ?? '{}') as { data: object }).data).sort()
    }
    // From outside, an adult by statement looks like a child with a birth date.
    expect(outline(farid.id)).toEqual(outline(kim.id))
    expect(stored.map(({ body }) => body).join()).not.toMatch(/adult|W-document/)

    for (const [body, pointers] of [
      [{ name: 'A', ageBand: 'adult' }, ['/ageEstablishedBy']],
      [{ name: 'A', ageEstablishedBy: 'De balie' }, ['/ageEstablishedBy']],
      [{ name: 'A', birthDate: '2027-01-01', ageBand: 'adult' }, ['/birthDate', '/ageBand', '/ageEstablishedBy']],
      [{ name: 'A', ageBand: '12-15', ageEstablishedBy: 'De balie' }, ['/ageBand']],
    ] as const) {
      const refused = await noor.asks('POST', `${plan}/members`, { body })
      expect(refused.status).toBe(400)
      expect((refused.body['errors'] as readonly { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(pointers)
    }
  })

  it('keeps a birth date that is known, whatever is stated when they come back', async () => {
    const stated = { ageBand: 'adult', ageEstablishedBy: 'De balie' }
    const { id } = await noor.post(`${plan}/members`, { name: 'Sem', birthDate: '2017-05-05', bsn: '999990019' })
    await noor.post(`${plan}/members/${id}/departure`, { kind: 'moved', date: '2026-03-01', reason: 'Verhuisd' })
    const back = await noor.asks('POST', `${plan}/members`, { body: { name: 'Sem', bsn: '999990019', ...stated } })
    expect(back.body['code']).toBe('BIRTH_DATE_IS_KNOWN')
  })
})
