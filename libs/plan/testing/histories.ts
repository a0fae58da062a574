/** Histories of a plan as they might have been: what many people tried, in turn, as time went by, and what came of it. */
import fc from 'fast-check'
import { Refusal, type Actor, type Deed, type Moment } from '../../deciding/decider.ts'
import { plan, type Plan, type PlanCommand, type PlanEvent } from '../plan.ts'
import { AROUND_THE_PLAN, EVERYONE, LEAD, type Attempt } from './attempts-around-the-plan.ts'
import { AT_BREAKING_GLASS } from './attempts-at-breaking-glass.ts'
import { AT_CHALLENGING } from './attempts-at-challenging.ts'
import { AT_CORRECTING } from './attempts-at-correcting.ts'
import { AT_ENDING } from './attempts-at-ending.ts'
import { AT_PERMITTING } from './attempts-at-permitting.ts'
import { AT_SHARING } from './attempts-at-sharing.ts'
import { AT_REFERRING } from './attempts-at-referring.ts'
import { IN_THE_PLAN } from './attempts-in-the-plan.ts'
import { AT_SUPPORTING } from './attempts-at-supporting.ts'
import { AT_TERMS } from './attempts-at-terms.ts'
import { AT_WITHHOLDING } from './attempts-at-withholding.ts'
import { diceOf, rollsFrom, type Dice, type Roll } from './dice.ts'
import { deedOf } from './people.ts'

/** One attempt: what was true, who asked what, and what came of it. */
export interface Attempted {
  readonly before: Plan
  readonly deed: Deed
  readonly command: PlanCommand
  /** None where it was refused, or so already. */
  readonly events: readonly PlanEvent[]
  readonly refused?: string
  readonly after: Plan
}
export type History = readonly Attempted[]

const ATTEMPTS = {
  ...AROUND_THE_PLAN,
  ...AT_REFERRING,
  ...IN_THE_PLAN,
  ...AT_CHALLENGING,
  ...AT_CORRECTING,
  ...AT_WITHHOLDING,
  ...AT_PERMITTING,
  ...AT_SHARING,
  ...AT_BREAKING_GLASS,
  ...AT_TERMS,
  ...AT_ENDING,
  ...AT_SUPPORTING,
} satisfies Record<PlanCommand['type'], (dice: Dice, plan: Plan) => Attempt | undefined>
const ALL = Object.values(ATTEMPTS) as readonly ((dice: Dice, plan: Plan) => Attempt | undefined)[]

const DAY_MS = 86_400_000
/** Strides of a walk that meets each of a number of kinds once: several, so that no kind always stands behind one that is plausible nearly always. */
const stridesOver = (kinds: number): readonly number[] =>
  Array.from({ length: kinds }, (_, before) => before + 1).filter((stride) => haveNoFactorInCommon(stride, kinds))
const haveNoFactorInCommon = (one: number, other: number): boolean =>
  other === 0 ? one === 1 : haveNoFactorInCommon(other, one % other)

const START_MS = Date.parse('2026-03-02T09:00:00.000Z')
const DAYS_PASSING = [0, 0, 0, 0, 0, 1, 1, 2, 8, 30]

/** One number an attempt, from which all its rolls follow; what fails shrinks to fewer attempts, not to smaller numbers. */
const seeds = fc.noShrink(fc.noBias(fc.nat(0xffff_ffff)))

/** @param length attempts in a history; the first opens the plan */
export const histories = (length = 100): fc.Arbitrary<History> =>
  fc.array(seeds, { minLength: 10, maxLength: length, size: 'max' }).map(playedOut)

/** Holds something of every history there might be. */
export function inEveryHistory(holds: (history: History) => void, numRuns = 100): void {
  fc.assert(fc.property(histories(), holds), { numRuns })
}

function playedOut(seeds: readonly number[]): History {
  const history: Attempted[] = []
  let now = frozen(plan.initial)
  let atMs = START_MS
  let revision = 0
  seeds.forEach((seed, number) => {
    const roll = rollsFrom(seed)
    atMs += (DAYS_PASSING[roll(DAYS_PASSING.length)] ?? 0) * DAY_MS + 1_000
    const at = new Date(atMs).toISOString()
    const circumstances = { isWild: number > 0 && roll(8) === 0, now: at, revision, number }
    const attempt = number === 0 ? ATTEMPTS.OpenPlan(diceOf(roll, circumstances), now) : undefined
    const anyone = circumstances.isWild && roll(2) === 0 ? EVERYONE[roll(EVERYONE.length)] : undefined
    const attempted = tried(now, attempt ?? attemptOf(roll, now, circumstances), anyone, at)
    history.push(attempted)
    revision += attempted.events.length
    now = attempted.after
  })
  return Object.assign(history, { [fc.toStringMethod]: () => history.map(told).join('\n') })
}

/** An attempt as a line to read when a property fails. */
const told = ({ deed, command, events, refused }: Attempted): string =>
  `${deed.at} ${deed.by.id} ${JSON.stringify(command)} → ${refused ?? JSON.stringify(events)}`

/** What goes on with something that was begun: tried more often than the rest, so that histories get deep. */
const GOING_ON: typeof ALL = [
  ATTEMPTS.SettleMembership,
  ATTEMPTS.ContestDeparture,
  ATTEMPTS.DecideContest,
  ATTEMPTS.AcceptHandover,
  ATTEMPTS.AnswerReferralQuestion,
  ATTEMPTS.ReasonAdoptionException,
  ATTEMPTS.ReadAdoptionException,
  ATTEMPTS.RecuseExceptionReader,
  ATTEMPTS.AdoptGoal,
  ATTEMPTS.EvaluateGoal,
  ATTEMPTS.InviteView,
  ATTEMPTS.GiveView,
  ATTEMPTS.AcceptAction,
  ATTEMPTS.FinishAction,
  ATTEMPTS.AccountForDeviation,
  ATTEMPTS.DrawReader,
  ATTEMPTS.RecuseReader,
  ATTEMPTS.GiveSecondReading,
  ATTEMPTS.AnswerReader,
  ATTEMPTS.AnswerObjection,
  ATTEMPTS.SettleObjection,
  ATTEMPTS.MeetCondition,
  ATTEMPTS.EvaluateDeviation,
  // Sharing itself would crowd out what else goes on.
  (dice, now) => (dice.chance(3) ? ATTEMPTS.ShareItems(dice, now) : undefined),
  ATTEMPTS.ReadSharing,
  ATTEMPTS.RecuseSharingReader,
  ATTEMPTS.WithdrawSharing,
  ATTEMPTS.CompleteWithholding,
  ATTEMPTS.ConfirmWithholding,
  ATTEMPTS.DenyWithholding,
  ATTEMPTS.ReviewWithholding,
  ATTEMPTS.ReleaseContent,
  (dice, now) => (dice.chance(3) ? ATTEMPTS.RaiseChallenge(dice, now) : undefined),
  ATTEMPTS.AnswerChallenge,
  ATTEMPTS.RejectChallengeAnswer,
  ATTEMPTS.OpenChallenge,
  ATTEMPTS.ForwardChallenge,
  ATTEMPTS.SettleBreakGlass,
  ATTEMPTS.ReviewBreakGlass,
  ATTEMPTS.LiftSightLimit,
  ATTEMPTS.ReopenPlan,
  ATTEMPTS.ResumeHelp,
  ATTEMPTS.AnswerCorrectionRequest,
  ATTEMPTS.AnswerEnding,
  ATTEMPTS.AcceptSupport,
]

const OF_ALL = { kinds: ALL, strides: stridesOver(ALL.length) }
const OF_GOING_ON = { kinds: GOING_ON, strides: stridesOver(GOING_ON.length) }

/** The first kind of attempt from the rolled one on that is plausible now. */
function attemptOf(roll: Roll, now: Plan, circumstances: Parameters<typeof diceOf>[1]): Attempt {
  for (const { kinds, strides } of roll(2) === 0 ? [OF_ALL] : [OF_GOING_ON, OF_ALL]) {
    const first = roll(kinds.length)
    const stride = strides[roll(strides.length)] ?? 1
    for (let step = 0; step < kinds.length; step += 1) {
      const attempt = kinds[(first + step * stride) % kinds.length]?.(diceOf(roll, circumstances), now)
      if (attempt !== undefined) return attempt
    }
  }
  throw new Error('someone may always try something')
}

function tried(before: Plan, { by, onBehalfOf, command }: Attempt, anyone: string | undefined, at: Moment): Attempted {
  const who = actorOf(anyone ?? by)
  // Who leads acts as that: what they leave is settled above them.
  const asWhoLeads = who.id === LEAD && { activity: 'plan-coordination' }
  const deed = frozen({ ...deedOf(who, at), ...asWhoLeads, ...(onBehalfOf && { onBehalfOf }) })
  const decided = decisionOn(frozen(command), before, deed)
  if (decided instanceof Refusal) return { before, deed, command, events: [], refused: decided.message, after: before }
  const events = frozen(decided)
  return { before, deed, command, events, after: fold(before, events, deed) }
}

/** Refusals come by the thousand and nobody asks from where, so that they go without a stack; any other fault is met again with its own. */
function decisionOn(command: PlanCommand, before: Plan, deed: Deed): readonly PlanEvent[] | Refusal {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return plan.decide(command, before, deed)
  } catch (fault) {
    if (fault instanceof Refusal) return fault
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
  return plan.decide(command, before, deed)
}

/** Every state on the way is frozen, so that a fold which changes what it was given throws. */
export const fold = (from: Plan, events: readonly PlanEvent[], deed: Deed): Plan =>
  events.reduce((now, event) => frozen(plan.evolve(now, event, deed)), from)

export type Recorded = readonly [Deed, PlanEvent]
export const eventsOf = (history: History): readonly Recorded[] =>
  history.flatMap(({ deed, events }) => events.map((event) => [deed, event] as const))

const ROLE_OF = {
  person: 'family-member',
  kin: 'representative',
  worker: 'professional',
  crisis: 'professional',
  reader: 'second-reader',
  lead: 'team-lead',
  safety: 'safety-officer',
  privacy: 'privacy-officer',
  supporter: 'supporter',
} as const

function actorOf(id: string): Actor {
  const [kind = ''] = id.split('-')
  if (kind === 'oin') return { kind: 'organisation', id, role: 'partner', organisation: id }
  return kind in ROLE_OF ? { kind: 'person', id, role: ROLE_OF[kind as keyof typeof ROLE_OF] } : { kind: 'system', id }
}

// Taken once: in a context of their own, as under Jest, globals are slow to find, and histories ask millions of times.
const { freeze, isFrozen, values } = Object

export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !isFrozen(value)) {
    freeze(value)
    const parts: readonly unknown[] = values(value)
    for (const part of parts) frozen(part)
  }
  return value
}
