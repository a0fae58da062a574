import { describe, expect, it } from '@jest/globals'
import { coordinates } from './coordination.ts'
import { plan, type PlanCommand } from '../plan.ts'
import { planAsRead } from '../plan-as-read.ts'
import {
  actionPlanned,
  begun,
  deviationReported,
  family,
  given,
  goalProposed,
  grandmotherRepresentsKim,
  helped,
  identityOf,
  whole,
  type Past,
} from '../testing/past.ts'
import {
  bart,
  deedOf,
  farid,
  grandmother,
  mirjam,
  morningOf,
  noor,
  sealed,
  teamLead,
  TODAY,
  TERMS,
} from '../testing/people.ts'

const appoint = { type: 'AppointCoordinator', coordinator: 'bart', name: sealed('Bart'), team: 'south' } as const
const opened = begun.slice(0, 2)
const planAfter = (past: readonly Past[]) =>
  past.reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial)

describe('the coordinator', () => {
  it('is appointed where there is none', () => {
    given(...opened)
      .when(noor(), appoint)
      .then({ ...whole, type: 'CoordinatorAppointed', coordinator: 'bart', name: sealed('Bart'), team: 'south' })
  })

  it('is one: a second appointment is refused and names the first', () => {
    given(...begun)
      .when(bart(), appoint)
      .thenRefuses('PLAN_HAS_A_COORDINATOR', { coordinator: 'noor' })
  })

  it('is appointed once', () => {
    given(...begun)
      .when(noor(), { ...appoint, coordinator: 'noor' })
      .thenNothing()
  })

  it.each<PlanCommand>([
    { type: 'AppointDeputy', deputy: 'bart', name: sealed('Bart') },
    { type: 'ReplaceCoordinator', coordinator: 'bart', name: sealed('Bart'), team: 'south', reason: sealed('ill') },
    { type: 'RequestOtherCoordinator', terms: TERMS, request: 'request-1', person: 'mirjam' },
  ])('is there before $type', (command) => {
    given(...opened)
      .when(teamLead(), command)
      .thenRefuses('PLAN_HAS_NO_COORDINATOR')
  })
})

describe('a deputy', () => {
  const deputised: Past = [noor(), { ...whole, type: 'DeputyAppointed', deputy: 'bart', name: sealed('Bart') }]
  const appointDeputy = { type: 'AppointDeputy', deputy: 'bart', name: sealed('Bart') } as const

  it('is appointed and ended, once each', () => {
    given(...begun)
      .when(noor(), appointDeputy)
      .then(deputised[1])
    given(...begun, deputised)
      .when(noor(), appointDeputy)
      .thenNothing()
    given(...begun, deputised)
      .when(noor(), { type: 'EndDeputy', deputy: 'bart' })
      .then({ ...whole, type: 'DeputyEnded', deputy: 'bart' })
    given(...begun)
      .when(noor(), { type: 'EndDeputy', deputy: 'bart' })
      .thenNothing()
  })

  it('is chosen by coordinator or team lead, and lets in or sends away no other deputy', () => {
    const appointSem = { ...appointDeputy, deputy: 'sem' } as const
    const two: readonly Past[] = [...begun, deputised, [noor(), { ...deputised[1], deputy: 'sem' } as Past[1]]]
    given(...begun, deputised)
      .when(teamLead(), appointSem)
      .then({ ...whole, type: 'DeputyAppointed', deputy: 'sem', name: sealed('Bart') })
    for (const [past, command] of [
      [[...begun, deputised], appointSem],
      [two, { type: 'EndDeputy', deputy: 'sem' }],
    ] as const)
      given(...past)
        .when(bart(), command)
        .thenRefuses('ONLY_THE_COORDINATOR_OR_A_TEAM_LEAD_CHOOSES_DEPUTIES')
    given(...two)
      .when(bart(), { type: 'EndDeputy', deputy: 'bart' })
      .then({ ...whole, type: 'DeputyEnded', deputy: 'bart' })
  })

  it('is someone else than the coordinator', () => {
    given(...begun)
      .when(noor(), { ...appointDeputy, deputy: 'noor' })
      .thenRefuses('NOBODY_DEPUTISES_FOR_THEMSELVES')
  })
})

describe('a replacement', () => {
  const replace = {
    type: 'ReplaceCoordinator',
    coordinator: 'bart',
    name: sealed('Bart'),
    team: 'south',
    reason: sealed('nobody can reach her'),
  } as const

  it('is by a team lead, with what is open, marked as not handed over in person', () => {
    given(...helped, goalProposed(), actionPlanned('kim'), deviationReported())
      .when(teamLead(), replace)
      .then({
        ...whole,
        type: 'CoordinatorReplaced',
        replaced: 'noor',
        coordinator: 'bart',
        name: sealed('Bart'),
        team: 'south',
        reason: sealed('nobody can reach her'),
        document: { actions: ['action-1'], deviations: ['deviation-1'] },
        handedOverInPerson: false,
      })
  })

  it('is by nobody else', () => {
    given(...begun)
      .when(bart(), replace)
      .thenRefuses('ONLY_A_TEAM_LEAD_REPLACES_THE_COORDINATOR')
    given(...begun)
      .when(deedOf({ kind: 'system', id: 'ticker' }, morningOf(TODAY)), replace)
      .thenRefuses('ONLY_A_TEAM_LEAD_REPLACES_THE_COORDINATOR')
  })

  it('ends all deputies, who let nobody back in', () => {
    const deputised: Past = [noor(), { ...whole, type: 'DeputyAppointed', deputy: 'sem', name: sealed('Sem') }]
    const { type: _command, ...facts } = replace
    const document = { actions: [], deviations: [] }
    const rest = { replaced: 'noor', ...facts, document, handedOverInPerson: false } as const
    const replaced: Past = [teamLead(), { ...whole, type: 'CoordinatorReplaced', ...rest }]
    const past = [...begun, deputised, replaced]
    expect(coordinates(planAfter(past).coordination, 'sem')).toBe(false)
    const seen = past.map(([{ by, at }, event], revision) => ({ event, by: by.id, at, revision }))
    expect(planAsRead(seen).coordinator?.deputies).toEqual([])
    given(...past)
      .when(deedOf({ kind: 'person', id: 'sem', role: 'coordinator' }, morningOf(TODAY)), {
        type: 'AppointDeputy',
        deputy: 'noor',
        name: sealed('Noor'),
      })
      .thenRefuses('ONLY_THE_COORDINATOR_OR_A_TEAM_LEAD_CHOOSES_DEPUTIES')
  })

  it('by who coordinates already changes nothing', () => {
    given(...begun)
      .when(teamLead(), { ...replace, coordinator: 'noor' })
      .thenNothing()
  })
})

describe('a request for another coordinator', () => {
  const request = {
    type: 'RequestOtherCoordinator',
    terms: TERMS,
    request: 'request-1',
    person: 'mirjam',
    reason: sealed('no trust'),
  } as const
  const answer = {
    type: 'AnswerOtherCoordinatorRequest',
    request: 'request-1',
    answer: sealed('granted'),
    reason: sealed('understandable'),
  } as const
  const requested = {
    ...identityOf('mirjam'),
    type: 'OtherCoordinatorRequested',
    request: 'request-1',
    reason: sealed('no trust'),
    due: { what: 'other-coordinator', at: '2026-03-16T22:59:59.999Z', terms: 3 },
  } as const
  const answered = {
    ...identityOf('mirjam'),
    type: 'OtherCoordinatorAnswered',
    request: 'request-1',
    answer: sealed('granted'),
    reason: sealed('understandable'),
  } as const

  it('is about whose wish it is, also when it is said by who represents them', () => {
    given(...family)
      .when(mirjam(), request)
      .then(requested)
    const { about: _mirjam, ...wish } = requested
    given(...family, grandmotherRepresentsKim())
      .when(grandmother(), { ...request, person: 'kim' })
      .then({ ...wish, about: ['kim'] })
  })

  it('is a member’s, and said for another by none but who represents them in everything', () => {
    given(...family)
      .when(farid(), { ...request, person: 'gran' })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['gran'] })
    given(...family)
      .when(farid(), request)
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'mirjam' })
    given(...family, grandmotherRepresentsKim({ kind: 'administrator-of-assets' }))
      .when(grandmother(), { ...request, person: 'kim' })
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'kim' })
  })

  it('is made once', () => {
    given(...family, [mirjam(), requested])
      .when(mirjam(), request)
      .thenNothing()
  })

  it('is answered once, with a reason, and only if it was made', () => {
    given(...family, [mirjam(), requested])
      .when(teamLead(), answer)
      .then(answered)
    given(...family, [mirjam(), requested], [teamLead(), answered])
      .when(teamLead(), answer)
      .thenRefuses('REQUEST_IS_NOT_OPEN')
    given(...family)
      .when(teamLead(), answer)
      .thenRefuses('REQUEST_IS_NOT_OPEN')
  })
})
