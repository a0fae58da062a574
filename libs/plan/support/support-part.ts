/** Who supports whom, as a part of the plan. It is between the family and who works with it: no partner is told. */
import { ID } from '../../deciding/in-clear.ts'
import { UNTIL } from '../in-clear.ts'
import { addsTo, begins, MAKES_CONTENT, NO_WORDS, type CommandRows, type PlanPart } from '../part.ts'
import { decideSupport, type SupportCommand, type SupportNeeds } from './support.ts'
import { evolveSupports, NOBODY_SUPPORTS, type SupportEvent, type Supports } from './supports.ts'

const support = (event: { readonly support: string }) => event.support

const OF_SUPPORT = { support: ID, person: ID, askedBy: ID }

const commands = {
  AskSupporter: { ...MAKES_CONTENT, saidFor: 'person' },
  AcceptSupport: NO_WORDS,
  EndSupport: NO_WORDS,
} as const satisfies CommandRows<SupportCommand>

export const supportPart: PlanPart<SupportCommand, SupportEvent, Supports, SupportNeeds, typeof commands> = {
  initial: NOBODY_SUPPORTS,
  commands,
  events: {
    SupporterAsked: {
      says: { nl: 'Iemand heeft om een ondersteuner gevraagd', en: 'Someone asked for a supporter' },
      partner: 'never',
      item: begins('support', support),
      inClear: {
        ...OF_SUPPORT,
        supporter: ID,
        kind: 'which independent support it is: shown to who works with the family, as what a representative is',
        mandated: 'whether a supporter may act for whom they support',
        until: UNTIL,
      },
    },
    SupportAccepted: {
      says: { nl: 'Een ondersteuner staat iemand bij', en: 'A supporter took it on' },
      partner: 'never',
      item: addsTo('support', support),
      inClear: OF_SUPPORT,
    },
    SupportEnded: {
      says: { nl: 'Een ondersteuner staat iemand niet meer bij', en: 'Someone is supported no longer' },
      partner: 'never',
      item: addsTo('support', support),
      inClear: { ...OF_SUPPORT, why: 'made by the decision: it follows from who did it' },
    },
  },
  decide: decideSupport,
  evolve: (now, event) => evolveSupports(now, event),
}
