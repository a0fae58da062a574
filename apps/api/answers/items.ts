/** The schemas of what stands in a plan and has an id of its own: goals, actions, priorities, deviations, and the pieces all of them are made of. */
import { DOMAINS, LEGAL_DOMAINS } from '../../../libs/deciding/domains.ts'
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import type { CompleteAccount, Weighing } from '../../../libs/plan/deviations/account.ts'
import type {
  DeviationAsRead,
  DrawnReaderAsRead,
  ReadingAsRead,
} from '../../../libs/plan/deviations/deviations-as-read.ts'
import { DEVIATION_OUTCOMES, READ_BECAUSE, type DeviatedFrom } from '../../../libs/plan/deviations/deviation-events.ts'
import { FINDINGS } from '../../../libs/plan/deviations/second-reading.ts'
import type { ActionAsRead, GoalAsRead } from '../../../libs/plan/goals/goals-as-read.ts'
import type { PriorityAsRead } from '../../../libs/plan/priorities/priorities-as-read.ts'
import { GOAL_OUTCOMES, type Heard } from '../../../libs/plan/goals/goals.ts'
import { LIFE_AREAS } from '../../../libs/plan/opening/life-areas.ts'
import type { ReferralAsRead, ReferralQuestionAsRead } from '../../../libs/plan/referrals/referrals-as-read.ts'
import { REFERRAL_ANSWERS } from '../../../libs/plan/referrals/referrals.ts'
import type { ItemAsRead, Mark, Said, ViewAsRead } from '../../../libs/plan/seen.ts'
import { STANCES, type Voice } from '../../../libs/plan/views/views.ts'
import { STEP_RULES } from '../../../libs/protocol/protocol.ts'
import {
  count,
  day,
  id,
  listOf,
  mapOf,
  moment,
  oneOf,
  ref,
  sealed,
  sealedDay,
  shape,
  someone,
  text,
  withMembers,
  words,
  yesOrNo,
  type Members,
} from './shape.ts'

export const GOAL_STATES = [
  'proposed',
  'adopted',
  'evaluated',
  'dropped',
] as const satisfies readonly GoalAsRead['state'][]
export const ACTION_STATES = [
  'planned',
  'active',
  'stalled',
  'done',
  'dropped',
] as const satisfies readonly ActionAsRead['state'][]
export const REFERRAL_STATES = [
  'waiting',
  'asked',
  'accepted',
  'declined',
  'ended',
] as const satisfies readonly ReferralAsRead['state'][]
export const HEARD = ['spoke', 'represented', 'chose-not-to-speak', 'not-heard'] as const satisfies readonly Heard[]
export const VOICES = ['own', 'representative', 'heard-by-professional'] as const satisfies readonly Voice[]

export const domain = () => oneOf(DOMAINS, 'The law it belongs to; `general` has none.')
export const lifeArea = () => oneOf(LIFE_AREAS, 'A life area of the Zelfredzaamheid-Matrix.')
const legalDomains = (description: string) => listOf(oneOf(LEGAL_DOMAINS), description)

export const MARK: Members<Mark> = {
  always: { by: someone('Who did it.'), at: moment('When it was recorded.') },
  sometimes: { basedOn: count('The last revision they had before them, in the reader’s count.') },
}
const SAID: Members<Said> = withMembers(MARK, { always: {}, sometimes: { words: words() } })

const ITEM: Members<ItemAsRead> = {
  always: {
    id: id(),
    domain: domain(),
    about: listOf(someone(), 'The members it is about.'),
    views: listOf(ref('View')),
  },
  sometimes: {},
}

export const GOAL: Members<GoalAsRead> = withMembers(ITEM, {
  always: {
    lifeArea: lifeArea(),
    state: oneOf(GOAL_STATES),
    proposed: ref('Mark'),
    invited: mapOf(count(), 'How often each was invited to give their view.'),
  },
  sometimes: {
    words: words(),
    danger: words('The concrete danger for which the family’s own plan was not waited for.'),
    exception: shape<NonNullable<GoalAsRead['exception']>>('Why it may be adopted without hearing someone.', {
      always: {
        id: id(),
        notHeard: listOf(someone()),
        pool: count('Version of the pool.'),
        seed: text('64 hexadecimal digits.'),
      },
      sometimes: {
        reason: words(),
        reader: someone('Who was drawn to read the reasons; absent where they stood aside and nobody was left.'),
        excluded: text('A digest of who could not be drawn; who they are stands in an auditor’s bundle.'),
        recused: listOf(
          shape<NonNullable<NonNullable<GoalAsRead['exception']>['recused']>[number]>(
            'A drawn reader who stood aside.',
            withMembers(SAID, { always: { reader: someone() }, sometimes: {} }),
          ),
        ),
        reading: ref('Said'),
      },
    }),
    adopted: shape<NonNullable<GoalAsRead['adopted']>>(
      'Its adoption.',
      withMembers(MARK, {
        always: {
          heard: mapOf(oneOf(HEARD), 'How each came to be heard.'),
          dissent: listOf(someone(), 'Who does not agree.'),
        },
        sometimes: {},
      }),
    ),
    ended: shape<NonNullable<GoalAsRead['ended']>>(
      'How it ended.',
      withMembers(SAID, { always: {}, sometimes: { outcome: sealed(oneOf(GOAL_OUTCOMES)) } }),
    ),
  },
})

export const ACTION: Members<ActionAsRead> = withMembers(ITEM, {
  always: {
    goal: id(),
    owner: someone('Who does it.'),
    state: oneOf(ACTION_STATES),
    last: ref('Said', 'What was last done to it, and said of that.'),
  },
  sometimes: { words: words(), doneByDate: sealedDay() },
})

export const PRIORITY: Members<PriorityAsRead> = withMembers(ITEM, {
  always: {
    concern: shape<PriorityAsRead['concern']>('What goes first.', {
      always: { domain: domain(), lifeArea: lifeArea() },
      sometimes: {},
    }),
    over: legalDomains('Whose work gives way to it, as far as the reader may know.'),
    inForce: yesOrNo(),
    set: ref('Mark'),
  },
  sometimes: { reason: words(), lifted: ref('Mark'), liftedBecause: words() },
})

const ACCOUNT: Members<CompleteAccount> = {
  always: { reviewDate: day('When it is evaluated.') },
  sometimes: {
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

export const DEVIATION: Members<DeviationAsRead> = withMembers(ITEM, {
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
    evaluation: shape<NonNullable<DeviationAsRead['evaluation']>>(
      'What came of it.',
      withMembers(MARK, {
        always: {},
        sometimes: { outcome: sealed(oneOf(DEVIATION_OUTCOMES)), words: words(), lesson: words() },
      }),
    ),
  },
})

export const REFERRAL: Members<ReferralAsRead> = {
  always: {
    id: id(),
    domain: domain(),
    about: listOf(someone(), 'The members it is about.'),
    to: text('OIN of the organisation.'),
    until: moment('How long it has a part by this, if it accepts.'),
    state: oneOf(REFERRAL_STATES),
    made: ref('Mark'),
    questions: listOf(
      shape<ReferralQuestionAsRead>('What it asked, and what was answered.', {
        always: { asked: ref('Said') },
        sometimes: { answered: ref('Said') },
      }),
    ),
  },
  sometimes: {
    words: words('What is asked of it.'),
    dueAt: moment('Until when it may be answered.'),
    answer: ref('ReferralAnswered'),
    ended: ref('Said'),
  },
}

type LeftStep = Extract<DeviatedFrom, { kind: 'step' }>
type LeftPriority = Extract<DeviatedFrom, { kind: 'priority' }>

export const ITEM_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Words: {
    description:
      'Someone’s own words. Absent where they were erased; for who verifies without reading, the reference and hash of their seal.',
    oneOf: [{ type: 'string' }, ref('Seal')],
  },
  Seal: {
    type: 'object',
    description: 'A sealed value by reference, with its SHA-256 (base64url).',
    properties: { sealed: text(), sha256: text() },
    required: ['sealed', 'sha256'],
    additionalProperties: false,
  },
  Mark: shape('Who did something, and when.', MARK),
  Said: shape('Who did something, when, and what they said of it.', SAID),
  View: shape<ViewAsRead>('The view of one person on one item; a later one stands beside it.', {
    always: {
      view: id(),
      person: someone('Whose view it is.'),
      voice: oneOf(VOICES, 'How the words came here.'),
      stance: oneOf(STANCES),
      at: moment(),
    },
    sometimes: {
      words: words(),
      unverified: yesOrNo('Given by a representative who was unverified: kept, and counted for nothing.'),
      afterLeaving: yesOrNo('Given after they left: kept, and counted nowhere.'),
    },
  }),
  Goal: shape('A goal.', GOAL),
  Action: shape('Who does what for which goal.', ACTION),
  Priority: shape('Which concern goes first, over which domains.', PRIORITY),
  Deviation: shape('A step or a priority that was left, and the answering for it.', DEVIATION),
  Referral: shape('An organisation that was asked for help, and what it said.', REFERRAL),
  ReferralAnswered: shape<NonNullable<ReferralAsRead['answer']>>(
    'Its answer; a reason where it declined.',
    withMembers(SAID, { always: { answer: oneOf(REFERRAL_ANSWERS) }, sometimes: {} }),
  ),
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
      seed: text('64 hexadecimal digits.'),
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
}
