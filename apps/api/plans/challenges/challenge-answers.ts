/** The schemas of challenges. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import {
  ADDRESSEES,
  CHALLENGE_FINDINGS,
  FIRST_TO,
  FORMAL_KINDS,
  type Challenge,
  CHALLENGED_KINDS,
  type ChallengedItem,
} from '../../../../libs/plan/challenges/challenge.ts'
import type { ChallengeAnswerAsRead, ChallengeAsRead } from '../../../../libs/plan/challenges/challenges-as-read.ts'
import { domain, MARK, SAID } from '../../answers/pieces.ts'
import {
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
  withMembers,
  words,
  yesOrNo,
} from '../../answers/shape.ts'
import { orThatItIsWithheld, partOfPlan, TAGGED } from '../reading/plan-answers.ts'

export const CHALLENGE_STATES = [
  'raised',
  'answered',
  'accepted',
  'not-agreed',
  'unanswered',
  'withdrawn',
] as const satisfies readonly Challenge['is'][]

type Step = ChallengeAsRead['steps'][number]
type Forwarded = ChallengeAsRead['forwarded'][number]

export const STEP_UP_BECAUSE = ['unanswered', 'not-accepted'] as const satisfies readonly Step['because'][]

const CHALLENGE: Members<ChallengeAsRead> = {
  always: {
    id: id(),
    on: shape<ChallengedItem>('What is challenged.', {
      always: { kind: oneOf(CHALLENGED_KINDS), id: id() },
      sometimes: {},
    }),
    domain: domain(),
    about: listOf(someone(), 'Whom it is about.'),
    firstTo: oneOf(FIRST_TO, 'Who knew of it at first.'),
    raised: ref('Mark'),
    state: oneOf(CHALLENGE_STATES),
    answers: listOf(
      shape<ChallengeAnswerAsRead>(
        'An answer.',
        withMembers(MARK, {
          always: { heard: yesOrNo('Whether whoever is challenged was heard before.') },
          sometimes: {
            finding: sealed(oneOf(CHALLENGE_FINDINGS)),
            words: words(),
            changes: words('What changes.'),
            notHeardBecause: words(),
          },
        }),
      ),
    ),
    steps: listOf(
      shape<Step>(
        'That it stepped up, or found nobody to step up to.',
        withMembers(SAID, {
          always: { because: oneOf(STEP_UP_BECAUSE) },
          sometimes: { addressee: oneOf(ADDRESSEES) },
        }),
      ),
    ),
    forwarded: listOf(
      shape<Forwarded>(
        'Whether it is an objection or a complaint by law, as a human decided, and where it went.',
        withMembers(MARK, {
          always: {
            cameIn: day('The day on which it came in (Awb 6:15(3)).'),
            complaintUntil: day(
              'The last day on which a complaint is dealt with, if it is one: six weeks (Awb 9:11(1)).',
            ),
          },
          sometimes: { as: sealed(oneOf(FORMAL_KINDS)), to: words('To which body.') },
        }),
      ),
    ),
  },
  sometimes: {
    person: someone('Of the family: whose it is.'),
    words: words(),
    wish: words('What they wish.'),
    addressee: oneOf(ADDRESSEES, 'Who is to answer.'),
    dueAt: moment('By when.'),
    opened: ref('Mark'),
    accepted: ref('Mark'),
    withdrawn: ref('Said'),
  },
}

export const CHALLENGE_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Challenge: shape('What someone challenges, and what becomes of it. It stands, whatever does.', CHALLENGE),
  ChallengesAnswer: partOfPlan('The challenges.', 'challenges'),
  OneChallenge: shape('One challenge.', withMembers(TAGGED, CHALLENGE)),
  ChallengeAnswer: orThatItIsWithheld('OneChallenge'),
}
