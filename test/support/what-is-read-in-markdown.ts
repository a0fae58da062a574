/** What each activity of helping, coordinating and checking reads of one plan, by the judgement that every answer is made from, as `docs/privacy.md` has it. */
import type { Deed } from '../../libs/deciding/decider.ts'
import type { LegalDomain } from '../../libs/deciding/domains.ts'
import type { Asker } from '../../libs/access/grounds.ts'
import { activityOf, lawOfCare } from '../../libs/access/processing-activities.ts'
import { shown, sightOf } from '../../libs/access/sight.ts'
import { ALL_BASES, coordinator, factsAfter, joinedFor, worker, writtenIn } from '../../libs/access/testing/standing.ts'
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
      { ...of(domain), type: 'GoalProposed', goal: 'goal-1', lifeArea: 'finances', words: sealed('goal') },
    ],
  ],
  [
    'what the family said of it',
    (domain) => [
      own,
      {
        ...{ ...of(domain), type: 'ViewGiven', view: 'view-1', on: { kind: 'goal', id: 'goal-1' }, person: 'farid' },
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
      { ...of(domain), type: 'GoalProposed', goal: 'goal-2', lifeArea: 'finances', words: sealed('check') },
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
  readonly asker: Asker
  readonly past: readonly Past[]
  readonly hasBases?: boolean
}

const helps = (activity: string): Row => {
  const law = lawOfCare(activity) ?? 'youth'
  return {
    said: `\`${activity}\` (${activityOf(activity)?.law ?? ''})`,
    asker: worker('asker', activity),
    past: [joinedFor('asker', law, activity)],
  }
}
const coordinates = `\`plan-coordination\` (${activityOf('plan-coordination')?.law ?? ''})`

const ROWS: readonly Row[] = [
  { said: coordinates, asker: coordinator('noor'), past: [] },
  {
    said: '… with a basis of the municipality for that law',
    asker: coordinator('noor'),
    past: [],
    hasBases: true,
  },
  {
    said: '… where each whom it is about permits it',
    asker: coordinator('noor'),
    past: UNDER.map(permitted),
  },
  ...['youth-support', 'social-support', 'participation-support', 'benefits-enforcement'].map((one) => helps(one)),
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
  const law = lawOfCare(row.asker.activity)
  const each = (some: readonly LegalDomain[], begun: (domain: LegalDomain) => Past) =>
    some.map((domain) => readBy(row, begun(domain)))
  const others = UNDER.filter((domain) => domain !== law)
  const ofAnother = law === undefined ? ['as of any'] : UNDER_LAWS.flatMap((begun) => each(others, begun))
  const own = UNDER_LAWS.map((begun) => each(law === undefined ? UNDER : [law], begun))
  return [...own, ofAnother].map((some) => [...new Set(some)].join(' or '))
}

export const whatIsReadInMarkdown = (): string =>
  [
    `| who asks, for | ${COLUMNS.map(([said]) => said).join(' | ')} | of another law |`,
    `|---|${COLUMNS.map(() => '---|').join('')}---|`,
    ...ROWS.map((row) => `| ${row.said} | ${cells(row).join(' | ')} |`),
  ].join('\n')
