/** The schemas of deviations: what was left, the account of it, its second reading. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { Account, Weighing } from '../../../../libs/plan/deviations/account.ts'
import { ANSWERS_TO_OBJECTION, SETTLEMENTS } from '../../../../libs/plan/deviations/after-reading.ts'
import type {
  ConditionAsRead,
  DeviationAsRead,
  DrawnReaderAsRead,
  ReadingAsRead,
  Remark,
} from '../../../../libs/plan/deviations/deviations-as-read.ts'
import {
  type DeviatedFrom,
  DEVIATION_OUTCOMES,
  READ_BECAUSE,
} from '../../../../libs/plan/deviations/deviation-events.ts'
import { FINDINGS } from '../../../../libs/plan/deviations/second-reading.ts'
import { STEP_RULES } from '../../../../libs/protocol/protocol.ts'
import { familyEvaluations, ITEM, MARK, SAID } from '../../answers/pieces.ts'
import {
  count,
  day,
  id,
  listOf,
  type Members,
  moment,
  oneOf,
  ref,
  sealed,
  shape,
  someone,
  text,
  withMembers,
  words,
  yesOrNo,
} from '../../answers/shape.ts'
import { orThatItIsWithheld, partOfPlan, TAGGED } from '../reading/plan-answers.ts'

const ACCOUNT: Members<Account> = {
  always: {},
  sometimes: {
    reviewDate: day('When it is evaluated; absent where it was free to leave, and no day was named.'),
    different: words('What is different in this situation.'),
    weighing: shape<Weighing>('The three values it was weighed along, and the interest of the child.', {
      always: {},
      sometimes: { legitimacy: words(), involvement: words(), return: words(), interestOfTheChild: words() },
    }),
    alternatives: listOf(words()),
    consulted: words(),
    familyView: words(),
    familyNotHeardBecause: words(),
    expectedEffect: words(),
    safety: yesOrNo('It speaks of someone’s safety.'),
  },
}

type Objection = NonNullable<DeviationAsRead['objection']>

const REMARK: Members<Remark> = withMembers(SAID, { always: { id: id() }, sometimes: {} })

const DEVIATION: Members<DeviationAsRead> = withMembers(ITEM, {
  always: {
    from: ref('DeviatedFrom'),
    acute: yesOrNo('Whether there was acute danger.'),
    happenedAt: moment(),
    reported: ref('Mark'),
    justified: yesOrNo('Until it is accounted for, it justifies nothing.'),
    recused: listOf(
      shape<DeviationAsRead['recused'][number]>(
        'A drawn reader who stood aside.',
        withMembers(SAID, { always: { reader: someone() }, sometimes: {} }),
      ),
    ),
    readings: listOf(ref('Reading')),
    answers: listOf(ref('Said'), 'What was answered to a reader who asked.'),
  },
  sometimes: {
    insteadDone: words('What was done instead.'),
    situation: words(),
    dueAt: moment(),
    due: text('What must follow.'),
    account: shape<NonNullable<DeviationAsRead['account']>>('The account of it.', withMembers(MARK, ACCOUNT)),
    readBecause: listOf(
      oneOf(READ_BECAUSE),
      'Why a second reader reads it, where that is not for what was left as it stood then.',
    ),
    reader: ref('DrawnReader'),
    conditions: listOf(
      shape<ConditionAsRead>('What its reader’s support hangs on.', {
        always: { id: id(), until: moment('The end of its day.') },
        sometimes: { words: words(), met: shape<Remark>('How it was met.', REMARK) },
      }),
    ),
    objection: shape<NonNullable<DeviationAsRead['objection']>>('What was objected to, once it was answered.', {
      always: {
        answer: shape<Objection['answer']>(
          'What its author does on it.',
          withMembers(REMARK, {
            always: {},
            sometimes: { says: sealed(oneOf(ANSWERS_TO_OBJECTION)) },
          }),
        ),
      },
      sometimes: {
        settlement: shape<NonNullable<Objection['settlement']>>(
          'What who settles it finds of that.',
          withMembers(REMARK, {
            always: {},
            sometimes: { finds: sealed(oneOf(SETTLEMENTS)) },
          }),
        ),
      },
    }),
    passedBy: listOf(
      shape<NonNullable<DeviationAsRead['passedBy']>[number]>(
        'A drawn reader who did not read it in time.',
        withMembers(MARK, { always: { reader: someone() }, sometimes: {} }),
      ),
    ),
    noReaderSince: moment('Since when nobody is left to read it.'),
    familyInvitedAt: moment('When the family was invited to say what came of it.'),
    ended: ref('Said'),
    lessonCleared: ref('Said'),
    familyEvaluations: familyEvaluations(DEVIATION_OUTCOMES),
    evaluation: shape<NonNullable<DeviationAsRead['evaluation']>>(
      'What came of it.',
      withMembers(MARK, {
        always: {},
        sometimes: { outcome: sealed(oneOf(DEVIATION_OUTCOMES)), words: words(), lesson: words() },
      }),
    ),
  },
})

type LeftStep = Extract<DeviatedFrom, { kind: 'step' }>

type LeftPriority = Extract<DeviatedFrom, { kind: 'priority' }>

export const DEVIATION_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Deviation: shape('A step or a priority that was left, and the answering for it.', DEVIATION),
  DeviatedFrom: {
    description: 'What was left.',
    oneOf: [
      shape<LeftStep>('A step, as its protocol had it then.', {
        always: { kind: { const: 'step' }, protocol: text(), version: count(), step: text(), rule: oneOf(STEP_RULES) },
        sometimes: {},
      }),
      shape<LeftPriority>('A priority of this plan.', {
        always: { kind: { const: 'priority' }, priority: id() },
        sometimes: {},
      }),
    ],
  },
  DrawnReader: shape<DrawnReaderAsRead>('Who was drawn to read, from which pool, by which seed.', {
    always: {
      reader: someone(),
      pool: count('Version of the pool.'),
      seed: text(
        'A digest of it: the same for who is drawn next by the same lot. Itself it stands in an auditor’s bundle.',
      ),
      drawnAt: moment(),
    },
    sometimes: {
      excluded: text('A digest of who could not be drawn; who they are stands in an auditor’s bundle.'),
    },
  }),
  Reading: shape<ReadingAsRead>(
    'A second reading.',
    withMembers(MARK, { always: { id: id(), finding: oneOf(FINDINGS) }, sometimes: { words: words() } }),
  ),
  DeviationsAnswer: partOfPlan('The deviations.', 'deviations'),
  OneDeviation: shape('One deviation.', withMembers(TAGGED, DEVIATION)),
  DeviationAnswer: orThatItIsWithheld('OneDeviation'),
}
