/** What partners are told of the family: that someone came or went, by random id. Who that is, a birth, a death or a secret address they hear from people. */
import type { MemberEvent } from './members.ts'
import { told, type ForPartner } from './public-event.ts'

export const membersForPartner: ForPartner<MemberEvent> = {
  MembershipRequested: 'never',
  BsnRecorded: 'never',
  MemberJoined: told('member-joined', 'member', ({ person }) => person),
  MembershipRefused: 'never',
  MemberLeft: told('member-left', 'member', ({ person }) => person),
  ChildExpected: 'never',
  ChildBorn: 'never',
  MemberDied: 'never',
  AddressSecrecySet: 'never',
}
