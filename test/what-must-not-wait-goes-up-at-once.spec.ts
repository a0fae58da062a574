/** A forbidden step that was left, an overdue account and an acute reading that nobody gave go up one step at once; and to nobody about themselves. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { accountIn, aHelpedFamily, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { asOfNow } from './support/as-of-now.ts'
import { until } from './support/partners.ts'
import { aTown, type Person, type TownKept } from './support/story.ts'

const PROTOCOL = 'veiligheid'
const FORBIDDEN = 'niet-alleen-op-huisbezoek'

interface Due {
  readonly what: string
  readonly item: { readonly id: string }
  readonly wentUpTo?: string
  readonly goesUpAt?: string
}

let town: TownKept
let family: HelpedFamily
let lead: Person
let officer: Person
let deviations: string

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z', { SAMENSPEL_TICK_SECONDS: '1' })
  family = await aHelpedFamily(town)
  deviations = `/plans/${family.planId}/deviations`
  lead = await town.person('team-lead', 'Truus', { team: 'noord' })
  officer = await town.person('escalation-officer', 'Otto')
  const ans = town.as(family.administrator)
  const officers = [{ team: 'noord', officer: officer.id }]
  await ans.put('/teams', { teams: [{ team: 'noord' }], fallback: 'noord', officers })
  await ans.post('/protocols', {
    protocol: PROTOCOL,
    title: 'Veiligheid',
    owner: '00000099000000000001',
    domain: 'youth',
  })
  await ans.post(`/protocols/${PROTOCOL}/versions`, {
    inForceFrom: '2020-01-01T00:00:00Z',
    steps: [
      { step: FORBIDDEN, title: 'Ga niet alleen op huisbezoek', rule: 'not-allowed' },
      { step: STEP, title: 'Meld binnen een dag', rule: 'with-second-reader' },
    ],
  })
  town.itIs('2026-03-02T12:00:00.000Z')
}, 60_000)
afterAll(() => town.close())

async function left(by: Person, step: string, { acute = false, accounts = true } = {}): Promise<string> {
  const they = town.as(by)
  const about = { domain: 'youth', about: [family.child.id], protocol: PROTOCOL, step, acute }
  const account = accounts && { account: accountIn(60, town.now()), basedOn: await they.tagOf(family.planId) }
  const did = { insteadDone: 'Alleen gegaan', situation: 'Er was niemand vrij' }
  return (await they.post(deviations, { ...about, ...did, ...account })).id
}

/** What goes up at once does so behind its moment. */
const aMinutePasses = () => {
  town.itIs(new Date(Date.parse(town.now()) + 60_000).toISOString())
}

const dueOf = async (who: Person, item: string, what: string) => {
  const { body } = await town.as(who).asks('GET', '/due', { headers: await asOfNow(town) })
  return (body['items'] as readonly Due[]).find((one) => one.item.id === item && one.what === what)
}
const wentUp = (who: Person, item: string, what: string) =>
  until(async () => (await dueOf(who, item, what))?.wentUpTo !== undefined)

it('a forbidden step goes up when it is left, accounted for or not: to who coordinates; and opens no word of it', async () => {
  const deviation = await left(family.youthWorker, FORBIDDEN)
  aMinutePasses()
  await wentUp(family.coordinator, deviation, 'forbidden-step')
  expect(await dueOf(family.coordinator, deviation, 'forbidden-step')).toMatchObject({ wentUpTo: 'coordinator' })
  // That it is there opens none of its words to whoever has no other ground for them.
  expect(JSON.stringify(await town.as(lead).get(`${deviations}/${deviation}`))).not.toContain('niemand vrij')
  await town.as(family.youthWorker).post(`${deviations}/${deviation}/ending`, { reason: 'Nu met twee' })
  expect(await dueOf(family.coordinator, deviation, 'forbidden-step')).toBeUndefined()
})

it('of who coordinates to the lead, and of who leads to the escalation officer: to nobody about themselves', async () => {
  const byNoor = await left(family.coordinator, FORBIDDEN)
  aMinutePasses()
  await wentUp(lead, byNoor, 'forbidden-step')
  expect(await dueOf(lead, byNoor, 'forbidden-step')).toMatchObject({ wentUpTo: 'team-lead' })
  const byTruus = await left(lead, FORBIDDEN)
  aMinutePasses()
  await wentUp(family.coordinator, byTruus, 'forbidden-step')
  town.itIs('2026-03-18T12:00:00.000Z')
  await wentUp(officer, byTruus, 'forbidden-step')
  expect(await dueOf(officer, byTruus, 'forbidden-step')).toMatchObject({ wentUpTo: 'escalation-officer' })
}, 30_000)

it('an account goes up when its term has passed, and not a term later', async () => {
  const deviation = await left(family.youthWorker, STEP, { accounts: false })
  town.itIs('2026-03-26T12:00:00.000Z')
  await wentUp(family.coordinator, deviation, 'account')
}, 30_000)

it('an acute reading goes to the next reader and one step up, both when its hours have passed', async () => {
  const deviation = await left(family.youthWorker, STEP, { acute: true })
  town.itIs('2026-03-29T13:00:00.000Z')
  await until(
    async () => (await town.as(family.coordinator).get(`${deviations}/${deviation}`))['passedBy'] !== undefined,
  )
  aMinutePasses()
  await wentUp(family.coordinator, deviation, 'acute-reading')
  const told = await town.as(family.coordinator).get(`${deviations}/${deviation}`)
  expect(told).toMatchObject({ passedBy: [{ reader: expect.any(String) }] })
  // Whom a reading goes up to reads it.
  expect(JSON.stringify(told)).toContain('niemand vrij')
  const drawn = family.readers.find(({ id }) => id === (told['reader'] as { readonly reader?: string }).reader)
  const reading = town.as(drawn ?? officer)
  const basedOn = await reading.tagOf(family.planId)
  await reading.post(`${deviations}/${deviation}/readings`, {
    finding: 'supports',
    words: 'Het kon niet anders',
    basedOn,
  })
  expect(await dueOf(family.coordinator, deviation, 'acute-reading')).toBeUndefined()
}, 30_000)

it('what a reader objects to and a lead left is the escalation officer’s to settle, who reads that and nothing else', async () => {
  const deviation = await left(lead, STEP)
  const at = `${deviations}/${deviation}`
  const { reader } = (await town.as(lead).get(at))['reader'] as { readonly reader: string }
  const reading = town.as(family.readers.find(({ id }) => id === reader) ?? officer)
  const basedOn = await reading.tagOf(family.planId)
  await reading.post(`${at}/readings`, { finding: 'objects', words: 'Dit mocht niet', basedOn })
  expect((await town.as(officer).asks('GET', at)).status).toBe(404)
  await town.as(lead).post(`${at}/objection-answer`, { says: 'keeps', words: 'Ik sta erachter' })
  expect((await town.as(lead).asks('POST', `${at}/objection-settlement`, { body: SETTLED })).status).toBe(403)
  expect(await dueOf(officer, deviation, 'objection-settlement')).toMatchObject({ mustAct: 'escalation-officer' })
  expect(await town.as(officer).get(at)).toMatchObject({ objection: { answer: { words: 'Ik sta erachter' } } })
  expect((await town.as(officer).asks('GET', `/plans/${family.planId}/goals`)).body).toMatchObject({ goals: [] })
  await town.as(officer).post(`${at}/objection-settlement`, SETTLED)
  expect(await town.as(lead).get(at)).toMatchObject({ objection: { settlement: SETTLED } })
  expect(await dueOf(officer, deviation, 'objection-settlement')).toBeUndefined()
}, 30_000)

const SETTLED = { finds: 'must-change', words: 'Voortaan met twee' }
