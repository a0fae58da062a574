/** What people may plausibly try in the plan as it is: goals, views, actions, priorities, deviations. */
import { dayOf, daysAfter } from '../../deciding/days.ts'
import { LEGAL_DOMAINS } from '../../deciding/domains.ts'
import type { ReaderPool, Team } from '../../municipality/second-readers.ts'
import { STEP_RULES } from '../../protocol/protocol.ts'
import type { Account } from '../deviations/account.ts'
import type { AnswerToObjection, Settlement } from '../deviations/after-reading.ts'
import type { ActionCommand } from '../actions/actions.ts'
import type { DeviationOutcome } from '../deviations/deviation-events.ts'
import type { DeviationCommand } from '../deviations/deviations.ts'
import { FINDINGS } from '../deviations/second-reading.ts'
import type { GoalCommand, GoalOutcome } from '../goals/goals.ts'
import type { OwnVoices } from '../goals/own-voice.ts'
import { LIFE_AREAS } from '../opening/life-areas.ts'
import { presentMembers } from '../members/members.ts'
import type { Plan } from '../plan.ts'
import type { PriorityCommand } from '../priorities/priorities.ts'
import type { Viewed } from '../views/viewed.ts'
import { STANCES, type ViewCommand } from '../views/views.ts'
import { coordinatorOf, EVERYONE, LEAD, PERSONS, READERS, WORKERS, type Attempts } from './attempts-around-the-plan.ts'
import { presentAt } from './attempts-at-supporting.ts'
import type { Dice } from './dice.ts'
import { TERMS } from './people.ts'

/** Of one reader it is not known with whom they work. */
const TEAMS: readonly Team[] = [{ team: 'north' }, { organisation: '00000099000000000002', team: 'east' }]

const BARRED: readonly [Team, ...Team[]] = [{ team: 'south' }, { organisation: '00000099000000000002' }, ...TEAMS]

/** In no order, some for one law only; and two of the care team stand in the pool, as happens. */
const POOL: ReaderPool = {
  version: 7,
  readers: [
    { reader: 'worker-3', domains: ['youth'] },
    { reader: 'reader-4', domains: ['participation'] },
    ...READERS.toReversed().map((reader, place) => ({ reader, domains: [...LEGAL_DOMAINS], ...TEAMS[place] })),
    { reader: 'worker-4', domains: ['wmo', 'youth'] },
  ],
}
/** By version; the second has hardly anyone in it. */
export const POOLS = [POOL, POOL, POOL, { version: 8, readers: POOL.readers.slice(-2) }] as const

/** @param lotPool the version that the reader was first drawn from */
export const drawOf = (dice: Dice, lotPool?: number) => ({
  pool: dice.pick(POOLS),
  seed: dice.pick(['0', '1', '7', 'f', '3a', 'b5']).padStart(64, 'c'),
  terms: TERMS,
  ...firstPool(lotPool),
  teams: dice.chance(3) ? [dice.pick(BARRED)] : [],
})

const firstPool = (lotPool?: number) =>
  POOLS.flatMap((first) => (first.version === lotPool ? [{ first }] : []))[0] ?? {}

/** Some of those it is about have a voice of their own, of late or since long. */
const voicesOf = (dice: Dice, plan: Plan, goal: string): OwnVoices =>
  Object.fromEntries(
    (plan.goals[goal]?.about ?? []).flatMap((person) =>
      dice.chance(3) ? [[person, { since: dice.chance(2) ? dayOf(dice.now) : '', isPastParents: dice.chance(2) }]] : [],
    ),
  )

const goalsThat = ({ goals }: Plan, ...are: readonly string[]) =>
  Object.keys(goals).filter((id) => are.includes(goals[id]?.is ?? ''))
const actionsThat = ({ actions }: Plan, ...are: readonly string[]) =>
  Object.keys(actions).filter((id) => are.includes(actions[id]?.is ?? ''))
const deviationsThat = ({ deviations }: Plan, is: (one: Plan['deviations'][string]) => boolean) =>
  Object.entries(deviations)
    .filter(([, one]) => is(one))
    .map(([id]) => id)

const aboutWhom = (dice: Dice, plan: Plan) => dice.some(dice.isWild ? PERSONS : presentMembers(plan.members))

/** Something in the plan, and someone it is about. */
function viewOf(dice: Dice, plan: Plan): { on: Viewed; person: string } | undefined {
  const kind = dice.pick([
    'goal',
    'goal',
    'goal',
    'action',
    'priority',
    'deviation',
    'coordinator',
    'own-plan',
  ] as const)
  const items = { goal: plan.goals, action: plan.actions, priority: plan.priorities, deviation: plan.deviations }
  const of = kind === 'coordinator' || kind === 'own-plan' ? {} : items[kind]
  const id = kind in items ? dice.target(Object.keys(of), Object.keys(of)) : `${kind}-1`
  if (id === undefined) return undefined
  const present = presentMembers(plan.members)
  const about = of[id]?.about ?? []
  const concerned = about.length === 0 ? present : present.filter((person) => about.includes(person))
  const person = dice.target(concerned, PERSONS)
  return person === undefined ? undefined : { on: { kind, id }, person }
}

function accountOf(dice: Dice): Account {
  const weighing = {
    legitimacy: dice.sealed(),
    involvement: dice.sealed(),
    return: dice.sealed(),
    ...(dice.chance(4) ? {} : { interestOfTheChild: dice.sealed() }),
  }
  if (dice.chance(5))
    return { different: dice.sealed(), weighing: { return: dice.sealed() }, familyView: dice.sealed() }
  return {
    ...(dice.chance(8) ? {} : { different: dice.sealed() }),
    ...(dice.chance(12) ? {} : { weighing }),
    alternatives: dice.chance(12) ? [] : [dice.sealed(), dice.sealed()],
    consulted: dice.sealed(),
    ...dice.pick([{ familyView: dice.sealed() }, { familyNotHeardBecause: dice.sealed() }]),
    ...(dice.chance(12) ? {} : { expectedEffect: dice.sealed() }),
    reviewDate: daysAfter(dayOf(dice.now), dice.pick([1, 1, 2, 7, 180, 181])),
    ...(dice.chance(4) && { safety: true }),
  }
}

type InThePlan = (GoalCommand | ViewCommand | ActionCommand | PriorityCommand | DeviationCommand)['type']

export const IN_THE_PLAN: Attempts<Exclude<InThePlan, 'InviteToEvaluate'>> = {
  ProposeGoal: (dice, plan) => {
    if (presentMembers(plan.members).length === 0 && !dice.isWild) return undefined
    const goal = dice.fresh('goal', Object.keys(plan.goals))
    const facts = { domain: dice.pick(LEGAL_DOMAINS), about: aboutWhom(dice, plan), lifeArea: dice.pick(LIFE_AREAS) }
    const danger = dice.chance(5) && { danger: dice.sealed() }
    const by = dice.chance(4) ? dice.pick(PERSONS) : dice.pick(WORKERS)
    return { by, command: { type: 'ProposeGoal', goal, ...facts, words: dice.sealed(), ...danger } }
  },
  ReviseGoal: (dice, plan) => {
    const goal = dice.target(dice.chance(3) ? goalsThat(plan, 'proposed', 'adopted') : [], Object.keys(plan.goals))
    return goal === undefined
      ? undefined
      : { by: dice.pick(WORKERS), command: { type: 'ReviseGoal', goal, words: dice.sealed() } }
  },
  ReasonAdoptionException: (dice, plan) => {
    const unheard = goalsThat(plan, 'proposed').filter((id) =>
      plan.goals[id]?.about.some((person) => plan.careTeam.cannotSpeak.some((one) => one.person === person)),
    )
    const goal = dice.target(unheard, Object.keys(plan.goals))
    if (goal === undefined) return undefined
    const exception = dice.fresh('exception', [plan.goals[goal]?.exception?.exception ?? 'exception-1'])
    const by = dice.chance(5) ? dice.pick(READERS) : dice.pick(WORKERS)
    const facts = { exception, reason: dice.sealed(), draw: drawOf(dice, plan.goals[goal]?.reading.lot?.pool) }
    const voices = voicesOf(dice, plan, goal)
    return { by, command: { type: 'ReasonAdoptionException', goal, ...facts, voices } }
  },
  ReadAdoptionException: (dice, plan) => {
    const reasoned = Object.keys(plan.goals).filter((id) => plan.goals[id]?.exception !== undefined)
    const goal = dice.target(reasoned, Object.keys(plan.goals))
    if (goal === undefined) return undefined
    const { exception = 'exception-1', reader = 'reader-1' } = plan.goals[goal]?.exception ?? {}
    const facts = { exception, words: dice.sealed(), basedOn: dice.revision }
    return { by: reader, command: { type: 'ReadAdoptionException', goal, ...facts } }
  },
  RecuseExceptionReader: (dice, plan) => {
    const drawn = Object.keys(plan.goals).filter((id) => {
      const exception = plan.goals[id]?.exception
      return exception?.reader !== undefined && exception.readAt === undefined
    })
    const goal = dice.target(drawn, Object.keys(plan.goals))
    if (goal === undefined) return undefined
    const { exception = 'exception-1', reader = 'reader-1' } = plan.goals[goal]?.exception ?? {}
    const facts = { exception, ...dice.perhaps({ reason: dice.sealed() }) }
    const draw = drawOf(dice, plan.goals[goal]?.reading.lot?.pool)
    return { by: reader, command: { type: 'RecuseExceptionReader', goal, ...facts, draw } }
  },
  AdoptGoal: (dice, plan) => {
    const goal = dice.target(goalsThat(plan, 'proposed'), Object.keys(plan.goals))
    return goal === undefined
      ? undefined
      : {
          by: coordinatorOf(plan),
          command: { type: 'AdoptGoal', goal, basedOn: dice.revision, voices: voicesOf(dice, plan, goal) },
        }
  },
  EvaluateGoal: (dice, plan) => {
    const goal = dice.target(goalsThat(plan, 'adopted'), Object.keys(plan.goals))
    if (goal === undefined) return undefined
    const facts = { outcome: dice.sealed<GoalOutcome>(), ...dice.perhaps({ words: dice.sealed() }) }
    return { by: dice.pick(WORKERS), command: { type: 'EvaluateGoal', goal, ...facts, basedOn: dice.revision } }
  },
  DropGoal: (dice, plan) => {
    const goal = dice.target(dice.chance(3) ? goalsThat(plan, 'proposed') : [], Object.keys(plan.goals))
    return goal === undefined
      ? undefined
      : { by: coordinatorOf(plan), command: { type: 'DropGoal', goal, reason: dice.sealed() } }
  },

  InviteView: (dice, plan) => {
    if (dice.chance(2)) return undefined
    const view = viewOf(dice, plan)
    if (view === undefined) return undefined
    const [asked] = Object.values(plan.careTeam.representations).filter((one) => one.represents === view.person)
    const through = asked !== undefined && dice.chance(3) && { representation: asked.representation }
    return {
      by: dice.pick(WORKERS),
      command: { type: 'InviteView', ...view, ...through, ...dice.perhaps({ needsMet: dice.sealed() }), terms: TERMS },
    }
  },
  GiveView: (dice, plan) => {
    if (dice.chance(2)) return undefined
    const view = viewOf(dice, plan)
    if (view === undefined) return undefined
    const speakers = Object.values(plan.careTeam.representations).filter((one) => one.represents === view.person)
    const by = dice.pick([
      view.person,
      coordinatorOf(plan),
      dice.pick(WORKERS),
      ...speakers.map((one) => one.representative),
    ])
    const said = { stance: dice.pick(STANCES), ...dice.perhaps({ words: dice.sealed() }) }
    return { by, command: { type: 'GiveView', view: dice.fresh('view', []), ...view, ...said } }
  },
  EvaluateAsFamily: (dice, plan) => {
    const seen = viewOf(dice, plan)
    const { kind, id } = seen?.on ?? {}
    if (seen === undefined || id === undefined || (kind !== 'goal' && kind !== 'deviation')) return undefined
    const { person } = seen
    const speakers = Object.values(plan.careTeam.representations).filter((one) => one.represents === person)
    const by = dice.pick([person, dice.pick(PERSONS), ...speakers.map((one) => one.representative)])
    const said = { view: dice.fresh('view', []), outcome: dice.sealed(), words: dice.sealed() }
    const spokenFor = by === person ? {} : { onBehalfOf: person }
    return { by, ...spokenFor, command: { type: 'EvaluateAsFamily', on: { kind, id }, person, ...said } }
  },

  ConfirmView: (dice, plan) => {
    const views = Object.keys(plan.visibility.said).flatMap((key) => (key.startsWith('view:') ? [key.slice(5)] : []))
    const view = dice.target(views, ['view-1'])
    if (view === undefined) return undefined
    const [person = 'person-1'] = plan.visibility.said[`view:${view}`]?.about ?? []
    return presentAt(dice, plan, views) ?? { by: person, command: { type: 'ConfirmView', view } }
  },

  PlanAction: (dice, plan) => {
    const goal = dice.target(goalsThat(plan, 'proposed', 'adopted'), Object.keys(plan.goals))
    const owner = dice.target([...presentMembers(plan.members), coordinatorOf(plan)], EVERYONE)
    if (goal === undefined || owner === undefined) return undefined
    const action = dice.fresh('action', Object.keys(plan.actions))
    const late = { after: daysAfter(dayOf(dice.now), 7), terms: TERMS }
    const facts = { goal, owner, words: dice.sealed(), ...dice.perhaps({ doneBy: dice.sealed(), late }) }
    return { by: dice.pick(WORKERS), command: { type: 'PlanAction', action, ...facts } }
  },
  AcceptAction: (dice, plan) => {
    const action = dice.target(actionsThat(plan, 'planned'), Object.keys(plan.actions))
    if (action === undefined) return undefined
    return { by: plan.actions[action]?.owner ?? 'person-1', command: { type: 'AcceptAction', action } }
  },
  FinishAction: (dice, plan) => {
    const action = dice.target(actionsThat(plan, 'active'), Object.keys(plan.actions))
    if (action === undefined) return undefined
    const words = dice.perhaps({ words: dice.sealed() })
    return { by: ownerOrSomeone(dice, plan, action), command: { type: 'FinishAction', action, ...words } }
  },
  ReportActionStalled: (dice, plan) => {
    const action = dice.target(actionsThat(plan, 'active'), Object.keys(plan.actions))
    if (action === undefined) return undefined
    return { by: dice.pick(WORKERS), command: { type: 'ReportActionStalled', action, reason: dice.sealed() } }
  },
  DropAction: (dice, plan) => {
    const action = dice.target(dice.chance(2) ? actionsThat(plan, 'planned', 'active') : [], Object.keys(plan.actions))
    if (action === undefined) return undefined
    const by = dice.chance(2) ? coordinatorOf(plan) : ownerOrSomeone(dice, plan, action)
    return { by, command: { type: 'DropAction', action, reason: dice.sealed() } }
  },

  SetPriority: (dice, plan) => {
    if (!dice.chance(5)) return undefined
    const priority = dice.fresh('priority', Object.keys(plan.priorities))
    const concern = { domain: dice.pick(LEGAL_DOMAINS), lifeArea: dice.pick(LIFE_AREAS) }
    const needs = dice.chance(5) ? [{ contentOf: dice.pick(LEGAL_DOMAINS), to: dice.pick(LEGAL_DOMAINS) }] : []
    const facts = {
      concern,
      about: aboutWhom(dice, plan),
      over: dice.some(LEGAL_DOMAINS),
      needs,
      reason: dice.sealed(),
    }
    return { by: coordinatorOf(plan), command: { type: 'SetPriority', priority, ...facts } }
  },
  LiftPriority: (dice, plan) => {
    const inForce = Object.keys(plan.priorities).filter((id) => plan.priorities[id]?.inForce)
    const priority = dice.target(dice.chance(3) ? inForce : [], Object.keys(plan.priorities))
    if (priority === undefined) return undefined
    return { by: coordinatorOf(plan), command: { type: 'LiftPriority', priority, reason: dice.sealed() } }
  },

  ReportDeviation: (dice, plan) => {
    if (presentMembers(plan.members).length === 0 && !dice.isWild) return undefined
    const deviation = dice.fresh('deviation', Object.keys(plan.deviations))
    const priority = Object.keys(plan.priorities)[0]
    const step = { protocol: 'protocol-1', version: 2, step: 'step-1', rule: dice.pick(STEP_RULES) }
    const ruleNow = dice.perhaps({ ruleNow: dice.pick(STEP_RULES) })
    const from =
      priority !== undefined && dice.chance(3)
        ? ({ kind: 'priority', priority } as const)
        : ({ kind: 'step', ...step } as const)
    const what = { insteadDone: dice.sealed(), situation: dice.sealed(), acute: dice.chance(3) }
    const happenedAt = dice.pick([
      dice.now,
      '2026-03-01T12:00:00.000Z',
      dice.isWild ? '2040-01-01T00:00:00.000Z' : dice.now,
    ])
    const where = { domain: dice.pick(LEGAL_DOMAINS), about: aboutWhom(dice, plan), happenedAt, draw: drawOf(dice) }
    const accountedFor = dice.chance(3) && {
      accountedFor: { account: accountOf(dice), concernsAChild: dice.chance(2), basedOn: dice.revision },
    }
    const by = dice.chance(5) ? dice.pick([...READERS, LEAD]) : dice.pick(WORKERS)
    return { by, command: { type: 'ReportDeviation', deviation, from, ...ruleNow, ...what, ...where, ...accountedFor } }
  },
  AccountForDeviation: (dice, plan) => {
    const due = deviationsThat(plan, ({ account }) => account.is === 'due')
    const deviation = dice.target(due, Object.keys(plan.deviations))
    if (deviation === undefined) return undefined
    const by = dice.chance(5) ? dice.pick([...READERS, LEAD]) : dice.pick(WORKERS)
    const facts = { account: accountOf(dice), concernsAChild: dice.chance(2), basedOn: dice.revision }
    return { by, command: { type: 'AccountForDeviation', deviation, ...facts, draw: drawOf(dice) } }
  },
  DrawReader: (dice, plan) => {
    const undrawn = deviationsThat(plan, ({ reading }) => reading.is === 'to-be-drawn')
    const deviation = dice.target(undrawn, Object.keys(plan.deviations))
    if (deviation === undefined) return undefined
    return {
      by: dice.pick(WORKERS),
      command: { type: 'DrawReader', deviation, draw: drawOf(dice, plan.deviations[deviation]?.lot?.pool) },
    }
  },
  RecuseReader: (dice, plan) => {
    const drawn = deviationsThat(plan, ({ reading }) => reading.is === 'drawn')
    const deviation = dice.target(dice.chance(2) ? drawn : [], Object.keys(plan.deviations))
    if (deviation === undefined) return undefined
    const draw = drawOf(dice, plan.deviations[deviation]?.lot?.pool)
    const facts = { ...dice.perhaps({ reason: dice.sealed() }), draw }
    return { by: readerOf(plan, deviation), command: { type: 'RecuseReader', deviation, ...facts } }
  },
  GiveSecondReading: (dice, plan) => {
    const drawn = deviationsThat(plan, ({ reading }) => reading.is === 'drawn')
    const deviation = dice.target(drawn, Object.keys(plan.deviations))
    if (deviation === undefined) return undefined
    const finding = dice.pick(FINDINGS)
    const reading = { reading: dice.fresh('reading', []), finding, words: dice.sealed(), terms: TERMS }
    const until = daysAfter(dayOf(dice.now), dice.pick([1, 5, 30]))
    const one = () => ({ condition: dice.fresh('condition', []), words: dice.sealed(), until })
    const conditions = finding === 'supports-with-conditions' && { conditions: [one()] }
    const command = { type: 'GiveSecondReading', deviation, ...reading, ...conditions, basedOn: dice.revision } as const
    return { by: readerOf(plan, deviation), command }
  },
  AnswerReader: (dice, plan) => {
    const asked = deviationsThat(plan, ({ reading }) => reading.is === 'drawn' && reading.asked)
    const deviation = dice.target(asked, Object.keys(plan.deviations))
    if (deviation === undefined) return undefined
    return { by: dice.pick(WORKERS), command: { type: 'AnswerReader', deviation, words: dice.sealed(), terms: TERMS } }
  },
  PassReading: (dice, plan) => {
    const late = deviationsThat(plan, ({ reading }) => reading.is === 'drawn' && (reading.until ?? dice.now) < dice.now)
    const deviation = dice.target(late, Object.keys(plan.deviations))
    if (deviation === undefined) return undefined
    const draw = drawOf(dice, plan.deviations[deviation]?.lot?.pool)
    return { by: 'ticker', command: { type: 'PassReading', deviation, draw } }
  },
  AnswerObjection: (dice, plan) => {
    const open = deviationsThat(plan, ({ objection }) => objection?.is === 'to-be-answered')
    const deviation = dice.target(open, Object.keys(plan.deviations))
    if (deviation === undefined) return undefined
    const said = { says: dice.sealed<AnswerToObjection>(), words: dice.sealed(), terms: TERMS, officers: ['officer-1'] }
    const command = { type: 'AnswerObjection', deviation, answer: dice.fresh('answer', []), ...said } as const
    return { by: authorOf(dice, plan, deviation), command }
  },
  SettleObjection: (dice, plan) => {
    const answered = deviationsThat(plan, ({ objection }) => objection?.is === 'to-be-settled')
    const deviation = dice.target(answered, Object.keys(plan.deviations))
    if (deviation === undefined) return undefined
    const said = { finds: dice.sealed<Settlement>(), words: dice.sealed() }
    return { by: LEAD, command: { type: 'SettleObjection', deviation, answer: dice.fresh('answer', []), ...said } }
  },
  MeetCondition: (dice, plan) => {
    const open = deviationsThat(plan, ({ conditions }) => Object.values(conditions).includes('open'))
    const deviation = dice.target(open, Object.keys(plan.deviations))
    const its = Object.entries(plan.deviations[deviation ?? '']?.conditions ?? {})
    const toDo = its.flatMap(([condition, is]) => (is === 'open' ? [condition] : []))
    const condition = dice.target(toDo, [...its.map(([one]) => one), 'condition-0'])
    if (deviation === undefined || condition === undefined) return undefined
    const said = { answer: dice.fresh('answer', []), words: dice.sealed() }
    return { by: authorOf(dice, plan, deviation), command: { type: 'MeetCondition', deviation, condition, ...said } }
  },
  EndDeviation: (dice, plan) => {
    const lasting = deviationsThat(plan, ({ hasEnded }) => hasEnded !== true)
    const deviation = dice.target(dice.chance(4) ? lasting : [], Object.keys(plan.deviations))
    if (deviation === undefined) return undefined
    const command = { type: 'EndDeviation', deviation, ...dice.perhaps({ reason: dice.sealed() }) } as const
    return { by: authorOf(dice, plan, deviation), command }
  },
  ClearLesson: (dice, plan) => {
    const written = deviationsThat(plan, ({ lesson }) => lesson?.isCleared === false)
    const deviation = dice.target(written, Object.keys(plan.deviations))
    if (deviation === undefined) return undefined
    return { by: dice.pick(WORKERS), command: { type: 'ClearLesson', deviation, words: dice.sealed() } }
  },
  EvaluateDeviation: (dice, plan) => {
    const today = dayOf(dice.now)
    const ripe = deviationsThat(
      plan,
      ({ account, evaluated }) => !evaluated && account.is === 'given' && (account.reviewDate ?? today) <= today,
    )
    const deviation = dice.target(ripe, Object.keys(plan.deviations))
    if (deviation === undefined) return undefined
    const facts = {
      outcome: dice.sealed<DeviationOutcome>(),
      words: dice.sealed(),
      ...dice.perhaps({ lesson: dice.sealed() }),
    }
    return {
      by: dice.pick(WORKERS),
      command: { type: 'EvaluateDeviation', deviation, ...facts, basedOn: dice.revision },
    }
  },
}

const authorOf = (dice: Dice, plan: Plan, deviation: string): string =>
  (dice.chance(6) ? undefined : plan.deviations[deviation]?.authors[0]) ?? dice.pick(WORKERS)

const ownerOrSomeone = (dice: Dice, plan: Plan, action: string): string =>
  dice.chance(4) ? dice.pick(WORKERS) : (plan.actions[action]?.owner ?? 'person-1')

function readerOf(plan: Plan, deviation: string): string {
  const reading = plan.deviations[deviation]?.reading
  return reading?.is === 'drawn' || reading?.is === 'read' ? reading.reader : 'reader-1'
}
