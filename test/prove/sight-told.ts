/** What happened in a family as the sentences about sight read it: the envelopes that were written, what was said of people, and who asks when. No rule of the product is known here. */
import type { Envelope } from '../../libs/deciding/envelope.ts'

export const LAWS = ['youth', 'wmo', 'participation'] as const
export type Law = (typeof LAWS)[number]

/** Who asks: as what they are signed in, for what. */
export interface Who {
  readonly id: string
  readonly role: string
  readonly name: string
  readonly activity: string
  readonly team?: string
  readonly organisation?: string
}

/** An inspection as it was opened. */
export interface Inspected {
  readonly auditor: string
  readonly law: Law
  readonly plans: readonly string[]
  readonly recordedFrom: string
  readonly recordedUntil: string
  readonly openUntil: string
}

export interface Basis {
  readonly domain: Law
  readonly article: string
  readonly from: string
  readonly until?: string
}

export interface Happened {
  readonly planId: string
  readonly past: readonly Envelope[]
  /** What was asked, with its path, by the trace of the command. */
  readonly asked: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly inspections: readonly Inspected[]
  /** On what the municipality has it that who coordinates reads. */
  readonly bases: readonly Basis[]
  /** When it is asked. */
  readonly at: string
}

export const fact = ({ data }: Envelope, name: string): string | undefined => {
  const value = data[name]
  return typeof value === 'string' ? value : undefined
}

export const ofTypes = ({ past }: Happened, types: RegExp): readonly Envelope[] =>
  past.filter(({ type }) => types.test(type))

/** What happened last to someone's being a member. */
export const membershipOf = (happened: Happened, person: string): Envelope | undefined =>
  ofTypes(happened, /^(Member(Joined|Left|Died)|DepartureUndone)$/).findLast(
    (event) => fact(event, 'person') === person,
  )

/** Joined, or back because their departure was undone. */
export const isIn = (happened: Happened, person: string): boolean =>
  /^(MemberJoined|DepartureUndone)$/.test(membershipOf(happened, person)?.type ?? '')

/** Who left keeps what was theirs; who died, or never joined, has nothing. */
export const isOrWasIn = (happened: Happened, person: string): boolean =>
  isIn(happened, person) || membershipOf(happened, person)?.type === 'MemberLeft'

export const saidWith = ({ asked }: Happened, event: Envelope): Readonly<Record<string, unknown>> =>
  asked.get(event.correlationId) ?? {}

const saysAge = (said: Readonly<Record<string, unknown>>): boolean => 'birthDate' in said || 'ageBand' in said

/** The correction of an event by what it was to become, where that was someone's age. */
export function ageCorrectedOf(happened: Happened, event: Envelope): string | undefined {
  const { kind, id } = (event.data['of'] ?? {}) as { readonly kind?: string; readonly id?: string }
  if (event.type !== 'CorrectionRecorded' || kind !== 'member') return undefined
  return saysAge(becomesOf(happened, event)) ? id : undefined
}

const becomesOf = (happened: Happened, event: Envelope) =>
  (saidWith(happened, event)['becomes'] ?? {}) as Readonly<Record<string, unknown>>

/** What was said last of somebody's age: when they joined, or when that was corrected. */
function ageSaidOf(happened: Happened, person: string): Readonly<Record<string, unknown>> {
  const requests = ofTypes(happened, /^MembershipRequested$/)
  const said = ofTypes(happened, /^(MemberJoined|CorrectionRecorded)$/).flatMap((event) => {
    if (event.type === 'CorrectionRecorded')
      return ageCorrectedOf(happened, event) === person ? [becomesOf(happened, event)] : []
    if (fact(event, 'person') !== person) return []
    const request = requests.find((one) => fact(one, 'membership') === fact(event, 'membership'))
    return request ? [saidWith(happened, request)] : []
  })
  return said.findLast(saysAge) ?? {}
}

const AMSTERDAM = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day of a moment in Amsterdam. */
export const dayIn = (moment: string): string => AMSTERDAM.format(new Date(moment))

/**
 * Whether somebody's birthday of an age has come, as days are counted in Amsterdam; who was born on 29 February has theirs on 1 March.
 * Undefined where neither their birth date nor that they are adult is known.
 */
export function hasTurned(age: number, person: string, happened: Happened): boolean | undefined {
  const { birthDate, ageBand } = ageSaidOf(happened, person)
  if (typeof birthDate !== 'string') return ageBand === 'adult' ? true : undefined
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number)
  const birthday = new Date(Date.UTC(year + age, month - 1, day)).toISOString().slice(0, 10)
  return dayIn(happened.at) >= birthday
}

export interface Spoken {
  readonly represents: string
  readonly kind: string
  readonly appointed: Envelope
}

const representationsIn = (happened: Happened, types: RegExp): ReadonlySet<string | undefined> =>
  new Set(ofTypes(happened, types).map((event) => fact(event, 'representation')))

/** Whom someone was appointed to speak for and still does at a moment; nobody by what was never shown. */
export function spokenForBy(happened: Happened, id: string): readonly Spoken[] {
  const shown = representationsIn(happened, /^RepresentationProofShown$/)
  return appointedFor(happened, id).filter(({ appointed }) => shown.has(fact(appointed, 'representation')))
}

/** The same, whether it was shown or not. */
export function appointedFor(happened: Happened, id: string): readonly Spoken[] {
  const ended = representationsIn(happened, /^RepresentativeEnded$/)
  return ofTypes(happened, /^RepresentativeAppointed$/).flatMap((appointed) => {
    const [from = '', until = happened.at] = [fact(appointed, 'from'), fact(appointed, 'until')]
    const representation = fact(appointed, 'representation')
    const isInForce = from <= happened.at && happened.at <= until && !ended.has(representation)
    if (fact(appointed, 'representative') !== id || !isInForce) return []
    return [{ represents: fact(appointed, 'represents') ?? '', kind: fact(appointed, 'kind') ?? '', appointed }]
  })
}

/** Who has authority over a child. */
export const PARENTS: readonly string[] = ['parental-authority', 'guardian', 'guardian-institution']

/** The joinings of a care team that have not ended, and at a moment still count. */
export function joinedNow(happened: Happened): readonly Envelope[] {
  const left = new Set(ofTypes(happened, /^ProfessionalLeft$/).map((event) => fact(event, 'joining')))
  return ofTypes(happened, /^ProfessionalJoined$/).filter(
    (event) => !left.has(fact(event, 'joining')) && (fact(event, 'until') ?? '') >= happened.at,
  )
}

/** The event that made someone coordinator. */
export const coordinatorNow = (happened: Happened): Envelope | undefined =>
  ofTypes(happened, /^(CoordinatorAppointed|HandoverAccepted|CoordinatorReplaced)$/).at(-1)

export function isDeputyNow(happened: Happened, id: string): boolean {
  const last = happened.past.findLast(
    (event) =>
      fact(event, 'deputy') === id ||
      event.type === 'CoordinatorReplaced' ||
      (event.type === 'HandoverAccepted' && fact(event, 'coordinator') === id),
  )
  return last?.type === 'DeputyAppointed'
}

/** Who was asked to coordinate next, as long as that is open. */
export function nextNow(happened: Happened): string | undefined {
  const last = ofTypes(
    happened,
    /^(HandoverProposed|HandoverAccepted|HandoverDeclined|HandoverWithdrawn|CoordinatorReplaced)$/,
  ).at(-1)
  return last?.type === 'HandoverProposed' ? fact(last, 'to') : undefined
}
