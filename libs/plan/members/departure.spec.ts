/** Stories of leaving the family: how it is recorded, contested and decided, and what rules make of who left. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { Refusal, type Moment } from '../../deciding/decider.ts'
import { plan, type PlanCommand } from '../plan.ts'
import {
  careTeamJoined,
  family,
  given,
  goalProposed,
  grandmotherRepresentsKim,
  helped,
  identityOf,
  joined,
  viewGiven,
  type Past,
} from '../testing/past.ts'
import { bart, farid, grandmother, kim, mirjam, noor, sealed, teamLead, TERMS, yara } from '../testing/people.ts'

const how = { kind: sealed('kind'), leftOn: sealed('day'), reason: sealed('moved') }
// Fourteen days on from Monday 2 March: until the end of Monday the 16th, in Amsterdam; five working days, of Monday the 9th.
const contest = { what: 'contest', at: '2026-03-16T22:59:59.999Z', terms: 3 }
const limit = { what: 'sight-limit', at: '2026-03-09T22:59:59.999Z', terms: 3 }

const leaves = (person: string, { silent = false, together = [] as readonly string[] } = {}) =>
  ({ type: 'RecordMemberLeft', person, together, silent, ...how, terms: TERMS }) as const satisfies PlanCommand
const left = (person: string, silent = false) =>
  ({ ...identityOf(person), type: 'MemberLeft', person, ...how, due: contest, ...(silent && { silent }) }) as const
const gone = (person: string, silent = false, deed = noor()): Past => [deed, left(person, silent)]
const goneBefore = (person: string): Past => [noor(), { ...identityOf(person), type: 'MemberLeft', person }]
const isSecret = (person: string) =>
  ({ ...identityOf(person), type: 'AddressSecrecySet', person, secret: true }) as const
const offered = (person: string) => ({ ...identityOf(person), type: 'SightLimitOffered', person, due: limit }) as const

const contests = { type: 'ContestDeparture', person: 'farid', terms: TERMS } as const
const decisionDue = { what: 'contest-decision', at: '2026-03-09T22:59:59.999Z', terms: 3 }
const isContested = {
  ...identityOf('farid'),
  type: 'DepartureContested',
  person: 'farid',
  due: decisionDue,
} as const
const contested: Past = [farid(), isContested]
const decides = (outcome: 'upheld' | 'undone') =>
  ({ type: 'DecideContest', person: 'farid', outcome, reason: sealed('heard both'), terms: TERMS }) as const
const upheld: Past = [
  teamLead(),
  { ...identityOf('farid'), type: 'DepartureUpheld', person: 'farid', reason: sealed('heard both') },
]
const isUndone = {
  ...identityOf('farid'),
  type: 'DepartureUndone',
  person: 'farid',
  reason: sealed('heard both'),
} as const
const undone: Past = [teamLead(), isUndone]
const kimsView = { type: 'GiveView', view: 'view-1', on: { kind: 'goal', id: 'goal-1' }, stance: 'agrees' } as const

describe('leaving the family', () => {
  it('is recorded with its kind, day and reason, and may be contested for fourteen days', () => {
    given(...family)
      .when(noor(), leaves('farid'))
      .then(left('farid'))
  })

  it('happens once, also to who left before a departure had a kind', () => {
    given(...family, gone('farid'))
      .when(noor(), leaves('farid'))
      .thenNothing()
    given(...family, goneBefore('farid'))
      .when(noor(), leaves('farid'))
      .thenNothing()
  })

  it('without the others knowing happens once too, whoever of them would record it', () => {
    given(...family, gone('farid', true))
      .when(mirjam(), leaves('farid', { silent: true }))
      .thenNothing()
  })

  it('is not of strangers, nor of the dead, each of them named', () => {
    const died: Past = [noor(), { ...identityOf('kim'), type: 'MemberDied', person: 'kim' }]
    given(...family, died)
      .when(noor(), leaves('lot', { together: ['kim', 'farid'] }))
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot', 'kim'] })
  })

  it('of who fled is silent, keeps the address secret and offers to limit who sees where they are; so for each child with them', () => {
    given(...family, [noor(), isSecret('kim')])
      .when(noor(), leaves('mirjam', { silent: true, together: ['kim', 'mirjam'] }))
      .then(left('mirjam', true), isSecret('mirjam'), offered('mirjam'), left('kim', true), offered('kim'))
  })

  it('is not made silent by recording it again, nor open', () => {
    given(...family, gone('farid'))
      .when(noor(), leaves('farid', { silent: true }))
      .thenRefuses('PERSON_LEFT_OTHERWISE', { persons: ['farid'] })
    given(...family, gone('farid', true))
      .when(noor(), leaves('mirjam', { together: ['farid'] }))
      .thenRefuses('PERSON_LEFT_OTHERWISE', { persons: ['farid'] })
  })

  it('of who left together with someone already gone is of who was there yet', () => {
    given(...family, gone('mirjam', true))
      .when(noor(), leaves('mirjam', { silent: true, together: ['kim'] }))
      .then(left('kim', true), isSecret('kim'), offered('kim'))
  })

  it('may be followed by a request to join again, which leaves nothing to contest', () => {
    const asked = { membership: 'm-2', person: 'farid', name: sealed('Farid'), birthDate: sealed('1984') } as const
    given(...family, gone('farid'), contested)
      .when(noor(), { ...asked, type: 'RequestMembership', terms: TERMS })
      .then({ ...identityOf('farid'), ...asked, type: 'MembershipRequested' })
    const back = [...family, gone('farid'), contested, joined('farid')]
    given(...back)
      .when(farid(), contests)
      .thenRefuses('PERSON_HAS_NOT_LEFT')
    given(...back)
      .when(teamLead(), decides('undone'))
      .thenRefuses('PERSON_HAS_NOT_LEFT')
    given(...back)
      .when(noor(), leaves('farid'))
      .then(left('farid'))
  })

  it('of who is gone leaves no death to record here, and the contest to be decided', () => {
    given(...family, gone('farid'), contested)
      .when(noor(), { type: 'RecordDeath', person: 'farid' })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['farid'] })
  })
})

describe('contesting a departure', () => {
  const words = sealed('I live here')

  it('is for who left, and for who speaks for them', () => {
    given(...family, gone('farid'))
      .when(farid(), { ...contests, words })
      .then({ ...isContested, words })
    given(...family, grandmotherRepresentsKim(), gone('kim'))
      .when(grandmother(), { ...contests, person: 'kim' })
      .then({ ...identityOf('kim'), type: 'DepartureContested', person: 'kim', due: decisionDue })
    given(...family, gone('farid'))
      .when(mirjam(), contests)
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'farid' })
  })

  it('is so for who left before a departure had a kind or a term', () => {
    given(...family, goneBefore('farid'))
      .when(farid('2026-03-16'), contests)
      .then({ ...contested[1], due: { ...decisionDue, at: '2026-03-23T22:59:59.999Z' } })
  })

  it('ends with its term, to the millisecond', () => {
    const at = (moment: Moment) => ({ ...farid(), at: moment })
    const due = { ...decisionDue, at: '2026-03-23T22:59:59.999Z' }
    given(...family, gone('farid'))
      .when(at(contest.at), contests)
      .then({ ...contested[1], due })
    given(...family, gone('farid'))
      .when(at('2026-03-16T23:00:00.000Z'), contests)
      .thenRefuses('CONTEST_TERM_HAS_PASSED', { until: contest.at })
  })

  it('is done once', () => {
    given(...family, gone('farid'), contested)
      .when(farid(), contests)
      .thenRefuses('DEPARTURE_IS_CONTESTED')
    given(...family, gone('farid'), contested, upheld)
      .when(farid(), contests)
      .thenRefuses('CONTEST_WAS_DECIDED')
  })

  it('is not for who is there', () => {
    given(...family)
      .when(farid(), contests)
      .thenRefuses('PERSON_HAS_NOT_LEFT')
    given(...family, gone('farid'), contested, undone)
      .when(farid(), contests)
      .thenRefuses('PERSON_HAS_NOT_LEFT')
  })
})

describe('deciding a contest', () => {
  it('upholds the departure or undoes it, and asks of who is back how old they are, where that is not known', () => {
    const at = '2026-03-16T22:59:59.999Z'
    const age = { what: 'age', at, terms: 3 }
    given(...family, gone('farid'), contested)
      .when(teamLead(), decides('upheld'))
      .then(upheld[1])
    given(...family, gone('farid'), contested)
      .when(teamLead(), decides('undone'))
      .then({ ...isUndone, due: age })
    given(...family, gone('farid', true), contested)
      .when(teamLead(), decides('undone'))
      .then({ ...isUndone, silent: true, due: age })
  })

  it('is not for who recorded it, in whatever role', () => {
    given(...family, gone('farid', false, teamLead()), contested)
      .when(teamLead(), decides('upheld'))
      .thenRefuses('NOBODY_DECIDES_ON_A_DEPARTURE_THEY_RECORDED')
  })

  it('needs a contest, and is done once', () => {
    given(...family, gone('farid'))
      .when(teamLead(), decides('undone'))
      .thenRefuses('DEPARTURE_IS_NOT_CONTESTED')
    given(...family, gone('farid'), contested, upheld)
      .when(teamLead(), decides('undone'))
      .thenRefuses('CONTEST_WAS_DECIDED')
  })

  it('that undoes it makes them a member as before, whose departure may be recorded, and contested, anew', () => {
    const back = [...family, gone('farid'), contested, undone]
    given(...back)
      .when(noor(), { type: 'RecordDeath', person: 'farid' })
      .then({ ...identityOf('farid'), type: 'MemberDied', person: 'farid' })
    given(...back)
      .when(noor(), leaves('farid'))
      .then(left('farid'))
    given(...back, gone('farid'))
      .when(farid(), contests)
      .then(contested[1])
  })
})

describe('who left', () => {
  const goal = [...helped, goalProposed(['kim', 'mirjam'])]
  const own = { since: '2020-03-10', isPastParents: true }
  const adopt = { type: 'AdoptGoal', goal: 'goal-1', basedOn: 9, voices: { kim: own, mirjam: own } } as const

  it('gives their view, which is kept', () => {
    given(...goal, gone('kim'))
      .when(kim(), { ...kimsView, person: 'kim' })
      .then(ofKim)
  })

  it('is not asked for it, nor written down by a professional', () => {
    given(...goal, gone('kim'))
      .when(yara(), { ...kimsView, person: 'kim' })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['kim'] })
    given(...goal, gone('kim'))
      .when(yara(), { type: 'InviteView', on: kimsView.on, person: 'kim', terms: TERMS })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['kim'] })
  })

  it('is not waited for, and what they say then counts for nothing', () => {
    const said = viewGiven(mirjam(), {})
    given(...goal, said, gone('kim'), viewGiven(kim(), { stance: 'disagrees' }))
      .when(yara(), adopt)
      .then(adopted({ mirjam: 'spoke' }))
  })

  it('without the others knowing is waited for, as if they had not, and not heard by what they say then', () => {
    const said = viewGiven(mirjam(), {})
    given(...goal, said, gone('kim', true), viewGiven(kim(), {}))
      .when(yara(), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
    given(...goal, said, viewGiven(kim(), {}), gone('kim', true))
      .when(yara(), adopt)
      .then(adopted({ kim: 'spoke', mirjam: 'spoke' }))
  })

  const ofKim = {
    domain: 'youth',
    about: ['kim'],
    type: 'ViewGiven',
    view: 'view-1',
    on: kimsView.on,
    person: 'kim',
    voice: 'own',
    stance: 'agrees',
  } as const
  const adopted = (heard: Readonly<Record<string, 'spoke'>>) =>
    ({
      domain: 'youth',
      about: ['kim', 'mirjam'],
      goal: 'goal-1',
      basedOn: 9,
      type: 'GoalAdopted',
      heard,
      dissent: [],
    }) as const
})

describe('who is not to know that someone left', () => {
  const fled = [...helped, grandmotherRepresentsKim(), goalProposed(['kim', 'farid']), gone('kim', true)]
  const known = [...helped, grandmotherRepresentsKim(), goalProposed(['kim', 'farid'])]

  it.each([
    [
      'a goal about them',
      farid(),
      {
        type: 'ProposeGoal',
        goal: 'goal-2',
        domain: 'youth',
        about: ['kim', 'farid'],
        lifeArea: 'finances',
        words: sealed('w'),
      },
    ],
    [
      'an action of theirs',
      farid(),
      { type: 'PlanAction', action: 'action-1', goal: 'goal-1', owner: 'kim', words: sealed('w') },
    ],
    ['a view for them', grandmother(), { ...kimsView, person: 'kim' }],
    [
      'a wish for them',
      grandmother(),
      { type: 'RequestOtherCoordinator', terms: TERMS, request: 'request-1', person: 'kim' },
    ],
    ['a contest', grandmother(), { ...contests, person: 'kim' }],
  ] as const)('is answered the same to %s', (_, deed, command) => {
    const answer = (past: readonly Past[]): unknown => {
      const now = past.reduce((state, [by, event]) => plan.evolve(state, event, by), plan.initial)
      try {
        return plan.decide(command, now, deed)
      } catch (refusal) {
        assert.ok(refusal instanceof Refusal)
        return [refusal.code, refusal.details]
      }
    }
    assert.deepEqual(answer(fled), answer(known))
    // So that it is no accident: to who may know it is another matter, but that a voice is kept.
    if (command.type !== 'GiveView') assert.notDeepEqual(answer([...known, gone('kim')]), answer(known))
  })

  it('cannot find out who came to help since', () => {
    const helper = careTeamJoined(bart(), 'youth')
    const asks = { type: 'PlanAction', action: 'action-1', goal: 'goal-1', owner: 'bart', words: sealed('w') } as const
    given(...fled, helper)
      .when(farid(), asks)
      .thenRefuses('ACTION_HAS_NO_SUCH_OWNER')
    given(...fled, helper)
      .when(yara(), asks)
      .then({
        domain: 'youth',
        about: ['kim', 'farid'],
        type: 'ActionPlanned',
        action: 'action-1',
        goal: 'goal-1',
        owner: 'bart',
        words: sealed('w'),
      })
  })
})
