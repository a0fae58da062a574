import { describe, expect, it } from '@jest/globals'
import type { Deed } from '../../deciding/decider.ts'
import { LEGAL_DOMAINS } from '../../deciding/domains.ts'
import { joinings, professionalsOf, type CareTeam } from './care-team.ts'
import { plan, type PlanCommand } from '../plan.ts'
import {
  family,
  given,
  grandmotherRepresentsKim,
  helped,
  identityOf,
  kimJudged,
  representation,
  whole,
  type Past,
} from '../testing/past.ts'
import {
  bart,
  grandmother,
  kim,
  mirjam,
  morningOf,
  noor,
  sealed,
  teamLead,
  TERMS,
  TODAY,
  wim,
  yara,
} from '../testing/people.ts'
import { cannotSpeakIn, representationsBy, representativesOf } from './representation.ts'

const join = {
  type: 'JoinProfessional',
  joining: 'joining-1',
  professional: 'yara',
  name: sealed('Yara'),
  organisation: '00000001234567890000',
  domain: 'youth',
  activity: 'youth-support',
  until: '2026-12-31T23:00:00.000Z',
  scope: 'domain',
} as const

const judgedOf = ([, event]: Past) => event

const planAfter = (past: readonly Past[]) =>
  past.reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial)
const careTeamOf = (...past: readonly Past[]): CareTeam => planAfter(past).careTeam

const replace = {
  type: 'ReplaceCoordinator',
  coordinator: 'bart',
  name: sealed('Bart'),
  team: 'south',
  reason: sealed('nobody can reach her'),
} as const
const propose = {
  type: 'ProposeHandover',
  handover: 'handover-1',
  to: 'bart',
  name: sealed('Bart'),
  team: 'south',
  document: { safety: sealed('safety'), sensitivities: sealed('sensitivities'), actions: [], deviations: [] },
} as const
const proposedTo = (to: string): Past => {
  const { type: _command, ...facts } = propose
  return [noor(), { ...whole, type: 'HandoverProposed', ...facts, to }]
}

describe('a professional', () => {
  it('joins with domain, activity and end date', () => {
    const { type: _command, ...facts } = join
    given(...family)
      .when(noor(), join)
      .then({ ...facts, about: [], type: 'ProfessionalJoined' })
  })

  it('joins once for the same domain and activity', () => {
    given(...helped)
      .when(noor(), join)
      .thenRefuses('PROFESSIONAL_HAS_JOINED', { joining: 'joining-of-yara' })
  })

  it('is let in by another: who let themselves in before stays, and is known by it', () => {
    given(...family)
      .when(noor(), { ...join, professional: 'noor' })
      .thenRefuses('NOBODY_LETS_THEMSELVES_IN')
    const { type: _command, ...facts } = { ...join, professional: 'noor' }
    const before: Past = [noor(), { ...facts, about: [], type: 'ProfessionalJoined' }]
    expect(careTeamOf(...family, before).joined['joining-1']).toMatchObject({ letThemselvesIn: true })
    expect(careTeamOf(...helped).joined['joining-of-yara']).not.toHaveProperty('letThemselvesIn')
  })

  it('may join for another domain', () => {
    const { type: _command, ...facts } = { ...join, domain: 'wmo', activity: 'social-support' } as const
    given(...helped)
      .when(noor(), { ...join, domain: 'wmo', activity: 'social-support' })
      .then({ ...facts, about: [], type: 'ProfessionalJoined' })
  })

  it('does not help and enforce under one law at once; when the one has ended, the other begins', () => {
    const to = (activity: string, joining = 'joining-1') =>
      ({ ...join, joining, domain: 'participation', activity }) as const
    const joined = (activity: string): Past => {
      const { type: _command, ...facts } = to(activity, 'joining-0')
      return [noor(), { ...facts, about: [], type: 'ProfessionalJoined' }]
    }
    const ended: Past = [noor(), { domain: 'participation', about: [], type: 'ProfessionalLeft', joining: 'joining-0' }]
    for (const [one, other] of [
      ['participation-support', 'benefits-enforcement'],
      ['benefits-enforcement', 'participation-support'],
    ] as const) {
      given(...family, joined(one))
        .when(noor(), to(other))
        .thenRefuses('NOBODY_HELPS_AND_ENFORCES', { joining: 'joining-0' })
      const { type: _command, ...facts } = to(other)
      given(...family, joined(one), ended)
        .when(noor(), to(other))
        .then({ ...facts, about: [], type: 'ProfessionalJoined' })
    }
  })

  it("never takes another's joining", () => {
    given(...helped)
      .when(noor(), { ...join, professional: 'wim', joining: 'joining-of-yara' })
      .thenRefuses('PROFESSIONAL_HAS_JOINED', { joining: 'joining-of-yara' })
  })

  it('joins until a moment still to come', () => {
    given(...family)
      .when(noor(), { ...join, until: noor().at })
      .thenRefuses('JOINING_ENDS_BEFORE_IT_STARTS')
  })

  it('counts until that moment, and may join again after it', () => {
    const team = careTeamOf(...helped)
    expect(joinings(team, 'yara', '2026-12-31T23:00:00.000Z')).toHaveLength(1)
    expect(joinings(team, 'yara', '2026-12-31T23:00:00.001Z')).toEqual([])
    const { type: _command, ...facts } = { ...join, until: '2028-01-01T00:00:00.000Z' }
    given(...helped)
      .when(noor('2027-01-01'), { ...join, until: '2028-01-01T00:00:00.000Z' })
      .then({ ...facts, about: [], type: 'ProfessionalJoined' })
  })

  it('leaves once', () => {
    const left = {
      domain: 'youth',
      about: [],
      type: 'ProfessionalLeft',
      joining: 'joining-of-yara',
      reason: sealed('new job'),
    } as const
    const leave = { type: 'EndJoining', joining: 'joining-of-yara', reason: sealed('new job') } as const
    given(...helped)
      .when(yara(), leave)
      .then(left)
    given(...helped, [yara(), left])
      .when(yara(), leave)
      .thenRefuses('JOINING_IS_UNKNOWN')
    expect(professionalsOf(careTeamOf(...helped, [yara(), left]))).toEqual(['wim'])
  })

  it('is sent away by who coordinates, and by no colleague', () => {
    const leave = { type: 'EndJoining', joining: 'joining-of-yara' } as const
    const deputised: Past = [noor(), { ...whole, type: 'DeputyAppointed', deputy: 'bart', name: sealed('Bart') }]
    for (const by of [noor(), bart()])
      given(...helped, deputised)
        .when(by, leave)
        .then({ domain: 'youth', about: [], type: 'ProfessionalLeft', joining: 'joining-of-yara' })
    for (const by of [wim(), mirjam(), teamLead()])
      given(...helped, deputised)
        .when(by, leave)
        .thenRefuses('ONLY_THE_COORDINATOR_OR_ONESELF_ENDS_A_JOINING')
  })
})

describe('a representative', () => {
  const name = sealed('grandmother')
  const appoint = { type: 'AppointRepresentative', ...representation, name, proofLacks: [], terms: TERMS } as const
  const shown = { kind: sealed('kind'), date: sealed('date'), number: sealed('number'), reference: sealed('reference') }
  const proof = { kind: 'court', shown } as const
  const ofKim = identityOf('kim')
  const { representation: id, representative } = representation

  it('is appointed for a member, with kind, dates and proof, and says what conflicts of interest there are', () => {
    const until = '2027-01-01T00:00:00.000Z'
    const conflictOfInterest = sealed('is also the landlord')
    given(...family)
      .when(noor(), { ...appoint, until, proof, conflictOfInterest })
      .then(
        { ...ofKim, type: 'RepresentativeAppointed', ...representation, name, until, isVerified: true },
        { ...ofKim, type: 'RepresentationProofShown', representation: id, proof: shown },
        { ...ofKim, type: 'ConflictOfInterestDeclared', representation: id, representative, conflictOfInterest },
      )
  })

  it('without a proof is unverified, and the proof is due in ten working days', () => {
    // Ten working days from Monday 2 March, to the end of Monday the 16th.
    const due = { what: 'proof', at: '2026-03-16T22:59:59.999Z', terms: TERMS.version }
    given(...family)
      .when(noor(), appoint)
      .then({ ...ofKim, type: 'RepresentativeAppointed', ...representation, name, isVerified: false, due })
  })

  it('is proven later, once; also who was appointed before anything was asked', () => {
    const prove = { type: 'ProveRepresentation', representation: id, proof, proofLacks: [] } as const
    const proven = [
      { ...ofKim, type: 'RepresentationProven', representation: id },
      { ...ofKim, type: 'RepresentationProofShown', representation: id, proof: shown },
    ] as const
    for (const asked of [{ isVerified: false }, {}])
      given(...family, grandmotherRepresentsKim(asked))
        .when(noor(), prove)
        .then(...proven)
    given(...family, grandmotherRepresentsKim({ isVerified: false }), [noor(), proven[0]])
      .when(noor(), prove)
      .thenRefuses('REPRESENTATION_IS_PROVEN')
    given(...family)
      .when(noor(), prove)
      .thenRefuses('REPRESENTATION_IS_UNKNOWN')
  })

  it('shows it with a proof of its kind, in which nothing is missing: all that it lacks is named at once', () => {
    const mandate = { ...proof, kind: 'mandate' } as const
    given(...family)
      .when(noor(), { ...appoint, proof: mandate, proofLacks: ['proof/reference'] })
      .thenRefuses('PROOF_DOES_NOT_SHOW_IT', { lacks: ['proof/kind', 'proof/reference'] })
    for (const kind of ['mandated', 'informal'] as const)
      expect(plan.decide({ ...appoint, kind, proof: mandate }, planAfter(family), noor())).toHaveLength(2)
  })

  it('is not for strangers, and nobody represents themselves', () => {
    given(...family)
      .when(noor(), { ...appoint, represents: 'lot' })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot'] })
    given(...family)
      .when(noor(), { ...appoint, representative: 'kim' })
      .thenRefuses('NOBODY_REPRESENTS_THEMSELVES')
  })

  it.each<[string, readonly Past[], string]>([
    ['coordinates', helped, 'noor'],
    [
      'deputises',
      [...helped, [noor(), { ...whole, type: 'DeputyAppointed', deputy: 'bart', name: sealed('Bart') }]],
      'bart',
    ],
    ['is asked to coordinate next', [...helped, proposedTo('bart')], 'bart'],
    ['helps under any law', helped, 'wim'],
  ])('is nobody who %s', (_how, past, representative) => {
    given(...past)
      .when(noor(), { ...appoint, representative, kind: 'informal' })
      .thenRefuses('NOBODY_WHO_WORKS_WITH_THE_FAMILY_REPRESENTS_A_MEMBER')
  })

  it.each<[string, Deed, PlanCommand]>([
    ['coordinator', teamLead(), { ...replace, coordinator: 'grandmother' }],
    ['deputy', noor(), { type: 'AppointDeputy', deputy: 'grandmother', name: sealed('grandmother') }],
    ['next coordinator', noor(), { ...propose, to: 'grandmother' }],
    ['professional', noor(), { ...join, professional: 'grandmother' }],
  ])('becomes no %s, unless the representation is over', (_what, by, command) => {
    given(...family, grandmotherRepresentsKim())
      .when(by, command)
      .thenRefuses('NOBODY_WHO_WORKS_WITH_THE_FAMILY_REPRESENTS_A_MEMBER')
    const past = [...family, grandmotherRepresentsKim({ until: '2026-03-01T00:00:00.000Z' })]
    expect(plan.decide(command, planAfter(past), by)).toHaveLength(1)
  })

  it('is not appointed for no time at all', () => {
    given(...family)
      .when(noor(), { ...appoint, until: representation.from })
      .thenRefuses('REPRESENTATION_ENDS_BEFORE_IT_STARTS')
  })

  it('is never put in the place of another', () => {
    given(...family, grandmotherRepresentsKim())
      .when(noor(), { ...appoint, representative: 'someone-else' })
      .thenNothing()
  })

  it('counts from the first to the last moment of it', () => {
    const until = '2026-06-01T00:00:00.000Z'
    const team = careTeamOf(...family, grandmotherRepresentsKim({ until }))
    const at = (moment: string) => representationsBy(team, 'grandmother', moment).length
    expect([
      at('2025-12-31T23:59:59.999Z'),
      at(representation.from),
      at(until),
      at('2026-06-01T00:00:00.001Z'),
    ]).toEqual([0, 1, 1, 0])
  })

  it('speaks in every domain, but an administrator of assets of money only', () => {
    const at = morningOf(TODAY)
    const speakers = (past: Past, parentsCount = true) =>
      (['youth', 'wmo', 'participation'] as const).map(
        (domain) => representativesOf(careTeamOf(...family, past), 'kim', { at, domain, parentsCount }).length,
      )
    expect(speakers(grandmotherRepresentsKim())).toEqual([1, 1, 1])
    expect(speakers(grandmotherRepresentsKim(), false)).toEqual([0, 0, 0])
    expect(speakers(grandmotherRepresentsKim({ kind: 'administrator-of-assets' }))).toEqual([0, 0, 1])
  })
})

describe('the end of a representation', () => {
  const end = { type: 'EndRepresentation', representation: 'representation-1' } as const
  const ended = { ...identityOf('kim'), type: 'RepresentativeEnded', representation: 'representation-1' } as const

  it.each<[string, Deed, 'withdrew' | 'ended']>([
    ['who represents', grandmother(), 'withdrew'],
    ['who is represented', kim(), 'ended'],
    ['a team lead', teamLead(), 'ended'],
  ])('is for %s', (_who, deed, why) => {
    given(...family, grandmotherRepresentsKim())
      .when(deed, end)
      .then({ ...ended, why })
  })

  it('is for nobody else, least of all the coordinator', () => {
    given(...family, grandmotherRepresentsKim())
      .when(noor(), end)
      .thenRefuses('ONLY_THE_REPRESENTED_OR_A_TEAM_LEAD_ENDS_A_REPRESENTATION')
  })

  it('comes once', () => {
    given(...family, grandmotherRepresentsKim(), [grandmother(), { ...ended, why: 'withdrew' }])
      .when(grandmother(), end)
      .thenRefuses('REPRESENTATION_IS_UNKNOWN')
  })
})

describe('whether someone can speak for themselves', () => {
  const judge = {
    type: 'JudgeCapacity',
    terms: TERMS,
    judgement: 'judgement-1',
    told: false,
    person: 'kim',
    domain: 'youth',
    canSpeak: false,
    reason: sealed('a baby'),
  } as const

  it('is judged with a reason, in the domain of who judges, and may be judged anew', () => {
    given(...helped)
      .when(yara(), judge)
      .then(kimJudged(false)[1])
    const underYouth = [{ person: 'kim', domain: 'youth' }]
    expect(careTeamOf(...helped, kimJudged(false), kimJudged(false)).cannotSpeak).toEqual(underYouth)
    expect(careTeamOf(...helped, kimJudged(false), kimJudged(true)).cannotSpeak).toEqual([])
  })

  it('is judged for one law, and says nothing under another', () => {
    const underWmo = (canSpeak: boolean): Past => [wim(), { ...judgedOf(kimJudged(canSpeak)), domain: 'wmo' }]
    const team = careTeamOf(...helped, kimJudged(false), underWmo(false), underWmo(true))
    expect(LEGAL_DOMAINS.filter((domain) => cannotSpeakIn(team, 'kim', domain))).toEqual(['youth'])
  })

  it('is judged of members', () => {
    given(...helped)
      .when(yara(), { ...judge, person: 'lot' })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot'] })
  })
})
