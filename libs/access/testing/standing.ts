/** given(…events).asks(…).standsOn(…): one grammar for who stands on what ground, and the people who ask. */
import assert from 'node:assert/strict'
import type { Moment, PersonId } from '../../deciding/decider.ts'
import { LEGAL_DOMAINS, type LegalDomain } from '../../deciding/domains.ts'
import type { CoordinationBasis } from '../../municipality/coordination-bases.ts'
import type { Inspection } from '../../municipality/municipality.ts'
import { plan, type Plan } from '../../plan/plan.ts'
import { identityOf, whole, type Past } from '../../plan/testing/past.ts'
import { DE_BRUG, deedOf, kim, morningOf, noor, sealed, teamLead, yara } from '../../plan/testing/people.ts'
import type { ItemRef } from '../../plan/visibility/visibility.ts'
import { AGES_BY_LAW } from '../../municipality/ages-by-law.ts'
import type { AgeBand } from '../ages.ts'
import type { Asker, Facts, Ground } from '../grounds.ts'
import { sees, sightOf } from '../sight.ts'
import type { Written } from '../written.ts'
import type { RepresentationKind } from '../../plan/care-team/representation.ts'

export const NOW: Moment = '2026-03-03T09:00:00.000Z'

/** The ages of the family; whoever is not named has no known birth date. */
export const AGES: Readonly<Record<PersonId, AgeBand>> = { mirjam: 'adult', farid: 'adult', kim: '12-15' }

export interface Circumstances {
  readonly at?: Moment
  readonly ages?: Readonly<Record<PersonId, AgeBand>>
  readonly inspections?: readonly Inspection[]
  readonly bases?: readonly CoordinationBasis[]
}

/** Who coordinates reads the words of every law, unless it is said otherwise. */
export const ALL_BASES: readonly CoordinationBasis[] = LEGAL_DOMAINS.map((domain) => ({
  ...{ domain, article: 'Wams 2.1', from: '2026-01-01' },
}))

export const planAfter = (...past: readonly Past[]): Plan =>
  past.reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial)

export const factsAfter = (
  past: readonly Past[],
  { at = NOW, ages = AGES, inspections = [], bases = ALL_BASES }: Circumstances = {},
): Facts => ({
  planId: 'plan-1',
  plan: planAfter(...past),
  inspections: Object.fromEntries(inspections.map((one) => [one.inspection, one])),
  at,
  ageBand: (person) => ages[person],
  ages: AGES_BY_LAW,
  bases,
})

/** An event of a past with what of its envelope rights hang on. */
export const writtenIn = ([{ at, by, activity }, event]: Past): Written => ({
  event,
  envelope: { recordedAt: at, actor: by, processingActivity: activity },
})

export const given = (...past: readonly Past[]) => ({
  asks: (asker: Asker, circumstances?: Circumstances) => {
    const sight = sightOf(asker, factsAfter(past, circumstances))
    const { grounds } = sight
    return {
      standsOn: (...expected: readonly StandsOn[]) => {
        assert.deepEqual(
          grounds,
          expected.map((one) => (one.is === 'family' ? { reader: asker.id, ...one } : one)),
        )
      },
      standsOnNothing: () => {
        assert.deepEqual(grounds, [])
      },
      /** By the types of the events, in their order. */
      sees: (...expected: readonly string[]) => {
        const seen = past.filter((one) => sees(sight, writtenIn(one))).map(([, { type }]) => type)
        assert.deepEqual(seen, expected)
      },
    }
  },
})

/** Of the family the reader is who asks. */
export type StandsOn =
  Exclude<Ground, { readonly is: 'family' }> | Omit<Extract<Ground, { readonly is: 'family' }>, 'reader'>

export const coordinator = (id: string): Asker => ({ id, role: 'coordinator', activity: 'plan-coordination' })
export const lead = (team?: string): Asker => ({
  id: 'tess',
  role: 'team-lead',
  activity: 'plan-coordination',
  ...(team !== undefined && { team }),
})
export const worker = (id: string, activity: string): Asker => ({ id, role: 'professional', activity })
export const member = (id: string): Asker => ({ id, role: 'family-member', activity: 'own-file' })
export const representative = (id: string): Asker => ({ id, role: 'representative', activity: 'own-file' })
export const reader = (id: string): Asker => ({ id, role: 'second-reader', activity: 'second-reading' })
export const auditor = (activity = 'log-verification'): Asker => ({ id: 'vera', role: 'auditor', activity })

/** Joined until the last millisecond of 2026-12-31 in Amsterdam, unless said otherwise. */
export const joinedFor = (
  professional: string,
  domain: LegalDomain,
  activity: string,
  until: Moment = '2026-12-31T22:59:59.999Z',
): Past => [
  noor(),
  {
    domain,
    about: [],
    type: 'ProfessionalJoined',
    joining: `${professional}-for-${activity}`,
    professional,
    name: sealed(professional),
    organisation: '00000001234567890000',
    activity,
    until,
  },
]

export const leftCareTeam = (professional: string, domain: LegalDomain, activity: string): Past => [
  noor(),
  { domain, about: [], type: 'ProfessionalLeft', joining: `${professional}-for-${activity}` },
]

export const represents = (
  who: string,
  represented: PersonId,
  kind: RepresentationKind,
  but: { from?: Moment; until?: Moment; isVerified?: boolean } = {},
): Past => [
  noor(),
  {
    ...identityOf(represented),
    type: 'RepresentativeAppointed',
    representation: `${who}-as-${kind}-of-${represented}`,
    representative: who,
    represents: represented,
    kind,
    from: '2026-01-01T00:00:00.000Z',
    name: sealed(who),
    ...but,
  },
]

export const deputyAppointed = (deputy: string): Past => [
  noor(),
  { ...whole, type: 'DeputyAppointed', deputy, name: sealed(deputy) },
]

export const handoverProposed = (to: string, team = 'south'): Past => [
  noor(),
  {
    ...whole,
    type: 'HandoverProposed',
    handover: 'handover-1',
    to,
    name: sealed(to),
    team,
    document: { safety: sealed('safety'), sensitivities: sealed('sensitivities'), actions: [], deviations: [] },
  },
]

export const handoverAccepted = (by: string, team = 'south'): Past => [
  noor(),
  { ...whole, type: 'HandoverAccepted', handover: 'handover-1', coordinator: by, name: sealed(by), team },
]

export const replacedBy = (coordinatorId: string, team = 'south'): Past => [
  teamLead(),
  {
    ...whole,
    type: 'CoordinatorReplaced',
    replaced: 'noor',
    coordinator: coordinatorId,
    name: sealed(coordinatorId),
    team,
    reason: sealed('long ill'),
    document: { actions: [], deviations: [] },
    handedOverInPerson: false,
  },
]

export const left = (person: PersonId, day = '2026-03-02'): Past => [
  { ...noor(), at: morningOf(day) },
  { ...identityOf(person), type: 'MemberLeft', person },
]

export const exceptionReasoned = (readerId: string): Past => [
  noor(),
  {
    domain: 'youth',
    about: ['kim'],
    type: 'AdoptionExceptionReasoned',
    goal: 'goal-1',
    exception: 'exception-1',
    notHeard: ['kim'],
    reason: sealed('a baby'),
    reader: readerId,
    pool: 4,
    seed: '0'.repeat(64),
    excluded: [],
    due: { what: 'exception-reading', at: '2026-03-09T22:59:59.999Z', terms: 3 },
  },
]

export const inspection: Inspection = {
  inspection: 'inspection-1',
  auditor: 'vera',
  law: 'youth',
  plans: ['plan-1'],
  recordedFrom: '2026-03-01T00:00:00.000Z',
  recordedUntil: '2026-04-01T00:00:00.000Z',
  openUntil: '2026-06-01T00:00:00.000Z',
}

export const contentWithheld = (from: string, items: readonly ItemRef[] = [{ kind: 'goal', id: 'goal-1' }]): Past => [
  yara(),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'ContentWithheld', withholding: 'withheld-1', from, items },
    ...{ ground: 'safety', mode: 'silent', reason: sealed('not safe'), consulted: 'hanna', reviewDate: '2026-04-01' },
    due: { what: 'withholding-confirmation', at: '2026-03-09T22:59:59.999Z', terms: 3 },
    lapsesAt: '2026-03-23T22:59:59.999Z',
  },
]

export const askedWhatIsWithheld = (person: PersonId): Past => [
  deedOf({ kind: 'person', id: person, role: 'family-member' }, morningOf('2026-03-02')),
  {
    ...{ ...identityOf(person), type: 'WithheldAskedFor', request: 'asked-1', person },
    due: { what: 'withheld-request', at: '2026-04-01T21:59:59.999Z', terms: 3 },
  },
]

/** By a crisis worker, for youth care, until one in the afternoon; and until when it is to be reviewed. */
export const glassBroken = (
  by = 'saar',
  domains: readonly LegalDomain[] = ['youth'],
  use = 'use-1',
): readonly Past[] => {
  const at = morningOf('2026-03-02')
  const deed = { ...deedOf({ kind: 'person', id: by, role: 'professional' } as const, at), activity: 'crisis-access' }
  const until = '2026-03-02T13:00:00.000Z'
  const due = { what: 'break-glass-review', at: '2026-03-05T09:00:00.000Z', terms: 0 }
  return [
    [
      deed,
      { ...whole, type: 'BreakGlassAsked', use, name: sealed(by), domains, reason: sealed('she is missing'), until },
    ],
    [deed, { ...whole, type: 'BreakGlassUsed', use, user: by, due }],
  ]
}

export const inCrisis = (id: string, role: Asker['role'] = 'professional'): Asker => ({
  id,
  role,
  activity: 'crisis-access',
})

export const sharingAsked: readonly Past[] = [
  [
    yara(),
    {
      ...{ domain: 'youth', about: [], type: 'SharingAsked', sharing: 'sharing-2', ground: 'conflict-of-duties' },
      ...{ to: { kind: 'organisation', id: DE_BRUG }, items: [{ kind: 'action', id: 'action-1' }] },
      ...{ necessity: sealed('silence would harm'), acute: false, until: '2026-12-31T22:59:59.999Z' },
    },
  ],
  [
    yara(),
    {
      ...{ domain: 'youth', about: [], type: 'SharingReaderDrawn', sharing: 'sharing-2', reader: 'ruud' },
      ...{
        pool: 1,
        seed: 'aa',
        excluded: [],
        due: { what: 'sharing-reading', at: '2026-03-09T22:59:59.999Z', terms: 0 },
      },
    },
  ],
]

export const supporterAsked: Past = [
  kim(),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'SupporterAsked', support: 'support-1', person: 'kim', askedBy: 'kim' },
    ...{ supporter: 'sanne', name: sealed('Sanne'), kind: 'confidential-counsellor', mandated: true },
    until: '2026-12-31T22:59:59.999Z',
  },
]
