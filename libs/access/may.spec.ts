/** Who may do what: each command, for each person with a part in the plan; and what someone does not see is for them not there to be done anything to. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { Refusal } from '../deciding/decider.ts'
import type { PlanCommand } from '../plan/plan.ts'
import {
  accountedFor,
  challengeRaised,
  actionPlanned,
  deviationReported,
  family,
  fraudGoesFirst,
  goalProposed,
  readerDrawn,
  referralMade,
  type Past,
  viewGiven,
} from '../plan/testing/past.ts'
import { DE_BRUG, kim, sealed, yara } from '../plan/testing/people.ts'
import { FIELD_OF, ITEM_KINDS, keyOf } from '../plan/visibility/visibility.ts'
import type { Asker } from './grounds.ts'
import { mayDo, WHO_MAY } from './may.ts'
import { sightOf } from './sight.ts'
import {
  auditor,
  askedWhatIsWithheld,
  contentWithheld,
  coordinator,
  deputyAppointed,
  exceptionReasoned,
  factsAfter,
  handoverProposed,
  inspection,
  joinedFor,
  lead,
  left,
  member,
  reader,
  representative,
  represents,
  sharingAsked,
  supporterAsked,
  worker,
  glassBroken,
} from './testing/standing.ts'
import type { Concerned } from './done-to.ts'

const permissionGiven: Past = [
  kim(),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'PermissionGiven' },
    ...{ permission: 'permission-1', person: 'kim', by: 'kim' },
    ...{ to: { kind: 'coordination' }, until: '2026-12-31T22:59:59.999Z', how: sealed('over tea') },
  },
]

const sharingGranted: Past = [
  yara(),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'SharingGranted', sharing: 'sharing-1', ground: 'same-help' },
    ...{ to: { kind: 'organisation', id: DE_BRUG }, items: [{ kind: 'action', id: 'action-1' }] },
    ...{ necessity: sealed('the weekly talk'), until: '2026-12-31T22:59:59.999Z' },
  },
]

const past = [
  ...family,
  joinedFor('yara', 'youth', 'youth-support'),
  joinedFor('wim', 'wmo', 'social-support'),
  referralMade(),
  represents('mirjam', 'kim', 'parental-authority'),
  goalProposed(),
  viewGiven(yara(), { person: 'kim', voice: 'reported-by-professional' }),
  exceptionReasoned('ruud'),
  actionPlanned('kim'),
  ...fraudGoesFirst,
  deviationReported(),
  accountedFor,
  readerDrawn('rosa'),
  handoverProposed('bart'),
  contentWithheld('grandmother'),
  askedWhatIsWithheld('kim'),
  permissionGiven,
  sharingGranted,
  ...sharingAsked,
  challengeRaised(kim()),
  supporterAsked,
  ...glassBroken(),
]
const inspections = [{ ...inspection, auditor: 'vera' }]
const facts = factsAfter(past, { inspections })

type Answer = 'may' | 'NOT_ALLOWED_ON_THIS_GROUND' | 'NOT_FOUND'

function answerTo(asker: Asker, command: Concerned, among = facts): Answer {
  try {
    mayDo(sightOf(asker, among), command, among.plan)
    return 'may'
  } catch (refusal) {
    assert.ok(refusal instanceof Refusal, String(refusal))
    assert.deepEqual(refusal.details, {})
    return refusal.code as Answer
  }
}

/** In the order of the table: at work, of the family, from outside. Vera verifies, and then inspects for youth. */
const PEOPLE: readonly Asker[] = [
  ...[coordinator('noor'), coordinator('bart'), lead('north')],
  ...[worker('yara', 'youth-support'), worker('wim', 'social-support')],
  ...[member('mirjam'), member('farid'), member('kim')],
  ...[reader('rosa'), reader('ruud')],
  ...[auditor(), auditor('inspection-youth')],
]

const goal = { goal: 'goal-1' }
const action = { action: 'action-1' }
const referral = { referral: 'referral-1' }
const deviation = { deviation: 'deviation-1' }
const onGoal = { on: { kind: 'goal', id: 'goal-1' }, person: 'kim' } as const
const challenge = { challenge: 'challenge-1' }
const ofKim = { person: 'kim' }
const withheld = { withholding: 'withheld-1' }
const youth = { domain: 'youth', about: ['kim'] } as const
const permitting = { ...ofKim, permissions: [{ domain: 'youth' }] } as const
const money = { concern: { domain: 'participation' }, about: ['mirjam', 'farid'] } as const

/**
 * What each command is tried on, and who may (+), who sees it but may not (-), and for whom it is not there (.):
 * coordinator, next, team lead; for youth, for wmo; mother with authority, father, child of thirteen; reader of the deviation, of the
 * exception; who verifies, who inspects.
 */
const TABLE: Readonly<Record<PlanCommand['type'], readonly [string, Omit<Concerned, 'type'>]>> = {
  OpenPlan: ['--- -- --- .. --', {}],
  InviteOwnPlan: ['+-- -- --- .. --', {}],
  DeliverOwnPlanInvitation: ['+-- -- --- .. --', {}],
  SubmitOwnPlan: ['+-- -- +++ .. --', { parts: [{ domain: 'youth' }] }],
  WaiveOwnPlan: ['+-- -- +++ .. --', {}],
  OfferClientSupport: ['+-- -- --- .. --', {}],

  ClosePlan: ['+-- -- --- .. --', {}],
  ReopenPlan: ['+-+ -- +++ .. --', {}],
  EndHelp: ['--- -- +.+ .. -.', ofKim],
  ResumeHelp: ['--- -- +.+ .. -.', ofKim],
  AnswerEnding: ['--+ -- -.- .. -.', ofKim],

  RequestMembership: ['+-- -- ... .. -.', { person: 'omar' }],
  SettleMembership: ['--- -- --- .. --', {}],
  RecordMemberLeft: ['+-- -- -.- .. -.', ofKim],
  ContestDeparture: ['--- -- +.+ .. -.', ofKim],
  DecideContest: ['--+ -- -.- .. -.', ofKim],
  ExpectChild: ['+-- -- --- .. --', {}],
  RecordBirth: ['+-- -- ... .. -.', { person: 'omar' }],
  RecordDeath: ['+-- -- -.- .. -.', ofKim],
  StateCommunicationNeeds: ['+-- ++ +.+ .. -.', ofKim],
  RecordCorrection: ['+-+ ++ +.+ ++ --', { corrects: { domain: 'general', about: ['kim'] } }],
  AnswerCorrectionRequest: ['+-+ ++ +.+ ++ --', { corrects: { domain: 'general', about: ['kim'] } }],
  SetAddressSecrecy: ['+-- -- -.- .. -.', ofKim],

  AppointCoordinator: ['--- -- --- .. --', {}],
  AppointDeputy: ['+-+ -- --- .. --', {}],
  EndDeputy: ['+-+ -- --- .. --', {}],
  ProposeHandover: ['+-- -- --- .. --', {}],
  SupplementHandover: ['+-- -- --- .. --', {}],
  RecordHandoverConversation: ['+-- -- --- .. --', {}],
  AcceptHandover: ['-+- -- --- .. --', {}],
  DeclineHandover: ['-+- -- --- .. --', {}],
  WithdrawHandover: ['+-- -- --- .. --', {}],
  ReplaceCoordinator: ['--+ -- --- .. --', {}],
  RequestOtherCoordinator: ['--- -- +.+ .. -.', ofKim],
  AnswerOtherCoordinatorRequest: ['--+ -- --- .. --', {}],

  JoinProfessional: ['+-- -. ... .. -.', { domain: 'youth' }],
  NarrowJoining: ['+-. -. ... .. -.', { joining: 'yara-for-youth-support' }],
  EndJoining: ['+-. +. ... .. -.', { joining: 'yara-for-youth-support' }],
  AppointRepresentative: ['+-- -- -.- .. -.', { represents: 'kim' }],
  ProveRepresentation: ['+-- -- -.- .. -.', { representation: 'mirjam-as-parental-authority-of-kim' }],
  EndRepresentation: ['--+ -- +.+ .. -.', { representation: 'mirjam-as-parental-authority-of-kim' }],
  JudgeCapacity: ['--. +. -.- .. -.', { ...ofKim, domain: 'youth' }],

  AskSupporter: ['--. -. +.+ .. -.', { ...ofKim, domain: 'youth' }],
  AcceptSupport: ['--. -. ..- .. -.', { support: 'support-1' }],
  EndSupport: ['--. -. ..+ .. -.', { support: 'support-1' }],

  MakeReferral: ['+-. -. -.- .. -.', youth],
  AskAboutReferral: ['--. -. -.- .. -.', referral],
  AnswerReferralQuestion: ['+-. -. -.- .. -.', referral],
  AcceptReferral: ['--. -. -.- .. -.', referral],
  DeclineReferral: ['--. -. -.- .. -.', referral],
  EndReferral: ['+-. -. -.- .. -.', referral],

  GivePermission: ['+-. +. +.+ .. -.', permitting],
  WithdrawPermission: ['+-. +. +.+ .. -.', { permission: 'permission-1' }],

  ShareItems: ['+-. +. -.- .. -.', { items: [{ kind: 'action', id: 'action-1' }] }],
  EndSharing: ['+-. +. -.- .. -.', { sharing: 'sharing-1' }],
  WithdrawSharing: ['+-. +. ... .- -.', { sharing: 'sharing-2' }],
  ReadSharing: ['--. -. ... .+ -.', { sharing: 'sharing-2' }],
  RecuseSharingReader: ['--. -. ... .+ -.', { sharing: 'sharing-2' }],

  InviteView: ['+-. +. -.- .. -.', onGoal],
  ConfirmView: ['--. -. +.+ .. -.', { view: 'view-of-kim' }],
  GiveView: ['+-. +. +.+ .. -.', onGoal],
  EvaluateAsFamily: ['--. -. +.+ .. -.', onGoal],

  RaiseChallenge: ['+-. +. +.+ .. -.', onGoal],
  AnswerChallenge: ['+-. -. -.- .. -.', challenge],
  ForwardChallenge: ['+-. -. -.- .. -.', challenge],
  OpenChallenge: ['+-. +. +.+ .. -.', challenge],
  AcceptChallengeAnswer: ['+-. +. +.+ .. -.', challenge],
  RejectChallengeAnswer: ['+-. +. +.+ .. -.', challenge],
  WithdrawChallenge: ['+-. +. +.+ .. -.', challenge],
  EscalateChallenge: ['--. -. -.- .. -.', challenge],

  ProposeGoal: ['+-. +. +.+ .. -.', youth],
  ReviseGoal: ['+-. +. +.+ .- -.', goal],
  ReasonAdoptionException: ['+-. +. -.- .- -.', goal],
  ReadAdoptionException: ['--. -. -.- .+ -.', goal],
  RecuseExceptionReader: ['--. -. -.- .+ -.', goal],
  AdoptGoal: ['+-. +. -.- .- -.', goal],
  EvaluateGoal: ['+-. +. -.- .- -.', goal],
  DropGoal: ['+-. +. -.- .- -.', goal],

  PlanAction: ['+-. +. +.+ .- -.', goal],
  AcceptAction: ['+-. +. +.+ .. -.', action],
  FinishAction: ['+-. +. +.+ .. -.', action],
  ReportActionStalled: ['+-. +. +.+ .. -.', action],
  DropAction: ['+-. +. -.- .. -.', action],

  SetPriority: ['+-. .. --. .. -.', money],
  LiftPriority: ['+-. .. --. .. -.', { priority: 'priority-1' }],

  ReportDeviation: ['+-+ +. -.- .. -.', { ...youth, from: { kind: 'step' } }],
  AccountForDeviation: ['--. +. -.- -. -.', deviation],
  DrawReader: ['+-. +. -.- -. -.', deviation],
  RecuseReader: ['--. -. -.- +. -.', deviation],
  GiveSecondReading: ['--. -. -.- +. -.', deviation],
  AnswerReader: ['--. +. -.- -. -.', deviation],
  PassReading: ['--. -. -.- -. -.', deviation],
  InviteToEvaluate: ['--. -. -.- -. -.', deviation],
  AnswerObjection: ['--. +. -.- -. -.', deviation],
  MeetCondition: ['--. +. -.- -. -.', deviation],
  SettleObjection: ['--. -. -.- -. -.', deviation],
  EndDeviation: ['--. +. -.- -. -.', deviation],
  EvaluateDeviation: ['--. +. -.- -. -.', deviation],
  ClearLesson: ['+-. +. -.- -. -.', deviation],

  Withhold: ['+-. +. +.+ .. -.', { items: [{ kind: 'goal', id: 'goal-1' }] }],
  LimitSight: ['+-. +. -.- .. -.', { limits: { person: 'kim', domain: 'youth' } }],
  CompleteWithholding: ['+-. +. -.- .. -.', withheld],
  ConfirmWithholding: ['--. -. -.- .. -.', withheld],
  DenyWithholding: ['+-. +. -.- .. -.', withheld],
  ReviewWithholding: ['+-. +. -.- .. -.', withheld],
  ReleaseContent: ['+-. +. +.+ .. -.', withheld],
  LiftSightLimit: ['+-. +. -.- .. -.', withheld],
  AskBreakGlass: ['--- -- --- .. --', {}],
  SettleBreakGlass: ['--- -- --- .. --', {}],
  ReviewBreakGlass: ['+-. .. ... .. -.', { use: 'use-1' }],

  AskWhatIsWithheld: ['--- -- +.+ .. -.', ofKim],
  AnswerWhatIsWithheld: ['... .. -.- .. -.', { request: 'asked-1' }],

  StepUp: ['--- -- --- .. --', {}],
  ExtendDue: ['+-. -. -.- .. -.', { found: { domain: 'youth', about: ['kim'], item: { kind: 'goal', id: 'goal-1' } } }],
}
const MARKS = { may: '+', NOT_ALLOWED_ON_THIS_GROUND: '-', NOT_FOUND: '.' } as const
const ROWS = (Object.keys(TABLE) as readonly PlanCommand['type'][]).map((type) => ({
  type,
  marks: TABLE[type][0].replaceAll(' ', ''),
  on: { type, ...TABLE[type][1] },
}))

describe('who may', () => {
  it.each(ROWS)('$type: $marks', ({ marks, on }) => {
    assert.equal(PEOPLE.map((asker) => MARKS[answerTo(asker, on)]).join(''), marks)
  })

  it('is told of every command there is', () => {
    assert.deepEqual(Object.keys(TABLE).sort(), Object.keys(WHO_MAY).sort())
  })

  it('gives back the domain and the people of what is done: what its words are sealed under', () => {
    const asYara = sightOf(worker('yara', 'youth-support'), facts)
    const concern = (command: Concerned) => {
      const { domain, about } = mayDo(asYara, command, facts.plan)
      return { domain, about }
    }
    for (const command of [
      { type: 'AdoptGoal', ...goal },
      { type: 'AcceptAction', ...action },
      { type: 'GiveView', ...onGoal },
    ] as const)
      assert.deepEqual(concern(command), { domain: 'youth', about: ['kim'] })
    assert.deepEqual(concern({ type: 'JudgeCapacity', person: 'kim', domain: 'youth' }), {
      domain: 'youth',
      about: ['kim'],
    })
  })
})

describe('what someone does not see', () => {
  const NOWHERE = {
    ...{ goal: 'nothing-0', action: 'nothing-0', deviation: 'nothing-0', priority: 'nothing-0', joining: 'nothing-0' },
    ...{
      representation: 'nothing-0',
      support: 'nothing-0',
      challenge: 'nothing-0',
      on: { kind: 'goal', id: 'nothing-0' },
    },
  } as const

  it.each(ROWS.filter(({ on }) => Object.keys(on).some((key) => key in NOWHERE)))(
    'is for $type not to be told from what is not there',
    ({ type, marks, on }) => {
      const nowhere: Concerned = {
        ...on,
        ...Object.fromEntries(Object.entries(NOWHERE).filter(([key]) => key in on)),
        type,
      }
      PEOPLE.forEach((asker, place) => {
        assert.equal(answerTo(asker, nowhere), 'NOT_FOUND')
        if (marks[place] === '.') assert.equal(answerTo(asker, on), answerTo(asker, nowhere))
      })
    },
  )

  it('is not opened by one’s own name on what is about someone else', () => {
    const among = factsAfter([...past, left('kim')])
    for (const type of ['InviteView', 'GiveView'] as const)
      for (const id of ['farid', 'mirjam'])
        assert.equal(answerTo(member(id), { type, ...onGoal, person: id }, among), 'NOT_FOUND')
  })

  it('is not told of beside what they do see: several items are withheld by who sees each of them', () => {
    const among = factsAfter([...past, goalProposed(['mirjam'], 'goal-2')])
    const both = (second: string) =>
      ({
        type: 'Withhold',
        items: [
          { kind: 'goal', id: 'goal-1' },
          { kind: 'goal', id: second },
        ],
      }) as const
    assert.equal(answerTo(member('kim'), both('goal-1'), among), 'may')
    for (const second of ['goal-2', 'nothing-0'])
      assert.equal(answerTo(member('kim'), both(second), among), 'NOT_FOUND')
  })

  it.each(ITEM_KINDS)('is what is withheld from them, by whatever name a command has for it: %s', (kind) => {
    const sight = sightOf(coordinator('noor'), facts)
    const items = new Set([keyOf({ kind, id: 'withheld-from-noor' })])
    const naming = (id: string) => () =>
      mayDo(
        { ...sight, withheld: { ...sight.withheld, items } },
        { type: 'InviteOwnPlan', [FIELD_OF[kind]]: id },
        facts.plan,
      )
    assert.throws(naming('withheld-from-noor'), { code: 'NOT_FOUND' })
    assert.doesNotThrow(naming('another'))
  })

  it('is everything for who has no part in the plan', () => {
    for (const { on } of ROWS)
      for (const asker of PEOPLE.filter(({ activity }) => activity !== 'log-verification'))
        assert.equal(answerTo({ ...asker, id: 'stranger', team: 'east' }, on), 'NOT_FOUND')
  })

  it('is the same answer to who inspects, whether or not it lies within the inspection', () => {
    const inspector = auditor('inspection-youth')
    for (const { type, on } of ROWS.filter(({ on: { goal: id } }) => id !== undefined))
      assert.equal(answerTo(inspector, on), answerTo(inspector, { type, goal: 'nothing-0' }))
  })
})

describe('nobody, and least of all the coordinator, removes', () => {
  const ended = { type: 'EndRepresentation', representation: 'mirjam-as-parental-authority-of-kim' } as const

  it('a representative: a coordinator may appoint one, and not end one; nor may a deputy, or the next coordinator', () => {
    const among = factsAfter([...past, deputyAppointed('dina')])
    for (const id of ['noor', 'dina', 'bart'])
      assert.equal(answerTo(coordinator(id), ended, among), 'NOT_ALLOWED_ON_THIS_GROUND')
    assert.equal(answerTo(coordinator('noor'), { type: 'AppointRepresentative', represents: 'kim' }), 'may')
  })

  it('a deviation or a view: no command takes one back', () => {
    const takesBack = /^(Remove|Delete|Withdraw|Revoke|Retract|Undo|Cancel|Hide|Erase|End|Drop)/
    const commands = Object.keys(WHO_MAY).filter((type) => takesBack.test(type))
    const known = [
      'DropAction',
      'DropGoal',
      'EndDeputy',
      // That a step is followed again: what was left stays, and is answered for.
      'EndDeviation',
      'EndHelp',
      'EndJoining',
      'EndReferral',
      'EndRepresentation',
      'EndSharing',
      'EndSupport',
      // Withdrawn it stands.
      'WithdrawChallenge',
      'WithdrawHandover',
      'WithdrawPermission',
      'WithdrawSharing',
    ]
    assert.deepEqual(commands.sort(), known)
  })
})

describe('for the family as a whole', () => {
  const submit = (...domains: readonly ('youth' | 'participation')[]) =>
    ({ type: 'SubmitOwnPlan', parts: domains.map((domain) => ({ domain })) }) as const

  it('who left it speaks no longer: not in its own plan, not of its coordinator, not of what was theirs', () => {
    const among = factsAfter([...past, left('farid')])
    for (const type of ['SubmitOwnPlan', 'WaiveOwnPlan'] as const) {
      assert.equal(answerTo(member('farid'), { type }), 'may')
      assert.equal(answerTo(member('farid'), { type }, among), 'NOT_ALLOWED_ON_THIS_GROUND')
    }
    const asks = { type: 'RequestOtherCoordinator', person: 'farid' } as const
    assert.equal(answerTo(member('farid'), asks), 'may')
    assert.equal(answerTo(member('farid'), asks, among), 'NOT_FOUND')
    assert.equal(answerTo(member('farid'), { type: 'LiftPriority', priority: 'priority-1' }, among), 'NOT_FOUND')
  })

  it('who administers someone’s assets speaks of money only', () => {
    const among = factsAfter([...past, represents('gran', 'farid', 'administrator-of-assets')])
    const gran = representative('gran')
    assert.equal(answerTo(gran, submit('participation'), among), 'may')
    assert.equal(answerTo(gran, submit('participation', 'youth'), among), 'NOT_ALLOWED_ON_THIS_GROUND')
    assert.equal(answerTo(gran, { type: 'WaiveOwnPlan' }, among), 'NOT_ALLOWED_ON_THIS_GROUND')
    assert.equal(answerTo(gran, { type: 'ProposeGoal', domain: 'participation', about: ['farid'] }, among), 'may')
    assert.equal(answerTo(gran, { type: 'ProposeGoal', domain: 'wmo', about: ['farid'] }, among), 'NOT_FOUND')
  })
})

describe('a deputy who is asked to coordinate next', () => {
  it('deputises, and accepts or declines for themselves', () => {
    const among = factsAfter([...past.slice(0, -1), deputyAppointed('dina'), handoverProposed('dina')])
    for (const type of ['AcceptHandover', 'DeclineHandover', 'InviteOwnPlan'] as const)
      assert.equal(answerTo(coordinator('dina'), { type }, among), 'may')
  })
})
