/** What was left, and why, as a part of the plan. Deviations are answered for inside: no partner is told of one. */
import { ID, ONCE } from '../../deciding/in-clear.ts'
import { LEFT, SIGHT, DRAWN, OF_COLLEAGUES } from '../in-clear.ts'
import { addsTo, begins, JUDGES, MAKES_CONTENT, NO_WORDS, type CommandRows, type PlanPart } from '../part.ts'
import type { Deviations } from './deviation.ts'
import { authorOf, evolveDeviations, type DeviationEvent } from './deviation-events.ts'
import { decideDeviations, type DeviationCommand, type DeviationsNeeds } from './deviations.ts'
import type { Involvement } from '../care-team/involvement.ts'

const COLLEAGUES = { organisation: OF_COLLEAGUES, team: OF_COLLEAGUES }

const deviation = (event: { readonly deviation: string }) => event.deviation

const commands = {
  ReportDeviation: MAKES_CONTENT,
  AccountForDeviation: MAKES_CONTENT,
  DrawReader: JUDGES,
  RecuseReader: JUDGES,
  GiveSecondReading: JUDGES,
  AnswerReader: JUDGES,
  PassReading: JUDGES,
  AnswerObjection: JUDGES,
  MeetCondition: JUDGES,
  SettleObjection: JUDGES,
  EndDeviation: NO_WORDS,
  EvaluateDeviation: MAKES_CONTENT,
  ClearLesson: NO_WORDS,
  InviteToEvaluate: NO_WORDS,
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
        teams: COLLEAGUES,
      },
    },
    DeviationAccountedFor: {
      says: { nl: 'Een afwijking is verantwoord', en: 'A deviation was accounted for' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: {
        deviation: ID,
        reviewDate: 'it is evaluated from that day on',
        safety: SIGHT,
        teams: COLLEAGUES,
        familyInvitedFrom: 'the family is invited by itself, from that moment on',
      },
    },
    FamilyInvitedToEvaluate: {
      says: {
        nl: 'Het gezin is gevraagd wat er van een afwijking kwam',
        en: 'The family was invited to say what came of a deviation',
      },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID },
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
    ReadingPassedOn: {
      says: {
        nl: 'Er is niet op tijd gelezen: een ander leest',
        en: 'It was not read in time: another reads it',
      },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, reader: ID },
    },
    NoReaderLeft: {
      says: { nl: 'Er is geen tweede lezer over', en: 'No second reader is left' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID },
    },
    ConditionSet: {
      says: { nl: 'De tweede lezer stelde een voorwaarde', en: 'The second reader set a condition' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, reading: ID, condition: ID },
    },
    ConditionMet: {
      says: { nl: 'Aan een voorwaarde is voldaan', en: 'A condition was met' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, condition: ID, answer: ID },
    },
    ObjectionAnswered: {
      says: { nl: 'Het bezwaar van de tweede lezer is beantwoord', en: 'The second reader’s objection was answered' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, answer: ID, addressee: 'whose it is to settle has a ground' },
    },
    ObjectionSettled: {
      says: { nl: 'Over dat bezwaar is beslist', en: 'That objection was settled' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, answer: ID },
    },
    RemarkWorded: {
      says: {
        nl: 'Een voorwaarde, of een antwoord daarop of op een bezwaar, is toegelicht',
        en: 'A condition, or an answer to one or to an objection, was explained',
      },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID, remark: ID },
    },
    DeviationEnded: {
      says: { nl: 'Er wordt niet langer afgeweken', en: 'The deviation ended' },
      partner: 'never',
      item: addsTo('deviation', deviation),
      inClear: { deviation: ID },
    },
    LessonCleared: {
      says: { nl: 'De les is van personen ontdaan', en: 'The lesson was cleared of people' },
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
  evolve: (now, event, deed, { involvement }) =>
    evolveDeviations(now, event, { ...authorOf(deed), at: deed.at }, involvement),
}
