/** A challenge as it stands: what it is of, who raised it, who is to answer it, and who may know of it yet. Nothing here or anywhere takes one away. */
import type { Day } from '../../deciding/days.ts'
import type { Concerns, Due, Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'

/** What can be challenged. */
export const CHALLENGED_KINDS = [
  'goal',
  'action',
  'priority',
  'deviation',
  'referral',
  'coordinator',
  'representation',
  'capacity-judgement',
  'reading',
  'departure',
  'correction-request',
  'told-withholding',
] as const
export type ChallengedKind = (typeof CHALLENGED_KINDS)[number]

/** Of who coordinates, by the id of the plan; of a reading, by that of the deviation that was read; of a departure, by that of who left; that something is withheld from who raises it, by that of what is, or of the plan. */
export interface ChallengedItem {
  readonly kind: ChallengedKind
  readonly id: string
}

/** Between who raised it, who answers and who is challenged, whoever it is opened to: all others would learn that there is something. */
export const isBetweenThem = ({ kind }: Pick<ChallengedItem, 'kind'>): boolean => kind === 'told-withholding'

/** The item on which it stands and hangs: a reading on what was read. */
export const hangsOn = ({ kind, id }: { readonly kind: string; readonly id: string }) =>
  kind === 'reading' ? { kind: 'deviation', id } : { kind, id }

/** Who answers: by role, never by name, so that whoever holds it then is addressed. */
export const ADDRESSEES = [
  'coordinator',
  'team-lead',
  'safety-officer',
  'privacy-officer',
  'escalation-officer',
] as const
export type Addressee = (typeof ADDRESSEES)[number]

/** Who knows of it at first. To `addressee` alone: nobody else knows of it until whoever raised it opens it, but whom it challenges once they were heard. */
export const FIRST_TO = ['addressee', 'addressee-and-challenged'] as const
export type FirstTo = (typeof FIRST_TO)[number]

export const CHALLENGE_FINDINGS = ['upheld', 'partly', 'not'] as const
export type ChallengeFinding = (typeof CHALLENGE_FINDINGS)[number]

/** What it is by law beside a challenge: a bezwaar (objection), a klacht (complaint), or neither. */
export const FORMAL_KINDS = ['objection', 'complaint', 'neither'] as const
export type FormalKind = (typeof FORMAL_KINDS)[number]

interface Of {
  readonly challenge: string
  readonly on: ChallengedItem
}

export type ChallengeEvent = Concerns &
  Of &
  (
    | {
        readonly type: 'ChallengeRaised'
        /** Of the family: who raises it, or for whom it is raised. */
        readonly person?: PersonId
        /** By which mandate, where who supports them raised it. */
        readonly support?: string
        readonly words: Sealed
        readonly wish: Sealed
        readonly firstTo: FirstTo
        readonly addressee: Addressee
        readonly due: Due
      }
    | {
        readonly type: 'ChallengeAnswered'
        readonly finding: Sealed<ChallengeFinding>
        readonly words: Sealed
        readonly changes?: Sealed
        /** Whether whoever is challenged was heard before; if not, why. */
        readonly heard: boolean
        readonly notHeardBecause?: Sealed
      }
    | { readonly type: 'ChallengeOpened' }
    | { readonly type: 'ChallengeAccepted' }
    /** It steps up, or, where nobody is left to step up to, stands as not agreed with. */
    | {
        readonly type: 'ChallengeRejected'
        readonly words?: Sealed
        readonly addressee?: Addressee
        readonly due?: Due
      }
    /** Nobody answered in time. It steps up, or stands as unanswered. */
    | { readonly type: 'ChallengeEscalated'; readonly addressee?: Addressee; readonly due?: Due }
    | { readonly type: 'ChallengeWithdrawn'; readonly reason?: Sealed }
    | {
        readonly type: 'ChallengeForwarded'
        readonly as: Sealed<FormalKind>
        /** To which body; absent where it is neither. */
        readonly to?: Sealed
        /** The day on which it came in (Awb 6:15(3)): that of the challenge. */
        readonly cameIn: Day
      }
  )

export interface Challenge {
  readonly domain: Domain
  readonly about: readonly PersonId[]
  readonly on: ChallengedItem
  readonly by: string
  readonly person?: PersonId
  readonly support?: string
  readonly raisedAt: Moment
  /** Whether every reader of its item may know of it. */
  readonly isOpen: boolean
  /** Whether whom it challenges were heard, and so know of it. */
  readonly isHeard?: true
  /** Whom it challenges: each by id. Nobody of them answers it. */
  readonly challenged: readonly string[]
  /** Whose work it judges otherwise, as whose deviation was read: nor does anybody of them. */
  readonly judged?: readonly string[]
  /** By what was withheld from who raised it what they were told of. */
  readonly withheldBy?: readonly string[]
  /** Who was asked to answer, in order; the last is whose turn it is. */
  readonly steps: readonly Addressee[]
  readonly is: 'raised' | 'answered' | 'accepted' | 'not-agreed' | 'unanswered' | 'withdrawn'
  /** Since when nothing more is to come of it. */
  readonly settledAt?: Moment
}

export type Challenges = Readonly<Record<string, Challenge>>

/** What the fold reads of the plan beside its own state. */
export interface KnownToChallenges {
  /** Whom a challenge of something challenges. */
  readonly challenged: (on: ChallengedItem) => readonly string[]
  readonly judged: (on: ChallengedItem) => readonly string[]
  /** By what that was withheld, where it is challenged that it is. */
  readonly withheldBy: (on: ChallengedItem) => readonly string[]
}

export function evolveChallenges(
  now: Challenges,
  event: ChallengeEvent,
  { by, at }: { readonly by: string; readonly at: Moment },
  plan: KnownToChallenges,
): Challenges {
  if (event.type === 'ChallengeRaised') {
    const { challenge, domain, about, on, person, support, firstTo, addressee } = event
    const whose = { ...(person !== undefined && { person }), ...(support !== undefined && { support }) }
    const raised = { domain, about, on, by, ...whose, raisedAt: at }
    const open = { isOpen: firstTo === 'addressee-and-challenged', challenged: plan.challenged(on) }
    const judged = plan.judged(on)
    const withheldBy = plan.withheldBy(on)
    const otherwise = { ...(judged.length > 0 && { judged }), ...(withheldBy.length > 0 && { withheldBy }) }
    return withEntry(now, challenge, { ...raised, ...open, ...otherwise, steps: [addressee], is: 'raised' })
  }
  const one = now[event.challenge]
  return one === undefined ? now : withEntry(now, event.challenge, { ...one, ...changeOf(one, event, at) })
}

function changeOf(
  { steps }: Challenge,
  event: Exclude<ChallengeEvent, { type: 'ChallengeRaised' }>,
  at: Moment,
): Partial<Challenge> {
  switch (event.type) {
    case 'ChallengeAnswered':
      return { is: 'answered', ...(event.heard && { isHeard: true }) }
    case 'ChallengeOpened':
      return { isOpen: true }
    case 'ChallengeAccepted':
      return { is: 'accepted', settledAt: at }
    case 'ChallengeRejected':
    case 'ChallengeEscalated':
      return event.addressee === undefined
        ? { is: event.type === 'ChallengeRejected' ? 'not-agreed' : 'unanswered', settledAt: at }
        : { is: 'raised', steps: [...steps, event.addressee] }
    case 'ChallengeWithdrawn':
      return { is: 'withdrawn', settledAt: at }
    case 'ChallengeForwarded':
      return {}
  }
}

/** Whose turn it is. */
export const addresseeOf = ({ steps }: Pick<Challenge, 'steps'>): Addressee | undefined => steps.at(-1)

/** Those of which something is still to come. */
export const openChallenges = (all: Challenges): readonly string[] =>
  Object.keys(all).filter((id) => all[id]?.settledAt === undefined)
