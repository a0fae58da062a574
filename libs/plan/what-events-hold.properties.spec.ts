/** What holds of every event of a plan: its domain comes from its item, it says nothing personal in clear, and it keeps nothing that was not asked for. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { DOMAINS, LEGAL_DOMAINS } from '../deciding/domains.ts'
import { STEP_RULES } from '../protocol/protocol.ts'
import { ADDRESSEES, FIRST_TO, CHALLENGED_KINDS } from './challenges/challenge.ts'
import { CORRECTED_KINDS } from './corrections/correction-events.ts'
import { READ_BECAUSE } from './deviations/deviation-events.ts'
import { FINDINGS } from './deviations/second-reading.ts'
import { LIFE_AREAS } from './opening/life-areas.ts'
import { plan, type PlanCommand, type PlanEvent } from './plan.ts'
import { eventsOf, histories, inEveryHistory } from './testing/histories.ts'
import { AN_ID, valuesIn } from './testing/values-in.ts'
import { RECIPIENT_KINDS } from './permissions/permission.ts'
import { MISSING_TO_SHARE, SHARING_FINDINGS, SHARING_GROUNDS } from './sharings/sharing.ts'
import { OPENED_KINDS } from './referrals/referrals.ts'
import { VIEWED_KINDS } from './views/viewed.ts'
import { STANCES, VOICES } from './views/views.ts'
import { ITEM_KINDS, WITHHOLDING_GROUNDS, WITHHOLDING_MODES } from './visibility/visibility.ts'
import { USE_FINDINGS } from './break-glass/break-glass.ts'
import { SEALED_IN_GENERAL } from './testing/sealed-in-general.ts'
import { DUE, STEPS_UP } from './terms/due-kinds.ts'
import { WHOLE_SCOPES } from './care-team/joining.ts'
import { SUPPORTER_KINDS } from './support/supports.ts'
import { REPRESENTATION_KINDS } from './care-team/representation.ts'

const OF_THE_END = { PlanClosed: 'none', PlanReopened: 'none', HelpEnded: 'none', HelpResumed: 'none' } as const

/** Which event of the plan makes an item, and which tell what became of it. Not here: what is of the plan as a whole, or of one person. */
const ITEM_OF: Readonly<
  Record<
    PlanEvent['type'],
    | 'goal'
    | 'action'
    | 'priority'
    | 'deviation'
    | 'joining'
    | 'support'
    | 'referral'
    | 'permission'
    | 'sharing'
    | 'challenge'
    | 'view'
    | 'none'
  >
> = {
  SupporterAsked: 'support',
  SupportAccepted: 'support',
  SupportEnded: 'support',
  NeedReported: 'none',
  PlanOpened: 'none',
  CommunicationNeedsStated: 'none',
  OwnPlanInvited: 'none',
  OwnPlanInvitationDelivered: 'none',
  OwnPlanSubmitted: 'none',
  OwnPlanWaived: 'none',
  ClientSupportOffered: 'none',
  MembershipRequested: 'none',
  BsnRecorded: 'none',
  MemberJoined: 'none',
  MembershipRefused: 'none',
  CorrectionRecorded: 'none',
  CorrectionAsked: 'none',
  CorrectionGranted: 'none',
  CorrectionRefused: 'none',
  MemberLeft: 'none',
  SightLimitOffered: 'none',
  DepartureContested: 'none',
  DepartureUpheld: 'none',
  DepartureUndone: 'none',
  ...OF_THE_END,
  EndingAnswered: 'none',
  BreakGlassAsked: 'none',
  BreakGlassUsed: 'none',
  BreakGlassRefused: 'none',
  BreakGlassReviewed: 'none',
  ChildExpected: 'none',
  ChildBorn: 'none',
  MemberDied: 'none',
  AddressSecrecySet: 'none',
  CoordinatorAppointed: 'none',
  DeputyAppointed: 'none',
  DeputyEnded: 'none',
  HandoverProposed: 'none',
  HandoverSupplemented: 'none',
  HandoverConversationHeld: 'none',
  HandoverAccepted: 'none',
  HandoverDeclined: 'none',
  HandoverWithdrawn: 'none',
  CoordinatorReplaced: 'none',
  OtherCoordinatorRequested: 'none',
  OtherCoordinatorAnswered: 'none',
  RepresentativeAppointed: 'none',
  RepresentationProven: 'none',
  RepresentationProofShown: 'none',
  ConflictOfInterestDeclared: 'none',
  RepresentativeEnded: 'none',
  CapacityJudged: 'none',
  // Everyone whom a priority binds knows that it is set and lifted; why stays in its own domain.
  PrioritySet: 'priority',
  PriorityLifted: 'priority',
  DomainBoundByPriority: 'none',
  DomainReleasedFromPriority: 'none',
  ProfessionalJoined: 'joining',
  JoiningNarrowed: 'joining',
  ProfessionalLeft: 'joining',
  ReferralMade: 'referral',
  ReferralQuestionAsked: 'referral',
  ReferralQuestionAnswered: 'referral',
  ReferralAnswered: 'referral',
  ReferralEnded: 'referral',
  PermissionGiven: 'permission',
  PermissionWithdrawn: 'permission',
  SharingGranted: 'sharing',
  SharingAsked: 'sharing',
  SharingReaderDrawn: 'sharing',
  SharingReaderRecused: 'sharing',
  SharingRead: 'sharing',
  SharingWithdrawn: 'sharing',
  SharingRefused: 'sharing',
  SharingEnded: 'sharing',
  GoalProposed: 'goal',
  GoalRevised: 'goal',
  AdoptionExceptionReasoned: 'goal',
  AdoptionExceptionRead: 'goal',
  ExceptionReaderDrawn: 'goal',
  ExceptionReaderRecused: 'goal',
  GoalAdopted: 'goal',
  GoalEvaluated: 'goal',
  GoalDropped: 'goal',
  ActionPlanned: 'action',
  ActionAccepted: 'action',
  ActionDone: 'action',
  ActionStalled: 'action',
  ActionDropped: 'action',
  DeviationReported: 'deviation',
  DeviationAccountedFor: 'deviation',
  DeviationReasoned: 'deviation',
  ReaderDrawn: 'deviation',
  ReaderRecused: 'deviation',
  SecondReadingGiven: 'deviation',
  SecondReadingWorded: 'deviation',
  ReaderAnswered: 'deviation',
  ReaderAnswerWorded: 'deviation',
  DeviationEvaluated: 'deviation',
  ViewInvited: 'view',
  ContentWithheld: 'none',
  SightLimited: 'none',
  WithholdingCompleted: 'none',
  WithholdingConfirmed: 'none',
  WithholdingDenied: 'none',
  WithholdingReviewed: 'none',
  ContentReleased: 'none',
  SightLimitLifted: 'none',
  WithheldAskedFor: 'none',
  WithheldAnswered: 'none',
  DueWentUp: 'none',
  DueLeftUnanswered: 'none',
  DueExtended: 'none',
  ViewGiven: 'view',
  FamilyEvaluated: 'view',
  ViewConfirmed: 'view',
  ChallengeRaised: 'challenge',
  ChallengeAnswered: 'challenge',
  ChallengeOpened: 'challenge',
  ChallengeAccepted: 'challenge',
  ChallengeRejected: 'challenge',
  ChallengeEscalated: 'challenge',
  ChallengeWithdrawn: 'challenge',
  ChallengeForwarded: 'challenge',
  ...({ ReadingPassedOn: 'deviation', NoReaderLeft: 'deviation', ConditionSet: 'deviation' } as const),
  ...({ ConditionMet: 'deviation', ObjectionAnswered: 'deviation', ObjectionSettled: 'deviation' } as const),
  ...({ RemarkWorded: 'deviation', DeviationEnded: 'deviation', LessonCleared: 'deviation' } as const),
  ...({ FamilyInvitedToEvaluate: 'deviation' } as const),
}

const id = AN_ID
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const day = /^\d{4}-\d\d-\d\d$/
const word = (...words: readonly string[]) => new RegExp(`^(${words.join('|')})$`)
const number = /^\d+$/
const flag = word('true', 'false')

/** Every field that stands in clear, and all that may stand in it: an id, a moment, a version, a word from a closed list. */
const IN_CLEAR: Readonly<Record<string, RegExp>> = {
  type: word(...Object.keys(ITEM_OF)),
  domain: word(...DOMAINS),
  about: id,
  happenedAt: moment,
  basedOn: number,
  'due/what': word(...DUE, 'reopening'),
  'due/at': moment,
  'due/terms': number,
  lifeAreas: word(...LIFE_AREAS),
  plan: id,
  membership: id,
  person: id,
  leads: word('this-plan', 'the-other-plan'),
  why: word('PERSON_IS_IN_ANOTHER_PLAN', 'withdrew', 'ended', 'death', 'BREAK_GLASS_AWAITS_REVIEW'),
  expectation: id,
  secret: flag,
  silent: flag,
  coordinator: id,
  team: id,
  deputy: id,
  handover: id,
  to: new RegExp(`${id.source}|${word(...STEPS_UP).source}`),
  replaced: id,
  'document/actions': id,
  'document/deviations': id,
  'document/challenges': id,
  handedOverInPerson: word('false'),
  request: id,
  // Of a referral; or by which id the answer to a reader goes.
  answer: new RegExp(`^(accepted|declined)$|${id.source}`),
  referral: id,
  joining: id,
  professional: id,
  organisation: id,
  activity: id,
  scope: word(...WHOLE_SCOPES),
  'scope/goals': id,
  until: moment,
  invitation: id,
  statement: id,
  ignoresNeeds: word('true'),
  'until/youth': moment,
  'until/wmo': moment,
  'until/participation': moment,
  saidBy: id,
  representation: id,
  representative: id,
  represents: id,
  kind: word(...REPRESENTATION_KINDS, ...SUPPORTER_KINDS),
  support: id,
  supporter: id,
  askedBy: id,
  mandated: flag,
  // From when someone represents; from whom something is withheld.
  from: new RegExp(`${moment.source}|${id.source}`),
  canSpeak: flag,
  correction: id,
  event: id,
  'of/kind': word(...CORRECTED_KINDS),
  'of/id': id,
  correctionRequest: id,
  'corrects/type': word(...Object.keys(ITEM_OF)),
  'corrects/domain': word(...DOMAINS),
  'corrects/about': id,
  'corrects/by': id,
  'corrects/at': moment,
  'corrects/item/kind': word(...ITEM_KINDS),
  'corrects/item/id': id,
  'corrects/outline': /^{.*}$/,
  isVerified: flag,
  unverified: flag,
  goal: id,
  lifeArea: word(...LIFE_AREAS),
  exception: id,
  notHeard: id,
  reader: id,
  'teams/team': word('north', 'east', 'south'),
  'teams/organisation': /^\d{20}$/,
  pool: number,
  seed: /^[0-9a-f]{64}$/,
  excluded: id,
  'heard/*': word('spoke', 'represented', 'chose-not-to-speak', 'not-heard'),
  dissent: id,
  view: id,
  permission: id,
  by: new RegExp(`${id.source}|${word(...STEPS_UP).source}`),
  'to/kind': word(...RECIPIENT_KINDS),
  'to/id': id,
  'opens/kind': word(...OPENED_KINDS),
  'opens/id': id,
  challenge: id,
  firstTo: word(...FIRST_TO),
  addressee: word(...ADDRESSEES),
  heard: flag,
  cameIn: day,
  'on/kind': word(...VIEWED_KINDS, ...CHALLENGED_KINDS),
  'on/id': id,
  voice: word(...VOICES),
  stance: word(...STANCES),
  action: id,
  owner: id,
  priority: id,
  'concern/domain': word(...DOMAINS),
  'concern/lifeArea': word(...LIFE_AREAS),
  deviation: id,
  'from/kind': word('step', 'priority'),
  'from/protocol': id,
  'from/version': number,
  'from/step': id,
  'from/rule': word(...STEP_RULES),
  'from/priority': id,
  acute: flag,
  readBecause: word(...READ_BECAUSE),
  ...{ reviewDate: day, familyInvitedFrom: moment },
  reading: id,
  condition: id,
  remark: id,
  finding: word(...FINDINGS, ...SHARING_FINDINGS, ...USE_FINDINGS),
  use: id,
  user: id,
  domains: word(...LEGAL_DOMAINS),
  part: id,
  judgement: id,
  told: word('true'),
  safety: word('true'),
  withholding: id,
  consulted: id,
  ground: word(...WITHHOLDING_GROUNDS, ...SHARING_GROUNDS),
  sharing: id,
  missing: word(...MISSING_TO_SHARE),
  mode: word(...WITHHOLDING_MODES),
  lapsesAt: moment,
  'items/kind': word(...ITEM_KINDS),
  'items/id': id,
  'limits/person': id,
  'limits/domain': word(...DOMAINS),
  what: word(...DUE),
  'item/kind': word(...ITEM_KINDS),
  'item/id': id,
  startedBy: word(...Object.keys(ITEM_OF)),
  step: number,
}

const sealedPlaceOf = (event: PlanEvent, path: string) =>
  `${event.type}/${path}${event.type === 'ViewGiven' ? ` on ${event.on.kind}` : ''}`

describe('the histories these properties are held on', () => {
  it('are deep: every event there is happens in them, and everything that may be sealed in `general` is', () => {
    const events = fc.sample(histories(), { numRuns: 1_200, seed: 12 }).flatMap(eventsOf)
    const types = new Set(events.map(([, { type }]) => type))
    assert.deepEqual([...types].sort(), Object.keys(ITEM_OF).sort())
    const sealed = events.flatMap(([, event]) =>
      event.domain === 'general'
        ? [...valuesIn(event)].filter(({ isSealed }) => isSealed).map(({ path }) => sealedPlaceOf(event, path))
        : [],
    )
    assert.deepEqual([...new Set(sealed)].sort(), [...SEALED_IN_GENERAL].sort())
  })
})

describe('an event', () => {
  it('has the domain and the people of its item, which never change; what is asked to be shared is about nobody until it is', () => {
    inEveryHistory((history) => {
      const items = new Map<string, { domain: string; about: readonly string[] }>()
      for (const [, event] of eventsOf(history)) {
        const { domain, about } = event
        if (event.type === 'ViewInvited' || event.type === 'ViewGiven') {
          const item = items.get(`${event.on.kind} ${event.on.id}`) ?? { domain: 'general', about: [] }
          assert.equal(domain, item.domain)
          assert.deepEqual(about, [event.person])
          assert.ok(item.about.length === 0 || item.about.includes(event.person))
          continue
        }
        const kind = ITEM_OF[event.type]
        if (kind === 'none' || kind === 'view') continue
        const item = `${kind} ${itemIdOf(event, kind)}`
        const made = items.get(item)
        const isSharedNow = event.type === 'SharingGranted' && event.askedBy !== undefined
        if (isSharedNow) assert.deepEqual(made, { domain, about: [] })
        if (made === undefined || isSharedNow) items.set(item, { domain, about })
        else assert.deepEqual({ domain, about }, made, JSON.stringify(event))
        if (event.type === 'ActionPlanned') assert.deepEqual({ domain, about }, items.get(`goal ${event.goal}`))
      }
    })
  })

  it('says in clear nothing but ids, moments, versions and words from closed lists; no age, no name, no text', () => {
    inEveryHistory((history) => {
      for (const [, event] of eventsOf(history))
        for (const { path, value, isSealed } of valuesIn(event)) {
          if (isSealed) assert.deepEqual(Object.keys(value as object).sort(), ['sealed', 'sha256'])
          else assert.match(String(value), IN_CLEAR[path] ?? /^no such field in clear$/, `${event.type}/${path}`)
        }
    })
  })

  it('in `general` seals only who people are, why they belong, and what concerns the coordination', () => {
    inEveryHistory((history) => {
      for (const [, event] of eventsOf(history).filter(([, { domain }]) => domain === 'general'))
        for (const { path, isSealed } of valuesIn(event))
          if (isSealed) assert.ok(SEALED_IN_GENERAL.has(sealedPlaceOf(event, path)), sealedPlaceOf(event, path))
    })
  })

  it('keeps every sealed value of its command as it came, and makes up none', () => {
    inEveryHistory((history) => {
      for (const { command, events } of history) {
        const asked = [...valuesIn(command)].filter(({ isSealed }) => isSealed).map(({ value }) => value)
        for (const { value, isSealed } of events.flatMap((event) => [...valuesIn(event)]))
          if (isSealed) assert.ok(asked.includes(value))
      }
    })
  })

  it('is built field by field: what else a command carries, at any depth, is not stored', () => {
    inEveryHistory((history) => {
      for (const { command, before, deed, events } of history.filter((one) => one.events.length > 0)) {
        const withMore = JSON.parse(JSON.stringify(command)) as PlanCommand
        addMoreTo(withMore)
        assert.deepEqual(plan.decide(withMore, before, deed), events)
      }
    })
  })
})

const itemIdOf = (event: PlanEvent, kind: string): string =>
  String(Object.entries(event).find(([key]) => key === kind)?.[1])

/** Something in plain words on every object, but on sealed values, which come from the sealing itself. */
function addMoreTo(value: unknown): void {
  if (typeof value !== 'object' || value === null || 'sealed' in value) return
  for (const part of Object.values(value)) addMoreTo(part)
  if (!Array.isArray(value)) Object.assign(value, { neighbourSays: 'in plain words', age: 9 })
}
