/** A small story to stand others on: a family with a plan, a protocol whose step is left for good reasons, and the reading of that. Told over HTTP. */
import assert from 'node:assert/strict'
import type { People, Person, Told, Town } from './story.ts'

export const PROTOCOL = 'meldcode'
export const STEP = 'report-within-a-day'

export interface HelpedFamily {
  readonly planId: string
  readonly administrator: Person
  readonly coordinator: Person
  readonly youthWorker: Person
  readonly incomeWorker: Person
  readonly parent: Person
  readonly child: Person
  readonly readers: readonly Person[]
  readonly auditor: Person
}

/** The family's plan is open, its people are in it, and it waived its own plan; two professionals help it. */
export async function aHelpedFamily(town: People): Promise<HelpedFamily> {
  const [administrator, coordinator, youthWorker, incomeWorker, auditor, ...readers] = await Promise.all([
    town.person('administrator', 'Ans'),
    town.person('coordinator', 'Noor', { team: 'noord' }),
    town.person('professional', 'Yara'),
    town.person('professional', 'Pim', { activity: 'participation-support' }),
    town.person('auditor', 'Odile'),
    town.person('second-reader', 'Rosa'),
    town.person('second-reader', 'Ruud'),
    town.person('second-reader', 'Sem'),
  ])
  await theMunicipalityIsReady(town, administrator, readers)

  const noor = town.as(coordinator)
  const { planId } = await noor.post('/plans', { lifeAreas: ['domestic-relations', 'finances'], reportedBy: 'family' })
  const plan = `/plans/${planId}`
  const mirjam = await noor.post(`${plan}/members`, { name: 'Mirjam de Vries', birthDate: '1985-04-01' })
  const kim = await noor.post(`${plan}/members`, { name: 'Kim de Vries', birthDate: '2012-06-15' })
  await noor.post(`${plan}/own-plan-invitations`)
  const parent = await town.person('family-member', 'Mirjam de Vries', { subject: mirjam.id })
  const child = await town.person('family-member', 'Kim de Vries', { subject: kim.id })
  await town.as(parent).post(`${plan}/own-plan-waivers`, { reason: 'Wij praten liever' })
  for (const [{ id, name, activity }, domain] of [
    [youthWorker, 'youth'],
    [incomeWorker, 'participation'],
  ] as const)
    await noor.post(`${plan}/care-team/professionals`, {
      professional: id,
      name,
      scope: 'domain',
      organisation: '00000099000000000002',
      domain,
      activity,
      until: '2031-01-01T00:00:00Z',
    })
  return { planId, administrator, coordinator, youthWorker, incomeWorker, parent, child, readers, auditor }
}

/** Opens this plan to its auditor: its youth content, and its envelopes. */
export async function anInspectionIsOpened(
  town: People,
  { administrator, auditor, planId }: Pick<HelpedFamily, 'administrator' | 'auditor' | 'planId'>,
): Promise<void> {
  await town.as(administrator).post('/inspections', {
    auditor: auditor.id,
    law: 'youth',
    plans: [planId],
    recordedFrom: '2026-01-01T00:00:00Z',
    recordedUntil: '2027-01-01T00:00:00Z',
    openUntil: '2027-01-01T00:00:00Z',
    reason: 'Onderzoek naar de meldcode',
  })
}

async function theMunicipalityIsReady(town: People, administrator: Person, readers: readonly Person[]) {
  const ans = town.as(administrator)
  await ans.put('/second-readers', { readers: readers.map(({ id }) => ({ reader: id, domains: ['youth'] })) })
  await ans.post('/protocols', {
    protocol: PROTOCOL,
    title: 'Meldcode jeugd',
    owner: '00000099000000000001',
    domain: 'youth',
  })
  await ans.post(`/protocols/${PROTOCOL}/versions`, {
    inForceFrom: '2020-01-01T00:00:00Z',
    steps: [
      { step: 'talk-with-the-family', title: 'Praat met het gezin', rule: 'deviation-free' },
      { step: STEP, title: 'Meld binnen een dag', rule: 'with-second-reader' },
    ],
  })
}

export interface DeviationRead {
  readonly deviation: string
  readonly reader: Person
}

/** The youth worker leaves the step and accounts for it at once; the child says what they think; the drawn reader supports it. */
export async function aDeviationRead(town: Town, family: HelpedFamily): Promise<DeviationRead> {
  const { planId, youthWorker, child } = family
  const yara = town.as(youthWorker)
  const at = `/plans/${planId}/deviations`
  const { id: deviation } = await yara.post(at, {
    domain: 'youth',
    about: [child.id],
    protocol: PROTOCOL,
    step: STEP,
    insteadDone: 'Eerst drie gesprekken met Kim gevoerd',
    situation: 'Kim vertrouwt sinds kort iemand',
    account: accountIn(60, town.now()),
    basedOn: await yara.tagOf(planId),
  })
  await town.as(child).post(`${at}/${deviation}/views`, {
    person: child.id,
    stance: 'agrees',
    words: 'Ik wil eerst zelf met mama praten',
  })
  const reader = readerOf(await yara.get(`${at}/${deviation}`), family)
  const reading = town.as(reader)
  await reading.post(`${at}/${deviation}/readings`, {
    finding: 'supports',
    words: 'De weging is zorgvuldig',
    basedOn: await reading.tagOf(planId),
  })
  return { deviation, reader }
}

/** @param days until its review */
export const accountIn = (days: number, now: string) => ({
  different: 'Kim praat voor het eerst',
  weighing: {
    legitimacy: 'De wet laat ruimte',
    involvement: 'Kim blijft in gesprek',
    return: 'Hulp komt eerder op gang',
    interestOfTheChild: 'Vertrouwen gaat voor',
  },
  alternatives: ['Meteen melden', 'Een collega laten melden'],
  consulted: 'De aandachtsfunctionaris',
  familyView: 'Moeder is het ermee eens',
  expectedEffect: 'Kim doet zelf het woord',
  reviewDate: new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10),
})

function readerOf({ reader }: Told, { readers }: HelpedFamily): Person {
  assert.ok(typeof reader === 'object' && reader !== null && 'reader' in reader)
  const drawn = readers.find(({ id }) => id === reader.reader)
  assert.ok(drawn, 'the reader is one of the pool')
  return drawn
}
