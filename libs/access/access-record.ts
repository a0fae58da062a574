/**
 * That somebody looked: who, for whom, when, at which plan and persons, on what ground, and what came of it (NEN 7513). It holds ids, kinds and
 * places, and nobody's words or names. The facts and the tables it was decided on are named, so that the answer can be decided again.
 */
import type { Concerns, Moment, PersonId } from '../deciding/decider.ts'
import type { Domain } from '../deciding/domains.ts'
import type { Upcasters } from '../deciding/upcasters.ts'
import { of } from '../plan/part.ts'
import type { Ground } from './grounds.ts'

/** What was asked for: named as the last word of its address, but for a plan as a whole. */
export const LOOKED_AT = {
  plan: of('het plan', 'the plan'),
  members: of('de gezinsleden', 'the members'),
  coordinator: of('de coördinator', 'the coordinator'),
  handovers: of('overdrachten', 'handovers'),
  'care-team': of('het zorgteam', 'the care team'),
  referrals: of('verwijzingen', 'referrals'),
  goals: of('doelen', 'goals'),
  actions: of('acties', 'actions'),
  priorities: of('prioriteiten', 'priorities'),
  deviations: of('afwijkingen', 'deviations'),
  challenges: of('tegenspraak', 'challenges'),
  closing: of('de afsluiting van het plan', 'the closing of the plan'),
  dossier: of('het dossier van een afwijking', 'the dossier of a deviation'),
  corrections: of('verbeteringen', 'corrections'),
  requests: of('een verzoek om verbetering', 'a request for correction'),
  permissions: of('toestemmingen', 'permissions'),
  sharings: of('wat is gedeeld', 'what was shared'),
  withholdings: of('wat verborgen wordt gehouden', 'what is withheld'),
  'sight-limits': of('grenzen aan wat iemand ziet', 'limits of what someone sees'),
  'withholding-requests': of('vragen naar wat verborgen wordt gehouden', 'requests about what is withheld'),
  history: of('de geschiedenis', 'the history'),
  changes: of('wat er veranderde', 'what changed'),
  envelopes: of('de opgeslagen enveloppen', 'the stored envelopes'),
  caseload: of('een caseload', 'a caseload'),
  due: of('wat er moet gebeuren', 'what is due'),
  plans: of('een lijst van plannen', 'a list of plans'),
  events: of('gebeurtenissen voor een organisatie', 'events for an organisation'),
  'dead-letters': of('wat niet werd aangenomen', 'what was not taken'),
  inspections: of('een onderzoek', 'an inspection'),
  'access-records': of('wie er keek', 'who looked'),
  'readers-previews': of('wie iets zou kunnen lezen', 'who could read something'),
  'challenge-previews': of('wie een tegenspraak zou kunnen lezen', 'who could read a challenge'),
  'sharing-previews': of('wat er gedeeld zou worden', 'what would be shared'),
  'break-glass': of('noodtoegang', 'break-glass access'),
  'break-glass-uses': of('gebruik van noodtoegang', 'uses of break-glass access'),
  'bsn-look-ups': of('een burgerservicenummer', 'a citizen service number'),
} as const

export type LookedAt = keyof typeof LOOKED_AT

/** How what was told left: an answer where it does not say. */
export type Channel = 'feed' | 'stream' | 'webhook' | 'kafka'

export interface LookedItem {
  readonly kind: string
  readonly id: string
}

/** Where the facts stood that a look was decided on. */
export interface FactsThen {
  /** The last revision of the plan's stream; -1 where there is none. */
  readonly plan: number
  /** Of what the municipality decided, where the ground hung on it. */
  readonly municipality?: number
  readonly at: Moment
}

/** One plan that an answer told of, or would have. */
export interface Look {
  readonly plan: string
  /** Absent where nothing was decided of the plan: it was a delivery's, whose ground each event had. */
  readonly facts?: FactsThen
  readonly grounds: readonly Ground['is'][]
  /** Whom they spoke for: all whose file they read as another's. */
  readonly onBehalfOf?: readonly PersonId[]
  readonly domains: readonly Domain[]
  readonly persons: readonly PersonId[]
  /** The revisions that they see of the plan (`asRanges`); absent where no events were judged. */
  readonly sees?: string
  /** The revisions that the answer told; absent where those are all they see. */
  readonly told?: string
  /** Of those, the revisions whose words were closed to them; absent where none were. */
  readonly closed?: string
  /** What was asked for by id, or stood in a list. */
  readonly items?: readonly LookedItem[]
}

export type AccessRecorded = Concerns & {
  readonly type: 'AccessRecorded'
  readonly kind: LookedAt
  /** `answered`, or the code of the refusal. */
  readonly outcome: string
  /** The digest of the access tables in force. */
  readonly tables: string
  /** As their token named it. */
  readonly team?: string
  readonly channel?: Channel
  /** Up to where a delivery has come in the store, as its channel goes on from. */
  readonly checkpoint?: string
  readonly looks: readonly Look[]
}

export const ANSWERED = 'answered'

/** The events whose form has changed: none. */
export const ACCESS_FORMS: Upcasters<AccessRecorded['type']> = {}
