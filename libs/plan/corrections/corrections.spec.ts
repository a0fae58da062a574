/** Stories of what was written wrong, and is mended beside what was written. */
import { describe, expect, it } from '@jest/globals'
import { correctableIn } from './corrections.ts'
import {
  begun,
  careTeamJoined,
  family,
  given,
  grandmotherRepresentsKim,
  identityOf,
  joined,
  type Past,
} from '../testing/past.ts'
import { noor, sealed, TERMS, yara } from '../testing/people.ts'

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
const ofKim = correctableIn(asked[1])
const mends = {
  type: 'RecordCorrection',
  correction: 'correction-1',
  event: 'event-1',
  reason: sealed('the register says so'),
  corrects: ofKim,
  wrong: [],
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
      const command = { ...mends, corrects: correctableIn(past[1]), name: sealed('as it is') }
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
      .when(noor(), { ...mends, event: 'event-2', corrects: correctableIn(first[1]), ...age })
      .then({ ...corrected, event: 'event-2', ...age })
  })

  it('needs an event that holds something, of someone who is there, and something it becomes: all that is wrong at once', () => {
    given(...family)
      .when(noor(), { ...mends, corrects: correctableIn(joined('kim')[1]), wrong: ['becomes/birthDate'] })
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
    for (const [, event] of [...family, asked, grandmotherRepresentsKim()])
      expect('name' in event && event.type !== 'CoordinatorAppointed').toBe(correctableIn(event).of !== undefined)
  })
})
