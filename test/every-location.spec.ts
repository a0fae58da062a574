/** Whoever made something is told where it is, and finds it there: every operation that answers with a Location, in one family's story. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import { accountIn, aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { aPartner, DE_BRUG } from './support/partners.ts'
import { BRP } from './support/proofs.ts'
import { operationAt } from './support/routes.ts'
import { aTown, type Person, type Told, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let document: OpenAPIObject
const walked = new Set<string>()
const lost: unknown[] = []

beforeAll(async () => {
  town = await aTown()
  document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
  family = await aHelpedFamily(town)
}, 60_000)
afterAll(() => town.close())

/** Makes something, and looks for it where the answer says that it is. */
async function make(person: Person, path: string, body: object): Promise<Told> {
  const asking = town.as(person)
  const { status, headers, body: told } = await asking.asks('POST', path, { body })
  if (status !== 201) throw new Error(`${path} was answered ${String(status)}: ${JSON.stringify(told)}`)
  const location = headers.get('location') ?? ''
  const found = await asking.asks('GET', location.replace(/^\/v1/, ''))
  walked.add(`POST ${operationAt(document, 'POST', path).path}`)
  // A plan and a protocol have no id besides their own.
  const [made] = ['id', 'planId', 'protocol'].map((name) => told[name]).filter((name) => name !== undefined)
  const isThere = found.status === 200 && JSON.stringify(found.body).includes(JSON.stringify(made))
  if (!isThere) lost.push({ path, location, status: found.status })
  return told
}

it('everything that is made is found by its maker, where the answer says', async () => {
  const { planId, coordinator, youthWorker, incomeWorker, parent, child, administrator, auditor, readers } = family
  const plan = `/plans/${planId}`
  const view = { person: child.id, stance: 'agrees', words: 'Prima' }

  const { planId: another } = await make(coordinator, '/plans', { lifeAreas: ['housing'], reportedBy: 'family' })
  await make(coordinator, `/plans/${another}/own-plan-invitations`, {})
  await make(parent, `${plan}/own-plans/views`, { ...view, person: parent.id })
  await make(coordinator, `${plan}/communication-needs`, { person: child.id, language: 'Tigrinya', interpreter: true })
  await make(coordinator, `${plan}/members`, { name: 'Tante Jo' })
  const { events } = await town.as(coordinator).get(`${plan}/history?type=MembershipRequested`)
  const [asked] = events as readonly Told[]
  await make(coordinator, `${plan}/corrections`, {
    event: asked?.id,
    reason: 'Verkeerd verstaan',
    becomes: { name: 'Jo' },
  })
  const { id: expected } = await make(coordinator, `${plan}/expected-children`, {})
  await make(coordinator, `${plan}/expected-children/${expected}/birth`, { name: 'Baby de Vries' })
  await make(coordinator, `${plan}/coordinator/deputies`, { deputy: incomeWorker.id, name: 'Pim' })
  await make(parent, `${plan}/coordinator/requests`, { reason: 'Het klikt niet' })
  await make(child, `${plan}/coordinator/views`, view)
  await make(coordinator, `${plan}/care-team/professionals`, {
    professional: crypto.randomUUID(),
    name: 'Wout',
    scope: 'domain',
    organisation: '00000099000000000002',
    domain: 'wmo',
    activity: 'social-support',
    until: '2031-01-01T00:00:00Z',
  })
  const words = 'Weer naar school'
  const { id: goal } = await make(youthWorker, `${plan}/goals`, {
    domain: 'youth',
    about: [child.id],
    lifeArea: 'work-and-education',
    words,
  })
  const judgement = { person: child.id, domain: 'youth', reason: 'Begrijpt de vraag nog niet' }
  await town.as(youthWorker).post(`${plan}/care-team/capacity-judgements`, { ...judgement, canSpeak: false })
  await make(youthWorker, `${plan}/goals/${goal}/exceptions`, { reason: 'Niemand spreekt voor Kim' })
  await town.as(youthWorker).post(`${plan}/care-team/capacity-judgements`, { ...judgement, canSpeak: true })
  await make(child, `${plan}/goals/${goal}/views`, view)
  await town
    .as(youthWorker)
    .post(`${plan}/goals/${goal}/adoption`, { basedOn: await town.as(youthWorker).tagOf(planId) })
  await make(child, `${plan}/goals/${goal}/family-evaluations`, {
    ...{ person: child.id, outcome: 'reached', words: 'Ik ga weer' },
  })
  const { id: challenge } = await make(child, `${plan}/challenges`, {
    ...{
      on: { kind: 'goal', id: goal },
      words: 'Niet mijn doel',
      wish: 'Een ander',
      firstTo: 'addressee-and-challenged',
    },
  })
  await make(child, `${plan}/withholding-requests`, {})
  await make(child, `${plan}/care-team/supporters`, {
    ...{ supporter: crypto.randomUUID(), name: 'Sanne', person: child.id, domain: 'youth', mandated: false },
    ...{ kind: 'confidential-counsellor', until: new Date(Date.parse(town.now()) + 90 * 86_400_000).toISOString() },
  })
  const { id: action } = await make(youthWorker, `${plan}/actions`, {
    goal,
    owner: youthWorker.id,
    words: 'Bel school',
  })
  await make(child, `${plan}/actions/${action}/views`, view)
  const { id: priority } = await make(coordinator, `${plan}/priorities`, {
    concern: { domain: 'youth', lifeArea: 'work-and-education' },
    about: [child.id],
    over: ['participation'],
    needs: [],
    reason: 'Eerst school',
  })
  await make(child, `${plan}/priorities/${priority}/views`, view)
  await make(child, `${plan}/permissions`, {
    ...{ person: child.id, by: child.id, to: { kind: 'coordination' }, domains: ['youth'] },
    until: new Date(Date.parse(town.now()) + 90 * 86_400_000).toISOString(),
    how: 'Aan tafel',
  })
  await make(coordinator, `${plan}/sharings`, {
    ...{ items: [{ kind: 'action', id: action }], to: { kind: 'professional', id: incomeWorker.id } },
    ...{ ground: 'legal-right', necessity: 'Om de werktijden', article: 'Participatiewet 7(1)' },
    until: new Date(Date.parse(town.now()) + 90 * 86_400_000).toISOString(),
  })

  const { id: deviation } = await make(youthWorker, `${plan}/deviations`, {
    domain: 'youth',
    about: [child.id],
    protocol: PROTOCOL,
    step: STEP,
    insteadDone: 'Eerst gepraat',
    situation: 'Kim vertrouwt sinds kort iemand',
    account: accountIn(60, town.now()),
    basedOn: await town.as(youthWorker).tagOf(planId),
  })
  await make(child, `${plan}/deviations/${deviation}/views`, view)
  await make(child, `${plan}/deviations/${deviation}/family-evaluations`, {
    ...{ person: child.id, outcome: 'worked', words: 'Zo ging het beter' },
  })
  const { reader } = (await town.as(youthWorker).get(`${plan}/deviations/${deviation}`)) as {
    reader?: { reader: string }
  }
  const drawn = readers.find(({ id }) => id === reader?.reader) ?? auditor
  const basedOn = await town.as(drawn).tagOf(planId)
  const reading = { finding: 'supports', words: 'Zorgvuldig', basedOn }
  await make(drawn, `${plan}/deviations/${deviation}/readings`, reading)
  await make(coordinator, `${plan}/care-team/representatives`, {
    representative: parent.id,
    name: 'Mirjam de Vries',
    represents: child.id,
    kind: 'parental-authority',
    from: '2020-01-01T00:00:00Z',
    proof: BRP,
  })
  const requests = await town.as(coordinator).get(`${plan}/history?type=MembershipRequested`)
  const [request] = requests['events'] as readonly { readonly id: string }[]
  await make(coordinator, `${plan}/corrections`, {
    event: request?.id,
    reason: 'Verkeerd gespeld',
    becomes: { name: 'Mirjam de Fries' },
  })
  await make(coordinator, `${plan}/handovers`, {
    to: crypto.randomUUID(),
    name: 'Bart',
    team: 'noord',
    document: {
      ...{ safety: 'Geen zorgen', sensitivities: 'Bel eerst' },
      ...{ actions: [action], deviations: [deviation], challenges: [challenge] },
    },
  })

  await make(coordinator, `${plan}/referrals`, {
    to: '00000099000000000003',
    domain: 'youth',
    about: [child.id],
    words: 'Kan Kim hier terecht?',
    until: '2031-01-01T00:00:00Z',
  })

  const steps = [{ step: 'bel', title: 'Bel', rule: 'deviation-free' }]
  const registered = { protocol: `${PROTOCOL}-2`, title: 'Nog een', owner: '00000099000000000001', domain: 'wmo' }
  await make(administrator, '/protocols', registered)
  await make(administrator, `/protocols/${PROTOCOL}-2/versions`, { inForceFrom: '2020-01-01T00:00:00Z', steps })
  await make(administrator, '/inspections', {
    auditor: auditor.id,
    law: 'youth',
    plans: [planId],
    recordedFrom: '2020-01-01T00:00:00Z',
    recordedUntil: '2031-01-01T00:00:00Z',
    openUntil: '2031-01-01T00:00:00Z',
    reason: 'Thematisch toezicht',
  })
  await town.as(administrator).put('/break-glass-roles', { roles: ['professional'] })
  const crisis = await town.person('professional', 'Saar', { activity: 'crisis-access' })
  await make(crisis, '/break-glass-uses', { plan: planId, domains: ['youth'], reason: 'Kim is weg' })
  await make(await aPartner(town, DE_BRUG), '/subscriptions', { channel: 'kafka' })

  expect(lost).toEqual([])
  const promised = Object.entries(document.paths).filter(([, { post }]) =>
    JSON.stringify(post?.responses['201'] ?? {}).includes('"Location"'),
  )
  expect([...walked].sort()).toEqual(promised.map(([path]) => `POST ${path}`).sort())
}, 60_000)

it('an inspection is found by the auditor it names too, and by nobody else', async () => {
  const { administrator, auditor, coordinator, planId } = family
  const { id } = await town.as(administrator).post('/inspections', {
    auditor: auditor.id,
    law: 'youth',
    plans: [planId],
    recordedFrom: '2020-01-01T00:00:00Z',
    recordedUntil: '2031-01-01T00:00:00Z',
    openUntil: '2031-01-01T00:00:00Z',
    reason: 'Klacht van Mirjam',
  })
  expect(await town.as(auditor).get(`/inspections/${id}`)).toMatchObject({ id, auditor: auditor.id, plans: [planId] })
  for (const other of [await town.person('auditor', 'Onno'), coordinator])
    expect((await town.as(other).asks('GET', `/inspections/${id}`)).status).toBe(404)
  await town.as(administrator).post(`/inspections/${id}/closure`)
  expect((await town.as(administrator).asks('GET', `/inspections/${id}`)).status).toBe(404)
})
