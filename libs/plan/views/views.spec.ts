import { describe, it } from '@jest/globals'
import type { Deed } from '../../deciding/decider.ts'
import {
  accountedFor,
  actionPlanned,
  deviationReported,
  fraudGoesFirst,
  given,
  goalAdopted,
  goalProposed,
  grandmotherRepresentsKim,
  helped,
  viewGiven,
  type Past,
} from '../testing/past.ts'
import { farid, grandmother, kim, mirjam, noor, sealed, TERMS, wim, yara } from '../testing/people.ts'
import type { Viewed } from './viewed.ts'

const onGoal = { kind: 'goal', id: 'goal-1' } as const satisfies Viewed
const give = { type: 'GiveView', view: 'view-of-kim', on: onGoal, person: 'kim', stance: 'agrees' } as const
const given1 = viewGiven(kim(), {})[1]
const invite = { type: 'InviteView', on: onGoal, person: 'kim', terms: TERMS } as const
const inviteDue = { what: 'view', at: '2026-03-09T22:59:59.999Z', terms: 3 }
const invited: Past = [
  yara(),
  { domain: 'youth', about: ['kim'], type: 'ViewInvited', on: onGoal, person: 'kim', due: inviteDue },
]

describe('a view', () => {
  it.each<[string, Deed, 'own' | 'representative' | 'reported-by-professional']>([
    ['said by the person', kim(), 'own'],
    ['said by who represents them', grandmother(), 'representative'],
    ['written down by a professional who heard it', yara(), 'reported-by-professional'],
  ])('%s keeps whose voice it was', (_how, deed, voice) => {
    given(...helped, goalProposed(), grandmotherRepresentsKim())
      .when(deed, { ...give, words: sealed('fine') })
      .then({
        domain: 'youth',
        about: ['kim'],
        type: 'ViewGiven',
        view: 'view-of-kim',
        on: onGoal,
        person: 'kim',
        voice,
        stance: 'agrees',
        words: sealed('fine'),
      })
  })

  it('of one member is not given by another without representing them', () => {
    given(...helped, goalProposed())
      .when(farid(), give)
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'kim' })
    given(...helped, goalProposed())
      .when(grandmother(), give)
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'kim' })
  })

  it('by a representative is given within dates and kind', () => {
    given(...helped, goalProposed(), grandmotherRepresentsKim({ until: '2026-03-01T00:00:00.000Z' }))
      .when(grandmother(), give)
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'kim' })
    given(...helped, goalProposed(), grandmotherRepresentsKim({ kind: 'administrator-of-assets' }))
      .when(grandmother(), give)
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'kim' })
  })

  it('stands beside the earlier one', () => {
    given(...helped, goalProposed(), viewGiven(kim(), { stance: 'disagrees' }))
      .when(kim(), give)
      .then(given1)
  })

  it('is of who the item is about', () => {
    given(...helped, goalProposed())
      .when(mirjam(), { ...give, person: 'mirjam' })
      .thenRefuses('VIEW_IS_NOT_ABOUT_THIS_PERSON', { person: 'mirjam' })
  })

  it('is not of strangers; of whom the item is not about it is not told whether they are one', () => {
    given(...helped)
      .when(noor(), { ...give, on: { kind: 'own-plan', id: 'own-plan' }, person: 'lot' })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot'] })
    for (const person of ['lot', 'mirjam'])
      given(...helped, goalProposed())
        .when(yara(), { ...give, person })
        .thenRefuses('VIEW_IS_NOT_ABOUT_THIS_PERSON', { person })
  })

  it.each(['goal', 'action', 'priority', 'deviation'] as const)(
    'of a %s the plan does not have is about nobody',
    (kind) => {
      given(...helped)
        .when(kim(), { ...give, on: { kind, id: 'nothing' } })
        .thenRefuses('VIEW_IS_NOT_ABOUT_THIS_PERSON', { person: 'kim' })
    },
  )

  it.each<[Viewed, 'youth' | 'participation' | 'general', string]>([
    [{ kind: 'goal', id: 'goal-1' }, 'youth', 'kim'],
    [{ kind: 'action', id: 'action-1' }, 'youth', 'kim'],
    [{ kind: 'deviation', id: 'deviation-1' }, 'youth', 'kim'],
    [{ kind: 'priority', id: 'priority-1' }, 'participation', 'mirjam'],
    [{ kind: 'coordinator', id: 'noor' }, 'general', 'farid'],
    [{ kind: 'own-plan', id: 'own-plan' }, 'general', 'farid'],
  ])('of %o belongs to the domain of that item', (on, domain, person) => {
    given(...helped, goalProposed(), actionPlanned('kim'), deviationReported(), ...fraudGoesFirst)
      .when(wim(), { ...give, on, person })
      .then({
        domain,
        about: [person],
        type: 'ViewGiven',
        view: 'view-of-kim',
        on,
        person,
        voice: 'reported-by-professional',
        stance: 'agrees',
      })
  })
})

describe('what another wrote down of someone', () => {
  const report = viewGiven(yara(), { person: 'kim', voice: 'reported-by-professional' })
  const confirm = { type: 'ConfirmView', view: 'view-of-kim' } as const

  it('becomes their own when they confirm it', () => {
    given(...helped, goalProposed(), report)
      .when(kim(), confirm)
      .then({
        domain: 'youth',
        about: ['kim'],
        type: 'ViewConfirmed',
        view: 'view-of-kim',
        on: onGoal,
        person: 'kim',
        voice: 'own-confirmed',
      })
  })

  it('is confirmed by nobody else, whoever speaks for them', () => {
    for (const deed of [grandmother(), mirjam(), yara()])
      given(...helped, goalProposed(), grandmotherRepresentsKim(), report)
        .when(deed, confirm)
        .thenRefuses('VIEW_IS_CONFIRMED_BY_WHOSE_IT_IS')
    given(...helped, goalProposed())
      .when(kim(), confirm)
      .thenRefuses('VIEW_IS_CONFIRMED_BY_WHOSE_IT_IS')
  })

  it('is a report: neither their own words nor what was said in their place', () => {
    for (const said of [viewGiven(kim(), {}), viewGiven(grandmother(), { person: 'kim', voice: 'representative' })])
      given(...helped, goalProposed(), grandmotherRepresentsKim(), said)
        .when(kim(), confirm)
        .thenRefuses('VIEW_IS_NO_REPORT')
  })
})

describe('an invitation to give a view', () => {
  it('says until when', () => {
    given(...helped, goalProposed())
      .when(yara(), invite)
      .then(invited[1])
  })

  it('stands while it is open: asking again at once does not count as asking twice', () => {
    given(...helped, goalProposed(), invited)
      .when(yara('2026-03-09'), invite)
      .thenNothing()
  })

  it('is repeated when the first was not answered in time', () => {
    given(...helped, goalProposed(), invited)
      .when(yara('2026-03-10'), invite)
      .then({
        domain: 'youth',
        about: ['kim'],
        type: 'ViewInvited',
        on: onGoal,
        person: 'kim',
        due: { what: 'view', at: '2026-03-17T22:59:59.999Z', terms: 3 },
      })
  })

  it('is to who speaks for them, in that way, beside one to themselves', () => {
    const through = { representation: 'representation-1' }
    given(...helped, goalProposed(), grandmotherRepresentsKim(), invited)
      .when(yara(), { ...invite, ...through })
      .then({
        domain: 'youth',
        about: ['kim'],
        type: 'ViewInvited',
        on: onGoal,
        person: 'kim',
        ...through,
        due: inviteDue,
      })
    given(...helped, goalProposed())
      .when(yara(), { ...invite, ...through })
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'kim' })
  })

  it('is for who the item is about', () => {
    given(...helped, goalProposed())
      .when(yara(), { ...invite, person: 'mirjam' })
      .thenRefuses('VIEW_IS_NOT_ABOUT_THIS_PERSON', { person: 'mirjam' })
  })
})

describe('what came of something, to one of the family', () => {
  const outcome = sealed('reached')
  const of = { view: 'view-1', on: onGoal, person: 'kim', outcome, words: sealed('I sleep again') } as const
  const evaluate = { ...of, type: 'EvaluateAsFamily' } as const
  const evaluated = { ...of, domain: 'youth', about: ['kim'], type: 'FamilyEvaluated' } as const
  const byTheTeam: Past = [
    yara(),
    { domain: 'youth', about: ['kim'], type: 'GoalEvaluated', goal: 'goal-1', outcome: sealed('not-reached') },
  ]

  it('is said by them, or who represents them, of what was adopted, before the team evaluates and after', () => {
    given(...helped, goalProposed(), goalAdopted)
      .when(kim(), evaluate)
      .then({ ...evaluated, voice: 'own' })
    given(...helped, goalProposed(), goalAdopted, byTheTeam, grandmotherRepresentsKim())
      .when(grandmother(), evaluate)
      .then({ ...evaluated, voice: 'representative' })
  })

  it('takes the place of no evaluation of the team', () => {
    given(...helped, goalProposed(), goalAdopted, [kim(), { ...evaluated, voice: 'own' }])
      .when(yara(), { type: 'EvaluateGoal', goal: 'goal-1', outcome: sealed('not-reached'), basedOn: 9 })
      .then({ ...byTheTeam[1], basedOn: 9 })
  })

  it('waits for an adoption, and of a deviation for its account', () => {
    given(...helped, goalProposed())
      .when(kim(), evaluate)
      .thenRefuses('THERE_IS_NOTHING_TO_EVALUATE_YET')
    const on = { kind: 'deviation', id: 'deviation-1' } as const
    given(...helped, deviationReported())
      .when(kim(), { ...evaluate, on })
      .thenRefuses('THERE_IS_NOTHING_TO_EVALUATE_YET')
    given(...helped, deviationReported(), accountedFor)
      .when(kim(), { ...evaluate, on })
      .then({ ...evaluated, on, voice: 'own' })
  })

  it('is said for nobody by who does not represent them', () => {
    given(...helped, goalProposed(), goalAdopted)
      .when(farid(), evaluate)
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'kim' })
  })
})
