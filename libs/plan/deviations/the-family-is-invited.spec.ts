/** The family is invited to say what came of a deviation, ten working days before it is reviewed: once, by itself, and nobody waits for it. */
import { describe, expect, it } from '@jest/globals'
import { whatIsDue } from '../lists/what-is-due.ts'
import { rowsAfter } from '../testing/rows-after.ts'
import { accountedFor, deviationReported, given, helped, type Past } from '../testing/past.ts'
import { deedOf, kim, mirjam, sealed, TERMS, yara } from '../testing/people.ts'

const ticker = (at: string) => deedOf({ kind: 'system', id: 'ticker' }, at)
/** Ascension Day and Whit Monday lie between: ten working days before Monday 1 June is Friday 15 May. */
const FROM = '2026-05-14T21:59:59.999Z'
const BEHIND = '2026-05-14T22:00:00.000Z'
const invite = { type: 'InviteToEvaluate', deviation: 'deviation-1', terms: TERMS } as const
const youth = { domain: 'youth', about: ['kim'] } as const
const invited: Past = [
  ticker(BEHIND),
  {
    ...{ ...youth, type: 'FamilyInvitedToEvaluate', deviation: 'deviation-1' },
    due: { what: 'family-evaluation', at: '2026-06-15T21:59:59.999Z', terms: 3 },
  },
]
const said = (person: string): Past => [
  person === 'kim' ? kim() : mirjam(),
  {
    ...{ domain: 'youth', about: [person], type: 'FamilyEvaluated', view: 'view-1', person, voice: 'own' },
    ...{ on: { kind: 'deviation', id: 'deviation-1' }, outcome: sealed('worked'), words: sealed('yes') },
  },
]
const evaluated: Past = [
  yara('2026-06-02'),
  { ...youth, type: 'DeviationEvaluated', deviation: 'deviation-1', outcome: sealed('worked'), words: sealed('ok') },
]
const rows = (...past: readonly Past[]) =>
  rowsAfter(whatIsDue, past)
    .due.filter(({ what }) => what.startsWith('evaluation-i') || what.startsWith('family'))
    .map(({ what, person, dueAt, until }) => [what, person, dueAt, until])

describe('the family', () => {
  it('is invited behind the moment and not on it, once', () => {
    given(...helped, deviationReported(), accountedFor)
      .when(ticker(FROM), invite)
      .thenNothing()
    given(...helped, deviationReported(), accountedFor)
      .when(ticker(BEHIND), invite)
      .then(invited[1])
    given(...helped, deviationReported(), accountedFor, invited)
      .when(ticker(BEHIND), invite)
      .thenNothing()
  })

  it('is invited to nothing before the step is accounted for', () => {
    given(...helped, deviationReported())
      .when(ticker(BEHIND), invite)
      .thenNothing()
  })

  it('is invited also where the team has evaluated, and what it says then is its own', () => {
    given(...helped, deviationReported(), accountedFor, evaluated)
      .when(ticker('2026-06-03T09:00:00.000Z'), invite)
      .then(invited[1])
    expect(rows(...helped, deviationReported(), accountedFor, invited, evaluated)).toHaveLength(1)
  })
})

describe('what is due of it', () => {
  it('is nothing but a moment until then, and what of before says no moment invites nobody', () => {
    expect(rows(...helped, deviationReported(), accountedFor)).toEqual([['evaluation-invitation', '', FROM, FROM]])
    const { familyInvitedFrom: _none, ...before } = accountedFor[1] as Extract<
      Past[1],
      { type: 'DeviationAccountedFor' }
    >
    expect(rows(...helped, deviationReported(), [accountedFor[0], before])).toEqual([])
  })

  it('is asked of each it is about, until they said it, and goes up to nobody', () => {
    const past = [...helped, deviationReported(), accountedFor, invited]
    expect(rows(...past)).toEqual([['family-evaluation', 'kim', '2026-06-15T21:59:59.999Z', '']])
    expect(rows(...past, said('mirjam'))).toHaveLength(1)
    expect(rows(...past, said('kim'))).toEqual([])
  })
})
