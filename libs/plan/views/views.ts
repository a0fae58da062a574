/** What family members say, in their own words, of anything in the plan. A later view stands beside the earlier; none is ever overwritten. */
import {
  isOfTheFamily,
  Refusal,
  type Actor,
  type Concerns,
  type Decider,
  type Due,
  type Moment,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import { inDays } from '../../deciding/days.ts'
import type { Domain } from '../../deciding/domains.ts'
import type { Terms } from '../../municipality/terms.ts'
import { type CareTeam } from '../care-team/care-team.ts'
import { heeding, type HeedsNeeds } from '../communication/heeding.ts'
import { mustBeMembers, mustBeOrHaveBeenMember, type Members } from '../members/members.ts'
import { lastingBy, type Supports } from '../support/supports.ts'
import { isVerified, mustSpeakFor, representationsOf, type RepresentationRefusal } from '../care-team/representation.ts'
import type { Viewed, ViewedKind } from './viewed.ts'

export const STANCES = ['agrees', 'disagrees', 'has-doubts', 'no-opinion'] as const
export type Stance = (typeof STANCES)[number]

/**
 * How the words came here, from the nearest to the person: said by them; written down by another and confirmed by them; said by who represents them, or
 * by who supports them and was present; reported by a professional who says to have heard them.
 */
export const VOICES = [
  'own',
  'own-confirmed',
  'representative',
  'supporter-present',
  'reported-by-professional',
] as const
export type Voice = (typeof VOICES)[number]

/** What a report becomes by who was there. */
export type Confirmed = Extract<Voice, 'own-confirmed' | 'supporter-present'>

export type ViewEvent = Concerns &
  (
    | ({
        readonly type: 'ViewInvited'
        readonly on: Viewed
        readonly person: PersonId
        /** Who speaks for them is asked, in this way; absent where they are asked themselves. */
        readonly representation?: string
        readonly due: Due
      } & HeedsNeeds)
    | {
        readonly type: 'ViewGiven'
        readonly view: string
        readonly on: Viewed
        readonly person: PersonId
        readonly voice: Voice
        readonly stance: Stance
        readonly words?: Sealed
        /** Given by who showed nothing that lets them speak for the person: it counts for nothing. */
        readonly unverified?: true
      }
    /** What came of a goal or a deviation, by one of the family: beside what the team finds, and neither takes the other's place. */
    | {
        readonly type: 'FamilyEvaluated'
        /** It is withheld, where it is, as a view. */
        readonly view: string
        readonly on: Viewed
        readonly person: PersonId
        readonly voice: Voice
        readonly outcome: Sealed
        readonly words: Sealed
      }
    | {
        readonly type: 'ViewConfirmed'
        readonly view: string
        readonly on: Viewed
        readonly person: PersonId
        readonly voice: Confirmed
        /** By which support, where who was present says so. */
        readonly support?: string
      }
  )

/** What comes of something. */
export const EVALUATED_KINDS = ['goal', 'deviation'] as const satisfies readonly ViewedKind[]

export type ViewCommand =
  | {
      readonly type: 'InviteView'
      readonly on: Viewed
      readonly person: PersonId
      readonly representation?: string
      readonly needsMet?: Sealed
      readonly terms: Terms
    }
  | {
      readonly type: 'GiveView'
      readonly view: string
      readonly on: Viewed
      readonly person: PersonId
      readonly stance: Stance
      readonly words?: Sealed
    }
  | {
      readonly type: 'EvaluateAsFamily'
      readonly view: string
      readonly on: Viewed & { readonly kind: (typeof EVALUATED_KINDS)[number] }
      readonly person: PersonId
      readonly outcome: Sealed
      readonly words: Sealed
    }
  | { readonly type: 'ConfirmView'; readonly view: string }

export type ViewRefusal =
  | 'VIEW_IS_NOT_ABOUT_THIS_PERSON'
  | 'ITEM_IS_WITHHELD_FROM_THIS_PERSON'
  | 'THERE_IS_NOTHING_TO_EVALUATE_YET'
  | 'VIEW_IS_CONFIRMED_BY_WHOSE_IT_IS'
  | 'VIEW_IS_NO_REPORT'

export interface ViewsNeeds {
  readonly members: Members
  readonly careTeam: CareTeam
  readonly support: Supports
  /** From whom it is withheld. */
  readonly barred: readonly string[]
  /** Undefined where the plan has no such item: that is about nobody. */
  readonly item: Item | undefined
  /** Whether it came so far that something can have come of it: adopted, or accounted for. */
  readonly isToBeEvaluated: boolean
  /** Of whom who acts may read how to reach them. */
  readonly needs: readonly PersonId[]
  /** The view that is confirmed. */
  readonly said?: SaidView
}

/** A view as rules know it. */
export interface SaidView {
  readonly domain: Domain
  readonly about: readonly PersonId[]
  readonly viewed: Viewed
  readonly by: string
  /** Whether whoever gave it spoke for the person in some way. */
  readonly isForThem: boolean
}

/** What is viewed: its domain, and whom it is about; an item nobody is named in may be viewed by every member. */
export interface Item {
  readonly domain: Domain
  readonly about: readonly PersonId[]
  /** Until when each may still answer an invitation, where a rule reads that. */
  readonly invited?: Readonly<Record<string, { readonly until: Moment }>>
}

export const decideViews: Decider<ViewCommand, ViewsNeeds, ViewEvent>['decide'] = (
  command,
  { members, careTeam, support, item, barred, isToBeEvaluated, needs, said },
  { by, at },
) => {
  if (command.type === 'ConfirmView') return confirmed(command.view, { said, support, by, at })
  const { on, person } = command
  const family = isOfTheFamily(by)
  // Of whom it is not about, it is not told either whether they are of the family.
  if (item === undefined || (item.about.length > 0 && !item.about.includes(person)))
    throw refusal('VIEW_IS_NOT_ABOUT_THIS_PERSON', { person })
  if (command.type !== 'InviteView' && family) mustBeOrHaveBeenMember(members, person)
  else mustBeMembers(members, [person])
  const concerns = { domain: item.domain, about: [person] }
  switch (command.type) {
    case 'InviteView': {
      const { representation } = command
      const asked = representation === undefined ? person : speakerIn(careTeam, representation, person, at, item.domain)
      if (barred.includes(asked)) throw refusal('ITEM_IS_WITHHELD_FROM_THIS_PERSON', { person: asked })
      // Who is being asked is not asked twice by asking again at once.
      if (at <= (item.invited?.[representation ?? person]?.until ?? '')) return []
      const { version, viewDays } = command.terms
      const heeds = heeding(needs.includes(person), command.needsMet)
      const through = representation === undefined ? {} : { representation }
      const due = { what: 'view', at: inDays(at, viewDays), terms: version }
      return [{ ...concerns, type: 'ViewInvited', on: { kind: on.kind, id: on.id }, person, ...through, ...heeds, due }]
    }

    case 'GiveView': {
      const { view, stance, words } = command
      const theirs = representationsOf(careTeam, person, at, item.domain).filter((one) => one.representative === by.id)
      const unverified = by.id !== person && theirs.length > 0 && !theirs.some(isVerified)
      if (family && !unverified) mustSpeakFor(careTeam, person, by.id, at, item.domain)
      const voice = by.id === person ? 'own' : theirs.length > 0 ? 'representative' : 'reported-by-professional'
      return [
        {
          ...concerns,
          type: 'ViewGiven',
          view,
          on: { kind: on.kind, id: on.id },
          person,
          voice,
          stance,
          ...(words && { words }),
          ...(unverified && { unverified }),
        },
      ]
    }

    case 'EvaluateAsFamily': {
      const { view, outcome, words } = command
      if (!isToBeEvaluated) throw refusal('THERE_IS_NOTHING_TO_EVALUATE_YET')
      mustSpeakFor(careTeam, person, by.id, at, item.domain)
      const voice = by.id === person ? 'own' : 'representative'
      const of = { on: { kind: on.kind, id: on.id }, person, voice } as const
      return [{ ...concerns, type: 'FamilyEvaluated', view, ...of, outcome, words }]
    }
  }
}

/** Whoever a report is about makes it their own: it was written by another, and counts as theirs from then on. */
function confirmed(view: string, { said, support, by, at }: Confirming): readonly ViewEvent[] {
  const [person] = said?.about ?? []
  const present =
    person !== by.id && said !== undefined ? supportOf(person, said.domain, { support, by, at }) : undefined
  if (said === undefined || person === undefined || (person !== by.id && present === undefined))
    throw refusal('VIEW_IS_CONFIRMED_BY_WHOSE_IT_IS')
  if (said.by === person || said.isForThem) throw refusal('VIEW_IS_NO_REPORT')
  const { domain, viewed: on } = said
  const confirms = { domain, about: [person], type: 'ViewConfirmed', view, on, person } as const
  if (present === undefined) return [{ ...confirms, voice: 'own-confirmed' }]
  return [{ ...confirms, voice: 'supporter-present', support: present }]
}

interface Confirming {
  readonly said: SaidView | undefined
  readonly support: Supports
  readonly by: Actor
  readonly at: Moment
}

/** Nobody gives another a nearer voice by choosing who sits beside them: whoever is supported asked for it themselves. */
const supportOf = (person: PersonId | undefined, domain: Domain, { support, by, at }: Omit<Confirming, 'said'>) =>
  lastingBy(support, by.id, at).find((one) => one.person === person && one.askedBy === person && one.domain === domain)
    ?.support

/** Who may say something for someone in this way, whether it counts or not. @throws Refusal where nobody does */
function speakerIn(careTeam: CareTeam, id: string, person: PersonId, at: Moment, domain: Domain): string {
  const found = representationsOf(careTeam, person, at, domain).find(({ representation }) => representation === id)
  if (found === undefined)
    throw new Refusal<RepresentationRefusal>('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person })
  return found.representative
}

const refusal = (code: ViewRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
