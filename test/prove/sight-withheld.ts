/** What is withheld from one human, whatever they ask on: said over what was written and what was asked when it was, in sentences that know no rule of the product. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { appointedFor, dayIn, fact, PARENTS, saidWith, type Happened } from './sight-told.ts'
import { isSaidAsOneOf, limitHoldsSince } from './sight-of-who-left.ts'
import { workingDaysAfter } from './working-days.ts'

/** A withholding as it was asked for, and what became of it. */
export interface Held {
  readonly id: string
  readonly from: string
  /** What is withheld by it still, and what ever was. */
  readonly items: readonly string[]
  readonly named: readonly string[]
  /** Holds of what came since their return, where who it is about had fled unknown to its reader; undefined while they are away. */
  readonly limit?: { readonly about: string; readonly domain?: string; readonly since: string | undefined }
  readonly isSilent: boolean
  readonly ground: string
  readonly consulted?: string
  /** `asked`: by a member, and completed by nobody yet. */
  readonly is: 'asked' | 'made' | 'confirmed' | 'denied' | 'ended'
  /** The last day of what is told. */
  readonly reviewDate?: string
  /** Until when a second person has, before the privacy officer decides. */
  readonly lastDay: string
}

type Asked = Readonly<Record<string, unknown>>

const ITEMS = [
  ...(['goal', 'action', 'deviation', 'priority', 'referral', 'joining', 'representation'] as const),
  ...(['view', 'judgement', 'request', 'part', 'permission', 'sharing'] as const),
]
/** What begins an item, and the name of its id. */
const BEGINS: Readonly<Record<string, (typeof ITEMS)[number]>> = {
  GoalProposed: 'goal',
  ActionPlanned: 'action',
  DeviationReported: 'deviation',
  PrioritySet: 'priority',
  ReferralMade: 'referral',
  ProfessionalJoined: 'joining',
  RepresentativeAppointed: 'representation',
  ViewGiven: 'view',
  CapacityJudged: 'judgement',
  OtherCoordinatorRequested: 'request',
  OwnPlanSubmitted: 'part',
  PermissionGiven: 'permission',
  SharingGranted: 'sharing',
  SharingRefused: 'sharing',
  SharingAsked: 'sharing',
}
const { SharingRefused: _tried, SharingAsked: _asked, ...MADE } = BEGINS
/** What adds to one, and may be withheld with it in the same breath: not that sharing was tried. */
const MAKES: typeof BEGINS = { ...MADE, GoalRevised: 'goal', RepresentationProven: 'representation' }
/** That somebody is in the family does not go away by not being said. */
const WHO_IS_WHO = /^(MembershipRequested|MemberJoined|ChildBorn)$/
/** A second person has so many working days, and then there are so many more. */
const [CONFIRMED_WITHIN, LAPSES_AFTER] = [5, 10]

/** What an event speaks of, changes or leaves. */
export function itemsOf({ data }: Envelope): readonly string[] {
  const [on, from] = [data['on'], data['from']] as readonly (
    { readonly id?: string; readonly priority?: string } | undefined
  )[]
  // Whom one is referred to tells of what that opens to them.
  const opens = (data['opens'] ?? []) as readonly { readonly id: string }[]
  // Nor is it told to whom an item is withheld from that another may read it.
  const opensToOthers = data['permission'] !== undefined || data['sharing'] !== undefined
  const permitted = opensToOthers ? ((data['items'] ?? []) as typeof opens) : []
  const named = [
    ...ITEMS.flatMap((name) => data[name]),
    on?.id,
    from?.priority,
    ...[...opens, ...permitted].map(({ id }) => id),
  ]
  return named.filter((id) => typeof id === 'string')
}

/** Every withholding there was, and what became of it. */
export const held = (happened: Happened): readonly Held[] =>
  happened.past
    .filter(({ type }) => type === 'ContentWithheld' || type === 'SightLimited')
    .map((made) => becameOf(begunWith(made, happened), fact(made, 'withholding') ?? '', happened))

function begunWith(made: Envelope, happened: Happened): Held {
  const body = saidWith(happened, made)
  const wishes = Array.isArray(body['withhold']) ? (body['withhold'] as readonly Asked[]) : [body]
  const wish = wishes.find(({ from }) => from === made.data['from']) ?? {}
  const alone = ((wish['items'] ?? []) as readonly { readonly id: string }[]).map((one) => one.id)
  const along = happened.past
    .filter(({ correlationId, domain }) => correlationId === made.correlationId && domain === made.domain)
    .flatMap((one) => fact(one, MAKES[one.type] ?? '') ?? [])
  const named = wish === body ? alone : along
  // A member who asks says no more than from whom and why: it is silent.
  const isWish = wish['reason'] === undefined
  return {
    ...{ id: fact(made, 'withholding') ?? '', from: String(wish['from']), items: named, named },
    ...(made.type === 'SightLimited' && {
      limit: {
        about: String(body['about']),
        ...(typeof body['domain'] === 'string' && { domain: body['domain'] }),
        since: limitHoldsSince(happened, String(wish['from']), made, String(body['about'])),
      },
    }),
    ...{ ground: String(wish['ground']), is: isWish ? 'asked' : 'made' },
    ...reasonsIn(isWish ? { mode: 'silent' } : wish, made.recordedAt),
  }
}

function reasonsIn({ mode, consulted, reviewDate }: Asked, recordedAt: string) {
  const toConfirm = workingDaysAfter(dayIn(recordedAt), CONFIRMED_WITHIN)
  return {
    isSilent: mode === 'silent',
    ...(typeof consulted === 'string' && { consulted }),
    ...(typeof reviewDate === 'string' && { reviewDate }),
    lastDay: workingDaysAfter(toConfirm, LAPSES_AFTER),
  }
}

/** Completed by a professional, confirmed or made told, denied, reviewed, opened as a whole or in part. */
function becameOf(begun: Held, id: string, happened: Happened): Held {
  const after = happened.past.filter((event) => fact(event, 'withholding') === id)
  return after.reduce((now: Held, event): Held => {
    const body = saidWith(happened, event)
    switch (event.type) {
      case 'WithholdingCompleted':
        return { ...now, is: 'made', ...reasonsIn(body, event.recordedAt) }
      case 'WithholdingConfirmed':
        return { ...now, is: 'confirmed', isSilent: body['mode'] !== 'told' }
      case 'WithholdingDenied':
        return { ...now, is: 'denied' }
      case 'WithholdingReviewed':
        return { ...now, reviewDate: String(body['reviewDate']) }
      case 'ContentReleased': {
        const opened = ((body['items'] ?? []) as readonly { readonly id: string }[]).map((one) => one.id)
        const items = opened.length === 0 ? [] : now.items.filter((item) => !opened.includes(item))
        return { ...now, items, ...(items.length === 0 && { is: 'ended' }) }
      }
      case 'SightLimitLifted':
        return { ...now, is: 'ended' }
      default:
        return now
    }
  }, begun)
}

/** What is told ends with the day of its review; what is silent never by itself. */
const holds = ({ is, isSilent, reviewDate }: Held, { at }: Happened): boolean =>
  is !== 'ended' && (isSilent || reviewDate === undefined || dayIn(at) <= reviewDate)

const isAboutLimited =
  (some: readonly Held[]) =>
  ({ about, domain, type, recordedAt }: Envelope): boolean =>
    !WHO_IS_WHO.test(type) &&
    some.some(
      ({ limit }) =>
        limit?.since !== undefined &&
        limit.since <= recordedAt &&
        about.includes(limit.about) &&
        (limit.domain ?? domain) === domain,
    )

interface ByWhat {
  readonly more?: readonly string[]
  /** Whether what is its reader’s own goes with it: so it is to who decides on it. */
  readonly isWhole?: boolean
  readonly reader?: string
}

/** What some withholdings withhold: what they name, all about whom they name, and what hangs on it. */
function withheldBy(some: readonly Held[], happened: Happened, { more = [], isWhole = false, reader }: ByWhat = {}) {
  const isLimited = (event: Envelope) =>
    some.some((one) => isAboutLimited([one])(event) && (isWhole || !isTheirOwn(event, one.from, happened)))
  const items = withWhatHangs(
    new Set([...more, ...some.flatMap((one) => one.items)]),
    some.filter(({ limit }) => limit?.since !== undefined),
    happened,
    reader,
  )
  const lies = (event: Envelope) => isLimited(event) || itemsOf(event).some((item) => items.has(item))
  return { items, lies }
}

/**
 * What is done for a goal that is withheld, leaves a priority that is, or is said of either, is withheld with it; and what is said by who speaks for
 * someone in no other way, with that they do. Whom its reader wrote down themselves tells them of nobody.
 */
export function withWhatHangs(
  items: Set<string>,
  limits: readonly Held[],
  happened: Happened,
  reader?: string,
): ReadonlySet<string> {
  const { past } = happened
  for (const event of past) {
    const begun = fact(event, BEGINS[event.type] ?? '')
    const isLimited = limits.some((one) => isAboutLimited([one])(event) && !isTheirOwn(event, one.from, happened))
    const hangs =
      /^(ActionPlanned|DeviationReported|ViewGiven|ReferralMade|PermissionGiven|Sharing(Granted|Refused|Asked))$/.test(
        event.type,
      ) &&
      (itemsOf(event).some((item) => items.has(item)) || (event.actor.id !== reader && tellsOnlyOf(items, event, past)))
    if (begun !== undefined && (isLimited || hangs)) items.add(begun)
  }
  for (const event of past) if (isSaidAsOneOf(items, event, happened)) items.add(String(event.data['view']))
  return items
}

/** That somebody may read tells that they have a part here: where they do by nothing else than some joinings, or referrals that were accepted. */
function tellsOnlyOf(items: ReadonlySet<string>, { type, data }: Envelope, past: readonly Envelope[]): boolean {
  const to = data['to'] as { readonly kind?: string; readonly id?: string } | undefined
  const isShared = type.startsWith('Sharing')
  if (!isShared && (type !== 'PermissionGiven' || to?.kind !== 'professional')) return false
  const before = past.slice(
    0,
    past.findIndex((event) => event.data === data),
  )
  const has = (type: RegExp, name: string, id: string | undefined) =>
    before.some((event) => type.test(event.type) && fact(event, name) === id && fact(event, 'answer') !== 'declined')
  const joined = before
    .filter(({ type }) => type === 'ProfessionalJoined')
    .filter((event) => fact(event, to?.kind ?? '') === to?.id)
    .map((event) => fact(event, 'joining'))
    .filter((joining) => !has(/^ProfessionalLeft$/, 'joining', joining))
  const referred = before
    .filter((event) => event.type === 'ReferralMade' && to?.kind === 'organisation' && fact(event, 'to') === to.id)
    .map((event) => fact(event, 'referral'))
    .filter((one) => has(/^ReferralAnswered$/, 'referral', one) && !has(/^ReferralEnded$/, 'referral', one))
  const ways = [...joined, ...referred]
  return ways.length > 0 && ways.every((way) => way !== undefined && items.has(way))
}

/** That they speak for someone, are spoken for or work here themselves, or permitted something: also how it went on. */
function isTheirOwn(event: Envelope, who: string, { past }: Happened): boolean {
  const of = ['joining', 'representation', 'permission'].find((name) => OWN.test(event.type) && fact(event, name))
  if (of === undefined) return false
  const began = past.find((one) => BEGINS[one.type] === of && fact(one, of) === fact(event, of))
  const whose = ['professional', 'representative', 'represents', 'by', 'person']
  return began !== undefined && whose.some((name) => fact(began, name) === who)
}
const OWN = /^(Professional|Joining|Representati|ConflictOfInterest|Permission)/

/** What some withholdings keep from somebody, also of what is their own: so far they decide nothing. */
export function keptFrom(human: string, happened: Happened): (event: Envelope) => boolean {
  const theirs = held(happened).filter((one) => one.from === human && holds(one, happened))
  return withheldBy(theirs, happened, { isWhole: true, reader: human }).lies
}

/** Whether an event is of what some withholdings withhold, or that it is withheld. */
export function ofOneOf(some: readonly Held[], happened: Happened): (event: Envelope) => boolean {
  // From whom it is withheld, and what they know, is nothing to who reads it to decide.
  const atOnce = some.map((one) => (one.limit ? { ...one, limit: { ...one.limit, since: '' } } : one))
  const { lies } = withheldBy(atOnce, happened, { isWhole: true })
  const ids = new Set(some.map(({ id }) => id))
  return (event) => lies(event) || ids.has(fact(event, 'withholding') ?? '')
}

/** Whether an event is nothing to a human, on any ground. */
export function withheldFrom(human: string, happened: Happened): (event: Envelope) => boolean {
  const all = held(happened)
  const theirs = all.filter((one) => one.from === human && holds(one, happened))
  const { items, lies } = withheldBy(theirs, happened, { more: accountsOfSafety(human, happened), reader: human })
  // Why something was withheld from them stays so once it is open; nor do they learn of it by its being withheld from another.
  const tellsOf = ({ from, named, limit }: Held) =>
    from === human ||
    named.some((item) => items.has(item)) ||
    (limit !== undefined && theirs.some((one) => one.limit?.since === '' && one.limit.about === limit.about))
  const hidden = new Set(all.filter(tellsOf).map(({ id }) => id))
  // Of a limit that holds since a return: what is said since of another's sight of the same person.
  const isSaidSince = ({ recordedAt, data }: Envelope) => {
    const of = all.find(({ id }) => id === data['withholding'])?.limit
    return theirs.some(
      ({ limit }) => of && limit?.since !== undefined && limit.about === of.about && recordedAt >= limit.since,
    )
  }
  return (event) =>
    lies(event) || hidden.has(fact(event, 'withholding') ?? '') || isSaidSince(event) || judges(human, event, happened)
}

/** What a human is told is withheld in the place of an event, where something says so and nothing that is silent withholds it too: kind and ground. */
export function groundsToldTo(human: string, happened: Happened): (event: Envelope) => string | undefined {
  const theirs = held(happened).filter((one) => one.from === human && holds(one, happened))
  const byIt = (some: readonly Held[]) => {
    const items = new Set(some.flatMap((one) => one.items))
    const isLimited = isAboutLimited(some)
    return (event: Envelope, id: string) => items.has(id) || isLimited(event)
  }
  const isSilent = byIt(theirs.filter((one) => one.isSilent))
  const isWithheld = withheldFrom(human, happened)
  return (event) => {
    const id = fact(event, BEGINS[event.type] ?? '')
    if (id === undefined || !isWithheld(event) || isSilent(event, id)) return undefined
    return theirs.findLast((one) => !one.isSilent && byIt([one])(event, id))?.ground
  }
}

/** An account that speaks of someone's safety is not for who was appointed with authority over a child it is about, whatever they showed. */
function accountsOfSafety(human: string, happened: Happened): readonly string[] {
  const children = appointedFor(happened, human)
    .filter(({ kind }) => PARENTS.includes(kind))
    .map(({ represents }) => represents)
  return happened.past.flatMap((event) => {
    const { account } = saidWith(happened, event) as { readonly account?: { readonly safety?: boolean } }
    const isOfSafety = event.type === 'DeviationAccountedFor' && account?.safety === true
    return isOfSafety && event.about.some((person) => children.includes(person)) ? [fact(event, 'deviation') ?? ''] : []
  })
}

/** A judgement of somebody's capacity, and that they are in conflict with whom they speak for, is not for them, unless whoever said it tells them. */
function judges(human: string, event: Envelope, happened: Happened): boolean {
  const said = saidWith(happened, event)
  if (event.type === 'CapacityJudged') return fact(event, 'person') === human && said['told'] !== true
  return (
    event.type === 'ConflictOfInterestDeclared' &&
    fact(event, 'representative') === human &&
    said['conflictIsTold'] !== true
  )
}
