/** What the plan wants to reach, as a part of it. Partners are told of goals under their law. */
import { ID, ONCE } from '../../deciding/in-clear.ts'
import { AREA, DRAWN } from '../in-clear.ts'
import { leavesAs } from '../public-event.ts'
import { addsTo, begins, JUDGES, MAKES_CONTENT, NO_WORDS, type CommandRows, type PlanPart } from '../part.ts'
import type { Goals } from './goal.ts'
import { decideGoals, evolveGoals, type GoalCommand, type GoalEvent, type GoalsNeeds } from './goals.ts'

const goal = (event: { readonly goal: string }) => event.goal

const commands = {
  ProposeGoal: MAKES_CONTENT,
  ReviseGoal: MAKES_CONTENT,
  ReasonAdoptionException: MAKES_CONTENT,
  ReadAdoptionException: JUDGES,
  RecuseExceptionReader: JUDGES,
  AdoptGoal: NO_WORDS,
  EvaluateGoal: MAKES_CONTENT,
  DropGoal: MAKES_CONTENT,
} as const satisfies CommandRows<GoalCommand>

export const goalsPart: PlanPart<
  GoalCommand,
  GoalEvent,
  Goals,
  GoalsNeeds,
  typeof commands,
  { readonly involved: () => readonly string[] }
> = {
  initial: {},
  commands,
  events: {
    GoalProposed: {
      says: { nl: 'Een doel is voorgesteld', en: 'A goal was proposed' },
      partner: leavesAs('goal-proposed', 'goal', goal),
      item: begins('goal', goal),
      inClear: { goal: ID, lifeArea: AREA },
    },
    GoalRevised: {
      says: { nl: 'Een doel is herzien', en: 'A goal was revised' },
      partner: leavesAs('goal-revised', 'goal', goal),
      item: addsTo('goal', goal),
      inClear: { goal: ID },
    },
    AdoptionExceptionReasoned: {
      says: {
        nl: 'Er zijn redenen gegeven om een doel vast te stellen zonder iemand te horen',
        en: 'Reasons were given to adopt a goal without hearing someone',
      },
      partner: 'never',
      item: addsTo('goal', goal),
      inClear: {
        goal: ID,
        exception: ID,
        notHeard: 'whom the exception lets a goal be adopted over',
        ...DRAWN,
      },
    },
    AdoptionExceptionRead: {
      says: { nl: 'Een tweede lezer heeft die redenen gelezen', en: 'A second reader read those reasons' },
      partner: 'never',
      item: addsTo('goal', goal),
      inClear: { goal: ID, exception: ID },
    },
    ExceptionReaderDrawn: {
      says: {
        nl: 'Een andere tweede lezer is geloot om die redenen te lezen',
        en: 'Another second reader was drawn to read those reasons',
      },
      partner: 'never',
      item: addsTo('goal', goal),
      inClear: { goal: ID, exception: ID, ...DRAWN },
    },
    ExceptionReaderRecused: {
      says: { nl: 'Wie die redenen zou lezen trok zich terug', en: 'Who was to read those reasons stood aside' },
      partner: 'never',
      item: addsTo('goal', goal),
      inClear: { goal: ID, exception: ID, reader: ID },
    },
    GoalAdopted: {
      says: { nl: 'Een doel is vastgesteld', en: 'A goal was adopted' },
      partner: leavesAs('goal-adopted', 'goal', goal),
      item: addsTo('goal', goal),
      inClear: {
        goal: ID,
        heard: { '*': 'made by the decision, from views and judgements that its readers do not all see' },
        dissent: 'made by the decision, from views and judgements that its readers do not all see',
      },
    },
    GoalEvaluated: {
      says: { nl: 'Een doel is geëvalueerd', en: 'A goal was evaluated' },
      partner: leavesAs('goal-evaluated', 'goal', goal),
      item: addsTo('goal', goal),
      inClear: { goal: ID, outcome: ONCE },
    },
    GoalDropped: {
      says: { nl: 'Een doel is losgelaten', en: 'A goal was dropped' },
      partner: leavesAs('goal-dropped', 'goal', goal),
      item: addsTo('goal', goal),
      inClear: { goal: ID },
    },
  },
  decide: decideGoals,
  evolve: (now, event, { by, at }, { involved }) => evolveGoals(now, event, { by: by.id, at }, involved()),
}
