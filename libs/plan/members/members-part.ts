/** Who belongs to the family, and who left it, as a part of the plan. Partners are told that someone came or went, by random id; who that is, a birth, a death or a secret address they hear from people. */
import { ID } from '../../deciding/in-clear.ts'
import { leavesAs } from '../public-event.ts'
import { noContent, type CommandRows, type PlanPart } from '../part.ts'
import {
  decideDeparture,
  isOfDeparting,
  type DepartureCommand,
  type DepartureEvent,
  type DepartureNeeds,
} from './departure.ts'
import {
  NO_MEMBERS,
  decideMembers,
  evolveMembers,
  isBack,
  type MemberCommand,
  type MemberEvent,
  type Members,
  type MembersNeeds,
} from './members.ts'

const WHO_IS_WHO = noContent(
  'who is in the family stays known to it; what is about them is withheld by a limit of sight, which nothing written later precedes',
)
const DEPARTURE = noContent('what of a departure is not for the others follows from its kind')

const MEMBERSHIP = { membership: ID, person: ID }

const commands = {
  RecordDeath: { ...WHO_IS_WHO, saidFor: 'nobody' },
  RequestMembership: { ...WHO_IS_WHO, saidFor: 'nobody' },
  SettleMembership: WHO_IS_WHO,
  ExpectChild: WHO_IS_WHO,
  RecordBirth: { ...WHO_IS_WHO, saidFor: 'nobody' },
  SetAddressSecrecy: { ...WHO_IS_WHO, saidFor: 'nobody' },
  RecordMemberLeft: { ...DEPARTURE, saidFor: 'nobody' },
  ContestDeparture: { ...DEPARTURE, saidFor: 'person' },
  DecideContest: { ...DEPARTURE, saidFor: 'nobody' },
} as const satisfies CommandRows<MemberCommand | DepartureCommand>

export const membersPart: PlanPart<
  MemberCommand | DepartureCommand,
  MemberEvent | DepartureEvent,
  Members,
  MembersNeeds & DepartureNeeds,
  typeof commands
> = {
  initial: NO_MEMBERS,
  commands,
  events: {
    MembershipRequested: {
      says: { nl: 'Iemand is voorgedragen als gezinslid', en: 'Someone was put forward as a member' },
      partner: 'never',
      item: 'none',
      inClear: { ...MEMBERSHIP, leads: 'the person’s own stream decides by it which plan leads' },
    },
    BsnRecorded: {
      says: { nl: 'Het burgerservicenummer van iemand is vastgelegd', en: 'A citizen service number was recorded' },
      partner: 'never',
      item: 'none',
      inClear: { person: ID },
    },
    MemberJoined: {
      says: { nl: 'Iemand hoort nu bij het plan', en: 'Someone became a member' },
      partner: leavesAs('member-joined', 'member', ({ person }) => person),
      item: 'none',
      inClear: MEMBERSHIP,
    },
    MembershipRefused: {
      says: { nl: 'Iemand kon niet bij het plan komen', en: 'Someone could not become a member' },
      partner: 'never',
      item: 'none',
      inClear: {
        ...MEMBERSHIP,
        why: 'made by the decision of the person’s own stream: who asks again is refused with the same',
      },
    },
    // Of who fled nothing leaves: not that they left, and so not that they came back either.
    MemberLeft: {
      says: { nl: 'Iemand hoort niet meer bij het gezin', en: 'A member left the family' },
      partner: { ...leavesAs('member-left', 'member', ({ person }) => person), unless: ({ silent = false }) => silent },
      item: 'none',
      inClear: { person: ID, silent: 'the rest of the family is not told of it, nor of what follows from it' },
    },
    ChildExpected: {
      says: { nl: 'Er is een kind op komst', en: 'A child is expected' },
      partner: 'never',
      item: 'none',
      inClear: { expectation: ID },
    },
    ChildBorn: {
      says: { nl: 'Er is een kind geboren', en: 'A child was born' },
      partner: 'never',
      item: 'none',
      inClear: { expectation: ID, person: ID },
    },
    MemberDied: {
      says: { nl: 'Een gezinslid is overleden', en: 'A member died' },
      partner: 'never',
      item: 'none',
      inClear: { person: ID },
    },
    AddressSecrecySet: {
      says: { nl: 'De geheimhouding van een adres is gewijzigd', en: 'The secrecy of an address was set' },
      partner: 'never',
      item: 'none',
      inClear: { person: ID, secret: 'setting it to what it is changes nothing' },
    },
    SightLimitOffered: {
      says: {
        nl: 'Er is gewezen op het afschermen van waar iemand is',
        en: 'Limiting who sees where someone is was offered',
      },
      partner: 'never',
      item: 'none',
      inClear: { person: ID },
    },
    DepartureContested: {
      says: { nl: 'Iemand bestrijdt te zijn vertrokken', en: 'Someone contested that they left' },
      partner: 'never',
      item: 'none',
      inClear: { person: ID },
    },
    DepartureUpheld: {
      says: { nl: 'Dat iemand is vertrokken, blijft staan', en: 'That someone left was upheld' },
      partner: 'never',
      item: 'none',
      inClear: { person: ID },
    },
    DepartureUndone: {
      says: { nl: 'Dat iemand was vertrokken, is teruggedraaid', en: 'That someone left was undone' },
      partner: {
        ...leavesAs('member-joined', 'member', ({ person }) => person),
        unless: ({ silent = false }) => silent,
      },
      item: 'none',
      inClear: { person: ID, silent: 'partners are told that someone is back where they were told that they left' },
    },
  },
  decide: (command, plan, deed) =>
    isOfDeparting(command) ? decideDeparture(command, plan, deed) : decideMembers(command, plan, deed),
  evolve: (now, event, { at }) => {
    if (event.type === 'DepartureUndone') return isBack(now, event.person)
    const isOfTheContest =
      event.type === 'SightLimitOffered' || event.type === 'DepartureContested' || event.type === 'DepartureUpheld'
    return isOfTheContest ? now : evolveMembers(now, event, at)
  },
}
