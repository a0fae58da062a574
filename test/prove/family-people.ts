/** Who is in a family and around it, and how its plan begins: the same each time for the same name. */
import type { Dice } from '../../apps/populate/dice.ts'
import { BASES_OF_ALL_LAWS } from '../support/coordination-bases.ts'
import { fact, LAWS, type Basis, type Law, type Who } from './sight-told.ts'
import { Family, who } from './family.ts'
import type { Place } from './installation.ts'

export const BEGINNING = '2026-03-02T09:00:00.000Z'
export const DE_BRUG = '00000099000000000002'
export const DE_STAM = '00000099000000000003'
export const PROTOCOLS: Readonly<Record<Law, string>> = { youth: 'jeugd', wmo: 'zorg', participation: 'werk' }
export const STEP = 'stap'
/** From when their steps are in force, as everyone may know. */
export const PROTOCOLS_FROM = '2020-01-01T00:00:00.000Z'

export const ACTIVITY: Readonly<Record<Law, string>> = {
  youth: 'youth-support',
  wmo: 'social-support',
  participation: 'participation-support',
}

/** The municipality's own, alike for every family. */
export const READERS = ['Rosa', 'Ruud', 'Sem', 'Tij'].map((name) => who('second-reader', name, 'second-reading'))
const ADMINISTRATOR = who('administrator', 'Ans', 'administration')
export const TEAMS = ['noord', 'zuid'] as const

/** Born so that each band is there, some on the eve of the next. */
export const BIRTH_DATES = [
  '1985-04-01',
  '2004-02-29',
  '2009-01-10',
  '2010-03-08',
  '2012-06-15',
  '2014-03-05',
  '2018-09-09',
] as const

/** Whose birth date nobody knows. */
const ADULT = { ageBand: 'adult', ageEstablishedBy: 'Gezien door de huisarts' } as const

export interface People {
  readonly coordinator: Who
  readonly next: Who
  readonly lead: Who
  readonly workers: readonly Who[]
  /** One under each law, beside whoever works under it. */
  readonly colleagues: readonly Who[]
  readonly enforcer: Who
  /** Of another organisation; may come to help with some goals. */
  readonly forGoals: Who
  /** At work at night, and with no part in it. */
  readonly crisis: Who
  readonly father: Who
  readonly mother: Who
  readonly child: Who
  readonly sibling: Who
  readonly outsiders: readonly Who[]
  readonly partner: Who
}

/** What every story of an installation stands on. */
export async function readyFor(place: Place): Promise<void> {
  await place.itIs(BEGINNING)
  const ans = new Family(place, 'municipality', BEGINNING)
  const asks = async (method: 'POST' | 'PUT', path: string, body: unknown) => {
    const { status, text } = await ans.asks(ADMINISTRATOR, { method, path, body, headers: { 'idempotency-key': path } })
    if (status >= 300) throw new Error(`${method} ${path} was answered ${String(status)}: ${text}`)
  }
  await asks('PUT', '/coordination-bases', { bases: BASES_OF_ALL_LAWS })
  await asks('PUT', '/second-readers', { readers: READERS.map(({ id }) => ({ reader: id, domains: LAWS })) })
  await asks('PUT', '/break-glass-roles', { roles: ['professional', 'coordinator'] })
  for (const law of LAWS) {
    const protocol = { protocol: PROTOCOLS[law], title: `Protocol ${law}`, owner: '00000099000000000001', domain: law }
    await asks('POST', '/protocols', protocol)
    await asks('POST', `/protocols/${PROTOCOLS[law]}/versions`, {
      inForceFrom: PROTOCOLS_FROM,
      steps: [{ step: STEP, title: 'Een stap', rule: 'with-second-reader' }],
    })
  }
}

/** What the municipality has now, for this family as for all. */
export async function hasBases(family: Family, bases: readonly Basis[]): Promise<void> {
  const { status, text } = await family.asks(ADMINISTRATOR, {
    ...{ method: 'PUT', path: '/coordination-bases', body: { bases } },
  })
  if (status !== 200) throw new Error(`the bases were answered ${String(status)}: ${text}`)
  family.bases = bases
}

/** An inspection of this family's plan. */
export async function inspected(family: Family, auditor: Who, law: Law, days: number): Promise<void> {
  const from = family.past[Math.floor(family.past.length / 4)]?.recordedAt ?? family.moment
  const at = (later: number) => new Date(Date.parse(family.moment) + later * 86_400_000).toISOString()
  const opened = {
    auditor: auditor.id,
    law,
    plans: [family.planId],
    recordedFrom: from,
    recordedUntil: at(3),
    openUntil: at(days),
  }
  const headers = { 'idempotency-key': `${family.name} ${law}` }
  const body = { ...opened, reason: 'Toezicht' }
  const { status } = await family.asks(ADMINISTRATOR, { method: 'POST', path: '/inspections', body, headers })
  if (status < 300) family.inspections.push(opened)
}

/** The plan is open, its members are in it and have waived their own, and three laws help. */
export async function begun(
  place: Place,
  name: string,
  dice: Dice,
): Promise<{ readonly family: Family; readonly people: People }> {
  const family = new Family(place, name, BEGINNING)
  const team = dice.pick(TEAMS)
  const coordinator = who('coordinator', `Noor ${name}`, 'plan-coordination', { team })
  const does = async (
    person: Who,
    path: string,
    body: Readonly<Record<string, unknown>>,
    method: 'POST' | 'PUT' = 'POST',
  ) => {
    family.passes(dice.whole(2, 90))
    const answer = await family.does({ who: person, method, path, body })
    if (answer.status >= 300) throw new Error(`${path} was answered ${String(answer.status)}: ${answer.text}`)
  }
  await does(coordinator, '', { lifeAreas: ['finances'], reportedBy: 'family' })
  const member = async (first: string, age: string | typeof ADULT | undefined): Promise<Who> => {
    const known = typeof age === 'string' ? { birthDate: age } : age
    await does(coordinator, '/members', { name: `${first} ${name}`, ...known })
    const joined = family.past.findLast(({ type }) => type === 'MemberJoined')
    return who('family-member', `${first} ${name}`, 'own-file', { id: (joined && fact(joined, 'person')) ?? '' })
  }
  const father = await member('Vader', dice.pick(BIRTH_DATES.slice(0, 2)))
  const mother = await member('Moeder', dice.chance(0.2) ? undefined : dice.pick(['1986-05-02', '1986-05-02', ADULT]))
  const child = await member('Kind', dice.pick(BIRTH_DATES.slice(2, 7)))
  const sibling = await member('Zus', dice.chance(0.85) ? dice.pick(BIRTH_DATES) : undefined)
  await does(coordinator, '/own-plan-invitations', {})
  await does(father, '/own-plan-waivers', { reason: `Waarom-${name}-geen-plan` })
  const workers: Who[] = []
  const colleagues: Who[] = []
  const joins = async (professional: Who, domain: Law, days: number) => {
    const until = new Date(Date.parse(BEGINNING) + days * 86_400_000).toISOString()
    const { id, activity } = professional
    const joining = {
      professional: id,
      name: professional.name,
      scope: 'domain',
      organisation: DE_BRUG,
      domain,
      activity,
      until,
    }
    await does(coordinator, '/care-team/professionals', joining)
  }
  for (const law of LAWS) {
    const worker = who('professional', `Helper ${law} ${name}`, ACTIVITY[law], { organisation: DE_BRUG })
    await joins(worker, law, dice.pick([40, 300, 900]))
    workers.push(worker)
    const colleague = who('professional', `Collega ${law} ${name}`, ACTIVITY[law], { organisation: DE_BRUG })
    await joins(colleague, law, 900)
    colleagues.push(colleague)
  }
  const enforcer = who('professional', `Handhaver ${name}`, 'benefits-enforcement')
  if (dice.chance(0.5)) await joins(enforcer, 'participation', 300)
  for (const parent of [father, mother])
    if (dice.chance(0.7))
      await does(coordinator, '/care-team/representatives', {
        representative: parent.id,
        name: parent.name,
        represents: child.id,
        kind: 'parental-authority',
        from: BEGINNING,
        ...(dice.chance(0.85) && { proof: { kind: 'brp', date: '2026-01-05' } }),
      })
  return {
    family,
    people: {
      coordinator,
      next: who('coordinator', `Bart ${name}`, 'plan-coordination', { team: dice.pick(TEAMS) }),
      lead: who('team-lead', `Truus ${team}`, 'plan-coordination', { team }),
      workers,
      colleagues,
      enforcer,
      forGoals: who('professional', `Jeugdhulp ${name}`, ACTIVITY.youth, { organisation: DE_STAM }),
      crisis: who('professional', `Spoed ${name}`, 'crisis-access'),
      father,
      mother,
      child,
      sibling,
      outsiders: [
        who('representative', `Oma ${name}`, 'own-file'),
        who('representative', `Curator ${name}`, 'own-file'),
      ],
      partner: who('partner', 'Systeem van De Stam', 'partner-information', { organisation: DE_STAM }),
    },
  }
}
