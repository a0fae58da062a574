/** Who opened the plan in an emergency, as a part of the plan. Partners are told nothing of it. */
import { ID } from '../../deciding/in-clear.ts'
import { UNTIL } from '../in-clear.ts'
import { noContent, type CommandRows, type PlanPart } from '../part.ts'
import {
  decideBreakGlass,
  evolveBreakGlass,
  type BreakGlass,
  type BreakGlassCommand,
  type BreakGlassEvent,
  type BreakGlassNeeds,
} from './break-glass.ts'

const LOUD = noContent('who looks in an emergency, and what is found of it, is kept from none of those who review it')

const commands = {
  AskBreakGlass: LOUD,
  SettleBreakGlass: LOUD,
  ReviewBreakGlass: LOUD,
} as const satisfies CommandRows<BreakGlassCommand>

export const breakGlassPart: PlanPart<
  BreakGlassCommand,
  BreakGlassEvent,
  BreakGlass,
  BreakGlassNeeds,
  typeof commands
> = {
  initial: {},
  commands,
  events: {
    BreakGlassAsked: {
      says: { nl: 'Iemand vroeg om noodtoegang', en: 'Someone asked to open the plan in an emergency' },
      partner: 'never',
      item: 'none',
      inClear: { use: ID, domains: 'what it opens', until: UNTIL },
    },
    BreakGlassUsed: {
      says: { nl: 'Het plan is met noodtoegang geopend', en: 'The plan was opened in an emergency' },
      partner: 'never',
      item: 'none',
      inClear: { use: ID, user: ID },
    },
    BreakGlassRefused: {
      says: { nl: 'Noodtoegang is geweigerd', en: 'Opening the plan in an emergency was refused' },
      partner: 'never',
      item: 'none',
      inClear: { use: ID, why: 'a code: it opened nothing' },
    },
    BreakGlassReviewed: {
      says: { nl: 'Noodtoegang is beoordeeld', en: 'Opening the plan in an emergency was reviewed' },
      partner: 'never',
      item: 'none',
      inClear: { use: ID, finding: 'one that was not justified ends at once' },
    },
  },
  decide: decideBreakGlass,
  evolve: evolveBreakGlass,
}
