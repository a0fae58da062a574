/** What starts a term in a family, and what settles it or not: a course for each kind of the table that runs by itself, or that must never go up. */
import type { Dice } from '../../apps/populate/dice.ts'
import { accountIn } from '../support/a-helped-family.ts'
import {
  before,
  behind,
  calendarDaysBehind,
  dayBehind,
  dayIn,
  endOf,
  later,
  type Oracle,
  type To,
} from './deadlines-oracle.ts'
import { who } from './family.ts'
import { PROTOCOLS, READERS, STEP } from './family-people.ts'
import type { Place } from './installation.ts'
import type { Who } from './sight-told.ts'

export const TEAM = 'noord'
export const OFFICER = who('escalation-officer', 'Otto', 'escalation')
export const LEAD = who('team-lead', 'Truus', 'plan-coordination', { team: TEAM })

/** What somebody does, and when. */
export interface Deed {
  readonly at: string
  readonly does: () => Promise<readonly Deed[]>
}

export interface Answered {
  readonly planId?: string
  readonly id?: string
  readonly etag?: string
  readonly reader?: { readonly reader: string }
  readonly items?: readonly { readonly id: string; readonly what: string; readonly item: { readonly id: string } }[]
}

/** One thing in one family, from when it starts. */
export interface Course {
  readonly place: Place
  readonly dice: Dice
  readonly oracle: Oracle
  readonly plan: string
  readonly name: string
  readonly goal: string
  readonly child: string
  readonly coordinator: Who
  readonly worker: Who
  readonly parent: Who
  readonly at: string
  /** When it is settled; some never are. */
  readonly settledAt: string | undefined
  readonly does: (person: Who, path: string, body: object) => Promise<Answered>
  readonly reads: (person: Who, path: string) => Promise<Answered>
}

type Of = Parameters<Oracle['isSettled']>[0]

const LADDER: readonly To[] = ['coordinator', 'team-lead', 'escalation-officer', 'unanswered']
const ALL_BUT_THE_COORDINATOR = LADDER.slice(1)
const ALL_BUT_THE_LEAD = LADDER.slice(2)
const ANSWERS: Readonly<Partial<Record<To, Who>>> = { 'team-lead': LEAD, 'escalation-officer': OFFICER }
const ACUTE_MS = 72 * 3_600_000

const behindDay = (at: string, workingDays: number): string => behind(dayIn(at), workingDays)
const when = (at: string | undefined, does: () => Promise<readonly Deed[]>): readonly Deed[] =>
  at === undefined ? [] : [{ at, does }]

async function settles({ oracle, does }: Course, of: Of, person: Who, path: string, body: object) {
  await does(person, path, body)
  oracle.isSettled(of)
  return []
}

async function action(course: Course, owner: Who): Promise<readonly Deed[]> {
  const { plan, oracle, dice, at, settledAt, goal, worker, coordinator, does } = course
  const doneByDate = dayIn(later(at, dice.whole(0, 30)))
  const item = (await does(worker, '/actions', { goal, owner: owner.id, words: 'Voorlezen', doneByDate })).id ?? ''
  await does(owner, `/actions/${item}/acceptance`, {})
  const of = { plan, what: 'action', item }
  const next = owner === coordinator ? ALL_BUT_THE_COORDINATOR : LADDER
  oracle.begins({ ...of, until: behind(doneByDate, 5), next })
  return when(settledAt, () => settles(course, of, owner, `/actions/${item}/completion`, {}))
}

/** More time, from whom it would go up to. */
async function extendedAction(course: Course): Promise<readonly Deed[]> {
  const { plan, oracle, at, goal, worker, coordinator, does, reads } = course
  const doneByDate = dayIn(later(at, 3))
  const item = (await does(worker, '/actions', { goal, owner: worker.id, words: 'Bellen', doneByDate })).id ?? ''
  const of = { plan, what: 'action', item }
  const until = behind(doneByDate, 5)
  oracle.begins({ ...of, until, next: LADDER })
  const extends_ = async () => {
    const { items = [] } = await reads(worker, '/due?limit=100')
    const due = items.find((one) => one.item.id === item)?.id ?? ''
    const untilDate = dayBehind(dayIn(until), 2)
    await does(coordinator, `/due/${due}/extension`, { untilDate, reason: 'Zij is ziek' })
    oracle.isExtended(of, endOf(untilDate))
    return []
  }
  return [{ at: later(at, 1), does: extends_ }]
}

async function wish(course: Course): Promise<readonly Deed[]> {
  const { plan, oracle, at, settledAt, parent, does } = course
  const item = (await does(parent, '/coordinator/requests', { reason: 'Zij luistert niet' })).id ?? ''
  const of = { plan, what: 'other-coordinator', item }
  oracle.begins({ ...of, until: behindDay(at, 10), next: ALL_BUT_THE_LEAD })
  const answer = { answer: 'refused', reason: 'Wij zoeken een gesprek' }
  return when(settledAt, () => settles(course, of, LEAD, `/coordinator/requests/${item}/answer`, answer))
}

async function deviation(course: Course): Promise<readonly Deed[]> {
  const { plan, oracle, dice, at, settledAt, child, worker, does } = course
  const left = { protocol: PROTOCOLS.youth, step: STEP, insteadDone: 'Gepraat', situation: 'Kim vertrouwt iemand' }
  const acute = dice.chance(0.3)
  const item = (await does(worker, '/deviations', { domain: 'youth', about: [child], ...left, acute })).id ?? ''
  const of = { plan, what: 'account', item }
  oracle.begins({ ...of, until: behindDay(at, 5), next: LADDER })
  return when(settledAt, () => accounted(course, item, acute, settledAt ?? at))
}

/** What was accounted for is to be read, by one after the other of the lot, and evaluated behind its review date. */
async function accounted(course: Course, item: string, acute: boolean, at: string): Promise<readonly Deed[]> {
  const { plan, oracle, dice, worker, reads } = course
  const account = accountIn(60, at)
  const { etag } = await reads(worker, '')
  const given = { account, basedOn: etag }
  await settles(course, { plan, what: 'account', item }, worker, `/deviations/${item}/account`, given)
  const evaluatedBy = behind(account.reviewDate, 10)
  oracle.begins({ plan, what: 'evaluation', item, until: evaluatedBy, next: LADDER })
  const asksTheFamily = { until: before(account.reviewDate, 10), term: () => evaluatedBy, next: ['family'] } as const
  oracle.begins({ plan, what: 'evaluation-invitation', item, ...asksTheFamily })
  const term = acute
    ? (from: string) => new Date(Date.parse(from) + ACUTE_MS).toISOString()
    : (from: string) => behindDay(from, 5)
  const others = READERS.slice(1).map(() => 'next-reader' as const)
  const thenAtOnce = { what: 'acute-reading', next: LADDER }
  const until = { until: term(at), term, next: [...others, 'administrator' as const] }
  oracle.begins({ plan, what: 'reading', item, ...until, ...(acute && { thenAtOnce }) })
  const readAt = dice.chance(0.5) ? later(at, dice.whole(0, 14), dice.whole(1, 1_400)) : undefined
  return when(readAt, () => read(course, item, readAt ?? at))
}

async function read(course: Course, item: string, at: string): Promise<readonly Deed[]> {
  const { plan, oracle, dice, worker, reads } = course
  const of = { plan, what: 'reading', item }
  const drawn = (await reads(worker, `/deviations/${item}`)).reader?.reader
  const reader = READERS.find(({ id }) => id === drawn)
  // Nobody was left to read it.
  if (reader === undefined || !oracle.isOpen(of)) return []
  const finding = dice.pick(['supports', 'objects', 'asks'] as const)
  const given = { finding, words: 'Gelezen', basedOn: (await reads(reader, '')).etag }
  await settles(course, of, reader, `/deviations/${item}/readings`, given)
  if (finding !== 'asks') oracle.isSettled({ plan, what: 'acute-reading', item })
  if (finding === 'supports') return []
  const answered = dice.chance(0.5) ? later(at, dice.whole(0, 6), dice.whole(1, 1_400)) : undefined
  if (finding === 'asks') {
    oracle.begins({ ...of, until: behindDay(at, 5), next: LADDER })
    return []
  }
  const objection = { plan, what: 'objection', item }
  oracle.begins({ ...objection, until: behindDay(at, 5), next: LADDER })
  return when(answered, async () => {
    const says = { says: 'keeps', words: 'Zo blijft Kim in gesprek' }
    await settles(course, objection, worker, `/deviations/${item}/objection-answer`, says)
    const settlement = { plan, what: 'objection-settlement', item }
    oracle.begins({ ...settlement, until: behindDay(answered ?? at, 5), next: ALL_BUT_THE_LEAD })
    const settledAt = dice.chance(0.5) ? later(answered ?? at, dice.whole(0, 20), dice.whole(1, 1_400)) : undefined
    const finds = { finds: 'may-stand', words: 'Dit kan' }
    return when(settledAt, () => settles(course, settlement, LEAD, `/deviations/${item}/objection-settlement`, finds))
  })
}

/** On a goal by who works there, or on who coordinates by the family: whose turn it is then answers, or nobody does. */
async function challenge(course: Course, on: 'goal' | 'coordinator'): Promise<readonly Deed[]> {
  const { plan, oracle, at, settledAt, goal, worker, coordinator, parent, does } = course
  const by = on === 'goal' ? worker : parent
  const raised = { on: { kind: on, id: on === 'goal' ? goal : plan }, words: 'Niet zo', wish: 'Anders' }
  const item = (await does(by, '/challenges', { ...raised, firstTo: 'addressee-and-challenged' })).id ?? ''
  const of = { plan, what: 'challenge', item }
  const next = on === 'goal' ? ALL_BUT_THE_COORDINATOR : ALL_BUT_THE_LEAD
  oracle.begins({ ...of, until: behindDay(at, 10), next })
  const first = on === 'goal' ? coordinator : LEAD
  return when(settledAt, async () => {
    if (!oracle.isOpen(of)) return []
    const answers = ANSWERS[oracle.standsWith(of) ?? 'unanswered'] ?? first
    const answer = { finding: 'not', words: 'Gehoord', heard: true }
    return settles(course, of, answers, `/challenges/${item}/answers`, answer)
  })
}

async function proof(course: Course): Promise<readonly Deed[]> {
  const { plan, oracle, at, settledAt, child, coordinator, name, does } = course
  const { id: representative, name: called } = who('representative', `Mies ${name} ${at}`, 'own-file')
  const item =
    (
      await does(coordinator, '/care-team/representatives', {
        ...{ representative, name: called, represents: child, kind: 'parental-authority', from: at },
      })
    ).id ?? ''
  const of = { plan, what: 'proof', item }
  oracle.begins({ ...of, until: behindDay(at, 10), next: ALL_BUT_THE_COORDINATOR })
  const shown = { proof: { kind: 'brp', date: dayIn(settledAt ?? at) } }
  return when(settledAt, () => settles(course, of, coordinator, `/care-team/representatives/${item}/proof`, shown))
}

async function age(course: Course): Promise<readonly Deed[]> {
  const { plan, place, oracle, at, settledAt, coordinator, does } = course
  const item = (await does(coordinator, '/members', { name: 'Mo' })).id ?? ''
  const of = { plan, what: 'age', item }
  oracle.begins({ ...of, until: behindDay(at, 10), next: ALL_BUT_THE_COORDINATOR })
  return when(settledAt, async () => {
    const requests = (await place.recorded(plan)).filter(({ type }) => type === 'MembershipRequested')
    const event = requests.find(({ about }) => about.includes(item))?.id
    const becomes = { birthDate: dayIn(later(at, -40 * 365)) }
    return settles(course, of, coordinator, '/corrections', { event, reason: 'Uit de BRP', becomes })
  })
}

/** Looked at again in half a year, by who wrote it; judged anew, the first is due no more. */
async function capacity(course: Course): Promise<readonly Deed[]> {
  const { plan, place, oracle, at, settledAt, child, worker, does } = course
  const judged = async (on: string) => {
    const judgement = { person: child, domain: 'youth', canSpeak: true, reason: 'Zij vertelt het zelf' }
    await does(worker, '/care-team/capacity-judgements', judgement)
    const last = (await place.recorded(plan)).findLast(({ type }) => type === 'CapacityJudged')
    const of = { plan, what: 'capacity' }
    oracle.isSettled(of)
    const item = (last?.data as { readonly judgement?: string } | undefined)?.judgement ?? ''
    oracle.begins({ ...of, item, until: calendarDaysBehind(dayIn(on), 180), next: LADDER })
    return []
  }
  await judged(at)
  return when(settledAt, () => judged(settledAt ?? at))
}

/** Asked twice, and no answer: that is theirs, and goes up to nobody. */
async function view(course: Course): Promise<readonly Deed[]> {
  const { at, goal, child, worker, does } = course
  const invites = async () => {
    await does(worker, `/goals/${goal}/invitations`, { person: child })
    return []
  }
  await invites()
  return [{ at: later(at, 8), does: invites }]
}

/** In the list of who coordinates from the day itself, until they were asked; and no step of it, ever. */
async function birthday(course: Course): Promise<readonly Deed[]> {
  const { oracle, at, coordinator, worker, does, reads } = course
  let day = dayIn(later(at, 30))
  if (day.endsWith('-02-29')) day = dayBehind(day, 1)
  const birthDate = `${String(Number(day.slice(0, 4)) - 12)}${day.slice(4)}`
  const item = (await does(coordinator, '/members', { name: 'Joris', birthDate })).id ?? ''
  const isListed = async () => {
    const { items = [] } = await reads(coordinator, '/due?limit=100')
    return items.some((one) => one.what === 'birthday-12' && one.item.id === item)
  }
  const lists = (isThere: boolean, on: string): Deed => ({
    at: on,
    does: async () => {
      oracle.mustHold((await isListed()) === isThere, `a birthday of ${day} is listed at ${on}: ${String(!isThere)}`)
      return []
    },
  })
  const [noonBefore, noon] = [`${dayBehind(day, -1)}T11:00:00.000Z`, `${day}T11:00:00.000Z`]
  const asked: Deed = {
    at: later(noon, 50),
    does: async () => {
      const goal = { domain: 'youth', about: [item], lifeArea: 'finances', words: 'Zakgeld' }
      const { id = '' } = await does(worker, '/goals', goal)
      await does(worker, `/goals/${id}/invitations`, { person: item })
      return []
    },
  }
  return [
    lists(false, noonBefore),
    lists(true, noon),
    lists(true, later(noon, 49)),
    asked,
    lists(false, later(noon, 51)),
  ]
}

const COURSES = {
  action: (course: Course) => action(course, course.worker),
  'own-action': (course: Course) => action(course, course.coordinator),
  'extended-action': extendedAction,
  deviation,
  wish,
  'challenge-of-goal': (course: Course) => challenge(course, 'goal'),
  'challenge-of-coordinator': (course: Course) => challenge(course, 'coordinator'),
  proof,
  age,
  capacity,
  view,
  birthday,
} as const satisfies Readonly<Record<string, (course: Course) => Promise<readonly Deed[]>>>

type Kind = keyof typeof COURSES

/** Deviations have most that follows. */
export const KINDS: readonly Kind[] = [...(Object.keys(COURSES) as Kind[]), 'deviation', 'deviation']

export const started = (kind: Kind, course: Course): Promise<readonly Deed[]> => COURSES[kind](course)
