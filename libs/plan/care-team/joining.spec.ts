import { describe, expect, it } from '@jest/globals'
import { plan } from '../plan.ts'
import { family, given, goalProposed, helped, type Past } from '../testing/past.ts'
import { mirjam, noor, sealed, teamLead, yara } from '../testing/people.ts'
import type { JoiningScope } from './joining.ts'

const bram = {
  joining: 'joining-1',
  professional: 'bram',
  organisation: '00000099000000000003',
  domain: 'youth',
} as const
const facts = { ...bram, name: sealed('Bram'), activity: 'youth-support', until: '2026-12-31T23:00:00.000Z' } as const
const join = (scope: JoiningScope) => ({ type: 'JoinProfessional', ...facts, scope }) as const
const joined = (scope?: JoiningScope): Past => [
  noor(),
  { type: 'ProfessionalJoined', about: [], ...facts, ...(scope && { scope }) },
]
const narrow = (...goals: readonly string[]) =>
  ({ type: 'NarrowJoining', joining: 'joining-1', scope: { goals } }) as const
const narrowed = (...goals: readonly string[]) =>
  ({ type: 'JoiningNarrowed', domain: 'youth', about: [], joining: 'joining-1', scope: { goals } }) as const

const byBram = (day?: string) => ({
  ...yara(day),
  by: { kind: 'person', id: 'bram', role: 'professional' } as const,
  activity: 'youth-support',
})
const another = goalProposed(['kim'], 'goal-2')
const ofWmo: Past = [
  yara(),
  { domain: 'wmo', about: ['kim'], type: 'GoalProposed', goal: 'goal-w', lifeArea: 'housing', words: sealed('w') },
]
const both = [...helped, goalProposed(), another, ofWmo]

const withheld = (from: string, goal: string): Past => [
  yara(),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'ContentWithheld', withholding: 'withheld-1', from },
    ...{ items: [{ kind: 'goal', id: goal }], ground: 'safety', mode: 'silent', reason: sealed('not safe') },
    ...{ consulted: 'hanna', reviewDate: '2026-04-01', lapsesAt: '2026-03-23T22:59:59.999Z' },
    due: { what: 'withholding-confirmation', at: '2026-03-09T22:59:59.999Z', terms: 3 },
  },
]

const joiningAfter = (...past: readonly Past[]) =>
  past.reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial).careTeam.joined['joining-1']

describe('a professional joins', () => {
  it('for all of a law, for goals of it, or for none yet', () => {
    for (const scope of ['domain', { goals: ['goal-1'] }, { goals: [] }] as const)
      given(...both)
        .when(noor(), join(scope))
        .then({ type: 'ProfessionalJoined', about: [], ...facts, scope })
  })

  it('for no goal that is not there, is of another law, or is withheld from who lets them in: each is named', () => {
    given(...both, withheld('noor', 'goal-2'))
      .when(noor(), join({ goals: ['goal-1', 'goal-2', 'goal-3', 'goal-w'] }))
      .thenRefuses('SCOPE_NAMES_GOALS_THAT_ARE_NOT_THERE', { goals: ['goal-2', 'goal-3', 'goal-w'] })
  })

  it('let in by a lead, who sees no goal, for none that one could name', () => {
    const coordinates = { ...join({ goals: ['goal-1'] }), professional: 'noor' }
    given(...both)
      .when(teamLead(), coordinates)
      .thenRefuses('SCOPE_NAMES_GOALS_THAT_ARE_NOT_THERE', { goals: ['goal-1'] })
  })

  it('and has beside these what they begin by it, and nothing that another begins, or they before it', () => {
    const proposes = (deed: Past[0], goal: string): Past => [deed, { ...goalProposed()[1], goal } as Past[1]]
    const past = [...both, proposes(byBram(), 'goal-3'), joined({ goals: ['goal-1'] })]
    expect(joiningAfter(...past)?.goals).toEqual(['goal-1'])
    expect(joiningAfter(...past, proposes(byBram(), 'goal-4'), proposes(yara(), 'goal-5'))?.goals).toEqual([
      'goal-1',
      'goal-4',
    ])
    const forAnother = { ...byBram(), activity: 'social-support' }
    expect(joiningAfter(...past, proposes(forAnother, 'goal-6'))?.goals).toEqual(['goal-1'])
    expect(joiningAfter(...past, proposes(byBram('2027-01-02'), 'goal-7'))?.goals).toEqual(['goal-1'])
  })

  it('by an older event, which says no scope, for all of the law', () => {
    expect(joiningAfter(...both, joined())).not.toHaveProperty('goals')
  })
})

describe('a joining', () => {
  it('is narrowed from a law to goals, and from goals to fewer', () => {
    for (const scope of [undefined, 'domain', { goals: ['goal-1', 'goal-2'] }] as const)
      given(...both, joined(scope))
        .when(noor(), narrow('goal-1'))
        .then(narrowed('goal-1'))
    expect(joiningAfter(...both, joined('domain'), [noor(), narrowed('goal-1')])?.goals).toEqual(['goal-1'])
  })

  it('is never widened by it', () => {
    given(...both, joined({ goals: ['goal-1'] }))
      .when(noor(), narrow('goal-1', 'goal-2'))
      .thenRefuses('NARROWING_OPENS_NOTHING_MORE', { goals: ['goal-2'] })
  })

  it('that is so narrow already stays as it is', () => {
    given(...both, joined({ goals: ['goal-1'] }))
      .when(noor(), narrow('goal-1'))
      .thenNothing()
  })

  it('is narrowed to goals that are there for who narrows it; one that they do not see stays in it', () => {
    const hidden = withheld('noor', 'goal-2')
    given(...both, joined('domain'), hidden)
      .when(noor(), narrow('goal-1', 'goal-2', 'goal-w'))
      .thenRefuses('SCOPE_NAMES_GOALS_THAT_ARE_NOT_THERE', { goals: ['goal-2', 'goal-w'] })
    given(...both, joined({ goals: ['goal-1', 'goal-2'] }), hidden)
      .when(noor(), narrow())
      .then(narrowed('goal-2'))
    const theirs: Past = [byBram(), { ...goalProposed()[1], goal: 'goal-9' } as Past[1]]
    given(...both, joined('domain'), theirs, withheld('noor', 'goal-9'))
      .when(noor(), narrow('goal-1'))
      .then(narrowed('goal-1', 'goal-9'))
  })

  it('that is not there is not narrowed', () => {
    given(...family)
      .when(noor(), narrow())
      .thenRefuses('JOINING_IS_UNKNOWN')
    given(...both, joined('domain'), [
      mirjam(),
      { domain: 'youth', about: [], type: 'ProfessionalLeft', joining: 'joining-1' },
    ])
      .when(noor(), narrow())
      .thenRefuses('JOINING_IS_UNKNOWN')
  })
})
