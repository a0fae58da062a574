/** Stories of who ends whose help, and of when that ends the plan. */
import { describe, it } from '@jest/globals'
import type { Deed, PersonId } from '../../deciding/decider.ts'
import type { RepresentationKind } from '../care-team/representation.ts'
import { family, given, identityOf, whole, type Past } from '../testing/past.ts'
import { farid, kim, mirjam, noor, sealed, teamLead, TERMS } from '../testing/people.ts'

const OWN = { since: '2020-01-01', isPastParents: true }
/** Kim is a child, or of an age to be heard. */
const CHILD = { mirjam: OWN, farid: OWN }
const HEARD = { ...CHILD, kim: { since: '2026-01-01', isPastParents: false } }

const ends = (person: PersonId, voices: typeof CHILD | typeof HEARD, wantOn: readonly PersonId[] = []) =>
  ({ type: 'EndHelp', person, voices, wantOn, terms: TERMS }) as const
/** Ten working days on from Monday 2 March. */
const due = { what: 'ending', at: '2026-03-16T22:59:59.999Z', terms: 3 } as const
const isEnded = (person: PersonId, by = person) =>
  ({ ...identityOf(person), type: 'HelpEnded', person, by, ...(by !== person && { due }) }) as const
const ended = (deed: Deed, person: PersonId): Past => [deed, isEnded(person, deed.by.id)]
const isClosed = {
  ...whole,
  type: 'PlanClosed',
  due: { what: 'reopening', at: '2026-03-16T22:59:59.999Z', terms: 3 },
} as const

const speaksFor = (who: string, person: PersonId, kind: RepresentationKind = 'parental-authority'): Past => [
  noor(),
  {
    ...identityOf(person),
    ...{ type: 'RepresentativeAppointed', representation: `${who}-of-${person}`, representative: who },
    ...{ represents: person, kind, name: sealed(who), from: '2026-01-01T00:00:00.000Z' },
  },
]
const parents = [...family, speaksFor('mirjam', 'kim'), speaksFor('farid', 'kim')]
const both = [...parents, ended(mirjam(), 'mirjam'), ended(farid(), 'farid')]

describe('ending help', () => {
  it('is each their own to do, once, and refused to nobody', () => {
    given(...family)
      .when(kim(), ends('kim', HEARD, ['mirjam', 'farid']))
      .then(isEnded('kim'))
    given(...family, ended(kim(), 'kim'))
      .when(kim(), ends('kim', HEARD, ['mirjam', 'farid']))
      .thenNothing()
    given(...family, [noor(), isClosed])
      .when(kim(), ends('kim', HEARD))
      .thenNothing()
  })

  it('ends the plan when nobody wants on: each who is heard, and both who have authority over a child', () => {
    given(...both, ended(mirjam(), 'kim'))
      .when(farid(), ends('kim', CHILD))
      .then(isEnded('kim', 'farid'), isClosed)
    given(...both)
      .when(kim(), ends('kim', HEARD))
      .then(isEnded('kim'), isClosed)
  })

  it('of a child is not for one of its parents alone, nor against the child, and goes to the team lead', () => {
    given(...both)
      .when(farid(), ends('kim', CHILD))
      .then(isEnded('kim', 'farid'))
    given(...both, ended(mirjam(), 'kim'))
      .when(farid(), ends('kim', HEARD))
      .then(isEnded('kim', 'farid'))
  })

  it('is not for one who has an interest of their own in it, alone, nor for who has shown nothing', () => {
    const alone = [...family, speaksFor('farid', 'kim'), ended(mirjam(), 'mirjam'), ended(farid(), 'farid')]
    const conflict: Past = [
      noor(),
      {
        ...identityOf('kim'),
        type: 'ConflictOfInterestDeclared',
        representation: 'farid-of-kim',
        representative: 'farid',
        conflictOfInterest: sealed('suspected'),
      },
    ]
    given(...alone)
      .when(farid(), ends('kim', CHILD))
      .then(isEnded('kim', 'farid'), isClosed)
    given(...alone, conflict)
      .when(farid(), ends('kim', CHILD))
      .then(isEnded('kim', 'farid'))
  })

  it('never ends what someone wants on of whom its sender does not know', () => {
    given(...both, ended(mirjam(), 'kim'))
      .when(farid(), ends('kim', CHILD, ['kim']))
      .then(isEnded('kim', 'farid'))
  })

  it('is not for who speaks for nobody', () => {
    given(...family)
      .when(farid(), ends('kim', CHILD))
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'kim' })
  })

  it('may be taken back by who said it, and counts then for nothing', () => {
    const resumes = { type: 'ResumeHelp', person: 'kim' } as const
    const resumed = { ...identityOf('kim'), type: 'HelpResumed', person: 'kim', by: 'kim' } as const
    given(...family, ended(kim(), 'kim'))
      .when(kim(), resumes)
      .then(resumed)
    given(...family)
      .when(kim(), resumes)
      .thenNothing()
    given(...both, ended(kim(), 'kim'), [kim(), resumed], ended(mirjam(), 'kim'))
      .when(farid(), ends('kim', HEARD))
      .then(isEnded('kim', 'farid'))
  })

  it('of another is answered by the team lead to who said it', () => {
    const words = sealed('we talk with her first')
    given(...parents, ended(farid(), 'kim'))
      .when(teamLead(), { type: 'AnswerEnding', person: 'kim', to: 'farid', words })
      .then({ ...identityOf('kim'), type: 'EndingAnswered', person: 'kim', to: 'farid', words })
    given(...parents, ended(farid(), 'kim'))
      .when(teamLead(), { type: 'AnswerEnding', person: 'kim', to: 'mirjam', words })
      .thenRefuses('HELP_WAS_NOT_ENDED')
  })
})

describe('a plan that is opened again', () => {
  const closed: Past = [kim(), isClosed]
  const reopens = (deed: Deed): Past => [deed, { ...whole, type: 'PlanReopened', reason: sealed('r') }]
  const all = [...both, ended(kim(), 'kim'), closed]

  it('by one of the family is so for them: the others ended their help still', () => {
    given(...all, reopens(kim()))
      .when(kim(), ends('kim', HEARD))
      .then(isEnded('kim'), isClosed)
  })

  it('by who coordinates asks everyone anew', () => {
    given(...all, reopens(noor()))
      .when(kim(), ends('kim', HEARD))
      .then(isEnded('kim'))
  })
})
