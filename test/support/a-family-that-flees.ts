/** A family of which a mother may flee with her daughter: all that there can be about the girl stands in its plan before that. Told over HTTP, always alike. */
import { accountIn, PROTOCOL, STEP } from './a-helped-family.ts'
import { DE_STAM } from './partners.ts'
import type { Person, Town } from './story.ts'

export const SHELTER = '00000099000000000077'
export const GOAL = { domain: 'youth', lifeArea: 'domestic-relations', words: 'Rust in huis' }
export const JOINS = { scope: 'domain', organisation: DE_STAM, until: '2031-01-01T00:00:00Z' }
export const FLED = { kind: 'fled', date: '2026-03-02', reason: 'Zij zit met Lotte in de opvang' }

export interface Helpers {
  readonly noor: Person
  readonly yara: Person
  readonly pim: Person
  readonly lead: Person
  readonly readers: readonly Person[]
}

export interface FleeingFamily {
  readonly planId: string
  readonly plan: string
  readonly mother: Person
  readonly father: Person
  readonly lotte: Person
  readonly grandmother: Person
  /** The grandmother's authority to speak for the girl. */
  readonly mandate: string
  /** Goals about the girl alone, the second adopted; and one about her parents too. */
  readonly hers: string
  readonly adopted: string
  readonly spare: string
  readonly theirs: string
  /** Actions for the adopted goal: of the father, not accepted yet and accepted; of the girl. */
  readonly asked: string
  readonly taken: string
  readonly own: string
  readonly deviation: string
  readonly priority: string
  readonly referral: string
  /** What the youth worker had before her, before anyone fled. */
  readonly tag: string
  /** The event that says her name. */
  readonly named: string
  /** What was begun since, for those who fled. */
  readonly since: Map<string, string>
}

export async function helpersOf(town: Town): Promise<Helpers> {
  const noor = await town.person('coordinator', 'Noor', { team: 'noord' })
  const yara = await town.person('professional', 'Yara')
  const pim = await town.person('professional', 'Pim', { activity: 'participation-support' })
  const lead = await town.person('team-lead', 'Tess', { team: 'noord' })
  const readers = [await town.person('second-reader', 'Rosa'), await town.person('second-reader', 'Ruud')]
  const ans = town.as(await town.person('administrator', 'Ans'))
  await ans.put('/second-readers', { readers: readers.map(({ id }) => ({ reader: id, domains: ['youth'] })) })
  await ans.post('/protocols', { protocol: PROTOCOL, title: 'Meldcode', owner: DE_STAM, domain: 'youth' })
  await ans.post(`/protocols/${PROTOCOL}/versions`, {
    inForceFrom: '2020-01-01T00:00:00Z',
    steps: [{ step: STEP, title: 'Meld binnen een dag', rule: 'with-second-reader' }],
  })
  return { noor, yara, pim, lead, readers }
}

export async function aFleeingFamily(town: Town, { noor, yara, pim }: Helpers): Promise<FleeingFamily> {
  const as = town.as(noor)
  const hers = town.as(yara)
  const { planId } = await as.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
  const plan = `/plans/${planId}`
  const joins = async (name: string, birthDate: string) => {
    const { id } = await as.post(`${plan}/members`, { name, birthDate })
    return town.person('family-member', name, { subject: id })
  }
  const mother = await joins('Mirjam', '1985-04-01')
  const father = await joins('Farid', '1984-04-01')
  const lotte = await joins('Lotte', '2012-06-15')
  const grandmother = await town.person('representative', `Oma ${planId}`)
  const speaksFor = async (representative: Person, kind: string) =>
    (
      await as.post(`${plan}/care-team/representatives`, {
        representative: representative.id,
        name: 'Spreekt voor Lotte',
        represents: lotte.id,
        kind,
        from: town.now(),
        proof: { kind: 'brp', date: '2026-03-01' },
      })
    ).id
  await speaksFor(mother, 'parental-authority')
  await speaksFor(father, 'parental-authority')
  const mandate = await speaksFor(grandmother, 'mandated')
  await as.post(`${plan}/own-plan-invitations`)
  await town.as(father).post(`${plan}/own-plan-waivers`, {})
  for (const [{ id, name, activity }, domain] of [
    [yara, 'youth'],
    [pim, 'participation'],
  ] as const)
    await as.post(`${plan}/care-team/professionals`, { ...JOINS, professional: id, name, domain, activity })

  const goal = async (about: readonly Person[]) =>
    (await hers.post(`${plan}/goals`, { ...GOAL, about: about.map(({ id }) => id) })).id
  const ofLotte = { hers: await goal([lotte]), adopted: await goal([lotte]), spare: await goal([lotte]) }
  const goals = { ...ofLotte, theirs: await goal([father, mother, lotte]) }
  await town.as(lotte).post(`${plan}/goals/${goals.adopted}/views`, { person: lotte.id, stance: 'agrees' })
  for (const parent of [mother, father])
    await town.as(parent).post(`${plan}/goals/${goals.adopted}/views`, { person: lotte.id, stance: 'agrees' })
  await hers.post(`${plan}/goals/${goals.adopted}/adoption`, { basedOn: await hers.tagOf(planId) })
  await hers.post(`${plan}/goals/${goals.hers}/invitations`, { person: lotte.id })
  const action = async (owner: Person) =>
    (await hers.post(`${plan}/actions`, { goal: goals.adopted, owner: owner.id, words: 'Elke dag bellen' })).id
  const actions = { asked: await action(father), taken: await action(father), own: await action(lotte) }
  await town.as(father).post(`${plan}/actions/${actions.taken}/acceptance`)

  const { id: deviation } = await hers.post(`${plan}/deviations`, {
    domain: 'youth',
    about: [lotte.id],
    protocol: PROTOCOL,
    step: STEP,
    insteadDone: 'Eerst gepraat',
    situation: 'Lotte vertrouwt iemand',
  })
  const { id: priority } = await as.post(`${plan}/priorities`, {
    concern: { domain: 'youth', lifeArea: 'domestic-relations' },
    about: [lotte.id],
    over: ['participation'],
    needs: [],
    reason: 'Eerst rust',
  })
  const referred = { to: DE_STAM, domain: 'youth', about: [lotte.id], words: 'Graag begeleiding', until: JOINS.until }
  const { id: referral } = await as.post(`${plan}/referrals`, referred)
  const tag = await hers.tagOf(planId)
  const { events } = await as.get(`${plan}/history?type=MembershipRequested&about=${lotte.id}`)
  const named = (events as readonly { readonly id: string }[])[0]?.id ?? ''
  const people = { mother, father, lotte, grandmother }
  const items = { deviation, priority, referral, mandate }
  return { planId, plan, ...people, ...goals, ...actions, ...items, tag, named, since: new Map() }
}

export const accountOf = (town: Town) => accountIn(60, town.now())
