/** Partners are told what a ground of that moment covers, over the feed and over a stream, and may fetch it as long; and are told nothing else. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, aDeviationRead, type HelpedFamily } from './support/a-helped-family.ts'
import {
  aPartner,
  allEvents,
  aStream,
  DE_BRUG,
  DE_STAM,
  fetched,
  nothingComes,
  pageOfEvents,
} from './support/partners.ts'
import { aTown, type Person, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let deBrug: Person
let deStam: Person

const inYears = '2031-01-01T00:00:00Z'
const namesOf = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type.split('.')[3])

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
  deStam = await aPartner(town, DE_STAM)
  await aDeviationRead(town, family)
}, 60_000)

afterAll(() => town.close())

const yara = () => town.as(family.youthWorker)
const noor = () => town.as(family.coordinator)

async function aGoal(words = 'Weer naar school'): Promise<string> {
  const body = { domain: 'youth', about: [family.child.id], lifeArea: 'work-and-education', words }
  return (await yara().post(`/plans/${family.planId}/goals`, body)).id
}

async function referredTo(
  organisation: string,
  domain = 'youth',
  opens: readonly { readonly kind: string; readonly id: string }[] = [],
): Promise<string> {
  const about = [family.child.id]
  const body = { to: organisation, domain, about, words: 'Iemand om mee te praten', opens, until: inYears }
  return (await noor().post(`/plans/${family.planId}/referrals`, body)).id
}

describe('an organisation with someone at work', () => {
  it('is told what is public of their law and who is who, and nothing of the deviation or of anyone’s words', async () => {
    const goal = await aGoal()
    const events = await allEvents(town, deBrug)
    expect(new Set(namesOf(events))).toEqual(
      new Set(['plan-opened', 'coordinator-appointed', 'member-joined', 'professional-joined', 'goal-proposed']),
    )
    // Both of its people joined: one for youth, one for participation.
    expect(namesOf(events).filter((name) => name === 'professional-joined')).toHaveLength(2)
    expect(events.at(-1)).toMatchObject({
      specversion: '1.0',
      source: 'urn:nld:oin:00000099000000000001:systeem:samenspel',
      type: 'nl.samenspel.plan.goal-proposed.v1',
      subject: family.planId,
      data: { plan: family.planId, domain: 'youth', item: { kind: 'goal', id: goal } },
    })
    const text = JSON.stringify(events)
    for (const said of ['Kim', 'Mirjam', 'de Vries', 'Yara', 'school', '2012-06-15', family.youthWorker.id])
      expect(text).not.toContain(said)
  })

  it('fetches what an event refers to, with a token of its own, in the words of those who wrote it', async () => {
    const goal = (await allEvents(town, deBrug, 'type=nl.samenspel.plan.goal-proposed.v1')).at(-1)
    if (goal === undefined) throw new Error('a goal was told')
    const { status, body } = await fetched(town.as(deBrug), goal)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      event: goal,
      about: [family.child.id],
      item: { kind: 'goal', lifeArea: 'work-and-education', words: 'Weer naar school', state: 'proposed' },
    })
    expect(Object.keys(body['item'] as object).sort()).toEqual(['about', 'id', 'kind', 'lifeArea', 'state', 'words'])
  })

  it('asks for one type, one domain or one plan, and for no type that is not there', async () => {
    const { events } = await pageOfEvents(town, deBrug, 'domain=participation')
    expect(namesOf(events)).toEqual(['professional-joined'])
    expect((await pageOfEvents(town, deBrug, `plan=${crypto.randomUUID()}`)).events).toEqual([])
    const unknown = await pageOfEvents(town, deBrug, 'type=nl.samenspel.plan.deviation-reported.v1')
    expect(JSON.parse(unknown.text)).toMatchObject({ status: 400, code: 'EVENT_TYPE_IS_UNKNOWN' })
  })

  it('reads no plan by it: not the plan, not its history, not its parts', async () => {
    for (const part of ['', '/history', '/members', '/goals', '/deviations', '/referrals']) {
      const { status, body } = await town.as(deBrug).asks('GET', `/plans/${family.planId}${part}`)
      expect({ part, status, code: body['code'] }).toEqual({ part, status: 404, code: 'NOT_FOUND' })
    }
  })
})

describe('an organisation without a ground', () => {
  it('is told nothing, and fetches nothing: as if there were nothing', async () => {
    expect(await allEvents(town, deStam)).toEqual([])
    const [told] = await allEvents(town, deBrug)
    if (told === undefined) throw new Error('something was told')
    const { status, body } = await fetched(town.as(deStam), told)
    expect({ status, code: body['code'] }).toEqual({ status: 404, code: 'NOT_FOUND' })
  })

  it('is no more told of an internal event by its id than of one that is not there', async () => {
    const history = await yara().get(`/plans/${family.planId}/history?type=DeviationReported`)
    const [deviation] = history['events'] as { readonly id: string }[]
    for (const id of [deviation?.id ?? '', crypto.randomUUID()])
      expect((await town.as(deBrug).asks('GET', `/plans/${family.planId}/events/${id}`)).status).toBe(404)
  })
})

describe('nobody but a partner', () => {
  it('asks for events', async () => {
    for (const person of [family.coordinator, family.youthWorker, family.auditor]) {
      const { status, body } = await town.as(person).asks('GET', '/events')
      expect({ status, code: body['code'] }).toEqual({ status: 403, code: 'ONLY_A_PARTNER_ORGANISATION_DOES_THIS' })
    }
  })
})

describe('a referral', () => {
  it('is told to the organisation referred to and opens nothing else, until it accepts; then what it names; until it ends', async () => {
    const goal = await aGoal('Weer slapen')
    const unnamed = await aGoal('Slaapt nu op geheime plek')
    const owner = family.youthWorker.id
    const talk = { goal, words: 'Elke week een gesprek met de mentor', owner }
    const action = (await yara().post(`/plans/${family.planId}/actions`, talk)).id
    const referral = await referredTo(DE_STAM, 'youth', [{ kind: 'action', id: action }])
    const told = await allEvents(town, deStam)
    expect(namesOf(told)).toEqual(['referral-made'])
    const [made] = told
    if (made === undefined) throw new Error('the referral was told')
    const stam = town.as(deStam)
    expect((await fetched(stam, made)).body['item']).toMatchObject({
      kind: 'referral',
      id: referral,
      words: 'Iemand om mee te praten',
      state: 'waiting',
    })

    await stam.post(`/plans/${family.planId}/referrals/${referral}/questions`, { words: 'Sinds wanneer?' })
    await noor().post(`/plans/${family.planId}/referrals/${referral}/answers`, { words: 'Sinds de zomer' })
    expect((await fetched(stam, made)).body['item']).toMatchObject({
      questions: [{ asked: 'Sinds wanneer?', answered: 'Sinds de zomer' }],
    })
    await stam.post(`/plans/${family.planId}/referrals/${referral}/acceptance`)
    const since = await allEvents(town, deStam)
    // Who coordinates, Kim, the one action, and the referral; not her mother, nor any goal.
    const ofTheReferral = [
      'referral-made',
      'referral-question-asked',
      'referral-question-answered',
      'referral-answered',
    ]
    expect(namesOf(since)).toEqual(['coordinator-appointed', 'member-joined', 'action-planned', ...ofTheReferral])
    const [, kim, planned] = since
    if (kim === undefined || planned === undefined) throw new Error('both were told')
    expect((await fetched(stam, kim)).body['item']).toMatchObject({ kind: 'member', id: family.child.id })
    expect((await fetched(stam, planned)).body['item']).toMatchObject({ id: action, words: talk.words, goal })
    const goals = await allEvents(town, deBrug, 'type=nl.samenspel.plan.goal-proposed.v1')
    expect(goals.map(({ data }) => data.item.id)).toEqual(expect.arrayContaining([goal, unnamed]))
    for (const proposed of goals) {
      const { status, body } = await fetched(stam, proposed)
      expect({ status, code: body['code'] }).toEqual({ status: 404, code: 'NOT_FOUND' })
    }

    await noor().post(`/plans/${family.planId}/referrals/${referral}/end`, { reason: 'Verhuisd' })
    expect(await allEvents(town, deStam)).toEqual([])
    const { status, body } = await fetched(stam, made)
    expect({ status, code: body['code'] }).toEqual({ status: 403, code: 'GROUND_HAS_ENDED' })
  })

  it('names no item that is not there for who refers, nor one of another law or about someone else', async () => {
    const goal = await aGoal()
    const named = (opens: object, domain = 'youth', about = family.child.id) =>
      noor().asks('POST', `/plans/${family.planId}/referrals`, {
        body: { to: DE_STAM, domain, about: [about], words: 'Iemand om te praten', until: inYears, opens: [opens] },
      })
    const beyond = { status: 400, code: 'REFERRAL_OPENS_WHAT_IT_DOES_NOT_CONCERN' }
    const ofIt = { kind: 'goal', id: goal }
    for (const answer of [await named(ofIt, 'wmo'), await named(ofIt, 'youth', family.parent.id)])
      expect(answer).toMatchObject({ status: beyond.status, body: { code: beyond.code, items: [ofIt] } })
    const unknown = await named({ kind: 'goal', id: crypto.randomUUID() })
    expect(unknown).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    expect((await named({ kind: 'view', id: goal })).status).toBe(400)
  })

  it('that was declined is known to the coordinator with its reason, and is over for the organisation', async () => {
    const referral = await referredTo(DE_STAM, 'wmo')
    await town
      .as(deStam)
      .post(`/plans/${family.planId}/referrals/${referral}/refusal`, { reason: 'Wij hebben geen plek' })
    const { referrals } = await noor().get(`/plans/${family.planId}/referrals`)
    const told = referrals as readonly { readonly id: string; readonly state: string }[]
    expect(told.find(({ id }) => id === referral)).toMatchObject({
      state: 'declined',
      answer: { answer: 'declined', words: 'Wij hebben geen plek' },
    })
    const { status } = await town.as(deStam).asks('POST', `/plans/${family.planId}/referrals/${referral}/acceptance`)
    expect(status).toBe(404)
  })

  it('is answered by nobody else: not by another organisation, not by who coordinates', async () => {
    const referral = await referredTo(DE_STAM, 'wmo')
    const at = `/plans/${family.planId}/referrals/${referral}/acceptance`
    expect((await town.as(deBrug).asks('POST', at)).status).toBe(404)
    expect((await noor().asks('POST', at)).status).toBe(403)
  })
})

describe('a stream', () => {
  it('goes on behind the last event that was taken, and misses none and repeats none', async () => {
    const first = await aStream(town, deBrug)
    const [one, two] = await first.take(2)
    await first[Symbol.asyncDispose]()
    const all = (await allEvents(town, deBrug)).map(({ id }) => id)
    const goal = await aGoal('Een nieuw doel')
    await using second = await aStream(town, deBrug, { lastEventId: two?.id ?? '' })
    const rest = await second.take(all.length - 2 + 1)
    expect([one?.event.id, two?.event.id, ...rest.map(({ event }) => event.id)].slice(0, -1)).toEqual(all)
    expect(rest.at(-1)?.event.data.item).toEqual({ kind: 'goal', id: goal })
  })

  it('brings what happens as it happens, and stops within a second of the ground’s end, while the dataref is refused with its reason', async () => {
    const lot = await town.person('professional', 'Lot')
    const joining = await noor().post(`/plans/${family.planId}/care-team/professionals`, {
      professional: lot.id,
      name: 'Lot',
      scope: 'domain',
      organisation: DE_STAM,
      domain: 'youth',
      activity: 'youth-support',
      until: inYears,
    })
    const before = (await allEvents(town, deStam)).length
    await using stream = await aStream(town, deStam)
    await stream.take(before)
    await aGoal('Nog een doel')
    const [goal] = await stream.take(1)
    if (goal === undefined) throw new Error('the goal was told')
    await noor().post(`/plans/${family.planId}/care-team/professionals/${joining.id}/departure`, {})
    await aGoal('Een doel daarna')
    expect(await nothingComes(stream, 1_000)).toBe(true)
    const { status, body } = await fetched(town.as(deStam), goal.event)
    expect({ status, code: body['code'] }).toEqual({ status: 403, code: 'GROUND_HAS_ENDED' })
  })
})

describe('a stream that stays open', () => {
  it('ends with the token it was asked with: whoever comes back shows another', async () => {
    const until = Date.now() + 3_000
    const soon = await aPartner(town, DE_BRUG, { lifetimeSeconds: 3 })
    await using stream = await aStream(town, soon)
    await stream.take(1)
    await stream.ended
    expect(Date.now()).toBeGreaterThan(until - 1_000)
  })

  it('does not hold up the API when that stops', async () => {
    const other = await aTown()
    const stream = await aStream(other, await aPartner(other, DE_BRUG))
    const waiting = pageOfEvents(other, await aPartner(other, DE_STAM), 'waitSeconds=30').catch(() => undefined)
    // Long before the page would have been answered by itself.
    const byItself = pause(25_000, 'by itself', { ref: false })
    expect(await Promise.race([other.close().then(() => 'with its callers'), byItself])).toBe('with its callers')
    await stream.ended
    await waiting
  }, 60_000)
})

describe('a page', () => {
  it('is in batched mode, goes on by its link, and knows no cursor of another organisation', async () => {
    const page = await pageOfEvents(town, deBrug, 'limit=3')
    expect({ type: page.type, count: page.events.length }).toEqual({
      type: 'application/cloudevents-batch+json',
      count: 3,
    })
    const rest = await pageOfEvents(town, deBrug, `limit=100&cursor=${page.next ?? ''}`)
    const all = await allEvents(town, deBrug)
    expect([...page.events, ...rest.events].map(({ id }) => id)).toEqual(all.map(({ id }) => id))
    for (const cursor of [page.next ?? '', 'AAAA'])
      expect((await pageOfEvents(town, deStam, `cursor=${cursor}`)).status).toBe(400)
  })

  it('waits for what is to come, as long as its reader is ready to wait', async () => {
    let cursor: string | undefined
    for (let count = -1; count !== 0;) {
      const page = await pageOfEvents(town, deBrug, cursor === undefined ? 'limit=100' : `limit=100&cursor=${cursor}`)
      cursor = page.next
      count = page.events.length
    }
    const waiting = pageOfEvents(town, deBrug, `waitSeconds=20&cursor=${cursor ?? ''}`)
    const goal = await aGoal('Waarop gewacht werd')
    const { events } = await waiting
    expect(events.map(({ data }) => data.item)).toEqual([{ kind: 'goal', id: goal }])
    const started = Date.now()
    const empty = await pageOfEvents(town, deBrug, `waitSeconds=1&cursor=${(await waiting).next ?? ''}`)
    expect(empty.events).toEqual([])
    expect(Date.now() - started).toBeGreaterThan(900)
  })
})
