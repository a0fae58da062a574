/** Stories of how someone is reached, and of invitations that pass over it. */
import { describe, it } from '@jest/globals'
import {
  given,
  goalProposed,
  grandmotherRepresentsKim,
  helped,
  begun,
  identityOf,
  whole,
  type Past,
} from '../testing/past.ts'
import { farid, grandmother, kim, mirjam, noor, sealed, TERMS, yara } from '../testing/people.ts'

const state = {
  type: 'StateCommunicationNeeds',
  statement: 'needs-1',
  person: 'kim',
  hearing: sealed('signs'),
} as const
const stated = {
  ...identityOf('kim'),
  type: 'CommunicationNeedsStated',
  statement: 'needs-1',
  person: 'kim',
  hearing: sealed('signs'),
} as const
const known: Past = [noor(), stated]
const invite = { type: 'InviteView', on: { kind: 'goal', id: 'goal-1' }, person: 'kim', terms: TERMS } as const
const invited = (at: string) =>
  ({
    domain: 'youth',
    about: ['kim'],
    type: 'ViewInvited',
    on: { kind: 'goal', id: 'goal-1' },
    person: 'kim',
    due: { what: 'view', at, terms: 3 },
  }) as const
const FIRST = '2026-03-09T22:59:59.999Z'
const SECOND = '2026-03-17T22:59:59.999Z'

describe('how someone is reached', () => {
  it('is said by them, by who speaks for them, and by who works with them', () => {
    for (const deed of [kim(), grandmother(), noor(), yara()])
      given(...helped, grandmotherRepresentsKim())
        .when(deed, state)
        .then(stated)
  })

  it('is said by nobody else of the family, and of nobody who is not in it', () => {
    given(...helped)
      .when(farid(), state)
      .thenRefuses('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person: 'kim' })
    given(...helped)
      .when(noor(), { ...state, person: 'lot' })
      .thenRefuses('PERSON_IS_NOT_A_MEMBER', { persons: ['lot'] })
  })
})

describe('an invitation', () => {
  it('that does not say how it met what someone needs is recorded, and marked; one that does is not', () => {
    given(...helped, goalProposed(), known)
      .when(yara(), invite)
      .then({ ...invited(FIRST), ignoresNeeds: true })
    given(...helped, goalProposed(), known)
      .when(yara(), { ...invite, needsMet: sealed('with an interpreter') })
      .then({ ...invited(FIRST), needsMet: sealed('with an interpreter') })
    given(...helped, goalProposed())
      .when(yara(), invite)
      .then(invited(FIRST))
  })

  it('that passes over what they need makes nobody silent, and they are asked again at once', () => {
    const ignored = (at: string): Past => [yara(), { ...invited(at), ignoresNeeds: true }]
    const adopt = {
      type: 'AdoptGoal',
      goal: 'goal-1',
      basedOn: 9,
      voices: { kim: { since: '2020-03-10', isPastParents: true } },
    } as const
    given(...helped, goalProposed(), known, ignored(FIRST), ignored(SECOND))
      .when(yara('2026-03-18'), adopt)
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
    given(...helped, goalProposed(), known, ignored(FIRST))
      .when(yara(), { ...invite, needsMet: sealed('signed') })
      .then({ ...invited(FIRST), needsMet: sealed('signed') })
  })

  it('to a family with a member who needs something is marked so too', () => {
    const joinedKim: Past = [noor(), { ...identityOf('kim'), type: 'MemberJoined', membership: 'm-1', person: 'kim' }]
    given(...begun, joinedKim, known)
      .when(noor(), { type: 'InviteOwnPlan', invitation: 'invitation-1' })
      .then({ ...whole, type: 'OwnPlanInvited', invitation: 'invitation-1', ignoresNeeds: true })
  })

  it('is not marked for what is withheld from who invites: it would tell them', () => {
    const withheld: Past = [
      mirjam(),
      {
        ...{ ...identityOf('kim'), withholding: 'w-1', from: 'yara', ground: 'safety', mode: 'silent' },
        type: 'ContentWithheld',
        items: [{ kind: 'communication-needs', id: 'needs-1' }],
        reason: sealed('hers'),
        consulted: 'wim',
        reviewDate: '2026-05-01',
        due: { what: 'withholding-confirmation', at: FIRST, terms: 3 },
      },
    ]
    given(...helped, goalProposed(), known, withheld)
      .when(yara(), invite)
      .then(invited(FIRST))
  })
})
