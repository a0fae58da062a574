/** What family members say, in their own words, of anything in the plan. A later view stands beside the earlier; none is ever overwritten. */
import {
  isOfTheFamily,
  Refusal,
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
import { mustBeMembers, mustBeOrHaveBeenMember, type Members } from '../members/members.ts'
import { isVerified, mustSpeakFor, representationsOf } from '../care-team/representation.ts'

export const VIEWED_KINDS = ['goal', 'action', 'priority', 'deviation', 'coordinator', 'own-plan'] as const
export type ViewedKind = (typeof VIEWED_KINDS)[number]

/** The item a view is about. */
export interface Viewed {
  readonly kind: ViewedKind
  readonly id: string
}

export const STANCES = ['agrees', 'disagrees', 'has-doubts', 'no-opinion'] as const
export type Stance = (typeof STANCES)[number]

/** How the words came here: said by the person, by who represents them, or written down by a professional who heard them. */
export type Voice = 'own' | 'representative' | 'heard-by-professional'

export type ViewEvent = Concerns &
  (
    | {
        readonly type: 'ViewInvited'
        readonly on: Viewed
        readonly person: PersonId
        readonly due: Due
      }
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
  )

/** What comes of something. */
export const EVALUATED_KINDS = ['goal', 'deviation'] as const satisfies readonly ViewedKind[]

export type ViewCommand =
  | { readonly type: 'InviteView'; readonly on: Viewed; readonly person: PersonId; readonly terms: Terms }
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

export type ViewRefusal =
  'VIEW_IS_NOT_ABOUT_THIS_PERSON' | 'ITEM_IS_WITHHELD_FROM_THIS_PERSON' | 'THERE_IS_NOTHING_TO_EVALUATE_YET'

export interface ViewsNeeds {
  readonly members: Members
  readonly careTeam: CareTeam
  /** From whom it is withheld. */
  readonly barred: readonly string[]
  /** Undefined where the plan has no such item: that is about nobody. */
  readonly item: Item | undefined
  /** Whether it came so far that something can have come of it: adopted, or accounted for. */
  readonly isToBeEvaluated: boolean
}

/** What is viewed: its domain, and whom it is about; an item nobody is named in may be viewed by every member. */
export interface Item {
  readonly domain: Domain
  readonly about: readonly PersonId[]
  /** Until when each may still answer an invitation, where a rule reads that. */
  readonly invited?: Readonly<Record<PersonId, { readonly until: Moment }>>
}

export const decideViews: Decider<ViewCommand, ViewsNeeds, ViewEvent>['decide'] = (
  command,
  { members, careTeam, item, barred, isToBeEvaluated },
  { by, at },
) => {
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
      if (barred.includes(person)) throw refusal('ITEM_IS_WITHHELD_FROM_THIS_PERSON', { person })
      // Who is being asked is not asked twice by asking again at once.
      if (at <= (item.invited?.[person]?.until ?? '')) return []
      const { version, viewDays } = command.terms
      const due = { what: 'view', at: inDays(at, viewDays), terms: version }
      return [{ ...concerns, type: 'ViewInvited', on: { kind: on.kind, id: on.id }, person, due }]
    }

    case 'GiveView': {
      const { view, stance, words } = command
      const theirs = representationsOf(careTeam, person, at, item.domain).filter((one) => one.representative === by.id)
      const unverified = by.id !== person && theirs.length > 0 && !theirs.some(isVerified)
      if (family && !unverified) mustSpeakFor(careTeam, person, by.id, at, item.domain)
      const voice = by.id === person ? 'own' : theirs.length > 0 ? 'representative' : 'heard-by-professional'
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

const refusal = (code: ViewRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
