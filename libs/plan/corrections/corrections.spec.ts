/** Stories of what was written wrong, and is mended beside what was written. */
import { describe, expect, it } from '@jest/globals'
import { caseload } from '../lists/caseload.ts'
import { planAsRead } from '../plan-as-read.ts'
import { rowsAfter } from '../testing/rows-after.ts'
import { itemOfEvent } from '../visibility/withheld-along.ts'
import type { NamedKind } from './correction-events.ts'
import { correctableIn, type WrittenBy } from './what-is-corrected.ts'
import {
  begun,
  careTeamJoined,
  family,
  given,
  goalProposed,
  grandmotherRepresentsKim,
  helped,
  identityOf,
  joined,
  whole,
  type Past,
} from '../testing/past.ts'
import { bart, kim, mirjam, noor, sealed, teamLead, TERMS, wim, yara } from '../testing/people.ts'

const asked: Past = [
  noor(),
  {
    ...identityOf('kim'),
    type: 'MembershipRequested',
    membership: 'membership-of-kim',
    person: 'kim',
    name: sealed('Kin'),
    birthDate: sealed('2012-06-15'),
  },
]
const at = '2026-03-02T09:00:00.000Z'
const byNoor = (event: Past[1]): WrittenBy => ({ event, by: 'noor', at })
const alone = (event: Past[1]) => correctableIn(byNoor(event), () => undefined)
const deputised: Past = [noor(), { ...whole, type: 'DeputyAppointed', deputy: 'bart', name: sealed('Bart') }]
const document = { actions: [], deviations: [] }
const handover = { ...whole, handover: 'handover-1', name: sealed('Bart'), team: 'south' } as const
const proposed: Past = [noor(), { ...handover, type: 'HandoverProposed', to: 'bart', document }]
const accepted: Past = [bart(), { ...handover, type: 'HandoverAccepted', coordinator: 'bart', basedOn: 4 }]
const replaced: Past = [
  teamLead(),
  {
    ...{ ...whole, type: 'CoordinatorReplaced', replaced: 'noor', coordinator: 'wim', name: sealed('Wim') },
    ...{ team: 'south', reason: sealed('ill'), document, handedOverInPerson: false },
  },
]
const appointed: Past = [
  noor(),
  { ...whole, type: 'CoordinatorAppointed', coordinator: 'noor', name: sealed('Noor'), team: 'north' },
]
const coordinating: readonly Past[] = [...begun, deputised, proposed, accepted, replaced]
const ofKim = alone(asked[1])
const mends = {
  type: 'RecordCorrection',
  correction: 'correction-1',
  event: 'event-1',
  reason: sealed('the register says so'),
  corrects: ofKim,
  wrong: [],
  terms: TERMS,
} as const
const corrected = {
  ...identityOf('kim'),
  type: 'CorrectionRecorded',
  correction: 'correction-1',
  event: 'event-1',
  of: { kind: 'member', id: 'kim' },
  reason: sealed('the register says so'),
} as const
const age = { birthDate: sealed('2013-06-15'), ageBand: sealed('none'), ageEstablishedBy: sealed('none') }

describe('a correction', () => {
  it('mends a name or a birth date of a member, or both, beside the event that was wrong', () => {
    for (const becomes of [{ name: sealed('Kim') }, age, { name: sealed('Kim'), ...age }])
      given(...begun, asked, joined('kim'))
        .when(noor(), { ...mends, ...becomes })
        .then({ ...corrected, ...becomes })
  })

  it('mends the name of a professional under their law, and of a representative; neither has an age here', () => {
    for (const [past, of, concerns] of [
      [
        careTeamJoined(yara(), 'youth'),
        { kind: 'professional', id: 'joining-of-yara' },
        { domain: 'youth', about: [] },
      ],
      [grandmotherRepresentsKim(), { kind: 'representative', id: 'representation-1' }, identityOf('kim')],
    ] as const) {
      const command = { ...mends, corrects: alone(past[1]), name: sealed('as it is') }
      given(...family, past)
        .when(noor(), command)
        .then({ ...corrected, ...concerns, of, name: sealed('as it is') })
      given(...family, past)
        .when(noor(), { ...command, ...age })
        .thenRefuses('CORRECTION_DOES_NOT_FIT', { wrong: ['becomes/birthDate'] })
    }
  })

  it('is corrected in its turn, and still mends whose it was', () => {
    const first: Past = [noor(), { ...corrected, ...age }]
    given(...begun, asked, joined('kim'), first)
      .when(noor(), {
        ...mends,
        event: 'event-2',
        corrects: correctableIn(byNoor(first[1]), () => byNoor(asked[1])),
        ...age,
      })
      .then({ ...corrected, event: 'event-2', ...age })
  })

  it('needs an event that holds something, of someone who is there, and something it becomes: all that is wrong at once', () => {
    given(...family)
      .when(noor(), { ...mends, corrects: alone(joined('kim')[1]), wrong: ['becomes/birthDate'] })
      .thenRefuses('CORRECTION_DOES_NOT_FIT', { wrong: ['event', 'becomes', 'becomes/birthDate'] })
    given(...begun, asked)
      .when(noor(), { ...mends, ...age })
      .thenRefuses('CORRECTION_DOES_NOT_FIT', { wrong: ['event'] })
  })

  it('makes known how old someone is, so that nobody is asked for it again', () => {
    const { birthDate: _none, ...unknown } = asked[1] as Extract<(typeof asked)[1], { type: 'MembershipRequested' }>
    const gone: Past = [noor(), { ...identityOf('kim'), type: 'MemberLeft', person: 'kim' }]
    const again = {
      type: 'RequestMembership',
      membership: 'm-2',
      person: 'kim',
      name: sealed('Kim'),
      terms: TERMS,
    } as const
    const requested = {
      ...identityOf('kim'),
      type: 'MembershipRequested',
      membership: 'm-2',
      person: 'kim',
      name: sealed('Kim'),
    } as const
    const due = { what: 'age', at: '2026-03-16T22:59:59.999Z', terms: TERMS.version }
    const past: readonly Past[] = [...begun, [noor(), unknown], joined('kim')]
    given(...past, gone)
      .when(noor(), again)
      .then({ ...requested, due })
    given(...past, [noor(), { ...corrected, ...age }], gone)
      .when(noor(), again)
      .then(requested)
  })

  it('touches nothing but what holds a name or an age', () => {
    for (const [, event] of [...family, asked, grandmotherRepresentsKim(), ...coordinating])
      expect('name' in event).toBe(alone(event).of !== undefined)
  })

  it('is sealed with the keys of whose name it is, however often that was corrected', () => {
    const joining = careTeamJoined(yara(), 'youth')[1]
    const of = { kind: 'professional', id: 'joining-of-yara' } as const
    const again = { ...corrected, domain: 'youth', about: [], of, name: sealed('Jara') } as const
    const events: Readonly<Record<string, Past[1]>> = {
      'event-1': joining,
      'event-2': again,
      'event-3': { ...again, event: 'event-2' },
    }
    for (const event of Object.values(events))
      expect(correctableIn(byNoor(event), (id) => (events[id] ? byNoor(events[id]) : undefined))).toMatchObject({
        domain: 'youth',
        about: [],
        of,
        subjects: ['yara'],
      })
  })

  it('of a name hangs on the joining or the representation that it stands in, and is withheld with it', () => {
    const itemOf = (kind: NamedKind) => itemOfEvent({ ...corrected, of: { kind, id: 'one' } })
    expect(itemOf('professional')).toEqual({ kind: 'joining', id: 'one' })
    expect(itemOf('representative')).toEqual({ kind: 'representation', id: 'one' })
    for (const kind of ['member', 'coordinator', 'deputy', 'handover'] as const) expect(itemOf(kind)).toBeUndefined()
  })
})

describe('the name of who coordinates', () => {
  const nameOf = (kind: NamedKind, id: string, name: string): Past => [
    bart(),
    { ...corrected, ...whole, of: { kind, id }, name: sealed(name) },
  ]
  const readAfter = (...past: readonly Past[]) =>
    planAsRead(past.map(([{ by, at }, event], revision) => ({ event, by: by.id, at, revision })))
  const by = { by: 'bart', at: bart().at }

  it('is corrected of who coordinates, however they came to, of a deputy, and of whom a handover is proposed to', () => {
    for (const [past, of, whose, now = noor] of [
      [appointed, { kind: 'coordinator', id: 'noor' }, 'noor'],
      [deputised, { kind: 'deputy', id: 'bart' }, 'bart'],
      [proposed, { kind: 'handover', id: 'handover-1' }, 'bart'],
      [accepted, { kind: 'coordinator', id: 'bart' }, 'bart', bart],
      [replaced, { kind: 'coordinator', id: 'wim' }, 'wim', wim],
    ] as const) {
      const corrects = alone(past[1])
      expect(corrects).toMatchObject({ ...whole, of, subjects: [whose] })
      const command = { ...mends, corrects, name: sealed('as it is') }
      given(...begun, past)
        .when(now(), command)
        .then({ ...corrected, ...whole, of, name: sealed('as it is') })
      given(...begun, past)
        .when(now(), { ...command, ...age })
        .thenRefuses('CORRECTION_DOES_NOT_FIT', { wrong: ['becomes/birthDate'] })
    }
  })

  it('stands in its place, marked by whom and when, and in nobody else’s', () => {
    const past = [...begun, deputised, proposed]
    const before = readAfter(...past)
    const deputies = [{ id: 'bart', name: sealed('Bart') }]
    const mended = { name: sealed('Mended'), corrected: by }
    expect(before.coordinator).toMatchObject({ id: 'noor', name: sealed('Noor'), deputies })
    expect(readAfter(...past, nameOf('coordinator', 'noor', 'Mended'))).toMatchObject({
      coordinator: { ...before.coordinator, ...mended, deputies },
      handovers: before.handovers,
    })
    expect(readAfter(...past, nameOf('deputy', 'bart', 'Mended'))).toMatchObject({
      coordinator: { ...before.coordinator, deputies: [{ id: 'bart', ...mended }] },
      handovers: before.handovers,
    })
    expect(readAfter(...past, nameOf('handover', 'handover-1', 'Mended'))).toMatchObject({
      coordinator: before.coordinator,
      handovers: [{ ...before.handovers[0], ...mended }],
    })
    // Who coordinated before stands in history only, and who came after keeps their own name.
    const later = readAfter(...past, accepted, nameOf('coordinator', 'noor', 'Mended'))
    expect(later.coordinator).toEqual(readAfter(...past, accepted).coordinator)
    expect(later.coordinator).not.toHaveProperty('corrected')
    expect(later.corrections).toHaveLength(1)
  })

  it('is corrected in the caseload too, of who coordinates now', () => {
    const named = (...past: readonly Past[]) =>
      rowsAfter(caseload, past).caseload_coordinator.map(({ sealed: words, ...row }) => ({
        ...row,
        words: (JSON.parse(words) as { readonly words: unknown }).words,
      }))
    const [now] = named(...begun)
    expect(named(...begun, nameOf('coordinator', 'noor', 'Mended'))).toEqual([
      { ...now, words: { name: sealed('Mended') } },
    ])
    for (const other of [nameOf('deputy', 'noor', 'Mended'), nameOf('coordinator', 'bart', 'Mended')])
      expect(named(...begun, other)).toEqual([now])
  })
})

describe('what was said', () => {
  const goal = goalProposed(['kim'], 'goal-1')
  const wrote = correctableIn({ event: goal[1], by: 'yara', at }, () => undefined)
  const words = sealed('what she said')
  const asks = { ...mends, corrects: wrote, words } as const
  const { said: kept } = wrote
  const of = { kind: 'event', id: 'event-1' } as const
  const ofGoal = { domain: 'youth', about: ['kim'] } as const
  const due = { what: 'correction', at: '2026-04-01T21:59:59.999Z', terms: 3 }
  const request = { ...ofGoal, correctionRequest: 'correction-1', event: 'event-1', of, person: 'kim' } as const
  const asked: Past = [
    kim(),
    {
      ...request,
      type: 'CorrectionAsked',
      corrects: kept,
      reason: sealed('the register says so'),
      words,
      due,
    } as never,
  ]
  const answers = {
    ...({ type: 'AnswerCorrectionRequest' } as const),
    ...{ correctionRequest: 'correction-1', correction: 'correction-2' },
    ...{ corrects: wrote, wrong: [], reason: sealed('so I saw it') },
  } as const

  it('is mended by who said it, and keeps what of it stands in clear', () => {
    expect(kept).toMatchObject({ type: 'GoalProposed', by: 'yara', at, item: { kind: 'goal', id: 'goal-1' } })
    expect(kept?.outline).not.toContain('sealed')
    given(...helped, goal)
      .when(yara(), asks)
      .then({
        ...{ ...ofGoal, type: 'CorrectionRecorded', correction: 'correction-1', event: 'event-1', of },
        ...{ reason: sealed('the register says so'), words, corrects: kept as never },
      })
  })

  it('is asked for by whom it is about, and by nobody else who did not say it', () => {
    given(...helped, goal)
      .when(kim(), { ...asks, person: 'kim' })
      .then(asked[1])
    for (const other of [noor(), wim(), teamLead()])
      given(...helped, goal)
        .when(other, asks)
        .thenRefuses('CORRECTION_IS_NOT_THEIRS_TO_MAKE')
    given(...helped, goal)
      .when(mirjam(), { ...asks, person: 'mirjam' })
      .thenRefuses('CORRECTION_IS_NOT_THEIRS_TO_MAKE')
  })

  it('is granted by who said it alone; who coordinates refuses where they work here no longer', () => {
    given(...helped, goal, asked)
      .when(yara(), answers)
      .then({ ...request, type: 'CorrectionRefused', corrects: kept as never, reason: answers.reason })
    for (const command of [answers, { ...answers, words }])
      given(...helped, goal, asked)
        .when(noor(), command)
        .thenRefuses('CORRECTION_REQUEST_IS_NOT_THEIRS_TO_ANSWER')
    const gone: Past = [noor(), { ...whole, type: 'ProfessionalLeft', joining: 'joining-of-yara' }]
    given(...helped, goal, gone, asked)
      .when(noor(), answers)
      .then({ ...request, type: 'CorrectionRefused', corrects: kept as never, reason: answers.reason })
    given(...helped, goal, gone, asked)
      .when(noor(), { ...answers, words })
      .thenRefuses('CORRECTION_REQUEST_IS_NOT_THEIRS_TO_ANSWER')
    given(...helped, goal)
      .when(yara(), answers)
      .thenRefuses('CORRECTION_REQUEST_IS_UNKNOWN')
    const refused: Past = [
      yara(),
      { ...request, type: 'CorrectionRefused', corrects: kept as never, reason: sealed('no') },
    ]
    given(...helped, goal, asked, refused)
      .when(yara(), answers)
      .thenRefuses('CORRECTION_REQUEST_IS_ANSWERED')
  })
})
