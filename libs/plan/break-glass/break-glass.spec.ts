import { describe, it } from '@jest/globals'
import type { Deed, Moment } from '../../deciding/decider.ts'
import { family, given, grandmotherRepresentsKim, helped, whole, type Past } from '../testing/past.ts'
import { deedOf, mirjam, noor, sealed, yara } from '../testing/people.ts'

const acting =
  (id: string, role: 'professional' | 'safety-officer' | 'privacy-officer') =>
  (at: Moment): Deed =>
    deedOf({ kind: 'person', id, role }, at)
const saar = acting('saar', 'professional')
const sam = acting('sam', 'safety-officer')
const BEGUN = '2026-03-07T22:00:00.000Z'
const WHILE_IT_LASTS = '2026-03-08T00:00:00.000Z'
const MONDAY = '2026-03-09T09:00:00.000Z'
const by: Deed = saar(BEGUN)
const system = deedOf({ kind: 'system', id: 'break-glass' }, BEGUN)

const said = { name: sealed('Saar'), domains: ['youth'], reason: sealed('she is missing') } as const
const ask = { type: 'AskBreakGlass', use: 'use-1', ...said, hours: 4 } as const
const asked: Past = [
  by,
  { ...whole, type: 'BreakGlassAsked', use: 'use-1', ...said, until: '2026-03-08T02:00:00.000Z' },
]
const due = { what: 'break-glass-review', at: '2026-03-10T22:00:00.000Z', terms: 3 }
const used: Past = [system, { ...whole, type: 'BreakGlassUsed', use: 'use-1', user: 'saar', due }]
const refused: Past = [system, { ...whole, type: 'BreakGlassRefused', use: 'use-1', why: 'BREAK_GLASS_AWAITS_REVIEW' }]
const settle = { type: 'SettleBreakGlass', use: 'use-1', terms: 3 } as const
const review = { type: 'ReviewBreakGlass', use: 'use-1', finding: 'justified', reason: sealed('rightly so') } as const
const reviewed: Past = [
  sam(MONDAY),
  { ...whole, type: 'BreakGlassReviewed', use: 'use-1', finding: 'justified', reason: sealed('rightly so') },
]

describe('opening a plan in an emergency', () => {
  it('names the laws and why, and lasts as long as is asked, at most four hours', () => {
    given(...helped)
      .when(by, ask)
      .then(asked[1])
    given(...helped)
      .when(by, { ...ask, hours: 1 })
      .then({ ...asked[1], until: '2026-03-07T23:00:00.000Z' } as never)
    given(...helped)
      .when(by, { ...ask, hours: 90 })
      .then(asked[1])
  })

  it('is asked once', () => {
    given(...helped, asked)
      .when(by, ask)
      .thenNothing()
  })

  it('is settled once, as used or as refused, and must then be reviewed in 72 hours', () => {
    given(...helped, asked)
      .when(system, settle)
      .then(used[1])
    given(...helped, asked)
      .when(system, { ...settle, refused: 'BREAK_GLASS_AWAITS_REVIEW' })
      .then(refused[1])
    for (const past of [[], [asked, used], [asked, refused]])
      given(...helped, ...past)
        .when(system, settle)
        .thenNothing()
  })

  it('is not for who is of the family, was, or speaks for someone in it', () => {
    given(...family)
      .when({ ...mirjam(), at: BEGUN }, ask)
      .thenRefuses('WHO_IS_OF_THE_FAMILY_BREAKS_NO_GLASS')
    given(...family, [noor(), { domain: 'general', about: ['mirjam'], type: 'MemberLeft', person: 'mirjam' }])
      .when({ ...mirjam(), at: BEGUN }, ask)
      .thenRefuses('WHO_IS_OF_THE_FAMILY_BREAKS_NO_GLASS')
    given(...family, grandmotherRepresentsKim())
      .when(acting('grandmother', 'professional')(BEGUN), ask)
      .thenRefuses('WHO_IS_OF_THE_FAMILY_BREAKS_NO_GLASS')
  })

  it('is not for who checks its benefit, as long as they do', () => {
    const enforces = (until: Moment): Past => [
      noor(),
      {
        ...{
          domain: 'participation',
          about: [],
          type: 'ProfessionalJoined',
          joining: 'joining-1',
          professional: 'saar',
        },
        ...{ name: sealed('Saar'), organisation: '00000001234567890000', activity: 'benefits-enforcement', until },
      },
    ]
    given(...helped, enforces('2026-12-31T22:59:59.999Z'))
      .when(by, ask)
      .thenRefuses('WHO_ENFORCES_BREAKS_NO_GLASS')
    given(...helped, enforces('2026-03-06T22:59:59.999Z'))
      .when(by, ask)
      .then(asked[1])
  })

  it('is for who helps the family under another law too', () => {
    given(...helped)
      .when({ ...yara(), at: BEGUN }, ask)
      .then(asked[1])
  })
})

describe('the review of an emergency', () => {
  it('says, once it is over, that it was justified', () => {
    given(...helped, asked, used)
      .when(sam(MONDAY), review)
      .then(reviewed[1])
    given(...helped, asked, used)
      .when(sam(WHILE_IT_LASTS), review)
      .thenRefuses('BREAK_GLASS_USE_LASTS', { until: '2026-03-08T02:00:00.000Z' })
  })

  it('says at any moment that it was not, which ends it', () => {
    given(...helped, asked, used)
      .when(sam(WHILE_IT_LASTS), { ...review, finding: 'not-justified' })
      .then({ ...reviewed[1], finding: 'not-justified' } as never)
  })

  it('is by somebody else', () => {
    given(...helped, asked, used)
      .when(saar(MONDAY), review)
      .thenRefuses('NOBODY_REVIEWS_THEIR_OWN_USE')
  })

  it('is given once, of what opened something', () => {
    given(...helped, asked, used, reviewed)
      .when(sam(MONDAY), { ...review, finding: 'not-justified' })
      .thenRefuses('BREAK_GLASS_USE_IS_REVIEWED')
    for (const past of [[], [asked], [asked, refused]])
      given(...helped, ...past)
        .when(sam(MONDAY), review)
        .thenRefuses('BREAK_GLASS_USE_IS_UNKNOWN')
  })
})
