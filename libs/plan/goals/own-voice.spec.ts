/** Stories of who has a voice of their own under the law of a goal: they are heard themselves, and their parents do not speak in their place. */
import { describe, it } from '@jest/globals'
import {
  given,
  goalProposed,
  grandmotherRepresentsKim,
  helped,
  kimJudged,
  viewGiven,
  type Past,
} from '../testing/past.ts'
import { grandmother, kim, noor, yara } from '../testing/people.ts'
import { exceptionAsked, exceptionReasoned } from '../testing/exceptions.ts'
import type { Heard } from './hearing.ts'

const adopt = { type: 'AdoptGoal', goal: 'goal-1', basedOn: 9, voices: {} } as const
const ofGoal = { domain: 'youth', about: ['kim'], goal: 'goal-1' } as const
const adopted = (heard: Heard, dissent: readonly string[] = []) =>
  ({ ...ofGoal, basedOn: 9, type: 'GoalAdopted', heard: { kim: heard }, dissent }) as const
const invitedAt = (day: string, until: string): Past => [
  yara(day),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'ViewInvited', on: { kind: 'goal', id: 'goal-1' }, person: 'kim' },
    due: { what: 'view', at: until, terms: 3 },
  },
]

/** Kim as of her twelfth birthday, and past the age until which parents speak for her. */
const ofAge = { ...adopt, voices: { kim: { since: '2026-03-10', isPastParents: false } } }
const pastParents = { ...adopt, voices: { kim: { since: '2022-03-10', isPastParents: true } } }

describe('someone with a voice of their own under the law of the goal', () => {
  const said = viewGiven(grandmother(), { person: 'kim', voice: 'representative', stance: 'disagrees' })
  const past = [...helped, goalProposed(), grandmotherRepresentsKim(), said]

  it('is heard themselves: what a guardian said of it, also before that birthday, is kept and does not count as theirs', () => {
    given(...past)
      .when(yara('2026-03-09'), adopt)
      .then(adopted('represented', ['kim']))
    for (const command of [ofAge, pastParents])
      given(...past)
        .when(yara('2026-03-10'), command)
        .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
    given(...past, viewGiven(kim(), {}))
      .when(yara('2026-03-10'), ofAge)
      .then(adopted('spoke'))
  })

  it('spoke where a professional wrote down what they said, whatever their guardian said before or after', () => {
    const heard = viewGiven(noor(), { person: 'kim', voice: 'reported-by-professional' })
    for (const words of [
      [heard, said],
      [said, heard],
    ])
      given(...helped, goalProposed(), grandmotherRepresentsKim(), ...words)
        .when(yara('2026-03-10'), ofAge)
        .then(adopted('spoke'))
  })

  it('chose not to speak when they were invited twice since: before that their guardian was asked', () => {
    const days = [
      ['2026-03-02', '2026-03-09T22:59:59.999Z'],
      ['2026-03-10', '2026-03-17T22:59:59.999Z'],
      ['2026-03-18', '2026-03-25T22:59:59.999Z'],
    ] as const
    const [before, after, later] = days.map(([day, until]) => invitedAt(day, until)) as [Past, Past, Past]
    given(...helped, goalProposed(), grandmotherRepresentsKim(), before, after)
      .when(yara('2026-03-18'), adopt)
      .then(adopted('chose-not-to-speak'))
    given(...helped, goalProposed(), before, after)
      .when(yara('2026-03-18'), ofAge)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
    given(...helped, goalProposed(), before, after, later)
      .when(yara('2026-03-26'), ofAge)
      .then(adopted('chose-not-to-speak'))
  })

  it('who cannot speak is heard through their guardian until the age of the law, and through nobody after', () => {
    given(...past, kimJudged(false))
      .when(yara(), ofAge)
      .then(adopted('represented', ['kim']))
    given(...past, kimJudged(false))
      .when(yara(), pastParents)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
    given(...past, kimJudged(false))
      .when(yara(), { ...exceptionAsked, voices: ofAge.voices })
      .thenRefuses('EVERYONE_CAN_BE_HEARD')
    given(...past, kimJudged(false))
      .when(yara(), { ...exceptionAsked, voices: pastParents.voices })
      .then(exceptionReasoned)
  })

  it('is heard through who represents them for another reason than their age', () => {
    given(...helped, goalProposed(), grandmotherRepresentsKim({ kind: 'mentor' }), said)
      .when(yara(), pastParents)
      .then(adopted('represented', ['kim']))
  })
})
