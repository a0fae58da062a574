/** What family members say, as a part of the plan. What a view on a goal does to it is folded there. What a family member says of anything stays with those who work with them. */
import { ID } from '../../deciding/in-clear.ts'
import { IGNORES, SHOWN } from '../in-clear.ts'
import {
  addsTo,
  begins,
  MAKES_CONTENT,
  noContent,
  NO_WORDS,
  NOTHING_KEPT,
  type CommandRows,
  type NothingKept,
  type PlanPart,
} from '../part.ts'
import { decideViews, type ViewCommand, type ViewEvent, type ViewsNeeds } from './views.ts'

const NEARNESS = 'the nearer a voice is to the person, the more it counts when a goal is adopted'
const VIEWED = { on: { kind: ID, id: ID }, person: ID }

const commands = {
  InviteView: { ...NO_WORDS, saidFor: 'nobody' },
  ConfirmView: noContent('says that what stands there is theirs; it goes with the view'),
  GiveView: { ...MAKES_CONTENT, saidFor: 'person' },
  EvaluateAsFamily: { ...MAKES_CONTENT, saidFor: 'person' },
} as const satisfies CommandRows<ViewCommand>

export const viewsPart: PlanPart<ViewCommand, ViewEvent, NothingKept, ViewsNeeds, typeof commands> = {
  initial: NOTHING_KEPT,
  commands,
  events: {
    ViewInvited: {
      says: { nl: 'Iemand is om een mening gevraagd', en: 'Someone was invited to give their view' },
      partner: 'never',
      item: 'none',
      inClear: { ...VIEWED, representation: ID, ignoresNeeds: IGNORES },
    },
    ViewGiven: {
      says: { nl: 'Iemand heeft een mening gegeven', en: 'Someone gave their view' },
      partner: 'never',
      item: { ...begins('view', ({ view }) => view), isSaid: true },
      inClear: {
        ...VIEWED,
        view: ID,
        unverified: SHOWN,
        voice: NEARNESS,
        stance: 'who disagrees with a goal is named at its adoption; of other items it has the same form',
      },
    },
    FamilyEvaluated: {
      says: { nl: 'Iemand van het gezin heeft geëvalueerd', en: 'Someone of the family evaluated' },
      partner: 'never',
      item: { ...begins('view', ({ view }) => view), isSaid: true },
      inClear: {
        ...VIEWED,
        view: ID,
        voice: 'what someone says for another hangs on that they speak for them',
      },
    },
    ViewConfirmed: {
      says: {
        nl: 'Iemand heeft bevestigd wat een ander van hun mening had opgeschreven',
        en: 'Someone confirmed what another wrote down of their view',
      },
      partner: 'never',
      item: addsTo('view', ({ view }) => view),
      inClear: { ...VIEWED, view: ID, voice: NEARNESS, support: ID },
    },
  },
  decide: decideViews,
  evolve: (now) => now,
}
