/** What family members say, in their own words, of anything in the plan. A later view stands beside the earlier; none is ever overwritten. */
import { Refusal, type Concerns, type Decider, type Due, type PersonId, type Sealed } from '../deciding/decider.ts'
import { inDays } from '../deciding/days.ts'
import type { Domain } from '../deciding/domains.ts'
import type { Terms } from '../municipality/terms.ts'
import { representationsBy, type CareTeam } from './care-team.ts'
import { mustBeMembers, type Members } from './members.ts'

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
      }
  )

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

export type ViewRefusal = 'ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE' | 'VIEW_IS_NOT_ABOUT_THIS_PERSON'

export interface ViewsSee {
  readonly members: Members
  readonly careTeam: CareTeam
  /** The domain of the item and whom it is about; an item nobody is named in may be viewed by every member. */
  readonly item: { readonly domain: Domain; readonly about: readonly PersonId[] }
}

export const decideViews: Decider<ViewCommand, ViewsSee, ViewEvent>['decide'] = (
  command,
  { members, careTeam, item },
  { by, at },
) => {
  const { on, person } = command
  mustBeMembers(members, [person])
  if (item.about.length > 0 && !item.about.includes(person)) throw refusal('VIEW_IS_NOT_ABOUT_THIS_PERSON', { person })
  const concerns = { domain: item.domain, about: [person] }
  switch (command.type) {
    case 'InviteView': {
      const { version, viewDays } = command.terms
      const due = { what: 'view', at: inDays(at, viewDays), terms: version }
      return [{ ...concerns, type: 'ViewInvited', on: { kind: on.kind, id: on.id }, person, due }]
    }

    case 'GiveView': {
      const { view, stance, words } = command
      const family = by.kind === 'person' && (by.role === 'family-member' || by.role === 'representative')
      const represents = representationsBy(careTeam, by.id, at).some((one) => one.represents === person)
      if (family && by.id !== person && !represents)
        throw refusal('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person })
      const voice = by.id === person ? 'own' : represents ? 'representative' : 'heard-by-professional'
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
        },
      ]
    }
  }
}

const refusal = (code: ViewRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
