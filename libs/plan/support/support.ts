/**
 * The family asks for its own supporter: nobody at work puts one upon it. A supporter takes it on themselves, and everyone it is of ends it at any time.
 * They give no view of their own.
 */
import { daysAfter, dayOf, endOf } from '../../deciding/days.ts'
import { Refusal, type DecideOne, type Deed, type Moment, type PersonId, type Sealed } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { cannotSpeakIn, mustSpeakFor, speaksFor } from '../care-team/representation.ts'
import type { OwnVoices } from '../goals/own-voice.ts'
import { mustBeMembers } from '../members/members.ts'
import {
  lastingBy,
  standsApart,
  worksForWhoHelps,
  type AroundTheFamily,
  type Support,
  type SupportEvent,
  type SupporterKind,
  type Supports,
} from './supports.ts'

export type SupportCommand =
  | {
      readonly type: 'AskSupporter'
      readonly support: string
      readonly supporter: string
      readonly name: Sealed
      readonly person: PersonId
      readonly domain: LegalDomain
      readonly kind: SupporterKind
      readonly mandated: boolean
      readonly until: Moment
      readonly voices: OwnVoices
    }
  | { readonly type: 'AcceptSupport'; readonly support: string }
  | { readonly type: 'EndSupport'; readonly support: string }

export type SupportRefusal =
  | 'SUPPORTER_IS_ASKED_BY_WHOM_THEY_SUPPORT'
  | 'SUPPORT_LASTS_A_YEAR_AT_MOST'
  | 'NOBODY_SUPPORTS_THEMSELVES'
  | 'SUPPORTER_STANDS_APART'
  | 'SUPPORT_IS_UNKNOWN'
  | 'SUPPORT_IS_ENDED_BY_WHOSE_IT_IS'

export interface SupportNeeds extends AroundTheFamily {
  readonly support: Supports
}

type Decide<Type extends SupportCommand['type']> = DecideOne<SupportCommand, Type, SupportNeeds, SupportEvent>

const LASTS_DAYS = 366

export const decideSupport: Decide<SupportCommand['type']> = (command, plan, deed) => {
  switch (command.type) {
    case 'AskSupporter':
      return ask(command, plan, deed)
    case 'AcceptSupport':
      return accept(command, plan, deed)
    case 'EndSupport':
      return end(command, plan, deed)
  }
}

const ask: Decide<'AskSupporter'> = (command, { support: now, members, careTeam }, { by, at }) => {
  const { support, supporter, name, person, domain, kind, mandated, until, voices } = command
  if (now[support] !== undefined) return []
  mustBeMembers(members, [person])
  const speaksForThemselves = voices[person] !== undefined && !cannotSpeakIn(careTeam, person, domain)
  if (by.id !== person) {
    if (speaksForThemselves) throw refusal('SUPPORTER_IS_ASKED_BY_WHOM_THEY_SUPPORT')
    mustSpeakFor(careTeam, person, by.id, at, domain)
  }
  if (supporter === person || supporter === by.id) throw refusal('NOBODY_SUPPORTS_THEMSELVES')
  const latest = endOf(daysAfter(dayOf(at), LASTS_DAYS))
  if (until <= at || until > latest) throw refusal('SUPPORT_LASTS_A_YEAR_AT_MOST', { from: at, until: latest })
  const of = { support, person, askedBy: by.id }
  return [{ ...of, type: 'SupporterAsked', domain, about: [person], supporter, name, kind, mandated, until }]
}

/** Whom they know is told to nobody who asked for them: whoever stands too near says no, or is told here that they must. */
const accept: Decide<'AcceptSupport'> = ({ support }, plan, { by, at }) => {
  const asked = plan.support[support]
  if (asked?.supporter !== by.id || asked.is === 'ended' || at > asked.until) throw refusal('SUPPORT_IS_UNKNOWN')
  if (asked.is === 'accepted') return []
  const others = lastingBy(plan.support, by.id, at).some(({ person }) => person !== asked.person)
  const organisation = by.kind === 'system' ? undefined : by.organisation
  if (others || !standsApart(plan, by.id, at) || worksForWhoHelps(plan, organisation, at))
    throw refusal('SUPPORTER_STANDS_APART')
  return [{ ...concernsOf(asked), type: 'SupportAccepted' }]
}

const end: Decide<'EndSupport'> = ({ support }, plan, deed) => {
  const known = plan.support[support]
  if (known === undefined) throw refusal('SUPPORT_IS_UNKNOWN')
  if (known.is === 'ended') return []
  const withdrew = known.supporter === deed.by.id
  if (!withdrew) mustBeTheirs(known, plan, deed)
  return [{ ...concernsOf(known), type: 'SupportEnded', why: withdrew ? 'withdrew' : 'ended' }]
}

/** One parent does not end what the other asked for: who else speaks for someone ends it only once whoever asked speaks for them no longer. */
function mustBeTheirs({ person, askedBy, domain }: Support, { careTeam }: SupportNeeds, { by, at }: Deed): void {
  if (by.id === person || by.id === askedBy) return
  if (askedBy === person || speaksFor(careTeam, person, askedBy, at, domain))
    throw refusal('SUPPORT_IS_ENDED_BY_WHOSE_IT_IS')
  mustSpeakFor(careTeam, person, by.id, at, domain)
}

const concernsOf = ({ support, person, askedBy, domain, about }: Support) => ({
  support,
  person,
  askedBy,
  domain,
  about,
})

const refusal = (code: SupportRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
