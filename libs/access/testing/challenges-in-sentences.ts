/** Who may know of a challenge, and who is to answer it, said from the words of the design and from the events alone. */
import type { PlanEvent } from '../../plan/plan.ts'
import type { Asker } from '../grounds.ts'
import type { Sees, Told } from './departures-in-sentences.ts'
import { coordinates, coordinatorOf, isDeputy, events, type Of } from './who-works-in-sentences.ts'

type Raised = Of<'ChallengeRaised'>

interface Stands {
  readonly raised: Raised
  readonly by: string
  /** Whom it challenges. */
  readonly challenged: readonly string[]
  /** Of what judges their own work, the same, and whose deviation was read. */
  readonly judged: readonly string[]
  readonly steps: readonly string[]
  readonly isOpen: boolean
  readonly isHeard: boolean
  /** When nothing more was to come of it. */
  readonly settledAt: string | undefined
  /** What had happened when it was raised. */
  readonly before: Told
}

/** The first raising of each: an id that comes again makes nothing. */
function challenges(told: Told): readonly Stands[] {
  return told.past.flatMap(([{ by }, raised], place) => {
    if (raised.type !== 'ChallengeRaised') return []
    const its = told.past.filter(([, event]) => 'challenge' in event && event.challenge === raised.challenge)
    const said = its.map(([, event]) => event)
    const steps = said.flatMap((event) => ('addressee' in event ? [event.addressee] : []))
    const settled = its.find(
      ([, event]) =>
        /^Challenge(Accepted|Withdrawn)$/.test(event.type) ||
        (/^Challenge(Rejected|Escalated)$/.test(event.type) && !('addressee' in event)),
    )
    const isOpen = raised.firstTo === 'addressee-and-challenged' || said.some(({ type }) => type === 'ChallengeOpened')
    const isHeard = said.some((event) => event.type === 'ChallengeAnswered' && event.heard)
    const challenged = whoIsChallenged(raised, by.id, { ...told, past: told.past.slice(0, place) })
    const isDecision = DECISIONS.includes(raised.on.kind)
    const left = raised.on.kind === 'reading' ? writersOf('deviation', raised.on.id, told.past.slice(0, place)) : []
    const before = { ...told, past: told.past.slice(0, place) }
    const confirmed =
      raised.on.kind === 'told-withholding'
        ? withholdingsOf(by.id, raised.on.id, before).flatMap(({ confirmer }) => confirmer)
        : []
    const judged = isDecision ? [] : [...challenged, ...left, ...confirmed]
    const one = { raised, by: by.id, challenged, judged, steps, isOpen, isHeard, settledAt: settled?.[0].at }
    return [{ ...one, before }]
  })
}

/** Who coordinates looks again at these, also where they made them. */
const DECISIONS: readonly string[] = ['goal', 'action', 'priority', 'referral']

/** By what event someone made what can be challenged, or changed it. */
const WRITTEN_BY: Readonly<Record<string, RegExp>> = {
  goal: /^Goal(Proposed|Revised)$/,
  action: /^ActionPlanned$/,
  deviation: /^Deviation(Reported|AccountedFor)$/,
  'capacity-judgement': /^CapacityJudged$/,
}

function whoIsChallenged({ on }: Raised, by: string, told: Told): readonly string[] {
  if (['coordinator', 'priority', 'referral'].includes(on.kind))
    return [coordinatorOf(told)?.coordinator ?? '', ...deputiesIn(told)]
  if (on.kind === 'told-withholding') return withholdingsOf(by, on.id, told).flatMap(({ maker }) => maker)
  if (on.kind === 'departure')
    return told.past
      .flatMap(([{ by }, event]) => (event.type === 'MemberLeft' && event.person === on.id ? [by.id] : []))
      .slice(-1)
  if (on.kind === 'reading')
    return told.past.flatMap(([{ by }, event]) =>
      event.type === 'SecondReadingGiven' && event.deviation === on.id && event.finding !== 'asks' ? [by.id] : [],
    )
  if (on.kind === 'correction-request') return whoRefused(on.id, told)
  const appointed = told.past.flatMap(([, event]) =>
    event.type === 'RepresentativeAppointed' && on.kind === 'representation' && event.representation === on.id
      ? [event.representative]
      : [],
  )
  return [...writersOf(on.kind, on.id, told.past), ...appointed]
}

/** By what something of that id was withheld from someone who was told so: who made it, or completed it, and who confirmed it last. */
function withholdingsOf(from: string, id: string, { past }: Told) {
  const isOfThePlan = past.some(([, event]) => event.type === 'PlanOpened' && event.plan === id)
  return past.flatMap(([{ by }, made]) => {
    if ((made.type !== 'ContentWithheld' && made.type !== 'SightLimited') || made.from !== from) return []
    const its = past.filter(([, one]) => 'withholding' in one && one.withholding === made.withholding)
    const last = (type: RegExp) => its.findLast(([, one]) => type.test(one.type))
    const [completed, confirmed] = [last(/^WithholdingCompleted$/), last(/^WithholdingConfirmed$/)]
    const modes = its.flatMap(([, one]) => ('mode' in one ? [one.mode] : []))
    const named = made.type === 'ContentWithheld' ? made.items : itemsAbout(made.limits, past)
    const items = named.filter((one) => isOfThePlan || one.id === id)
    if (modes.at(-1) !== 'told' || items.length === 0) return []
    const maker = [(completed?.[0].by ?? by).id]
    const confirmer = confirmed === undefined ? [] : [confirmed[0].by.id]
    return [{ withholding: made.withholding, about: made.about, items, maker, confirmer }]
  })
}

const KINDS = [
  'goal',
  'action',
  'priority',
  'deviation',
  'referral',
  'permission',
  'sharing',
  'representation',
] as const

const itemsAbout = ({ person, domain }: { readonly person: string; readonly domain?: string }, past: Told['past']) =>
  past.flatMap(([, event]) => {
    if (!event.about.includes(person) || (domain !== undefined && domain !== event.domain)) return []
    const fields = event as unknown as Readonly<Record<string, unknown>>
    return KINDS.flatMap((kind) => (typeof fields[kind] === 'string' ? [{ kind, id: fields[kind] }] : []))
  })

/** Who judges that something is withheld reads that it is, and what. */
function isOfWhatIsWithheld(event: PlanEvent, { raised, by, before }: Stands, told: Told): boolean {
  const then = withholdingsOf(by, raised.on.id, before).map(({ withholding }) => withholding)
  const its = withholdingsOf(by, raised.on.id, told).filter(({ withholding }) => then.includes(withholding))
  const about = [...raised.about, ...its.flatMap((one) => one.about)]
  const isWithin = event.about.every((person) => about.includes(person))
  if (/^(MembershipRequested|MemberJoined|ChildBorn)$/.test(event.type)) return event.about.length > 0 && isWithin
  if ('withholding' in event) return its.some(({ withholding }) => withholding === event.withholding)
  const items = its.flatMap((one) => one.items)
  return items.some(({ kind, id }) => {
    if (/^(ViewGiven|ViewInvited|FamilyEvaluated)$/.test(event.type) && 'on' in event) {
      const isIt = kind === 'view' && 'view' in event && event.view === id
      return isIt || (event.on.kind === kind && event.on.id === id && isWithin)
    }
    return isOfIts(event, { ...raised, on: { kind, id } as Raised['on'] })
  })
}

const writersOf = (kind: string, id: string, past: Told['past']): readonly string[] =>
  past.flatMap(([{ by }, event]) => {
    const fields = event as unknown as Readonly<Record<string, unknown>>
    return WRITTEN_BY[kind]?.test(event.type) === true && fields[FIELD[kind] ?? kind] === id ? [by.id] : []
  })

/** Who wrote it, until somebody refused. */
const whoRefused = (id: string, { past }: Told): readonly string[] => {
  const its = past.filter(([, event]) => 'correctionRequest' in event && event.correctionRequest === id)
  const refused = its.find(([, { type }]) => type === 'CorrectionRefused')
  const [asked] = its.map(([, event]) => event)
  if (refused !== undefined) return [refused[0].by.id]
  return asked?.type === 'CorrectionAsked' ? [asked.corrects.by] : []
}

const deputiesIn = (told: Told): readonly string[] =>
  events(told, 'DeputyAppointed').flatMap(({ deputy }) => (isDeputy(told, deputy) ? [deputy] : []))

/** Nobody answers what they raised, or what judges their own work. */
const isForThem = ({ by, raised, judged }: Stands, id: string): boolean =>
  id !== by && id !== raised.person && !judged.includes(id)

const ROLE_BY: Readonly<Record<string, string>> = {
  'safety-review': 'safety-officer',
  'privacy-oversight': 'privacy-officer',
}

/** The role by which someone is asked, if any. */
function roleOf(asker: Asker, told: Told): string | undefined {
  if (coordinates(asker, told)) return 'coordinator'
  const its = coordinatorOf(told)?.team
  if (asker.role === 'team-lead' && asker.activity === 'plan-coordination' && asker.team !== undefined) {
    const hasNoLead = its !== undefined && told.teams?.teams.every((one) => one !== its) === true
    return its === asker.team || (hasNoLead && told.teams.fallback === asker.team) ? 'team-lead' : undefined
  }
  return ROLE_BY[asker.activity] === asker.role ? asker.role : undefined
}

/** @param isKeptFrom whether someone may not know of what an event begins */
function addressedTo(asker: Asker, told: Told, isKeptFrom: (id: string, event: PlanEvent) => boolean) {
  const role = roleOf(asker, told)
  if (role === undefined) return []
  return challenges(told).filter((one) => {
    const readsOn = one.settledAt === undefined || told.at <= inThirtyDays(one.settledAt)
    const isPassedOn =
      role === 'team-lead' &&
      one.steps.at(-1) === 'coordinator' &&
      [coordinatorOf(told)?.coordinator ?? '', ...deputiesIn(told)].every((id) => isKeptFrom(id, one.raised))
    return isForThem(one, asker.id) && readsOn && (one.steps.includes(role) || isPassedOn)
  })
}

/** To the end of the day, in Amsterdam. */
function inThirtyDays(at: string): string {
  const day = new Date(Date.parse(at) + 30 * 86_400_000)
  const zone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' })
  const next = new Date(Date.parse(`${zone.format(day)}T00:00:00Z`) + 86_400_000)
  const midnight = [1, 2].map((hours) => new Date(next.getTime() - hours * 3_600_000 - 1))
  const isThatDay = (one: Date) => zone.format(one) === zone.format(day)
  return (midnight.find(isThatDay) ?? next).toISOString()
}

/** Who answers reads the challenge, what it is of, the views on that of those whom it is about, and who they are. */
export function readsToAnswer(
  asker: Asker,
  told: Told,
  isKeptFrom: (id: string, event: PlanEvent) => boolean,
): Sees | undefined {
  const theirs = addressedTo(asker, told, isKeptFrom)
  if (theirs.length === 0) return undefined
  return (event) =>
    theirs.some((one) => {
      const { raised } = one
      const isWithin = event.about.every((person) => raised.about.includes(person))
      if ('challenge' in event) return event.challenge === raised.challenge
      if (raised.on.kind === 'told-withholding') return isOfWhatIsWithheld(event, one, told)
      if (/^(MembershipRequested|MemberJoined|ChildBorn)$/.test(event.type)) return event.about.length > 0 && isWithin
      if (event.type === 'ViewGiven' || event.type === 'ViewInvited' || event.type === 'FamilyEvaluated')
        return event.on.kind === readsOf(raised) && event.on.id === raised.on.id && isWithin
      return isOfIts(event, raised)
    })
}

/** Who judges a reading reads what was read. */
const readsOf = ({ on }: Raised): string => (on.kind === 'reading' ? 'deviation' : on.kind)

const FIELD: Readonly<Record<string, string>> = {
  'capacity-judgement': 'judgement',
  'own-plan-part': 'part',
  'communication-needs': 'statement',
  'coordinator-request': 'request',
}

/** An event of the very item that is challenged. */
function isOfIts(event: PlanEvent, raised: Raised): boolean {
  const on = { ...raised.on, kind: readsOf(raised) }
  if (on.kind === 'departure')
    return /^(MemberLeft|Departure)/.test(event.type) && 'person' in event && event.person === on.id
  const fields = event as unknown as Readonly<Record<string, unknown>>
  if (event.type === 'CorrectionRecorded')
    return (
      event.of.id === on.id &&
      ((on.kind === 'representation' && event.of.kind === 'representative') ||
        (on.kind === 'joining' && event.of.kind === 'professional'))
    )
  // What serves a goal is not the goal.
  if (on.kind === 'goal' && 'action' in event) return false
  return fields[FIELD[on.kind] ?? on.kind] === on.id
}

/** Who answers a challenge of a correction that was refused reads that it was asked for, and what became of it. */
export function answersWhatWasAsked(
  asker: Asker,
  told: Told,
  isKeptFrom: (id: string, event: PlanEvent) => boolean,
): (event: PlanEvent) => boolean {
  const theirs = addressedTo(asker, told, isKeptFrom).filter(({ raised }) => raised.on.kind === 'correction-request')
  return (event) =>
    'correctionRequest' in event && theirs.some(({ raised }) => raised.on.id === event.correctionRequest)
}

/** What the family raised, for good; what was raised at work under a law or none: while they work here, and for thirty days after it was settled. */
export function readsWhatTheyRaised(
  asker: Asker,
  told: Told,
  at: 'home' | { readonly laws: readonly string[]; readonly worksHere: boolean },
): Sees | undefined {
  const theirs = challenges(told).filter(({ by, raised, settledAt }) => {
    if (by !== asker.id || (raised.person !== undefined) !== (at === 'home')) return false
    if (at === 'home') return true
    const isLate = settledAt !== undefined && told.at > inThirtyDays(settledAt)
    return at.laws.includes(raised.domain) && (at.worksHere || !isLate)
  })
  if (theirs.length === 0) return undefined
  return (event) => 'challenge' in event && theirs.some(({ raised }) => raised.challenge === event.challenge)
}

/** What someone raised is withheld from them by nothing. */
export const isRaisedBy = (id: string, told: Told): ((event: PlanEvent) => boolean) => {
  const theirs = new Set(challenges(told).flatMap((one) => (one.by === id ? [one.raised.challenge] : [])))
  return (event) => 'challenge' in event && theirs.has(event.challenge)
}

/** Whether a challenge is first to others than someone: to nobody who has not raised it, is not asked and does not oversee all is it there before it is opened. */
export function isFirstToOthers(
  asker: Asker,
  told: Told,
  isKeptFrom: (id: string, event: PlanEvent) => boolean,
): (event: PlanEvent) => boolean {
  if (asker.role === 'auditor') return () => false
  const asked = addressedTo(asker, told, isKeptFrom).map(({ raised }) => raised.challenge)
  const coordinating = { ...asker, role: 'coordinator', activity: 'plan-coordination' } as const
  const hidden = challenges(told).filter((one) => {
    const isAsCoordinator =
      coordinates(coordinating, told) && one.steps.includes('coordinator') && isForThem(one, asker.id)
    // That something is withheld is between who challenges that, who answers and who made it so.
    const isBetween = one.raised.on.kind === 'told-withholding'
    const isTheirs = one.by === asker.id || (!isBetween && one.raised.person === asker.id)
    const isKnown = isBetween ? coordinates(coordinating, told) && (one.isHeard || one.isOpen) : one.isHeard
    const wasHeard = isKnown && one.challenged.includes(asker.id)
    return (
      !(one.isOpen && !isBetween) && !isTheirs && !wasHeard && !isAsCoordinator && !asked.includes(one.raised.challenge)
    )
  })
  const ids = new Set(hidden.map(({ raised }) => raised.challenge))
  return (event) => 'challenge' in event && ids.has(event.challenge)
}
