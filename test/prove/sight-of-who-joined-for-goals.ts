/** What someone reads who joined for goals and not for a law, said over what was written: these goals, what hangs on them, what they wrote themselves, who coordinates, and who the people in it are. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { fact, joinedNow, ofTypes, type Happened, type Who } from './sight-told.ts'

const LAW_OF: Readonly<Record<string, string>> = {
  'youth-support': 'youth',
  'social-support': 'wmo',
  'participation-support': 'participation',
}

interface Ref {
  readonly id: string
}

const goalsIn = ({ data }: Envelope): readonly string[] | undefined =>
  (data['scope'] as { readonly goals?: readonly string[] } | undefined)?.goals

const isOf = (joined: Envelope) => (event: Envelope) => fact(event, 'joining') === fact(joined, 'joining')

/** Whether a joining has all of its law: it names no goals, and was never narrowed to some. */
export const hasTheLaw = (joined: Envelope, happened: Happened): boolean =>
  goalsIn(joined) === undefined && !ofTypes(happened, /^JoiningNarrowed$/).some(isOf(joined))

/** Those of someone that count now, for what they name. */
export const joinedForGoals = ({ id, role, activity }: Who, happened: Happened): readonly Envelope[] =>
  !['professional', 'coordinator'].includes(role)
    ? []
    : joinedNow(happened).filter(
        (joined) =>
          fact(joined, 'professional') === id &&
          fact(joined, 'activity') === activity &&
          LAW_OF[activity] === joined.domain &&
          !hasTheLaw(joined, happened),
      )

/** The goals it names, or was narrowed to since, and what they began by it after that. */
function begunBy(joined: Envelope, { past }: Happened): readonly string[] {
  let goals = goalsIn(joined) ?? []
  const deviations: string[] = []
  for (const event of past.slice(past.indexOf(joined) + 1)) {
    if (event.type === 'JoiningNarrowed' && isOf(joined)(event)) goals = goalsIn(event) ?? []
    const isTheirs =
      event.actor.id === fact(joined, 'professional') &&
      event.processingActivity === fact(joined, 'activity') &&
      event.domain === joined.domain &&
      event.recordedAt <= (fact(joined, 'until') ?? '')
    if (isTheirs && event.type === 'GoalProposed') goals = [...goals, fact(event, 'goal') ?? '']
    if (isTheirs && event.type === 'DeviationReported') deviations.push(fact(event, 'deviation') ?? '')
  }
  return [...goals, ...deviations]
}

/** Actions that serve these goals, what is said of any of it, and that it is withheld from someone. */
function withWhatHangsOn(begun: readonly string[], happened: Happened): ReadonlySet<string> {
  const theirs = new Set(begun)
  const add = (type: RegExp, item: string, on: (event: Envelope) => readonly (string | undefined)[]) => {
    for (const event of ofTypes(happened, type))
      if (on(event).length > 0 && on(event).every((id) => theirs.has(id ?? ''))) theirs.add(fact(event, item) ?? '')
  }
  add(/^ActionPlanned$/, 'action', (event) => [fact(event, 'goal')])
  add(/^ViewGiven$/, 'view', ({ data }) => [(data['on'] as Ref).id])
  add(/^ContentWithheld$/, 'withholding', ({ data }) => ((data['items'] ?? []) as readonly Ref[]).map(({ id }) => id))
  return theirs
}

const ITEMS = [
  ...(['goal', 'action', 'deviation', 'priority', 'withholding', 'referral'] as const),
  ...(['permission', 'sharing', 'view', 'joining', 'representation', 'judgement'] as const),
]

function namedIn(event: Envelope): readonly string[] {
  const { on, items = [] } = event.data as { readonly on?: Ref; readonly items?: readonly Ref[] }
  const named = [...ITEMS.map((item) => fact(event, item)), on?.id, ...items.map(({ id }) => id)]
  return named.filter((id) => id !== undefined)
}

const correctedIn = ({ type, data }: Envelope): { readonly kind?: string; readonly id?: string } =>
  type === 'CorrectionRecorded' ? (data['of'] as object) : {}

/** @param isForThoseAtWork whether an event is for everyone at work under its law, what is said in confidence included */
export function readInScope(
  joined: Envelope,
  happened: Happened,
  isForThoseAtWork: (event: Envelope) => boolean,
): (event: Envelope) => boolean {
  const theirs = new Set([...withWhatHangsOn(begunBy(joined, happened), happened), fact(joined, 'joining') ?? ''])
  const begins = ofTypes(happened, /^(GoalProposed|ActionPlanned|DeviationReported)$/).filter((event) =>
    theirs.has(fact(event, 'action') ?? fact(event, 'deviation') ?? fact(event, 'goal') ?? ''),
  )
  const persons = new Set([...joined.about, ...begins.flatMap(({ about }) => about)])
  return (event) => {
    const { type, domain, about, actor } = event
    if (domain === 'general') {
      if (/^(PlanOpened|CoordinatorAppointed|CoordinatorReplaced|HandoverAccepted)$/.test(type)) return true
      const isWhoIsWho =
        /^(MembershipRequested|MemberJoined|ChildBorn)$/.test(type) || correctedIn(event).kind === 'member'
      return isWhoIsWho && about.length > 0 && about.every((person) => persons.has(person))
    }
    if (domain !== joined.domain || !isForThoseAtWork(event)) return false
    if (actor.id === fact(joined, 'professional')) return true
    const corrected = correctedIn(event)
    const named = corrected.kind === 'professional' ? [corrected.id ?? ''] : namedIn(event)
    return named.length > 0 && named.every((id) => theirs.has(id))
  }
}
