/** The schemas of who belongs to the family. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type {
  DepartureAsRead,
  ExpectedChildAsRead,
  MemberAsRead,
  RequestAsRead,
} from '../../../../libs/plan/members/members-as-read.ts'
import { DEPARTURE_KINDS, type LeadingPlan } from '../../../../libs/plan/members/members.ts'
import {
  count,
  id,
  type Members,
  moment,
  oneOf,
  ref,
  sealed,
  sealedDay,
  shape,
  someone,
  withMembers,
  words,
  yesOrNo,
} from '../../answers/shape.ts'
import { partOfPlan, TAGGED } from '../reading/plan-answers.ts'
import { STATED_AGE_BANDS } from './members.controller.ts'

export const LEADING_PLANS = ['this-plan', 'the-other-plan'] as const satisfies readonly LeadingPlan[]

export const MEMBER_STATES = [
  'requested',
  'refused',
  'in',
  'left',
  'died',
] as const satisfies readonly MemberAsRead['state'][]

export const MEMBERSHIP_REQUEST_STATES = ['requested', 'refused'] as const satisfies readonly RequestAsRead['state'][]

const ASKED = {
  name: words(),
  birthDate: sealedDay(),
  ageBand: sealed(oneOf(STATED_AGE_BANDS)),
  ageEstablishedBy: words('Who established that they are adult, and by what.'),
  bsn: words('The citizen service number.'),
  inAnotherPlanBecause: words(),
  leads: oneOf(LEADING_PLANS),
}

const MEMBER: Members<MemberAsRead> = {
  always: {
    id: someone('A random id.'),
    state: oneOf(MEMBER_STATES),
  },
  sometimes: {
    ...ASKED,
    addressIsSecret: yesOrNo(),
    leftBecause: words(),
    corrected: ref('Mark', 'When a name or an age was last corrected, and by whom.'),
    departure: ref('MemberDeparture'),
    request: shape<RequestAsRead>('What was asked for who is or was a member: it counts once they join.', {
      always: { state: oneOf(MEMBERSHIP_REQUEST_STATES) },
      sometimes: ASKED,
    }),
  },
}

type Contested = NonNullable<DepartureAsRead['contest']>

export const MEMBER_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  MemberDeparture: shape<DepartureAsRead>('How a member left, and what came of their saying that they did not.', {
    always: {},
    sometimes: {
      recorded: ref('Mark'),
      kind: sealed(oneOf(DEPARTURE_KINDS)),
      leftOn: sealedDay(),
      silent: yesOrNo('Whether the rest of the family may not know.'),
      contestUntil: moment(),
      contest: shape<Contested>('They say that it is not so.', {
        always: { by: someone(), at: moment(), dueAt: moment('By when it is decided.') },
        sometimes: { basedOn: count(), words: words() },
      }),
      upheld: ref('Said', 'A team lead let it stand.'),
      undone: ref('Said', 'A team lead undid it.'),
    },
  }),
  Member: shape('A member of the family.', MEMBER),
  ExpectedChild: shape<ExpectedChildAsRead>('A child that is expected.', {
    always: { expectation: id() },
    sometimes: { expectedOn: sealedDay() },
  }),
  MembersAnswer: partOfPlan('The members of the family.', 'members', 'expectedChildren'),
  MemberAnswer: shape('One member.', withMembers(TAGGED, MEMBER)),
}
