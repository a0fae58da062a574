/** Two families to whom the same happens, with other outcomes, yes for no, and words where the other has none: whoever gets their envelopes and ciphertexts cannot tell which is which. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { isSealed } from '../libs/deciding/decider.ts'
import type { Envelope } from '../libs/deciding/envelope.ts'
import { sealedValuesIn, type SealedValues } from '../libs/sealing/sealing.ts'
import { accountIn, aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { MANDATE } from './support/proofs.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const START = '2026-03-02T09:00:00.000Z'
const LATER = '2026-06-02T09:00:00.000Z'

let town: Town
let family: HelpedFamily
let lead: Person
beforeAll(async () => {
  town = await aTown(START)
  family = await aHelpedFamily(town)
  lead = await town.person('team-lead', 'Tessa', { team: 'noord' })
})
afterAll(() => town.close())

interface Chosen {
  readonly reportedBy: string
  readonly accepted: boolean
  readonly answer: string
  readonly goalOutcome: string
  readonly deviationOutcome: string
}

/** Whatever may be said or left out, by the name it has in bodies. */
type Optional = Readonly<Partial<Record<'words' | 'reason' | 'lesson' | 'expectedOn' | 'doneByDate', string>>>

/** All that happens in a plan in which something may be said or not, or chosen where no rule reads the choice. @returns the plan's id */
async function lived(
  { reportedBy, accepted, answer, goalOutcome, deviationOutcome }: Chosen,
  may: Optional,
): Promise<string> {
  const { coordinator, youthWorker, incomeWorker, readers } = family
  town.itIs(START)
  const [noor, yara, tessa] = [town.as(coordinator), town.as(youthWorker), town.as(lead)]
  const { planId } = await noor.post('/plans', { lifeAreas: ['housing'], reportedBy })
  const plan = `/plans/${planId}`
  const { reason, words, lesson } = may

  await noor.post(`${plan}/client-support-offers`, { accepted })
  const { id: kim } = await noor.post(`${plan}/members`, { name: 'Kim', birthDate: '1985-01-31' })
  const { id: wim } = await noor.post(`${plan}/members`, { name: 'Wim', birthDate: '1985-01-31' })
  await noor.post(`${plan}/expected-children`, { expectedOn: may.expectedOn })
  await noor.post(`${plan}/own-plan-invitations`)
  const asWim = town.as(await town.person('family-member', 'Wim', { subject: wim }))
  await asWim.post(`${plan}/own-plan-waivers`, { reason })
  await noor.post(`${plan}/care-team/representatives`, {
    representative: wim,
    name: 'Wim',
    represents: kim,
    kind: 'informal',
    from: START,
    proof: may.lesson === undefined ? MANDATE : { kind: 'court', date: '2026-01-31', number: 'C/10/1' },
  })
  const until = '2031-01-01T00:00:00Z'
  const organisation = '00000099000000000002'
  const joining = (who: Person, domain: string) =>
    noor.post(`${plan}/care-team/professionals`, {
      professional: who.id,
      name: who.name,
      organisation,
      domain,
      scope: 'domain',
      activity: who.activity,
      until,
    })
  await joining(youthWorker, 'youth')
  const { id: joined } = await joining(incomeWorker, 'participation')
  await noor.post(`${plan}/care-team/professionals/${joined}/departure`, { reason })

  const about = [kim, wim]
  const { id: goal } = await yara.post(`${plan}/goals`, {
    domain: 'youth',
    about,
    lifeArea: 'housing',
    words: 'Slapen',
  })
  for (const person of about) await yara.post(`${plan}/goals/${goal}/views`, { person, stance: 'agrees', words })
  await noor.post(`${plan}/goals/${goal}/adoption`, { basedOn: await noor.tagOf(planId) })
  const owner = youthWorker.id
  const { id: action } = await yara.post(`${plan}/actions`, {
    goal,
    owner,
    words: 'Bellen',
    doneByDate: may.doneByDate,
  })
  await yara.post(`${plan}/actions/${action}/acceptance`)
  await yara.post(`${plan}/actions/${action}/completion`, { words })
  const basedOn = await yara.tagOf(planId)
  await yara.post(`${plan}/goals/${goal}/evaluation`, { outcome: goalOutcome, words, basedOn })

  const { id: referral } = await noor.post(`${plan}/referrals`, {
    to: organisation,
    domain: 'youth',
    about,
    words: 'Help',
    until,
  })
  await noor.post(`${plan}/referrals/${referral}/end`, { reason })

  const { id: deviation, etag } = await yara.post(`${plan}/deviations`, {
    domain: 'youth',
    about,
    protocol: PROTOCOL,
    step: STEP,
    insteadDone: 'Gepraat',
    situation: 'Nieuw',
    account: accountIn(60, START),
    basedOn,
  })
  const drawn = ((await yara.get(`${plan}/deviations/${deviation}`))['reader'] as { readonly reader: string }).reader
  const reader = readers.find(({ id }) => id === drawn)
  if (reader === undefined) throw new Error('nobody was drawn')
  await town.as(reader).post(`${plan}/deviations/${deviation}/recusal`, { reason })
  town.itIs(LATER)
  await yara.post(`${plan}/deviations/${deviation}/evaluations`, {
    outcome: deviationOutcome,
    words: 'Ze kwam terug',
    lesson,
    basedOn: etag,
  })

  const { id: request } = await asWim.post(`${plan}/coordinator/requests`, { person: wim, reason })
  await tessa.post(`${plan}/coordinator/requests/${request}/answer`, { answer, reason: 'Na een gesprek' })
  const document = { safety: 'Veilig', sensitivities: 'Geen', actions: [], deviations: [deviation] }
  const next = { to: lead.id, name: 'Tessa', team: 'noord' }
  const { id: handover } = await noor.post(`${plan}/handovers`, { ...next, document })
  await noor.post(`${plan}/handovers/${handover}/conversation`, { preference: 'Iemand uit de wijk' })
  await noor.post(`${plan}/handovers/${handover}/withdrawal`, { reason })
  await noor.post(`${plan}/members/${kim}/departure`, {
    kind: accepted ? 'moved' : 'divorced',
    date: '2026-01-01',
    reason: 'Verhuisd',
  })
  return planId
}

/** All of the stored events that does not follow from ids, moments and chance: types, names, and how long each ciphertext is. */
async function outlineOf(planId: string): Promise<readonly unknown[]> {
  const stored = await town.system.store.read(`plan-${planId}`, 0)
  return stored.map(({ body, sealed }) => {
    const { type, schema, data } = JSON.parse(body) as Envelope
    const values = sealedValuesIn(sealed)
    return { type, schema, data: outline(data, values) }
  })
}

function outline(value: unknown, values: SealedValues): unknown {
  if (isSealed(value)) {
    const { bytes, path, subjects, form } = values[value.sealed] ?? { bytes: '', path: '', subjects: [], form: 0 }
    return { bytes: bytes.length, path, subjects: subjects.length, form }
  }
  if (Array.isArray(value)) return value.map((one) => outline(one, values))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([name, part]) => [withoutChance(name), outline(part, values)])
  return withoutChance(String(value))
}

const withoutChance = (text: string) => text.replaceAll(/[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')

const ONE = {
  reportedBy: 'partner-organisation',
  accepted: true,
  answer: 'granted',
  goalOutcome: 'partly-reached',
  deviationOutcome: 'did-not-work',
}
const OTHER = {
  reportedBy: 'family',
  accepted: false,
  answer: 'refused',
  goalOutcome: 'reached',
  deviationOutcome: 'worked',
}
const SAID: Required<Optional> = {
  words: 'Wij zijn er samen nog niet uit, maar het gaat de goede kant op',
  reason: 'Er is te veel gebeurd',
  lesson: 'Eerst vertrouwen, dan pas melden',
  expectedOn: '2026-08-01',
  doneByDate: '2026-04-01',
}

describe('the envelopes of two families', () => {
  let said: string
  let unsaid: string
  beforeAll(async () => {
    said = await lived(ONE, SAID)
    unsaid = await lived(OTHER, {})
  }, 60_000)

  it('are alike where one chose and said what the other did not: in their names, and in the length of every ciphertext', async () => {
    expect(await outlineOf(said)).toEqual(await outlineOf(unsaid))
  })

  it('are read back as what was chosen, and as absent where nothing was said', async () => {
    const yara = town.as(family.youthWorker)
    const read = async (planId: string) =>
      (await yara.get(`/plans/${planId}`))['plan'] as Readonly<Record<string, unknown>>
    const [one, other] = [await read(said), await read(unsaid)]
    expect(one).toMatchObject({
      clientSupport: [{ accepted: true }],
      goals: [{ ended: { outcome: 'partly-reached', words: SAID.words } }],
      actions: [{ doneByDate: SAID.doneByDate, last: { words: SAID.words } }],
      deviations: [{ evaluation: { outcome: 'did-not-work', lesson: SAID.lesson }, recused: [{ words: SAID.reason }] }],
    })
    expect(other).toMatchObject({
      clientSupport: [{ accepted: false }],
      goals: [{ ended: { outcome: 'reached' } }],
      deviations: [{ evaluation: { outcome: 'worked' } }],
    })
    expect(JSON.stringify(other)).not.toMatch(/"(doneByDate|lesson|waivedBecause)"|null/)
    const noor = town.as(family.coordinator)
    expect((await noor.get(`/plans/${said}`))['plan']).toMatchObject({
      reportedBy: 'partner-organisation',
      coordinatorRequests: [{ answer: { answer: 'granted' } }],
    })
    const changes = await noor.get(`/plans/${unsaid}/history/changes?from=-1&to=20`)
    expect(changes['data']).not.toContainEqual({ path: expect.anything() as unknown })
  })

  it('show seals, and neither choice nor words, to who verifies', async () => {
    const { plan } = (await town.as(family.auditor).get(`/plans/${said}`)) as unknown as { readonly plan: unknown }
    const seal = { sealed: expect.any(String) as unknown, sha256: expect.any(String) as unknown }
    expect(plan).toMatchObject({
      reportedBy: seal,
      clientSupport: [{ accepted: seal }],
      goals: [{ ended: { outcome: seal } }],
      actions: [{ doneByDate: seal }],
      deviations: [{ evaluation: { outcome: seal } }],
      coordinatorRequests: [{ answer: { answer: seal } }],
    })
  })
})

describe('what was said before', () => {
  it('stands where nothing is said anew: the birth date of who comes back, the preference of a family', async () => {
    const noor = town.as(family.coordinator)
    const { planId } = await noor.post('/plans', { lifeAreas: ['housing'], reportedBy: 'family' })
    const plan = `/plans/${planId}`
    const asked = { name: 'Wim', bsn: '999990019' }
    const { id } = await noor.post(`${plan}/members`, { ...asked, birthDate: '1985-01-31' })
    await noor.post(`${plan}/members/${id}/departure`, { kind: 'moved', date: '2026-01-01', reason: 'Verhuisd' })
    await noor.post(`${plan}/members`, asked)
    const document = { safety: 'Veilig', sensitivities: 'Geen', actions: [], deviations: [] }
    const next = { to: lead.id, name: 'Tessa', team: 'noord', document }
    const { id: handover } = await noor.post(`${plan}/handovers`, next)
    for (const conversation of [{ preference: 'Iemand uit de wijk' }, {}])
      await noor.post(`${plan}/handovers/${handover}/conversation`, conversation)
    expect((await noor.get(plan))['plan']).toMatchObject({
      members: [{ id, state: 'in', birthDate: '1985-01-31' }],
      handovers: [{ preference: 'Iemand uit de wijk' }],
    })
  })
})
