/** What is shared with whom, as a part of the plan. Of partners, the one that something is shared with is told. */
import { ID } from '../../deciding/in-clear.ts'
import { UNTIL } from '../in-clear.ts'
import { addsTo, begins, MAKES_CONTENT, noContent, type CommandRows, type PlanPart } from '../part.ts'
import { leavesAs } from '../public-event.ts'
import { evolveSharings, type KnownToSharings, type SharingEvent, type Sharings } from './sharing.ts'
import { decideSharings, type SharingCommand, type SharingsNeeds } from './sharings.ts'

const sharing = (event: { readonly sharing: string }) => event.sharing

const GROUND = 'what a ground needs is asked again at every reading'
const SHARED = { to: { kind: 'what is read follows from whom it is shared with', id: ID }, items: { kind: ID, id: ID } }

const commands = {
  ShareItems: MAKES_CONTENT,
  EndSharing: noContent('that a sharing is ended goes with the sharing'),
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
      inClear: { sharing: ID, ...SHARED, ground: GROUND, until: UNTIL },
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
  evolve: (now, event, { by }, plan) => evolveSharings(now, event, by.id, plan),
}
