/** Stories of how the people a goal affects are heard before it is adopted, and of the exception for who cannot be. */
import { describe, it } from '@jest/globals'
import {
  careTeamJoined,
  given,
  goalAdopted,
  goalProposed,
  grandmotherRepresentsKim,
  helped,
  identityOf,
  kimJudged,
  representation,
  viewGiven,
  type Past,
} from '../testing/past.ts'
import {
  DRAW,
  DRAWS_ROSA,
  DRAWS_RUUD,
  grandmother,
  kim,
  noor,
  POOL,
  rosa,
  ruud,
  sealed,
  wim,
  yara,
} from '../testing/people.ts'
import type { Heard } from './hearing.ts'

/** Of who reads nothing of this law themselves yet; and of who speaks for themselves alone. */
const adopt = { type: 'AdoptGoal', goal: 'goal-1', basedOn: 9, voices: {} } as const
const HER_OWN = { kim: { since: '2022-03-10', isPastParents: true } } as const
const adoptHers = { ...adopt, voices: HER_OWN } as const
const ofGoal = { domain: 'youth', about: ['kim'], goal: 'goal-1' } as const
const adopted = (heard: Heard, dissent: readonly string[] = []) =>
  ({ ...ofGoal, basedOn: 9, type: 'GoalAdopted', heard: { kim: heard }, dissent }) as const

const invitedUntil = (at: string): Past => [
  yara(),
  {
    domain: 'youth',
    about: ['kim'],
    type: 'ViewInvited',
    on: { kind: 'goal', id: 'goal-1' },
    person: 'kim',
    due: { what: 'view', at, terms: 3 },
  },
]
const first = invitedUntil('2026-03-09T22:59:59.999Z')
const second = invitedUntil('2026-03-17T22:59:59.999Z')

const inConflict: Past = [
  noor(),
  {
    ...identityOf('kim'),
    type: 'ConflictOfInterestDeclared',
    representation: representation.representation,
    representative: representation.representative,
    conflictOfInterest: sealed('is also the landlord'),
  },
]

describe('someone a goal affects', () => {
  it('spoke, also when a professional wrote down what they said', () => {
    given(...helped, goalProposed(), viewGiven(noor(), { person: 'kim', voice: 'reported-by-professional' }))
      .when(yara(), adoptHers)
      .then(adopted('spoke'))
  })

  it('was represented when their representative spoke', () => {
    const said = viewGiven(grandmother(), { person: 'kim', voice: 'representative', stance: 'disagrees' })
    given(...helped, goalProposed(), grandmotherRepresentsKim(), said)
      .when(yara(), adopt)
      .then(adopted('represented', ['kim']))
  })

  it.each<[string, readonly Past[]]>([
    ['shows nothing that lets them speak', [grandmotherRepresentsKim({ isVerified: false })]],
    ['has a conflict of interest', [grandmotherRepresentsKim(), inConflict]],
  ])('was not represented by who %s: what they say is kept, and waited for is the person', (_why, appointed) => {
    const said = viewGiven(grandmother(), { person: 'kim', voice: 'representative', stance: 'disagrees' })
    const past = [...helped, goalProposed(), ...appointed, said]
    given(...past)
      .when(yara(), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
    given(...past, viewGiven(kim(), {}))
      .when(yara(), adoptHers)
      .then(adopted('spoke'))
    // Nor does their being there make someone who cannot speak somebody who is spoken for.
    given(...past, kimJudged(false), first, second)
      .when(yara('2026-03-18'), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
  })

  it('was represented once it was shown that their representative may speak, and not by what they said before', () => {
    const said = viewGiven(grandmother(), { person: 'kim', voice: 'representative' })
    const proven: Past = [
      noor(),
      { ...identityOf('kim'), type: 'RepresentationProven', representation: representation.representation },
    ]
    const past = [...helped, goalProposed(), grandmotherRepresentsKim({ isVerified: false }), said, proven]
    given(...past)
      .when(yara(), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'], authorities: { kim: ['grandmother'] } })
    given(...past, said)
      .when(yara(), adopt)
      .then(adopted('represented'))
  })

  it('was not represented by who works with the family, whatever an older stream says', () => {
    const noorForKim: Past = [
      noor(),
      {
        ...identityOf('kim'),
        type: 'RepresentativeAppointed',
        ...representation,
        representative: 'noor',
        name: sealed('N'),
      },
    ]
    const said = viewGiven(noor(), { person: 'kim', voice: 'representative' })
    const past = [...helped, goalProposed(), noorForKim, said]
    given(...past)
      .when(noor(), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
    given(...past, kimJudged(false), first, second)
      .when(yara('2026-03-18'), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
  })

  it('may change their mind', () => {
    given(...helped, goalProposed(), viewGiven(kim(), { stance: 'disagrees' }), viewGiven(kim(), {}))
      .when(yara(), adoptHers)
      .then(adopted('spoke'))
  })

  it('is not spoken over by who says to have heard them', () => {
    const hearsay = viewGiven(noor(), { person: 'kim', voice: 'reported-by-professional' })
    given(...helped, goalProposed(), viewGiven(kim(), { stance: 'disagrees' }), hearsay)
      .when(yara(), adoptHers)
      .then(adopted('spoke', ['kim']))
  })

  it('chose not to speak when they were invited twice and let both terms pass', () => {
    given(...helped, goalProposed(), first)
      .when(yara('2026-03-10'), adoptHers)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
    given(...helped, goalProposed(), first, second)
      .when(yara('2026-03-17'), adoptHers)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
    given(...helped, goalProposed(), first, second)
      .when(yara('2026-03-18'), adoptHers)
      .then(adopted('chose-not-to-speak'))
  })

  it('who cannot speak did not choose not to', () => {
    given(...helped, goalProposed(), first, second, kimJudged(false))
      .when(yara('2026-03-18'), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
  })

  it('who cannot speak as another law asks may still have chosen not to under this one', () => {
    const underWmo: Past = [wim(), { ...kimJudged(false)[1], domain: 'wmo' }]
    given(...helped, goalProposed(), first, second, underWmo)
      .when(yara('2026-03-18'), adoptHers)
      .then(adopted('chose-not-to-speak'))
    given(...helped, goalProposed(), underWmo)
      .when(yara(), { ...reason, voices: HER_OWN })
      .thenRefuses('EVERYONE_CAN_BE_HEARD')
  })

  it.each([
    ['ended', { until: '2026-03-01T00:00:00.000Z' }],
    ['is limited to money', { kind: 'administrator-of-assets' } as const],
  ])('who cannot speak, and whose representation %s, is not heard either', (_how, but) => {
    given(...helped, goalProposed(), first, second, kimJudged(false), grandmotherRepresentsKim(but))
      .when(yara('2026-03-18'), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
  })

  it('who cannot speak is heard through their representative, who may choose not to speak', () => {
    given(...helped, goalProposed(), first, second, kimJudged(false), grandmotherRepresentsKim())
      .when(yara('2026-03-18'), adopt)
      .then(adopted('chose-not-to-speak'))
  })
})

const exceptionOf = (notHeard: readonly string[]) =>
  ({
    ...ofGoal,
    type: 'AdoptionExceptionReasoned',
    exception: 'exception-1',
    notHeard,
    reason: sealed('a baby'),
    reader: 'rosa',
    pool: POOL.version,
    seed: DRAWS_ROSA,
    excluded: ['noor', 'wim', 'yara'],
    due: { what: 'exception-reading', at: '2026-03-09T22:59:59.999Z', terms: 3 },
  }) as const
const reasoned: Past = [yara(), exceptionOf(['kim'])]
const read: Past = [
  rosa(),
  { ...ofGoal, basedOn: 11, type: 'AdoptionExceptionRead', exception: 'exception-1', words: sealed('convincing') },
]
const reason = {
  type: 'ReasonAdoptionException',
  goal: 'goal-1',
  exception: 'exception-1',
  reason: sealed('a baby'),
  draw: DRAW,
  voices: {},
} as const
const readIt = {
  type: 'ReadAdoptionException',
  goal: 'goal-1',
  exception: 'exception-1',
  words: sealed('convincing'),
  basedOn: 11,
} as const

const standAside = {
  type: 'RecuseExceptionReader',
  goal: 'goal-1',
  exception: 'exception-1',
  reason: sealed('my niece'),
  draw: DRAW,
} as const
const aside: Past = [
  rosa(),
  { ...ofGoal, type: 'ExceptionReaderRecused', exception: 'exception-1', reader: 'rosa', reason: sealed('my niece') },
]
const asideToo: Past = [ruud(), { ...ofGoal, type: 'ExceptionReaderRecused', exception: 'exception-1', reader: 'ruud' }]
const next = { reader: 'ruud', excluded: ['noor', 'rosa', 'wim', 'yara'] } as const
const { notHeard: _theirs, reason: _reason, ...lot } = exceptionOf(['kim'])
const drawnNext: Past = [rosa(), { ...lot, ...next, type: 'ExceptionReaderDrawn' }]

describe('the exception for who cannot be heard', () => {
  const unheard = [...helped, goalProposed(), kimJudged(false)]

  it('is reasoned, and a reader is drawn from outside', () => {
    given(...unheard)
      .when(yara(), reason)
      .then(exceptionOf(['kim']))
  })

  it('is not read by who reasons it', () => {
    const pool = { version: 5, readers: [{ reader: 'rosa', domains: ['youth'] as const }] }
    given(...unheard)
      .when(rosa(), { ...reason, draw: { ...DRAW, pool } })
      .thenRefuses('NOBODY_CAN_READ_THE_EXCEPTION')
  })

  it('allows adoption only once it was read', () => {
    given(...unheard, reasoned)
      .when(yara(), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
    given(...unheard, reasoned)
      .when(rosa(), readIt)
      .then(read[1])
    given(...unheard, reasoned, read)
      .when(yara(), adopt)
      .then(adopted('not-heard'))
  })

  it('covers only whom it names', () => {
    const forMirjam: Past = [yara(), { ...exceptionOf(['mirjam']), about: ['kim', 'mirjam'] }]
    given(
      ...helped,
      goalProposed(['kim', 'mirjam']),
      viewGiven(noor(), { person: 'mirjam' }),
      forMirjam,
      kimJudged(false),
      read,
    )
      .when(yara(), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
  })

  it('is reasoned once: asking again draws no other reader', () => {
    given(...unheard, reasoned)
      .when(yara(), { ...reason, exception: 'exception-2', draw: { ...DRAW, seed: DRAWS_RUUD } })
      .thenNothing()
  })

  it('is not read by who came to work with the family: they stand aside, and the next of the same draw reads it', () => {
    const colleague = [...unheard, reasoned, careTeamJoined(rosa(), 'youth')]
    given(...colleague)
      .when(yara(), { ...reason, exception: 'exception-2', draw: { ...DRAW, seed: DRAWS_RUUD } })
      .thenNothing()
    given(...colleague)
      .when(rosa(), readIt)
      .thenRefuses('READER_WORKS_WITH_THE_FAMILY')
    given(...colleague)
      .when(rosa(), { ...standAside, draw: { ...DRAW, seed: DRAWS_RUUD } })
      .then(aside[1], drawnNext[1])
    given(...unheard, reasoned, read)
      .when(rosa(), standAside)
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
    given(...unheard, reasoned)
      .when(ruud(), standAside)
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
  })

  it('keeps its reader, whatever is revised, whoever asks again and whatever the pool is by then', () => {
    const revised: Past = [yara(), { ...ofGoal, type: 'GoalRevised', words: sealed('other words') }]
    const other = { version: 5, readers: [{ reader: 'ruud', domains: ['youth'] as const }] }
    const again = { ...reason, exception: 'exception-2', draw: { ...DRAW, pool: other, first: POOL, seed: DRAWS_RUUD } }
    for (const past of [[], [read]])
      given(...unheard, reasoned, ...past, revised)
        .when(wim(), again)
        .then({ ...exceptionOf(['kim']), exception: 'exception-2' })
    given(...unheard, reasoned, aside, drawnNext, revised)
      .when(wim(), again)
      .then({ ...exceptionOf(['kim']), ...next, exception: 'exception-2' })
  })

  it('waits for another pool where nobody of the draw is left', () => {
    const past = [...unheard, reasoned, aside, drawnNext, asideToo]
    given(...past)
      .when(yara(), reason)
      .thenRefuses('NOBODY_CAN_READ_THE_EXCEPTION')
    const pool = {
      version: 5,
      readers: ['rosa', 'ruud', 'sem'].map((reader) => ({ reader, domains: ['youth'] as const })),
    }
    given(...past)
      .when(yara(), { ...reason, draw: { ...DRAW, pool, first: POOL, seed: DRAWS_RUUD } })
      .then({
        ...exceptionOf(['kim']),
        reader: 'sem',
        pool: 5,
        seed: DRAWS_RUUD,
        excluded: ['noor', 'rosa', 'ruud', 'wim', 'yara'],
      })
  })

  it('is not read by who put the goal in words', () => {
    const revised: Past = [rosa(), { ...ofGoal, type: 'GoalRevised', words: sealed('other words') }]
    given(...unheard, revised, reasoned)
      .when(rosa(), readIt)
      .thenRefuses('READER_WORKS_WITH_THE_FAMILY')
  })

  it('is read by the drawn reader only, and once', () => {
    given(...unheard, reasoned)
      .when(ruud(), readIt)
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
    given(...unheard)
      .when(rosa(), readIt)
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
    given(...unheard, reasoned, read)
      .when(rosa(), readIt)
      .thenNothing()
  })

  it('is for goals that wait for adoption', () => {
    given(...unheard, goalAdopted)
      .when(yara(), reason)
      .thenRefuses('GOAL_IS_NOT_PROPOSED')
  })

  it('is not for who can be heard', () => {
    given(...helped, goalProposed())
      .when(yara(), { ...reason, voices: HER_OWN })
      .thenRefuses('EVERYONE_CAN_BE_HEARD')
  })

  it('needs someone to read it', () => {
    given(...unheard)
      .when(yara(), {
        ...reason,
        draw: { ...DRAW, pool: { version: 5, readers: [{ reader: 'sem', domains: ['wmo'] }] } },
      })
      .thenRefuses('NOBODY_CAN_READ_THE_EXCEPTION')
  })

  it('ends with the words it was about', () => {
    const revised: Past = [yara(), { ...ofGoal, type: 'GoalRevised', words: sealed('other words') }]
    given(...unheard, reasoned, read, revised)
      .when(yara(), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
  })
})
