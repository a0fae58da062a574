/** The schemas of the lists: caseload, what is due, the register of deviations, plans by domain and state, protocols. */
import { LOOKED_AT } from '../../../libs/access/access-record.ts'
import type { Ground } from '../../../libs/access/grounds.ts'
import { ROLES } from '../../../libs/deciding/decider.ts'
import { DOMAINS, LEGAL_DOMAINS } from '../../../libs/deciding/domains.ts'
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import { DEVIATION_OUTCOMES, READ_BECAUSE } from '../../../libs/plan/deviations/deviation-events.ts'
import { USE_FINDINGS } from '../../../libs/plan/break-glass/break-glass.ts'
import { FINDINGS } from '../../../libs/plan/deviations/second-reading.ts'
import { DEVIATION_STATES, type DeviationNow } from '../../../libs/plan/lists/deviations-register.ts'
import { PLAN_STATES } from '../../../libs/plan/lists/plans-by-domain.ts'
import { DUE, MUST_ACT, STEPS_UP } from '../../../libs/plan/terms/due-kinds.ts'
import { STATES_OF_WITHHOLDING } from '../../../libs/plan/lists/what-is-withheld.ts'
import { LIFE_AREAS } from '../../../libs/plan/opening/life-areas.ts'
import { WITHHOLDING_GROUNDS, WITHHOLDING_MODES } from '../../../libs/plan/visibility/visibility.ts'
import { count, day, id, listOf, moment, oneOf, ref, sealed, someone, text, words, yesOrNo } from '../answers/shape.ts'

type Members = Readonly<Record<string, JsonSchema>>

const item = (description: string, always: Members, sometimes: Members = {}): JsonSchema => ({
  type: 'object',
  description,
  properties: { ...always, ...sometimes },
  required: Object.keys(always),
  additionalProperties: false,
})

const page = (description: string, items: JsonSchema) =>
  item(
    description,
    { items: listOf(items) },
    {
      incomplete: {
        type: 'boolean',
        description:
          'Present, and true, where there is something of which nobody can say now whether it belongs on this page, since an event of it cannot be read; it is not on it.',
      },
    },
  )

export const GROUNDS = [
  'coordinating',
  'next-coordinator',
  'leading-team',
  'acted-in',
  'addressed',
  'settling',
  'care-team',
  'family',
  'supporting',
  'second-reader',
  'sharing-reader',
  'shared',
  'asked-to-share',
  'consulted',
  'in-challenges',
  'reviewing',
  'safety-officer',
  'privacy-officer',
  'verifying',
  'inspecting',
] as const satisfies readonly Ground['is'][]

/** Of a plan on somebody's list: what opens none to a list stands beside what does. */
const NOT_TOLD_IN_LISTS = ['unverified', 'corrected', 'break-glass', 'partner'] as const satisfies readonly Exclude<
  Ground['is'],
  (typeof GROUNDS)[number]
>[]

type NotTold = (typeof NOT_TOLD_IN_LISTS)[number]

/** Every other ground is in the document, or this does not compile. */
export const toldInLists = (grounds: readonly Ground[]): readonly (typeof GROUNDS)[number][] =>
  grounds.flatMap(({ is }) => (isNotTold(is) ? [] : [is]))

const isNotTold = (is: Ground['is']): is is NotTold => (NOT_TOLD_IN_LISTS as readonly string[]).includes(is)

export const READINGS = [
  'not-needed',
  'to-be-drawn',
  'drawn',
  'asked',
  'read',
] as const satisfies readonly DeviationNow['reading'][]

export const LOOKED_AT_KINDS = Object.keys(LOOKED_AT)

export const LOOK_OUTCOMES = ['answered', 'refused'] as const

export const WHAT_IS_WITHHELD = ['items', 'all-about-someone'] as const

const OF_A_WITHHOLDING = {
  domain: oneOf(DOMAINS),
  ground: oneOf(WITHHOLDING_GROUNDS),
  mode: oneOf(WITHHOLDING_MODES),
  state: oneOf(
    STATES_OF_WITHHOLDING,
    'As it is now: what is told needs nobody’s confirmation, and has ended behind the day of its review.',
  ),
}

export const LIST_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  CaseloadPage: page(
    'The families someone works with; the next page is in `Link`.',
    item(
      'A plan.',
      {
        planId: id(),
        openedAt: moment(),
        as: listOf(oneOf(GROUNDS), 'On what grounds.'),
        members: listOf(item('A member.', { id: someone() }, { name: words() })),
      },
      {
        coordinator: item('Who coordinates.', { id: someone(), team: text(), since: moment() }, { name: words() }),
      },
    ),
  ),
  DuePage: page(
    'What is due; the next page is in `Link`.',
    item(
      'Something that must follow.',
      {
        id: id('Opaque: by it a term is extended.'),
        planId: id(),
        what: oneOf(DUE),
        item: item('What it is about.', { kind: text(), id: text() }),
        dueAt: moment(),
        overdue: yesOrNo(),
        escalating: yesOrNo(),
        mustAct: oneOf(MUST_ACT),
      },
      {
        person: someone('Whose view it is.'),
        wentUpTo: oneOf(STEPS_UP, 'Whom it went up to, since nobody settled it in time.'),
        goesUpAt: moment('When it goes up, or stands as unanswered.'),
        unanswered: yesOrNo('Present where nobody settled it, and there is nobody left to go up to.'),
      },
    ),
  ),
  DeviationsPage: page(
    'The register of deviations; the next page is in `Link`.',
    item(
      'A deviation, as it stands for its reader.',
      {
        planId: id(),
        id: id(),
        domain: oneOf(DOMAINS),
        from: ref('DeviatedFrom'),
        acute: yesOrNo(),
        happenedAt: moment(),
        reportedAt: moment(),
        state: oneOf(DEVIATION_STATES),
        reading: oneOf(READINGS, 'How its second reading stands.'),
      },
      {
        reviewDate: day(),
        finding: oneOf(FINDINGS),
        outcome: sealed(oneOf(DEVIATION_OUTCOMES)),
        readBecause: listOf(oneOf(READ_BECAUSE), 'Why it is read, where that is not for what was left.'),
        situation: words(),
        insteadDone: words(),
        lesson: words(),
      },
    ),
  ),
  PlansPage: page(
    'Plans; the next page is in `Link`.',
    item('A plan.', {
      planId: id(),
      state: oneOf(PLAN_STATES),
      openedAt: moment(),
      domains: listOf(oneOf(DOMAINS), 'The domains of the goals its reader sees.'),
      lifeAreas: listOf(oneOf(LIFE_AREAS)),
    }),
  ),
  AccessRecordsPage: page(
    'Who looked; the next page is in `Link`.',
    item(
      'A look at oneself, or at whom one represents.',
      {
        date: day('In Amsterdam.'),
        role: oneOf([...ROLES, 'system']),
        function: ref('InWords'),
        processingActivity: text('From the published register.'),
        kind: oneOf(LOOKED_AT_KINDS, 'What was looked at.'),
        words: ref('InWords'),
        outcome: oneOf(LOOK_OUTCOMES),
      },
      {
        organisation: text('Its OIN, where their token names one.'),
        closed: yesOrNo('That of what it told of you under a law no word was read.'),
        breakGlass: item(
          'That the plan was opened for it in an emergency.',
          { reviewed: yesOrNo() },
          { finding: oneOf(USE_FINDINGS, 'What another found of it.'), on: day('When, in Amsterdam.') },
        ),
      },
    ),
  ),
  ManyLookUpsPage: page(
    'Who looked up many people by number; the next page is in `Link`.',
    item(
      'One user on one day.',
      {
        date: day('In Amsterdam.'),
        user: someone(),
        lookUps: count('How many, those refused included.'),
        refused: count(),
      },
      { organisation: text('Its OIN, where their token names one.') },
    ),
  ),
  AllWithholdingsPage: item('What is withheld, without its content; the next page is in `Link`.', {
    items: listOf(
      item(
        'Something that is withheld from someone.',
        {
          ...OF_A_WITHHOLDING,
          withholds: oneOf(WHAT_IS_WITHHELD, 'Items that are named, or all that is or will be about a member.'),
          since: day('In Amsterdam: from when it holds, or held.'),
        },
        {
          reviewDate: day('Absent while a member’s wish waits to be completed.'),
          due: item('What must follow; absent once it has ended.', {
            what: oneOf(DUE),
            at: moment(),
            overdue: yesOrNo(),
          }),
          opens: item('Only of what the privacy officer decides on: under what ids.', { planId: id(), id: id() }),
        },
      ),
    ),
    counts: listOf(
      item('How many there are, on any page.', {
        ...OF_A_WITHHOLDING,
        number: count(),
        overdue: count('Of those, how many should have been completed, confirmed, decided or reviewed by now.'),
        oldest: day('Since when the oldest of them holds, or held.'),
      }),
    ),
  }),
  Unanswered: item('What nobody answered in the end, in the last eight quarters that ended a week ago or longer.', {
    toldFrom: count('A smaller number is not told.'),
    quarters: listOf(
      item('A quarter, in Amsterdam.', {
        quarter: text('As in `2026-Q1`.'),
        counts: listOf(
          item(
            'Each kind that goes up, also where there is none.',
            { what: oneOf(DUE) },
            { number: count(), fewerThan: count('Instead of a small number, none among them.') },
          ),
        ),
      }),
    ),
  }),
  ProtocolsPage: page(
    'Protocols; the next page is in `Link`.',
    item(
      'A protocol; its versions and their steps are read at its own address.',
      {
        protocol: text('Its name in addresses.'),
        title: text(),
        owner: text('OIN of whose protocol it is.'),
        domain: oneOf(LEGAL_DOMAINS),
        versions: count('How many versions were published, also for later.'),
      },
      { versionInForce: count('The version in force now, where there is one.'), inForceFrom: moment() },
    ),
  ),
}
