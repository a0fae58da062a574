/** What each activity of helping, coordinating and checking reads of one plan, with which scope, by the judgement that every answer is made from, as `docs/privacy.md` has it. */
import type { Deed } from '../../libs/deciding/decider.ts'
import type { LegalDomain } from '../../libs/deciding/domains.ts'
import type { Asker } from '../../libs/access/grounds.ts'
import { activityOf, lawOfCare } from '../../libs/access/processing-activities.ts'
import { shown, sightOf } from '../../libs/access/sight.ts'
import { ALL_BASES, coordinator, factsAfter, joinedFor, worker, writtenIn } from '../../libs/access/testing/standing.ts'
import { ENFORCES } from '../../libs/plan/care-team/enforcing.ts'
import { family, type Past } from '../../libs/plan/testing/past.ts'
import { deedOf, farid, morningOf, sealed } from '../../libs/plan/testing/people.ts'
import type { PlanEvent } from '../../libs/plan/plan.ts'

const as = (id: string, activity: string): Deed => ({
  ...deedOf({ kind: 'person', id, role: 'professional' }, morningOf('2026-03-02')),
  activity,
})
const own = { ...farid(), activity: 'own-file' }
const of = (domain: LegalDomain) => ({ domain, about: ['farid'] }) as const

/** Each under one law, about Farid. */
const COLUMNS: readonly (readonly [said: string, of: (domain: LegalDomain) => readonly [Deed, PlanEvent]])[] = [
  [
    'a goal of who helps',
    (domain) => [
      as('helper', 'any-support'),
      { ...of(domain), type: 'GoalProposed', goal: `goal-1-of-${domain}`, lifeArea: 'finances', words: sealed('goal') },
    ],
  ],
  [
    'another goal of theirs',
    (domain) => [
      as('helper', 'any-support'),
      {
        ...of(domain),
        type: 'GoalProposed',
        goal: `goal-3-of-${domain}`,
        lifeArea: 'finances',
        words: sealed('other goal'),
      },
    ],
  ],
  [
    'what the family said of the first',
    (domain) => [
      own,
      {
        ...{
          ...of(domain),
          type: 'ViewGiven',
          view: 'view-1',
          on: { kind: 'goal', id: `goal-1-of-${domain}` },
          person: 'farid',
        },
        ...{ voice: 'own', stance: 'agrees', words: sealed('view') },
      },
    ],
  ],
  [
    'its own plan, about all of them',
    (domain) => [own, { ...of(domain), about: [], type: 'OwnPlanSubmitted', part: 'part-1', words: sealed('plan') }],
  ],
  [
    'what a deviation was weighed on',
    (domain) => [
      as('helper', 'any-support'),
      { ...of(domain), type: 'DeviationReasoned', deviation: 'deviation-1', account: { different: sealed('why') } },
    ],
  ],
  [
    'what goes first',
    (domain) => [
      as('helper', 'any-support'),
      {
        ...{ ...of(domain), type: 'PrioritySet', priority: 'priority-1', reason: sealed('first') },
        concern: { domain, lifeArea: 'finances' },
      },
    ],
  ],
  [
    'what was begun to check',
    (domain) => [
      as('checker', 'benefits-enforcement'),
      {
        ...of(domain),
        type: 'GoalProposed',
        goal: `goal-2-of-${domain}`,
        lifeArea: 'finances',
        words: sealed('check'),
      },
    ],
  ],
]

const UNDER = ['youth', 'wmo', 'participation'] as const
const permitted = (domain: LegalDomain): Past => [
  own,
  {
    ...{ ...of(domain), type: 'PermissionGiven', permission: `permission-${domain}`, person: 'farid', by: 'farid' },
    ...{ to: { kind: 'coordination' }, until: '2026-12-31T22:59:59.999Z', how: sealed('asked') },
  },
]

interface Row {
  readonly said: string
  readonly scope: string
  readonly asker: Asker
  readonly past: readonly Past[]
  readonly hasBases?: boolean
  /** Of who has no activity of a law: the one under which they have a part here. */
  readonly under?: LegalDomain
}

/** By an activity of care: for all of its law, and for one goal of who helps or of who checks. */
function joined(activity: string): readonly Row[] {
  const said = `\`${activity}\` (${activityOf(activity)?.law ?? ''})`
  const asker = worker('asker', activity)
  const law = lawOfCare(activity) ?? 'youth'
  const [by, event] = joinedFor('asker', law, activity)
  const goal = `goal-${activity === ENFORCES ? '2' : '1'}-of-${law}`
  const forOne = event.type === 'ProfessionalJoined' ? { ...event, scope: { goals: [goal] } } : event
  return [
    { said, scope: 'its law', asker, past: [[by, event]] },
    {
      said: '… joined for goals',
      scope: activity === ENFORCES ? 'the goal that checks' : 'the first goal',
      asker,
      past: [[by, forOne]],
    },
  ]
}

const OIN = '00000099000000000007'

/** The system of a school, asked for help for one goal. */
function referred(): Row {
  const under = 'youth'
  const due = { what: 'referral-answer', at: '2026-03-09T22:59:59.999Z', terms: 3 }
  const asked = { ...of(under), type: 'ReferralMade', referral: 'referral-1', to: OIN, words: sealed('asked') } as const
  const opens = [{ kind: 'goal', id: `goal-1-of-${under}` }] as const
  return {
    said: `\`partner-information\` (${activityOf('partner-information')?.law ?? ''})`,
    scope: 'an accepted referral for the first goal',
    asker: { id: '', role: 'partner', activity: 'partner-information', organisation: OIN },
    past: [
      [as('helper', 'any-support'), { ...asked, opens, until: '2026-12-31T22:59:59.999Z', due }],
      [
        as('helper', 'any-support'),
        { ...of(under), type: 'ReferralAnswered', referral: 'referral-1', answer: 'accepted' },
      ],
    ],
    under,
  }
}

const coordinates = `\`plan-coordination\` (${activityOf('plan-coordination')?.law ?? ''})`

const ROWS: readonly Row[] = [
  { said: coordinates, scope: 'every law', asker: coordinator('noor'), past: [] },
  {
    said: '… with a basis of the municipality for that law',
    scope: 'every law',
    asker: coordinator('noor'),
    past: [],
    hasBases: true,
  },
  {
    said: '… where each whom it is about permits it',
    scope: 'every law',
    asker: coordinator('noor'),
    past: UNDER.map(permitted),
  },
  ...['youth-support', 'social-support', 'participation-support', 'benefits-enforcement'].flatMap((one) => joined(one)),
  referred(),
]

function readBy({ asker, past, hasBases = false }: Row, [deed, event]: Past): string {
  const all = [...family, ...past, [deed, event] as const]
  const ages = { farid: 'adult', mirjam: 'adult', kim: '12-15' } as const
  const sight = sightOf(asker, factsAfter(all, { ages, bases: hasBases ? ALL_BASES : [] }))
  const one = shown(sight, writtenIn([deed, event]))
  return one === undefined ? '–' : one === event ? 'whole' : 'closed'
}

const UNDER_LAWS = COLUMNS.map(([, begun]) => begun)

/** Under the law of their activity, or under whichever where it has none of its own. */
function cells(row: Row): readonly string[] {
  const law = row.under ?? lawOfCare(row.asker.activity)
  const each = (some: readonly LegalDomain[], begun: (domain: LegalDomain) => Past) =>
    some.map((domain) => readBy(row, begun(domain)))
  const others = UNDER.filter((domain) => domain !== law)
  const ofAnother = law === undefined ? ['as of any'] : UNDER_LAWS.flatMap((begun) => each(others, begun))
  const own = UNDER_LAWS.map((begun) => each(law === undefined ? UNDER : [law], begun))
  return [...own, ofAnother].map((some) => [...new Set(some)].join(' or '))
}

export const whatIsReadInMarkdown = (): string =>
  [
    `| who asks, for | scope | ${COLUMNS.map(([said]) => said).join(' | ')} | of another law |`,
    `|---|---|${COLUMNS.map(() => '---|').join('')}---|`,
    ...ROWS.map((row) => `| ${row.said} | ${row.scope} | ${cells(row).join(' | ')} |`),
  ].join('\n')
