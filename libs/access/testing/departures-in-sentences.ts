/** Who left, who knows it, and what of it is theirs to read, said from the words of the design and from the events alone. */
import type { CoordinationBasis } from '../../municipality/coordination-bases.ts'
import type { Moment, PersonId } from '../../deciding/decider.ts'
import { whatItMends } from './corrections-in-sentences.ts'
import type { PlanEvent } from '../../plan/plan.ts'
import type { Inspection } from '../../municipality/municipality.ts'
import type { Teams } from '../../municipality/teams.ts'
import type { Recorded } from '../../plan/testing/histories.ts'
import type { AgeBand } from '../ages.ts'

/** All that the sentences read. */
export interface Told {
  readonly past: readonly Recorded[]
  readonly planId: string
  readonly inspections: Readonly<Record<string, Inspection>>
  readonly teams?: Teams
  readonly bases: readonly CoordinationBasis[]
  readonly at: Moment
  readonly ageBand: (person: PersonId) => AgeBand | undefined
}

export type Sees = (event: PlanEvent, recordedAt: Moment) => boolean

/** What happened last to someone's being a member, and when. */
export const membershipOf = ({ past }: Told, person: PersonId) =>
  past.findLast(
    ([, event]) =>
      /^(Member(Joined|Left|Died)|DepartureUndone)$/.test(event.type) && 'person' in event && event.person === person,
  )

/** Joined, or back because their departure was undone. */
export const isIn = (told: Told, person: PersonId): boolean =>
  ['MemberJoined', 'DepartureUndone'].includes(membershipOf(told, person)?.[1].type ?? '')

export interface Departure {
  readonly person: PersonId
  readonly from: Moment
  readonly until?: Moment
  readonly isSilent: boolean
  readonly hasKind: boolean
}

/** Each time that someone left, until they came back. */
export const departures = ({ past }: Told): readonly Departure[] =>
  past.flatMap(([{ at: from }, event], place) => {
    if (event.type !== 'MemberLeft') return []
    const { person, silent = false, kind } = event
    const back = past
      .slice(place + 1)
      .find(
        ([, { type, ...one }]) =>
          /^(MemberJoined|MemberDied|DepartureUndone)$/.test(type) && 'person' in one && one.person === person,
      )
    const until = back && { until: back[0].at }
    return [{ person, from, ...until, isSilent: silent, hasKind: kind !== undefined }]
  })

/** Who left knows it, and who left in the same breath. */
export const knows = (told: Told, who: string, { person, from }: Departure): boolean =>
  who === person || departures(told).some((one) => one.person === who && one.from === from)

/** What was done since about who left that is theirs to read who ask: the family's own deeds of who knows as much, and what was decided of a contest. */
const doneSince =
  (told: Told, who: string, gone: Departure) =>
  (recordedAt: Moment): boolean =>
    recordedAt > gone.from &&
    (gone.until === undefined || recordedAt < gone.until) &&
    told.past.some(([{ at, by }, event]) => {
      if (at !== recordedAt || !event.about.includes(gone.person)) return false
      const isDecision = event.type === 'DepartureUpheld'
      const isOfFamily = by.kind === 'person' && (by.role === 'family-member' || by.role === 'representative')
      if (!isDecision && !isOfFamily && event.type !== 'DepartureContested') return false
      if (!gone.isSilent || by.id === who) return true
      if (knows(told, who, gone)) return isDecision || knows(told, by.id, gone)
      return !isDecision && isIn(told, by.id) && !knows(told, by.id, gone)
    })

/** Who left reads what there was until then, as who speaks for them does; to who may not know of it, nothing came of it. */
export const asFarAsTheyKnow = (told: Told, who: string, person: PersonId): Sees | undefined => {
  const all = departures(told).filter((one) => one.person === person)
  const last = all.find(({ until }) => until === undefined)
  if (last?.hasKind === false && who !== person) return undefined
  return ({ about }, recordedAt) =>
    all.every((gone) => {
      if (doneSince(told, who, gone)(recordedAt)) return true
      if (!gone.isSilent || knows(told, who, gone)) return gone.until !== undefined || recordedAt <= gone.from
      const isWithin = recordedAt >= gone.from && (gone.until === undefined || recordedAt <= gone.until)
      return about.length === 0 || !isWithin
    })
}

const isUnknown = (told: Told, who: string, gone: Departure): boolean => gone.isSilent && !knows(told, who, gone)

const isAwayAt = ({ from, until }: Departure, at: Moment): boolean => from <= at && (until === undefined || at < until)

/**
 * What is done of those alone who are away without the others knowing; a joining that does not say for whom it is may be for them. What ends because the
 * plan is opened again ends by itself, and nobody did it.
 */
const deedsApart = (told: Told, who: string) =>
  told.past.filter(([deed, event]) => {
    const { at, by } = deed
    if (told.past.some(([one, { type }]) => one === deed && type === 'PlanReopened')) return false
    if (event.type === 'MemberLeft' || (event.about.length === 0 && event.type !== 'ProfessionalJoined')) return false
    const gone = departures(told).filter((one) => one.isSilent && isAwayAt(one, at))
    if (!event.about.every((person) => gone.some((one) => one.person === person))) return false
    const isTheirs = (one: Departure) => by.id === who || (isIn(told, by.id) && !knows(told, by.id, one))
    return gone.some(
      (one) =>
        isUnknown(told, who, one) && (event.about.length === 0 || event.about.includes(one.person)) && !isTheirs(one),
    )
  })

/** By what name an event gives the id of an item, and what that item is; a name that is corrected stands in a joining or a representation. */
const ITEM_OF: Readonly<Record<string, string>> = {
  ...{ goal: 'goal', action: 'action', priority: 'priority', deviation: 'deviation', referral: 'referral' },
  ...{ joining: 'joining', representation: 'representation', withholding: 'withholding', view: 'view' },
  permission: 'permission',
  sharing: 'sharing',
  challenge: 'challenge',
  ...{ correctionRequest: 'correction-request', 'correction-request': 'correction-request' },
  support: 'support',
  ...{
    part: 'own-plan-part',
    statement: 'communication-needs',
    judgement: 'capacity-judgement',
    professional: 'joining',
    representative: 'representation',
  },
  ...{
    'own-plan-part': 'own-plan-part',
    'communication-needs': 'communication-needs',
    'capacity-judgement': 'capacity-judgement',
  },
  'coordinator-request': 'coordinator-request',
}

/** All the items that an event says the id of, but those that one coordinator left the next. */
function saysIdOf(event: PlanEvent): readonly string[] {
  const mended = whatItMends(event)
  return mended === undefined ? itsOwnIds(event) : [...itsOwnIds(event), ...itsOwnIds(mended)]
}

function itsOwnIds(event: PlanEvent): readonly string[] {
  const called = (name: string, id: unknown) =>
    ITEM_OF[name] !== undefined && typeof id === 'string' ? [`${ITEM_OF[name]} ${id}`] : []
  const { type, ...said } = event as unknown as Readonly<Record<string, unknown>>
  const listed = (name: string) => (said[name] ?? []) as readonly unknown[]
  const pointed = [said['on'], said['of'], ...listed('items'), ...listed('opens')].filter((one) => one)
  const from = said['from'] as { readonly priority?: unknown } | undefined
  return [
    ...Object.entries(said).flatMap(([name, id]) =>
      /^(professional|representative)$/.test(name) ? [] : called(name, id),
    ),
    ...(pointed as readonly { kind: string; id: string }[]).flatMap(({ kind, id }) => called(kind, id)),
    ...called('priority', from?.priority),
    ...('request' in said
      ? [`${String(type).startsWith('Withheld') ? 'question' : 'coordinator-request'} ${String(said['request'])}`]
      : []),
  ]
}

/** What is said for someone by who came to speak for them in no other way than apart, hangs on that. */
function isSaidAsOneOf(begun: ReadonlySet<string>, [{ by, at }, event]: Recorded, past: readonly Recorded[]): boolean {
  if ((event.type !== 'ViewGiven' && event.type !== 'FamilyEvaluated') || event.voice !== 'representative') return false
  const ended = past.flatMap(([, one]) => (one.type === 'RepresentativeEnded' ? [one.representation] : []))
  const ways = past.flatMap(([, one]) =>
    one.type === 'RepresentativeAppointed' &&
    one.representative === by.id &&
    one.represents === event.person &&
    one.from <= at &&
    at <= (one.until ?? at) &&
    (one.kind !== 'administrator-of-assets' || event.domain === 'participation') &&
    !ended.includes(one.representation)
      ? [`representation ${one.representation}`]
      : [],
  )
  return ways.length > 0 && ways.every((one) => begun.has(one))
}

/** Whether something hangs on what was begun apart, or on what was begun on that, or was written in one breath with it and says of nobody whom it is about. */
export function wasDoneApart(told: Told, who: string): Sees {
  const apart = new Set(deedsApart(told, who))
  if (apart.size === 0) return () => false
  const known = new Set<string>()
  const begun = new Set<string>()
  told.past.forEach((one, place) => {
    const [, event] = one
    const ids = saysIdOf(event)
    const hangs = ids.some((id) => begun.has(id)) || isSaidAsOneOf(begun, one, told.past.slice(0, place))
    for (const id of ids) {
      if (!known.has(id) && (hangs || apart.has(one))) begun.add(id)
      known.add(id)
    }
  })
  const moments = new Set([...apart].map(([{ at }]) => at))
  return (event, recordedAt) =>
    (event.about.length === 0 && moments.has(recordedAt)) || saysIdOf(event).some((id) => begun.has(id))
}

/** Since when a limit of what someone sees of a person holds: at once; not until they are back, where they were away without that someone knowing. */
export function holdsSince(told: Told, who: string, withholding: string): Moment | 'at once' | 'not yet' {
  const made = told.past.find(([, event]) => event.type === 'SightLimited' && event.withholding === withholding)
  if (made === undefined) return 'at once'
  const [{ at }, event] = made
  const away = departures(told).find(
    (one) => isUnknown(told, who, one) && event.about.includes(one.person) && isAwayAt(one, at),
  )
  return away === undefined ? 'at once' : (away.until ?? 'not yet')
}
