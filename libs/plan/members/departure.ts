/** How a departure is recorded, contested and decided. What it leaves who left, and hides from who stays, is in `absences.ts`. */
import {
  Refusal,
  type Concerns,
  type Decider,
  type Due,
  type Moment,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import { inDays, inWorkingDays } from '../../deciding/days.ts'
import type { Terms } from '../../municipality/terms.ts'
import { absenceOf, type Absences } from './absences.ts'
import { type CareTeam } from '../care-team/care-team.ts'
import { mustBeMembers, type DepartureKind, type MemberCommand, type MemberEvent, type Members } from './members.ts'
import { mustSpeakFor } from '../care-team/representation.ts'

export const CONTEST_OUTCOMES = ['upheld', 'undone'] as const
export type ContestOutcome = (typeof CONTEST_OUTCOMES)[number]

export type DepartureEvent = Concerns &
  (
    | { readonly type: 'SightLimitOffered'; readonly person: PersonId; readonly due: Due }
    | { readonly type: 'DepartureContested'; readonly person: PersonId; readonly words?: Sealed; readonly due: Due }
    | { readonly type: 'DepartureUpheld'; readonly person: PersonId; readonly reason: Sealed }
    | {
        readonly type: 'DepartureUndone'
        readonly person: PersonId
        readonly reason: Sealed
        readonly silent?: boolean
      }
  )

export type DepartureCommand =
  | {
      readonly type: 'RecordMemberLeft'
      readonly person: PersonId
      /** Who left in the same breath: a parent flees with their children. */
      readonly together: readonly PersonId[]
      readonly kind: Sealed<DepartureKind>
      /** Whether the rest of the family may not know: so it is for who fled. */
      readonly silent: boolean
      /** The day they left. */
      readonly leftOn: Sealed
      readonly reason: Sealed
      readonly terms: Terms
    }
  | { readonly type: 'ContestDeparture'; readonly person: PersonId; readonly words?: Sealed; readonly terms: Terms }
  | {
      readonly type: 'DecideContest'
      readonly person: PersonId
      readonly outcome: ContestOutcome
      readonly reason: Sealed
      readonly terms: Terms
    }

export type DepartureRefusal =
  | 'PERSON_LEFT_OTHERWISE'
  | 'PERSON_HAS_NOT_LEFT'
  | 'CONTEST_TERM_HAS_PASSED'
  | 'DEPARTURE_IS_CONTESTED'
  | 'CONTEST_WAS_DECIDED'
  | 'DEPARTURE_IS_NOT_CONTESTED'
  | 'NOBODY_DECIDES_ON_A_DEPARTURE_THEY_RECORDED'

export interface DepartureNeeds {
  readonly members: Members
  readonly absences: Absences
  readonly careTeam: CareTeam
}

type Decide = Decider<DepartureCommand, DepartureNeeds, MemberEvent | DepartureEvent>['decide']

export const decideDeparture: Decide = (command, now, { by, at }) => {
  switch (command.type) {
    case 'RecordMemberLeft':
      return record(command, now, at)

    case 'ContestDeparture': {
      const { person, words, terms } = command
      mustSpeakFor(now.careTeam, person, by.id, at, 'general')
      const { contest } = absentOne(now.absences, person)
      if (contest.is === 'open') throw refusal('DEPARTURE_IS_CONTESTED')
      if (contest.is === 'decided') throw refusal('CONTEST_WAS_DECIDED')
      if (at > contest.until) throw refusal('CONTEST_TERM_HAS_PASSED', { until: contest.until })
      const until = inWorkingDays(at, terms.contestDecisionWorkingDays)
      const due = { what: 'contest-decision', at: until, terms: terms.version }
      return [{ ...of(person), type: 'DepartureContested', person, ...(words && { words }), due }]
    }

    case 'DecideContest': {
      const { person, outcome, reason } = command
      const absence = absentOne(now.absences, person)
      if (absence.contest.is === 'decided') throw refusal('CONTEST_WAS_DECIDED')
      if (absence.contest.is !== 'open') throw refusal('DEPARTURE_IS_NOT_CONTESTED')
      if (absence.by === by.id) throw refusal('NOBODY_DECIDES_ON_A_DEPARTURE_THEY_RECORDED')
      if (outcome === 'upheld') return [{ ...of(person), type: 'DepartureUpheld', person, reason }]
      const silent = absence.isSilent && { silent: true }
      // How old they are is asked of whoever is a member.
      const until = inWorkingDays(at, command.terms.ageWorkingDays)
      const due = { what: 'age', at: until, terms: command.terms.version }
      const age = now.members.ageIsKnown[person] === undefined && { due }
      return [{ ...of(person), type: 'DepartureUndone', person, reason, ...silent, ...age }]
    }
  }
}

const of = (person: PersonId) => ({ domain: 'general', about: [person] }) as const

function absentOne(absences: Absences, person: PersonId) {
  const absence = absenceOf(absences, person)
  if (absence === undefined) throw refusal('PERSON_HAS_NOT_LEFT')
  return absence
}

type Recorded = Extract<DepartureCommand, { type: 'RecordMemberLeft' }>

function record(
  { person, together, kind, silent, leftOn, reason, terms }: Recorded,
  { members, absences }: DepartureNeeds,
  at: Moment,
): readonly (MemberEvent | DepartureEvent)[] {
  const all = [person, ...together.filter((one) => one !== person)]
  const leaving = all.filter((one) => members.persons[one] !== 'left')
  mustBeMembers(members, leaving)
  // Whether it is silent cannot be mended by recording it again: what the others know, they know.
  const otherwise = all.filter((one) => !leaving.includes(one) && isSilent(absences, one) !== silent)
  if (otherwise.length > 0) throw refusal('PERSON_LEFT_OTHERWISE', { persons: otherwise })
  const { version, contestWithinDays, withholdingConfirmationWorkingDays } = terms
  const contest = { what: 'contest', at: inDays(at, contestWithinDays), terms: version }
  const limit = { what: 'sight-limit', at: inWorkingDays(at, withholdingConfirmationWorkingDays), terms: version }
  return leaving.flatMap((one): readonly (MemberEvent | DepartureEvent)[] => {
    const said = { kind, leftOn, reason, due: contest }
    if (!silent) return [{ ...of(one), type: 'MemberLeft', person: one, ...said }]
    const isSecret = members.secretAddress.includes(one)
    return [
      { ...of(one), type: 'MemberLeft', person: one, ...said, silent },
      ...(isSecret ? [] : [{ ...of(one), type: 'AddressSecrecySet', person: one, secret: true } as const]),
      { ...of(one), type: 'SightLimitOffered', person: one, due: limit },
    ]
  })
}

const isSilent = (absences: Absences, person: PersonId): boolean => absenceOf(absences, person)?.isSilent === true

export const isOfDeparting = (command: MemberCommand | DepartureCommand): command is DepartureCommand =>
  command.type === 'RecordMemberLeft' || command.type === 'ContestDeparture' || command.type === 'DecideContest'

const refusal = (code: DepartureRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
