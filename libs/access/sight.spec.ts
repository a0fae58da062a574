/** What each ground lets someone see, told on one family: a child helped in confidence, a suspicion that goes first, a deviation from it. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import {
  accountedFor,
  begun,
  deviationReasoned,
  deviationReported,
  fraudGoesFirst,
  goalProposed,
  identityOf,
  joined,
  kimJudged,
  readerDrawn,
  viewGiven,
  whole,
  type Past,
} from '../plan/testing/past.ts'
import { farid, kim, noor, rosa, sealed, yara } from '../plan/testing/people.ts'
import type { Ground } from './grounds.ts'
import { opensSealedValues, readsWithoutNames, sees, sightOf } from './sight.ts'
import {
  auditor,
  coordinator,
  deputyAppointed,
  exceptionReasoned,
  factsAfter,
  given,
  handoverProposed,
  inspection,
  joinedFor,
  lead,
  left,
  member,
  reader,
  representative,
  represents,
  worker,
  writtenIn,
} from './testing/standing.ts'

const viewOnOwnPlan: Past = [
  kim(),
  {
    ...identityOf('kim'),
    type: 'ViewGiven',
    view: 'view-1',
    on: { kind: 'own-plan', id: 'plan-1' },
    person: 'kim',
    voice: 'own',
    stance: 'has-doubts',
    words: sealed('not at home'),
  },
]
const requested: Past = [
  farid(),
  { ...identityOf('farid'), type: 'OtherCoordinatorRequested', request: 'r-1', reason: sealed('takes sides') },
]
const bsnOf = (person: string): Past => [
  noor(),
  { ...identityOf(person), type: 'BsnRecorded', person, bsn: sealed('bsn') },
]
const read: Past = [
  rosa(),
  {
    domain: 'youth',
    about: ['kim'],
    type: 'SecondReadingGiven',
    deviation: 'deviation-1',
    reading: 'reading-1',
    finding: 'supports',
  },
]
const readingWorded: Past = [
  rosa(),
  {
    domain: 'youth',
    about: ['kim'],
    type: 'SecondReadingWorded',
    deviation: 'deviation-1',
    reading: 'reading-1',
    words: sealed('careful'),
  },
]
const ownPlan: Past = [
  farid(),
  { domain: 'youth', about: [], type: 'OwnPlanSubmitted', words: sealed('we want to eat together') },
]

const past: readonly Past[] = [
  ...begun,
  joined('farid'),
  joined('kim'),
  bsnOf('kim'),
  joinedFor('yara', 'youth', 'youth-support'),
  joinedFor('ed', 'participation', 'benefits-enforcement'),
  ownPlan,
  viewOnOwnPlan,
  requested,
  kimJudged(true),
  goalProposed(),
  ...fraudGoesFirst,
  deviationReported({ kind: 'priority', priority: 'priority-1' }),
  accountedFor,
  deviationReasoned,
  readerDrawn('rosa'),
  read,
  readingWorded,
  viewGiven(kim(), { kind: 'deviation', id: 'deviation-1' }),
]

/** What everyone with a part in the plan reads. */
const WHO_IS_WHO = ['PlanOpened', 'CoordinatorAppointed', 'MemberJoined', 'MemberJoined']
const COORDINATION = ['NeedReported', ...WHO_IS_WHO]
const DEVIATION_AS_FACT = [
  'DeviationReported',
  'DeviationAccountedFor',
  'ReaderDrawn',
  'SecondReadingGiven',
  'ViewGiven',
]
const ABOUT_THE_CHILD = [
  ...['DeviationReported', 'DeviationAccountedFor', 'DeviationReasoned', 'ReaderDrawn'],
  ...['SecondReadingGiven', 'SecondReadingWorded', 'ViewGiven'],
]
const TEAMS = ['ProfessionalJoined', 'ProfessionalJoined']

describe('at work, someone reads', () => {
  it('for youth: the child’s story, who is who, and that something goes first; not why, nor before whom else', () => {
    given(...past)
      .asks(worker('yara', 'youth-support'))
      .sees(
        ...[...WHO_IS_WHO, 'ProfessionalJoined', 'OwnPlanSubmitted', 'CapacityJudged', 'GoalProposed'],
        ...['DomainBoundByPriority', ...ABOUT_THE_CHILD],
      )
  })

  it('for enforcement of benefits: who is adult, their own joining, the priority and its reason, and nothing of the child', () => {
    given(...past)
      .asks(worker('ed', 'benefits-enforcement'))
      .sees('PlanOpened', 'CoordinatorAppointed', 'MemberJoined', 'ProfessionalJoined', 'PrioritySet')
  })

  it('as coordinator: all of it, but not what was given in confidence', () => {
    const seen = [
      ...['NeedReported', ...WHO_IS_WHO, 'BsnRecorded', ...TEAMS, 'OwnPlanSubmitted', 'ViewGiven'],
      ...['OtherCoordinatorRequested', 'GoalProposed', 'PrioritySet', 'DomainBoundByPriority'],
      ...DEVIATION_AS_FACT,
    ]
    given(...past)
      .asks(coordinator('noor'))
      .sees(...seen)
    given(...past, deputyAppointed('dina'))
      .asks(coordinator('dina'))
      .sees(...seen, 'DeputyAppointed')
  })

  it('as the next coordinator: the same, but no BSN before it is their plan', () => {
    const now = [...past, handoverProposed('bart')]
    const types = (id: string) => {
      const sight = sightOf(coordinator(id), factsAfter(now))
      return now.filter((one) => sees(sight, writtenIn(one))).map(([, { type }]) => type)
    }
    assert.deepEqual(
      types('bart'),
      types('noor').filter((type) => type !== 'BsnRecorded'),
    )
  })

  it('as coordinator who joined for youth: in confidence too, when that is what they ask for', () => {
    const asks = { id: 'noor', role: 'coordinator', activity: 'youth-support' } as const
    given(accountedFor, deviationReasoned, readingWorded, kimJudged(true)).asks(asks).standsOnNothing()
    given(...begun, joinedFor('noor', 'youth', 'youth-support'), deviationReasoned, readingWorded, ...fraudGoesFirst)
      .asks(asks)
      .sees(
        'PlanOpened',
        'CoordinatorAppointed',
        'ProfessionalJoined',
        'DeviationReasoned',
        'SecondReadingWorded',
        'DomainBoundByPriority',
      )
  })

  it('as team lead: the coordination, and nothing of anyone’s life; no BSN', () => {
    given(...past)
      .asks(lead('north'))
      .sees(...COORDINATION, 'ViewGiven', 'OtherCoordinatorRequested')
  })
})

describe('of the family, someone reads', () => {
  it('what is about themselves, and what is about the plan as a whole', () => {
    given(...past)
      .asks(member('farid'))
      .sees(
        ...['PlanOpened', 'CoordinatorAppointed', 'MemberJoined', ...TEAMS, 'OwnPlanSubmitted'],
        ...['OtherCoordinatorRequested', 'PrioritySet', 'DomainBoundByPriority'],
      )
  })

  it('a child of thirteen: its own story, also what was said of it in confidence', () => {
    given(...past)
      .asks(member('kim'))
      .sees(
        ...['PlanOpened', 'CoordinatorAppointed', 'MemberJoined', 'BsnRecorded', 'ProfessionalJoined'],
        ...['OwnPlanSubmitted', 'ViewGiven', 'GoalProposed'],
        ...['DomainBoundByPriority', ...ABOUT_THE_CHILD],
      )
  })

  it('who left: what there was until that moment, and nothing after', () => {
    const later = (one: Past): Past => [{ ...one[0], at: '2026-03-02T09:00:00.001Z' }, one[1]]
    given(...begun, joined('kim'), goalProposed(), left('kim'), later(kimJudged(true)), later(deputyAppointed('dina')))
      .asks(member('kim'))
      .sees('PlanOpened', 'CoordinatorAppointed', 'MemberJoined', 'GoalProposed', 'MemberLeft')
  })

  it('who administers assets: of money, and who is who; not the words on a coordinator, nor the BSN', () => {
    const assets = represents('gran', 'farid', 'administrator-of-assets')
    given(...past, bsnOf('farid'), assets)
      .asks(representative('gran'))
      .sees(
        ...['PlanOpened', 'CoordinatorAppointed', 'MemberJoined', 'ProfessionalJoined'],
        ...['PrioritySet', 'RepresentativeAppointed'],
      )
  })
})

describe('from outside, someone reads', () => {
  it('as second reader: the one deviation and what the family said of it; not the goal, not another deviation', () => {
    given(...past)
      .asks(reader('rosa'))
      .sees(...ABOUT_THE_CHILD)
    const [deed, event] = deviationReported()
    const another: Past = [deed, { ...event, deviation: 'deviation-2' } as Past[1]]
    const invited: Past = [
      yara(),
      {
        domain: 'youth',
        about: ['kim'],
        type: 'ViewInvited',
        on: { kind: 'deviation', id: 'deviation-1' },
        person: 'kim',
        due: { what: 'view', at: '2026-03-16T22:59:59.999Z', terms: 3 },
      },
    ]
    given(...past, another, invited)
      .asks(reader('rosa'))
      .sees(...ABOUT_THE_CHILD)
  })

  it('as second reader of an exception: the goal and what the family said of it', () => {
    given(...past, exceptionReasoned('ruud'), viewGiven(kim(), {}))
      .asks(reader('ruud'))
      .sees('GoalProposed', 'AdoptionExceptionReasoned', 'ViewGiven')
  })

  it('who verifies: every envelope', () => {
    given(...past)
      .asks(auditor())
      .sees(...past.map(([, { type }]) => type))
  })

  it('who inspects for youth: its content and who is who; of its period', () => {
    const inspections = [inspection]
    given(...past)
      .asks(auditor('inspection-youth'), { inspections })
      .sees(
        ...[...WHO_IS_WHO, 'ProfessionalJoined', 'OwnPlanSubmitted', 'CapacityJudged', 'GoalProposed'],
        ...['DomainBoundByPriority', ...ABOUT_THE_CHILD],
      )
    const from = { ...inspection, recordedFrom: '2026-03-02T09:00:00.001Z' }
    given(...past)
      .asks(auditor('inspection-youth'), { inspections: [from] })
      .sees()
    const until = { ...inspection, recordedUntil: '2026-03-02T09:00:00.000Z' }
    given(...past)
      .asks(auditor('inspection-youth'), { inspections: [until] })
      .sees()
  })
})

describe('what is read', () => {
  const on = (is: 'verifying' | 'coordinating'): Ground => ({ is })
  const asReader: Ground = { is: 'second-reader', deviations: { 'deviation-1': 'all' }, goals: {} }

  it('is opened to everyone but who verifies, who works on sealed values', () => {
    assert.equal(opensSealedValues([on('verifying')]), false)
    assert.equal(opensSealedValues([]), false)
    assert.equal(opensSealedValues([on('coordinating')]), true)
    assert.equal(opensSealedValues([{ is: 'inspecting', inspection }]), true)
    assert.equal(opensSealedValues([asReader]), true)
  })

  it('is without names for a second reader, and for who is asked from outside, also where they are both', () => {
    const asAsked: Ground = { is: 'consulted', scope: { items: new Set(['goal:goal-1']), persons: [] } }
    for (const grounds of [[asReader], [asAsked], [asReader, asAsked]]) assert.equal(readsWithoutNames(grounds), true)
    for (const ground of [on('coordinating'), { is: 'care-team', domains: ['youth'] } as const])
      assert.equal(readsWithoutNames([ground]), false)
  })

  it('is nothing on no ground', () => {
    const [deed, event] = [noor(), { ...whole, type: 'PlanOpened', plan: 'plan-1' } as const]
    const { withheld } = sightOf(coordinator('stranger'), factsAfter([]))
    assert.equal(sees({ grounds: [], withheld }, writtenIn([deed, event])), false)
  })
})
