/** What partners are told of the family: that someone came or went, by random id. Who that is, a birth, a death or a secret address they hear from people. */
import type { DepartureEvent } from './departure.ts'
import type { MemberEvent } from './members.ts'
import { told, type ForPartner } from '../public-event.ts'

export const membersForPartner: ForPartner<MemberEvent | DepartureEvent> = {
  MembershipRequested: 'never',
  BsnRecorded: 'never',
  MemberJoined: told('member-joined', 'member', ({ person }) => person),
  MembershipRefused: 'never',
  // Of who fled nothing leaves: not that they left, and so not that they came back either.
  MemberLeft: { ...told('member-left', 'member', ({ person }) => person), unless: ({ silent = false }) => silent },
  SightLimitOffered: 'never',
  DepartureContested: 'never',
  DepartureUpheld: 'never',
  DepartureUndone: {
    ...told('member-joined', 'member', ({ person }) => person),
    unless: ({ silent = false }) => silent,
  },
  ChildExpected: 'never',
  ChildBorn: 'never',
  MemberDied: 'never',
  AddressSecrecySet: 'never',
}
