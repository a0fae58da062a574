/** How to reach someone so that they understand and are understood: who invites them reads it, and an invitation that passes over it is marked. What the needs are, no rule reads. */
import { isOfTheFamily, type Concerns, type Decider, type PersonId, type Sealed } from '../../deciding/decider.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import { mustSpeakFor } from '../care-team/representation.ts'
import { mustBeMembers, type Members } from '../members/members.ts'

/** All are there, whichever were said: from outside nobody sees which of them someone has. */
export interface Needs {
  /** Which language they speak best. */
  readonly language?: Sealed
  readonly interpreter?: Sealed<boolean>
  /** Short sentences in plain words. */
  readonly easyLanguage?: Sealed<boolean>
  /** What helps them hear, or be heard by signs. */
  readonly hearing?: Sealed
  /** What helps them read. */
  readonly sight?: Sealed
}

export type CommunicationEvent = Concerns & {
  readonly type: 'CommunicationNeedsStated'
  readonly statement: string
  readonly person: PersonId
} & Needs

export type CommunicationCommand = {
  readonly type: 'StateCommunicationNeeds'
  readonly statement: string
  readonly person: PersonId
} & Needs

/** What was last stated of each. */
export type Communication = Readonly<Record<PersonId, string>>

export interface CommunicationNeeds {
  readonly members: Members
  readonly careTeam: CareTeam
}

export const evolveCommunication = (now: Communication, { person, statement }: CommunicationEvent): Communication =>
  withEntry(now, person, statement)

/** A later statement stands beside the earlier, and in its place for who invites. */
export const decideCommunication: Decider<CommunicationCommand, CommunicationNeeds, CommunicationEvent>['decide'] = (
  { statement, person, language, interpreter, easyLanguage, hearing, sight },
  { members, careTeam },
  { by, at },
) => {
  mustBeMembers(members, [person])
  if (isOfTheFamily(by)) mustSpeakFor(careTeam, person, by.id, at, 'general')
  return [
    {
      domain: 'general',
      about: [person],
      type: 'CommunicationNeedsStated',
      statement,
      person,
      ...(language && { language }),
      ...(interpreter && { interpreter }),
      ...(easyLanguage && { easyLanguage }),
      ...(hearing && { hearing }),
      ...(sight && { sight }),
    },
  ]
}
