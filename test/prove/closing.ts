/**
 * What is named as unmet when a plan is closed equals a list made from its events alone, by another hand: of goals, deviations, handovers and members, of
 * what is withheld from who closes it nothing, and of an earlier episode nothing. A trial is a generated plan.
 */
import fc from 'fast-check'
import { Refusal } from '../../libs/deciding/decider.ts'
import { deviationsThatRun } from '../../libs/access/testing/episodes-in-sentences.ts'
import { isIn, type Told } from '../../libs/access/testing/departures-in-sentences.ts'
import { coordinatorOf, events } from '../../libs/access/testing/who-works-in-sentences.ts'
import { isWithheldFrom, withholdings } from '../../libs/access/testing/withheld-in-sentences.ts'
import type { ToMeet } from '../../libs/plan/closing/conditions.ts'
import { firstToOthers } from '../../libs/plan/challenges/known-to.ts'
import { plan, type Plan, type PlanCommand } from '../../libs/plan/plan.ts'
import { eventsOf, histories, type History } from '../../libs/plan/testing/histories.ts'
import { deedOf, sealed, TERMS } from '../../libs/plan/testing/people.ts'
import { newSeed, progress, type Asked, type Proof } from './proof.ts'

const WAYS = [
  ['all-reached', true],
  ['all-reached', false],
  ['nobody-alive', true],
  ['nothing', true],
] as const satisfies readonly (readonly [ToMeet, boolean])[]

/** Each makes another list of what the rules say, or has them read another plan. */
const FAULTS: Readonly<Record<string, { readonly reads?: (now: Plan) => Plan; readonly says?: Says }>> = {
  'names the first alone': { says: (unmet) => unmet.slice(0, 1) },
  'forgets the handover': { says: (unmet) => unmet.filter((one) => !one.startsWith('handovers/')) },
  'takes a goal that was adopted for reached': {
    says: (unmet, now) => unmet.filter((one) => now.goals[one.split('/')[1] ?? '']?.is !== 'adopted'),
  },
  'takes what was evaluated for read': {
    says: (unmet, now) => unmet.filter((one) => now.deviations[one.split('/')[1] ?? '']?.evaluated !== true),
  },
  'names what is withheld': { reads: (now) => ({ ...now, visibility: plan.initial.visibility }) },
  'asks for the goals of before': {
    reads: ({ closing: { earlier: _none, ...closing }, ...now }) => ({ ...now, closing }),
  },
  'forgets that the family was asked': { says: (unmet) => unmet.filter((one) => one !== 'familyView') },
}
type Says = (unmet: readonly string[], now: Plan) => readonly string[]
type Fault = (typeof FAULTS)[string]

/** The faults are planted in the same plans each time, so that finding them is no luck. */
const WHERE_FAULTS_SHOW = 1

export function proveClosing({ trials, planted, say, ...asked }: Asked): Promise<Proof> {
  const seed = asked.seed ?? (planted ? WHERE_FAULTS_SHOW : newSeed())
  say(`${String(trials)} plans, seed ${String(seed)}`)
  const named: Record<string, number> = {}
  if (!planted) {
    const failures = differing(trials, seed, {}, named, progress(trials, say))
    return Promise.resolve(proofOf(trials, failures, { seed, named }))
  }
  const found = Object.entries(FAULTS).map(
    ([name, fault]) => [name, differing(trials, seed, fault, named) > 0] as const,
  )
  for (const [name, isFound] of found) say(`a fault that ${name}: ${isFound ? 'found' : 'unnoticed'}`)
  const isEachFound = found.every(([, isFound]) => isFound)
  return Promise.resolve(proofOf(found.length, isEachFound ? found.length : 0, { seed, found }))
}

const proofOf = (trials: number, failures: number, details: Proof['details']): Proof => ({
  promise: 'what is named as unmet when a plan is closed is what its events say',
  trials,
  failures,
  details,
})

const AT_ONCE = 50
const nothing = () => undefined

function differing(
  trials: number,
  seed: number,
  fault: Fault,
  named: Record<string, number>,
  done: () => void = nothing,
): number {
  let failures = 0
  for (let from = 0; from < trials; from += AT_ONCE) {
    const numRuns = Math.min(AT_ONCE, trials - from)
    for (const history of fc.sample(histories(), { numRuns, seed: seed + from })) {
      failures += Number(!isAsSaid(untilItWasClosed(history), fault, named))
      done()
    }
  }
  return failures
}

/** Nothing is asked of a plan that is closed. */
const untilItWasClosed = (history: History): History =>
  history.slice(0, history.findLastIndex(({ after }) => after.closing.is === 'open') + 1)

function isAsSaid(
  history: History,
  { reads = (now) => now, says = (unmet) => unmet }: Fault,
  named: Record<string, number>,
) {
  const now = history.at(-1)?.after ?? plan.initial
  const past = eventsOf(history)
  const at = past.at(-1)?.[0].at ?? '2026-03-02T09:00:00.000Z'
  const told: Told = { past, planId: 'plan-1', inspections: {}, bases: [], at, ageBand: () => undefined }
  // Who closes it: whoever coordinates, and each from whom something is withheld, as if they did.
  const closers = [coordinatorOf(told)?.coordinator ?? '', ...withholdings(told).map(({ made }) => made.from)]
  const asked = [...new Set(closers)].flatMap((by) => WAYS.map(([takes, isAsked]) => ({ by, takes, isAsked })))
  return asked.every(({ by, takes, isAsked }) => {
    const expected = unmetInSentences(told, now, by, takes, isAsked)
    for (const one of expected) named[one.split('/')[0] ?? ''] = (named[one.split('/')[0] ?? ''] ?? 0) + 1
    const said = says(unmetNamed(reads(now), by, at, takes, isAsked), now)
    return JSON.stringify([...said].sort()) === JSON.stringify([...expected].sort())
  })
}

function unmetNamed(now: Plan, by: string, at: string, takes: ToMeet, isAsked: boolean): readonly string[] {
  const said = { ground: sealed('ground'), reason: sealed('reason'), ...(isAsked && { familyView: sealed('view') }) }
  const command: PlanCommand = { type: 'ClosePlan', takes, ...said, terms: TERMS }
  try {
    plan.decide(command, now, deedOf({ kind: 'person', id: by, role: 'coordinator' }, at))
    return []
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === 'CLOSING_CONDITIONS_ARE_UNMET')
      return refusal.details['unmet'] as readonly string[]
    throw refusal
  }
}

/** In the words of the design: goals evaluated, no deviation unaccounted for, unread or unevaluated, no open handover, the family's view asked. */
function unmetInSentences(told: Told, at: Plan, by: string, takes: ToMeet, isAsked: boolean): readonly string[] {
  const { past } = told
  if (takes === 'nothing') return []
  if (takes === 'nobody-alive') {
    const persons = new Set(events(told, 'MemberJoined').map(({ person }) => person))
    return [...persons].filter((person) => isIn(told, person)).map((person) => `members/${person}`)
  }
  const isHidden = isWithheldFrom({ id: by, role: 'coordinator', activity: 'plan-coordination' }, told)
  const ended = new Set(events(told, 'GoalEvaluated', 'GoalDropped').map(({ goal }) => goal))
  const now = past.slice(past.findLastIndex(([, { type }]) => type === 'PlanReopened') + 1)
  const goals = now.flatMap(([{ at }, event]) =>
    event.type === 'GoalProposed' && !ended.has(event.goal) && !isHidden(event, at) ? [`goals/${event.goal}`] : [],
  )
  const running = deviationsThatRun(past)
  const deviations = past.flatMap(([{ at }, event]) =>
    event.type === 'DeviationReported' && running.includes(event.deviation) && !isHidden(event, at)
      ? [`deviations/${event.deviation}`]
      : [],
  )
  const last = past.findLast(([, { type }]) =>
    /^(Handover(Proposed|Accepted|Declined|Withdrawn)|CoordinatorReplaced)$/.test(type),
  )
  const handovers = last?.[1].type === 'HandoverProposed' ? [`handovers/${last[1].handover}`] : []
  const others = firstToOthers(by, at)
  const challenges = past.flatMap(([{ at: then }, event]) =>
    event.type === 'ChallengeRaised' &&
    isUnanswered(event.challenge, told) &&
    !others.includes(`challenge:${event.challenge}`) &&
    !isHidden(event, then)
      ? [`challenges/${event.challenge}`]
      : [],
  )
  return [
    ...new Set([...goals, ...deviations]),
    ...handovers,
    ...new Set(challenges),
    ...(isAsked ? [] : ['familyView']),
  ]
}

/** Raised, or stepped up to another, and not answered since. Who may know of it is held elsewhere. */
function isUnanswered(challenge: string, { past }: Told): boolean {
  const last = past.findLast(
    ([, event]) =>
      'challenge' in event && event.challenge === challenge && !/^Challenge(Opened|Forwarded)$/.test(event.type),
  )?.[1]
  if (last?.type === 'ChallengeRejected' || last?.type === 'ChallengeEscalated') return last.addressee !== undefined
  return last?.type === 'ChallengeRaised'
}
