/** Histories of a plan with what else decides who sees it: ages, inspections, the moment of asking; and everyone who might ask. */
import fc from 'fast-check'
import { withEndsOfEpisodes } from './episodes-in-sentences.ts'
import { ROLES, type Moment, type Role } from '../../deciding/decider.ts'
import { LEGAL_DOMAINS, type Domain, type LegalDomain } from '../../deciding/domains.ts'
import type { CoordinationBasis } from '../../municipality/coordination-bases.ts'
import type { Inspection } from '../../municipality/municipality.ts'
import type { Teams } from '../../municipality/teams.ts'
import { plan, type Plan, type PlanCommand, type PlanEvent } from '../../plan/plan.ts'
import { coordinatorsOf } from '../../plan/working.ts'
import {
  EVERYONE,
  LEAD,
  ORGANISATIONS,
  PERSONS,
  READERS,
  WORKERS,
} from '../../plan/testing/attempts-around-the-plan.ts'
import { sealed } from '../../plan/testing/people.ts'
import { histories, type Attempted, type History, type Recorded } from '../../plan/testing/histories.ts'
import { SUPPORTERS } from '../../plan/testing/attempts-at-supporting.ts'
import { CRISIS_WORKER } from '../../plan/testing/attempts-at-breaking-glass.ts'
import { PRIVACY_OFFICER, SAFETY_OFFICER } from '../../plan/testing/attempts-at-withholding.ts'
import { AGES_BY_LAW } from '../../municipality/ages-by-law.ts'
import { AGE_BANDS, type AgeBand } from '../ages.ts'
import type { Asker, Facts } from '../grounds.ts'
import { WHO_MAY } from '../may.ts'
import { PROCESSING_ACTIVITIES } from '../processing-activities.ts'
import { sees, sightOf, type Sight } from '../sight.ts'
import { writtenIn } from './standing.ts'

/** A plan at one moment, with all that its readers' rights follow from. */
export interface World extends Facts {
  readonly past: readonly Recorded[]
  /** The attempts that made the past, each with the plan as it was before. */
  readonly attempts: readonly Attempted[]
}

const DAY_MS = 86_400_000
/** After the last event: at once, and when joinings of 5, 90 and 700 days have ended. */
const ASKED_AFTER_DAYS = [0, 0, 6, 100, 800]
/** Of one history so many beginnings, each a history of its own, asked about at another moment. */
export const WORLDS_A_HISTORY = 4

const ageBands = fc.array(fc.option(fc.constantFrom(...AGE_BANDS), { nil: undefined }), { minLength: 4, maxLength: 4 })
const cuts = fc.array(fc.tuple(fc.nat(1_000), fc.constantFrom(...ASKED_AFTER_DAYS), ageBands), {
  minLength: WORLDS_A_HISTORY,
  maxLength: WORLDS_A_HISTORY,
})

/** Nothing else was recorded then: what was done unknown to someone, or shared, is known by its moment. */
export const aMomentLater = (at: Moment): Moment => new Date(Date.parse(at) + 1).toISOString()

/** @param length attempts in the history that the worlds are beginnings of */
export const worlds = (length = 60): fc.Arbitrary<readonly World[]> =>
  fc.tuple(histories(length), cuts).map(([history, points]) => {
    const attempts = withActivities(history)
    return points.map(([cut, days, ages], place) => {
      const long = place === 0 ? attempts.length : 1 + (cut % attempts.length)
      return { ...worldOf(attempts.slice(0, long), days, ages), bases: BASES[(place + cut) % BASES.length] ?? [] }
    })
  })

function worldOf(
  attempts: readonly Attempted[],
  days: number,
  ages: readonly (AgeBand | undefined)[],
): Omit<World, 'bases'> {
  const past = withEndsOfEpisodes(attempts.flatMap(({ deed, events }) => events.map((event) => [deed, event] as const)))
  const moments = past.map(([{ at }]) => at)
  const last = moments.at(-1) ?? '2026-03-02T09:00:00.000Z'
  const at = new Date(Date.parse(last) + days * DAY_MS).toISOString()
  const bands = new Map(PERSONS.map((person, place) => [person as string, ages[place]]))
  return {
    planId: 'plan-1',
    plan: attempts.at(-1)?.after ?? plan.initial,
    inspections: inspectionsFor(moments, at),
    ...(days > 0 && { teams: REGISTERED }),
    at,
    ageBand: (person) => bands.get(person),
    ages: AGES_BY_LAW,
    past,
    attempts,
  }
}

const ARTICLE = { article: 'Wams 2.1', from: '2020-01-01' }

/** Of all laws; of none; of some, others having ended or not begun. */
const BASES: readonly (readonly CoordinationBasis[])[] = [
  LEGAL_DOMAINS.map((domain) => ({ domain, ...ARTICLE })),
  [],
  [
    { domain: 'youth', ...ARTICLE, until: '2026-03-01' },
    { domain: 'wmo', ...ARTICLE },
    { domain: 'participation', ...ARTICLE, from: '2190-01-01' },
  ],
  [{ domain: 'participation', ...ARTICLE }],
]

/** Half of the teams of the histories have no lead, and one that is nobody's answers for them. */
const REGISTERED: Teams = { version: 1, teams: ['team-1', 'team-2', 'team-4'], fallback: 'team-4' }

/** Of this plan and another, in its whole history and a part of it, open and no longer. */
function inspectionsFor(moments: readonly Moment[], at: Moment): Record<string, Inspection> {
  const atPart = (part: number) => moments[Math.floor(moments.length * part)] ?? at
  const later = new Date(Date.parse(at) + DAY_MS).toISOString()
  const earlier = new Date(Date.parse(at) - 1).toISOString()
  const all = { recordedFrom: '2020-01-01T00:00:00.000Z', recordedUntil: '2040-01-01T00:00:00.000Z' }
  const part = { recordedFrom: atPart(0.25), recordedUntil: atPart(0.75) }
  const here = ['plan-1']
  const inspections: readonly Omit<Inspection, 'inspection'>[] = [
    { auditor: 'auditor-1', law: 'youth', plans: here, ...all, openUntil: later },
    { auditor: 'auditor-1', law: 'wmo', plans: ['plan-2', 'plan-1'], ...part, openUntil: at },
    { auditor: 'auditor-1', law: 'participation', plans: ['plan-2'], ...all, openUntil: later },
    { auditor: 'auditor-2', law: 'participation', plans: here, ...all, openUntil: earlier },
    { auditor: 'auditor-2', law: 'youth', plans: here, ...part, openUntil: later },
  ]
  const numbered = inspections.map((one, place) => [`inspection-${String(place)}`, one] as const)
  return Object.fromEntries(numbered.map(([inspection, one]) => [inspection, { inspection, ...one }]))
}

const JOINED_FOR: Readonly<Record<LegalDomain, readonly string[]>> = {
  youth: ['youth-support'],
  wmo: ['social-support'],
  participation: ['participation-support', 'benefits-enforcement'],
}

/** The same history, in which everyone joined for an activity of the register, some for one of another law than they joined in; and did what they did for one. */
function withActivities(history: History): readonly Attempted[] {
  let now: Plan = plan.initial
  return history.map((attempted) => {
    const before = now
    const deed = { ...attempted.deed, activity: activityOf(attempted) }
    const events = attempted.events.map(withActivity).flatMap(withWhoEnforces)
    for (const event of events) now = plan.evolve(now, event, deed)
    return { ...attempted, deed, before, events, after: now }
  })
}

/** Few of the histories would have anybody who checks the benefit: someone who has no other part in them does. */
export const ENFORCER = 'enforcer-1'

const withWhoEnforces = (event: PlanEvent): readonly PlanEvent[] =>
  event.type === 'PlanOpened' ? [event, ENFORCER_JOINED] : [event]

const ENFORCER_JOINED: PlanEvent = {
  ...{ domain: 'participation', about: [], type: 'ProfessionalJoined', joining: 'joining-0', professional: ENFORCER },
  ...{ name: sealed('name'), organisation: 'oin-3', activity: 'benefits-enforcement' },
  until: '2028-01-01T00:00:00.000Z',
}

const DONE_FOR: Readonly<Record<Domain, readonly string[]>> = { ...JOINED_FOR, general: [] }

const ACTIVITY_AS: Readonly<Partial<Record<Role, string>>> = {
  'family-member': 'own-file',
  representative: 'own-file',
  'second-reader': 'second-reading',
  supporter: 'client-support',
}

/** Histories know no rights: of what is done under the law of work and income, half of those at work do it to check the benefit. */
function activityOf({ deed: { by }, command, events, before }: Attempted): string {
  if (LEAVES.includes(command.type) && [LEAD, ...coordinatorsOf(before)].includes(by.id)) return 'plan-coordination'
  const atWork = WHO_MAY[command.type].by.includes('care-team') ? DONE_FOR[events[0]?.domain ?? 'general'] : []
  const activity = atWork[Number(by.id.split('-')[1]) % atWork.length] ?? 'plan-coordination'
  return by.kind === 'person' ? (ACTIVITY_AS[by.role] ?? activity) : 'plan-coordination'
}

/** Who coordinates, and who leads, does so as that. */
const LEAVES: readonly PlanCommand['type'][] = ['ReportDeviation', 'AccountForDeviation']

function withActivity(event: PlanEvent): PlanEvent {
  if (event.type !== 'ProfessionalJoined') return event
  const number = Number(event.joining.split('-')[1])
  const options = JOINED_FOR[event.domain]
  return { ...event, activity: number % 7 === 0 ? 'youth-support' : (options[number % options.length] ?? '') }
}

const ACTIVITIES_OF = (role: Role) =>
  PROCESSING_ACTIVITIES.filter(({ roles }) => (roles as readonly Role[]).includes(role)).map(({ id }) => id)
const as = (
  role: Role,
  ids: readonly string[],
  facts: { team?: string; organisation?: string } = {},
): readonly Asker[] => ids.flatMap((id) => ACTIVITIES_OF(role).map((activity) => ({ id, role, activity, ...facts })))

const AT_WORK = [...WORKERS, ...READERS, 'reader-4', ENFORCER, CRISIS_WORKER]
const OF_THE_FAMILY = [...PERSONS, 'kin-1', 'kin-2']

/** Everyone with a place in the histories, as each of what they may be signed in as, for each activity of that role. */
export const ASKERS: readonly Asker[] = [
  ...as('coordinator', AT_WORK),
  ...as('professional', AT_WORK),
  ...as('second-reader', AT_WORK),
  ...as('family-member', OF_THE_FAMILY),
  ...as('representative', OF_THE_FAMILY),
  ...as('supporter', [...SUPPORTERS, 'worker-2', 'person-1']),
  ...['team-1', 'team-2', 'team-3', 'team-4'].flatMap((team) => as('team-lead', ['lead-1'], { team })),
  ...as('team-lead', ['lead-1']),
  ...as('auditor', ['auditor-1', 'auditor-2']),
  ...as('safety-officer', [SAFETY_OFFICER]),
  ...as('privacy-officer', [PRIVACY_OFFICER]),
  ...as('administrator', ['admin-1']),
  ...ORGANISATIONS.flatMap((organisation) => as('partner', [organisation], { organisation })),
]

/** Everyone again, but for an activity that is not of their role. */
export const OUT_OF_ROLE: readonly Asker[] = ROLES.flatMap((role) =>
  PROCESSING_ACTIVITIES.filter(({ roles }) => !(roles as readonly Role[]).includes(role)).flatMap(({ id: activity }) =>
    [...EVERYONE, 'auditor-1'].map((id) => ({ id, role, activity, team: 'team-1', organisation: 'oin-1' })),
  ),
)

export const seenIn = (sight: Sight, { past }: World): readonly Recorded[] =>
  past.filter((one) => sees(sight, writtenIn(one)))

export const seenBy = (asker: Asker, world: World): readonly Recorded[] => seenIn(sightOf(asker, world), world)

/** Holds something of every world there might be. */
export const inEveryWorld = (holds: (world: World) => void, numHistories = 50): void => {
  const property = fc.property(worlds(), (some) => {
    some.forEach(holds)
  })
  fc.assert(property, { numRuns: numHistories })
}
