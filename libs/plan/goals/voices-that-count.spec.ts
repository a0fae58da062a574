/** Stories of whose voices a goal is adopted by: whoever decides is no voice, a child is heard with who has authority over it, and none who may not speak for it. */
import { describe, it } from '@jest/globals'
import type { RepresentationKind } from '../care-team/representation.ts'
import { given, goalProposed, helped, identityOf, viewGiven, type Past } from '../testing/past.ts'
import { farid, grandmother, kim, mirjam, noor, sealed, wim, yara } from '../testing/people.ts'
import { exceptionAsked, exceptionReasoned } from '../testing/exceptions.ts'
import type { Heard } from './hearing.ts'

const ofGoal = { domain: 'youth', about: ['kim'], goal: 'goal-1' } as const
const adopted = (heard: Heard, dissent: readonly string[] = []) =>
  ({ ...ofGoal, basedOn: 9, type: 'GoalAdopted', heard: { kim: heard }, dissent }) as const

/** Of eight, of thirteen and of sixteen: below own sight, with it beside the parents', and alone. */
const ofEight = { type: 'AdoptGoal', goal: 'goal-1', basedOn: 9, voices: {} } as const
const ofThirteen = { ...ofEight, voices: { kim: { since: '2025-03-10', isPastParents: false } } } as const
const ofSixteen = { ...ofEight, voices: { kim: { since: '2022-03-10', isPastParents: true } } } as const

const hasAuthority = (who: string, kind: RepresentationKind = 'parental-authority'): Past => [
  noor(),
  {
    ...{ ...identityOf('kim'), type: 'RepresentativeAppointed', representation: `of-${who}`, representative: who },
    ...{ represents: 'kim', kind, name: sealed(who), from: '2026-01-01T00:00:00.000Z', isVerified: true },
  },
]
const inConflict = (who: string): Past => [
  noor(),
  {
    ...{ ...identityOf('kim'), type: 'ConflictOfInterestDeclared', representation: `of-${who}`, representative: who },
    conflictOfInterest: sealed('he is suspected'),
  },
]
const asked = (who: string | undefined, day: string, until: string): Past => [
  yara(day),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'ViewInvited', on: { kind: 'goal', id: 'goal-1' }, person: 'kim' },
    ...(who !== undefined && { representation: `of-${who}` }),
    due: { what: 'view', at: until, terms: 3 },
  },
]
const askedTwice = (who?: string): readonly Past[] => [
  asked(who, '2026-03-02', '2026-03-09T22:59:59.999Z'),
  asked(who, '2026-03-10', '2026-03-17T22:59:59.999Z'),
]

const AN_END = '2026-03-16T22:59:59.999Z'
const report = (deed = yara()) => viewGiven(deed, { person: 'kim', voice: 'reported-by-professional' })
const saysFor = (deed = mirjam()) => viewGiven(deed, { person: 'kim', voice: 'representative' })
const proposed = [...helped, goalProposed()]
const waits = (...authorities: readonly string[]) =>
  [
    'PERSONS_WERE_NOT_HEARD',
    { persons: ['kim'], ...(authorities.length > 0 && { authorities: { kim: authorities } }) },
  ] as const

describe('a child of eight', () => {
  it('is not heard by the words that a worker wrote down: nobody adopts alone, nor with a colleague', () => {
    for (const past of [
      [report()],
      [report(noor())],
      [hasAuthority('mirjam'), report()],
      [hasAuthority('mirjam'), report(noor())],
    ])
      given(...proposed, ...past)
        .when(yara(), ofEight)
        .thenRefuses(...waits(...(past.length > 1 ? ['mirjam'] : [])))
  })

  it('is heard with everyone who has authority over it: who was asked twice and did not answer chose silence', () => {
    const past = [...proposed, hasAuthority('mirjam'), hasAuthority('farid'), report(noor()), saysFor()]
    given(...past)
      .when(yara(), ofEight)
      .thenRefuses(...waits('farid'))
    given(...past, ...askedTwice('farid'))
      .when(yara('2026-03-17'), ofEight)
      .thenRefuses(...waits('farid'))
    given(...past, ...askedTwice('farid'))
      .when(yara('2026-03-18'), ofEight)
      .then(adopted('represented'))
    given(...past, saysFor(farid()))
      .when(yara(), ofEight)
      .then(adopted('represented'))
  })

  it('chose silence where each who speaks for it did, whether the child was asked or they by name', () => {
    const both = [...proposed, hasAuthority('mirjam'), hasAuthority('farid')]
    for (const all of [askedTwice(), [...askedTwice('mirjam'), ...askedTwice('farid')]])
      given(...both, ...all)
        .when(yara('2026-03-18'), ofEight)
        .then(adopted('chose-not-to-speak'))
  })

  it('whose only parent in the plan is suspected is not heard until a guardian ad litem speaks for it', () => {
    const past = [...proposed, hasAuthority('farid'), inConflict('farid'), report(noor()), saysFor(farid())]
    given(...past, ...askedTwice('farid'))
      .when(yara('2026-03-18'), ofEight)
      .thenRefuses(...waits())
    given(...past, hasAuthority('grandmother', 'guardian-ad-litem'))
      .when(yara(), ofEight)
      .then(adopted('spoke'))
    given(...past, hasAuthority('grandmother', 'guardian-ad-litem'), saysFor(grandmother()))
      .when(yara(), ofEight)
      .then(adopted('represented'))
    given(...past)
      .when(yara(), { ...exceptionAsked, voices: {} })
      .then(exceptionReasoned)
  })

  it('is not heard through a parent whose conflict came to light after they spoke', () => {
    given(...proposed, hasAuthority('farid'), saysFor(farid()), inConflict('farid'))
      .when(yara(), ofEight)
      .thenRefuses(...waits())
  })
})

describe('a girl of thirteen', () => {
  it('whom nobody asked is not spoken for by a suspected father, nor by one who is not', () => {
    for (const conflict of [[], [inConflict('farid')]])
      given(...proposed, hasAuthority('farid'), ...conflict, saysFor(farid()))
        .when(yara(), ofThirteen)
        .thenRefuses(...waits())
  })

  it('is heard with everyone who has authority over her and counts', () => {
    const past = [...proposed, hasAuthority('mirjam'), viewGiven(kim(), {})]
    given(...past)
      .when(yara(), ofThirteen)
      .thenRefuses(...waits('mirjam'))
    given(...past, saysFor())
      .when(yara(), ofThirteen)
      .then(adopted('spoke'))
    given(...past, saysFor(), hasAuthority('farid'), inConflict('farid'))
      .when(yara(), ofThirteen)
      .then(adopted('spoke'))
  })

  it('is heard with her mother where that one spoke for herself on the same goal', () => {
    const both = goalProposed(['kim', 'mirjam'])
    const voices = { ...ofThirteen.voices, mirjam: { since: '2016-03-10', isPastParents: true } }
    const past = [...helped, both, hasAuthority('mirjam'), viewGiven(kim(), {})]
    given(...past)
      .when(yara(), { ...ofThirteen, voices })
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim', 'mirjam'], authorities: { kim: ['mirjam'] } })
    given(...past, viewGiven(mirjam(), {}))
      .when(yara(), { ...ofThirteen, voices })
      .then({ ...adopted('spoke'), about: ['kim', 'mirjam'], heard: { kim: 'spoke', mirjam: 'spoke' } })
  })

  it('was not asked through an invitation of her own when her mother was to be', () => {
    given(...proposed, hasAuthority('mirjam'), viewGiven(kim(), {}), ...askedTwice())
      .when(yara('2026-03-18'), ofThirteen)
      .thenRefuses(...waits('mirjam'))
  })

  it('waits for no father from whom the goal is withheld: he is passed over', () => {
    const withheld: Past = [
      yara(),
      {
        ...{ domain: 'youth', about: ['kim'], type: 'ContentWithheld', withholding: 'w-1', from: 'farid' },
        ...{ items: [{ kind: 'goal', id: 'goal-1' }], ground: 'safety', mode: 'silent', reason: sealed('unsafe') },
        ...{ consulted: 'wim', reviewDate: '2026-05-01' },
        due: { what: 'withholding-confirmation', at: '2026-03-09T22:59:59.999Z', terms: 3 },
      },
    ]
    given(...proposed, hasAuthority('farid'), viewGiven(kim(), {}), withheld)
      .when(yara(), ofThirteen)
      .then(adopted('spoke'))
  })

  it('who left unknown to her father is not waited for through him on what was begun since: he may not know of it', () => {
    const left: Past = [
      noor('2026-03-01'),
      {
        ...{ ...identityOf('kim'), person: 'kim', silent: true, leftOn: sealed('day'), kind: sealed('kind') },
        ...{ type: 'MemberLeft', reason: sealed('fled'), due: { what: 'contest', at: AN_END, terms: 3 } },
      },
    ]
    const both = goalProposed(['kim', 'mirjam'])
    const mirjams = { since: '2016-03-10', isPastParents: true }
    given(...helped.slice(0, 6), left, ...helped.slice(6), both, hasAuthority('farid'), viewGiven(mirjam(), {}))
      .when(yara(), { ...ofThirteen, voices: { ...ofThirteen.voices, mirjam: mirjams } })
      .thenRefuses(...waits())
    given(...helped, both, hasAuthority('farid'), viewGiven(mirjam(), {}))
      .when(yara(), { ...ofThirteen, voices: { ...ofThirteen.voices, mirjam: mirjams } })
      .thenRefuses(...waits('farid'))
  })
})

describe('a young person of sixteen', () => {
  it('speaks for themselves, and no parent is waited for', () => {
    given(...proposed, hasAuthority('mirjam'), viewGiven(kim(), {}))
      .when(yara(), ofSixteen)
      .then(adopted('spoke'))
    given(...proposed, hasAuthority('mirjam'), saysFor())
      .when(yara(), ofSixteen)
      .thenRefuses(...waits())
  })
})

describe('what a professional wrote down', () => {
  it('never counts alone for the decision of who wrote it, and counts for that of another', () => {
    given(...proposed, report())
      .when(yara(), ofSixteen)
      .thenRefuses(...waits())
    given(...proposed, report())
      .when(wim(), ofSixteen)
      .then(adopted('spoke'))
  })

  it('counts once whose it is made it their own', () => {
    const confirmed: Past = [
      kim(),
      {
        ...{ domain: 'youth', about: ['kim'], type: 'ViewConfirmed', view: 'view-of-kim' },
        ...{ on: { kind: 'goal', id: 'goal-1' }, person: 'kim', voice: 'own-confirmed' },
      },
    ]
    given(...proposed, report(), confirmed)
      .when(yara(), ofSixteen)
      .then(adopted('spoke'))
  })

  it('adopted a goal before, and that stays adopted', () => {
    given(...proposed, report(), [yara(), adopted('spoke')])
      .when(yara(), ofEight)
      .thenNothing()
  })
})
