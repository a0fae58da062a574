import { describe, it } from '@jest/globals'
import { actionPlanned, given, goalProposed, grandmotherRepresentsKim, helped, type Past } from '../testing/past.ts'
import { kim, mirjam, noor, sealed, wim, yara } from '../testing/people.ts'

const plan = {
  type: 'PlanAction',
  action: 'action-1',
  goal: 'goal-1',
  owner: 'kim',
  words: sealed('reads aloud'),
} as const
const ofAction = { domain: 'youth', about: ['kim'], action: 'action-1' } as const
const accept = { type: 'AcceptAction', action: 'action-1' } as const
const finish = { type: 'FinishAction', action: 'action-1', words: sealed('went well') } as const
const stall = { type: 'ReportActionStalled', action: 'action-1', reason: sealed('the library is shut') } as const
const drop = { type: 'DropAction', action: 'action-1', reason: sealed('no need') } as const

const accepted: Past = [kim(), { ...ofAction, type: 'ActionAccepted' }]
const done: Past = [kim(), { ...ofAction, type: 'ActionDone', words: sealed('went well') }]
const dropped: Past = [yara(), { ...ofAction, type: 'ActionDropped', reason: sealed('no need') }]

describe('an action', () => {
  it.each(['kim', 'yara', 'noor', 'wim'])(
    'serves a goal and may be for %s: family, care team or coordinator',
    (owner) => {
      given(...helped, goalProposed())
        .when(noor(), { ...plan, owner, doneBy: sealed('1 April') })
        .then({
          ...ofAction,
          type: 'ActionPlanned',
          goal: 'goal-1',
          owner,
          words: sealed('reads aloud'),
          doneBy: sealed('1 April'),
        })
    },
  )

  it('does not serve a goal that is not there, or no longer', () => {
    given(...helped)
      .when(yara(), plan)
      .thenRefuses('ACTION_SERVES_NO_GOAL')
    given(...helped, goalProposed(), [
      yara(),
      { domain: 'youth', about: ['kim'], type: 'GoalDropped', goal: 'goal-1', reason: sealed('no') },
    ])
      .when(yara(), plan)
      .thenRefuses('ACTION_SERVES_NO_GOAL')
  })

  it('is not for a stranger', () => {
    given(...helped, goalProposed())
      .when(yara(), { ...plan, owner: 'lot' })
      .thenRefuses('ACTION_HAS_NO_SUCH_OWNER')
  })

  it('is for nobody of whom who plans it does not know, in the words for a stranger', () => {
    for (const [by, owner] of [
      [yara(), 'wim'],
      [kim(), 'wim'],
      [kim(), 'farid'],
    ] as const)
      given(...helped, goalProposed())
        .when(by, { ...plan, owner })
        .thenRefuses('ACTION_HAS_NO_SUCH_OWNER')
  })

  it("never takes another action's place", () => {
    given(...helped, goalProposed(), actionPlanned('kim'))
      .when(yara(), { ...plan, owner: 'wim' })
      .thenNothing()
  })

  it('is accepted by its owner only, once', () => {
    given(...helped, goalProposed(), actionPlanned('kim'))
      .when(kim(), accept)
      .then(accepted[1])
    given(...helped, goalProposed(), actionPlanned('kim'))
      .when(mirjam(), accept)
      .thenRefuses('ONLY_THE_OWNER_ACCEPTS_AN_ACTION', { owner: 'kim' })
    given(...helped, goalProposed(), actionPlanned('kim'), accepted)
      .when(kim(), accept)
      .thenNothing()
  })

  it('is finished by its owner only: a parent finishes neither a professional’s action nor their child’s', () => {
    for (const [owner, by] of [
      [yara(), mirjam()],
      [yara(), noor()],
      [yara(), wim()],
      [kim(), mirjam()],
      [kim(), yara()],
    ] as const) {
      const acceptedByOwner: Past = [owner, { ...ofAction, type: 'ActionAccepted' }]
      given(...helped, grandmotherRepresentsKim(), goalProposed(), actionPlanned(owner.by.id), acceptedByOwner)
        .when(by, finish)
        .thenRefuses('ONLY_THE_OWNER_FINISHES_AN_ACTION', { owner: owner.by.id })
    }
  })

  it('is dropped by its owner, by who planned it and by who coordinates, and by no colleague', () => {
    const plannedByYara = [...helped, goalProposed(), actionPlanned('kim')]
    for (const by of [kim(), yara(), noor()])
      given(...plannedByYara)
        .when(by, drop)
        .then(dropped[1])
    for (const by of [wim(), mirjam()])
      given(...plannedByYara)
        .when(by, drop)
        .thenRefuses('ONLY_WHO_OWNS_PLANNED_OR_COORDINATES_DROPS_AN_ACTION')
  })

  it('counts once it was accepted: then it is done, or stalls', () => {
    const active = [...helped, goalProposed(), actionPlanned('kim'), accepted]
    given(...active)
      .when(kim(), finish)
      .then(done[1])
    given(...active)
      .when(wim(), stall)
      .then({ ...ofAction, type: 'ActionStalled', reason: sealed('the library is shut') })
    for (const command of [finish, stall])
      given(...helped, goalProposed(), actionPlanned('kim'))
        .when(kim(), command)
        .thenRefuses('ACTION_IS_NOT_ACCEPTED')
  })

  it('that stalled may still be done', () => {
    const stalled: Past = [kim(), { ...ofAction, type: 'ActionStalled', reason: sealed('the library is shut') }]
    given(...helped, goalProposed(), actionPlanned('kim'), accepted, stalled)
      .when(kim(), finish)
      .then(done[1])
  })

  it('may be dropped with a reason, accepted or not', () => {
    given(...helped, goalProposed(), actionPlanned('kim'))
      .when(yara(), drop)
      .then(dropped[1])
  })

  it.each([
    ['done', done],
    ['dropped', dropped],
  ])('that was %s takes nothing more', (_end, end) => {
    for (const command of [accept, finish, stall, drop])
      given(...helped, goalProposed(), actionPlanned('kim'), accepted, end)
        .when(kim(), command)
        .thenRefuses('ACTION_HAS_ENDED')
  })

  it('that is not there takes nothing either', () => {
    given(...helped)
      .when(kim(), accept)
      .thenRefuses('ACTION_HAS_ENDED')
  })
})
