/** Who has a part in which plan: where "my plans" begins. Says only that there may be a ground; whether there is one is judged on the plan itself, each time. */
import type { Happened, ReadModel } from '../../deciding/read-model.ts'
import type { MunicipalityEvent } from '../../municipality/municipality.ts'
import { planOf } from './as-rows.ts'
import type { PlanEvent } from '../plan.ts'

export const PARTS = [
  'coordinating',
  'deputising',
  'next-coordinator',
  'leading-team',
  'care-team',
  'representing',
  'supporting',
  'family',
  'second-reading',
  'acted-in',
  'raised',
  'consulted',
  'inspecting',
] as const
export type Part = (typeof PARTS)[number]

const tables = {
  plan_part: {
    columns: {
      plan: 'text',
      part: 'text',
      /** What the part hangs on, where one may have several: a joining, a representation, a deviation to read, … */
      item: 'text',
      /** A person's id; the team's name where a team has the part. */
      who: 'text',
    },
    key: ['plan', 'part', 'item'],
    lookups: [['who', 'part']],
  },
} as const

export const whoHasAPart = {
  name: 'who-has-a-part',
  version: 10,
  tables,
  after: {
    CoordinatorAppointed: ({ event: { coordinator, team }, envelope }) => heldBy(planOf(envelope), coordinator, team),
    CoordinatorReplaced: ({ event: { coordinator, team }, envelope }) => [
      ...heldBy(planOf(envelope), coordinator, team),
      { remove: 'plan_part', where: { plan: planOf(envelope), part: 'deputising' } },
    ],
    HandoverAccepted: ({ event: { coordinator, team }, envelope }) => heldBy(planOf(envelope), coordinator, team),
    DeputyAppointed: ({ event: { deputy }, envelope }) => [has(planOf(envelope), 'deputising', deputy, deputy)],
    DeputyEnded: ({ event: { deputy }, envelope }) => [hasNot(planOf(envelope), 'deputising', deputy)],
    HandoverProposed: ({ event: { to }, envelope }) => [has(planOf(envelope), 'next-coordinator', '', to)],
    HandoverDeclined: ({ envelope }) => [hasNot(planOf(envelope), 'next-coordinator', '')],
    HandoverWithdrawn: ({ envelope }) => [hasNot(planOf(envelope), 'next-coordinator', '')],

    ProfessionalJoined: ({ event: { joining, professional }, envelope }) => [
      has(planOf(envelope), 'care-team', joining, professional),
    ],
    ProfessionalLeft: ({ event: { joining }, envelope }) => [hasNot(planOf(envelope), 'care-team', joining)],
    RepresentativeAppointed: ({ event: { representation, representative }, envelope }) => [
      has(planOf(envelope), 'representing', representation, representative),
    ],
    RepresentativeEnded: ({ event: { representation }, envelope }) => [
      hasNot(planOf(envelope), 'representing', representation),
    ],

    SupporterAsked: ({ event: { support, supporter }, envelope }) => [
      has(planOf(envelope), 'supporting', support, supporter),
    ],
    SupportEnded: ({ event: { support }, envelope }) => [hasNot(planOf(envelope), 'supporting', support)],

    // Who left keeps what was theirs until then, and so keeps a part.
    MemberJoined: ({ event: { person }, envelope }) => [has(planOf(envelope), 'family', person, person)],
    MemberDied: ({ event: { person }, envelope }) => [hasNot(planOf(envelope), 'family', person)],

    DeviationReported: (happened) => actedIn(happened),
    DeviationAccountedFor: (happened) => actedIn(happened),
    ReaderDrawn: ({ event: { deviation, reader }, envelope }) => [
      has(planOf(envelope), 'second-reading', deviation, reader),
    ],
    // It tells them that they are waited for no longer, also when the next is drawn.
    ReadingPassedOn: ({ event: { deviation, reader }, envelope }) => [
      has(planOf(envelope), 'second-reading', `${deviation} passed by ${reader}`, reader),
    ],
    ReaderRecused: ({ event: { deviation }, envelope }) => [hasNot(planOf(envelope), 'second-reading', deviation)],
    AdoptionExceptionReasoned: ({ event: { goal, reader }, envelope }) => [
      has(planOf(envelope), 'second-reading', goal, reader),
    ],
    ExceptionReaderDrawn: ({ event: { goal, reader }, envelope }) => [
      has(planOf(envelope), 'second-reading', goal, reader),
    ],
    ExceptionReaderRecused: ({ event: { goal }, envelope }) => [hasNot(planOf(envelope), 'second-reading', goal)],
    GoalRevised: ({ event: { goal }, envelope }) => [hasNot(planOf(envelope), 'second-reading', goal)],

    SharingReaderDrawn: ({ event: { sharing, reader }, envelope }) => [
      has(planOf(envelope), 'second-reading', sharing, reader),
    ],
    SharingReaderRecused: ({ event: { sharing }, envelope }) => [hasNot(planOf(envelope), 'second-reading', sharing)],
    SharingWithdrawn: ({ event: { sharing }, envelope }) => [hasNot(planOf(envelope), 'second-reading', sharing)],

    // Whoever raised a challenge keeps it, whatever else they read.
    ChallengeRaised: ({ event: { challenge }, envelope }) => [
      has(planOf(envelope), 'raised', challenge, envelope.actor.id),
    ],

    ContentWithheld: (happened) => asked(happened),
    SightLimited: (happened) => asked(happened),
    WithholdingCompleted: (happened) => asked(happened),

    InspectionOpened: ({ event: { inspection, auditor, plans } }) =>
      plans.map((plan) => has(plan, 'inspecting', inspection, auditor)),
    InspectionClosed: ({ event: { inspection } }) => [
      { remove: 'plan_part', where: { part: 'inspecting', item: inspection } },
    ],
  },
} as const satisfies ReadModel<PlanEvent | MunicipalityEvent, typeof tables>

const has = (plan: string, part: Part, item: string, who: string) =>
  ({ put: 'plan_part', row: { plan, part, item, who } }) as const

const hasNot = (plan: string, part: Part, item: string) =>
  ({ remove: 'plan_part', where: { plan, part, item } }) as const

/** A colleague who was asked may be from outside the care team. */
function asked({
  event: { withholding, consulted },
  envelope,
}: Happened<{ readonly withholding: string; readonly consulted?: string }>) {
  return consulted === undefined ? [] : [has(planOf(envelope), 'consulted', withholding, consulted)]
}

/** Whoever left it as who coordinates, or leads, answers for it, also once they do so no longer, and beside whoever accounted for it. */
const actedIn = ({ event: { deviation }, envelope }: Happened<{ readonly deviation: string }>) =>
  envelope.processingActivity === 'plan-coordination'
    ? [has(planOf(envelope), 'acted-in', `${deviation} by ${envelope.actor.id}`, envelope.actor.id)]
    : []

/** A deputy who becomes the coordinator deputises no longer, and a handover that was open is over. */
const heldBy = (plan: string, coordinator: string, team: string) => [
  has(plan, 'coordinating', '', coordinator),
  has(plan, 'leading-team', '', team),
  hasNot(plan, 'deputising', coordinator),
  hasNot(plan, 'next-coordinator', ''),
]
