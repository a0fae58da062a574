/** Whom the family was referred to, as a part of the plan. Of partners, the organisation that is asked is told. */
import { ID } from '../../deciding/in-clear.ts'
import { UNTIL } from '../in-clear.ts'
import { leavesAs } from '../public-event.ts'
import { addsTo, begins, MAKES_CONTENT, noContent, type CommandRows, type PlanPart } from '../part.ts'
import {
  decideReferrals,
  evolveReferrals,
  type ReferralCommand,
  type ReferralEvent,
  type Referrals,
  type ReferralsNeeds,
} from './referrals.ts'

const referral = (event: { readonly referral: string }) => event.referral

const PARTNER = noContent('an organisation withholds nothing of a plan; it goes with the referral')

const commands = {
  MakeReferral: MAKES_CONTENT,
  AskAboutReferral: PARTNER,
  AnswerReferralQuestion: MAKES_CONTENT,
  AcceptReferral: PARTNER,
  DeclineReferral: PARTNER,
  EndReferral: MAKES_CONTENT,
} as const satisfies CommandRows<ReferralCommand>

export const referralsPart: PlanPart<ReferralCommand, ReferralEvent, Referrals, ReferralsNeeds, typeof commands> = {
  initial: {},
  commands,
  events: {
    ReferralMade: {
      says: { nl: 'Een organisatie is om hulp gevraagd', en: 'The family was referred to an organisation' },
      partner: leavesAs('referral-made', 'referral', referral),
      item: begins('referral', referral),
      inClear: { referral: ID, to: ID, opens: { kind: ID, id: ID }, until: UNTIL },
    },
    ReferralQuestionAsked: {
      says: { nl: 'De organisatie vroeg iets over de verwijzing', en: 'The organisation asked about the referral' },
      partner: leavesAs('referral-question-asked', 'referral', referral),
      item: addsTo('referral', referral),
      inClear: { referral: ID },
    },
    ReferralQuestionAnswered: {
      says: { nl: 'De vraag over de verwijzing is beantwoord', en: 'The question about the referral was answered' },
      partner: leavesAs('referral-question-answered', 'referral', referral),
      item: addsTo('referral', referral),
      inClear: { referral: ID },
    },
    ReferralAnswered: {
      says: { nl: 'De organisatie heeft op de verwijzing geantwoord', en: 'The organisation answered the referral' },
      partner: leavesAs('referral-answered', 'referral', referral),
      item: addsTo('referral', referral),
      inClear: { referral: ID, answer: 'an accepted referral is a ground; a declined one has ended' },
    },
    ReferralEnded: {
      says: { nl: 'Een verwijzing is beëindigd', en: 'A referral was ended' },
      partner: leavesAs('referral-ended', 'referral', referral),
      item: addsTo('referral', referral),
      inClear: { referral: ID },
    },
  },
  decide: decideReferrals,
  evolve: evolveReferrals,
}
