/** Who supports a member: present with them, and with a mandate also acting for them. What a support opens is judged in `libs/access/supporting.ts`. */
import type { Actor, Concerns, Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Domain, LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import { joiningsAt, type CareTeam } from '../care-team/care-team.ts'
import type { Coordination } from '../coordinator/coordination.ts'
import type { Members } from '../members/members.ts'
import { workingIn } from '../working.ts'

/** Independent support for clients (Wmo 2015 2.2.4), and who is confided in about the help itself (Jeugdwet 2.6, 4.1.9). */
export const SUPPORTER_KINDS = ['client-supporter', 'confidential-counsellor'] as const
export type SupporterKind = (typeof SUPPORTER_KINDS)[number]

/** Whom it is of, and who asked for it: each event of it says so, so that who may know of it follows from any of them. */
interface OfSupport {
  readonly support: string
  readonly person: PersonId
  /** The person themselves, or who speaks for them. */
  readonly askedBy: string
}

export type SupportEvent = Concerns &
  OfSupport &
  (
    | {
        readonly type: 'SupporterAsked'
        readonly supporter: string
        readonly name: Sealed
        readonly kind: SupporterKind
        readonly mandated: boolean
        readonly until: Moment
      }
    | { readonly type: 'SupportAccepted' }
    | { readonly type: 'SupportEnded'; readonly why: 'ended' | 'withdrew' }
  )

export interface Support extends OfSupport {
  /** Ended it stays known: of whose it was nobody hears afterwards either. */
  readonly is: 'asked' | 'accepted' | 'ended'
  readonly supporter: string
  readonly domain: LegalDomain
  readonly about: readonly PersonId[]
  readonly mandated: boolean
  readonly until: Moment
}

export type Supports = Readonly<Record<string, Support>>

export const NOBODY_SUPPORTS: Supports = {}

export function evolveSupports(now: Supports, event: SupportEvent): Supports {
  switch (event.type) {
    case 'SupporterAsked': {
      const { support, supporter, person, askedBy, domain, about, mandated, until } = event
      if (domain === 'general') return now
      return withEntry(now, support, {
        is: 'asked',
        ...{ support, supporter, person, askedBy, domain, about, mandated, until },
      })
    }
    case 'SupportAccepted':
    case 'SupportEnded': {
      const known = now[event.support]
      const is = event.type === 'SupportEnded' ? 'ended' : 'accepted'
      return known === undefined ? now : withEntry(now, event.support, { ...known, is })
    }
  }
}

/** What someone is asked for, or does, at a moment. */
export const supportsBy = (supports: Supports, supporter: string, at: Moment): readonly Support[] =>
  Object.values(supports).filter((one) => one.supporter === supporter && one.is !== 'ended' && at <= one.until)

/** Of those they do: with whom, and under which law. */
export const lastingBy = (supports: Supports, supporter: string, at: Moment): readonly Support[] =>
  supportsBy(supports, supporter, at).filter(({ is }) => is === 'accepted')

/** What lets someone act for a person, in a law and for the plan as a whole. */
export const mandateFor = (
  supports: Supports,
  by: Actor,
  of: { readonly person: PersonId; readonly domain: Domain },
  at: Moment,
): Support | undefined =>
  by.kind === 'person' && by.role === 'supporter'
    ? lastingBy(supports, by.id, at).find(
        ({ mandated, person, domain }) =>
          mandated && person === of.person && (of.domain === domain || of.domain === 'general'),
      )
    : undefined

export interface AroundTheFamily {
  readonly members: Members
  readonly careTeam: CareTeam
  readonly coordination: Coordination
}

/** Whether someone has no part in the plan beside supporting: whoever works with a family, is of it or speaks in it supports nobody in it. */
export const standsApart = ({ members, careTeam, coordination }: AroundTheFamily, who: string, at: Moment): boolean =>
  members.persons[who] === undefined &&
  !Object.values(careTeam.representations).some(({ representative }) => representative === who) &&
  !workingIn({ careTeam, coordination }, at).includes(who)

/** Whether whom they work for helps here, or ever enforced here. */
export const worksForWhoHelps = (
  { careTeam }: AroundTheFamily,
  organisation: string | undefined,
  at: Moment,
): boolean =>
  organisation !== undefined &&
  (careTeam.enforcers[organisation] !== undefined ||
    joiningsAt(careTeam, at).some((one) => one.organisation === organisation))
