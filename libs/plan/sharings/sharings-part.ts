/** What is shared with whom, as a part of the plan. Of partners, the one that something is shared with is told. */
import { ID } from '../../deciding/in-clear.ts'
import { DRAWN, UNTIL } from '../in-clear.ts'
import { addsTo, begins, JUDGES, MAKES_CONTENT, noContent, NO_WORDS, type CommandRows, type PlanPart } from '../part.ts'
import { leavesAs } from '../public-event.ts'
import { evolveSharings, type KnownToSharings, type SharingEvent, type Sharings } from './sharing.ts'
import { decideSharings, type SharingCommand, type SharingsNeeds } from './sharings.ts'

const sharing = (event: { readonly sharing: string }) => event.sharing

const GROUND = 'what a ground needs is asked again at every reading'
const SHARED = { to: { kind: 'what is read follows from whom it is shared with', id: ID }, items: { kind: ID, id: ID } }

const commands = {
  ShareItems: MAKES_CONTENT,
  EndSharing: noContent('that a sharing is ended goes with the sharing'),
  ReadSharing: JUDGES,
  RecuseSharingReader: JUDGES,
  WithdrawSharing: NO_WORDS,
} as const satisfies CommandRows<SharingCommand>

export const sharingsPart: PlanPart<
  SharingCommand,
  SharingEvent,
  Sharings,
  SharingsNeeds,
  typeof commands,
  KnownToSharings
> = {
  initial: {},
  commands,
  events: {
    SharingGranted: {
      says: { nl: 'Iets uit het plan is met iemand gedeeld', en: 'Something of the plan was shared with someone' },
      // Only to whom it is.
      partner: { ...leavesAs('sharing-granted', 'sharing', sharing), unless: ({ to }) => to.kind !== 'organisation' },
      item: begins('sharing', sharing),
      inClear: { sharing: ID, ...SHARED, ground: GROUND, until: UNTIL, askedBy: ID },
    },
    SharingAsked: {
      says: {
        nl: 'Iemand vroeg een tweede lezer of iets gedeeld mag worden',
        en: 'Someone asked a second reader whether something may be shared',
      },
      partner: 'never',
      item: addsTo('sharing', sharing),
      inClear: {
        sharing: ID,
        ...SHARED,
        ground: GROUND,
        until: UNTIL,
        acute: 'the second reader’s term is shorter where there was acute danger',
      },
    },
    SharingReaderDrawn: {
      says: {
        nl: 'Een tweede lezer is geloot voor wat iemand wil delen',
        en: 'A second reader was drawn for what someone would share',
      },
      partner: 'never',
      item: addsTo('sharing', sharing),
      inClear: { sharing: ID, ...DRAWN },
    },
    SharingReaderRecused: {
      says: {
        nl: 'Wie las wat iemand wil delen trok zich terug',
        en: 'Who was to read what someone would share stood aside',
      },
      partner: 'never',
      item: addsTo('sharing', sharing),
      inClear: { sharing: ID, reader: ID },
    },
    SharingRead: {
      says: { nl: 'Een tweede lezer las wat iemand wil delen', en: 'A second reader read what someone would share' },
      partner: 'never',
      item: addsTo('sharing', sharing),
      inClear: { sharing: ID, finding: 'nothing is open that no second reader supported' },
    },
    SharingWithdrawn: {
      says: { nl: 'Een verzoek om te delen is ingetrokken', en: 'A request to share was withdrawn' },
      partner: 'never',
      item: addsTo('sharing', sharing),
      inClear: { sharing: ID },
    },
    SharingRefused: {
      says: {
        nl: 'Iemand vroeg iets te delen, en daar was geen grond voor',
        en: 'Someone asked to share something, and there was no ground for it',
      },
      partner: 'never',
      item: begins('sharing', sharing),
      inClear: {
        sharing: ID,
        ...SHARED,
        ground: GROUND,
        until: UNTIL,
        missing: 'made by the decision, from what its asker sees of the plan',
      },
    },
    SharingEnded: {
      says: { nl: 'Het delen is beëindigd', en: 'A sharing was ended' },
      partner: 'never',
      item: addsTo('sharing', sharing),
      inClear: { sharing: ID },
    },
  },
  decide: decideSharings,
  evolve: (now, event, { by, at }, plan) => evolveSharings(now, event, { by: by.id, at }, plan),
}
