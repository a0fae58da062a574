/** What is challenged, and answered, as a part of the plan. It is between those here: no partner is told of one. */
import { ID } from '../../deciding/in-clear.ts'
import { addsTo, begins, MAKES_CONTENT, noContent, type CommandRows, type PlanPart } from '../part.ts'
import { evolveChallenges, type ChallengeEvent, type Challenges, type KnownToChallenges } from './challenge.ts'
import { decideChallenges, type ChallengeCommand, type ChallengesNeeds } from './challenges.ts'

const challenge = (event: { readonly challenge: string }) => event.challenge

const OF = { challenge: ID, on: { kind: ID, id: ID } }
const TURN = 'who is to answer has a ground'
const FIRST = 'who may know of it: no reader’s plan can be made without it'

/** What stands with a challenge is kept from nobody who reads the challenge. */
const GOES_WITH_IT = noContent('goes with the challenge, and nobody withholds what judges themselves')

const commands = {
  RaiseChallenge: { ...MAKES_CONTENT, saidFor: 'person' },
  AnswerChallenge: GOES_WITH_IT,
  OpenChallenge: GOES_WITH_IT,
  AcceptChallengeAnswer: GOES_WITH_IT,
  RejectChallengeAnswer: GOES_WITH_IT,
  EscalateChallenge: GOES_WITH_IT,
  WithdrawChallenge: GOES_WITH_IT,
  ForwardChallenge: GOES_WITH_IT,
} as const satisfies CommandRows<ChallengeCommand>

export const challengesPart: PlanPart<
  ChallengeCommand,
  ChallengeEvent,
  Challenges,
  ChallengesNeeds,
  typeof commands,
  KnownToChallenges
> = {
  initial: {},
  commands,
  events: {
    ChallengeRaised: {
      says: { nl: 'Iemand sprak iets tegen', en: 'Something was challenged' },
      partner: 'never',
      item: { ...begins('challenge', challenge), isSaid: true },
      inClear: { ...OF, person: ID, support: ID, firstTo: FIRST, addressee: TURN },
    },
    ChallengeAnswered: {
      says: { nl: 'Op een tegenspraak is geantwoord', en: 'A challenge was answered' },
      partner: 'never',
      item: addsTo('challenge', challenge),
      inClear: { ...OF, heard: FIRST },
    },
    ChallengeOpened: {
      says: { nl: 'Een tegenspraak is geopend voor wie hij aangaat', en: 'A challenge was opened to whom it concerns' },
      partner: 'never',
      item: addsTo('challenge', challenge),
      inClear: OF,
    },
    ChallengeAccepted: {
      says: { nl: 'Het antwoord op een tegenspraak is aanvaard', en: 'The answer to a challenge was accepted' },
      partner: 'never',
      item: addsTo('challenge', challenge),
      inClear: OF,
    },
    ChallengeRejected: {
      says: {
        nl: 'Het antwoord op een tegenspraak is niet aanvaard',
        en: 'The answer to a challenge was not accepted',
      },
      partner: 'never',
      item: addsTo('challenge', challenge),
      inClear: { ...OF, addressee: TURN },
    },
    ChallengeEscalated: {
      says: { nl: 'Een tegenspraak is niet op tijd beantwoord', en: 'A challenge was not answered in time' },
      partner: 'never',
      item: addsTo('challenge', challenge),
      inClear: { ...OF, addressee: TURN },
    },
    ChallengeWithdrawn: {
      says: { nl: 'Een tegenspraak is ingetrokken, en blijft staan', en: 'A challenge was withdrawn, and stands' },
      partner: 'never',
      item: addsTo('challenge', challenge),
      inClear: OF,
    },
    ChallengeForwarded: {
      says: {
        nl: 'Bepaald is of een tegenspraak een bezwaar of klacht is',
        en: 'Whether a challenge is an objection or a complaint was decided',
      },
      partner: 'never',
      item: addsTo('challenge', challenge),
      inClear: { ...OF, cameIn: 'the terms of an objection or complaint run from that day' },
    },
  },
  decide: decideChallenges,
  evolve: (now, event, { by, at }, plan) => evolveChallenges(now, event, { by: by.id, at }, plan),
}
