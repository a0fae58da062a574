/** What goes up by itself, as a part of the plan. Partners are told nothing of it. */
import { ID, type Why } from '../../deciding/in-clear.ts'
import { noContent, type CommandRows, type PlanPart } from '../part.ts'
import { isItemKind } from '../visibility/visibility.ts'
import {
  decideTerms,
  evolveTerms,
  type OfDue,
  type TermsCommand,
  type TermsEvent,
  type TermsNeeds,
  type WentUpTo,
} from './terms.ts'

const OF_ITS_ITEM = noContent('that a term passed goes with what was due, and is withheld with it')

const WHAT: Why = 'what goes up follows from it, without anyone’s words being read'
const STEP: Why = 'so that each step is made once, and who it went up to has a ground'
const OF_DUE = {
  what: WHAT,
  item: ID,
  person: ID,
  startedBy: 'who may see what started a term may see what became of it',
}

const commands = {
  StepUp: OF_ITS_ITEM,
  ExtendDue: OF_ITS_ITEM,
} as const satisfies CommandRows<TermsCommand>

/** Of the item that something is due of, where it is one that can be withheld. */
const item = {
  of: ({ item: { kind, id } }: OfDue) => (isItemKind(kind) ? { kind, id } : undefined),
}

export const termsPart: PlanPart<TermsCommand, TermsEvent, WentUpTo, TermsNeeds, typeof commands> = {
  initial: [],
  commands,
  events: {
    DueWentUp: {
      says: { nl: 'Een termijn is verstreken, en het is doorgezet', en: 'A term passed, and it went up' },
      partner: 'never',
      item,
      inClear: { ...OF_DUE, step: STEP, to: STEP },
    },
    DueLeftUnanswered: {
      says: {
        nl: 'De laatste termijn is verstreken: het staat als onbeantwoord',
        en: 'The last term passed: it stands as unanswered',
      },
      partner: 'never',
      item,
      inClear: { ...OF_DUE, step: STEP },
    },
    DueExtended: {
      says: { nl: 'Een termijn is verlengd', en: 'A term was extended' },
      partner: 'never',
      item,
      inClear: { ...OF_DUE, step: STEP, by: STEP },
    },
  },
  decide: decideTerms,
  evolve: evolveTerms,
}
