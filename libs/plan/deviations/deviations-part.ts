/** What was left, and why, as a part of the plan. Deviations are answered for inside: no partner is told of one. */
import { ID, ONCE } from '../../deciding/in-clear.ts'
import { LEFT, SIGHT, DRAWN } from '../in-clear.ts'
import { addsTo, begins, JUDGES, MAKES_CONTENT, type CommandRows, type PlanPart } from '../part.ts'
import type { Deviations } from './deviation.ts'
import { evolveDeviations, type DeviationEvent } from './deviation-events.ts'
import { decideDeviations, type DeviationCommand, type DeviationsNeeds } from './deviations.ts'
import type { Involvement } from '../care-team/involvement.ts'

const deviation = (event: { readonly deviation: string }) => event.deviation

const commands = {
  ReportDeviation: MAKES_CONTENT,
  AccountForDeviation: MAKES_CONTENT,
  DrawReader: JUDGES,
  RecuseReader: JUDGES,
  GiveSecondReading: JUDGES,
  AnswerReader: JUDGES,
  EvaluateDeviation: MAKES_CONTENT,
} as const satisfies CommandRows<DeviationCommand>

export const deviationsPart: PlanPart<
  DeviationCommand,
  DeviationEvent,
  Deviations,
  DeviationsNeeds,
  typeof commands,
  { readonly involvement: Involvement }
> = {
  initial: {},
  commands,
  events: {
    DeviationReported: {
      says: { nl: 'Er is afgeweken', en: 'A deviation was reported' },
      partner: 'never',
      item: begins('deviation', deviation),
      inClear: {
        deviation: ID,
        from: { kind: LEFT, protocol: LEFT, version: LEFT, step: LEFT, rule: LEFT, priority: ID },
        acute: 'the second reader’s term is shorter where there was acute danger',
        readBecause: 'a second reader is needed where there is a reason',
      },
    },
    DeviationAccountedFor: {
      says: { nl: 'Een afwijking is verantwoord', en: 'A deviation was accounted for' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, reviewDate: 'it is evaluated from that day on', safety: SIGHT },
    },
    DeviationReasoned: {
      says: { nl: 'De weging achter een afwijking is vastgelegd', en: 'The weighing behind a deviation was set down' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, account: {} },
    },
    ReaderDrawn: {
      says: { nl: 'Een tweede lezer is geloot', en: 'A second reader was drawn' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, ...DRAWN },
    },
    ReaderRecused: {
      says: { nl: 'Een tweede lezer trok zich terug', en: 'A second reader stood aside' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, reader: ID },
    },
    SecondReadingGiven: {
      says: { nl: 'De tweede lezing is gegeven', en: 'The second reading was given' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: {
        deviation: ID,
        reading: ID,
        finding: 'a question must be answered before the reading is done',
      },
    },
    SecondReadingWorded: {
      says: { nl: 'De tweede lezing is toegelicht', en: 'The second reading was explained' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, reading: ID },
    },
    ReaderAnswered: {
      says: { nl: 'De vraag van de tweede lezer is beantwoord', en: 'The second reader was answered' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID },
    },
    ReaderAnswerWorded: {
      says: {
        nl: 'Het antwoord aan de tweede lezer is vastgelegd',
        en: 'The answer to the second reader was set down',
      },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID },
    },
    DeviationEvaluated: {
      says: { nl: 'Een afwijking is geëvalueerd', en: 'A deviation was evaluated' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, outcome: ONCE },
    },
  },
  decide: decideDeviations,
  evolve: (now, event, { by, at, activity }, { involvement }) =>
    evolveDeviations(now, event, { by: by.id, at, activity }, involvement),
}
