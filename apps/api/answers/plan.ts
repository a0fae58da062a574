/** The schemas of a plan as it is read, whole and part by part. What stands in it is in `items.ts`. */
import type { RequestAnswer } from '../../../libs/plan/coordinator/coordination.ts'
import type {
  CapacityAsRead,
  ProfessionalAsRead,
  RepresentativeAsRead,
} from '../../../libs/plan/care-team/care-team-as-read.ts'
import type {
  CoordinatorAsRead,
  CoordinatorRequestAsRead,
  HandoverAsRead,
} from '../../../libs/plan/coordinator/coordinator-as-read.ts'
import { CORRECTED_PARTS, type CorrectionAsRead } from '../../../libs/plan/corrections/corrections-as-read.ts'
import { CORRECTED_KINDS, type Corrected } from '../../../libs/plan/corrections/corrections.ts'
import type { HandoverDocument, OpenMatters } from '../../../libs/plan/handover/handover-document.ts'
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import { DEPARTURE_KINDS, type LeadingPlan } from '../../../libs/plan/members/members.ts'
import type {
  DepartureAsRead,
  ExpectedChildAsRead,
  MemberAsRead,
  RequestAsRead,
} from '../../../libs/plan/members/members-as-read.ts'
import { REPORTERS } from '../../../libs/plan/opening/opening.ts'
import type { OwnPlanAsRead, PlanAsRead } from '../../../libs/plan/plan-as-read.ts'
import { PROOF_KINDS, type ProofShown } from '../../../libs/plan/care-team/representation-proof.ts'
import { STATED_AGE_BANDS } from '../plans/members/members.controller.ts'
import type { PlanInPlaces } from '../plans/reading/places.ts'
import type { RequestWithAnswer } from '../plans/visibility/read-withholding-requests.ts'
import type { PlanAnswer } from '../plans/reading/read-plan.ts'
import { WITHHELD_ITEM, WITHHOLDING, WITHHOLDING_SCHEMAS } from './withholding.ts'
import { ACTION, DEVIATION, domain, GOAL, ITEM_SCHEMAS, lifeArea, MARK, PRIORITY, REFERRAL } from './items.ts'
import {
  count,
  etag,
  id,
  listOf,
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
import { REPRESENTATION_KINDS } from '../../../libs/plan/care-team/representation.ts'

type Deputy = CoordinatorAsRead['deputies'][number]
type Replaced = NonNullable<CoordinatorAsRead['notHandedOverInPerson']>
type AnsweredRequest = NonNullable<CoordinatorRequestAsRead['answer']>
type OwnPlanPart = OwnPlanAsRead['parts'][number]
type Offer = PlanAsRead['clientSupport'][number]

export const HANDOVER_STATES = [
  'open',
  'accepted',
  'declined',
  'withdrawn',
] as const satisfies readonly HandoverAsRead['state'][]
export const REQUEST_ANSWERS = ['granted', 'refused'] as const satisfies readonly RequestAnswer[]
export const LEADING_PLANS = ['this-plan', 'the-other-plan'] as const satisfies readonly LeadingPlan[]
export const MEMBER_STATES = [
  'requested',
  'refused',
  'in',
  'left',
  'died',
] as const satisfies readonly MemberAsRead['state'][]
export const MEMBERSHIP_REQUEST_STATES = ['requested', 'refused'] as const satisfies readonly RequestAsRead['state'][]
export const OWN_PLAN_STATES = [
  'not-invited',
  'invited',
  'handed-in',
  'waived',
] as const satisfies readonly OwnPlanAsRead['state'][]

/** In their lists, and one by one: what is withheld from the reader, where they are told so. */
const orWithheld = (name: string) => listOf({ oneOf: [ref(name), ref('WithheldItem')] })

const PLAN: Members<PlanInPlaces> = {
  always: {
    lifeAreas: listOf(lifeArea()),
    ownPlan: ref('OwnPlan'),
    clientSupport: listOf(
      shape<Offer>('An offer of client support.', {
        always: { at: moment() },
        sometimes: { accepted: sealed(yesOrNo()) },
      }),
    ),
    members: listOf(ref('Member')),
    expectedChildren: listOf(ref('ExpectedChild')),
    handovers: listOf(ref('Handover')),
    coordinatorRequests: orWithheld('CoordinatorRequest'),
    professionals: orWithheld('Professional'),
    representatives: orWithheld('Representative'),
    capacity: listOf(ref('Capacity')),
    referrals: orWithheld('Referral'),
    goals: orWithheld('Goal'),
    actions: orWithheld('Action'),
    priorities: orWithheld('Priority'),
    deviations: orWithheld('Deviation'),
    corrections: listOf(ref('Correction')),
    withholdings: listOf(ref('Withholding'), 'What is withheld from others, for who may know of it.'),
    withheldRequests: listOf(ref('WithheldRequest')),
  },
  sometimes: {
    opened: ref('Mark'),
    reportedBy: sealed(oneOf(REPORTERS)),
    coordinator: ref('Coordinator'),
    withheld: listOf(ref('WithheldItem'), 'What is withheld and has no list of its own.'),
  },
}

const HANDOVER: Members<HandoverAsRead> = {
  always: {
    id: id(),
    to: someone(),
    team: text(),
    state: oneOf(HANDOVER_STATES),
    document: shape<HandoverDocument>('What the next coordinator must know.', {
      always: { actions: listOf(id(), 'The open actions.'), deviations: listOf(id(), 'Those not evaluated yet.') },
      sometimes: { safety: words(), sensitivities: words() },
    }),
    proposed: ref('Mark'),
  },
  sometimes: {
    name: words(),
    corrected: ref('Mark'),
    talkedThrough: ref('Mark'),
    preference: words('Whom the family would rather have.'),
    notTalkedThroughBecause: words(),
    ended: ref('Mark'),
    reason: words(),
  },
}

const COORDINATION: Readonly<Record<string, JsonSchema>> = {
  Coordinator: shape<CoordinatorAsRead>('Who coordinates.', {
    always: {
      id: someone(),
      team: text(),
      since: moment(),
      deputies: listOf(
        shape<Deputy>('Who deputises.', {
          always: { id: someone() },
          sometimes: { name: words(), corrected: ref('Mark') },
        }),
      ),
      views: listOf(ref('View')),
    },
    sometimes: {
      name: words(),
      corrected: ref('Mark', 'When the name was last corrected, and by whom.'),
      notHandedOverInPerson: shape<Replaced>('Where a team lead replaced the one before: what was left open.', {
        always: {},
        sometimes: {
          because: words(),
          leftOpen: shape<OpenMatters>('What was open, for who goes on with it.', {
            always: { actions: listOf(id()), deviations: listOf(id()) },
            sometimes: {},
          }),
        },
      }),
    },
  }),
  Handover: shape('A handover of the coordination.', HANDOVER),
  CoordinatorRequest: shape<CoordinatorRequestAsRead>('The family’s wish for another coordinator.', {
    always: { id: id(), made: ref('Mark') },
    sometimes: {
      reason: words(),
      answer: shape<AnsweredRequest>('What was answered.', {
        always: { given: ref('Mark') },
        sometimes: { answer: sealed(oneOf(REQUEST_ANSWERS)), reason: words() },
      }),
    },
  }),
}

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

const PROOF = shape<ProofShown>('What shows that they may speak.', {
  always: {},
  sometimes: { kind: sealed(oneOf(PROOF_KINDS)), date: sealedDay(), number: words(), reference: words() },
})
type Contested = NonNullable<DepartureAsRead['contest']>

const PEOPLE: Readonly<Record<string, JsonSchema>> = {
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
  Professional: shape<ProfessionalAsRead>('Who works with the family, for one law and activity.', {
    always: {
      id: id(),
      professional: someone(),
      organisation: text('OIN.'),
      domain: domain(),
      activity: text('The processing activity they joined for.'),
      until: moment(),
      joined: ref('Mark'),
    },
    sometimes: { name: words(), corrected: ref('Mark'), left: ref('Mark'), leftBecause: words() },
  }),
  Representative: shape<RepresentativeAsRead>('Who speaks for a member.', {
    always: {
      id: id(),
      representative: someone(),
      represents: someone(),
      kind: oneOf(REPRESENTATION_KINDS),
      from: moment(),
    },
    sometimes: {
      name: words(),
      until: moment(),
      isVerified: yesOrNo('Whether something was shown that lets them speak; absent where that was not asked yet.'),
      proof: PROOF,
      conflictOfInterest: words(),
      corrected: ref('Mark'),
      ended: ref('Mark'),
    },
  }),
  Correction: shape<CorrectionAsRead>(
    'What was corrected; the value as it is now stands in its place.',
    withMembers(MARK, {
      always: {
        id: id(),
        event: id(),
        of: shape<Corrected>('Whose: a person’s id, a joining, a representation, a handover.', {
          always: { kind: oneOf(CORRECTED_KINDS), id: someone() },
          sometimes: {},
        }),
        what: listOf(oneOf(CORRECTED_PARTS)),
      },
      sometimes: { reason: words() },
    }),
  ),
  Capacity: shape<CapacityAsRead>(
    'Whether a member can speak for themselves.',
    withMembers(MARK, { always: { person: someone(), canSpeak: yesOrNo() }, sometimes: { reason: words() } }),
  ),
}

interface Tagged {
  readonly planId: string
  readonly etag: string
}
const TAGGED: Members<Tagged> = { always: { planId: id(), etag: etag() }, sometimes: {} }

/** Some of the plan as it stands. */
function part(description: string, ...keys: readonly (keyof PlanAsRead)[]): JsonSchema {
  const chosen = (from: Readonly<Record<string, JsonSchema>>) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => keys.some((key) => key === name)))
  return shape<Tagged>(description, {
    always: { ...TAGGED.always, ...chosen(PLAN.always) },
    sometimes: chosen(PLAN.sometimes),
  })
}

const PARTS: Readonly<Record<string, JsonSchema>> = {
  MembersAnswer: part('The members of the family.', 'members', 'expectedChildren'),
  CoordinatorAnswer: part('Who coordinates.', 'coordinator', 'coordinatorRequests'),
  HandoversAnswer: part('The handovers.', 'handovers'),
  CareTeamAnswer: part('The care team.', 'professionals', 'representatives', 'capacity'),
  ReferralsAnswer: part('The referrals.', 'referrals'),
  GoalsAnswer: part('The goals.', 'goals'),
  ActionsAnswer: part('The actions.', 'actions'),
  PrioritiesAnswer: part('The priorities.', 'priorities'),
  CorrectionsAnswer: part('What was corrected.', 'corrections'),
  DeviationsAnswer: part('The deviations.', 'deviations'),
  MemberAnswer: shape('One member.', withMembers(TAGGED, MEMBER)),
  HandoverAnswer: shape('One handover.', withMembers(TAGGED, HANDOVER)),
  ItemWithheldAnswer: shape('It is withheld.', withMembers(TAGGED, WITHHELD_ITEM)),
  OneReferral: shape('One referral.', withMembers(TAGGED, REFERRAL)),
  ReferralAnswer: or('OneReferral'),
  OnePriority: shape('One priority.', withMembers(TAGGED, PRIORITY)),
  PriorityAnswer: or('OnePriority'),
  OneGoal: shape('One goal.', withMembers(TAGGED, GOAL)),
  GoalAnswer: or('OneGoal'),
  OneAction: shape('One action.', withMembers(TAGGED, ACTION)),
  ActionAnswer: or('OneAction'),
  WithholdingsAnswer: part('What is withheld.', 'withholdings'),
  WithholdingAnswer: shape('One withholding.', withMembers(TAGGED, WITHHOLDING)),
  WithholdingRequestsAnswer: shape<Tagged & { readonly withheldRequests: readonly RequestWithAnswer[] }>(
    'Who asked what is withheld, and the answer.',
    {
      always: { ...TAGGED.always, withheldRequests: listOf(ref('WithheldRequestWithAnswer')) },
      sometimes: {},
    },
  ),
  OneDeviation: shape('One deviation.', withMembers(TAGGED, DEVIATION)),
  DeviationAnswer: or('OneDeviation'),
}

/** Or that it is withheld. */
function or(item: string): JsonSchema {
  return { oneOf: [ref(item), ref('ItemWithheldAnswer')] }
}

export const PLAN_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  ...ITEM_SCHEMAS,
  ...WITHHOLDING_SCHEMAS,
  ...COORDINATION,
  ...PEOPLE,
  ...PARTS,
  OwnPlan: shape<OwnPlanAsRead>('The family’s own plan.', {
    always: {
      state: oneOf(OWN_PLAN_STATES),
      parts: listOf(
        shape<OwnPlanPart>('The part under one law.', {
          always: { domain: domain(), at: moment() },
          sometimes: { words: words() },
        }),
      ),
      views: listOf(ref('View')),
    },
    sometimes: { dueAt: moment(), waivedBecause: words() },
  }),
  Plan: shape('The plan: what its reader may see of it, and nothing in the place of the rest.', PLAN),
  PlanAnswer: shape<PlanAnswer>('The plan at a point in time.', {
    always: {
      planId: id(),
      revision: count('The last event the reader sees at this point, in their count.'),
      position: text('What `Consistent-After` takes for the last event read.'),
      at: moment(),
      etag: etag(),
      plan: ref('Plan'),
    },
    sometimes: {},
  }),
}
