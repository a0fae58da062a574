/**
 * Help is voluntary. Whoever is old enough to be heard ends their own; for a younger child each of those with authority says so, and none of them ends it
 * alone: against the other, or against a child of an age to say so itself, it is kept, and put to the team lead. Nobody is refused, and none of the family
 * is told who else wants on.
 */
import { inWorkingDays } from '../../deciding/days.ts'
import {
  Refusal,
  type Concerns,
  type Deed,
  type Due,
  type Moment,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import type { Terms } from '../../municipality/terms.ts'
import {
  FOR_CHILDREN,
  isVerified,
  mustSpeakFor,
  representationsOf,
  type Representations,
} from '../care-team/representation.ts'
import type { OwnVoices } from '../goals/own-voice.ts'
import { presentMembers, type Members } from '../members/members.ts'
import { hasEnded, type Closing } from './episode.ts'

export type EndingEvent = Concerns &
  (
    | {
        readonly type: 'HelpEnded'
        readonly person: PersonId
        /** Themselves, or who says it for them. */
        readonly by: string
        readonly words?: Sealed
        /** Of what is said for another: when the team lead has answered it, whoever else says the same. */
        readonly due?: Due
      }
    | { readonly type: 'HelpResumed'; readonly person: PersonId; readonly by: string }
    | { readonly type: 'EndingAnswered'; readonly person: PersonId; readonly to: string; readonly words: Sealed }
  )

export type EndingCommand =
  | {
      readonly type: 'EndHelp'
      readonly person: PersonId
      readonly words?: Sealed
      /** Of the whole family, who is of an age to be heard. */
      readonly voices: OwnVoices
      /** Who would still want on, as the plan is: also those of whom its sender does not know. */
      readonly wantOn: readonly PersonId[]
      readonly terms: Terms
    }
  | { readonly type: 'ResumeHelp'; readonly person: PersonId }
  | { readonly type: 'AnswerEnding'; readonly person: PersonId; readonly to: string; readonly words: Sealed }

export type EndingRefusal = 'HELP_WAS_NOT_ENDED'

export interface EndingNeeds {
  readonly closing: Closing
  readonly careTeam: Representations
}

export function decideEnding(
  command: EndingCommand,
  { closing, careTeam }: EndingNeeds,
  { by, at }: Deed,
): readonly EndingEvent[] {
  const { person } = command
  const concerns = { domain: 'general', about: [person] } as const
  switch (command.type) {
    case 'EndHelp': {
      const { words, terms } = command
      mustSpeakFor(careTeam, person, by.id, at, 'general')
      if (closing.is === 'closed' || hasEnded(closing, person, by.id)) return []
      const due = { what: 'ending', at: inWorkingDays(at, terms.endingAnswerWorkingDays), terms: terms.version }
      const said = { ...(words && { words }), ...(by.id !== person && { due }) }
      return [{ ...concerns, type: 'HelpEnded', person, by: by.id, ...said }]
    }

    case 'ResumeHelp':
      mustSpeakFor(careTeam, person, by.id, at, 'general')
      return hasEnded(closing, person, by.id) ? [{ ...concerns, type: 'HelpResumed', person, by: by.id }] : []

    case 'AnswerEnding': {
      const { to, words } = command
      if (!hasEnded(closing, person, to)) throw new Refusal<EndingRefusal>('HELP_WAS_NOT_ENDED')
      return [{ ...concerns, type: 'EndingAnswered', person, to, words }]
    }
  }
}

export interface Family {
  readonly members: Members
  readonly careTeam: Representations
}

/** Of all who are in the family, those whose help was not ended by who ends it. */
export const whoWantsOn = (family: Family, { ended }: Pick<Closing, 'ended'>, voices: OwnVoices, at: Moment) =>
  presentMembers(family.members).filter((person) => !isEnded(family, person, ended[person] ?? [], voices, at))

/** Someone whose age is not known is taken for a child: others then say it for them, together. */
function isEnded(
  { careTeam }: Family,
  person: PersonId,
  by: readonly string[],
  voices: OwnVoices,
  at: Moment,
): boolean {
  if (voices[person] !== undefined) return by.includes(person)
  const authorities = representationsOf(careTeam, person, at, 'general').filter(
    (one) => FOR_CHILDREN.includes(one.kind) && isVerified(one),
  )
  // Who has an interest of their own in it must agree too, and never is the only one who does.
  const isSaidByWhoCounts = authorities.some((one) => one.isInConflict !== true)
  return isSaidByWhoCounts && authorities.every(({ representative }) => by.includes(representative))
}
