import { describe, expect, it } from '@jest/globals'
import { plan, type PlanCommand } from '../plan.ts'
import {
  actionPlanned,
  begun,
  deviationReported,
  given,
  goalProposed,
  helped,
  whole,
  type Past,
} from '../testing/past.ts'
import { bart, noor, sealed, teamLead, wim, yara } from '../testing/people.ts'

const appoint = { type: 'AppointCoordinator', coordinator: 'bart', name: sealed('Bart'), team: 'south' } as const
const document = {
  safety: sealed('safe'),
  sensitivities: sealed('the dog died'),
  actions: [],
  deviations: [],
} as const
const propose = {
  type: 'ProposeHandover',
  handover: 'handover-1',
  to: 'bart',
  name: sealed('Bart'),
  team: 'south',
  document,
} as const satisfies PlanCommand
const accept = {
  type: 'AcceptHandover',
  handover: 'handover-1',
  name: sealed('Bart'),
  team: 'south',
  basedOn: 7,
} as const satisfies PlanCommand

const ofHandover = { ...whole, handover: 'handover-1' } as const
const asProposed = { to: 'bart', name: sealed('Bart'), team: 'south', document } as const
const proposed: Past = [noor(), { ...ofHandover, type: 'HandoverProposed', ...asProposed }]
const talkedThrough: Past = [noor(), { ...ofHandover, type: 'HandoverConversationHeld' }]
const acceptance = {
  ...ofHandover,
  basedOn: 7,
  type: 'HandoverAccepted',
  coordinator: 'bart',
  name: sealed('Bart'),
  team: 'south',
} as const
const accepted: Past = [bart(), acceptance]

const withheldFromNoor: Past = [
  yara(),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'ContentWithheld', withholding: 'w-1', from: 'noor' },
    ...{ items: [{ kind: 'goal', id: 'goal-1' }], ground: 'safety', mode: 'silent', reason: sealed('danger') },
    due: { what: 'withholding-confirmation', at: '2026-03-09T22:59:59.999Z', terms: 3 },
  },
]

const deputised: Past = [noor(), { ...whole, type: 'DeputyAppointed', deputy: 'bart', name: sealed('Bart') }]

describe('a handover', () => {
  it('is proposed by the coordinator, with a complete document', () => {
    given(...begun)
      .when(noor(), propose)
      .then(proposed[1])
  })

  it('names every missing part of its document at once', () => {
    given(...helped, goalProposed(), actionPlanned('kim'), deviationReported())
      .when(noor(), { ...propose, document: { sensitivities: sealed('the dog'), actions: [], deviations: [] } })
      .thenRefuses('HANDOVER_DOCUMENT_IS_INCOMPLETE', {
        missing: ['safety', 'actions/action-1', 'deviations/deviation-1'],
      })
  })

  it('is to someone else', () => {
    given(...begun)
      .when(noor(), { ...propose, to: 'noor' })
      .thenRefuses('NOBODY_HANDS_OVER_TO_THEMSELVES')
  })

  it('is one at a time', () => {
    given(...begun, proposed)
      .when(noor(), { ...propose, handover: 'handover-2' })
      .thenRefuses('HANDOVER_IS_OPEN', { handover: 'handover-1' })
  })

  it('is talked through with the family, whose preference is kept', () => {
    given(...begun, proposed)
      .when(noor(), { type: 'RecordHandoverConversation', handover: 'handover-1', preference: sealed('a woman') })
      .then({ ...ofHandover, type: 'HandoverConversationHeld', preference: sealed('a woman') })
  })

  it('passes the plan on when the next coordinator accepts', () => {
    given(...begun, proposed, talkedThrough)
      .when(bart(), accept)
      .then(acceptance)
    given(...begun, proposed, talkedThrough, accepted)
      .when(noor(), appoint)
      .thenNothing()
  })

  it('that was not talked through says why', () => {
    given(...begun, proposed)
      .when(bart(), accept)
      .thenRefuses('HANDOVER_WAS_NOT_TALKED_THROUGH')
    given(...begun, proposed)
      .when(bart(), { ...accept, notTalkedThroughBecause: sealed('they are abroad') })
      .then({ ...acceptance, notTalkedThroughBecause: sealed('they are abroad') })
  })

  it('is judged again on acceptance, because the plan went on, and mended by a supplement', () => {
    const supplement = { safety: sealed('less safe'), actions: ['action-1'], deviations: [] } as const
    const supplemented = { ...ofHandover, type: 'HandoverSupplemented', document: supplement } as const
    const since = [...helped, proposed, talkedThrough, goalProposed(), actionPlanned('kim')]
    given(...since)
      .when(bart(), accept)
      .thenRefuses('HANDOVER_DOCUMENT_IS_INCOMPLETE', { missing: ['actions/action-1'] })
    given(...since)
      .when(noor(), { type: 'SupplementHandover', handover: 'handover-1', document: supplement })
      .then(supplemented)
    given(...since, [noor(), supplemented])
      .when(bart(), accept)
      .then(acceptance)
  })

  it('names nothing that is withheld from who hands over, as if there were nothing, and is accepted without it', () => {
    const guessed = { ...propose, document: { ...document, actions: ['action-1'] } }
    const hidden = [...helped, goalProposed(), withheldFromNoor, actionPlanned('kim')]
    for (const past of [helped, hidden])
      given(...past)
        .when(noor(), guessed)
        .then(proposed[1])
    given(...hidden, proposed, talkedThrough)
      .when(bart(), accept)
      .then(acceptance)
  })

  it('leaves the old coordinator responsible until the next one, and nobody else, answers', () => {
    given(...begun, proposed)
      .when(noor(), accept)
      .thenRefuses('ONLY_THE_NEXT_COORDINATOR_ANSWERS', { to: 'bart' })
    given(...begun, proposed)
      .when(teamLead(), { type: 'DeclineHandover', handover: 'handover-1', reason: sealed('no') })
      .thenRefuses('ONLY_THE_NEXT_COORDINATOR_ANSWERS', { to: 'bart' })
    given(...begun, proposed)
      .when(bart(), appoint)
      .thenRefuses('PLAN_HAS_A_COORDINATOR', { coordinator: 'noor' })
  })

  it('may be declined with a reason, and withdrawn; then the old coordinator goes on', () => {
    const declined = { ...ofHandover, type: 'HandoverDeclined', reason: sealed('too busy') } as const
    const withdrawn = { ...ofHandover, type: 'HandoverWithdrawn', reason: sealed('I stay') } as const
    given(...begun, proposed)
      .when(bart(), { type: 'DeclineHandover', handover: 'handover-1', reason: sealed('too busy') })
      .then(declined)
    given(...begun, proposed)
      .when(noor(), { type: 'WithdrawHandover', handover: 'handover-1', reason: sealed('I stay') })
      .then(withdrawn)
    given(...begun, proposed, [bart(), declined])
      .when(noor(), propose)
      .then(proposed[1])
    given(...begun, proposed, [noor(), withdrawn])
      .when(noor(), propose)
      .then(proposed[1])
  })

  it('is supplemented, talked through and withdrawn by the coordinator only', () => {
    given(...begun, proposed)
      .when(bart(), { type: 'WithdrawHandover', handover: 'handover-1' })
      .thenRefuses('ONLY_THE_COORDINATOR_HANDS_OVER', { coordinator: 'noor' })
  })

  it.each<PlanCommand>([
    { type: 'SupplementHandover', handover: 'handover-1', document },
    { type: 'RecordHandoverConversation', handover: 'handover-1' },
    { type: 'WithdrawHandover', handover: 'handover-1' },
    accept,
    { type: 'DeclineHandover', handover: 'handover-1', reason: sealed('no') },
  ])('that is not open takes no $type', (command) => {
    given(...begun)
      .when(noor(), command)
      .thenRefuses('HANDOVER_IS_NOT_OPEN')
    given(...begun, [noor(), { ...whole, ...asProposed, type: 'HandoverProposed', handover: 'handover-2' }])
      .when(noor(), command)
      .thenRefuses('HANDOVER_IS_NOT_OPEN')
  })

  it('is not proposed by a deputy', () => {
    given(...begun, deputised)
      .when(bart(), propose)
      .thenRefuses('ONLY_THE_COORDINATOR_HANDS_OVER', { coordinator: 'noor' })
  })

  it('brings the plan to the team of who accepts, whatever who proposed wrote', () => {
    const elsewhere: Past = [noor(), { ...ofHandover, type: 'HandoverProposed', ...asProposed, team: 'nowhere' }]
    given(...begun, elsewhere, talkedThrough)
      .when(bart(), accept)
      .then(acceptance)
    const past = [...begun, elsewhere, talkedThrough, accepted]
    const { coordination } = past.reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial)
    expect(coordination).toMatchObject({ by: 'bart', team: 'south' })
  })

  it('to a deputy makes them the coordinator, and a deputy no longer', () => {
    given(...begun, deputised, proposed, talkedThrough, accepted)
      .when(bart(), { type: 'EndDeputy', deputy: 'bart' })
      .thenNothing()
  })

  it('ends when a team lead replaces the coordinator', () => {
    const replaced = {
      ...whole,
      type: 'CoordinatorReplaced',
      replaced: 'noor',
      coordinator: 'wim',
      name: sealed('Wim'),
      team: 'north',
      reason: sealed('in haste'),
      document: { actions: [], deviations: [] },
      handedOverInPerson: false,
    } as const
    given(...begun, proposed, talkedThrough, [teamLead(), replaced])
      .when(bart(), accept)
      .thenRefuses('HANDOVER_IS_NOT_OPEN')
    given(...begun, proposed, [teamLead(), replaced])
      .when(wim(), propose)
      .then(proposed[1])
  })
})
