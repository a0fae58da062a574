/** What is due in each plan, when, and who must act: a row for every term that was started and not met. It holds kinds, moments and ids, nobody's words. */
import { inWorkingDays } from '../../deciding/days.ts'
import type { Moment } from '../../deciding/decider.ts'
import type { Happened, ReadModel } from '../../deciding/read-model.ts'
import { STATUTORY_TERMS } from '../../municipality/terms.ts'
import { planOf, SIGHT } from './as-rows.ts'
import { ANSWERS_DUE } from './due-to-answer.ts'
import { CORRECTIONS_DUE } from './due-of-corrections.ts'
import { DEVIATIONS_DUE } from './due-of-deviation.ts'
import { ENDINGS_DUE } from './due-of-ending.ts'
import type { PlanEvent } from '../plan.ts'
import { isKindOfDue, MUST_ACT_ON } from '../terms/due-kinds.ts'
import { due, dueAt, met, toBeRead, turn, written, type Starting } from './due-rows.ts'
import { addressed, settling, STEPS, stepped } from './went-up.ts'

const tables = {
  due: {
    columns: {
      plan: 'text',
      what: 'text',
      kind: 'text',
      item: 'text',
      /** Whose view is asked; '' for all else. */
      person: 'text',
      dueAt: 'text',
      mustAct: 'text',
      /** Who must read, or owns the action; of a condition, on which deviation; of a challenge, what it is of (`keyOf`); of a use to be reviewed, whose it was; of a judgement, whom it is of where they were told; of an age, which request made it due, until it is settled; '' for all else. */
      reader: 'text',
      /** Of a correction that was asked for, what of the event it is of stands in clear, as JSON: it is judged on that; '' for all else. */
      corrects: 'text',
      ...STEPS,
      ...SIGHT,
    },
    key: ['plan', 'what', 'kind', 'item', 'person'],
    lookups: [
      ['dueAt', 'plan'],
      ['until', 'plan'],
    ],
  },
  due_addressed: addressed,
  /** For telling what is one's own to do. No list is ever asked or ordered by it. */
  due_author: {
    columns: { plan: 'text', item: 'text', author: 'text' },
    key: ['plan', 'item', 'author'],
  },
  /** Deviations from a step that allows none: they escalate at once, until they are evaluated. */
  due_escalation: {
    columns: { plan: 'text', deviation: 'text', since: 'text' },
    key: ['plan', 'deviation'],
  },
} as const

type Model = ReadModel<PlanEvent, typeof tables>

/** Every event that starts a term: a new one does not compile without its row. */
const started = {
  OwnPlanInvitationDelivered: (happened) => ownPlanFrom(happened, happened.event.due.at),
  ViewInvited: (happened) => {
    const { on, person, representation } = happened.event
    const view = due(happened, { what: 'view', kind: on.kind, item: on.id, person, mustAct: 'team' })
    // Of who is asked to speak for someone no row holds as much as the event, which may be kept from who may not know of them.
    return representation === undefined ? [view] : []
  },
  AdoptionExceptionReasoned: (happened) => toBeRead(happened, 'exception-reading', 'goal', happened.event.goal),
  ExceptionReaderDrawn: (happened) => toBeRead(happened, 'exception-reading', 'goal', happened.event.goal),
  ...DEVIATIONS_DUE,
  ...ANSWERS_DUE,
  ReferralMade: (happened) => {
    const { referral } = happened.event
    return [due(happened, { what: 'referral', kind: 'referral', item: referral, mustAct: 'partner' })]
  },
  SightLimitOffered: (happened) => {
    const { person } = happened.event
    return [due(happened, { what: 'sight-limit', kind: 'member', item: person, person, mustAct: 'coordinator' })]
  },
  DepartureContested: (happened) => {
    const { person } = happened.event
    return [
      met(happened, { what: 'contest', person }),
      due(happened, { what: 'contest-decision', kind: 'member', item: person, person, mustAct: 'team-lead' }),
    ]
  },
  SharingReaderDrawn: (happened) => toBeRead(happened, 'sharing-reading', 'sharing', happened.event.sharing),
  ContentWithheld: (happened) => [ofWithholding(happened)],
  SightLimited: (happened) => [
    met(happened, { what: 'sight-limit', person: happened.event.limits.person }),
    ofWithholding(happened),
  ],
  WithholdingCompleted: (happened) => [notAnyMore(happened), ofWithholding(happened)],
  WithholdingConfirmed: (happened) => [notAnyMore(happened), ofWithholding(happened)],
  WithholdingDenied: (happened) => [notAnyMore(happened), ofWithholding(happened)],
  WithholdingReviewed: (happened) => [
    met(happened, { what: 'withholding-review', item: happened.event.withholding }),
    ofWithholding(happened),
  ],
  WithheldAskedFor: (happened) => {
    const { request: item, person } = happened.event
    return [due(happened, { what: 'withheld-request', kind: 'request', item, person, mustAct: 'privacy-officer' })]
  },
  ...ENDINGS_DUE,
  ...CORRECTIONS_DUE,
  BreakGlassUsed: (happened) => {
    const { use, user } = happened.event
    const review = { what: 'break-glass-review', kind: 'break-glass-use', item: use, mustAct: 'reviewers' } as const
    return [due(happened, { ...review, reader: user })]
  },
  DueWentUp: (happened) => stepped(happened),
  DueExtended: (happened) => stepped(happened),
} as const satisfies Required<Pick<Model['after'], Starting['type']>>

export const whatIsDue = {
  name: 'what-is-due',
  version: 20,
  tables,
  after: settling({
    ...started,

    DueLeftUnanswered: (happened) => stepped(happened),

    ActionPlanned: (happened) => {
      const { action: item, owner: reader, due: term } = happened.event
      if (term === undefined) return []
      return [dueAt(happened, term.at, { what: 'action', kind: 'action', item, reader, mustAct: 'owner' })]
    },
    ActionDone: (happened) => [met(happened, { what: 'action', item: happened.event.action })],
    ActionDropped: (happened) => [met(happened, { what: 'action', item: happened.event.action })],

    OtherCoordinatorRequested: (happened) => {
      const { request: item, due: term } = happened.event
      if (term === undefined) return []
      const wish = { what: 'other-coordinator', kind: 'coordinator-request', item, mustAct: 'team-lead' } as const
      return [dueAt(happened, term.at, wish)]
    },
    OtherCoordinatorAnswered: (happened) => [
      met(happened, { what: 'other-coordinator', item: happened.event.request }),
    ],

    // Whoever judges someone anew under a law has looked at it again.
    CapacityJudged: (happened) => {
      const { judgement: item = '', person, domain, told, due: term } = happened.event
      const { envelope } = happened
      const before = { remove: 'due', where: { plan: planOf(envelope), what: 'capacity', person, domain } } as const
      if (term === undefined) return [before]
      const again = { what: 'capacity', kind: 'capacity-judgement', item, person, mustAct: 'authors' } as const
      const toWhom = told && { reader: person }
      return [before, dueAt(happened, term.at, { ...again, ...toWhom }), written(happened, item)]
    },

    // One of before joinings had a scope has all of its law; whether it still counts, and for whom, is judged when the list is asked.
    ProfessionalJoined: (happened) => {
      const { joining: item, scope } = happened.event
      const narrowing = { what: 'narrowing', kind: 'joining', item, mustAct: 'coordinator' } as const
      return scope === undefined ? [dueAt(happened, happened.envelope.recordedAt, narrowing)] : []
    },
    JoiningNarrowed: (happened) => [met(happened, { what: 'narrowing', item: happened.event.joining })],
    ProfessionalLeft: (happened) => [met(happened, { what: 'narrowing', item: happened.event.joining })],

    BreakGlassReviewed: (happened) => [met(happened, { what: 'break-glass-review', item: happened.event.use })],
    ContentReleased: (happened) => [notAnyMore(happened)],
    SightLimitLifted: (happened) => [notAnyMore(happened)],
    WithheldAnswered: (happened) => [met(happened, { what: 'withheld-request', item: happened.event.request })],

    // Before invitations were delivered their term ran from when they were made.
    OwnPlanInvited: (happened) => ownPlanFrom(happened, happened.event.due?.at),
    OwnPlanSubmitted: (happened) => [met(happened, { what: 'own-plan' })],
    OwnPlanWaived: (happened) => [met(happened, { what: 'own-plan' })],

    ViewGiven: (happened) => {
      const { on, person } = happened.event
      return [met(happened, { what: 'view', kind: on.kind, item: on.id, person })]
    },
    FamilyEvaluated: (happened) => {
      const { on, person } = happened.event
      return [met(happened, { what: 'family-evaluation', kind: on.kind, item: on.id, person })]
    },
    // Who left or died is waited for no longer.
    MemberLeft: (happened) => {
      const { person, due: term } = happened.event
      const contest = { what: 'contest', kind: 'member', item: person, person, mustAct: 'who-left' } as const
      return [
        ...nothingDueOfMember(happened, person),
        ...(term === undefined ? [] : [dueAt(happened, term.at, contest)]),
      ]
    },
    MemberDied: (happened) => [
      ...nothingDueOfMember(happened, happened.event.person),
      ...departureIsOver(happened, happened.event.person),
    ],
    MemberJoined: (happened) => {
      const { person: item, membership: reader } = happened.event
      const where = { plan: planOf(happened.envelope), what: 'age', item, reader } as const
      return [
        ...departureIsOver(happened, item),
        // The request that is settled says how old they are, or is due itself.
        met(happened, { what: 'age', kind: OF_WHO_IS_BACK, item }),
        { change: 'due', where, set: { reader: '' } },
      ]
    },
    DepartureUpheld: (happened) => [met(happened, { what: 'contest-decision', person: happened.event.person })],
    DepartureUndone: (happened) => {
      const { person, due: term } = happened.event
      const age = { what: 'age', kind: OF_WHO_IS_BACK, item: person, mustAct: 'coordinator' } as const
      return [...departureIsOver(happened, person), ...(term === undefined ? [] : [dueAt(happened, term.at, age)])]
    },

    // Revised words are heard anew, and an exception made for the old ones is spent.
    GoalRevised: (happened) => nothingDueOf(happened, happened.event.goal),
    GoalAdopted: (happened) => nothingDueOf(happened, happened.event.goal),
    GoalEvaluated: (happened) => nothingDueOf(happened, happened.event.goal),
    GoalDropped: (happened) => nothingDueOf(happened, happened.event.goal),
    ExceptionReaderRecused: (happened) => [met(happened, { what: 'exception-reading', item: happened.event.goal })],
    AdoptionExceptionRead: (happened) => [met(happened, { what: 'exception-reading', item: happened.event.goal })],

    MembershipRequested: (happened) => ageOf(happened),
    // Of that request alone: what another made due stays so.
    MembershipRefused: (happened) => [
      met(happened, { what: 'age', item: happened.event.person, reader: happened.event.membership }),
    ],
    // One who shows something at once starts no term.
    RepresentativeAppointed: (happened) => {
      const { representation: item, due: term } = happened.event
      if (term === undefined) return []
      return [dueAt(happened, term.at, { what: 'proof', kind: 'representation', item, mustAct: 'coordinator' })]
    },
    RepresentationProven: (happened) => [met(happened, { what: 'proof', item: happened.event.representation })],
    RepresentativeEnded: (happened) => [met(happened, { what: 'proof', item: happened.event.representation })],

    ReferralQuestionAsked: (happened) => [turn(happened, 'referral', happened.event.referral, 'coordinator')],
    ReferralQuestionAnswered: (happened) => [turn(happened, 'referral', happened.event.referral, 'partner')],
    ReferralAnswered: (happened) => [met(happened, { what: 'referral', item: happened.event.referral })],
    ReferralEnded: (happened) => [met(happened, { what: 'referral', item: happened.event.referral })],

    SharingReaderRecused: (happened) => [met(happened, { what: 'sharing-reading', item: happened.event.sharing })],
    SharingRead: (happened) => [met(happened, { what: 'sharing-reading', item: happened.event.sharing })],
    SharingWithdrawn: (happened) => [met(happened, { what: 'sharing-reading', item: happened.event.sharing })],
  } satisfies Model['after']),
} as const satisfies Model

/**
 * Whose departure was undone may have been asked again while they were away: what either made due is a row of its own, since the request may yet be refused,
 * and then says nothing of anyone’s age.
 */
export const OF_WHO_IS_BACK = 'member-back'

function ownPlanFrom(happened: Happened<PlanEvent>, at: Moment | undefined) {
  const term = { what: 'own-plan', kind: 'own-plan', item: planOf(happened.envelope), mustAct: 'coordinator' } as const
  return at === undefined ? [] : [dueAt(happened, at, term)]
}

const nothingDueOfMember = (happened: Happened<PlanEvent>, person: string) => [
  met(happened, { what: 'view', person }),
  met(happened, { what: 'family-evaluation', person }),
  met(happened, { what: 'capacity', person }),
  // What a request that is open made due stays so until it is settled.
  met(happened, { what: 'age', item: person, reader: '' }),
]

/** Before version 2 nobody was asked for an age: of who joined without one it is due since then. */
function ageOf(happened: Happened<Extract<PlanEvent, { type: 'MembershipRequested' }>>) {
  const { event, envelope } = happened
  const { person: item, membership: reader, birthDate, due: term } = event
  if (birthDate !== undefined) return []
  const { ageWorkingDays } = STATUTORY_TERMS
  const at = term?.at ?? (envelope.schema === 1 ? inWorkingDays(envelope.recordedAt, ageWorkingDays) : undefined)
  return at === undefined
    ? []
    : [dueAt(happened, at, { what: 'age', kind: 'member', item, mustAct: 'coordinator', reader })]
}
const departureIsOver = (happened: Happened<PlanEvent>, person: string) =>
  (['contest', 'contest-decision', 'sight-limit'] as const).map((what) => met(happened, { what, person }))

const nothingDueOf = (happened: Happened<PlanEvent>, goal: string) => [
  met(happened, { what: 'view', kind: 'goal', item: goal }),
  met(happened, { what: 'exception-reading', item: goal }),
]

type OfWithholding = Extract<PlanEvent, { readonly withholding: string }>

function ofWithholding(happened: Happened<OfWithholding & Starting>) {
  const { withholding, due: term } = happened.event
  const what = isKindOfDue(term.what) ? term.what : 'withholding-review'
  return due(happened, { what, kind: 'withholding', item: withholding, mustAct: MUST_ACT_ON[what] ?? 'team' })
}

/** Nothing is due of a withholding any more. */
const notAnyMore = ({ envelope, event }: Happened<OfWithholding>) =>
  ({ remove: 'due', where: { plan: planOf(envelope), kind: 'withholding', item: event.withholding } }) as const
